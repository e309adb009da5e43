//! The e-mail addresses that may register. Each one is for one account.

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::email::Email;
use crate::domain::role::Permission;
use crate::domain::user_field::UserFieldError;

use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::caller::{Authorizer, Caller};
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::ports::{CredentialStore, Edit};
use crate::service::users::UserAdmin;
use crate::service::users::bulk_action::BULK_MAX;
use crate::service::users::error::UserError;
use crate::service::users::uniqueness::holder;

/// The most addresses that are listed at a restricted computer.
const LISTED_MAX: u32 = 1000;

/// Listing and changing the e-mail addresses that may register.
#[derive(Clone)]
pub struct AllowedEmails {
    /// Finds the server that does this at a restricted computer.
    users: UserAdmin,
    credentials: Arc<dyn CredentialStore>,
    authorizer: Authorizer,
    editor: Editor,
    audit: AuditRecorder,
}

opaque_debug!(AllowedEmails);

impl From<&Context> for AllowedEmails {
    fn from(from: &Context) -> Self {
        Self {
            users: from.into(),
            credentials: Arc::clone(&from.credentials),
            authorizer: from.into(),
            editor: from.into(),
            audit: from.into(),
        }
    }
}

impl AllowedEmails {
    /// Lists the addresses in the order of the file; at a restricted computer the first 1000.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     Ok(service.allowed_emails().list(caller)?.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn list(&self, caller: Caller<'_>) -> Result<Vec<String>, UserError> {
        if let Some(at) = self.users.at_server(caller, false)? {
            return Ok(at.server.allowed_emails(at.caller, LISTED_MAX)?.emails);
        }
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        let emails = snapshot.allowed_emails.iter();
        Ok(emails.map(|email| email.as_str().to_owned()).collect())
    }

    /// Allows these addresses to register, all of them or none. Returns the number of new ones.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     service.allowed_emails().add(caller, &["mel@example.org".to_owned()])
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Field`] if one is not an e-mail address.
    /// - [`UserError::EmailTaken`] if a user has one of them.
    /// - [`UserError::NothingToDo`] if there are none.
    /// - [`UserError::TooManyEmails`] and [`UserError::TooManyChanges`] at a restricted computer.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn add(&self, caller: Caller<'_>, emails: &[String]) -> Result<usize, UserError> {
        if let Some(at) = self.users.at_server(caller, true)? {
            let wanted = parsed(emails)?;
            if wanted.len() > BULK_MAX {
                return Err(UserError::TooManyEmails(BULK_MAX));
            }
            return at.server.allow_emails(at.caller, &wanted);
        }
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize_change(&snapshot, caller, Permission::ManageUsers)?;
        let wanted = parsed(emails)?;
        let mut new = Vec::new();
        self.editor.change(&snapshot, |snapshot| {
            self.authorizer
                .authorize_change(snapshot, caller, Permission::ManageUsers)?;
            let mut owners = wanted
                .iter()
                .filter_map(|email| holder(&snapshot.users, email.as_str(), None));
            if let Some(owner) = owners.next() {
                return Err(UserError::EmailTaken(owner.username.as_str().to_owned()));
            }
            let is_new = |email: &&Email| !snapshot.allowed_emails.contains(email);
            new = wanted.iter().filter(is_new).cloned().collect();
            Ok((!new.is_empty()).then(|| Edit::Invite(new.clone())))
        })?;
        for email in &new {
            let users = (caller.party(), Party::without_account(email));
            self.audit
                .record_about(AuditKind::Users, users, true, AuditWord::Invited);
        }
        Ok(new.len())
    }

    /// Removes an address from the list.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.allowed_emails().remove(caller, "mel@example.org")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if it is not on the list.
    /// - [`UserError::Field`] if it is not an e-mail address.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn remove(&self, caller: Caller<'_>, email: &str) -> Result<(), UserError> {
        if let Some(at) = self.users.at_server(caller, true)? {
            let email = Email::parse(email).map_err(UserFieldError::from)?;
            return at.server.disallow_email(at.caller, &email);
        }
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize_change(&snapshot, caller, Permission::ManageUsers)?;
        let email = Email::parse(email).map_err(UserFieldError::from)?;
        self.editor.change(&snapshot, |snapshot| {
            self.authorizer
                .authorize_change(snapshot, caller, Permission::ManageUsers)?;
            if !snapshot.allowed_emails.contains(&email) {
                return Err(UserError::Unknown);
            }
            Ok(Some(Edit::Uninvite(email.clone())))
        })?;
        let users = (caller.party(), Party::without_account(&email));
        self.audit
            .record_about(AuditKind::Users, users, true, AuditWord::Uninvited);
        Ok(())
    }
}

/// Reads addresses, each once.
fn parsed(emails: &[String]) -> Result<Vec<Email>, UserError> {
    let mut wanted: Vec<Email> = Vec::with_capacity(emails.len());
    for email in emails {
        let email = Email::parse(email).map_err(UserFieldError::from)?;
        if !wanted.contains(&email) {
            wanted.push(email);
        }
    }
    if wanted.is_empty() {
        return Err(UserError::NothingToDo);
    }
    Ok(wanted)
}
