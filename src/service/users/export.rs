//! Users as a CSV table, which can be imported again.

use std::collections::HashSet;

use crate::domain::account_id::AccountId;
use crate::domain::role::Permission;

use crate::service::caller::Caller;
use crate::service::csv;
use crate::service::users::UserAdmin;
use crate::service::users::columns::COLUMNS;
use crate::service::users::error::UserError;
use crate::service::users::list::{Status, UserRow};

impl UserAdmin {
    /// Returns all users as a CSV table without secrets, which can be imported again.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<String, UserError> {
    ///     service.users().export(caller)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::ReauthenticationRequired`] if a PIN has unlocked the session and the password was not entered since.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn export(&self, caller: Caller<'_>) -> Result<String, UserError> {
        self.export_rows(caller, None)
    }

    /// Returns the users with these ids as a CSV table, as [`UserAdmin::export`] does for all.
    ///
    /// ```
    /// use std::collections::HashSet;
    ///
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn export_till(service: &Service, caller: Caller<'_>) -> Result<String, UserError> {
    ///     let users = service.users().all(caller)?;
    ///     let till = users.iter().filter(|user| user.roles.iter().any(|role| role.as_str() == "till"));
    ///     let till: HashSet<_> = till.map(|user| user.id).collect();
    ///     service.users().export_of(caller, &till)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::ReauthenticationRequired`] if a PIN has unlocked the session and the password was not entered since.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn export_of(
        &self,
        caller: Caller<'_>,
        ids: &HashSet<AccountId>,
    ) -> Result<String, UserError> {
        self.export_rows(caller, Some(ids))
    }

    fn export_rows(
        &self,
        caller: Caller<'_>,
        ids: Option<&HashSet<AccountId>>,
    ) -> Result<String, UserError> {
        let permission = Permission::ManageUsers;
        if let Some(at) = self.at_server(caller, false)? {
            let snapshot = self.everywhere.read()?;
            self.authorizer
                .authorize_export(&snapshot, caller, permission)?;
            let rows = self.rows_at_server(&at, ids)?;
            return Ok(csv::write(COLUMNS, rows.iter().map(cells)));
        }
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize_export(&snapshot, caller, permission)?;
        let users = self.list(caller)?;
        let is_wanted = |row: &&UserRow| ids.is_none_or(|ids| ids.contains(&row.id));
        let rows = users.rows.iter().filter(is_wanted);
        Ok(csv::write(COLUMNS, rows.map(cells)))
    }
}

/// Returns the values of a user in the order of [`COLUMNS`].
fn cells(row: &UserRow) -> [String; COLUMNS.len()] {
    let flag = |is_set: bool| if is_set { "yes" } else { "no" }.to_owned();
    let [valid_from, valid_until, hours] = row.times.texts();
    [
        row.username.clone(),
        row.email.clone(),
        row.first_name.clone(),
        row.last_name.clone(),
        row.roles.join(";"),
        flag(row.status == Status::Disabled),
        row.status.word().to_owned(),
        row.last_sign_in
            .map_or_else(String::new, |at| at.to_string()),
        flag(row.has_two_step),
        valid_from,
        valid_until,
        hours,
    ]
}
