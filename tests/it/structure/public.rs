//! The public items: which types of other crates their signatures name, and what their `# Errors` sections
//! say. A section has to name at least one variant, and only existing ones; that it names all is up to the review.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, Fields, ImplItem, Item, Meta, ReturnType, Signature, TraitItem, Visibility,
};

use super::reader::{Segments, is_for_tests, text_of};
use super::report::{Finding, Kind};
use super::tree::Tree;

/// The crates whose types may be in a public signature.
const IN_SIGNATURES: &[&str] = &["std", "core", "alloc", "egui"];

/// The names of a type's variants. A struct has none.
type Variants = BTreeSet<String>;

/// Finds what is wrong with public signatures below the `stable` paths, and with any `# Errors` section.
pub fn check(tree: &Tree, stable: &[&str]) -> Vec<Finding> {
    let mut checker = Checker {
        tree,
        types: types(tree),
        file: "",
        module: Vec::new(),
        is_stable: false,
        found: Vec::new(),
    };
    for (module, data) in &tree.modules {
        let file = &tree.files[data.file];
        let below = module[1..].join("::");
        checker.is_stable = stable
            .iter()
            .any(|path| format!("{below}::").starts_with(&format!("{path}::")));
        // Inline modules are read with their file.
        if !file.is_test && is_root_of_file(tree, module) {
            checker.file = &file.name;
            checker.module.clone_from(module);
            checker.items(&file.syntax.items);
        }
    }
    checker.found
}

fn is_root_of_file(tree: &Tree, module: &Segments) -> bool {
    let parent = tree.modules.get(&module[..module.len() - 1]);
    parent.is_none_or(|parent| parent.file != tree.modules[module].file)
}

/// The enums and structs of the crate with their variants.
fn types(tree: &Tree) -> BTreeMap<Segments, Variants> {
    fn add(items: &[Item], module: &Segments, types: &mut BTreeMap<Segments, Variants>) {
        let path = |name: &syn::Ident| [&module[..], &[name.to_string()]].concat();
        for item in items {
            match item {
                Item::Enum(item) => {
                    let variants = item.variants.iter();
                    let variants = variants.map(|variant| variant.ident.to_string());
                    types.insert(path(&item.ident), variants.collect());
                }
                Item::Struct(item) => {
                    types.insert(path(&item.ident), Variants::new());
                }
                Item::Mod(item) => {
                    if let Some((_, items)) = &item.content {
                        add(items, &path(&item.ident), types);
                    }
                }
                _ => {}
            }
        }
    }
    let mut types = BTreeMap::new();
    for (module, data) in &tree.modules {
        if is_root_of_file(tree, module) {
            add(&tree.files[data.file].syntax.items, module, &mut types);
        }
    }
    types
}

struct Checker<'a> {
    tree: &'a Tree,
    types: BTreeMap<Segments, Variants>,
    file: &'a str,
    module: Segments,
    is_stable: bool,
    found: Vec<Finding>,
}

impl Checker<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Fn(item) if is_public(&item.vis) => self.function(&item.attrs, &item.sig),
                Item::Const(item) if is_public(&item.vis) => {
                    self.signature(|v| v.visit_type(&item.ty));
                }
                Item::Static(item) if is_public(&item.vis) => {
                    self.signature(|v| v.visit_type(&item.ty));
                }
                Item::Type(item) if is_public(&item.vis) => {
                    self.signature(|v| v.visit_type(&item.ty));
                }
                Item::Struct(item) if is_public(&item.vis) => {
                    self.signature(|v| v.visit_generics(&item.generics));
                    self.fields(&item.fields, false);
                }
                Item::Enum(item) if is_public(&item.vis) => {
                    self.signature(|v| v.visit_generics(&item.generics));
                    for variant in &item.variants {
                        self.fields(&variant.fields, true);
                    }
                }
                Item::Trait(item) if is_public(&item.vis) => self.public_trait(item),
                Item::Impl(item) if item.trait_.is_none() => self.methods(item),
                Item::Mod(item) if !item.attrs.iter().any(is_for_tests) => {
                    if let Some((_, items)) = &item.content {
                        self.module.push(item.ident.to_string());
                        self.items(items);
                        self.module.pop();
                    }
                }
                _ => {}
            }
        }
    }

    fn public_trait(&mut self, item: &syn::ItemTrait) {
        self.signature(|v| v.visit_generics(&item.generics));
        for bound in &item.supertraits {
            self.signature(|v| v.visit_type_param_bound(bound));
        }
        for item in &item.items {
            match item {
                TraitItem::Fn(item) => self.function(&item.attrs, &item.sig),
                other => self.signature(|v| v.visit_trait_item(other)),
            }
        }
    }

    fn methods(&mut self, item: &syn::ItemImpl) {
        for item in &item.items {
            match item {
                ImplItem::Fn(item)
                    if is_public(&item.vis) && !item.attrs.iter().any(is_for_tests) =>
                {
                    self.function(&item.attrs, &item.sig);
                }
                ImplItem::Const(item) if is_public(&item.vis) => {
                    self.signature(|v| v.visit_type(&item.ty));
                }
                _ => {}
            }
        }
    }

    fn fields(&mut self, fields: &Fields, are_public: bool) {
        for field in fields
            .iter()
            .filter(|field| are_public || is_public(&field.vis))
        {
            self.signature(|v| v.visit_type(&field.ty));
        }
    }

    fn function(&mut self, attributes: &[Attribute], signature: &Signature) {
        self.signature(|v| v.visit_signature(signature));
        if let Some(error) = error_of(signature) {
            let name = &signature.ident;
            let path: Segments = segments(&error);
            let path = self.tree.definition(&self.module, &path);
            if let Some(wrong) = self.wrong_section(&documentation(attributes), &path) {
                let text = format!("{name}: {wrong}");
                self.find(Kind::Errors, signature.span(), text);
            }
        }
    }

    /// What is wrong with the `# Errors` section of a function that returns this error.
    fn wrong_section(&self, documentation: &str, error: &[String]) -> Option<String> {
        // Errors of other crates have variants that we do not know.
        let variants = self.types.get(error)?;
        let error = error.last()?;
        let Some(section) = section(documentation, "# Errors") else {
            return Some(format!("no `# Errors` section ({error})"));
        };
        let mut is_named = false;
        for path in names_in_code(&section) {
            let last = path.last()?;
            let owner = path.iter().rev().nth(1);
            let is_of_error = owner.is_none_or(|owner| owner == error);
            is_named |= is_of_error && variants.contains(last);
            is_named |= variants.is_empty() && path.contains(error);
            if !self.is_known(&path) {
                return Some(format!("`{}` does not exist", path.join("::")));
            }
        }
        let wrong = format!("the `# Errors` section names no variant of {error}");
        (!is_named).then_some(wrong)
    }

    /// Whether a name in a `# Errors` section exists: as a variant of the type that it names, or, alone, as
    /// a type or a variant of any type.
    fn is_known(&self, path: &[String]) -> bool {
        match path {
            [.., owner, last] => {
                let owners = self.types_named(owner);
                owners.is_empty() || owners.iter().any(|variants| variants.contains(last))
            }
            [name] => {
                ["Ok", "Err", "Some", "None"].contains(&name.as_str())
                    || !self.types_named(name).is_empty()
                    || self.types.values().any(|variants| variants.contains(name))
                    || self.tree.absolute(&self.module, path).len() > 1
            }
            [] => true,
        }
    }

    fn types_named(&self, name: &str) -> Vec<&Variants> {
        let types = self.types.iter();
        let named = types.filter(|(path, _)| path.last().is_some_and(|last| last == name));
        named.map(|(_, variants)| variants).collect()
    }

    /// Holds the types of a public signature against the crates that it may name.
    fn signature(&mut self, read: impl FnOnce(&mut Paths)) {
        let mut paths = Paths(Vec::new());
        if self.is_stable {
            read(&mut paths);
        }
        for (path, span) in paths.0 {
            let path = self.tree.definition(&self.module, &path);
            // A single name that was not imported is a type parameter or in the prelude.
            let is_foreign = path.len() > 1
                && self.tree.file_of(&path).is_none()
                && path[0].chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if is_foreign && !IN_SIGNATURES.contains(&path[0].as_str()) {
                let text = format!("{} is public", path.join("::"));
                self.find(Kind::Interface, span, text);
            }
        }
    }

    fn find(&mut self, kind: Kind, span: Span, text: String) {
        let line = span.start().line;
        self.found.push(Finding::new(kind, self.file, line, text));
    }
}

/// The paths of types in a signature.
struct Paths(Vec<(Segments, Span)>);

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0.push((segments(path), path.span()));
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_expr(&mut self, _: &'ast Expr) {}
}

fn segments(path: &syn::Path) -> Segments {
    path.segments
        .iter()
        .map(|part| part.ident.to_string())
        .collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The error type of a function that returns a `Result`.
fn error_of(signature: &Signature) -> Option<syn::Path> {
    let ReturnType::Type(_, output) = &signature.output else {
        return None;
    };
    let syn::Type::Path(output) = &**output else {
        return None;
    };
    let result = output
        .path
        .segments
        .last()
        .filter(|last| last.ident == "Result")?;
    let syn::PathArguments::AngleBracketed(arguments) = &result.arguments else {
        return None;
    };
    match arguments.args.iter().nth(1)? {
        syn::GenericArgument::Type(syn::Type::Path(error)) => Some(error.path.clone()),
        _ => None,
    }
}

pub fn documentation(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => text_of(&pair.value),
            _ => None,
        })
        .map(|line| line.trim().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// The text below a heading, up to the next one.
fn section(documentation: &str, heading: &str) -> Option<String> {
    let mut lines = documentation.lines();
    lines.find(|line| *line == heading)?;
    let lines = lines.take_while(|line| !line.starts_with("# "));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// The paths between backticks whose last name begins with a capital letter.
fn names_in_code(text: &str) -> Vec<Segments> {
    let mut found = Vec::new();
    for code in text.split('`').skip(1).step_by(2) {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        for path in code.split(|c| !is_part(c)) {
            let path: Segments = path.split("::").map(str::to_owned).collect();
            let begins_with_capital = |name: &String| name.starts_with(char::is_uppercase);
            if path.last().is_some_and(begins_with_capital) {
                found.push(path);
            }
        }
    }
    found
}
