//! The last contact of each computer.

use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::domain::settings::Sessions;
use egui_authenticator::service::ports::SessionStore;

use crate::server::Server;
use crate::state::{account, computer};

/// Logins that other tests add to the server are noted here as well.
const SEEN: &str =
    "SELECT login, abs(extract(epoch FROM clock_timestamp()) - seen_at) < 60, program,
    joined_at, revoked_at FROM auth_inner.computer WHERE login = 'owner'";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn programs_that_run_are_seen_without_a_session_as_one_row_for_their_login() {
    let database = Server::shared().migrated();
    let _running = [(); 2].map(|()| computer(&database));
    let start = Instant::now();
    while database.sql(SEEN).is_empty() {
        assert!(start.elapsed() < Duration::from_secs(60));
        thread::sleep(Duration::from_millis(500));
    }
    let row = format!("owner|t|{}||", env!("CARGO_PKG_VERSION"));
    assert_eq!(database.sql(SEEN), row);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_session_is_that_of_the_login_that_opened_it() {
    let database = Server::shared().migrated();
    let state = computer(&database);
    let _slot = state.claim_session_slot(account(1), Sessions::default());
    let logins = "SELECT login FROM auth_inner.session_slot";
    assert_eq!(database.sql(logins), "owner");
}
