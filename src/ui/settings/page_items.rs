//! Draws the form of the items of a page that launches programs.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::settings::{Field, ItemForm, PageEvent, PageField, PageForm, TargetKind};

use crate::ui::draw::Draw;
use crate::ui::settings::icon_choice::icon_choice;
use crate::ui::settings::page_fields::PageFields;
use crate::ui::theme::{DENSE_HEIGHT, SMALL_GAP, palette};
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::dense::{DenseKind, labelled_button};
use crate::ui::widgets::field::{FieldOptions, lines_field, text_field};
use crate::ui::widgets::form::field_error;
use crate::ui::widgets::icon::icon_text;
use crate::ui::widgets::panel::{optional, panel};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::text::{group, label};

/// Draws the items, each in a panel.
pub(crate) fn items_ui(
    ui: &mut Ui,
    fields: &mut PageFields<'_>,
    page: &mut PageForm,
    draw: &mut Draw<'_>,
) -> Option<PageEvent> {
    let count = page.items.len();
    let mut event = None;
    for (at, item) in page.items.iter_mut().enumerate() {
        let clicked = panel(ui, |ui| {
            let name = item_name(item, at, draw.messages);
            group(ui, &name);
            let place = (fields.at, at, count);
            let event = head_ui(ui, (&name, fields.form.focus), place, draw.messages);
            item_ui(ui, fields, (at, item), draw);
            event
        });
        event = clicked.or(event);
    }
    let none = fields
        .form
        .errors
        .of(Field::Page(fields.at, PageField::Items));
    optional(ui, |ui| {
        if let Some(error) = none {
            let text = field_error(draw.messages, error);
            let response = icon_text(ui, ("error", 18.0), &text, palette(ui.visuals()).error.text);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_live(egui::accesskit::Live::Assertive);
            });
        }
    });
    let add = secondary(ui, &draw.messages.get("settings-page-item-add"), true);
    if fields.form.focus == Some(Field::Page(fields.at, PageField::Items)) {
        add.request_focus();
    }
    add.clicked()
        .then_some(PageEvent::AddItem(fields.at))
        .or(event)
}

fn item_name(item: &ItemForm, at: usize, messages: &Messages) -> String {
    match item.title.trim() {
        "" => messages.with("settings-page-item", &[("number", (at + 1).into())]),
        title => title.to_owned(),
    }
}

/// Draws the name of an item and the buttons that move and remove it.
fn head_ui(
    ui: &mut Ui,
    (name, focus): (&str, Option<Field>),
    (page, at, count): (usize, usize, usize),
    messages: &Messages,
) -> Option<PageEvent> {
    label(ui, name);
    let row = ui.horizontal(|ui| {
        let buttons = [
            (
                "arrow_upward",
                "settings-page-up",
                at > 0,
                PageEvent::ItemUp(page, at),
            ),
            (
                "arrow_downward",
                "settings-page-down",
                at + 1 < count,
                PageEvent::ItemDown(page, at),
            ),
            (
                "delete",
                "settings-page-item-remove",
                true,
                PageEvent::RemoveItem(page, at),
            ),
        ];
        // An item that was moved to an end is moved back by the other button.
        let focused = match focus {
            Some(Field::Page(of, PageField::ItemUp(item) | PageField::ItemDown(item)))
                if (of, item) != (page, at) =>
            {
                None
            }
            Some(Field::Page(_, PageField::ItemUp(_))) => Some(usize::from(at == 0)),
            Some(Field::Page(_, PageField::ItemDown(_))) => Some(usize::from(at + 1 < count)),
            _ => None,
        };
        let mut event = None;
        for (index, (icon, text, is_enabled, of)) in buttons.into_iter().enumerate() {
            let label = messages.with(text, &[("title", name.into())]);
            let button =
                |ui: &mut Ui| labelled_button(ui, DenseKind::Quiet, (Some(icon), ""), &label);
            let response = ui.add_enabled_ui(is_enabled, button).inner;
            if focused == Some(index) {
                response.request_focus();
            }
            if response.clicked() {
                event = Some(of);
            }
        }
        event
    });
    ui.add_space(SMALL_GAP);
    row.inner
}

fn item_ui(
    ui: &mut Ui,
    fields: &mut PageFields<'_>,
    (at, item): (usize, &mut ItemForm),
    draw: &mut Draw<'_>,
) {
    let messages = draw.messages;
    let title = (PageField::ItemTitle(at), "settings-title", None);
    fields.text(ui, title, &mut item.title, draw);
    let options = FieldOptions::new(messages.get("settings-page-description"));
    text_field(ui, &mut item.description, &options, &mut draw.cache.fields);
    ui.push_id(("icon", at), |ui| icon_choice(ui, &mut item.icon, messages));
    let name = messages.get("settings-page-opens");
    label(ui, &name);
    let kinds = [
        (TargetKind::Link, "settings-page-link"),
        (TargetKind::File, "settings-page-item-file"),
        (TargetKind::Program, "settings-page-program"),
    ];
    let texts = kinds.map(|(kind, name)| (kind, messages.get(name).into_owned()));
    if let Some(kind) = segmented(ui, (&name, DENSE_HEIGHT), item.kind, &texts) {
        item.kind = kind;
    }
    ui.add_space(SMALL_GAP);
    let help = match item.kind {
        TargetKind::Link => None,
        TargetKind::File => Some("settings-page-file-help"),
        TargetKind::Program => Some("settings-page-program-help"),
    };
    let chosen = kinds.iter().find(|(kind, _)| *kind == item.kind);
    let name = chosen.map_or("settings-page-link", |(_, name)| *name);
    let target = (PageField::ItemTarget(at), name, help);
    fields.text(ui, target, &mut item.target, draw);
    if item.kind == TargetKind::Program {
        let field = Field::Page(fields.at, PageField::ItemArguments(at));
        let name = messages.get("settings-page-arguments");
        let options = fields.form.options(field, name, messages);
        let cache = &mut draw.cache.fields;
        let response = lines_field(ui, &mut item.arguments, 2, &options, cache);
        fields.form.note(field, response.changed);
    }
}
