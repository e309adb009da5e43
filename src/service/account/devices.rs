//! The computers on which the user's sign-in is remembered.

use crate::domain::remember_me::TokenHash;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::account::error::AccountError;
use crate::service::account::{Account, Device};
use crate::service::ports::{DeviceServer, RememberedDevice, RememberedSignIn, StoreError};
use crate::service::session::Session;

impl Account {
    /// Returns the server that lists them; `None` at a trusted computer, which knows its own only.
    fn device_server(&self) -> Result<Option<&dyn DeviceServer>, StoreError> {
        let Some(authority) = &self.authority else {
            return Ok(None);
        };
        let server = authority.devices().ok_or(StoreError::Restricted)?;
        Ok(Some(server))
    }

    pub(super) fn forget_device(&self, user: &User, device: TokenHash) -> Result<(), AccountError> {
        if let Some(server) = self.device_server()? {
            return Ok(server.forget_device(user.id, device)?);
        }
        let remembered = self.sessions.remembered()?;
        if remembered.is_some_and(|record| record.device == device) {
            self.sessions.forget(user.id)?;
        }
        Ok(())
    }

    /// Lists the computers on which the user's sign-in is remembered (R43): this one, and at a restricted computer all restricted
    /// ones.
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
        let snapshot = self.credentials.read()?;
        let user = session
            .current(&self.open_sessions, &snapshot)
            .ok_or(AccountError::Ended)?;
        let (this, now) = (self.platform.device(), self.clock.now());
        if let Some(server) = self.device_server()? {
            let devices = server.devices(user.id)?.into_iter();
            return Ok(devices.map(|device| Device::of(device, now)).collect());
        }
        let remembered = self.sessions.remembered()?;
        let remembered = remembered.into_iter().filter(|record| record.is_of(user));
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

impl Device {
    fn of(device: RememberedDevice, now: Timestamp) -> Self {
        let RememberedDevice {
            id,
            name,
            is_this,
            since,
            used_at,
        } = device;
        Self {
            id,
            name,
            is_this,
            since,
            used_at,
            now,
        }
    }
}
