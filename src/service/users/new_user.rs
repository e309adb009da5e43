//! Checking the input for a new user: the same rules for set-up, registration and administration.

use crate::domain::customization::{CustomValues, Customization, InvalidField};
use crate::domain::email::{Email, EmailError};
use crate::domain::person_name::PersonName;
use crate::domain::user::NewUser;
use crate::domain::username::{Username, UsernameError};

/// The reason why the input for a new user is not valid.
pub(crate) enum InvalidUser {
    /// The name is missing.
    NameMissing,
    /// Not a username.
    Username(UsernameError),
    /// Not an e-mail address.
    Email(EmailError),
    /// A custom field has an invalid value.
    Field(InvalidField),
}

impl From<UsernameError> for InvalidUser {
    fn from(error: UsernameError) -> Self {
        Self::Username(error)
    }
}

impl From<EmailError> for InvalidUser {
    fn from(error: EmailError) -> Self {
        Self::Email(error)
    }
}

impl From<InvalidField> for InvalidUser {
    fn from(field: InvalidField) -> Self {
        Self::Field(field)
    }
}

/// Returns the new user, without roles and with an empty vault.
pub(crate) fn new_user(
    customization: &Customization,
    (username, email): (&str, &str),
    name: PersonName,
    fields: &CustomValues,
) -> Result<NewUser, InvalidUser> {
    let username = Username::parse(customization.username(username, email))?;
    let mut user = NewUser::new(username, Email::parse(email)?, name);
    user.fields = customization.check_values(fields)?;
    if customization.misses_name(&user.name.first) {
        return Err(InvalidUser::NameMissing);
    }
    customization.check_email(&user.email)?;
    customization.check_username(&user.username)?;
    Ok(user)
}
