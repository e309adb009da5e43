//! Draws the fields of an app's own, the same on every form that has them.

use egui::Ui;

use crate::domain::customization::{CustomFieldError, CustomValues, Customization};

use crate::ui::draw::Draw;
use crate::ui::widgets::field::{FieldOptions, text_field};

/// Draws them. `state` says of a field what is wrong with it, and whether it wants the focus. Says
/// whether Enter was pressed in one.
pub(crate) fn custom_fields(
    ui: &mut Ui,
    (rules, values): (&Customization, &mut CustomValues),
    is_enabled: bool,
    state: impl Fn(&'static str) -> (Option<CustomFieldError>, bool),
    draw: &mut Draw<'_>,
) -> bool {
    let messages = draw.messages;
    let mut is_entered = false;
    for field in rules.fields() {
        let (error, wants_focus) = state(field.key());
        let help = field.help().map(|help| messages.of_app(help));
        let look = FieldOptions {
            label: &messages.of_app(field.label()),
            error: error.map(|error| messages.custom_field_error(error)),
            help: help.as_deref(),
            is_enabled,
            wants_focus,
        };
        let mut value = values.remove(field.key()).unwrap_or_default();
        is_entered |= text_field(ui, &mut value, &look, draw.fields).entered;
        // An empty field is none, so that a form without changes is the same as before.
        if !value.is_empty() {
            values.insert(field.key().to_owned(), value);
        }
    }
    is_entered
}
