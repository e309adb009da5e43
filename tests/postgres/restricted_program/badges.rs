//! Badges of restricted computers: the server finds out whose they are, to unlock a window and to sign in.

use std::sync::Arc;

use egui_authenticator::domain::quick_rule::BadgeUse;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::ports::Setting;
use egui_authenticator::service::session_view::SessionView;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::store::memory::MemoryVault;

use super::{PASSWORD, Shop, Till, secret};

const BADGE: &str = "00481234567";

fn open(shop: &Shop, login: &str) -> Till {
    Till::with(&shop.address(login), |dependencies| {
        dependencies.computer_vault = Arc::new(MemoryVault::default());
    })
}

/// Signs a user in, who sets the badge.
fn with_badge(till: &Till, name: &str) -> SessionView {
    let session = till.enter(name, PASSWORD).expect("signed in").session;
    let account = till.service.account();
    let set = AccountChange::Badge(secret(BADGE));
    let set = account.change(&session, &secret(PASSWORD).into(), set);
    *set.expect("set").session_view
}

fn details(shop: &Shop, who: &str) -> String {
    shop.database.sql(&format!(
        "SELECT string_agg(detail, ', ' ORDER BY number) FROM auth_inner.event WHERE '{who}' IN (who, whom) AND kind <> 'sign_out'"
    ))
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_badge_unlocks_and_signs_in_on_its_computer_until_the_password_changes() {
    let shop = Shop::open();
    shop.set(vec![Setting::QuickBadge(BadgeUse::Enough)]);
    let till = open(&shop, "till1");
    let view = with_badge(&till, "bob");
    let (quick, sessions) = (till.service.quick_unlock(), till.service.sessions());
    assert_eq!(quick.has_badge(&view.session), Some(true));
    let locked = sessions.lock(&view.session, LockReason::Locked);
    assert_eq!(locked, Ok(()));
    let unknown = quick.unlock_with_badge(&view.session, &secret("00480000000"));
    assert_eq!(unknown.err(), Some(AccountError::BadgeUnknown));
    let unlocked = quick.unlock_with_badge(&view.session, &secret(BADGE));
    let session = unlocked.expect("unlocked").session;
    let fresh = "SELECT count(*) FROM auth_inner.restricted_session WHERE fresh_until > 0";
    assert_eq!(shop.database.sql(fresh), "0");
    sessions.sign_out(&session).expect("signed out");
    let view = quick.sign_in_with_badge(&secret(BADGE)).expect("enough");
    assert_eq!(shop.sessions(), 1);
    assert!(view.session.is_by_quick_unlock());
    assert!(till.service.remember_me().remember(&view.session).is_err());
    sessions.sign_out(&view.session).expect("signed out");
    let other = open(&shop, "till2");
    let elsewhere = other.service.quick_unlock();
    let elsewhere = elsewhere.sign_in_with_badge(&secret(BADGE));
    assert_eq!(elsewhere.err(), Some(AccountError::BadgeUnknown));
    let view = quick.sign_in_with_badge(&secret(BADGE)).expect("enough");
    let change = AccountChange::Password(secret("twelve crates of pears"));
    let account = till.service.account();
    let changed = account.change(&view.session, &secret(PASSWORD).into(), change);
    let changed = changed.expect("changed").session_view;
    sessions.sign_out(&changed.session).expect("signed out");
    let named = quick.sign_in_with_badge(&secret(BADGE)).err();
    assert_eq!(named, Some(AccountError::BadgeNames("bob".to_owned())));
    assert_eq!(
        details(&shop, "bob"),
        "added, password, badge_set, locked, badge, badge, badge, password_changed"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_badge_that_was_read_in_the_session_of_another_user_only_names_its_owner() {
    let shop = Shop::open();
    shop.set(vec![Setting::QuickBadge(BadgeUse::Enough)]);
    shop.add("cleo");
    let till = open(&shop, "till1");
    let bob = with_badge(&till, "bob");
    let (quick, sessions) = (till.service.quick_unlock(), till.service.sessions());
    sessions.sign_out(&bob.session).expect("signed out");
    let cleo = till.enter("cleo", PASSWORD).expect("signed in");
    assert!(quick.note_badges(&[(Some(cleo.session.clone()), secret(BADGE))]));
    let named = quick.sign_in_with_badge(&secret(BADGE)).err();
    assert_eq!(named, Some(AccountError::BadgeNames("bob".to_owned())));
    let taken = AccountChange::Badge(secret(BADGE));
    let account = till.service.account();
    let taken = account.change(&cleo.session, &secret(PASSWORD).into(), taken);
    assert_eq!(taken.err(), Some(AccountError::BadgeTaken));
    sessions.sign_out(&cleo.session).expect("signed out");
    let expected = "added, password, badge_set, badge elsewhere, badge elsewhere";
    assert_eq!(details(&shop, "bob"), expected);
    for _ in 0..30 {
        let unknown = quick.sign_in_with_badge(&secret("00480000000"));
        assert_eq!(unknown.err(), Some(AccountError::BadgeUnknown));
    }
    let too_many = quick.sign_in_with_badge(&secret(BADGE));
    assert_eq!(too_many.err(), Some(AccountError::TooManyBadges));
}
