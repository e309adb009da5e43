//! That every state fits its window, in our style and in that of an app.

use egui::accesskit::Role;
use egui::{Rect, Theme};
use egui_authenticator::domain::language::Language;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::alone::{Alone, alone_on};
use super::states::{State, states};
use super::tests::{find, for_each, is_control};
use super::window::Look;

/// The least width and height of a target (WCAG 2.2, 2.5.8), in points.
const TARGET: f32 = 24.0;

/// Windows in which nothing is scrolled, and their languages: words are longer in German.
const WINDOWS: [([f32; 2], Language); 2] = [
    ([960.0, 3_200.0], Language::English),
    ([320.0, 3_200.0], Language::German),
];

/// A control: what it is, and where.
struct Control {
    role: Role,
    name: String,
    rect: Rect,
}

fn show(state: &State, look: Look, language: Language, size: [f32; 2]) -> Harness<'static, Alone> {
    let screen = Harness::builder().with_size(size).with_theme(Theme::Light);
    alone_on(screen.allow_missing_glyphs(), state, language, look)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the controls that can be reached: those of the dialog if there is one.
fn controls(window: &Harness<'_, Alone>) -> Vec<Control> {
    let root = window.root();
    let dialog = root
        .children_recursive()
        .find(|node| node.accesskit_node().role() == Role::Dialog);
    let nodes = dialog.unwrap_or(root).children_recursive();
    let nodes = nodes.filter(|node| is_control(&node.accesskit_node()));
    nodes
        .map(|node| Control {
            role: node.accesskit_node().role(),
            name: node.accesskit_node().label().unwrap_or_default(),
            rect: node.rect(),
        })
        .collect()
}

/// Returns what is wrong with the controls of a window of this width.
fn faults(controls: &[Control], width: f32) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, control) in controls.iter().enumerate() {
        let Control { role, name, rect } = control;
        if rect.left() < -0.5 || rect.right() > width + 0.5 {
            faults.push(format!("{role:?} “{name}” is cut: {rect:?}"));
        }
        if rect.width().min(rect.height()) < TARGET - 0.5 {
            faults.push(format!("{role:?} “{name}” is small: {rect:?}"));
        }
        for other in &controls[at + 1..] {
            let common = rect.intersect(other.rect);
            let does_overlap = common.width().min(common.height()) > 1.0;
            // A button in a field, or in a row of a list.
            let is_inside = rect.contains_rect(other.rect) || other.rect.contains_rect(*rect);
            if does_overlap && !is_inside {
                let other = &other.name;
                faults.push(format!("“{name}” and “{other}” overlap: {common:?}"));
            }
        }
    }
    faults
}

fn assert_fits(look: Look) {
    for_each(states(), |state| {
        for (size, language) in WINDOWS {
            let window = show(state, look, language, size);
            let faults = faults(&controls(&window), size[0]);
            assert_eq!(faults, [""; 0], "{} at {size:?}", state.name);
        }
    });
}

#[test]
fn no_control_of_a_state_is_cut_or_small_or_overlaps_another() {
    assert_fits(Look::Ours);
}

#[test]
fn in_the_style_of_an_app_no_control_of_a_state_is_cut_or_small_or_overlaps_another() {
    assert_fits(Look::OfApp);
}

#[test]
fn notices_above_the_users_are_not_cut() {
    let english = Language::English;
    let mut window = show(find("Users"), Look::Ours, english, [1_280.0, 800.0]);
    let stage = &mut window.state_mut().stage;
    stage.file_says("credentials: [").expect("written");
    window.run_steps(4);
    let notice = window.get_by_label_contains("The previous configuration stays in use");
    let heading = window.get_by_role_and_label(Role::Heading, "Users");
    assert!(notice.rect().bottom() + 12.0 <= heading.rect().top());
}
