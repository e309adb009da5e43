//! Anchored nodes, for following aliases and resolving merge keys (`<<`).

use std::collections::{HashMap, HashSet};

use crate::domain::problem::ValueType;

use crate::store::yaml::tree::{Kind, Node, Style};

/// Maximum depth of merges.
const MERGE_DEPTH_MAX: usize = 16;

/// The node of each anchor.
#[derive(Default)]
pub(crate) struct Anchors<'t>(HashMap<u32, Node<'t>>);

impl<'t> Anchors<'t> {
    /// Adds a node, if an anchor names it.
    pub(crate) fn name(&mut self, node: &Node<'t>) {
        if node.anchor() != 0 {
            self.0.insert(node.anchor(), node.clone());
        }
    }

    /// Returns the node itself, or the target of an alias.
    pub(crate) fn follow<'b>(&'b self, node: &'b Node<'t>) -> Option<&'b Node<'t>> {
        match node.kind {
            Kind::Alias(id) => self.0.get(&id),
            _ => Some(node),
        }
    }

    /// Returns the entries of a mapping including merged ones. Its own entries come first and win; earlier
    /// merges win over later ones.
    pub(crate) fn merged<'b>(&'b self, node: &'b Node<'t>) -> Vec<(&'b Node<'t>, &'b Node<'t>)> {
        let mut entries = Vec::with_capacity(node.entries().len());
        let mut seen = HashSet::new();
        self.collect(node, 0, &mut seen, &mut entries);
        entries
    }

    fn collect<'b>(
        &'b self,
        node: &'b Node<'t>,
        depth: usize,
        seen: &mut HashSet<&'b str>,
        out: &mut Vec<(&'b Node<'t>, &'b Node<'t>)>,
    ) {
        let is_merge = |key: &Node<'_>| key.text() == Some("<<") && key.style == Style::Plain;
        for (key, value) in node.entries().iter().filter(|(key, _)| !is_merge(key)) {
            if key.text().is_none_or(|text| seen.insert(text)) {
                out.push((key, value));
            }
        }
        if depth >= MERGE_DEPTH_MAX {
            return;
        }
        for (_, value) in node.entries().iter().filter(|(key, _)| is_merge(key)) {
            let Some(value) = self.follow(value) else {
                continue;
            };
            let items = value.items().iter().filter_map(|item| self.follow(item));
            for source in [value].into_iter().chain(items) {
                self.collect(source, depth + 1, seen, out);
            }
        }
    }
}

/// Returns the node of `credentials.usernames`, also where aliases or merges lead to it.
pub(crate) fn users_of<'b, 't>(
    tree: &'b Node<'t>,
    anchors: &'b Anchors<'t>,
) -> Option<&'b Node<'t>> {
    let value = |node: &'b Node<'t>, key: &str| {
        let entries = anchors.merged(anchors.follow(node)?);
        let found = entries.into_iter().find(|(k, _)| k.text() == Some(key));
        found.and_then(|(_, value)| anchors.follow(value))
    };
    value(value(tree, "credentials")?, "usernames")
}

/// Returns the type of the value in place of the users.
pub(crate) fn type_of(node: &Node<'_>) -> ValueType {
    match &node.kind {
        Kind::Mapping(_) => ValueType::Mapping,
        Kind::Sequence(_) => ValueType::List,
        _ if node.is_nothing() => ValueType::Nothing,
        Kind::Scalar(_) | Kind::Alias(_) => ValueType::Text,
    }
}
