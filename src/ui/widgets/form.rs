//! The fields of a form: each is drawn with its error, and one of them gets the focus.

use std::borrow::Cow;
use std::sync::Arc;

use egui::Ui;

use crate::domain::pin::PinError;
use crate::domain::secret::Secret;
use crate::messages::Messages;
use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::new_user_form::NewUserForm;
use crate::screen::form::password_input::PasswordInput;
use crate::screen::form::user_form::UserForm;

use crate::ui::draw::Draw;
use crate::ui::widgets::field::{FieldOptions, FieldResponse, text_field};
use crate::ui::widgets::new_password_field::new_password_field;
use crate::ui::widgets::password_field::password_field;
use crate::ui::widgets::pin_pad::pin_field;

/// What the fields of a form have in common; `F` names a field.
pub(crate) struct Form<'a, F = Field> {
    /// The errors of the fields. One goes when its field is typed in.
    pub(crate) errors: &'a mut FieldErrors<F>,
    /// The field that gets the focus.
    pub(crate) focus: Option<F>,
    /// Whether text can be typed.
    pub(crate) is_enabled: bool,
}

impl<F: Copy + PartialEq> Form<'_, F> {
    /// Returns how a field is drawn.
    pub(crate) fn options<'l>(
        &self,
        field: F,
        label: Cow<'l, str>,
        messages: &Messages,
    ) -> FieldOptions<'l> {
        let error = self.errors.of(field);
        FieldOptions {
            error: error.map(|error| field_error(messages, error)),
            is_enabled: self.is_enabled,
            wants_focus: self.focus == Some(field),
            ..FieldOptions::new(label)
        }
    }

    /// Draws a field for plain text.
    pub(crate) fn text(
        &mut self,
        ui: &mut Ui,
        (field, label): (F, &str),
        text: &mut String,
        draw: &mut Draw<'_>,
    ) -> FieldResponse {
        let options = self.options(field, draw.messages.get(label), draw.messages);
        let response = text_field(ui, text, &options, &mut draw.cache.fields);
        self.note(field, response.changed);
        response
    }

    /// Takes back the error of a field if its content has changed.
    pub(crate) fn note(&mut self, field: F, has_changed: bool) {
        if has_changed {
            self.errors.clear(field);
        }
    }

    /// Draws a field for a password that the user has.
    pub(crate) fn password(
        &mut self,
        ui: &mut Ui,
        (field, label): (F, &str),
        input: &mut PasswordInput,
        draw: &mut Draw<'_>,
    ) -> FieldResponse {
        let options = self.options(field, draw.messages.get(label), draw.messages);
        let fields = &mut draw.cache.fields;
        let response = password_field(ui, input, &options, draw.messages, fields);
        self.note(field, response.changed);
        response
    }

    /// Draws a field for a PIN that the user has. Letters that are left out are noted until the field is emptied: what is left of a
    /// password is no PIN.
    pub(crate) fn pin(
        &mut self,
        ui: &mut Ui,
        (field, label): (F, &str),
        (pin, has_letters): (&mut Secret, &mut bool),
        draw: &mut Draw<'_>,
    ) -> FieldResponse {
        let options = self.options(field, draw.messages.get(label), draw.messages);
        let (response, has_dropped) = pin_field(ui, pin, &options, &mut draw.cache.fields);
        let is_emptied = response.changed && pin.is_empty();
        *has_letters = has_dropped || *has_letters && !is_emptied;
        self.note(field, response.changed);
        response
    }

    /// Draws a field for a password that the user chooses, of at least `min_length` characters. Returns one of the
    /// events as [`new_password_field`] does.
    pub(crate) fn new_password<Event>(
        &mut self,
        ui: &mut Ui,
        (field, label): (F, &str),
        (password, min_length): (&mut NewPassword, usize),
        events: [Event; 3],
        draw: &mut Draw<'_>,
    ) -> Option<Event> {
        let messages = draw.messages;
        let options = FieldOptions {
            help: Some(password_rule(messages, min_length)),
            ..self.options(field, messages.get(label), messages)
        };
        let [edited, submit, suggest] = events;
        let events = [(true, edited), (false, submit), (true, suggest)];
        let (has_changed, event) = new_password_field(ui, password, &options, events, draw)?;
        self.note(field, has_changed);
        Some(event)
    }
}

/// What happened in the fields of a user.
#[derive(Default)]
pub(crate) struct UserFieldsResponse {
    /// Whether Enter was pressed.
    pub(crate) entered: bool,
    /// The standard field whose text changed.
    pub(crate) changed: Option<Field>,
}

impl Form<'_> {
    /// Draws the standard and custom fields of a user.
    pub(crate) fn user(
        &mut self,
        ui: &mut Ui,
        user: &mut UserForm,
        draw: &mut Draw<'_>,
    ) -> UserFieldsResponse {
        let messages = draw.messages;
        let mut response = UserFieldsResponse::default();
        for field in user.standard_fields() {
            let is_fixed = field == Field::Username && user.is_username_fixed;
            let (Some(label), Some(text)) = (label(field), user.text_mut(field)) else {
                continue;
            };
            let options = FieldOptions {
                is_enabled: self.is_enabled && !is_fixed,
                ..self.options(field, messages.get(label), messages)
            };
            let drawn = text_field(ui, text, &options, &mut draw.cache.fields);
            self.note(field, drawn.changed);
            response.entered |= drawn.entered;
            response.changed = drawn.changed.then_some(field).or(response.changed);
        }
        let (customization, values) = (Arc::clone(&user.customization), &mut user.input.fields);
        for field in customization.fields() {
            let key = Field::Custom(field.key());
            let label = messages.app_text(field.label());
            let label = label.unwrap_or(Cow::Borrowed(field.key()));
            let options = FieldOptions {
                help: field.help().and_then(|help| messages.app_text(help)),
                ..self.options(key, label, messages)
            };
            let mut value = values.remove(field.key()).unwrap_or_default();
            let drawn = text_field(ui, &mut value, &options, &mut draw.cache.fields);
            self.note(key, drawn.changed);
            response.entered |= drawn.entered;
            // An empty value is removed, so that a form without changes is equal to the one before.
            if !value.is_empty() {
                values.insert(field.key().to_owned(), value);
            }
        }
        response
    }
}

/// Draws the fields of a user with a password. Returns one of the events as [`new_password_field`] does, and the
/// standard field whose text changed.
pub(crate) fn new_user_fields<Event: Copy>(
    ui: &mut Ui,
    form: &mut NewUserForm,
    is_enabled: bool,
    events: [Event; 3],
    draw: &mut Draw<'_>,
) -> (Option<Event>, Option<Field>) {
    let mut fields = Form {
        errors: &mut form.errors,
        focus: form.focus.take(),
        is_enabled,
    };
    let user = fields.user(ui, &mut form.user, draw);
    let label = (Field::NewPassword, "field-password");
    let password = (&mut form.password, form.rule.min_length);
    let event = fields.new_password(ui, label, password, events, draw);
    let [_, submit, _] = events;
    let event = user.entered.then_some(submit).or(event);
    (event, user.changed)
}

/// Returns the name of the message that labels a standard field.
fn label(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::FullName => "field-full-name",
        Field::FirstName => "field-first-name",
        Field::LastName => "field-last-name",
        Field::Username => "field-username",
        Field::Email => "field-email",
        _ => return None,
    })
}

/// Returns the message for an error of a field.
pub(crate) fn field_error(messages: &Messages, error: FieldError) -> String {
    let name = match error {
        FieldError::Missing => "error-field-missing",
        FieldError::MissingLogin => "sign-in-missing-name",
        FieldError::MissingSigner => "signing-missing-name",
        FieldError::WrongSigner => "signing-wrong-name",
        FieldError::MissingPassword => "sign-in-missing-password",
        FieldError::MissingCode => "error-code-missing",
        FieldError::UsernameTaken => "register-username-taken",
        FieldError::EmailTaken => "users-email-taken",
        FieldError::EmailUnavailable => "details-email-taken",
        FieldError::EmailNotAccepted => "register-not-accepted",
        FieldError::Picture => "picture-wrong",
        FieldError::WrongCode => "code-wrong",
        FieldError::ProofMistyped => "register-code-mistyped",
        FieldError::WrongRecoveryCode => "code-recovery-wrong",
        FieldError::WrongPassword => "lock-wrong",
        FieldError::WrongCurrentPassword => "password-wrong",
        FieldError::MissingPin => "pin-missing",
        FieldError::Pin(PinError::Common) => "pin-common",
        FieldError::Pin(PinError::Own) => "pin-own",
        FieldError::Pin(_) => "pin-length",
        FieldError::SamePassword => "password-same",
        FieldError::Color => "settings-accent-wrong",
        FieldError::RoleTaken => "settings-role-taken",
        FieldError::MailNotEncrypted => "settings-mail-not-encrypted",
        FieldError::PageIdTaken => "settings-page-id-taken",
        FieldError::NoItems => "settings-page-no-items",
        FieldError::Placeholder => "settings-page-placeholder",
        FieldError::Link => "settings-page-link-wrong",
        FieldError::Markdown(error) => return messages.markdown_error(error),
        FieldError::User(error) => return messages.user_field_error(error),
        FieldError::Code(error) => return messages.code_error(error),
        FieldError::WrongPin(left) => {
            return messages.with("pin-wrong", &[("left", left.into())]);
        }
        FieldError::WrongProof(left) => {
            return messages.with("register-code-wrong", &[("left", left.into())]);
        }
        FieldError::Days(max) => {
            return messages.with("settings-days", &[("max", max.to_string().into())]);
        }
        FieldError::Range(min, max) => {
            let values = [
                ("min", min.to_string().into()),
                ("max", max.to_string().into()),
            ];
            return messages.with("settings-range", &values);
        }
    };
    messages.get(name).into_owned()
}

/// Returns the help of a field for a new password of at least `min_length` characters.
pub(crate) fn password_rule(messages: &Messages, min_length: usize) -> Cow<'static, str> {
    let min_length = [("min", min_length.into())];
    Cow::Owned(messages.with("password-rule", &min_length))
}
