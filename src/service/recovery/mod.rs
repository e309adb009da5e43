//! Resetting a password and finding a forgotten username, both with a code.
//!
//! An unknown name, a wrong code and a used code get the same answer (R30), and nothing changes before the
//! code is known to be right. Recovery signs no user in (R36). A code has 128 random bits, so attempts need
//! not be counted, and cannot lock another user out of recovery (R21).

mod at_server;
pub mod codes;
pub mod commands;
pub mod error;
pub mod mail;

use std::cell::Cell;
use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::AuditRecord;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::email::Email;
use crate::domain::ended_credentials::{recovery_code_of, reset_code_of};
use crate::domain::recovery::{Code, ResetCode};
use crate::domain::remember_me::TokenHash;
use crate::domain::secret::Secret;
use crate::domain::user::{User, UserPatch};
use crate::domain::user_key::Key;

use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::ended::EndedCredentials;
use crate::service::notices::{Initiator, Notices};
use crate::service::or_log::OrLog as _;
use crate::service::passwords::Passwords;
use crate::service::ports::{
    AccountEvent, AttemptKey, AuditFilter, AuditLog, AuditUser, Authority, Cancellation, Clock,
    CodeStore, CredentialStore, Snapshot, StateError,
};
pub use crate::service::recovery::error::RecoverError;
use crate::service::throttle::{Throttle, attempt_key, key_of};

/// Seconds after the creation of a code within which it is recorded; importing many users takes a while.
const RECORDED_WITHIN: i64 = 10 * 60;

/// Which code of a user was entered.
pub(crate) enum RecoveryProof {
    /// One of the recovery codes, by its index, with the user key that it opens.
    Recovery(usize, Key),
    /// The reset code of an administrator.
    Reset,
    /// The code that was sent by e-mail.
    Mailed,
}

/// Resetting a password with a code.
#[derive(Clone)]
pub struct Recovery {
    credentials: Arc<dyn CredentialStore>,
    /// The store also at a restricted computer, where `credentials` refuses everything.
    everywhere: Arc<dyn CredentialStore>,
    authority: Option<Arc<dyn Authority>>,
    cancelled: Cancellation,
    audit_log: Arc<dyn AuditLog>,
    codes: Arc<dyn CodeStore>,
    clock: Arc<dyn Clock>,
    throttle: Throttle,
    passwords: Passwords,
    editor: Editor,
    notices: Notices,
    audit: AuditRecorder,
    ended: EndedCredentials,
}

opaque_debug!(Recovery);

impl From<&Context> for Recovery {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            everywhere: from.everywhere(),
            authority: from.authority.clone(),
            cancelled: from.cancelled.clone(),
            audit_log: Arc::clone(&from.audit_log),
            codes: Arc::clone(&from.codes),
            clock: Arc::clone(&from.clock),
            throttle: from.into(),
            passwords: from.into(),
            editor: from.into(),
            notices: from.into(),
            audit: from.into(),
            ended: from.into(),
        }
    }
}

impl Recovery {
    /// Sets a new password for the user with this username or e-mail address, if the code is theirs.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RecoverError;
    ///
    /// fn example(service: &Service, code: &Secret, new: &Secret) -> Result<(), RecoverError> {
    ///     service.recovery().reset_password("ada", code, new)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`RecoverError::Refused`] if name and code do not match.
    /// - [`RecoverError::Code`] if the input is not a code.
    /// - [`RecoverError::TooManyHere`] if too many codes were tried on this computer, which is a restricted one.
    /// - [`RecoverError::Password`] if the new password is not acceptable; the code stays valid.
    /// - [`RecoverError::Hasher`] if something cannot be hashed or sealed.
    /// - [`RecoverError::State`] if the state database cannot be used.
    /// - [`RecoverError::Store`] if the configuration file cannot be used.
    pub fn reset_password(
        &self,
        login: &str,
        code: &Secret,
        new: &Secret,
    ) -> Result<(), RecoverError> {
        let code = Code::parse(code)?;
        if let Some(authority) = &self.authority {
            return self.reset_at_server(&**authority, (login, &code), new);
        }
        let snapshot = self.credentials.read()?;
        let (user, proof) = self.prove(&snapshot, login, &code)?;
        let (rest, user_key) = match &proof {
            RecoveryProof::Recovery(at, key) => (user.key_vault.recovered_with(*at), Some(key)),
            RecoveryProof::Reset => (user.key_vault.after_reset(), None),
            RecoveryProof::Mailed => (user.key_vault.clone(), None),
        };
        let settings = &snapshot.settings;
        let change = self
            .passwords
            .change::<RecoverError>((user, &rest), new, user_key, settings);
        let patch = change?;
        let is_mailed = matches!(proof, RecoveryProof::Mailed);
        if is_mailed && !self.take_mailed(user, &code)? {
            return Err(RecoverError::Refused);
        }
        self.complete(&snapshot, (user, &proof), &patch)
    }

    /// Returns the user with this username or e-mail address, and which of their codes this is. Another one is recorded.
    ///
    /// # Errors
    /// As for [`Self::reset_password`].
    pub(crate) fn prove<'a>(
        &self,
        snapshot: &'a Snapshot,
        login: &str,
        code: &Code,
    ) -> Result<(&'a User, RecoveryProof), RecoverError> {
        let found = snapshot.users.find(login);
        let key = attempt_key(found, login);
        let user = found.filter(|user| user.can_sign_in() && user.hash.is_some());
        // Looked up for unknown names too, so that it takes the same time.
        let proof = self.proof(user, &key, code)?;
        let (Some(user), Some(proof)) = (user, proof) else {
            let who = Party::typed(user, login);
            self.audit
                .record(AuditKind::Recovery, who, false, AuditWord::WrongCodeOrName);
            return Err(RecoverError::Refused);
        };
        Ok((user, proof))
    }

    /// Makes the change that a code permits, records it and resets the failures of the user.
    ///
    /// # Errors
    /// As for [`Self::reset_password`].
    pub(crate) fn complete(
        &self,
        snapshot: &Arc<Snapshot>,
        (user, proof): (&User, &RecoveryProof),
        patch: &UserPatch,
    ) -> Result<(), RecoverError> {
        let changed = self.editor.patch(snapshot, user, patch)?;
        let changed = changed.ok_or(RecoverError::Refused)?;
        let created = match proof {
            RecoveryProof::Reset => self.creation_of_reset(user),
            RecoveryProof::Recovery(..) | RecoveryProof::Mailed => None,
        };
        let (event, initiator) = (AccountEvent::PasswordRecovered, Initiator::Code(created));
        self.notices.send_change((user, &changed), event, initiator);
        Ok(self.throttle.unlock(&key_of(user))?)
    }

    /// Returns which code of the user this is. No code is used up.
    fn proof(
        &self,
        user: Option<&User>,
        key: &AttemptKey,
        code: &Code,
    ) -> Result<Option<RecoveryProof>, RecoverError> {
        let account = user.and_then(User::fingerprint);
        let now = self.clock.now();
        let is_valid = |stored: &ResetCode| {
            let account = account.as_ref();
            account.is_some_and(|account| stored.is(code, account, now))
        };
        // A mailed code is only looked at here, so that a password that is refused does not use it up.
        let is_mailed = Cell::new(false);
        let look = |stored: &ResetCode| {
            is_mailed.set(is_valid(stored));
            false
        };
        self.codes.take_code(key, &look)?;
        let recovery = user.and_then(|user| user.key_vault.code(code));
        let recovery =
            recovery.filter(|_| user.is_some_and(|user| user.key_vault.codes_set_passwords()));
        let reset = user.and_then(|user| user.key_vault.reset.as_deref());
        let has_ended = |of: &dyn Fn(&User) -> Vec<TokenHash>| {
            let credentials = user.map(of).unwrap_or_default();
            self.ended.includes(&credentials)
        };
        Ok(match recovery {
            Some((at, _)) if has_ended(&|user| recovery_code_of(user, at))? => None,
            Some((at, key)) => Some(RecoveryProof::Recovery(at, key)),
            None if reset.is_some_and(is_valid) && !has_ended(&reset_code_of)? => {
                Some(RecoveryProof::Reset)
            }
            None => is_mailed.get().then_some(RecoveryProof::Mailed),
        })
    }

    /// Returns the number of the record of the creation of a reset code, if the audit log of this computer has it.
    fn creation_of_reset(&self, user: &User) -> Option<i64> {
        let created = user.key_vault.reset.as_deref()?.created_at();
        let filter = AuditFilter {
            since: Some(created),
            user: Some(AuditUser::Account(user.id)),
            kind: Some(AuditKind::Users),
            limit: u32::MAX,
        };
        let records = self.audit_log.activity(&filter);
        let records = records.or_log("look up the creation of a code")?;
        let creates = |record: &AuditRecord| {
            let event = &record.event;
            let is_creation = matches!(
                event.detail,
                AuditDetail::Account(AccountEvent::ResetStarted)
                    | AuditDetail::Word(AuditWord::Added | AuditWord::Imported)
            );
            is_creation && event.whom_id == Some(user.id) && event.at <= created + RECORDED_WITHIN
        };
        let mut earliest_first = records.iter().rev();
        Some(earliest_first.find(|record| creates(record))?.number)
    }

    fn take_mailed(&self, user: &User, code: &Code) -> Result<bool, StateError> {
        let Some(account) = user.fingerprint() else {
            return Ok(false);
        };
        let now = self.clock.now();
        self.codes
            .take_code(&key_of(user), &|stored| stored.is(code, &account, now))
    }

    /// Returns the username of the user with this e-mail address and recovery code. The code is used up.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RecoverError;
    ///
    /// fn example(service: &Service, code: &Secret) -> Result<String, RecoverError> {
    ///     service.recovery().find_username("ada@example.org", code)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`RecoverError::Refused`] if address and code do not match.
    /// - [`RecoverError::Code`] if the input is not a code.
    /// - [`RecoverError::TooManyHere`] if too many codes were tried on this computer, which is a restricted one.
    /// - [`RecoverError::State`] if the state database cannot be used.
    /// - [`RecoverError::Store`] if the configuration file cannot be used.
    pub fn find_username(&self, email: &str, code: &Secret) -> Result<String, RecoverError> {
        let code = Code::parse(code)?;
        let email = Email::parse(email).map_err(|_| RecoverError::Refused)?;
        if let Some(authority) = &self.authority {
            return self.find_at_server(&**authority, &email, &code);
        }
        let snapshot = self.credentials.read()?;
        let found = snapshot.users.find(email.as_str());
        let has_it = |user: &&User| user.can_sign_in() && user.email.as_ref() == Some(&email);
        let user = found.filter(has_it).ok_or(RecoverError::Refused)?;
        let (at, _) = user.key_vault.code(&code).ok_or(RecoverError::Refused)?;
        if self.ended.includes(&recovery_code_of(user, at))? {
            return Err(RecoverError::Refused);
        }
        let patch = UserPatch::key_vault(user.key_vault.without_code(at));
        let user = self.editor.patch(&snapshot, user, &patch)?;
        let user = user.ok_or(RecoverError::Refused)?;
        self.notices
            .send(&user, AccountEvent::CodeUsed, Initiator::Code(None));
        Ok(user.username.as_str().to_owned())
    }
}
