//! The backups in the settings.

use std::fs::File;
use std::time::{Duration, SystemTime};

use egui::accesskit::Role;
use egui_authenticator::domain::setting::Setting;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::Clock;
use egui_kittest::Node;
use egui_kittest::kittest::Queryable;

use crate::harness::window::{field, fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, USERS};

use super::{Window, at, is_there, window};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// Sets the times of all backups to now, because their files have the time of the computer.
fn backed_up_now(desk: &Desk) {
    let now = u64::try_from(desk.clock.now().as_seconds()).expect("after 1970");
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(now);
    let folder = desk.config().with_extension("yaml.backups");
    for entry in std::fs::read_dir(folder).expect("backups") {
        let path = entry.expect("a file").path();
        let file = File::options().write(true).open(path).expect("opened");
        file.set_modified(now).expect("set");
    }
}

/// Opens the section with the backups.
fn show(window: &mut Window<'_>) {
    window
        .get_by_role_and_label(Role::Tab, "Backups")
        .click_accesskit();
    window.run();
}

/// Returns the buttons that preview the backups.
fn previews<'w>(window: &'w Window<'_>) -> Vec<Node<'w>> {
    let buttons = window.query_all_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.starts_with("Preview backup: ")
    });
    buttons.collect()
}

/// Shows what restoring a backup would change, the latest being the first.
fn preview(window: &mut Window<'_>, at: usize) {
    previews(window)[at].click_accesskit();
    window.run();
}

fn text(name: &str) -> String {
    Messages::english().get(name).into_owned()
}

fn set_title(desk: &Desk, title: &str) {
    let settings = desk.service.settings();
    let title = vec![Setting::Title(Some(title.to_owned()))];
    let preview = settings.preview(OWNER, title).expect("a preview");
    settings.apply(OWNER, &preview).expect("saved");
}

#[test]
fn an_administrator_previews_and_restores_a_backup_in_the_window() {
    let desk = Desk::open();
    set_title(&desk, "Corner shop");
    desk.service.users().remove(OWNER, "bob").expect("removed");
    set_title(&desk, "Market hall");
    let mut window = at(&desk, "Settings");
    show(&mut window);
    let place = format!("Users and settings are in {}.", desk.config().display());
    assert!(is_there(&window, &place), "which store it is");
    assert!(is_there(&window, "4 users") && is_there(&window, "3 users"));
    preview(&mut window, 0);
    assert!(is_there(&window, "Title: Corner shop (now: Market hall)"));
    assert!(!is_there(&window, &text("settings-restore-added")));
    press(&mut window, "Cancel");
    preview(&mut window, 1);
    for expected in ["Users who come back", "bob", "Users without a password"] {
        assert!(is_there(&window, expected), "{expected}");
    }
    let before = desk.text();
    press(&mut window, "Restore");
    assert!(is_there(&window, "The backup was restored"), "signed out");
    assert!(desk.text().contains("bob:"));
    let kept = desk.service.backups().list(OWNER).expect("listed");
    let latest = &kept.last().expect("a backup").path;
    assert_eq!(std::fs::read_to_string(latest).expect("read"), before);
    sign_in(&mut window, ADA);
    assert!(is_there(&window, "Settings"), "with the current password");
}

#[test]
fn the_list_says_which_change_each_backup_was_made_before() {
    let desk = Desk::open();
    let ada = desk.sign_in(ADA).expect("signed in");
    let removed = desk.service.users().remove(Caller::Session(&ada), "gus");
    removed.expect("removed");
    backed_up_now(&desk);
    let mut window = at(&desk, "Settings");
    show(&mut window);
    assert!(is_there(&window, "Before: ada deleted gus"));
}

#[test]
fn a_backup_that_cannot_be_read_is_listed_and_not_offered() {
    let desk = Desk::open();
    let removed = desk.service.users().remove(OWNER, "gus");
    removed.expect("removed");
    for backup in desk.service.backups().list(OWNER).expect("listed") {
        std::fs::write(backup.path, "credentials: [").expect("written");
    }
    let mut window = at(&desk, "Settings");
    show(&mut window);
    assert!(is_there(&window, "Cannot be restored"));
    assert!(previews(&window).is_empty());
}

#[test]
fn the_password_is_asked_for_before_a_backup_is_restored() {
    let desk = Desk::open();
    let removed = desk.service.users().remove(OWNER, "gus");
    removed.expect("removed");
    let mut window = at(&desk, "Settings");
    show(&mut window);
    desk.clock.advance(301);
    preview(&mut window, 0);
    press(&mut window, "Restore");
    assert!(!desk.text().contains("gus:"));
    field(&window, "Password").focus();
    window.run();
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Confirm");
    assert!(is_there(&window, "The backup was restored"));
    assert!(desk.text().contains("gus:"));
}

#[test]
fn a_change_of_the_file_closes_the_preview_and_the_list_shows_it() {
    let desk = Desk::open();
    let users = desk.service.users();
    users.remove(OWNER, "gus").expect("removed");
    let mut window = at(&desk, "Settings");
    show(&mut window);
    preview(&mut window, 0);
    assert!(is_there(&window, "Users who come back"));
    users.remove(OWNER, "eve").expect("removed");
    press(&mut window, "Restore");
    assert!(!is_there(&window, &text("settings-restore-added")));
    assert!(!desk.text().contains("gus:"), "nothing is restored");
}

#[test]
fn a_role_that_may_edit_settings_restores_no_backup() {
    let text = USERS
        .replace("roles: [till]\n", "roles: [keeper]\n")
        .replace(
            "views:\n",
            "roles:\n  keeper: {permissions: [edit_settings]}\nviews:\n",
        );
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Settings");
    show(&mut window);
    assert!(is_there(&window, "Only administrators can restore backups"));
    assert!(previews(&window).is_empty());
}
