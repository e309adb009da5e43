//! The fields of a form: each is drawn with its error, and one of them gets the focus.

use egui::Ui;

use crate::domain::customization::{CustomValues, Customization};
use crate::messages::Messages;
use crate::screen::account::new_password::NewPassword;
use crate::screen::{FieldErrors, PasswordInput};

use crate::ui::draw::Draw;
use crate::ui::widgets::field::{FieldOptions, FieldResponse, text_field};
use crate::ui::widgets::new_password_field::{NewPasswordResponse, new_password_field};
use crate::ui::widgets::password_field::password_field;

/// What the fields of a form have in common; `F` names a field and `E` is its error.
pub(crate) struct Form<'a, F, E> {
    /// The errors of the fields.
    pub(crate) errors: &'a FieldErrors<F, E>,
    /// The field that gets the focus.
    pub(crate) focus: Option<F>,
    /// Whether text can be typed.
    pub(crate) is_enabled: bool,
    /// Returns the message of an error.
    pub(crate) error_text: fn(&Messages, E) -> String,
}

impl<F: Copy + PartialEq, E: Copy> Form<'_, F, E> {
    /// Returns how a field is drawn.
    pub(crate) fn options<'l>(
        &self,
        field: F,
        label: &'l str,
        messages: &Messages,
    ) -> FieldOptions<'l> {
        let error = self.errors.of(field);
        FieldOptions {
            error: error.map(|error| (self.error_text)(messages, error)),
            is_enabled: self.is_enabled,
            wants_focus: self.focus == Some(field),
            ..FieldOptions::new(label)
        }
    }

    /// Draws a field for plain text.
    pub(crate) fn text(
        &self,
        ui: &mut Ui,
        (field, label): (F, &str),
        text: &mut String,
        draw: &mut Draw<'_>,
    ) -> FieldResponse {
        let label = draw.messages.get(label);
        let options = self.options(field, &label, draw.messages);
        text_field(ui, text, &options, draw.fields)
    }

    /// Draws the fields for plain text that are asked for. Returns `true` if Enter was pressed in one.
    pub(crate) fn texts<const N: usize>(
        &self,
        ui: &mut Ui,
        fields: [(F, &str, &mut String, bool); N],
        draw: &mut Draw<'_>,
    ) -> bool {
        let mut is_entered = false;
        for (field, label, text, is_asked) in fields {
            is_entered |= is_asked && self.text(ui, (field, label), text, draw).entered;
        }
        is_entered
    }

    /// Draws the custom fields of the host app. Returns `true` if Enter was pressed in one.
    pub(crate) fn custom_fields(
        &self,
        ui: &mut Ui,
        (rules, values): (&Customization, &mut CustomValues),
        named: fn(&'static str) -> F,
        draw: &mut Draw<'_>,
    ) -> bool {
        let messages = draw.messages;
        let mut is_entered = false;
        for field in rules.fields() {
            let (label, help) = (messages.of_app(field.label()), field.help());
            let help = help.map(|help| messages.of_app(help));
            let options = FieldOptions {
                help: help.as_deref(),
                ..self.options(named(field.key()), &label, messages)
            };
            let mut value = values.remove(field.key()).unwrap_or_default();
            is_entered |= text_field(ui, &mut value, &options, draw.fields).entered;
            // An empty field is none, so that a form without changes is the same as before.
            if !value.is_empty() {
                values.insert(field.key().to_owned(), value);
            }
        }
        is_entered
    }

    /// Draws a field for a password that the user has.
    pub(crate) fn password(
        &self,
        ui: &mut Ui,
        (field, label): (F, &str),
        input: &mut PasswordInput,
        draw: &mut Draw<'_>,
    ) -> FieldResponse {
        let label = draw.messages.get(label);
        let options = self.options(field, &label, draw.messages);
        password_field(ui, input, &options, draw.messages, draw.fields)
    }

    /// Draws a field for a password that the user chooses, of at least `min_length` characters.
    pub(crate) fn new_password(
        &self,
        ui: &mut Ui,
        (field, label): (F, &str),
        (password, min_length): (&mut NewPassword, usize),
        draw: &mut Draw<'_>,
    ) -> NewPasswordResponse {
        let messages = draw.messages;
        let (label, min_length) = (messages.get(label), [("min", min_length.into())]);
        let options = FieldOptions {
            help: Some(&messages.with("password-rule", &min_length)),
            ..self.options(field, &label, messages)
        };
        new_password_field(ui, password, &options, draw)
    }
}
