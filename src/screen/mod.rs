//! The screens as state machines: what a person did goes in, what should happen comes out.
//!
//! Pure: no drawing, no disk, no clock but the one passed in. A screen owns its data, asks for slow
//! work by returning [`Ask`]s, and never changes to another screen itself: it leaves, and the
//! parent in [`flow`] decides what comes next. A reply whose ticket is not awaited is dropped, so a
//! late answer never moves anybody anywhere.

pub mod account;
pub mod admin_action;
pub mod app;
pub mod audit;
pub mod flow;
pub mod lock;
pub mod recovery;
pub mod registration;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub mod users;

use std::time::Duration;

use crate::domain::customization::{CustomFieldError, CustomValues, Customization};
use crate::domain::secret::Secret;
use crate::domain::throttle::Locked;
use crate::service::account::AccountError;
use crate::service::ports::{SessionLimitError, StateError, StoreError};
use crate::service::request::Request;

/// Time since the program started.
pub type Now = Duration;

/// After how long a wait is shown.
pub const BUSY_AFTER: Duration = Duration::from_millis(100);
/// After how long a wait can be cancelled.
pub const CANCEL_AFTER: Duration = Duration::from_secs(3);

/// Names one request, so that its reply is known when it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

/// Hands out tickets, each once.
#[derive(Default)]
pub struct Tickets {
    last: u64,
}

impl Tickets {
    /// A ticket that was never handed out before.
    pub fn hand_out(&mut self) -> Ticket {
        self.last += 1;
        Ticket(self.last)
    }

    /// Asks for something under a new ticket.
    pub fn ask(&mut self, request: Request) -> Ask {
        Ask {
            ticket: self.hand_out(),
            request,
        }
    }
}

/// Something to be carried out off the window's thread.
pub struct Ask {
    /// The reply comes back with it.
    pub ticket: Ticket,
    /// What to do.
    pub request: Request,
}

/// What a screen wants after an event.
#[must_use]
pub enum Step<L> {
    /// Go on showing this screen, and do these things.
    Stay(Vec<Ask>),
    /// Leave it.
    Leave(L),
}

impl<L> Step<L> {
    /// Go on, with nothing to do.
    pub fn stay() -> Self {
        Self::Stay(Vec::new())
    }
}

/// A wait for one reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The reply that is awaited.
    pub ticket: Ticket,
    /// Since when.
    pub since: Now,
}

impl Wait {
    /// A wait that begins now.
    #[must_use]
    pub fn of(ask: &Ask, now: Now) -> Self {
        Self {
            ticket: ask.ticket,
            since: now,
        }
    }
}

/// How a wait looks to the person who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Busy {
    /// Nothing is under way.
    Idle,
    /// Under way, but too short to show.
    Quiet,
    /// Long enough to say so.
    Shown,
    /// Long enough to offer to cancel it.
    Cancellable,
}

impl Busy {
    /// How a wait looks at `now`.
    #[must_use]
    pub fn of(wait: Option<Wait>, now: Now) -> Self {
        match wait.map(|wait| now.saturating_sub(wait.since)) {
            None => Self::Idle,
            Some(waited) if waited < BUSY_AFTER => Self::Quiet,
            Some(waited) if waited < CANCEL_AFTER => Self::Shown,
            Some(_) => Self::Cancellable,
        }
    }

    /// Whether something is under way.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self != Self::Idle
    }
}

/// What is wrong with the fields of a form, in reading order: every field at once, so that nobody
/// has to find out one by one.
pub struct FieldErrors<F, E>(Vec<(F, E)>);

impl<F, E> Default for FieldErrors<F, E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<F: Copy + PartialEq, E: Copy> FieldErrors<F, E> {
    /// Nothing but this.
    pub fn only(field: F, error: E) -> Self {
        Self(vec![(field, error)])
    }

    /// Notes what is wrong with a field, if anything is.
    pub fn note(&mut self, field: F, error: Option<E>) {
        self.0.extend(error.map(|error| (field, error)));
    }

    /// Notes what can be said at once of what was filled into the app's own fields.
    pub fn note_custom(
        &mut self,
        rules: &Customization,
        values: &CustomValues,
        field: impl Fn(&'static str) -> F,
        error: impl Fn(CustomFieldError) -> E,
    ) {
        for own in rules.fields() {
            let value = values.get(own.key()).map_or("", String::as_str);
            let wrong = own.check_form(value).err();
            self.note(field(own.key()), wrong.map(&error));
        }
    }

    /// What is wrong with one field.
    #[must_use]
    pub fn of(&self, field: F) -> Option<E> {
        let found = self.0.iter().find(|(of, _)| *of == field);
        found.map(|(_, error)| *error)
    }

    /// The first field with which something is wrong.
    #[must_use]
    pub fn first(&self) -> Option<F> {
        self.0.first().map(|(field, _)| *field)
    }
}

/// What to say above a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormNotice {
    /// Too many wrong passwords: until when, by the time since the program started; `None` until an
    /// administrator helps.
    Locked(Option<Now>),
    /// The credential file cannot be used.
    Store(StoreError),
    /// The state database cannot be used.
    State(StateError),
    /// No place among those who are signed in.
    SessionLimit(SessionLimitError),
    /// The password could not be hashed, or something not be sealed.
    NotHashed,
    /// Their own key is kept under a password that they no longer have.
    KeyLost,
    /// The second factor cannot be switched off.
    Required,
}

impl FormNotice {
    /// What to say of an error that no field is to blame for; nothing of others.
    #[must_use]
    pub fn of(error: AccountError, now: Now) -> Option<Self> {
        Some(match error {
            AccountError::Locked(locked) => Self::locked(locked, now),
            AccountError::Store(error) => Self::Store(error),
            AccountError::State(error) => Self::State(error),
            AccountError::SessionLimit(error) => Self::SessionLimit(error),
            AccountError::Hasher(_) => Self::NotHashed,
            AccountError::KeyLost => Self::KeyLost,
            AccountError::Required => Self::Required,
            _ => return None,
        })
    }

    /// A lock that begins `now`.
    #[must_use]
    pub fn locked(locked: Locked, now: Now) -> Self {
        Self::Locked(match locked {
            Locked::For(seconds) => Some(now + Now::from_secs(seconds.into())),
            Locked::UntilUnlocked => None,
        })
    }
}

/// A password that is being typed.
#[derive(Default)]
pub struct PasswordInput {
    /// What was typed.
    pub text: Secret,
    /// Whether it is shown in clear.
    pub is_revealed: bool,
}

impl PasswordInput {
    /// Moves the password out, and hides the field again.
    #[must_use]
    pub fn submit(&mut self) -> Secret {
        self.is_revealed = false;
        self.text.take()
    }

    /// Wipes the password, and hides the field again.
    pub fn clear(&mut self) {
        self.is_revealed = false;
        self.text.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_shown_after_a_tenth_of_a_second_and_can_be_cancelled_after_three() {
        let wait = Wait {
            ticket: Ticket(1),
            since: Duration::from_secs(10),
        };
        let at = |millis| Busy::of(Some(wait), Duration::from_millis(millis));
        assert_eq!(at(10_000), Busy::Quiet);
        assert_eq!(at(10_099), Busy::Quiet);
        assert_eq!(at(10_100), Busy::Shown);
        assert_eq!(at(12_999), Busy::Shown);
        assert_eq!(at(13_000), Busy::Cancellable);
        assert_eq!(Busy::of(None, Duration::ZERO), Busy::Idle);
    }
}
