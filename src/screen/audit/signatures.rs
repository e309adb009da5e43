//! The signatures, for auditors: the list, whether all are as they were signed, and the sheet of each.

use crate::domain::signature::chain::Signature;
use crate::service::Session;
use crate::service::admin_action::ActionError;
use crate::service::command::Finished;
use crate::service::signatures::commands::{ReportSignatures, SaveSheet, SignatureReport};
use crate::service::users::UserError;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};

/// How many signatures are listed.
pub const LISTED_MAX: u32 = 1_000;

/// The signatures, for auditors.
#[derive(Default)]
pub struct SignatureList {
    /// The signatures, once they are read and verified.
    pub report: Option<SignatureReport>,
    /// Why they could not be.
    pub failed: Option<UserError>,
    reporting: Pending<ReportSignatures>,
    saving: Pending<SaveSheet>,
}

impl SignatureList {
    /// Reads and verifies the signatures again. The old list is shown until then.
    pub(super) fn read(&mut self, session: &Session, effects: &mut Effects) {
        self.reporting = effects.start(ReportSignatures {
            session: session.clone(),
            limit: LISTED_MAX,
        });
    }

    /// Saves the sheet of a signature.
    pub(super) fn save(&mut self, number: i64, session: &Session, effects: &mut Effects) {
        self.saving = effects.start(SaveSheet {
            session: session.clone(),
            number,
        });
    }

    /// Returns how the wait for the signatures looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.reporting.busy(now)
    }

    /// Returns the signatures of users whose name or username contains this text; all if it is blank.
    #[must_use]
    pub fn of<'s>(&'s self, user: &str) -> Vec<&'s Signature> {
        let user = user.trim().to_lowercase();
        let is_of = |signature: &&Signature| {
            let names = [&signature.signed.username, &signature.signed.name];
            names.iter().any(|name| name.to_lowercase().contains(&user))
        };
        let all = self.report.iter().flat_map(|report| &report.signatures);
        all.filter(is_of).collect()
    }

    /// Takes in the end of a command. Returns where a sheet was saved, or why not.
    pub(super) fn on_finished(
        &mut self,
        finished: &mut Finished,
    ) -> Option<Result<String, ActionError>> {
        match self.reporting.take(finished) {
            None => {}
            Some(Ok(report)) => (self.report, self.failed) = (Some(report), None),
            Some(Err(error)) => (self.report, self.failed) = (None, Some(error)),
        }
        let path = self.saving.take(finished)?.transpose()?;
        Some(path.map(|path| path.display().to_string()))
    }
}
