//! The fields of a page with their errors.

use egui::Ui;

use crate::screen::form::field::FieldErrors;
use crate::screen::settings::{Field, PageField};

use crate::ui::draw::Draw;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::form::Form;

/// The fields of a page with their errors.
pub(crate) struct PageFields<'a> {
    /// What the fields have in common.
    pub(crate) form: Form<'a, Field>,
    /// The page, as an index into the pages of the form.
    pub(crate) at: usize,
}

impl<'a> PageFields<'a> {
    pub(crate) fn new(errors: &'a mut FieldErrors<Field>, focus: Option<Field>, at: usize) -> Self {
        let form = Form {
            errors,
            focus,
            is_enabled: true,
        };
        Self { form, at }
    }

    /// Draws a field for one line.
    pub(crate) fn text(
        &mut self,
        ui: &mut Ui,
        (field, label, help): (PageField, &str, Option<&str>),
        text: &mut String,
        draw: &mut Draw<'_>,
    ) {
        let messages = draw.messages;
        let field = Field::Page(self.at, field);
        let options = FieldOptions {
            help: help.map(|help| messages.get(help)),
            ..self.form.options(field, messages.get(label), messages)
        };
        let response = text_field(ui, text, &options, &mut draw.cache.fields);
        self.form.note(field, response.changed);
    }
}
