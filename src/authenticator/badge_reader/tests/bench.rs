//! The bench of the tests: a reader, its keys, and a window.

use egui::{Key, Modifiers};
use zeroize::Zeroizing;

use crate::authenticator::badge_reader::keys::is_modifier;
use crate::authenticator::badge_reader::*;
use crate::domain::account_id::AccountId;
use crate::domain::badge::BadgeRecord;
use crate::domain::remember_me::TokenHash;

pub(super) const BADGE: &str = "00481234567";
pub(super) const WITH_PREFIX: &str = "%B04:A2:C3:F";
pub(super) const PLACES: [ScanPlace; 3] =
    [ScanPlace::Elsewhere, ScanPlace::Asking, ScanPlace::Setting];

/// A reader at a window that knows two badges.
pub(super) fn reader(place: ScanPlace) -> BadgeReader {
    let key = || Zeroizing::new([7; 32]);
    let badge = |number: &str| BadgeRecord {
        account: AccountId::new([1; 16]),
        computer: TokenHash([0; 32]),
        digest: KnownBadges::new(key(), &[]).digest(&Secret::new(number.to_owned())),
        own: None,
        full: None,
    };
    let badges = [badge(BADGE), badge(WITH_PREFIX)];
    BadgeReader {
        place: Some(place),
        known: Some(KnownBadges::new(key(), &badges)),
        ..BadgeReader::default()
    }
}

pub(super) fn key(key: Key, pressed: bool) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

pub(super) fn text(text: &str) -> Event {
    Event::Text(text.to_owned())
}

/// The events of one key.
pub(super) fn stroke(character: char) -> Vec<Event> {
    let name = character.to_ascii_uppercase().to_string();
    match Key::from_name(&name) {
        Some(named) => vec![
            key(named, true),
            text(&character.to_string()),
            key(named, false),
        ],
        None => vec![text(&character.to_string())],
    }
}

pub(super) fn enter() -> Vec<Event> {
    vec![key(Key::Enter, true), key(Key::Enter, false)]
}

/// A number as a reader types it, with Enter.
pub(super) fn strokes(number: &str) -> Vec<Vec<Event>> {
    let keys = number.chars().map(stroke);
    keys.chain([enter()]).collect()
}

/// Random numbers that are the same in each run.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % end
    }

    pub(super) fn index(&mut self, length: u64) -> usize {
        usize::try_from(self.below(length)).expect("small")
    }

    pub(super) fn number(&mut self, length: u64) -> String {
        (0..length)
            .map(|_| char::from(b'0' + u8::try_from(self.below(10)).expect("a digit")))
            .collect()
    }
}

/// A window that is drawn at a steady pace, and sometimes late.
pub(super) struct Window {
    pub(super) reader: BadgeReader,
    pub(super) now: u64,
    pub(super) got: Vec<Event>,
    /// Milliseconds from each frame to the next, over and over.
    pub(super) paces: Vec<u64>,
}

impl Window {
    pub(super) fn new(place: ScanPlace) -> Self {
        let mut window = Self {
            reader: reader(place),
            now: 10_000,
            got: Vec::new(),
            paces: vec![16],
        };
        window.frame(Vec::new());
        // The window is idle.
        window.now += 2_000;
        window
    }

    pub(super) fn frame(&mut self, events: Vec<Event>) {
        let mut events = events;
        let now = Duration::from_millis(self.now);
        self.reader.take_in(ViewportId::ROOT, now, &mut events);
        self.got.extend(events);
        self.waits(self.paces[0].min(16));
    }

    /// The frame took so long, and the window waits for input unless it holds something back.
    pub(super) fn waits(&mut self, took: u64) {
        if let Some(held) = self.reader.windows.get_mut(&ViewportId::ROOT) {
            let is_idle = !held.is_holding();
            held.idle = is_idle.then(|| Duration::from_millis(took));
        }
    }

    /// Types each stroke so many milliseconds after the one before.
    pub(super) fn typed(&mut self, strokes: &[Vec<Event>], gap: u64) {
        let (mut waiting, mut typed_at, mut strokes) = (Vec::new(), self.now + gap, strokes.iter());
        let mut next = strokes.next();
        while next.is_some() || !waiting.is_empty() {
            self.now += self.paces[0];
            self.paces.rotate_left(1);
            while let Some(stroke) = next.filter(|_| typed_at <= self.now) {
                waiting.extend(stroke.iter().cloned());
                typed_at += gap;
                next = strokes.next();
            }
            self.frame(std::mem::take(&mut waiting));
        }
        self.pause();
    }

    pub(super) fn pause(&mut self) {
        for _ in 0..10 {
            self.now += 20;
            self.frame(Vec::new());
        }
    }

    pub(super) fn scanned(&mut self) -> Vec<String> {
        let scanned = std::mem::take(&mut self.reader.scanned);
        let texts = scanned.iter().map(|number| number.expose().to_owned());
        texts.collect()
    }
}

/// The keys of a number, with Shift for capital letters and signs.
pub(super) fn keys_of(number: &str) -> Vec<Vec<Event>> {
    let stroke = |key| match key {
        '0'..='9' => stroke(key),
        key => with_shift(key),
    };
    number.chars().map(stroke).chain([enter()]).collect()
}

/// Returns `true` if nothing is left but keys that type nothing by themselves.
pub(super) fn is_nothing(events: &[Event]) -> bool {
    let is_shift = |event: &Event| matches!(event, Event::Key { key, .. } if is_modifier(*key));
    events.iter().all(is_shift)
}

/// A key with Shift, which a reader releases first: the release has another name then.
pub(super) fn with_shift(character: char) -> Vec<Event> {
    let of = |key, pressed, modifiers| Event::Key {
        key,
        physical_key: Some(Key::Semicolon),
        pressed,
        repeat: false,
        modifiers,
    };
    vec![
        key(Key::ShiftLeft, true),
        of(Key::Colon, true, Modifiers::SHIFT),
        text(&character.to_string()),
        key(Key::ShiftLeft, false),
        of(Key::Semicolon, false, Modifiers::NONE),
    ]
}
