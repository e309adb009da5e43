//! Users who wait for approval and e-mail addresses that may register: by the use cases of a trusted computer.

use crate::domain::account_id::AccountId;
use crate::domain::email::Email;
use crate::service::caller::Caller;
use crate::service::ports::{AllowedList, StoreError, WaitingUsers};
use crate::service::users::UserError;
use crate::testing::restricted::Computer;

fn check_ascii(email: &Email) -> Result<(), UserError> {
    if email.as_str().is_ascii() {
        return Ok(());
    }
    Err(StoreError::Restricted.into())
}

impl Computer {
    pub(super) fn waiting_users(
        &self,
        caller: AccountId,
        limit: u32,
    ) -> Result<WaitingUsers, UserError> {
        let session = self.caller(caller)?;
        let users = self.server.trusted.users();
        let all = users.all(Caller::Session(&session))?;
        let waiting: Vec<_> = all.iter().filter(|user| user.is_pending).collect();
        let first = waiting.iter().take(limit as usize);
        Ok(WaitingUsers {
            users: first
                .map(|user| self.found(&session, user))
                .collect::<Result<_, _>>()?,
            total: waiting.len() as u64,
        })
    }

    pub(super) fn listed_emails(
        &self,
        caller: AccountId,
        limit: u32,
    ) -> Result<AllowedList, UserError> {
        let session = self.caller(caller)?;
        let allowed = self.server.trusted.allowed_emails();
        let mut emails = allowed.list(Caller::Session(&session))?;
        let total = emails.len() as u64;
        emails.truncate(limit as usize);
        Ok(AllowedList { emails, total })
    }

    pub(super) fn allow(&self, caller: AccountId, emails: &[Email]) -> Result<usize, UserError> {
        let session = self.caller(caller)?;
        emails.iter().try_for_each(check_ascii)?;
        let emails = emails.iter().map(|email| email.as_str().to_owned());
        let emails: Vec<_> = emails.collect();
        let allowed = self.server.trusted.allowed_emails();
        allowed.add(Caller::Session(&session), &emails)
    }

    pub(super) fn disallow(&self, caller: AccountId, email: &Email) -> Result<(), UserError> {
        let session = self.caller(caller)?;
        check_ascii(email)?;
        let allowed = self.server.trusted.allowed_emails();
        allowed.remove(Caller::Session(&session), email.as_str())
    }
}
