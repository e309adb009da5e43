//! Between the password and the pages: a code, another password, or a second factor to be set up.
//!
//! Each step that was taken leads to the next one that is asked for, and in the end in. Going back
//! forgets the password that was given.

use std::sync::Arc;

use crate::domain::secret::Secret;
use crate::domain::two_factor;
use crate::service::account::AccountError;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::{NextStep, PendingSignIn, SecondFactor, SignInOutcome};
use crate::service::two_factor::{BeginTwoFactor, Enrolment};

use crate::screen::form::field::FieldError;
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;
use crate::screen::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// What is asked for beside the password.
pub struct NextStepScreen {
    /// Whose password was right.
    pub pending: Arc<PendingSignIn>,
    /// Whether to be remembered.
    pub keep: bool,
    /// What is asked for now.
    pub part: Part,
    /// What is wrong with the field.
    pub error: Option<FieldError>,
    /// What to say above the form.
    pub notice: Option<FormNotice>,
    /// Whether the field wants the focus; taken by whoever draws.
    pub wants_focus: bool,
    wait: Option<Wait>,
}

/// What is asked for.
pub enum Part {
    /// A code.
    Code {
        /// What was typed.
        code: Secret,
        /// Whether it is a recovery code.
        is_recovery: bool,
        /// Whether a code from the app would do as well.
        has_app: bool,
    },
    /// Another password.
    AnotherPassword(NewPassword),
    /// A second factor; `None` until its secret is made.
    TwoStep {
        /// The secret.
        enrolment: Option<Arc<Enrolment>>,
        /// The code that was typed.
        code: Secret,
    },
}

/// What a person did.
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
    /// Wants to sign in as somebody else.
    Back,
}

/// How this screen is left.
pub enum Leave {
    /// To the sign-in form.
    Back,
    /// The password does not count any more.
    Expired,
    /// They are in; recovery codes are shown first when there are any.
    App(WithRecoveryCodes<Box<SessionView>>, bool),
}

impl NextStepScreen {
    /// Asks for what is needed.
    pub fn new(pending: Arc<PendingSignIn>, keep: bool, tickets: &mut Tickets) -> (Self, Vec<Ask>) {
        let mut asks = Vec::new();
        let part = match pending.need() {
            need @ (NextStep::Code | NextStep::RecoveryCode) => Part::Code {
                code: Secret::default(),
                is_recovery: need == NextStep::RecoveryCode,
                has_app: need == NextStep::Code,
            },
            NextStep::AnotherPassword => Part::AnotherPassword(NewPassword::default()),
            NextStep::TwoStep => {
                let begin = BeginTwoFactor::Pending(Arc::clone(&pending));
                asks.push(tickets.ask(Request::BeginTwoFactor(begin)));
                Part::TwoStep {
                    enrolment: None,
                    code: Secret::default(),
                }
            }
        };
        let wait = asks.first().map(|ask| Wait {
            ticket: ask.ticket,
            since: Now::ZERO,
        });
        let screen = Self {
            pending,
            keep,
            part,
            error: None,
            notice: None,
            wants_focus: true,
            wait,
        };
        (screen, asks)
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
            Event::Submit => self.submit(tickets, now),
            Event::Edited => self.edited(tickets, now),
            Event::Suggest => match &mut self.part {
                Part::AnotherPassword(new) => {
                    new.suggest(tickets);
                    Step::stay()
                }
                Part::Code { .. } | Part::TwoStep { .. } => Step::stay(),
            },
            Event::Other => {
                if let Part::Code {
                    code,
                    is_recovery,
                    has_app: true,
                } = &mut self.part
                {
                    *is_recovery = !*is_recovery;
                    code.clear();
                    self.error = None;
                    self.wants_focus = true;
                }
                Step::stay()
            }
        }
    }

    /// The code was checked, or the password changed.
    pub fn on_reply(
        &mut self,
        ticket: Ticket,
        reply: Reply,
        tickets: &mut Tickets,
        now: Now,
    ) -> Step<Leave> {
        if self.wait.is_none_or(|wait| wait.ticket != ticket) {
            return Step::stay();
        }
        self.wait = None;
        match reply {
            Reply::SignedIn(Ok(arrival)) | Reply::Chosen(Ok(arrival)) => {
                self.arrived(arrival, Vec::new(), tickets)
            }
            Reply::TwoStepConfirmed(Ok(WithRecoveryCodes { value, codes })) => {
                self.arrived(value, codes, tickets)
            }
            Reply::TwoStepBegun(Ok(made)) => {
                if let Part::TwoStep { enrolment, .. } = &mut self.part {
                    *enrolment = Some(made);
                }
                Step::stay()
            }
            Reply::SignedIn(Err(SignInError::Expired | SignInError::Refused))
            | Reply::Chosen(Err(AccountError::Ended))
            | Reply::TwoStepBegun(Err(AccountError::Ended))
            | Reply::TwoStepConfirmed(Err(AccountError::Ended)) => Step::Leave(Leave::Expired),
            Reply::SignedIn(Err(error)) => self.refused(error.into(), now),
            Reply::Chosen(Err(error))
            | Reply::TwoStepBegun(Err(error))
            | Reply::TwoStepConfirmed(Err(error)) => self.refused(error, now),
            _ => Step::stay(),
        }
    }

    fn arrived(
        &mut self,
        arrival: SignInOutcome,
        codes: Vec<Secret>,
        tickets: &mut Tickets,
    ) -> Step<Leave> {
        match arrival {
            SignInOutcome::SignedIn(value) => {
                Step::Leave(Leave::App(WithRecoveryCodes { value, codes }, self.keep))
            }
            SignInOutcome::NextStep(pending) => {
                let (next, asks) = Self::new(pending, self.keep, tickets);
                *self = next;
                Step::Stay(asks)
            }
        }
    }

    fn edited(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        let user = self.pending.user();
        match &mut self.part {
            Part::AnotherPassword(new) => {
                new.edited(user.own_words(), tickets);
                Step::stay()
            }
            Part::Code {
                code,
                is_recovery: false,
                ..
            }
            | Part::TwoStep { code, .. }
                if two_factor::is_whole(code) =>
            {
                self.submit(tickets, now)
            }
            Part::Code { .. } | Part::TwoStep { .. } => Step::stay(),
        }
    }

    fn submit(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        (self.error, self.notice) = (None, None);
        let request = match &mut self.part {
            Part::Code {
                code, is_recovery, ..
            } if !code.is_empty() => Request::SecondFactor {
                pending: Arc::clone(&self.pending),
                answer: match is_recovery {
                    true => SecondFactor::RecoveryCode(code.take()),
                    false => SecondFactor::App(code.take()),
                },
            },
            Part::TwoStep {
                enrolment: Some(enrolment),
                code,
            } if !code.is_empty() => Request::ConfirmTwoStep {
                enrolment: Arc::clone(enrolment),
                code: code.take(),
            },
            Part::AnotherPassword(new) => {
                let rule = self.pending.rule();
                if let Err(error) = rule.check(new.text()) {
                    return self.wrong(FieldError::Password(error));
                }
                Request::ChooseAnother {
                    pending: Arc::clone(&self.pending),
                    new: new.submit(),
                }
            }
            Part::Code { .. } | Part::TwoStep { .. } => return self.wrong(FieldError::MissingCode),
        };
        let ask = tickets.ask(request);
        self.wait = Some(Wait::of(&ask, now));
        Step::Stay(vec![ask])
    }

    fn wrong(&mut self, error: FieldError) -> Step<Leave> {
        self.error = Some(error);
        self.wants_focus = true;
        Step::stay()
    }

    fn refused(&mut self, error: AccountError, now: Now) -> Step<Leave> {
        let error = match error {
            AccountError::Code(error) => FieldError::Code(error),
            AccountError::CodeWrong => match &self.part {
                Part::Code {
                    is_recovery: true, ..
                } => FieldError::WrongRecoveryCode,
                _ => FieldError::WrongCode,
            },
            AccountError::Same => FieldError::SamePassword,
            AccountError::Password(error) => FieldError::Password(error),
            other => {
                self.notice = FormNotice::of(other, now);
                self.wants_focus = true;
                return Step::stay();
            }
        };
        self.wrong(error)
    }
}
