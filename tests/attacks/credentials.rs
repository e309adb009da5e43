//! The holder of stolen codes, passwords or backups.

use std::sync::Arc;

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::account::{AccountChange, Factors};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AccountEvent, Edit};
use egui_authenticator::service::recovery::RecoverError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::{SecondFactor, SignInOutcome};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::store::memory::MemoryState;

use crate::harness::phone::{app, give, pending, switch_on};
use crate::harness::{ADA, BOB, Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const NEW: &str = "a new one for the till";

fn recover(desk: &Desk, code: &str) -> Result<(), RecoverError> {
    let recovery = desk.service.recovery();
    recovery.reset_password("bob", &secret(code), &secret(NEW))
}

/// The holder of an old backup and of the password of that time puts the second factor of today into the backup,
/// to have it opened with the old key.
#[test]
fn r81_an_old_backup_with_its_password_does_not_open_the_second_factor_of_today() {
    let mut desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    let backup = desk.text();
    let code = SecondFactor::RecoveryCode(secret(&codes[0]));
    assert_eq!(give(&desk, &pending(&desk, BOB), &code), Ok(true));
    let today = desk.text();
    let factor = |text: &str| {
        let line = text.lines().find(|line| line.contains("totp:"));
        line.expect("a second factor").to_owned()
    };
    let forged = backup.replace(&factor(&backup), &factor(&today));
    std::fs::write(desk.config(), forged).expect("written");
    // On another computer, whose state database does not know that the password has ended.
    desk.replace(|ports| ports.codes = Arc::new(MemoryState::default()));
    let step = pending(&desk, BOB);
    let opened = give(&desk, &step, &app(&desk, &phone));
    assert_eq!(opened, Err(SignInError::CodeWrong));
}

/// The holder of a photo of all eight codes tries them after the user has made new ones.
#[test]
fn r81_stolen_codes_set_no_password_after_they_were_replaced() {
    let desk = Desk::open();
    let stolen = desk.codes_of(BOB);
    let session = desk.sign_in(BOB).expect("in");
    let account = desk.service.account();
    let renewed = account.change(
        &session,
        &secret(BOB.1).into(),
        AccountChange::RecoveryCodes,
    );
    assert!(renewed.is_ok());
    for code in &stolen {
        assert_eq!(recover(&desk, code), Err(RecoverError::Refused));
    }
}

/// Tries every stolen code.
fn try_all(desk: &Desk, stolen: &[String], when: &str) {
    for code in stolen {
        assert_eq!(recover(desk, code), Err(RecoverError::Refused), "{when}");
    }
    assert!(desk.sign_in((BOB.0, NEW)).is_none(), "{when}");
}

/// The holder of all recovery codes tries them while an administrator's reset is under way, after it has expired,
/// after it is done, after the owner of the file has set a password, and after all credentials were ended.
#[test]
fn r79_stolen_codes_set_no_password_after_a_reset() {
    let other = secret("chosen by the user himself");
    for has_two_step in [false, true] {
        let desk = Desk::open();
        let stolen = if has_two_step {
            switch_on(&desk, BOB).1
        } else {
            desk.codes_of(BOB)
        };
        let users = desk.service.users();
        let reset = users.start_reset(OWNER, "bob").expect("a code");
        try_all(&desk, &stolen, "while a reset is under way");
        let recovery = desk.service.recovery();
        assert_eq!(recovery.reset_password("bob", &reset, &other), Ok(()));
        try_all(&desk, &stolen, "after a reset");

        let desk = Desk::open();
        let stolen = desk.codes_of(BOB);
        let users = desk.service.users();
        users.start_reset(OWNER, "bob").expect("a code");
        desk.clock.advance(24 * 60 * 60);
        try_all(&desk, &stolen, "after a reset that expired");
        let set = users.set_password(OWNER, "bob", &other);
        assert_eq!(set, Ok(()));
        try_all(&desk, &stolen, "after a password was set");

        let desk = Desk::open();
        let stolen = desk.codes_of(BOB);
        let users = desk.service.users();
        users.end_credentials(OWNER, "bob").expect("ended");
        try_all(&desk, &stolen, "after all credentials were ended");
    }
}

/// The holder of two recovery codes uses one for the password and the other one for the second step.
#[test]
fn r80_two_stolen_codes_are_not_the_password_and_the_second_factor() {
    let desk = Desk::open();
    let (_, stolen) = switch_on(&desk, BOB);
    assert_eq!(recover(&desk, &stolen[0]), Ok(()));
    for code in &stolen {
        let step = pending(&desk, (BOB.0, NEW));
        for answer in [
            SecondFactor::RecoveryCode(secret(code)),
            SecondFactor::ResetCode(secret(code)),
        ] {
            let opened = give(&desk, &step, &answer);
            assert!(
                matches!(opened, Err(SignInError::CodeWrong | SignInError::Locked(_))),
                "{opened:?}"
            );
        }
        desk.clock.advance(15 * 60);
    }
}

/// An administrator creates a code for a user, uses it before the user does, and signs in, so that the notices about it
/// are shown to them. The user asks for another code, and is told of both.
#[test]
fn r35_a_code_that_was_used_before_its_owner_did_is_told_at_their_first_sign_in() {
    let desk = Desk::open();
    let ada = desk.sign_in(ADA).expect("signed in");
    let enter = |password: &str| {
        let code = desk
            .service
            .users()
            .start_reset(Caller::Session(&ada), "bob");
        let code = code.expect("a code");
        let new = secret(password);
        let done = desk.service.recovery().reset_password("bob", &code, &new);
        assert_eq!(done, Ok(()));
        desk.clock.advance(60);
        desk.enter(("bob", password))
            .expect("signed in")
            .account_events
    };
    let shown = enter("a password of the administrator");
    assert_eq!(shown.len(), 2);
    assert!(desk.sign_in(BOB).is_none());
    desk.clock.advance(120);
    let shown = enter("a password of my own again");
    let of = |wanted: AccountEvent| shown.iter().filter(|(event, _)| *event == wanted).count();
    assert_eq!(of(AccountEvent::ResetStarted), 2, "{shown:?}");
    assert_eq!(of(AccountEvent::PasswordRecovered), 2, "{shown:?}");
    assert!(shown.is_sorted_by_key(|(_, at)| *at));
    // Also if the owner of the file sets the password in place of another code.
    desk.clock.advance(60);
    let new = secret("a password from the owner of the file");
    assert_eq!(
        desk.service.users().set_password(OWNER, "bob", &new),
        Ok(())
    );
    let shown = desk.enter(("bob", new.expose())).expect("signed in");
    assert_eq!(shown.account_events.len(), 5, "{:?}", shown.account_events);
    // Once there is nothing new, nothing is told.
    let again = desk.enter(("bob", new.expose()));
    assert_eq!(again.expect("signed in").account_events, Vec::new());
}

/// A colleague has seen the password being typed, and the code with which its owner signed in. The window is locked, and
/// remembered on this computer.
#[test]
fn r78_the_password_and_a_used_code_do_not_unlock_the_window_of_a_named_role() {
    let desk = Desk::open();
    desk.edit("views:", "two_step: {reauthenticate_for: [admin]}\nviews:");
    let (phone, _) = switch_on(&desk, ADA);
    let step = pending(&desk, ADA);
    let seen = phone.code(desk.ports.clock.now().as_seconds());
    let answer = SecondFactor::App(seen.copied());
    let outcome = desk.service.sign_in().second_factor(&step, &answer);
    let session = outcome.ok().and_then(SignInOutcome::session_view);
    let session = session.expect("in").session;
    let sessions = desk.service.sessions();
    assert!(sessions.unlock(&session, &secret(ADA.1).into()).is_err());
    let factors = Factors::from(secret(ADA.1)).with_code(seen);
    assert!(sessions.unlock(&session, &factors).is_err());
    let off = AccountChange::TwoStepOff;
    let account = desk.service.account();
    assert!(
        account
            .change(&session, &secret(ADA.1).into(), off)
            .is_err()
    );
    let begin = BeginTwoFactor::Session(session, secret(ADA.1).into());
    assert!(desk.service.two_factor().begin(begin).is_err());
}

/// An administrator creates a code for a user, uses it before the user does, and hopes that the two are not brought
/// together: the record of the use says who created the code, and when.
#[test]
fn r66_an_administrator_uses_the_code_of_a_user_and_the_log_links_both() {
    let desk = Desk::open();
    let ada = desk.sign_in(ADA).expect("signed in");
    let users = desk.service.users();
    let code = users.start_reset(Caller::Session(&ada), "bob");
    let code = code.expect("a code");
    desk.clock.advance(60);
    let other = users.start_reset(OWNER, "gus");
    assert!(other.is_err(), "no password");
    let new = secret("a password of the administrator");
    let done = desk.service.recovery().reset_password("bob", &code, &new);
    assert_eq!(done, Ok(()));
    let bob = desk.sign_in(("bob", new.expose())).expect("signed in");
    let records = desk.service.audit_log().of_session(&bob);
    let records = records.expect("the log");
    let mut uses = records.iter();
    let used = uses.find(|record| record.event.kind == AuditKind::Recovery);
    let used = used.expect("the use");
    let created = used.creation_of_code(&records).expect("the creation");
    assert_eq!(
        (created.event.who.as_str(), created.event.whom.as_str()),
        ("ada", "bob")
    );
    assert_eq!(created.event.detail, AccountEvent::ResetStarted.into());
    let time = |at: Timestamp| at.to_string();
    let said = Messages::english().audit_record(used, &records, time);
    let end = format!("; code created by ada, {}", created.event.at);
    assert!(said.detail.ends_with(&end), "{}", said.detail);
}

/// An app that logs what it gets with `{:?}`, and the reader of its log.
#[test]
fn r53_debug_output_prints_no_hash_code_or_password() {
    let desk = Desk::open();
    let (_, codes) = switch_on(&desk, BOB);
    let session = desk.sign_in(ADA).expect("in");
    let snapshot = desk.ports.credentials.read().expect("read");
    let users: Vec<_> = snapshot.users.iter().collect();
    let factor = SecondFactor::RecoveryCode(secret(&codes[0]));
    let factors: Factors = secret(BOB.1).into();
    // What a store of an app gets, and may log.
    let vault = users.iter().find(|user| user.key_vault.key.is_some());
    let vault = vault.expect("a key").key_vault.clone();
    let edit = Edit::Update(vec![(
        session.user().username.clone(),
        UserPatch::key_vault(vault),
    )]);
    let printed = format!(
        "{snapshot:?} {users:?} {session:?} {factor:?} {factors:?} {edit:?} {:?} {:?}",
        pending(&desk, BOB),
        desk.service
    );
    assert!(printed.contains(BOB.0), "{printed}");
    // With the salt and what is sealed, passwords can be guessed elsewhere.
    for text in [ADA.1, BOB.1, &codes[0], "$2", "salt"] {
        assert!(!printed.contains(text), "{text} in {printed}");
    }
}
