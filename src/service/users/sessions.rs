//! The users who are signed in on this computer, now or with a remembered sign-in (R43).

use std::collections::HashSet;

use crate::domain::audit_detail::AuditWord;
use crate::domain::role::Permission;
use crate::domain::timestamp::Timestamp;

use crate::service::caller::Caller;
use crate::service::ports::RememberedSignIn;
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;

/// A user who is signed in on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Username.
    pub username: String,
    /// Whether the user has an open session.
    pub is_open: bool,
    /// The remembered sign-in, if there is one.
    pub remembered: Option<Remembered>,
}

/// A remembered sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Name of the computer.
    pub device: String,
    /// Time of the sign-in.
    pub since: Timestamp,
    /// Time of the last use.
    pub used_at: Timestamp,
    /// Time of expiry.
    pub until: Timestamp,
}

impl From<&RememberedSignIn> for Remembered {
    fn from(record: &RememberedSignIn) -> Self {
        Self {
            device: record.device_name.clone(),
            since: record.created_at,
            used_at: record.used_at,
            until: record.expires_at,
        }
    }
}

impl UserAdmin {
    /// Lists the users who are signed in on this computer.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     Ok(service.users().signed_in(caller)?.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn signed_in(&self, caller: Caller<'_>) -> Result<Vec<SignedIn>, UserError> {
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        let users = snapshot.users.iter();
        let accounts: Vec<_> = users.clone().map(|user| user.id).collect();
        let open: HashSet<_> = self
            .sessions
            .active_sessions(&accounts)?
            .into_iter()
            .collect();
        let now = self.clock.now();
        let remembered = self.sessions.remembered()?;
        let remembered = remembered.filter(|record| record.expires_at > now);
        let signed_in = users.filter_map(|user| {
            let is_open = open.contains(&user.id);
            let remembered = remembered.as_ref().filter(|record| record.is_of(user));
            (is_open || remembered.is_some()).then(|| SignedIn {
                username: user.username.as_str().to_owned(),
                is_open,
                remembered: remembered.map(Remembered::from),
            })
        });
        Ok(signed_in.collect())
    }

    /// Ends the session that a user has parked in a window of this program while another user works. What is open in it is
    /// dropped. Does nothing if there is none.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().end_parked(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake, and the caller lacks a permission.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn end_parked(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_removal(&snapshot, caller, login)?;
        if self.open_sessions.discard_parked(user.id) {
            self.record(caller, user, AuditWord::ParkedEnded);
        }
        Ok(())
    }
}
