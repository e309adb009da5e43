//! `activity`: what happened, for whoever can read the state database.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use crate::domain::audit::{AuditKind, AuditRecord, ChainCheck};
use crate::messages::{Message, Messages};
use crate::service::Service;
use crate::service::audit;
use crate::service::caller::Caller;
use crate::service::ports::AuditFilter;
use crate::wiring::system_words;

use crate::cli::{Out, paths, print, print_json};

/// A command for the audit log.
#[derive(Subcommand)]
pub enum Command {
    /// List the records, latest first
    List {
        /// Records to include
        #[command(flatten)]
        wanted: Wanted,
    },
    /// Print the records as CSV
    Export {
        /// Records to include
        #[command(flatten)]
        wanted: Wanted,
    },
    /// Verify that no record was changed, removed or reordered; exits with 1 if one was
    Verify,
    /// Delete the records beyond the limits in the configuration file
    Prune,
}

/// Which records to include.
#[derive(Args)]
pub struct Wanted {
    /// Only records of this user
    #[arg(long)]
    user: Option<String>,
    /// Only records of this type
    #[arg(long, value_parser = kind)]
    kind: Option<AuditKind>,
    /// Only records of the last DAYS days
    #[arg(long)]
    days: Option<u32>,
    /// Maximum number of records
    #[arg(long, default_value_t = 1_000)]
    limit: u32,
}

fn kind(word: &str) -> Result<AuditKind, String> {
    AuditKind::parse(word).ok_or_else(|| {
        let known: Vec<_> = AuditKind::WORDS.iter().map(|(word, _)| *word).collect();
        known.join(", ")
    })
}

/// Carries a command out.
///
/// # Errors
/// Why the record cannot be read.
pub fn run(command: &Command, config: Option<PathBuf>, out: Out) -> Result<ExitCode, Message> {
    let words = system_words();
    let service = paths(&words, config)?.service_without_keyring();
    let failed = |error| words.state_error(&error);
    match command {
        Command::List { wanted } => {
            let records = service.activity(Caller::LocalOwner, &wanted.filter(&service));
            let records = records.map_err(|error| words.user_error(&error))?;
            if out.json {
                let records: Vec<_> = records.iter().map(as_json).collect();
                return Ok(print_json(&records.into()));
            }
            if records.is_empty() {
                return Ok(print(&words.get("activity-empty")));
            }
            let lines: Vec<_> = records.iter().map(line).collect();
            Ok(print(&lines.join("\n")))
        }
        Command::Export { wanted } => {
            let table = service.export_activity(Caller::LocalOwner, &wanted.filter(&service));
            let table = table.map_err(|error| words.user_error(&error))?;
            Ok(print(table.trim_end()))
        }
        Command::Verify => {
            let verified = service.verify_activity().map_err(failed)?;
            Ok(say(&words, verified, out))
        }
        Command::Prune => {
            let count = service.prune_activity().map_err(failed)?;
            let said = words.with("activity-pruned", &[("count", count.into())]);
            Ok(out.done(&said, &[("forgotten", count.into())]))
        }
    }
}

impl Wanted {
    fn filter(&self, service: &Service) -> AuditFilter {
        service.filter(&audit::AuditQuery {
            days: self.days,
            person: self.user.clone(),
            kind: self.kind,
            limit: self.limit,
        })
    }
}

fn say(words: &Messages, verified: ChainCheck, out: Out) -> ExitCode {
    let (text, broken) = match verified {
        ChainCheck::Whole(Some(at)) => (
            words.with("activity-whole", &[("time", at.to_string().into())]),
            None,
        ),
        ChainCheck::Whole(None) => (words.get("activity-empty").into_owned(), None),
        ChainCheck::Broken(number) => {
            let number_text = number.to_string();
            let said = words.message("activity-broken", &[("number", number_text.into())]);
            (said.line(), Some(number))
        }
    };
    let printed = if out.json {
        print_json(&json!({ "whole": broken.is_none(), "first_broken": broken }))
    } else {
        print(&text)
    };
    match broken {
        None => printed,
        Some(_) => ExitCode::FAILURE,
    }
}

fn line(record: &AuditRecord) -> String {
    let event = &record.event;
    let mark = if event.is_done { "" } else { "refused" };
    let who = match (event.who.as_str(), event.whom.as_str()) {
        ("", whom) => whom.to_owned(),
        (who, "") => who.to_owned(),
        (who, whom) => format!("{who} → {whom}"),
    };
    let cells = [
        &event.at.to_string(),
        event.kind.word(),
        &who,
        mark,
        &event.detail,
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
        "detail": event.detail,
    })
}
