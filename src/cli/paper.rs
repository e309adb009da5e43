//! `completions` and `man`: what shells and people read about these commands, made from the commands
//! themselves.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::messages::Message;
use crate::wiring::system_words;

use crate::cli::{Cli, Out, print};

/// Prints what lets a shell complete the commands.
#[must_use]
pub fn completions(shell: Shell) -> ExitCode {
    let mut text = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut text);
    match io::stdout().lock().write_all(&text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Prints the manual page, or writes one for each command.
///
/// # Errors
/// When the pages cannot be written.
pub fn man(folder: Option<&Path>, out: Out) -> Result<ExitCode, Message> {
    let words = system_words();
    let failed = |error: io::Error| {
        let reason = ("reason", error.to_string().into());
        words.message("file-failed", &[reason])
    };
    let Some(folder) = folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command())
            .render(&mut page)
            .map_err(failed)?;
        return Ok(print(String::from_utf8_lossy(&page).trim_end()));
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Cli::command(), folder).map_err(failed)?;
    let shown = folder.display().to_string();
    let said = words.with("table-saved", &[("path", shown.as_str().into())]);
    Ok(out.done(&said, &[("folder", shown.as_str().into())]))
}
