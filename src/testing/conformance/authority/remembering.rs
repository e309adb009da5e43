//! Sign-ins that last over restarts.

use crate::domain::secret::Secret;
use crate::domain::user::UserPatch;
use crate::service::remember_me::{RememberError, Resumed};
use crate::service::session_view::SessionView;
use crate::service::sign_in::locking::LockReason;
use crate::service::sign_in::sessions::RefreshError;
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, PASSWORD, secret,
};

/// Bob, whose sign-in is remembered on a restricted computer.
fn remembered<S: AuthoritySite>(desk: &Desk<S>) -> (Computer, Box<SessionView>) {
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let remembered = till.service.remember_me().remember(&view.session);
    assert_eq!(remembered, Ok(()));
    (till, view)
}

/// Starts the program of a computer again, and returns the new one and what it finds.
fn restarted(till: &Computer) -> (Computer, Resumed) {
    let again = Computer::from(till.dependencies.clone());
    let resumed = again.service.remember_me().resume();
    (again, resumed)
}

fn resumes(till: &Computer) -> bool {
    restarted(till).1.session_view().is_some()
}

fn token(till: &Computer) -> Secret {
    let read = till.dependencies.vault.read().expect("read");
    read.expect("a token")
}

fn put_back(till: &Computer, token: &Secret) {
    till.dependencies.vault.write(token).expect("written");
}

pub(super) fn restarts<S: AuthoritySite>(desk: &Desk<S>) {
    let (till, view) = remembered(desk);
    drop(view);
    let (again, resumed) = restarted(&till);
    let view = resumed.session_view().expect("still in");
    assert_eq!(view.session.user().username.as_str(), "bob");
    assert_eq!(again.users(), ["bob"]);
    assert!(!view.session.is_fresh(till.dependencies.clock.now()));
    let not_fresh = again.service.remember_me().remember(&view.session);
    assert_eq!(not_fresh, Err(RememberError::NotPossible));
    for _ in 0..10 {
        let before = token(&till);
        assert!(resumes(&till));
        assert!(token(&till).expose() != before.expose());
        put_back(&till, &before);
    }
    assert!(resumes(&till), "the keyring never got another token");
    desk.site.pass(30 * 86_400);
    assert!(!resumes(&till), "it does not last for ever");
}

pub(super) fn copies<S: AuthoritySite>(desk: &Desk<S>) {
    let (till, _) = remembered(desk);
    let elsewhere = desk.restricted();
    let session = elsewhere.enter("bob", PASSWORD).session;
    let copy = token(&till);
    assert!(resumes(&till) && resumes(&till));
    let rightful = token(&till);
    put_back(&till, &copy);
    assert!(matches!(restarted(&till).1, Resumed::Reused));
    let refreshed = elsewhere.service.sessions().refresh(&session).map(drop);
    assert_eq!(refreshed, Err(RefreshError::Ended));
    put_back(&till, &rightful);
    assert!(!resumes(&till));
}

pub(super) fn locks<S: AuthoritySite>(desk: &Desk<S>) {
    let (till, view) = remembered(desk);
    let sessions = till.service.sessions();
    assert_eq!(sessions.lock(&view.session, LockReason::Locked), Ok(()));
    let locked = restarted(&till).1;
    assert!(
        matches!(&locked, Resumed::Locked(name) if name == "bob"),
        "{locked:?}"
    );
    let unlocked = sessions.unlock(&view.session, &secret(PASSWORD).into());
    assert!(unlocked.is_ok(), "{:?}", unlocked.err());
    assert!(resumes(&till));
}

pub(super) fn ends<S: AuthoritySite>(desk: &Desk<S>) {
    let (till, view) = remembered(desk);
    let copy = token(&till);
    till.sign_out(&view);
    put_back(&till, &copy);
    assert!(!resumes(&till), "after signing out");
    let (till, _) = remembered(desk);
    let all = desk.trusted.read();
    let bob = all.users.find("bob").expect("there");
    desk.patch("bob", UserPatch::next_epoch(bob));
    assert!(!resumes(&till), "after signing out everywhere");
}
