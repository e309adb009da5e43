//! The end of two-step sign-in, and what it means for the password.

use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{User, UserPatch};
use crate::service::account::error::AccountError;

/// Returns the change that turns off the second factor, if nothing requires it.
pub(crate) fn without_second_factor(
    user: &User,
    current: &Secret,
    settings: &Settings,
) -> Result<UserPatch, AccountError> {
    if settings.two_step.is_required(&user.roles) || user.key_vault.totp.is_none() {
        return Err(AccountError::Required);
    }
    let is_short = is_short_without_factor(current, settings);
    Ok(UserPatch {
        must_change_password: is_short.then_some(true),
        ..UserPatch::key_vault(user.key_vault.without_totp())
    })
}

/// Returns `true` if the password is too short for an account without a second factor.
pub(crate) fn is_short_without_factor(current: &Secret, settings: &Settings) -> bool {
    settings.password.check(current).is_err()
}
