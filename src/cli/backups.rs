//! `backups`: lists and restores backups of the configuration file.

use clap::Subcommand;
use serde_json::{Value as Json, json};

use crate::messages::Messages;
use crate::service::Service;
use crate::service::ports::{Backup, CredentialStore as _, StoreError};
use crate::service::users::UserError;

use crate::cli::context::{Context, OWNER, Outcome, print_json};

/// A command for the backups.
#[derive(Subcommand)]
pub enum Command {
    /// List the backups, oldest first
    List,
    /// Restore a backup; the current file is backed up first
    Restore {
        /// Number of the backup
        number: u64,
        /// Confirm that users get permissions that they do not have now
        #[arg(long)]
        give_permissions: bool,
    },
}

/// Runs a command.
pub(crate) fn run(context: &Context, command: Option<&Command>) -> Outcome {
    let settings = context.paths()?.configuration().read();
    if settings.is_ok_and(|snapshot| snapshot.settings.store.is_some()) {
        return Err(context.messages.message("cli-backups-server", &[]));
    }
    let service = context.service()?;
    if let Some(Command::Restore {
        number,
        give_permissions,
    }) = command
    {
        return restore(context, &service, *number, *give_permissions);
    }
    let backups = service.backups().list(OWNER);
    let backups = backups.map_err(|error| context.messages.user_error(&error))?;
    if context.json {
        return Ok(print_json(&backups.iter().map(as_json).collect()));
    }
    let lines: Vec<_> = backups.iter().map(|b| line(&context.messages, b)).collect();
    Ok(context.lines(&lines, "cli-backups-none"))
}

fn restore(context: &Context, service: &Service, number: u64, is_confirmed: bool) -> Outcome {
    let messages = &context.messages;
    let value = || ("number", number.to_string().into());
    let restored = service.backups().restore(OWNER, number, is_confirmed);
    let restored = restored.map_err(|error| match error {
        UserError::Store(StoreError::Absent) => messages.message("cli-backups-unknown", &[value()]),
        error => messages.user_error(&error),
    })?;
    service.quick_unlock().tidy();
    context.warn_unrecorded(service);
    let name = if restored.keeps_credentials {
        "cli-backups-restored"
    } else {
        "cli-backups-restored-alone"
    };
    let mut lines = vec![messages.with(name, &[value()])];
    for (name, users) in [
        ("cli-backups-returned", &restored.without_password),
        ("cli-backups-permissions", &restored.with_permissions),
    ] {
        if !users.is_empty() {
            lines.push(messages.with(name, &[("names", users.join(", ").into())]));
        }
    }
    let facts = [
        ("number", number.into()),
        ("without_password", restored.without_password.into()),
        ("with_permissions", restored.with_permissions.into()),
    ];
    Ok(context.done(&lines.join("\n"), &facts))
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
