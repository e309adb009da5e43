//! PINs: the server counts and checks them, each on one computer.

use std::sync::{Arc, LazyLock};

use crate::domain::access_times::AccessTimes;
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::role::Role;
use crate::domain::settings::RoleList;
use crate::domain::user::UserPatch;
use crate::service::account::{AccountChange, AccountError};
use crate::service::ports::Setting;
use crate::service::quick_unlock::PinStatus;
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::store::memory::MemoryVault;
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, secret,
};

const PIN: &str = "7391";
const WRONG: &str = "8052";

/// Returns a restricted computer with a keyring, at which Bob has set a PIN and signed out.
fn till<S: AuthoritySite>(desk: &Desk<S>) -> Computer {
    desk.set(Setting::QuickPin(true));
    let till = computer(desk);
    let view = till.enter("bob", PASSWORD);
    let session = set(&till, &view.session, PIN).expect("set");
    till.sign_out(&session);
    till
}

fn computer<S: AuthoritySite>(desk: &Desk<S>) -> Computer {
    let mut dependencies = desk.site.restricted();
    dependencies.computer_vault = Arc::new(MemoryVault::default());
    dependencies.into()
}

fn set(till: &Computer, session: &Session, pin: &str) -> Result<SessionView, AccountError> {
    change(till, session, AccountChange::Pin(secret(pin)))
}

fn change(
    till: &Computer,
    session: &Session,
    change: AccountChange,
) -> Result<SessionView, AccountError> {
    let account = till.service.account();
    let changed = account.change(session, &secret(PASSWORD).into(), change)?;
    Ok(*changed.session_view)
}

fn enter(till: &Computer, pin: &str) -> Result<Box<SessionView>, AccountError> {
    let quick = till.service.quick_unlock();
    quick.sign_in("bob", &secret(pin))
}

fn refused(till: &Computer, pin: &str) -> Option<AccountError> {
    enter(till, pin).err()
}

/// What [`refused`] returns without a PIN.
static NO_PIN: LazyLock<Option<AccountError>> = LazyLock::new(|| Some(QuickRefusal::NoPin.into()));

pub(super) fn signing_in<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk);
    assert_eq!(till.users(), [""; 0], "no user is known before a sign-in");
    assert_eq!(till.service.quick_unlock().offered(), ["bob"]);
    assert_eq!(refused(&till, WRONG), Some(AccountError::PinWrong(4)));
    let view = enter(&till, PIN).expect("right");
    assert!(view.session.has_role("till"));
    let now = till.dependencies.clock.now();
    assert!(!view.session.is_fresh(now), "the password was not entered");
    assert!(till.service.remember_me().remember(&view.session).is_err());
    assert_eq!(till.users(), ["bob"]);
    assert!(till.service.sessions().refresh(&view.session).is_ok());
    till.sign_out(&view);
    assert_eq!(refused(&till, WRONG), Some(AccountError::PinWrong(4)));
    let other = computer(desk);
    assert_eq!(refused(&other, PIN), *NO_PIN, "on another computer");
    let quick = till.service.quick_unlock();
    let another = quick.sign_in("cleo", &secret(PIN)).err();
    assert_eq!(another, *NO_PIN, "of another user");
    let view = enter(&till, PIN).expect("right");
    let gone = change(&till, &view.session, AccountChange::PinOff).expect("removed");
    till.sign_out(&gone);
    assert_eq!(refused(&till, PIN), *NO_PIN);
}

pub(super) fn guesses<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk);
    let mut lefts = Vec::new();
    for _ in 0..5 {
        match refused(&till, WRONG) {
            Some(AccountError::PinWrong(left)) => lefts.push(left),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(lefts, [4, 3, 2, 1, 0]);
    assert_eq!(refused(&till, PIN), Some(QuickRefusal::Spent.into()));
    assert!(till.service.quick_unlock().offered().is_empty());
    // Another password than the one that the PIN was set with.
    desk.site.pass(2);
    let view = till.enter("bob", PASSWORD);
    let told = view.account_events.iter();
    let told: Vec<_> = told.map(|(event, _)| event.word()).collect();
    assert_eq!(told, ["pin_set", "pin_spent"], "the owner is told");
    let quick = till.service.quick_unlock();
    quick.renew(&view.session);
    assert_eq!(quick.status(&view.session), Some(PinStatus::Ready));
    till.sign_out(&view);
    let view = enter(&till, PIN).expect("right");
    till.sign_out(&view);
}

pub(super) fn ends<S: AuthoritySite>(desk: &Desk<S>) {
    let disabled = |disabled| UserPatch {
        disabled: Some(disabled),
        ..UserPatch::default()
    };
    let patches = [
        disabled(true),
        UserPatch {
            roles: Some(vec![Role::parse("office").expect("a role")]),
            ..UserPatch::default()
        },
        UserPatch {
            session_epoch: Some(7),
            ..UserPatch::default()
        },
    ];
    for patch in patches {
        let till = till(desk);
        desk.patch("bob", patch);
        assert_eq!(refused(&till, PIN), *NO_PIN);
        desk.patch("bob", disabled(false));
        assert_eq!(refused(&till, PIN), *NO_PIN, "it does not come back");
    }
    let till = till(desk);
    let elsewhere = computer(desk);
    let view = elsewhere.enter("bob", PASSWORD);
    let password = AccountChange::Password(secret(OTHER));
    let changed = change(&elsewhere, &view.session, password).expect("changed");
    elsewhere.sign_out(&changed);
    assert_eq!(refused(&till, PIN), *NO_PIN, "another password");
}

pub(super) fn limits<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk);
    let later = AccessTimes::parse("2200-01-01", "", "").expect("a day");
    for (times, is_open) in [(later, false), (AccessTimes::default(), true)] {
        let patch = UserPatch {
            times: Some(times),
            ..UserPatch::default()
        };
        desk.patch("bob", patch);
        let entered = enter(&till, PIN);
        assert_eq!(entered.is_ok(), is_open);
        match entered {
            Ok(view) => till.sign_out(&view),
            Err(error) => assert!(matches!(error, AccountError::NotNow(_)), "{error:?}"),
        }
    }
    desk.set(Setting::SessionsSingle(true));
    let elsewhere = computer(desk);
    let view = elsewhere.enter("bob", PASSWORD);
    let limited = refused(&till, PIN);
    assert!(
        matches!(limited, Some(AccountError::SessionLimit(_))),
        "{limited:?}"
    );
    elsewhere.sign_out(&view);
    desk.set(Setting::SessionsSingle(false));
    desk.set(Setting::TwoStepReauthenticate(RoleList::all()));
    assert_eq!(refused(&till, PIN), Some(QuickRefusal::Role.into()));
    desk.set(Setting::TwoStepReauthenticate(RoleList::default()));
    desk.set(Setting::QuickPin(false));
    assert_eq!(refused(&till, PIN), Some(QuickRefusal::Off.into()));
    desk.set(Setting::QuickPin(true));
    desk.site.pass(12 * 3600);
    assert_eq!(refused(&till, PIN), Some(QuickRefusal::Expired.into()));
}
