//! What is wrong with a value that is typed for a user.

use crate::domain::custom_field::CustomFieldError;
use crate::domain::email::EmailError;
use crate::domain::password::PasswordError;
use crate::domain::username::UsernameError;

/// The reason why a value for a user is refused, with the field that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UserFieldError {
    /// Not a username.
    #[error("the username: {0}")]
    Username(#[from] UsernameError),
    /// Not an e-mail address.
    #[error("the e-mail address: {0}")]
    Email(#[from] EmailError),
    /// The first name is missing.
    #[error("the first name is missing")]
    NameMissing,
    /// A role has no name.
    #[error("a role has no name")]
    RoleMissing,
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// The custom field with this key has an invalid value.
    #[error("{0}: {1}")]
    CustomField(&'static str, CustomFieldError),
}
