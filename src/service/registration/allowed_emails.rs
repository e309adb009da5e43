//! E-mail addresses that may register: listed, added and taken off. Each makes one account.

use crate::domain::audit::AuditKind;
use crate::domain::email::Email;
use crate::domain::role::Permission;

use crate::service::Service;
use crate::service::caller::Caller;
use crate::service::ports::Edit;
use crate::service::users::UserError;

impl Service {
    /// The addresses that may register, in the order of the file.
    ///
    /// # Errors
    /// When whoever asks may not manage people, or the file cannot be used.
    pub fn invited(&self, by: Caller<'_>) -> Result<Vec<String>, UserError> {
        self.authorize(by, Permission::ManageUsers)?;
        let listed = self.credentials.allowed_emails()?.value;
        Ok(listed
            .iter()
            .map(|email| email.as_str().to_owned())
            .collect())
    }

    /// Lets whoever has one of these addresses register. Gives how many are new on the list.
    ///
    /// # Errors
    /// Says which address stands in the way; then none was added.
    pub fn invite(&self, by: Caller<'_>, emails: &[String]) -> Result<usize, UserError> {
        let actor = self.authorize_change(by, Permission::ManageUsers)?;
        let mut wanted: Vec<Email> = Vec::with_capacity(emails.len());
        for email in emails {
            let email = Email::parse(email)?;
            if !wanted.contains(&email) {
                wanted.push(email);
            }
        }
        if wanted.is_empty() {
            return Err(UserError::NothingToDo);
        }
        let mut new = Vec::new();
        self.change(|| {
            let listed = self.credentials.allowed_emails()?;
            for email in &wanted {
                let found = self.credentials.find_look_alike(email.as_str())?.value;
                if let Some(user) = found {
                    let other = user.username.as_str().to_owned();
                    return Err(UserError::EmailTaken(other));
                }
            }
            let is_new = |email: &&Email| !listed.value.contains(email);
            new = wanted.iter().filter(is_new).cloned().collect();
            let change = Edit::Invite(new.clone());
            Ok((!new.is_empty()).then_some((change, listed.revision)))
        })?;
        for email in &new {
            let hands = (actor.name(), email.as_str());
            self.record_about(AuditKind::People, hands, true, "invited");
        }
        Ok(new.len())
    }

    /// Takes an address off the list of those that may register.
    ///
    /// # Errors
    /// [`UserError::Unknown`] when it is not on the list.
    pub fn uninvite(&self, by: Caller<'_>, email: &str) -> Result<(), UserError> {
        let actor = self.authorize_change(by, Permission::ManageUsers)?;
        let email = Email::parse(email)?;
        self.change(|| {
            let listed = self.credentials.allowed_emails()?;
            if !listed.value.contains(&email) {
                return Err(UserError::Unknown);
            }
            Ok(Some((Edit::Uninvite(email.clone()), listed.revision)))
        })?;
        let hands = (actor.name(), email.as_str());
        self.record_about(AuditKind::People, hands, true, "uninvited");
        Ok(())
    }
}
