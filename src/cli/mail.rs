//! `mail`: whether mails leave.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use crate::messages::Message;
use crate::wiring::system_words;

use crate::cli::{Out, paths};

/// A command for e-mail.
#[derive(Subcommand)]
pub enum Command {
    /// Send a test e-mail through the configured mail server
    Test {
        /// Address to send the e-mail to
        to: String,
    },
}

/// Carries a command out.
///
/// # Errors
/// Why the mail was not sent.
pub fn run(command: &Command, config: Option<PathBuf>, out: Out) -> Result<ExitCode, Message> {
    let words = system_words();
    let Command::Test { to } = command;
    let service = paths(&words, config)?.throwaway_service();
    let sent = service.mail_test(to);
    sent.map_err(|error| words.mail_error(&error))?;
    let said = words.with("cli-mail-sent", &[("to", to.as_str().into())]);
    Ok(out.done(&said, &[("to", to.as_str().into())]))
}
