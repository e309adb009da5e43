//! Sessions, which the server counts and ends.

use crate::domain::user::UserPatch;
use crate::service::ports::{SessionLimitError, Setting};
use crate::service::sign_in::SignInError;
use crate::service::sign_in::sessions::RefreshError;
use crate::testing::conformance::authority::desk::{AuthoritySite, Desk, PASSWORD};

pub(super) fn limits<S: AuthoritySite>(desk: &Desk<S>) {
    desk.set(Setting::SessionsSingle(true));
    let tills = [desk.restricted(), desk.restricted()];
    let view = tills[0].enter("bob", PASSWORD);
    let already = SignInError::SessionLimit(SessionLimitError::AlreadyIn);
    for computer in [&tills[1], &desk.trusted] {
        let refused = computer.refused("bob", PASSWORD);
        assert_eq!(refused, Some(already.clone()));
    }
    assert_eq!(tills[1].users(), [""; 0]);
    tills[0].sign_out(&view);
    let view = desk.trusted.enter("bob", PASSWORD);
    assert_eq!(tills[0].refused("bob", PASSWORD), Some(already));
    desk.trusted.sign_out(&view);
    desk.set(Setting::SessionsMaxUsers(Some(1)));
    let view = tills[0].enter("bob", PASSWORD);
    let full = SignInError::SessionLimit(SessionLimitError::Full);
    assert_eq!(tills[1].refused("cleo", PASSWORD), Some(full));
    drop(view);
    let view = tills[1].enter("cleo", PASSWORD);
    assert_eq!(
        view.before.as_ref().map(|before| before.failures),
        Some(0),
        "an attempt that the limit refuses is no failure"
    );
}

pub(super) fn parked<S: AuthoritySite>(desk: &Desk<S>) {
    desk.set(Setting::SessionsSingle(true));
    let tills = [desk.restricted(), desk.restricted()];
    let parked = tills[0].enter("bob", PASSWORD).session;
    parked.park();
    assert_eq!(tills[0].users(), ["bob"], "a parked session lives on");
    let elsewhere = tills[1].enter("bob", PASSWORD);
    tills[1].sign_out(&elsewhere);
    let back = tills[0].enter("bob", PASSWORD);
    let continued = tills[0].service.sessions();
    assert_eq!(continued.continue_parked(&parked, &back.session), Ok(()));
    parked.discard();
    assert_eq!(tills[0].users(), ["bob"], "the new session is another one");
    assert!(tills[0].service.sessions().refresh(&back.session).is_ok());
}

pub(super) fn ends<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let (bob, cleo) = (till.enter("bob", PASSWORD), till.enter("cleo", PASSWORD));
    let mut users = till.users();
    users.sort_unstable();
    assert_eq!(users, ["bob", "cleo"]);
    let refresh = |view: &crate::service::session_view::SessionView| {
        let refreshed = till.service.sessions().refresh(&view.session);
        refreshed.map(drop)
    };
    let disabled = UserPatch {
        disabled: Some(true),
        ..UserPatch::default()
    };
    desk.patch("bob", disabled);
    assert_eq!(refresh(&bob), Err(RefreshError::Ended));
    assert!(bob.session.has_ended());
    assert_eq!(refresh(&cleo), Ok(()), "that of another user stays");
    assert_eq!(till.users(), ["cleo"]);
    let all = desk.trusted.read();
    let cleo_now = all.users.find("cleo").expect("there");
    desk.patch("cleo", UserPatch::next_epoch(cleo_now));
    assert_eq!(refresh(&cleo), Err(RefreshError::Ended));
    assert_eq!(till.users(), [""; 0]);
}
