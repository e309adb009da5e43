//! Setting up the second factor at a restricted computer: a server checks the code and makes the change.

use std::sync::Arc;

use crate::domain::key_vault::KeyVault;
use crate::domain::secret::Secret;
use crate::domain::user_key::Purpose;

use crate::service::account::error::AccountError;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    Authority, AuthorityError, CredentialStore, FactorServer, NewFactor, Snapshot, StoreError,
};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session::Session;
use crate::service::sign_in::begun::undecided;
use crate::service::sign_in::pending::SignInOutcome;
use crate::service::two_factor::{Enrolment, TwoFactor};

impl TwoFactor {
    /// Turns a second factor on as the server decides.
    pub(super) fn confirm_at_server(
        &self,
        authority: &dyn Authority,
        (snapshot, enrolment): (&Arc<Snapshot>, &Enrolment),
        code: &Secret,
    ) -> Result<WithRecoveryCodes<SignInOutcome>, AccountError> {
        let server = server(authority)?;
        let now = snapshot.users.with_id(enrolment.user.id);
        let has_same_password = now.is_some_and(|now| now.hash == enrolment.user.hash);
        if enrolment.session.is_some() && !has_same_password {
            // The user key would be wrapped with a password that has ended.
            return Err(AccountError::Ended);
        }
        let (factor, codes) = self.new_factor(enrolment, code)?;
        let value = match (&enrolment.session, &enrolment.pending) {
            (Some(session), _) => self.set_in_session(server, (snapshot, session), &factor)?,
            (None, Some(pending)) => {
                let awaited = pending.code.as_ref().ok_or(AccountError::Ended)?;
                let verdict = server.set_up(&awaited.awaited, &factor, &self.cancelled);
                self.sign_in.after_set_up(awaited, verdict)?
            }
            (None, None) => return Err(AccountError::Ended),
        };
        Ok(WithRecoveryCodes { value, codes })
    }

    /// Makes what the server keeps of a second factor, and the recovery codes that come with it. Everything that the current key opens
    /// is replaced (R81).
    fn new_factor(
        &self,
        enrolment: &Enrolment,
        code: &Secret,
    ) -> Result<(NewFactor, Vec<Secret>), AccountError> {
        let key = self.keys.new_key()?;
        let (vault, codes) = self.keys.vault_with_codes(&enrolment.vault, &key)?;
        let secret = enrolment.totp.as_bytes();
        let vault = KeyVault {
            totp: Some(self.keys.seal(&key, Purpose::SecondFactor, secret)?),
            ..vault
        };
        let factor = NewFactor::new(vault, enrolment.totp.copied(), code.copied());
        Ok((factor, codes))
    }

    fn set_in_session(
        &self,
        server: &dyn FactorServer,
        (before, session): (&Arc<Snapshot>, &Session),
        factor: &NewFactor,
    ) -> Result<SignInOutcome, AccountError> {
        let is_set = server.set_two_step(session.user().id, factor);
        if !is_set.map_err(refused)? {
            return Err(AccountError::CodeWrong);
        }
        let (snapshot, session) = followed(&*self.credentials, (before, session));
        Ok(SignInOutcome::SignedIn(
            self.opener.views.view(session, &snapshot),
        ))
    }
}

/// Returns the server that changes second factors and recovery codes.
pub(crate) fn server(authority: &dyn Authority) -> Result<&dyn FactorServer, AccountError> {
    Ok(authority.factors().ok_or(StoreError::Restricted)?)
}

/// Returns why the server has not changed the account of a session.
pub(crate) fn refused(error: AuthorityError) -> AccountError {
    undecided(error).into()
}

/// Returns the session with the user as the server has just changed them. If they cannot be read now, the change and its recovery codes
/// are told all the same.
pub(crate) fn followed(
    credentials: &dyn CredentialStore,
    (before, session): (&Arc<Snapshot>, &Session),
) -> (Arc<Snapshot>, Session) {
    let read = credentials.read().or_log("read the changed account");
    let snapshot = read.unwrap_or_else(|| Arc::clone(before));
    let session = match snapshot.users.with_id(session.user().id) {
        Some(user) => session.with_user(user.clone()),
        None => session.clone(),
    };
    (snapshot, session)
}
