//! What a component sets for a whole window: only where the app has given it the window.

use std::fs;

use syn::visit::{self, Visit};

use super::reader::is_for_tests;
use super::report::source_files;
use super::source_folder;

/// The functions of egui that set something for the whole window, and those that draw in the style of the window.
const GLOBAL: &[&str] = &[
    "all_styles_mut",
    "global_style",
    "global_style_mut",
    "on_disabled_hover_text",
    "on_disabled_hover_ui",
    "on_hover_text",
    "on_hover_text_at_pointer",
    "on_hover_ui",
    "on_hover_ui_at_pointer",
    "options_mut",
    "reset_style",
    "scroll_to_me",
    "set_fonts",
    "set_global_style",
    "set_pixels_per_point",
    "set_style_of",
    "set_theme",
    "set_visuals",
    "set_visuals_of",
    "set_zoom_factor",
    "style_mut_of",
    "tessellation_options_mut",
];

/// The files that may call one of them, and why.
const ALLOWED: &[(&str, &str)] = &[
    // Only in a window of its own.
    ("authenticator/own_window.rs", "set_theme"),
    ("authenticator/own_window.rs", "set_zoom_factor"),
    ("ui/theme/screen_style.rs", "style_mut_of"),
    // What is drawn outside of a screen, as in the gallery.
    ("ui/theme/scope.rs", "global_style"),
];

/// The calls in a file, with their lines.
#[derive(Default)]
struct Calls(Vec<(usize, String)>);

impl Calls {
    fn of(text: &str) -> Vec<(usize, String)> {
        let mut calls = Self::default();
        calls.visit_file(&syn::parse_file(text).expect("Rust"));
        calls.0
    }

    fn add(&mut self, name: &syn::Ident) {
        let text = name.to_string();
        if GLOBAL.contains(&text.as_str()) {
            self.0.push((name.span().start().line, text));
        }
    }
}

impl<'ast> Visit<'ast> for Calls {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !item.attrs.iter().any(is_for_tests) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.add(&call.method);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if path.path.segments.len() > 1
            && let Some(last) = path.path.segments.last()
        {
            self.add(&last.ident);
        }
        visit::visit_expr_path(self, path);
    }
}

#[test]
fn nothing_is_set_for_the_whole_window_but_in_a_window_of_our_own() {
    let mut found = Vec::new();
    for file in source_files(&source_folder()) {
        let text = fs::read_to_string(source_folder().join(&file)).expect("read");
        let forbidden = Calls::of(&text)
            .into_iter()
            .filter(|(_, name)| !ALLOWED.contains(&(file.as_str(), name)));
        found.extend(forbidden.map(|(line, name)| format!("{file}:{line}: {name}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_global_setter_is_found_as_a_method_and_as_a_path() {
    let text = "fn f(ctx: &Context) {
        ctx.set_theme(Theme::Dark);
        let set = Context::set_zoom_factor;
        ctx.theme();
    }
    #[cfg(test)]
    mod tests {
        fn g(ctx: &Context) { ctx.set_theme(Theme::Dark); }
    }";
    let names = ["set_theme", "set_zoom_factor"].map(str::to_owned);
    let found: Vec<_> = [2, 3].into_iter().zip(names).collect();
    assert_eq!(Calls::of(text), found);
}
