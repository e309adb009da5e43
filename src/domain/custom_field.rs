//! Custom fields of the host app.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::printable::is_invisible;
use crate::domain::refusal::Refusal;

/// Maximum length of a custom field, in characters.
pub const VALUE_MAX: usize = 500;

/// Values of the custom fields, by key.
pub type CustomValues = BTreeMap<String, String>;

/// A custom field. It is part of every form that creates an account, and stored in the user's entry in the file
/// (`fields`).
#[derive(Clone)]
pub struct CustomField {
    key: &'static str,
    label: String,
    help: Option<String>,
    is_required: bool,
    check: Option<Check>,
}

opaque_debug!(CustomField);

type Check = Arc<dyn Fn(&str) -> Result<(), Refusal> + Send + Sync>;

/// The reason why the value of a custom field is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CustomFieldError {
    /// A required field is empty.
    #[error("empty")]
    #[doc(hidden)]
    Missing,
    /// The value has more than [`VALUE_MAX`] characters.
    #[error("too long")]
    #[doc(hidden)]
    TooLong,
    /// The value contains a line break or another control character.
    #[error("a control character")]
    #[doc(hidden)]
    Character,
    /// The host app refuses the value.
    #[error(transparent)]
    #[doc(hidden)]
    Refused(#[from] Refusal),
}

impl CustomField {
    /// Creates an optional field. `key` is its name in the file, under the user's `fields`; `label` is shown above
    /// it.
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

    /// Makes the field required.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Adds a help text.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a check, which runs off the UI thread and not for empty values.
    #[must_use]
    pub fn checked(
        mut self,
        check: impl Fn(&str) -> Result<(), Refusal> + Send + Sync + 'static,
    ) -> Self {
        self.check = Some(Arc::new(check));
        self
    }

    /// Returns the name in the file.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Returns the label.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Returns the help text.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Returns `true` if the field is required.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.is_required
    }

    /// Checks everything that can be known without asking the host app.
    ///
    /// # Errors
    /// [`CustomFieldError::Missing`] if a required value is empty, [`CustomFieldError::Character`] if it contains a
    /// control character, and [`CustomFieldError::TooLong`] if it is too long.
    pub fn check_form(&self, value: &str) -> Result<(), CustomFieldError> {
        let value = value.trim();
        if value.is_empty() && self.is_required {
            Err(CustomFieldError::Missing)
        } else if value.chars().any(is_invisible) {
            Err(CustomFieldError::Character)
        } else if value.chars().count() > VALUE_MAX {
            Err(CustomFieldError::TooLong)
        } else {
            Ok(())
        }
    }

    /// Checks a value and returns it as stored.
    pub(crate) fn parse(&self, value: &str) -> Result<String, CustomFieldError> {
        self.check_form(value)?;
        let value = value.trim();
        if let Some(check) = self.check.as_ref().filter(|_| !value.is_empty()) {
            check(value)?;
        }
        Ok(value.to_owned())
    }
}
