//! The server in memory keeps the contract that a real one is held to.

use std::sync::Arc;

use egui_authenticator::domain::approval::ApprovalRule;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::store::memory::{ManualClock, MemoryCredentials, MemoryState, MemoryVault};
use egui_authenticator::testing::conformance::{AuthoritySite, authority};
use egui_authenticator::testing::{MemoryAuthority, QuickHasher};
use egui_authenticator::wiring::environment;

struct Site {
    clock: Arc<ManualClock>,
    credentials: Arc<MemoryCredentials>,
    trusted: Dependencies,
    server: MemoryAuthority,
}

impl Site {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::new(Timestamp::from_seconds(1_800_000_000)));
        let mut environment = environment();
        environment.hasher = Arc::new(QuickHasher);
        environment.clock = Arc::clone(&clock) as _;
        let credentials = Arc::<MemoryCredentials>::default();
        let trusted = Dependencies::new(
            Arc::clone(&credentials) as _,
            Arc::new(MemoryState::default()),
            Arc::new(MemoryVault::default()),
            environment,
        );
        let server = MemoryAuthority::over(trusted.clone());
        Self {
            clock,
            credentials,
            trusted,
            server,
        }
    }
}

impl AuthoritySite for Site {
    fn trusted(&self) -> Dependencies {
        self.trusted.clone()
    }

    fn restricted(&self) -> Dependencies {
        self.server.computer()
    }

    fn pass(&self, seconds: u32) {
        self.clock.advance(seconds.into());
    }

    fn add_rule(&self, rule: &ApprovalRule) {
        let mut directory = self.credentials.directory().expect("users");
        directory.settings.approvals.push(rule.clone());
        self.credentials.replace(directory);
    }
}

#[test]
fn the_server_in_memory_keeps_the_contract_of_one_that_decides() {
    authority(Site::new);
}
