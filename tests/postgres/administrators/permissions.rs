//! What roles permit, as the server decides it and as the program does.

use egui_authenticator::Settings;
use egui_authenticator::domain::role::Permission;
use egui_authenticator::users::Role;
use proptest::prelude::*;

use crate::own_account::{Shop, setting_rows};
use crate::restricted::twins::{factor, some};

const ROLES: [&str; 5] = ["admin", "lead", "clerk", "audit", "Admin"];
const ACTIONS: [&str; 3] = ["refund.large", "close", "users.delete"];

/// Rows of settings: for each role whether there is a rule and which permissions it gives, and who approves each action.
fn rows(rules: &[(usize, Vec<bool>)], approvals: &[Vec<usize>]) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut put = |path: String, value: &str| rows.push((path, value.to_owned()));
    let words = Permission::WORDS.map(|(word, _)| word);
    if !rules.is_empty() {
        put("roles".to_owned(), &rules.len().to_string());
    }
    for (n, (role, given)) in rules.iter().enumerate() {
        put(format!("roles.{n}.name"), ROLES[*role]);
        let given: Vec<_> = words
            .iter()
            .zip(given)
            .filter(|(_, given)| **given)
            .collect();
        if !given.is_empty() {
            put(format!("roles.{n}.permissions"), &given.len().to_string());
        }
        for (at, (word, _)) in given.iter().enumerate() {
            put(format!("roles.{n}.permissions.{at}"), word);
        }
    }
    if !approvals.is_empty() {
        put("approvals".to_owned(), &approvals.len().to_string());
    }
    for (n, roles) in approvals.iter().enumerate() {
        put(format!("approvals.{n}.action"), ACTIONS[n]);
        if !roles.is_empty() {
            put(format!("approvals.{n}.roles"), &roles.len().to_string());
        }
        for (at, role) in roles.iter().enumerate() {
            put(format!("approvals.{n}.roles.{at}"), ROLES[*role]);
        }
        for (key, value) in [
            ("allow_same_person", "false"),
            ("require_reason", "false"),
            ("valid_seconds", "120"),
            ("pin", "false"),
        ] {
            put(format!("approvals.{n}.{key}"), value);
        }
    }
    rows
}

fn names(roles: &[usize]) -> (Vec<Role>, String) {
    let parsed = roles
        .iter()
        .map(|at| Role::parse(ROLES[*at]).expect("a role"));
    let quoted: Vec<_> = roles.iter().map(|at| format!("'{}'", ROLES[*at])).collect();
    (
        parsed.collect(),
        format!("ARRAY[{}]::text[]", quoted.join(", ")),
    )
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r32_r48_the_server_decides_about_permissions_as_the_program() {
    let shop = Shop::open();
    let set = || prop::collection::vec(0..ROLES.len(), 0..4);
    let rules = prop::collection::vec(
        (0..ROLES.len(), prop::collection::vec(any::<bool>(), 3)),
        0..5,
    );
    let approvals = prop::collection::vec(set(), 0..ACTIONS.len());
    let all = (rules, approvals, set(), set());
    let (mut script, mut expected) = (Vec::new(), Vec::new());
    // All in one connection, which prepares the functions once.
    for (rules, approvals, own, other) in some(40 * factor(), all) {
        let rows = rows(&rules, &approvals);
        let settings = Settings::of_rows(rows.clone()).expect("settings");
        let [(own, own_sql), (other, other_sql)] = [names(&own), names(&other)];
        let insert = if rows.is_empty() {
            String::new()
        } else {
            setting_rows(&rows)
        };
        script.push(format!(
            "DELETE FROM auth_inner.setting; {insert};
            SELECT auth_inner.covers(own, other), (own -> 'admin')::boolean, (own -> 'program')::integer & 7,
                auth_inner.permits_more('{{}}', {own_sql})
            FROM (SELECT auth_inner.powers({own_sql}) AS own, auth_inner.powers({other_sql}) AS other) AS powers;"
        ));
        let (own, other) = (
            settings.permissions_of(&own),
            settings.permissions_of(&other),
        );
        let bits = [
            (1, Permission::ManageUsers),
            (2, Permission::SeeActivity),
            (4, Permission::EditSettings),
        ];
        let bits = bits
            .iter()
            .filter(|(_, one)| own.may(*one))
            .map(|(bit, _)| bit);
        let flag = |is: bool| if is { "t" } else { "f" };
        expected.push(format!(
            "{}|{}|{}|{}",
            flag(own.includes(other)),
            flag(own.is_admin()),
            bits.sum::<i32>(),
            flag(own.is_any())
        ));
    }
    let (found, errors) = shop.database.sql_as("owner", &script.join("\n"));
    assert_eq!(errors, "");
    let found: Vec<_> = found.lines().collect();
    assert_eq!(found.len(), expected.len());
    for ((found, expected), case) in found.iter().zip(&expected).zip(&script) {
        assert_eq!(found, expected, "{case}");
    }
}
