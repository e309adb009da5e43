//! `activity`: lists, exports, verifies and prunes the audit log.

use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::{AuditRecord, ChainCheck};
use crate::service::Service;
use crate::service::audit::AuditQuery;
use crate::service::ports::AuditFilter;

use crate::cli::context::{Context, OWNER, Outcome, print, print_json};

/// A command for the audit log.
#[derive(Subcommand)]
pub enum Command {
    /// List the records, latest first
    List {
        /// Records to include
        #[command(flatten)]
        selection: Selection,
    },
    /// Print the records as CSV
    Export {
        /// Records to include
        #[command(flatten)]
        selection: Selection,
    },
    /// Verify that no record was changed, removed or reordered; exits with 1 if one was
    Verify,
    /// Delete the records beyond the limits in the configuration file
    Prune,
}

/// Which records to include.
#[derive(Args)]
pub struct Selection {
    /// Only records of this user
    #[arg(long)]
    user: Option<String>,
    /// Only records of this type
    #[arg(long, value_parser = kinds())]
    kind: Option<AuditKind>,
    /// Only records of the last DAYS days
    #[arg(long)]
    days: Option<u32>,
    /// Maximum number of records
    #[arg(long, default_value_t = 1_000)]
    limit: u32,
}

impl Selection {
    fn filter(&self, service: &Service) -> AuditFilter {
        service.audit_log().filter(&AuditQuery {
            days: self.days,
            user: self.user.clone(),
            kind: self.kind,
            limit: self.limit,
        })
    }
}

/// The type of a record that is not one of [`AuditKind::WORDS`].
#[derive(Debug, thiserror::Error)]
#[error("unknown type of record")]
struct UnknownKind;

fn kinds() -> impl TypedValueParser<Value = AuditKind> {
    let known = AuditKind::WORDS.iter().map(|(word, kind)| match kind {
        AuditKind::Users => PossibleValue::new("users").alias(*word),
        _ => PossibleValue::new(*word),
    });
    PossibleValuesParser::new(known).try_map(|word| AuditKind::parse(&word).ok_or(UnknownKind))
}

/// Runs a command.
pub(crate) fn run(context: &Context, command: &Command) -> Outcome {
    let (service, messages) = (context.service()?, &context.messages);
    let failed = |error| messages.user_error(&error);
    match command {
        Command::List { selection } => {
            let records = service.audit_log().list(OWNER, &selection.filter(&service));
            let records = records.map_err(failed)?;
            if context.json {
                return Ok(print_json(&records.iter().map(as_json).collect()));
            }
            let lines: Vec<_> = records
                .iter()
                .map(|record| line(record, &records))
                .collect();
            Ok(context.lines(&lines, "activity-empty"))
        }
        Command::Export { selection } => {
            let table = service
                .audit_log()
                .export(OWNER, &selection.filter(&service));
            Ok(print(table.map_err(failed)?.trim_end()))
        }
        Command::Verify => {
            let check = service.audit_log().verify(OWNER);
            let check = check.map_err(failed)?;
            Ok(verified(context, check))
        }
        Command::Prune => {
            let count = service.audit_log().prune(OWNER);
            let count = count.map_err(failed)?;
            let sentence = messages.with("activity-pruned", &[("count", count.into())]);
            Ok(context.done(&sentence, &[("forget-done", count.into())]))
        }
    }
}

fn verified(context: &Context, check: ChainCheck) -> ExitCode {
    let messages = &context.messages;
    let (text, broken) = match check {
        ChainCheck::Whole(Some(at)) => {
            let time = ("time", at.to_string().into());
            (messages.with("activity-intact", &[time]), None)
        }
        ChainCheck::Whole(None) => (messages.get("activity-empty").into_owned(), None),
        ChainCheck::Broken(number) => {
            let value = ("number", number.to_string().into());
            let message = messages.message("activity-broken", &[value]);
            (message.line(), Some(number))
        }
    };
    let printed = if context.json {
        print_json(&json!({ "whole": broken.is_none(), "first_broken": broken }))
    } else {
        print(&text)
    };
    match broken {
        None => printed,
        Some(_) => ExitCode::FAILURE,
    }
}

fn line(record: &AuditRecord, records: &[AuditRecord]) -> String {
    let event = &record.event;
    let refused = if event.is_done { "" } else { "refused" };
    let users = match (event.who.as_str(), event.whom.as_str()) {
        ("", whom) => whom.to_owned(),
        (who, "") => who.to_owned(),
        (who, whom) => format!("{who} → {whom}"),
    };
    let time = event.at.to_string();
    let detail = event.detail.to_string();
    let creation = record
        .creation_of_code(records)
        .map(|AuditRecord { event, .. }| {
            let who = match event.who.as_str() {
                "" => "the owner of the file",
                who => who,
            };
            format!("created by {who} at {}", event.at)
        });
    let creation = creation.unwrap_or_default();
    let cells = [
        &time,
        event.kind.word(),
        &users,
        refused,
        &detail,
        &creation,
    ];
    let cells: Vec<_> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    cells.join("  ")
}

fn as_json(record: &AuditRecord) -> Json {
    let event = &record.event;
    json!({
        "number": record.number,
        "time": event.at.to_string(),
        "kind": event.kind.word(),
        "who": event.who,
        "whom": event.whom,
        "done": event.is_done,
        "detail": event.detail.to_string(),
    })
}
