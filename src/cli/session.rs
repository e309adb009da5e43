//! `session`: the users who are signed in on this computer.

use clap::Subcommand;
use serde_json::{Value as Json, json};

use crate::messages::Messages;
use crate::service::users::sessions::SignedIn;

use crate::cli::context::{Context, OWNER, Outcome, print_json};

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

/// Runs a command.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    let (service, messages) = (context.service()?, &context.messages);
    let failed = |error| messages.user_error(&error);
    let signed_in = || service.users().signed_in(OWNER).map_err(failed);
    let names = match command {
        Command::List => {
            let rows = signed_in()?;
            if context.json {
                return Ok(print_json(&rows.iter().map(as_json).collect()));
            }
            let lines: Vec<_> = rows.iter().map(|row| line(messages, row)).collect();
            return Ok(context.lines(&lines, "cli-sessions-none"));
        }
        Command::End {
            name: Some(name), ..
        } => vec![name],
        Command::End { name: None, .. } => {
            let rows = signed_in()?.into_iter();
            rows.map(|row| row.username).collect()
        }
    };
    for name in &names {
        service
            .users()
            .sign_out_everywhere(OWNER, name)
            .map_err(failed)?;
    }
    context.warn_unrecorded(&service);
    let sentence = messages.with("cli-sessions-ended", &[("count", names.len().into())]);
    Ok(context.done(&sentence, &[("ended", names.into())]))
}

fn line(messages: &Messages, row: &SignedIn) -> String {
    let mut parts = vec![row.username.clone()];
    if row.is_open {
        parts.push(messages.get("cli-session-open").into_owned());
    }
    if let Some(remembered) = &row.remembered {
        let values = [
            ("device", remembered.device.as_str().into()),
            ("until", remembered.until.to_string().into()),
        ];
        parts.push(messages.with("cli-session-kept", &values));
    }
    parts.join("  ")
}

fn as_json(row: &SignedIn) -> Json {
    let remembered = row.remembered.as_ref().map(|remembered| {
        json!({
            "device": remembered.device,
            "since": remembered.since.to_string(),
            "used": remembered.used_at.to_string(),
            "until": remembered.until.to_string(),
        })
    });
    json!({ "username": row.username, "open": row.is_open, "remembered": remembered })
}
