//! Leaving a kiosk: an administrator enters name, password and code before the window closes.
//!
//! ```text
//! Closed ──ask──▶ Form ──Submit──▶ Checking ──right──▶ left
//!                  ▲────wrong────────┘  │
//!                  └──Cancel, lock, time┴──▶ Closed
//! ```

use std::time::Duration;

use crate::service::account::AccountError;
use crate::service::approvals::commands::LeaveKiosk;
use crate::service::approvals::error::ApproveError;
use crate::service::command::Finished;

use crate::screen::approval::{ApprovalField, FORM_TIME, Notice};
use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::{FieldError, FieldErrors};
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;

/// How long the window says that a link does not open.
const LINK_NOTICE: Duration = Duration::from_secs(6);

/// Asks for an administrator before a kiosk is left.
#[derive(Default)]
pub(crate) struct KioskExit {
    form: Option<Box<KioskForm>>,
    has_left: bool,
    /// Until when the window says that a link does not open.
    link_until: Option<Now>,
}

/// The form for the administrator.
pub struct KioskForm {
    /// A username or an e-mail address.
    pub login: String,
    /// The password.
    pub password: PasswordInput,
    /// The code, once it is asked for.
    pub code: CodeInput,
    /// What is wrong with the other fields.
    pub errors: FieldErrors<ApprovalField>,
    /// Shown above the button.
    pub notice: Option<Notice>,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<ApprovalField>,
    checking: Pending<LeaveKiosk>,
    until: Now,
}

/// What the administrator did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the main button or Enter.
    Submit,
    /// Stays in the kiosk.
    Cancel,
}

impl KioskExit {
    /// Returns the form if it is open.
    pub(crate) fn form(&mut self) -> Option<&mut KioskForm> {
        self.form.as_deref_mut()
    }

    /// Returns `true` while the form is open.
    pub(crate) fn is_asking(&self) -> bool {
        self.form.is_some()
    }

    /// Returns `true` once an administrator has left the kiosk.
    pub(crate) fn has_left(&self) -> bool {
        self.has_left
    }

    /// Opens the form, unless it is open.
    pub(crate) fn ask(&mut self, now: Now) {
        self.form.get_or_insert_with(|| {
            Box::new(KioskForm {
                login: String::new(),
                password: PasswordInput::default(),
                code: CodeInput::default(),
                errors: FieldErrors::default(),
                notice: None,
                focus: Some(ApprovalField::Login),
                checking: Pending::default(),
                until: now + FORM_TIME,
            })
        });
    }

    /// Says that a badge does not leave the kiosk.
    pub(crate) fn refuse_badge(&mut self) {
        if let Some(form) = &mut self.form {
            form.notice = Some(Notice::Form(FormNotice::BadgeNotEnough));
        }
    }

    /// Says that a link does not open.
    pub(crate) fn refuse_link(&mut self, now: Now) {
        self.link_until = Some(now + LINK_NOTICE);
    }

    /// Returns `true` while the window says that a link does not open.
    pub(crate) fn refuses_link(&self) -> bool {
        self.link_until.is_some()
    }

    /// Lets time pass.
    pub(crate) fn on_time(&mut self, now: Now) {
        self.form.take_if(|form| form.until <= now);
        self.link_until.take_if(|until| *until <= now);
    }

    /// Closes the form. A check that is under way is cancelled.
    pub(crate) fn close(&mut self) {
        self.form = None;
    }

    /// Returns how long it is until something ends by itself.
    pub(crate) fn left(&self, now: Now) -> Option<Duration> {
        let form = self.form.as_ref().map(|form| form.until);
        let until = form.into_iter().chain(self.link_until).min()?;
        Some(until.saturating_sub(now))
    }

    /// Handles what the administrator did.
    pub(crate) fn on(&mut self, event: Event, effects: &mut Effects) {
        match (event, &mut self.form) {
            (Event::Cancel, _) => self.close(),
            (Event::Submit, Some(form)) if !form.checking.is_waiting() => form.submit(effects),
            (Event::Submit, _) => {}
        }
    }

    /// Takes in the end of the check. Returns `true` if the kiosk is left with it.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished, now: Now) -> bool {
        let Some(form) = &mut self.form else {
            return false;
        };
        match form.checking.take(finished) {
            Some(Ok(())) => (self.form, self.has_left) = (None, true),
            Some(Err(error)) => form.refused(error, now),
            None => {}
        }
        self.has_left
    }
}

impl KioskForm {
    /// Returns how the wait for the check looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.checking.busy(now)
    }

    /// Takes in that another name is typed: what one user entered is not tried for another.
    pub fn login_edited(&mut self) {
        if self.code.is_asked {
            self.password.clear();
            self.code = CodeInput::default();
        }
    }

    fn submit(&mut self, effects: &mut Effects) {
        self.notice = None;
        self.errors = FieldErrors::default();
        let no_login = self.login.trim().is_empty();
        let no_login = no_login.then_some(FieldError::MissingLogin);
        self.errors.note(ApprovalField::Login, no_login);
        let no_password = self.password.text.is_empty();
        let no_password = no_password.then_some(FieldError::MissingPassword);
        self.errors.note(ApprovalField::Password, no_password);
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        let Some(factors) = self.code.submit(&mut self.password) else {
            self.focus = Some(ApprovalField::Code);
            return;
        };
        self.until = effects.now() + FORM_TIME;
        self.checking = effects.start(LeaveKiosk {
            login: self.login.clone(),
            factors,
        });
    }

    fn refused(&mut self, error: ApproveError, now: Now) {
        let ApproveError::SignIn(error) = error else {
            self.password.clear();
            self.code = CodeInput::default();
            self.focus = Some(ApprovalField::Login);
            self.notice = Some(Notice::NotReady);
            return;
        };
        let is_first = !self.code.is_asked;
        let of_code = AccountError::from(error.clone());
        let Err(other) = self.code.refused(of_code, &mut self.password) else {
            self.focus = Some(ApprovalField::Code);
            if is_first {
                self.code.error = None;
            }
            return;
        };
        self.focus = Some(ApprovalField::Password);
        let notice = FormNotice::of(other, now).map(Notice::Form);
        self.notice = Some(notice.unwrap_or(Notice::SignIn(error)));
    }
}
