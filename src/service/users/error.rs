//! The reasons why users are not changed.

use crate::domain::customization::InvalidField;
use crate::domain::email::EmailError;
use crate::domain::password::PasswordError;
use crate::domain::username::UsernameError;

use crate::service::passwords::NewPasswordError;
use crate::service::ports::{HasherError, StateError, StoreError};
use crate::service::users::new_user::InvalidUser;

/// The reason why users were not listed or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UserError {
    /// There is no such user.
    #[error("no user has this username")]
    Unknown,
    /// Another user has this username, or one that looks like it.
    #[error("this username is taken")]
    UsernameTaken,
    /// The user with this name has the e-mail address, or one that looks like it.
    #[error("this e-mail is taken by {0}")]
    EmailTaken(String),
    /// There would be no administrator who can sign in.
    #[error("this is the last administrator")]
    LastAdministrator,
    /// The caller would remove or disable themself.
    #[error("users cannot delete or disable themselves")]
    Oneself,
    /// The caller's session has ended.
    #[error("the session has ended")]
    Ended,
    /// The caller lacks the permission, or the user has one that the caller lacks.
    #[error("not allowed")]
    NotAllowed,
    /// The caller has to enter the password again.
    #[error("the password is asked for again")]
    ReauthenticationRequired,
    /// The user has no password that could be reset.
    #[error("no password")]
    NoPassword,
    /// Nothing would change.
    #[error("nothing to change")]
    NothingToDo,
    /// The first name is missing.
    #[error("the first name is missing")]
    NameMissing,
    /// A role has no name.
    #[error("a role is blank")]
    RoleMissing,
    /// Not a username.
    #[error("the username: {0}")]
    Username(#[from] UsernameError),
    /// Not an e-mail address.
    #[error("the e-mail address: {0}")]
    Email(#[from] EmailError),
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// A custom field has an invalid value.
    #[error("{}: {}", .0.0, .0.1)]
    Own(InvalidField),
    /// The password could not be hashed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InvalidField> for UserError {
    fn from(field: InvalidField) -> Self {
        Self::Own(field)
    }
}

impl From<InvalidUser> for UserError {
    fn from(invalid: InvalidUser) -> Self {
        match invalid {
            InvalidUser::NameMissing => Self::NameMissing,
            InvalidUser::Username(error) => Self::Username(error),
            InvalidUser::Email(error) => Self::Email(error),
            InvalidUser::Field(field) => Self::Own(field),
        }
    }
}

impl From<NewPasswordError> for UserError {
    fn from(error: NewPasswordError) -> Self {
        match error {
            NewPasswordError::Password(error) => Self::Password(error),
            NewPasswordError::Hasher(error) => Self::Hasher(error),
        }
    }
}
