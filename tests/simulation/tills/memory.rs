//! Two restricted computers and a trusted one, in memory.

use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use egui_authenticator::domain::customization::Customization;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{Cancellation, Clock as _, CredentialStore, StateStore};
use egui_authenticator::store::memory::{
    ManualClock, MemoryClipboard, MemoryCredentials, MemoryMailer, MemoryState,
};
use egui_authenticator::testing::MemoryAuthority;
use egui_authenticator::wiring::environment;

use crate::bugs::Bug;
use crate::gate::Gate;
use crate::planted::Planted;
use crate::ports::Ports;
use crate::seeded::Seeded;
use crate::start::Lenient;
use crate::steps::WINDOWS;
use crate::stores::{Access, Open, State, Stores};
use crate::tills::{OFFICE, TILLS};
use crate::world::BEGINNING;

/// The stores of the server.
struct Shared {
    credentials: Arc<MemoryCredentials>,
    state: Arc<MemoryState>,
}

impl Stores for Shared {
    fn credentials(&self, _: usize) -> Arc<dyn CredentialStore> {
        Arc::clone(&self.credentials) as _
    }

    fn state(&self, _: usize) -> Arc<dyn StateStore> {
        Arc::clone(&self.state) as _
    }

    fn count_together(&self) -> bool {
        true
    }

    fn wait(&self, _: u32) {}

    fn replace(&self, directory: UserDirectory) {
        self.credentials.replace(directory);
    }
}

/// A server, and the computers that use it.
pub struct MemoryTills {
    shared: Arc<Shared>,
    clock: Arc<ManualClock>,
    gate: Arc<Gate>,
    tills: OnceLock<[Dependencies; TILLS]>,
}

impl MemoryTills {
    /// Two restricted computers and a trusted one.
    pub const OPEN: Open = Open {
        stores: Self::open,
        computers: OFFICE + 1,
        replay: "tills::play_again",
    };

    fn open(directory: UserDirectory) -> Arc<dyn Stores> {
        let credentials = Arc::new(MemoryCredentials::with(directory));
        Arc::new(Self {
            shared: Arc::new(Shared {
                credentials,
                state: Arc::default(),
            }),
            clock: Arc::new(ManualClock::new(Timestamp::from_seconds(BEGINNING))),
            gate: Arc::default(),
            tills: OnceLock::new(),
        })
    }

    /// Returns what decides at the server, with a bug there.
    fn server(&self, random: &Arc<Seeded>, bug: Option<Bug>) -> MemoryAuthority {
        let stores = Arc::clone(&self.shared) as Arc<dyn Stores>;
        let access = Access::trusted(&*stores, OFFICE);
        let ports = Arc::new(Ports {
            rival: Arc::clone(&access.credentials),
            credentials: access.credentials,
            state: access.state,
            authority: None,
            stores,
            vault: Arc::default(),
            secret_vault: Arc::default(),
            gate: Arc::clone(&self.gate),
            random: Arc::clone(random),
            computer: u8::MAX,
            planted: Planted::new(bug),
        });
        let mut environment = environment();
        environment.hasher = Arc::clone(&ports) as _;
        environment.clock = Arc::clone(&self.clock) as _;
        environment.random = Arc::clone(&ports) as _;
        environment.platform = Arc::clone(&ports) as _;
        environment.mailer = Arc::new(MemoryMailer::default());
        environment.clipboard = Arc::new(MemoryClipboard::default());
        let mut trusted = Dependencies::new(
            Arc::clone(&ports) as _,
            Arc::clone(&ports) as _,
            ports,
            environment,
        );
        trusted.customization = Arc::new(Customization::default().with_validator(Lenient));
        MemoryAuthority::over(trusted)
    }
}

impl Stores for MemoryTills {
    fn credentials(&self, computer: usize) -> Arc<dyn CredentialStore> {
        self.shared.credentials(computer)
    }

    fn state(&self, computer: usize) -> Arc<dyn StateStore> {
        self.shared.state(computer)
    }

    fn till(&self, computer: usize, _: &Arc<ManualClock>) -> Option<Access> {
        let of = self.tills.get().expect("begun").get(computer)?.clone();
        Some(Access {
            credentials: of.credentials,
            state: State {
                attempts: of.attempts,
                sessions: of.sessions,
                codes: of.codes,
                notices: of.notices,
                audit_log: of.audit_log,
                signatures: of.signatures,
                preferences: of.preferences,
            },
            authority: of.authority,
        })
    }

    fn is_restricted(&self, computer: usize) -> bool {
        computer < TILLS
    }

    fn office(&self) -> usize {
        OFFICE
    }

    /// In memory, the programs of a restricted computer share their sessions.
    fn windows(&self, computer: usize) -> usize {
        if self.is_restricted(computer) {
            1
        } else {
            WINDOWS
        }
    }

    fn begin(&self, random: &Arc<Seeded>, bug: Option<Bug>) {
        let server = self.server(random, bug);
        self.tills
            .get_or_init(|| [(); TILLS].map(|()| server.computer()));
    }

    fn count_together(&self) -> bool {
        true
    }

    fn recorded(&self) -> Option<i64> {
        Some(self.gate.recorded.load(Ordering::Relaxed))
    }

    fn wait(&self, seconds: u32) {
        self.clock.advance(seconds.into());
        let passed = Duration::from_secs(seconds.into());
        self.clock.wait(passed, &Cancellation::default());
    }

    fn replace(&self, directory: UserDirectory) {
        self.shared.replace(directory);
    }
}
