//! `invite`: the e-mail addresses that may register.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use crate::messages::Message;
use crate::service::caller::Caller;
use crate::wiring::system_words;

use crate::cli::{Out, paths, print, print_json, warn_unrecorded};

/// A command for the allowed e-mail addresses.
#[derive(Subcommand)]
pub enum Command {
    /// List the addresses
    List,
    /// Allow e-mail addresses to register
    Add {
        /// Addresses to allow
        #[arg(required = true)]
        emails: Vec<String>,
    },
    /// Remove an address from the list
    Remove {
        /// Address to remove
        email: String,
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
    let done = match command {
        Command::List => {
            let emails = service.invited(Caller::LocalOwner).map_err(failed)?;
            if out.json {
                return Ok(print_json(&emails.into()));
            }
            if emails.is_empty() {
                return Ok(print(&words.get("cli-invite-none")));
            }
            return Ok(print(&emails.join("\n")));
        }
        Command::Add { emails } => {
            let count = service.invite(Caller::LocalOwner, emails).map_err(failed)?;
            let said = words.with("users-invited", &[("count", count.into())]);
            out.done(&said, &[("added", count.into())])
        }
        Command::Remove { email } => {
            service
                .uninvite(Caller::LocalOwner, email)
                .map_err(failed)?;
            let said = words.with("users-uninvited", &[("name", email.as_str().into())]);
            out.done(&said, &[("email", email.as_str().into())])
        }
    };
    warn_unrecorded(&words, &service);
    Ok(done)
}
