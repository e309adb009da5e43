//! The list of keyboard shortcuts, over the open screen.

use egui::{Align, Context, Key, Label, Layout, Modifiers, ScrollArea, TextStyle, Ui, vec2};

use crate::messages::Messages;

use crate::ui::shortcuts::Shortcuts;
use crate::ui::theme::{SMALL_GAP, TextRole};
use crate::ui::widgets::button::primary;
use crate::ui::widgets::dialog::dialog;
use crate::ui::widgets::keys::{command_text, shortcut_text};
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::search_field::{FIND_CHARACTER, FIND_KEYS};
use crate::ui::widgets::text::dialog_heading;

/// The width of the column of keys, in points.
const KEY_WIDTH: f32 = 80.0;

/// The keys that no app can change, and the names of their descriptions.
const KEYS: [(&str, &str); 6] = [
    ("Tab", "help-next"),
    ("Enter", "help-enter"),
    ("Esc", "help-back"),
    ("Space", "help-space"),
    ("Up Down", "help-list"),
    ("PgUp PgDn", "help-scroll"),
];

/// The keys that open the pages of the navigation by their place.
const PAGE_KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Returns the place in the navigation whose keys were pressed, counted from zero.
pub(crate) fn page_keys(ui: &Ui) -> Option<usize> {
    ui.input_mut(|input| {
        let mut keys = PAGE_KEYS.iter();
        keys.position(|key| input.consume_key(Modifiers::COMMAND, *key))
    })
}

/// The height of the heading, the button and the margins of the dialog, in points.
const AROUND: f32 = 168.0;

/// Opens or closes the list when its keys are pressed, and draws it while it is open.
pub(crate) fn help_ui(
    ctx: &Context,
    messages: &Messages,
    is_shown: &mut bool,
    (shortcuts, can_lock): (Shortcuts, bool),
) {
    let help = shortcuts.help;
    if help.is_some_and(|keys| ctx.input_mut(|input| input.consume_shortcut(&keys))) {
        *is_shown = !*is_shown;
    }
    if !*is_shown {
        return;
    }
    let label = messages.get("help-heading");
    let (is_pressed, is_closed) = dialog(ctx, "the list of keys", &label, |ui| {
        dialog_heading(ui, &label);
        ui.add_space(SMALL_GAP);
        let height = ctx.content_rect().height() - AROUND;
        let area = ScrollArea::vertical().max_height(height);
        scroll(ui, area, |ui| keys_ui(ui, messages, (shortcuts, can_lock)));
        ui.add_space(SMALL_GAP);
        primary(ui, &messages.get("button-close"), true).clicked()
    });
    if is_pressed || is_closed {
        *is_shown = false;
    }
}

fn keys_ui(ui: &mut Ui, messages: &Messages, (shortcuts, can_lock): (Shortcuts, bool)) {
    let lock = if can_lock { "help-lock" } else { "help-clear" };
    let shortcut = |keys, name| (shortcut_text(ui.ctx(), messages, keys), name);
    let mut keys = Vec::new();
    keys.extend(shortcuts.help.map(|help| shortcut(help, "help-help")));
    keys.extend(KEYS.map(|(key, name)| (key.to_owned(), name)));
    // An app can disable the zoom keys.
    if ui.options(|options| options.zoom_with_keyboard) {
        let command = command_text(ui.ctx(), messages);
        keys.push((format!("{command} +"), "help-zoom"));
    }
    if can_lock {
        let (find, _) = shortcut(FIND_KEYS, "");
        keys.push((format!("{find} {FIND_CHARACTER}"), "help-search"));
        if shortcuts.pages {
            let command = command_text(ui.ctx(), messages);
            keys.push((format!("{command} 1–9"), "help-pages"));
        }
        let palette = shortcuts.palette;
        keys.extend(palette.map(|palette| shortcut(palette, "palette-search")));
    }
    keys.extend(shortcuts.lock.map(|keys| shortcut(keys, lock)));
    for (key, name) in keys {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            let size = vec2(KEY_WIDTH, ui.text_style_height(&TextStyle::Body));
            let left = Layout::left_to_right(Align::Min);
            ui.allocate_ui_with_layout(size, left, |ui| {
                ui.set_min_width(KEY_WIDTH);
                ui.label(TextRole::Mono.text(ui, key));
            });
            ui.add(Label::new(messages.get(name).as_ref()).wrap());
        });
    }
}
