//! No error is lost in `src`: results are neither dropped nor assigned to `_`.

use std::path::Path;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Pat, Stmt};

use crate::structure::tree::Tree;

/// Finds `drop(call())`, `let _ = call()` and `call().ok();`.
#[derive(Default)]
struct Dropped(Vec<(Span, &'static str)>);

impl<'ast> Visit<'ast> for Dropped {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let is_drop = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("drop"));
        if is_drop && call.args.first().is_some_and(is_call) {
            self.0.push((call.span(), "drop(…)"));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let is_call = local.init.as_ref().is_some_and(|init| is_call(&init.expr));
        if matches!(local.pat, Pat::Wild(_)) && is_call {
            self.0.push((local.span(), "let _ = …"));
        }
        visit::visit_local(self, local);
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        if let Stmt::Expr(Expr::MethodCall(call), Some(_)) = statement
            && call.method == "ok"
        {
            self.0.push((call.span(), "….ok();"));
        }
        visit::visit_stmt(self, statement);
    }
}

fn is_call(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::Call(_) | Expr::Macro(_) | Expr::MethodCall(_) | Expr::Try(_)
    )
}

fn dropped_in(syntax: &syn::File) -> Vec<(usize, &'static str)> {
    let mut dropped = Dropped::default();
    dropped.visit_file(syntax);
    let found = dropped.0.into_iter();
    found
        .map(|(span, what)| (span.start().line, what))
        .collect()
}

#[test]
fn no_result_is_dropped() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let tree = Tree::read(&root, &[("lib.rs", "lib"), ("main.rs", "main")]);
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| !file.is_test) {
        for (line, what) in dropped_in(&file.syntax) {
            if !file.test_lines.iter().any(|lines| lines.contains(&line)) {
                found.push(format!("{}:{line}: {what}", file.name));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn each_form_of_a_dropped_result_is_found() {
    let source = "fn f(a: A) {
        drop(a.save());
        let _ = write!(a, \"text\");
        a.save().ok();
        drop(a);
        let _ = a;
        let b = a.save().ok();
        a.save().map(drop)?;
    }";
    let syntax = syn::parse_file(source).expect("Rust");
    let lines: Vec<_> = dropped_in(&syntax).iter().map(|found| found.0).collect();
    assert_eq!(lines, [2, 3, 4]);
}
