//! Checking who approves an action of another user, or lets a kiosk be left: as at a sign-in, but no session begins.

use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::pin::check_length;
use crate::domain::recovery::CodeError;
use crate::domain::secret::Secret;
use crate::domain::user::User;

use crate::service::account::reauthentication::Factors;
use crate::service::approvals::error::ApproveError;
use crate::service::audit::recorder::Party;
use crate::service::ports::Snapshot;
use crate::service::quick_unlock::QuickUnlock;
use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::pending::{ProvenFactors, next_step_for};
use crate::service::sign_in::{Checks, SignIn, Verified, named};
use crate::service::throttle::{attempt_key, key_of};

impl SignIn {
    /// Returns the user with this name, password and code. A second factor is never left out: the password alone would be less
    /// than what the account asks for at a sign-in. `refused` records an attempt that was refused.
    ///
    /// # Errors
    /// - [`ApproveError::SignIn`] as in [`SignIn::with_password`] and [`SignIn::second_factor`]; [`SignInError::Code`] if the
    ///   password is right, and the account has a second factor and `factors` no code.
    /// - [`ApproveError::NotReady`] if the next sign-in asks for something else first.
    pub(crate) fn check_approver<'a>(
        &self,
        snapshot: &'a Snapshot,
        (login, factors): (&str, &Factors),
        refused: &dyn Fn(Party<'_>, &AuditDetail),
    ) -> Result<&'a User, ApproveError> {
        self.check_user(snapshot, (login, factors), (&|_| true, refused))
    }

    /// Does the same for an administrator. Any other user gets the answer of a wrong password, and it counts as one.
    ///
    /// # Errors
    /// As for [`Self::check_approver`].
    pub(crate) fn check_administrator<'a>(
        &self,
        snapshot: &'a Snapshot,
        who: (&str, &Factors),
        refused: &dyn Fn(Party<'_>, &AuditDetail),
    ) -> Result<&'a User, ApproveError> {
        let is_admin = |user: &User| snapshot.settings.permissions(user).is_admin();
        self.check_user(snapshot, who, (&is_admin, refused))
    }

    fn check_user<'a>(
        &self,
        snapshot: &'a Snapshot,
        (login, factors): (&str, &Factors),
        (allowed, refused): Checks<'_>,
    ) -> Result<&'a User, ApproveError> {
        let settings = &snapshot.settings;
        let Verified { user, key, counted } =
            self.verify(snapshot, (login, &factors.password), (allowed, refused))?;
        if user.key_vault.totp.is_some() {
            // What is not a code is not an attempt.
            let code = factors.code.as_ref().filter(|code| !code.is_empty());
            let Some(code) = code else {
                self.throttle
                    .undo(&key, counted)
                    .map_err(SignInError::from)?;
                return Err(SignInError::from(CodeError::Empty).into());
            };
            if !self.is_approvers_code(user, &factors.password, code)? {
                let word = AuditWord::WrongCode;
                self.note_failure(user.into(), (word, counted), settings, refused);
                return Err(SignInError::CodeWrong.into());
            }
        }
        // Earlier failures stay, so that the approver is told of them at the next sign-in.
        self.throttle
            .undo(&key, counted)
            .map_err(SignInError::from)?;
        if next_step_for(user, settings, ProvenFactors::Both).is_some() {
            refused(user.into(), &AuditWord::ChangeRequired.into());
            return Err(ApproveError::NotReady);
        }
        Ok(user)
    }

    /// Returns the user with this name and PIN. All else gets one answer after the same work and the same time: no such user, no PIN,
    /// one that is not accepted now, and a wrong one. A try counts for the name as that of a password does, and for the PIN.
    ///
    /// # Errors
    /// - [`ApproveError::PinRefused`] if the PIN does not approve anything.
    /// - [`ApproveError::PinNotChecked`] if it is not a PIN, or PINs cannot be checked; no failed attempt was counted for the name.
    /// - [`ApproveError::SignIn`] if too many attempts failed, or the access of the user is limited to other days or hours.
    pub(crate) fn check_approver_pin<'a>(
        &self,
        snapshot: &'a Snapshot,
        (login, pin): (&str, &Secret),
        quick: &QuickUnlock,
        refused: &dyn Fn(Party<'_>, &AuditDetail),
    ) -> Result<&'a User, ApproveError> {
        check_length(pin).map_err(|error| ApproveError::PinNotChecked(error.into()))?;
        let settings = &*snapshot.settings;
        let found = named(snapshot, login);
        let key = attempt_key(found, login);
        self.throttle.report_offline(snapshot);
        let counted = self.throttle.count(&key, settings);
        let counted = counted.map_err(SignInError::from)?;
        let undo = || {
            let undone = self.throttle.undo(&key, counted);
            undone.map_err(SignInError::from)
        };
        let start = self.padding.start();
        let tried = match quick.try_approver(found, settings, pin) {
            Ok(tried) => tried,
            Err(error) => {
                undo()?;
                return Err(ApproveError::PinNotChecked(error));
            }
        };
        let user = match (tried, found) {
            (Ok(()), Some(user)) => user,
            (tried, found) => {
                let reason = tried.err().filter(|_| found.is_some());
                let reason = reason.unwrap_or(AuditWord::UnknownName);
                let who = Party::typed(found, login);
                self.note_failure(who, (reason, counted), settings, refused);
                self.padding.wait(start, snapshot);
                return Err(ApproveError::PinRefused);
            }
        };
        // As for a password, earlier failures stay.
        undo()?;
        if let Err(refusal) = self.opener.open_sessions.access.check(user) {
            refused(user.into(), &AuditWord::OutsideAccessTimes.into());
            return Err(SignInError::from(refusal).into());
        }
        Ok(user)
    }

    /// Checks a code from the app, which is used up.
    fn is_approvers_code(
        &self,
        user: &User,
        password: &Secret,
        code: &Secret,
    ) -> Result<bool, SignInError> {
        let vault = self.passwords.keys.open(user, password)?;
        let totp = vault.totp(user);
        match totp.and_then(|totp| totp.step_of(code, self.clock.now())) {
            Some(step) => Ok(self.codes.use_step(&key_of(user), step)?),
            None => Ok(false),
        }
    }
}
