//! The remembered sign-ins of a user at all restricted computers.

use sha2::{Digest as _, Sha256};

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::TokenHash;
use crate::service::ports::{
    AuthorityError, DeviceServer, RememberedDevice, RememberedSignIn, SessionStore as _, StoreError,
};
use crate::testing::restricted::{Computer, user_in};

impl DeviceServer for Computer {
    fn devices(&self, account: AccountId) -> Result<Vec<RememberedDevice>, AuthorityError> {
        let all = self.read_all()?;
        self.session_of(account).ok_or(AuthorityError::Ended)?;
        let user = user_in(&all, account).ok_or(AuthorityError::Ended)?;
        let state = self.server.state();
        let own = state.remembered.iter().filter(|(_, of)| of.is_of(user));
        let mut devices: Vec<_> = own
            .map(|(computer, of)| RememberedDevice {
                id: id_of(of),
                name: of.device_name.clone(),
                is_this: *computer == self.number,
                since: of.created_at,
                used_at: of.used_at,
            })
            .collect();
        devices.sort_by_key(|device| std::cmp::Reverse(device.used_at));
        Ok(devices)
    }

    fn forget_device(&self, account: AccountId, device: TokenHash) -> Result<(), AuthorityError> {
        self.read_all()?;
        let session = self.session_of(account).ok_or(AuthorityError::Ended)?;
        if !session.is_fresh(self.server.dependencies.clock.now()) {
            return Err(StoreError::Restricted.into());
        }
        let mut state = self.server.state();
        let is_it = |of: &RememberedSignIn| of.account == account && id_of(of) == device;
        let is_here = state.remembered.get(&self.number).is_some_and(is_it);
        state.remembered.retain(|_, of| !is_it(of));
        drop(state);
        if is_here {
            let forgotten = self.local.forget(account);
            forgotten.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        }
        Ok(())
    }
}

fn id_of(sign_in: &RememberedSignIn) -> TokenHash {
    TokenHash(Sha256::digest(sign_in.selector.as_str()).into())
}
