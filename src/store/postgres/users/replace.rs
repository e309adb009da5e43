//! Replaces settings and users as their owner does, on the command line.

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_event::AuditEvent;
use crate::domain::audit_word::AuditWord;
use crate::domain::changed_setting::ChangedSetting;
use crate::domain::settings::Settings;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{Snapshot, StoreError};
use crate::store::postgres::client::Tx;
use crate::store::postgres::enrolment::record_at;
use crate::store::postgres::state::import::LocalState;
use crate::store::postgres::state::name_key::NameKey;
use crate::store::postgres::users::read::{self, Purpose};
use crate::store::postgres::users::write::Change;
use crate::store::postgres::users::{PostgresStore, new_revision};

impl PostgresStore {
    /// Replaces all settings, also those that no session may change, and records each that is different, in one transaction.
    /// Users that are changed in the meantime stay as they are.
    ///
    /// # Errors
    /// - [`StoreError::Changed`] if the server has other settings than `before` by now.
    /// - [`StoreError::Refused`] if a value cannot be stored as it is.
    /// - [`StoreError::Absent`], [`StoreError::Busy`], [`StoreError::Unavailable`] and [`StoreError::Unwritable`] as for
    ///   [`CredentialStore::apply`](crate::service::ports::CredentialStore::apply).
    pub(crate) fn replace_settings(
        &self,
        before: &Settings,
        after: &Settings,
        changed: &[ChangedSetting],
    ) -> Result<(), StoreError> {
        let known = self.known.current();
        let to = new_revision()?;
        self.make(&to, |tx: &mut Tx<'_>| {
            let now = read::difference(tx, known.as_ref(), Purpose::Change)?.into_state();
            if now.snapshot.settings.rows() != before.rows() {
                return Err(StoreError::Changed);
            }
            let users = UserDirectory::from(&*now.snapshot);
            let directory = UserDirectory::new(after.clone(), users.users, users.allowed_emails);
            let change = Change::new(Some(&now), directory)?;
            change.write(tx, now.seq + 1, to)?;
            record_at(tx, |at| {
                // A record for each, so that a long one hides no other.
                let events = changed.iter().map(|setting| AuditEvent {
                    detail: AuditDetail::Settings(vec![setting.clone()]),
                    ..AuditEvent::new(at, AuditKind::File)
                });
                events.collect()
            })?;
            Ok((change, now.seq + 1))
        })
    }

    /// Replaces the only user of the server, who was set up in a window before the import, by the content of a file and what this
    /// computer has kept, in one change.
    ///
    /// # Errors
    /// - [`StoreError::Changed`] if the server has something else than `before` by now.
    /// - [`StoreError::Exists`] if it has more than one user.
    /// - [`StoreError::Refused`] if a value cannot be stored as it is.
    /// - [`StoreError::Busy`], [`StoreError::Unavailable`] and [`StoreError::Unwritable`] as for
    ///   [`CredentialStore::apply`](crate::service::ports::CredentialStore::apply).
    pub(crate) fn import_in_place_of(
        &self,
        before: &Snapshot,
        directory: &UserDirectory,
        local: &LocalState,
    ) -> Result<(), StoreError> {
        let names = NameKey::default().digest(&self.client)?;
        let known = self.known.current();
        let to = new_revision()?;
        self.make(&to, |tx: &mut Tx<'_>| {
            let now = read::difference(tx, known.as_ref(), Purpose::Change)?.into_state();
            if now.snapshot.revision != before.revision {
                return Err(StoreError::Changed);
            }
            let mut users = now.snapshot.users.iter();
            let (Some(first), None) = (users.next(), users.next()) else {
                return Err(StoreError::Exists);
            };
            let change = Change::new(Some(&now), directory.clone())?;
            change.write(tx, now.seq + 1, to)?;
            local.write(tx, &names)?;
            record_at(tx, |at| {
                let removed = AuditEvent {
                    whom: first.username.as_str().to_owned(),
                    whom_id: Some(first.id),
                    detail: AuditWord::Removed.into(),
                    ..AuditEvent::new(at, AuditKind::Users)
                };
                let imported = AuditEvent {
                    detail: AuditWord::Imported.into(),
                    ..AuditEvent::new(at, AuditKind::Store)
                };
                vec![removed, imported]
            })?;
            Ok((change, now.seq + 1))
        })
    }
}
