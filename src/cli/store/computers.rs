//! `store add-computer`, `store computers` and `store revoke-computer`.

use serde_json::{Value as Json, json};
use zeroize::Zeroizing;

use crate::domain::computer_kind::ComputerKind;
use crate::domain::recovery::{CODE_BYTES, Code};
use crate::domain::timestamp::Timestamp;
use crate::store::postgres::administrator::computers::CODE_MINUTES;
use crate::store::postgres::enrolment::{Computer, Standing};
use crate::store::postgres::{PgError, PostgresOptions};
use crate::wiring::environment;

use crate::cli::context::{Context, Outcome, print_json};
use crate::cli::store::server::{administrator, client, failed, name, options, quoted};

/// Adds a computer, and prints the command and the code with which it joins.
pub(super) fn add(
    context: &Context,
    address: &str,
    (computer, kind): (&str, ComputerKind),
    (database, host): (&str, Option<&str>),
) -> Outcome {
    let messages = &context.messages;
    let (login, in_database) = (name(context, computer)?, name(context, database)?);
    let options = options(context, address)?;
    let to = options.address_of(computer, database, host);
    let to = to.ok_or_else(|| messages.message("cli-store-no-host", &[]))?;
    let of_computer = PostgresOptions::parse(&to).map_err(|error| failed(context, &error))?;
    let administrator = administrator(context, address)?;
    let is_set_up = administrator.has_database(&in_database);
    if !is_set_up.map_err(|error| failed(context, &error))? {
        let value = ("database", database.into());
        return Err(messages.message("cli-store-no-database", &[value]));
    }
    let mut bytes = Zeroizing::new([0; CODE_BYTES]);
    let filled = environment().random.fill(bytes.as_mut_slice());
    filled.map_err(|error| context.file_error(&error))?;
    let code = Code::new(bytes);
    let added = administrator.add_computer(&login, &code, kind);
    added.map_err(|error| match error {
        PgError::Refused(_) => {
            messages.message("cli-store-joined-before", &[("name", computer.into())])
        }
        error => failed(context, &error),
    })?;
    let code = code.to_secret();
    let (shown, minutes) = (quoted(&to), CODE_MINUTES.to_string());
    let values = [
        ("name", computer.into()),
        ("address", shown.into()),
        ("code", code.expose().into()),
        ("minutes", minutes.into()),
    ];
    let facts = [
        ("name", computer.into()),
        ("kind", kind_word(kind).into()),
        ("address", to.into()),
        ("code", code.expose().into()),
        ("minutes", CODE_MINUTES.into()),
    ];
    let mut lines = vec![messages.with("cli-store-added", &values)];
    let hints = [
        (
            options.has_root_certificates(),
            "cli-store-add-certificates",
        ),
        // Then the administrator has not seen the certificate.
        (
            of_computer.is_encrypted() && !options.is_encrypted(),
            "cli-store-add-authority",
        ),
        (kind == ComputerKind::Trusted, "cli-store-added-trusted"),
        (kind != ComputerKind::Trusted, "cli-store-added-restricted"),
        (
            !administrator.has_trusted_computer(),
            "cli-store-none-trusted",
        ),
    ];
    let hints = hints.into_iter().filter(|(is_given, _)| *is_given);
    lines.extend(hints.map(|(_, name)| messages.get(name).into_owned()));
    Ok(context.done(&lines.join("\n"), &facts))
}

/// Returns the word for programs.
fn kind_word(kind: ComputerKind) -> &'static str {
    match kind {
        ComputerKind::Restricted => "restricted",
        ComputerKind::Trusted => "trusted",
    }
}

/// Revokes the access of a computer.
pub(super) fn revoke(context: &Context, address: &str, computer: &str) -> Outcome {
    let login = name(context, computer)?;
    let administrator = administrator(context, address)?;
    let kind = administrator.kind_of(&login);
    let kind = kind.map_err(|error| failed(context, &error))?;
    let revoked = administrator.revoke_computer(&login);
    revoked.map_err(|error| match error {
        PgError::Busy => {
            let value = ("name", computer.into());
            context.messages.message("cli-store-not-ended", &[value])
        }
        error => failed(context, &error),
    })?;
    let name = match kind {
        Some(ComputerKind::Restricted) => "cli-store-revoked-restricted",
        _ => "cli-store-revoked",
    };
    Ok(context.say(name, &[("name", computer)]))
}

/// Lists the computers.
pub(super) fn list(context: &Context, given: Option<String>) -> Outcome {
    let computers = client(context, given)?.known_computers();
    let computers = computers.map_err(|error| failed(context, &error))?;
    if context.json {
        return Ok(print_json(&computers.iter().map(as_json).collect()));
    }
    let lines: Vec<_> = computers.iter().map(|of| line(context, of)).collect();
    Ok(context.lines(&lines, "cli-store-no-computers"))
}

fn line(context: &Context, computer: &Computer) -> String {
    let messages = &context.messages;
    let standing = match computer.standing {
        Standing::Active => "cli-store-active",
        Standing::Waiting => "cli-store-waiting",
        Standing::Revoked => "cli-store-shut-out",
    };
    let mut parts = vec![computer.login.clone(), messages.get(standing).into_owned()];
    let kind = computer.kind.map(|kind| match kind {
        ComputerKind::Restricted => "cli-store-restricted",
        ComputerKind::Trusted => "cli-store-trusted",
    });
    parts.extend(kind.map(|name| messages.get(name).into_owned()));
    for (name, time) in [
        ("cli-store-added-at", computer.added_at),
        ("cli-store-joined-at", computer.joined_at),
        ("cli-store-seen-at", computer.seen_at),
    ] {
        let time = time.map(|time| [("time", time.to_string().into())]);
        parts.extend(time.map(|time| messages.with(name, &time)));
    }
    parts.extend(computer.program.clone());
    parts.join("  ")
}

fn as_json(computer: &Computer) -> Json {
    let time = |time: Option<Timestamp>| time.map(|time| time.to_string());
    json!({
        "name": computer.login,
        "state": match computer.standing {
            Standing::Active => "active",
            Standing::Waiting => "waiting",
            Standing::Revoked => "revoked",
        },
        "kind": computer.kind.map(kind_word),
        "added": time(computer.added_at),
        "joined": time(computer.joined_at),
        "last_contact": time(computer.seen_at),
        "version": computer.program,
    })
}
