//! `session`: who is signed in on this computer.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;

use crate::messages::{Message, Messages};
use crate::service::caller::Caller;
use crate::service::users::sessions::SignedIn;
use crate::wiring::system_words;

use crate::cli::{Out, paths, print, print_json, warn_unrecorded};

/// A command for sessions.
#[derive(Subcommand)]
pub enum Command {
    /// List the open windows and remembered computers of signed-in users
    List,
    /// End all sessions of a user, on every computer
    End {
        /// Username or e-mail of the user
        #[arg(required_unless_present = "all")]
        name: Option<String>,
        /// End the sessions of all users who are signed in on this computer
        #[arg(long, conflicts_with = "name")]
        all: bool,
    },
}

/// Carries a command out.
///
/// # Errors
/// What stands in the way, and what to do about it.
pub fn run(command: &Command, config: Option<PathBuf>, out: Out) -> Result<ExitCode, Message> {
    let words = system_words();
    let service = paths(&words, config)?.service_without_keyring();
    let failed = |error| words.user_error(&error);
    let ended = match command {
        Command::List => {
            let rows = service.signed_in(Caller::LocalOwner).map_err(failed)?;
            return Ok(list(&words, &rows, out));
        }
        Command::End {
            name: Some(name), ..
        } => {
            service
                .sign_out_everywhere(Caller::LocalOwner, name)
                .map_err(failed)?;
            vec![name.clone()]
        }
        Command::End { name: None, .. } => {
            let rows = service.signed_in(Caller::LocalOwner).map_err(failed)?;
            let mut ended = Vec::new();
            for SignedIn { username, .. } in rows {
                service
                    .sign_out_everywhere(Caller::LocalOwner, &username)
                    .map_err(failed)?;
                ended.push(username);
            }
            ended
        }
    };
    warn_unrecorded(&words, &service);
    let said = words.with("cli-sessions-ended", &[("count", ended.len().into())]);
    Ok(out.done(&said, &[("ended", ended.into())]))
}

fn list(words: &Messages, rows: &[SignedIn], out: Out) -> ExitCode {
    if out.json {
        let rows: Vec<_> = rows.iter().map(as_json).collect();
        return print_json(&rows.into());
    }
    if rows.is_empty() {
        return print(&words.get("cli-sessions-none"));
    }
    let line = |row: &SignedIn| {
        let open = row
            .is_open
            .then(|| words.get("cli-session-open").into_owned());
        let kept = row.remembered.as_ref().map(|kept| {
            let values = [
                ("device", kept.device.as_str().into()),
                ("until", kept.until.to_string().into()),
            ];
            words.with("cli-session-kept", &values)
        });
        let parts: Vec<_> = [Some(row.username.clone()), open, kept]
            .into_iter()
            .flatten()
            .collect();
        parts.join("  ")
    };
    let lines: Vec<_> = rows.iter().map(line).collect();
    print(&lines.join("\n"))
}

fn as_json(row: &SignedIn) -> serde_json::Value {
    let kept = row.remembered.as_ref().map(|kept| {
        json!({
            "device": kept.device,
            "since": kept.since.to_string(),
            "used": kept.used_at.to_string(),
            "until": kept.until.to_string(),
        })
    });
    json!({ "username": row.username, "open": row.is_open, "remembered": kept })
}
