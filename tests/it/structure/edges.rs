//! Which file mentions which other file, and which files do so in a loop.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::reader::Mention;
use super::tree::Tree;

/// A file that mentions another one.
pub struct Edge<'a> {
    pub from: usize,
    pub to: usize,
    pub mention: &'a Mention,
}

/// Every mention of one file in another one.
pub fn edges(tree: &Tree) -> Vec<Edge<'_>> {
    let mut edges = Vec::new();
    for mention in &tree.mentions {
        let from = mention.file;
        if let Some(to) = mention.target.filter(|to| *to != from)
            && leads_by_itself(tree, mention)
        {
            edges.push(Edge { from, to, mention });
        }
    }
    edges
}

/// Whether a mention leads to a file by itself, rather than by an import that is a mention of its own.
fn leads_by_itself(tree: &Tree, mention: &Mention) -> bool {
    let first = mention.segments[0].as_str();
    mention.is_import
        || ["crate", "$crate", "self", "super"].contains(&first)
        // Without the rest, the path leads to what its first name stands for.
        || tree.modules.contains_key(&mention.path[..mention.path.len() + 1 - mention.segments.len()])
}

/// The layer of a file: the first folder of its name, or the name of a file at the root.
pub fn layer_of(name: &str) -> &str {
    let first = name.split('/').next().unwrap_or(name);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The groups of files of one layer in which each file leads to each other one.
pub fn loops(tree: &Tree, edges: &[Edge<'_>]) -> Vec<Vec<usize>> {
    let layer = |file: usize| layer_of(&tree.files[file].name);
    let mut next: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for edge in edges {
        if layer(edge.from) == layer(edge.to) {
            next.entry(edge.from).or_default().insert(edge.to);
        }
    }
    let reachable: BTreeMap<usize, BTreeSet<usize>> = next
        .keys()
        .map(|start| {
            let mut found = BTreeSet::new();
            let mut open = vec![*start];
            while let Some(file) = open.pop() {
                let after = next.get(&file).into_iter().flatten();
                open.extend(after.filter(|file| found.insert(**file)));
            }
            (*start, found)
        })
        .collect();
    let leads = |from: usize, to: usize| reachable.get(&from).is_some_and(|all| all.contains(&to));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for file in next.keys().filter(|file| leads(**file, **file)) {
        let group = groups
            .iter_mut()
            .find(|group| leads(group[0], *file) && leads(*file, group[0]));
        match group {
            Some(group) => group.push(*file),
            None => groups.push(vec![*file]),
        }
    }
    groups
}

/// Lists the loops with the mentions that make them.
pub fn describe(tree: &Tree, edges: &[Edge<'_>], groups: &[Vec<usize>]) -> String {
    let name = |file: usize| &tree.files[file].name;
    let mut text = String::new();
    for group in groups {
        let _ = writeln!(
            text,
            "loop of {} files in {}",
            group.len(),
            layer_of(name(group[0]))
        );
        let mut pairs: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for edge in edges {
            if group.contains(&edge.from) && group.contains(&edge.to) {
                let pair = (name(edge.from).as_str(), name(edge.to).as_str());
                let mention = (
                    edge.mention.line,
                    edge.mention.segments.join("::"),
                    edge.mention.is_test,
                );
                pairs.entry(pair).or_default().insert(mention);
            }
        }
        for ((from, to), mentions) in pairs {
            let _ = writeln!(text, "  {from} -> {to}");
            for (line, path, is_test) in mentions {
                let test = if is_test { " (test)" } else { "" };
                let _ = writeln!(text, "    {from}:{line}: {path}{test}");
            }
        }
    }
    text
}
