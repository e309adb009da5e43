//! Who performs an action on other accounts, and whether they are allowed to (R32, R48, R50).
//!
//! Every use case of administration starts here. The local owner of the configuration file needs no
//! permission: that is the command line. A session needs the permission and, for a change, a recent
//! re-authentication (R47); and no user changes one with more permissions.

use std::sync::Arc;

use crate::domain::approval::ActionSummary;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::role::{Permission, Permissions, Role};
use crate::domain::settings::Settings;
use crate::domain::user::{Mistake, User};

use crate::service::approvals::grant::Grant;
use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::ports::{Clock, Snapshot};
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::users::error::UserError;

/// The powers of the local owner of the configuration file, who could edit it by hand as well: every permission, and no
/// re-authentication.
///
/// It proves [`Caller::LocalOwner`], and cannot come about by accident:
///
/// ```compile_fail,E0423
/// # use egui_authenticator::{Caller, Operator};
/// let caller = Caller::LocalOwner(Operator(()));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Operator(());

impl Operator {
    /// Assumes the powers of the local owner. The command line does, because only a user who may write the file can
    /// run it on that file. A program that does so acts for the owner of the file and not for the user in front of its
    /// window: what that user asks for takes a [`Caller::Session`], which is checked.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::{Caller, Operator};
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn export_every_night(service: &Service) -> Result<String, UserError> {
    ///     service.users().export(Caller::LocalOwner(Operator::assume()))
    /// }
    /// ```
    #[must_use]
    pub const fn assume() -> Self {
        Self(())
    }
}

/// Who performs an action.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Caller<'a> {
    /// The local owner of the configuration file.
    LocalOwner(Operator),
    /// A signed-in user.
    Session(&'a Session),
}

impl Caller<'_> {
    /// Returns the caller as in a record.
    pub(crate) fn party(&self) -> Party<'_> {
        match self {
            Self::LocalOwner(_) => Party::NONE,
            Self::Session(session) => session.user().into(),
        }
    }

    /// Checks that a second person has approved these actions, as far as the file requires it, and takes the approvals: `taken`
    /// keeps them while the write is decided again on a newer state of the file. What the local owner does needs none.
    ///
    /// # Errors
    /// [`UserError::ApprovalRequired`] if one is not approved.
    pub(crate) fn need_approval(
        self,
        snapshot: &Snapshot,
        taken: &mut Vec<Grant>,
        actions: impl IntoIterator<Item = ActionSummary>,
    ) -> Result<(), UserError> {
        let Self::Session(session) = self else {
            return Ok(());
        };
        let is_named =
            |action: &ActionSummary| snapshot.settings.approval(&action.action).is_some();
        let needed: Vec<_> = actions.into_iter().filter(is_named).collect();
        let approvals = session.approvals();
        let result = approvals.take(taken, &needed, (session.state(), snapshot));
        result.map_err(|action| UserError::ApprovalRequired(Box::new(action.clone())))
    }
}

/// A caller with their permissions in the current file.
pub(crate) struct AuthorizedCaller {
    user: Option<User>,
    permissions: Permissions,
}

impl AuthorizedCaller {
    /// Returns the caller as in a record.
    pub(crate) fn party(&self) -> Party<'_> {
        self.user.as_ref().map_or(Party::NONE, Party::from)
    }

    /// Returns the caller; `None` for the local owner of the file.
    pub(crate) fn user(&self) -> Option<&User> {
        self.user.as_ref()
    }

    /// Returns `true` if `user` is the caller.
    pub(crate) fn is(&self, user: &User) -> bool {
        let caller = self.user.as_ref();
        caller.is_some_and(|caller| caller.id == user.id)
    }

    /// Returns `true` if `user` has no permission that the caller lacks (R32).
    pub(crate) fn can_manage(&self, user: &User, settings: &Settings) -> bool {
        self.permissions.includes(settings.permissions(user))
    }

    /// Returns `true` if the caller has all these permissions.
    pub(crate) fn has_all(&self, permissions: Permissions) -> bool {
        self.permissions.includes(permissions)
    }

    /// Returns `true` if the caller has this permission.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.permissions.may(permission)
    }

    /// Returns `true` if the caller may change who has the role: an own one only as an administrator.
    pub(crate) fn can_change_holders(&self, role: &Role) -> bool {
        let is_own = |user: &User| user.roles.contains(role);
        self.permissions.is_admin()
            || self.may(Permission::ManageUsers) && !self.user.as_ref().is_some_and(is_own)
    }

    /// Returns `true` if these roles give no permission that the caller lacks.
    pub(crate) fn can_grant(&self, roles: &[Role], settings: &Settings) -> bool {
        self.permissions.includes(settings.permissions_of(roles))
    }

    /// Returns `true` if the caller may give the role to several users at once: one with permissions only with all of them.
    pub(crate) fn can_give_to_many(&self, role: &Role, settings: &Settings) -> bool {
        self.permissions.is_admin() || !settings.gives_permissions(role)
    }

    /// Returns `true` if the caller may give `user` these roles. Only administrators change their own.
    pub(crate) fn can_change_roles(
        &self,
        user: &User,
        roles: &[Role],
        settings: &Settings,
    ) -> bool {
        self.can_grant(roles, settings) && (self.permissions.is_admin() || !self.is(user))
    }

    /// Returns `true` for the local owner of the file.
    pub(crate) fn is_local_owner(&self) -> bool {
        self.user.is_none()
    }
}

/// Decides what a caller may do.
#[derive(Clone)]
pub(crate) struct Authorizer {
    clock: Arc<dyn Clock>,
    audit: AuditRecorder,
    open_sessions: OpenSessions,
}

impl From<&Context> for Authorizer {
    fn from(from: &Context) -> Self {
        Self {
            clock: Arc::clone(&from.clock),
            audit: from.into(),
            open_sessions: from.open_sessions.clone(),
        }
    }
}

impl Authorizer {
    /// Authorizes reading.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the session has ended.
    /// - [`UserError::NotAllowed`] if the caller lacks the permission.
    pub(crate) fn authorize(
        &self,
        snapshot: &Snapshot,
        caller: Caller<'_>,
        permission: Permission,
    ) -> Result<AuthorizedCaller, UserError> {
        let Caller::Session(session) = caller else {
            return Ok(AuthorizedCaller {
                user: None,
                permissions: Permissions::ADMIN,
            });
        };
        let user = session
            .current(&self.open_sessions, snapshot)
            .ok_or(UserError::Ended)?;
        let permissions = snapshot.settings.permissions(user);
        if !permissions.may(permission) {
            let kind = match permission {
                Permission::ManageUsers => AuditKind::Users,
                Permission::SeeActivity => AuditKind::Page,
                Permission::EditSettings => AuditKind::File,
            };
            self.audit.record(kind, user, false, AuditWord::NotAllowed);
            return Err(UserError::NotAllowed);
        }
        Ok(AuthorizedCaller {
            user: Some(user.clone()),
            permissions,
        })
    }

    /// Authorizes what is more than looking: a table of everything, or a mail. A session that a PIN has unlocked needs the password.
    ///
    /// # Errors
    /// - [`UserError::ReauthenticationRequired`] if a PIN has unlocked the session and the password was not entered since.
    /// - [`UserError::Ended`] and [`UserError::NotAllowed`] as for [`Self::authorize`].
    pub(crate) fn authorize_export(
        &self,
        snapshot: &Snapshot,
        caller: Caller<'_>,
        permission: Permission,
    ) -> Result<AuthorizedCaller, UserError> {
        let needs_password = Session::is_by_quick_unlock;
        self.authorize_if((snapshot, caller), permission, needs_password)
    }

    /// Authorizes a change, for which a session needs a recent re-authentication (R47).
    ///
    /// # Errors
    /// - [`UserError::ReauthenticationRequired`] if the password was entered too long ago.
    /// - [`UserError::Ended`] and [`UserError::NotAllowed`] as for [`Self::authorize`].
    pub(crate) fn authorize_change(
        &self,
        snapshot: &Snapshot,
        caller: Caller<'_>,
        permission: Permission,
    ) -> Result<AuthorizedCaller, UserError> {
        let now = self.clock.now();
        let needs_password = |session: &Session| !session.is_fresh(now);
        self.authorize_if((snapshot, caller), permission, needs_password)
    }

    fn authorize_if(
        &self,
        (snapshot, caller): (&Snapshot, Caller<'_>),
        permission: Permission,
        needs_password: impl FnOnce(&Session) -> bool,
    ) -> Result<AuthorizedCaller, UserError> {
        let authorized = self.authorize(snapshot, caller, permission)?;
        match caller {
            Caller::Session(session) if needs_password(session) => {
                Err(UserError::ReauthenticationRequired)
            }
            Caller::Session(_) | Caller::LocalOwner(_) => Ok(authorized),
        }
    }

    /// Authorizes a change of the user with this username or e-mail address.
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::NotAllowed`] if the user has a permission that the caller lacks.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - Otherwise as for [`Self::authorize_change`].
    pub(crate) fn authorize_user_change<'a>(
        &self,
        snapshot: &'a Snapshot,
        caller: Caller<'_>,
        login: &str,
    ) -> Result<(AuthorizedCaller, &'a User), UserError> {
        let (caller, user) = self.authorize_for_user(snapshot, caller, login)?;
        if user.mistake == Some(Mistake::Entry) {
            return Err(UserError::EntryMistake);
        }
        Ok((caller, user))
    }

    /// Authorizes the removal of the user with this username or e-mail address. The roles of an entry with a mistake are
    /// not certain, so that only a caller with every permission may remove it.
    ///
    /// # Errors
    /// As for [`Self::authorize_user_change`], but [`UserError::EntryMistake`] only if the caller lacks a permission.
    pub(crate) fn authorize_removal<'a>(
        &self,
        snapshot: &'a Snapshot,
        caller: Caller<'_>,
        login: &str,
    ) -> Result<(AuthorizedCaller, &'a User), UserError> {
        let (caller, user) = self.authorize_for_user(snapshot, caller, login)?;
        if user.mistake == Some(Mistake::Entry) && !caller.permissions.is_admin() {
            return Err(UserError::EntryMistake);
        }
        Ok((caller, user))
    }

    fn authorize_for_user<'a>(
        &self,
        snapshot: &'a Snapshot,
        caller: Caller<'_>,
        login: &str,
    ) -> Result<(AuthorizedCaller, &'a User), UserError> {
        let caller = self.authorize_change(snapshot, caller, Permission::ManageUsers)?;
        let user = snapshot.users.find(login).ok_or(UserError::Unknown)?;
        self.check_can_manage(&caller, user, &snapshot.settings)?;
        Ok((caller, user))
    }

    /// Checks that `user` has no permission that the caller lacks, and records a refusal.
    ///
    /// # Errors
    /// [`UserError::NotAllowed`] if the user has one.
    pub(crate) fn check_can_manage(
        &self,
        caller: &AuthorizedCaller,
        user: &User,
        settings: &Settings,
    ) -> Result<(), UserError> {
        if caller.can_manage(user, settings) {
            return Ok(());
        }
        Err(self.refuse(caller, user))
    }

    /// Records that the caller is not allowed to change this user, and returns the error.
    pub(crate) fn refuse(&self, caller: &AuthorizedCaller, user: &User) -> UserError {
        let users = (caller.party(), user.into());
        self.audit
            .record_about(AuditKind::Users, users, false, AuditWord::NotAllowed);
        UserError::NotAllowed
    }
}
