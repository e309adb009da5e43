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
#[derive(Default)]
pub struct UserForm {
    /// What is typed.
    pub input: UserInput,
    /// Customization by the host app.
    pub rules: Arc<Customization>,
    /// Whether the username is shown but cannot be changed.
    pub is_username_fixed: bool,
    /// Whether the user may remain without an e-mail address.
    pub is_email_optional: bool,
    order: &'static [Field],
}

impl UserForm {
    /// Creates a form with these standard fields, in this order, of which the host app may remove some.
    #[must_use]
    pub fn new(order: &'static [Field], input: UserInput, rules: Arc<Customization>) -> Self {
        Self {
            input,
            rules,
            is_username_fixed: false,
            is_email_optional: false,
            order,
        }
    }

    /// Returns the standard fields that are shown, in reading order. The custom fields follow them.
    pub fn standard_fields(&self) -> impl Iterator<Item = Field> + use<> {
        let asked = |field: &Field| match field {
            Field::FullName | Field::FirstName => self.rules.asks(StandardField::FirstName),
            Field::LastName => self.rules.asks(StandardField::LastName),
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
        for field in self.rules.fields() {
            let value = self.input.fields.get(field.key());
            let error = field.check_form(value.map_or("", String::as_str)).err();
            errors.note(Field::Custom(field.key()), error.map(FieldError::Custom));
        }
        errors
    }

    fn standard_error(&self, field: Field) -> Option<FieldError> {
        let is_missing = |name| {
            self.rules
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
        self.rules.asks(StandardField::Username)
    }
}
