//! Kiosk mode of the real program on a restricted computer.

use egui_authenticator::Secret;
use egui_authenticator::messages::Messages;

use crate::commands::{PASSWORD, Shop, number, users};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r114_a_restricted_computer_is_a_kiosk_that_an_administrator_leaves() {
    let shop = Shop::open();
    let till = shop.joined_restricted(&format!("till{}", number()));
    let english = Messages::english();
    let refused = till.run(&["--kiosk"]).expect_error();
    let no_users = english.message("kiosk-no-users", &[("server", "X".into())]);
    let (_, text) = no_users.summary.split_once('X').unwrap_or_default();
    assert!(refused.contains(text), "{refused}");
    let office = shop.joined(&format!("office{}", number()));
    let file = office.write("old.yaml", &users());
    office
        .run(&["store", "import", &file, "--drop-unknown"])
        .expect_good();
    // There is no display in this test, which is the next thing that a window needs.
    let opened = till.run(&["--kiosk"]).expect_error();
    let no_display = english.message("window-no-display", &[]);
    assert!(opened.contains(&no_display.summary), "{opened}");
    assert!(!opened.contains("administrator"), "no warning: {opened}");
    let service = till.paths().service_without_keyring();
    let leave = |login: &str| {
        let password = Secret::new(PASSWORD.to_owned());
        service.approvals().leave_kiosk(login, &password.into())
    };
    assert!(leave("bob").is_err());
    assert_eq!(leave("ada"), Ok(()));
    let listed = office
        .run(&["activity", "list", "--kind", "kiosk"])
        .expect_good();
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let sessions = "SELECT count(*) FROM auth_inner.restricted_session";
    assert_eq!(shop.sql(sessions), "0");
}
