//! `activity`: what happened, for whoever can read the state database.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use crate::account::activity::{Kind, Record, Verified};
use crate::service::Service;
use crate::service::ports::Filter;
use crate::words::{Said, Words};

use super::{paths, print};

/// What to do with what happened.
#[derive(Subcommand)]
pub enum Command {
    /// List what happened, the latest first
    List {
        /// Which of it
        #[command(flatten)]
        wanted: Wanted,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print it as CSV, for a spreadsheet
    Export {
        /// Which of it
        #[command(flatten)]
        wanted: Wanted,
    },
    /// Find out whether any record was changed, removed or swapped; exits with 1 when one was
    Verify {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Forget records that are older or more than the configuration keeps
    Prune,
}

/// Which records are wanted.
#[derive(Args)]
pub struct Wanted {
    /// Only of this person
    #[arg(long)]
    user: Option<String>,
    /// Only of this kind
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// Only of the last days
    #[arg(long)]
    days: Option<u32>,
    /// At most so many
    #[arg(long, default_value_t = 1_000)]
    limit: u32,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let known: Vec<_> = Kind::WORDS.iter().map(|(word, _)| *word).collect();
        known.join(", ")
    })
}

/// Carries a command out.
///
/// # Errors
/// Why the record cannot be read.
pub fn run(command: &Command, config: Option<PathBuf>) -> Result<ExitCode, Said> {
    let words = Words::english();
    let service = paths(&words, config)?.service_without_keyring();
    let failed = |error| words.state_error(&error);
    match command {
        Command::List { wanted, json } => {
            let records = wanted.find(&service).map_err(failed)?;
            if *json {
                let records: Vec<_> = records.iter().map(as_json).collect();
                return Ok(print(&format!("{:#}", Json::from(records))));
            }
            if records.is_empty() {
                return Ok(print(&words.get("activity-empty")));
            }
            let lines: Vec<_> = records.iter().map(line).collect();
            Ok(print(&lines.join("\n")))
        }
        Command::Export { wanted } => {
            let records = wanted.find(&service).map_err(failed)?;
            let header = "number,time,kind,who,whom,done,detail".to_owned();
            let rows = records.iter().map(row);
            let lines: Vec<_> = [header].into_iter().chain(rows).collect();
            Ok(print(&lines.join("\r\n")))
        }
        Command::Verify { json } => {
            let verified = service.verify_activity().map_err(failed)?;
            Ok(say(&words, verified, *json))
        }
        Command::Prune => {
            let count = service.prune_activity().map_err(failed)?;
            Ok(print(
                &words.with("activity-pruned", &[("count", count.into())]),
            ))
        }
    }
}

impl Wanted {
    fn find(&self, service: &Service) -> Result<Vec<Record>, crate::service::ports::StateError> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = since.map_or(0, |since| since.as_secs());
        let now = i64::try_from(now).unwrap_or_default();
        let since = self.days.map(|days| now - i64::from(days) * 86_400);
        service.activity(&Filter {
            since,
            person: self.user.clone(),
            kind: self.kind,
            limit: self.limit,
        })
    }
}

fn say(words: &Words, verified: Verified, json: bool) -> ExitCode {
    let (text, broken) = match verified {
        Verified::Whole(Some(at)) => (
            words.with("activity-whole", &[("time", time(at).into())]),
            None,
        ),
        Verified::Whole(None) => (words.get("activity-empty").into_owned(), None),
        Verified::Broken(number) => {
            let number_text = number.to_string();
            let said = words.say("activity-broken", &[("number", number_text.into())]);
            (said.line(), Some(number))
        }
    };
    let printed = if json {
        let value = json!({ "whole": broken.is_none(), "first_broken": broken });
        print(&format!("{value:#}"))
    } else {
        print(&text)
    };
    match broken {
        None => printed,
        Some(_) => ExitCode::FAILURE,
    }
}

/// A time as in ISO 8601, in UTC.
fn time(at: i64) -> String {
    let time = jiff::Timestamp::from_second(at);
    time.map_or_else(|_| at.to_string(), |time| time.to_string())
}

fn line(record: &Record) -> String {
    let event = &record.event;
    let mark = if event.is_done { "" } else { "refused" };
    let who = match (event.who.as_str(), event.whom.as_str()) {
        ("", whom) => whom.to_owned(),
        (who, "") => who.to_owned(),
        (who, whom) => format!("{who} → {whom}"),
    };
    let cells = [
        &time(event.at),
        event.kind.word(),
        &who,
        mark,
        &event.detail,
    ];
    let cells: Vec<_> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    cells.join("  ")
}

fn as_json(record: &Record) -> Json {
    let event = &record.event;
    json!({
        "number": record.number,
        "time": time(event.at),
        "kind": event.kind.word(),
        "who": event.who,
        "whom": event.whom,
        "done": event.is_done,
        "detail": event.detail,
    })
}

/// A row of CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe (R68).
fn row(record: &Record) -> String {
    let event = &record.event;
    let done = if event.is_done { "yes" } else { "no" };
    let cells = [
        record.number.to_string(),
        time(event.at),
        event.kind.word().to_owned(),
        event.who.clone(),
        event.whom.clone(),
        done.to_owned(),
        event.detail.clone(),
    ];
    let cells: Vec<_> = cells.iter().map(|cell| quoted(cell)).collect();
    cells.join(",")
}

fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn r68_a_cell_is_neither_a_formula_nor_the_end_of_its_row() {
        for (cell, expected) in [
            ("=1+1", "\"'=1+1\""),
            ("@cmd", "\"'@cmd\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("plain", "\"plain\""),
        ] {
            assert_eq!(quoted(cell), expected);
        }
    }
}
