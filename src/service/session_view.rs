//! What the window shows of a session.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::customization::Customization;
use crate::domain::first_steps::FirstSteps;
use crate::domain::problem::{Cause, Effect, Position, Problem, Severity};
use crate::domain::role::{ADMIN, Permission, Permissions, Role};
use crate::domain::settings::Settings;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;

use crate::service::access_times::{AccessClock, AccessEnd};
use crate::service::audit::listeners::AuditFailure;
use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::pages::{PageLink, pages_for};
use crate::service::ports::user_directory::ALL_USERS;
use crate::service::ports::{
    AccountEvent, Authority, CredentialStore, NamedRole, PreferenceStore, Snapshot, StateError,
};
use crate::service::session::Session;
use crate::service::throttle::key_of;

/// A session and what it may access.
///
/// ```
/// use egui_authenticator::users::Permission;
/// use egui_authenticator::use_cases::SessionView;
///
/// /// The badge on "Users": how many wait, for those who can approve them.
/// fn badge(view: &SessionView) -> Option<usize> {
///     let may_approve = view.permissions.may(Permission::ManageUsers);
///     may_approve.then_some(view.waiting)
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct SessionView {
    /// The session.
    pub session: Session,
    /// The pages that the session may open, in the order of the file.
    #[doc(hidden)]
    pub pages: Vec<PageLink>,
    /// The permissions in the program itself.
    pub permissions: Permissions,
    /// The number of users who wait for approval; 0 unless the session may manage users.
    #[doc(hidden)]
    pub waiting: usize,
    /// The file's warnings; empty unless the user is an administrator.
    #[doc(hidden)]
    pub warnings: Vec<Problem>,
    /// The error that keeps the file as it is now from being used.
    #[doc(hidden)]
    pub trouble: Option<FileProblem>,
    /// The sign-ins before this one; only right after a sign-in with a password.
    pub before: Option<SignInHistory>,
    /// The number of failures since the last sign-in that are not the user's own, until the user has dismissed it.
    #[doc(hidden)]
    pub unseen_failures: u32,
    /// What happened to the account since the last sign-in, and when (R35).
    #[doc(hidden)]
    pub account_events: Vec<(AccountEvent, Timestamp)>,
    /// The reason why events cannot be recorded at the moment (R70).
    #[doc(hidden)]
    pub audit_failure: Option<StateError>,
    /// The first steps after the set-up; `None` unless the user is an administrator.
    #[doc(hidden)]
    pub first_steps: Option<FirstSteps>,
    /// Whether the user hides the first steps.
    #[doc(hidden)]
    pub hides_first_steps: bool,
    /// The settings.
    #[doc(hidden)]
    pub settings: Arc<Settings>,
    /// Every role that users, pages or settings name; empty unless the session may edit settings.
    #[doc(hidden)]
    pub named_roles: Vec<Role>,
    /// Where the configuration file is, for messages.
    #[doc(hidden)]
    pub location: String,
    /// Whether the users are on a server.
    #[doc(hidden)]
    pub is_on_server: bool,
    /// The folder from which relative paths in settings start.
    #[doc(hidden)]
    pub folder: PathBuf,
    /// Whether the store knows the computers that use it.
    #[doc(hidden)]
    pub has_computers: bool,
    /// When the access of the user ends, if it is limited to days or hours, or the session to a number of hours.
    #[doc(hidden)]
    pub access_end: Option<AccessEnd>,
}

opaque_debug!(SessionView);

impl SessionView {
    /// Returns `true` if the user re-authenticates with a code as well (R78).
    #[must_use]
    #[doc(hidden)]
    pub fn asks_for_code(&self) -> bool {
        self.settings.two_step.asks_again(self.session.user())
    }

    /// Returns `true` if the settings let the user sign (R112).
    #[cfg(feature = "signatures")]
    pub(crate) fn may_sign(&self) -> bool {
        self.settings
            .signatures
            .includes(&self.session.user().roles)
    }

    /// Takes over what the file says now. What is told once after a sign-in stays, and so does what the user hides in this
    /// window: it may not be stored yet.
    #[doc(hidden)]
    pub fn refresh(&mut self, refreshed: Box<Self>) {
        let (told, hides_first_steps) = (self.told(), self.hides_first_steps);
        *self = *refreshed;
        self.tell(told);
        self.hides_first_steps = hides_first_steps;
    }

    /// Returns what is told once after a sign-in.
    pub(crate) fn told(&self) -> Told {
        Told {
            before: self.before.clone(),
            unseen_failures: self.unseen_failures,
            account_events: self.account_events.clone(),
        }
    }

    /// Tells what is told once after a sign-in.
    pub(crate) fn tell(&mut self, told: Told) {
        self.before = told.before;
        self.unseen_failures = told.unseen_failures;
        self.account_events = told.account_events;
    }

    /// Returns `true` if the user has just signed in for the first time on this computer, with the password that they
    /// have chosen with a code: that is how a new user begins, and nothing to be warned of.
    #[must_use]
    #[doc(hidden)]
    pub fn is_first_password(&self) -> bool {
        let is_first = self
            .before
            .as_ref()
            .is_some_and(|before| before.last_sign_in.is_none());
        let only = [AccountEvent::PasswordRecovered];
        is_first && self.account_events.iter().map(|(event, _)| *event).eq(only)
    }
}

/// What is told once after a sign-in.
pub(crate) struct Told {
    before: Option<SignInHistory>,
    unseen_failures: u32,
    account_events: Vec<(AccountEvent, Timestamp)>,
}

/// The sign-ins of a user before the current one (R24).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignInHistory {
    /// Time of the last sign-in with a password.
    pub last_sign_in: Option<Timestamp>,
    /// Number of wrong passwords since then.
    pub failures: u32,
    /// How many of them were made in this program within 30 seconds before this sign-in: the user's own mistakes.
    pub own_failures: u32,
    /// Time of the current sign-in.
    #[doc(hidden)]
    pub now: Timestamp,
    /// The time zone of the computer.
    #[doc(hidden)]
    pub zone: TimeZone,
}

/// The file cannot be used as it is now, and its last state without errors is still in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The position of the first error.
    pub position: Position,
    /// The error, for administrators only: it may contain names of users.
    pub problem: Option<Problem>,
}

impl FileProblem {
    /// Returns the first error of the file, if there is one.
    pub(crate) fn of(snapshot: &Snapshot, is_admin: bool) -> Option<Self> {
        let is_error = |problem: &&Problem| problem.severity() == Severity::Error;
        let problem = snapshot.problems.iter().find(is_error)?;
        Some(Self {
            position: problem.position,
            problem: is_admin.then(|| problem.clone()),
        })
    }
}

/// Makes session views.
#[derive(Clone)]
pub(crate) struct SessionViews {
    credentials: Arc<dyn CredentialStore>,
    customization: Arc<Customization>,
    preferences: Arc<dyn PreferenceStore>,
    audit_failure: AuditFailure,
    access: AccessClock,
    has_computers: bool,
    /// The server that knows who waits for approval, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
}

impl From<&Context> for SessionViews {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            customization: Arc::clone(&from.customization),
            preferences: Arc::clone(&from.preferences),
            audit_failure: from.audit_failure.clone(),
            access: from.open_sessions.access.clone(),
            has_computers: from.computers.is_some() && !from.is_restricted(),
            authority: from.authority.clone(),
        }
    }
}

impl SessionViews {
    /// Returns what the session may access.
    pub(crate) fn view(&self, session: Session, snapshot: &Snapshot) -> Box<SessionView> {
        let settings = Arc::clone(&snapshot.settings);
        let user = session.user();
        let permissions = settings.permissions(user);
        let is_admin = permissions.is_admin();
        let first_steps = is_admin.then(|| FirstSteps::of(&snapshot.users, &settings));
        let hides = || self.preferences.hides_first_steps(&key_of(user));
        Box::new(SessionView {
            pages: pages_for(&settings, user),
            waiting: if permissions.may(Permission::ManageUsers) {
                self.waiting(&session, snapshot)
            } else {
                0
            },
            named_roles: if permissions.may(Permission::EditSettings) {
                let named = snapshot.named_roles.iter();
                named.map(|named| named.role.clone()).collect()
            } else {
                Vec::new()
            },
            permissions,
            // Warnings contain names of users. Without an administrator, all users are told that there is none.
            warnings: if is_admin {
                self.warnings(snapshot)
            } else {
                let problems = snapshot.problems.iter();
                let missing = problems.filter(|problem| problem.cause == Cause::NoAdministrator);
                // The line can hold more than that.
                let shown = missing.map(|problem| Problem {
                    excerpt: None,
                    ..problem.clone()
                });
                shown.collect()
            },
            trouble: FileProblem::of(snapshot, is_admin),
            before: None,
            unseen_failures: 0,
            account_events: Vec::new(),
            audit_failure: self.audit_failure.reason(),
            // Also if all are done: one of them can be undone.
            hides_first_steps: is_admin
                && hides().or_log("read the preferences").unwrap_or_default(),
            first_steps,
            location: self.credentials.location(),
            is_on_server: self.credentials.is_on_server(),
            folder: self.credentials.folder(),
            has_computers: self.has_computers,
            access_end: self
                .access
                .end_for(session.user(), session.state().end_of_time()),
            session,
            settings,
        })
    }

    /// Returns how many users wait for approval. It is not known while a server cannot be reached.
    fn waiting(&self, session: &Session, snapshot: &Snapshot) -> usize {
        let Some(authority) = &self.authority else {
            return snapshot.users.waiting();
        };
        let server = authority.users();
        let waiting = server.map(|server| server.waiting(session.user().id, 0));
        let waiting = waiting.and_then(|waiting| waiting.or_log("count who waits for approval"));
        waiting.map_or(0, |waiting| {
            usize::try_from(waiting.total).unwrap_or(usize::MAX)
        })
    }

    fn warnings(&self, snapshot: &Snapshot) -> Vec<Problem> {
        let mut problems = snapshot.problems.to_vec();
        problems.retain(|problem| problem.severity() == Severity::Warning);
        problems.extend(self.unknown_roles(snapshot));
        problems.sort_by_key(|problem| problem.position);
        problems
    }

    /// Returns a problem for each role that neither the host app nor the file defines.
    fn unknown_roles(&self, snapshot: &Snapshot) -> Vec<Problem> {
        let Some(app) = self.customization.roles() else {
            return Vec::new();
        };
        let of_file = snapshot.settings.roles.iter().map(|rule| &rule.role);
        let known: Vec<&Role> = app.iter().chain(of_file).collect();
        let is_unknown = |named: &&NamedRole| {
            let is_built_in = [ADMIN, ALL_USERS].contains(&named.role.as_str());
            !is_built_in && !known.contains(&&named.role)
        };
        let problem = |named: &NamedRole| Problem {
            position: named.position,
            field: named.field.clone(),
            cause: Cause::UnknownRole {
                name: named.role.as_str().to_owned(),
                known: known.iter().map(|role| role.as_str().to_owned()).collect(),
            },
            effect: Effect::File,
            excerpt: None,
        };
        let unknown = snapshot.named_roles.iter().filter(is_unknown);
        unknown.map(problem).collect()
    }
}
