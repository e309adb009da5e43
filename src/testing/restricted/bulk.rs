//! Changes of several users at a restricted computer: by the use case of a trusted one.

use crate::domain::account_id::AccountId;
use crate::domain::recovery::{FIRST_SECONDS, RESET_SECONDS};
use crate::domain::user::User;
use crate::service::Session;
use crate::service::caller::Caller;
use crate::service::ports::{BulkAnswer, BulkEdit, Cancellation, UserBatch};
use crate::service::users::UserError;
use crate::service::users::bulk::BulkChange;
use crate::service::users::import::Progress;
use crate::testing::restricted::{Computer, user_in};

/// How many users are read at once: few, so that tests need several reads.
const BATCH: usize = 50;

impl Computer {
    pub(super) fn make_changes(
        &self,
        by: &Session,
        edit: &BulkEdit<'_>,
    ) -> Result<BulkAnswer, UserError> {
        let before = self.read_all()?;
        // The use case names who is refused, so that places stand for names.
        let users = edit.users.iter().enumerate();
        let users: Vec<_> = users.map(|(at, id)| (*id, at.to_string())).collect();
        let change = BulkChange {
            action: edit.action.clone(),
            users,
            is_confirmed: edit.is_confirmed,
        };
        let (progress, cancellation) = (Progress::default(), Cancellation::default());
        let users = self.server.trusted.users();
        let summary = users.change_many(Caller::Session(by), &change, &progress, &cancellation)?;
        let refused = summary.refused.into_iter();
        let refused = refused.filter_map(|(at, error)| Some((at.parse().ok()?, error)));
        let refused: Vec<(usize, UserError)> = refused.collect();
        for (at, (id, code)) in edit.users.iter().zip(edit.codes).enumerate() {
            if refused.iter().any(|(of, _)| *of == at) {
                continue;
            }
            let user = user_in(&before, *id).ok_or(UserError::Unknown)?;
            let is_first = user.key_vault.first_code().is_some();
            let lifetime = if is_first {
                FIRST_SECONDS
            } else {
                RESET_SECONDS
            };
            self.set_code(user.username.as_str(), code, lifetime)?;
        }
        Ok(BulkAnswer {
            changed: summary.changed,
            unchanged: summary.unchanged,
            refused,
        })
    }

    pub(super) fn batch_after(
        &self,
        caller: AccountId,
        position: u64,
        only: Option<&[AccountId]>,
    ) -> Result<UserBatch, UserError> {
        let session = self.caller(caller)?;
        let users = self.server.trusted.users();
        let all = users.all(Caller::Session(&session))?;
        let is_wanted = |user: &&User| only.is_none_or(|only| only.contains(&user.id));
        let numbered = (1..).zip(&all).filter(|(_, user)| is_wanted(user));
        let after: Vec<(u64, &User)> = numbered.filter(|(at, _)| *at > position).collect();
        let batch = after.iter().take(BATCH);
        let found = batch.map(|(_, user)| self.found(&session, user));
        Ok(UserBatch {
            users: found.collect::<Result<_, _>>()?,
            next: after.get(BATCH - 1).map(|(at, _)| *at),
        })
    }
}
