//! Getting back in without the password, or without the username.
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Checking ──right──▶ leave to the sign-in form
//!    ▲                     │                   │
//!    └─────────no──────────┴──────refused──────┘
//! ```

pub mod codes;

use crate::domain::email::Email;
use crate::domain::password::PasswordRule;
use crate::domain::recovery::Code;
use crate::domain::secret::Secret;
use crate::service::recovery::RecoverError;
use crate::service::request::{Reply, Request};

use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;
use crate::screen::{Busy, Now, Step, Ticket, Tickets, Wait};

/// What was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    /// The password.
    Password,
    /// The username.
    Username,
}

/// The form.
pub struct RecoverScreen {
    /// What was forgotten.
    pub forgotten: Forgotten,
    /// The username, or the e-mail address where the username was forgotten.
    pub login: String,
    /// The code.
    pub code: Secret,
    /// The password that they want.
    pub new: NewPassword,
    /// What new passwords must be like.
    pub rule: PasswordRule,
    /// Whether a code or the username can be sent by mail.
    pub has_mail: bool,
    /// What is wrong with the fields.
    pub errors: FieldErrors,
    /// What to say above the form.
    pub notice: Option<Notice>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    wait: Option<Wait>,
}

/// What to say above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Name and code do not belong together.
    Refused,
    /// A mail is on its way, if there is somebody.
    Mailed,
    /// Something else.
    Form(FormNotice),
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Typed in the new password.
    Edited,
    /// Wants a passphrase.
    Suggest,
    /// Wants a mail.
    Mail,
    /// Pressed the button or Enter.
    Submit,
    /// Wants to sign in after all.
    Back,
}

/// How this screen is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    /// To the sign-in form.
    Back,
    /// They have another password.
    Recovered,
    /// They learned their username.
    UsernameFound(String),
}

impl RecoverScreen {
    /// A form in which `login` stands already.
    #[must_use]
    pub fn new(what: Forgotten, login: String, rule: PasswordRule, has_mail: bool) -> Self {
        let is_named = !login.trim().is_empty();
        Self {
            forgotten: what,
            login,
            code: Secret::default(),
            new: NewPassword::default(),
            rule,
            has_mail,
            errors: FieldErrors::default(),
            notice: None,
            focus: Some(if is_named { Field::Code } else { Field::Login }),
            wait: None,
        }
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.wait, now)
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match event {
            _ if self.wait.is_some() => Step::stay(),
            Event::Back => Step::Leave(Leave::Back),
            Event::Edited => {
                self.new.edited(vec![self.login.clone()], tickets);
                Step::stay()
            }
            Event::Suggest => {
                self.new.suggest(tickets);
                Step::stay()
            }
            Event::Mail => self.mail(tickets, now),
            Event::Submit => self.submit(tickets, now),
        }
    }

    /// The code was checked, or a mail asked for.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply) -> Step<Leave> {
        if self.wait.is_none_or(|wait| wait.ticket != ticket) {
            return Step::stay();
        }
        self.wait = None;
        match reply {
            Reply::Recovered(Ok(())) => Step::Leave(Leave::Recovered),
            Reply::UsernameFound(Ok(username)) => Step::Leave(Leave::UsernameFound(username)),
            Reply::MailAsked(Ok(())) => {
                self.notice = Some(Notice::Mailed);
                self.focus = Some(Field::Code);
                Step::stay()
            }
            Reply::Recovered(Err(error))
            | Reply::UsernameFound(Err(error))
            | Reply::MailAsked(Err(error)) => self.refused(error),
            _ => Step::stay(),
        }
    }

    fn mail(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        self.notice = None;
        self.errors = FieldErrors::default();
        if let Some(error) = self.login_error() {
            return self.wrong(Field::Login, error);
        }
        let login = self.login.clone();
        let request = match self.forgotten {
            Forgotten::Password => Request::MailCode(login),
            Forgotten::Username => Request::MailUsername(login),
        };
        self.send(request, tickets, now)
    }

    fn submit(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        self.notice = None;
        self.errors = self.check();
        if let Some(field) = self.errors.first() {
            self.focus = Some(field);
            return Step::stay();
        }
        // The code stays until it is known to be right: it is long, and the password may be refused.
        let (login, code) = (self.login.clone(), self.code.copied());
        let request = match self.forgotten {
            Forgotten::Password => Request::Recover {
                login,
                code,
                new: self.new.submit(),
            },
            Forgotten::Username => Request::FindUsername { email: login, code },
        };
        self.send(request, tickets, now)
    }

    fn send(&mut self, request: Request, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        let ask = tickets.ask(request);
        self.wait = Some(Wait::of(&ask, now));
        Step::Stay(vec![ask])
    }

    fn login_error(&self) -> Option<FieldError> {
        match self.forgotten {
            Forgotten::Password => {
                let is_missing = self.login.trim().is_empty();
                is_missing.then_some(FieldError::MissingLogin)
            }
            Forgotten::Username => Email::parse(&self.login).err().map(FieldError::Email),
        }
    }

    fn check(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        errors.note(Field::Login, self.login_error());
        let error = Code::parse(&self.code).err();
        errors.note(Field::Code, error.map(FieldError::Code));
        if self.forgotten == Forgotten::Password {
            // Who has a second factor, and may have a shorter one, is nobody's business here.
            let error = self.rule.for_account(true).check(self.new.text()).err();
            errors.note(Field::NewPassword, error.map(FieldError::Password));
        }
        errors
    }

    fn wrong(&mut self, field: Field, error: FieldError) -> Step<Leave> {
        self.focus = Some(field);
        self.errors = FieldErrors::only(field, error);
        Step::stay()
    }

    fn refused(&mut self, error: RecoverError) -> Step<Leave> {
        let notice = match error {
            RecoverError::Code(error) => return self.wrong(Field::Code, FieldError::Code(error)),
            RecoverError::Password(error) => {
                return self.wrong(Field::NewPassword, FieldError::Password(error));
            }
            RecoverError::Refused => Notice::Refused,
            RecoverError::Hasher(_) => Notice::Form(FormNotice::NotHashed),
            RecoverError::State(error) => Notice::Form(FormNotice::State(error)),
            RecoverError::Store(error) => Notice::Form(FormNotice::Store(error)),
        };
        self.notice = Some(notice);
        self.focus = Some(Field::Code);
        Step::stay()
    }
}
