//! A server that is away, stopped or killed, and answers that are lost on the way.

use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::ports::CredentialStore as _;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::use_cases::{RefreshError, UserInput};
use egui_authenticator::users::PersonName;

use super::{PASSWORD, Shop, eventually, is_away, secret};
use crate::proxy::{Fault, Proxy};
use crate::server::Server;

/// What a window may take to say that the server is away, and a second for a computer that is busy with other tests.
const LIMIT: Duration = Duration::from_secs(4);

/// How soon everything works again.
const BACK: Duration = Duration::from_secs(10);

fn in_time<T>(fault: Fault, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    assert!(begun.elapsed() < LIMIT, "{fault:?}: {:?}", begun.elapsed());
    result
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn while_the_server_is_away_no_user_signs_in_and_open_sessions_stay() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let till = shop.till_behind(&proxy, "till1");
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    for fault in [Fault::Refuse, Fault::Stall, Fault::OneWay] {
        proxy.set(fault);
        let entered = in_time(fault, || till.enter("ada", PASSWORD));
        assert!(is_away(&entered), "{fault:?}: {:?}", entered.err());
        let read = in_time(fault, || till.server.read());
        assert!(matches!(read, Err(StoreError::Unavailable(_))), "{fault:?}");
        let refreshed = in_time(fault, || till.service.sessions().refresh(&session));
        let is_away = matches!(
            refreshed,
            Err(RefreshError::Store(StoreError::Unavailable(_)))
        );
        assert!(is_away && !session.has_ended(), "{fault:?}");
        proxy.set(Fault::None);
        eventually(BACK, || till.service.sessions().refresh(&session).is_ok());
    }
    assert!(till.enter("ada", PASSWORD).is_ok());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_that_is_stopped_or_killed_comes_back_with_the_open_sessions() {
    let server: &'static Server = Box::leak(Box::new(Server::start(&["fsync = on"])));
    let shop = Shop::on(server);
    let till = shop.till("till1");
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    for order in ["stop", "kill"] {
        let entered = thread::scope(|scope| {
            let entering = scope.spawn(|| {
                (0..20)
                    .map(|_| till.enter("ada", PASSWORD).map(drop))
                    .collect::<Vec<_>>()
            });
            thread::sleep(Duration::from_millis(100));
            server.order(order);
            entering.join().expect("ended")
        });
        for result in &entered {
            assert!(result.is_ok() || is_away(result), "{order}: {result:?}");
        }
        assert!(is_away(&entered[entered.len() - 1]), "{order}");
        server.order("start");
        eventually(BACK, || till.service.sessions().refresh(&session).is_ok());
        eventually(BACK, || till.enter("ada", PASSWORD).is_ok());
        // What was left open is ended: nothing but the session of `bob` stays.
        eventually(BACK, || shop.sessions() == 1);
    }
    server.order("kill");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_sign_in_that_is_cut_anywhere_counts_once_and_leaves_no_second_session() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let till = shop.till_behind(&proxy, "till1");
    let mut outcomes = [0; 2];
    for (text, is_right) in [(PASSWORD, true), ("a guess", false)] {
        for part in 0..=40 {
            // The names are unlocked, and the connection has prepared its statements.
            eventually(BACK, || till.enter("bob", PASSWORD).is_ok());
            eventually(BACK, || shop.sessions() == 0);
            let so_far = proxy.sent().len();
            assert!(till.enter("ada", PASSWORD).is_ok());
            let bytes = (proxy.sent().len() - so_far) * part / 40;
            eventually(BACK, || shop.sessions() == 0);
            proxy.set(Fault::CutOnceAfter(bytes));
            let entered = in_time(Fault::CutOnceAfter(bytes), || till.enter("bob", text));
            proxy.set(Fault::None);
            let mut is_told = true;
            match &entered {
                Ok(_) => {
                    assert!(is_right);
                    assert_eq!(shop.sessions(), 1, "{bytes}");
                    assert_eq!(shop.failures("bob"), 0, "{bytes}");
                }
                Err(SignInError::Refused) => {
                    assert!(!is_right);
                    assert_eq!(shop.failures("bob"), 1, "{bytes}");
                }
                Err(error) => {
                    // What was cut may still hold its locks when it is asked for once more.
                    let is_busy = matches!(error, SignInError::Store(StoreError::Busy));
                    assert!(is_busy || is_away(&entered), "{bytes}: {error:?}");
                    assert!(shop.failures("bob") <= 1, "{bytes}");
                    is_told = false;
                }
            }
            outcomes[usize::from(!is_told)] += 1;
            drop(entered);
            eventually(BACK, || shop.sessions() == 0);
        }
    }
    // Mostly the answer is asked for once more.
    assert!(outcomes[0] > outcomes[1], "{outcomes:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_that_is_cut_anywhere_is_made_once_and_for_certain_if_it_succeeded() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let till = shop.till_behind(&proxy, "till1");
    let mut session = till.enter("bob", PASSWORD).expect("signed in").session;
    let stored = || {
        shop.database
            .sql("SELECT record ->> 'first_name' FROM auth_inner.account WHERE name_key = 'bob'")
    };
    let mut number = 0;
    let mut change = |fault: Fault| {
        number += 1;
        let name = format!("Name{number}");
        let details = UserInput::new(
            "bob",
            "bob@example.org",
            PersonName::new(name.as_str(), "Smith"),
        );
        let so_far = proxy.sent().len();
        let current = secret(PASSWORD);
        proxy.set(fault);
        let account = till.service.account();
        let changed = account.change(&session, &current.into(), AccountChange::Details(details));
        proxy.set(Fault::None);
        let is_made = changed.is_ok();
        eventually(BACK, || till.server.read().is_ok());
        match changed {
            Ok(changed) => session = changed.session_view.session,
            Err(_) => {
                session = till
                    .service
                    .sessions()
                    .refresh(&session)
                    .expect("open")
                    .session;
            }
        }
        (name, is_made, proxy.sent().len() - so_far)
    };
    let mut made = 0;
    for part in 0..=30 {
        let (before, is_made, _) = change(Fault::None);
        assert!(is_made);
        let (_, _, whole) = change(Fault::None);
        let bytes = whole * part / 30;
        let (after, is_made, _) = in_time(Fault::CutOnceAfter(bytes), || {
            change(Fault::CutOnceAfter(bytes))
        });
        assert_ne!(stored(), before);
        if is_made {
            made += 1;
            assert_eq!(stored(), after, "{bytes}");
        }
    }
    assert!(made > 15, "{made}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_is_made_although_another_program_holds_a_lock_longer_than_one_is_waited_for() {
    let shop = Shop::open();
    let till = shop.till("till1");
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    let details = UserInput::new("bob", "bob@example.org", PersonName::new("Rob", "Smith"));
    let current = secret(PASSWORD);
    let other = shop.database.hold("SELECT FROM auth_inner.head FOR UPDATE");
    thread::scope(|scope| {
        let account = till.service.account();
        let change = AccountChange::Details(details);
        let changing = scope.spawn(move || account.change(&session, &current.into(), change));
        let waiting = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        shop.database.wait_for(waiting, "1");
        thread::sleep(Duration::from_millis(800));
        assert!(!changing.is_finished(), "it waits again");
        other.commit();
        assert!(changing.join().expect("ended").is_ok());
    });
}
