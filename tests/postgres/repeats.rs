//! Transactions that the server ends because of others (40001, 40P01): they are made again, and count once.

use std::time::{Duration, Instant};

use egui_authenticator::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::ports::{StateError, StoreError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::use_cases::{SignInOutcome, UserChange, UserError, UserInput};
use egui_authenticator::users::PersonName;

use crate::computers::OWNER;
use crate::restricted_program::{PASSWORD, Shop, Till, eventually, secret};

/// A serialization failure and a deadlock.
const CODES: [&str; 2] = ["40001", "40P01"];

/// What a window may take to say that a change was not made, and a second for a computer that is busy with other tests.
const LIMIT: Duration = Duration::from_secs(4);

/// More transactions than there are.
const ALWAYS: u32 = 1_000_000;

/// When the server ends a transaction.
#[derive(Clone, Copy, Debug)]
enum When {
    /// At the statement.
    Statement,
    /// When the transaction is committed.
    Commit,
}

/// Returns each code at each moment.
fn failures() -> impl Iterator<Item = (&'static str, When)> {
    let moments = [When::Statement, When::Commit];
    let of = move |code| moments.map(move |when| (code, when));
    CODES.into_iter().flat_map(of)
}

/// Transactions with this event, such as `INSERT ON auth_inner.guess`, that the server ends.
struct Conflicts<'a> {
    shop: &'a Shop,
    table: &'static str,
    times: u32,
}

impl<'a> Conflicts<'a> {
    /// Ends so many of them. A sequence counts them, because it is not rolled back.
    fn first(
        shop: &'a Shop,
        (code, when): (&str, When),
        (event, table): (&'static str, &'static str),
        times: u32,
    ) -> Self {
        let trigger = match when {
            When::Statement => format!("TRIGGER conflict BEFORE {event} ON auth_inner.{table}"),
            When::Commit => format!(
                "CONSTRAINT TRIGGER conflict AFTER {event} ON auth_inner.{table}
                 DEFERRABLE INITIALLY DEFERRED"
            ),
        };
        shop.database.sql(&format!(
            "CREATE SEQUENCE public.transactions;
             CREATE FUNCTION public.conflict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
             BEGIN
                 IF nextval('public.transactions') <= {times} THEN
                     RAISE EXCEPTION 'of a test' USING ERRCODE = '{code}';
                 END IF;
                 RETURN NEW;
             END $$;
             CREATE {trigger} FOR EACH ROW EXECUTE FUNCTION public.conflict()"
        ));
        Self { shop, table, times }
    }

    /// Ends no more of them, and returns how many there were.
    fn end(self) -> u32 {
        let last = self
            .shop
            .database
            .sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM public.transactions");
        self.shop.database.sql(&format!(
            "DROP TRIGGER conflict ON auth_inner.{}; DROP FUNCTION public.conflict; DROP SEQUENCE public.transactions",
            self.table
        ));
        let last: u32 = last.parse().expect("a number");
        last.min(self.times)
    }
}

fn sign_in_trusted(shop: &Shop, text: &str) -> Result<Session, SignInError> {
    let outcome = shop.trusted.sign_in().with_password("bob", &secret(text))?;
    match outcome {
        SignInOutcome::SignedIn(view) => Ok(view.session),
        _ => panic!("something more is needed"),
    }
}

fn stored_name(shop: &Shop) -> String {
    shop.database
        .sql("SELECT record ->> 'first_name' FROM auth_inner.account WHERE name_key = 'bob'")
}

/// Changes the first name of `bob` on the trusted computer.
fn change_bob(shop: &Shop, number: u32) -> Result<(), UserError> {
    let change = UserChange::default().first_name(format!("Name{number}"));
    shop.trusted.users().change(OWNER, "bob", &change)
}

/// Changes it on a restricted computer, in the own account.
fn change_own(till: &Till, session: &Session, number: u32) -> Result<Session, AccountError> {
    let name = PersonName::new(format!("Name{number}").as_str(), "Smith");
    let details = AccountChange::Details(UserInput::new("bob", "bob@example.org", name));
    let current = secret(PASSWORD);
    let account = till.service.account();
    let changed = account.change(session, &current.into(), details)?;
    Ok(changed.session_view.session)
}

/// Returns the number of the last change of users.
fn changes(shop: &Shop) -> u32 {
    let last = shop.database.sql("SELECT seq FROM auth_inner.head");
    last.parse().expect("a number")
}

/// Returns how many sign-ins and failures are in the audit log.
fn sign_ins(shop: &Shop) -> u32 {
    let count = "SELECT count(*) FROM auth_inner.event WHERE kind = 'sign_in'";
    shop.database.sql(count).parse().expect("a number")
}

fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
    result
}

/// Makes a guess at the password of `bob`, and expects that it is counted once and recorded once.
fn expect_counted_once(shop: &Shop, what: &str, guess: impl FnOnce() -> Result<(), SignInError>) {
    let recorded = sign_ins(shop);
    let refused = in_time(guess);
    assert!(
        matches!(refused, Err(SignInError::Refused)),
        "{what}: {refused:?}"
    );
    assert_eq!(shop.failures("bob"), 1, "{what}");
    assert_eq!(sign_ins(shop), recorded + 1, "{what}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_of_a_trusted_computer_is_repeated_after_a_conflict_and_made_once() {
    let shop = Shop::open();
    let mut number = 0;
    for failure in failures() {
        for of in [("UPDATE", "head"), ("UPDATE", "account")] {
            number += 1;
            let before = changes(&shop);
            let conflicts = Conflicts::first(&shop, failure, of, 2);
            let changed = in_time(|| change_bob(&shop, number));
            assert_eq!(conflicts.end(), 2, "{failure:?} {of:?}");
            assert!(changed.is_ok(), "{failure:?} {of:?}: {changed:?}");
            assert_eq!(stored_name(&shop), format!("Name{number}"));
            assert_eq!(changes(&shop), before + 1, "{failure:?} {of:?}");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_failure_at_a_trusted_computer_is_counted_once_after_a_conflict() {
    let shop = Shop::open();
    for failure in failures() {
        for of in [
            ("INSERT", "attempts"),
            ("UPDATE", "attempts"),
            ("INSERT", "event"),
        ] {
            // What was counted is forgotten, so that a row is inserted.
            shop.database.sql("DELETE FROM auth_inner.attempts");
            let conflicts = Conflicts::first(&shop, failure, of, 2);
            let what = format!("{failure:?} {of:?}");
            expect_counted_once(&shop, &what, || sign_in_trusted(&shop, "a guess").map(drop));
            assert_eq!(conflicts.end(), 2, "{what}");
            let signed_in = sign_in_trusted(&shop, PASSWORD);
            assert!(signed_in.is_ok(), "{what}: {:?}", signed_in.err());
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_answer_at_a_restricted_computer_is_counted_once_after_a_conflict() {
    let shop = Shop::open();
    let till = shop.till("till1");
    for failure in failures() {
        // `auth.answer` inserts the first two, `auth.verdict` the others.
        for of in [
            ("INSERT", "guess"),
            ("INSERT", "attempts"),
            ("UPDATE", "guess"),
            ("INSERT", "event"),
        ] {
            shop.database.sql("DELETE FROM auth_inner.attempts");
            let conflicts = Conflicts::first(&shop, failure, of, 2);
            let what = format!("{failure:?} {of:?}");
            expect_counted_once(&shop, &what, || till.enter("bob", "a guess").map(drop));
            assert_eq!(conflicts.end(), 2, "{what}");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_sign_in_at_a_restricted_computer_has_one_session_after_a_conflict() {
    let shop = Shop::open();
    let till = shop.till("till1");
    for failure in failures() {
        for of in [
            ("INSERT", "guess"),
            ("UPDATE", "guess"),
            ("INSERT", "restricted_session"),
            ("INSERT", "session_slot"),
            ("INSERT", "event"),
        ] {
            let recorded = sign_ins(&shop);
            let conflicts = Conflicts::first(&shop, failure, of, 2);
            let what = format!("{failure:?} {of:?}");
            let entered = in_time(|| till.enter("bob", PASSWORD));
            assert_eq!(conflicts.end(), 2, "{what}");
            assert!(entered.is_ok(), "{what}: {:?}", entered.err());
            assert_eq!(shop.sessions(), 1, "{what}");
            assert_eq!(shop.failures("bob"), 0, "{what}");
            assert_eq!(sign_ins(&shop), recorded + 1, "{what}");
            drop(entered);
            eventually(LIMIT, || shop.sessions() == 0);
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_of_the_own_account_is_repeated_after_a_conflict_and_made_once() {
    let shop = Shop::open();
    let till = shop.till("till1");
    let mut session = till.enter("bob", PASSWORD).expect("signed in").session;
    let mut number = 0;
    for failure in failures() {
        for of in [("UPDATE", "head"), ("UPDATE", "account")] {
            number += 1;
            let before = changes(&shop);
            let conflicts = Conflicts::first(&shop, failure, of, 2);
            let changed = in_time(|| change_own(&till, &session, number));
            let what = format!("{failure:?} {of:?}");
            assert_eq!(conflicts.end(), 2, "{what}");
            session = changed.unwrap_or_else(|error| panic!("{what}: {error:?}"));
            assert_eq!(stored_name(&shop), format!("Name{number}"), "{what}");
            assert_eq!(changes(&shop), before + 1, "{what}");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn conflicts_without_an_end_are_told_in_time_and_nothing_is_changed() {
    let shop = Shop::open();
    let till = shop.till("till1");
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    let name = stored_name(&shop);
    for failure in failures() {
        let conflicts = Conflicts::first(&shop, failure, ("UPDATE", "head"), ALWAYS);
        let changed = in_time(|| change_bob(&shop, 1));
        assert!(
            matches!(changed, Err(UserError::Store(StoreError::Busy))),
            "{failure:?}: {changed:?}"
        );
        let own = in_time(|| change_own(&till, &session, 1)).err();
        assert!(
            matches!(own, Some(AccountError::Store(StoreError::Busy))),
            "{failure:?}: {own:?}"
        );
        // Each is tried five times.
        assert_eq!(conflicts.end(), 10, "{failure:?}");
        assert_eq!(stored_name(&shop), name);

        let conflicts = Conflicts::first(&shop, failure, ("INSERT", "attempts"), ALWAYS);
        shop.database.sql("DELETE FROM auth_inner.attempts");
        let here = in_time(|| till.enter("bob", PASSWORD)).err();
        assert!(
            matches!(here, Some(SignInError::Store(StoreError::Busy))),
            "{failure:?}: {here:?}"
        );
        let there = in_time(|| sign_in_trusted(&shop, PASSWORD)).err();
        assert!(
            matches!(there, Some(SignInError::State(StateError::Busy))),
            "{failure:?}: {there:?}"
        );
        conflicts.end();
        assert_eq!(shop.failures("bob"), 0);
        assert_eq!(shop.sessions(), 1, "the first one");
    }
    assert!(till.enter("bob", PASSWORD).is_ok());
    assert!(change_own(&till, &session, 2).is_ok());
    assert!(change_bob(&shop, 3).is_ok());
}
