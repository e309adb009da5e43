//! What is wrong with a value that is typed for a user.

use crate::domain::access_times::AccessTimesError;
use crate::domain::custom_field::CustomFieldError;
use crate::domain::email::EmailError;
use crate::domain::password::PasswordError;
use crate::domain::person_name::{NameError, check_name};
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
    /// Not an acceptable first name.
    #[error("the first name: {0}")]
    FirstName(#[doc(hidden)] NameError),
    /// Not an acceptable last name.
    #[error("the last name: {0}")]
    LastName(#[doc(hidden)] NameError),
    /// A role has no name.
    #[error("a role has no name")]
    RoleMissing,
    /// Not an acceptable role.
    #[error("a role: {0}")]
    Role(
        #[from]
        #[doc(hidden)]
        NameError,
    ),
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// Not acceptable as the days or hours of an account.
    #[error("the access times: {0}")]
    AccessTimes(
        #[from]
        #[doc(hidden)]
        AccessTimesError,
    ),
    /// The custom field with this key has an invalid value.
    #[error("{0}: {1}")]
    CustomField(&'static str, CustomFieldError),
}

impl UserFieldError {
    /// Checks the parts of a name that are given.
    pub(crate) fn check_names(first: Option<&str>, last: Option<&str>) -> Result<(), Self> {
        check_name(first.unwrap_or_default()).map_err(Self::FirstName)?;
        check_name(last.unwrap_or_default()).map_err(Self::LastName)
    }
}
