//! What administrators do with many users at a restricted computer.

use std::collections::HashSet;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::Caller;
use egui_authenticator::Secret;
use egui_authenticator::ports::{Cancellation, StoreError};
use egui_authenticator::service::Session;
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::bulk::{BULK_MAX, BulkAction, BulkChange, BulkSummary};
use egui_authenticator::service::users::import::Progress;
use egui_authenticator::service::users::list::UserList;
use egui_authenticator::service::users::query::{Span, UserQuery};
use egui_authenticator::users::AccountId;
use egui_kittest::kittest::{NodeT as _, Queryable};

use super::{till, till_of};
use crate::harness::app_window::{Window, app_window};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk, secret};

const SIZE: [f32; 2] = [1_000.0, 1_000.0];

fn ada(desk: &Desk) -> Session {
    desk.sign_in(ADA).expect("in")
}

fn list(desk: &Desk, session: &Session) -> Arc<UserList> {
    let query = (&UserQuery::default(), Span::default());
    let list = desk
        .service
        .users()
        .list_part(Caller::Session(session), query, None);
    list.expect("a list")
}

/// Returns the accounts of users with their names.
fn users(list: &UserList, names: &[&str]) -> Vec<(AccountId, String)> {
    let row = |name: &&str| {
        let row = list.rows.iter().find(|row| row.username == *name);
        (row.expect("a user").id, (*name).to_owned())
    };
    names.iter().map(row).collect()
}

fn make(
    desk: &Desk,
    session: &Session,
    action: BulkAction,
    users: Vec<(AccountId, String)>,
) -> Result<BulkSummary, UserError> {
    let change = BulkChange {
        action,
        users,
        is_confirmed: false,
    };
    desk.service.users().change_many(
        Caller::Session(session),
        &change,
        &Progress::default(),
        &Cancellation::default(),
    )
}

#[test]
fn several_users_are_changed_at_once_and_the_others_are_named() {
    let desk = Desk::open();
    let trusted = desk.service.clone();
    let (desk, _) = till_of(desk);
    let ada = ada(&desk);
    let found = list(&desk, &ada);
    let mut both = users(&found, &["bob", "gus", "ada"]);
    both.push((AccountId::new([9; 16]), "ghost".to_owned()));
    both.push(both[0].clone());
    let summary = make(&desk, &ada, BulkAction::Disable, both.clone()).expect("made");
    assert_eq!((summary.changed, summary.unchanged), (2, 0));
    let mut refused = summary.refused;
    refused.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [
        ("ada", UserError::OwnAccount),
        ("bob", UserError::Unknown),
        ("ghost", UserError::Unknown),
    ];
    assert_eq!(
        refused,
        expected.map(|(name, error)| (name.to_owned(), error))
    );
    assert!(desk.sign_in(crate::harness::BOB).is_none());
    let enabled = make(&desk, &ada, BulkAction::Enable, both[..2].to_vec()).expect("made");
    assert_eq!(enabled.changed, 2);
    let both = users(&found, &["bob", "eve"]);
    let coded = make(&desk, &ada, BulkAction::NewCode, both).expect("made");
    let (name, code) = &coded.codes[0];
    assert_eq!((coded.codes.len(), name.as_str()), (2, "bob"));
    let code: &Secret = code;
    let set = trusted
        .recovery()
        .reset_password("bob", code, &secret("a brand new password"));
    assert!(set.is_ok(), "{set:?}");
}

#[test]
fn a_role_with_permissions_is_given_to_several_users_by_administrators_who_confirm_it() {
    let (desk, _) = till();
    let ada = ada(&desk);
    let found = list(&desk, &ada);
    assert!(found.givable.iter().any(|role| role == "admin"));
    let both = users(&found, &["bob", "eve"]);
    let give = BulkAction::GiveRole("admin".to_owned());
    let refused = make(&desk, &ada, give, both.clone()).err();
    assert_eq!(refused, Some(UserError::Unconfirmed));
    let given = make(&desk, &ada, BulkAction::GiveRole("till".to_owned()), both);
    assert!(given.is_ok());
}

#[test]
fn more_users_than_the_server_takes_are_refused() {
    let (desk, _) = till();
    let ada = ada(&desk);
    let many = (0..=BULK_MAX).map(|n| {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(n as u64).to_be_bytes());
        (AccountId::new(id), format!("user{n}"))
    });
    let many: Vec<_> = many.collect();
    let refused = make(&desk, &ada, BulkAction::Disable, many).err();
    assert_eq!(refused, Some(UserError::TooManyUsers(BULK_MAX)));
}

#[test]
fn the_table_of_the_users_is_the_same_as_at_a_trusted_computer() {
    let desk = Desk::crowd(130);
    let trusted = desk.service.clone();
    let (desk, _) = till_of(desk);
    let ada = ada(&desk);
    let here = Caller::Session(&ada);
    let owner = Caller::LocalOwner(egui_authenticator::Operator::assume());
    let table = desk.service.users().export(here).expect("a table");
    assert_eq!(Ok(table.clone()), trusted.users().export(owner));
    assert!(!table.contains("$2b$"));
    let found = list(&desk, &ada);
    let some: HashSet<_> = found.rows[..60].iter().map(|row| row.id).collect();
    let table = desk.service.users().export_of(here, &some);
    assert_eq!(table, trusted.users().export_of(owner, &some));
}

#[test]
fn addresses_are_invited_and_removed_as_at_a_trusted_computer() {
    let desk = Desk::open();
    let trusted = desk.service.clone();
    let (desk, _) = till_of(desk);
    let ada = ada(&desk);
    let here = Caller::Session(&ada);
    let allowed = desk.service.allowed_emails();
    let addresses = ["zoe@example.org", "Kim@example.org", "zoe@example.org"];
    let addresses = addresses.map(str::to_owned);
    let before = list(&desk, &ada).invited_count();
    assert_eq!(allowed.add(here, &addresses), Ok(2));
    assert_eq!(allowed.add(here, &addresses), Ok(0));
    assert_eq!(list(&desk, &ada).invited_count(), before + 2);
    let owner = Caller::LocalOwner(egui_authenticator::Operator::assume());
    assert_eq!(allowed.list(here), trusted.allowed_emails().list(owner));
    let taken = allowed.add(here, &["bob@example.org".to_owned()]);
    assert_eq!(taken, Err(UserError::EmailTaken("bob".to_owned())));
    let not_ascii = allowed.add(here, &["z\u{f6}e@example.org".to_owned()]);
    assert_eq!(not_ascii, Err(StoreError::Restricted.into()));
    assert_eq!(allowed.remove(here, "ZOE@example.org"), Ok(()));
    let again = allowed.remove(here, "zoe@example.org");
    assert_eq!(again, Err(UserError::Unknown));
}

fn offers(window: &Window<'_>, label: &str) -> bool {
    window.query_all_by_label(label).next().is_some()
}

fn is_there(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

/// Clicks the box of a user.
fn tick(window: &mut Window<'_>, text: &str) {
    window
        .get_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == Role::CheckBox && label.contains(text)
        })
        .click_accesskit();
    window.run();
}

/// Searches for something else.
fn search_again(window: &mut Window<'_>, text: &str) {
    let search = window.get_by_role_and_label(Role::TextInput, "Search names and e-mails");
    search.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    fill(window, "Search names and e-mails", text);
}

#[test]
fn the_window_says_that_fewer_users_can_be_changed_at_once() {
    let (desk, _) = till_of(Desk::crowd(500));
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    press(&mut window, "More");
    press(&mut window, "Select users");
    tick(&mut window, "Select all 100 loaded");
    fill(&mut window, "Search names and e-mails", "person00499");
    tick(&mut window, "person00499");
    search_again(&mut window, "person00498");
    tick(&mut window, "person00498");
    press(&mut window, "Actions");
    press(&mut window, "Create reset codes…");
    let message = "At most 100 users can be changed at once";
    assert!(is_there(&window, message));
    // Ada is left out.
    let button = window.get_by_role_and_label(Role::Button, "Create 101 reset codes");
    assert!(button.accesskit_node().is_disabled());
}

#[test]
fn the_window_changes_users_who_are_selected_also_those_of_another_search() {
    let desk = Desk::crowd(500);
    let server_users = desk.service.users();
    let (desk, _) = till_of(desk);
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    press(&mut window, "More");
    press(&mut window, "Select users");
    assert!(offers(&window, "Select all 100 loaded"), "not all 500");
    fill(&mut window, "Search names and e-mails", "person00499");
    tick(&mut window, "person00499");
    search_again(&mut window, "person00498");
    assert!(is_there(&window, "1 selected, 1 not shown"));
    tick(&mut window, "person00498");
    press(&mut window, "Actions");
    press(&mut window, "Disable…");
    press(&mut window, "Disable 2 users");
    assert!(is_there(&window, "2 users were disabled"));
    let owner = Caller::LocalOwner(egui_authenticator::Operator::assume());
    for name in ["person00498", "person00499"] {
        assert!(server_users.find(owner, name).expect("a user").disabled);
    }
}

#[test]
fn the_window_counts_who_waits_and_lists_them_and_the_addresses() {
    let desk = Desk::open();
    let settings = "registration: {mode: approval}\nviews:";
    desk.edit("views:", settings);
    let nina = crate::harness::typed_user("nina", "nina@example.org", "Nina Waits");
    let registered = desk
        .service
        .registration()
        .register(&nina, &secret("a password for Nina"));
    assert!(registered.is_ok(), "{:?}", registered.err());
    let (desk, _) = till_of(desk);
    let session = ada(&desk);
    assert_eq!(list(&desk, &session).waiting_count(), 1);
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, ADA);
    let described = {
        let entry = window.get_by_role_and_label(Role::Button, "Users");
        entry.accesskit_node().description()
    };
    assert_eq!(described.as_deref(), Some("One user waits for approval"));
    press(&mut window, "Users");
    // The filter has the same words, and is below the tab.
    window
        .query_all_by_label_contains("Waiting for approval")
        .next()
        .expect("a tab")
        .click_accesskit();
    window.run();
    window.get_by_label("Approve Nina Waits").click();
    window.run();
    assert_eq!(list(&desk, &session).waiting_count(), 0);
}

#[test]
fn the_users_page_says_once_that_the_server_cannot_be_reached() {
    let (desk, server) = till();
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    server.fail_with(Some(StoreError::Unavailable("the cable".to_owned())));
    fill(&mut window, "Search names and e-mails", "bob");
    window.run();
    let told = || window.query_all_by_label_contains("the cable").count();
    assert_eq!(told(), 1);
}
