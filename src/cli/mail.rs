//! `mail`: tests the mail server.

use clap::Subcommand;

use crate::cli::context::{Context, Outcome};

/// A command for e-mail.
#[derive(Subcommand)]
pub enum Command {
    /// Send a test e-mail through the configured mail server
    Test {
        /// Address to send the e-mail to
        to: String,
    },
}

/// Runs a command.
pub(crate) fn run(context: &Context, Command::Test { to }: &Command) -> Outcome {
    let sent = context
        .trusted_paths()?
        .throwaway_service()
        .recovery_mail()
        .send_test(to);
    sent.map_err(|error| context.messages.mail_error(&error))?;
    Ok(context.say("cli-mail-sent", &[("to", to)]))
}
