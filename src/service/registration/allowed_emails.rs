//! E-mail addresses that may register: listed, added and taken off. Each makes one account.

use crate::domain::audit::Kind;
use crate::domain::email::Email;
use crate::domain::role::Permission;

use crate::service::Service;
use crate::service::caller::By;
use crate::service::ports::Change;
use crate::service::users::PeopleError;

impl Service {
    /// The addresses that may register, in the order of the file.
    ///
    /// # Errors
    /// When whoever asks may not manage people, or the file cannot be used.
    pub fn invited(&self, by: By<'_>) -> Result<Vec<String>, PeopleError> {
        self.may_look(by, Permission::ManageUsers)?;
        let listed = self.credentials.pre_authorised()?.value;
        Ok(listed
            .iter()
            .map(|email| email.as_str().to_owned())
            .collect())
    }

    /// Lets whoever has one of these addresses register. Gives how many are new on the list.
    ///
    /// # Errors
    /// Says which address stands in the way; then none was added.
    pub fn invite(&self, by: By<'_>, emails: &[String]) -> Result<usize, PeopleError> {
        let actor = self.may_change(by, Permission::ManageUsers)?;
        let mut wanted: Vec<Email> = Vec::with_capacity(emails.len());
        for email in emails {
            let email = Email::parse(email)?;
            if !wanted.contains(&email) {
                wanted.push(email);
            }
        }
        if wanted.is_empty() {
            return Err(PeopleError::NothingToDo);
        }
        let mut new = Vec::new();
        self.change(|| {
            let listed = self.credentials.pre_authorised()?;
            for email in &wanted {
                let found = self.credentials.find_look_alike(email.as_str())?.value;
                if let Some(user) = found {
                    let other = user.username.as_str().to_owned();
                    return Err(PeopleError::EmailTaken(other));
                }
            }
            let is_new = |email: &&Email| !listed.value.contains(email);
            new = wanted.iter().filter(is_new).cloned().collect();
            let change = Change::Invite(new.clone());
            Ok((!new.is_empty()).then_some((change, listed.revision)))
        })?;
        for email in &new {
            let hands = (actor.name(), email.as_str());
            self.record_about(Kind::People, hands, true, "invited");
        }
        Ok(new.len())
    }

    /// Takes an address off the list of those that may register.
    ///
    /// # Errors
    /// [`PeopleError::Unknown`] when it is not on the list.
    pub fn uninvite(&self, by: By<'_>, email: &str) -> Result<(), PeopleError> {
        let actor = self.may_change(by, Permission::ManageUsers)?;
        let email = Email::parse(email)?;
        self.change(|| {
            let listed = self.credentials.pre_authorised()?;
            if !listed.value.contains(&email) {
                return Err(PeopleError::Unknown);
            }
            Ok(Some((Change::Uninvite(email.clone()), listed.revision)))
        })?;
        let hands = (actor.name(), email.as_str());
        self.record_about(Kind::People, hands, true, "uninvited");
        Ok(())
    }
}
