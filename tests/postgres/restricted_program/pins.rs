//! PINs of restricted computers: they unlock a window whose session is open at the server.

use std::sync::Arc;

use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::command::Command as _;
use egui_authenticator::service::ports::Setting;
use egui_authenticator::service::quick_unlock::PinStatus;
use egui_authenticator::service::quick_unlock::commands::TidyQuick;
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
    // A PIN opens no session, and outlives that of another user.
    assert!(quick.sign_in("bob", &secret(PIN)).is_err());
    assert!(quick.offered().is_empty());
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
