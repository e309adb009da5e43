//! `user list` and `user show`.

use serde_json::{Value as Json, json};

use crate::domain::email::Email;
use crate::domain::printable::escaped;
use crate::domain::role::Role;
use crate::domain::user::{Mistake, User};
use crate::messages::Messages;
use crate::service::Service;
use crate::service::users::list::Status;

use crate::cli::context::{Context, OWNER, Outcome, print, print_json};

/// The columns of the table.
const COLUMNS: [&str; 5] = [
    "field-username",
    "field-full-name",
    "field-email",
    "cli-user-roles",
    "users-column-status",
];

/// The labels of the days and hours to which an account is limited.
const TIMES: [&str; 3] = ["field-valid-from", "field-valid-until", "field-hours"];

/// Prints all users as a table.
pub(crate) fn list(context: &Context, service: &Service) -> Outcome {
    let messages = &context.messages;
    let users = service.users().all(OWNER);
    let users = users.map_err(|error| messages.user_error(&error))?;
    if context.json {
        return Ok(print_json(&users.iter().map(as_json).collect()));
    }
    let header = COLUMNS.map(|name| messages.get(name).into_owned());
    let rows = users.iter().map(|user| row(messages, user));
    let rows: Vec<_> = [header].into_iter().chain(rows).collect();
    let mut widths = [0; COLUMNS.len()];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |row: &[String; COLUMNS.len()]| {
        let cells = row.iter().zip(widths);
        let cells: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    let lines: Vec<_> = rows.iter().map(line).collect();
    Ok(print(&lines.join("\n")))
}

/// Prints one user.
pub(crate) fn show(context: &Context, service: &Service, name: &str) -> Outcome {
    let messages = &context.messages;
    let user = service.users().find(OWNER, name);
    let user = user.map_err(|error| messages.user_error(&error))?;
    if context.json {
        return Ok(print_json(&as_json(&user)));
    }
    let times = TIMES.into_iter().zip(user.times.texts());
    let cells = COLUMNS.into_iter().zip(row(messages, &user)).chain(times);
    let cells = cells.filter(|(_, cell)| !cell.is_empty());
    let lines: Vec<_> = cells
        .map(|(name, cell)| format!("{}: {cell}", messages.get(name)))
        .collect();
    Ok(print(&lines.join("\n")))
}

fn row(messages: &Messages, user: &User) -> [String; COLUMNS.len()] {
    let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
    let status = match (user.disabled, user.is_pending, &user.hash) {
        _ if user.mistake == Some(Mistake::Entry) => messages.status(Status::EntryMistake),
        (true, ..) => messages.get("cli-user-disabled").into_owned(),
        (false, true, _) => messages.get("status-waiting").into_owned(),
        (false, false, None) => messages.get("cli-user-no-password").into_owned(),
        (false, false, Some(_)) => String::new(),
    };
    let cells = [
        user.username.as_str().to_owned(),
        user.name.full(),
        user.email.as_ref().map_or("", Email::as_str).to_owned(),
        roles.join(", "),
        status,
    ];
    // A line break in a name must not add a row.
    cells.map(|cell| escaped(&cell, &[]).into_owned())
}

/// Returns what other programs may know of a user: neither the hash nor anything that protects the account.
fn as_json(user: &User) -> Json {
    json!({
        "username": user.username.as_str(),
        "email": user.email.as_ref().map(Email::as_str),
        "first_name": user.name.first,
        "last_name": user.name.last,
        "roles": user.roles.iter().map(Role::as_str).collect::<Vec<_>>(),
        "disabled": user.disabled,
        "valid_from": user.times.from.map(|day| day.to_string()),
        "valid_until": user.times.until.map(|day| day.to_string()),
        "hours": user.times.hours.as_ref().map(ToString::to_string),
        "waiting": user.is_pending,
        "entry_mistake": user.mistake == Some(Mistake::Entry),
        "has_password": user.hash.is_some(),
        "must_change_password": user.must_change_password,
        "two_step": user.key_vault.totp.is_some(),
        "recovery_codes": user.key_vault.codes.len(),
    })
}
