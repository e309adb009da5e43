//! Someone who wants a signature to be gone, moved or changed.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::signature::chain::Signature;
use egui_authenticator::domain::signature::sheet;
use egui_authenticator::service::Session;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::ports::{AuditLog as _, SignatureLog as _, StateError};
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::signatures::records::Trace;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::sqlite::SqliteState;
use rusqlite::Connection;

use super::{OWNER, broken, count, desk, desk_with_database, sign, signed, statement};
use crate::harness::{ADA, BOB, Desk, secret};

/// A user shows the sheet of another content, of another number, of another computer, or one that was altered.
#[test]
fn r112_a_sheet_that_was_copied_or_altered_is_not_what_was_signed() {
    let desk = desk();
    let first = signed(&desk, BOB);
    let second = signed(&desk, ADA);
    assert_eq!(sheet::read(&first.sheet()), Some(first.clone()));
    assert_eq!(first.signed.content, statement("Batch 42").content());
    let trace = |desk: &Desk, signature: &Signature| {
        let traced = desk.service.signatures().trace(OWNER, signature);
        traced.expect("looked up")
    };
    assert_eq!(trace(&desk, &first), Trace::Recorded);
    let mut moved = first.clone();
    moved.signed.number = 2;
    assert_eq!(trace(&desk, &moved), Trace::Other);
    let mut swapped = first.clone();
    swapped.bytes = second.bytes;
    assert_eq!(trace(&desk, &swapped), Trace::Other);
    let elsewhere = super::desk();
    assert_eq!(trace(&elsewhere, &first), Trace::Unknown);
    let altered = first.sheet().replace("Batch 42", "Batch 43");
    assert_eq!(sheet::read(&altered), None, "not what it shows");
    // A user finds their own signatures, and those of others only with the permission.
    let (ada, bob) = (desk.sign_in(ADA), desk.sign_in(BOB));
    let (ada, bob) = (ada.expect("in"), bob.expect("in"));
    let seen = |session: &Session, number: i64| {
        let signatures = desk.service.signatures();
        let found = signatures.find(Caller::Session(session), number);
        found.expect("looked up").is_some()
    };
    assert!(seen(&bob, 1) && !seen(&bob, 2));
    assert!(seen(&ada, 1) && seen(&ada, 2));
    let verified = desk.service.signatures().verify(Caller::Session(&bob));
    assert_eq!(verified.map(drop), Err(UserError::NotAllowed));
}

/// A signer leaves, their data is erased, and the audit log is pruned.
#[test]
fn r112_signatures_outlive_pruning_and_the_erasure_of_their_signer() {
    let (desk, store) = desk_with_database();
    let first = signed(&desk, BOB);
    signed(&desk, ADA);
    let bob = desk.sign_in(BOB).expect("signed in");
    let data = desk.service.personal_data().of_session(&bob);
    let data: serde_json::Value = serde_json::from_str(&data.expect("exported")).expect("JSON");
    assert_eq!(data["signatures"][0], first.signed.to_string());
    let erased = desk.service.personal_data().erase(OWNER, "bob");
    assert_eq!(erased, Ok(()));
    assert_eq!(broken(&desk.service), None, "after the erasure");
    let keep = Retention {
        days: 1,
        records: 1,
    };
    let pruned = store.prune_activity(keep, desk.ports.clock.now());
    assert!(pruned.expect("pruned") > 0);
    assert_eq!(broken(&desk.service), None, "after pruning");
    let found = desk.service.signatures().find(OWNER, 1);
    assert_eq!(found, Ok(Some(first.clone())));
    let key = store.signing_key(first.signed.account);
    assert_eq!(key, Ok(None), "only the signatures stay");
    // What was pruned is recorded again, so that nothing can be removed afterwards either.
    let database = Connection::open(desk.folder.path().join("state.db")).expect("opened");
    let removed = database.execute_batch("DELETE FROM signature; DELETE FROM signature_end;");
    assert_eq!(removed, Ok(()));
    assert_eq!(broken(&desk.service), Some(2));
}

/// Someone with access to the state database removes, swaps or changes signatures, or adds one of their own.
#[test]
fn r112_each_change_of_the_database_is_found_and_named() {
    let (desk, _) = desk_with_database();
    for who in [ADA, BOB, ADA, BOB] {
        signed(&desk, who);
    }
    let service = |file: &Path| {
        let store = Arc::new(SqliteState::new(file, "shop"));
        desk.restarted_with(|ports| {
            ports.signatures = Arc::<SqliteState>::clone(&store);
            ports.audit_log = store;
        })
    };
    let copy = desk.folder.path().join("copy.db");
    let copied = Connection::open(desk.folder.path().join("state.db")).expect("opened");
    let statement = format!("VACUUM INTO '{}'", copy.display());
    copied.execute_batch(&statement).expect("copied");
    let last = "DELETE FROM signature WHERE number = 4;";
    let shorter = "UPDATE signature_end SET number = 3,
                   link = (SELECT link FROM signature WHERE number = 3);";
    let swap = "UPDATE signature SET number = 9 WHERE number = 2;
                UPDATE signature SET number = 2 WHERE number = 3;
                UPDATE signature SET number = 3 WHERE number = 9;";
    for (at, (statements, named)) in [
        ("", None),
        ("DELETE FROM signature WHERE number = 1;", Some(1)),
        ("DELETE FROM signature WHERE number = 3;", Some(3)),
        (last, Some(4)),
        (&format!("{last}{shorter}"), Some(4)),
        ("DELETE FROM signature; DELETE FROM signature_end;", Some(1)),
        (swap, Some(2)),
        (
            "UPDATE signature SET username = 'eve' WHERE number = 2;",
            Some(2),
        ),
        (
            "UPDATE signature SET account = 'x' WHERE number = 2;",
            Some(2),
        ),
        (
            "UPDATE signature SET bytes = x'00' WHERE number = 3;",
            Some(3),
        ),
        (
            "UPDATE signature SET link = x'00' WHERE number = 3;",
            Some(3),
        ),
        (
            "UPDATE signature SET text = replace(text, 'Batch 42', 'Batch 43') WHERE number = 1;",
            Some(1),
        ),
        (
            "INSERT INTO signature SELECT slot, 5, account, username, text, bytes, link
             FROM signature WHERE number = 4;",
            Some(5),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let file = desk.folder.path().join(format!("{at}.db"));
        fs::copy(&copy, &file).expect("copied");
        let connection = Connection::open(&file).expect("opened");
        connection.execute_batch(statements).expect("changed");
        drop(connection);
        assert_eq!(broken(&service(&file)), named, "{statements}");
    }
}

/// Two windows sign at the same time.
#[test]
fn r112_signatures_of_several_programs_are_one_chain() {
    let (desk, _) = desk_with_database();
    let file = desk.folder.path().join("state.db");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let store = Arc::new(SqliteState::new(&file, "shop"));
                let service = desk.restarted_with(|ports| {
                    ports.signatures = Arc::<SqliteState>::clone(&store);
                    ports.audit_log = store;
                });
                let signed_in = service.sign_in().with_password(BOB.0, &secret(BOB.1));
                let bob = signed_in.ok().and_then(SignInOutcome::session_view);
                let bob = bob.expect("signed in").session;
                for _ in 0..5 {
                    sign(&service, &bob, Some("bob"), BOB.1).expect("signed");
                }
            });
        }
    });
    assert_eq!(count(&desk), 20);
    assert_eq!(broken(&desk.service), None);
}

/// Someone adds signatures to the database of which the audit log does not know.
#[test]
fn r112_signatures_that_the_audit_log_does_not_name_are_told() {
    let desk = desk();
    signed(&desk, BOB);
    let failure = StateError::Full;
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.state.fail_to_record_with(Some(failure));
    let verified = |number: usize| {
        sign(&desk.service, &bob, Some("bob"), BOB.1).expect("signed");
        assert_eq!(count(&desk), number);
        desk.service.signatures().verify(OWNER).expect("verified")
    };
    assert!(verified(2).is_good(), "the last one may be new");
    let check = verified(3);
    assert_eq!((check.broken, check.unrecorded), (None, 2));
    assert!(!check.is_good());
    desk.state.fail_to_record_with(None);
    assert!(verified(4).is_good(), "the next one names all of them");
}
