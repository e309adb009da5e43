//! A window as text: its accessibility tree, each node with its rectangle in whole points.

use std::fmt::{Debug, Write as _};

use egui::Rect;
use egui::accesskit::{Live, Role};
use egui_kittest::kittest::{AccessKitNode, NodeT};
use egui_kittest::{Harness, Node};

/// Returns the accessibility tree of a window, one line for each node.
///
/// A line has the node's role, its name, its value and states, and `x,y width×height`. Containers that a
/// screen reader passes over and the runs inside a text are left out.
pub fn tree<App>(window: &Harness<'_, App>) -> String {
    let mut text = String::new();
    write_children(&window.root(), 0, &mut text);
    text
}

fn write_children(parent: &Node<'_>, depth: usize, text: &mut String) {
    for node in parent.children() {
        let accesskit = node.accesskit_node();
        let is_passed_over = accesskit.role() == Role::GenericContainer
            && !accesskit.has_label()
            && attributes(&accesskit).is_empty();
        let depth = if is_passed_over {
            depth
        } else if accesskit.role() == Role::TextRun {
            continue;
        } else {
            write_node(&node, depth, text);
            depth + 1
        };
        write_children(&node, depth, text);
    }
}

fn write_node(node: &Node<'_>, depth: usize, text: &mut String) {
    let accesskit = node.accesskit_node();
    let indent = "  ".repeat(depth);
    let _ = write!(text, "{indent}{:?}", accesskit.role());
    if let Some(label) = accesskit.label() {
        let _ = write!(text, " {}", quoted(&label));
    }
    if let Some(value) = accesskit.value() {
        // The value of a label is what it says.
        let sign = if accesskit.label_comes_from_value() {
            ""
        } else {
            "= "
        };
        let _ = write!(text, " {sign}{}", quoted(&value));
    }
    let attributes = attributes(&accesskit);
    if !attributes.is_empty() {
        let _ = write!(text, " [{}]", attributes.join(", "));
    }
    if accesskit.has_bounds() {
        let _ = write!(text, " {}", rounded(node.rect()));
    }
    text.push('\n');
}

/// What a screen reader says of a node beside its role, name and value.
fn attributes(node: &AccessKitNode<'_>) -> Vec<String> {
    let data = node.data();
    let flags = [
        ("focused", node.is_focused()),
        ("disabled", node.is_disabled()),
        ("hidden", node.is_hidden()),
        ("required", node.is_required()),
        ("read-only", data.is_read_only()),
        ("modal", node.is_modal()),
        ("busy", node.is_busy()),
        ("labelled-by", !data.labelled_by().is_empty()),
    ];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set);
    let flags = flags.map(|(name, _)| name.to_owned());
    let description = node
        .description()
        .filter(|text| Some(text) != node.label().as_ref());
    let placeholder = node.placeholder().filter(|text| !text.is_empty());
    let position = data.position_in_set().zip(data.size_of_set());
    let values = [
        ("selected", node.is_selected().map(|is| is.to_string())),
        ("expanded", data.is_expanded().map(|is| is.to_string())),
        ("toggled", node.toggled().map(word)),
        ("invalid", data.invalid().map(word)),
        ("popup", node.has_popup().map(word)),
        ("sort", node.sort_direction().map(word)),
        (
            "live",
            Some(node.live())
                .filter(|live| *live != Live::Off)
                .map(word),
        ),
        ("level", node.level().map(|level| level.to_string())),
        ("position", position.map(|(at, of)| format!("{at}/{of}"))),
        (
            "number",
            node.numeric_value().map(|number| number.to_string()),
        ),
        ("description", description.map(|text| quoted(&text))),
        ("placeholder", placeholder.map(quoted)),
        ("url", node.url().map(quoted)),
    ];
    let values = values.into_iter();
    let values = values.filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    flags.chain(values).collect()
}

fn word(value: impl Debug) -> String {
    format!("{value:?}").to_lowercase()
}

/// A text on one line.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\n', "⏎"))
}

fn rounded(rect: Rect) -> String {
    let (at, size) = (rect.min.round(), rect.max.round() - rect.min.round());
    format!("{},{} {}×{}", at.x, at.y, size.x, size.y)
}
