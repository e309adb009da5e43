//! How long a sign-in at a restricted computer takes, and how many round trips.

use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::ports::{Authority as _, Cancellation, Verdict};

use super::{PASSWORD, SOON, Shop, eventually, secret};
use crate::proxy::{Fault, Proxy};
use crate::server::Server;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_password_is_decided_about_in_two_round_trips() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let till = shop.till_behind(&proxy, "till1");
    // The first time, the server parses the statements.
    drop(till.enter("bob", PASSWORD).expect("signed in"));
    // So that the end of a session is not one of the round trips of the next sign-in.
    let settle = || {
        eventually(SOON, || shop.sessions() == 0);
        thread::sleep(Duration::from_millis(100));
    };
    for (name, text) in [("bob", PASSWORD), ("bob", "a guess"), ("nobody", "a guess")] {
        let password: Secret = secret(text);
        let round_trips = (0..4).map(|_| {
            settle();
            let before = proxy.turns();
            let verdict = till
                .server
                .sign_in(name, &password, &Cancellation::default());
            let is_right = matches!(verdict, Ok(Verdict::Right(_)));
            assert_eq!(is_right, text == PASSWORD, "{name} {text}");
            proxy.turns() - before
        });
        // What is sent at once can arrive in parts if the computer of the tests is busy.
        assert_eq!(round_trips.min(), Some(2), "{name} {text}");
    }
}

/// Adds so many users.
fn fill(shop: &Shop, count: u32) {
    shop.database.sql(&format!(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
         SELECT substr(sha256(n::text::bytea), 1, 16), 1000 + n, head.seq, 'clerk' || n,
             (bob.record::jsonb || jsonb_build_object('username', 'clerk' || n, 'email', 'clerk' || n || '@example.org'))::json
         FROM auth_inner.head, auth_inner.account AS bob, generate_series(1, {count}) AS n WHERE bob.name_key = 'bob'"
    ));
    shop.database.sql("ANALYZE");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_sign_in_takes_no_longer_with_many_users() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let till = shop.till_behind(&proxy, "till1");
    let time = |name: &str| {
        let mut times: Vec<_> = (0..15)
            .map(|_| {
                let begun = Instant::now();
                let view = till.enter(name, PASSWORD).expect("signed in");
                let time = begun.elapsed();
                assert!(till.service.sessions().sign_out(&view.session).is_ok());
                time
            })
            .collect();
        times.sort_unstable();
        times[times.len() / 2]
    };
    let few = time("bob");
    fill(&shop, 100_000);
    let many = time("clerk77777");
    proxy.set(Fault::Delay(Duration::from_millis(10)));
    let before = proxy.turns();
    let far = time("clerk77777");
    let turns = (proxy.turns() - before) / 15;
    println!(
        "3 users {few:?}, 100 000 users {many:?}, 10 ms away {far:?} with {turns} round trips"
    );
    assert!(
        many < few * 3 + Duration::from_millis(100),
        "{few:?} {many:?}"
    );
}
