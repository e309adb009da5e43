//! How recently the password of a session was entered.

use crate::domain::timestamp::Timestamp;

use crate::service::session::{FRESH_SECONDS, Session};

impl Session {
    /// Returns this session after the password was entered at `now`. `pins` is how often a PIN had unlocked it before that was
    /// checked: a PIN that unlocks it meanwhile counts.
    pub(crate) fn confirmed(&self, now: Timestamp, pins: u32) -> Self {
        Self {
            password_at: Some(now),
            pins,
            ..self.clone()
        }
    }

    /// Returns when the password was last entered in this session; `None` if a PIN has unlocked it since.
    pub(crate) fn password_at(&self) -> Option<Timestamp> {
        self.password_at.filter(|_| !self.is_by_quick_unlock())
    }

    /// Returns this session after a PIN, a badge, or the password during an outage has opened or unlocked it: no copy of it is
    /// fresh until the password is entered while the store answers.
    pub(crate) fn unlocked_by_pin(&self) -> Self {
        self.state.add_pin();
        Self {
            password_at: None,
            ..self.clone()
        }
    }

    /// Returns `true` if a PIN or a badge has opened or unlocked the session, or the password while the store could not be reached,
    /// and the password was not entered since, for the store to check. Ask for the password before what a colleague who has seen
    /// the PIN or has the badge must not do.
    ///
    /// ```
    /// use egui_authenticator::Session;
    ///
    /// fn can_close_the_till(session: &Session) -> bool {
    ///     session.has_role("lead") && !session.is_by_quick_unlock()
    /// }
    /// ```
    #[must_use]
    pub fn is_by_quick_unlock(&self) -> bool {
        self.pins != self.state.pins()
    }

    /// Returns this session as fresh as `other` if both are copies of one session: a request that was started
    /// before a re-authentication may finish after it.
    ///
    /// ```
    /// use egui_authenticator::Session;
    ///
    /// fn merged(refreshed: Session, current: &Session) -> Session {
    ///     refreshed.as_fresh_as(current)
    /// }
    /// ```
    #[must_use]
    pub fn as_fresh_as(&self, other: &Self) -> Self {
        if !self.is_copy_of(other) {
            return self.clone();
        }
        let (own, of_other) = (
            (self.pins, self.password_at),
            (other.pins, other.password_at),
        );
        let (pins, password_at) = own.max(of_other);
        Self {
            password_at,
            pins,
            ..self.clone()
        }
    }

    /// Returns `true` if the password was entered so recently that a sensitive change does not ask for it
    /// again (R47). `false` after the clock was set back.
    ///
    /// ```
    /// use egui_authenticator::Session;
    /// use egui_authenticator::ports::Timestamp;
    ///
    /// fn check(session: &Session, now: Timestamp) -> bool {
    ///     session.is_fresh(now)
    /// }
    /// ```
    #[must_use]
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        let since = self.password_at().map(|at| now - at);
        since.is_some_and(|since| (0..FRESH_SECONDS).contains(&since))
    }
}
