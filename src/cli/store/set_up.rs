//! `store init` and `store migrate`.

use crate::domain::audit_word::AuditWord;
use crate::store::postgres::administrator::set_up::{Database, SetUp};
use crate::store::postgres::functions::{PUBLIC, names};

use crate::cli::context::{Context, Outcome};
use crate::cli::store::server::{administrator, client, failed, name};

/// Sets a database up.
pub(super) fn init(context: &Context, address: &str, database: &str) -> Outcome {
    let messages = &context.messages;
    let name = name(context, database)?;
    let set_up = administrator(context, address)?.set_up(&name);
    let SetUp {
        database: state,
        has_other,
        is_unlogged,
    } = set_up.map_err(|error| failed(context, &error))?;
    let value = || [("database", database.into())];
    let (outcome, sentence) = match state {
        Database::Others => return Err(messages.message("cli-store-others", &value())),
        Database::Exists => ("exists", messages.with("cli-store-exists", &value())),
        Database::Created(_) => ("created", messages.with("cli-store-created", &value())),
    };
    let functions = functions();
    let count = [("value", functions.len().to_string().into())];
    let mut lines = vec![sentence, messages.with("cli-store-check-functions", &count)];
    lines.push(messages.get("cli-store-next").into_owned());
    if has_other {
        lines.push(messages.get("cli-store-roles-exist").into_owned());
    }
    if !is_unlogged {
        lines.push(messages.get("cli-store-may-log").into_owned());
    }
    let facts = [
        ("database", database.into()),
        ("outcome", outcome.into()),
        ("functions", functions.into()),
        ("shares_computers", has_other.into()),
        ("log_without_values", is_unlogged.into()),
    ];
    Ok(context.done(&lines.join("\n"), &facts))
}

/// Returns the functions that restricted computers call.
fn functions() -> Vec<&'static str> {
    let all = names().into_iter();
    all.filter(|name| name.starts_with(PUBLIC)).collect()
}

/// Brings the tables and functions up to date, or says what that would do.
pub(super) fn migrate(context: &Context, address: Option<String>, is_plan: bool) -> Outcome {
    let client = client(context, address)?;
    let outdated = client.functions();
    let outdated = outdated.map_err(|error| failed(context, &error))?.outdated;
    let migration = if is_plan {
        client.plan_migration()
    } else {
        client.migrate()
    };
    let migration = migration.map_err(|error| failed(context, &error))?;
    let (from, to) = (migration.from, migration.to);
    if from < to && !is_plan {
        let noted = client.note(AuditWord::Changed);
        noted.map_err(|error| failed(context, &error))?;
    }
    let name = match (from == to, is_plan) {
        (true, _) => "cli-store-current",
        (false, true) => "cli-store-would-migrate",
        (false, false) => "cli-store-migrated",
    };
    let values = [
        ("from", from.to_string().into()),
        ("to", to.to_string().into()),
    ];
    let mut lines = vec![context.messages.with(name, &values)];
    if !outdated.is_empty() {
        let name = if is_plan {
            "cli-store-would-functions"
        } else {
            "cli-store-did-functions"
        };
        let names = ("names", outdated.join(", ").into());
        lines.push(context.messages.with(name, &[names]));
    }
    let facts = [
        ("from", from.into()),
        ("to", to.into()),
        ("functions", outdated.into()),
    ];
    Ok(context.done(&lines.join("\n"), &facts))
}
