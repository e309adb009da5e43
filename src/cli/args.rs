//! The arguments of the program.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::cli::{
    audit, autostart, backups, convert, hash, invite, kiosk, mail, session, signature, store, user,
    version,
};
use crate::logging::{self, Level};
use crate::messages::Message;
use crate::wiring::system_messages;

/// Sign-in and user management: opens a window, or runs one of the commands.
#[derive(Parser)]
#[command(version, long_version = version::long(), about, args_conflicts_with_subcommands = false)]
pub struct Cli {
    /// Configuration file to use instead of the one in the platform's configuration folder
    #[arg(long, value_name = "PATH", global = true)]
    pub config: Option<PathBuf>,

    /// Print results and errors as JSON
    #[arg(long, global = true)]
    pub json: bool,

    /// Open the example in a temporary folder; nothing is saved
    #[arg(long, conflicts_with_all = ["config", "kiosk"])]
    pub demo: bool,

    /// Whether the window is that of a kiosk
    #[command(flatten)]
    pub kiosk: kiosk::Options,

    /// Write a log of what happens in the background to this file
    #[arg(long, value_name = "FILE", global = true)]
    pub log: Option<PathBuf>,

    /// Detail of the log: error, warn, info, debug or trace
    #[arg(
        long,
        value_name = "LEVEL",
        global = true,
        default_value = "info",
        hide_possible_values = true
    )]
    pub log_level: Level,

    /// Command to run instead of opening the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// Starts the log if a file for it was given.
    ///
    /// # Errors
    /// [`Message`] if the file cannot be opened for writing.
    pub fn start_log(&self) -> Result<(), Message> {
        let Some(file) = &self.log else {
            return Ok(());
        };
        logging::start(file.clone(), self.log_level).map_err(|error| {
            let file = ("file", file.display().to_string().into());
            let reason = ("reason", error.to_string().into());
            system_messages().message("cli-log-failed", &[file, reason])
        })
    }
}

/// A command to run instead of opening the window.
#[derive(Subcommand)]
pub enum Command {
    /// Hash passwords: one from a prompt, or one per line from standard input
    Hash(hash::Options),
    /// List all errors and warnings of a configuration file; exits with 1 if it cannot be used or others can change it
    Check {
        /// File to check [default: the file in use]
        file: Option<PathBuf>,
    },
    /// Convert a file of Streamlit-Authenticator before 0.2, which lists users, to the current layout
    Convert(convert::Options),
    /// List, show, add, change and delete users
    #[command(subcommand)]
    User(user::Command),
    /// List, add and remove the e-mail addresses that are allowed to register
    #[command(subcommand)]
    Invite(invite::Command),
    /// List and end the sessions on this computer
    #[command(subcommand)]
    Session(session::Command),
    /// List, export and verify signatures
    #[command(subcommand)]
    Signature(signature::Command),
    /// List, export and verify the audit log
    #[command(subcommand)]
    Activity(audit::Command),
    /// Set up, fill and check the PostgreSQL server that several computers share
    #[command(subcommand)]
    Store(store::Command),
    /// Test the mail server
    #[command(subcommand)]
    Mail(mail::Command),
    /// Open the window when you sign in to the desktop, or no longer
    #[command(subcommand)]
    Autostart(autostart::Command),
    /// List and restore backups of the configuration file
    Backups {
        /// Command to run [default: list]
        #[command(subcommand)]
        command: Option<backups::Command>,
    },
    /// Print the JSON Schema of the configuration file, for completion in editors
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// Shell to print the script for
        shell: Shell,
    },
    /// Print the manual page, or write one page per command
    Man {
        /// Folder to write the pages to
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
}
