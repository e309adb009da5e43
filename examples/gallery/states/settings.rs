//! The settings, for users with the permission.

use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::setting::SettingGroup;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::domain::update::{UpdateFailure, UpdateNews, Version};
use egui_authenticator::screen::app::{Area, AreaEvent, AreaKind};
use egui_authenticator::screen::settings;

use super::administration::area;
use super::{ADA, State, USERS, signed_in, state};
use crate::stage::{Reached, Stage};

/// Settings.
pub const STATES: &[State] = &[
    state(
        "Settings",
        "What users see before they sign in",
        settings_as_they_are,
    ),
    state(
        "Settings: pages and what is not saved",
        "1 unsaved change",
        || {
            let mut stage = settings_as_they_are()?;
            if let Some(Area::Settings(settings)) = area(&mut stage)
                && let Some(title) = settings.form.typed("app.title")
            {
                "The corner shop".clone_into(title);
            }
            let pages = settings::Event::Section(settings::Section::Pages);
            stage.act_there(AreaEvent::Settings(pages));
            Ok(stage)
        },
    ),
    state(
        "Settings: two-step sign-in",
        "Code with every password for these roles",
        || {
            let mut stage = settings_as_they_are()?;
            let group = settings::Section::Group(SettingGroup::TwoStep);
            stage.act_there(AreaEvent::Settings(settings::Event::Section(group)));
            Ok(stage)
        },
    ),
    state("Settings: discarding", "Discard 1 change?", || {
        let mut stage = settings_as_they_are()?;
        let add = settings::Event::Role(settings::RoleEvent::Add);
        stage.act_there(AreaEvent::Settings(add));
        if let Some(Area::Settings(settings)) = area(&mut stage)
            && let Some(role) = settings.form.roles.last_mut()
        {
            "desk".clone_into(&mut role.name);
        }
        stage.act_there(AreaEvent::Settings(settings::Event::Reset));
        Ok(stage)
    }),
    state("Settings: mail server", "Send a test", || {
        let mut stage = settings_as_they_are()?;
        let mail = settings::Event::Section(settings::Section::Mail);
        stage.act_there(AreaEvent::Settings(mail));
        Ok(stage)
    }),
    state("Settings: roles", "What users with a role may do", || {
        let mut stage = settings_as_they_are()?;
        let roles = settings::Event::Section(settings::Section::Roles);
        stage.act_there(AreaEvent::Settings(roles));
        Ok(stage)
    }),
    state("Settings: a new role", "Can also open these pages", || {
        let mut stage = settings_as_they_are()?;
        let add = settings::Event::Role(settings::RoleEvent::Add);
        stage.act_there(AreaEvent::Settings(add));
        Ok(stage)
    }),
    state("Settings: a page with text", "Who can open it", || {
        settings_page(settings::PageEvent::Open(0))
    }),
    state(
        "Settings: a page that launches programs",
        "Add item",
        || settings_page(settings::PageEvent::Open(1)),
    ),
    state("Settings: a page with errors", "Enter a value", || {
        let mut stage = settings_page(settings::PageEvent::Add)?;
        stage.act_there(AreaEvent::Settings(settings::Event::Preview));
        Ok(stage)
    }),
    state("Settings: defaults of the app", "Set here", || {
        of_an_app(SettingGroup::Sessions)
    }),
    state(
        "Settings: sign-in form with defaults of the app",
        "Use the default for Accent colour",
        || of_an_app(SettingGroup::SignIn),
    ),
    state(
        "Settings: registration with defaults of the app",
        "Set by the app",
        || of_an_app(SettingGroup::Registration),
    ),
    state("Settings: found", "Auto-lock after minutes", || {
        let mut stage = settings_as_they_are()?;
        if let Some(Area::Settings(settings)) = area(&mut stage) {
            "lock".clone_into(&mut settings.search);
        }
        Ok(stage)
    }),
    state("Settings: nothing found", "No matches", || {
        let mut stage = settings_as_they_are()?;
        if let Some(Area::Settings(settings)) = area(&mut stage) {
            "unknown".clone_into(&mut settings.search);
        }
        Ok(stage)
    }),
    state(
        "Settings: an error",
        "Enter a colour such as #1d5bb8",
        || settings_with("Corner shop", "blue"),
    ),
    state(
        "Settings: preview",
        "These lines of the configuration file change",
        || settings_with("The corner shop", "#0a7d4f"),
    ),
    state("Settings: a newer version", "Its publisher writes", || {
        knowing(UpdateNews::Newer {
            version: Version::parse("12.10.2").unwrap_or_else(Version::own),
            notes: "Corrects an error in the import of users, and starts in half the time."
                .to_owned(),
            failure: Some(UpdateFailure::Rollback),
        })
    }),
    state("Settings: newer versions unknown", "did not answer", || {
        knowing(UpdateNews::Failed(UpdateFailure::Unreachable))
    }),
    state("Settings: saved", "The settings were saved", || {
        let mut stage = settings_with("The corner shop", "#0a7d4f")?;
        stage.act_there(AreaEvent::Settings(settings::Event::Save));
        Ok(stage)
    }),
];

fn settings_as_they_are() -> Reached {
    let mut stage = signed_in("ada", ADA)?;
    stage.go(AreaKind::Settings);
    Ok(stage)
}

/// The settings of a file that names a server, after its answer.
fn knowing(news: UpdateNews) -> Reached {
    let mut stage = settings_as_they_are()?;
    if let Some(Area::Settings(settings)) = area(&mut stage) {
        settings.updates.news = Some(Ok(news));
    }
    Ok(stage)
}

fn settings_page(event: settings::PageEvent) -> Reached {
    let mut stage = settings_as_they_are()?;
    let pages = settings::Event::Section(settings::Section::Pages);
    for event in [pages, settings::Event::Page(event)] {
        stage.act_there(AreaEvent::Settings(event));
    }
    Ok(stage)
}

fn settings_with(title: &str, accent: &str) -> Reached {
    let mut stage = settings_as_they_are()?;
    if let Some(Area::Settings(settings)) = area(&mut stage) {
        for (path, text) in [("app.title", title), ("app.accent", accent)] {
            if let Some(typed) = settings.form.typed(path) {
                text.clone_into(typed);
            }
        }
    }
    stage.act_there(AreaEvent::Settings(settings::Event::Preview));
    Ok(stage)
}

/// The settings in an app that gives some in code, of which the file overrides a few.
fn of_an_app(group: SettingGroup) -> Reached {
    let defaults = Settings::default()
        .title("Lab bench")
        .registration_mode(RegistrationPolicy::Closed)
        .remember_days(1.0)
        .max_session_hours(12)
        .single_session(true)
        .lock_minutes(10);
    let here = "app:\n  title: Corner shop\n  accent: '#0a7d4f'\n  user_tiles: true\ncookie: {expiry_days: 7}\n";
    let text = USERS.replacen("app:\n  title: Corner shop\n", here, 1);
    let text = text.replacen("registration:\n  mode: approval\n", "", 1);
    let mut stage = Stage::with_defaults(&text, defaults)?;
    stage.sign_in("ada", ADA);
    stage.go(AreaKind::Settings);
    let group = settings::Section::Group(group);
    stage.act_there(AreaEvent::Settings(settings::Event::Section(group)));
    Ok(stage)
}
