//! What all copies of a session share, and the open sessions of a service (R74).
//!
//! Ending a session ends every copy at once, also those that a host app keeps. The open sessions also tell one
//! service from another (R75).

mod current;
mod parking;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::Duration;

use crate::domain::account_id::AccountId;
use crate::domain::settings::Sessions;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::username::Username;

use crate::service::access_times::AccessClock;
use crate::service::account_state::AccountState;
use crate::service::admission::Admission;
use crate::service::offline_verifier::OfflineVerifier;
use crate::service::or_log::OrLog as _;
use crate::service::outage::Outage;
use crate::service::ports::{
    CredentialStore, LockMark, Randomness, RandomnessError, SessionSlot, Snapshot,
};
use crate::service::signing_state::SigningState;

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
    /// When the user signed in fully on this computer; `None` if it is only remembered that they did.
    pub(crate) full_at: Option<Timestamp>,
    /// How often a PIN, a badge, or the password during an outage has opened or unlocked the session.
    pins: AtomicU32,
    slot: Mutex<Option<SessionSlot>>,
    /// The session at the server that decides for this computer, also while it is parked.
    at_server: Mutex<Option<SessionSlot>>,
    /// The mark that the locked window of the session has left with the remembered sign-in.
    lock_mark: Mutex<Option<LockMark>>,
    has_ended: AtomicBool,
    parking: Mutex<Parking>,
    /// How often the window of the session was locked.
    locks: AtomicU64,
    /// Whether its user can sign content.
    pub(crate) signing: SigningState,
    /// Checks the password of its user during an outage.
    pub(crate) offline: OfflineVerifier,
    /// The id of the session in the audit log, once something was recorded with it.
    audit_id: OnceLock<String>,
}

/// Whether what is open in a session waits while another user works.
#[derive(Clone, Default)]
enum Parking {
    #[default]
    Open,
    Since(Timestamp, Admission),
    /// Its owner continues in another session.
    Continued(Admission, Weak<SessionState>),
    /// The parked session was ended, so that what is open in it is dropped.
    Discarded,
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

    /// Returns `true` if the session has ended, is parked or needs the password, or there is an outage that lasts too long.
    pub(crate) fn is_closed(&self) -> bool {
        let is_over = self.has_ended() || self.was_parked();
        is_over || self.needs_lock() || self.owner.outage.is_too_long()
    }

    /// Returns how much longer the session stays open during an outage; `None` if there is none.
    pub(crate) fn outage_left(&self) -> Option<Duration> {
        self.owner.outage.left()
    }

    /// Returns whether the password unlocks the window of the session during the outage; `None` if there is none.
    pub(crate) fn unlocks_offline(&self) -> Option<bool> {
        let left = self.outage_left()?;
        Some(!left.is_zero() && !self.needs_lock() && self.offline.is_known())
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

    /// Returns how often a PIN, a badge, or the password during an outage has opened or unlocked the session.
    pub(crate) fn pins(&self) -> u32 {
        self.pins.load(Ordering::Acquire)
    }

    /// Takes in that a PIN, a badge, or the password during an outage has opened or unlocked the session.
    pub(crate) fn add_pin(&self) {
        self.pins.fetch_add(1, Ordering::AcqRel);
    }

    /// Begins the time of the session anew, after the password was entered.
    pub(crate) fn begin_anew(&self) {
        locked(&self.began).0 = self.owner.access.now();
    }

    /// Ends the session for all its copies, and releases its slot.
    pub(crate) fn end(&self) {
        self.has_ended.store(true, Ordering::Release);
        self.offline.clear();
        self.release_slot();
        locked(&self.at_server).take();
    }

    /// Has the session end at the server that decides for this computer when it ends here.
    pub(crate) fn ends_at_server(&self, session: SessionSlot) {
        *locked(&self.at_server) = Some(session);
        if self.has_ended() {
            locked(&self.at_server).take();
        }
    }

    /// Notes that the window of the session is locked: approvals from before are worth nothing afterwards, and nothing is signed
    /// until it is unlocked.
    pub(crate) fn note_lock(&self) {
        self.signing.set_locked(true);
        self.locks.fetch_add(1, Ordering::AcqRel);
    }

    /// Returns how often the window of the session was locked.
    pub(crate) fn locks(&self) -> u64 {
        self.locks.load(Ordering::Acquire)
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
        self.offline.keep_for(user);
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
    /// When the command was accepted that looks at the sessions; `None` for calls of an app, to which no parked session is open.
    admission: Option<Admission>,
}

impl OpenSessions {
    /// Creates the list, without sessions.
    pub(crate) fn new(access: AccessClock, outage: Outage) -> Self {
        Self {
            all: Arc::default(),
            outage,
            access,
            admission: None,
        }
    }

    /// Returns the same list for a command that was accepted then.
    pub(crate) fn for_command(&self, admission: Admission) -> Self {
        Self {
            admission: Some(admission),
            ..self.clone()
        }
    }

    /// Adds a session of a user who needed the password at `began`, and signed in fully then if `is_full`.
    pub(crate) fn add(
        &self,
        user: &User,
        slot: Option<SessionSlot>,
        (began, is_full): ((Timestamp, Sessions), bool),
    ) -> Arc<SessionState> {
        let state = Arc::new(SessionState {
            owner: self.clone(),
            id: user.id,
            username: user.username.clone(),
            accounts: Mutex::new(vec![AccountState::of(user)]),
            limited: Mutex::new(limited(user)),
            full_at: is_full.then_some(began.0),
            began: Mutex::new(began),
            pins: AtomicU32::new(0),
            slot: Mutex::new(slot),
            at_server: Mutex::default(),
            lock_mark: Mutex::default(),
            has_ended: AtomicBool::new(false),
            parking: Mutex::default(),
            locks: AtomicU64::new(0),
            signing: SigningState::default(),
            offline: OfflineVerifier::new(self.outage.keeps_open()),
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

    /// Returns when the sessions were parked that are parked in a window of this program, by account.
    pub(crate) fn parked(&self) -> HashMap<AccountId, Timestamp> {
        let all = self.open_or_parked();
        let since = |state: &Arc<SessionState>| Some((state.id, state.parked_since()?));
        all.iter().filter_map(since).collect()
    }

    /// Ends the parked session of an account. Returns `false` if there is none.
    pub(crate) fn discard_parked(&self, account: AccountId) -> bool {
        let is_parked = |state: &Arc<SessionState>| state.parked_since().is_some();
        let mut parked = self.open_or_parked();
        parked.retain(|state| state.id == account && is_parked(state));
        for state in &parked {
            state.discard();
        }
        !parked.is_empty()
    }

    /// Ends the sessions that the accounts of this snapshot do not permit.
    pub(crate) fn judge(&self, snapshot: &Snapshot) {
        judge(&self.open_or_parked(), snapshot);
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
        let gone = changes.iter().filter(|(_, after)| after.is_none());
        for (account, _) in gone {
            for state in self.open_or_parked() {
                if state.id == account.id {
                    state.end_with_account();
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
        let open = self.open_or_parked();
        if open.is_empty() {
            return;
        }
        if let Some(snapshot) = credentials.read().or_log("read the users") {
            judge(&open, &snapshot);
        }
    }

    /// Returns the sessions that have not ended, and forgets the others.
    fn open(&self) -> Vec<Arc<SessionState>> {
        let mut all = self.open_or_parked();
        all.retain(|state| !state.has_ended());
        all
    }

    /// Returns the sessions that have not ended, and those that are parked, whether or not they have ended meanwhile: their
    /// content is still there. Forgets the others.
    fn open_or_parked(&self) -> Vec<Arc<SessionState>> {
        let mut all = locked(&self.all);
        let mut kept: Vec<Arc<SessionState>> = all.iter().filter_map(Weak::upgrade).collect();
        kept.retain(|state| !state.has_ended() || state.parked_since().is_some());
        *all = kept.iter().map(Arc::downgrade).collect();
        kept
    }
}

/// Ends those that the accounts of this snapshot do not permit.
fn judge(open: &[Arc<SessionState>], snapshot: &Snapshot) {
    for state in open {
        if state.user_in(snapshot).is_none() {
            if snapshot.users.iter().any(|user| user.id == state.id) {
                state.end();
            } else {
                state.end_with_account();
            }
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
