//! The state database of the component, as an app that has an SQLite of its own keeps it.

use std::error::Error;
use std::fs;

use egui_authenticator::domain::appearance::ThemeChoice;
use egui_authenticator::domain::audit::{AuditKind, Retention};
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::ports::{AttemptKey, AuditFilter, AuditLog, PreferenceStore};
use egui_authenticator::store::sqlite::SqliteState;

/// Writes preferences, a record and a choice, and reads them back.
pub fn store_preferences() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("egui-authenticator-{}", std::process::id()));
    let state = SqliteState::new(folder.join("state.db"), "host");
    let dark = Preferences {
        theme: Some(ThemeChoice::Dark),
        ..Preferences::default()
    };
    state.store_preferences(&dark)?;
    let ada = AttemptKey([1; 32]);
    state.hide_first_steps(&ada, true)?;
    state.record(&signed_in(), Retention::default())?;
    // As the next start of the program.
    drop(state);
    let state = SqliteState::new(folder.join("state.db"), "host");
    assert_eq!(state.preferences()?, dark);
    assert!(state.hides_first_steps(&ada)?);
    let records = state.activity(&EVERYTHING)?;
    let [record] = records.as_slice() else {
        panic!("{} records", records.len());
    };
    assert_eq!(record.event, signed_in());
    drop(state);
    fs::remove_dir_all(folder)?;
    Ok(())
}

const EVERYTHING: AuditFilter = AuditFilter {
    since: None,
    user: None,
    kind: None,
    limit: 10,
};

fn signed_in() -> AuditEvent {
    let at = Timestamp::from_seconds(1_790_251_200);
    let mut event = AuditEvent::new(at, AuditKind::SignIn);
    event.who = "ada".to_owned();
    event
}
