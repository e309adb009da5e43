//! Someone who wants a signature that its signer did not give, or wants one to be gone.

mod dialog;
mod list;
mod names;
mod records;

use std::sync::Arc;

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::signature::chain::Signature;
use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::service::account::{AccountChange, AccountError, Factors};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AuditFilter, SignatureFilter, SignatureLog as _};
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::{Service, Session};
use egui_authenticator::store::sqlite::SqliteState;
use rusqlite::Connection;

use crate::harness::phone::{app as shown, pending, switch_on};
use crate::harness::{ADA, BOB, Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// A desk where all users may sign.
fn desk() -> Desk {
    let desk = Desk::open();
    desk.edit("views:", "signatures: {allowed_for: [\"*\"]}\nviews:");
    desk
}

/// The same over a state database.
fn desk_with_database() -> (Desk, Arc<SqliteState>) {
    let mut desk = desk();
    let file = desk.folder.path().join("state.db");
    let store = Arc::new(SqliteState::new(file, "shop"));
    desk.replace(|ports| {
        ports.signatures = Arc::<SqliteState>::clone(&store);
        ports.audit_log = Arc::<SqliteState>::clone(&store);
    });
    (desk, store)
}

fn statement(text: &str) -> Statement {
    Statement::about(text.as_bytes(), Meaning::Approved, text).expect("a statement")
}

fn sign(
    service: &Service,
    session: &Session,
    name: Option<&str>,
    password: &str,
) -> Result<Signature, AccountError> {
    let factors = secret(password).into();
    let statement = statement("Batch 42");
    service
        .signatures()
        .sign(session, &statement, name, &factors)
}

/// Signs as a user who types everything right.
fn signed(desk: &Desk, who: (&str, &str)) -> Signature {
    let session = desk.sign_in(who).expect("signed in");
    sign(&desk.service, &session, Some(who.0), who.1).expect("signed")
}

/// The first signature that is missing or was changed.
fn broken(service: &Service) -> Option<i64> {
    let check = service.signatures().verify(OWNER).expect("verified");
    assert!(check.broken.is_some() || check.is_good(), "{check:?}");
    check.broken
}

fn count(desk: &Desk) -> usize {
    let (stored, _) = desk
        .ports
        .signatures
        .signatures(&SignatureFilter::ALL)
        .expect("read");
    stored.len()
}

/// A colleague at an unlocked window guesses the password, until there are no tries left, also not for the unlock.
#[test]
fn r112_only_the_password_signs_and_guesses_count_like_those_at_sign_in() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("signed in");
    let remembered = desk.service.remember_me();
    assert_eq!(remembered.remember(&bob), Ok(()));
    let resumed = remembered.resume().session_view().expect("resumed");
    let bob = resumed.session;
    for guess in ["", "staple the till shu", "Staple the till shut"] {
        let refused = sign(&desk.service, &bob, Some("bob"), guess);
        assert_eq!(refused, Err(AccountError::Wrong), "{guess}");
    }
    for _ in 0..2 {
        sign(&desk.service, &bob, Some("bob"), "another").expect_err("wrong");
    }
    let locked = sign(&desk.service, &bob, Some("bob"), BOB.1);
    assert!(matches!(locked, Err(AccountError::Locked(_))), "{locked:?}");
    let unlock = desk.service.sessions().unlock(&bob, &secret(BOB.1).into());
    assert!(unlock.is_err(), "the same tries");
    assert_eq!(count(&desk), 0);
}

/// Someone with a session in which its user has signed before signs once more after a lock, knowing the password but not
/// that the name is asked for; and while the window is locked.
#[test]
fn r112_the_first_signature_and_the_first_after_a_lock_need_the_username() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("signed in");
    let (service, signatures) = (&desk.service, desk.service.signatures());
    let without = |expected| {
        assert_eq!(sign(service, &bob, None, BOB.1).err(), expected);
    };
    without(Some(AccountError::SignerName));
    for other in ["ada", "", "bob@example.org", "bоb"] {
        let refused = sign(service, &bob, Some(other), BOB.1);
        assert_eq!(refused, Err(AccountError::SignerName), "{other}");
    }
    sign(service, &bob, Some(" BOB "), BOB.1).expect("as at sign-in");
    assert!(!signatures.needs_username(&bob));
    without(None);
    let wrong = sign(service, &bob, Some("ada"), BOB.1);
    assert_eq!(
        wrong,
        Err(AccountError::SignerName),
        "one that is typed is right"
    );
    let locked = service.sessions().lock(&bob, LockReason::Locked);
    assert_eq!(locked, Ok(()));
    let refused = sign(service, &bob, Some("bob"), BOB.1);
    assert_eq!(refused, Err(AccountError::Ended), "while it is locked");
    let unlocked = service.sessions().unlock(&bob, &secret(BOB.1).into());
    let bob = unlocked.expect("unlocked").session;
    assert!(signatures.needs_username(&bob));
    assert_eq!(
        sign(service, &bob, None, BOB.1),
        Err(AccountError::SignerName)
    );
    sign(service, &bob, Some("bob"), BOB.1).expect("signed");
    assert_eq!(count(&desk), 3);
}

/// A host app, or a user who lost the right to sign, uses a session that should sign nothing.
#[test]
fn r112_no_session_signs_that_has_ended_is_of_another_service_or_may_not() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    let refused = |service: &Service, session: &Session, expected: AccountError| {
        let refused = sign(service, session, Some("bob"), BOB.1);
        assert_eq!(refused, Err(expected));
    };
    refused(&desk.service, &bob, AccountError::MayNotSign);
    desk.edit("views:", "signatures: {allowed_for: [admin]}\nviews:");
    refused(&desk.service, &bob, AccountError::MayNotSign);
    desk.edit("allowed_for: [admin]", "allowed_for: [till]");
    refused(&desk.restarted(), &bob, AccountError::Ended);
    sign(&desk.service, &bob, Some("bob"), BOB.1).expect("signed");
    let parked = desk.service.sessions().lock(&bob, LockReason::SwitchedAway);
    assert_eq!(parked, Ok(()));
    refused(&desk.service, &bob, AccountError::Ended);
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.service.sessions().sign_out(&bob).expect("signed out");
    refused(&desk.service, &bob, AccountError::Ended);
    let bob = desk.sign_in(BOB).expect("signed in");
    let users = desk.service.users();
    users.sign_out_everywhere(OWNER, "bob").expect("ended");
    refused(&desk.service, &bob, AccountError::Ended);
    assert_eq!(count(&desk), 1);
}

/// A colleague has seen the password being typed; the role enters a code with every password.
#[test]
fn r112_a_role_that_enters_a_code_with_every_password_signs_with_one() {
    let desk = desk();
    desk.edit("views:", "two_step: {reauthenticate_for: [admin]}\nviews:");
    let (phone, _) = switch_on(&desk, ADA);
    let outcome = desk
        .service
        .sign_in()
        .second_factor(&pending(&desk, ADA), &shown(&desk, &phone));
    let ada = outcome.ok().and_then(SignInOutcome::session_view);
    let ada = ada.expect("in").session;
    let sign = |code: Option<&str>| {
        let factors = Factors::from(secret(ADA.1));
        let factors = match code {
            Some(code) => factors.with_code(secret(code)),
            None => factors,
        };
        let signatures = desk.service.signatures();
        signatures.sign(&ada, &statement("Batch"), Some("ada"), &factors)
    };
    assert!(matches!(sign(None), Err(AccountError::Code(_))));
    assert_eq!(sign(Some("000000")), Err(AccountError::CodeWrong));
    desk.clock.advance(30);
    let code = phone.code(desk.ports.clock.now().as_seconds());
    sign(Some(code.expose())).expect("signed");
    assert_eq!(
        sign(Some(code.expose())),
        Err(AccountError::CodeWrong),
        "it works once"
    );
}

/// Someone has a copy of the file and of the state database, and the password of that time.
#[test]
fn r112_an_old_password_with_a_copy_of_everything_signs_nothing_new() {
    let (desk, store) = desk_with_database();
    let file = desk.folder.path().join("state.db");
    let database = Connection::open(file).expect("opened");
    let sql = |statement: &str| database.execute_batch(statement).expect("done");
    let before = signed(&desk, BOB);
    let account = before.signed.account;
    let key = || store.signing_key(account).expect("read");
    let stolen = key().expect("a key");
    assert_eq!(stolen.public, before.signed.key);
    assert_eq!(
        signed(&desk, BOB).signed.key,
        stolen.public,
        "the same pair"
    );
    sql("CREATE TABLE stolen AS SELECT * FROM signing_key");
    let bob = desk.sign_in(BOB).expect("signed in");
    let new = ("bob", "another word for the till");
    let change = AccountChange::Password(secret(new.1));
    let changed = desk
        .service
        .account()
        .change(&bob, &secret(BOB.1).into(), change);
    let bob = changed.expect("changed").session_view.session;
    assert_eq!(key(), None, "the old pair is gone at once");
    sql("INSERT INTO signing_key SELECT * FROM stolen");
    assert_eq!(key(), Some(stolen.clone()), "put back");
    let old = sign(&desk.service, &bob, Some("bob"), BOB.1);
    assert_eq!(old, Err(AccountError::Wrong));
    let after = sign(&desk.service, &bob, Some("bob"), new.1).expect("signed");
    assert_ne!(after.signed.key, stolen.public);
    assert_ne!(key().expect("a key"), stolen);
    // Nor does the pair of one account sign for another one.
    let ada = signed(&desk, ADA);
    sql(&format!(
        "UPDATE signing_key SET (public, secret) =
         (SELECT public, secret FROM signing_key WHERE account = '{}') WHERE account = '{account}'",
        ada.signed.account
    ));
    let bob = desk.sign_in(new).expect("signed in");
    let own = sign(&desk.service, &bob, Some("bob"), new.1).expect("signed");
    assert_ne!(own.signed.key, ada.signed.key);
    assert_eq!(broken(&desk.service), None);
}

/// Someone who resets a password to sign as its user leaves a trace: the key has ended, and a new one was made.
#[test]
fn r66_r112_a_key_of_a_signer_that_is_made_or_ends_is_recorded() {
    let desk = desk();
    let words = || {
        let filter = AuditFilter {
            since: None,
            user: None,
            kind: Some(AuditKind::Signature),
            limit: u32::MAX,
        };
        let records = desk.ports.audit_log.activity(&filter).expect("read");
        let events = records.into_iter().map(|record| record.event);
        let word = |event: AuditEvent| match event.detail {
            AuditDetail::Word(word) => Some((word, event.who, event.whom)),
            _ => None,
        };
        let mut words: Vec<_> = events.filter_map(word).collect();
        words.reverse();
        words
    };
    let made = || (AuditWord::SigningKeyMade, "bob".to_owned(), String::new());
    let ended = || (AuditWord::SigningKeyEnded, String::new(), "bob".to_owned());
    signed(&desk, BOB);
    signed(&desk, BOB);
    assert_eq!(words(), [made()], "the second one has the same key");
    let new = "a password that was reset";
    for _ in 0..2 {
        let set = desk
            .service
            .users()
            .set_password(OWNER, "bob", &secret(new));
        set.expect("set");
    }
    assert_eq!(words(), [made(), ended()], "and not again without a key");
    signed(&desk, ("bob", new));
    assert_eq!(words(), [made(), ended(), made()]);
}

/// A user sets the clock back, and starts the program again, to sign something as of last week.
#[test]
fn r112_a_clock_that_was_set_back_dates_no_signature_back() {
    let desk = desk();
    let first = signed(&desk, BOB);
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.clock.advance(-7 * 86_400);
    let second = sign(&desk.service, &bob, Some("bob"), BOB.1).expect("signed");
    assert!(second.signed.at >= first.signed.at);
    let restarted = desk.restarted();
    let outcome = restarted.sign_in().with_password(BOB.0, &secret(BOB.1));
    let bob = outcome.ok().and_then(SignInOutcome::session_view);
    let bob = bob.expect("signed in").session;
    let third = sign(&restarted, &bob, Some("bob"), BOB.1).expect("signed");
    assert!(third.signed.at >= second.signed.at);
    assert_eq!(broken(&desk.service), None);
}
