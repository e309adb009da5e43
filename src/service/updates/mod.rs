//! Whether there is a newer version of the program (R115).
//!
//! Only a file that names a server and a key has it asked, and that once a day at most. Nothing is downloaded but the signed
//! manifest, which is remembered, so that a server cannot go back to an earlier one.

pub mod commands;

use std::sync::Arc;

use crate::domain::role::{Permission, Permissions};
use crate::domain::update::{MANIFEST_MAX, UpdateNews, UpdateRecord};

use crate::service::caller::{Authorizer, Caller};
use crate::service::context::Context;
use crate::service::ports::{Clock, CredentialStore, ManifestServer, PreferenceStore};
use crate::service::users::error::UserError;

/// Asking whether there is a newer version.
#[derive(Clone)]
pub struct Updates {
    credentials: Arc<dyn CredentialStore>,
    records: Arc<dyn PreferenceStore>,
    server: Option<Arc<dyn ManifestServer>>,
    authorizer: Authorizer,
    clock: Arc<dyn Clock>,
}

opaque_debug!(Updates);

impl From<&Context> for Updates {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            records: Arc::clone(&from.preferences),
            server: from.manifest_server.clone(),
            authorizer: from.into(),
            clock: Arc::clone(&from.clock),
        }
    }
}

impl Updates {
    /// Returns what is known of the newest version, and asks the server if it was not asked within a day; `None` if the settings
    /// name no server, and in other apps than the ready-made one. Only administrators may ask. May take ten seconds.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::{Caller, Operator};
    ///
    /// fn is_asked(service: &Service) -> Result<bool, UserError> {
    ///     let owner = Caller::LocalOwner(Operator::assume());
    ///     Ok(service.updates().news(owner)?.is_some())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the session has ended.
    /// - [`UserError::NotAllowed`] if the caller is not an administrator.
    /// - [`UserError::Store`] if the credential store fails.
    /// - [`UserError::State`] if what is remembered cannot be read or written; then the server is not asked, or not believed.
    pub fn news(&self, caller: Caller<'_>) -> Result<Option<UpdateNews>, UserError> {
        let snapshot = self.credentials.read()?;
        let authorized = self
            .authorizer
            .authorize(&snapshot, caller, Permission::EditSettings)?;
        if !authorized.has_all(Permissions::ADMIN) {
            return Err(UserError::NotAllowed);
        }
        let source = snapshot.settings.updates.both();
        let Some(((address, key), server)) = source.zip(self.server.as_ref()) else {
            return Ok(None);
        };
        let (name, now) = (UpdateRecord::name(key), self.clock.now());
        let (mut record, mut is_due) = (UpdateRecord::default(), false);
        // The try is noted before the server is asked, so that no other window asks it as well.
        self.records.update_record(&name, &mut |stored| {
            record = stored.and_then(UpdateRecord::parse).unwrap_or_default();
            is_due = record.is_due(address, now);
            is_due.then(|| {
                record.begin(address, now);
                record.to_string()
            })
        })?;
        if is_due {
            let answer = server.fetch(address, MANIFEST_MAX);
            let answer = answer.as_deref().map_err(|failure| *failure);
            // Judged by what is remembered by now, which is more than before if another address has answered meanwhile.
            self.records.update_record(&name, &mut |stored| {
                record = stored.and_then(UpdateRecord::parse).unwrap_or_default();
                record.finish(answer, key);
                Some(record.to_string())
            })?;
        }
        Ok(Some(record.news(key, now.day())))
    }
}
