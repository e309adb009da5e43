//! Changing one's own password.
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Saving ──changed──▶ leave
//!    ▲                     │                  │
//!    └─────────no──────────┴──refused─────────┘
//! ```
//! A change that is under way cannot be cancelled: nobody could say which password counts.

use crate::account::lockout::Locked;
use crate::account::password::PasswordError;
use crate::service::own_password::OwnPasswordError;
use crate::service::ports::{StateError, StoreError};
use crate::service::request::{Entrance, Reply, Request};

use super::{Busy, FieldErrors, Now, PasswordInput, Step, Ticket, Tickets, Wait};

/// The form.
pub struct OwnPasswordScreen {
    /// Who is signed in, and where they go back to.
    pub entrance: Box<Entrance>,
    /// The password that they have.
    pub current: PasswordInput,
    /// The one that they want.
    pub new: PasswordInput,
    /// What is wrong with the fields.
    pub errors: FieldErrors<Field, FieldError>,
    /// What to say above the form.
    pub notice: Option<Notice>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    saving: Option<Wait>,
}

/// The fields of the form, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The password that they have.
    Current,
    /// The one that they want.
    New,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// The current password is missing.
    Missing,
    /// The current password is not right.
    Wrong,
    /// The new one is the current one.
    Same,
    /// The new password.
    Password(PasswordError),
}

/// What to say above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Too many wrong passwords: until when; `None` until an administrator helps.
    Locked(Option<Now>),
    /// The password could not be hashed.
    NotHashed,
    /// The state database cannot be used.
    State(StateError),
    /// The credential file cannot be used.
    Store(StoreError),
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the button or Enter.
    Submit,
    /// Wants to keep the password that they have.
    Back,
}

/// How this screen is left.
pub enum Leave {
    /// Nothing was changed.
    Back(Box<Entrance>),
    /// They have another password.
    Changed(Box<Entrance>),
    /// Their account is no longer what it was.
    Ended(Box<Entrance>),
}

impl OwnPasswordScreen {
    /// An empty form.
    #[must_use]
    pub fn new(entrance: Box<Entrance>) -> Self {
        Self {
            entrance,
            current: PasswordInput::default(),
            new: PasswordInput::default(),
            errors: FieldErrors::default(),
            notice: None,
            focus: Some(Field::Current),
            saving: None,
        }
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.saving, now)
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match event {
            _ if self.saving.is_some() => Step::stay(),
            Event::Submit => self.submit(tickets, now),
            Event::Back => Step::Leave(Leave::Back(self.entrance.clone())),
        }
    }

    /// The change has ended.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply, now: Now) -> Step<Leave> {
        let is_awaited = self.saving.is_some_and(|wait| wait.ticket == ticket);
        match reply {
            Reply::PasswordChanged(result) if is_awaited => {
                self.saving = None;
                match result {
                    Ok(entrance) => Step::Leave(Leave::Changed(entrance)),
                    Err(OwnPasswordError::Ended) => {
                        Step::Leave(Leave::Ended(self.entrance.clone()))
                    }
                    Err(error) => {
                        self.refused(error, now);
                        Step::stay()
                    }
                }
            }
            _ => Step::stay(),
        }
    }

    fn submit(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        self.notice = None;
        self.errors = FieldErrors::default();
        let is_missing = self.current.text.is_empty();
        let missing = is_missing.then_some(FieldError::Missing);
        self.errors.note(Field::Current, missing);
        let rule = self.entrance.settings.password;
        let error = rule.check(&self.new.text).err();
        self.errors
            .note(Field::New, error.map(FieldError::Password));
        if let Some(field) = self.errors.first() {
            self.focus = Some(field);
            return Step::stay();
        }
        let ask = tickets.ask(Request::ChangePassword {
            session: self.entrance.session.clone(),
            current: self.current.submit(),
            new: self.new.submit(),
        });
        self.saving = Some(Wait {
            ticket: ask.ticket,
            since: now,
        });
        Step::Stay(vec![ask])
    }

    fn refused(&mut self, error: OwnPasswordError, now: Now) {
        let (field, error) = match error {
            OwnPasswordError::Wrong => (Field::Current, FieldError::Wrong),
            OwnPasswordError::Same => (Field::New, FieldError::Same),
            OwnPasswordError::Password(error) => (Field::New, FieldError::Password(error)),
            other => {
                self.focus = Some(Field::Current);
                self.notice = Some(match other {
                    OwnPasswordError::Locked(Locked::For(seconds)) => {
                        Notice::Locked(Some(now + Now::from_secs(seconds.into())))
                    }
                    OwnPasswordError::State(error) => Notice::State(error),
                    OwnPasswordError::Store(error) => Notice::Store(error),
                    OwnPasswordError::Hasher(_) => Notice::NotHashed,
                    _ => Notice::Locked(None),
                });
                return;
            }
        };
        // Both are typed again: what was sent is gone.
        self.focus = Some(Field::Current);
        self.errors = FieldErrors::only(field, error);
    }
}
