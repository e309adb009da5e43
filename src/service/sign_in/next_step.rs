//! The steps after the password: the second factor, and a new password.

use std::sync::Arc;

use crate::domain::audit_detail::AuditWord;
use crate::domain::key_vault::KeyVault;
use crate::domain::recovery::Code;
use crate::domain::secret::Secret;
use crate::domain::user::UserPatch;

use crate::service::account::error::AccountError;
use crate::service::notices::Initiator;
use crate::service::ports::{AccountEvent, Snapshot, StoreError};
use crate::service::sign_in::SignIn;
use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::pending::{
    NextStep, PendingSignIn, ProvenFactors, SecondFactor, SignInOutcome,
};
use crate::service::throttle::key_of;

impl SignIn {
    fn read_for(&self, pending: &PendingSignIn) -> Result<Arc<Snapshot>, SignInError> {
        let snapshot = self.credentials.read()?;
        if pending.is_valid(&self.opener.open_sessions, &snapshot, self.clock.now()) {
            Ok(snapshot)
        } else {
            Err(SignInError::Expired)
        }
    }

    /// Checks the second factor of a pending sign-in. Wrong codes count like wrong passwords.
    ///
    /// # Errors
    /// - [`SignInError::Expired`] if the password was entered too long ago, the account has changed, or no
    ///   second factor is required.
    /// - [`SignInError::Code`] if the input is not a recovery code.
    /// - [`SignInError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`SignInError::Locked`] if too many attempts failed.
    /// - [`SignInError::SessionLimit`] if there is no free session slot.
    /// - [`SignInError::Hasher`] if the user key cannot be wrapped again.
    /// - [`SignInError::State`] if the attempt cannot be counted.
    /// - [`SignInError::Store`] if the credential file cannot be used.
    pub fn second_factor(
        &self,
        pending: &PendingSignIn,
        answer: &SecondFactor,
    ) -> Result<SignInOutcome, SignInError> {
        let snapshot = self.read_for(pending)?;
        if !matches!(pending.need, NextStep::Code | NextStep::RecoveryCode) {
            return Err(SignInError::Expired);
        }
        let user = &pending.user;
        let key = key_of(user);
        let wrong = |counted| {
            let who = user.username.as_str();
            self.record_failure(who, AuditWord::WrongCode, counted, &pending.settings);
            SignInError::CodeWrong
        };
        match answer {
            SecondFactor::App(code) => {
                let counted = self.throttle.count(&key, pending.settings.lockout)?;
                let totp = pending.totp();
                let step = totp.and_then(|totp| totp.step_of(code, self.clock.now()));
                let step = step.ok_or_else(|| wrong(counted))?;
                if !self.codes.use_step(&key, step)? {
                    return Err(wrong(counted));
                }
                self.throttle.undo(&key, counted)?;
                let (user, vault) = (user.clone(), pending.vault.clone());
                self.opener
                    .proceed(&snapshot, user, ProvenFactors::Both, vault)
            }
            SecondFactor::RecoveryCode(code) => {
                let code = Code::parse(code)?;
                let counted = self.throttle.count(&key, pending.settings.lockout)?;
                let found = user.key_vault.code(&code);
                let (at, user_key) = found.ok_or_else(|| wrong(counted))?;
                let keys = &self.passwords.keys;
                let rest = user.key_vault.without_code(at);
                let (user_key, rest) = keys.renew(&rest, Some(&user_key))?;
                let patch = UserPatch::key_vault(KeyVault {
                    // From now on wrapped with the current password.
                    key: Some(keys.wrap(&pending.vault, &user_key)?),
                    ..rest
                });
                // A code that cannot be marked as used does not count.
                let changed = self.editor.patch(&snapshot, user, &patch)?;
                let changed = changed.ok_or(StoreError::Changed)?;
                let event = AccountEvent::CodeUsed;
                self.notices
                    .send_change((user, &changed), event, Initiator::Owner);
                self.throttle.undo(&key, counted)?;
                let (user, vault) = (changed, pending.vault.with_key(user_key));
                self.opener
                    .proceed(&snapshot, user, ProvenFactors::Both, vault)
            }
        }
    }

    /// Sets the new password that a pending sign-in requires.
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the first password was entered too long ago, the account has changed, or
    ///   no new password is required.
    /// - [`AccountError::Same`] if it is the current password.
    /// - [`AccountError::Field`] if it is not acceptable.
    /// - [`AccountError::SessionLimit`] if the password was changed and there is no free session slot.
    /// - [`AccountError::Hasher`] if the password cannot be hashed.
    /// - [`AccountError::State`] if the sign-in cannot be stored.
    /// - [`AccountError::Store`] if the credential file cannot be used.
    pub fn choose_new_password(
        &self,
        pending: &PendingSignIn,
        new: &Secret,
    ) -> Result<SignInOutcome, AccountError> {
        let snapshot = self.read_for(pending)?;
        let user = &pending.user;
        let (NextStep::AnotherPassword, Some(hash)) = (pending.need, &user.hash) else {
            return Err(AccountError::Ended);
        };
        if self.passwords.verify(new, hash)? {
            return Err(AccountError::Same);
        }
        let key = pending.vault.key.as_deref();
        let (account, settings) = ((user, &user.key_vault), &pending.settings);
        let change = self
            .passwords
            .change::<AccountError>(account, new, key, settings);
        let changed = self.editor.patch(&snapshot, user, &change?)?;
        let changed = changed.ok_or(AccountError::Ended)?;
        let event = AccountEvent::PasswordChanged;
        self.notices
            .send_change((user, &changed), event, Initiator::Owner);
        let user = changed;
        let vault = self.passwords.keys.open(&user, new)?;
        Ok(self
            .opener
            .proceed(&snapshot, user, pending.proven, vault)?)
    }
}
