//! Badges of other users at a restricted computer: the server sets and removes them, by the rules of the use cases.

use crate::domain::secret::Secret;

use crate::service::caller::Caller;
use crate::service::ports::{BadgeServer, StoreError};
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;
use crate::service::users::quick::{QuickUsers, refused};

impl UserAdmin {
    fn badge_server(&self) -> Result<&dyn BadgeServer, UserError> {
        let authority = self.authority.as_ref();
        let server = authority.and_then(|authority| authority.badges());
        server.ok_or(StoreError::Restricted.into())
    }

    /// Returns which users have a badge at this restricted computer; `None` at a trusted one. The PINs are those of their users.
    pub(super) fn quick_users_at_server(
        &self,
        caller: Caller<'_>,
    ) -> Result<Option<QuickUsers>, UserError> {
        let Some(at) = self.at_server(caller, false)? else {
            return Ok(None);
        };
        let mut found = QuickUsers::default();
        if self.everywhere.read()?.settings.quick.has_badges() {
            let accounts = self.badge_server()?.badge_users(at.caller)?;
            found.badges = Some(accounts.into_iter().collect());
        }
        Ok(Some(found))
    }

    /// Sets the badge of a user. Returns `false` at a trusted computer, where nothing was done.
    pub(super) fn set_badge_at_server(
        &self,
        caller: Caller<'_>,
        login: &str,
        number: &Secret,
    ) -> Result<bool, UserError> {
        let Some(at) = self.at_server(caller, true)? else {
            return Ok(false);
        };
        let settings = &self.everywhere.read()?.settings;
        let hasher = &*self.hasher;
        let scanned = self.quick.new_badge(hasher, settings, number);
        let scanned = scanned.map_err(refused)?;
        let to = at.account(login)?;
        let set = self
            .badge_server()?
            .give_badge(at.caller, to, &scanned.proof)?;
        self.quick.take_new(scanned, set).map_err(refused)?;
        Ok(true)
    }

    /// Removes the badge of a user. Returns `false` at a trusted computer, where nothing was done.
    pub(super) fn remove_badge_at_server(
        &self,
        caller: Caller<'_>,
        login: &str,
    ) -> Result<bool, UserError> {
        let Some(at) = self.at_server(caller, true)? else {
            return Ok(false);
        };
        let from = at.account(login)?;
        self.badge_server()?.take_badge(at.caller, from)?;
        Ok(true)
    }
}
