//! Importing users from a table: each row is checked first, then all of them are added and changed together
//! or not at all.
//!
//! The table has a line of column names ([`READ`], as an export writes them) and a line for each user. A
//! user whose username is in the file is changed, any other one is added. Users who are added get a reset
//! code, with which they choose their password (R31). Only the local owner of the file can set passwords, in
//! a column `password`.
//!
//! [`READ`]: crate::service::users::columns::READ

pub(crate) mod plan;
pub(crate) mod read;
pub(crate) mod types;

use std::sync::Arc;

use crate::domain::audit_detail::AuditWord;
use crate::domain::credential::StoredHash;
use crate::domain::customization::Customization;
use crate::domain::role::Permission;
use crate::domain::secret::{Secret, SecretText};
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, UserPatch};
use crate::domain::username::Username;

use crate::service::approvals::summaries::{Gain, give_permissions};
use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::caller::{AuthorizedCaller, Authorizer, Caller};
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::hashing::hash_all;
use crate::service::notices::Notices;
use crate::service::passwords::Passwords;
use crate::service::ports::{AccountEvent, Clock, CredentialStore, Edit, PasswordHasher, Snapshot};
pub use crate::service::users::columns::{COLUMNS, READ};
use crate::service::users::error::UserError;
use crate::service::users::import::plan::Planner;
use crate::service::users::import::read::read;
pub use crate::service::users::import::types::{
    ImportColumn, ImportEntry, ImportError, ImportPlan, ImportRow, ImportSummary, Progress,
    ROWS_MAX, RowChange, RowError, ValueChange, ValueMark,
};

/// New users with their password hashes, and the reset codes of those whose password is random.
type Prepared = (Vec<(NewUser, StoredHash)>, Vec<(String, Secret)>);

/// Importing users.
#[derive(Clone)]
pub struct Import {
    credentials: Arc<dyn CredentialStore>,
    hasher: Arc<dyn PasswordHasher>,
    clock: Arc<dyn Clock>,
    customization: Arc<Customization>,
    authorizer: Authorizer,
    passwords: Passwords,
    editor: Editor,
    audit: AuditRecorder,
    notices: Notices,
}

opaque_debug!(Import);

impl From<&Context> for Import {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            hasher: Arc::clone(&from.hasher),
            clock: Arc::clone(&from.clock),
            customization: Arc::clone(&from.customization),
            authorizer: from.into(),
            passwords: from.into(),
            editor: from.into(),
            audit: from.into(),
            notices: from.into(),
        }
    }
}

impl Import {
    /// Returns what importing a table would do.
    ///
    /// ```
    /// use egui_authenticator::SecretText;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::service::users::import::ImportError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>, table: SecretText) -> Result<bool, ImportError> {
    ///     let plan = service.import().plan(caller, table)?;
    ///     Ok(plan.is_good())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`ImportError::Empty`], [`ImportError::TooMany`], [`ImportError::UnknownColumn`],
    ///   [`ImportError::DuplicateColumn`], [`ImportError::NoColumn`] and [`ImportError::Passwords`] if the table cannot
    ///   be imported at all.
    /// - [`ImportError::Users`] if the caller may not manage users, no administrator would remain, or the
    ///   configuration file cannot be read.
    pub fn plan(
        &self,
        caller: Caller<'_>,
        text: SecretText,
    ) -> Result<Arc<ImportPlan>, ImportError> {
        let snapshot = self.credentials.read()?;
        let caller = self
            .authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        let planner = self.planned(&caller, &snapshot, &text)?;
        Ok(Arc::new(ImportPlan::new(planner.rows, text)))
    }

    fn planned<'a>(
        &'a self,
        caller: &'a AuthorizedCaller,
        snapshot: &'a Snapshot,
        text: &SecretText,
    ) -> Result<Planner<'a>, ImportError> {
        let rows = read(text, caller)?;
        let signers = self.editor.retired.signers();
        let mut planner = Planner::new(
            caller,
            snapshot,
            &self.passwords,
            &self.customization,
            &signers,
        );
        for row in rows {
            planner.add_row(row);
        }
        planner.check_administrators()?;
        Ok(planner)
    }

    /// Carries out a plan, if each row would still do what the plan says. `is_confirmed` says that an administrator
    /// has confirmed the marked values (R96).
    ///
    /// ```
    /// use egui_authenticator::SecretText;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::service::users::import::ImportError;
    /// use egui_authenticator::service::users::import::Progress;
    ///
    /// fn example(service: &Service, caller: Caller<'_>, table: SecretText) -> Result<usize, ImportError> {
    ///     let plan = service.import().plan(caller, table)?;
    ///     let summary = service.import().run(caller, &plan, false, &Progress::default())?;
    ///     Ok(summary.added)
    /// }
    /// ```
    ///
    /// # Errors
    /// Nothing is changed after an error.
    /// - [`ImportError::InvalidRows`] if a row is invalid.
    /// - [`ImportError::Outdated`] if a row would make a different change by now.
    /// - [`ImportError::Unconfirmed`] if a value is marked and `is_confirmed` is `false`.
    /// - [`ImportError::Users`] if the caller is not authorized, nothing would change, no administrator
    ///   would remain, a password cannot be hashed, or the configuration file cannot be used.
    /// - Otherwise as for [`Self::plan`].
    pub fn run(
        &self,
        caller: Caller<'_>,
        plan: &ImportPlan,
        is_confirmed: bool,
        progress: &Progress,
    ) -> Result<ImportSummary, ImportError> {
        let (snapshot, by) = (self.credentials.read()?, caller);
        let caller = self
            .authorizer
            .authorize_change(&snapshot, by, Permission::ManageUsers)?;
        let Planner {
            rows, add, update, ..
        } = self.planned(&caller, &snapshot, &plan.text)?;
        if rows.iter().any(ImportRow::is_invalid) {
            return Err(ImportError::InvalidRows);
        }
        if rows != plan.rows {
            return Err(ImportError::Outdated);
        }
        if plan.marked() > 0 && !is_confirmed {
            return Err(ImportError::Unconfirmed);
        }
        if add.is_empty() && update.is_empty() {
            return Err(UserError::NothingToDo.into());
        }
        let gives = give_permissions(gains(&snapshot, &add, &update));
        by.need_approval(&snapshot, &mut Vec::new(), gives)?;
        progress.start(add.len() + 1);
        let (add, codes) = self.prepare(add, &snapshot.settings, progress)?;
        let added: Vec<_> = add.iter().map(|(user, _)| user.clone()).collect();
        let changed: Vec<_> = update
            .iter()
            .filter_map(|(username, _)| snapshot.users.get(username))
            .collect();
        let moved: Vec<_> = update
            .iter()
            .filter(|(_, patch)| patch.email.is_some())
            .filter_map(|(username, _)| snapshot.users.get(username))
            .collect();
        // The passwords can take longer than a password counts as recent and an approval is valid: both were checked before.
        let now = self.credentials.read()?;
        self.authorizer
            .authorize(&now, by, Permission::ManageUsers)?;
        // Decided once: if the file has changed, the administrator looks at a new plan.
        self.editor
            .apply(&Edit::Import { add, update }, &snapshot)?;
        progress.step();
        let added_parties = added
            .iter()
            .map(|user| (Party::from(user), AuditWord::Imported));
        let changed_parties = changed
            .iter()
            .map(|user| (Party::from(*user), AuditWord::ChangedByImport));
        let records = added_parties.chain(changed_parties);
        let records = records.map(|(whom, word)| (whom, true, word.into()));
        self.audit.record_each(caller.party(), records);
        if !moved.is_empty() {
            let (moved, event) = (moved.into_iter(), AccountEvent::EmailChanged);
            self.notices.send_each(moved, event, caller.party());
        }
        Ok(ImportSummary {
            added: added.len(),
            changed: changed.len(),
            codes,
        })
    }

    /// Hashes the passwords of the new users. A user without one gets a random password and a reset code.
    fn prepare(
        &self,
        users: Vec<(NewUser, Option<Secret>)>,
        settings: &Settings,
        progress: &Progress,
    ) -> Result<Prepared, ImportError> {
        let given: Vec<&Secret> = users.iter().filter_map(|(_, p)| p.as_ref()).collect();
        let step = |_| progress.step();
        let hashes = hash_all(&*self.hasher, &given, settings.hashing, &step)?;
        let mut hashes = hashes.into_iter();
        // One random password for all of them: it is not kept, so that it gives no access to any of them.
        let random = self.passwords.random_hash(settings.hashing)?;
        let now = self.clock.now();
        let (mut added, mut codes) = (Vec::with_capacity(users.len()), Vec::new());
        for (mut user, password) in users {
            user.id = self.passwords.keys.new_account_id()?;
            let given = password.and_then(|_| hashes.next());
            let hash = if let Some(hash) = given {
                hash
            } else {
                let code = self.passwords.first_code(&mut user, &random, now)?;
                codes.push((user.username.as_str().to_owned(), code));
                progress.step();
                random.clone()
            };
            added.push((user, hash));
        }
        Ok((added, codes))
    }
}

/// Returns who gets permissions.
fn gains(
    snapshot: &Snapshot,
    add: &[(NewUser, Option<Secret>)],
    update: &[(Username, UserPatch)],
) -> impl Iterator<Item = Gain> {
    let settings = &*snapshot.settings;
    let new = add.iter();
    let new = new.filter_map(|(user, _)| Gain::of_new_user(settings, user));
    let changed = update.iter().filter_map(|(username, patch)| {
        Gain::of_patch(settings, snapshot.users.get(username)?, patch)
    });
    new.chain(changed)
}
