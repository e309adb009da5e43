//! Second factors and recovery codes, which users change at restricted computers.

use std::sync::Arc;

use crate::domain::key_vault::KeyVault;
use crate::domain::secret::Secret;
use crate::domain::settings::RoleList;
use crate::domain::user::UserPatch;
use crate::service::Session;
use crate::service::account::{AccountChange, AccountError, Changed};
use crate::service::ports::{AuthorityError, Setting};
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::{NextStep, PendingSignIn, SecondFactor, SignInOutcome};
use crate::service::two_factor::{BeginTwoFactor, Enrolment};
use crate::testing::conformance::authority::codes::{Phone, give, pending};
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, secret,
};

fn begin(
    computer: &Computer,
    session: &Session,
    password: &str,
) -> Result<Arc<Enrolment>, AccountError> {
    let begin = BeginTwoFactor::Session(session.clone(), secret(password).into());
    computer.service.two_factor().begin(begin)
}

/// Sets up two-step sign-in in a session, and returns the app and the recovery codes.
fn set_up<S: AuthoritySite>(
    desk: &Desk<S>,
    computer: &Computer,
    session: &Session,
) -> (Phone, Vec<Secret>, Box<SessionView>) {
    desk.site.pass(30);
    let enrolment = begin(computer, session, PASSWORD).expect("begun");
    let phone = Phone::of(&enrolment);
    let two_factor = computer.service.two_factor();
    let set = two_factor.confirm(&enrolment, &phone.code(computer));
    let set = set.expect("set up");
    let view = set.value.session_view().expect("no further step");
    (phone, set.codes, view)
}

fn change(
    computer: &Computer,
    session: &Session,
    change: AccountChange,
) -> Result<Changed, AccountError> {
    let account = computer.service.account();
    account.change(session, &secret(PASSWORD).into(), change)
}

fn recover(computer: &Computer, step: &PendingSignIn, code: &Secret) -> Result<(), SignInError> {
    let answer = SecondFactor::RecoveryCode(code.copied());
    let given = computer.service.sign_in().second_factor(step, &answer)?;
    computer.sign_out(&given.session_view().expect("no further step"));
    Ok(())
}

/// Signs Bob in with a code from the app, and out again.
fn enters<S: AuthoritySite>(desk: &Desk<S>, computer: &Computer, phone: &Phone) {
    desk.site.pass(30);
    let step = pending(computer.sign_in("bob", PASSWORD));
    let view = give(computer, &step, phone.code(computer)).expect("right");
    computer.sign_out(&view.session_view().expect("no further step"));
}

pub(super) fn in_a_session<S: AuthoritySite>(desk: &Desk<S>) {
    let (till, other) = (desk.restricted(), desk.restricted());
    let elsewhere = other.enter("bob", PASSWORD);
    let session = till.enter("bob", PASSWORD).session;
    let wrong = begin(&till, &session, OTHER).err();
    assert_eq!(wrong, Some(AccountError::Wrong));
    let enrolment = begin(&till, &session, PASSWORD).expect("begun");
    let two_factor = till.service.two_factor();
    let wrong = two_factor.confirm(&enrolment, &secret("12345")).err();
    assert_eq!(wrong, Some(AccountError::CodeWrong));
    let (phone, codes, view) = set_up(desk, &till, &session);
    assert_eq!(codes.len(), 8);
    let vault = &view.session.user().key_vault;
    assert!(vault.totp.is_some(), "the window shows that it is on");
    assert_eq!(vault.codes.len(), 8, "and how many codes are left");
    assert_eq!(till.users(), ["bob"], "the session continues");
    assert_eq!(other.users(), [""; 0], "the other one has ended");
    drop(elsewhere);
    let used = phone.code(&till);
    till.sign_out(&view);
    for computer in [&till, &desk.trusted] {
        let step = pending(computer.sign_in("bob", PASSWORD));
        let again = give(computer, &step, used.copied()).err();
        assert_eq!(again, Some(SignInError::CodeWrong), "a code works once");
        enters(desk, computer, &phone);
    }
    // The codes are those of the account, on every computer.
    for (computer, code) in [(&till, &codes[0]), (&desk.trusted, &codes[1])] {
        let step = pending(computer.sign_in("bob", PASSWORD));
        assert_eq!(recover(computer, &step, code), Ok(()));
        let step = pending(computer.sign_in("bob", PASSWORD));
        let again = recover(computer, &step, code);
        assert_eq!(again, Err(SignInError::CodeWrong), "once");
    }
    enters(desk, &desk.trusted, &phone);
}

pub(super) fn moved_and_off<S: AuthoritySite>(desk: &Desk<S>) {
    let (before, old_codes) = Phone::with_codes(desk);
    desk.site.pass(30);
    let till = desk.restricted();
    let step = pending(till.sign_in("bob", PASSWORD));
    let view = give(&till, &step, before.code(&till)).expect("right");
    let session = view.session_view().expect("no further step").session;
    let (phone, _, view) = set_up(desk, &till, &session);
    till.sign_out(&view);
    desk.site.pass(30);
    let step = pending(till.sign_in("bob", PASSWORD));
    let old = give(&till, &step, before.code(&till)).err();
    assert_eq!(old, Some(SignInError::CodeWrong), "of the app before");
    let old = recover(&till, &step, &old_codes[0]);
    assert_eq!(old, Err(SignInError::CodeWrong), "of the app before");
    enters(desk, &desk.trusted, &phone);
    desk.site.pass(30);
    let step = pending(till.sign_in("bob", PASSWORD));
    let view = give(&till, &step, phone.code(&till)).expect("right");
    let session = view.session_view().expect("no further step").session;
    desk.set(Setting::TwoStepRequired(RoleList::all()));
    let required = change(&till, &session, AccountChange::TwoStepOff).err();
    assert_eq!(required, Some(AccountError::Required));
    desk.set(Setting::TwoStepRequired(RoleList::default()));
    let off = change(&till, &session, AccountChange::TwoStepOff).expect("switched off");
    let user = off.session_view.session.user();
    assert!(user.key_vault.totp.is_none() && !user.must_change_password);
    let again = change(&till, &session, AccountChange::TwoStepOff).err();
    assert_eq!(again, Some(AccountError::Required), "there is none");
    till.sign_out(&off.session_view);
    for computer in [&till, &desk.trusted] {
        let view = computer.enter("bob", PASSWORD);
        computer.sign_out(&view);
    }
}

pub(super) fn while_signing_in<S: AuthoritySite>(desk: &Desk<S>) {
    desk.set(Setting::TwoStepRequired(RoleList::all()));
    let till = desk.restricted();
    let refused = till.refused("bob", OTHER);
    assert_eq!(refused, Some(SignInError::Refused), "not told");
    let step = pending(till.sign_in("bob@example.org", PASSWORD));
    assert_eq!(step.need(), NextStep::TwoStep);
    assert_eq!(step.user().username.as_str(), "bob", "for the app");
    assert_eq!(till.users(), [""; 0], "no user before the code");
    let code = give(&till, &step, secret("123456")).err();
    assert_eq!(code, Some(SignInError::Expired), "there is none to check");
    let two_factor = till.service.two_factor();
    let begun = two_factor.begin(BeginTwoFactor::Pending(Arc::clone(&step)));
    let enrolment = begun.expect("begun");
    let wrong = two_factor.confirm(&enrolment, &secret("12345")).err();
    assert_eq!(wrong, Some(AccountError::CodeWrong));
    let phone = Phone::of(&enrolment);
    let set = two_factor.confirm(&enrolment, &phone.code(&till));
    let set = set.expect("set up");
    assert_eq!(set.codes.len(), 8);
    let view = set.value.session_view().expect("no further step");
    let before = view.before.as_ref().map(|before| before.failures);
    assert_eq!(before, Some(1), "the wrong password");
    assert!(view.session.has_role("till"));
    assert_eq!(till.users(), ["bob"]);
    let again = two_factor.confirm(&enrolment, &phone.code(&till)).err();
    assert_eq!(again, Some(AccountError::Ended), "one session");
    till.sign_out(&view);
    enters(desk, &till, &phone);
    enters(desk, &desk.trusted, &phone);
    let step = pending(till.sign_in("bob", PASSWORD));
    assert_eq!(recover(&till, &step, &set.codes[0]), Ok(()));
    // A new password comes after it, as at a trusted computer before it.
    let must_change = UserPatch {
        must_change_password: Some(true),
        ..UserPatch::default()
    };
    desk.patch("cleo", must_change);
    let step = pending(till.sign_in("cleo", PASSWORD));
    let begun = two_factor.begin(BeginTwoFactor::Pending(step));
    let enrolment = begun.expect("begun");
    let phone = Phone::of(&enrolment);
    let set = two_factor.confirm(&enrolment, &phone.code(&till));
    let Ok(SignInOutcome::NextStep(step)) = set.map(|set| set.value) else {
        panic!("another password is asked for");
    };
    assert_eq!(step.need(), NextStep::AnotherPassword);
    let chosen = till.service.sign_in();
    let chosen = chosen.choose_new_password(&step, &secret(OTHER));
    till.sign_out(&chosen.expect("changed").session_view().expect("signed in"));
    desk.site.pass(30);
    let step = pending(desk.trusted.sign_in("cleo", OTHER));
    assert_eq!(step.need(), NextStep::Code, "the password opens the key");
    assert!(give(&desk.trusted, &step, phone.code(&desk.trusted)).is_ok());
    let late = pending(till.sign_in("ada", PASSWORD));
    let enrolment = two_factor.begin(BeginTwoFactor::Pending(late));
    let enrolment = enrolment.expect("begun");
    desk.site.pass(11 * 60);
    let late = two_factor.confirm(&enrolment, &Phone::of(&enrolment).code(&till));
    assert_eq!(late.err(), Some(AccountError::Ended));
}

pub(super) fn new_codes<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let session = till.enter("bob", PASSWORD).session;
    let first = change(&till, &session, AccountChange::RecoveryCodes).expect("made");
    assert_eq!(first.codes.len(), 8);
    let session = first.session_view.session;
    assert_eq!(session.user().key_vault.codes.len(), 8, "shown as a number");
    let second = change(&till, &session, AccountChange::RecoveryCodes).expect("made");
    till.sign_out(&second.session_view);
    let reset = |computer: &Computer, code: &Secret| {
        let recovery = computer.service.recovery();
        recovery.reset_password("bob", code, &secret(PASSWORD))
    };
    assert!(reset(&till, &first.codes[0]).is_err(), "of before");
    assert!(reset(&desk.trusted, &first.codes[1]).is_err(), "of before");
    assert_eq!(reset(&desk.trusted, &second.codes[0]), Ok(()));
    assert_eq!(reset(&till, &second.codes[1]), Ok(()));
    // With a second factor, they open the key that it is sealed with.
    let session = till.enter("bob", PASSWORD).session;
    let (phone, of_app, view) = set_up(desk, &till, &session);
    let third = change(&till, &view.session, AccountChange::RecoveryCodes).expect("made");
    assert!(third.session_view.session.user().key_vault.totp.is_some());
    till.sign_out(&third.session_view);
    enters(desk, &desk.trusted, &phone);
    for (computer, code) in [(&till, &third.codes[0]), (&desk.trusted, &third.codes[1])] {
        let step = pending(computer.sign_in("bob", PASSWORD));
        assert_eq!(
            recover(computer, &step, &of_app[3]),
            Err(SignInError::CodeWrong)
        );
        assert_eq!(recover(computer, &step, code), Ok(()));
    }
    enters(desk, &desk.trusted, &phone);
    enters(desk, &till, &phone);
}

pub(super) fn without_a_password<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let session = till.enter("bob", PASSWORD).session;
    let authority = till.dependencies.authority.as_ref().expect("restricted");
    let server = authority.factors().expect("a server");
    let id = session.user().id;
    let vault = KeyVault::default;
    // The password of the sign-in was not entered for this.
    for refused in [
        server.renew_codes(id, &vault()),
        server.two_step_off(id, false).map(drop),
    ] {
        assert!(matches!(refused, Err(AuthorityError::Ended)), "{refused:?}");
    }
    let cleo = desk.trusted.read();
    let cleo = cleo
        .users
        .iter()
        .find(|user| user.username.as_str() == "cleo");
    let other = server.renew_codes(cleo.expect("there").id, &vault());
    assert!(matches!(other, Err(AuthorityError::Ended)), "{other:?}");
    let enrolment = begin(&till, &session, PASSWORD).expect("begun");
    desk.site.pass(11 * 60);
    let two_factor = till.service.two_factor();
    let late = two_factor.confirm(&enrolment, &Phone::of(&enrolment).code(&till));
    assert_eq!(late.err(), Some(AccountError::Ended));
    // A password that has made one change makes no other one.
    let (_, _, view) = set_up(desk, &till, &session);
    let again = server.two_step_off(id, false);
    assert!(matches!(again, Err(AuthorityError::Ended)), "{again:?}");
    till.sign_out(&view);
}

/// Without the user key, nothing replaces what the second factor is sealed with but another app.
pub(super) fn lost_keys<S: AuthoritySite>(desk: &Desk<S>) {
    let (before, _) = Phone::with_codes(desk);
    desk.site.pass(30);
    let till = desk.restricted();
    let step = pending(till.sign_in("bob", PASSWORD));
    let view = give(&till, &step, before.code(&till)).expect("right");
    let session = view.session_view().expect("no further step").session;
    let read = desk.trusted.read();
    let mut all = read.users.iter();
    let bob = all.find(|user| user.username.as_str() == "bob");
    let vault = bob.expect("there").key_vault.after_reset();
    desk.patch("bob", UserPatch::key_vault(vault));
    let lost = change(&till, &session, AccountChange::RecoveryCodes).err();
    assert_eq!(lost, Some(AccountError::KeyLost));
    let (phone, _, view) = set_up(desk, &till, &session);
    till.sign_out(&view);
    enters(desk, &desk.trusted, &phone);
}
