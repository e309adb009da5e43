//! Texts about a user that the list and the details share.

use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::service::users::list::UserRow;

pub(crate) fn last_sign_in(row: &UserRow, messages: &Messages, now: Timestamp) -> String {
    match row.last_sign_in {
        Some(at) => messages.ago(at, now),
        None => messages.get("users-never").into_owned(),
    }
}

pub(crate) fn two_step(row: &UserRow, messages: &Messages) -> String {
    let name = if row.has_two_step {
        "users-two-step-on"
    } else {
        "users-two-step-off"
    };
    messages.get(name).into_owned()
}
