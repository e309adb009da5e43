//! The same change of several users, in one edit of the store. Each user is checked like in a change of one, and on the
//! state of the file that the change is made on; those who may not be changed are left out and named.

use std::collections::HashSet;

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
pub use crate::domain::bulk_kind::BulkKind;
use crate::domain::role::{Permission, Role};
use crate::domain::secret::Secret;
use crate::domain::user::{Mistake, User, UserPatch};

use crate::service::approvals::summaries::{Gain, give_permissions};
use crate::service::audit::recorder::Party;
use crate::service::caller::{AuthorizedCaller, Caller};
use crate::service::ports::{AccountEvent, Cancellation, Edit, Snapshot};
use crate::service::users::UserAdmin;
pub use crate::service::users::bulk_action::{BULK_MAX, BulkAction};
use crate::service::users::change::check_administrator;
use crate::service::users::error::UserError;
use crate::service::users::import::Progress;
use crate::service::users::input::parse_roles;

/// A change of several users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkChange {
    /// What changes.
    pub action: BulkAction,
    /// The accounts, each with the username that the caller has seen.
    pub users: Vec<(AccountId, String)>,
    /// Whether an administrator has confirmed that users get permissions, or can use them again (R96).
    pub is_confirmed: bool,
}

/// The result of a change of several users.
#[derive(Default)]
pub struct BulkSummary {
    /// The number of users who were changed.
    pub changed: usize,
    /// The number of users who were that way before.
    pub unchanged: usize,
    /// The users who were not changed, and why.
    pub refused: Vec<(String, UserError)>,
    /// The usernames with their new reset codes, which are shown this once.
    pub codes: Vec<(String, Secret)>,
    /// Whether it was cancelled before anything was changed.
    pub is_cancelled: bool,
}

opaque_debug!(BulkSummary);

/// A user as before, and the change.
struct Decided {
    user: User,
    patch: UserPatch,
    code: Option<Secret>,
}

impl Decided {
    fn detail(&self) -> AuditDetail {
        let roles = self.patch.roles.as_ref().map(|roles| {
            let roles = roles.iter().map(|role| role.as_str().to_owned());
            AuditDetail::Roles(roles.collect())
        });
        let word = if self.patch.disabled == Some(true) {
            AuditWord::Disabled
        } else {
            AuditWord::Enabled
        };
        roles.unwrap_or_else(|| word.into())
    }
}

/// What is decided on one state of the file.
#[derive(Default)]
struct Decisions {
    changes: Vec<Decided>,
    unchanged: usize,
    refused: Vec<(String, UserError)>,
    /// Users whom the caller may not change.
    forbidden: Vec<User>,
    is_cancelled: bool,
}

impl From<Decisions> for BulkSummary {
    fn from(made: Decisions) -> Self {
        let changed = made.changes.len();
        let codes = made.changes.into_iter().filter_map(|one| {
            let username = one.user.username.as_str().to_owned();
            Some((username, one.code?))
        });
        Self {
            changed,
            unchanged: made.unchanged,
            refused: made.refused,
            codes: codes.collect(),
            is_cancelled: made.is_cancelled,
        }
    }
}

impl UserAdmin {
    /// Makes the same change of several users, in one edit of the file. The own account of the caller is left out, and so
    /// is every user whom the caller may not change. Roles with permissions are given to several users only by callers who
    /// have every permission.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::ports::Cancellation;
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::service::users::bulk::{BulkAction, BulkChange};
    /// use egui_authenticator::service::users::import::Progress;
    ///
    /// fn disable_all_but_me(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     let users = service.users().list(caller)?;
    ///     let users = users.rows.iter().map(|row| (row.id, row.username.clone()));
    ///     let (action, users) = (BulkAction::Disable, users.collect());
    ///     let change = BulkChange { action, users, is_confirmed: false };
    ///     let (progress, cancellation) = (Progress::default(), Cancellation::default());
    ///     let summary = service.users().change_many(caller, &change, &progress, &cancellation)?;
    ///     Ok(summary.changed)
    /// }
    /// ```
    ///
    /// # Errors
    /// Nothing is changed after an error.
    /// - [`UserError::Field`] if the role is not acceptable.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the caller is not
    ///   authorized, or may not give the role to several users.
    /// - [`UserError::Unconfirmed`] if the role gives permissions, which is not confirmed.
    /// - [`UserError::TooManyUsers`] and [`UserError::TooManyChanges`] at a restricted computer.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    #[doc(hidden)]
    pub fn change_many(
        &self,
        caller: Caller<'_>,
        change: &BulkChange,
        progress: &Progress,
        cancellation: &Cancellation,
    ) -> Result<BulkSummary, UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return self.change_many_at_server(&at, change, (progress, cancellation));
        }
        let snapshot = self.credentials.read()?;
        let record_all = |is_done, detail: Option<AuditDetail>| {
            if let Some(detail) = detail {
                self.audit
                    .record(AuditKind::Users, caller.party(), is_done, detail);
            }
        };
        progress.start(change.users.len() + 1);
        let mut made = Decisions::default();
        let (mut announced, mut taken) = (None, Vec::new());
        let result = self.editor.change(&snapshot, |snapshot| {
            made = self.decide(snapshot, caller, change, (progress, cancellation))?;
            if cancellation.is_cancelled() {
                made = Decisions {
                    is_cancelled: true,
                    ..Decisions::default()
                };
            }
            if made.changes.is_empty() {
                return Ok(None);
            }
            let gives = give_permissions(
                made.changes
                    .iter()
                    .filter_map(|one| Gain::of_patch(&snapshot.settings, &one.user, &one.patch)),
            );
            caller.need_approval(snapshot, &mut taken, gives)?;
            progress.write();
            // Before the edit, so that a program that is killed in between leaves a trace.
            let detail = Some(AuditDetail::Several {
                kind: change.action.kind(),
                count: made.changes.len(),
                role: change.action.role().map(ToOwned::to_owned),
            });
            if announced != detail {
                record_all(true, detail.clone());
                announced = detail;
            }
            let patches = made.changes.iter();
            let patches = patches.map(|one| (one.user.username.clone(), one.patch.clone()));
            Ok::<_, UserError>(Some(Edit::Update(patches.collect())))
        });
        if result.is_err() || made.changes.is_empty() {
            // Nothing was changed, although it may have been announced.
            record_all(false, announced);
        }
        result?;
        self.record_many(caller, change, &made);
        progress.step();
        Ok(made.into())
    }

    /// Records what was done to each user, and who could not be changed.
    fn record_many(&self, caller: Caller<'_>, change: &BulkChange, made: &Decisions) {
        let who = caller.party();
        let forbidden = made.forbidden.iter();
        let forbidden =
            forbidden.map(|user| (Party::from(user), false, AuditWord::NotAllowed.into()));
        let users = made.changes.iter().map(|one| &one.user);
        if change.action == BulkAction::NewCode {
            self.audit.record_each(who, forbidden);
            self.notices
                .send_each(users, AccountEvent::ResetStarted, who);
        } else {
            let changed = made.changes.iter();
            let changed = changed.map(|one| (Party::from(&one.user), true, one.detail()));
            self.audit.record_each(who, changed.chain(forbidden));
        }
    }

    fn decide(
        &self,
        snapshot: &Snapshot,
        caller: Caller<'_>,
        change: &BulkChange,
        (progress, cancellation): (&Progress, &Cancellation),
    ) -> Result<Decisions, UserError> {
        let caller = self
            .authorizer
            .authorize_change(snapshot, caller, Permission::ManageUsers)?;
        let role = match &change.action {
            BulkAction::GiveRole(role) | BulkAction::TakeRole(role) => parse_roles(&[role])?.pop(),
            BulkAction::Disable | BulkAction::Enable | BulkAction::NewCode => None,
        };
        if let (BulkAction::GiveRole(_), Some(role)) = (&change.action, &role)
            && !caller.can_give_to_many(role, &snapshot.settings)
        {
            let (kind, detail) = (AuditKind::Users, AuditWord::NotAllowed);
            self.audit.record(kind, caller.party(), false, detail);
            return Err(UserError::NotAllowed);
        }
        if !change.is_confirmed && gives_permissions(snapshot, change, role.as_ref()) {
            return Err(UserError::Unconfirmed);
        }
        let mut decisions = Decisions::default();
        // With the changes that are decided so far, so that they do not take away the last administrator together.
        let mut users = snapshot.users.to_vec();
        let mut seen = HashSet::new();
        for (id, username) in &change.users {
            if cancellation.is_cancelled() {
                return Ok(Decisions {
                    is_cancelled: true,
                    ..Decisions::default()
                });
            }
            progress.step();
            let user = snapshot.users.with_id(*id).filter(|_| seen.insert(*id));
            let decided = user.ok_or(UserError::Unknown).and_then(|user| {
                check_in_bulk(snapshot, &caller, user).inspect_err(|error| {
                    if *error == UserError::NotAllowed {
                        decisions.forbidden.push(user.clone());
                    }
                })?;
                self.patch_in_bulk(user, &change.action, role.as_ref())
            });
            match decided.and_then(|decided| checked(decided, (&caller, snapshot), &mut users)) {
                Ok(Some(decided)) => decisions.changes.push(decided),
                Ok(None) => decisions.unchanged += 1,
                Err(error) => decisions.refused.push((username.clone(), error)),
            }
        }
        Ok(decisions)
    }

    /// Returns the change of a user; `None` if the user is that way already.
    fn patch_in_bulk(
        &self,
        user: &User,
        action: &BulkAction,
        role: Option<&Role>,
    ) -> Result<Option<Decided>, UserError> {
        let disables = match action {
            BulkAction::NewCode => {
                let (code, patch) = self.reset_code(user)?;
                let user = user.clone();
                let code = Some(code);
                return Ok(Some(Decided { user, patch, code }));
            }
            BulkAction::Disable => Some(true),
            BulkAction::Enable => Some(false),
            BulkAction::GiveRole(_) | BulkAction::TakeRole(_) => None,
        };
        let mut roles = user.roles.clone();
        match (action, role) {
            (BulkAction::GiveRole(_), Some(role)) if !roles.contains(role) => {
                roles.push(role.clone());
            }
            (BulkAction::TakeRole(_), Some(role)) => roles.retain(|has| has != role),
            _ => {}
        }
        let patch = UserPatch {
            disabled: disables.filter(|disables| *disables != user.disabled),
            roles: (roles != user.roles).then_some(roles),
            ..UserPatch::default()
        };
        Ok((!patch.is_empty()).then(|| Decided {
            user: user.clone(),
            patch,
            code: None,
        }))
    }
}

/// Returns `true` if a user gets permissions, or can use them again, which has to be confirmed (R96).
fn gives_permissions(snapshot: &Snapshot, change: &BulkChange, role: Option<&Role>) -> bool {
    let (users, settings) = (&snapshot.users, &snapshot.settings);
    match change.action {
        BulkAction::GiveRole(_) => role.is_some_and(|role| settings.gives_permissions(role)),
        BulkAction::Enable => {
            let targets = change.users.iter().filter_map(|(id, _)| users.with_id(*id));
            let mut enabled = targets.filter(|user| user.disabled);
            enabled.any(|user| settings.permissions_of(&user.roles).is_any())
        }
        BulkAction::Disable | BulkAction::TakeRole(_) | BulkAction::NewCode => false,
    }
}

/// Checks that the caller may give the roles, and that an administrator remains who can sign in, and applies the change to
/// `users`.
fn checked(
    decided: Option<Decided>,
    (caller, snapshot): (&AuthorizedCaller, &Snapshot),
    users: &mut [User],
) -> Result<Option<Decided>, UserError> {
    let Some(decided) = decided else {
        return Ok(None);
    };
    let Decided { user, patch, .. } = &decided;
    if let Some(roles) = &patch.roles
        && !caller.can_change_roles(user, roles, &snapshot.settings)
    {
        return Err(UserError::NotAllowed);
    }
    let mut after = user.clone();
    patch.apply_to(&mut after);
    if user.is_admin_at_times() {
        check_administrator(users, user, Some(&after))?;
    }
    let position = snapshot.users.position_of_username(user.username.key());
    if let Some(now) = position.and_then(|at| users.get_mut(at)) {
        *now = after;
    }
    Ok(Some(decided))
}

/// Checks that the caller may change this user together with others.
fn check_in_bulk(
    snapshot: &Snapshot,
    caller: &AuthorizedCaller,
    user: &User,
) -> Result<(), UserError> {
    if caller.is(user) {
        return Err(UserError::OwnAccount);
    }
    if !caller.can_manage(user, &snapshot.settings) {
        return Err(UserError::NotAllowed);
    }
    if user.mistake == Some(Mistake::Entry) {
        return Err(UserError::EntryMistake);
    }
    Ok(())
}
