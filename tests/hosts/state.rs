//! The state database of the component, as an app that has an SQLite of its own keeps it.

use std::error::Error;
use std::fs;

use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::service::ports::PreferenceStore;
use egui_authenticator::store::sqlite::SqliteState;

/// Writes preferences and reads them back.
pub fn store_preferences() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("egui-authenticator-{}", std::process::id()));
    let state = SqliteState::new(folder.join("state.db"), "host");
    state.store_preferences(&Preferences::default())?;
    let stored = state.preferences()?;
    drop(state);
    fs::remove_dir_all(folder)?;
    assert_eq!(stored, Preferences::default());
    Ok(())
}
