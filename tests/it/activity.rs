//! What is recorded of what happens, and what never is.

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::page::PageId;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AuditFilter, AuditUser, StateError, VaultError};
use egui_authenticator::service::users::UserChange;

use crate::harness::phone::switch_on;
use crate::harness::{ADA, BOB, Desk, EVE, secret, typed_user};
use egui_authenticator::domain::secret::Secret;

const ALL: AuditFilter = AuditFilter {
    since: None,
    user: None,
    kind: None,
    limit: 1_000,
};

/// What happened since the last call, the oldest first: kind, who, whom, whether it was done, how.
fn happened(desk: &Desk, seen: &mut usize) -> Vec<String> {
    let records = desk
        .service
        .audit_log()
        .list(Caller::LocalOwner(Operator::assume()), &ALL)
        .expect("read");
    let new = records.iter().rev().skip(*seen);
    let lines = new.map(|record| {
        let event = &record.event;
        let mark = if event.is_done { "+" } else { "-" };
        let (kind, who, whom) = (event.kind.word(), &event.who, &event.whom);
        format!("{mark} {kind} {who}>{whom} {}", event.detail)
    });
    let lines: Vec<_> = lines.map(|line| line.trim_end().to_owned()).collect();
    *seen = records.len();
    lines
}

#[test]
fn r66_signing_in_and_out_is_recorded_with_how_or_why_not() {
    let desk = Desk::open();
    let mut seen = 0;
    happened(&desk, &mut seen);
    let session = desk.sign_in(BOB).expect("in");
    for (login, password) in [("bob", "x"), EVE, ("gus", "x"), ("hunter2", "x")] {
        assert!(
            desk.service
                .sign_in()
                .with_password(login, &secret(password))
                .is_err()
        );
    }
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    assert!(
        desk.restarted()
            .remember_me()
            .resume()
            .session_view()
            .is_some()
    );
    desk.service.sessions().sign_out(&session).expect("out");
    let expected = [
        "+ sign_in bob> password",
        "- sign_in bob> wrong password",
        "- sign_in eve> disabled",
        "- sign_in gus> no password",
        "- sign_in •••> unknown name",
        "+ sign_in bob> token",
        "+ sign_out bob>",
    ];
    assert_eq!(happened(&desk, &mut seen), expected);
}

#[test]
fn r66_the_try_that_locks_a_name_says_so_and_those_that_are_not_looked_at_fill_nothing() {
    let desk = Desk::open();
    let mut seen = 0;
    happened(&desk, &mut seen);
    for _ in 0..100 {
        assert!(
            desk.service
                .sign_in()
                .with_password("bob", &secret("x"))
                .is_err()
        );
    }
    let lines = happened(&desk, &mut seen);
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[4], "- sign_in bob> wrong password, locked");
    desk.service
        .users()
        .unlock(Caller::LocalOwner(Operator::assume()), "bob")
        .expect("unlocked");
    assert_eq!(happened(&desk, &mut seen), ["+ people >bob unlocked"]);
}

#[test]
fn r66_accounts_recovery_and_administration_are_recorded() {
    let desk = Desk::open();
    let mut seen = 0;
    let (phone, codes) = switch_on(&desk, BOB);
    let ada = desk.sign_in(ADA).expect("in");
    happened(&desk, &mut seen);

    let wrong = AccountChange::RecoveryCodes;
    let refused = desk
        .service
        .account()
        .change(&ada, &secret("x").into(), wrong);
    assert!(refused.is_err());
    let out = AccountChange::SignOutEverywhere;
    let changed = desk
        .service
        .account()
        .change(&ada, &secret(ADA.1).into(), out);
    let ada = changed.expect("changed").session_view.session;
    let new = secret("a new one for the till");
    let recover = |login: &str, code: &str, new: &Secret| {
        let recovery = desk.service.recovery();
        recovery.reset_password(login, &secret(code), new).is_ok()
    };
    assert!(recover("bob", &codes[1], &secret(BOB.1)));
    assert!(!recover("bob", &codes[1], &new));
    assert!(!recover("hunter2", &codes[2], &new));
    let (users, by, owner) = (
        desk.service.users(),
        Caller::Session(&ada),
        Caller::LocalOwner(Operator::assume()),
    );
    users.start_reset(by, "bob").expect("a code");
    users.turn_off_two_factor(by, "bob").expect("off");
    users.require_new_password(owner, "bob").expect("required");
    let roles = UserChange::default().roles(["office"]);
    users.change(owner, "bob", &roles).expect("changed");
    users.rename(owner, "bob", "rob").expect("renamed");
    users.remove(owner, "rob").expect("removed");
    drop(phone);
    let expected = [
        "- account ada> wrong password",
        "+ account ada> signed_out_everywhere",
        "+ recovery bob> password_recovered",
        "- recovery bob> wrong code or name",
        "- recovery •••> wrong code or name",
        "+ people ada>bob reset_started",
        "+ people ada>bob two_step_off",
        "+ people >bob change_required",
        "+ people >bob roles: office",
        "+ people >rob renamed from bob",
        "+ people >rob removed",
    ];
    assert_eq!(happened(&desk, &mut seen), expected);
}

#[test]
fn r66_refused_pages_keyring_errors_edits_outside_the_program_and_registrations_are_recorded() {
    let desk = Desk::open();
    let mut seen = 0;
    let bob = desk.sign_in(BOB).expect("in");
    happened(&desk, &mut seen);
    let office = PageId("office".to_owned());
    assert!(desk.service.pages().open(&bob, &office).is_err());
    desk.vault.fail_with(Some(VaultError::Locked));
    assert!(desk.service.remember_me().remember(&bob).is_err());
    let register = |email: &str| {
        let user = typed_user("mel", email, "Mel");
        let password = secret("a brand new password");
        desk.service.registration().register(&user, &password)
    };
    assert!(register("stranger@example.org").is_err());
    assert!(register("mel@example.org").is_ok());
    assert!(
        desk.service.sessions().refresh(&bob).is_ok(),
        "our own change is no hand's"
    );
    desk.edit("roles: [till]", "roles: [till, office]");
    assert!(desk.service.sessions().refresh(&bob).is_ok());
    assert!(desk.service.sessions().refresh(&bob).is_ok());
    let expected = [
        "- page bob> office",
        "- keyring bob> the keyring is locked",
        "- register > e-mail not accepted",
        "+ register mel>",
        "+ file > changed by hand",
    ];
    assert_eq!(happened(&desk, &mut seen), expected);
}

#[test]
fn r66_setting_up_is_the_first_record() {
    let desk = Desk::empty();
    let user = typed_user("ada", "ada@example.org", "Ada Lovelace");
    let made = desk.service.set_up().create(&user, &secret(ADA.1));
    assert!(made.is_ok());
    assert_eq!(happened(&desk, &mut 0), ["+ set_up ada>"]);
}

#[test]
fn r68_r101_a_name_with_a_line_break_is_refused_and_not_recorded() {
    let desk = Desk::open();
    let owner = Caller::LocalOwner(Operator::assume());
    let user = typed_user("a\nb", "a@b.example", "A");
    let added = desk.service.users().add(owner, &user, &["till"]);
    assert!(added.is_err(), "not as a username");
    let roles = UserChange::default().roles(["till\u{202e}\nevil"]);
    let changed = desk.service.users().change(owner, "bob", &roles);
    assert!(changed.is_err(), "not as a role");
    let lines = happened(&desk, &mut 0);
    let is_clean = |line: &String| !line.contains(['\n', '\u{202e}']) && !line.contains("evil");
    assert!(lines.iter().all(is_clean), "{lines:?}");
}

#[test]
fn r69_everything_that_was_recorded_makes_a_chain() {
    let desk = Desk::open();
    assert!(desk.sign_in(BOB).is_some());
    let verified = desk
        .service
        .audit_log()
        .verify(Caller::LocalOwner(Operator::assume()));
    assert_eq!(
        verified,
        Ok(ChainCheck::Whole(Some(desk.ports.clock.now())))
    );
}

#[test]
fn r70_a_failing_audit_log_blocks_no_user_and_is_shown_to_all() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    let told = |desk: &Desk| {
        let session_view = desk
            .service
            .sessions()
            .refresh(&session)
            .expect("the session continues");
        session_view.audit_failure.clone()
    };
    assert_eq!(told(&desk), None);
    let full = StateError::Full;
    desk.state.fail_to_record_with(Some(full.clone()));
    assert!(desk.sign_in(BOB).is_some());
    assert_eq!(told(&desk), Some(full));
    desk.state.fail_to_record_with(None);
    assert!(desk.sign_in(BOB).is_some());
    assert_eq!(told(&desk), None);
}

#[test]
fn records_are_kept_as_long_as_the_file_says() {
    let desk = Desk::open();
    desk.edit("views:", "activity: {days: 2, records: 3}\nviews:");
    for _ in 0..5 {
        assert!(desk.sign_in(BOB).is_some());
    }
    assert_eq!(
        desk.service
            .audit_log()
            .list(Caller::LocalOwner(Operator::assume()), &ALL)
            .expect("read")
            .len(),
        3
    );
    desk.clock.advance(3 * 86_400);
    assert_eq!(
        desk.service
            .audit_log()
            .prune(Caller::LocalOwner(Operator::assume())),
        Ok(3)
    );
    assert_eq!(
        desk.service
            .audit_log()
            .verify(Caller::LocalOwner(Operator::assume())),
        Ok(ChainCheck::Whole(None))
    );
    let of_bob = AuditFilter {
        user: Some(AuditUser::Named("bob".to_owned())),
        kind: Some(AuditKind::SignIn),
        ..ALL
    };
    assert!(desk.sign_in(BOB).is_some());
    assert_eq!(
        desk.service
            .audit_log()
            .list(Caller::LocalOwner(Operator::assume()), &of_bob)
            .expect("read")
            .len(),
        1
    );
}

#[test]
fn listeners_get_every_event_once_and_in_order() {
    let desk = Desk::open();
    let before = desk.sign_in(BOB).expect("in");
    let events = desk.service.audit_log().events();
    let (sender, called) = std::sync::mpsc::channel();
    let service = desk.service.clone();
    desk.service.audit_log().on_event(move |event| {
        // A listener may do something that is recorded in turn.
        if event.kind == AuditKind::SignOut {
            assert!(
                service
                    .sign_in()
                    .with_password("bob", &secret("wrong"))
                    .is_err()
            );
        }
        sender.send(event.clone()).expect("heard");
    });
    desk.service.sessions().sign_out(&before).expect("out");
    let told: Vec<_> = events.try_iter().collect();
    let told: Vec<_> = told
        .iter()
        .map(|event| (event.kind, event.who.as_str(), event.is_done))
        .collect();
    let expected = [
        (AuditKind::SignOut, "bob", true),
        (AuditKind::SignIn, "bob", false),
    ];
    assert_eq!(told, expected);
    assert_eq!(called.try_iter().count(), 2);
}

#[test]
fn listeners_get_events_that_cannot_be_recorded() {
    let desk = Desk::open();
    let full = StateError::Full;
    desk.state.fail_to_record_with(Some(full));
    let events = desk.service.audit_log().events();
    assert!(
        desk.service
            .sign_in()
            .with_password("bob", &secret("wrong"))
            .is_err()
    );
    assert_eq!(events.try_iter().count(), 1);
}
