//! Ending waits early when the window that waits has gone, or the user has cancelled what waits.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// Tells threads that wait on behalf of a window that the window has gone, or that the user has cancelled what they wait
/// for. Cheap to clone; clones belong together.
#[derive(Clone, Default)]
pub struct Leaving(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    has_left: bool,
    /// What ends together with this one.
    followers: Vec<Weak<Shared>>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Leaving {
    /// Ends all waits, now and in future.
    pub fn leave(&self) {
        let followers = {
            let mut state = self.0.state();
            state.has_left = true;
            std::mem::take(&mut state.followers)
        };
        self.0.changed.notify_all();
        for follower in followers.iter().filter_map(Weak::upgrade) {
            Self(follower).leave();
        }
    }

    /// Ends the waits of `follower` as well when this one ends, but not the other way round.
    pub(crate) fn lead(&self, follower: &Self) {
        let mut state = self.0.state();
        if state.has_left {
            drop(state);
            return follower.leave();
        }
        state
            .followers
            .retain(|follower| follower.strong_count() > 0);
        state.followers.push(Arc::downgrade(&follower.0));
    }

    /// Returns `true` once the window has gone, or the user has cancelled.
    #[must_use]
    pub fn has_left(&self) -> bool {
        self.0.state().has_left
    }

    /// Blocks for this time, or until [`Self::leave`].
    pub fn wait(&self, time: Duration) {
        let stays = |state: &mut State| !state.has_left;
        let waited = self
            .0
            .changed
            .wait_timeout_while(self.0.state(), time, stays);
        let (_state, _) = waited.unwrap_or_else(PoisonError::into_inner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_ends_a_wait_and_every_later_one() {
        let leaving = Leaving::default();
        let hours = Duration::from_hours(10);
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| leaving.clone().wait(hours));
            assert!(!leaving.has_left());
            leaving.leave();
            waits.join().expect("ended");
        });
        leaving.wait(hours);
        assert!(leaving.has_left());
    }

    #[test]
    fn a_window_that_leaves_ends_what_waits_for_it_and_not_the_other_way_round() {
        let (window, first, second) = (Leaving::default(), Leaving::default(), Leaving::default());
        window.lead(&first);
        window.lead(&second);
        first.leave();
        assert!(first.has_left() && !window.has_left() && !second.has_left());
        window.leave();
        assert!(second.has_left());
        let late = Leaving::default();
        window.lead(&late);
        assert!(late.has_left());
    }
}
