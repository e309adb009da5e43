//! The module tree of a crate, read from its source files with `syn`: which file each module is in, which
//! names each module has, and which paths each file mentions.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ImplItem, Item, TraitItem, UseTree};

/// The segments of a path. In an absolute path the first one is the name of the crate.
pub type Segments = Vec<String>;

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

/// A module, in a file of its own or inline.
#[derive(Default)]
pub struct Module {
    pub file: usize,
    /// Imported names with the paths that they stand for, as written.
    names: HashMap<String, Vec<Segments>>,
    /// Paths that are imported with `*`, as written.
    globs: Vec<Segments>,
    /// The types and traits that are defined here.
    items: HashSet<String>,
}

/// A path that is written in a file: of an import, or with more than one name.
pub struct Mention {
    pub file: usize,
    module: Segments,
    /// The path as written.
    pub segments: Segments,
    /// The absolute path.
    pub path: Segments,
    /// The file with the innermost module that the path names. `None` in another crate.
    pub target: Option<usize>,
    pub line: usize,
    pub is_import: bool,
    /// Whether it imports everything (`path::*`).
    pub is_glob: bool,
    pub is_test: bool,
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
        let mut reader = Reader {
            tree: self,
            file: 0,
            module: module.to_vec(),
            is_test,
            test_lines: Vec::new(),
            children: Vec::new(),
        };
        reader.file = reader.tree.files.len();
        reader.open(module);
        // The file's place is taken before its children are read.
        reader.tree.files.push(File {
            name: name.to_owned(),
            text,
            syntax: syn::File {
                shebang: None,
                attrs: Vec::new(),
                items: Vec::new(),
            },
            is_test,
            test_lines: Vec::new(),
        });
        reader.visit_file(&syntax);
        let (file, test_lines, children) = (reader.file, reader.test_lines, reader.children);
        self.files[file].syntax = syntax;
        self.files[file].test_lines = test_lines;
        let is_folder = ["mod.rs", "lib.rs", "main.rs"]
            .iter()
            .any(|end| Path::new(name).ends_with(end));
        let folder = if is_folder {
            Path::new(name).parent().map(PathBuf::from)
        } else {
            Some(Path::new(name).with_extension(""))
        };
        for (path, is_test, place) in children {
            let child = if let Some(place) = place {
                Path::new(name).with_file_name(place)
            } else {
                // Inline modules between the file and the child are folders as well.
                let mut place = folder.clone().unwrap_or_default();
                place.extend(&path[module.len()..]);
                let beside = place.with_extension("rs");
                let is_beside = root.join(&beside).exists();
                if is_beside {
                    beside
                } else {
                    place.join("mod.rs")
                }
            };
            let child = child.to_str().expect("a name in UTF-8").replace('\\', "/");
            self.read_module(root, &child, &path, is_test);
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

/// Resolves what follows `self` or `super`, which may be further `super`s.
fn descend(module: &[String], rest: &[String]) -> Segments {
    match rest {
        [first, rest @ ..] if first == "super" => descend(&module[..module.len() - 1], rest),
        _ => [module, rest].concat(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    Path,
    Import,
    Glob,
}

/// Collects what a file has and mentions.
struct Reader<'a> {
    tree: &'a mut Tree,
    file: usize,
    module: Segments,
    is_test: bool,
    test_lines: Vec<RangeInclusive<usize>>,
    /// Modules in files of their own, whether they are only for tests, and their `#[path = "…"]`.
    children: Vec<(Segments, bool, Option<String>)>,
}

impl Reader<'_> {
    fn open(&mut self, path: &[String]) {
        let module = Module {
            file: self.file,
            ..Module::default()
        };
        self.tree.modules.insert(path.to_vec(), module);
    }

    fn here(&mut self) -> &mut Module {
        self.tree
            .modules
            .get_mut(&self.module)
            .expect("an open module")
    }

    fn mention(&mut self, segments: Segments, line: usize, how: How) {
        self.tree.mentions.push(Mention {
            file: self.file,
            module: self.module.clone(),
            segments,
            path: Vec::new(),
            target: None,
            line,
            is_import: how != How::Path,
            is_glob: how == How::Glob,
            is_test: self.is_test,
        });
    }

    /// Visits an item, for tests only if one of its attributes says so.
    fn with_attributes<T: Spanned>(
        &mut self,
        attributes: &[Attribute],
        item: &T,
        visit: impl FnOnce(&mut Self),
    ) {
        let was_test = self.is_test;
        if attributes.iter().any(is_for_tests) {
            let span = item.span();
            self.test_lines.push(span.start().line..=span.end().line);
            self.is_test = true;
        }
        visit(self);
        self.is_test = was_test;
    }

    fn import(&mut self, tree: &UseTree, prefix: &Segments) {
        let with = |name: &syn::Ident| {
            let mut path = prefix.clone();
            path.push(name.to_string());
            path
        };
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, prefix);
                }
            }
            UseTree::Glob(glob) => {
                self.here().globs.push(prefix.clone());
                self.mention(prefix.clone(), glob.span().start().line, How::Glob);
            }
            UseTree::Name(name) => self.import_name(with(&name.ident), None, name),
            UseTree::Rename(name) => {
                self.import_name(with(&name.ident), Some(&name.rename), name);
            }
        }
    }

    fn import_name(&mut self, mut path: Segments, alias: Option<&syn::Ident>, item: &impl Spanned) {
        // `use a::b::{self}` imports `b`.
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = alias.map(ToString::to_string).or(path.last().cloned());
        if let Some(name) = name {
            self.here()
                .names
                .entry(name)
                .or_default()
                .push(path.clone());
        }
        self.mention(path, item.span().start().line, How::Import);
    }

    /// Mentions the paths in the tokens of a macro, which `syn` does not parse.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let mut path: Segments = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        let mut after_dollar = false;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.finish(&mut path, line);
                    }
                    if path.is_empty() {
                        line = name.span().start().line;
                    }
                    let dollar = if after_dollar { "$" } else { "" };
                    path.push(format!("{dollar}{name}"));
                    colons = 0;
                    after_dollar = false;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => {
                    let is_first = sign.spacing() == Spacing::Joint || colons == 1;
                    colons = if is_first { colons + 1 } else { 0 };
                }
                other => {
                    self.finish(&mut path, line);
                    colons = 0;
                    after_dollar =
                        matches!(&other, TokenTree::Punct(sign) if sign.as_char() == '$');
                    if let TokenTree::Group(group) = other {
                        debug_assert!(group.delimiter() != Delimiter::None);
                        self.read_tokens(group.stream());
                    }
                }
            }
        }
        self.finish(&mut path, line);
    }

    fn finish(&mut self, path: &mut Segments, line: usize) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.mention(path, line, How::Path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if let Some(name) = name_of(item) {
            self.here().items.insert(name);
        }
        self.with_attributes(attributes_of(item), item, |this| {
            visit::visit_item(this, item);
        });
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let is_file = item.content.is_none();
        self.module.push(item.ident.to_string());
        if is_file {
            let place = item
                .attrs
                .iter()
                .find_map(|attribute| match &attribute.meta {
                    syn::Meta::NameValue(pair) if pair.path.is_ident("path") => {
                        text_of(&pair.value)
                    }
                    _ => None,
                });
            self.children
                .push((self.module.clone(), self.is_test, place));
        } else {
            let path = self.module.clone();
            self.open(&path);
            visit::visit_item_mod(self, item);
        }
        self.module.pop();
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => &Vec::new(),
        };
        self.with_attributes(attributes, item, |this| visit::visit_impl_item(this, item));
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let attributes = match item {
            TraitItem::Fn(item) => &item.attrs,
            _ => &Vec::new(),
        };
        self.with_attributes(attributes, item, |this| visit::visit_trait_item(this, item));
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let prefix = if item.leading_colon.is_some() {
            vec![String::new()]
        } else {
            Vec::new()
        };
        self.import(&item.tree, &prefix);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments: Segments = Vec::new();
        if path.leading_colon.is_some() {
            segments.push(String::new());
        }
        segments.extend(path.segments.iter().map(|part| part.ident.to_string()));
        // A single name is imported, defined or in the prelude.
        if segments.len() > 1 {
            self.mention(segments, path.span().start().line, How::Path);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        visit::visit_macro(self, item);
        self.read_tokens(item.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        // Links in documentation are no imports.
        if !attribute.path().is_ident("doc")
            && let syn::Meta::List(list) = &attribute.meta
        {
            self.read_tokens(list.tokens.clone());
        }
    }

    // `pub(in path)` names nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

/// Whether an attribute is `#[test]` or a `#[cfg(…)]` that holds only in tests.
pub fn is_for_tests(attribute: &Attribute) -> bool {
    if attribute.path().is_ident("test") {
        return true;
    }
    let syn::Meta::List(list) = &attribute.meta else {
        return false;
    };
    let words = list.tokens.to_string();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    list.path.is_ident("cfg") && words.contains(&"test") && !words.contains(&"not")
}

/// The text of a string literal.
pub fn text_of(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name of an item that paths can lead through. A function can have the name of a module.
fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Enum(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
