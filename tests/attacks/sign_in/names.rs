//! What the state database and the example give away.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::problem::{Cause, Problem};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::StateError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::sqlite::SqliteState;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::harness::{BOB, Desk, secret};

/// Returns every value of 32 bytes in the state database, with the number of its rows.
fn digests(database: &Path) -> Vec<Vec<u8>> {
    let connection = Connection::open(database).expect("opened");
    let mut found = Vec::new();
    for table in ["attempt", "code"] {
        let query = format!("SELECT * FROM {table}");
        let mut query = connection.prepare(&query).expect("prepared");
        let columns = query.column_count();
        let mut rows = query.query([]).expect("queried");
        while let Some(row) = rows.next().expect("read") {
            let blob = |at| row.get::<_, Vec<u8>>(at).ok();
            found.extend(
                (0..columns)
                    .filter_map(blob)
                    .filter(|blob| blob.len() == 32),
            );
        }
    }
    found
}

/// What a thief with the source knows: how a name becomes a digest, up to the key.
fn unkeyed(word: &str) -> [u8; 32] {
    Sha256::digest(format!("attempt\0{word}")).into()
}

fn desk_over(database: &Path) -> Desk {
    let mut desk = Desk::open();
    let state = Arc::new(SqliteState::new(database, "a"));
    desk.replace(|ports| {
        ports.attempts = Arc::clone(&state) as _;
        ports.codes = state;
    });
    desk
}

/// A thief of the state database looks for passwords that were typed as a name, with a dictionary.
#[test]
fn r87_a_dictionary_finds_no_name_in_the_state_database_without_its_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("state.db");
    let desk = desk_over(&database);
    let dictionary = [
        "password1",
        "hunter2",
        "staple the till shut",
        "unknown@example.org",
    ];
    for word in dictionary {
        assert!(
            desk.service
                .sign_in()
                .with_password(word, &secret("x"))
                .is_err()
        );
        assert_eq!(desk.service.recovery_mail().send_code(word), Ok(()));
    }
    let stored = digests(&database);
    assert!(
        stored.len() >= 3 * dictionary.len(),
        "attempts, mails and codes"
    );
    for word in dictionary {
        let plain: [u8; 32] = Sha256::digest(word).into();
        for guess in [plain, unkeyed(word)] {
            assert!(!stored.iter().any(|digest| *digest == guess), "{word}");
        }
    }
    // With the key, the same dictionary finds all of them.
    let key = fs::read(folder.path().join("state.key")).expect("read");
    for word in dictionary {
        let keyed = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
        let guess = keyed.chain_update(unkeyed(word)).finalize().into_bytes();
        assert!(
            stored.iter().any(|digest| digest.as_slice() == &guess[..]),
            "{word}"
        );
    }
    // Nothing is left of them after a quarter of a year, once the next name is tried.
    desk.clock.advance(91 * 24 * 60 * 60);
    assert!(
        desk.service
            .sign_in()
            .with_password("another", &secret("x"))
            .is_err()
    );
    let attempts = Connection::open(&database).expect("opened");
    let count = attempts.query_row("SELECT count(*) FROM attempt", [], |row| row.get(0));
    assert_eq!(count, Ok(2), "this name, and the number of all failures");
}

/// A guesser makes the key unreadable, so that failures are no longer counted.
#[test]
fn r87_without_a_readable_key_no_attempt_is_made_and_all_names_are_told_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("state.db");
    let desk = desk_over(&database);
    fs::write(folder.path().join("state.key"), "not a key").expect("written");
    for (login, password) in [BOB, (BOB.0, "wrong"), ("unknown", "wrong")] {
        let refused = desk
            .service
            .sign_in()
            .with_password(login, &secret(password));
        let error = refused.expect_err("refused");
        let SignInError::State(StateError::Damaged(reason)) = error else {
            panic!("{login}: {error:?}");
        };
        assert!(reason.contains("state.key"), "{reason}");
    }
    fs::remove_file(folder.path().join("state.key")).expect("removed");
    assert!(desk.sign_in(BOB).is_some());
}

/// A visitor who has read the example tries its passwords where it was copied and nothing was changed in it.
#[test]
fn r90_the_passwords_of_the_example_sign_no_user_in_where_it_was_copied() {
    const EXAMPLE: &str = include_str!("../../../config.example.yaml");
    let desk = Desk::with(EXAMPLE);
    let problems = desk.ports.credentials.inspect().expect("inspected");
    let is_published = |problem: &&Problem| problem.cause == Cause::PublishedPassword;
    assert_eq!(
        problems.iter().filter(is_published).count(),
        2,
        "check says so"
    );
    let opened = desk.service.set_up().open().expect("opened");
    assert_eq!(opened.not_hashed, None, "hashed all the same");
    let passwords = EXAMPLE
        .lines()
        .filter_map(|line| line.trim().strip_prefix("password: "));
    for (name, password) in ["jsmith", "rbriggs"].into_iter().zip(passwords) {
        let sign_in = desk
            .service
            .sign_in()
            .with_password(name, &secret(password));
        assert_eq!(sign_in.err(), Some(SignInError::Published), "{name}");
        // A stranger to the password learns nothing of it.
        let other = desk.service.sign_in().with_password(name, &secret("wrong"));
        assert_eq!(other.err(), Some(SignInError::Refused), "{name}");
        // Nor can it be chosen again, and another one works.
        let users = desk.service.users();
        let set = |password: &str| {
            let owner = Caller::LocalOwner(Operator::assume());
            users.set_password(owner, name, &secret(password))
        };
        assert_eq!(
            set(password),
            Err(UserError::Field(PasswordError::Common.into()))
        );
        assert_eq!(set("green cows read long letters"), Ok(()));
        assert!(
            desk.sign_in((name, "green cows read long letters"))
                .is_some()
        );
    }
}
