//! The key with which names are digested before they are stored (R87). It is on the server, so that all computers count under
//! the same one.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use crate::store::name_digest::{KEY_BYTES, NameDigest};
use crate::store::postgres::client::Client;
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::rows::{bytes, one};

/// How long the key is used before it is read again: a sign-in needs it several times.
const KEPT: Duration = Duration::from_secs(10);

const READ: &str = "SELECT bytes FROM auth_inner.key WHERE name = 'names'";

type Key = Zeroizing<[u8; KEY_BYTES]>;

/// The key, and when it was read.
#[derive(Default)]
pub(in crate::store::postgres) struct NameKey(Mutex<Option<(Instant, Key)>>);

impl NameKey {
    /// Returns what digests the names that attempts and mailed codes are stored under.
    pub(in crate::store::postgres) fn digest(
        &self,
        client: &Client,
    ) -> Result<NameDigest, PgError> {
        let kept = self.kept().clone();
        if let Some((_, key)) = kept.filter(|(at, _)| at.elapsed() < KEPT) {
            return NameDigest::new(&key).map_err(PgError::damaged);
        }
        // Nothing is locked meanwhile, so that each thread waits only for its own answer.
        let key = read_or_create(client)?;
        *self.kept() = Some((Instant::now(), key.clone()));
        NameDigest::new(&key).map_err(PgError::damaged)
    }

    fn kept(&self) -> MutexGuard<'_, Option<(Instant, Key)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads the key. One that was lost, because a copy of the database was restored without it, is replaced: failures and
/// lockouts then start over, and so do mailed codes.
fn read_or_create(client: &Client) -> Result<Key, PgError> {
    let mut found = client.query(READ, &[])?;
    if found.is_empty() {
        let mut new = Key::default();
        let filled = getrandom::fill(new.as_mut_slice());
        filled.map_err(|error| PgError::Unavailable(error.to_string()))?;
        client.query(
            "INSERT INTO auth_inner.key (name, bytes) VALUES ('names', $1) ON CONFLICT (name) DO NOTHING",
            &[&new.as_slice()],
        )?;
        // That of another computer, if it was quicker.
        found = client.query(READ, &[])?;
    }
    bytes(one(&found)?, "bytes").map(Zeroizing::new)
}
