//! Many sign-ins at once, on several computers.

use std::fmt::Debug;
use std::thread;
use std::time::Duration;

use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::service::ports::{SessionLimitError, Setting};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::use_cases::SignInOutcome;

use super::{PASSWORD, Shop, eventually, secret};
use crate::computers::OWNER;

const ENDED: Duration = Duration::from_secs(10);

/// Calls again while others hold a lock for longer than a call waits for it, as on a computer with much else to do.
fn patient<T, E: Debug>(mut call: impl FnMut() -> Result<T, E>) -> T {
    for _ in 0..20 {
        match call() {
            Err(error) if format!("{error:?}") == "Store(Busy)" => {}
            answer => return answer.expect("an answer"),
        }
    }
    panic!("busy 20 times");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn eight_threads_sign_in_and_out_on_two_restricted_computers_and_one_trusted() {
    let shop = Shop::open();
    for number in 0..8 {
        shop.add(&format!("user{number}"));
    }
    let tills = [shop.till("till1"), shop.till("till2")];
    let (shop, tills) = (&shop, &tills);
    thread::scope(|scope| {
        for number in 0..8 {
            scope.spawn(move || {
                let name = format!("user{number}");
                for round in 0..10 {
                    let till = &tills[(number + round) % 2];
                    let view = patient(|| till.enter(&name, PASSWORD));
                    let user = view.session.user();
                    assert_eq!(user.username.as_str(), name, "never another one's session");
                    let view = patient(|| till.service.sessions().refresh(&view.session));
                    let session = view.session;
                    assert_eq!(session.user().username.as_str(), name);
                    if round % 2 == 0 {
                        patient(|| till.service.sessions().sign_out(&session));
                    }
                }
            });
        }
        scope.spawn(|| {
            for _ in 0..10 {
                let sign_in = shop.trusted.sign_in();
                let outcome = patient(|| sign_in.with_password("ada", &secret(PASSWORD)));
                assert!(matches!(outcome, SignInOutcome::SignedIn(_)));
            }
        });
    });
    eventually(ENDED, || shop.sessions() == 0);
    let slots = "SELECT count(*) FROM auth_inner.session_slot";
    eventually(ENDED, || shop.database.sql(slots) == "0");
    let check = shop.trusted.audit_log().verify(OWNER);
    assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_two_restricted_computers_and_a_trusted_one_look_at_five_guesses_together() {
    let shop = Shop::open();
    let tills = [shop.till("till1"), shop.till("till2")];
    let is_looked_at = |error: Option<SignInError>| match error {
        Some(SignInError::Refused | SignInError::Delaying) => true,
        Some(SignInError::Locked(_)) => false,
        other => panic!("{other:?}"),
    };
    let looked_at: usize = thread::scope(|scope| {
        let at_tills = tills.each_ref().map(|till| {
            scope.spawn(move || {
                let guesses = (0..15).filter(|_| is_looked_at(till.enter("bob", "a guess").err()));
                guesses.count()
            })
        });
        let trusted = scope.spawn(|| {
            let sign_in = shop.trusted.sign_in();
            let guess = || sign_in.with_password("bob", &secret("a guess")).err();
            (0..15).filter(|_| is_looked_at(guess())).count()
        });
        let at_tills = at_tills.into_iter().map(|one| one.join().expect("ended"));
        at_tills.sum::<usize>() + trusted.join().expect("ended")
    });
    assert_eq!(looked_at, 5);
    for till in &tills {
        let right = till.enter("bob", PASSWORD);
        assert!(matches!(right, Err(SignInError::Locked(_))));
    }
    assert!(shop.trusted.users().unlock(OWNER, "bob").is_ok());
    assert!(tills[0].enter("bob", PASSWORD).is_ok());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_user_who_is_limited_to_one_session_signs_out_and_in_again_at_once() {
    let shop = Shop::open();
    shop.set(vec![Setting::SessionsSingle(true)]);
    let [here, there] = [shop.till("till1"), shop.till("till2")];
    for _ in 0..3 {
        let session = here.enter("bob", PASSWORD).expect("signed in").session;
        let refused = there.enter("bob", PASSWORD).err();
        let is_in = matches!(
            refused,
            Some(SignInError::SessionLimit(SessionLimitError::AlreadyIn))
        );
        assert!(is_in, "{refused:?}");
        let elsewhere = shop
            .trusted
            .sign_in()
            .with_password("bob", &secret(PASSWORD));
        assert!(matches!(elsewhere, Err(SignInError::SessionLimit(_))));
        assert!(here.service.sessions().sign_out(&session).is_ok());
    }
    // A program that ends leaves no session behind. It waits for the server, but not for long.
    let view = here.enter("bob", PASSWORD).expect("signed in");
    drop((view, here));
    eventually(ENDED, || shop.sessions() == 0);
    assert!(there.enter("bob", PASSWORD).is_ok());
}
