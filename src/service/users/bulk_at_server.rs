//! A change of several users at a restricted computer: the server makes it, by the rules of the use case.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::recovery::Code;
use crate::domain::secret::Secret;

use crate::service::ports::{BulkEdit, Cancellation};
use crate::service::users::UserAdmin;
use crate::service::users::at_server::AtServer;
use crate::service::users::bulk::{BULK_MAX, BulkAction, BulkChange, BulkSummary};
use crate::service::users::error::UserError;
use crate::service::users::import::Progress;
use crate::service::users::input::parse_roles;
use crate::service::users::list::UserRow;

impl UserAdmin {
    pub(super) fn change_many_at_server(
        &self,
        at: &AtServer<'_>,
        change: &BulkChange,
        (progress, cancellation): (&Progress, &Cancellation),
    ) -> Result<BulkSummary, UserError> {
        if let Some(role) = change.action.role() {
            parse_roles(&[role])?;
        }
        let mut seen = HashSet::new();
        let (users, again): (Vec<_>, Vec<_>) =
            change.users.iter().partition(|(id, _)| seen.insert(*id));
        if users.len() > BULK_MAX {
            return Err(UserError::TooManyUsers(BULK_MAX));
        }
        let again = again.into_iter();
        let again = again.map(|(_, username)| (username.clone(), UserError::Unknown));
        let mut summary = BulkSummary {
            refused: again.collect(),
            is_cancelled: cancellation.is_cancelled(),
            ..BulkSummary::default()
        };
        if summary.is_cancelled || users.is_empty() {
            return Ok(summary);
        }
        progress.start(users.len() + 1);
        let codes = match change.action {
            BulkAction::NewCode => users
                .iter()
                .map(|_| self.passwords.keys.new_code())
                .collect::<Result<Vec<_>, _>>()?,
            _ => Vec::new(),
        };
        let digests: Vec<_> = codes.iter().map(Code::one_time_digest).collect();
        let ids: Vec<AccountId> = users.iter().map(|(id, _)| *id).collect();
        progress.write();
        let answer = at.change_many(&BulkEdit {
            action: &change.action,
            users: &ids,
            codes: &digests,
            is_confirmed: change.is_confirmed,
        })?;
        let name = |at: usize| users.get(at).map(|(_, username)| username.clone());
        let refused: HashSet<usize> = answer.refused.iter().map(|(at, _)| *at).collect();
        let given = codes.iter().enumerate();
        let given = given.filter(|(at, _)| !refused.contains(at));
        let given = given.filter_map(|(at, code)| Some((name(at)?, code.to_secret())));
        summary.codes = given.collect::<Vec<(String, Secret)>>();
        let refused = answer.refused.into_iter();
        let refused = refused.filter_map(|(at, error)| Some((name(at)?, error)));
        summary.refused.extend(refused);
        (summary.changed, summary.unchanged) = (answer.changed, answer.unchanged);
        Ok(summary)
    }

    /// Reads the users for a table, some at a time.
    pub(super) fn rows_at_server(
        &self,
        at: &AtServer<'_>,
        ids: Option<&HashSet<AccountId>>,
    ) -> Result<Vec<UserRow>, UserError> {
        let settings = Arc::clone(&self.everywhere.read()?.settings);
        let mut rows = Vec::new();
        let mut read = |only: Option<&[AccountId]>| -> Result<(), UserError> {
            let mut position = Some(0);
            while let Some(after) = position {
                let batch = at.server.users_after(at.caller, after, only)?;
                let found = batch.users.iter();
                rows.extend(found.map(|found| self.found_row(found, at.caller, &settings)));
                // A position that does not grow would never end.
                position = batch.next.filter(|next| *next > after);
            }
            Ok(())
        };
        match ids {
            None => read(None)?,
            Some(ids) => {
                let ids: Vec<_> = ids.iter().copied().collect();
                ids.chunks(BULK_MAX).try_for_each(|ids| read(Some(ids)))?;
            }
        }
        Ok(rows)
    }
}
