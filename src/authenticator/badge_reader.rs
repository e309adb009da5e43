//! The reader of a badge, which types like a keyboard: its keys are taken out of the input of every window of the app before
//! egui sees them. What a user has typed is passed on unchanged and in order, at most [`KEY_GAP`](crate::domain::scan::KEY_GAP)
//! after the last key.

mod keys;

use std::collections::HashMap;
use std::mem::Discriminant;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use egui::{Context, Event, FullOutput, Plugin, RawInput, ViewportId};

use crate::domain::badge::KnownBadges;
use crate::domain::scan::{Asked, KEY_GAP, ScanPlace, Scanned, Typed, Verdict, is_badge, judge};
use crate::domain::secret::Secret;
use crate::screen::effects::Now;
use crate::screen::flow::Screen;

use crate::authenticator::badge_reader::keys::{
    End, Held, Kind, character, drop_event, is_key, kind,
};
use crate::authenticator::component::{Authenticator, now};

/// Sees the input of every window of the app before egui does.
#[derive(Default)]
struct BadgeReader {
    /// The component that takes the badges: the first with any, until it has none or is dropped.
    owner: Weak<()>,
    /// What is done with a badge; `None` if there are none, and then nothing is held back.
    place: Option<ScanPlace>,
    /// The screen that is shown.
    screen: Option<Discriminant<Screen>>,
    prefix: Option<String>,
    known: Option<KnownBadges>,
    windows: HashMap<ViewportId, Held>,
    /// The windows that are being drawn: one can be drawn while another is.
    drawn: Vec<ViewportId>,
    asked: Asked,
    typed: Typed,
    scanned: Vec<Secret>,
    /// Known badges that were dropped where another number would have been typed.
    told: Vec<Secret>,
    /// Whether one was dropped because too many unknown ones were scanned before.
    is_refused: bool,
}

impl Authenticator {
    /// Takes in the badges that were scanned since the last frame, and says what is done with the next ones.
    pub(super) fn read_badges(&mut self, ctx: &Context) {
        let place = self.flow.scan_place();
        let reader = ctx.plugin_or_default::<BadgeReader>();
        let mut reader = reader.lock();
        if !reader.is_of(&self.reads_badges, place) {
            return;
        }
        let screen = Some(std::mem::discriminant(self.flow.screen()));
        if (place, screen) != (reader.place, reader.screen) {
            // What was typed on one screen is not for the next one.
            reader.forget();
            ctx.request_repaint();
        }
        (reader.place, reader.screen) = (place, screen);
        reader.prefix = self.flow.badge_prefix();
        reader.known = place.and_then(|_| self.service.context.badges.get());
        let scanned = std::mem::take(&mut reader.scanned);
        let told = std::mem::take(&mut reader.told);
        let is_refused = std::mem::take(&mut reader.is_refused);
        drop(reader);
        if is_refused {
            self.flow.on_badge_refused();
        }
        for badge in told {
            let jobs = self.flow.on_told_badge(badge, now(ctx));
            self.send(jobs);
        }
        for badge in scanned {
            let jobs = self.flow.on_badge(badge, now(ctx));
            self.send(jobs);
        }
    }
}

impl BadgeReader {
    /// Returns `true` if this component takes the badges. It becomes the one if it has any, and no other is.
    fn is_of(&mut self, component: &Arc<()>, place: Option<ScanPlace>) -> bool {
        let component = Arc::downgrade(component);
        let is_owner = self.owner.ptr_eq(&component);
        let is_free = is_owner || self.owner.strong_count() == 0;
        if is_free {
            self.owner = place.map_or_else(Weak::new, |_| component);
        }
        is_owner || is_free && place.is_some()
    }

    /// Drops what is typed and held back. Everything else comes with the next frame.
    fn forget(&mut self) {
        for held in self.windows.values_mut() {
            let mut rest = Vec::new();
            held.drop_typed(&mut rest);
            held.events = rest;
            held.scan.clear();
        }
    }

    /// Takes in the input of one frame of a window, and holds back what may come from a reader. Returns for how long.
    fn take_in(
        &mut self,
        window: ViewportId,
        now: Now,
        events: &mut Vec<Event>,
    ) -> Option<Duration> {
        let Some(place) = self.place else {
            let mut held = self.windows.remove(&window)?;
            events.splice(0..0, std::mem::take(&mut held.events));
            return None;
        };
        let mut held = self.windows.remove(&window).unwrap_or_default();
        let count = events.iter().filter(|event| is_key(event));
        let count = u32::try_from(count.count()).unwrap_or(u32::MAX);
        let mut out = Vec::with_capacity(events.len());
        if held.scan.is_empty() {
            held.pass(&mut out);
        }
        let idle = held.idle.take();
        held.ended.take_if(|(until, _)| now > *until);
        if !held.scan.continues(now, count, idle) {
            self.end(&mut held, (place, now), false, &mut out);
        }
        let mut events_in = std::mem::take(events).into_iter().peekable();
        let mut is_repeated = false;
        while let Some(event) = events_in.next() {
            let is_before_text = events_in
                .peek()
                .is_some_and(|next| character(next).is_some());
            match kind(&event, &mut held, is_before_text, now) {
                Kind::Dropped => drop_event(event),
                Kind::Ordered if held.is_holding() => held.events.push(event),
                Kind::Character(_) if std::mem::take(&mut is_repeated) => out.push(event),
                Kind::Character(character) => {
                    held.events.push(event);
                    if !held.scan.push(character, now)
                        && self.end(&mut held, (place, now), false, &mut out)
                    {
                        held.ended = Some((now + KEY_GAP, End::All));
                    }
                }
                Kind::Typed => held.events.push(event),
                Kind::End if held.is_holding() => {
                    if self.end(&mut held, (place, now), true, &mut out) {
                        held.drop_key(&event);
                        held.ended = Some((now + KEY_GAP, End::Keys));
                    } else {
                        out.push(event);
                    }
                }
                Kind::Repeated => {
                    self.end(&mut held, (place, now), false, &mut out);
                    is_repeated = is_before_text;
                    out.push(event);
                }
                Kind::Other if self.end(&mut held, (place, now), false, &mut out) => {
                    held.drop_key(&event);
                }
                Kind::Other | Kind::Passed | Kind::Ordered | Kind::End => out.push(event),
            }
        }
        *events = out;
        let left = held.is_holding().then(|| held.scan.left(now));
        self.windows.insert(window, held);
        left
    }

    /// Ends what was typed at once. Returns `true` if it was dropped. Does nothing if nothing is held back.
    fn end(
        &mut self,
        held: &mut Held,
        (place, now): (ScanPlace, Now),
        has_end: bool,
        out: &mut Vec<Event>,
    ) -> bool {
        if held.scan.is_empty() {
            held.pass(out);
            return false;
        }
        let scanned = held.scan.take(has_end);
        let verdict = self.judge(&scanned, place, now);
        if verdict == Verdict::Typed {
            held.pass(out);
            return false;
        }
        held.drop_typed(out);
        let unknown = judge(&scanned, self.prefix.as_deref(), place, false);
        match verdict {
            Verdict::Badge => self.scanned.push(scanned.text),
            _ if unknown == Verdict::Typed => self.told.push(scanned.text),
            _ => {}
        }
        true
    }

    fn judge(&mut self, scanned: &Scanned, place: ScanPlace, now: Now) -> Verdict {
        let known = self.known.as_ref();
        let is_known = known.is_some_and(|known| known.includes(&scanned.text));
        let prefix = self.prefix.as_deref();
        if place != ScanPlace::Asking {
            if !is_badge(scanned.text.expose(), prefix) {
                return judge(scanned, prefix, place, is_known);
            }
            // Faster than by hand: known badges are typed like other numbers, so that nothing tells them apart.
            let are_too_many = self.typed.are_too_many(now);
            if !are_too_many {
                self.typed.note(now);
            }
            return judge(scanned, prefix, place, is_known && !are_too_many);
        }
        if self.asked.are_too_many(now) {
            // As if it were none, but typed nowhere.
            return match judge(scanned, prefix, ScanPlace::Setting, is_known) {
                Verdict::Typed => Verdict::Typed,
                Verdict::Dropped => Verdict::Dropped,
                Verdict::Badge => {
                    self.is_refused = true;
                    Verdict::Dropped
                }
            };
        }
        if !is_known && judge(scanned, prefix, ScanPlace::Setting, false) == Verdict::Badge {
            self.asked.note(now);
        }
        judge(scanned, prefix, place, is_known)
    }
}

impl Plugin for BadgeReader {
    fn debug_name(&self) -> &'static str {
        "badge reader of the authenticator"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let time = input.time.unwrap_or_else(|| ctx.input(|input| input.time));
        let now = Now::try_from_secs_f64(time).unwrap_or_default();
        let window = input.viewport_id;
        self.drawn.push(window);
        self.place.take_if(|_| self.owner.strong_count() == 0);
        if self.place.is_some() {
            let held = self.windows.entry(window).or_default();
            held.began = Some(Instant::now());
        }
        if let Some(left) = self.take_in(window, now, &mut input.events) {
            ctx.request_repaint_after_for(left, window);
        }
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let Some(window) = self.drawn.pop() else {
            return;
        };
        // What was held back for windows that are closed is wiped.
        self.windows
            .retain(|window, _| output.viewport_output.contains_key(window));
        let wanted = output.viewport_output.get(&window);
        let waits = wanted.is_some_and(|wanted| wanted.repaint_delay >= KEY_GAP);
        if let Some(held) = self.windows.get_mut(&window) {
            let began = held.began.take().filter(|_| waits);
            held.idle = began.map(|began| began.elapsed());
        }
    }
}

#[cfg(test)]
mod tests;
