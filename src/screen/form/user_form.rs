//! The form for a user: set-up, registration, a user that an administrator adds or edits, and one's own details.

use std::sync::Arc;

use crate::domain::custom_field::CustomValues;
use crate::domain::customization::{Customization, StandardField};
use crate::domain::email::Email;
use crate::domain::username::Username;

use crate::screen::form::field::{Field, FieldError, FieldErrors};

/// What is typed about a user. It is kept while the user goes back and forth between forms.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UserInput {
    /// First and last name, where they are typed into one field.
    pub full_name: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Username.
    pub username: String,
    /// E-mail address.
    pub email: String,
    /// Values of the custom fields.
    pub fields: CustomValues,
}

impl UserInput {
    /// Returns the words that make a password easy to guess for this user.
    #[must_use]
    pub fn own_words(&self) -> Vec<String> {
        let words = [
            &self.full_name,
            &self.first_name,
            &self.last_name,
            &self.username,
            &self.email,
        ];
        let words = words.into_iter().filter(|word| !word.is_empty());
        words.cloned().collect()
    }
}

/// The fields of a user, and which of them are shown.
pub struct UserForm {
    /// What is typed.
    pub input: UserInput,
    /// Customization by the host app.
    pub customization: Arc<Customization>,
    /// Whether the username is shown but cannot be changed.
    pub is_username_fixed: bool,
    /// Whether the user may remain without an e-mail address.
    pub is_email_optional: bool,
    order: &'static [Field],
}

impl UserForm {
    /// Creates a form with these standard fields, in this order, of which the host app may remove some.
    #[must_use]
    pub fn new(
        order: &'static [Field],
        input: UserInput,
        customization: Arc<Customization>,
    ) -> Self {
        Self {
            input,
            customization,
            is_username_fixed: false,
            is_email_optional: false,
            order,
        }
    }

    /// Returns the standard fields that are shown, in reading order. The custom fields follow them.
    pub fn standard_fields(&self) -> impl Iterator<Item = Field> + use<> {
        let asked = |field: &Field| match field {
            Field::FullName | Field::FirstName => self.customization.asks(StandardField::FirstName),
            Field::LastName => self.customization.asks(StandardField::LastName),
            Field::Username => self.is_username_fixed || self.asks_username(),
            _ => true,
        };
        let fields: Vec<_> = self.order.iter().copied().filter(asked).collect();
        fields.into_iter()
    }

    /// Returns the first field.
    #[must_use]
    pub fn first(&self) -> Option<Field> {
        self.standard_fields().next()
    }

    /// Returns the text of a standard field; `None` for other fields.
    pub fn text_mut(&mut self, field: Field) -> Option<&mut String> {
        Some(match field {
            Field::FullName => &mut self.input.full_name,
            Field::FirstName => &mut self.input.first_name,
            Field::LastName => &mut self.input.last_name,
            Field::Username => &mut self.input.username,
            Field::Email => &mut self.input.email,
            _ => return None,
        })
    }

    /// Checks everything that needs no look at the credential file.
    #[must_use]
    pub fn check(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for field in self.standard_fields() {
            errors.note(field, self.standard_error(field));
        }
        for field in self.customization.fields() {
            let value = self.input.fields.get(field.key());
            let error = field.check_form(value.map_or("", String::as_str)).err();
            errors.note(Field::Custom(field.key()), error.map(FieldError::Custom));
        }
        errors
    }

    fn standard_error(&self, field: Field) -> Option<FieldError> {
        let is_missing = |name| {
            self.customization
                .misses_name(name)
                .then_some(FieldError::MissingName)
        };
        match field {
            Field::FullName => is_missing(&self.input.full_name),
            Field::FirstName => is_missing(&self.input.first_name),
            Field::Username if !self.is_username_fixed => {
                let error = Username::parse(&self.input.username).err();
                error.map(FieldError::Username)
            }
            Field::Email if self.is_email_optional && self.input.email.trim().is_empty() => None,
            Field::Email => Email::parse(&self.input.email).err().map(FieldError::Email),
            _ => None,
        }
    }

    /// Returns where an error of this field is shown: errors of a username that is the e-mail address are shown
    /// with the address.
    #[must_use]
    pub fn shown_at(&self, field: Field) -> Field {
        match field {
            Field::Username if !self.asks_username() => Field::Email,
            Field::FirstName if self.order.contains(&Field::FullName) => Field::FullName,
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

    const ORDER: &[Field] = &[Field::Email, Field::FirstName, Field::Username];

    fn form(input: UserInput, customization: Customization) -> UserForm {
        UserForm::new(ORDER, input, Arc::new(customization))
    }

    #[test]
    fn errors_come_in_reading_order_with_the_custom_fields_last() {
        let badge = CustomField::new("badge", "Badge").required();
        let form = form(
            UserInput::default(),
            Customization::default().with_field(badge),
        );
        let errors = form.check();
        assert_eq!(errors.first(), Some(Field::Email));
        let email = errors.of(Field::Email);
        assert_eq!(email, Some(FieldError::Email(EmailError::Empty)));
        let name = errors.of(Field::FirstName);
        assert_eq!(name, Some(FieldError::MissingName));
        let badge = errors.of(Field::Custom("badge"));
        assert_eq!(badge, Some(FieldError::Custom(CustomFieldError::Missing)));
    }

    #[test]
    fn a_removed_username_is_neither_shown_nor_checked_and_its_errors_go_to_the_address() {
        let input = UserInput {
            first_name: "Ada".to_owned(),
            email: "ada@example.org".to_owned(),
            ..UserInput::default()
        };
        let customization = Customization::default().without(StandardField::Username);
        let form = form(input, customization);
        assert_eq!(form.check().first(), None);
        assert!(!form.standard_fields().any(|field| field == Field::Username));
        assert_eq!(form.shown_at(Field::Username), Field::Email);
    }

    #[test]
    fn a_fixed_username_is_not_checked_and_an_optional_address_may_be_blank() {
        let input = UserInput {
            first_name: "Ada".to_owned(),
            username: "not a username".to_owned(),
            ..UserInput::default()
        };
        let mut form = form(input, Customization::default());
        assert!(form.check().of(Field::Username).is_some());
        (form.is_username_fixed, form.is_email_optional) = (true, true);
        assert_eq!(form.check().first(), None);
    }

    #[test]
    fn blank_fields_are_no_words_of_the_user() {
        let input = UserInput {
            username: "ada".to_owned(),
            ..UserInput::default()
        };
        assert_eq!(input.own_words(), ["ada"]);
    }
}
