//! A server in memory that decides for restricted computers, over the stores of a trusted one: to test what is possible at a
//! restricted computer without a server.

mod approvals;
mod approved_action;
mod authority;
mod badges;
mod bulk;
mod credentials;
mod devices;
mod factors;
mod inviting;
mod kept_badges;
mod kiosk;
mod no_state;
mod pins;
mod recovering;
mod registering;
mod remembering;
mod server_badge;
mod signatures;
mod state;
mod users;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::quick_unlock::QuickRecord;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::service::dependencies::Dependencies;
use crate::service::ports::{
    AccountEvent, AuthorityError, AwaitedCode, RememberedSignIn, Snapshot, StateError, StoreError,
};
use crate::service::sign_in::pending::PendingSignIn;
use crate::service::{Service, Session};
use crate::store::memory::{MemoryState, MemoryVault};
use crate::testing::restricted::approved_action::ApprovedAction;
use crate::testing::restricted::server_badge::{Limit, ServerBadge};

/// A server in memory that decides for restricted computers.
///
/// ```
/// use egui_authenticator::ports::Dependencies;
/// use egui_authenticator::Service;
/// use egui_authenticator::testing::MemoryAuthority;
///
/// fn restricted(trusted: Dependencies) -> Service {
///     MemoryAuthority::over(trusted).computer().into()
/// }
/// ```
#[derive(Clone)]
pub struct MemoryAuthority(Arc<Shared>);

opaque_debug!(MemoryAuthority);

struct Shared {
    /// The use cases of a trusted computer, by which everything is decided.
    trusted: Service,
    dependencies: Dependencies,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The sessions by their numbers.
    sessions: BTreeMap<u64, ServerSession>,
    /// The sign-ins that wait for a code, or for two-step sign-in to be set up.
    awaited: BTreeMap<[u8; 32], Arc<PendingSignIn>>,
    /// The codes that were right, each with the time and the user as it was.
    proven: BTreeMap<[u8; 32], (Timestamp, Secret, User)>,
    /// When the computers have tried codes.
    tried_codes: BTreeMap<u64, Vec<Timestamp>>,
    /// When the computers have registered users.
    registrations: BTreeMap<u64, Vec<Timestamp>>,
    next: u64,
    computers: u64,
    /// The remembered sign-ins by the numbers of their computers.
    remembered: BTreeMap<u64, RememberedSignIn>,
    /// The PINs of all computers.
    pins: Vec<ServerPin>,
    /// The badges of all computers.
    badges: Vec<ServerBadge>,
    /// When numbers were scanned that are limited, by computer.
    scans: BTreeMap<(u64, Limit), Vec<Timestamp>>,
    failure: Option<StoreError>,
    /// What was approved, with what proves it.
    approved: Vec<ApprovedAction>,
}

/// A PIN of a restricted computer.
#[derive(Clone)]
struct ServerPin {
    computer: u64,
    record: QuickRecord,
    proof: [u8; 32],
    /// When the password was entered that was last taken in.
    password_at: Option<Timestamp>,
}

impl State {
    /// Returns a ticket by which a computer finds what the server keeps.
    fn next_ticket(&mut self) -> [u8; 32] {
        self.next += 1;
        let mut ticket = [0; 32];
        ticket[..8].copy_from_slice(&self.next.to_be_bytes());
        ticket
    }
}

/// A session that has begun at a restricted computer.
struct ServerSession {
    computer: u64,
    session: Session,
    /// The hash that its user has chosen in it, which the computer knows.
    chosen: Option<StoredHash>,
    /// Whether its user has just entered the password again, and not signed with it.
    is_proven: bool,
    notices: Vec<(AccountEvent, Timestamp)>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A restricted computer of the server: its stores.
#[derive(Clone)]
struct Computer {
    server: Arc<Shared>,
    number: u64,
    /// What stays on the computer: the preferences, and that a sign-in is remembered.
    local: Arc<MemoryState>,
}

impl MemoryAuthority {
    /// Creates a server with the stores of a trusted computer.
    #[must_use]
    pub fn over(mut trusted: Dependencies) -> Self {
        trusted.authority = None;
        let dependencies = trusted.clone();
        // The server cannot tell published passwords, because it does not see any.
        trusted.is_demo = true;
        Self(Arc::new(Shared {
            trusted: trusted.into(),
            dependencies,
            state: Mutex::default(),
        }))
    }

    /// Adds a restricted computer, and returns what its use cases need.
    #[must_use]
    pub fn computer(&self) -> Dependencies {
        let number = {
            let mut state = self.0.state();
            state.computers += 1;
            state.computers
        };
        let computer = Arc::new(Computer {
            server: Arc::clone(&self.0),
            number,
            local: Arc::default(),
        });
        let mut dependencies = self.0.dependencies.clone();
        dependencies.credentials = Arc::clone(&computer) as _;
        dependencies.attempts = Arc::clone(&computer) as _;
        dependencies.sessions = Arc::clone(&computer) as _;
        dependencies.codes = Arc::clone(&computer) as _;
        dependencies.notices = Arc::clone(&computer) as _;
        dependencies.audit_log = Arc::clone(&computer) as _;
        dependencies.signatures = Arc::clone(&computer) as _;
        dependencies.preferences = Arc::clone(&computer) as _;
        dependencies.authority = Some(computer);
        dependencies.vault = Arc::new(MemoryVault::default());
        dependencies.computer_vault = Arc::new(MemoryVault::default());
        dependencies.computers = None;
        dependencies
    }

    /// Makes every call of every computer fail, or with `None` stop failing.
    pub fn fail_with(&self, failure: Option<StoreError>) {
        self.0.state().failure = failure;
    }

    /// Returns how many sessions of restricted computers the server has.
    #[must_use]
    pub fn open_sessions(&self) -> usize {
        self.0.state().sessions.len()
    }
}

impl Computer {
    fn check(&self) -> Result<(), StoreError> {
        self.server.state().failure.clone().map_or(Ok(()), Err)
    }

    /// Returns everything in the store of the server, after ending the sessions that it no longer permits.
    fn read_all(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.check()?;
        let snapshot = self.server.dependencies.credentials.read()?;
        let open = &self.server.trusted.context.open_sessions;
        let mut state = self.server.state();
        state.sessions.retain(|_, of| {
            let is_valid = of.session.current_at_any_time(open, &snapshot).is_some();
            if !is_valid {
                of.session.state().end();
            }
            is_valid
        });
        Ok(snapshot)
    }

    /// Returns the latest session of an account at this computer.
    fn session_of(&self, account: AccountId) -> Option<Session> {
        let state = self.server.state();
        let mut own = state.sessions.values().rev();
        let is_own =
            |of: &&ServerSession| of.computer == self.number && of.session.user().id == account;
        own.find(is_own).map(|of| of.session.clone())
    }

    /// Changes what is known of the sessions of an account at this computer.
    fn change_sessions(&self, account: AccountId, mut change: impl FnMut(&mut ServerSession)) {
        let mut state = self.server.state();
        for of in state.sessions.values_mut() {
            if of.computer == self.number && of.session.user().id == account {
                change(of);
            }
        }
    }

    /// Begins a session at this computer, and returns its number.
    fn begin(&self, session: Session, notices: Vec<(AccountEvent, Timestamp)>) -> u64 {
        let mut state = self.server.state();
        state.next += 1;
        let number = state.next;
        state.sessions.insert(
            number,
            ServerSession {
                computer: self.number,
                session,
                chosen: None,
                is_proven: false,
                notices,
            },
        );
        number
    }

    /// Keeps a sign-in that waits for a code.
    fn await_code(&self, pending: Arc<PendingSignIn>) -> AwaitedCode {
        let mut state = self.server.state();
        let ticket = state.next_ticket();
        state.awaited.insert(ticket, pending);
        AwaitedCode::new(ticket)
    }

    /// Returns the sign-in that waits for this code.
    fn awaited(&self, code: &AwaitedCode) -> Option<Arc<PendingSignIn>> {
        self.server.state().awaited.get(code.ticket()).cloned()
    }

    /// Returns the users of the sessions at this computer, each with the hash that was chosen in it.
    fn signed_in(&self) -> Vec<(AccountId, Option<StoredHash>)> {
        let state = self.server.state();
        let own = state.sessions.values();
        let own = own.filter(|of| of.computer == self.number);
        let mut users: Vec<(AccountId, Option<StoredHash>)> = Vec::new();
        for of in own {
            let id = of.session.user().id;
            users.retain(|(other, _)| *other != id);
            users.push((id, of.chosen.clone()));
        }
        users
    }
}

/// Ends a session at the server when it is dropped.
struct EndGuard {
    server: Weak<Shared>,
    number: u64,
}

impl Drop for EndGuard {
    fn drop(&mut self) {
        let Some(server) = self.server.upgrade() else {
            return;
        };
        let ended = server.state().sessions.remove(&self.number);
        if let Some(of) = ended {
            of.session.state().end();
        }
    }
}

/// Frees the slot of a session at the server when it is dropped.
struct SlotGuard(Session);

impl Drop for SlotGuard {
    fn drop(&mut self) {
        self.0.state().release_slot();
    }
}

/// The stores of the server are one to a restricted computer.
fn unavailable(error: &StateError) -> AuthorityError {
    StoreError::Unavailable(error.to_string()).into()
}

/// Returns the user as in the store of the server.
fn user_in(snapshot: &Snapshot, account: AccountId) -> Option<&User> {
    snapshot.users.with_id(account)
}
