//! The command line: the same use cases without a window. One file a command.

pub mod check;
pub mod hash;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Sign-in for a shared desk: opens a window, or runs one of the commands.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = false)]
pub struct Cli {
    /// The credential file, instead of the one in the platform's configuration folder
    #[arg(long, value_name = "PATH", global = true)]
    pub config: Option<PathBuf>,

    /// Open the example in a throwaway folder; nothing is kept
    #[arg(long, conflicts_with = "config")]
    pub demo: bool,

    /// What to do instead of opening the window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do instead of opening the window.
#[derive(Subcommand)]
pub enum Command {
    /// Hash passwords: one from a prompt, or one a line from standard input
    Hash(hash::Options),
    /// List everything that is wrong with a credential file; exits with 1 when it cannot be used
    Check {
        /// The file; the one in use when absent
        file: Option<PathBuf>,
    },
}
