//! Entering the code that was sent to the e-mail address of a user who registers.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::email_proof::{ProofError, RESEND_SECONDS};
use crate::domain::recovery::CodeError;
use crate::domain::secret::Secret;
use crate::service::command::Finished;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::commands::{ConfirmEmail, ResendCode};
use crate::service::registration::email_proof::{ConfirmError, PendingRegistration};
use crate::service::registration::{RegisterError, Registered};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::FieldError;
use crate::screen::form::notice::FormNotice;

/// The form for the code.
pub struct EmailProof {
    /// The code, as typed.
    pub code: Secret,
    /// The error of the code.
    pub error: Option<FieldError>,
    /// Shown above the field.
    pub notice: Option<ProofNotice>,
    /// Whether the field gets the focus; taken when it is drawn.
    pub wants_focus: bool,
    /// When another code can be sent.
    pub resend_at: Now,
    pending: Arc<PendingRegistration>,
    confirming: Pending<ConfirmEmail>,
    resending: Pending<ResendCode>,
}

/// Shown above the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofNotice {
    /// The code has expired, or there were too many tries.
    Expired,
    /// Another code was sent.
    Sent,
    /// A code was sent shortly before.
    TooSoon,
    /// An error that other forms have as well. The code is still good.
    Form(FormNotice),
}

/// What came of the code.
pub(crate) enum ProofResult {
    /// The account was created.
    Registered(WithRecoveryCodes<Registered>),
    /// The account was not created, for a reason that the form shows.
    Refused(RegisterError),
}

impl EmailProof {
    /// Asks for the code that was sent now.
    pub(crate) fn new(pending: Arc<PendingRegistration>, now: Now) -> Self {
        Self {
            code: Secret::default(),
            error: None,
            notice: None,
            wants_focus: true,
            resend_at: after(now),
            pending,
            confirming: Pending::default(),
            resending: Pending::default(),
        }
    }

    /// Returns the address that the code was sent to.
    #[must_use]
    pub fn email(&self) -> &str {
        self.pending.email()
    }

    /// Returns how the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.confirming.busy(now).max(self.resending.busy(now))
    }

    /// Enters the code.
    pub(crate) fn submit(&mut self, effects: &mut Effects) {
        (self.error, self.notice) = (None, None);
        if self.code.is_empty() {
            self.show(FieldError::MissingCode);
            return;
        }
        self.confirming = effects.start(ConfirmEmail {
            pending: Arc::clone(&self.pending),
            code: self.code.copied(),
        });
    }

    /// Sends another code, unless one was sent shortly before.
    pub(crate) fn resend(&mut self, effects: &mut Effects) {
        (self.error, self.notice) = (None, None);
        if effects.now() < self.resend_at {
            self.notice = Some(ProofNotice::TooSoon);
            return;
        }
        self.resending = effects.start(ResendCode(Arc::clone(&self.pending)));
    }

    /// Stops waiting.
    pub(crate) fn cancel(&mut self) {
        self.confirming.cancel();
        self.resending.cancel();
        self.wants_focus = true;
    }

    /// Takes in the end of a command.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished, now: Now) -> Option<ProofResult> {
        match self.resending.take(finished) {
            None => {}
            Some(Ok(())) => {
                self.code.clear();
                (self.notice, self.wants_focus) = (Some(ProofNotice::Sent), true);
                self.resend_at = after(now);
            }
            Some(Err(RegisterError::CodeTooSoon)) => self.notice = Some(ProofNotice::TooSoon),
            Some(Err(error)) => return self.failed(error),
        }
        match self.confirming.take(finished)? {
            Ok(registered) => return Some(ProofResult::Registered(registered)),
            Err(ConfirmError::Register(error)) => return self.failed(error),
            Err(ConfirmError::Proof(ProofError::Code(CodeError::Empty))) => {
                self.show(FieldError::MissingCode);
            }
            Err(ConfirmError::Proof(ProofError::Code(CodeError::Mistyped))) => {
                self.show(FieldError::ProofMistyped);
            }
            Err(ConfirmError::Proof(ProofError::Wrong(left))) => {
                self.code.clear();
                self.show(FieldError::WrongProof(left));
            }
            Err(ConfirmError::Proof(ProofError::Expired)) => {
                self.code.clear();
                self.notice = Some(ProofNotice::Expired);
            }
        }
        None
    }

    /// Takes in why there is no account, or no other code. What concerns a field is shown there.
    fn failed(&mut self, error: RegisterError) -> Option<ProofResult> {
        let notice = FormNotice::of_registration(&error);
        let Some(notice) = notice else {
            return Some(ProofResult::Refused(error));
        };
        (self.notice, self.wants_focus) = (Some(ProofNotice::Form(notice)), true);
        None
    }

    fn show(&mut self, error: FieldError) {
        (self.error, self.wants_focus) = (Some(error), true);
    }
}

/// Returns when another code can be sent after one that was sent at `now`.
fn after(now: Now) -> Now {
    now + Duration::from_secs(RESEND_SECONDS.unsigned_abs())
}
