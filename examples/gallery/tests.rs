//! That each state of the gallery is the one that its name promises, and can be used by keyboard.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread;

use egui::accesskit::{Action, Live, Role};
use egui::{Key, Modifiers, Pos2, Rect, Theme};
use egui_authenticator::domain::language::Language;
use egui_authenticator::screen::flow::Screen;
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};

use super::alone::{Alone, alone};
use super::states::{State, states};

/// The usual size of the window.
const SIZE: [f32; 2] = [960.0, 680.0];

fn show(state: &State, theme: Theme, size: [f32; 2]) -> Harness<'static, Alone> {
    alone(state, theme, Language::English, size).unwrap_or_else(|error| panic!("{error}"))
}

/// The state with this name.
pub fn find(name: &str) -> &'static State {
    states().find(|state| state.name == name).expect(name)
}

/// Checks states in as many threads as there are cores, and fails with the name of each state for which `check` panics.
pub fn for_each(
    states: impl Iterator<Item = &'static State>,
    check: impl Fn(&'static State) + Sync,
) {
    let states = Mutex::new(states.collect::<Vec<_>>().into_iter());
    let next = || states.lock().unwrap_or_else(PoisonError::into_inner).next();
    let failures = || -> Vec<&str> {
        let all = std::iter::from_fn(next);
        let failed =
            |state: &&'static State| catch_unwind(AssertUnwindSafe(|| check(state))).is_err();
        all.filter(failed).map(|state| state.name).collect()
    };
    let cores = thread::available_parallelism().map_or(1, Into::into);
    let failed: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(failures)).collect();
        let failed = threads
            .into_iter()
            .map(|thread| thread.join().expect("caught"));
        failed.flatten().collect()
    });
    assert_eq!(failed, [""; 0], "each with its panic above");
}

/// Everything that a screen reader could read of it.
fn read(state: &State) -> Vec<String> {
    show(state, Theme::Light, SIZE)
        .root()
        .children_recursive()
        .filter_map(|node| {
            let node = node.accesskit_node();
            let text = node.label().or_else(|| node.value())?;
            (node.role() != Role::Window).then_some(text)
        })
        .collect()
}

#[test]
fn every_state_is_the_one_that_its_name_promises() {
    for_each(states(), |state| {
        let said = read(state);
        let holds = said.iter().any(|text| text.contains(state.says));
        let (name, promise) = (state.name, state.says);
        assert!(holds, "{name} does not say “{promise}”: {said:#?}");
    });
}

/// The states in which there is nothing to do but to wait; the first has nothing else.
const WAITING: [&str; 3] = ["Opening", "Account: busy", "Register: busy"];

/// The state with a toast, which disappears before Tab has reached every widget.
const PASSING: &str = "Users: done";

/// The state with a warning at the top, which goes at the first key.
const ABOUT_TO_LOCK: &str = "The window is about to lock";

/// Every state in which there is something to do, and that stays.
fn walkable() -> impl Iterator<Item = &'static State> {
    states().filter(|state| !WAITING.contains(&state.name) && state.name != PASSING)
}

/// Everything of a kind, by what it is and its name, in the order in which it is read.
fn nodes(
    window: &Harness<'_, Alone>,
    is_wanted: impl Fn(&AccessKitNode<'_>) -> bool,
) -> Vec<(Role, String)> {
    let root = window.root();
    // Behind a dialog, nothing is read.
    let dialog = root
        .children_recursive()
        .find(|node| node.accesskit_node().role() == Role::Dialog);
    let nodes = dialog.unwrap_or(root).children_recursive();
    let nodes = nodes.map(|node| node.accesskit_node());
    let wanted = nodes.filter(|node| is_wanted(node));
    wanted
        .map(|node| (node.role(), node.label().unwrap_or_default()))
        .collect()
}

/// Whether the keyboard is there. A screen reader is at the option that a field would choose; the keyboard stays in the
/// field.
fn is_focused(node: &AccessKitNode<'_>) -> bool {
    let is_option = node.role() == Role::ListBoxOption;
    node.data().active_descendant().is_some() || (node.is_focused() && !is_option)
}

/// Whether Tab stops there: of a list, at one row.
fn is_stop(node: &AccessKitNode<'_>) -> bool {
    let data = node.data();
    // The arrow keys move through the bars of a chart.
    let is_chart = node.role() == Role::Image && data.supports_action(Action::Focus);
    if is_chart {
        return true;
    }
    is_control(node) && (data.position_in_set().is_none() || data.supports_action(Action::Focus))
}

/// Whether the keyboard can do something with it.
pub fn is_control(node: &AccessKitNode<'_>) -> bool {
    let is_one = matches!(
        node.role(),
        Role::Button
            | Role::CheckBox
            | Role::ComboBox
            | Role::DisclosureTriangle
            | Role::Link
            | Role::ListItem
            | Role::MultilineTextInput
            | Role::PasswordInput
            | Role::RadioButton
            | Role::Tab
            | Role::TextInput
    );
    is_one && !node.is_disabled()
}

#[test]
fn every_control_of_every_state_has_a_name_and_tab_goes_through_them_as_they_are_read() {
    for_each(walkable(), |state| {
        let name = state.name;
        // High enough for the lists to be there as a whole.
        let mut window = show(state, Theme::Light, [960.0, 1_600.0]);
        let expected = nodes(&window, is_stop);
        let nameless = expected.iter().find(|(_, label)| label.is_empty());
        assert_eq!(nameless, None, "{name}");
        let mut visited = Vec::new();
        for _ in 0..expected.len() {
            window.key_press(Key::Tab);
            window.run_steps(2);
            let focused = nodes(&window, is_focused);
            assert_eq!(
                focused.len(),
                1,
                "{name}: the focus is lost after {visited:?}"
            );
            visited.extend(focused);
        }
        let start = (0..visited.len())
            .find(|at| visited[*at..].iter().chain(&visited[..*at]).eq(&expected));
        assert!(
            start.is_some(),
            "{name}: reads {expected:#?}, Tab gives {visited:#?}"
        );
        // Round once more, to where it was.
        window.key_press(Key::Tab);
        window.run_steps(2);
        assert_eq!(
            nodes(&window, is_focused).first(),
            visited.first(),
            "{name}"
        );
    });
}

/// The names of the groups that a control is in, which screen readers say when the focus enters them.
fn groups_of(node: &AccessKitNode<'_>) -> Vec<String> {
    let above = std::iter::successors(node.parent(), AccessKitNode::parent);
    let groups = above.filter(|node| matches!(node.role(), Role::Group | Role::RadioGroup));
    groups.filter_map(|group| group.label()).collect()
}

#[test]
fn no_two_controls_of_a_state_are_read_alike() {
    for_each(states(), |state| {
        for size in [SIZE, SMALLEST] {
            let name = state.name;
            let window = show(state, Theme::Light, size);
            let nodes = window.root().children_recursive();
            let nodes = nodes.map(|node| node.accesskit_node());
            // What happened can happen twice in a second.
            let controls = nodes.filter(|node| is_control(node) && node.role() != Role::ListItem);
            let mut read = BTreeSet::new();
            for node in controls {
                let said = (
                    format!("{:?}", node.role()),
                    node.label(),
                    node.description(),
                    groups_of(&node),
                );
                assert!(read.insert(said.clone()), "{name}: {said:?} is there twice");
            }
        }
    });
}

#[test]
fn nothing_is_described_by_its_own_name() {
    for_each(states(), |state| {
        for size in [SIZE, SMALLEST] {
            let window = show(state, Theme::Light, size);
            let twice = nodes(&window, |node| {
                node.label().is_some() && node.label() == node.description()
            });
            assert_eq!(twice, [], "{}", state.name);
        }
    });
}

#[test]
fn the_question_for_the_password_can_be_cancelled_while_it_waits() {
    let mut window = show(find("Users: the password is checked"), Theme::Light, SIZE);
    window
        .get_by_role_and_label(Role::Button, "Cancel")
        .click_accesskit();
    window.run_steps(3);
    let dialogs = nodes(&window, |node| node.role() == Role::Dialog);
    assert_eq!(dialogs, []);
}

#[test]
fn every_state_has_a_heading_and_announces_its_error() {
    for_each(states().filter(|state| state.name != WAITING[0]), |state| {
        let name = state.name;
        let window = show(state, Theme::Light, SIZE);
        let headings = nodes(&window, |node| node.role() == Role::Heading);
        assert!(!headings.is_empty(), "{name} has no heading");
        let silent = nodes(&window, |node| {
            let said = node.label().or_else(|| node.value()).unwrap_or_default();
            let is_told = said.starts_with("Error: ") || said.starts_with("Warning: ");
            is_told && !matches!(node.live(), Live::Assertive | Live::Polite)
        });
        assert_eq!(silent, [], "{name}");
    });
}

/// The smallest window that there is to be.
const SMALLEST: [f32; 2] = [320.0, 480.0];

/// The states with a warning that may lie over what has the focus: it is there for half a minute, and then the window
/// locks.
const WARNINGS: [&str; 3] = [
    ABOUT_TO_LOCK,
    "The access is about to end",
    "The window locks because of an outage",
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

/// Returns `true` if a user is signed in and the bar above the page is shown.
fn has_bar(window: &Harness<'_, Alone>) -> bool {
    !nodes(window, |node| {
        let label = node.label();
        label.is_some_and(|label| label.starts_with("Account menu"))
    })
    .is_empty()
}

/// Returns `true` if what is typed and shown here needs no protection, unless a field is filled in.
fn is_covered(screen: &Screen) -> bool {
    match screen {
        Screen::Start(_)
        | Screen::Broken(_)
        | Screen::Lock(_)
        | Screen::SetUp(_)
        | Screen::Login(_)
        | Screen::Register(_)
        | Screen::Recover(_) => true,
        Screen::NextStep(_) | Screen::Codes(_) | Screen::App(_) | Screen::RegistrationPolicy(_) => {
            false
        }
    }
}

#[test]
fn r72_after_the_idle_limit_and_ctrl_l_no_state_shows_or_accepts_what_was_open() {
    for_each(states(), |state| {
        for is_idle in [true, false] {
            let mut window = show(state, Theme::Light, SIZE);
            if is_idle {
                window.state_mut().stage.idles();
            } else {
                window.key_press_modifiers(Modifiers::COMMAND, Key::L);
            }
            window.run_steps(3);
            for _ in 0..2 {
                let name = (state.name, is_idle);
                assert!(
                    is_covered(window.state_mut().stage.screen_mut()),
                    "{name:?}"
                );
                let typed = nodes(&window, |node| {
                    let is_field = matches!(
                        node.role(),
                        Role::TextInput | Role::MultilineTextInput | Role::PasswordInput
                    );
                    is_field && node.value().is_some_and(|value| !value.is_empty())
                });
                assert_eq!(typed, [], "{name:?}");
                window.key_press(Key::Enter);
                window.run_steps(3);
            }
        }
    });
}
