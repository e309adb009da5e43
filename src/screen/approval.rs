//! A second person approves an action: one at a time, over whatever is open. What is typed is not kept, and neither is an
//! approval that was not used.
//!
//! ```text
//! Closed ──ask──▶ Form ──Submit──▶ Checking ──right──▶ Granted ──taken──▶ Closed
//!                  ▲────wrong────────┘  │                 │
//!                  └──Cancel, lock, time┴─────────────────┴──▶ Closed
//! ```

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::approval::{ActionSummary, ApprovableAction};
use crate::service::account::AccountError;
use crate::service::approvals::commands::Approve;
use crate::service::approvals::error::{ApprovalError, ApproveError};
use crate::service::approvals::grant::Grant;
use crate::service::approvals::{ApprovalRequest, ApproverInput};
use crate::service::command::Finished;
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignInError;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::{FieldError, FieldErrors};
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;

/// How long the form stays open.
pub(crate) const FORM_TIME: Duration = Duration::from_secs(5 * 60);

/// Stands for an action of this package, which waits elsewhere. No app can take it.
struct BuiltIn;

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

    /// Asks for the approval of an action of this package.
    pub(crate) fn built_in(summary: ActionSummary) -> Self {
        Self {
            summary,
            action: Box::new(BuiltIn),
        }
    }

    /// Returns the name of the action in the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.summary.action
    }
}

/// An action that was approved, until the host app takes it.
pub struct GrantedApproval {
    action: Box<dyn Any + Send>,
    grant: Grant,
}

impl GrantedApproval {
    /// Takes the action and the grant if the action is of this type.
    pub fn take<A: ApprovableAction>(granted: &mut Option<Self>) -> Option<(A, Grant)> {
        let Self { action, grant } = granted.take_if(|granted| granted.action.is::<A>())?;
        let action = action.downcast().ok()?;
        Some((*action, grant))
    }
}

/// Asks a second person, one action at a time.
#[derive(Default)]
pub struct ApprovalDialog {
    state: State,
}

#[derive(Default)]
enum State {
    #[default]
    Closed,
    Form(Box<ApprovalForm>),
    Granted {
        granted: Box<GrantedApproval>,
        until: Now,
    },
    /// The host app has it for a frame.
    Lent {
        until: Now,
    },
}

/// The form for the approver.
pub struct ApprovalForm {
    /// What is approved, and who asks.
    pub request: Arc<ApprovalRequest>,
    /// Why it is to be done, if the file requires a reason.
    pub reason: Option<String>,
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
    action: Box<dyn Any + Send>,
    checking: Pending<Approve>,
    until: Now,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalField {
    /// The reason.
    Reason,
    /// The name of the approver.
    Login,
    /// The password of the approver.
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
}

/// What the approver did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Pressed the main button or Enter.
    Submit,
    /// Does not approve it.
    Cancel,
}

impl ApprovalDialog {
    /// Returns the form if it is open.
    pub fn form(&mut self) -> Option<&mut ApprovalForm> {
        match &mut self.state {
            State::Form(form) => Some(form),
            _ => None,
        }
    }

    /// Returns `true` while the form is open.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        matches!(self.state, State::Form(_))
    }

    /// Returns whether another action can be approved now.
    ///
    /// # Errors
    /// - [`ApprovalError::UnderWay`] if one is being approved.
    /// - [`ApprovalError::NotNamed`] if the file does not name this one.
    pub fn check(&self, action: &str, session_view: &SessionView) -> Result<(), ApprovalError> {
        if self.is_asking() {
            Err(ApprovalError::UnderWay)
        } else if session_view.settings.approval(action).is_none() {
            Err(ApprovalError::NotNamed)
        } else {
            Ok(())
        }
    }

    /// Opens the form, unless it is open. An approval from before that was not used is dropped.
    pub(crate) fn ask(&mut self, asked: AskedApproval, session_view: &SessionView, now: Now) {
        let AskedApproval { summary, action } = asked;
        let rule = session_view.settings.approval(&summary.action);
        // The file may name an action of this package since the window has read it.
        let is_named = rule.is_some() || action.is::<BuiltIn>();
        let require_reason = rule.is_some_and(|rule| rule.require_reason);
        if is_named && !self.is_asking() {
            let session = &session_view.session;
            let form = ApprovalForm {
                request: Arc::new(ApprovalRequest::new(session, summary)),
                reason: require_reason.then(String::new),
                login: String::new(),
                password: PasswordInput::default(),
                code: CodeInput::default(),
                errors: FieldErrors::default(),
                notice: None,
                focus: Some(if require_reason {
                    ApprovalField::Reason
                } else {
                    ApprovalField::Login
                }),
                action,
                checking: Pending::default(),
                until: now + FORM_TIME,
            };
            self.state = State::Form(Box::new(form));
        }
    }

    /// Closes the form, and drops what was approved and not used.
    pub(crate) fn close(&mut self) {
        self.state = State::Closed;
    }

    /// Lends what was approved for a frame.
    pub(crate) fn lend(&mut self) -> Option<GrantedApproval> {
        let State::Granted { until, .. } = &self.state else {
            return None;
        };
        let lent = State::Lent { until: *until };
        match std::mem::replace(&mut self.state, lent) {
            State::Granted { granted, .. } => Some(*granted),
            _ => None,
        }
    }

    /// Takes back what was not used in the frame. What was closed meanwhile stays so.
    pub(crate) fn give_back(&mut self, granted: Option<GrantedApproval>) {
        if let State::Lent { until } = self.state {
            self.state = match granted {
                Some(granted) => State::Granted {
                    granted: Box::new(granted),
                    until,
                },
                None => State::Closed,
            };
        }
    }

    /// Returns until when it stays as it is.
    fn until(&self) -> Option<Now> {
        match &self.state {
            State::Closed => None,
            State::Form(form) => Some(form.until),
            State::Granted { until, .. } | State::Lent { until } => Some(*until),
        }
    }

    /// Returns how long it is until it closes by itself.
    #[must_use]
    pub fn left(&self, now: Now) -> Option<Duration> {
        Some(self.until()?.saturating_sub(now))
    }

    /// Lets time pass.
    pub(crate) fn on_time(&mut self, now: Now) {
        if self.left(now) == Some(Duration::ZERO) {
            self.close();
        }
    }

    /// Handles what the approver did.
    pub(crate) fn on(&mut self, event: Event, effects: &mut Effects) {
        let State::Form(form) = &mut self.state else {
            return;
        };
        match event {
            // A late answer finds no form.
            Event::Cancel => self.close(),
            Event::Submit if form.checking.is_waiting() => {}
            Event::Submit => form.submit(effects),
        }
    }

    /// Takes in the end of the check. Returns what was granted for an action of this package.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished, now: Now) -> Option<Grant> {
        let State::Form(form) = &mut self.state else {
            return None;
        };
        match form.checking.take(finished) {
            None => {}
            Some(Ok(grant)) => {
                let until = now + grant.valid_for();
                if let State::Form(form) = std::mem::take(&mut self.state) {
                    let action = form.action;
                    if action.is::<BuiltIn>() {
                        return Some(grant);
                    }
                    let granted = Box::new(GrantedApproval { action, grant });
                    self.state = State::Granted { granted, until };
                }
            }
            Some(Err(ApproveError::Ended | ApproveError::NotNamed)) => self.close(),
            Some(Err(error)) => form.refused(error, now),
        }
        None
    }
}

impl ApprovalForm {
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
        let no_password = missing(self.password.text.is_empty(), FieldError::MissingPassword);
        self.errors.note(ApprovalField::Password, no_password);
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        let Some(factors) = self.code.submit(&mut self.password) else {
            self.focus = Some(ApprovalField::Code);
            return;
        };
        self.checking = effects.start(Approve {
            request: Arc::clone(&self.request),
            input: ApproverInput {
                login: self.login.clone(),
                factors,
                reason: self.reason.clone().unwrap_or_default(),
            },
        });
    }

    fn refused(&mut self, error: ApproveError, now: Now) {
        let was_asked = self.code.is_asked;
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
                    }
                    return;
                };
                let notice = FormNotice::of(of_form, now).map(Notice::Form);
                Some(notice.unwrap_or(Notice::SignIn(error)))
            }
            ApproveError::SamePerson => Some(self.another(Notice::SamePerson)),
            ApproveError::NotAllowed => Some(self.another(Notice::NotAllowed)),
            ApproveError::NotReady => Some(self.another(Notice::NotReady)),
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
