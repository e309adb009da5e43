//! Recovering a forgotten password or username.
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Checking ──right──▶ transition
//!    ▲                     │                   │
//!    └─────────no──────────┴──────refused──────┘
//! ```

pub mod codes;

use crate::domain::email::Email;
use crate::domain::password::PasswordRule;
use crate::domain::recovery::Code;
use crate::domain::secret::Secret;
use crate::service::command::Finished;
use crate::service::recovery::RecoverError;
use crate::service::recovery::commands::{FindUsername, Recover, SendMail};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;

/// What was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    /// The password.
    Password,
    /// Nothing: the user has a code for the first password.
    FirstPassword,
    /// The username.
    Username,
}

impl Forgotten {
    /// Returns `true` if the form asks for a new password.
    #[must_use]
    pub fn asks_password(self) -> bool {
        self != Self::Username
    }
}

/// The form.
pub struct RecoverScreen {
    /// What was forgotten.
    pub forgotten: Forgotten,
    /// The username, or the e-mail address where the username was forgotten.
    pub login: String,
    /// The code.
    pub code: Secret,
    /// The new password.
    pub new: NewPassword,
    /// What new passwords must be like.
    pub rule: PasswordRule,
    /// Whether a code or the username can be sent by mail.
    pub has_mail: bool,
    /// What is wrong with the fields.
    pub errors: FieldErrors,
    /// What to say above the form.
    pub notice: Option<Notice>,
    /// The field that wants the focus; taken when the form is drawn.
    pub focus: Option<Field>,
    recovering: Pending<Recover>,
    finding: Pending<FindUsername>,
    mailing: Pending<SendMail>,
}

/// What to say above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The code is not the one of this username or address.
    Refused,
    /// A mail is on its way, if there is such a user.
    Mailed,
    /// Something else.
    Form(FormNotice),
}

/// What the user did.
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
    /// Cancelled the wait.
    Cancel,
    /// Wants to sign in after all.
    Back,
}

/// Where to go from this screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transition {
    /// To the sign-in form.
    Back,
    /// The password was replaced.
    Recovered,
    /// The username was found.
    UsernameFound(String),
}

impl RecoverScreen {
    /// Shows a form with what was typed as `login` before.
    #[must_use]
    pub fn new(what: Forgotten, login: String, rule: PasswordRule, has_mail: bool) -> Self {
        let is_named = !login.trim().is_empty();
        Self {
            forgotten: what,
            login,
            code: Secret::default(),
            new: NewPassword::default(),
            rule,
            // A user without a password asks an administrator for another code.
            has_mail: has_mail && what != Forgotten::FirstPassword,
            errors: FieldErrors::default(),
            notice: None,
            focus: Some(if is_named { Field::Code } else { Field::Login }),
            recovering: Pending::default(),
            finding: Pending::default(),
            mailing: Pending::default(),
        }
    }

    /// Returns how the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        let (recovering, finding) = (self.recovering.busy(now), self.finding.busy(now));
        recovering.max(finding).max(self.mailing.busy(now))
    }

    /// Returns `true` if something was typed.
    pub(crate) fn holds_input(&self) -> bool {
        let secrets = [&self.code, self.new.text()];
        !self.login.is_empty() || secrets.iter().any(|text| !text.is_empty())
    }

    fn is_waiting(&self) -> bool {
        self.recovering.is_waiting() || self.finding.is_waiting() || self.mailing.is_waiting()
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Transition> {
        match event {
            // The password may be replaced all the same; the sign-in form is where to find out.
            Event::Cancel => {
                self.recovering.cancel();
                self.finding.cancel();
                self.mailing.cancel();
                self.focus = Some(Field::Code);
            }
            _ if self.is_waiting() => {}
            Event::Back => return Some(Transition::Back),
            Event::Edited => self.new.edited(vec![self.login.clone()], effects),
            Event::Suggest => self.new.suggest(effects),
            Event::Mail => self.mail(effects),
            Event::Submit => self.submit(effects),
        }
        None
    }

    /// Takes in that the code was checked, or a mail sent.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        self.new.on_finished(finished, effects);
        let recovered = self.recovering.take(finished);
        let recovered = recovered.map(|result| result.map(|()| Transition::Recovered));
        let found = self.finding.take(finished);
        let found = found.map(|result| result.map(Transition::UsernameFound));
        if let Some(result) = recovered.or(found) {
            return result.map_err(|error| self.refused(error)).ok();
        }
        match self.mailing.take(finished)? {
            Ok(()) => {
                self.notice = Some(Notice::Mailed);
                self.focus = Some(Field::Code);
            }
            Err(error) => self.refused(error),
        }
        None
    }

    fn mail(&mut self, effects: &mut Effects) {
        self.notice = None;
        self.errors = FieldErrors::default();
        if let Some(error) = self.login_error() {
            return self.wrong(Field::Login, error);
        }
        let login = self.login.clone();
        self.mailing = effects.start(match self.forgotten {
            Forgotten::Password | Forgotten::FirstPassword => SendMail::Code(login),
            Forgotten::Username => SendMail::Username(login),
        });
    }

    fn submit(&mut self, effects: &mut Effects) {
        self.notice = None;
        self.errors = self.check();
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        // Both stay until the answer: the code is long, and one may be refused without the other.
        let (login, code) = (self.login.clone(), self.code.copied());
        match self.forgotten {
            Forgotten::Password | Forgotten::FirstPassword => {
                let new = self.new.masked();
                self.recovering = effects.start(Recover { login, code, new });
            }
            Forgotten::Username => {
                self.finding = effects.start(FindUsername { email: login, code });
            }
        }
    }

    fn login_error(&self) -> Option<FieldError> {
        match self.forgotten {
            Forgotten::Password | Forgotten::FirstPassword => {
                let is_missing = self.login.trim().is_empty();
                is_missing.then_some(FieldError::MissingLogin)
            }
            Forgotten::Username => Email::parse(&self.login).err().map(FieldError::of),
        }
    }

    fn check(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        errors.note(Field::Login, self.login_error());
        let error = Code::parse(&self.code).err();
        errors.note(Field::Code, error.map(FieldError::Code));
        if self.forgotten.asks_password() {
            // Users with two-step sign-in may have a shorter one, and this form must not tell who they are.
            let error = self.rule.for_account(true).check(self.new.text()).err();
            errors.note(Field::NewPassword, error.map(FieldError::of));
        }
        errors
    }

    fn wrong(&mut self, field: Field, error: FieldError) {
        self.focus = Some(field);
        self.errors = FieldErrors::only(field, error);
    }

    fn refused(&mut self, error: RecoverError) {
        let notice = match error {
            RecoverError::Code(error) => return self.wrong(Field::Code, FieldError::Code(error)),
            RecoverError::Password(error) => {
                self.new.clear();
                return self.wrong(Field::NewPassword, FieldError::of(error));
            }
            RecoverError::Refused => Notice::Refused,
            RecoverError::TooManyHere => Notice::Form(FormNotice::TooManyCodes),
            RecoverError::Hasher(_) => Notice::Form(FormNotice::NotHashed),
            RecoverError::State(error) => Notice::Form(FormNotice::State(error)),
            RecoverError::Store(error) => Notice::Form(FormNotice::Store(error)),
        };
        self.notice = Some(notice);
        self.focus = Some(Field::Code);
    }
}
