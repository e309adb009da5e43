//! The documentation of the component and the service: each type and each method that an app uses shows how it is used.

use syn::{Attribute, ImplItem, ImplItemFn, Item, ItemImpl, ReturnType, Type, Visibility};

use super::public::documentation;
use super::tree::Tree;

/// The name of a type, without its path and arguments.
fn name(of: &Type) -> Option<String> {
    let Type::Path(path) = of else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

/// Every public method of the types of the service and the component, with the name of its type.
fn methods(tree: &Tree) -> Vec<(String, &ImplItemFn)> {
    let files = tree.files.iter().filter(|file| {
        file.name.starts_with("service/") || file.name.starts_with("authenticator/")
    });
    let items = files.flat_map(|file| &file.syntax.items);
    let impls = items.filter_map(|item| match item {
        Item::Impl(own @ ItemImpl { trait_: None, .. }) => Some(own),
        _ => None,
    });
    let all = impls.flat_map(|own| own.items.iter().map(move |item| (&own.self_ty, item)));
    all.filter_map(|(of, item)| match item {
        ImplItem::Fn(method) if matches!(method.vis, Visibility::Public(_)) => {
            Some((name(of)?, method))
        }
        _ => None,
    })
    .collect()
}

fn has_example(attributes: &[Attribute]) -> bool {
    documentation(attributes).contains("```")
}

#[test]
fn every_method_of_the_component_and_of_the_parts_of_the_service_has_an_example() {
    let tree = Tree::read(&super::source_folder(), &[("lib.rs", "egui_authenticator")]);
    let methods = methods(&tree);
    let of_service = methods
        .iter()
        .filter(|(of, method)| of == "Service" && method.sig.inputs.len() == 1);
    let parts: Vec<_> = of_service
        .filter_map(|(_, method)| match &method.sig.output {
            ReturnType::Type(_, part) => name(part),
            ReturnType::Default => None,
        })
        .collect();
    assert!(parts.len() > 15, "{parts:?}");
    let component = ["Authenticator", "Session", "HasRole"].map(ToOwned::to_owned);
    let parts = [parts, component.to_vec()].concat();
    let missing = methods
        .iter()
        .filter(|(of, method)| parts.contains(of) && !has_example(&method.attrs));
    let missing: Vec<_> = missing
        .map(|(of, method)| format!("{of}::{}", method.sig.ident))
        .collect();
    assert!(missing.is_empty(), "without an example: {missing:#?}");
}

#[test]
fn every_public_type_of_the_component_has_an_example() {
    let tree = Tree::read(&super::source_folder(), &[("lib.rs", "egui_authenticator")]);
    let files = tree.files.iter().filter(|file| {
        let name = &*file.name;
        name.starts_with("authenticator/")
            || name.starts_with("wiring/")
            || name == "service/session.rs"
    });
    let types: Vec<_> = files
        .flat_map(|file| &file.syntax.items)
        .filter_map(|item| match item {
            Item::Struct(item) => Some((&item.vis, &item.ident, &item.attrs)),
            Item::Enum(item) => Some((&item.vis, &item.ident, &item.attrs)),
            Item::Trait(item) => Some((&item.vis, &item.ident, &item.attrs)),
            _ => None,
        })
        .filter(|(visibility, ..)| matches!(visibility, Visibility::Public(_)))
        .collect();
    assert!(types.len() > 8, "{}", types.len());
    let missing: Vec<_> = types
        .iter()
        .filter(|(_, _, attributes)| !has_example(attributes))
        .map(|(_, name, _)| name.to_string())
        .collect();
    assert!(missing.is_empty(), "without an example: {missing:#?}");
}
