//! `user list` and `user show`: who is in the file.

use std::process::ExitCode;

use serde_json::{Value as Json, json};

use crate::domain::email::Email;
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::messages::{Message, Messages};
use crate::service::Service;

use crate::cli::{Out, print, print_json};

pub(crate) fn list(words: &Messages, service: &Service, out: Out) -> Result<ExitCode, Message> {
    let people = service.people();
    let people = people.map_err(|error| words.user_error(&error))?;
    if out.json {
        let people: Vec<_> = people.iter().map(as_json).collect();
        return Ok(print_json(&people.into()));
    }
    let rows: Vec<[String; 5]> = people.iter().map(|user| row(words, user)).collect();
    let header = [
        "field-username",
        "field-full-name",
        "field-email",
        "cli-user-roles",
        "cli-user-state",
    ];
    let header = header.map(|name| words.get(name).into_owned());
    let mut widths = [0; 5];
    for row in rows.iter().chain([&header]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(widths);
        let cells: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    let lines: Vec<_> = [&header].into_iter().chain(&rows).map(line).collect();
    Ok(print(&lines.join("\n")))
}

fn row(words: &Messages, user: &User) -> [String; 5] {
    let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
    let state = match (user.disabled, user.is_pending, &user.hash) {
        (true, ..) => words.get("cli-user-disabled").into_owned(),
        (false, true, _) => words.get("status-waiting").into_owned(),
        (false, false, None) => words.get("cli-user-no-password").into_owned(),
        (false, false, Some(_)) => String::new(),
    };
    [
        user.username.as_str().to_owned(),
        user.name.full(),
        user.email.as_ref().map_or("", Email::as_str).to_owned(),
        roles.join(", "),
        state,
    ]
}

pub(crate) fn show(
    words: &Messages,
    service: &Service,
    name: &str,
    out: Out,
) -> Result<ExitCode, Message> {
    let user = service.person(name);
    let user = user.map_err(|error| words.user_error(&error))?;
    if out.json {
        return Ok(print_json(&as_json(&user)));
    }
    let [username, full, email, roles, state] = row(words, &user);
    let lines = [
        ("field-username", username),
        ("field-full-name", full),
        ("field-email", email),
        ("cli-user-roles", roles),
        ("cli-user-state", state),
    ];
    let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
    let lines: Vec<_> = lines
        .map(|(name, value)| format!("{}: {value}", words.get(name)))
        .collect();
    Ok(print(&lines.join("\n")))
}

/// What may be known of a person; never their password's hash, nor what protects the account.
fn as_json(user: &User) -> Json {
    json!({
        "username": user.username.as_str(),
        "email": user.email.as_ref().map(Email::as_str),
        "first_name": user.name.first,
        "last_name": user.name.last,
        "roles": user.roles.iter().map(Role::as_str).collect::<Vec<_>>(),
        "disabled": user.disabled,
        "waiting": user.is_pending,
        "has_password": user.hash.is_some(),
        "must_change_password": user.must_change_password,
        "two_step": user.key_vault.totp.is_some(),
        "recovery_codes": user.key_vault.codes.len(),
    })
}
