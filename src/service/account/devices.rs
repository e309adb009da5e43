//! The computers on which the user's sign-in is remembered.

use crate::domain::remember_me::TokenHash;
use crate::domain::user::User;

use crate::service::account::error::AccountError;
use crate::service::account::{Account, Device};
use crate::service::ports::{RememberedSignIn, StoreError};
use crate::service::session::Session;

impl Account {
    pub(super) fn forget_device(&self, user: &User, device: TokenHash) -> Result<(), AccountError> {
        let remembered = self.sessions.remembered()?;
        if remembered.is_some_and(|record| record.device == device) {
            self.sessions.forget(user.id)?;
        }
        Ok(())
    }

    /// Lists the computers on which the user's sign-in is remembered (R43).
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<bool, AccountError> {
    ///     let devices = service.account().devices(session)?;
    ///     Ok(devices.iter().any(|device| device.is_this))
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the session has ended.
    /// - [`AccountError::State`] if the state database cannot be used.
    /// - [`AccountError::Store`] if the configuration file cannot be read.
    pub fn devices(&self, session: &Session) -> Result<Vec<Device>, AccountError> {
        if self.is_restricted {
            return Err(StoreError::Restricted.into());
        }
        let snapshot = self.credentials.read()?;
        let user = session
            .current(&self.open_sessions, &snapshot)
            .ok_or(AccountError::Ended)?;
        let remembered = self.sessions.remembered()?;
        let remembered = remembered.into_iter().filter(|record| record.is_of(user));
        let (this, now) = (self.platform.device(), self.clock.now());
        let device = |record: RememberedSignIn| Device {
            id: record.device,
            is_this: record.device == this,
            name: record.device_name,
            since: record.created_at,
            used_at: record.used_at,
            now,
        };
        Ok(remembered.map(device).collect())
    }
}
