//! The same attempts at a restricted computer and at one with the tables: the same answers, counts and records.

use std::sync::Arc;

use egui_authenticator::Service;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::SessionLimitError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::memory::{ManualClock, MemoryState, MemoryVault};
use egui_authenticator::store::postgres::{PostgresState, PostgresStore};
use egui_authenticator::testing::QuickHasher;
use egui_authenticator::use_cases::{ChainCheck, Locked, NextStep, SignInOutcome};
use egui_authenticator::wiring::environment;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::computers::{OWNER, PASSWORD, password};
use crate::restricted::{Counter, HASH, WRONG, user};
use crate::server::{Database, Server};

const NOW: i64 = 1_800_000_000;

/// While the clock of the server stands still, a delay would not end.
const WITHOUT_DELAYS: &str = "CREATE FUNCTION public.at_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN NEW.not_before := NEW.at; RETURN NEW; END $$;
    CREATE TRIGGER at_once BEFORE INSERT ON auth_inner.guess FOR EACH ROW EXECUTE FUNCTION public.at_once()";

/// Starts the app on a computer with the tables.
pub fn trusted(database: &Database<'_>) -> Service {
    trusted_with(
        database,
        &Arc::new(ManualClock::new(Timestamp::from_seconds(NOW))),
    )
}

fn trusted_with(database: &Database<'_>, clock: &Arc<ManualClock>) -> Service {
    let client = database.client();
    let mut environment = environment();
    environment.hasher = Arc::new(QuickHasher);
    environment.clock = Arc::clone(clock) as _;
    Service::from(Dependencies::new(
        Arc::new(PostgresStore::new(client.clone())),
        Arc::new(PostgresState::new(client, Arc::new(MemoryState::default()))),
        Arc::new(MemoryVault::default()),
        environment,
    ))
}

/// An attempt, or what happens in between.
#[derive(Clone, Debug)]
enum Step {
    Try { name: usize, is_right: bool },
    Wait(i64),
}

const NAMES: [&str; 15] = [
    "ada",
    "ada@example.org",
    "bob",
    "kim",
    "eve",
    "eve@example.org",
    "nobody",
    "",
    "till",
    "till@example.org",
    "late",
    "soon",
    "coded",
    "lead",
    "chief",
];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let attempt =
        (0..NAMES.len(), any::<bool>()).prop_map(|(name, is_right)| Step::Try { name, is_right });
    // One name again and again, so that it is locked.
    let often = (0..3_usize, 0..4).prop_map(|(name, right)| Step::Try {
        name,
        is_right: right == 0,
    });
    let wait = prop_oneof![1..40_i64, 60..2_000_i64].prop_map(Step::Wait);
    proptest::collection::vec(prop_oneof![3 => attempt, 3 => often, 1 => wait], 1..40)
}

fn users() -> Vec<Value> {
    let totp = format!("totp:{}", "A".repeat(80));
    vec![
        user("ada", &json!({})),
        user("bob", &json!({ "disabled": true })),
        user("kim", &json!({ "password": null })),
        user("eve", &json!({ "pending": true })),
        // An address of two users is one of none.
        user("till", &json!({ "email": "shop@example.org" })),
        user("till2", &json!({ "email": "SHOP@example.org" })),
        user("late", &json!({ "times": ["", "2026-12-31", ""] })),
        user("soon", &json!({ "times": ["", "", "mon 08:00-09:00"] })),
        user("coded", &json!({ "key_vault": totp })),
        user("chief", &json!({ "roles": ["staff", "chief"] })),
        user(
            "lead",
            &json!({ "roles": ["lead"], "must_change_password": true }),
        ),
    ]
}

/// Returns what a computer with the tables says, in the words of the others.
fn of_trusted(computer: &Service, name: &str, text: &str) -> Value {
    let outcome = computer.sign_in().with_password(name, &password(text));
    let word = match outcome {
        Ok(SignInOutcome::SignedIn(view)) => {
            let before = view.before.expect("a history");
            computer
                .sessions()
                .sign_out(&view.session)
                .expect("signed out");
            let last = before.last_sign_in.map(Timestamp::as_seconds);
            return json!({ "word": "right", "failures": before.failures, "last_sign_in": last });
        }
        Ok(SignInOutcome::NextStep(pending)) => match pending.need() {
            NextStep::TwoStep => "set_up_second_factor",
            NextStep::AnotherPassword => "right",
            _ => "second_factor",
        },
        Err(SignInError::Refused) => "wrong",
        Err(SignInError::Delaying) => "delaying",
        Err(SignInError::Pending) => "pending",
        Err(SignInError::Outdated) => "outdated",
        Err(SignInError::NotNow(_)) => "not_now",
        Err(SignInError::SessionLimit(SessionLimitError::AlreadyIn)) => "already_in",
        Err(SignInError::SessionLimit(SessionLimitError::Full)) => "full",
        Err(SignInError::Locked(Locked::For(seconds))) => {
            return json!({ "word": "locked", "seconds": seconds });
        }
        Err(SignInError::Locked(_)) => return json!({ "word": "locked", "seconds": null }),
        other => panic!("{:?}", other.err()),
    };
    json!({ "word": word })
}

/// Returns what a restricted computer is told, without what is compared elsewhere.
fn of_restricted(counter: &Counter<'_>, name: &str, hash: &str) -> Value {
    let verdict = counter.ask(name, hash);
    let word = verdict["word"].as_str().expect("a word");
    match word {
        "locked" => verdict,
        "right" => {
            let ended =
                "DELETE FROM auth_inner.session_slot; DELETE FROM auth_inner.restricted_session";
            counter.database.sql(ended);
            let before = &verdict["before"];
            json!({ "word": word, "failures": before["failures"], "last_sign_in": before["last_sign_in"] })
        }
        _ => json!({ "word": word }),
    }
}

/// Returns the records but for sign-outs, which a computer reports, and the rows of the attempts, by account.
fn left_behind(database: &Database<'_>, now: i64) -> (String, String) {
    let events = "SELECT kind, who, whom, coalesce(encode(who_id, 'hex'), '-'), is_done, detail, at
        FROM auth_inner.event WHERE kind <> 'sign_out' ORDER BY number";
    let attempts = "SELECT name_key, failures, locked_for, t.seen_at, last_sign_in
        FROM auth_inner.attempts AS t JOIN auth_inner.account AS a ON t.name = auth_inner.attempt_key('account', a.id)
        WHERE (failures, locked_for, coalesce(last_sign_in, 0)) <> (0, 0, 0)
        UNION ALL SELECT * FROM (SELECT of.name, CASE of.name WHEN 'all names'
            THEN (auth_inner.expired(t, NOW)).failures ELSE t.failures END AS failures, 0, 0, NULL::bigint
            FROM auth_inner.attempts AS t JOIN (VALUES
            ('nobody', auth_inner.attempt_key('attempt', 'nobody')), ('', auth_inner.attempt_key('attempt', '')),
            ('all names', auth_inner.attempt_key('all names', ''))) AS of (name, digest) ON digest = t.name) AS rest
        WHERE rest.failures > 0 ORDER BY 1";
    // Of all names, without those that have expired: one kind of computers writes them later.
    let attempts = attempts.replace("NOW", &now.to_string());
    (database.sql(events), database.sql(&attempts))
}

fn compare(settings: &str, steps: &[Step]) -> Result<(), TestCaseError> {
    let [here, there] = [(); 2].map(|()| Counter::without_users(Server::shared()));
    for counter in [&here, &there] {
        counter.add(&users());
        counter
            .database
            .sql("INSERT INTO auth_inner.past SELECT revision, seq FROM auth_inner.head");
        counter.database.sql(settings);
    }
    here.stop_clock(NOW);
    here.database.sql(WITHOUT_DELAYS);
    let clock = Arc::new(ManualClock::new(Timestamp::from_seconds(NOW)));
    let computer = trusted_with(&there.database, &clock);
    let mut now = NOW;
    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::Wait(seconds) => {
                now += seconds;
                clock.advance(*seconds);
                here.set_clock(now);
                // The time that passes on the server.
                there.database.sql(&format!(
                    "UPDATE auth_inner.attempts SET written_at = written_at - {seconds}"
                ));
            }
            Step::Try { name, is_right } => {
                let name = NAMES[*name];
                let (text, hash) = if *is_right {
                    (PASSWORD, &**HASH)
                } else {
                    ("a guess", WRONG)
                };
                let (expected, told) = (
                    of_trusted(&computer, name, text),
                    of_restricted(&here, name, hash),
                );
                // A new password is chosen by an open session, and not before it.
                if name != "lead" || expected["word"] != "right" {
                    prop_assert_eq!(&told, &expected, "step {} of {:?}", number, steps);
                } else {
                    prop_assert_eq!(&told["word"], "right");
                    return Ok(());
                }
            }
        }
    }
    let (events, attempts) = left_behind(&here.database, now);
    let expected = left_behind(&there.database, now);
    prop_assert_eq!(events, expected.0, "{:?}", steps);
    prop_assert_eq!(attempts, expected.1, "{:?}", steps);
    let check = trusted(&here.database).audit_log().verify(OWNER);
    prop_assert!(matches!(check, Ok(ChainCheck::Whole(_))), "{:?}", check);
    Ok(())
}

fn run(cases: u32, settings: &str) {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20,
        ..Config::default()
    };
    let mut runner = TestRunner::new(config);
    runner
        .run(&steps(), |steps| compare(settings, &steps))
        .expect("the same");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn attempts_at_both_kinds_of_computers_have_the_same_results() {
    run(5, "");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r86_attempts_at_both_kinds_of_computers_are_delayed_alike() {
    run(4, "INSERT INTO auth_inner.setting VALUES ('lockout.all_names', '10'), ('lockout.after', '3'),
        ('lockout.seconds', '7'), ('lockout.stop_after', '6'), ('two_step.required_for', 'till, chief')");
}
