//! What belongs to one computer stays there.

use crate::domain::preferences::Preferences;
use crate::service::ports::{AttemptKey, ChangeRecord, PreferenceStore, StateError};
use crate::store::postgres::state::PostgresState;

impl PreferenceStore for PostgresState {
    fn preferences(&self) -> Result<Preferences, StateError> {
        self.local.preferences()
    }

    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        self.local.store_preferences(changes)
    }

    fn hides_first_steps(&self, who: &AttemptKey) -> Result<bool, StateError> {
        self.local.hides_first_steps(who)
    }

    fn hide_first_steps(&self, who: &AttemptKey, hide: bool) -> Result<(), StateError> {
        self.local.hide_first_steps(who, hide)
    }

    fn update_record(&self, name: &str, change: &mut ChangeRecord<'_>) -> Result<(), StateError> {
        self.local.update_record(name, change)
    }
}
