//! Everything that is measured about a source root.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use super::edges::{describe, edges, loops};
use super::public;
use super::rules::{Layer, forbidden_arrows, forbidden_names};
use super::sizes::{code_lines, functions};
use super::tree::Tree;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A layer names one that it must not know, or has no rules.
    Arrow,
    /// A layer names what it never does.
    Name,
    /// A file is in a loop of its layer.
    Loop,
    LongFile,
    LongFunction,
    /// A `# Errors` section is missing, or names no variant or a wrong one.
    Errors,
    /// A type of another crate is in the stable interface.
    Interface,
    /// A file is in no module.
    Unused,
}

/// What breaks a rule, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    pub kind: Kind,
    pub file: String,
    pub line: usize,
    text: String,
}

impl Finding {
    pub fn new(kind: Kind, file: &str, line: usize, text: String) -> Self {
        let file = file.to_owned();
        Self {
            kind,
            file,
            line,
            text,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// What holds for a source root.
pub struct Rules {
    pub layers: &'static [Layer],
    /// The paths of the stable interface.
    pub stable: &'static [&'static str],
    pub file_lines: usize,
    pub function_lines: usize,
}

/// The measures of a source root.
pub struct Report {
    pub findings: Vec<Finding>,
    /// The lines of code without tests, comments and blank lines.
    pub code_lines: usize,
    /// The loops with the mentions that make them.
    pub loops: String,
}

impl Report {
    pub fn new(root: &Path, rules: &Rules) -> Self {
        let tree = Tree::read(
            root,
            &[("lib.rs", "egui_authenticator"), ("main.rs", "main")],
        );
        let edges = edges(&tree);
        let groups = loops(&tree, &edges);
        let mut findings = forbidden_arrows(&tree, &edges, rules.layers);
        findings.extend(forbidden_names(&tree, rules.layers));
        findings.extend(public::check(&tree, rules.stable));
        findings.extend(unused_files(root, &tree));
        for group in &groups {
            for file in group {
                let edge = edges
                    .iter()
                    .find(|edge| edge.from == *file && group.contains(&edge.to));
                if let Some(edge) = edge {
                    let text = format!(
                        "in a loop of {} files, by {}",
                        group.len(),
                        edge.mention.segments.join("::")
                    );
                    findings.push(Finding::new(
                        Kind::Loop,
                        &tree.files[*file].name,
                        edge.mention.line,
                        text,
                    ));
                }
            }
        }
        for file in &tree.files {
            let lines = file.text.lines().count();
            if lines > rules.file_lines {
                let text = format!("{lines} lines");
                findings.push(Finding::new(
                    Kind::LongFile,
                    &file.name,
                    rules.file_lines + 1,
                    text,
                ));
            }
            for function in functions(file) {
                if function.lines > rules.function_lines {
                    let text = format!("{} has {} lines", function.name, function.lines);
                    findings.push(Finding::new(
                        Kind::LongFunction,
                        &file.name,
                        function.line,
                        text,
                    ));
                }
            }
        }
        findings.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Self {
            findings,
            code_lines: tree.files.iter().map(code_lines).sum(),
            loops: describe(&tree, &edges, &groups),
        }
    }

    /// The findings of one kind.
    pub fn of(&self, kind: Kind) -> Vec<String> {
        let findings = self.findings.iter().filter(|finding| finding.kind == kind);
        findings.map(ToString::to_string).collect()
    }
}

/// Every source file below a folder, with its path below it.
pub fn source_files(folder: &Path) -> Vec<String> {
    fn add(root: &Path, folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                add(root, &path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).expect("below the root");
                found.push(name.to_str().expect("a name in UTF-8").replace('\\', "/"));
            }
        }
    }
    let mut found = Vec::new();
    add(folder, folder, &mut found);
    found.sort();
    found
}

fn unused_files(root: &Path, tree: &Tree) -> Vec<Finding> {
    let used: BTreeSet<&str> = tree.files.iter().map(|file| file.name.as_str()).collect();
    let files = source_files(root).into_iter();
    let unused = files.filter(|file| !used.contains(file.as_str()));
    let find = |file: String| Finding::new(Kind::Unused, &file, 1, "is in no module".to_owned());
    unused.map(find).collect()
}
