//! Checks of one's own name, e-mail address, picture and password, and of the end of two-step sign-in.

use std::path::PathBuf;

use crate::domain::password::normalised;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{User, UserPatch};
use crate::domain::user_field::UserFieldError;

use crate::service::account::Account;
use crate::service::account::error::AccountError;
use crate::service::pictures::PICTURE_SIDE;
use crate::service::users::input::{UserChange, UserInput, user_patch};

impl Account {
    /// Returns the change to this password, which is another one.
    pub(crate) fn password_patch(
        &self,
        user: &User,
        current: &Secret,
        new: &Secret,
        settings: &Settings,
    ) -> Result<UserPatch, AccountError> {
        if normalised(new).expose() == normalised(current).expose() {
            return Err(AccountError::Same);
        }
        // Opening a vault is slow, and a user without a key has nothing in it.
        let key = match user.key_vault.key {
            Some(_) => self.passwords.keys.open(user, current)?.key,
            None => None,
        };
        let vault = user.key_vault.opened(key.is_some());
        self.passwords
            .change((user, &vault), new, key.as_deref(), settings)
    }

    /// Returns the change to this picture, after reading it.
    pub(crate) fn picture_patch(
        &self,
        picture: Option<PathBuf>,
    ) -> Result<UserPatch, AccountError> {
        if let Some(path) = &picture {
            if !path.is_absolute() {
                return Err(AccountError::Picture(path.display().to_string()));
            }
            let read = self.platform.read_picture(path, PICTURE_SIDE);
            read.map_err(|error| AccountError::Picture(error.0))?;
        }
        Ok(UserPatch {
            picture: Some(picture),
            ..UserPatch::default()
        })
    }

    /// Returns the change to these details, after checking them, also those that stay.
    pub(crate) fn details_patch(
        &self,
        user: &User,
        details: &UserInput,
    ) -> Result<UserPatch, UserFieldError> {
        if self.customization.misses_name(&details.name.first) {
            return Err(UserFieldError::NameMissing);
        }
        let change = UserChange {
            fields: Some(details.fields.clone()),
            ..details.change_from(&UserInput::of(user))
        };
        user_patch(&self.customization, user, &change)
    }
}

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
