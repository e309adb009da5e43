//! Changes of users by administrators.

use serde_json::{Map, Value, json};

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::hex;
use crate::domain::role::Role;
use crate::domain::user::{NewUser, UserPatch};
use crate::service::ports::{AccessChange, ApprovalTicket, StoreError, UserEdit};
use crate::service::users::UserError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::{
    ADD_USER, CHANGE_USER, REMOVE_USER, RENAME_USER, USER_ACTION,
};
use crate::store::postgres::restricted::live_approvals::LIVE_MAX;

impl RestrictedServer {
    pub(super) fn edit(
        &self,
        caller: AccountId,
        edit: &UserEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<(), UserError> {
        let approvals = latest(approvals);
        let session = self.session(caller)?;
        let token = session.token.as_bytes();
        match *edit {
            UserEdit::Add { user, hash, code } => {
                let (id, text) = (user.id.as_bytes().as_slice(), text_of(user)?);
                let code = code.as_slice();
                self.found(
                    ADD_USER,
                    &[&token, &id, &text, &hash.as_str(), &code, &approvals],
                )
            }
            UserEdit::Patch { found, patch } => {
                let (id, state) = (found.user.id.as_bytes().as_slice(), found.state.as_slice());
                let text = text_of_patch(patch).ok_or(StoreError::Restricted)?;
                self.found(CHANGE_USER, &[&token, &id, &state, &text, &approvals])
            }
            UserEdit::Rename { account, to } => {
                let id = account.as_bytes().as_slice();
                let to = to.as_str();
                if !to.is_ascii() {
                    return Err(StoreError::Restricted.into());
                }
                self.found(RENAME_USER, &[&token, &id, &to])
            }
            UserEdit::Remove(account) => {
                let id = account.as_bytes().as_slice();
                self.found(REMOVE_USER, &[&token, &id, &approvals])
            }
            UserEdit::Access { account, change } => {
                let (word, secret) = match change {
                    AccessChange::Unlock => ("unlock", None),
                    AccessChange::Reset(digest) => ("reset", Some(hex(&digest))),
                    AccessChange::RequireChange => ("require_change", None),
                    AccessChange::SignOut => ("sign_out", None),
                    AccessChange::TwoStepOff => ("two_step_off", None),
                    AccessChange::EndCredentials(hash) => {
                        ("end_credentials", Some(hash.as_str().to_owned()))
                    }
                };
                let id = account.as_bytes().as_slice();
                self.found(USER_ACTION, &[&token, &id, &word, &secret, &approvals])
            }
        }
        .map(drop)
    }
}

/// Returns the latest approvals, as many as the server takes.
pub(super) fn latest(approvals: &[ApprovalTicket]) -> Vec<&[u8]> {
    let approvals = approvals.iter().rev().take(LIVE_MAX);
    approvals.map(ApprovalTicket::as_bytes).collect()
}

fn names(roles: &[Role]) -> Vec<&str> {
    roles.iter().map(Role::as_str).collect()
}

/// Returns a new user as the server expects it. Names with letters outside ASCII are compared at a trusted computer.
fn text_of(user: &NewUser) -> Result<String, StoreError> {
    let email = user.email.as_ref().ok_or(StoreError::Restricted)?;
    if !user.username.as_str().is_ascii() || !email.as_str().is_ascii() {
        return Err(StoreError::Restricted);
    }
    let described = json!({
        "username": user.username.as_str(),
        "email": email.as_str(),
        "first_name": user.name.first,
        "last_name": user.name.last,
        "roles": names(&user.roles),
        "fields": user.fields,
    });
    Ok(described.to_string())
}

/// Returns a change as the server expects it; `None` if it is not made at a restricted computer.
fn text_of_patch(patch: &UserPatch) -> Option<String> {
    let UserPatch {
        email,
        first_name,
        last_name,
        roles,
        disabled,
        times,
        is_pending,
        picture,
        hash,
        must_change_password,
        session_epoch,
        key_vault,
        fields,
    } = patch;
    let is_of_owner = picture.is_some() || hash.is_some() || key_vault.is_some();
    if is_of_owner || must_change_password.is_some() || session_epoch.is_some() {
        return None;
    }
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| {
        all.insert(key.to_owned(), value);
    };
    if let Some(email) = email {
        let email = email.as_ref()?.as_str();
        email.is_ascii().then(|| put("email", json!(email)))?;
    }
    if let Some(name) = first_name {
        put("first_name", json!(name));
    }
    if let Some(name) = last_name {
        put("last_name", json!(name));
    }
    if let Some(roles) = roles {
        put("roles", json!(names(roles)));
    }
    if let Some(disabled) = disabled {
        put("disabled", json!(disabled));
    }
    if let Some(times) = times {
        put("times", json!(times.texts()));
    }
    if let Some(is_pending) = is_pending {
        put("pending", json!(is_pending));
    }
    if !fields.is_empty() {
        put("fields", json!(fields));
    }
    Some(Value::Object(all).to_string())
}
