//! The fields of the forms and their errors.

use crate::domain::access_times::AccessTimesError;
use crate::domain::markdown::MarkdownError;
use crate::domain::pin::PinError;
use crate::domain::recovery::CodeError;
use crate::domain::user_field::UserFieldError;

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// First and last name in one field.
    FullName,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// Username.
    Username,
    /// E-mail address.
    Email,
    /// First day of the access.
    ValidFrom,
    /// Last day of the access.
    ValidUntil,
    /// Hours of the access.
    Hours,
    /// Role that is typed.
    Role,
    /// Custom field of the host app, by its key.
    Custom(&'static str),
    /// Username or e-mail address.
    Login,
    /// Path of a picture.
    Picture,
    /// Code from an authenticator app, or one that replaces a password.
    Code,
    /// The user's current password.
    CurrentPassword,
    /// New password.
    NewPassword,
    /// New PIN of this computer.
    NewPin,
}

impl Field {
    /// Returns the field that an error belongs to.
    #[must_use]
    pub fn of(error: UserFieldError) -> Self {
        match error {
            UserFieldError::Username(_) => Self::Username,
            UserFieldError::Email(_) => Self::Email,
            UserFieldError::NameMissing | UserFieldError::FirstName(_) => Self::FirstName,
            UserFieldError::LastName(_) => Self::LastName,
            UserFieldError::RoleMissing | UserFieldError::Role(_) => Self::Role,
            UserFieldError::AccessTimes(AccessTimesError::From) => Self::ValidFrom,
            UserFieldError::AccessTimes(AccessTimesError::Until) => Self::ValidUntil,
            UserFieldError::AccessTimes(AccessTimesError::Hours) => Self::Hours,
            UserFieldError::Password(_) => Self::NewPassword,
            UserFieldError::CustomField(key, _) => Self::Custom(key),
        }
    }
}

/// Why the content of a field is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// A required value is missing.
    Missing,
    /// The username or e-mail address to sign in with is missing.
    MissingLogin,
    /// The username of the signer is missing.
    MissingSigner,
    /// The username is not that of the signer.
    WrongSigner,
    /// The password is missing.
    MissingPassword,
    /// The code is missing.
    MissingCode,
    /// The value for a user is not acceptable.
    User(UserFieldError),
    /// Another user has the username.
    UsernameTaken,
    /// Another user has the e-mail address. Only for those who may know it.
    EmailTaken,
    /// The e-mail address cannot be used, for a reason that is not disclosed.
    EmailUnavailable,
    /// The e-mail address cannot be registered, for a reason that is not disclosed.
    EmailNotAccepted,
    /// The file is not a picture that can be read.
    Picture,
    /// The code is not well-formed.
    Code(CodeError),
    /// The code that was sent by e-mail is not well-formed.
    ProofMistyped,
    /// The code that was sent by e-mail is wrong. So many tries are left.
    WrongProof(u32),
    /// The code from the authenticator app is wrong.
    WrongCode,
    /// The recovery code is wrong or was used before.
    WrongRecoveryCode,
    /// The password is wrong.
    WrongPassword,
    /// The password in a form that asks for a new one as well is wrong.
    WrongCurrentPassword,
    /// The PIN is missing.
    MissingPin,
    /// The PIN is not acceptable.
    Pin(PinError),
    /// The PIN is wrong. So many tries are left.
    WrongPin(u8),
    /// The new password is the current one.
    SamePassword,
    /// Not a whole number in this range.
    Range(u32, u32),
    /// Not a number of days up to this one.
    Days(u32),
    /// The connection to a mail server on another computer would not be encrypted.
    MailNotEncrypted,
    /// Not a colour.
    Color,
    /// Another role has this name.
    RoleTaken,
    /// Another page has the id.
    PageIdTaken,
    /// There is nothing to launch.
    NoItems,
    /// A placeholder that is not known, or a single brace.
    Placeholder,
    /// Not a link that a page may open.
    Link,
    /// The text of a page that cannot be drawn.
    Markdown(MarkdownError),
}

impl FieldError {
    /// Returns the error for a value that is not acceptable.
    pub fn of(error: impl Into<UserFieldError>) -> Self {
        Self::User(error.into())
    }
}

impl From<UserFieldError> for FieldError {
    fn from(error: UserFieldError) -> Self {
        Self::User(error)
    }
}

/// The errors of a form, in reading order. `F` names its fields.
pub struct FieldErrors<F = Field>(Vec<(F, FieldError)>);

impl<F> Default for FieldErrors<F> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<F: Copy + PartialEq> FieldErrors<F> {
    /// Creates the errors of a form with one error.
    pub fn only(field: F, error: FieldError) -> Self {
        Self(vec![(field, error)])
    }

    /// Adds the error of a field, if there is one.
    pub fn note(&mut self, field: F, error: Option<FieldError>) {
        self.0.extend(error.map(|error| (field, error)));
    }

    /// Takes back the error of a field, because its content has changed.
    pub fn clear(&mut self, field: F) {
        self.0.retain(|(of, _)| *of != field);
    }

    /// Returns the error of a field.
    #[must_use]
    pub fn of(&self, field: F) -> Option<FieldError> {
        let found = self.0.iter().find(|(of, _)| *of == field);
        found.map(|(_, error)| *error)
    }

    /// Returns the first field with an error.
    #[must_use]
    pub fn first(&self) -> Option<F> {
        self.0.first().map(|(field, _)| *field)
    }
}
