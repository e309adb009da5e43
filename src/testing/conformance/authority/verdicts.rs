//! What the server says of a password.

use crate::domain::access_times::{AccessRefusal, AccessTimes};
use crate::domain::key_vault::KeyVault;
use crate::domain::user::UserPatch;
use crate::domain::user_key::Sealed;
use crate::service::account::AccountError;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::{NextStep, SignInOutcome};
use crate::testing::conformance::authority::desk::{AuthoritySite, Desk, OTHER, PASSWORD, secret};

pub(super) fn right_and_wrong<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    assert_eq!(till.users(), [""; 0], "no user is seen before a sign-in");
    for login in ["bob", " BOB ", "bob@example.org", "Bob@Example.org"] {
        let view = till.enter(login, PASSWORD);
        assert_eq!(view.session.user().username.as_str(), "bob", "{login}");
        assert!(view.session.has_role("till"));
        assert_eq!(till.users(), ["bob"], "only the user who is signed in");
        till.sign_out(&view);
        assert_eq!(till.users(), [""; 0], "no user after a sign-out");
    }
    let view = till.enter("bob", PASSWORD);
    let bob = till.read().users.find("bob").cloned().expect("signed in");
    let hash = bob.hash.expect("something in its place");
    let hasher = &till.dependencies.hasher;
    assert_ne!(
        hasher.verify(&secret(PASSWORD), &hash),
        Ok(true),
        "what a restricted computer sees of the hash verifies nothing"
    );
    till.sign_out(&view);
    let disabled = UserPatch {
        disabled: Some(true),
        ..UserPatch::default()
    };
    desk.patch("cleo", disabled);
    for (login, password) in [
        ("bob", OTHER),
        ("bob", ""),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("cleo", PASSWORD),
        ("cleo", OTHER),
    ] {
        let refused = till.refused(login, password);
        assert_eq!(refused, Some(SignInError::Refused), "{login}");
    }
}

pub(super) fn reasons<S: AuthoritySite>(desk: &Desk<S>) {
    desk.add("dan", |user| user.is_pending = true);
    let later = AccessTimes::parse("2200-01-01", "", "").expect("a day");
    desk.add("eve", |user| user.times = later);
    let till = desk.restricted();
    assert_eq!(till.refused("dan", PASSWORD), Some(SignInError::Pending));
    assert_eq!(
        till.refused("dan@example.org", PASSWORD),
        Some(SignInError::Refused),
        "an account that waits is not found by its address"
    );
    assert!(matches!(
        till.refused("eve", PASSWORD),
        Some(SignInError::NotNow(AccessRefusal::NotYet(_)))
    ));
    for login in ["dan", "eve"] {
        let refused = till.refused(login, OTHER);
        assert_eq!(refused, Some(SignInError::Refused), "{login}: not told");
    }
    assert_eq!(till.users(), [""; 0]);
}

pub(super) fn second_factors<S: AuthoritySite>(desk: &Desk<S>) {
    let totp = Sealed::from_bytes(&[7; 64]).expect("long enough");
    desk.patch(
        "cleo",
        UserPatch::key_vault(KeyVault {
            totp: Some(totp),
            ..KeyVault::default()
        }),
    );
    let till = desk.restricted();
    let refused = till.refused("cleo", PASSWORD);
    assert_eq!(refused, Some(SignInError::SecondFactor));
    let refused = till.refused("cleo", OTHER);
    assert_eq!(refused, Some(SignInError::Refused), "not told");
    assert_eq!(till.users(), [""; 0]);
}

pub(super) fn another_password<S: AuthoritySite>(desk: &Desk<S>) {
    let must_change = UserPatch {
        must_change_password: Some(true),
        ..UserPatch::default()
    };
    desk.patch("bob", must_change);
    let till = desk.restricted();
    let pending = |outcome| match outcome {
        Ok(SignInOutcome::NextStep(pending)) => pending,
        other => panic!("another password is asked for: {other:?}"),
    };
    let given_up = pending(till.sign_in("bob", PASSWORD));
    drop(given_up);
    assert_eq!(
        till.users(),
        [""; 0],
        "a sign-in that was given up has ended"
    );
    let step = pending(till.sign_in("bob", PASSWORD));
    assert_eq!(step.need(), NextStep::AnotherPassword);
    let choose = |new| {
        let chosen = till
            .service
            .sign_in()
            .choose_new_password(&step, &secret(new));
        chosen.map(|outcome| outcome.session_view().expect("no further step"))
    };
    assert_eq!(choose(PASSWORD).err(), Some(AccountError::Same));
    assert!(matches!(
        choose("short").err(),
        Some(AccountError::Field(_))
    ));
    let view = choose(OTHER).expect("changed");
    assert!(view.session.has_role("till"));
    let refreshed = till.service.sessions().refresh(&view.session);
    assert!(!refreshed.expect("open").session.user().must_change_password);
    let again = choose("a third password of the tests");
    assert_eq!(again.err(), Some(AccountError::Ended), "once");
    till.sign_out(&view);
    for computer in [&till, &desk.trusted] {
        let refused = computer.refused("bob", PASSWORD);
        assert_eq!(refused, Some(SignInError::Refused), "the old password");
        let view = computer.enter("bob", OTHER);
        computer.sign_out(&view);
    }
}
