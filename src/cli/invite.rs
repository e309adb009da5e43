//! `invite`: the e-mail addresses that are allowed to register.

use clap::Subcommand;

use crate::service::users::UserError;

use crate::cli::context::{Context, OWNER, Outcome, print_json};

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

/// Runs a command.
pub(crate) fn run(context: &Context, command: &Command) -> Outcome {
    let (service, messages) = (context.service()?, &context.messages);
    let failed = |error| messages.user_error(&error);
    let done = match command {
        Command::List => {
            let emails = service.allowed_emails().list(OWNER).map_err(failed)?;
            if context.json {
                return Ok(print_json(&emails.into()));
            }
            return Ok(context.lines(&emails, "cli-invite-none"));
        }
        Command::Add { emails } => {
            let count = service
                .allowed_emails()
                .add(OWNER, emails)
                .map_err(failed)?;
            let sentence = messages.with("users-invited", &[("count", count.into())]);
            context.done(&sentence, &[("added", count.into())])
        }
        Command::Remove { email } => {
            let email = email.as_str();
            let removed = service.allowed_emails().remove(OWNER, email);
            removed.map_err(|error| match error {
                UserError::Unknown => {
                    messages.message("cli-invite-unknown", &[("email", email.into())])
                }
                error => failed(error),
            })?;
            let sentence = messages.with("users-uninvited", &[("name", email.into())]);
            context.done(&sentence, &[("email", email.into())])
        }
    };
    context.warn_unrecorded(&service);
    Ok(done)
}
