//! The arguments of the program.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::cli::{audit, backups, hash, invite, mail, session, user};

/// Sign-in and user management: opens a window, or runs one of the commands.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = false)]
pub struct Cli {
    /// Configuration file to use instead of the one in the platform's configuration folder
    #[arg(long, value_name = "PATH", global = true)]
    pub config: Option<PathBuf>,

    /// Print results and errors as JSON
    #[arg(long, global = true)]
    pub json: bool,

    /// Open the example in a temporary folder; nothing is saved
    #[arg(long, conflicts_with = "config")]
    pub demo: bool,

    /// Command to run instead of opening the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A command to run instead of opening the window.
#[derive(Subcommand)]
pub enum Command {
    /// Hash passwords: one from a prompt, or one per line from standard input
    Hash(hash::Options),
    /// List all errors and warnings of a configuration file; exits with 1 if it cannot be used
    Check {
        /// File to check [default: the file in use]
        file: Option<PathBuf>,
    },
    /// List, show, add, change and delete users
    #[command(subcommand)]
    User(user::Command),
    /// List, add and remove the e-mail addresses that are allowed to register
    #[command(subcommand)]
    Invite(invite::Command),
    /// List and end the sessions on this computer
    #[command(subcommand)]
    Session(session::Command),
    /// List, export and verify the audit log
    #[command(subcommand)]
    Activity(audit::Command),
    /// Test the mail server
    #[command(subcommand)]
    Mail(mail::Command),
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
