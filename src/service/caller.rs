//! On whose authority something is done to somebody else, and whether they may (R32, R48, R50).
//!
//! Every use case of administration begins here. Whoever can write the credential file needs no other
//! permission: that is the command line. Whoever is signed in needs the permission, a password that
//! was given lately when something changes (R47), and nobody above them is theirs to touch.

use crate::domain::audit::AuditKind;
use crate::domain::role::{Permission, Permissions, Role, permissions};
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::users::UserError;
use crate::service::{Service, Session};

/// On whose authority something is done.
#[derive(Clone, Copy)]
pub enum Caller<'a> {
    /// Of whoever can write the credential file.
    LocalOwner,
    /// Of somebody who is signed in.
    Session(&'a Session),
}

/// Who asks, and what they may do as the file is now.
pub(crate) struct AuthorizedCaller {
    user: Option<User>,
    permissions: Permissions,
}

impl AuthorizedCaller {
    /// The username; nothing for whoever can write the file.
    pub(crate) fn name(&self) -> &str {
        self.user.as_ref().map_or("", |user| user.username.as_str())
    }

    /// Whether this is whoever asks.
    pub(crate) fn is(&self, user: &User) -> bool {
        let own = self.user.as_ref();
        own.is_some_and(|own| own.username == user.username)
    }

    /// Whether somebody is not above whoever asks (R32).
    pub(crate) fn can_manage(&self, user: &User, settings: &Settings) -> bool {
        self.permissions.includes(settings.permissions(user))
    }

    /// Whether they may hand out these roles: none that lets anybody do more than they may.
    pub(crate) fn can_grant(&self, roles: &[Role], settings: &Settings) -> bool {
        self.permissions
            .includes(permissions(&settings.roles, roles))
    }

    /// Whether they are an administrator, or whoever can write the file.
    pub(crate) fn is_admin(&self) -> bool {
        self.permissions.is_admin()
    }

    /// Whether this is whoever can write the file.
    pub(crate) fn is_file(&self) -> bool {
        self.user.is_none()
    }
}

impl Service {
    /// Whoever asks, if they may look.
    pub(crate) fn authorize(
        &self,
        by: Caller<'_>,
        what: Permission,
    ) -> Result<AuthorizedCaller, UserError> {
        let Caller::Session(session) = by else {
            return Ok(AuthorizedCaller {
                user: None,
                permissions: Permissions::ADMIN,
            });
        };
        let settings = self.credentials.settings()?;
        let user = self.current(session)?.ok_or(UserError::Ended)?;
        let permissions = settings.permissions(&user);
        if !permissions.may(what) {
            let kind = match what {
                Permission::ManageUsers => AuditKind::People,
                Permission::SeeActivity => AuditKind::Page,
                Permission::EditSettings => AuditKind::File,
            };
            self.record(kind, user.username.as_str(), false, "not allowed");
            return Err(UserError::NotAllowed);
        }
        Ok(AuthorizedCaller {
            user: Some(user),
            permissions,
        })
    }

    /// Whoever asks, if they may change something, and their password was given lately (R47).
    pub(crate) fn authorize_change(
        &self,
        by: Caller<'_>,
        what: Permission,
    ) -> Result<AuthorizedCaller, UserError> {
        let actor = self.authorize(by, what)?;
        match by {
            Caller::Session(session) if !session.is_fresh(self.clock.now()) => {
                Err(UserError::ReauthenticationRequired)
            }
            Caller::Session(_) | Caller::LocalOwner => Ok(actor),
        }
    }

    /// The person, if whoever asks may do something to them.
    pub(crate) fn authorize_user_change(
        &self,
        by: Caller<'_>,
        name: &str,
    ) -> Result<(AuthorizedCaller, User), UserError> {
        let actor = self.authorize_change(by, Permission::ManageUsers)?;
        let user = self.person(name)?;
        self.check_can_manage(&actor, &user)?;
        Ok((actor, user))
    }

    /// Refuses what is done to somebody above whoever asks.
    pub(crate) fn check_can_manage(
        &self,
        actor: &AuthorizedCaller,
        user: &User,
    ) -> Result<(), UserError> {
        let settings = self.credentials.settings()?;
        if actor.can_manage(user, &settings) {
            return Ok(());
        }
        let hands = (actor.name(), user.username.as_str());
        self.record_about(AuditKind::People, hands, false, "not allowed");
        Err(UserError::NotAllowed)
    }
}
