//! Which layer may name which, and what else a layer never names.

use super::edges::{Edge, layer_of};
use super::reader::Mention;
use super::report::{Finding, Kind};
use super::tree::Tree;

/// A layer: a folder of `src`, or a file beside the folders.
pub struct Layer {
    pub name: &'static str,
    /// The paths below the crate that it may name. A path includes everything below it.
    pub may_name: &'static [&'static str],
    /// The paths that it never names, below the crate or in another one.
    pub never: &'static [&'static str],
}

/// Finds the arrows that no rule allows, and the files in a layer without rules.
pub fn forbidden_arrows(tree: &Tree, edges: &[Edge<'_>], layers: &[Layer]) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        if !layers
            .iter()
            .any(|layer| layer.name == layer_of(&file.name))
        {
            let text = "is in a layer without rules".to_owned();
            found.push(Finding::new(Kind::Arrow, &file.name, 1, text));
        }
    }
    for edge in edges {
        let (from, to) = (&tree.files[edge.from].name, &tree.files[edge.to].name);
        let (from_layer, to_layer) = (layer_of(from), layer_of(to));
        let Some(layer) = layers.iter().find(|layer| layer.name == from_layer) else {
            continue;
        };
        // The root file has every path; what it hands out is named by its own path instead.
        let path = &edge.mention.path;
        let target = if path.get(1).is_some_and(|name| name == to_layer) {
            path[1..].join("::")
        } else {
            to_layer.to_owned()
        };
        let is_allowed = layer.may_name.iter().any(|path| is_below(&target, path));
        if from_layer != to_layer && !is_allowed {
            let text = format!(
                "{from_layer} must not name {target} ({})",
                edge.mention.segments.join("::")
            );
            found.push(Finding::new(Kind::Arrow, from, edge.mention.line, text));
        }
    }
    found
}

/// Finds the mentions of what a layer never names.
pub fn forbidden_names(tree: &Tree, layers: &[Layer]) -> Vec<Finding> {
    let mut found = Vec::new();
    for mention in &tree.mentions {
        let file = &tree.files[mention.file].name;
        let Some(layer) = layers.iter().find(|layer| layer.name == layer_of(file)) else {
            continue;
        };
        if let Some(name) = layer.never.iter().find(|name| names(mention, name)) {
            let text = format!("{} must not name {name}", layer.name);
            found.push(Finding::new(Kind::Name, file, mention.line, text));
        }
    }
    found
}

fn names(mention: &Mention, forbidden: &str) -> bool {
    // Paths of our own crate are given without its name.
    let path = mention.path[usize::from(mention.target.is_some())..].join("::");
    // Importing everything of a module imports the forbidden name as well.
    is_below(&path, forbidden) || mention.is_glob && is_below(forbidden, &path)
}

/// Whether a path is `parent` or below it. A `parent` that ends with `*` is the beginning of a name.
fn is_below(path: &str, parent: &str) -> bool {
    match (path.strip_prefix(parent), parent.strip_suffix('*')) {
        (Some(rest), _) => rest.is_empty() || rest.starts_with("::"),
        (None, Some(start)) => path.starts_with(start),
        (None, None) => false,
    }
}
