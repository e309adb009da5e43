//! The computers that use a store on another computer, as administrators see them.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_authenticator::domain::computer_kind::ComputerKind;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{Computer, ComputerList, StoreError};
use egui_authenticator::service::users::UserError;
use egui_kittest::kittest::Queryable;

use crate::harness::app_window::{Window, app_window};
use crate::harness::remote_store::outage;
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, BOB, Desk};

/// What a store says of its computers.
struct Known(Result<Vec<Computer>, StoreError>);

impl ComputerList for Known {
    fn computers(&self) -> Result<Vec<Computer>, StoreError> {
        self.0.clone()
    }
}

/// A desk whose store says this.
fn desk(known: Result<Vec<Computer>, StoreError>) -> Desk {
    let mut desk = Desk::open();
    desk.edit(
        "views:",
        "roles: {clerk: {permissions: [edit_settings]}}\nviews:",
    );
    desk.edit("roles: [till]", "roles: [till, clerk]");
    desk.replace(|ports| ports.computers = Some(Arc::new(Known(known))));
    desk
}

/// A trusted computer, a till that has not been in contact, and one that has no access any more.
fn tills(now: Timestamp) -> Vec<Computer> {
    let [mut first, mut second, mut third] = ["till1", "till2", "till3"].map(Computer::new);
    first.seen_at = Some(now + -180);
    first.program = Some("0.1.0".to_owned());
    first.kind = Some(ComputerKind::Trusted);
    second.kind = Some(ComputerKind::Restricted);
    third.kind = Some(ComputerKind::Restricted);
    third.may_use = false;
    vec![first, second, third]
}

#[test]
fn r50_only_administrators_and_the_owner_of_the_file_see_the_computers() {
    let now = Desk::open().ports.clock.now();
    let desk = desk(Ok(tills(now)));
    let computers = desk.service.computers();
    let [ada, bob] = [ADA, BOB].map(|user| desk.sign_in(user).expect("in"));
    let refused = computers.list(Caller::Session(&bob)).err();
    assert_eq!(refused, Some(UserError::NotAllowed));
    let owner = Caller::LocalOwner(Operator::assume());
    for caller in [Caller::Session(&ada), owner] {
        let known = computers.list(caller).expect("allowed");
        assert_eq!(known.all, tills(now));
    }
    assert!(desk.service.sessions().sign_out(&ada).is_ok());
    let ended = computers.list(Caller::Session(&ada)).err();
    assert_eq!(ended, Some(UserError::Ended));
}

/// Signs an administrator in, and opens the computers in the settings.
fn computers_in_the_settings(desk: &Desk, messages: &Messages) -> Window<'static> {
    let mut window = app_window(desk.service.clone(), [1100.0, 800.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Settings");
    let title = messages.get("settings-computers");
    window
        .get_by_role_and_label(Role::Tab, &title)
        .click_accesskit();
    window.run();
    window
}

#[test]
fn the_settings_tell_an_administrator_where_the_users_are_and_when_each_computer_was_in_contact() {
    let now = Desk::open().ports.clock.now();
    let desk = desk(Ok(tills(now)));
    let messages = Messages::english();
    let window = computers_in_the_settings(&desk, &messages);
    let location = desk.config().display().to_string();
    let values = [("location", location.as_str().into())];
    window.get_by_label(&messages.with("settings-computers-store", &values));
    for name in ["till1", "till2", "till3"] {
        window.get_by_label_contains(name);
    }
    window.get_by_label_contains("3 minutes ago");
    for name in [
        "settings-computers-closed",
        "settings-computers-trusted",
        "settings-computers-restricted",
    ] {
        window.get_by_label_contains(&messages.get(name));
    }
}

#[test]
fn the_settings_say_why_there_is_no_list_of_computers() {
    let desk = desk(Err(outage()));
    let messages = Messages::english();
    let window = computers_in_the_settings(&desk, &messages);
    let why = messages.store_error(&outage());
    window.get_by_label_contains(&why.summary);
}

#[test]
fn a_store_that_knows_no_computers_and_another_user_than_an_administrator_have_no_such_section() {
    let messages = Messages::english();
    let title = messages.get("settings-computers");
    let file = Desk::open();
    let clerk = desk(Ok(Vec::new()));
    for (desk, user) in [(&file, ADA), (&clerk, BOB)] {
        let mut window = app_window(desk.service.clone(), [1100.0, 800.0]);
        sign_in(&mut window, user);
        press(&mut window, "Settings");
        window.get_by_role_and_label(Role::Tab, &messages.get("settings-backups"));
        assert!(window.query_by_role_and_label(Role::Tab, &title).is_none());
    }
}
