//! The steps between the password and the session: a code, a new password, or setting up a second factor.
//!
//! Each step leads to the next one that is needed, and the last one signs the user in. Going back
//! forgets the password.

use std::sync::Arc;

use crate::domain::secret::Secret;
use crate::domain::two_factor;
use crate::service::account::AccountError;
use crate::service::command::Finished;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::commands::{CheckSecondFactor, ChooseNewPassword};
use crate::service::sign_in::pending::{NextStep, PendingSignIn, SecondFactor, SignInOutcome};
use crate::service::two_factor::commands::ConfirmTwoFactor;
use crate::service::two_factor::{BeginTwoFactor, Enrolment};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::FieldError;
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;

/// The form for the next step.
pub struct NextStepScreen {
    /// The sign-in.
    pub pending: Arc<PendingSignIn>,
    /// Whether to stay signed in.
    pub keep: bool,
    /// What is asked for now.
    pub part: Part,
    /// What is wrong with the field.
    pub error: Option<FieldError>,
    /// What to say above the form.
    pub notice: Option<FormNotice>,
    /// Whether the field wants the focus; taken when the form is drawn.
    pub wants_focus: bool,
    beginning: Pending<BeginTwoFactor>,
    confirming: Pending<ConfirmTwoFactor>,
    checking: Pending<CheckSecondFactor>,
    choosing: Pending<ChooseNewPassword>,
}

/// What is asked for.
pub enum Part {
    /// A code.
    Code {
        /// What was typed.
        code: Secret,
        /// Which code it is.
        kind: CodeKind,
        /// Which code would do as well.
        other: Option<CodeKind>,
    },
    /// A new password.
    AnotherPassword(NewPassword),
    /// A second factor to be set up; `None` until its secret is created.
    TwoStep {
        /// The secret.
        enrolment: Option<Arc<Enrolment>>,
        /// The code that was typed.
        code: Secret,
    },
}

/// A code for the second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// From the app.
    App,
    /// One of the recovery codes.
    Recovery,
    /// From an administrator.
    Reset,
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Typed.
    Edited,
    /// Wants a passphrase.
    Suggest,
    /// Wants to give a recovery code, or a code from the app after all.
    Other,
    /// Pressed the button or Enter.
    Submit,
    /// Cancelled the wait.
    Cancel,
    /// Wants to go back to the sign-in form.
    Back,
}

/// Where to go from this screen.
pub enum Transition {
    /// To the sign-in form.
    Back,
    /// The sign-in took too long, or the account was changed meanwhile.
    Expired,
    /// The user is signed in, and wants to stay so or not. Recovery codes are shown first if there are any.
    App(WithRecoveryCodes<Box<SessionView>>, bool),
}

impl Part {
    fn code(kind: CodeKind, other: Option<CodeKind>) -> Self {
        Self::Code {
            code: Secret::default(),
            kind,
            other,
        }
    }
}

impl NextStepScreen {
    /// Asks for what is needed.
    pub fn new(pending: Arc<PendingSignIn>, keep: bool, effects: &mut Effects) -> Self {
        let mut beginning = Pending::default();
        let part = match pending.need() {
            NextStep::Code => Part::code(CodeKind::App, Some(CodeKind::Recovery)),
            NextStep::CodeAfterRecovery => Part::code(CodeKind::App, Some(CodeKind::Reset)),
            NextStep::RecoveryCode => Part::code(CodeKind::Recovery, None),
            NextStep::AnotherPassword => Part::AnotherPassword(NewPassword::default()),
            NextStep::TwoStep => {
                beginning = effects.start(BeginTwoFactor::Pending(Arc::clone(&pending)));
                Part::TwoStep {
                    enrolment: None,
                    code: Secret::default(),
                }
            }
        };
        Self {
            pending,
            keep,
            part,
            error: None,
            notice: None,
            wants_focus: true,
            beginning,
            confirming: Pending::default(),
            checking: Pending::default(),
            choosing: Pending::default(),
        }
    }

    /// Returns how the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        let code = self.checking.busy(now).max(self.confirming.busy(now));
        code.max(self.choosing.busy(now))
            .max(self.beginning.busy(now))
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Transition> {
        match event {
            Event::Cancel if self.beginning.is_waiting() => return Some(Transition::Back),
            Event::Cancel => {
                self.confirming.cancel();
                self.checking.cancel();
                self.choosing.cancel();
                self.wants_focus = true;
            }
            _ if self.busy(effects.now()).is_busy() => {}
            Event::Back => return Some(Transition::Back),
            Event::Submit => self.submit(effects),
            Event::Edited => self.edited(effects),
            Event::Suggest => {
                if let Part::AnotherPassword(new) = &mut self.part {
                    new.suggest(effects);
                }
            }
            Event::Other => {
                if let Part::Code {
                    code,
                    kind,
                    other: Some(other),
                } = &mut self.part
                {
                    std::mem::swap(kind, other);
                    code.clear();
                    self.error = None;
                    self.wants_focus = true;
                }
            }
        }
        None
    }

    /// Takes in that the code was checked, or the password replaced.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        if let Part::AnotherPassword(new) = &mut self.part {
            new.on_finished(finished, effects);
        }
        if let Some(begun) = self.beginning.take_result(finished) {
            return match (begun, &mut self.part) {
                (Ok(Ok(begun)), Part::TwoStep { enrolment, .. }) => {
                    *enrolment = Some(begun);
                    None
                }
                (Ok(Err(error)), _) => self.refused(error, effects.now()),
                // There is nothing on this screen to try again with.
                (Ok(Ok(_)) | Err(_), _) => Some(Transition::Back),
            };
        }
        let without_codes = |value| WithRecoveryCodes {
            value,
            codes: Vec::new(),
        };
        let checked = self.checking.take(finished).map(|result| {
            result.map(without_codes).map_err(|error| match error {
                SignInError::Refused => AccountError::Ended,
                error => error.into(),
            })
        });
        let chosen = self.choosing.take(finished);
        let chosen = chosen.map(|result| result.map(without_codes));
        let confirmed = self.confirming.take(finished);
        match checked.or(chosen).or(confirmed)? {
            Ok(WithRecoveryCodes { value, codes }) => match value {
                SignInOutcome::SignedIn(value) => {
                    let signed_in = WithRecoveryCodes { value, codes };
                    Some(Transition::App(signed_in, self.keep))
                }
                SignInOutcome::NextStep(pending) => {
                    *self = Self::new(pending, self.keep, effects);
                    None
                }
            },
            Err(error) => self.refused(error, effects.now()),
        }
    }

    fn edited(&mut self, effects: &mut Effects) {
        match &mut self.part {
            Part::AnotherPassword(new) => new.edited(self.pending.user().own_words(), effects),
            Part::Code {
                code,
                kind: CodeKind::App,
                ..
            }
            | Part::TwoStep { code, .. }
                if two_factor::is_whole(code) =>
            {
                self.submit(effects);
            }
            Part::Code { .. } | Part::TwoStep { .. } => {}
        }
    }

    fn submit(&mut self, effects: &mut Effects) {
        let before = self.error.take();
        self.notice = None;
        let pending = Arc::clone(&self.pending);
        match &mut self.part {
            Part::Code { code, kind, .. } if !code.is_empty() => {
                let code = code.take();
                let answer = match kind {
                    CodeKind::App => SecondFactor::App(code),
                    CodeKind::Recovery => SecondFactor::RecoveryCode(code),
                    CodeKind::Reset => SecondFactor::ResetCode(code),
                };
                self.checking = effects.start(CheckSecondFactor { pending, answer });
            }
            Part::TwoStep {
                enrolment: Some(enrolment),
                code,
            } if !code.is_empty() => {
                let (enrolment, code) = (Arc::clone(enrolment), code.take());
                self.confirming = effects.start(ConfirmTwoFactor { enrolment, code });
            }
            Part::AnotherPassword(new) => {
                if let Err(error) = pending.rule().check(new.text()) {
                    return self.wrong(FieldError::of(error));
                }
                let new = new.submit();
                self.choosing = effects.start(ChooseNewPassword { pending, new });
            }
            // Enter after the digit that submitted the code leaves the answer as it is.
            Part::Code { .. } | Part::TwoStep { .. } => {
                self.wrong(before.unwrap_or(FieldError::MissingCode));
            }
        }
    }

    fn wrong(&mut self, error: FieldError) {
        self.error = Some(error);
        self.wants_focus = true;
    }

    fn refused(&mut self, error: AccountError, now: Now) -> Option<Transition> {
        self.wants_focus = true;
        self.error = Some(match error {
            AccountError::Ended => return Some(Transition::Expired),
            AccountError::Code(error) => FieldError::Code(error),
            AccountError::CodeWrong => match &self.part {
                Part::Code {
                    kind: CodeKind::Recovery | CodeKind::Reset,
                    ..
                } => FieldError::WrongRecoveryCode,
                _ => FieldError::WrongCode,
            },
            AccountError::Same => FieldError::SamePassword,
            AccountError::Field(error) => error.into(),
            other => {
                self.notice = FormNotice::of(other, now);
                return None;
            }
        });
        None
    }
}
