//! Users who wait for approval, and e-mail addresses that may register.

use serde_json::{Map, Value};
use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::domain::email::Email;
use crate::service::ports::{AllowedList, StoreError, WaitingUsers};
use crate::service::users::UserError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::{
    ALLOW_EMAILS, ALLOWED_EMAILS, DISALLOW_EMAIL, WAITING,
};
use crate::store::postgres::restricted::shown::damaged;

fn number(found: &Map<String, Value>, key: &str) -> Result<u64, UserError> {
    found.get(key).and_then(Value::as_u64).ok_or_else(damaged)
}

fn ascii(email: &Email) -> Result<&str, UserError> {
    let text = email.as_str();
    if text.is_ascii() {
        Ok(text)
    } else {
        Err(StoreError::Restricted.into())
    }
}

impl RestrictedServer {
    pub(super) fn waiting_users(
        &self,
        caller: AccountId,
        limit: u32,
    ) -> Result<WaitingUsers, UserError> {
        let session = self.session(caller)?;
        let limit = i32::try_from(limit).unwrap_or(i32::MAX);
        let values: [&(dyn ToSql + Sync); 2] = [&session.token.as_bytes(), &limit];
        let mut found = self.found(WAITING, &values)?;
        let total = number(&found, "total")?;
        let Some(Value::Array(rows)) = found.remove("rows") else {
            return Err(damaged());
        };
        let users = rows.into_iter().map(|shown| self.user_of(shown));
        let users = users.collect::<Result<_, _>>()?;
        Ok(WaitingUsers { users, total })
    }

    pub(super) fn listed_emails(
        &self,
        caller: AccountId,
        limit: u32,
    ) -> Result<AllowedList, UserError> {
        let session = self.session(caller)?;
        let limit = i32::try_from(limit).unwrap_or(i32::MAX);
        let values: [&(dyn ToSql + Sync); 2] = [&session.token.as_bytes(), &limit];
        let mut found = self.found(ALLOWED_EMAILS, &values)?;
        let total = number(&found, "total")?;
        let emails = found.remove("emails").unwrap_or_default();
        let emails = serde_json::from_value(emails).map_err(|_| damaged())?;
        Ok(AllowedList { emails, total })
    }

    pub(super) fn allow(&self, caller: AccountId, emails: &[Email]) -> Result<usize, UserError> {
        let session = self.session(caller)?;
        let emails: Result<Vec<_>, _> = emails.iter().map(ascii).collect();
        let values: [&(dyn ToSql + Sync); 2] = [&session.token.as_bytes(), &emails?];
        let found = self.found(ALLOW_EMAILS, &values)?;
        let new = number(&found, "new")?;
        Ok(usize::try_from(new).unwrap_or(usize::MAX))
    }

    pub(super) fn disallow(&self, caller: AccountId, email: &Email) -> Result<(), UserError> {
        let session = self.session(caller)?;
        let email = ascii(email)?;
        let values: [&(dyn ToSql + Sync); 2] = [&session.token.as_bytes(), &email];
        self.found(DISALLOW_EMAIL, &values).map(drop)
    }
}
