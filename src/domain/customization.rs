//! Customization by the host app: extra fields, hidden standard fields, known roles, and additional validation
//! of usernames, addresses and passwords.
//!
//! Customization applies in addition to the rules that keep the configuration file valid, or where the crate
//! leaves a choice; it cannot remove a check.

use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::domain::custom_field::{CustomField, CustomFieldError, CustomValues, VALUE_MAX};
use crate::domain::email::{Email, EmailError};
pub use crate::domain::refusal::Refusal;

use crate::domain::password::{PasswordError, check_guessable};
use crate::domain::role::{AppRole, Role};
use crate::domain::secret::Secret;
use crate::domain::user_field::UserFieldError;
use crate::domain::username::{Username, UsernameError};

/// Validation by the host app. Every check has a default. All of them run off the UI thread, wherever accounts
/// are created or changed.
pub trait Validator: Send + Sync {
    /// Checks a new username, which is already valid for the file.
    ///
    /// # Errors
    /// A [`Refusal`] if the host app does not accept it.
    fn username(&self, username: &Username) -> Result<(), Refusal> {
        let _ = username;
        Ok(())
    }

    /// Checks a new address, which is already well-formed.
    ///
    /// # Errors
    /// A [`Refusal`] if the host app does not accept it.
    fn email(&self, email: &Email) -> Result<(), Refusal> {
        let _ = email;
        Ok(())
    }

    /// Checks a new password, which already has the length that the file requires (`password.min_length`).
    /// The default refuses passwords that are easy to guess or consist of the user's `own` words.
    ///
    /// # Errors
    /// [`PasswordError::Common`] or [`PasswordError::OwnWords`] by default, [`PasswordError::Refused`] if the host app
    /// does not accept it.
    fn password(&self, password: &Secret, own: &[&str]) -> Result<(), PasswordError> {
        check_guessable(password, own)
    }
}

/// Validation of the ready-made app.
struct DefaultValidator;

impl Validator for DefaultValidator {}

/// A standard field or link that a host app can remove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StandardField {
    /// First name. Without it, the name is optional.
    FirstName,
    /// Last name.
    LastName,
    /// Username. Without it, the e-mail address is the username.
    Username,
    /// The links on the sign-in form for a forgotten password, and for a code in place of the first one.
    ForgotPassword,
    /// The link for a forgotten username. Removing the username removes it as well.
    ForgotUsername,
}

/// Customization by the host app.
#[derive(Clone)]
pub struct Customization {
    fields: Vec<CustomField>,
    hidden: Vec<StandardField>,
    roles: Option<Vec<Role>>,
    validator: Arc<dyn Validator>,
}

opaque_debug!(Customization);

impl Default for Customization {
    fn default() -> Self {
        Self {
            fields: Vec::new(),
            hidden: Vec::new(),
            roles: None,
            validator: Arc::new(DefaultValidator),
        }
    }
}

impl Customization {
    /// Adds a custom field to the forms that create accounts.
    #[must_use]
    pub fn with_field(mut self, field: CustomField) -> Self {
        self.fields.push(field);
        self
    }

    /// Removes a standard field or link.
    #[must_use]
    pub fn without(mut self, field: StandardField) -> Self {
        self.hidden.push(field);
        self
    }

    /// Declares the roles that the app knows, in addition to `admin` and those with an entry under `roles` in the
    /// file. Administrators are warned of every other role, with its line, because it opens nothing.
    #[must_use]
    pub fn with_roles<R: AppRole>(mut self, roles: &[R]) -> Self {
        let known = roles.iter().filter_map(|role| Role::parse(role.name()));
        self.roles.get_or_insert_default().extend(known);
        self
    }

    /// Sets the validation of usernames, addresses and passwords.
    #[must_use]
    pub fn with_validator(mut self, validator: impl Validator + 'static) -> Self {
        self.validator = Arc::new(validator);
        self
    }

    /// Returns the custom fields.
    #[must_use]
    #[doc(hidden)]
    pub fn fields(&self) -> &[CustomField] {
        &self.fields
    }

    /// Returns `true` if a standard field or link is shown.
    #[must_use]
    #[doc(hidden)]
    pub fn asks(&self, field: StandardField) -> bool {
        let is_hidden = |field| self.hidden.contains(&field);
        let is_pointless =
            field == StandardField::ForgotUsername && is_hidden(StandardField::Username);
        !is_hidden(field) && !is_pointless
    }

    /// Returns the roles that the app knows; `None` if it accepts any.
    #[must_use]
    #[doc(hidden)]
    pub fn roles(&self) -> Option<&[Role]> {
        self.roles.as_deref()
    }

    /// Returns what a user with this input signs in with.
    #[must_use]
    #[doc(hidden)]
    pub fn username<'a>(&self, username: &'a str, email: &'a str) -> &'a str {
        if self.asks(StandardField::Username) {
            username
        } else {
            email
        }
    }

    /// Returns `true` if a required first name is missing.
    #[must_use]
    #[doc(hidden)]
    pub fn misses_name(&self, first: &str) -> bool {
        self.asks(StandardField::FirstName) && first.trim().is_empty()
    }

    /// Checks a new username.
    ///
    /// # Errors
    /// [`UsernameError::Refused`] if the host app does not accept it.
    #[doc(hidden)]
    pub fn check_username(&self, username: &Username) -> Result<(), UsernameError> {
        Ok(self.validator.username(username)?)
    }

    /// Checks a new address.
    ///
    /// # Errors
    /// [`EmailError::Refused`] if the host app does not accept it.
    #[doc(hidden)]
    pub fn check_email(&self, email: &Email) -> Result<(), EmailError> {
        Ok(self.validator.email(email)?)
    }

    /// Checks a new password that is long enough. May take some hundredths of a second.
    ///
    /// # Errors
    /// [`PasswordError::Common`], [`PasswordError::OwnWords`] or [`PasswordError::Refused`], as the validator decides.
    #[doc(hidden)]
    pub fn check_password(&self, password: &Secret, own: &[&str]) -> Result<(), PasswordError> {
        self.validator.password(password, own)
    }

    /// Checks the values of the custom fields and returns what is stored: only known fields, and only values that
    /// are not empty.
    ///
    /// # Errors
    /// [`UserFieldError::CustomField`] for the first field with an error.
    #[doc(hidden)]
    pub fn check_values(&self, values: &CustomValues) -> Result<CustomValues, UserFieldError> {
        let mut kept = CustomValues::new();
        for field in &self.fields {
            let value = values.get(field.key()).map_or("", String::as_str);
            let invalid = |error| UserFieldError::CustomField(field.key(), error);
            let value = field.parse(value).map_err(invalid)?;
            if !value.is_empty() {
                kept.insert(field.key().to_owned(), value);
            }
        }
        Ok(kept)
    }

    /// Returns the changes after which the custom fields have these values instead of those in `before`. Values
    /// under other keys in the file stay as they are.
    ///
    /// # Errors
    /// [`UserFieldError::CustomField`] for the first field with an error.
    #[doc(hidden)]
    pub fn changed_values(
        &self,
        before: &CustomValues,
        values: &CustomValues,
    ) -> Result<BTreeMap<String, Option<String>>, UserFieldError> {
        let mut wanted = self.check_values(values)?;
        let keys = self.fields.iter().map(CustomField::key);
        let changed = keys.filter_map(|key| {
            let now = wanted.remove(key);
            (now.as_ref() != before.get(key)).then(|| (key.to_owned(), now))
        });
        Ok(changed.collect())
    }

    /// Returns the field with this key.
    #[must_use]
    #[doc(hidden)]
    pub fn field(&self, key: &str) -> Option<&CustomField> {
        self.fields.iter().find(|field| field.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Customization {
        let four_digits = |text: &str| {
            let is_number = text.len() == 4 && text.chars().all(|c| c.is_ascii_digit());
            is_number.then_some(()).ok_or(Refusal("four digits"))
        };
        Customization::default()
            .with_field(
                CustomField::new("badge", "Badge")
                    .required()
                    .checked(four_digits),
            )
            .with_field(CustomField::new("room", "Room"))
    }

    fn values(pairs: &[(&str, &str)]) -> CustomValues {
        let pairs = pairs.iter();
        pairs
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn fields_of_the_apps_own_are_trimmed_checked_and_only_those_that_there_are() {
        let kept = rules().check_values(&values(&[("badge", " 1234 "), ("room", ""), ("x", "y")]));
        assert_eq!(kept, Ok(values(&[("badge", "1234")])));
        let wrong = |pairs| rules().check_values(&values(pairs)).err();
        let invalid = |key, error| Some(UserFieldError::CustomField(key, error));
        assert_eq!(wrong(&[]), invalid("badge", CustomFieldError::Missing));
        let refused = CustomFieldError::Refused(Refusal("four digits"));
        assert_eq!(wrong(&[("badge", "12a4")]), invalid("badge", refused));
        let broken = [("badge", "1234"), ("room", "a\nb")];
        assert_eq!(wrong(&broken), invalid("room", CustomFieldError::Character));
        let long = "x".repeat(VALUE_MAX + 1);
        let long = [("badge", "1234"), ("room", long.as_str())];
        assert_eq!(wrong(&long), invalid("room", CustomFieldError::TooLong));
    }

    #[test]
    fn only_what_is_different_is_written_and_what_was_emptied_is_taken_out() {
        let before = values(&[("badge", "1234"), ("room", "7"), ("theirs", "kept")]);
        let now = values(&[("badge", "1234"), ("room", " ")]);
        let changed = rules().changed_values(&before, &now);
        assert_eq!(changed, Ok([("room".to_owned(), None)].into()));
    }

    #[test]
    fn without_a_username_the_address_is_one_and_without_a_given_name_none_is_missed() {
        let usual = Customization::default();
        assert_eq!(usual.username("ada", "ada@b.c"), "ada");
        assert!(usual.misses_name(" "));
        let fewer = usual
            .without(StandardField::Username)
            .without(StandardField::FirstName);
        assert_eq!(fewer.username("ada", "ada@b.c"), "ada@b.c");
        assert!(!fewer.misses_name(" "));
    }
}
