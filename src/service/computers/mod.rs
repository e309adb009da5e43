//! The computers that use a store on another computer, for administrators.

pub mod commands;

use std::sync::Arc;

use crate::domain::role::{Permission, Permissions};
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;

use crate::service::caller::{Authorizer, Caller};
use crate::service::context::Context;
use crate::service::ports::{Clock, Computer, ComputerList, CredentialStore};
use crate::service::users::error::UserError;

/// The computers that use the store.
#[derive(Clone)]
pub struct Computers {
    credentials: Arc<dyn CredentialStore>,
    list: Option<Arc<dyn ComputerList>>,
    authorizer: Authorizer,
    clock: Arc<dyn Clock>,
}

opaque_debug!(Computers);

impl From<&Context> for Computers {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            list: from.computers.clone(),
            authorizer: from.into(),
            clock: Arc::clone(&from.clock),
        }
    }
}

/// The computers, and when they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KnownComputers {
    /// The computers, by their names.
    pub all: Vec<Computer>,
    /// When they were read.
    pub now: Timestamp,
    /// The time zone of this computer.
    pub zone: TimeZone,
}

impl Computers {
    /// Returns the computers that use the store; none if it does not know them. Only administrators may see them.
    ///
    /// ```
    /// use egui_authenticator::service::users::UserError;
    /// use egui_authenticator::{Caller, Service, Session};
    ///
    /// fn count(service: &Service, session: &Session) -> Result<usize, UserError> {
    ///     let known = service.computers().list(Caller::Session(session))?;
    ///     Ok(known.all.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the session has ended.
    /// - [`UserError::NotAllowed`] if the caller is not an administrator.
    /// - [`UserError::Store`] if the store fails.
    pub fn list(&self, caller: Caller<'_>) -> Result<KnownComputers, UserError> {
        let snapshot = self.credentials.read()?;
        let authorized = self
            .authorizer
            .authorize(&snapshot, caller, Permission::EditSettings)?;
        if !authorized.has_all(Permissions::ADMIN) {
            return Err(UserError::NotAllowed);
        }
        let all = match &self.list {
            Some(list) => list.computers()?,
            None => Vec::new(),
        };
        Ok(KnownComputers {
            all,
            now: self.clock.now(),
            zone: self.clock.time_zone(),
        })
    }
}
