//! Where the focus goes, that it is in sight, and that it comes back.

use egui::accesskit::Role;
use egui::{Key, Pos2, Rect, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{
    ABOUT_TO_LOCK, SIZE, SMALLEST, find, for_each, has_bar, is_stop, nodes, show, walkable,
};
use crate::alone::Alone;

/// The states with a warning that may lie over what has the focus: it is there for half a minute, and then the window
/// locks.
const WARNINGS: [&str; 4] = [
    ABOUT_TO_LOCK,
    "The access is about to end",
    "The window locks because of an outage",
    "A link in a kiosk",
];

/// The height of the bar above a page.
const BAR: f32 = 56.0;

/// Where what has the focus is.
fn focused_place(window: &Harness<'_, Alone>) -> Option<(String, Rect)> {
    let root = window.root();
    let focused = root
        .children_recursive()
        .find(|node| node.accesskit_node().is_focused())?;
    let label = focused.accesskit_node().label().unwrap_or_default();
    Some((label, focused.rect()))
}

#[test]
fn what_has_the_focus_is_in_sight_in_the_smallest_window() {
    for_each(walkable(), |state| {
        let name = state.name;
        let mut window = show(state, Theme::Light, SMALLEST);
        let page = Rect::from_min_size(Pos2::ZERO, SMALLEST.into());
        let round = nodes(&window, is_stop).len() + 10;
        for _ in 0..round {
            if let Some((label, place)) = focused_place(&window) {
                let is_cut = place.top() < BAR && place.bottom() > BAR && has_bar(&window);
                assert!(
                    page.contains_rect(place) && !is_cut,
                    "{name}: “{label}” has the focus at {place:?}"
                );
                assert!(
                    WARNINGS.contains(&name) || !is_obscured(&window.ctx),
                    "{name}: “{label}” has the focus at {place:?}, behind something else"
                );
            }
            window.key_press(Key::Tab);
            window.run_steps(4);
        }
    });
}

/// Whether a bar, a toast or the edge of an area that scrolls hides a part of what has the focus (WCAG 2.2, 2.4.11 and
/// 2.4.12).
fn is_obscured(ctx: &egui::Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    let Some(focused) = focused.and_then(|id| ctx.read_response(id)) else {
        return false;
    };
    let (seen, whole) = (focused.interact_rect, focused.rect);
    let is_clipped = seen.area() < 0.98 * whole.area();
    is_clipped || ctx.layer_id_at(whole.center()) != Some(focused.layer_id)
}

#[test]
fn tab_goes_through_each_row_from_left_to_right() {
    for_each(walkable(), |state| {
        let name = state.name;
        for size in [[960.0, 3_200.0], [320.0, 3_200.0]] {
            let mut window = show(state, Theme::Light, size);
            let stops = nodes(&window, is_stop);
            let first = stops.first().map(|(_, label)| label.clone());
            let mut places = Vec::new();
            for _ in 0..stops.len() {
                window.key_press(Key::Tab);
                window.run_steps(3);
                places.extend(focused_place(&window));
            }
            let steps = places.iter().zip(places.iter().skip(1));
            for ((from, a), (to, b)) in steps {
                // After the last one, Tab begins anew.
                let is_round = first.as_ref() == Some(to);
                let is_in_row = !is_round && a.y_range().contains(b.center().y);
                assert!(
                    !is_in_row || b.left() >= a.left(),
                    "{name} at {size:?}: from “{from}” at {a:?} back to “{to}” at {b:?}"
                );
            }
        }
    });
}

#[test]
fn appearing_and_disappearing_notices_keep_the_focus() {
    let mut window = show(find("Sign in: too many attempts"), Theme::Light, SIZE);
    let before = focused_place(&window).expect("the field has the focus");
    let has_notice = |window: &Harness<'_, Alone>| {
        window
            .query_by_label_contains("Too many attempts")
            .is_some()
    };
    assert!(has_notice(&window));
    window.run_steps(60);
    assert!(!has_notice(&window));
    // The notice was below the field, which has not moved.
    assert_eq!(focused_place(&window), Some(before));

    let mut window = show(find("Users: details"), Theme::Light, SIZE);
    let disable = window.get_by_role_and_label(Role::Button, "Disable");
    disable.focus();
    window.run_steps(2);
    window.key_press(Key::Space);
    window.run_steps(4);
    let (label, _) = focused_place(&window).expect("something has the focus");
    assert_eq!(label, "Enable");
}

#[test]
fn a_menu_and_a_choice_give_the_focus_back_to_what_opened_them() {
    for (size, role, name, stops, end) in [
        (SMALLEST, Role::Button, "More", 2, Key::Escape),
        (SIZE, Role::ComboBox, "Role", 2, Key::Enter),
        (SIZE, Role::ComboBox, "Status", 1, Key::Escape),
    ] {
        let mut window = show(find("Users"), Theme::Light, size);
        window.get_by_role_and_label(role, name).focus();
        window.run_steps(2);
        window.key_press(Key::Enter);
        window.run_steps(3);
        for _ in 0..stops {
            window.key_press(Key::Tab);
            window.run_steps(2);
        }
        let (inside, _) = focused_place(&window).expect("something has the focus");
        assert_ne!(inside, name);
        window.key_press(end);
        window.run_steps(4);
        let (label, _) = focused_place(&window).expect("something has the focus");
        assert_eq!(label, name, "after {inside}");
    }
}

#[test]
fn a_dialog_gives_the_focus_back_to_what_had_it() {
    for name in ["Sign in", "Account: new password"] {
        for end in [Key::Escape, Key::Enter] {
            let mut window = show(find(name), Theme::Light, SIZE);
            let before = focused_place(&window).expect("a field has the focus");
            window.key_press(Key::F1);
            window.run_steps(3);
            window.key_press(Key::Tab);
            window.run_steps(3);
            let (inside, _) = focused_place(&window).expect("the button has the focus");
            assert_eq!(inside, "Close");
            window.key_press(end);
            window.run_steps(3);
            assert_eq!(focused_place(&window), Some(before), "{name}, {end:?}");
        }
    }
    // The one that asks for a password, too.
    let mut window = show(find("Users: details"), Theme::Light, SIZE);
    window.state_mut().stage.later(3_600);
    let button = window.get_by_role_and_label(Role::Button, "Require new password");
    button.focus();
    window.run_steps(2);
    let before = focused_place(&window);
    window.key_press(Key::Enter);
    window.run_steps(3);
    window.get_by_role_and_label(Role::Dialog, "Confirm with your password");
    assert_ne!(focused_place(&window), before);
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert_eq!(focused_place(&window), before);
}
