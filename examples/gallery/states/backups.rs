//! The backups in the settings.

use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::setting::Setting;
use egui_authenticator::screen::app::{Area, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::Screen;
use egui_authenticator::screen::settings;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::users::UserInput;

use super::administration::area;
use super::{ADA, State, signed_in, state};
use crate::stage::{Reached, secret};

/// The backups.
pub const STATES: &[State] = &[
    state("Settings: backups", "3 users", backups),
    state("Settings: restoring", "Users who come back", || {
        let mut stage = backups()?;
        let preview = match area(&mut stage) {
            Some(Area::Settings(settings)) => settings.backups.list.as_ref(),
            _ => None,
        };
        let preview = preview.and_then(|list| list.entries.get(1));
        let number = preview.ok_or("no backup")?.backup.number;
        let preview = settings::Event::Backup(settings::BackupEvent::Preview(number));
        stage.act_there(AreaEvent::Settings(preview));
        Ok(stage)
    }),
];

/// The backups of changes by the administrator, one each hour.
fn backups() -> Reached {
    let mut stage = signed_in("ada", ADA)?;
    let ada = match stage.screen_mut() {
        Screen::App(screen) => screen.session_view.session.clone(),
        _ => return Err("not signed in".into()),
    };
    let (by, users) = (Caller::Session(&ada), stage.service.users());
    let carmen = UserInput::new(
        "carmen",
        "carmen@example.org",
        PersonName::new("Carmen", "Ortiz"),
    );
    users.add(by, &carmen, &["till"])?;
    stage.later(3_600);
    let ada = stage
        .service
        .sessions()
        .reauthenticate(&ada, &secret(ADA).into())?;
    let by = Caller::Session(&ada.session);
    users.remove(by, "carmen")?;
    stage.later(3_600);
    let ada = stage
        .service
        .sessions()
        .reauthenticate(&ada.session, &secret(ADA).into())?;
    let by = Caller::Session(&ada.session);
    let title = vec![Setting::Title(Some("The corner shop".to_owned()))];
    let preview = stage.service.settings().preview(by, title)?;
    stage.service.settings().apply(by, &preview)?;
    stage.go(AreaKind::Settings);
    let backups = settings::Event::Section(settings::Section::Backups);
    stage.act_there(AreaEvent::Settings(backups));
    Ok(stage)
}
