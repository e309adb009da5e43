//! The steps after the password: the second factor, and a new password.

use std::sync::Arc;

use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::ended_credentials::{recovery_code_of, reset_code_of};
use crate::domain::key_vault::KeyVault;
use crate::domain::recovery::Code;
use crate::domain::secret::Secret;
use crate::domain::user::{User, UserPatch};

use crate::service::account::error::AccountError;
use crate::service::audit::recorder::Party;
use crate::service::notices::Initiator;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{AccountEvent, Snapshot, StoreError};
use crate::service::sign_in::SignIn;
use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::pending::{
    NextStep, PendingSignIn, ProvenFactors, SecondFactor, SignInOutcome,
};
use crate::service::throttle::key_of;
use crate::service::user_keys::UnlockedVault;

/// The user who has proven the second factor, and the vault.
type Proven = (User, UnlockedVault);

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
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::SignInError;
    /// use egui_authenticator::use_cases::PendingSignIn;
    /// use egui_authenticator::use_cases::SecondFactor;
    /// use egui_authenticator::use_cases::SignInOutcome;
    ///
    /// fn example(service: &Service, pending: &PendingSignIn, code: Secret) -> Result<SignInOutcome, SignInError> {
    ///     service.sign_in().second_factor(pending, &SecondFactor::App(code))
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`SignInError::Expired`] if the password was entered too long ago, the account has changed, no second
    ///   factor is required, or the window was closed while the attempt was delayed.
    /// - [`SignInError::Code`] if the input is not a recovery code.
    /// - [`SignInError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`SignInError::NotNow`] if the access of the user has ended since the password was entered.
    /// - [`SignInError::Locked`] if too many attempts failed.
    /// - [`SignInError::SessionLimit`] if there is no free session slot.
    /// - [`SignInError::Hasher`] if the user key cannot be wrapped again.
    /// - [`SignInError::State`] if the attempt cannot be counted.
    /// - [`SignInError::Store`] if the configuration file cannot be used.
    pub fn second_factor(
        &self,
        pending: &PendingSignIn,
        answer: &SecondFactor,
    ) -> Result<SignInOutcome, SignInError> {
        if let (Some(authority), Some(code)) = (&self.authority, &pending.code) {
            return self.code_at_server(&**authority, (pending, code), answer);
        }
        let snapshot = self.read_for(pending)?;
        if !pending.need.is_second_factor() || self.authority.is_some() {
            return Err(SignInError::Expired);
        }
        let key = key_of(&pending.user);
        // What is not a code is not an attempt.
        let typed = match answer {
            SecondFactor::App(_) => None,
            SecondFactor::RecoveryCode(code) | SecondFactor::ResetCode(code) => {
                Some(Code::parse(code)?)
            }
        };
        // By the limits as they are now: the sign-in may have waited while they were lowered.
        let settings = &snapshot.settings;
        self.throttle.report_offline(&snapshot);
        let counted = self.throttle.count(&key, settings)?;
        let proven = match (answer, &typed) {
            (SecondFactor::App(code), _) => self.app_code(&snapshot, pending, code)?,
            (SecondFactor::RecoveryCode(_), Some(code)) => {
                self.recovery_code(&snapshot, pending, code)?
            }
            (SecondFactor::ResetCode(_), Some(code)) => {
                self.reset_code(&snapshot, pending, code)?
            }
            _ => None,
        };
        let Some((user, vault)) = proven else {
            let who = Party::from(&pending.user);
            let refused = |who: Party<'_>, reason: &AuditDetail| self.record_refused(who, reason);
            let reason = (AuditWord::WrongCode, counted);
            self.note_failure(who, reason, settings, &refused);
            return Err(SignInError::CodeWrong);
        };
        self.throttle.undo(&key, counted)?;
        self.opener
            .proceed(&snapshot, user, ProvenFactors::Both, vault)
    }

    /// Checks a code from the app.
    fn app_code(
        &self,
        snapshot: &Arc<Snapshot>,
        pending: &PendingSignIn,
        code: &Secret,
    ) -> Result<Option<Proven>, SignInError> {
        let user = &pending.user;
        let totp = pending.vault.totp(user);
        let step = totp.and_then(|totp| totp.step_of(code, self.clock.now()));
        let is_used_up = |step| self.codes.use_step(&key_of(user), step);
        if !step.map(is_used_up).transpose()?.unwrap_or_default() {
            return Ok(None);
        }
        self.give_to_server(pending);
        let mut user = user.clone();
        if user.key_vault.is_recovered {
            let patch = UserPatch::key_vault(user.key_vault.settled());
            // If it cannot be stored, the next second step is strict as well.
            let settled = self.editor.patch(snapshot, &user, &patch);
            let settled = settled.or_log("end the recovery of a user");
            user = settled.flatten().unwrap_or(user);
        }
        Ok(Some((user, pending.vault.clone())))
    }

    /// Gives the second factor that was just proven to a server that checks codes for restricted computers.
    fn give_to_server(&self, pending: &PendingSignIn) {
        let user = &pending.user;
        if let (Some(sealed), Some(totp)) = (&user.key_vault.totp, pending.vault.totp(user)) {
            let kept = self.codes.keep_second_factor(user.id, sealed, &totp);
            kept.or_log("give a second factor to the server");
        }
    }

    /// Checks a recovery code, which is used up. After a recovery none is accepted (R80).
    fn recovery_code(
        &self,
        snapshot: &Arc<Snapshot>,
        pending: &PendingSignIn,
        code: &Code,
    ) -> Result<Option<Proven>, SignInError> {
        let user = &pending.user;
        if pending.need == NextStep::CodeAfterRecovery {
            return Ok(None);
        }
        let Some((at, user_key)) = user.key_vault.code(code) else {
            return Ok(None);
        };
        if self.ended.includes(&recovery_code_of(user, at))? {
            return Ok(None);
        }
        let keys = &self.passwords.keys;
        let mut rest = user.key_vault.without_code(at);
        let was_reset = pending.need == NextStep::RecoveryCode;
        if was_reset {
            // After a reset, the other codes may be in wrong hands as well (R79).
            rest.codes.clear();
        }
        let (user_key, rest) = keys.renew(&rest, Some(&user_key))?;
        let patch = UserPatch::key_vault(KeyVault {
            // From now on wrapped with the current password.
            key: Some(keys.wrap(&pending.vault, &user_key)?),
            ..rest
        });
        let changed = self.use_up(snapshot, user, &patch)?;
        let (event, initiator) = (AccountEvent::CodeUsed, Initiator::Owner);
        self.notices.send_change((user, &changed), event, initiator);
        Ok(Some((changed, pending.vault.with_key(user_key))))
    }

    /// Checks a reset code of an administrator, which is used up. It is accepted only after a recovery.
    fn reset_code(
        &self,
        snapshot: &Arc<Snapshot>,
        pending: &PendingSignIn,
        code: &Code,
    ) -> Result<Option<Proven>, SignInError> {
        let (user, now) = (&pending.user, self.clock.now());
        let (account, reset) = (user.fingerprint(), &user.key_vault.reset);
        let is_right = match (account, reset) {
            (Some(account), Some(reset)) => reset.is(code, &account, now),
            _ => false,
        };
        let has_ended = self.ended.includes(&reset_code_of(user))?;
        if !is_right || has_ended || pending.need != NextStep::CodeAfterRecovery {
            return Ok(None);
        }
        let patch = UserPatch::key_vault(KeyVault {
            reset: None,
            ..user.key_vault.settled()
        });
        let changed = self.use_up(snapshot, user, &patch)?;
        Ok(Some((changed, pending.vault.clone())))
    }

    /// Makes the change that marks a code as used. A code that cannot be marked does not count.
    fn use_up(
        &self,
        snapshot: &Arc<Snapshot>,
        user: &User,
        patch: &UserPatch,
    ) -> Result<User, StoreError> {
        let changed = self.editor.patch(snapshot, user, patch)?;
        changed.ok_or(StoreError::Changed)
    }

    /// Sets the new password that a pending sign-in requires.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::AccountError;
    /// use egui_authenticator::use_cases::PendingSignIn;
    /// use egui_authenticator::use_cases::SignInOutcome;
    ///
    /// fn example(service: &Service, pending: &PendingSignIn, new: &Secret) -> Result<SignInOutcome, AccountError> {
    ///     service.sign_in().choose_new_password(pending, new)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the first password was entered too long ago, the account has changed, or
    ///   no new password is required.
    /// - [`AccountError::Same`] if it is the current password.
    /// - [`AccountError::Field`] if it is not acceptable.
    /// - [`AccountError::NotNow`] if the password was changed and the access of the user has ended.
    /// - [`AccountError::SessionLimit`] if the password was changed and there is no free session slot.
    /// - [`AccountError::Hasher`] if the password cannot be hashed.
    /// - [`AccountError::State`] if the sign-in cannot be stored.
    /// - [`AccountError::Store`] if the configuration file cannot be used.
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
        let is_same = if self.authority.is_some() {
            self.is_same_at_server(pending, new)
        } else {
            self.passwords.verify(new, hash)?
        };
        if is_same {
            return Err(AccountError::Same);
        }
        let key = pending.vault.key.as_deref();
        let vault = user.key_vault.opened(key.is_some());
        let (account, settings) = ((user, &vault), &pending.settings);
        let change = self
            .passwords
            .change::<AccountError>(account, new, key, settings);
        let changed = self.editor.patch(&snapshot, user, &change?)?;
        let changed = changed.ok_or(AccountError::Ended)?;
        let event = AccountEvent::PasswordChanged;
        self.notices
            .send_change((user, &changed), event, Initiator::SigningIn);
        let user = changed;
        if self.authority.is_some() {
            let view = self.open_pending(&snapshot, user, (pending, new))?;
            return Ok(SignInOutcome::SignedIn(view));
        }
        let vault = self.passwords.keys.open(&user, new)?;
        Ok(self
            .opener
            .proceed(&snapshot, user, pending.proven, vault)?)
    }
}
