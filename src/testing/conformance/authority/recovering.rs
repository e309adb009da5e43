//! New passwords with recovery codes and reset codes.

use crate::domain::person_name::PersonName;
use crate::domain::secret::Secret;
use crate::domain::user::UserPatch;
use crate::service::account::AccountChange;
use crate::service::caller::{Caller, Operator};
use crate::service::recovery::RecoverError;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::{NextStep, SecondFactor};
use crate::service::users::UserInput;
use crate::testing::conformance::authority::codes::{Phone, pending};
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, secret,
};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
/// How many codes a computer tries within an hour.
const HOURLY_CODES: usize = 120;

/// Sets a password.
fn reset(computer: &Computer, login: &str, code: &Secret, new: &str) -> Result<(), RecoverError> {
    let recovery = computer.service.recovery();
    recovery.reset_password(login, code, &secret(new))
}

fn started<S: AuthoritySite>(desk: &Desk<S>, name: &str) -> Secret {
    let code = desk.trusted.service.users().start_reset(OWNER, name);
    code.expect("a code")
}

/// Gives Bob recovery codes.
fn codes<S: AuthoritySite>(desk: &Desk<S>, password: &str) -> Vec<Secret> {
    let view = desk.trusted.enter("bob", password);
    let account = desk.trusted.service.account();
    let change = AccountChange::RecoveryCodes;
    let changed = account.change(&view.session, &secret(password).into(), change);
    desk.trusted.sign_out(&view);
    changed.expect("changed").codes
}

pub(super) fn reset_codes<S: AuthoritySite>(desk: &Desk<S>) {
    let (till, other) = (desk.restricted(), desk.restricted());
    let open = other.enter("bob", PASSWORD);
    let code = started(desk, "bob");
    let refused = Err(RecoverError::Refused);
    for (login, tried) in [
        ("bob", started(desk, "cleo")),
        ("cleo", code.copied()),
        ("stranger", code.copied()),
        ("", code.copied()),
    ] {
        assert_eq!(reset(&till, login, &tried, OTHER), refused, "{login}");
    }
    let mistyped = reset(&till, "bob", &secret("123"), OTHER);
    assert!(matches!(mistyped, Err(RecoverError::Code(_))));
    let short = reset(&till, "bob", &code, "short");
    assert!(matches!(short, Err(RecoverError::Password(_))));
    let named = reset(&till, "bob", &code, "bob@example.org");
    assert!(matches!(named, Err(RecoverError::Password(_))), "R8");
    assert_eq!(reset(&till, "bob@example.org", &code, OTHER), Ok(()));
    assert_eq!(till.users(), [""; 0], "no session begins");
    assert_eq!(reset(&till, "bob", &code, PASSWORD), refused, "once");
    assert_eq!(other.users(), [""; 0], "the session of before has ended");
    drop(open);
    let old = till.refused("bob", PASSWORD);
    assert_eq!(old, Some(SignInError::Refused));
    for computer in [&till, &desk.trusted] {
        let view = computer.enter("bob", OTHER);
        computer.sign_out(&view);
    }
    let late = started(desk, "bob");
    desk.site.pass(16 * 60);
    assert_eq!(reset(&till, "bob", &late, PASSWORD), refused, "late");
    let code = started(desk, "cleo");
    desk.patch(
        "cleo",
        UserPatch {
            disabled: Some(true),
            ..UserPatch::default()
        },
    );
    assert_eq!(reset(&till, "cleo", &code, OTHER), refused, "disabled");
}

pub(super) fn first_passwords<S: AuthoritySite>(desk: &Desk<S>) {
    let zoe = UserInput::new("zoe", "zoe@example.org", PersonName::new("Zoe", "Z"));
    let users = desk.trusted.service.users();
    let code = users.add(OWNER, &zoe, &["till"]).expect("a code");
    let till = desk.restricted();
    desk.site.pass(23 * 60 * 60);
    assert_eq!(reset(&till, "zoe", &code, OTHER), Ok(()));
    let view = till.enter("zoe", OTHER);
    assert!(view.session.has_role("till"));
}

pub(super) fn recovery_codes<S: AuthoritySite>(desk: &Desk<S>) {
    let all = codes(desk, PASSWORD);
    let till = desk.restricted();
    let refused = Err(RecoverError::Refused);
    assert_eq!(reset(&till, "cleo", &all[0], OTHER), refused);
    assert_eq!(reset(&till, "bob", &all[0], OTHER), Ok(()));
    assert_eq!(reset(&till, "bob", &all[0], PASSWORD), refused, "once");
    let view = till.enter("bob", OTHER);
    till.sign_out(&view);
    // The others open the key that is wrapped with the new password, on every computer.
    assert_eq!(reset(&desk.trusted, "bob", &all[1], PASSWORD), Ok(()));
    assert_eq!(reset(&till, "bob", &all[2], OTHER), Ok(()));
    // Once an administrator has started a reset, they set no password (R79).
    let code = started(desk, "bob");
    assert_eq!(reset(&till, "bob", &all[3], PASSWORD), refused);
    assert_eq!(reset(&till, "bob", &code, PASSWORD), Ok(()));
    assert_eq!(reset(&till, "bob", &all[3], OTHER), refused, "ended");
}

pub(super) fn usernames<S: AuthoritySite>(desk: &Desk<S>) {
    let all = codes(desk, PASSWORD);
    let till = desk.restricted();
    let find = |email: &str, code: &Secret| till.service.recovery().find_username(email, code);
    for (email, code) in [
        ("cleo@example.org", &all[0]),
        ("bob", &all[0]),
        ("stranger@example.org", &all[0]),
    ] {
        assert_eq!(find(email, code), Err(RecoverError::Refused), "{email}");
    }
    assert_eq!(find("BOB@example.org", &all[0]), Ok("bob".to_owned()));
    let again = find("bob@example.org", &all[0]);
    assert_eq!(again, Err(RecoverError::Refused), "once");
    assert_eq!(reset(&till, "bob", &all[0], OTHER), again.map(drop));
    assert_eq!(reset(&till, "bob", &all[1], OTHER), Ok(()));
}

pub(super) fn two_steps<S: AuthoritySite>(desk: &Desk<S>) {
    let (_, code) = Phone::with_codes(desk);
    let till = desk.restricted();
    let step = pending(till.sign_in("bob", PASSWORD));
    let sign_in = till.service.sign_in();
    let give = |step, code: &Secret| {
        sign_in.second_factor(step, &SecondFactor::RecoveryCode(code.copied()))
    };
    let mistyped = give(&step, &secret("123"));
    assert!(matches!(mistyped, Err(SignInError::Code(_))));
    let wrong = give(&step, &started(desk, "cleo")).err();
    assert_eq!(wrong, Some(SignInError::CodeWrong));
    let view = give(&step, &code[7]).expect("right").session_view();
    let view = view.expect("no further step");
    assert!(view.session.has_role("till"));
    till.sign_out(&view);
    let again = give(&step, &code[6]).err();
    assert_eq!(again, Some(SignInError::Expired), "one session");
    let step = pending(till.sign_in("bob", PASSWORD));
    assert_eq!(
        give(&step, &code[7]).err(),
        Some(SignInError::CodeWrong),
        "once"
    );
    // A code that has set the password is not followed by another one (R80).
    assert_eq!(reset(&till, "bob", &code[0], OTHER), Ok(()));
    desk.site.pass(30);
    let step = pending(desk.trusted.sign_in("bob", OTHER));
    assert_eq!(step.need(), NextStep::CodeAfterRecovery, "R80");
    let step = pending(till.sign_in("bob", OTHER));
    assert_eq!(step.need(), NextStep::Code, "the second factor stays (R29)");
    assert_eq!(give(&step, &code[1]).err(), Some(SignInError::CodeWrong));
}

pub(super) fn guessed_codes<S: AuthoritySite>(desk: &Desk<S>) {
    let all = codes(desk, PASSWORD);
    let code = started(desk, "cleo");
    let till = desk.restricted();
    for _ in 0..6 {
        let guess = reset(&till, "bob", &code, OTHER);
        assert_eq!(guess, Err(RecoverError::Refused));
    }
    for computer in [&till, &desk.trusted] {
        let locked = computer.refused("bob", PASSWORD);
        let is_locked = matches!(locked, Some(SignInError::Locked(_)));
        assert!(is_locked, "tries count like passwords: {locked:?}");
    }
    // And keep no user out of recovery (R21).
    assert_eq!(reset(&till, "bob", &all[0], OTHER), Ok(()));
    till.enter("bob", OTHER);
}

pub(super) fn many_codes<S: AuthoritySite>(desk: &Desk<S>) {
    let code = started(desk, "bob");
    let (till, other) = (desk.restricted(), desk.restricted());
    for _ in 0..HOURLY_CODES {
        let short = reset(&till, "bob", &code, "short");
        assert!(matches!(short, Err(RecoverError::Password(_))));
    }
    let more = reset(&till, "bob", &code, OTHER);
    assert_eq!(more, Err(RecoverError::TooManyHere));
    assert_eq!(reset(&other, "bob", &code, OTHER), Ok(()));
    desk.site.pass(60 * 60);
    let code = started(desk, "bob");
    assert_eq!(reset(&till, "bob", &code, PASSWORD), Ok(()));
}
