//! The remembered sign-ins of a user, which the server lists.

use sha2::{Digest as _, Sha256};
use tokio_postgres::Row;

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::TokenHash;
use crate::service::ports::{
    AuthorityError, DeviceServer, RememberedDevice, StateError, StoreError,
};
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::not_understood;
use crate::store::postgres::restricted::functions::{FORGET_COMPUTER, OWN_COMPUTERS};
use crate::store::postgres::state::rows::timestamp;

impl DeviceServer for RestrictedServer {
    fn devices(&self, account: AccountId) -> Result<Vec<RememberedDevice>, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let values = [&session.token.as_bytes() as _];
        let rows = self.0.client.query(OWN_COMPUTERS, &values)?;
        rows.iter().map(device).collect()
    }

    fn forget_device(&self, account: AccountId, device: TokenHash) -> Result<(), AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let values = [&session.token.as_bytes() as _, &device.0.as_slice() as _];
        self.0.client.query(FORGET_COMPUTER, &values)?;
        self.forget_here(account, device)?;
        Ok(())
    }
}

impl RestrictedServer {
    /// Forgets a sign-in that has ended at the server, if it is that of this computer.
    fn forget_here(&self, account: AccountId, device: TokenHash) -> Result<(), StoreError> {
        let forget = || -> Result<(), StateError> {
            let record = self.0.local.remembered()?;
            let selector = record.and_then(|record| record.selector.bytes());
            if selector.is_some_and(|selector| Sha256::digest(selector)[..] == device.0) {
                self.0.local.forget(account)?;
            }
            Ok(())
        };
        forget().map_err(|error| StoreError::Unavailable(error.to_string()))
    }
}

fn device(row: &Row) -> Result<RememberedDevice, AuthorityError> {
    let read = || -> Result<_, PgError> {
        let id: &[u8] = column(row, "id")?;
        let name: String = column(row, "login")?;
        let is_this: bool = column(row, "is_this")?;
        let times = (timestamp(row, "created_at")?, timestamp(row, "used_at")?);
        Ok((id.try_into().ok(), name, is_this, times))
    };
    let (id, name, is_this, (since, used_at)) = read()?;
    let id: [u8; 32] = id.ok_or_else(not_understood)?;
    Ok(RememberedDevice {
        id: TokenHash(id),
        name,
        is_this,
        since,
        used_at,
    })
}
