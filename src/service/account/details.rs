//! The details of a user as they are typed.

use crate::domain::customization::CustomValues;
use crate::domain::email::Email;
use crate::domain::user::User;

/// The details of a user, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Details {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Values of the host app's custom fields.
    pub fields: CustomValues,
}

impl Details {
    /// Returns the details of a user.
    #[must_use]
    pub fn of(user: &User) -> Self {
        Self {
            first_name: user.name.first.clone(),
            last_name: user.name.last.clone(),
            email: user.email.as_ref().map_or("", Email::as_str).to_owned(),
            fields: user.fields.clone(),
        }
    }
}
