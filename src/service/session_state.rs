//! What all copies of a session share, and the open sessions of a service (R74).
//!
//! Ending a session ends every copy at once, also those that a host app keeps. The open sessions also tell one
//! service from another (R75).

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::Duration;

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::settings::Sessions;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::username::Username;

use crate::service::access_times::AccessClock;
use crate::service::or_log::OrLog as _;
use crate::service::outage::Outage;
use crate::service::ports::{
    CredentialStore, LockMark, Randomness, RandomnessError, SessionSlot, Snapshot,
};

/// What all copies of a session share.
pub(crate) struct SessionState {
    owner: OpenSessions,
    id: AccountId,
    username: Username,
    /// The accounts that the session is valid for: the current one and, while its owner changes it, the next one.
    accounts: Mutex<Vec<AccountState>>,
    /// The user as last read, for the times of access.
    limited: Mutex<Option<User>>,
    /// When the password was last needed, and the limits as last read.
    began: Mutex<(Timestamp, Sessions)>,
    slot: Mutex<Option<SessionSlot>>,
    /// The mark that the locked window of the session has left with the remembered sign-in.
    lock_mark: Mutex<Option<LockMark>>,
    has_ended: AtomicBool,
    /// The id of the session in the audit log, once something was recorded with it.
    audit_id: OnceLock<String>,
}

/// What may not change in an account while a session is open.
#[derive(PartialEq)]
struct AccountState {
    hash: Option<StoredHash>,
    session_epoch: u32,
}

impl AccountState {
    fn of(user: &User) -> Self {
        Self {
            hash: user.hash.clone(),
            session_epoch: user.session_epoch,
        }
    }
}

impl SessionState {
    /// Returns `true` if this service has opened the session (R75).
    pub(crate) fn is_of(&self, service: &OpenSessions) -> bool {
        self.owner.is(service)
    }

    /// Returns `true` once the session has ended.
    pub(crate) fn has_ended(&self) -> bool {
        self.has_ended.load(Ordering::Acquire)
    }

    /// Returns the id of the session in the audit log. It is no secret, and opens nothing.
    pub(crate) fn audit_id(&self, random: &dyn Randomness) -> Result<&str, RandomnessError> {
        if let Some(id) = self.audit_id.get() {
            return Ok(id);
        }
        let mut bytes = [0; 8];
        random.fill(&mut bytes)?;
        let id = format!("{:016x}", u64::from_be_bytes(bytes));
        Ok(self.audit_id.get_or_init(|| id))
    }

    /// Returns `true` if the session has ended or needs the password, or there is an outage that lasts too long.
    pub(crate) fn is_closed(&self) -> bool {
        self.has_ended() || self.needs_lock() || self.owner.outage.is_too_long()
    }

    /// Returns how much longer the session stays open during an outage; `None` if there is none.
    pub(crate) fn outage_left(&self) -> Option<Duration> {
        self.owner.outage.left()
    }

    /// Returns `true` if the access of the user is limited to other days or hours, or the session has lasted for as long as it
    /// may.
    pub(crate) fn needs_lock(&self) -> bool {
        let is_open = |user: &User| self.owner.access.is_open(user);
        let is_over = |end| self.owner.access.now() >= end;
        !locked(&self.limited).as_ref().is_none_or(is_open)
            || self.end_of_time().is_some_and(is_over)
    }

    /// Returns when the session needs the password again; `None` if it lasts.
    pub(crate) fn end_of_time(&self) -> Option<Timestamp> {
        let (began, limits) = *locked(&self.began);
        limits.end(began)
    }

    /// Returns when the password was last needed.
    pub(crate) fn began(&self) -> Timestamp {
        locked(&self.began).0
    }

    /// Begins the time of the session anew, after the password was entered.
    pub(crate) fn begin_anew(&self) {
        locked(&self.began).0 = self.owner.access.now();
    }

    /// Ends the session for all its copies, and releases its slot.
    pub(crate) fn end(&self) {
        self.has_ended.store(true, Ordering::Release);
        self.release_slot();
    }

    /// Releases the session slot, so that another user can sign in.
    pub(crate) fn release_slot(&self) {
        locked(&self.slot).take();
    }

    /// Returns the user as in `snapshot` if the account still permits the session (R42).
    pub(crate) fn user_in<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a User> {
        let user = snapshot.users.get(&self.username)?;
        let is_valid = self.permits(user);
        if is_valid {
            *locked(&self.limited) = limited(user);
            locked(&self.began).1 = snapshot.settings.sessions;
        }
        is_valid.then_some(user)
    }

    /// Returns `true` if this is the account of the session, and still permits it.
    fn permits(&self, user: &User) -> bool {
        user.id == self.id
            && user.username == self.username
            && user.can_sign_in()
            && locked(&self.accounts).contains(&AccountState::of(user))
    }

    /// Returns the place for the mark of the locked window.
    pub(crate) fn lock_mark(&self) -> MutexGuard<'_, Option<LockMark>> {
        locked(&self.lock_mark)
    }

    /// Accepts the account as its owner is about to change it, beside the account as it is.
    pub(crate) fn expect_account(&self, after: &User) {
        locked(&self.accounts).push(AccountState::of(after));
    }

    /// Accepts only this account, after its owner has changed it or not.
    pub(crate) fn settle_account(&self, user: &User) {
        *locked(&self.accounts) = vec![AccountState::of(user)];
    }
}

/// Returns the user if the access is limited to days or hours.
fn limited(user: &User) -> Option<User> {
    (!user.times.is_unlimited()).then(|| user.clone())
}

/// The open sessions of a service. Clones share them.
#[derive(Clone)]
pub(crate) struct OpenSessions {
    all: Arc<Mutex<Vec<Weak<SessionState>>>>,
    /// Judges whether their users may be signed in now.
    pub(crate) access: AccessClock,
    /// Whether the credential store can be reached.
    pub(crate) outage: Outage,
}

impl OpenSessions {
    /// Creates the list, without sessions.
    pub(crate) fn new(access: AccessClock) -> Self {
        Self {
            all: Arc::default(),
            outage: Outage::new(access.clone()),
            access,
        }
    }

    /// Adds a session of a user who has proven everything, and needed the password at `began`.
    pub(crate) fn add(
        &self,
        user: &User,
        slot: Option<SessionSlot>,
        began: (Timestamp, Sessions),
    ) -> Arc<SessionState> {
        let state = Arc::new(SessionState {
            owner: self.clone(),
            id: user.id,
            username: user.username.clone(),
            accounts: Mutex::new(vec![AccountState::of(user)]),
            limited: Mutex::new(limited(user)),
            began: Mutex::new(began),
            slot: Mutex::new(slot),
            lock_mark: Mutex::default(),
            has_ended: AtomicBool::new(false),
            audit_id: OnceLock::new(),
        });
        let mut all = locked(&self.all);
        all.retain(|state| state.strong_count() > 0);
        all.push(Arc::downgrade(&state));
        state
    }

    /// Returns `true` if both belong to one service.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.all, &other.all)
    }

    /// Ends the sessions that the accounts of this snapshot do not permit.
    pub(crate) fn judge(&self, snapshot: &Snapshot) {
        judge(&self.open(), snapshot);
    }

    /// Ends the sessions that this program has just taken away by changing accounts. A session of another state of its
    /// account, which is newer or was judged before, stays.
    pub(crate) fn follow_changes(&self, changes: &[(User, Option<User>)]) {
        for state in self.open() {
            let of_session = changes.iter().filter(|(before, _)| state.permits(before));
            for (_, after) in of_session {
                match after {
                    Some(after) if state.permits(after) => *locked(&state.limited) = limited(after),
                    _ => state.end(),
                }
            }
        }
    }

    /// Ends the sessions that the accounts no longer permit, which were just read.
    pub(crate) fn follow_read(&self, snapshot: &Snapshot, credentials: &dyn CredentialStore) {
        let is_permitted = |state: &Arc<SessionState>| state.user_in(snapshot).is_some();
        if !self.open().iter().all(is_permitted) {
            // The account can have changed since, and the session be one of the new state.
            self.follow(credentials);
        }
    }

    /// Ends the sessions that the accounts no longer permit.
    pub(crate) fn follow(&self, credentials: &dyn CredentialStore) {
        // Those from before the read: a session that is added meanwhile can be of a newer state than what is read.
        let open = self.open();
        if open.is_empty() {
            return;
        }
        if let Some(snapshot) = credentials.read().or_log("read the users") {
            judge(&open, &snapshot);
        }
    }

    /// Returns the sessions that have not ended, and forgets the others.
    fn open(&self) -> Vec<Arc<SessionState>> {
        let mut all = locked(&self.all);
        let mut open: Vec<Arc<SessionState>> = all.iter().filter_map(Weak::upgrade).collect();
        open.retain(|state| !state.has_ended());
        *all = open.iter().map(Arc::downgrade).collect();
        open
    }
}

/// Ends those that the accounts of this snapshot do not permit.
fn judge(open: &[Arc<SessionState>], snapshot: &Snapshot) {
    for state in open {
        if state.user_in(snapshot).is_none() {
            state.end();
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
