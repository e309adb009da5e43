//! The form for the approver.

use std::any::Any;
use std::sync::Arc;

use crate::domain::pin::PinError;
use crate::service::account::AccountError;
use crate::service::approvals::commands::Approve;
use crate::service::approvals::error::ApproveError;
use crate::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use crate::service::sign_in::SignInError;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::{FieldError, FieldErrors};
use crate::screen::form::notice::{FormNotice, PinRefused, pin_refused};
use crate::screen::form::password_input::PasswordInput;

/// The form for the approver.
pub struct ApprovalForm {
    /// What is approved, and who asks.
    pub request: Arc<ApprovalRequest>,
    /// Why it is to be done, if the file requires a reason.
    pub reason: Option<String>,
    /// A username or an e-mail address.
    pub login: String,
    /// The password, or the PIN.
    pub password: PasswordInput,
    /// Whether the approver may enter a PIN.
    pub can_use_pin: bool,
    /// Whether the PIN is asked for, and not the password: at first, if it can be used.
    pub asks_pin: bool,
    /// Whether something else than digits was typed as the PIN: perhaps a password, of which the digits are no try.
    pub has_letters: bool,
    /// The code, once it is asked for.
    pub code: CodeInput,
    /// What is wrong with the other fields.
    pub errors: FieldErrors<ApprovalField>,
    /// Shown above the button.
    pub notice: Option<Notice>,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<ApprovalField>,
    pub(super) action: Box<dyn Any + Send>,
    pub(super) checking: Pending<Approve>,
    pub(super) until: Now,
    /// Whether the last answer was refused.
    pub(super) was_refused: bool,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalField {
    /// The reason.
    Reason,
    /// The name of the approver.
    Login,
    /// The password or the PIN of the approver.
    Password,
    /// The code of the approver.
    Code,
}

/// Shown above the button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The name or the password is wrong, or the approver cannot sign in.
    SignIn(SignInError),
    /// An error that other forms have as well.
    Form(FormNotice),
    /// The approver is the user who asks.
    SamePerson,
    /// The approver has none of the roles.
    NotAllowed,
    /// The approver has to sign in first.
    NotReady,
    /// The name or the PIN is wrong, or the PIN is not accepted now.
    PinRefused,
    /// The PIN is that of the user who asks, whose password would be enough.
    OwnPin,
}

impl ApprovalForm {
    pub(super) fn new(
        (request, action): (ApprovalRequest, Box<dyn Any + Send>),
        (requires_reason, can_use_pin): (bool, bool),
        until: Now,
    ) -> Self {
        Self {
            request: Arc::new(request),
            reason: requires_reason.then(String::new),
            login: String::new(),
            password: PasswordInput::default(),
            can_use_pin,
            asks_pin: can_use_pin,
            has_letters: false,
            code: CodeInput::default(),
            errors: FieldErrors::default(),
            notice: None,
            focus: Some(if requires_reason {
                ApprovalField::Reason
            } else {
                ApprovalField::Login
            }),
            action,
            checking: Pending::default(),
            until,
            was_refused: false,
        }
    }

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

    /// Asks for the PIN or for the password. What was typed of the other one is wiped.
    pub(super) fn ask_pin(&mut self, asks_pin: bool) {
        self.password.clear();
        self.code = CodeInput::default();
        self.errors = FieldErrors::default();
        self.notice = None;
        self.has_letters = false;
        self.asks_pin = asks_pin && self.can_use_pin;
        self.focus = Some(if self.login.trim().is_empty() {
            ApprovalField::Login
        } else {
            ApprovalField::Password
        });
    }

    pub(super) fn submit(&mut self, effects: &mut Effects) {
        let is_blank = |text: &String| text.trim().is_empty();
        let missing = |is_missing: bool, error| is_missing.then_some(error);
        self.notice = None;
        self.errors = FieldErrors::default();
        let no_reason = self.reason.as_ref().is_some_and(is_blank);
        self.errors.note(
            ApprovalField::Reason,
            missing(no_reason, FieldError::Missing),
        );
        let no_login = missing(is_blank(&self.login), FieldError::MissingLogin);
        self.errors.note(ApprovalField::Login, no_login);
        let error = if self.asks_pin {
            FieldError::MissingPin
        } else {
            FieldError::MissingPassword
        };
        let no_password = missing(self.password.text.is_empty(), error);
        let has_letters = std::mem::take(&mut self.has_letters) && self.asks_pin;
        let no_password = if has_letters {
            self.password.clear();
            Some(FieldError::Pin(PinError::Length))
        } else {
            no_password
        };
        self.errors.note(ApprovalField::Password, no_password);
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        let Some(proof) = self.proof() else {
            self.focus = Some(ApprovalField::Code);
            return;
        };
        self.checking = effects.start(Approve {
            request: Arc::clone(&self.request),
            input: ApproverInput {
                login: self.login.clone(),
                proof,
                reason: self.reason.clone().unwrap_or_default(),
            },
        });
    }

    /// Takes what was typed; `None` if the code is missing. Nothing is kept of a PIN.
    fn proof(&mut self) -> Option<ApproverProof> {
        if self.asks_pin {
            return Some(ApproverProof::Pin(self.password.submit()));
        }
        self.code.submit(&mut self.password).map(Into::into)
    }

    pub(super) fn refused(&mut self, error: ApproveError, now: Now) {
        let was_asked = self.code.is_asked;
        self.was_refused = error != ApproveError::ReasonMissing;
        self.focus = Some(ApprovalField::Password);
        self.notice = match error {
            ApproveError::SignIn(error) => {
                let of_form = self
                    .code
                    .refused(AccountError::from(error.clone()), &mut self.password);
                let Err(of_form) = of_form else {
                    self.focus = Some(ApprovalField::Code);
                    if !was_asked {
                        self.code.error = None;
                        self.was_refused = false;
                    }
                    return;
                };
                let notice = FormNotice::of(of_form, now).map(Notice::Form);
                Some(notice.unwrap_or(Notice::SignIn(error)))
            }
            ApproveError::SamePerson => Some(self.another(Notice::SamePerson)),
            ApproveError::NotAllowed => Some(self.another(Notice::NotAllowed)),
            ApproveError::NotReady => Some(self.another(Notice::NotReady)),
            ApproveError::PinRefused => Some(Notice::PinRefused),
            ApproveError::OwnPin => {
                self.ask_pin(false);
                Some(Notice::OwnPin)
            }
            ApproveError::PinNotChecked(error) => match pin_refused(error) {
                PinRefused::Again(error) => {
                    self.errors = FieldErrors::only(ApprovalField::Password, error);
                    None
                }
                PinRefused::Password(error) => {
                    self.ask_pin(false);
                    FormNotice::of(error, now).map(Notice::Form)
                }
            },
            ApproveError::ReasonMissing => {
                // The file has changed since the form was opened.
                self.reason.get_or_insert_default();
                self.password.clear();
                self.errors = FieldErrors::only(ApprovalField::Reason, FieldError::Missing);
                self.focus = Some(ApprovalField::Reason);
                None
            }
            ApproveError::Ended | ApproveError::NotNamed => None,
        };
    }

    /// Asks for another person.
    fn another(&mut self, notice: Notice) -> Notice {
        self.password.clear();
        self.code = CodeInput::default();
        self.focus = Some(ApprovalField::Login);
        notice
    }
}
