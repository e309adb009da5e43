//! The same change of several users by an administrator.

use serde::Deserialize;
use serde_json::Value;
use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::service::ports::{ApprovalTicket, BulkAnswer, BulkEdit, UserBatch};
use crate::service::users::UserError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::{CHANGE_USERS, USERS_AFTER};
use crate::store::postgres::restricted::shown::{damaged, error_of};
use crate::store::postgres::restricted::user_edit::latest;

/// How many users the server sends at once.
const BATCH: i32 = 500;

#[derive(Deserialize)]
struct Answer {
    changed: usize,
    unchanged: usize,
    refused: Vec<(usize, String)>,
}

impl RestrictedServer {
    pub(super) fn edit_many(
        &self,
        caller: AccountId,
        edit: &BulkEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<BulkAnswer, UserError> {
        let session = self.session(caller)?;
        let users: Vec<&[u8]> = edit
            .users
            .iter()
            .map(|id| id.as_bytes().as_slice())
            .collect();
        let codes: Vec<&[u8]> = edit.codes.iter().map(<[u8; 32]>::as_slice).collect();
        let values: [&(dyn ToSql + Sync); 7] = [
            &session.token.as_bytes(),
            &edit.action.kind().word(),
            &edit.action.role().map(str::trim),
            &users,
            &codes,
            &edit.is_confirmed,
            &latest(approvals),
        ];
        let found = self.found(CHANGE_USERS, &values)?;
        let answer: Answer = serde_json::from_value(Value::Object(found)).map_err(|_| damaged())?;
        let refused = answer.refused.into_iter();
        Ok(BulkAnswer {
            changed: answer.changed,
            unchanged: answer.unchanged,
            refused: refused.map(|(at, word)| (at, error_of(&word))).collect(),
        })
    }

    pub(super) fn batch_after(
        &self,
        caller: AccountId,
        position: u64,
        only: Option<&[AccountId]>,
    ) -> Result<UserBatch, UserError> {
        let session = self.session(caller)?;
        let only: Option<Vec<&[u8]>> =
            only.map(|ids| ids.iter().map(|id| id.as_bytes().as_slice()).collect());
        let values: [&(dyn ToSql + Sync); 4] = [
            &session.token.as_bytes(),
            &i64::try_from(position).unwrap_or(i64::MAX),
            &only,
            &BATCH,
        ];
        let mut found = self.found(USERS_AFTER, &values)?;
        let next = found.get("after").and_then(Value::as_u64);
        let Some(Value::Array(rows)) = found.remove("rows") else {
            return Err(damaged());
        };
        let users = rows.into_iter().map(|shown| self.user_of(shown));
        let users = users.collect::<Result<_, _>>()?;
        Ok(UserBatch { users, next })
    }
}
