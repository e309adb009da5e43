//! The JSON Schema of the configuration file, generated from the types that read it.
//!
//! `UPDATE_SCHEMA=1 cargo test --lib schema` updates `assets/config.schema.json`.

use std::path::{Path, PathBuf};

use crate::store::yaml::schema::RootSchema;
use crate::store::yaml::tree::Node;
use crate::store::yaml::values;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn made() -> String {
    let schema = schemars::schema_for!(RootSchema);
    let schema = serde_json::to_string_pretty(&schema).expect("JSON");
    format!("{schema}\n")
}

#[test]
fn the_schema_in_the_assets_is_the_one_of_the_types() {
    let file = path("assets/config.schema.json");
    let made = made();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&file, &made).expect("written");
    }
    let there = std::fs::read_to_string(&file).expect("read");
    assert!(there == made, "run UPDATE_SCHEMA=1 cargo test --lib schema");
}

fn complaints(text: &str) -> Vec<String> {
    let schema = serde_json::from_str(&made()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let (tree, anchors) = Node::parse_users(text, None).unwrap_or_else(|e| panic!("{e:?}"));
    let value: serde_json::Value = values::read(&tree, &anchors).expect("read");
    let errors = validator.iter_errors(&value);
    errors
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect()
}

#[test]
fn the_schema_accepts_the_example() {
    let example = std::fs::read_to_string(path("config.example.yaml")).expect("read");
    assert_eq!(complaints(&example), Vec::<String>::new());
}

#[test]
fn the_schema_accepts_every_fixture_without_a_warning() {
    let mut tried = 0;
    for entry in std::fs::read_dir(path("tests/fixtures/good")).expect("fixtures") {
        let file = entry.expect("an entry").path();
        let said = std::fs::read_to_string(file.with_extension("txt")).expect("what is said");
        if !said.is_empty() || file.extension().is_some_and(|e| e == "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("read");
        let found = complaints(&text);
        assert!(found.is_empty(), "{}: {found:?}", file.display());
        tried += 1;
    }
    assert!(tried > 5);
}

#[test]
fn the_schema_refuses_wrong_types_and_words() {
    for (text, position) in [
        ("credentials: []", "/credentials"),
        (
            "credentials: {usernames: {ada: {email: [x]}}}",
            "/credentials/usernames/ada/email",
        ),
        (
            "credentials: {usernames: {ada: {disabled: maybe}}}",
            "/credentials/usernames/ada/disabled",
        ),
        (
            "credentials: {usernames: {}}\npassword: {cost: 31}",
            "/password",
        ),
        (
            "credentials: {usernames: {}}\npassword: {hash: md5}",
            "/password",
        ),
        (
            "credentials: {usernames: {}}\nviews: {a: {kind: film}}",
            "/views",
        ),
        (
            "credentials: {usernames: {}}\nviews: {a: {kind: launch, icon: x}}",
            "/views",
        ),
        ("cookie: {}", ""),
    ] {
        let found = complaints(text);
        let is_there = found
            .iter()
            .any(|complaint| complaint.starts_with(position));
        assert!(is_there, "{text}: {found:?}");
    }
}
