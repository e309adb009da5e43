//! Preferences in the state database.

use rusqlite::OptionalExtension;

use crate::domain::appearance::{Motion, ThemeChoice, Zoom};
use crate::domain::language::Language;
use crate::domain::preferences::Preferences;
use crate::service::ports::{AttemptKey, ChangeRecord, PreferenceStore, StateError};
use crate::store::sqlite::database::SqliteState;

impl SqliteState {
    /// Returns the name of the preference of a user to hide the first steps, which names no user (R87).
    fn hidden_steps(&self, who: &AttemptKey) -> Result<String, StateError> {
        let digest = self.name_digest()?.of(who);
        let digest = digest.iter().map(|byte| format!("{byte:02x}"));
        let digest = digest.collect::<String>();
        Ok(format!("first_steps_hidden_{}_{digest}", self.slot))
    }
}

impl PreferenceStore for SqliteState {
    fn preferences(&self) -> Result<Preferences, StateError> {
        self.with(|connection| {
            let mut query = connection.prepare_cached("SELECT name, value FROM preference")?;
            let mut rows = query.query([])?;
            let mut found = Preferences::default();
            while let Some(row) = rows.next()? {
                let (name, value): (String, String) = (row.get(0)?, row.get(1)?);
                match name.as_str() {
                    "theme" => found.theme = ThemeChoice::parse(&value),
                    "zoom" => found.zoom = Zoom::parse(&value),
                    "motion" => found.motion = Motion::parse(&value),
                    "language" => found.language = Language::of_tag(&value),
                    _ => {}
                }
            }
            Ok(found)
        })
    }

    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        let Preferences {
            theme,
            zoom,
            language,
            motion,
        } = changes;
        let values = [
            ("theme", theme.map(|theme| theme.as_str().to_owned())),
            ("zoom", zoom.map(Zoom::to_text)),
            ("motion", motion.map(|motion| motion.as_str().to_owned())),
            (
                "language",
                language.map(|language| language.tag().to_owned()),
            ),
        ];
        self.atomically(|work| {
            for (name, value) in values {
                if let Some(value) = value {
                    let statement =
                        "INSERT OR REPLACE INTO preference (name, value) VALUES (?1, ?2)";
                    work.execute(statement, [name, value.as_str()])?;
                }
            }
            Ok(())
        })
    }

    fn hides_first_steps(&self, who: &AttemptKey) -> Result<bool, StateError> {
        let name = self.hidden_steps(who)?;
        self.with(|connection| {
            let mut query =
                connection.prepare_cached("SELECT 1 FROM preference WHERE name = ?1")?;
            query.exists([name.as_str()])
        })
    }

    fn hide_first_steps(&self, who: &AttemptKey, hide: bool) -> Result<(), StateError> {
        let statement = if hide {
            "INSERT OR REPLACE INTO preference (name, value) VALUES (?1, '')"
        } else {
            "DELETE FROM preference WHERE name = ?1"
        };
        let name = self.hidden_steps(who)?;
        self.atomically(|work| {
            work.execute(statement, [name.as_str()])?;
            Ok(())
        })
    }

    fn update_record(&self, name: &str, change: &mut ChangeRecord<'_>) -> Result<(), StateError> {
        self.atomically(|work| {
            let query = "SELECT value FROM preference WHERE name = ?1";
            let stored: Option<String> =
                work.query_row(query, [name], |row| row.get(0)).optional()?;
            if let Some(record) = change(stored.as_deref()) {
                work.execute(
                    "INSERT OR REPLACE INTO preference (name, value) VALUES (?1, ?2)",
                    [name, record.as_str()],
                )?;
            }
            Ok(())
        })
    }
}
