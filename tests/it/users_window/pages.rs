//! The pages in the settings.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::Desk;
use crate::harness::window::{fill, press};

use super::{Window, at, is_there, retype};

/// Returns Ada's window with the list of pages.
fn pages(desk: &Desk) -> Window<'static> {
    let mut window = at(desk, "Settings");
    window.get_by_role_and_label(Role::Tab, "Pages").click();
    window.run();
    window
}

fn choose(window: &mut Window<'_>, label: &str) {
    window
        .get_by_role_and_label(Role::RadioButton, label)
        .click_accesskit();
    window.run();
}

fn save(window: &mut Window<'_>) {
    press(window, "Review changes");
    press(window, "Save");
}

#[test]
fn a_page_with_text_is_added_in_the_window() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Add page");
    fill(&mut window, "Page title", "Price list");
    assert!(is_there(&window, "No user can open it yet"));
    window
        .get_by_role_and_label(Role::CheckBox, "Open to all users")
        .click_accesskit();
    window.run();
    assert!(!is_there(&window, "No user can open it yet"));
    fill(&mut window, "Text (Markdown)", "Apples are **cheap**.");
    assert!(
        is_there(&window, "Apples are cheap."),
        "the preview is live"
    );
    save(&mut window);
    assert!(is_there(&window, "The settings were saved"));
    let added = "
  price-list:
    title: \"Price list\"
    users: [\"*\"]
    kind: \"markdown\"
    text: |
      Apples are **cheap**.
";
    assert!(desk.text().contains(added), "{}", desk.text());
    press(&mut window, "Price list");
    assert!(is_there(&window, "Apples are cheap."));
}

#[test]
fn an_icon_is_chosen_from_those_that_there_are() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Edit Office");
    press(&mut window, "Icon: folder");
    press(&mut window, "local shipping");
    press(&mut window, "Icon: local shipping");
    press(&mut window, "No icon");
    press(&mut window, "Icon: No icon");
    press(&mut window, "home");
    save(&mut window);
    assert!(desk.text().contains("    icon: home\n"), "{}", desk.text());
}

#[test]
fn pages_are_moved_by_buttons_and_the_focus_moves_along() {
    let desk = Desk::open();
    let before = desk.text();
    let mut window = pages(&desk);
    window
        .get_by_role_and_label(Role::Button, "Move Till up")
        .focus();
    window.run();
    window.key_press(egui::Key::Enter);
    window.run();
    assert!(is_there(&window, "1 unsaved change"));
    save(&mut window);
    let place = |id: &str| desk.text().find(&format!("\n  {id}:\n"));
    assert!(place("till") < place("office"), "{}", desk.text());
    assert_eq!(desk.text().len(), before.len(), "nothing else is changed");
}

#[test]
fn an_item_to_launch_is_added_and_its_link_is_checked() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Edit Till");
    press(&mut window, "Add item");
    let group = |window: &Window<'_>, name: &str| {
        window.query_by_role_and_label(Role::Group, name).is_some()
    };
    assert!(group(&window, "Item 2") || group(&window, "Item 3"));
    let focused = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
    assert_eq!(focused.accesskit_node().label().as_deref(), Some("Title"));
    window.event(egui::Event::Text("Prices".to_owned()));
    window.run();
    fill(&mut window, "Link", "file:///etc/passwd");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Enter a link that starts with"));
    retype(&mut window, "Link", "https://example.org/prices");
    press(&mut window, "Review changes");
    assert!(
        is_there(&window, "Prices: https://example.org/prices"),
        "the review says what is opened"
    );
    assert!(!is_there(&window, "Count: true"), "others stay masked");
    press(&mut window, "Save");
    let added = "      - title: \"Prices\"\n        link: \"https://example.org/prices\"\n";
    assert!(desk.text().contains(added), "{}", desk.text());
    assert!(
        desk.text()
            .contains("program: [\"true\", \"a b; touch pwned\"]"),
        "other items stay as they are"
    );
}

#[test]
fn a_text_that_a_page_may_not_have_is_refused_below_its_field() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Add page");
    fill(&mut window, "Page title", "Long");
    fill(&mut window, "Text (Markdown)", "[a](javascript:x)");
    press(&mut window, "Review changes");
    assert!(is_there(
        &window,
        "This page has a link that cannot be opened"
    ));
    assert!(!is_there(&window, "Keep editing"), "there is no preview");
    assert!(!desk.text().contains("javascript"));
}

#[test]
fn a_role_whose_name_has_a_comma_stays_one_and_a_text_can_begin_with_a_space() {
    let desk = Desk::open();
    desk.edit(
        "    roles: [admin]\n    kind",
        "    roles: [\"office, first floor\"]\n    kind",
    );
    let mut window = pages(&desk);
    press(&mut window, "Edit Office");
    retype(&mut window, "Roles", "\"office, first floor\", till");
    save(&mut window);
    let text = desk.text();
    let expected = "roles: [\"office, first floor\", \"till\"]";
    assert!(text.contains(expected), "{text}");
    press(&mut window, "Add page");
    fill(&mut window, "Page title", "Code");
    fill(
        &mut window,
        "Text (Markdown)",
        "    code at the start\n\nand a text",
    );
    save(&mut window);
    let text = desk.text();
    let literal = "    text: |2\n          code at the start\n\n      and a text\n";
    assert!(text.contains(literal), "{text}");
}

#[test]
fn a_role_is_typed_before_the_one_that_is_there() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Edit Office");
    retype(&mut window, "Roles", "till, admin");
    save(&mut window);
    assert!(is_there(&window, "The settings were saved"));
    let roles = "    roles: [admin, till]\n";
    assert!(desk.text().contains(roles), "{}", desk.text());
}

#[test]
fn a_page_that_launches_programs_needs_an_item_and_back_returns_the_focus() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Edit Office");
    choose(&mut window, "Launch items");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Add at least one item"));
    press(&mut window, "Back to the list");
    let focused = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
    let label = focused.accesskit_node().label();
    assert_eq!(label.as_deref(), Some("Edit Office"));
}

#[test]
fn a_removed_page_can_be_kept_until_it_is_saved() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Edit Office");
    press(&mut window, "Remove this page");
    assert!(is_there(&window, "Office (will be removed)"));
    press(&mut window, "Keep this page");
    assert!(!is_there(&window, "unsaved change"));
    press(&mut window, "Remove this page");
    save(&mut window);
    assert!(!desk.text().contains("The safe opens"), "{}", desk.text());
}

#[test]
fn a_page_whose_file_is_missing_shows_its_problem() {
    let desk = Desk::open();
    desk.edit(
        "  till:\n    title: Till\n",
        "  gone:\n    title: Gone\n    users: [\"*\"]\n    kind: markdown\n    file: gone.md\n  till:\n    title: Till\n",
    );
    let mut window = pages(&desk);
    assert!(is_there(&window, "gone.md"), "in the list");
    press(&mut window, "Edit Gone");
    choose(&mut window, "Text");
    fill(&mut window, "Text (Markdown)", "Here again.");
    save(&mut window);
    assert!(
        desk.text().contains("    text: |\n      Here again.\n"),
        "{}",
        desk.text()
    );
    assert!(!is_there(&window, "gone.md"));
}

#[test]
fn r60_pages_that_were_changed_in_the_file_meanwhile_are_shown_and_not_overwritten() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Move Till up");
    press(&mut window, "Review changes");
    desk.edit("    title: Office\n", "    title: Back office\n");
    press(&mut window, "Save");
    assert!(desk.text().contains("title: Back office"));
}

fn focused(window: &Window<'_>) -> Option<String> {
    let node = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
    node.accesskit_node().label()
}

#[test]
fn the_focus_goes_to_the_neighbour_when_an_item_is_removed_or_moved() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Edit Till");
    for _ in 0..2 {
        press(&mut window, "Add item");
    }
    let move_by_key = |window: &mut Window<'_>, label: &str| {
        window.get_by_role_and_label(Role::Button, label).focus();
        window.run();
        window.key_press(egui::Key::Enter);
        window.run();
    };
    let names = |window: &Window<'_>| -> Vec<String> {
        let removes = window.query_all_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == Role::Button && label.starts_with("Remove ") && !label.contains("page")
        });
        removes
            .filter_map(|node| node.accesskit_node().label())
            .collect()
    };
    let first = names(&window)[0].trim_start_matches("Remove ").to_owned();
    move_by_key(&mut window, &format!("Move {first} down"));
    let down = format!("Move {first} down");
    assert_eq!(focused(&window), Some(down.clone()), "it can move again");
    while names(&window).last() != Some(&format!("Remove {first}")) {
        window.key_press(egui::Key::Enter);
        window.run();
    }
    assert_eq!(focused(&window), Some(format!("Move {first} up")));
    while let Some(last) = names(&window).pop() {
        move_by_key(&mut window, &last);
        let expected = if names(&window).is_empty() {
            "Add item"
        } else {
            "Title"
        };
        assert_eq!(focused(&window).as_deref(), Some(expected));
    }
    press(&mut window, "Add item");
    fill(&mut window, "Title", "Prices");
    fill(&mut window, "Link", "https://example.org/prices");
    save(&mut window);
    let text = desk.text();
    assert!(
        text.contains("link: \"https://example.org/prices\""),
        "{text}"
    );
    assert!(!text.contains("Counts the till"), "{text}");
}

#[test]
fn a_page_that_is_removed_is_kept_with_the_next_key() {
    let desk = Desk::open();
    let mut window = pages(&desk);
    press(&mut window, "Edit Till");
    press(&mut window, "Remove this page");
    assert_eq!(focused(&window).as_deref(), Some("Keep this page"));
    press(&mut window, "Keep this page");
    assert_eq!(focused(&window).as_deref(), Some("Page title"));
}
