//! On whose authority something is done to somebody else, and whether they may (R32, R48, R50).
//!
//! Every use case of administration begins here. Whoever can write the credential file needs no other
//! permission: that is the command line. Whoever is signed in needs the permission, a password that
//! was given lately when something changes (R47), and nobody above them is theirs to touch.

use crate::domain::audit::Kind;
use crate::domain::role::{Permission, Powers, Role, powers};
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::users::PeopleError;
use crate::service::{Service, Session};

/// On whose authority something is done.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// Of whoever can write the credential file.
    File,
    /// Of somebody who is signed in.
    Session(&'a Session),
}

/// Who asks, and what they may do as the file is now.
pub(crate) struct Actor {
    user: Option<User>,
    powers: Powers,
}

impl Actor {
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
    pub(crate) fn may_touch(&self, user: &User, settings: &Settings) -> bool {
        self.powers.covers(settings.powers(user))
    }

    /// Whether they may hand out these roles: none that lets anybody do more than they may.
    pub(crate) fn may_give(&self, roles: &[Role], settings: &Settings) -> bool {
        self.powers.covers(powers(&settings.roles, roles))
    }

    /// Whether they are an administrator, or whoever can write the file.
    pub(crate) fn is_admin(&self) -> bool {
        self.powers.is_admin()
    }

    /// Whether this is whoever can write the file.
    pub(crate) fn is_file(&self) -> bool {
        self.user.is_none()
    }
}

impl Service {
    /// Whoever asks, if they may look.
    pub(crate) fn may_look(&self, by: By<'_>, what: Permission) -> Result<Actor, PeopleError> {
        let By::Session(session) = by else {
            return Ok(Actor {
                user: None,
                powers: Powers::ADMIN,
            });
        };
        let settings = self.credentials.settings()?;
        let user = self.current(session)?.ok_or(PeopleError::Ended)?;
        let powers = settings.powers(&user);
        if !powers.may(what) {
            let kind = match what {
                Permission::ManageUsers => Kind::People,
                Permission::SeeActivity => Kind::Page,
                Permission::EditSettings => Kind::File,
            };
            self.record(kind, user.username.as_str(), false, "not allowed");
            return Err(PeopleError::NotAllowed);
        }
        Ok(Actor {
            user: Some(user),
            powers,
        })
    }

    /// Whoever asks, if they may change something, and their password was given lately (R47).
    pub(crate) fn may_change(&self, by: By<'_>, what: Permission) -> Result<Actor, PeopleError> {
        let actor = self.may_look(by, what)?;
        match by {
            By::Session(session) if !session.is_fresh(self.clock.now()) => {
                Err(PeopleError::AskPassword)
            }
            By::Session(_) | By::File => Ok(actor),
        }
    }

    /// The person, if whoever asks may do something to them.
    pub(crate) fn administered(
        &self,
        by: By<'_>,
        name: &str,
    ) -> Result<(Actor, User), PeopleError> {
        let actor = self.may_change(by, Permission::ManageUsers)?;
        let user = self.person(name)?;
        self.check_touch(&actor, &user)?;
        Ok((actor, user))
    }

    /// Refuses what is done to somebody above whoever asks.
    pub(crate) fn check_touch(&self, actor: &Actor, user: &User) -> Result<(), PeopleError> {
        let settings = self.credentials.settings()?;
        if actor.may_touch(user, &settings) {
            return Ok(());
        }
        let hands = (actor.name(), user.username.as_str());
        self.record_about(Kind::People, hands, false, "not allowed");
        Err(PeopleError::NotAllowed)
    }
}
