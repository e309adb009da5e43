//! What administrators do to an account to get its owner back in: start a reset, switch the second
//! factor off, require another password, sign them out everywhere.
//!
//! They never set or see a password (R31), and nobody does this to somebody above them (R32).
//! Whoever can write the credential file needs no other permission: that is the command line.

use crate::account::activity::Kind;
use crate::account::recovery::{OneTimeCode, RESET_SECONDS, Safeguards};
use crate::account::remember::fingerprint;
use crate::account::role::Role;
use crate::account::secret::Secret;
use crate::account::user::{User, UserPatch};

use super::account::{AccountError, Hand, next_epoch};
use super::people::PeopleError;
use super::ports::AccountEvent;
use super::{Service, Session};

/// On whose authority something is done to somebody else.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// Of whoever can write the credential file.
    File,
    /// Of somebody who is signed in.
    Session(&'a Session),
}

impl By<'_> {
    /// The username of whoever does it; nothing for whoever can write the file.
    fn name(&self) -> &str {
        match self {
            Self::File => "",
            Self::Session(session) => session.user().username.as_str(),
        }
    }
}

impl Service {
    /// Makes a one-time code with which somebody can choose another password, within 15 minutes and
    /// as long as the account stays what it is (R27). Shown once; their password goes on working.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn start_reset(&self, by: By<'_>, name: &str) -> Result<Secret, PeopleError> {
        let user = self.administered(by, name)?;
        let account = fingerprint(&user).ok_or(PeopleError::NoPassword)?;
        let code = self.new_code()?;
        let expires_at = self.clock.now() + RESET_SECONDS;
        let safeguards = Safeguards {
            reset: Some(OneTimeCode::new(&code, &account, expires_at)),
            ..user.safeguards.clone()
        };
        self.administer(by, &user, &guarded(safeguards), AccountEvent::ResetStarted)?;
        Ok(code.to_secret())
    }

    /// Switches somebody's second factor off, for whoever lost phone and recovery codes. Nobody can
    /// say how long their password is, and without a second factor it has to be a longer one: they
    /// choose another.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn reset_two_step(&self, by: By<'_>, name: &str) -> Result<(), PeopleError> {
        let user = self.administered(by, name)?;
        if user.safeguards.totp.is_none() {
            return Err(PeopleError::NothingToDo);
        }
        let safeguards = Safeguards {
            totp: None,
            ..user.safeguards.clone()
        };
        let patch = UserPatch {
            must_change_password: Some(true),
            ..guarded(safeguards)
        };
        self.administer(by, &user, &patch, AccountEvent::TwoStepOff)
    }

    /// Has somebody choose another password at their next sign-in.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn require_change(&self, by: By<'_>, name: &str) -> Result<(), PeopleError> {
        let user = self.administered(by, name)?;
        let patch = UserPatch {
            must_change_password: Some(true),
            ..UserPatch::default()
        };
        let user = self.patched(&user, &patch)?;
        let hands = (by.name(), user.username.as_str());
        self.record_about(Kind::People, hands, true, "change_required");
        Ok(())
    }

    /// Ends every sign-in of somebody, on every computer (R43).
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn sign_out_everywhere(&self, by: By<'_>, name: &str) -> Result<(), PeopleError> {
        let user = self.administered(by, name)?;
        let patch = next_epoch(&user);
        self.administer(by, &user, &patch, AccountEvent::SignedOutEverywhere)
    }

    /// The person, if whoever asks may do something to them.
    fn administered(&self, by: By<'_>, name: &str) -> Result<User, PeopleError> {
        if let By::Session(session) = by {
            let actor = self.current(session)?.ok_or(PeopleError::NotAllowed)?;
            // Only administrators may, and nobody is above them.
            if !actor.roles.contains(&Role::admin()) {
                let who = actor.username.as_str();
                self.record_about(Kind::People, (who, name), false, "not allowed");
                return Err(PeopleError::NotAllowed);
            }
            if !session.is_fresh(self.clock.now()) {
                return Err(PeopleError::AskPassword);
            }
        }
        self.person(name)
    }

    fn administer(
        &self,
        by: By<'_>,
        user: &User,
        patch: &UserPatch,
        event: AccountEvent,
    ) -> Result<(), PeopleError> {
        let user = self.patched(user, patch)?;
        self.tell(&user, event, Hand::Of(by.name()));
        Ok(())
    }
}

fn guarded(safeguards: Safeguards) -> UserPatch {
    UserPatch {
        safeguards: Some(safeguards),
        ..UserPatch::default()
    }
}

impl From<AccountError> for PeopleError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Store(error) => Self::Store(error),
            AccountError::Hasher(error) => Self::Hasher(error),
            _ => Self::Store(super::ports::StoreError::Changed),
        }
    }
}
