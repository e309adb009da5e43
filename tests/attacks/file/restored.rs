//! Earlier versions of the file that are put back.

use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
#[cfg(unix)]
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::AuditDetail;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::window::sign_in;
use crate::harness::{ADA, BOB, Desk, EVE, secret};

use super::{OWNER, refusal};

/// A colleague knows an old password and a recovery code, both replaced since, and puts an earlier version of the file
/// back. An administrator lets the owner of the account in again.
#[test]
fn r91_an_attacker_puts_back_a_file_from_before_a_revocation() {
    let desk = Desk::open();
    let users = desk.service.users();
    let bob = desk.sign_in(BOB).expect("signed in");
    let codes = desk.codes_of(BOB);
    let remembered = desk.service.remember_me().remember(&bob);
    remembered.expect("remembered");
    let before = desk.text();
    let set = users.set_password(OWNER, "bob", &secret("another bob at the till"));
    set.expect("set");
    users.sign_out_everywhere(OWNER, "bob").expect("signed out");
    std::fs::write(desk.config(), before).expect("put back");
    assert_eq!(refusal(&desk, BOB), Some(SignInError::Outdated));
    let guess = ("bob", "a guess");
    assert_eq!(refusal(&desk, guess), Some(SignInError::Refused));
    // No later change of the account revives it, and neither does a restored backup.
    users.sign_out_everywhere(OWNER, "bob").expect("signed out");
    users.start_reset(OWNER, "bob").expect("a code");
    assert_eq!(refusal(&desk, BOB), Some(SignInError::Outdated));
    let backups = desk.service.backups();
    let kept = backups.list(OWNER).expect("listed");
    for backup in [&kept[0], &kept[kept.len() - 1]] {
        backups
            .restore(OWNER, backup.number, false)
            .expect("restored");
        assert!(refusal(&desk, BOB).is_some(), "{}", backup.number);
    }
    let new = secret("a third bob at the till");
    let recovery = desk.service.recovery();
    for code in &codes {
        let recovered = recovery.reset_password("bob", &secret(code), &new);
        assert!(recovered.is_err(), "with {code}");
    }
    let resumed = desk.restarted().remember_me().resume();
    assert!(resumed.session_view().is_none());
    users.end_credentials(OWNER, "bob").expect("ended");
    let code = users.start_reset(OWNER, "bob").expect("a code");
    let recovered = recovery.reset_password("bob", &code, &new);
    assert_eq!(recovered, Ok(()));
    assert_eq!(refusal(&desk, ("bob", "a third bob at the till")), None);
}

/// The owner of the account enters the password of the file that was put back: the window says why it is refused, and
/// whom to ask.
#[test]
fn r91_the_window_says_why_a_password_that_has_ended_is_refused() {
    let desk = Desk::open();
    let before = desk.text();
    let users = desk.service.users();
    let set = users.set_password(OWNER, "bob", &secret("another bob at the till"));
    set.expect("set");
    std::fs::write(desk.config(), before).expect("put back");
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_size([900.0, 760.0])
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    sign_in(&mut window, BOB);
    window.get_by_label_contains("Your password is no longer valid");
}

/// The colleague gets the earlier version restored with the program instead: everyone keeps the present password, every
/// session ends, a removed user comes back without a password, and the log says what was restored.
#[test]
fn r91_a_restored_backup_revives_no_password() {
    let desk = Desk::open();
    let users = desk.service.users();
    let ada = desk.sign_in(ADA).expect("signed in");
    let set = users.set_password(OWNER, "bob", &secret("another bob at the till"));
    set.expect("set");
    users.remove(OWNER, "eve").expect("removed");
    let first = desk
        .service
        .backups()
        .list(OWNER)
        .expect("listed")
        .remove(0);
    let kept = std::fs::read_to_string(&first.path).expect("read");
    assert!(kept.contains("    eve:"), "{kept}");
    let by_session = desk
        .service
        .backups()
        .restore(Caller::Session(&ada), first.number, true);
    assert_eq!(by_session, Err(UserError::NotAllowed));
    let restored = desk.service.backups().restore(OWNER, first.number, true);
    let eve = vec!["eve".to_owned()];
    let restored = restored.expect("restored");
    assert_eq!(restored.without_password, eve);
    assert_eq!(restored.with_permissions, eve);
    assert!(ada.has_ended());
    assert_eq!(refusal(&desk, BOB), Some(SignInError::Refused));
    assert_eq!(refusal(&desk, ("bob", "another bob at the till")), None);
    users.change(OWNER, "eve", &enabled()).expect("enabled");
    assert_eq!(refusal(&desk, EVE), Some(SignInError::Refused));
    let log = desk.service.audit_log();
    let filter = log.filter(&AuditQuery::latest(1).kind(AuditKind::File));
    let records = log.list(OWNER, &filter).expect("the log");
    assert_eq!(records[0].event.detail, AuditDetail::Restored(first.number));
}

fn enabled() -> UserChange {
    UserChange::default().disabled(false)
}

/// An administrator gives a user another role and takes it back. "Keep me signed in" works again from the next sign-in on.
#[test]
fn r91_a_role_that_was_given_back_does_not_end_the_next_remembered_sign_in() {
    let desk = Desk::open();
    let users = desk.service.users();
    let roles = |roles: &[&str]| UserChange::default().roles(roles.iter().copied());
    users
        .change(OWNER, "bob", &roles(&["lead"]))
        .expect("changed");
    users
        .change(OWNER, "bob", &roles(&["till"]))
        .expect("changed");
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.service
        .remember_me()
        .remember(&bob)
        .expect("remembered");
    let resumed = desk.restarted().remember_me().resume();
    assert!(resumed.session_view().is_some());
}
