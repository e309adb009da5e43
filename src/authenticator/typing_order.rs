//! Typing and what moves the focus, in order. egui moves the focus once in a frame, and gives all that was typed in that
//! frame to the field that has it then. In a slow frame, or from a password manager that types, the end of a name would
//! get into the field of the password, and a password into the field of the name, where it can be read. Therefore Tab
//! and a click get a frame apart from what is typed before and after them.

use std::collections::HashMap;

use egui::{Context, Event, FullOutput, ImeEvent, Key, Plugin, RawInput, ViewportId};
use zeroize::Zeroize as _;

/// What waits for the next frame of each window.
#[derive(Default)]
struct TypingOrder {
    waiting: HashMap<ViewportId, Vec<Event>>,
}

/// Keeps typing in order in every window of the app.
pub(super) fn order_typing(ctx: &Context) {
    // Registered after the reader of badges, which passes on at once what it has held back.
    ctx.plugin_or_default::<TypingOrder>();
}

/// Drops what waits for the next frame and is typed. Returns `true` if there was any.
pub(super) fn drop_waiting(ctx: &Context, is_typed: fn(&Event) -> bool) -> bool {
    let Some(order) = ctx.plugin_opt::<TypingOrder>() else {
        return false;
    };
    let mut has_dropped = false;
    for events in order.lock().waiting.values_mut() {
        let typed = events.extract_if(.., |event| is_typed(event));
        has_dropped |= typed.map(wipe).count() > 0;
    }
    has_dropped
}

impl TypingOrder {
    /// Leaves what this frame of a window gets. Returns `true` if something waits for the next one.
    fn take_in(&mut self, window: ViewportId, events: &mut Vec<Event>) -> bool {
        if let Some(waiting) = self.waiting.remove(&window) {
            events.splice(0..0, waiting);
        }
        let Some(next) = end_of_first(events) else {
            return false;
        };
        self.waiting.insert(window, events.split_off(next));
        true
    }
}

impl Plugin for TypingOrder {
    fn debug_name(&self) -> &'static str {
        "typing order of the authenticator"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if self.take_in(input.viewport_id, &mut input.events) {
            ctx.request_repaint_of(input.viewport_id);
        }
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        // What waits for a window that is closed is wiped.
        let is_closed = |window: &ViewportId| !output.viewport_output.contains_key(window);
        let closed = self.waiting.extract_if(|window, _| is_closed(window));
        closed.flat_map(|(_, events)| events).for_each(wipe);
    }
}

impl Drop for TypingOrder {
    fn drop(&mut self) {
        let waiting = self.waiting.drain();
        waiting.flat_map(|(_, events)| events).for_each(wipe);
    }
}

/// Returns where the events of the next frame begin: before Tab or a click that follows something typed, or before
/// something typed that follows them.
fn end_of_first(events: &[Event]) -> Option<usize> {
    let mut previous = None;
    let mut is_tab_down = false;
    events.iter().position(|event| {
        let kind = match kind(event) {
            // A key that is held down repeats faster than slow frames are drawn.
            Some(Kind::Tab) if is_tab_down => None,
            kind => kind,
        };
        if let Event::Key {
            key: Key::Tab,
            pressed,
            ..
        } = event
        {
            is_tab_down = *pressed;
        }
        let splits = match previous {
            Some(Kind::Tab) => kind.is_some(),
            Some(Kind::Click) => matches!(kind, Some(Kind::Typed | Kind::Tab)),
            Some(Kind::Typed) => matches!(kind, Some(Kind::Tab | Kind::Click)),
            None => false,
        };
        previous = kind.or(previous);
        splits
    })
}

#[derive(Clone, Copy)]
enum Kind {
    /// Moves the focus once in a frame.
    Tab,
    /// Can move the focus, as what a screen reader asks for. Several of them are one click, or a double-click.
    Click,
    /// Goes to the field that has the focus.
    Typed,
}

fn kind(event: &Event) -> Option<Kind> {
    match event {
        Event::Key {
            key: Key::Tab,
            pressed: true,
            ..
        } => Some(Kind::Tab),
        Event::PointerButton { .. } | Event::AccessKitActionRequest(_) => Some(Kind::Click),
        Event::Text(_)
        | Event::Key { pressed: true, .. }
        | Event::Paste(_)
        | Event::Cut
        | Event::Copy
        | Event::Ime(_) => Some(Kind::Typed),
        _ => None,
    }
}

fn wipe(event: Event) {
    let (Event::Text(mut text)
    | Event::Paste(mut text)
    | Event::Ime(ImeEvent::Commit(mut text) | ImeEvent::Preedit { mut text, .. })) = event
    else {
        return;
    };
    text.zeroize();
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn tab(pressed: bool) -> Event {
        Event::Key {
            key: Key::Tab,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    /// Returns how many events a pass gets after these have arrived.
    fn arrive(ctx: &Context, events: Vec<Event>) -> usize {
        let input = RawInput {
            events,
            ..RawInput::default()
        };
        let mut count = 0;
        let mut drawn = ctx.run_ui(input, |ui| count = ui.input(|input| input.events.len()));
        drawn.textures_delta.clear();
        count
    }

    fn is_text(event: &Event) -> bool {
        matches!(event, Event::Text(_))
    }

    #[test]
    fn r77_a_lock_drops_what_was_typed_and_waits_but_no_release() {
        let ctx = Context::default();
        order_typing(&ctx);
        let typed = Event::Text("a".to_owned());
        let events = vec![tab(true), typed, tab(false)];
        assert_eq!(arrive(&ctx, events.clone()), 1);
        assert_eq!(arrive(&ctx, Vec::new()), 2);
        assert_eq!(arrive(&ctx, events), 1);
        assert!(drop_waiting(&ctx, is_text));
        assert_eq!(arrive(&ctx, Vec::new()), 1);
        assert!(!drop_waiting(&ctx, is_text));
    }
}
