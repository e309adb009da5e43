//! `backups`: lists and restores backups of the configuration file.

use clap::Subcommand;
use serde_json::{Value as Json, json};

use crate::messages::Messages;
use crate::service::ports::StoreError;
use crate::store::yaml::{Backup, YamlStore};

use crate::cli::context::{Context, Outcome, print_json};

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

/// Runs a command.
pub(crate) fn run(context: &Context, command: Option<&Command>) -> Outcome {
    let store = YamlStore::new(context.paths()?.config);
    if let Some(Command::Restore { number }) = command {
        return restore(context, &store, *number);
    }
    let backups = store.backups();
    if context.json {
        return Ok(print_json(&backups.iter().map(as_json).collect()));
    }
    let lines: Vec<_> = backups.iter().map(|b| line(&context.messages, b)).collect();
    Ok(context.lines(&lines, "cli-backups-none"))
}

fn restore(context: &Context, store: &YamlStore, number: u64) -> Outcome {
    let messages = &context.messages;
    let value = || ("number", number.to_string().into());
    store.restore(number).map_err(|error| match error {
        StoreError::Absent => messages.message("cli-backups-unknown", &[value()]),
        error => messages.store_error(&error),
    })?;
    let sentence = messages.with("cli-backups-restored", &[value()]);
    Ok(context.done(&sentence, &[("number", number.into())]))
}

fn line(messages: &Messages, backup: &Backup) -> String {
    let name = if backup.is_good {
        "cli-backups-line"
    } else {
        "cli-backups-line-broken"
    };
    let values = [
        ("number", format!("{:>6}", backup.number).into()),
        ("time", backup.kept_at.to_string().into()),
        ("size", backup.size.to_string().into()),
    ];
    messages.with(name, &values)
}

fn as_json(backup: &Backup) -> Json {
    json!({
        "number": backup.number,
        "kept_at": backup.kept_at.to_string(),
        "bytes": backup.size,
        "usable": backup.is_good,
        "path": backup.path.display().to_string(),
    })
}
