//! A second person approves an action: one at a time, over whatever is open. What is typed is not kept, and neither is an
//! approval that was not used.
//!
//! ```text
//! Closed ──ask──▶ Form ──Submit──▶ Checking ──right──▶ granted ──taken──▶ Closed
//!                  ▲────wrong────────┘  │                 │
//!                  └──Cancel, lock, time┴─────────────────┴──▶ not approved ──told──▶ Closed
//! ```

mod form;

use std::any::Any;
use std::time::Duration;

use crate::domain::approval::{ActionSummary, ApprovableAction};
use crate::service::approvals::ApprovalRequest;
use crate::service::approvals::error::{ApprovalError, ApproveError};
use crate::service::approvals::grant::Grant;
use crate::service::command::Finished;
use crate::service::session_view::SessionView;

pub use crate::screen::approval::form::{ApprovalField, ApprovalForm, Notice};
use crate::screen::effects::{Effects, Now};
use crate::screen::form::notice::FormNotice;

/// How long the form stays open.
pub(crate) const FORM_TIME: Duration = Duration::from_secs(5 * 60);

/// What of this package waits for an approval, and runs once it is given. No app can name the type, and so take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// An administrator's action.
    Action,
    /// The open page.
    Page,
    /// An item of the open page, counted from zero.
    Item(usize),
}

/// An action that is to be approved.
pub struct AskedApproval {
    summary: ActionSummary,
    action: Box<dyn Any + Send>,
}

impl AskedApproval {
    /// Asks for the approval of this action of the host app.
    pub fn new(action: impl ApprovableAction) -> Self {
        Self {
            summary: ActionSummary::of(&action),
            action: Box::new(action),
        }
    }

    /// Asks for the approval of what waits in this package.
    pub(crate) fn of_ours(summary: ActionSummary, waiting: Waiting) -> Self {
        Self {
            summary,
            action: Box::new(waiting),
        }
    }

    /// Returns the name of the action in the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.summary.action
    }
}

/// An action of the host app that was approved or not, until the app takes it.
pub struct GrantedApproval {
    action: Box<dyn Any + Send>,
    outcome: Result<Box<Grant>, ApprovalError>,
}

impl GrantedApproval {
    /// Takes the action, and the grant or why there is none, if the action is of this type.
    pub fn take<A: ApprovableAction>(
        granted: &mut Option<Self>,
    ) -> Option<Result<(A, Grant), ApprovalError>> {
        let Self { action, outcome } = granted.take_if(|granted| granted.action.is::<A>())?;
        let action = action.downcast().ok()?;
        Some(outcome.map(|grant| (*action, *grant)))
    }
}

/// What became of something of this package that waited for an approval.
pub(crate) enum Answer {
    /// It was approved.
    Granted(Waiting, Grant),
    /// It cannot be approved any more: the session was locked, or the file does not name the action any more.
    Ended(Waiting, ActionSummary),
}

/// Asks a second person, one action at a time.
#[derive(Default)]
pub struct ApprovalDialog {
    form: Option<Box<ApprovalForm>>,
    /// What became of the last action of the host app.
    outcome: Option<GrantedApproval>,
    /// Whether the host app has the outcome, for a frame.
    is_lent: bool,
    /// Until when what was granted can be used.
    until: Option<Now>,
    /// Whether the password was chosen the last time that a PIN could be used.
    prefers_password: bool,
}

/// What the approver did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the main button or Enter.
    Submit,
    /// Does not approve it.
    Cancel,
    /// Enters the PIN, or else the password.
    AskPin(bool),
}

impl ApprovalDialog {
    /// Returns the form if it is open.
    pub fn form(&mut self) -> Option<&mut ApprovalForm> {
        self.form.as_deref_mut()
    }

    /// Returns `true` while the form is open.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.form.is_some()
    }

    /// Returns `true` while the form is open for a page or one of its items.
    pub(crate) fn is_asking_for_page(&self) -> bool {
        let form = self.form.as_ref();
        let waiting = form.and_then(|form| form.action.downcast_ref::<Waiting>());
        waiting.is_some_and(|waiting| *waiting != Waiting::Action)
    }

    /// Opens the form, unless it is open. What became of an earlier action of the app, and was not taken, is dropped by another one.
    pub(crate) fn ask(&mut self, asked: AskedApproval, session_view: &SessionView, now: Now) {
        let AskedApproval { summary, action } = asked;
        let rule = session_view.settings.approval(&summary.action);
        let is_ours = action.is::<Waiting>();
        // The file may name an action of this package since the window has read it.
        if self.is_asking() || rule.is_none() && !is_ours {
            return;
        }
        if !is_ours {
            self.forget_outcome();
        }
        let has_pins = session_view.settings.quick.pin;
        let can_use_pin = rule.is_some_and(|rule| has_pins && rule.allows_pin(&summary));
        let requires_reason = rule.is_some_and(|rule| rule.require_reason);
        let request = ApprovalRequest::new(&session_view.session, summary);
        let asks = (requires_reason, can_use_pin);
        let mut form = ApprovalForm::new((request, action), asks, now + FORM_TIME);
        form.asks_pin &= !self.prefers_password;
        self.form = Some(Box::new(form));
    }

    /// Closes the form, and drops what was approved and not used.
    pub(crate) fn close(&mut self) {
        self.end_form(ApprovalError::Ended);
        self.end_grant(ApprovalError::Ended);
    }

    /// Closes the form. An app is told why.
    fn end_form(&mut self, why: ApprovalError) {
        if let Some(form) = self.form.take()
            && !form.action.is::<Waiting>()
        {
            self.outcome = Some(GrantedApproval {
                action: form.action,
                outcome: Err(why),
            });
        }
    }

    /// Takes back what was approved and not used. The app is told why.
    fn end_grant(&mut self, why: ApprovalError) {
        if let Some(granted) = self.outcome.as_mut().filter(|of| of.outcome.is_ok()) {
            granted.outcome = Err(why);
        }
        (self.is_lent, self.until) = (false, None);
    }

    fn forget_outcome(&mut self) {
        (self.outcome, self.is_lent, self.until) = (None, false, None);
    }

    /// Lends what became of the app's action for a frame.
    pub(crate) fn lend(&mut self) -> Option<GrantedApproval> {
        let lent = self.outcome.take()?;
        self.is_lent = true;
        Some(lent)
    }

    /// Takes back what was not used in the frame. What was closed meanwhile stays so.
    pub(crate) fn give_back(&mut self, granted: Option<GrantedApproval>) {
        if std::mem::take(&mut self.is_lent) {
            self.until = self.until.filter(|_| granted.is_some());
            self.outcome = granted;
        }
    }

    /// Returns how long it is until something ends by itself.
    #[must_use]
    pub fn left(&self, now: Now) -> Option<Duration> {
        let form = self.form.as_ref().map(|form| form.until);
        let until = form.into_iter().chain(self.until).min()?;
        Some(until.saturating_sub(now))
    }

    /// Lets time pass.
    pub(crate) fn on_time(&mut self, now: Now) {
        if self.form.as_ref().is_some_and(|form| form.until <= now) {
            self.end_form(ApprovalError::TimedOut);
        }
        if self.until.is_some_and(|until| until <= now) {
            self.end_grant(ApprovalError::TimedOut);
        }
    }

    /// Handles what the approver did.
    pub(crate) fn on(&mut self, event: Event, effects: &mut Effects) {
        let Some(form) = &mut self.form else {
            return;
        };
        match event {
            // A late answer finds no form.
            Event::Cancel if form.was_refused => self.end_form(ApprovalError::Refused),
            Event::Cancel => self.end_form(ApprovalError::Cancelled),
            Event::Submit | Event::AskPin(_) if form.checking.is_waiting() => {}
            Event::AskPin(asks_pin) => {
                form.ask_pin(asks_pin);
                self.prefers_password = !form.asks_pin;
            }
            Event::Submit => form.submit(effects),
        }
    }

    /// Takes in a badge, which approves nothing.
    pub(crate) fn on_badge(&mut self) {
        if let Some(form) = &mut self.form {
            let notice = Notice::Form(FormNotice::BadgeNotEnough);
            form.notice.get_or_insert(notice);
        }
    }

    /// Takes in the end of the check. Returns the answer for something of this package.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished, now: Now) -> Option<Answer> {
        let form = self.form.as_mut()?;
        let waiting = form.action.downcast_ref().copied();
        let result = match form.checking.take(finished)? {
            Ok(grant) => Ok(grant),
            Err(ApproveError::Ended) => Err(ApprovalError::Ended),
            Err(ApproveError::NotNamed) => Err(ApprovalError::NotNamed),
            Err(error) => {
                form.refused(error, now);
                if form.can_use_pin {
                    self.prefers_password = !form.asks_pin;
                }
                return None;
            }
        };
        let form = self.form.take()?;
        let Some(waiting) = waiting else {
            self.until = result.as_ref().ok().map(|grant| now + grant.valid_for());
            self.outcome = Some(GrantedApproval {
                action: form.action,
                outcome: result.map(Box::new),
            });
            return None;
        };
        Some(match result {
            Ok(grant) => Answer::Granted(waiting, grant),
            Err(_) => Answer::Ended(waiting, form.request.summary().clone()),
        })
    }
}
