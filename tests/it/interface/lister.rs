//! Lists the public items that a host app can name, with their signatures.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, ImplItem, Item, Signature, TraitItem, Type, Visibility};

use crate::structure::reader::{Segments, attributes_of, is_for_tests};
use crate::structure::tree::Tree;

/// Where an item can be named: its definition, with the path at which host apps find it.
type Exported = BTreeMap<Segments, String>;

pub struct Lister<'a> {
    tree: &'a Tree,
    exported: Exported,
    lines: BTreeSet<String>,
}

impl<'a> Lister<'a> {
    pub fn new(tree: &'a Tree) -> Self {
        let mut lister = Self {
            tree,
            exported: Exported::new(),
            lines: BTreeSet::new(),
        };
        lister.export(&vec!["crate".to_owned()], &[]);
        lister
    }

    /// The lines of the list.
    pub fn list(mut self) -> String {
        for module in self.modules() {
            let file = self.tree.modules[&module].file;
            for item in items_of(self.tree, &module) {
                self.item(&module, item, &self.tree.files[file].text);
            }
        }
        let mut text = self.lines.into_iter().collect::<Vec<_>>().join("\n");
        text.push('\n');
        text
    }

    /// Every module that is part of the program, whether or not it is public: implementations may be anywhere.
    fn modules(&self) -> Vec<Segments> {
        let modules = self.tree.modules.iter();
        let modules = modules.filter(|(_, module)| !self.tree.files[module.file].is_test);
        modules.map(|(path, _)| path.clone()).collect()
    }

    /// Notes what can be named in a public module and in those below it, as rustdoc shows it: nothing hidden, and what is
    /// exported again only where it comes first. `shown` is the path at which host apps find the module.
    fn export(&mut self, module: &Segments, shown: &[String]) {
        let (modules, items): (Vec<_>, Vec<_>) = items_of(self.tree, module)
            .into_iter()
            .filter(|item| !is_hidden(attributes_of(item)))
            .partition(|item| matches!(item, Item::Mod(_)));
        for item in items {
            if let Item::Use(item) = item {
                if is_visible(&item.vis, &item.attrs) {
                    let mut names = Vec::new();
                    leaves(&item.tree, &mut Vec::new(), &mut names);
                    for (path, name) in names {
                        let definition = self.tree.definition(module, &path);
                        self.add(definition, shown, &name);
                    }
                }
            } else if let Some(name) = name_of(item) {
                let definition = [&module[..], std::slice::from_ref(&name)].concat();
                self.add(definition, shown, &name);
            }
        }
        for item in modules {
            if let Item::Mod(item) = item
                && is_visible(&item.vis, &item.attrs)
            {
                let name = [item.ident.to_string()];
                self.export(&[&module[..], &name].concat(), &[shown, &name].concat());
            }
        }
    }

    fn add(&mut self, definition: Segments, shown: &[String], name: &str) {
        let shown = [shown, &[name.to_owned()]].concat();
        if self.tree.modules.contains_key(&definition) {
            return self.export(&definition, &shown);
        }
        let owner = definition[..definition.len() - 1].to_vec();
        let named = |item: &&Item| named(item) == definition.last().cloned();
        if items_of(self.tree, &owner)
            .into_iter()
            .find(named)
            .is_some_and(|item| is_hidden(attributes_of(item)))
        {
            return;
        }
        let path = shown.join("::");
        match self.exported.get(&definition) {
            None => drop(self.exported.insert(definition, path)),
            Some(first) => self.line(&format!("{path}: use {first}")),
        }
    }

    /// The path at which host apps find what a type names.
    fn path_of(&self, module: &[String], ty: &Type) -> Option<String> {
        let Type::Path(ty) = ty else {
            return None;
        };
        let segments = ty.path.segments.iter();
        let segments: Segments = segments.map(|part| part.ident.to_string()).collect();
        let definition = self.tree.definition(module, &segments);
        self.exported.get(&definition).cloned()
    }

    fn item(&mut self, module: &Segments, item: &Item, text: &str) {
        match item {
            Item::Impl(item) => return self.implementation(module, item, text),
            Item::Macro(item) if item.mac.path.is_ident("methods") => {
                return self.methods(&text[item.mac.tokens.span().byte_range()]);
            }
            _ => {}
        }
        let Some(path) = name_of(item)
            .and_then(|name| self.exported.get(&[&module[..], &[name]].concat()).cloned())
        else {
            return;
        };
        match item {
            Item::Fn(item) => self.line(&format!("{path}: {}", signature(&item.sig, text))),
            Item::Const(item) => {
                let line = format!("{path}: const {}", source(text, item.ty.span()));
                self.line(&line);
            }
            Item::Static(item) => {
                let line = format!("{path}: static {}", source(text, item.ty.span()));
                self.line(&line);
            }
            Item::Type(item) => {
                let line = format!("{path}: type {}", source(text, item.ty.span()));
                self.line(&line);
            }
            Item::Struct(item) => {
                self.line(&format!("{path}: struct{}", marks(&item.attrs, text)));
                self.fields(&path, &item.fields, false, text);
            }
            Item::Enum(item) => {
                self.line(&format!("{path}: enum{}", marks(&item.attrs, text)));
                for variant in item.variants.iter().filter(|it| !is_hidden(&it.attrs)) {
                    let variant_path = format!("{path}::{}", variant.ident);
                    self.line(&format!(
                        "{variant_path}: variant{}",
                        marks(&variant.attrs, text)
                    ));
                    self.fields(&variant_path, &variant.fields, true, text);
                }
            }
            Item::Trait(item) => {
                self.line(&format!(
                    "{path}: trait {}",
                    source(text, item.supertraits.span())
                ));
                for item in &item.items {
                    if let TraitItem::Fn(item) = item
                        && !is_hidden(&item.attrs)
                    {
                        let has = if item.default.is_some() {
                            " (provided)"
                        } else {
                            ""
                        };
                        let name = &item.sig.ident;
                        self.line(&format!(
                            "{path}::{name}: {}{has}",
                            signature(&item.sig, text)
                        ));
                    }
                }
            }
            _ => {}
        }
    }

    /// The methods of `Settings` that a macro makes of lines like `title(title: impl Into<String>) = Setting::…;`.
    fn methods(&mut self, text: &str) {
        for line in text.lines().map(str::trim) {
            if let Some((method, _)) = line.split_once(") =")
                && let Some((name, _)) = method.split_once('(')
            {
                self.line(&format!("Settings::{name}: fn {method}) -> Self"));
            }
        }
    }

    fn fields(&mut self, path: &str, fields: &Fields, are_public: bool, text: &str) {
        for (number, field) in fields.iter().enumerate() {
            if (are_public || matches!(field.vis, Visibility::Public(_)))
                && !is_hidden(&field.attrs)
            {
                let name = field.ident.as_ref().map(ToString::to_string);
                let name = name.unwrap_or_else(|| number.to_string());
                self.line(&format!("{path}.{name}: {}", source(text, field.ty.span())));
            }
        }
    }

    fn implementation(&mut self, module: &Segments, item: &syn::ItemImpl, text: &str) {
        let Some(path) = self.path_of(module, &item.self_ty) else {
            return;
        };
        if item.attrs.iter().any(is_for_tests) || is_hidden(&item.attrs) {
            return;
        }
        if let Some((_, of, _)) = &item.trait_ {
            return self.line(&format!("{path}: impl {}", source(text, of.span())));
        }
        for item in &item.items {
            match item {
                ImplItem::Fn(item) if is_visible(&item.vis, &item.attrs) => {
                    let name = &item.sig.ident;
                    self.line(&format!("{path}::{name}: {}", signature(&item.sig, text)));
                }
                ImplItem::Const(item) if is_visible(&item.vis, &item.attrs) => {
                    let ty = source(text, item.ty.span());
                    self.line(&format!("{path}::{}: const {ty}", item.ident));
                }
                _ => {}
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.lines.insert(line.trim_end().to_owned());
    }
}

fn is_visible(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_))
        && !attributes.iter().any(is_for_tests)
        && !is_hidden(attributes)
}

/// Whether rustdoc hides an item.
fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("doc")
            && list.is_ok_and(|list| list.tokens.to_string() == "hidden")
    })
}

/// The items of a module, in its file or inline.
pub fn items_of<'a>(tree: &'a Tree, module: &[String]) -> Vec<&'a Item> {
    let Some(data) = tree.modules.get(module) else {
        return Vec::new();
    };
    // The file belongs to the outermost module that is in it; the ones below are inline.
    let mut length = module.len();
    while length > 1
        && tree
            .modules
            .get(&module[..length - 1])
            .is_some_and(|m| m.file == data.file)
    {
        length -= 1;
    }
    let mut items: Vec<&Item> = tree.files[data.file].syntax.items.iter().collect();
    for name in &module[length..] {
        let inline = items.into_iter().find_map(|item| match item {
            Item::Mod(item) if item.ident == *name => item.content.as_ref(),
            _ => None,
        });
        items = inline.map_or_else(Vec::new, |(_, items)| items.iter().collect());
    }
    items
}

/// The name of a public item that is shown.
fn name_of(item: &Item) -> Option<String> {
    let visibility = match item {
        Item::Const(item) => &item.vis,
        Item::Enum(item) => &item.vis,
        Item::Fn(item) => &item.vis,
        Item::Static(item) => &item.vis,
        Item::Struct(item) => &item.vis,
        Item::Trait(item) => &item.vis,
        Item::Type(item) => &item.vis,
        _ => return None,
    };
    is_visible(visibility, attributes_of(item)).then(|| named(item))?
}

/// The name of an item, public or not.
pub fn named(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// The paths that a `use` imports, each with the name that it gets.
pub fn leaves(tree: &syn::UseTree, path: &mut Segments, out: &mut Vec<(Segments, String)>) {
    match tree {
        syn::UseTree::Path(tree) => {
            path.push(tree.ident.to_string());
            leaves(&tree.tree, path, out);
            path.pop();
        }
        syn::UseTree::Name(tree) => {
            let name = tree.ident.to_string();
            out.push(([&path[..], std::slice::from_ref(&name)].concat(), name));
        }
        syn::UseTree::Rename(tree) => {
            let path = [&path[..], &[tree.ident.to_string()]].concat();
            out.push((path, tree.rename.to_string()));
        }
        syn::UseTree::Group(tree) => {
            for tree in &tree.items {
                leaves(tree, path, out);
            }
        }
        // Not used for what is public.
        syn::UseTree::Glob(_) => {}
    }
}

fn signature(signature: &Signature, text: &str) -> String {
    source(text, signature.span())
}

/// The attributes that are part of the interface: derived traits, and whether it can grow.
fn marks(attributes: &[Attribute], text: &str) -> String {
    let is_mark = |attribute: &&Attribute| {
        let path = attribute.path();
        path.is_ident("derive") || path.is_ident("non_exhaustive")
    };
    let marks = attributes.iter().filter(is_mark);
    let marks = marks.map(|attribute| format!(" {}", source(text, attribute.span())));
    marks.collect()
}

/// The source text of a span, in one line.
fn source(text: &str, span: Span) -> String {
    let bytes = span.byte_range();
    let words: Vec<&str> = text[bytes].split_whitespace().collect();
    let line = words.join(" ");
    line.replace("( ", "(")
        .replace(", )", ")")
        .replace(" )", ")")
        .replace("< ", "<")
        .replace(", >", ">")
}
