//! The remembered sign-ins of a user, at all restricted computers.

use crate::service::account::{AccountChange, AccountError, Device};
use crate::service::session::Session;
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, secret,
};

/// Signs Bob in at another computer, and stays signed in there.
fn remembered<S: AuthoritySite>(desk: &Desk<S>) -> (Computer, Session) {
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let remembered = till.service.remember_me().remember(&view.session);
    assert_eq!(remembered, Ok(()));
    (till, view.session.clone())
}

fn listed(till: &Computer, session: &Session) -> Vec<Device> {
    let listed = till.service.account().devices(session);
    listed.unwrap_or_else(|error| panic!("listing: {error}"))
}

pub(super) fn own_list<S: AuthoritySite>(desk: &Desk<S>) {
    let (first, at_first) = remembered(desk);
    desk.site.pass(60);
    let (second, at_second) = remembered(desk);
    let is_this = |till, session| -> Vec<bool> {
        let all: Vec<Device> = listed(till, session);
        all.iter().map(|device| device.is_this).collect()
    };
    assert_eq!(is_this(&first, &at_first), [false, true]);
    assert_eq!(is_this(&second, &at_second), [true, false]);
    let cleo = first.enter("cleo", PASSWORD);
    assert_eq!(listed(&first, &cleo.session), [], "only one's own");
    let of_first = listed(&second, &at_second).pop().expect("listed").id;
    let forget = |session: &Session, password: &str| {
        let change = AccountChange::ForgetDevice(of_first);
        let account = second.service.account();
        account.change(session, &secret(password).into(), change)
    };
    let wrong = forget(&at_second, OTHER).err();
    assert_eq!(wrong, Some(AccountError::Wrong));
    let changed = forget(&at_second, PASSWORD).expect("forgotten");
    let left = listed(&second, &changed.session_view.session);
    assert!(matches!(&left[..], [device] if device.is_this));
    let resumed = first.service.remember_me().resume().session_view();
    assert!(resumed.is_none(), "it has ended on the first computer");
    let resumed = second.service.remember_me().resume().session_view();
    assert!(resumed.is_some(), "and not on the second one");
}
