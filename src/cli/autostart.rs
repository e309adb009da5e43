//! `autostart`: opens the window when the user signs in to the desktop.

use clap::Subcommand;

use crate::cli::context::{Context, Outcome};
use crate::cli::kiosk;
use crate::store::autostart::{self, Autostart};

/// A command for opening the window when the user signs in to the desktop.
#[derive(Subcommand)]
pub enum Command {
    /// Open the window, with the file of `--config` if that is given
    On(kiosk::Options),
    /// Open it no longer
    Off,
    /// Print whether it opens
    Status,
}

/// Runs a command.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    let failed = |error: std::io::Error| {
        let reason = ("reason", error.to_string().into());
        context.messages.message("cli-autostart-failed", &[reason])
    };
    let is_on = match command {
        Command::On(kiosk) => {
            let config = context.given_config().map(std::path::absolute);
            let config = config.transpose().map_err(failed)?;
            let program = std::env::current_exe().map_err(failed)?;
            let autostart = Autostart {
                program: &program,
                config: config.as_deref(),
                arguments: &kiosk.arguments(),
            };
            autostart.set().map_err(failed)?;
            true
        }
        Command::Off => {
            autostart::remove().map_err(failed)?;
            false
        }
        Command::Status => autostart::is_set().map_err(failed)?,
    };
    let name = if is_on {
        "cli-autostart-on"
    } else {
        "cli-autostart-off"
    };
    let sentence = context.messages.get(name);
    Ok(context.done(&sentence, &[("autostart", is_on.into())]))
}
