//! Counting attempts.

use std::thread;

use crate::domain::throttle::Locked;
use crate::service::account::AccountError;
use crate::service::ports::AuthorityError;
use crate::service::sign_in::SignInError;
use crate::testing::conformance::authority::desk::{AuthoritySite, Desk, OTHER, PASSWORD, secret};

pub(super) fn lockouts_hold_on_all_computers<S: AuthoritySite>(desk: &Desk<S>) {
    let tills = [desk.restricted(), desk.restricted()];
    for at in [0, 1, 0, 1, 0] {
        let refused = tills[at].refused("bob", OTHER);
        assert_eq!(refused, Some(SignInError::Refused));
    }
    for computer in [&tills[0], &tills[1], &desk.trusted] {
        let refused = computer.refused("bob", PASSWORD);
        let is_locked = matches!(
            refused,
            Some(SignInError::Locked(Locked::For(seconds))) if (1..=30).contains(&seconds)
        );
        assert!(is_locked, "after five failures: {refused:?}");
    }
    desk.site.pass(31);
    let view = tills[1].enter("bob", PASSWORD);
    let before = view.before.clone().expect("told after a sign-in");
    assert_eq!(before.failures, 5, "the failures of all computers");
    assert_eq!(before.last_sign_in, None);
    assert_eq!(view.unseen_failures, 5);
    tills[1].sign_out(&view);
    let view = tills[0].enter("bob", PASSWORD);
    let before = view.before.clone().expect("told after a sign-in");
    assert_eq!(before.failures, 0, "a sign-in resets them");
    assert!(before.last_sign_in.is_some());
    tills[0].sign_out(&view);
    for _ in 0..5 {
        let refused = tills[0].refused("somebody else", OTHER);
        assert_eq!(refused, Some(SignInError::Refused));
    }
    let refused = tills[1].refused("Somebody Else", OTHER);
    let is_locked = matches!(refused, Some(SignInError::Locked(Locked::For(_))));
    assert!(
        is_locked,
        "a name without an account is locked as well: {refused:?}"
    );
    let refused = tills[0].refused("bob", OTHER);
    assert_eq!(refused, Some(SignInError::Refused));
    let view = tills[0].enter("bob", PASSWORD);
    let before = view.before.clone().expect("told after a sign-in");
    assert_eq!((before.failures, before.own_failures), (1, 1), "made here");
    assert_eq!(view.unseen_failures, 0);
}

pub(super) fn guesses_at_once<S: AuthoritySite>(desk: &Desk<S>) {
    let tills = [desk.restricted(), desk.restricted()];
    let guess = |at: usize| tills[at % 2].refused("bob", OTHER);
    let refused = thread::scope(|scope| {
        let guesses = (0..10).map(|at| scope.spawn(move || guess(at)));
        let guesses: Vec<_> = guesses.collect();
        let answers = guesses.into_iter().map(|of| of.join().expect("no panic"));
        answers.collect::<Vec<_>>()
    });
    let is_wrong = |of: &&Option<SignInError>| **of == Some(SignInError::Refused);
    assert_eq!(
        refused.iter().filter(is_wrong).count(),
        5,
        "no more than before a lockout: {refused:?}"
    );
}

pub(super) fn passwords_again<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let again = |password| {
        let sessions = till.service.sessions();
        sessions.reauthenticate(&view.session, &secret(password).into())
    };
    desk.site.pass(6 * 60);
    let now = || till.dependencies.clock.now();
    assert!(!view.session.is_fresh(now()));
    let fresh = again(PASSWORD).expect("right");
    assert!(fresh.session.is_fresh(now()));
    for _ in 0..4 {
        assert_eq!(again(OTHER).err(), Some(AccountError::Wrong));
    }
    assert!(again(PASSWORD).is_ok(), "four failures lock nothing");
    for _ in 0..5 {
        assert_eq!(again(OTHER).err(), Some(AccountError::Wrong));
    }
    let locked = again(PASSWORD).err();
    assert!(
        matches!(locked, Some(AccountError::Locked(_))),
        "{locked:?}"
    );
    let locked = desk.restricted().refused("bob", PASSWORD);
    assert!(matches!(locked, Some(SignInError::Locked(_))), "{locked:?}");
    assert!(
        till.service.sessions().refresh(&view.session).is_ok(),
        "a lockout does not end the session"
    );
    till.sign_out(&view);
    assert_eq!(again(PASSWORD).err(), Some(AccountError::Ended));
}

pub(super) fn failures_of_an_outage<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let account = view.session.user().id;
    let authority = till.dependencies.authority.as_ref();
    let authority = authority.expect("a restricted computer");
    assert_eq!(authority.count_failures(account, 2), Ok(()));
    let other = desk.restricted();
    let guessed = other.refused("bob", OTHER);
    assert_eq!(
        guessed,
        Some(SignInError::Refused),
        "three failures lock nothing"
    );
    assert_eq!(authority.count_failures(account, 2), Ok(()));
    let locked = other.refused("bob", PASSWORD);
    assert!(matches!(locked, Some(SignInError::Locked(_))), "{locked:?}");
    // They were made before, so that they count although the name is locked by now.
    assert_eq!(authority.count_failures(account, 2), Ok(()));
    let locked = other.refused("bob", PASSWORD);
    assert!(
        matches!(locked, Some(SignInError::Locked(Locked::For(61..)))),
        "{locked:?}"
    );
    till.sign_out(&view);
    let ended = authority.count_failures(account, 1);
    assert_eq!(
        ended,
        Err(AuthorityError::Ended),
        "nothing for other accounts"
    );
}
