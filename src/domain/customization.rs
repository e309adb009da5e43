//! What an app wants otherwise than the ready-made one: fields of its own, fields that it does not ask
//! for, roles that it knows, and what it takes for a good username, address or password.
//!
//! Everything in here comes on top of the rules that keep the credential file sound, or stands where the
//! crate leaves a choice; none of it can make a check disappear.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::email::{Email, EmailError};
use crate::domain::password::{PasswordError, check_guessable};
use crate::domain::role::{AppRole, Role};
use crate::domain::secret::Secret;
use crate::domain::username::{Username, UsernameError};

/// The most characters of a field of the app's own.
pub const VALUE_MAX: usize = 500;

/// What the fields of the app's own hold, by their keys.
pub type CustomValues = BTreeMap<String, String>;

/// Why an app does not take something: a sentence for the person who typed it, or the name of one in
/// the app's own words ([`crate::messages::Messages::custom`]), which says it in their language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub &'static str);

impl From<&'static str> for Refusal {
    fn from(sentence: &'static str) -> Self {
        Self(sentence)
    }
}

/// What is good for an app. Every check has a default, so an app says only what it wants otherwise. All
/// of them are called off the window's thread, and where accounts are made and changed, whoever asks.
pub trait Validator: Send + Sync {
    /// Whether a new username is good. It is one that the file can hold already.
    ///
    /// # Errors
    /// Why not.
    fn username(&self, username: &Username) -> Result<(), Refusal> {
        let _ = username;
        Ok(())
    }

    /// Whether a new address is good. It is one by its form already.
    ///
    /// # Errors
    /// Why not.
    fn email(&self, email: &Email) -> Result<(), Refusal> {
        let _ = email;
        Ok(())
    }

    /// Whether a new password is good. It is as long as the file wants it already (`password.min_length`).
    /// The default refuses what is guessed early and what is made of the person's `own` words.
    ///
    /// # Errors
    /// Why not.
    fn password(&self, password: &Secret, own: &[&str]) -> Result<(), PasswordError> {
        check_guessable(password, own)
    }
}

/// The checks of the ready-made app.
struct DefaultValidator;

impl Validator for DefaultValidator {}

/// A field of the app's own, asked for where accounts are made, and kept under the person in the
/// file (`fields`).
#[derive(Clone)]
pub struct CustomField {
    key: &'static str,
    label: String,
    help: Option<String>,
    is_required: bool,
    check: Option<Check>,
}

type Check = Arc<dyn Fn(&str) -> Result<(), Refusal> + Send + Sync>;

/// Why a field of the app's own is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CustomFieldError {
    /// It has to be filled in.
    #[error("empty")]
    Missing,
    /// More than [`VALUE_MAX`] characters.
    #[error("too long")]
    TooLong,
    /// A line break or another control character.
    #[error("a control character")]
    Character,
    /// The app does not take it.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl CustomField {
    /// A field that may stay empty. `key` names it in the file, under the person's `fields`; `label` stands
    /// above it.
    #[must_use]
    pub fn new(key: &'static str, label: impl Into<String>) -> Self {
        Self {
            key,
            label: label.into(),
            help: None,
            is_required: false,
            check: None,
        }
    }

    /// Makes it one that has to be filled in.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Gives it a line of help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Has what was filled in checked, off the window's thread; not when it is empty.
    #[must_use]
    pub fn checked(
        mut self,
        check: impl Fn(&str) -> Result<(), Refusal> + Send + Sync + 'static,
    ) -> Self {
        self.check = Some(Arc::new(check));
        self
    }

    /// Names it in the file.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// What stands above it.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// A line of help.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Whether it has to be filled in.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.is_required
    }

    /// What can be said of a value at once, without asking the app.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_form(&self, value: &str) -> Result<(), CustomFieldError> {
        let value = value.trim();
        if value.is_empty() && self.is_required {
            Err(CustomFieldError::Missing)
        } else if value.chars().any(char::is_control) {
            Err(CustomFieldError::Character)
        } else if value.chars().count() > VALUE_MAX {
            Err(CustomFieldError::TooLong)
        } else {
            Ok(())
        }
    }

    /// Checks a value, and gives it as it is kept.
    fn parse(&self, value: &str) -> Result<String, CustomFieldError> {
        self.check_form(value)?;
        let value = value.trim();
        if let Some(check) = self.check.as_ref().filter(|_| !value.is_empty()) {
            check(value)?;
        }
        Ok(value.to_owned())
    }
}

/// Something usual that an app can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StandardField {
    /// Given name. Without it, nobody has to have one.
    FirstName,
    /// Family name.
    LastName,
    /// The name to sign in with. Without it, the address is the username.
    Username,
    /// The link on the sign-in form for those who have forgotten their password.
    ForgotPassword,
    /// The same for their username. Without usernames there is none either.
    ForgotUsername,
}

/// A field of the app's own, and what is wrong with it.
pub type InvalidField = (&'static str, CustomFieldError);

/// What an app wants otherwise than the ready-made one.
#[derive(Clone)]
pub struct Customization {
    fields: Vec<CustomField>,
    hidden: Vec<StandardField>,
    roles: Option<Vec<Role>>,
    validator: Arc<dyn Validator>,
}

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
    /// Asks for one more thing where accounts are made.
    #[must_use]
    pub fn with_field(mut self, field: CustomField) -> Self {
        self.fields.push(field);
        self
    }

    /// Does without something usual.
    #[must_use]
    pub fn without(mut self, field: StandardField) -> Self {
        self.hidden.push(field);
        self
    }

    /// Knows these roles and no others, beside `admin` and those that have an entry under `roles` in the
    /// file: administrators are warned of every other one, with its line, because it opens nothing.
    #[must_use]
    pub fn with_roles<R: AppRole>(mut self, roles: &[R]) -> Self {
        let known = roles.iter().filter_map(|role| Role::parse(role.name()));
        self.roles.get_or_insert_default().extend(known);
        self
    }

    /// Takes something else for a good username, address or password.
    #[must_use]
    pub fn with_validator(mut self, validator: impl Validator + 'static) -> Self {
        self.validator = Arc::new(validator);
        self
    }

    /// The fields of the app's own.
    #[must_use]
    pub fn fields(&self) -> &[CustomField] {
        &self.fields
    }

    /// Whether something usual is there.
    #[must_use]
    pub fn asks(&self, field: StandardField) -> bool {
        let is_hidden = |field| self.hidden.contains(&field);
        let is_pointless =
            field == StandardField::ForgotUsername && is_hidden(StandardField::Username);
        !is_hidden(field) && !is_pointless
    }

    /// The roles that the app knows; `None` when it takes any.
    #[must_use]
    pub fn roles(&self) -> Option<&[Role]> {
        self.roles.as_deref()
    }

    /// What somebody signs in with who filled these in.
    #[must_use]
    pub fn username<'a>(&self, username: &'a str, email: &'a str) -> &'a str {
        if self.asks(StandardField::Username) {
            username
        } else {
            email
        }
    }

    /// Whether a given name that has to be there is missing.
    #[must_use]
    pub fn misses_name(&self, first: &str) -> bool {
        self.asks(StandardField::FirstName) && first.trim().is_empty()
    }

    /// Whether a new username is good.
    ///
    /// # Errors
    /// Why not.
    pub fn check_username(&self, username: &Username) -> Result<(), UsernameError> {
        Ok(self.validator.username(username)?)
    }

    /// Whether a new address is good.
    ///
    /// # Errors
    /// Why not.
    pub fn check_email(&self, email: &Email) -> Result<(), EmailError> {
        Ok(self.validator.email(email)?)
    }

    /// Whether a new password is good that is long enough. May take some hundredths of a second.
    ///
    /// # Errors
    /// Why not.
    pub fn check_password(&self, password: &Secret, own: &[&str]) -> Result<(), PasswordError> {
        self.validator.password(password, own)
    }

    /// Checks what was filled into the app's own fields, and gives what is kept: only of fields that there
    /// are, and only what is not empty.
    ///
    /// # Errors
    /// The first field with which something is wrong.
    pub fn check_values(&self, values: &CustomValues) -> Result<CustomValues, InvalidField> {
        let mut kept = CustomValues::new();
        for field in &self.fields {
            let value = values.get(field.key).map_or("", String::as_str);
            let value = field.parse(value).map_err(|error| (field.key, error))?;
            if !value.is_empty() {
                kept.insert(field.key.to_owned(), value);
            }
        }
        Ok(kept)
    }

    /// What is to be written so that the app's own fields hold these values instead of those `before`.
    /// What the file has under other keys is not the app's business and stays.
    ///
    /// # Errors
    /// The first field with which something is wrong.
    pub fn changed_values(
        &self,
        before: &CustomValues,
        values: &CustomValues,
    ) -> Result<BTreeMap<String, Option<String>>, InvalidField> {
        let mut wanted = self.check_values(values)?;
        let keys = self.fields.iter().map(|field| field.key);
        let changed = keys.filter_map(|key| {
            let now = wanted.remove(key);
            (now.as_ref() != before.get(key)).then(|| (key.to_owned(), now))
        });
        Ok(changed.collect())
    }

    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&CustomField> {
        self.fields.iter().find(|field| field.key == key)
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
        assert_eq!(wrong(&[]), Some(("badge", CustomFieldError::Missing)));
        let refused = CustomFieldError::Refused(Refusal("four digits"));
        assert_eq!(wrong(&[("badge", "12a4")]), Some(("badge", refused)));
        let broken = [("badge", "1234"), ("room", "a\nb")];
        assert_eq!(wrong(&broken), Some(("room", CustomFieldError::Character)));
        let long = "x".repeat(VALUE_MAX + 1);
        let long = [("badge", "1234"), ("room", long.as_str())];
        assert_eq!(wrong(&long), Some(("room", CustomFieldError::TooLong)));
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
