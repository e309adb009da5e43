//! How long a sign-in and a page of the list of users take at a restricted computer, and how many round trips.
//! `POSTGRES_SIGN_INS="100000 1000000"` measures with as many users; `-- --nocapture` prints the times.

use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::Caller;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::ports::{Authority as _, Cancellation, StoreError, Verdict};
use egui_authenticator::service::users::query::{Column, Span, UserQuery};
use egui_authenticator::use_cases::UserError;

use super::{LATEST, PASSWORD, Shop, Till, eventually, secret};
use crate::proxy::{Fault, Proxy};
use crate::server::Server;
use crate::speed::numbers;

const ROUNDS: usize = 15;

/// How many round trips a whole sign-in takes: the salt, the verdict, the settings and the user as the session sees them, and the
/// notices of the user.
const ROUND_TRIPS: usize = 4;

/// Waits so that the end of a session is not one of the round trips of what comes next.
fn settle(shop: &Shop) {
    eventually(LATEST, || shop.sessions() == 0);
    thread::sleep(Duration::from_millis(100));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_password_is_decided_about_in_two_round_trips() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let till = shop.till_behind(&proxy, "till1");
    // The first time, the server parses the statements.
    drop(till.enter("bob", PASSWORD).expect("signed in"));
    for (name, text) in [("bob", PASSWORD), ("bob", "a guess"), ("nobody", "a guess")] {
        let password: Secret = secret(text);
        let round_trips = (0..4).map(|_| {
            settle(&shop);
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

/// Adds so many users with names, every second of whom has signed in before.
fn fill(shop: &Shop, count: u64) {
    shop.database.sql(&format!(
        "CREATE TABLE public.added AS SELECT n, substr(sha256(n::text::bytea), 1, 16) AS id FROM generate_series(1, {count}) AS n;
         -- Nothing has to follow these: their users are added afterwards.
         SET session_replication_role = replica;
         INSERT INTO auth_inner.attempts (name, failures, locked_for, seen_at, last_sign_in)
             SELECT sha256(p.outside || sha256(p.inside || sha256('account'::bytea || decode('00', 'hex') || id))),
                 0, 0, auth_inner.now() - n, auth_inner.now() - n
             FROM public.added, auth_inner.pads() AS p WHERE n % 2 = 0;
         RESET session_replication_role;
         INSERT INTO auth_inner.account (id, position, seq, name_key, record)
             SELECT added.id, 1000 + n, head.seq, 'clerk' || n,
                 (bob.record::jsonb || jsonb_build_object('username', 'clerk' || n, 'email', 'clerk' || n || '@example.org',
                     'first_name', 'First' || n % 977, 'last_name', 'Last' || n % 7919))::json
             FROM auth_inner.head, auth_inner.account AS bob, public.added WHERE bob.name_key = 'bob';
         DROP TABLE public.added"
    ));
    shop.database.sql("VACUUM ANALYZE");
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Returns what a whole sign-in takes in the middle, and its round trips.
fn sign_ins(shop: &Shop, proxy: &Proxy, till: &Till, users: &[String]) -> (Duration, usize) {
    let (times, turns): (Vec<_>, Vec<_>) = (0..ROUNDS)
        .map(|round| {
            settle(shop);
            let (before, begun) = (proxy.turns(), Instant::now());
            let view = till.enter(&users[round % users.len()], PASSWORD);
            let (time, turns) = (begun.elapsed(), proxy.turns() - before);
            let session = view.expect("signed in").session;
            assert!(till.service.sessions().sign_out(&session).is_ok());
            (time, turns)
        })
        .unzip();
    // What is sent at once can arrive in parts if the computer of the tests is busy.
    (middle(times), turns.into_iter().min().expect("rounds"))
}

/// Reads pages of the list of so many users, and prints what they take in the middle.
fn pages(shop: &Shop, till: &Till, users: u64) {
    let ada = till.enter("ada", PASSWORD).expect("signed in").session;
    let (all, some, one) = (users + 2..users + 3, users / 1000..users / 50, 1..2);
    let (name, last) = (Column::Name, Column::LastSignIn);
    for (what, text, column, from, found) in [
        ("the first page", "", name, 0, &all),
        ("a page in the middle", "", name, users / 2, &all),
        ("the first page by last sign-in", "", last, 0, &all),
        ("the middle by last sign-in", "", last, users / 2, &all),
        ("a search for a part of a name", "irst77", name, 0, &some),
        ("the same by last sign-in", "irst77", last, 0, &some),
        ("a search for one user", "clerk777@", name, 0, &one),
    ] {
        let query = UserQuery {
            text: text.to_owned(),
            column,
            ..UserQuery::default()
        };
        let span = Span {
            from,
            ..Span::default()
        };
        let times = (0..5).map(|_| {
            let begun = Instant::now();
            let list = till.service.users();
            let list = list.list_part(Caller::Session(&ada), (&query, span), None);
            let time = begun.elapsed();
            match list {
                Ok(list) => {
                    let total = list.part.as_ref().expect("a part").total;
                    let total = u64::try_from(total).expect("a number");
                    assert!(found.contains(&total), "{what}: {total}");
                }
                // The program waits for three seconds, which is too short for a search among a million on a busy computer.
                Err(UserError::Store(StoreError::Unavailable(_)))
                    if !text.is_empty() && users > 100_000 =>
                {
                    println!("{users} users: {what} has no answer after {time:.1?}");
                }
                Err(error) => panic!("{what}: {error}"),
            }
            time
        });
        println!("{users} users: {what} {:.1?}", middle(times.collect()));
    }
    assert!(till.service.sessions().sign_out(&ada).is_ok());
    settle(shop);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_sign_in_takes_no_longer_with_many_users() {
    for users in numbers("100000") {
        let shop = Shop::open();
        let proxy = Proxy::before(Server::shared().port());
        let till = shop.till_behind(&proxy, "till1");
        // The first time, the server parses the statements.
        drop(till.enter("bob", PASSWORD).expect("signed in"));
        let (few, few_turns) = sign_ins(&shop, &proxy, &till, &["bob".to_owned()]);
        fill(&shop, users);
        let names: Vec<_> = (1..=7).map(|n| format!("clerk{}", users * n / 7)).collect();
        let (many, turns) = sign_ins(&shop, &proxy, &till, &names);
        println!(
            "{users} users: a sign-in {many:.1?} with {turns} round trips; 2 users: {few:.1?} with {few_turns}"
        );
        pages(&shop, &till, users);
        proxy.set(Fault::Delay(Duration::from_millis(10)));
        let (far, far_turns) = sign_ins(&shop, &proxy, &till, &names);
        println!("{users} users: a sign-in 10 ms away {far:.1?} with {far_turns} round trips");
        assert_eq!([few_turns, turns, far_turns], [ROUND_TRIPS; 3]);
        assert!(
            many < few * 3 + Duration::from_millis(100),
            "{few:?} {many:?}"
        );
    }
}
