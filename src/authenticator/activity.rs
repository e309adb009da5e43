//! Input in every window of the app (R77): all of it counts as activity, and what a user is typing when the window
//! locks automatically never ends up in the lock's password field.

use std::time::Duration;

use egui::{Context, Event, Plugin, RawInput, ViewportId};

use crate::screen::effects::Now;
use crate::screen::flow::Screen;

use crate::authenticator::component::Authenticator;
use crate::authenticator::typing_order::drop_waiting;

/// How long the user has to stop typing before the lock accepts what is typed, in seconds: longer than users pause while they
/// type.
const PAUSE: f64 = 2.0;

/// Sees the input of every window of the app before egui does.
#[derive(Default)]
struct Activity {
    /// The time of the last input in any window.
    used_at: f64,
    /// The time at which something was last typed, in any window.
    typed_at: f64,
    /// The window in which nothing that is typed is accepted until the user stops typing.
    ignoring: Option<ViewportId>,
    /// Whether something was ignored.
    has_ignored: bool,
}

impl Authenticator {
    /// Takes in when the app was last used, in any of its windows.
    pub(super) fn follow_activity(&mut self, ctx: &Context) {
        let activity = ctx.plugin_or_default::<Activity>();
        let used_at = activity.lock().used_at;
        let used_at = Now::try_from_secs_f64(used_at).unwrap_or_default();
        self.flow.on_activity(used_at);
    }

    /// Ignores what is typed into this window until the user stops typing or clicks, if it has locked automatically in this
    /// frame. The lock screen says what to do, and is drawn again when it may be typed into.
    pub(super) fn ignore_typing(&mut self, was_open: bool, ctx: &Context) {
        let Screen::Lock(screen) = self.flow.screen_mut() else {
            return;
        };
        let (window, now) = (ctx.viewport_id(), ctx.input(|input| input.time));
        let activity = ctx.plugin_or_default::<Activity>();
        let mut activity = activity.lock();
        if was_open {
            activity.ignore(window, now);
            ctx.input_mut(|input| activity.filter(&mut input.events));
            activity.has_ignored |= drop_waiting(ctx, is_typed);
        }
        let left = activity.ignores_for(window, now);
        screen.ignores_typing = left.is_some();
        if let Some(left) = left {
            ctx.request_repaint_after(left);
        }
    }
}

/// Draws the content of the app below a dialog for another person: it gets nothing that is typed, and no focus.
pub(super) fn below_dialog<R>(ui: &mut egui::Ui, draw: impl FnOnce(&mut egui::Ui) -> R) -> R {
    let ctx = ui.ctx().clone();
    let focused = ctx.memory(egui::Memory::focused);
    let events = ctx.input(|input| input.events.clone());
    drop_typing(&ctx);
    let result = draw(ui);
    ctx.input_mut(|input| input.events = events);
    let now = ctx.memory(egui::Memory::focused);
    if now != focused {
        ctx.memory_mut(|memory| {
            if let Some(id) = now {
                memory.surrender_focus(id);
            }
            if let Some(id) = focused {
                memory.request_focus(id);
            }
        });
    }
    result
}

/// Keeps what is typed from what is drawn later in this frame.
pub(super) fn drop_typing(ctx: &Context) {
    ctx.input_mut(|input| input.events.retain(|event| !is_typed(event)));
}

impl Activity {
    fn ignore(&mut self, window: ViewportId, now: f64) {
        (self.ignoring, self.typed_at) = (Some(window), now);
        self.has_ignored = false;
    }

    /// Removes what is typed.
    fn filter(&mut self, events: &mut Vec<Event>) {
        let count = events.len();
        events.retain(|event| !is_typed(event));
        self.has_ignored |= events.len() < count;
    }

    /// Returns for how long the user has to stop typing, if something that was typed into this window was ignored.
    fn ignores_for(&self, window: ViewportId, now: f64) -> Option<Duration> {
        let ignores = self.ignoring == Some(window) && self.has_ignored;
        let left = self.typed_at + PAUSE - now;
        ignores.then(|| Duration::try_from_secs_f64(left).unwrap_or_default())
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
            self.filter(events);
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
    fn r77_typing_in_another_window_reaches_the_lock_only_after_a_pause() {
        let other = ViewportId::from_hash_of("another window");
        let mut activity = Activity::default();
        assert_eq!(arrive(&mut activity, other, 9.9, typed()), 1);
        activity.ignore(ViewportId::ROOT, 10.0);
        assert_eq!(arrive(&mut activity, other, 10.2, typed()), 1, "theirs");
        // The other window closes, and the keyboard is the lock's.
        for now in [10.6, 12.0, 13.9] {
            let arrived = arrive(&mut activity, ViewportId::ROOT, now, typed());
            assert_eq!(arrived, 0, "{now}");
        }
        let left = activity.ignores_for(ViewportId::ROOT, 13.9);
        assert_eq!(left, Some(Duration::from_secs(2)));
        assert_eq!(arrive(&mut activity, ViewportId::ROOT, 16.0, typed()), 1);
        assert_eq!(arrive(&mut activity, ViewportId::ROOT, 16.1, typed()), 1);
        assert_eq!(activity.ignores_for(ViewportId::ROOT, 16.1), None);
    }

    #[test]
    fn r77_the_first_key_after_a_pause_counts_and_nothing_is_said_before_a_key_is_ignored() {
        let mut activity = Activity::default();
        let root = ViewportId::ROOT;
        activity.ignore(root, 10.0);
        assert_eq!(activity.ignores_for(root, 10.0), None);
        assert_eq!(arrive(&mut activity, root, 600.0, typed()), 1);
        assert_eq!(activity.ignores_for(root, 600.0), None);
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
