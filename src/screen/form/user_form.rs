//! The form for a user: set-up, registration, a user that an administrator adds or edits, and one's own details.

use std::sync::Arc;

use crate::domain::customization::{Customization, StandardField};
use crate::domain::email::Email;
use crate::domain::person_name::PersonName;
use crate::domain::user_field::UserFieldError;
use crate::domain::username::Username;
use crate::service::users::UserInput;

use crate::screen::form::field::{Field, FieldError, FieldErrors};

/// The standard fields in the order of every form.
const ORDER: [Field; 5] = [
    Field::FullName,
    Field::FirstName,
    Field::LastName,
    Field::Username,
    Field::Email,
];

/// The fields of a user, and which of them are shown.
pub struct UserForm {
    /// What is typed. A full name is in [`PersonName::first`].
    pub input: UserInput,
    /// Customization by the host app.
    pub customization: Arc<Customization>,
    /// Whether the username is shown but cannot be changed.
    pub is_username_fixed: bool,
    /// Whether the user may remain without an e-mail address.
    pub is_email_optional: bool,
    asked: &'static [Field],
}

impl UserForm {
    /// Creates a form with these standard fields, of which the host app may remove some. Their order is the same in every
    /// form.
    #[must_use]
    pub fn new(
        asked: &'static [Field],
        input: UserInput,
        customization: Arc<Customization>,
    ) -> Self {
        Self {
            input,
            customization,
            is_username_fixed: false,
            is_email_optional: false,
            asked,
        }
    }

    /// Returns the standard fields that are shown, in reading order. The custom fields follow them.
    pub fn standard_fields(&self) -> impl Iterator<Item = Field> + use<> {
        let is_asked = |field: &Field| match field {
            Field::FullName | Field::FirstName => self.customization.asks(StandardField::FirstName),
            Field::LastName => self.customization.asks(StandardField::LastName),
            Field::Username => self.is_username_fixed || self.asks_username(),
            _ => true,
        };
        let fields: Vec<_> = ORDER
            .into_iter()
            .filter(|field| self.asked.contains(field) && is_asked(field))
            .collect();
        fields.into_iter()
    }

    /// Returns the first field.
    #[must_use]
    pub fn first(&self) -> Option<Field> {
        self.standard_fields().next()
    }

    /// Returns what was typed, with a full name divided into its parts.
    #[must_use]
    pub fn input(&self) -> UserInput {
        let mut input = self.input.clone();
        if self.asked.contains(&Field::FullName) {
            input.name = PersonName::from_full(&input.name.first);
        }
        input
    }

    /// Returns the text of a standard field; `None` for other fields.
    pub fn text_mut(&mut self, field: Field) -> Option<&mut String> {
        Some(match field {
            Field::FullName | Field::FirstName => &mut self.input.name.first,
            Field::LastName => &mut self.input.name.last,
            Field::Username => &mut self.input.username,
            Field::Email => &mut self.input.email,
            _ => return None,
        })
    }

    /// Checks everything that needs no look at the configuration file.
    #[must_use]
    pub fn check(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for field in self.standard_fields() {
            errors.note(field, self.standard_error(field).map(FieldError::User));
        }
        for field in self.customization.fields() {
            let value = self.input.fields.get(field.key());
            let error = field.check_form(value.map_or("", String::as_str)).err();
            let error = error.map(|error| UserFieldError::CustomField(field.key(), error));
            errors.note(Field::Custom(field.key()), error.map(FieldError::User));
        }
        errors
    }

    fn standard_error(&self, field: Field) -> Option<UserFieldError> {
        let input = &self.input;
        match field {
            Field::FullName | Field::FirstName => {
                if self.customization.misses_name(&input.name.first) {
                    return Some(UserFieldError::NameMissing);
                }
                UserFieldError::check_names(Some(&input.name.first), None).err()
            }
            Field::LastName => UserFieldError::check_names(None, Some(&input.name.last)).err(),
            Field::Username if !self.is_username_fixed => {
                Some(Username::parse(&input.username).err()?.into())
            }
            Field::Email if self.is_email_optional && input.email.trim().is_empty() => None,
            Field::Email => Some(Email::parse(&input.email).err()?.into()),
            _ => None,
        }
    }

    /// Returns where an error of this field is shown: errors of a username that is the e-mail address are shown
    /// with the address.
    #[must_use]
    pub fn shown_at(&self, field: Field) -> Field {
        match field {
            Field::Username if !self.asks_username() => Field::Email,
            Field::FirstName | Field::LastName if self.asked.contains(&Field::FullName) => {
                Field::FullName
            }
            field => field,
        }
    }

    fn asks_username(&self) -> bool {
        self.customization.asks(StandardField::Username)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::custom_field::{CustomField, CustomFieldError};
    use crate::domain::email::EmailError;

    const ASKED: &[Field] = &[Field::Email, Field::FirstName, Field::Username];

    fn form(input: UserInput, customization: Customization) -> UserForm {
        UserForm::new(ASKED, input, Arc::new(customization))
    }

    #[test]
    fn errors_come_in_reading_order_with_the_custom_fields_last() {
        let badge = CustomField::new("badge", "Badge").required();
        let form = form(
            UserInput::default(),
            Customization::default().with_field(badge),
        );
        let errors = form.check();
        assert_eq!(errors.first(), Some(Field::FirstName), "not as asked");
        let email = errors.of(Field::Email);
        assert_eq!(email, Some(FieldError::of(EmailError::Empty)));
        let name = errors.of(Field::FirstName);
        assert_eq!(name, Some(FieldError::of(UserFieldError::NameMissing)));
        let badge = errors.of(Field::Custom("badge"));
        let missing = UserFieldError::CustomField("badge", CustomFieldError::Missing);
        assert_eq!(badge, Some(FieldError::of(missing)));
    }

    #[test]
    fn a_removed_username_is_neither_shown_nor_checked_and_its_errors_go_to_the_address() {
        let input = UserInput::new("", "ada@example.org", PersonName::new("Ada", ""));
        let customization = Customization::default().without(StandardField::Username);
        let form = form(input, customization);
        assert_eq!(form.check().first(), None);
        assert!(!form.standard_fields().any(|field| field == Field::Username));
        assert_eq!(form.shown_at(Field::Username), Field::Email);
    }

    #[test]
    fn a_fixed_username_is_not_checked_and_an_optional_address_may_be_blank() {
        let input = UserInput::new("not a username", "", PersonName::new("Ada", ""));
        let mut form = form(input, Customization::default());
        assert!(form.check().of(Field::Username).is_some());
        (form.is_username_fixed, form.is_email_optional) = (true, true);
        assert_eq!(form.check().first(), None);
    }
}
