//! What a session depends on in its account.

use crate::domain::credential::StoredHash;
use crate::domain::user::User;

/// What may not change in an account while a session is open.
#[derive(PartialEq)]
pub(crate) struct AccountState {
    hash: Option<StoredHash>,
    session_epoch: u32,
}

impl AccountState {
    pub(crate) fn of(user: &User) -> Self {
        Self {
            hash: user.hash.clone(),
            session_epoch: user.session_epoch,
        }
    }
}
