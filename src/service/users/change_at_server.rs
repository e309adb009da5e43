//! Changes of users at a restricted computer: the server makes them, by the rules of the use cases.

use crate::domain::account_id::AccountId;
use crate::domain::secret::Secret;
use crate::domain::user::UserPatch;
use crate::domain::user_field::UserFieldError;
use crate::domain::username::Username;

use crate::service::ports::{AccessChange, BulkAnswer, BulkEdit, FoundUser, StoreError, UserEdit};
use crate::service::users::UserAdmin;
use crate::service::users::at_server::AtServer;
use crate::service::users::error::UserError;
use crate::service::users::input::{
    UserBefore, UserChange, UserInput, new_user, parse_roles, user_patch,
};

/// How often a change is made anew because other computers have changed the user meanwhile.
const TRIES: usize = 3;

impl AtServer<'_> {
    fn change(&self, edit: &UserEdit<'_>) -> Result<(), UserError> {
        self.server.change(self.caller, edit, &self.approvals)
    }

    pub(super) fn change_many(&self, edit: &BulkEdit<'_>) -> Result<BulkAnswer, UserError> {
        self.server.change_many(self.caller, edit, &self.approvals)
    }

    pub(super) fn account(&self, login: &str) -> Result<AccountId, UserError> {
        let found = self.server.user(self.caller, login)?;
        Ok(found.ok_or(UserError::Unknown)?.user.id)
    }

    /// Makes a change of a user on the latest state of the user.
    fn patch(
        &self,
        login: &str,
        patch: impl Fn(&FoundUser) -> Result<UserPatch, UserError>,
    ) -> Result<(), UserError> {
        let mut tries = 0;
        loop {
            let found = &self.server.user(self.caller, login)?;
            let found = found.as_ref().ok_or(UserError::Unknown)?;
            let patch = &patch(found)?;
            tries += 1;
            match self.change(&UserEdit::Patch { found, patch }) {
                Err(UserError::Store(StoreError::Changed)) if tries < TRIES => {}
                made => return made,
            }
        }
    }
}

impl UserAdmin {
    pub(super) fn add_at_server(
        &self,
        at: &AtServer<'_>,
        input: &UserInput,
        roles: &[impl AsRef<str>],
    ) -> Result<Secret, UserError> {
        let id = self.passwords.keys.new_account_id()?;
        let mut user = new_user(&self.customization, id, input)?;
        user.roles = parse_roles(roles)?;
        let settings = self.everywhere.read()?.settings.hashing;
        let hash = self.passwords.random_hash(settings)?;
        let code = self.passwords.keys.new_code()?;
        let edit = UserEdit::Add {
            user: &user,
            hash: &hash,
            code: code.one_time_digest(),
        };
        at.change(&edit)?;
        Ok(code.to_secret())
    }

    pub(super) fn change_at_server(
        &self,
        at: &AtServer<'_>,
        login: &str,
        change: &UserChange,
        before: Option<&UserBefore>,
    ) -> Result<(), UserError> {
        at.patch(login, |found| {
            let user = &found.user;
            if before.is_some_and(|before| *before != UserBefore::of(user)) {
                return Err(StoreError::Changed.into());
            }
            let patch = user_patch(&self.customization, user, change)?;
            if patch.is_empty() {
                return Err(UserError::NothingToDo);
            }
            Ok(patch)
        })
    }

    pub(super) fn approve_at_server(
        at: &AtServer<'_>,
        login: &str,
        roles: &[impl AsRef<str>],
    ) -> Result<(), UserError> {
        let added = parse_roles(roles)?;
        at.patch(login, |found| {
            let mut all = found.user.roles.clone();
            let new = added.iter().filter(|role| !found.user.roles.contains(role));
            all.extend(new.cloned());
            Ok(UserPatch {
                is_pending: Some(false),
                roles: (all != found.user.roles).then_some(all),
                ..UserPatch::default()
            })
        })
    }

    pub(super) fn rename_at_server(
        &self,
        at: &AtServer<'_>,
        login: &str,
        to: &str,
    ) -> Result<(), UserError> {
        let to = &Username::parse(to).map_err(UserFieldError::from)?;
        let checked = self.customization.check_username(to);
        checked.map_err(UserFieldError::from)?;
        let account = at.account(login)?;
        at.change(&UserEdit::Rename { account, to })
    }

    pub(super) fn remove_at_server(at: &AtServer<'_>, login: &str) -> Result<(), UserError> {
        let account = at.account(login)?;
        at.change(&UserEdit::Remove(account))
    }

    pub(super) fn access_at_server(
        at: &AtServer<'_>,
        login: &str,
        change: AccessChange<'_>,
    ) -> Result<(), UserError> {
        let account = at.account(login)?;
        at.change(&UserEdit::Access { account, change })
    }

    pub(super) fn reset_at_server(
        &self,
        at: &AtServer<'_>,
        login: &str,
    ) -> Result<Secret, UserError> {
        let code = self.passwords.keys.new_code()?;
        let change = AccessChange::Reset(code.one_time_digest());
        Self::access_at_server(at, login, change)?;
        Ok(code.to_secret())
    }

    pub(super) fn end_credentials_at_server(
        &self,
        at: &AtServer<'_>,
        login: &str,
    ) -> Result<(), UserError> {
        let settings = self.everywhere.read()?.settings.hashing;
        let hash = self.passwords.random_hash(settings)?;
        Self::access_at_server(at, login, AccessChange::EndCredentials(&hash))
    }
}
