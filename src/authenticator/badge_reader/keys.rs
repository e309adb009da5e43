//! What the keys of a reader look like among the input of a window.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use zeroize::Zeroize as _;

use crate::domain::scan::{KEY_GAP, Scan};
use crate::screen::effects::Now;

/// What is dropped after a scan.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Another key that ends it.
    Keys,
    /// Everything that is typed.
    All,
}

/// What is held back of the input of a window.
#[derive(Default)]
pub(super) struct Held {
    pub(super) scan: Scan,
    pub(super) events: Vec<Event>,
    /// The keys that are down.
    pub(super) down: HashSet<Key>,
    /// The keys that a reader has pressed, whose release is dropped as well.
    pub(super) dropped: HashSet<Key>,
    /// When this frame began.
    pub(super) began: Option<Instant>,
    /// How long the frame before took, if the window waited for input after it.
    pub(super) idle: Option<Duration>,
    /// Until when what follows a scan is dropped: the rest of one that is too long, or a second Enter.
    pub(super) ended: Option<(Now, End)>,
}

/// What an event is for the reader.
pub(super) enum Kind {
    /// The release of a key that a reader has pressed.
    Dropped,
    /// It has nothing to do with what is typed.
    Passed,
    /// It keeps its place among what is typed.
    Ordered,
    /// A character.
    Character(char),
    /// The key of a character.
    Typed,
    /// Enter or Tab, with which readers end.
    End,
    /// A key that is held down.
    Repeated,
    /// Anything else that is typed.
    Other,
}

pub(super) fn kind(event: &Event, held: &mut Held, is_before_text: bool, now: Now) -> Kind {
    match event {
        Event::Key {
            key,
            physical_key,
            pressed: false,
            ..
        } => {
            let place = physical_key.unwrap_or(*key);
            held.down.remove(&place);
            if held.dropped.remove(&place) {
                Kind::Dropped
            } else {
                Kind::Ordered
            }
        }
        Event::Key {
            key,
            physical_key,
            modifiers,
            ..
        } => {
            if held.follows_scan(event, now) {
                return Kind::Dropped;
            }
            let is_repeated = !held.down.insert(physical_key.unwrap_or(*key));
            let is_plain = *modifiers == Modifiers::NONE || *modifiers == Modifiers::SHIFT;
            match key {
                _ if is_repeated => Kind::Repeated,
                key if is_plain && is_end(*key) => Kind::End,
                key if is_modifier(*key) => Kind::Ordered,
                _ if is_plain && is_before_text => Kind::Typed,
                _ => Kind::Other,
            }
        }
        event => match (character(event), event) {
            (Some(_), _) if held.follows_scan(event, now) => Kind::Dropped,
            (Some(character), _) => Kind::Character(character),
            (
                _,
                Event::PointerButton { .. }
                | Event::Touch { .. }
                | Event::MouseWheel { .. }
                | Event::PointerGone
                | Event::AccessKitActionRequest(_),
            ) => Kind::Ordered,
            (_, Event::WindowFocused(false)) => {
                // The releases of keys go elsewhere.
                held.down.clear();
                held.dropped.clear();
                Kind::Other
            }
            (
                _,
                Event::Text(_)
                | Event::Paste(_)
                | Event::Ime(_)
                | Event::Copy
                | Event::Cut
                | Event::WindowFocused(_),
            ) => Kind::Other,
            _ => Kind::Passed,
        },
    }
}

/// Returns the character if the event is a single one, as a key gives it.
pub(super) fn character(event: &Event) -> Option<char> {
    let Event::Text(text) = event else {
        return None;
    };
    let mut characters = text.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}

/// Returns `true` for a key with which readers end.
pub(super) fn is_end(key: Key) -> bool {
    matches!(key, Key::Enter | Key::Tab)
}

/// Returns `true` for a key that only changes what others type.
pub(super) fn is_modifier(key: Key) -> bool {
    matches!(
        key,
        Key::ShiftLeft
            | Key::ShiftRight
            | Key::ControlLeft
            | Key::ControlRight
            | Key::AltLeft
            | Key::AltRight
            | Key::SuperLeft
            | Key::SuperRight
            | Key::CapsLock
            | Key::NumLock
    )
}

/// Returns `true` for a key that a reader presses.
pub(super) fn is_key(event: &Event) -> bool {
    let is_end = matches!(event, Event::Key { key, pressed: true, .. } if is_end(*key));
    is_end || character(event).is_some()
}

pub(super) fn drop_event(event: Event) {
    if let Event::Text(mut text) = event {
        text.zeroize();
    }
}

/// Returns where the key of an event is on the keyboard. Its name can be another one when it is released, as Shift is
/// released first.
fn place_of(event: &Event) -> Option<Key> {
    match event {
        Event::Key {
            key, physical_key, ..
        } => Some(physical_key.unwrap_or(*key)),
        _ => None,
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.events.drain(..).for_each(drop_event);
    }
}

impl Held {
    pub(super) fn is_holding(&self) -> bool {
        !self.events.is_empty()
    }

    /// Passes everything on.
    pub(super) fn pass(&mut self, out: &mut Vec<Event>) {
        self.scan.clear();
        out.append(&mut self.events);
    }

    /// Drops what was typed, and passes the rest on.
    pub(super) fn drop_typed(&mut self, out: &mut Vec<Event>) {
        for event in std::mem::take(&mut self.events) {
            match event {
                Event::Key { pressed: true, .. } => self.drop_key(&event),
                Event::Text(_) => drop_event(event),
                event => {
                    if !place_of(&event).is_some_and(|key| self.dropped.remove(&key)) {
                        out.push(event);
                    }
                }
            }
        }
    }

    /// Notes that the press of a key was dropped.
    pub(super) fn drop_key(&mut self, event: &Event) {
        self.dropped.extend(place_of(event));
    }

    /// Returns `true` if an event follows a scan that was dropped, and belongs to it.
    pub(super) fn follows_scan(&mut self, event: &Event, now: Now) -> bool {
        let Some((until, end)) = &mut self.ended else {
            return false;
        };
        let is_end = matches!(event, Event::Key { key, pressed: true, .. } if is_end(*key));
        let is_press = matches!(event, Event::Key { pressed: true, .. } | Event::Text(_));
        let follows = is_end || is_press && *end == End::All;
        if follows {
            *until = now + KEY_GAP;
            self.drop_key(event);
        }
        follows
    }
}
