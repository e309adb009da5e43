//! What is kept about a user: an export, and erasure (R108).

pub mod commands;
mod document;
mod json;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::{AuditRecord, ChainPoint};
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::audit_erasure::Erasure;
use crate::domain::audit_event::AuditEvent;
use crate::domain::role::Permission;
use crate::domain::user::User;
use crate::domain::username::Username;

use crate::service::audit::listeners::AuditListeners;
use crate::service::caller::{Authorizer, Caller};
use crate::service::context::Context;
use crate::service::personal_data::document::{account, activity, computer, sign_in};
use crate::service::personal_data::json::Json;
use crate::service::ports::{
    AttemptStore, AuditFilter, AuditLog, AuditUser, Clock, CredentialStore, SessionStore,
    SignatureFilter, SignatureLog, Snapshot, StateError,
};
use crate::service::quick_unlock::QuickRecords;
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::throttle::key_of;
use crate::service::users::{UserAdmin, UserError};

/// Number of digits of the last link that an erasure records.
const LINK_DIGITS: usize = 16;

/// Exporting and erasing what is kept about a user.
#[derive(Clone)]
pub struct PersonalData {
    credentials: Arc<dyn CredentialStore>,
    audit_log: Arc<dyn AuditLog>,
    attempts: Arc<dyn AttemptStore>,
    sessions: Arc<dyn SessionStore>,
    signatures: Arc<dyn SignatureLog>,
    clock: Arc<dyn Clock>,
    authorizer: Authorizer,
    users: UserAdmin,
    listeners: AuditListeners,
    open_sessions: OpenSessions,
    quick: QuickRecords,
}

opaque_debug!(PersonalData);

impl From<&Context> for PersonalData {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            audit_log: Arc::clone(&from.audit_log),
            attempts: Arc::clone(&from.attempts),
            sessions: Arc::clone(&from.sessions),
            signatures: Arc::clone(&from.signatures),
            clock: Arc::clone(&from.clock),
            authorizer: from.into(),
            users: from.into(),
            listeners: from.listeners.clone(),
            open_sessions: from.open_sessions.clone(),
            quick: from.into(),
        }
    }
}

impl PersonalData {
    /// Returns everything that is kept about the user of a session, as a JSON document without secrets.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<String, UserError> {
    ///     service.personal_data().of_session(session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the session has ended, [`UserError::ReauthenticationRequired`] if a PIN has unlocked it.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn of_session(&self, session: &Session) -> Result<String, UserError> {
        let snapshot = self.credentials.read()?;
        let user = session
            .current(&self.open_sessions, &snapshot)
            .ok_or(UserError::Ended)?;
        if session.is_by_quick_unlock() {
            return Err(UserError::ReauthenticationRequired);
        }
        self.document(user)
    }

    /// Returns everything that is kept about a user, as a JSON document without secrets. Only the local owner of the
    /// file may: a session gets only what is kept about its own user.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::Operator;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service) -> Result<String, UserError> {
    ///     let owner = Caller::LocalOwner(Operator::assume());
    ///     service.personal_data().of_user(owner, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller is a session.
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn of_user(&self, caller: Caller<'_>, login: &str) -> Result<String, UserError> {
        let Caller::LocalOwner(_) = caller else {
            return Err(UserError::NotAllowed);
        };
        let snapshot = self.credentials.read()?;
        let user = snapshot.users.find(login).ok_or(UserError::Unknown)?;
        self.document(user)
    }

    fn document(&self, user: &User) -> Result<String, UserError> {
        let remembered = self.sessions.remembered()?;
        let remembered = remembered.filter(|record| record.account == user.id);
        let computers = remembered.iter().map(computer);
        let attempts = self.attempts.attempts_of(&[key_of(user)])?;
        let attempts = attempts.first().copied().unwrap_or_default();
        let filter = SignatureFilter {
            account: Some(user.id),
            ..SignatureFilter::ALL
        };
        let (signatures, _) = self.signatures.signatures(&filter)?;
        let signed = signatures.iter().map(|of| Json::text(&of.text));
        let records = self.records_of(user)?;
        let quick = self.quick.has(user);
        let flag = |flag: Option<bool>| flag.map_or(Json::Nothing, Json::Flag);
        let has_pin = flag(quick.map(|(has_pin, _)| has_pin));
        let has_badge = flag(quick.and_then(|(_, has_badge)| has_badge));
        Ok(Json::object([
            ("exported_at", Json::text(self.clock.now())),
            ("account", account(user)),
            ("sign_in", sign_in(user, attempts)),
            ("has_pin", has_pin),
            ("has_badge", has_badge),
            ("computers", Json::List(computers.collect())),
            (
                "activity",
                Json::List(records.iter().map(activity).collect()),
            ),
            ("signatures", Json::List(signed.collect())),
        ])
        .to_string())
    }

    /// Returns the records about an account, and those with its username that name no account, latest first.
    fn records_of(&self, user: &User) -> Result<Vec<AuditRecord>, StateError> {
        let mut records = self.activity(Some(AuditUser::Account(user.id)))?;
        let name = user.username.as_str();
        let named = self.activity(Some(AuditUser::Named(name.to_owned())))?;
        // Another account may have had the username.
        let is_theirs = |record: &AuditRecord| {
            let mut parties = parties(&record.event).into_iter();
            parties.any(|(of, account)| of == name && account == Some(user.id))
        };
        records.extend(named.into_iter().filter(is_theirs));
        records.sort_by_key(|record| std::cmp::Reverse(record.number));
        records.dedup_by_key(|record| record.number);
        // An entry that is written by hand can have the id of an account that was removed, and tells nothing of it.
        let is_of_removed = |record: &AuditRecord| {
            let removed = AuditDetail::Word(AuditWord::Removed);
            record.event.whom_id == Some(user.id)
                && (record.event.detail == removed
                    || matches!(record.event.detail, AuditDetail::Erased(_)))
        };
        let end = records.iter().position(is_of_removed);
        records.truncate(end.unwrap_or(records.len()));
        Ok(records)
    }

    fn activity(&self, user: Option<AuditUser>) -> Result<Vec<AuditRecord>, StateError> {
        self.audit_log.activity(&AuditFilter {
            since: None,
            user,
            kind: None,
            limit: u32::MAX,
        })
    }

    /// Removes a user, as [`UserAdmin::remove`] does, and replaces the names of the user in the audit log of this
    /// computer with the id of the account. Signatures stay as they are (R112). `login` is a username, an e-mail address or the id of an account. The local
    /// owner of the file can also name an account that has been removed.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.personal_data().erase(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NameShared`] if a user has this username or e-mail address, and accounts that have been removed had
    ///   the username as well; then nothing is done, and the id says which one is meant. If the user has been removed, the
    ///   names of all accounts that had the username are replaced.
    /// - [`UserError::NotErased`] if the account was removed, but the audit log cannot be changed. The local owner of
    ///   the file can call this again.
    /// - [`UserError::Unknown`] if there is neither such a user nor a record with the name.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - Otherwise as for [`UserAdmin::remove`].
    pub fn erase(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize_change(&snapshot, caller, Permission::ManageUsers)?;
        let id = AccountId::parse(login.trim());
        let named = snapshot.users.find(login);
        let Some(user) = named.or_else(|| snapshot.users.with_id(id?)) else {
            return match caller {
                Caller::LocalOwner(_) => self.erase_removed(caller, &snapshot, login, id),
                Caller::Session(_) => Err(UserError::Unknown),
            };
        };
        let earlier = self.removed_with(&snapshot, user.username.as_str())?;
        if named.is_some() && !earlier.is_empty() {
            return Err(UserError::NameShared {
                account: user.id,
                earlier: earlier.into_iter().collect(),
            });
        }
        self.users
            .remove_or_erase(caller, user.username.as_str(), true)?;
        let names = [user.username.as_str().to_owned()];
        let email = user.email.as_ref().map(|email| email.as_str().to_owned());
        self.erase_names(caller, user.id, names.into(), email)
            .map_err(UserError::NotErased)
    }

    /// Returns the accounts that have been removed, and of which records have this name.
    fn removed_with(
        &self,
        snapshot: &Snapshot,
        name: &str,
    ) -> Result<BTreeSet<AccountId>, StateError> {
        let records = self.activity(Some(AuditUser::Named(name.to_owned())))?;
        let named = records.iter().flat_map(|record| parties(&record.event));
        let accounts = named.filter(|(of, _)| *of == name);
        let mut accounts: BTreeSet<AccountId> =
            accounts.filter_map(|(_, account)| account).collect();
        accounts.retain(|account| snapshot.users.with_id(*account).is_none());
        Ok(accounts)
    }

    /// Erases the names of the account with this id, or of all accounts with this username, that have been removed.
    fn erase_removed(
        &self,
        caller: Caller<'_>,
        snapshot: &Snapshot,
        login: &str,
        id: Option<AccountId>,
    ) -> Result<(), UserError> {
        let name = login.trim();
        let mut accounts = self.removed_with(snapshot, name)?;
        let mut names = BTreeSet::from([name.to_owned()]);
        if let Some(id) = id {
            let records = self.activity(None)?;
            let named = records.iter().flat_map(|record| parties(&record.event));
            let theirs = named.filter(|(_, account)| *account == Some(id));
            names.extend(theirs.map(|(name, _)| name.to_owned()));
            if names.len() > 1 {
                accounts.insert(id);
            }
        }
        if accounts.is_empty() {
            return Err(UserError::Unknown);
        }
        for account in accounts {
            self.erase_names(caller, account, names.iter().cloned().collect(), None)?;
        }
        Ok(())
    }

    fn erase_names(
        &self,
        caller: Caller<'_>,
        account: AccountId,
        mut names: Vec<String>,
        email: Option<String>,
    ) -> Result<(), StateError> {
        // Names that the user had before.
        for AuditRecord { event, .. } in self.activity(Some(AuditUser::Account(account)))? {
            match event.detail {
                AuditDetail::RenamedFrom(name) if event.whom_id == Some(account) => {
                    names.push(name);
                }
                _ => {}
            }
        }
        // A record without an account can be that of another one with the same name.
        names.retain(|name| account_of(name, None) == Some(account));
        names.extend(email);
        let erasure = Erasure { account, names };
        let at = self.clock.now();
        let (who, who_id) = match caller {
            Caller::LocalOwner(_) => ("", None),
            Caller::Session(session) => {
                let user = session.user();
                (user.username.as_str(), Some(user.id))
            }
        };
        let event = |last: ChainPoint| AuditEvent {
            at,
            kind: AuditKind::Users,
            who: who.to_owned(),
            whom: account.to_string(),
            who_id,
            whom_id: Some(account),
            is_done: true,
            detail: AuditDetail::Erased(last.link.digits(LINK_DIGITS)),
        };
        let count = self.audit_log.erase(&erasure, &event)?;
        tracing::info!(count, "names erased from the audit log");
        self.listeners.notify(&event(ChainPoint::START));
        Ok(())
    }
}

/// Returns the names in an event with the accounts that they are of.
fn parties(event: &AuditEvent) -> [(&str, Option<AccountId>); 2] {
    let parties = [(&event.who, event.who_id), (&event.whom, event.whom_id)];
    parties.map(|(name, account)| (name.as_str(), account_of(name, account)))
}

/// Returns the account that a name in a record is of. Without an id, it is the one whose id follows from the name.
fn account_of(name: &str, account: Option<AccountId>) -> Option<AccountId> {
    account.or_else(|| Some(AccountId::of_username(&Username::existing(name).ok()?)))
}
