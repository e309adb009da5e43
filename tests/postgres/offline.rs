//! Unlocking a window while the server is away.

use std::time::{Duration, Instant};

use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::session_view::SessionView;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::store::postgres::{Client, PostgresOptions};
use egui_authenticator::{Service, Session};

use crate::computers::{PASSWORD, Shop, password};
use crate::proxy::{Fault, Proxy};
use crate::server::Server;

/// What two calls to a server that is away may take, the one for the users and the one for the count, and a second for a computer
/// that is busy with other tests.
const LIMIT: Duration = Duration::from_secs(7);

fn enter(computer: &Service) -> Box<SessionView> {
    let outcome = computer
        .sign_in()
        .with_password("ada", &password(PASSWORD))
        .expect("right");
    outcome.session_view().expect("nothing more")
}

fn unlock(computer: &Service, session: &Session, text: &str) -> Result<Session, AccountError> {
    let begun = Instant::now();
    let unlocked = computer.sessions().unlock(session, &password(text).into());
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
    Ok(unlocked?.session)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_a_window_unlocks_while_the_server_is_away_which_counts_the_wrong_password_when_it_is_back() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let address = proxy.address(&shop.database.address());
    let options = PostgresOptions::parse(&address).expect("an address");
    let here = shop.computer_with(Client::connect(&options).expect("a client"));
    let there = shop.computer();
    let mut expected = Vec::new();
    for fault in [Fault::Refuse, Fault::Stall] {
        let session = enter(&here).session;
        let locked = here.sessions().lock(&session, LockReason::Locked);
        assert_eq!(locked, Ok(()));
        proxy.set(fault);
        let wrong = unlock(&here, &session, "a guess").err();
        assert_eq!(wrong, Some(AccountError::Wrong), "{fault:?}");
        let unlocked = unlock(&here, &session, PASSWORD).expect("unlocked");
        assert!(unlocked.is_by_quick_unlock());
        proxy.set(Fault::None);
        let begun = Instant::now();
        while let Err(error) = here.sessions().refresh(&unlocked) {
            assert!(begun.elapsed() < LIMIT, "{fault:?}: {error}");
            std::thread::sleep(Duration::from_millis(50));
        }
        let before = enter(&there).before.expect("a history");
        assert_eq!(before.failures, 1, "{fault:?}");
        let told = "SELECT string_agg(detail, ', ' ORDER BY number) FROM auth_inner.event WHERE detail LIKE '%in an outage'";
        expected.extend(["wrong password in an outage", "unlocked in an outage"]);
        assert_eq!(shop.database.sql(told), expected.join(", "), "{fault:?}");
    }
}
