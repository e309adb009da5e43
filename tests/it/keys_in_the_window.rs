//! Every key of the configuration file can be changed in the window, or is in the list of the documentation that says why
//! it cannot.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui_authenticator::domain::setting::{SETTINGS, SettingGroup, SettingKind};
use egui_kittest::kittest::Queryable;
use serde_json::Value as Json;

use crate::harness::app_window::app_window;
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, Desk};

const SCHEMA: &str = include_str!("../../assets/config.schema.json");
const EXAMPLE: &str = include_str!("../../config.example.yaml");
const GUIDE: &str = include_str!("../../docs/configuration.md");
/// The title of the list in the documentation.
const TITLE: &str = "## What the window does not change";

/// The keys that are not in the table of settings, and where the window changes them.
const ELSEWHERE: [(&str, &[&str]); 8] = [
    (
        "Users: adding, editing and the panel of a user",
        &[
            "credentials.usernames.*.email",
            "credentials.usernames.*.first_name",
            "credentials.usernames.*.last_name",
            "credentials.usernames.*.name",
            "credentials.usernames.*.roles",
            "credentials.usernames.*.fields",
            "credentials.usernames.*.valid_from",
            "credentials.usernames.*.valid_until",
            "credentials.usernames.*.hours",
        ],
    ),
    (
        "Users: actions for a user",
        &[
            "credentials.usernames.*.disabled",
            "credentials.usernames.*.pending",
            "credentials.usernames.*.must_change_password",
        ],
    ),
    (
        "Account",
        &[
            "credentials.usernames.*.password",
            "credentials.usernames.*.picture",
        ],
    ),
    (
        "Users: allowed addresses",
        &["pre-authorized.emails", "preauthorized.emails"],
    ),
    ("Settings: roles", &["roles.*.permissions", "roles.*.pages"]),
    (
        "Settings: pages",
        &[
            "views.*.title",
            "views.*.icon",
            "views.*.roles",
            "views.*.users",
            "views.*.kind",
            "views.*.text",
            "views.*.file",
        ],
    ),
    (
        "Settings: items of a page",
        &[
            "views.*.items.title",
            "views.*.items.description",
            "views.*.items.icon",
            "views.*.items.program",
            "views.*.items.file",
            "views.*.items.link",
        ],
    ),
    (
        "Settings: mail server",
        &[
            "mail.server",
            "mail.port",
            "mail.encryption",
            "mail.username",
            "mail.password",
            "mail.from",
        ],
    ),
];

/// Returns the keys of the schema that have no keys inside.
fn schema_keys() -> BTreeSet<String> {
    fn walk(all: &Json, node: &Json, path: &str, keys: &mut BTreeSet<String>) -> bool {
        if let Some(name) = node["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap_or_default();
            return walk(all, &all["$defs"][name], path, keys);
        }
        let below = |key: &str| match path {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        let mut has_keys = false;
        for (key, value) in node["properties"].as_object().into_iter().flatten() {
            has_keys = true;
            let path = below(key);
            if !walk(all, value, &path, keys) {
                keys.insert(path);
            }
        }
        let others = &node["additionalProperties"];
        if others.is_object() {
            has_keys |= walk(all, others, &below("*"), keys);
        }
        if node["items"].is_object() {
            has_keys |= walk(all, &node["items"], path, keys);
        }
        for word in ["anyOf", "oneOf", "allOf"] {
            for part in node[word].as_array().into_iter().flatten() {
                has_keys |= walk(all, part, path, keys);
            }
        }
        has_keys
    }
    let schema: Json = serde_json::from_str(SCHEMA).expect("JSON");
    let mut keys = BTreeSet::new();
    walk(&schema, &schema, "", &mut keys);
    keys
}

/// Returns the keys of the example that are not commented out and have no keys inside.
fn example_keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut path: Vec<(usize, String)> = Vec::new();
    let mut text_column = None;
    for line in EXAMPLE.lines() {
        let content = line.trim_start();
        let column = line.len() - content.len();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if text_column.is_some_and(|text| column > text) {
            continue;
        }
        text_column = None;
        let (content, column) = match content.strip_prefix("- ") {
            Some(item) => (item, column + 2),
            None => (content, column),
        };
        let Some((key, value)) = content.split_once(':') else {
            continue;
        };
        path.retain(|(of, _)| *of < column);
        path.push((column, key.to_owned()));
        if value.trim() == "|" {
            text_column = Some(column);
        }
        if !value.trim().is_empty() || key == "emails" {
            let mut names: Vec<_> = path.iter().map(|(_, key)| key.as_str()).collect();
            match names.as_mut_slice() {
                ["credentials", "usernames", name, ..]
                | ["views" | "roles" | "approvals", name, ..] => {
                    *name = "*";
                }
                _ => {}
            }
            keys.insert(names.join("."));
        }
    }
    keys
}

/// Returns the keys of the list in the documentation, each with its reason.
fn exceptions() -> Vec<(String, String)> {
    let list = GUIDE.split_once(TITLE).expect("the list").1;
    let list = list.split("\n## ").next().unwrap_or_default();
    let rows = list.lines().filter(|line| line.starts_with("| `"));
    let mut all = Vec::new();
    for row in rows {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let keys = cells.next().unwrap_or_default();
        let reason = cells.next().unwrap_or_default();
        let keys = keys.split(',').map(|key| key.trim().trim_matches('`'));
        all.extend(keys.map(|key| (key.to_owned(), reason.to_owned())));
    }
    all
}

#[test]
fn every_key_is_changed_in_the_window_or_the_guide_says_why_not() {
    let exceptions = exceptions();
    let is_in_window = |key: &str| {
        let in_table = SETTINGS
            .iter()
            .any(|info| info.path == key && info.group.is_some());
        in_table || ELSEWHERE.iter().any(|(_, keys)| keys.contains(&key))
    };
    let is_exception = |key: &str| exceptions.iter().any(|(of, _)| of == key);
    let keys: BTreeSet<_> = schema_keys().union(&example_keys()).cloned().collect();
    assert!(keys.len() > 60, "{keys:?}");
    for key in &keys {
        assert!(
            is_in_window(key) != is_exception(key),
            "{key}: in the window: {}, in the list: {}",
            is_in_window(key),
            is_exception(key)
        );
    }
    for (key, reason) in &exceptions {
        assert!(keys.contains(key), "{key} is no key of the file");
        assert!(reason.len() > 20, "{key} needs a reason");
    }
}

#[test]
fn every_setting_with_a_section_has_a_field_in_it() {
    let desk = Desk::open();
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_600.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Settings");
    let sections = [
        (SettingGroup::SignIn, "Sign-in screen"),
        (SettingGroup::Registration, "Registration"),
        (SettingGroup::Passwords, "Passwords"),
        (SettingGroup::TwoStep, "Two-step sign-in"),
        (SettingGroup::Lockouts, "Failed attempts"),
        (SettingGroup::Sessions, "Sessions"),
        (SettingGroup::Locking, "Locking"),
    ];
    let messages = egui_authenticator::messages::Messages::default();
    for info in SETTINGS {
        let Some(group) = info.group else { continue };
        let section = sections.iter().find(|(of, _)| *of == group);
        let (_, section) = section.expect("a section of this test");
        window.get_by_role_and_label(Role::Tab, section).click();
        window.run();
        let label = messages.get(info.label);
        let role = match info.kind {
            SettingKind::Flag => Role::CheckBox,
            SettingKind::Roles { .. } => Role::Group,
            SettingKind::Word(_) => {
                let found = window.query_all_by_label(&label).count();
                assert!(found > 0, "{}", info.path);
                continue;
            }
            _ => Role::TextInput,
        };
        let found = window.query_by_role_and_label(role, &label);
        assert!(found.is_some(), "{} has no field", info.path);
    }
}
