//! The pages for administrators in the window, operated through the accessibility tree.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::appearance::ThemeChoice;
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::screen::app::{self, AreaKind};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::sign_in;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AuditFilter, AuditPerson, PreferenceStore};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, PEOPLE, settle};

type Window<'a> = Harness<'a, App>;

const SEARCH: &str = "Search names and e-mails";

fn window(desk: &Desk) -> Window<'static> {
    window_of(desk, 1_100.0)
}

fn window_of(desk: &Desk, width: f32) -> Window<'static> {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([width, 1600.0])
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    window
}

/// Replaces the text of a field.
fn retype(window: &mut Window<'_>, label: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, label).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    fill(window, label, text);
}

/// Returns Ada's window with an area open.
fn at(desk: &Desk, area: &str) -> Window<'static> {
    let mut window = window(desk);
    sign_in(&mut window, ADA);
    press(&mut window, area);
    window
}

/// Shows a section of the settings.
fn section(window: &mut Window<'_>, label: &str) {
    window.get_by_role_and_label(Role::Tab, label).click();
    window.run();
}

/// Clicks the row of the user with this name.
fn choose(window: &mut Window<'_>, name: &str) {
    let begins = format!("{name}, ");
    window
        .get_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == Role::Button && label.starts_with(&begins)
        })
        .click();
    window.run();
}

/// Presses an action in the menu of the page.
fn press_more(window: &mut Window<'_>, label: &str) {
    press(window, "More");
    press(window, label);
}

fn rows(window: &Window<'_>) -> Vec<String> {
    let rows = window.query_all_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.matches(", ").count() > 3
    });
    rows.filter_map(|row| row.accesskit_node().label())
        .collect()
}

fn is_there(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by(|_| true).any(|node| {
        let has = |found: Option<String>| found.is_some_and(|found| found.contains(text));
        has(node.accesskit_node().label()) || has(node.value())
    })
}

#[test]
fn users_activity_and_settings_are_offered_only_with_permission() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    for area in ["Users", "Activity", "Settings"] {
        assert!(
            window.query_by_role_and_label(Role::Button, area).is_none(),
            "{area}"
        );
    }
    press(&mut window, "Sign out");
    sign_in(&mut window, ADA);
    for area in ["Users", "Activity", "Settings"] {
        press(&mut window, area);
        assert!(
            window
                .query_by_role_and_label(Role::Heading, area)
                .is_some(),
            "{area}"
        );
    }
}

#[test]
fn users_are_searched_and_sorted() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    assert_eq!(rows(&window).len(), 4);
    assert!(rows(&window)[0].starts_with("Ada Lovelace, ada, ada@example.org, admin, Active"));
    press(&mut window, "Sort by Name");
    assert!(rows(&window)[0].starts_with("Gus"), "{:?}", rows(&window));
    fill(&mut window, SEARCH, "BUILD ob");
    assert_eq!(rows(&window).len(), 1);
    assert!(is_there(&window, "1 of 4"));
    fill(&mut window, SEARCH, "x");
    assert!(is_there(&window, "No matches"));
}

#[test]
fn ten_thousand_users_are_drawn_a_few_rows_at_a_time_and_the_keys_reach_all_of_them() {
    let desk = Desk::crowd(10_000);
    let mut window = at(&desk, "Users");
    let shown = rows(&window);
    assert!((10..60).contains(&shown.len()), "{}", shown.len());
    window
        .get_by(|node| {
            node.label()
                .is_some_and(|label| label.starts_with("Ada Lovelace, "))
        })
        .focus();
    window.run();
    window.key_press(Key::End);
    window.run();
    window.run();
    let last = rows(&window);
    let last = last.last().expect("rows");
    assert!(last.starts_with("Ida"), "{last}");
    let focused = window.query_by(|node| node.is_focused() && node.role() == Role::Button);
    assert!(
        focused
            .and_then(|node| node.accesskit_node().label())
            .is_some_and(|label| label.starts_with("Ida"))
    );
    window.key_press(Key::Home);
    window.run();
    window.run();
    assert!(rows(&window)[0].starts_with("Ada"));
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Create reset code")
            .is_some()
    );
}

#[test]
fn an_added_user_gets_a_code_and_signs_in_with_their_own_password() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    press(&mut window, "Add user");
    press(&mut window, "Add");
    assert!(is_there(&window, "Enter a username"));
    fill(&mut window, "First name", "Zoe");
    fill(&mut window, "Username", "zoe");
    fill(&mut window, "E-mail", "bob@example.org");
    window.get_by_role_and_label(Role::CheckBox, "till").click();
    window.run();
    press(&mut window, "Add");
    assert!(is_there(&window, "Another user has that e-mail"));
    retype(&mut window, "E-mail", "zoe@example.org");
    press(&mut window, "Add");
    assert!(is_there(&window, "Reset code for zoe"));
    let zoe = desk
        .service
        .users()
        .find(Caller::LocalOwner(Operator::assume()), "zoe")
        .expect("there");
    assert_eq!(zoe.roles.len(), 1);
    press(&mut window, "Back to the list");
    assert_eq!(rows(&window).len(), 5);
    assert!(!is_there(&window, "Reset code"), "the code is shown once");
}

#[test]
fn r47_action_after_five_minutes_asks_for_the_password_and_continues() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    desk.clock.advance(301);
    press(&mut window, "Disable");
    assert!(is_there(&window, "Confirm with your password"));
    assert!(is_there(&window, "Disable: bob"));
    assert!(
        !desk
            .service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .disabled
    );
    fill(&mut window, "Password", "wrong");
    press(&mut window, "Confirm");
    assert!(is_there(&window, "Incorrect password"));
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Confirm");
    assert!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .disabled
    );
    assert!(is_there(&window, "bob can no longer sign in"));
    press(&mut window, "Enable");
    assert!(
        !desk
            .service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .disabled,
        "it counts for five minutes"
    );
    desk.clock.advance(301);
    press(&mut window, "Sign out everywhere");
    window.key_press(Key::Escape);
    window.run();
    assert!(!is_there(&window, "Confirm with your password"));
    assert_eq!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .session_epoch,
        0
    );
}

#[test]
fn a_disabled_user_is_enabled_again_with_undo() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Disable");
    assert!(desk.sign_in(BOB).is_none());
    press(&mut window, "Undo");
    assert!(desk.sign_in(BOB).is_some());
    assert!(is_there(&window, "bob can sign in"));
}

#[test]
fn all_credentials_of_a_user_end_only_after_the_username_is_typed() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    let may_sign_in = || desk.sign_in(BOB).is_some();
    press(&mut window, "End all credentials");
    press(&mut window, "End credentials of Bob Builder");
    assert!(may_sign_in(), "nothing was typed");
    fill(&mut window, "Username", "bob");
    press(&mut window, "End credentials of Bob Builder");
    assert!(!may_sign_in());
    assert!(is_there(&window, "All credentials of bob were ended"));
}

#[test]
fn a_user_is_deleted_only_after_their_username_is_typed() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Delete");
    fill(&mut window, "Username", "ada");
    press(&mut window, "Delete Bob Builder");
    assert!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .is_ok()
    );
    retype(&mut window, "Username", "BOB");
    press(&mut window, "Delete Bob Builder");
    assert!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .is_err()
    );
    assert_eq!(rows(&window).len(), 3);
    assert!(is_there(&window, "bob was deleted"));
    choose(&mut window, "Ada Lovelace");
    for label in ["Delete", "Disable"] {
        assert!(
            window
                .query_by_role_and_label(Role::Button, label)
                .is_none(),
            "oneself: {label}"
        );
    }
}

#[test]
fn addresses_are_allowed_and_waiting_users_are_approved() {
    let text = PEOPLE.replace("views:\n", "registration: {mode: approval}\nviews:\n");
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let mut window = at(&desk, "Users");
    press_more(&mut window, "Allow e-mail addresses");
    fill(
        &mut window,
        "E-mail addresses",
        "a@example.org, b@example.org",
    );
    press(&mut window, "Allow");
    assert!(is_there(&window, "2 addresses can register now"));
    assert_eq!(
        desk.service
            .allowed_emails()
            .list(Caller::LocalOwner(Operator::assume()))
            .expect("listed")
            .len(),
        4
    );
    press(&mut window, "Sign out");
    press(&mut window, "Register");
    for (label, text) in [
        ("E-mail", "nina@example.com"),
        ("First name", "Nina"),
        ("Username", "nina"),
    ] {
        fill(&mut window, label, text);
    }
    fill(&mut window, "Password", "a brand new password");
    press(&mut window, "Create account");
    window
        .get_by_role_and_label(Role::CheckBox, "I have saved them")
        .click();
    window.run();
    press(&mut window, "Continue");
    assert!(is_there(&window, "Your account is waiting for approval"));
    let field = "Username or e-mail";
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    window
        .get_by_role_and_label(Role::Tab, "Waiting for approval, 1")
        .click();
    window.run();
    press(&mut window, "Approve Nina");
    assert!(
        !desk
            .service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "nina")
            .expect("there")
            .is_pending
    );
    press(&mut window, "Sign out");
    sign_in(&mut window, ("nina", "a brand new password"));
    assert!(is_there(&window, "Hello, Nina"));
}

#[test]
fn empty_field_releases_the_focus() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    let focused = |window: &Window<'_>| {
        let node = window.query_by(|node| node.is_focused() && node.role() != Role::Window);
        node.map(|node| node.accesskit_node().role())
    };
    press_more(&mut window, "Allow e-mail addresses");
    assert_eq!(focused(&window), Some(Role::MultilineTextInput));
    window.key_press(Key::Tab);
    window.run();
    assert_eq!(focused(&window), Some(Role::Button));
    window.key_press(Key::Escape);
    window.run();
    choose(&mut window, "Bob Builder");
    press(&mut window, "Delete");
    assert_eq!(focused(&window), Some(Role::TextInput));
    for next in [Role::CheckBox, Role::Button] {
        window.key_press(Key::Tab);
        window.run();
        assert_eq!(focused(&window), Some(next));
    }
}

#[test]
fn table_is_previewed_by_row_and_then_imported() {
    let desk = Desk::open();
    let file = desk.folder.path().join("users.csv");
    let bad = "username,email,first_name\nzoe,zoe@example.org,Zoe\nbob,nonsense,Bob\n";
    std::fs::write(&file, bad).expect("written");
    let mut window = at(&desk, "Users");
    press(&mut window, "Import users");
    fill(&mut window, "File", &file.display().to_string());
    press(&mut window, "Preview");
    assert!(is_there(&window, "1 row has an error"));
    assert!(is_there(&window, "Line 3, bob, Enter an e-mail address"));
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Import")
            .is_none()
    );
    std::fs::write(&file, bad.replace("nonsense", "b@example.org")).expect("written");
    press(&mut window, "Preview");
    assert!(is_there(&window, "1 to add, 1 to update"));
    press(&mut window, "Import");
    assert!(is_there(&window, "1 added, 1 updated"));
    assert!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "zoe")
            .is_ok()
    );
    press(&mut window, "Save to a file");
    let saved = desk.folder.path().join("documents/one-time-codes.csv");
    let text = std::fs::read_to_string(saved).expect("saved");
    assert!(
        text.starts_with("\"username\",\"one_time_code\"\r\n\"zoe\","),
        "{text}"
    );
}

#[test]
fn activity_is_filtered_counted_and_exported() {
    let desk = Desk::open();
    assert!(desk.sign_in(BOB).is_some());
    assert!(
        desk.service
            .sign_in()
            .with_password("bob", &crate::harness::secret("x"))
            .is_err()
    );
    let mut window = at(&desk, "Activity");
    assert!(is_there(&window, "Records verified up to 08:00"));
    assert!(is_there(
        &window,
        "Today, Friday 15 January, 2 done · 1 refused"
    ));
    assert!(is_there(
        &window,
        "08:00, bob could not sign in (wrong password)"
    ));
    fill(&mut window, "User", "ada");
    assert!(!is_there(&window, "bob could not sign in"));
    retype(&mut window, "User", "bob");
    window.get_by_role_and_label(Role::Tab, "By user").click();
    window.run();
    assert!(is_there(&window, "bob, Done: 1, Refused: 1"));
    window.get_by_role_and_label(Role::Tab, "By day").click();
    window.run();
    assert!(is_there(
        &window,
        "Friday 15 January 2027, Done: 1, Refused: 1"
    ));
    press(&mut window, "Export as CSV");
    assert!(is_there(&window, "activity.csv"));
    retype(&mut window, "User", "unknown");
    assert!(is_there(&window, "Nothing recorded in this period"));
}

#[test]
fn the_period_of_the_activity_is_a_group_of_radio_buttons_with_arrow_keys() {
    let desk = Desk::open();
    let mut window = at(&desk, "Activity");
    let is_chosen = |window: &Window<'_>, label: &str| {
        let group = window.get_by_role_and_label(Role::RadioGroup, "Period");
        let part = group.get_by_role_and_label(Role::RadioButton, label);
        part.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    assert!(is_chosen(&window, "7 days"));
    window
        .get_by_role_and_label(Role::RadioButton, "7 days")
        .focus();
    window.run();
    window.key_press(Key::ArrowRight);
    window.run();
    assert!(is_chosen(&window, "30 days") && !is_chosen(&window, "7 days"));
    let focused = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
    assert_eq!(focused.accesskit_node().label().as_deref(), Some("30 days"));
    window.key_press(Key::ArrowLeft);
    window.run();
    assert!(is_chosen(&window, "7 days"));
    window
        .get_by_role_and_label(Role::RadioButton, "All")
        .click();
    window.run();
    assert!(is_chosen(&window, "All"));
}

#[test]
fn settings_are_previewed_as_a_change_of_the_file_and_then_saved() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    assert!(
        !is_there(&window, "Review changes"),
        "there is nothing to change"
    );
    fill(&mut window, "Title", "Corner shop");
    assert!(is_there(&window, "1 unsaved change"));
    section(&mut window, "Locking");
    fill(&mut window, "Auto-lock after minutes (0 for never)", "x");
    assert!(is_there(&window, "2 unsaved changes"));
    section(&mut window, "Sign-in screen, 1 changed");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Enter a whole number from 0 to 60"));
    retype(&mut window, "Auto-lock after minutes (0 for never)", "7");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "  title: \"Corner shop\""));
    assert!(
        !desk.text().contains("Corner shop"),
        "looking changes nothing"
    );
    press(&mut window, "Save");
    assert!(is_there(&window, "The settings were saved"));
    assert!(desk.text().contains("after_minutes: 7"));
    assert!(
        !is_there(&window, "Review changes"),
        "the form has what the file says"
    );
}

#[test]
fn discarded_changes_are_gone_and_the_bar_with_them() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    let place = |window: &Window<'_>| {
        let field = window.get_by_role_and_label(Role::TextInput, "Title");
        field.rect()
    };
    let before = place(&window);
    fill(&mut window, "Title", "half a ti");
    assert!(is_there(&window, "1 unsaved change"));
    assert_eq!(place(&window), before, "nothing moves");
    let focused = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
    let focused = focused.accesskit_node().label();
    assert_eq!(focused.as_deref(), Some("Title"), "and the focus stays");
    press(&mut window, "Discard");
    assert!(!is_there(&window, "half a ti") && !is_there(&window, "unsaved"));
}

#[test]
fn fields_with_the_same_label_belong_to_different_groups() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    section(&mut window, "Pages");
    for page in ["Office", "Till"] {
        window
            .get_by_role_and_label(Role::DisclosureTriangle, page)
            .click_accesskit();
        window.run();
        window
            .get_by_role_and_label(Role::Group, page)
            .get_by_role_and_label(Role::TextInput, "Page title");
    }
}

#[test]
fn accent_and_language_of_the_sign_in_form_are_settings() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    let colour = "Accent colour";
    fill(&mut window, colour, "blue");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Enter a colour such as #1d5bb8"));
    window
        .get_by_role_and_label(Role::RadioButton, "Green")
        .click();
    window.run();
    assert_eq!(
        window
            .get_by_role_and_label(Role::TextInput, colour)
            .value()
            .as_deref(),
        Some("#0b6e4f")
    );
    retype(&mut window, colour, "#0A7D4F");
    // The fonts of the tests have no Japanese, which is one of the languages.
    let tofu = egui::MissingGlyphPolicy::Tofu;
    window.ctx.set_missing_glyph_policy(tofu);
    window
        .get_by_role_and_label(Role::ComboBox, "Default language")
        .click();
    window.run();
    press(&mut window, "Deutsch");
    press(&mut window, "Review changes");
    press(&mut window, "Save");
    let text = desk.text();
    assert!(text.contains("accent: \"#0a7d4f\""), "{text}");
    assert!(text.contains("language: \"de\""), "{text}");
}

#[test]
fn a_picture_of_the_sign_in_form_has_the_title_that_is_typed() {
    let desk = Desk::open();
    let mut window = window_of(&desk, 1_400.0);
    sign_in(&mut window, ADA);
    press(&mut window, "Settings");
    fill(&mut window, "Title", "Greta’s Greens");
    let picture = "Preview of the sign-in screen: Greta’s Greens";
    window.get_by_role_and_label(Role::Image, picture);
    window
        .get_by_role_and_label(Role::RadioButton, "Dark")
        .click();
    window.run();
    window.get_by_role_and_label(Role::Image, picture);
    window
        .get_by_role_and_label(Role::Tab, "Registration")
        .click();
    window.run();
    assert!(
        window
            .query_by_role_and_label(Role::Image, picture)
            .is_none(),
        "other sections have no picture"
    );
}

#[test]
fn r49_area_closes_for_a_former_administrator() {
    let desk = Desk::open();
    let (mut flow, asks) = Flow::new(Duration::ZERO);
    settle(&mut flow, &desk.service, asks, Duration::ZERO);
    if let Screen::Login(screen) = flow.screen_mut() {
        ADA.0.clone_into(&mut screen.login);
        screen.password.text = crate::harness::secret(ADA.1);
    }
    let go = Event::App(app::Event::Go(AreaKind::Users));
    for event in [Event::Login(sign_in::Event::Submit), go] {
        let asks = flow.on(event, Duration::ZERO);
        settle(&mut flow, &desk.service, asks, Duration::ZERO);
    }
    let area = |flow: &Flow| match flow.screen() {
        Screen::App(screen) => screen.area.kind(),
        _ => panic!("not in"),
    };
    assert_eq!(area(&flow), Some(AreaKind::Users));
    desk.edit("disabled: true", "disabled: false");
    desk.edit("roles: [admin]", "roles: [guest]");
    let asks = flow.on_file_changed(Duration::ZERO);
    settle(&mut flow, &desk.service, asks, Duration::ZERO);
    assert_eq!(area(&flow), None);
    let again = flow.on(Event::App(app::Event::Go(AreaKind::Users)), Duration::ZERO);
    assert!(again.is_empty());
}

#[test]
fn a_parked_session_continues_with_the_same_page() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    fill(&mut window, "Title", "half a ti");
    press(&mut window, "Switch user");
    assert!(
        !is_there(&window, "half a ti"),
        "nothing of it is told meanwhile"
    );
    sign_in(&mut window, BOB);
    assert!(is_there(&window, "Hello, Bob"));
    press(&mut window, "Sign out");
    sign_in(&mut window, ADA);
    assert!(is_there(&window, "half a ti"));
    let filter = AuditFilter {
        since: None,
        person: Some(AuditPerson::Named("ada".to_owned())),
        kind: Some(AuditKind::Lock),
        limit: 10,
    };
    let records = desk
        .service
        .audit_log()
        .list(Caller::LocalOwner(Operator::assume()), &filter)
        .expect("read");
    assert_eq!(records[0].event.detail, AuditWord::SwitchedAway.into());
}

#[test]
fn a_reused_username_does_not_open_a_parked_session() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    fill(&mut window, "Title", "half a ti");
    press(&mut window, "Switch user");
    let new = crate::harness::secret("another person with her name");
    desk.service
        .users()
        .set_password(Caller::LocalOwner(Operator::assume()), "ada", &new)
        .expect("set");
    sign_in(&mut window, ("ada", "another person with her name"));
    assert!(is_there(&window, "Hello, Ada"));
    press(&mut window, "Settings");
    assert!(!is_there(&window, "half a ti"));
}

#[test]
fn users_are_tiles_if_the_file_says_so_and_typing_finds_the_others() {
    let text =
        crate::harness::crowd(30).replace("credentials:", "app: {user_tiles: true}\ncredentials:");
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    let tiles = |window: &Window<'_>| {
        let tiles =
            window.query_all_by(|node| node.role() == Role::Button && node.toggled().is_some());
        tiles.count()
    };
    assert_eq!(tiles(&window), 12);
    assert!(is_there(&window, "more users. Type a name to search"));
    fill(&mut window, "Username or e-mail", "lovel");
    assert_eq!(tiles(&window), 1);
    press(&mut window, "Ada Lovelace");
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Sign in");
    assert!(is_there(&window, "Hello, Ada"));
}

#[test]
fn going_back_from_a_tile_shows_all_users_again() {
    let text = crate::harness::crowd(5);
    let desk = Desk::with(&text.replace("credentials:", "app: {user_tiles: true}\ncredentials:"));
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    press(&mut window, "Cem Bauer");
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Ada Lovelace")
            .is_none()
    );
    press(&mut window, "Show all users");
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Ada Lovelace")
            .is_some()
    );
}

#[test]
fn what_is_typed_on_a_tile_goes_to_the_field() {
    let text = crate::harness::crowd(5);
    let desk = Desk::with(&text.replace("credentials:", "app: {user_tiles: true}\ncredentials:"));
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    let tile = window.get_by_role_and_label(Role::Button, "Cem Bauer");
    tile.focus();
    window.run();
    window.event(egui::Event::Text("ada".to_owned()));
    window.run();
    window.event(egui::Event::Text("el".to_owned()));
    window.run();
    let field = window.get_by_role_and_label(Role::TextInput, "Username or e-mail");
    assert_eq!(field.value().as_deref(), Some("adael"));
    assert!(field.is_focused());
}

#[test]
fn picture_is_set_with_the_password_and_removed() {
    let desk = Desk::open();
    let icon = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icon.png");
    let picture = || {
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .picture
    };
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Picture");
    fill(&mut window, "File", "/no/such/picture.png");
    fill(&mut window, "Current password", BOB.1);
    press(&mut window, "Save");
    assert!(is_there(&window, "That file is not a PNG or JPEG picture"));
    assert_eq!(picture(), None);
    retype(&mut window, "File", &icon.display().to_string());
    fill(&mut window, "Current password", BOB.1);
    press(&mut window, "Save");
    assert_eq!(picture(), Some(icon));
    assert!(
        window
            .query_by_role_and_label(Role::Image, "Bob Builder")
            .is_some()
    );
    press(&mut window, "Picture");
    window
        .get_by_role_and_label(Role::TextInput, "File")
        .focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.key_press(Key::Delete);
    window.run();
    fill(&mut window, "Current password", BOB.1);
    press(&mut window, "Save");
    assert_eq!(picture(), None);
    assert!(!desk.text().contains("picture: /") && !desk.text().contains("picture: \"/"));
}

#[test]
fn account_page_has_activity_and_appearance() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Your activity");
    assert!(is_there(&window, "bob signed in (password)"));
    press(&mut window, "Back");
    for (label, theme) in [("Light", ThemeChoice::Light), ("Dark", ThemeChoice::Dark)] {
        window
            .get_by_role_and_label(Role::RadioButton, label)
            .click();
        window.run();
        let preferences = desk.state.preferences().expect("read");
        assert_eq!(preferences.theme, Some(theme));
    }
}
