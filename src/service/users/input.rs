//! Input for creating and changing users.

use crate::domain::customization::CustomValues;
use crate::domain::role::Role;
use crate::domain::secret::Secret;

use crate::service::users::error::UserError;

/// Input for creating a user.
#[non_exhaustive]
pub struct NewUserInput {
    /// Username.
    pub username: String,
    /// E-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Roles.
    pub roles: Vec<String>,
    /// Password as typed by the local owner of the file. Without one, a random password is set and a reset
    /// code is made.
    pub password: Option<Secret>,
    /// Values of the host app's custom fields.
    pub fields: CustomValues,
}

impl NewUserInput {
    /// Creates input without a password and with empty custom fields.
    #[must_use]
    pub fn new(
        username: impl Into<String>,
        email: impl Into<String>,
        (first_name, last_name): (&str, &str),
        roles: &[&str],
    ) -> Self {
        Self {
            username: username.into(),
            email: email.into(),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            password: None,
            fields: CustomValues::new(),
        }
    }

    /// Adds a password, which only the local owner of the file may set.
    #[must_use]
    pub fn with_password(mut self, password: Secret) -> Self {
        self.password = Some(password);
        self
    }
}

/// Input for changing a user. `None` leaves a value as it is.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UserChange {
    /// E-mail address.
    pub email: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// All roles.
    pub roles: Option<Vec<String>>,
    /// Whether the user is disabled.
    pub disabled: Option<bool>,
    /// Values of all custom fields.
    pub fields: Option<CustomValues>,
}

/// Parses the names of roles, without repetitions.
pub(crate) fn parse_roles(names: &[String]) -> Result<Vec<Role>, UserError> {
    let mut roles = Vec::with_capacity(names.len());
    for name in names {
        let role = Role::parse(name).ok_or(UserError::RoleMissing)?;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}
