//! Functions of another version than the program.

use egui_authenticator::ports::CredentialStore as _;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::sign_in::SignInError;

use super::{PASSWORD, Shop};
use crate::server::Server;

/// Returns why the server cannot be used.
fn reason(shop: &Shop, login: &str) -> String {
    let till = shop.till(login);
    let entered = till.enter("bob", PASSWORD).err();
    assert!(
        matches!(entered, Some(SignInError::Store(_))),
        "{entered:?}"
    );
    match till.server.read() {
        Err(StoreError::Unavailable(reason)) => reason,
        other => panic!("{:?}", other.err()),
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r109_functions_of_another_version_are_refused_with_words() {
    let shop = Shop::open();
    let version = shop.database.sql("SELECT number FROM auth_inner.version");
    let set = |number: &str| {
        shop.database
            .sql(&format!("UPDATE auth_inner.version SET number = {number}"))
    };
    set("99");
    assert!(reason(&shop, "till1").contains("newer version"));
    set("2");
    assert!(reason(&shop, "till1").contains("has not been prepared"));
    set(&version);
    assert!(shop.till("till1").enter("bob", PASSWORD).is_ok());
    let running = shop.till("till2");
    let session = running.enter("bob", PASSWORD).expect("signed in").session;
    assert!(shop.database.client().migrate().is_ok());
    let refreshed = running.service.sessions().refresh(&session);
    assert!(refreshed.is_ok(), "the functions were created again");
    assert!(running.enter("ada", PASSWORD).is_ok());
    shop.database.sql("DROP FUNCTION auth.hello(text)");
    assert!(reason(&shop, "till1").contains("has not been prepared"));
    assert!(shop.database.client().migrate().is_ok());
    assert!(shop.till("till1").enter("bob", PASSWORD).is_ok());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_login_that_is_no_restricted_computer_is_refused_with_words() {
    let shop = Shop::open();
    let address = shop.address("till1");
    let login = address.trim_start_matches("postgresql://");
    let (login, _) = login.split_once('@').expect("a login");
    Server::shared().sql("postgres", &format!("REVOKE auth_computer FROM {login}"));
    assert!(reason(&shop, "till1").contains("permission denied"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_database_without_users_is_absent() {
    let shop = Shop::open();
    shop.database.sql(
        "DELETE FROM auth_inner.account; DELETE FROM auth_inner.head; DELETE FROM auth_inner.past",
    );
    let read = shop.till("till1").server.read();
    assert_eq!(read.err(), Some(StoreError::Absent));
}
