//! PINs of restricted computers: the server checks them, to unlock a window and to sign in.

use std::sync::Arc;

use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::command::Command as _;
use egui_authenticator::service::ports::Setting;
use egui_authenticator::service::quick_unlock::PinStatus;
use egui_authenticator::service::quick_unlock::commands::{ListPins, TidyQuick};
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::store::memory::MemoryVault;
use egui_authenticator::use_cases::UserInput;
use egui_authenticator::users::PersonName;

use super::{PASSWORD, Shop, Till, secret};

const PIN: &str = "7391";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_pin_unlocks_a_window_at_a_till_and_the_server_is_told() {
    let shop = Shop::open();
    shop.set(vec![Setting::QuickPin(true)]);
    shop.add("cleo");
    let till = Till::with(&shop.address("till1"), |dependencies| {
        dependencies.computer_vault = Arc::new(MemoryVault::default());
    });
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    let account = till.service.account();
    let set = AccountChange::Pin(secret(PIN));
    let set = account.change(&session, &secret(PASSWORD).into(), set);
    let session = set.expect("set").session_view.session;
    let quick = till.service.quick_unlock();
    assert_eq!(quick.status(&session), Some(PinStatus::Ready));
    let sessions = till.service.sessions();
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    let wrong = quick.unlock(&session, &secret("8052"));
    assert_eq!(wrong.err(), Some(AccountError::PinWrong(4)));
    let view = quick.unlock(&session, &secret(PIN)).expect("unlocked");
    // The server no longer takes the password for just entered.
    let mut details = UserInput::of(view.session.user());
    details.name = PersonName::new("Bob", "Builder");
    let fresh = "SELECT count(*) FROM auth_inner.restricted_session WHERE fresh_until > 0";
    assert_eq!(shop.database.sql(fresh), "0");
    assert!(till.service.remember_me().remember(&view.session).is_err());
    let changed = account.change(
        &view.session,
        &secret(PASSWORD).into(),
        AccountChange::Details(details),
    );
    assert!(changed.is_ok(), "with the password: {:?}", changed.err());
    let events =
        "SELECT string_agg(detail, ', ' ORDER BY number) FROM auth_inner.event WHERE who = 'bob'";
    assert_eq!(
        shop.database.sql(events),
        "password, pin_set, locked, wrong pin, pin, details_changed"
    );
    // A PIN outlives the session of another user.
    sessions.sign_out(&view.session).expect("signed out");
    let cleo = till.enter("cleo", PASSWORD).expect("signed in").session;
    quick.renew(&cleo);
    TidyQuick.run(&quick);
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    assert_eq!(quick.status(&session), Some(PinStatus::Ready));
    // Another password ends it.
    shop.database.sql(
        "UPDATE auth_inner.account SET record = jsonb_set(record::jsonb, '{session_epoch}', '7')::json
         WHERE name_key = 'bob'; UPDATE auth_inner.head SET revision = sha256(revision)",
    );
    let ended = quick.unlock(&session, &secret(PIN));
    assert_eq!(ended.err(), Some(AccountError::Ended));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_pin_signs_in_at_its_till_until_the_till_is_shut_out_or_the_password_changes() {
    let shop = Shop::open();
    shop.set(vec![Setting::QuickPin(true), Setting::UserTiles(true)]);
    let open = |login: &str| {
        Till::with(&shop.address(login), |dependencies| {
            dependencies.computer_vault = Arc::new(MemoryVault::default());
        })
    };
    let till = open("till1");
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    let account = till.service.account();
    let set = AccountChange::Pin(secret(PIN));
    let set = account.change(&session, &secret(PASSWORD).into(), set);
    let session = set.expect("set").session_view.session;
    let sessions = till.service.sessions();
    sessions.sign_out(&session).expect("signed out");
    let quick = till.service.quick_unlock();
    let tiles = ListPins.run(&quick);
    let tiles: Vec<_> = tiles.iter().map(|tile| tile.name.as_str()).collect();
    assert_eq!(tiles, ["First bob"]);
    let view = quick.sign_in("bob", &secret(PIN)).expect("signed in");
    assert_eq!(shop.sessions(), 1);
    let fresh = "SELECT count(*) FROM auth_inner.restricted_session WHERE fresh_until > 0";
    assert_eq!(shop.database.sql(fresh), "0");
    let sensitive = AccountChange::SignOutEverywhere;
    let wrong = account.change(&view.session, &secret("a guess").into(), sensitive);
    assert_eq!(wrong.err(), Some(AccountError::Wrong));
    sessions.sign_out(&view.session).expect("signed out");
    let other = open("till2");
    let elsewhere = other.service.quick_unlock().sign_in("bob", &secret(PIN));
    assert!(elsewhere.is_err());
    let view = quick.sign_in("bob", &secret(PIN)).expect("signed in");
    let change = AccountChange::Password(secret("twelve crates of pears"));
    let changed = account.change(&view.session, &secret(PASSWORD).into(), change);
    let changed = changed.expect("changed").session_view;
    sessions.sign_out(&changed.session).expect("signed out");
    let ended = quick.sign_in("bob", &secret(PIN)).err();
    assert_eq!(ended, Some(AccountError::Quick(QuickRefusal::NoPin)));
    assert!(quick.offered().is_empty());
    let events = "SELECT string_agg(detail, ', ' ORDER BY number) FROM auth_inner.event WHERE who = 'bob' AND kind <> 'sign_out'";
    assert_eq!(
        shop.database.sql(events),
        "password, pin_set, pin, wrong password, pin, password_changed"
    );
}
