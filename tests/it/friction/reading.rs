//! What a screen reader reads, and what can be selected and copied.

use egui::accesskit::{Role, SortDirection};
use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{Window, window};
use crate::harness::window::{field, press, sign_in};
use crate::harness::{ADA, BOB, Desk};

const SIZE: [f32; 2] = [1_100.0, 800.0];

fn focused(window: &Window<'_>) -> Option<(Role, String)> {
    let node = window.query_by(|node| node.is_focused() && node.role() != Role::Window)?;
    let node = node.accesskit_node();
    Some((node.role(), node.label().unwrap_or_default()))
}

#[test]
fn after_the_sign_in_the_focus_is_at_the_beginning_of_the_content() {
    let desk = Desk::open();
    let mut window = window(&desk, SIZE);
    sign_in(&mut window, BOB);
    assert_eq!(
        focused(&window),
        Some((Role::Heading, "Hello, Bob".to_owned()))
    );
    window.key_press(Key::Tab);
    window.run();
    let (role, label) = focused(&window).expect("something has the focus");
    assert_eq!((role, label.as_str()), (Role::Button, "Open Till"));
    for _ in 0..12 {
        window.key_press(Key::Tab);
        window.run();
        let (role, label) = focused(&window).expect("something has the focus");
        assert_ne!(role, Role::Heading, "Tab does not come back to {label}");
    }
}

#[test]
fn headings_and_paragraphs_of_a_page_are_such_in_the_tree() {
    let desk = Desk::open();
    let text = "The safe opens with the small key.";
    desk.edit(
        text,
        &format!("# Keys\n\n      ## The safe\n\n      {text}"),
    );
    let mut window = window(&desk, SIZE);
    sign_in(&mut window, ADA);
    press(&mut window, "Office");
    for (title, level) in [("Keys", 1), ("The safe", 2)] {
        let heading = window.get_by_role_and_label(Role::Heading, title);
        assert_eq!(heading.accesskit_node().data().level(), Some(level));
    }
    let paragraphs = window.query_all_by(|node| node.role() == Role::Paragraph);
    let texts: Vec<_> = paragraphs
        .flat_map(|paragraph| paragraph.children_recursive().collect::<Vec<_>>())
        .filter_map(|node| node.value())
        .collect();
    assert!(texts.iter().any(|found| found == text), "{texts:?}");
}

#[test]
fn an_error_is_the_description_of_its_field() {
    let desk = Desk::open();
    let mut window = window(&desk, SIZE);
    press(&mut window, "Sign in");
    let description = |window: &Window<'_>| {
        let name = field(window, "Username or e-mail");
        name.accesskit_node().description()
    };
    let told = description(&window);
    assert_eq!(told.as_deref(), Some("Enter your username or e-mail"));
    window.event(Event::Text("a".to_owned()));
    window.run();
    window.run();
    assert_eq!(description(&window), None);
}

#[test]
fn the_direction_in_which_a_list_is_sorted_is_told() {
    let desk = Desk::open();
    let mut window = window(&desk, SIZE);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    let order = |window: &Window<'_>| {
        let title = window.get_by_role_and_label(Role::Button, "Sort by Name");
        let node = title.accesskit_node();
        (node.data().sort_direction(), node.description())
    };
    let ascending = Some(SortDirection::Ascending);
    assert_eq!(order(&window), (ascending, Some("Ascending".to_owned())));
    press(&mut window, "Sort by Name");
    let descending = Some(SortDirection::Descending);
    assert_eq!(order(&window), (descending, Some("Descending".to_owned())));
    press(&mut window, "Sort by Status");
    assert_eq!(order(&window), (None, None));
}

#[test]
fn the_frame_of_the_window_has_its_title() {
    let desk = Desk::open();
    let title = |window: &Window<'_>| {
        let root = window.root();
        let frame = root.accesskit_node();
        (frame.role(), frame.label())
    };
    let window = window(&desk, SIZE);
    let expected = (Role::Window, Some("Authenticator".to_owned()));
    assert_eq!(title(&window), expected);
    desk.edit("views:", "app:\n  title: Corner shop\nviews:");
    let window = super::window(&desk, SIZE);
    let expected = (Role::Window, Some("Corner shop".to_owned()));
    assert_eq!(title(&window), expected);
}

/// Drags the pointer over a text and copies what is selected.
fn copied(window: &mut Window<'_>, (from, to): (Pos2, Pos2)) -> Option<String> {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    for event in [
        Event::PointerMoved(from),
        button(from, true),
        Event::PointerMoved(to),
        button(to, false),
    ] {
        window.event(event);
        window.step();
    }
    window.event(Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn the_text_of_a_page_can_be_selected_and_copied() {
    let desk = Desk::open();
    let mut window = window(&desk, SIZE);
    sign_in(&mut window, ADA);
    press(&mut window, "Office");
    let text = "The safe opens with the small key.";
    let area = window.get_by_label(text).rect();
    let ends = (area.left_center(), area.right_center());
    assert_eq!(copied(&mut window, ends).as_deref(), Some(text));
}

#[test]
fn the_address_of_a_user_can_be_selected_and_copied() {
    let desk = Desk::open();
    let mut window = window(&desk, SIZE);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    let row = window.get_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.starts_with("Bob Builder, ")
    });
    row.click_accesskit();
    window.run();
    let text = "bob · bob@example.org";
    let area = window.get_by_label(text).rect();
    let ends = (area.left_center(), area.right_center());
    assert_eq!(copied(&mut window, ends).as_deref(), Some(text));
}
