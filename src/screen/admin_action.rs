//! An administrator's action in the window, one at a time. If the user has to re-authenticate first (R47), the action is run
//! again afterwards, and so it is if a second person has to approve it (R111); what was approved before is kept then. A lock drops
//! an action that waits: another user may have started it, and the password that unlocks the window must not confirm it.
//!
//! ```text
//! Idle ──start──▶ Running ──done, refused──▶ Idle
//!                  ▲   ├──password needed──▶ Reauthentication ──Cancel, lock──▶ Idle
//!                  │   └──approval needed──▶ Approving ──Cancel, time, lock───▶ Idle
//!                  └────────────right, approved─────────┘
//! ```

use std::sync::Arc;

use crate::domain::approval::ActionSummary;
use crate::service::Session;
use crate::service::account::AccountError;
use crate::service::account::commands::Reauthenticate;
use crate::service::admin_action::{ActionError, ActionOutcome, AdminAction, RunAdminAction};
use crate::service::approvals::grant::Grant;
use crate::service::approvals::held::HeldGrants;
use crate::service::command::Finished;
use crate::service::session_view::SessionView;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::FieldError;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;

/// Runs one action at a time.
#[derive(Default)]
pub struct ActionRunner {
    state: State,
}

#[derive(Default)]
enum State {
    #[default]
    Idle,
    Running {
        action: Arc<AdminAction>,
        running: Pending<RunAdminAction>,
        /// Whether the window was locked since, so that the password is not asked for.
        was_locked: bool,
        /// What was approved for it.
        approvals: HeldGrants,
    },
    Reauthenticating(Box<Reauthentication>),
    /// A second person is asked to approve it.
    Approving {
        action: Arc<AdminAction>,
        approvals: HeldGrants,
    },
}

/// The form that asks for the password.
pub struct Reauthentication {
    /// The password.
    pub password: PasswordInput,
    /// The code, if it is asked for.
    pub code: CodeInput,
    /// The error of the password.
    pub error: Option<FieldError>,
    /// Shown above the field.
    pub notice: Option<FormNotice>,
    /// Whether the field gets the focus; taken when the form is drawn.
    pub wants_focus: bool,
    /// The action that is confirmed.
    pub action: Arc<AdminAction>,
    /// What was approved for it.
    approvals: HeldGrants,
    checking: Pending<Reauthenticate>,
}

/// What the user did while the password was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the main button or Enter.
    Submit,
    /// Cancelled the action.
    Cancel,
}

/// What the end of a command means for the action.
pub enum ActionProgress {
    /// The password was right, and the action runs again.
    Reauthenticated(Box<SessionView>),
    /// The action is done.
    Done(Arc<AdminAction>, ActionOutcome),
    /// A second person has to approve this first.
    NeedsApproval(ActionSummary),
    /// The action was refused.
    Refused(ActionError),
    /// The session has ended.
    Ended,
}

impl ActionRunner {
    /// Returns how the wait for the action looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        match &self.state {
            State::Running { running, .. } => running.busy(now),
            _ => Busy::Idle,
        }
    }

    /// Returns `true` from the start of an action until its end, also while the password is asked for.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !matches!(self.state, State::Idle)
    }

    /// Returns the action that is running.
    #[must_use]
    pub fn running(&self) -> Option<&AdminAction> {
        match &self.state {
            State::Running { action, .. } => Some(action),
            _ => None,
        }
    }

    /// Returns `true` if the form that asks for the password is shown.
    #[must_use]
    pub fn is_reauthenticating(&self) -> bool {
        matches!(self.state, State::Reauthenticating(_))
    }

    /// Returns the form that asks for the password, if it is shown.
    pub fn reauthentication(&mut self) -> Option<&mut Reauthentication> {
        match &mut self.state {
            State::Reauthenticating(form) => Some(form),
            _ => None,
        }
    }

    /// Starts an action, unless one is under way.
    pub fn start(&mut self, action: AdminAction, session: &Session, effects: &mut Effects) {
        if matches!(self.state, State::Idle) {
            let action = (Arc::new(action), HeldGrants::default());
            self.run(action, session, effects);
        }
    }

    /// Runs the action again, now that it is approved. Does nothing if it was dropped.
    pub(crate) fn approved(&mut self, grant: Grant, session: &Session, effects: &mut Effects) {
        if let State::Approving { action, approvals } = &self.state {
            let (action, approvals) = (Arc::clone(action), approvals.clone());
            approvals.add(grant);
            self.run((action, approvals), session, effects);
        }
    }

    /// Drops an action that is not approved.
    pub(crate) fn drop_unapproved(&mut self) {
        if matches!(self.state, State::Approving { .. }) {
            self.state = State::Idle;
        }
    }

    fn run(
        &mut self,
        (action, approvals): (Arc<AdminAction>, HeldGrants),
        session: &Session,
        effects: &mut Effects,
    ) {
        let running = effects.start(RunAdminAction {
            session: session.with_approvals(approvals.clone()),
            action: Arc::clone(&action),
        });
        self.state = State::Running {
            action,
            running,
            was_locked: false,
            approvals,
        };
    }

    /// Drops an action that waits for the password or an approval when the window is locked. One that is running runs to its end, and is
    /// refused if it needs the password.
    pub fn lock(&mut self) {
        match &mut self.state {
            State::Idle => {}
            State::Running { was_locked, .. } => *was_locked = true,
            State::Reauthenticating(_) | State::Approving { .. } => self.state = State::Idle,
        }
    }

    /// Handles what the user did while the password was asked for.
    pub fn on(&mut self, event: Event, session: &Session, effects: &mut Effects) {
        let State::Reauthenticating(form) = &mut self.state else {
            return;
        };
        match event {
            Event::Cancel => {
                form.checking.cancel();
                self.state = State::Idle;
            }
            _ if form.checking.is_waiting() => {}
            Event::Submit if form.password.text.is_empty() => {
                form.show(FieldError::MissingPassword);
            }
            Event::Submit => {
                (form.error, form.notice, form.wants_focus) = (None, None, true);
                if let Some(factors) = form.code.submit(&mut form.password) {
                    form.wants_focus = false;
                    form.checking = effects.start(Reauthenticate {
                        session: session.clone(),
                        factors,
                    });
                }
            }
        }
    }

    /// Takes in the end of a command. `None` if it changes nothing outside.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        session_view: &SessionView,
        effects: &mut Effects,
    ) -> Option<ActionProgress> {
        match &mut self.state {
            State::Idle | State::Approving { .. } => None,
            State::Running {
                action,
                running,
                was_locked,
                approvals,
            } => {
                let result = running.take_result(finished)?;
                let (action, was_locked) = (Arc::clone(action), *was_locked);
                let approvals = approvals.clone();
                self.state = State::Idle;
                match result.ok()? {
                    Ok(outcome) => Some(ActionProgress::Done(action, outcome)),
                    Err(error) if error.needs_reauthentication() && !was_locked => {
                        let is_asked = session_view.asks_for_code();
                        let form = Reauthentication::new((action, approvals), is_asked);
                        self.state = State::Reauthenticating(Box::new(form));
                        None
                    }
                    Err(error) => {
                        let needed = error.needs_approval().filter(|_| !was_locked).cloned();
                        let Some(summary) = needed else {
                            return Some(ActionProgress::Refused(error));
                        };
                        self.state = State::Approving { action, approvals };
                        Some(ActionProgress::NeedsApproval(summary))
                    }
                }
            }
            State::Reauthenticating(form) => match form.checking.take(finished)? {
                Ok(session_view) => {
                    let action = (Arc::clone(&form.action), form.approvals.clone());
                    self.run(action, &session_view.session, effects);
                    Some(ActionProgress::Reauthenticated(session_view))
                }
                Err(error) => form.refused(error, effects.now()),
            },
        }
    }
}

impl Reauthentication {
    fn new((action, approvals): (Arc<AdminAction>, HeldGrants), is_asked: bool) -> Self {
        Self {
            password: PasswordInput::default(),
            code: CodeInput::new(is_asked),
            error: None,
            notice: None,
            wants_focus: true,
            action,
            approvals,
            checking: Pending::default(),
        }
    }

    /// Returns how the wait for the check looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.checking.busy(now)
    }

    fn refused(&mut self, error: AccountError, now: Now) -> Option<ActionProgress> {
        self.wants_focus = true;
        match self.code.refused(error, &mut self.password) {
            Ok(()) => {}
            Err(AccountError::Ended) => return Some(ActionProgress::Ended),
            Err(AccountError::Wrong) => self.show(FieldError::WrongPassword),
            Err(error) => self.notice = FormNotice::of(error, now),
        }
        None
    }

    fn show(&mut self, error: FieldError) {
        self.error = Some(error);
        self.wants_focus = true;
    }
}
