//! The signatures, for auditors: the list, and whether all are as they were signed.

use crate::domain::signature::chain::Signature;
use crate::service::Session;
use crate::service::command::Finished;
use crate::service::local_time::LocalTime;
use crate::service::signatures::commands::{ListSignatures, VerifySignatures};
use crate::service::signatures::records::{ListedSignature, SignatureCheck};
use crate::service::users::UserError;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};

/// How many signatures are listed.
pub const LISTED_MAX: u32 = 1_000;

/// The signatures, for auditors.
#[derive(Default)]
pub struct SignatureList {
    /// The latest ones first, once they are read.
    pub signatures: Option<Vec<ListedSignature>>,
    /// Whether all were as they were signed, and when; `None` if they were not verified since the list changed.
    pub check: Option<(SignatureCheck, LocalTime)>,
    /// Why they could not be read.
    pub not_read: Option<UserError>,
    /// Why they could not be verified.
    pub not_verified: Option<UserError>,
    listing: Pending<ListSignatures>,
    verifying: Pending<VerifySignatures>,
    /// Finds out whether there are any.
    asking: Pending<ListSignatures>,
}

impl SignatureList {
    /// Reads the signatures again. The old list is shown until then.
    pub(super) fn read(&mut self, session: &Session, effects: &mut Effects) {
        self.listing = effects.start(list(session, LISTED_MAX));
    }

    /// Verifies all signatures, which takes a second for some thousands.
    pub(super) fn verify(&mut self, session: &Session, effects: &mut Effects) {
        if !self.verifying.is_waiting() {
            (self.check, self.not_verified) = (None, None);
            self.verifying = effects.start(VerifySignatures(session.clone()));
        }
    }

    /// Finds out whether there are any signatures.
    pub(super) fn ask_for_any(&mut self, session: &Session, effects: &mut Effects) {
        self.asking = effects.start(list(session, 1));
    }

    /// Returns `true` if the list was not verified since it changed, and is not being verified.
    #[must_use]
    pub fn is_unverified(&self) -> bool {
        let is_listed = self.signatures.as_ref().is_some_and(|all| !all.is_empty());
        is_listed && self.check.is_none() && !self.verifying.is_waiting()
    }

    /// Returns how the wait for the signatures looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.listing.busy(now).max(self.verifying.busy(now))
    }

    /// Returns the signatures of users whose name or username contains this text; all if it is blank. Those that were changed
    /// are always among them.
    #[must_use]
    pub fn of<'s>(&'s self, user: &str) -> Vec<&'s ListedSignature> {
        let user = user.trim().to_lowercase();
        let is_of = |(_, signature): &&ListedSignature| {
            signature.as_ref().is_none_or(|Signature { signed, .. }| {
                let names = [&signed.username, &signed.name];
                names.iter().any(|name| name.to_lowercase().contains(&user))
            })
        };
        let all = self.signatures.iter().flatten();
        all.filter(is_of).collect()
    }

    /// Takes in the end of a command. Returns whether there are any signatures, if that was asked.
    pub(super) fn on_finished(&mut self, finished: &mut Finished) -> Option<bool> {
        match self.listing.take(finished) {
            None => {}
            Some(Ok(signatures)) => {
                // What was verified before says nothing about another list.
                if self.signatures.as_ref() != Some(&signatures) {
                    self.check = None;
                }
                (self.signatures, self.not_read) = (Some(signatures), None);
            }
            Some(Err(error)) => {
                (self.signatures, self.check) = (None, None);
                self.not_read = Some(error);
            }
        }
        match self.verifying.take(finished) {
            None => {}
            Some(Ok(check)) => self.check = Some(check),
            Some(Err(error)) => self.not_verified = Some(error),
        }
        let signatures = self.asking.take(finished)?.ok()?;
        Some(!signatures.is_empty())
    }
}

fn list(session: &Session, limit: u32) -> ListSignatures {
    let session = session.clone();
    ListSignatures { session, limit }
}
