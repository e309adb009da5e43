//! The server keeps the contract of one that decides about passwords.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use egui_authenticator::domain::approval::ApprovalRule;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::domain::time_zone::TimeZone;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::{Cancellation, Clock};
use egui_authenticator::store::platform::SystemClock;
use egui_authenticator::testing::conformance::{AuthoritySite, authority};

use super::{address, prepared, restricted, trusted};
use crate::server::{Database, Server};

/// The clock of this computer, which can be set forward.
#[derive(Default)]
struct SetClock {
    ahead: AtomicI64,
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        SystemClock.now() + self.ahead.load(Ordering::Relaxed)
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::default()
    }

    fn elapsed(&self) -> Duration {
        let ahead = u64::try_from(self.ahead.load(Ordering::Relaxed));
        SystemClock.elapsed() + Duration::from_secs(ahead.expect("forward"))
    }

    fn wait(&self, time: Duration, cancellation: &Cancellation) {
        SystemClock.wait(time, cancellation);
    }
}

struct Site {
    database: Database<'static>,
    clock: Arc<SetClock>,
    count: AtomicUsize,
}

impl AuthoritySite for Site {
    fn trusted(&self) -> Dependencies {
        trusted(&self.database, Arc::clone(&self.clock) as _)
    }

    fn restricted(&self) -> Dependencies {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let address = address(&self.database, &format!("till{number}"));
        restricted(&address, Arc::clone(&self.clock) as _).1
    }

    fn pass(&self, seconds: u32) {
        let seconds = i64::from(seconds);
        let ahead = self.clock.ahead.fetch_add(seconds, Ordering::Relaxed) + seconds;
        self.database.sql(&format!(
            "CREATE OR REPLACE FUNCTION auth_inner.now() RETURNS bigint LANGUAGE sql
                 AS 'SELECT floor(extract(epoch FROM clock_timestamp()))::bigint + {ahead}';
             UPDATE auth_inner.attempts SET written_at = written_at - {seconds}"
        ));
    }

    fn add_rule(&self, rule: &ApprovalRule) {
        let mut settings = Settings::default();
        settings.approvals = vec![rule.clone()];
        let rows = settings.rows().into_iter();
        let rows = rows.filter(|(path, _)| path.starts_with("approvals"));
        let rows: Vec<_> = rows
            .map(|(path, value)| format!("('{path}', '{value}')"))
            .collect();
        self.database.sql(&format!(
            "INSERT INTO auth_inner.setting (path, value) VALUES {};
             DELETE FROM auth_inner.past; UPDATE auth_inner.head SET revision = sha256(revision)",
            rows.join(", ")
        ));
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_server_keeps_the_contract_of_one_that_decides() {
    authority(|| Site {
        database: prepared(Server::shared()),
        clock: Arc::default(),
        count: AtomicUsize::new(0),
    });
}
