//! What anchors name: aliases followed and merges (`<<`) carried out, for whoever reads values.

use std::collections::{HashMap, HashSet};

use crate::store::yaml::tree::{Kind, Node, Style};

/// How deep merges may lead from one mapping to the next.
const MERGE_DEPTH_MAX: usize = 16;

/// What each anchor names.
#[derive(Default)]
pub(crate) struct Anchors<'t>(HashMap<u32, Node<'t>>);

impl<'t> Anchors<'t> {
    /// Notes what an anchor names.
    pub(crate) fn name(&mut self, anchor: u32, node: Node<'t>) {
        self.0.insert(anchor, node);
    }

    /// The value itself, or what it is an alias of.
    pub(crate) fn follow<'b>(&'b self, node: &'b Node<'t>) -> Option<&'b Node<'t>> {
        match node.kind {
            Kind::Alias(id) => self.0.get(&id),
            _ => Some(node),
        }
    }

    /// The entries of a mapping together with those that it merges. Its own come first and win;
    /// of several merges, earlier ones do.
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
