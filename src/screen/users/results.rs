//! What came of a change of several users: their new codes, and who was not changed.

use crate::domain::secret::{Secret, SecretText};
use crate::service::command::Finished;
use crate::service::files::{PrintText, SaveText};
use crate::service::users::UserError;
use crate::service::users::bulk::{BulkAction, BulkKind, BulkSummary};
use crate::service::users::import::ImportSummary;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::users::done::Notice;

/// What came of a change of several users.
pub struct Results {
    /// What was done, and with which role; `None` for an import.
    pub kind: Option<(BulkKind, Option<String>)>,
    /// The number of users who were changed.
    pub changed: usize,
    /// The usernames with their codes, which are shown only this once.
    pub codes: Vec<(String, Secret)>,
    /// The users who were not changed, and why.
    pub refused: Vec<(String, UserError)>,
    saving: Pending<SaveText>,
    printing: Pending<PrintText>,
}

/// What the user did.
pub enum ResultsEvent {
    /// Wants the codes in a file, as this text.
    SaveCodes(SecretText),
    /// Wants the codes on paper, as this text.
    PrintCodes(Secret),
}

impl Results {
    /// Returns the codes of an import; `None` if there are none.
    pub(crate) fn of_import(summary: ImportSummary) -> Option<Self> {
        let codes = summary.codes;
        (!codes.is_empty()).then(|| Self {
            kind: None,
            changed: summary.added,
            codes,
            refused: Vec::new(),
            saving: Pending::default(),
            printing: Pending::default(),
        })
    }

    /// Returns what came of a change; `None` if there is no more to say than how many users were changed.
    pub(crate) fn of(action: &BulkAction, summary: BulkSummary) -> Option<Self> {
        let has_more = !summary.codes.is_empty() || !summary.refused.is_empty();
        has_more.then(|| Self {
            kind: Some((action.kind(), action.role().map(ToOwned::to_owned))),
            changed: summary.changed,
            codes: summary.codes,
            refused: summary.refused,
            saving: Pending::default(),
            printing: Pending::default(),
        })
    }

    /// Returns how the wait for the file or the printer looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.saving.busy(now).max(self.printing.busy(now))
    }

    /// Handles what the user did.
    pub(crate) fn on(&mut self, event: ResultsEvent, effects: &mut Effects) {
        match event {
            ResultsEvent::SaveCodes(text) => {
                self.saving = effects.start(SaveText {
                    name: "reset-codes".to_owned(),
                    extension: "csv",
                    text,
                });
            }
            ResultsEvent::PrintCodes(text) => self.printing = effects.start(PrintText(text)),
        }
    }

    /// Takes in the end of a command. Returns the notice to show.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) -> Option<Notice> {
        if let Some(printed) = self.printing.take(finished) {
            return Some(printed.map_or_else(Notice::NotPrinted, |()| Notice::Printed));
        }
        self.saving.take(finished).map(|saved| match saved {
            Ok(path) => Notice::Saved(path.display().to_string()),
            Err(error) => Notice::Failed(error.into()),
        })
    }
}
