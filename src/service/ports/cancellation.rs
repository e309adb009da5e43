//! Ending waits early when the window that waits has gone, or the user has cancelled what waits.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// Tells threads that wait on behalf of a window that the window has gone, or that the user has cancelled what they wait
/// for. Cheap to clone; clones belong together.
///
/// ```
/// use std::time::Duration;
///
/// use egui_authenticator::ports::Cancellation;
///
/// let cancellation = Cancellation::default();
/// cancellation.clone().cancel();
/// assert!(cancellation.is_cancelled());
/// // A wait ends at once.
/// cancellation.wait(Duration::from_secs(60 * 60));
/// ```
#[derive(Clone, Default)]
pub struct Cancellation(Arc<Shared>);

opaque_debug!(Cancellation);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_cancelled: bool,
    /// What ends together with this one.
    followers: Vec<Weak<Shared>>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cancellation {
    /// Ends all waits, now and in future.
    pub fn cancel(&self) {
        let followers = {
            let mut state = self.0.state();
            state.is_cancelled = true;
            std::mem::take(&mut state.followers)
        };
        self.0.changed.notify_all();
        for follower in followers.iter().filter_map(Weak::upgrade) {
            Self(follower).cancel();
        }
    }

    /// Ends the waits of `follower` as well when this one ends, but not the other way round.
    pub(crate) fn lead(&self, follower: &Self) {
        let mut state = self.0.state();
        if state.is_cancelled {
            drop(state);
            return follower.cancel();
        }
        state
            .followers
            .retain(|follower| follower.strong_count() > 0);
        state.followers.push(Arc::downgrade(&follower.0));
    }

    /// Returns `true` once the window has gone, or the user has cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.state().is_cancelled
    }

    /// Blocks for this time, or until [`Self::cancel`].
    pub fn wait(&self, time: Duration) {
        let stays = |state: &mut State| !state.is_cancelled;
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
    fn cancelling_ends_a_wait_and_every_later_one() {
        let cancellation = Cancellation::default();
        let hours = Duration::from_hours(10);
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| cancellation.clone().wait(hours));
            assert!(!cancellation.is_cancelled());
            cancellation.cancel();
            waits.join().expect("ended");
        });
        cancellation.wait(hours);
        assert!(cancellation.is_cancelled());
    }

    #[test]
    fn a_window_that_is_closed_ends_what_waits_for_it_and_not_the_other_way_round() {
        let (window, first, second) = (
            Cancellation::default(),
            Cancellation::default(),
            Cancellation::default(),
        );
        window.lead(&first);
        window.lead(&second);
        first.cancel();
        assert!(first.is_cancelled() && !window.is_cancelled() && !second.is_cancelled());
        window.cancel();
        assert!(second.is_cancelled());
        let late = Cancellation::default();
        window.lead(&late);
        assert!(late.is_cancelled());
    }
}
