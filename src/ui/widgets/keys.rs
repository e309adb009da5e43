//! Keys: how a shortcut is written, and which of them fields keep.

use egui::{Context, EventFilter, KeyboardShortcut, Modifiers, Ui};

use crate::messages::Messages;

/// The keys that a text field keeps while it has the focus. With Esc, egui would take the focus away, and what is typed
/// next would be lost.
pub(crate) const FIELD_KEYS: EventFilter = EventFilter {
    tab: false,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: true,
};

/// Returns a shortcut as it is on the keyboards of the language.
pub(crate) fn shortcut_text(
    ctx: &Context,
    messages: &Messages,
    shortcut: KeyboardShortcut,
) -> String {
    translated(messages, &ctx.format_shortcut(&shortcut))
}

/// Returns the key of shortcuts as it is on the keyboards of the language.
pub(crate) fn command_text(ctx: &Context, messages: &Messages) -> String {
    translated(messages, &ctx.format_modifiers(Modifiers::COMMAND))
}

/// egui knows the English names only.
fn translated(messages: &Messages, keys: &str) -> String {
    keys.replace("Ctrl", &messages.get("key-control"))
}

/// Returns `true` if a character was typed outside every text field, and takes it.
pub(crate) fn take_typed(ui: &Ui, character: &str) -> bool {
    if ui.ctx().text_edit_focused() {
        return false;
    }
    ui.input_mut(|input| {
        let is_typed =
            |event: &egui::Event| matches!(event, egui::Event::Text(text) if text == character);
        let typed = input.events.iter().position(is_typed);
        typed.map(|at| input.events.remove(at)).is_some()
    })
}

/// Returns `true` if a dialog is open over the page.
pub(crate) fn is_covered(ui: &Ui) -> bool {
    ui.memory(|memory| memory.top_modal_layer().is_some())
}

#[cfg(test)]
mod tests {
    use egui::Key;

    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn a_shortcut_is_written_as_on_the_keyboards_of_the_language() {
        let ctx = Context::default();
        ctx.set_os(egui::os::OperatingSystem::Nix);
        let keys = KeyboardShortcut::new(Modifiers::COMMAND, Key::K);
        let text = |language| {
            let messages = Messages::in_language(language);
            shortcut_text(&ctx, &messages, keys)
        };
        assert_eq!(text(Language::English), "Ctrl+K");
        assert_eq!(text(Language::German), "Strg+K");
        let messages = Messages::in_language(Language::German);
        assert_eq!(command_text(&ctx, &messages), "Strg");
    }
}
