//! The password that a signed-in user enters again, and the code if it is asked for (R78).

use egui::Ui;

use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::FieldError;
use crate::screen::form::password_input::PasswordInput;

use crate::domain::two_factor::is_whole;
use crate::ui::draw::Draw;
use crate::ui::widgets::cells_field::cells_field;
use crate::ui::widgets::field::FieldOptions;
use crate::ui::widgets::form::field_error;
use crate::ui::widgets::password_field::password_field;

/// Draws the fields. Returns `true` if Enter was pressed in one, or the last digit of the code was typed after the
/// password.
pub(crate) fn reauthentication_fields(
    ui: &mut Ui,
    (password, error): (&mut PasswordInput, Option<FieldError>),
    code: &mut CodeInput,
    (is_enabled, wants_focus): (bool, bool),
    draw: &mut Draw<'_>,
) -> bool {
    let messages = draw.messages;
    let is_code_wrong = error.is_none() && code.error.is_some();
    let options = FieldOptions {
        error: error.map(|error| field_error(messages, error)),
        is_enabled,
        wants_focus: wants_focus && !is_code_wrong,
        ..FieldOptions::new(messages.get("field-password"))
    };
    let fields = &mut draw.cache.fields;
    let is_entered = password_field(ui, password, &options, messages, fields).entered;
    if !code.is_asked {
        return is_entered;
    }
    let has_password = !password.text.is_empty();
    let state = (is_enabled, wants_focus && is_code_wrong, has_password);
    code_field(ui, code, state, draw) || is_entered
}

/// Draws the field of the code. Returns `true` if Enter was pressed in it, or the last digit was typed and submits the form.
pub(crate) fn code_field(
    ui: &mut Ui,
    code: &mut CodeInput,
    (is_enabled, wants_focus, submits): (bool, bool, bool),
    draw: &mut Draw<'_>,
) -> bool {
    let messages = draw.messages;
    let options = FieldOptions {
        error: code.error.map(|error| field_error(messages, error)),
        is_enabled,
        wants_focus,
        ..FieldOptions::new(messages.get("code-field"))
    };
    let response = cells_field(ui, &mut code.text, &options, &mut draw.cache.fields);
    let is_last = response.changed && is_whole(&code.text) && submits;
    response.entered || is_last
}
