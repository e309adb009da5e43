//! How long files and functions are.

use syn::Signature;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::tree::File;

/// The number of lines with code: without tests, comments and blank lines.
pub fn code_lines(file: &File) -> usize {
    let is_code = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    let is_test = |number: usize| file.test_lines.iter().any(|lines| lines.contains(&number));
    let numbered = file.text.lines().zip(1..);
    let code = numbered.filter(|(line, number)| is_code(line) && !is_test(*number));
    if file.is_test { 0 } else { code.count() }
}

/// A function with its first line and its length.
pub struct Length {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

/// The functions of a file, tests included.
pub fn functions(file: &File) -> Vec<Length> {
    let mut found = Functions(Vec::new());
    found.visit_file(&file.syntax);
    found.0
}

struct Functions(Vec<Length>);

impl Functions {
    fn add(&mut self, signature: &Signature, body: &syn::Block) {
        let line = signature.span().start().line;
        self.0.push(Length {
            name: signature.ident.to_string(),
            line,
            lines: body.span().end().line + 1 - line,
        });
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.add(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}
