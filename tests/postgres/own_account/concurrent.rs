//! Changes on several computers at once, and what trusted computers see of those on restricted ones.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::{CredentialStore as _, Edit, StoreError};
use egui_authenticator::service::ports::{AuditFilter, AuditLog as _, Setting};
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::{PostgresState, PostgresStore};
use egui_authenticator::users::Username;

use super::{NEW_HASH, Shop, revision};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn of_two_computers_that_change_one_account_at_once_one_is_told_and_nothing_is_lost() {
    let shop = Shop::open();
    let (here, there) = (shop.till(), shop.till());
    let (bob, same) = (here.session("bob"), there.session("bob"));
    let mut refused = 0;
    for round in 0..10 {
        let known = here
            .sql(&format!("SELECT {}", revision(&bob)))
            .expect("read");
        let change = |token: &str, patch: &str| {
            format!("SELECT auth.change_own({token}, '{known}', '{patch}')")
        };
        let first = change(&bob, &format!(r#"{{"first_name": "First {round}"}}"#));
        let second = change(&same, &format!(r#"{{"last_name": "Last {round}"}}"#));
        let (first, second) = thread::scope(|scope| {
            let first = scope.spawn(|| here.sql(&first));
            let second = there.sql(&second);
            (first.join().expect("ended"), second)
        });
        let codes = [&first, &second].map(|result| result.as_ref().err().map(String::as_str));
        assert!(
            [[None, Some("AU003")], [Some("AU003"), None]].contains(&codes),
            "{codes:?}"
        );
        refused += u32::from(first.is_err());
        let user = shop.user("bob");
        let is_first = user.name.first == format!("First {round}");
        let is_last = user.name.last == format!("Last {round}");
        assert_eq!([is_first, is_last], [first.is_ok(), second.is_ok()]);
    }
    assert!(refused <= 10);
    // Changes of different accounts from one revision do not keep each other out, those of settings do.
    let eve = there.session("eve");
    let known = here
        .sql(&format!("SELECT {}", revision(&bob)))
        .expect("read");
    let patch = r#"{"first_name": "Anew"}"#;
    for (till, token) in [(&here, &bob), (&there, &eve)] {
        assert!(
            till.sql(&format!(
                "SELECT auth.change_own({token}, '{known}', '{patch}')"
            ))
            .is_ok()
        );
    }
    let known = here
        .sql(&format!("SELECT {}", revision(&bob)))
        .expect("read");
    shop.database.sql("UPDATE auth_inner.head SET settings_seq = seq + 1, seq = seq + 1, revision = sha256(revision);
        INSERT INTO auth_inner.past SELECT revision, seq FROM auth_inner.head");
    for known in [known, "\\x00".to_owned()] {
        let changed = here.sql(&format!(
            "SELECT auth.change_own({bob}, '{known}', '{{\"first_name\": \"B\"}}')"
        ));
        assert!(
            changed
                .as_ref()
                .is_err_and(|code| ["AU003", "AU005"].contains(&&**code)),
            "{changed:?}"
        );
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn two_users_who_take_one_address_at_once_do_not_both_get_it() {
    let shop = Shop::open();
    let (here, there) = (shop.till(), shop.till());
    let (bob, eve) = (here.session("bob"), there.session("eve"));
    let patch = r#"{"email": "new@example.org"}"#;
    let (first, second) = thread::scope(|scope| {
        let first = scope.spawn(|| here.change(&bob, patch));
        let second = there.change(&eve, patch);
        (first.join().expect("ended"), second)
    });
    let codes = [first.err(), second.err()];
    let one = Some("AU007".to_owned());
    assert!(
        [[None, one.clone()], [one, None]].contains(&codes),
        "{codes:?}"
    );
    let taken = "auth_inner.account WHERE record ->> 'email' = 'new@example.org'";
    assert_eq!(shop.count(taken), 1);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_notification_says_nothing_but_that_there_was_a_change() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    let trusted = PostgresStore::new(shop.database.client());
    let said = thread::scope(|scope| {
        // Notifications are printed when the loop has ended.
        let listening = scope.spawn(|| {
            let (said, errors) = shop.database.sql_as(
                "owner",
                "LISTEN auth_changed; CREATE TABLE public.listening (); DO $$ BEGIN
                     WHILE NOT EXISTS (SELECT FROM pg_class WHERE relname = 'done') LOOP PERFORM pg_sleep(0.02); END LOOP;
                 END $$;",
            );
            assert_eq!(errors, "");
            said
        });
        let is_listening = "SELECT to_regclass('public.listening') IS NOT NULL";
        shop.database.wait_for(is_listening, "t");
        let changed = till.change(&bob, r#"{"first_name": "Bobby"}"#);
        let revision = trusted.revision().expect("read");
        let title = Edit::Set(vec![Setting::Title(Some("Corner shop".to_owned()))]);
        let titled = trusted.apply(&title, &revision);
        shop.database.sql("CREATE TABLE public.done ()");
        assert!(changed.is_ok() && titled.is_ok(), "{changed:?} {titled:?}");
        listening.join().expect("ended")
    });
    let is_one = |line: &&str| line.contains("\"auth_changed\"");
    assert_eq!(said.lines().filter(is_one).count(), 2, "{said}");
    assert!(!said.contains("payload"), "{said}");
}

/// Returns the details of all records, the latest first.
fn details(state: &PostgresState) -> Vec<String> {
    let all = AuditFilter {
        since: None,
        user: None,
        kind: None,
        limit: 100,
    };
    let records = state.activity(&all).expect("read");
    let records = records.iter();
    records
        .map(|record| record.event.detail.to_string())
        .collect()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_a_trusted_computer_is_told_of_a_change_within_a_second_and_finds_a_whole_log() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    let trusted = PostgresStore::new(shop.database.client());
    trusted.read().expect("read");
    let (tell, told) = mpsc::channel();
    let watch = trusted.watch(Arc::new(move || tell.send(()).unwrap_or_default()));
    assert!(watch.is_some());
    let second = Duration::from_secs(1);
    let password = format!(r#"{{"password": "{NEW_HASH}"}}"#);
    let changes = [
        r#"{"first_name": "B."}"#,
        r#"{"last_name": "Again"}"#,
        &password,
    ];
    // Once in three times, because this computer may be busy with other tests.
    let is_told = changes.map(|change| {
        while told.recv_timeout(second).is_ok() {}
        let changed = till.change(&bob, change);
        assert!(changed.is_ok(), "{change} {changed:?}");
        let begun = Instant::now();
        assert!(told.recv_timeout(20 * second).is_ok(), "{change}");
        begun.elapsed() < second
    });
    assert!(is_told.contains(&true));
    let bob_there = trusted
        .read()
        .expect("read")
        .users
        .find("bob")
        .cloned()
        .expect("bob");
    assert_eq!(bob_there, shop.user("bob"));
    assert!(
        till.sql(&format!(
            "SELECT auth.note({bob}, 'locked'), auth.note({bob}, 'unlocked'), auth.sign_out({bob})"
        ))
        .is_ok()
    );
    // The log is one chain with what trusted computers record, and none of the changes is taken for one by hand.
    let state = PostgresState::new(shop.database.client(), Arc::new(MemoryState::default()));
    let rename = UserPatch {
        last_name: Some("T".to_owned()),
        ..UserPatch::default()
    };
    shop.apply(&Edit::Update(vec![(
        Username::parse("eve").expect("a username"),
        rename,
    )]));
    let now = egui_authenticator::domain::timestamp::Timestamp::from_seconds(1_900_000_000);
    assert!(state.prune_activity(Retention::EVERYTHING, now).is_ok());
    let (check, _) = state.verify_activity_after(None).expect("verified");
    assert!(matches!(check, ChainCheck::Whole(Some(_))), "{check:?}");
    assert_eq!(
        details(&state),
        [
            "",
            "unlocked",
            "locked",
            "password_changed",
            "details_changed",
            "details_changed"
        ]
    );
    assert!(state.revision().expect("read").is_some());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_trusted_computer_that_decides_on_an_old_state_of_the_account_changes_nothing() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    let old = shop.store.read().expect("read").revision;
    assert!(till.change(&bob, r#"{"first_name": "Rob"}"#).is_ok());
    let patch = UserPatch {
        first_name: Some("Old".to_owned()),
        ..UserPatch::default()
    };
    let edit = Edit::Update(vec![(Username::parse("bob").expect("a username"), patch)]);
    assert!(matches!(
        shop.store.apply(&edit, &old),
        Err(StoreError::Changed)
    ));
    assert_eq!(shop.user("bob").name.first, "Rob");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_cannot_push_out_records_of_the_log() {
    let shop = Shop::open();
    let till = shop.till();
    let (bob, eve) = (till.session("bob"), till.session("eve"));
    let many = |token: &str| {
        let notes = format!("SELECT auth.note({token}, 'locked');\n").repeat(130);
        till.sql(&notes)
    };
    assert_eq!(many(&bob), Err("AU008".to_owned()));
    assert_eq!(shop.count("auth_inner.event"), 120);
    let again = till.session("bob");
    till.refused("AU008", &format!("SELECT auth.note({again}, 'locked')"));
    assert!(
        till.sql(&format!("SELECT auth.note({eve}, 'switched away')"))
            .is_ok(),
        "others still record"
    );
    for word in [
        "NULL",
        "''",
        "'signed out'",
        "'password'",
        "'ended'",
        "'removed'",
        "'LOCKED'",
    ] {
        till.refused("AU002", &format!("SELECT auth.note({eve}, {word})"));
    }
    // In one transaction, all of it counts too.
    let both =
        format!("BEGIN; SELECT auth.note({eve}, 'locked') FROM generate_series(1, 200); COMMIT");
    till.refused("AU008", &both);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn users_read_their_own_activity_and_notices_only() {
    let shop = Shop::open();
    let till = shop.till();
    let (bob, eve) = (till.session("bob"), till.session("eve"));
    shop.database.sql(
        "SELECT auth_inner.record('people', 'ada', (SELECT id FROM auth_inner.account WHERE name_key = 'ada'), 'bob', id, true,
            'disabled') FROM auth_inner.account WHERE name_key = 'bob';
        SELECT auth_inner.tell(id, 'password_set') FROM auth_inner.account",
    );
    assert!(till.change(&bob, r#"{"first_name": "Rob"}"#).is_ok());
    let read = |token: &str, since: &str, kind: &str, limit: &str| {
        till.sql(&format!("SELECT string_agg(kind || ' ' || detail, ', ') FROM auth.activity({token}, {since}, {kind}, {limit})"))
    };
    assert_eq!(
        read(&bob, "NULL", "NULL", "1000").as_deref(),
        Ok("account details_changed, people disabled")
    );
    assert_eq!(
        read(&bob, "NULL", "'people'", "1000").as_deref(),
        Ok("people disabled")
    );
    assert_eq!(
        read(&bob, "NULL", "NULL", "1").as_deref(),
        Ok("account details_changed")
    );
    assert_eq!(read(&bob, "9999999999", "NULL", "10").as_deref(), Ok(""));
    assert_eq!(read(&eve, "NULL", "NULL", "1000").as_deref(), Ok(""));
    for limit in ["1001", "-1", "NULL"] {
        assert_eq!(read(&bob, "NULL", "NULL", limit), Err("AU005".to_owned()));
    }
    // What an earlier account with this id has done is not theirs.
    shop.database.sql(
        "SELECT auth_inner.record('people', 'ada', NULL, 'bob', id, true, 'removed') FROM auth_inner.account WHERE name_key = 'bob'",
    );
    assert_eq!(read(&bob, "NULL", "NULL", "1000").as_deref(), Ok(""));
    let notices = |token: &str| till.sql(&format!("SELECT word FROM auth.notices({token})"));
    for time in ["first", "after the answer was lost"] {
        assert_eq!(notices(&eve).as_deref(), Ok("password_set"), "{time}");
    }
    let forget = |token: &str, upto: &str| {
        till.sql(&format!("SELECT auth.forget_notices({token}, {upto})"))
            .expect("forgotten");
    };
    for upto in ["NULL", "0"] {
        forget(&eve, upto);
    }
    forget(&bob, "9223372036854775807");
    assert_eq!(notices(&bob).as_deref(), Ok(""));
    assert_eq!(notices(&eve).as_deref(), Ok("password_set"));
    forget(
        &eve,
        &format!("(SELECT max(number) FROM auth.notices({eve}))"),
    );
    assert_eq!(notices(&eve).as_deref(), Ok(""));
    assert_eq!(shop.count("auth_inner.notice"), 1, "that of another user");
}
