//! Input in every window of the app (R77): all of it counts as activity, and what a user is typing when the window
//! locks automatically never ends up in the lock's password field.

use egui::{Context, Event, Plugin, RawInput, ViewportId};

use crate::screen::effects::Now;

use crate::authenticator::component::Authenticator;

/// How long the user has to stop typing before the lock accepts what is typed, in seconds.
const PAUSE: f64 = 0.5;

/// Sees the input of every window of the app before egui does.
#[derive(Default)]
struct Activity {
    /// The time of the last input in any window.
    used_at: f64,
    /// The time at which something was last typed, in any window.
    typed_at: f64,
    /// The window in which nothing that is typed is accepted until the user stops typing.
    ignoring: Option<ViewportId>,
}

impl Authenticator {
    /// Takes in when the app was last used, in any of its windows.
    pub(super) fn follow_activity(&mut self, ctx: &Context) {
        let activity = ctx.plugin_or_default::<Activity>();
        let used_at = activity.lock().used_at;
        let used_at = Now::try_from_secs_f64(used_at).unwrap_or_default();
        self.flow.on_activity(used_at);
    }

    /// Ignores what is typed into this window until the user stops typing, because it has locked automatically.
    pub(super) fn ignore_typing(ctx: &Context) {
        let (window, now) = (ctx.viewport_id(), ctx.input(|input| input.time));
        let activity = ctx.plugin_or_default::<Activity>();
        activity.lock().ignore(window, now);
        ctx.input_mut(|input| input.events.retain(|event| !is_typed(event)));
    }
}

impl Activity {
    fn ignore(&mut self, window: ViewportId, now: f64) {
        (self.ignoring, self.typed_at) = (Some(window), now);
    }

    /// Takes in the input of one frame of a window, and removes what is ignored.
    fn take_in(&mut self, window: ViewportId, now: f64, events: &mut Vec<Event>) {
        if events.iter().any(is_activity) {
            self.used_at = self.used_at.max(now);
        }
        let is_clicked =
            |event: &Event| matches!(event, Event::PointerButton { pressed: true, .. });
        let is_here = self.ignoring == Some(window);
        if now - self.typed_at >= PAUSE || (is_here && events.iter().any(is_clicked)) {
            self.ignoring = None;
        }
        if events.iter().any(is_typed) {
            self.typed_at = self.typed_at.max(now);
        }
        if self.ignoring == Some(window) {
            events.retain(|event| !is_typed(event));
        }
    }
}

impl Plugin for Activity {
    fn debug_name(&self) -> &'static str {
        "activity of the authenticator"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let now = input.time.unwrap_or_else(|| ctx.input(|input| input.time));
        self.take_in(input.viewport_id, now, &mut input.events);
    }
}

/// Returns `true` for what the user did, as opposed to what happened to the window.
fn is_activity(event: &Event) -> bool {
    !matches!(event, Event::WindowFocused(_) | Event::PointerGone)
}

/// Returns `true` if it could change a field or activate a button. The release of a key does not count: without it,
/// egui would consider the key held down.
fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_) | Event::Key { pressed: true, .. } | Event::Paste(_) | Event::Ime(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Vec<Event> {
        vec![Event::Text("a".to_owned())]
    }

    /// Returns how many of these events the window gets.
    fn arrive(activity: &mut Activity, window: ViewportId, now: f64, events: Vec<Event>) -> usize {
        let mut events = events;
        activity.take_in(window, now, &mut events);
        events.len()
    }

    #[test]
    fn r77_who_types_in_another_window_types_into_the_lock_only_after_a_pause() {
        let other = ViewportId::from_hash_of("another window");
        let mut activity = Activity::default();
        assert_eq!(arrive(&mut activity, other, 9.9, typed()), 1);
        activity.ignore(ViewportId::ROOT, 10.0);
        assert_eq!(arrive(&mut activity, other, 10.2, typed()), 1, "theirs");
        // The other window closes, and the keyboard is the lock's.
        for now in [10.6, 11.0, 11.4] {
            let arrived = arrive(&mut activity, ViewportId::ROOT, now, typed());
            assert_eq!(arrived, 0, "{now}");
        }
        assert_eq!(arrive(&mut activity, ViewportId::ROOT, 11.9, typed()), 1);
        assert_eq!(arrive(&mut activity, ViewportId::ROOT, 12.0, typed()), 1);
    }

    #[test]
    fn r77_a_click_and_the_release_of_a_key_get_through() {
        let mut activity = Activity::default();
        activity.ignore(ViewportId::ROOT, 10.0);
        let released = Event::Key {
            key: egui::Key::A,
            physical_key: None,
            pressed: false,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        };
        let root = ViewportId::ROOT;
        assert_eq!(arrive(&mut activity, root, 10.1, vec![released]), 1);
        assert_eq!(arrive(&mut activity, root, 10.2, typed()), 0);
        let click = Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: egui::Modifiers::NONE,
        };
        arrive(&mut activity, root, 10.3, vec![click]);
        assert_eq!(arrive(&mut activity, root, 10.4, typed()), 1);
    }

    #[test]
    fn r77_a_window_that_comes_and_goes_is_no_activity() {
        let mut activity = Activity::default();
        let events = vec![Event::WindowFocused(false), Event::PointerGone];
        arrive(&mut activity, ViewportId::ROOT, 10.0, events);
        assert!(activity.used_at < 1.0);
        arrive(&mut activity, ViewportId::ROOT, 10.0, typed());
        assert!(activity.used_at > 9.0);
    }
}
