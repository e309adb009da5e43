//! Hashing passwords: one, or many on all cores.

use std::collections::HashMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::password::normalised;
use crate::domain::secret::Secret;
use crate::domain::settings::{Algorithm, Hashing};

use crate::service::ports::{HasherError, PasswordHasher};

/// How long it takes to verify a password, by [`StoredHash::work`].
pub(crate) type HashTimes = Arc<Mutex<HashMap<(Algorithm, u32), Duration>>>;

/// Hashes passwords on all cores and returns the hashes in the same order. `progress` is called from any thread with
/// the number of finished hashes.
///
/// # Errors
/// [`HasherError`] if one of them cannot be hashed.
pub fn hash_all(
    hasher: &dyn PasswordHasher,
    passwords: &[&Secret],
    how: Hashing,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<StoredHash>, HasherError> {
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let results = Mutex::new(vec![None; passwords.len()]);
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(password) = passwords.get(index) else {
                return;
            };
            let password = normalised(password);
            let hash = if password.is_too_long() {
                Err(HasherError)
            } else {
                hasher.hash(&password, how)
            };
            if let Ok(mut results) = results.lock() {
                results[index] = Some(hash);
            }
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        for _ in 1..cores.min(passwords.len()) {
            scope.spawn(work);
        }
        work();
    });
    let results = results.into_inner().map_err(|_| HasherError)?;
    results
        .into_iter()
        .map(|hash| hash.unwrap_or(Err(HasherError)))
        .collect()
}
