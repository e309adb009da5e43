//! `backups`: the generations of the credential file that were kept, and putting one back.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, UNIX_EPOCH};

use clap::Subcommand;
use serde_json::json;

use crate::messages::{Message, Messages};
use crate::service::ports::StoreError;
use crate::store::yaml::{Backup, YamlStore};
use crate::wiring::system_words;

use crate::cli::{Out, paths, print, print_json};

/// A command for the backups.
#[derive(Subcommand)]
pub enum Command {
    /// List the backups, oldest first
    List,
    /// Restore a backup; the current file is backed up first
    Restore {
        /// Number of the backup
        number: u64,
    },
}

/// Carries a command out.
///
/// # Errors
/// Why a generation cannot be put back.
pub fn run(
    command: Option<&Command>,
    config: Option<PathBuf>,
    out: Out,
) -> Result<ExitCode, Message> {
    let words = system_words();
    let store = YamlStore::new(paths(&words, config)?.config);
    match command {
        Some(Command::Restore { number }) => restore(&words, &store, *number, out),
        None | Some(Command::List) if out.json => {
            let backups = store.backups();
            let backups: Vec<_> = backups.iter().map(as_json).collect();
            Ok(print_json(&backups.into()))
        }
        None | Some(Command::List) => {
            let backups = store.backups();
            if backups.is_empty() {
                return Ok(print(&words.get("cli-backups-none")));
            }
            let lines: Vec<_> = backups.iter().map(|b| line(&words, b)).collect();
            Ok(print(&lines.join("\n")))
        }
    }
}

fn restore(
    words: &Messages,
    store: &YamlStore,
    number: u64,
    out: Out,
) -> Result<ExitCode, Message> {
    let number_value = || ("number", number.to_string().into());
    store.restore(number).map_err(|error| match error {
        StoreError::Absent => words.message("cli-backups-unknown", &[number_value()]),
        error => words.store_error(&error),
    })?;
    let said = words.with("cli-backups-restored", &[number_value()]);
    Ok(out.done(&said, &[("number", number.into())]))
}

fn line(words: &Messages, backup: &Backup) -> String {
    let name = if backup.is_good {
        "cli-backups-line"
    } else {
        "cli-backups-line-broken"
    };
    let values = [
        ("number", format!("{:>6}", backup.number).into()),
        ("time", time(backup).into()),
        ("size", backup.size.to_string().into()),
    ];
    words.with(name, &values)
}

fn as_json(backup: &Backup) -> serde_json::Value {
    json!({
        "number": backup.number,
        "kept_at": time(backup),
        "bytes": backup.size,
        "usable": backup.is_good,
        "path": backup.path.display().to_string(),
    })
}

/// In UTC, as RFC 3339 writes it.
fn time(backup: &Backup) -> String {
    let since = backup.kept_at.duration_since(UNIX_EPOCH);
    let seconds = since.unwrap_or(Duration::ZERO).as_secs();
    let seconds = i64::try_from(seconds).unwrap_or_default();
    jiff::Timestamp::from_second(seconds).map_or_else(|_| String::new(), |time| time.to_string())
}
