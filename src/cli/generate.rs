//! `completions` and `man`: completion scripts and manual pages, generated from the arguments.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::args::Cli;
use crate::cli::context::{Context, Outcome, print};

/// Prints a completion script.
pub(crate) fn completions(shell: Shell) -> ExitCode {
    let mut script = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut script);
    print(String::from_utf8_lossy(&script).trim_end())
}

/// Returns the command as the manual describes it, which is the same for each build of a version.
fn documented() -> clap::Command {
    Cli::command().long_version(None::<&'static str>)
}

/// Prints the manual page, or writes one page per command to `folder`.
pub(crate) fn man(context: &Context, folder: Option<&Path>) -> Outcome {
    let failed = |error: io::Error| context.file_error(&error);
    let Some(folder) = folder else {
        let mut page = Vec::new();
        let manual = clap_mangen::Man::new(documented());
        manual.render(&mut page).map_err(failed)?;
        return Ok(print(String::from_utf8_lossy(&page).trim_end()));
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(documented(), folder).map_err(failed)?;
    let shown = folder.display().to_string();
    let values = [("path", shown.as_str().into())];
    let sentence = context.messages.with("table-saved", &values);
    Ok(context.done(&sentence, &[("folder", shown.into())]))
}
