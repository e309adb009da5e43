//! A store on another computer that cannot be reached.

use std::time::Duration;

use egui_authenticator::screen::app::{Area, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::auto_lock::LockWarning;
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::{lock, settings, sign_in, users};
use egui_authenticator::service::admin_action::AdminAction;

use super::administration::area;
use super::{ADA, BOB, State, USERS, acted, opened, signed_in, state};
use crate::stage::{Reached, Stage, secret};

/// Outages.
pub const STATES: &[State] = &[
    state(
        "An outage",
        "No connection to the user accounts",
        Stage::unreachable,
    ),
    state("Sign in: an outage", CANNOT_BE_REACHED, || {
        let mut stage = Stage::over(Some(USERS))?;
        stage.fill_in("bob", BOB);
        stage.goes_down();
        acted(Ok(stage), [Event::Login(sign_in::Event::Submit)])
    }),
    state("A page during an outage", NO_CONNECTION, || {
        down(opened(signed_in("bob", BOB), "till"))
    }),
    state("Users: an outage", CANNOT_BE_REACHED, || {
        let mut stage = signed_in("ada", ADA)?;
        stage.go(AreaKind::Users);
        stage.act_there(AreaEvent::Users(users::Event::Show("bob".to_owned())));
        let mut stage = down(Ok(stage))?;
        let require = AdminAction::RequireChange("bob".to_owned());
        stage.act_there(AreaEvent::Users(users::Event::Do(require)));
        Ok(stage)
    }),
    state("Settings: an outage", CANNOT_BE_REACHED, || {
        let mut stage = signed_in("ada", ADA)?;
        stage.go(AreaKind::Settings);
        if let Some(Area::Settings(settings)) = area(&mut stage)
            && let Some(title) = settings.form.typed("app.title")
        {
            "The corner shop".clone_into(title);
        }
        let mut stage = down(Ok(stage))?;
        stage.act_there(AreaEvent::Settings(settings::Event::Preview));
        Ok(stage)
    }),
    state("Settings: computers", "Last contact 3 minutes ago", || {
        let mut stage = Stage::remote(USERS)?;
        stage.sign_in("ada", ADA);
        stage.go(AreaKind::Settings);
        let section = settings::Event::Section(settings::Section::Computers);
        stage.act_there(AreaEvent::Settings(section));
        Ok(stage)
    }),
    state(
        "The window locks because of an outage",
        "The user accounts cannot be reached",
        || {
            let mut stage = down(signed_in("bob", BOB))?;
            stage.lock_warning = Some(LockWarning::Outage(Duration::from_secs(25)));
            Ok(stage)
        },
    ),
    state(
        "Locked: an outage",
        "You can unlock with your password",
        locked,
    ),
    state(
        "Locked: too many wrong passwords in an outage",
        "Too many wrong passwords",
        || {
            let mut stage = locked()?;
            for _ in 0..6 {
                if let Screen::Lock(screen) = stage.screen_mut() {
                    screen.password.text = secret("not this one");
                }
                stage.act(Event::Locked(lock::Event::Submit));
            }
            Ok(stage)
        },
    ),
    state(
        "Locked: an outage that lasts too long",
        "You can unlock this window when the connection is back",
        || {
            let stage = locked()?;
            stage.later(15 * 60);
            Ok(stage)
        },
    ),
];

/// A window that is locked when an outage begins.
fn locked() -> Reached {
    let mut stage = Stage::remote(USERS)?;
    stage.sign_in("bob", BOB);
    down(acted(Ok(stage), [Event::Lock]))
}

const NO_CONNECTION: &str = "No connection to the user accounts: connection timed out";
const CANNOT_BE_REACHED: &str = "The user accounts cannot be reached: connection timed out";

/// Begins an outage.
fn down(stage: Reached) -> Reached {
    let mut stage = stage?;
    stage.goes_down();
    Ok(stage)
}
