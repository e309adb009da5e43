//! Changing the username of a user.

use crate::domain::audit_detail::AuditDetail;
use crate::domain::user_field::UserFieldError;
use crate::domain::username::Username;

use crate::service::audit::recorder::Party;
use crate::service::caller::Caller;
use crate::service::ports::Edit;
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;
use crate::service::users::uniqueness::holder;

impl UserAdmin {
    /// Changes the username of a user, also on the pages that name the user.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().rename(caller, "bob", "robert")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::Field`] if the new name is not acceptable.
    /// - [`UserError::UsernameTaken`] if another user has it, or one that looks like it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn rename(&self, caller: Caller<'_>, login: &str, to: &str) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return self.rename_at_server(&at, login, to);
        }
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let to = Username::parse(to).map_err(UserFieldError::from)?;
        let checked = self.customization.check_username(&to);
        checked.map_err(UserFieldError::from)?;
        self.editor.change(&snapshot, |snapshot| {
            let name = user.username.as_str();
            let (_, user) = self
                .authorizer
                .authorize_user_change(snapshot, caller, name)?;
            if holder(&snapshot.users, to.as_str(), Some(user)).is_some() {
                return Err(UserError::UsernameTaken);
            }
            let (from, to) = (user.username.clone(), to.clone());
            Ok(Some(Edit::Rename { from, to }))
        })?;
        let before = user.username.as_str().to_owned();
        let renamed = Party::new(to.as_str(), user.id);
        self.record(caller, renamed, AuditDetail::RenamedFrom(before));
        Ok(())
    }
}
