//! Registering at a restricted computer: a server decides, and creates the account.

use crate::domain::secret::Secret;

use crate::service::ports::{Authority, StoreError};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::{RegisterError, Registered, Registration};
use crate::service::users::input::UserInput;

impl Registration {
    /// Creates the account as the server decides.
    pub(super) fn register_at_server(
        &self,
        authority: &dyn Authority,
        (input, password): (&UserInput, &Secret),
    ) -> Result<WithRecoveryCodes<Registered>, RegisterError> {
        let server = authority.registration().ok_or(StoreError::Restricted)?;
        let snapshot = self.everywhere.read()?;
        let user = self.new_user(&snapshot, input, password)?;
        let prepared = self.seal(user, password, &snapshot.settings)?;
        let is_waiting = server.register(&prepared.user, &prepared.hash, &self.cancelled)?;
        Ok(prepared.registered(is_waiting))
    }
}
