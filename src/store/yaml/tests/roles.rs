//! Changes of roles keep comments, layout and everything else.

use std::path::Path;

use crate::domain::page::PageId;
use crate::domain::role::{Permission, Role, RoleChange};
use crate::domain::setting::{PageChange, Setting};
use crate::service::ports::Edit;
use crate::store::yaml::changed_text;

const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

fn head(roles: &str) -> String {
    format!("credentials: {{usernames: {{ada: {{password: {HASH}, roles: {roles}}}}}}}\n")
}

fn role(name: &str) -> Role {
    Role::parse(name).expect("a role")
}

fn set(name: &str, permissions: &[Permission], pages: &[&str]) -> Setting {
    let change = RoleChange::Set {
        permissions: permissions.to_vec(),
        pages: pages.iter().map(|id| PageId((*id).to_owned())).collect(),
    };
    Setting::Role(role(name), change)
}

fn changed(rest: &str, settings: Vec<Setting>) -> String {
    let head = head("[admin]");
    let text = format!("{head}{rest}");
    let after = changed_text(&text, &Edit::Set(settings), Path::new("."));
    let after = after.expect("changed");
    let after = after.strip_prefix(&head).expect("the rest stays");
    after.to_owned()
}

#[test]
fn r58_a_role_gets_a_permission_and_the_comments_stay() {
    let before = "roles:
  till:
    # All of them
    permissions: [see_activity] # one
  office:
  bench: {} # nothing yet
";
    let after = "roles:
  till:
    # All of them
    permissions: [see_activity, manage_users] # one
  office:
    permissions: [\"edit_settings\"]
  # nothing yet
  bench:
    permissions: [\"see_activity\"]
";
    let changes = vec![
        set(
            "till",
            &[Permission::SeeActivity, Permission::ManageUsers],
            &[],
        ),
        set("office", &[Permission::EditSettings], &[]),
        set("bench", &[Permission::SeeActivity], &[]),
    ];
    assert_eq!(changed(before, changes), after);
}

#[test]
fn r58_new_roles_are_added_to_a_section_that_is_there_empty_or_absent() {
    let new = || {
        vec![
            set("one", &[Permission::SeeActivity], &[]),
            set("two", &[], &[]),
        ]
    };
    let added = "  one:\n    permissions: [\"see_activity\"]\n  two: {}\n";
    assert_eq!(changed("", new()), format!("roles:\n{added}"));
    assert_eq!(changed("roles: {}\n", new()), format!("roles:\n{added}"));
    assert_eq!(changed("roles:\n", new()), format!("roles:\n{added}"));
    let there = "roles:\n  till: {} # empty\n";
    assert_eq!(changed(there, new()), format!("{there}{added}"));
}

#[test]
fn r58_a_role_is_removed_with_its_lines() {
    let before = "roles:
  till: {}
  office: {permissions: [see_activity]} # gone
lock: {after_minutes: 3}
";
    let changes = vec![Setting::Role(role("office"), RoleChange::Remove)];
    let after = "roles:\n  till: {}\nlock: {after_minutes: 3}\n";
    assert_eq!(changed(before, changes), after);
}

#[test]
fn r58_a_role_is_renamed_wherever_it_is_named_and_other_changes_know_the_new_name() {
    let rest = |name: &str, list: &str| {
        format!(
            "roles:
  {name}: {{permissions: [see_activity]}} # at the counter
two_step: {{required_for: [office, {name}]}}
registration: {{roles: []}}
views:
  one: {{title: One, kind: markdown, text: A, roles: {list}}}
  two: {{title: Two, kind: markdown, text: B, roles: {name}}}
"
        )
    };
    let text = format!(
        "{}{}",
        head("[admin, till]"),
        rest("till", "[till, office]")
    );
    let changes = vec![
        Setting::Role(role("till"), RoleChange::Rename(role("desk"))),
        set("desk", &[Permission::SeeActivity], &[]),
        Setting::Page(
            PageId("one".to_owned()),
            PageChange::Roles(vec![role("desk"), role("office"), role("new")]),
        ),
    ];
    let after = changed_text(&text, &Edit::Set(changes), Path::new("."));
    let expected = rest("desk", "[desk, office, new]");
    let expected = format!("{}{expected}", head("[admin, desk]"));
    assert_eq!(after.as_deref().ok(), Some(expected.as_str()));
}
