//! What administrators do to an account to get its owner back in: start a reset, switch the second
//! factor off, require another password, sign them out everywhere.
//!
//! They never set or see a password (R31), and nobody does this to somebody above them (R32); see
//! [`crate::service::caller`].

use crate::domain::audit::AuditKind;
use crate::domain::recovery::{KeyVault, OneTimeCode, RESET_SECONDS};
use crate::domain::role::Permission;
use crate::domain::secret::Secret;
use crate::domain::throttle::LockoutRule;
use crate::domain::user::{User, UserPatch};

use crate::service::Service;
use crate::service::account::{AccountError, Initiator, next_epoch};
use crate::service::audit::named;
use crate::service::caller::{AuthorizedCaller, Caller};
use crate::service::ports::AccountEvent;
use crate::service::sign_in::attempt_key;
use crate::service::users::UserError;

impl Service {
    /// Makes a one-time code with which somebody can choose another password, within 15 minutes and
    /// as long as the account stays what it is (R27). Shown once; their password goes on working.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn start_reset(&self, by: Caller<'_>, name: &str) -> Result<Secret, UserError> {
        let (actor, user) = self.authorize_user_change(by, name)?;
        let account = user.fingerprint().ok_or(UserError::NoPassword)?;
        let code = self.new_code()?;
        let expires_at = self.clock.now() + RESET_SECONDS;
        let key_vault = KeyVault {
            reset: Some(OneTimeCode::new(&code, &account, expires_at)),
            ..user.key_vault.clone()
        };
        self.administer(
            &actor,
            &user,
            &guarded(key_vault),
            AccountEvent::ResetStarted,
        )?;
        Ok(code.to_secret())
    }

    /// Switches somebody's second factor off, for whoever lost phone and recovery codes. Nobody can
    /// say how long their password is, and without a second factor it has to be a longer one: they
    /// choose another.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn reset_two_step(&self, by: Caller<'_>, name: &str) -> Result<(), UserError> {
        let (actor, user) = self.authorize_user_change(by, name)?;
        if user.key_vault.totp.is_none() {
            return Err(UserError::NothingToDo);
        }
        let key_vault = KeyVault {
            totp: None,
            ..user.key_vault.clone()
        };
        let patch = UserPatch {
            must_change_password: Some(true),
            ..guarded(key_vault)
        };
        self.administer(&actor, &user, &patch, AccountEvent::TwoStepOff)
    }

    /// Has somebody choose another password at their next sign-in.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn require_change(&self, by: Caller<'_>, name: &str) -> Result<(), UserError> {
        let (actor, user) = self.authorize_user_change(by, name)?;
        let patch = UserPatch {
            must_change_password: Some(true),
            ..UserPatch::default()
        };
        let user = self.patched(&user, &patch)?;
        let hands = (actor.name(), user.username.as_str());
        self.record_about(AuditKind::People, hands, true, "change_required");
        Ok(())
    }

    /// Ends every sign-in of somebody, on every computer (R43).
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn sign_out_everywhere(&self, by: Caller<'_>, name: &str) -> Result<(), UserError> {
        let (actor, user) = self.authorize_user_change(by, name)?;
        let patch = next_epoch(&user);
        self.administer(&actor, &user, &patch, AccountEvent::SignedOutEverywhere)
    }

    /// Lets somebody try again whose name is locked. For whoever can write the file, any name will
    /// do, so that one that was mistyped can be unlocked as well.
    ///
    /// # Errors
    /// Says what stands in the way.
    pub fn unlock(&self, by: Caller<'_>, login: &str) -> Result<(), UserError> {
        let actor = self.authorize_change(by, Permission::ManageUsers)?;
        let found = self.credentials.find(login)?.value;
        match &found {
            Some(user) => self.check_can_manage(&actor, user)?,
            None if !actor.is_file() => return Err(UserError::Unknown),
            None => {}
        }
        let now = self.clock.now();
        let unlocked = |attempts| LockoutRule::unlocked(attempts, now);
        let name = attempt_key(found.as_ref(), login);
        self.state.attempts(&name, &unlocked)?;
        let whom = named(found.as_ref(), login);
        self.record_about(AuditKind::People, (actor.name(), &whom), true, "unlocked");
        Ok(())
    }

    fn administer(
        &self,
        actor: &AuthorizedCaller,
        user: &User,
        patch: &UserPatch,
        event: AccountEvent,
    ) -> Result<(), UserError> {
        let user = self.patched(user, patch)?;
        self.tell(&user, event, Initiator::Of(actor.name()));
        Ok(())
    }
}

fn guarded(key_vault: KeyVault) -> UserPatch {
    UserPatch {
        key_vault: Some(key_vault),
        ..UserPatch::default()
    }
}

impl From<AccountError> for UserError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Store(error) => Self::Store(error),
            AccountError::Hasher(error) => Self::Hasher(error),
            AccountError::State(error) => Self::State(error),
            _ => Self::Store(crate::service::ports::StoreError::Changed),
        }
    }
}
