//! Ending waits early when the window that waits has gone.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Tells threads that wait on behalf of a window that the window has gone. Cheap to clone; clones belong together.
#[derive(Clone, Default)]
pub struct Leaving(Arc<(Mutex<bool>, Condvar)>);

impl Leaving {
    /// Ends all waits, now and in future.
    pub fn leave(&self) {
        let (has_left, changed) = &*self.0;
        *has_left.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
    }

    /// Returns `true` once the window has gone.
    #[must_use]
    pub fn has_left(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Blocks for this time, or until [`Self::leave`].
    pub fn wait(&self, time: Duration) {
        let (has_left, changed) = &*self.0;
        let has_left = has_left.lock().unwrap_or_else(PoisonError::into_inner);
        let stays = |has_left: &mut bool| !*has_left;
        let waited = changed.wait_timeout_while(has_left, time, stays);
        let (_has_left, _) = waited.unwrap_or_else(PoisonError::into_inner);
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
}
