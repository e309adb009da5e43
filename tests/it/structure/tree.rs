//! The module tree of a crate, read from its source files with `syn`: which file each module is in, which
//! names each module has, and which paths each file mentions.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use super::reader::{Child, Mention, Module, Reader, Segments};

/// A source file.
pub struct File {
    /// The path below the source root, with slashes.
    pub name: String,
    pub text: String,
    pub syntax: syn::File,
    /// Whether the whole file is only compiled for tests.
    pub is_test: bool,
    /// The lines of items that are only compiled for tests.
    pub test_lines: Vec<RangeInclusive<usize>>,
}

/// The sources of one or more crates that share a folder.
#[derive(Default)]
pub struct Tree {
    pub files: Vec<File>,
    pub modules: HashMap<Segments, Module>,
    pub mentions: Vec<Mention>,
}

impl Tree {
    /// Reads the crates of a source root, each with the name of its root file and of the crate. A root file
    /// that does not exist is skipped.
    pub fn read(root: &Path, crates: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (file, name) in crates {
            if root.join(file).exists() {
                tree.read_module(root, file, &[(*name).to_owned()], false);
            }
        }
        let mut mentions = std::mem::take(&mut tree.mentions);
        for mention in &mut mentions {
            mention.path = tree.absolute(&mention.module, &mention.segments);
            mention.target = tree.file_of(&mention.path);
        }
        tree.mentions = mentions;
        tree
    }

    fn read_module(&mut self, root: &Path, name: &str, module: &[String], is_test: bool) {
        let text = fs::read_to_string(root.join(name));
        let text = text.unwrap_or_else(|error| panic!("{name}: {error}"));
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let reader = Reader::read(&syntax, self.files.len(), module, is_test);
        self.modules.extend(reader.modules);
        self.mentions.extend(reader.mentions);
        self.files.push(File {
            name: name.to_owned(),
            text,
            syntax,
            is_test,
            test_lines: reader.test_lines,
        });
        for child in reader.children {
            let file = file_of_child(root, Path::new(name), module.len(), &child);
            let file = file.to_str().expect("a name in UTF-8").replace('\\', "/");
            self.read_module(root, &file, &child.module, child.is_test);
        }
    }

    /// The absolute form of a path that is written in `module`. A path into another crate begins with that
    /// crate's name.
    pub fn absolute(&self, module: &[String], segments: &[String]) -> Segments {
        self.resolve(module, segments, &mut HashSet::new())
            .unwrap_or_else(|| segments.to_vec())
    }

    fn resolve(
        &self,
        module: &[String],
        segments: &[String],
        visited: &mut HashSet<(Segments, String)>,
    ) -> Option<Segments> {
        let (first, rest) = segments.split_first()?;
        let base = match first.as_str() {
            "crate" | "$crate" => module[..1].to_vec(),
            "self" => return Some(descend(module, rest)),
            "super" => return Some(descend(&module[..module.len() - 1], rest)),
            // `::name` is a crate.
            "" => return Some(rest.to_vec()),
            name => self.look_up(module, name, visited)?,
        };
        Some([&base[..], rest].concat())
    }

    /// The absolute path of a name that is in scope in a module.
    fn look_up(
        &self,
        module: &[String],
        name: &str,
        visited: &mut HashSet<(Segments, String)>,
    ) -> Option<Segments> {
        if !visited.insert((module.to_vec(), name.to_owned())) {
            return None;
        }
        let here = self.modules.get(module)?;
        let own = [module, &[name.to_owned()]].concat();
        if self.modules.contains_key(&own) || here.items.contains(name) {
            return Some(own);
        }
        if let Some(path) = here.names.get(name).and_then(|paths| paths.first()) {
            let resolved = self.resolve(module, path, visited);
            return Some(resolved.unwrap_or_else(|| path.clone()));
        }
        // The binary names the library like any other crate.
        if self.modules.contains_key(&[name.to_owned()][..]) {
            return Some(vec![name.to_owned()]);
        }
        here.globs.iter().find_map(|glob| {
            let target = self.resolve(module, glob, visited)?;
            self.look_up(&target, name, visited)
        })
    }

    /// The absolute path of the item that a path names, through imports and re-exports.
    pub fn definition(&self, module: &[String], segments: &[String]) -> Segments {
        let mut path = self.absolute(module, segments);
        // A chain of re-exports is short; the limit is for one that leads back to itself.
        for _ in 0..16 {
            let Some((owner, rest)) = self.split(&path) else {
                break;
            };
            let Some(next) = rest
                .first()
                .and_then(|name| self.look_up(owner, name, &mut HashSet::new()))
            else {
                break;
            };
            let next = [&next[..], &rest[1..]].concat();
            if next == path {
                break;
            }
            path = next;
        }
        path
    }

    /// Splits an absolute path into the innermost module that it names and the rest.
    pub fn split<'a>(&self, path: &'a [String]) -> Option<(&'a [String], &'a [String])> {
        (1..=path.len())
            .rev()
            .map(|length| path.split_at(length))
            .find(|(module, _)| self.modules.contains_key(*module))
    }

    /// The file with the innermost module that an absolute path names.
    pub fn file_of(&self, path: &[String]) -> Option<usize> {
        let (module, _) = self.split(path)?;
        Some(self.modules[module].file)
    }
}

/// The file of a module that `parent` declares, `depth` names below the crate.
fn file_of_child(root: &Path, parent: &Path, depth: usize, child: &Child) -> PathBuf {
    if let Some(place) = &child.place {
        return parent.with_file_name(place);
    }
    let is_folder = ["mod.rs", "lib.rs", "main.rs"]
        .iter()
        .any(|end| parent.ends_with(end));
    let mut place = parent.with_extension("");
    if is_folder {
        place.pop();
    }
    // Inline modules between the file and the child are folders as well.
    place.extend(&child.module[depth..]);
    let beside = place.with_extension("rs");
    if root.join(&beside).exists() {
        beside
    } else {
        place.join("mod.rs")
    }
}

/// Resolves what follows `self` or `super`, which may be further `super`s.
fn descend(module: &[String], rest: &[String]) -> Segments {
    match rest {
        [first, rest @ ..] if first == "super" => descend(&module[..module.len() - 1], rest),
        _ => [module, rest].concat(),
    }
}
