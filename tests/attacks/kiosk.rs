//! A customer at a kiosk who wants to get out of it (R114).

use std::path::PathBuf;
use std::sync::Arc;

use egui_authenticator::domain::page::{PageId, Target};
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::pages::LaunchError;
use egui_authenticator::service::ports::{Platform, PlatformError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::kiosk::KioskPlatform;

use crate::harness::platform::{OtherPlatform, Started};
use crate::harness::{ADA, BOB, Desk, secret};

/// The platform of a desk as a kiosk that may start these programs, and what was started there.
fn kiosk(desk: &Desk, allowed: &[&str]) -> (Arc<KioskPlatform>, Started) {
    let mut platform = OtherPlatform::new(&desk.ports.platform);
    let started = Started::default();
    platform.started = Some(Arc::clone(&started));
    let allowed = allowed.iter().map(|name| (*name).to_owned()).collect();
    let kiosk = KioskPlatform::new(Arc::new(platform), allowed);
    (Arc::new(kiosk), started)
}

fn program(name: &str) -> Target {
    Target::Program {
        program: name.to_owned(),
        arguments: vec!["--listed=/usr/bin/till".to_owned()],
    }
}

fn leave(desk: &Desk, (login, password): (&str, &str)) -> Result<(), ApproveError> {
    let factors = secret(password).into();
    desk.service.approvals().leave_kiosk(login, &factors)
}

/// A customer who may edit a page has it start a program that only looks like the one that is listed.
#[test]
fn r114_a_program_is_started_under_another_path_than_the_listed_one() {
    let desk = Desk::open();
    let (kiosk, started) = kiosk(&desk, &["/usr/bin/till", "counter"]);
    let refused = Err(PlatformError(PlatformError::KIOSK.to_owned()));
    for name in [
        "till",
        "./till",
        "/tmp/till",
        "/usr/bin/../bin/till",
        "/usr//bin/till",
        "/usr/bin/till ",
        "/usr/bin/till\0",
        "/usr/bin/TILL",
        "./counter",
        "/tmp/counter",
        "counter/../sh",
        "",
    ] {
        assert_eq!(kiosk.start(&program(name), &[]), refused, "{name:?}");
    }
    for target in [
        Target::File(PathBuf::from("/usr/bin/till")),
        Target::Link("/usr/bin/till".to_owned()),
        Target::Link("https://example.org".to_owned()),
    ] {
        assert_eq!(kiosk.start(&target, &[]), refused, "{target:?}");
    }
    assert!(started.lock().expect("not poisoned").is_empty());
    assert_eq!(kiosk.start(&program("/usr/bin/till"), &[]), Ok(()));
    assert_eq!(kiosk.start(&program("counter"), &[]), Ok(()));
}

/// The author of the file names a program there and hopes that a page is enough to start it.
#[test]
fn r114_a_page_names_a_program_that_the_command_line_does_not_list() {
    let mut desk = Desk::open();
    let (platform, started) = kiosk(&desk, &["false"]);
    desk.replace(|ports| ports.platform = platform);
    let bob = desk.sign_in(BOB).expect("in");
    let till = PageId("till".to_owned());
    let refused = desk.service.pages().launch(&bob, &till, 0);
    let reason = PlatformError::KIOSK.to_owned();
    let title = "Count".to_owned();
    assert_eq!(refused, Err(LaunchError::NotStarted { title, reason }));
    desk.edit("program: [\"true\"", "program: [\"false\"");
    assert!(desk.service.pages().launch(&bob, &till, 0).is_ok());
    assert_eq!(started.lock().expect("not poisoned").len(), 1);
}

/// A guesser at the dialog wants to learn whether the password of a user is right, who is no administrator: from the answer, or
/// from the number of tries that are left.
#[test]
fn r114_a_guesser_tries_the_passwords_of_users_who_are_no_administrators() {
    let answers = |password: &str| -> Vec<_> {
        let desk = Desk::open();
        (0..6).map(|_| leave(&desk, ("bob", password))).collect()
    };
    let (right, wrong) = (answers(BOB.1), answers("a guess"));
    assert_eq!(right, wrong);
    let last = right.last().expect("six");
    let is_locked = matches!(last, Err(ApproveError::SignIn(SignInError::Locked(_))));
    assert!(is_locked, "{last:?}");
}

/// A guesser goes from the dialog to the sign-in form by turns.
#[test]
fn r114_tries_at_the_dialog_and_at_the_sign_in_form_count_together() {
    let desk = Desk::open();
    for number in 0..5 {
        let guess = format!("guess {number}");
        if number % 2 == 0 {
            assert!(leave(&desk, ("ada@example.org", &guess)).is_err());
        } else {
            let signed_in = desk.service.sign_in().with_password("ada", &secret(&guess));
            assert!(signed_in.is_err());
        }
    }
    let left = leave(&desk, ADA);
    let is_locked = matches!(left, Err(ApproveError::SignIn(SignInError::Locked(_))));
    assert!(is_locked, "{left:?}");
}

/// An administrator was demoted or disabled, and their kiosk still runs.
#[test]
fn r114_a_former_administrator_wants_to_leave() {
    let desk = Desk::open();
    desk.edit("  usernames:", "  usernames:\n    lia: {email: lia@example.org, first_name: Lia, password: seven green lanterns, roles: [admin]}");
    assert!(desk.service.set_up().open().is_ok());
    assert_eq!(leave(&desk, ADA), Ok(()));
    desk.edit(
        "      roles: [admin]\n    bob",
        "      roles: [till]\n    bob",
    );
    let refused = Err(ApproveError::SignIn(SignInError::Refused));
    assert_eq!(leave(&desk, ADA), refused);
}
