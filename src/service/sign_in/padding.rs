//! The time that a refused sign-in takes: the same for every kind of account and hash (R85).
//!
//! Only one hash is computed, of the account or a decoy. Then the sign-in waits for a deadline that depends on the
//! slowest hash in use, and on nothing of the account. A sign-in that succeeds does not wait for it.
//!
//! How long the slowest hash takes is measured once, at the first refusal. The measurement delays that refusal by the
//! same time for every account, because it is added to the deadline.
//!
//! The deadline has no maximum: a hash that took longer than it would show that the account exists. What the file may hold is
//! limited instead (`BCRYPT_VERIFY_MAX`), and a time that is suspiciously long is measured again.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::hashing::Algorithm;
use crate::domain::secret::Secret;

use crate::service::context::Context;
use crate::service::hashing::HashTimes;
use crate::service::or_log::OrLog as _;
use crate::service::passwords::Passwords;
use crate::service::ports::{Cancellation, Clock, Snapshot};

/// A hash that takes longer is measured once more, and the shorter time counts, so that a computer that was busy or stopped
/// during one measurement does not keep users waiting.
const MEASURED_ONCE: Duration = Duration::from_secs(1);

/// Makes refused sign-ins take the same time.
#[derive(Clone)]
pub(crate) struct Padding {
    clock: Arc<dyn Clock>,
    /// Not whether the attempt was cancelled: the next one, which begins after it, would show how long its hash took.
    window: Cancellation,
    passwords: Passwords,
    times: HashTimes,
}

impl From<&Context> for Padding {
    fn from(from: &Context) -> Self {
        Self {
            clock: Arc::clone(&from.clock),
            window: from.window.clone(),
            passwords: from.into(),
            times: Arc::clone(&from.hash_times),
        }
    }
}

impl Padding {
    /// Returns the time at which a sign-in begins.
    pub(crate) fn start(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Waits for the deadline of a refused sign-in that began at `start`.
    ///
    /// If the computer is so busy that the deadline has passed, the sign-in waits for the next one: the time that the
    /// hash took never shows.
    pub(crate) fn wait(&self, start: Duration, snapshot: &Snapshot) {
        let took = self.clock.elapsed().saturating_sub(start);
        let dearest = self.dearest(snapshot);
        // More than the slowest hash takes, because no two computations take the same time.
        let interval = (dearest * 3 / 2).as_nanos();
        let Some(late) = took.as_nanos().checked_rem(interval) else {
            return;
        };
        let left = u64::try_from(interval - late).unwrap_or_default();
        self.clock.wait(Duration::from_nanos(left), &self.window);
    }

    /// Returns how long the slowest hash in use takes: of the users, or of the settings, which names without a user
    /// are checked with.
    fn dearest(&self, snapshot: &Snapshot) -> Duration {
        let hashing = snapshot.settings.hashing;
        let decoy = self.passwords.hash_or_decoy(None, hashing);
        let decoy = decoy.or_log("compute a decoy");
        let dearest_of = |algorithm| {
            let hashes = snapshot.users.iter().filter_map(|user| user.hash.as_ref());
            let hashes = hashes
                .chain(&decoy)
                .filter(|hash| hash.work().0 == algorithm);
            hashes.max_by_key(|hash| hash.work())
        };
        let kinds = [Algorithm::Bcrypt, Algorithm::Argon2id].map(dearest_of);
        let times = kinds.into_iter().flatten().map(|hash| self.time(hash));
        times.max().unwrap_or_default()
    }

    /// Returns how long a hash takes, as measured the first time that it is asked for.
    fn time(&self, hash: &StoredHash) -> Duration {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        *times
            .entry(hash.work())
            .or_insert_with(|| match self.measure(hash) {
                time if time > MEASURED_ONCE => time.min(self.measure(hash)),
                time => time,
            })
    }

    fn measure(&self, hash: &StoredHash) -> Duration {
        let start = self.clock.elapsed();
        // Whether it is right does not matter.
        let verified = self.passwords.verify(&Secret::default(), hash);
        verified.or_log("measure a hash");
        self.clock.elapsed().saturating_sub(start)
    }
}
