//! Reads one file: the modules in it, the names that each has, and the paths that are mentioned.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ImplItem, Item, TraitItem, UseTree};

/// The segments of a path. In an absolute path the first one is the name of the crate.
pub type Segments = Vec<String>;

/// A module, in a file of its own or inline.
#[derive(Default)]
pub struct Module {
    pub file: usize,
    /// Imported names with the paths that they stand for, as written.
    pub names: HashMap<String, Vec<Segments>>,
    /// Paths that are imported with `*`, as written.
    pub globs: Vec<Segments>,
    /// The types and traits that are defined here.
    pub items: HashSet<String>,
}

/// A path that is written in a file: of an import, or with more than one name.
pub struct Mention {
    pub file: usize,
    pub module: Segments,
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

#[derive(Clone, Copy, PartialEq)]
enum How {
    Path,
    Import,
    Glob,
}

/// A module that is declared in a file and has a file of its own.
pub struct Child {
    pub module: Segments,
    pub is_test: bool,
    /// Its `#[path = "…"]`.
    pub place: Option<String>,
}

/// Collects what a file declares and mentions.
pub struct Reader {
    file: usize,
    module: Segments,
    is_test: bool,
    pub modules: HashMap<Segments, Module>,
    pub mentions: Vec<Mention>,
    pub children: Vec<Child>,
    /// The lines of items that are only compiled for tests.
    pub test_lines: Vec<RangeInclusive<usize>>,
}

impl Reader {
    /// Reads a file that contains a module.
    pub fn read(syntax: &syn::File, file: usize, module: &[String], is_test: bool) -> Self {
        let mut reader = Self {
            file,
            module: module.to_vec(),
            is_test,
            modules: HashMap::new(),
            mentions: Vec::new(),
            children: Vec::new(),
            test_lines: Vec::new(),
        };
        reader.open();
        reader.visit_file(syntax);
        reader
    }

    fn open(&mut self) {
        let module = Module {
            file: self.file,
            ..Module::default()
        };
        self.modules.insert(self.module.clone(), module);
    }

    fn here(&mut self) -> &mut Module {
        self.modules.get_mut(&self.module).expect("an open module")
    }

    fn mention(&mut self, segments: Segments, line: usize, how: How) {
        self.mentions.push(Mention {
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

impl<'ast> Visit<'ast> for Reader {
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
            self.children.push(Child {
                module: self.module.clone(),
                is_test: self.is_test,
                place,
            });
        } else {
            self.open();
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

pub fn attributes_of(item: &Item) -> &[Attribute] {
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
