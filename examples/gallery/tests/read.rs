//! What a screen reader could read of each state.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use egui::Theme;
use egui::accesskit::{Live, Role};
use egui_kittest::kittest::{AccessKitNode, NodeT};

use super::{SIZE, SMALLEST, State, WAITING, dialog, for_each, is_control, show, states};

/// The names of the groups that a control is in, which screen readers say when the focus enters them.
fn groups_of(node: &AccessKitNode<'_>) -> Vec<String> {
    let above = std::iter::successors(node.parent(), AccessKitNode::parent);
    let groups = above.filter(|node| matches!(node.role(), Role::Group | Role::RadioGroup));
    groups.filter_map(|group| group.label()).collect()
}

/// What a screen reader could read of one thing.
struct Read {
    role: Role,
    label: Option<String>,
    value: Option<String>,
    description: Option<String>,
    groups: Vec<String>,
    live: Live,
    is_control: bool,
    /// Not behind a dialog.
    is_reachable: bool,
}

impl Read {
    fn new(node: &AccessKitNode<'_>, is_reachable: bool) -> Self {
        Self {
            role: node.role(),
            label: node.label(),
            value: node.value(),
            description: node.description(),
            groups: groups_of(node),
            live: node.live(),
            is_control: is_control(node),
            is_reachable,
        }
    }

    fn said(&self) -> Option<&str> {
        self.label.as_deref().or(self.value.as_deref())
    }
}

/// A state in a window of this size.
struct Shown {
    state: &'static State,
    size: [f32; 2],
    read: Vec<Read>,
}

impl Shown {
    fn reachable(&self) -> impl Iterator<Item = &Read> {
        self.read.iter().filter(|read| read.is_reachable)
    }
}

/// Every state in two sizes, shown once for all tests that only read.
static SHOWN: LazyLock<Vec<Shown>> = LazyLock::new(|| {
    let all = Mutex::new(Vec::new());
    for_each(states(), |state| {
        for size in [SIZE, SMALLEST] {
            let window = show(state, Theme::Light, size);
            let dialog = dialog(&window).map(|node| node.accesskit_node().id());
            let read = window.root().children_recursive().map(|node| {
                let node = node.accesskit_node();
                let mut above = std::iter::successors(node.parent(), AccessKitNode::parent);
                let is_reachable =
                    dialog.is_none_or(|dialog| above.any(|node| node.id() == dialog));
                Read::new(&node, is_reachable)
            });
            let read = read.collect();
            let shown = Shown { state, size, read };
            all.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(shown);
        }
    });
    all.into_inner().unwrap_or_else(PoisonError::into_inner)
});

/// Every state in the usual size.
fn usual() -> impl Iterator<Item = &'static Shown> {
    SHOWN.iter().filter(|shown| shown.size == SIZE)
}

#[test]
fn every_state_is_the_one_that_its_name_promises() {
    for shown in usual() {
        let read = shown.read.iter().filter(|read| read.role != Role::Window);
        let said: Vec<_> = read.filter_map(Read::said).collect();
        let holds = said.iter().any(|text| text.contains(shown.state.says));
        let (name, promise) = (shown.state.name, shown.state.says);
        assert!(holds, "{name} does not say “{promise}”: {said:#?}");
    }
}

#[test]
fn no_two_controls_of_a_state_are_read_alike() {
    for shown in &*SHOWN {
        let controls = shown.read.iter().filter(|read| read.is_control);
        let mut all = BTreeSet::new();
        // What happened can happen twice in a second.
        for read in controls.filter(|read| read.role != Role::ListItem) {
            let role = format!("{:?}", read.role);
            let said = (role, &read.label, &read.description, &read.groups);
            assert!(
                all.insert(said.clone()),
                "{}: {said:?} is there twice",
                shown.state.name
            );
        }
    }
}

#[test]
fn nothing_is_described_by_its_own_name() {
    for shown in &*SHOWN {
        let mut twice = shown
            .reachable()
            .filter(|read| read.label.is_some() && read.label == read.description);
        let twice = twice.next().and_then(Read::said);
        assert_eq!(twice, None, "{}", shown.state.name);
    }
}

#[test]
fn every_state_has_a_heading_and_announces_its_error() {
    for shown in usual().filter(|shown| shown.state.name != WAITING[0]) {
        let name = shown.state.name;
        let mut reachable = shown.reachable();
        assert!(
            reachable.any(|read| read.role == Role::Heading),
            "{name} has no heading"
        );
        let silent = shown.reachable().find(|read| {
            let said = read.said().unwrap_or_default();
            let is_told = said.starts_with("Error: ") || said.starts_with("Warning: ");
            is_told && !matches!(read.live, Live::Assertive | Live::Polite)
        });
        assert_eq!(silent.and_then(Read::said), None, "{name}");
    }
}
