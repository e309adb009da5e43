//! Badges: the server counts each scan, and finds out whose the badge is, each on one computer.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::access_times::AccessTimes;
use crate::domain::account_id::AccountId;
use crate::domain::quick_rule::BadgeUse;
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::settings::RoleList;
use crate::domain::user::UserPatch;
use crate::service::account::{AccountChange, AccountError};
use crate::service::caller::Caller;
use crate::service::ports::Setting;
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::service::users::UserError;
use crate::store::memory::MemoryVault;
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, secret,
};

const BADGE: &str = "B-1234567";
const OTHER_BADGE: &str = "B-1234568";
const UNKNOWN: &str = "B-7654321";

/// Returns a restricted computer with a keyring, on which Bob has set a badge and signed out.
fn till<S: AuthoritySite>(desk: &Desk<S>, badge: BadgeUse) -> Computer {
    desk.set(Setting::QuickBadge(badge));
    let till = computer(desk);
    let view = till.enter("bob", PASSWORD);
    let view = set(&till, &view.session, BADGE).expect("set");
    till.sign_out(&view);
    till
}

fn computer<S: AuthoritySite>(desk: &Desk<S>) -> Computer {
    let mut dependencies = desk.site.restricted();
    dependencies.computer_vault = Arc::new(MemoryVault::default());
    dependencies.into()
}

fn set(till: &Computer, session: &Session, badge: &str) -> Result<SessionView, AccountError> {
    change(till, session, AccountChange::Badge(secret(badge)))
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

fn scan(till: &Computer, badge: &str) -> Result<Box<SessionView>, AccountError> {
    let quick = till.service.quick_unlock();
    quick.sign_in_with_badge(&secret(badge))
}

fn refused(till: &Computer, badge: &str) -> Option<AccountError> {
    scan(till, badge).err()
}

fn user_id<S: AuthoritySite>(desk: &Desk<S>, name: &str) -> AccountId {
    let users = &desk.trusted.read().users;
    users.find(name).expect("a user").id
}

fn names(username: &str) -> AccountError {
    AccountError::BadgeNames(username.to_owned())
}

fn told(view: &SessionView) -> Vec<&str> {
    let told = view.account_events.iter();
    told.map(|(event, _)| event.word()).collect()
}

pub(super) fn signing_in<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk, BadgeUse::Enough);
    assert_eq!(till.users(), [""; 0], "no user is known before a sign-in");
    assert_eq!(refused(&till, UNKNOWN), Some(AccountError::BadgeUnknown));
    let view = scan(&till, BADGE).expect("enough");
    let now = till.dependencies.clock.now();
    assert!(!view.session.is_fresh(now), "the password was not entered");
    assert!(till.service.remember_me().remember(&view.session).is_err());
    assert_eq!(till.users(), ["bob"]);
    let quick = till.service.quick_unlock();
    assert_eq!(quick.has_badge(&view.session), Some(true));
    let own = quick.unlock_with_badge(&view.session, &secret("b-1234567"));
    let own = own.expect("with Caps Lock as well");
    assert!(!own.session.is_fresh(now));
    let unknown = quick.unlock_with_badge(&own.session, &secret(UNKNOWN));
    assert_eq!(unknown.err(), Some(AccountError::BadgeUnknown));
    till.sign_out(&own);
    let other = computer(desk);
    assert_eq!(refused(&other, BADGE), Some(AccountError::BadgeUnknown));
    let view = scan(&till, BADGE).expect("enough");
    let gone = change(&till, &view.session, AccountChange::BadgeOff).expect("removed");
    assert_eq!(quick.has_badge(&gone.session), Some(false));
    till.sign_out(&gone);
    assert_eq!(refused(&till, BADGE), Some(AccountError::BadgeUnknown));
}

pub(super) fn naming<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk, BadgeUse::Names);
    assert_eq!(refused(&till, BADGE), Some(names("bob")));
    assert_eq!(till.users(), [""; 0], "no session has begun");
    let cleo = till.enter("cleo", PASSWORD);
    let quick = till.service.quick_unlock();
    let of_bob = quick.unlock_with_badge(&cleo.session, &secret(BADGE));
    assert_eq!(of_bob.err(), Some(names("bob")), "for the switch of users");
    till.sign_out(&cleo);
    desk.set(Setting::QuickBadge(BadgeUse::Enough));
    let bob = scan(&till, BADGE).expect("enough");
    till.sign_out(&bob);
    desk.site.pass(60 * 60);
    assert_eq!(refused(&till, BADGE), Some(names("bob")), "an hour later");
    let bob = till.enter("bob", PASSWORD);
    quick.renew(&bob.session);
    till.sign_out(&bob);
    let bob = scan(&till, BADGE).expect("enough again");
    till.sign_out(&bob);
    desk.set(Setting::QuickBadge(BadgeUse::Off));
    assert_eq!(refused(&till, BADGE), Some(QuickRefusal::Off.into()));
}

pub(super) fn guesses<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk, BadgeUse::Enough);
    for guess in 0..30 {
        let bob = scan(&till, BADGE).expect("one that is known does not count");
        till.sign_out(&bob);
        let unknown = refused(&till, &format!("B-{guess:07}"));
        assert_eq!(unknown, Some(AccountError::BadgeUnknown), "{guess}");
    }
    let too_many = Some(AccountError::TooManyBadges);
    assert_eq!(refused(&till, BADGE), too_many);
    desk.site.pass(60 * 60);
    assert_eq!(refused(&till, BADGE), Some(names("bob")));
}

pub(super) fn of_others<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk, BadgeUse::Enough);
    let cleo = till.enter("cleo", PASSWORD);
    let taken = set(&till, &cleo.session, BADGE).err();
    assert_eq!(taken, Some(AccountError::BadgeTaken));
    till.sign_out(&cleo);
    assert_eq!(
        refused(&till, BADGE),
        Some(names("bob")),
        "it was shown to Cleo"
    );
    desk.site.pass(2);
    let bob = till.enter("bob", PASSWORD);
    assert_eq!(told(&bob), ["badge_set", "badge_shown"]);
    let quick = till.service.quick_unlock();
    quick.renew(&bob.session);
    till.sign_out(&bob);
    let bob = scan(&till, BADGE).expect("after the password");
    // In the session of its owner it is not shown to another user.
    assert!(!quick.note_badges(&[(Some(bob.session.clone()), secret(BADGE))]));
    till.sign_out(&bob);
    let bob = scan(&till, BADGE).expect("enough");
    till.sign_out(&bob);
    assert!(quick.note_badges(&[(None, secret(BADGE))]));
    assert_eq!(refused(&till, BADGE), Some(names("bob")));
}

pub(super) fn of_administrators<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk, BadgeUse::Enough);
    let ada = till.enter("ada", PASSWORD);
    let by = Caller::Session(&ada.session);
    let users = till.service.users();
    let bob = user_id(desk, "bob");
    let found = users.quick_users(by).expect("badges");
    assert_eq!(found.badges, Some(HashSet::from([bob])));
    // One that an administrator has set only names its user.
    assert_eq!(users.set_badge(by, "bob", &secret(OTHER_BADGE)), Ok(()));
    assert_eq!(refused(&till, BADGE), Some(AccountError::BadgeUnknown));
    assert_eq!(refused(&till, OTHER_BADGE), Some(names("bob")));
    let taken = users.set_badge(by, "cleo", &secret(OTHER_BADGE)).err();
    assert_eq!(taken, Some(UserError::Badge(true)));
    let unknown = users.set_badge(by, "a stranger", &secret(UNKNOWN)).err();
    assert_eq!(unknown, Some(UserError::Unknown));
    assert_eq!(users.remove_badge(by, "bob"), Ok(()));
    let nothing = users.remove_badge(by, "bob").err();
    assert_eq!(nothing, Some(UserError::NothingToDo));
    assert_eq!(
        refused(&till, OTHER_BADGE),
        Some(AccountError::BadgeUnknown)
    );
    till.sign_out(&ada);
    let bob = till.enter("bob", PASSWORD);
    let by = Caller::Session(&bob.session);
    let not_allowed = Some(UserError::NotAllowed);
    assert_eq!(users.quick_users(by).err(), not_allowed);
    assert_eq!(users.remove_badge(by, "cleo").err(), not_allowed);
    let given = users.set_badge(by, "cleo", &secret(UNKNOWN)).err();
    assert_eq!(given, not_allowed);
    assert_eq!(told(&bob), ["badge_set", "badge_set", "badge_removed"]);
    till.sign_out(&bob);
}

pub(super) fn ends<S: AuthoritySite>(desk: &Desk<S>) {
    let disabled = |disabled| UserPatch {
        disabled: Some(disabled),
        ..UserPatch::default()
    };
    let till = till(desk, BadgeUse::Enough);
    desk.patch("bob", disabled(true));
    assert_eq!(refused(&till, BADGE), Some(AccountError::BadgeUnknown));
    desk.patch("bob", disabled(false));
    assert_eq!(
        refused(&till, BADGE),
        Some(names("bob")),
        "until it is set again"
    );
    let view = till.enter("bob", PASSWORD);
    let view = set(&till, &view.session, BADGE).expect("set");
    till.sign_out(&view);
    let view = scan(&till, BADGE).expect("enough");
    till.sign_out(&view);
    let elsewhere = computer(desk);
    let view = elsewhere.enter("bob", PASSWORD);
    let password = AccountChange::Password(secret(OTHER));
    let changed = change(&elsewhere, &view.session, password).expect("changed");
    elsewhere.sign_out(&changed);
    assert_eq!(
        refused(&till, BADGE),
        Some(names("bob")),
        "another password"
    );
}

pub(super) fn limits<S: AuthoritySite>(desk: &Desk<S>) {
    let till = till(desk, BadgeUse::Enough);
    let later = AccessTimes::parse("2200-01-01", "", "").expect("a day");
    for (times, is_open) in [(later, false), (AccessTimes::default(), true)] {
        let patch = UserPatch {
            times: Some(times),
            ..UserPatch::default()
        };
        desk.patch("bob", patch);
        let scanned = scan(&till, BADGE);
        assert_eq!(scanned.is_ok(), is_open);
        match scanned {
            Ok(view) => till.sign_out(&view),
            Err(error) => assert!(matches!(error, AccountError::NotNow(_)), "{error:?}"),
        }
    }
    desk.set(Setting::SessionsSingle(true));
    let elsewhere = computer(desk);
    let view = elsewhere.enter("bob", PASSWORD);
    let limited = refused(&till, BADGE);
    assert!(
        matches!(limited, Some(AccountError::SessionLimit(_))),
        "{limited:?}"
    );
    elsewhere.sign_out(&view);
    desk.set(Setting::SessionsSingle(false));
    for setting in [
        Setting::TwoStepReauthenticate as fn(RoleList) -> Setting,
        Setting::TwoStepRequired,
    ] {
        desk.set(setting(RoleList::all()));
        assert_eq!(refused(&till, BADGE), Some(names("bob")));
        desk.set(setting(RoleList::default()));
    }
    let view = scan(&till, BADGE).expect("enough");
    till.sign_out(&view);
}
