//! That each state of the gallery is the one that its name promises, and can be used by keyboard.

mod focus;
mod read;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread;

use egui::accesskit::{Action, Role};
use egui::{Key, Modifiers, Theme};
use egui_authenticator::domain::language::Language;
use egui_authenticator::screen::flow::Screen;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use egui_kittest::{Harness, Node};

use super::alone::{Alone, alone};
use super::states::{State, states};

/// The usual size of the window.
const SIZE: [f32; 2] = [960.0, 680.0];

/// The smallest window that there is to be.
const SMALLEST: [f32; 2] = [320.0, 480.0];

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

/// The open dialog. Behind it, nothing is read.
fn dialog<'a>(window: &'a Harness<'_, Alone>) -> Option<Node<'a>> {
    let mut nodes = window.root().children_recursive();
    nodes.find(|node| node.accesskit_node().role() == Role::Dialog)
}

/// Everything of a kind, by what it is and its name, in the order in which it is read.
fn nodes(
    window: &Harness<'_, Alone>,
    is_wanted: impl Fn(&AccessKitNode<'_>) -> bool,
) -> Vec<(Role, String)> {
    let root = dialog(window).unwrap_or_else(|| window.root());
    let nodes = root.children_recursive();
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
