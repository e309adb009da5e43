//! `store`: the PostgreSQL server that several computers share.

mod check;
mod computers;
mod join;
mod server;
mod set_up;
mod settings;
mod transfer;

use std::path::PathBuf;

use clap::Subcommand;

use crate::domain::computer_kind::ComputerKind;

use crate::cli::context::{Context, Outcome};

/// A command for the server that several computers share.
#[derive(Subcommand)]
pub enum Command {
    /// Create the database, its roles and its tables, as an administrator of the server
    Init {
        /// Address of an administrator of the server, without its password
        address: String,
        /// Name of the database
        #[arg(long, value_name = "NAME", default_value = "auth")]
        database: String,
    },
    /// Bring the tables and functions up to date, with the login of a trusted computer
    Migrate {
        /// Address of the server with the login of a trusted computer [default: the one in the configuration file]
        address: Option<String>,
        /// Show what would be done, with the functions that would be created or replaced
        #[arg(long)]
        dry_run: bool,
    },
    /// Move the users and settings of a configuration file to the server, which must have none
    Import {
        /// Configuration file, also one of Streamlit-Authenticator
        file: PathBuf,
        /// Address of the server with the login of a trusted computer [default: the one in the configuration file]
        address: Option<String>,
        #[command(flatten)]
        options: transfer::ImportOptions,
    },
    /// Print the users and settings of the server as a configuration file, with all password hashes
    Export {
        /// Address of the server with the login of a trusted computer [default: the one in the configuration file]
        address: Option<String>,
        /// New file to write to
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the settings of the server, or change them, also those that the window does not change
    Settings {
        /// Address of the server with the login of a computer [default: the one in the configuration file]
        address: Option<String>,
        /// Set the setting with this path, such as activity.days or approvals.refund.large.roles; can be repeated
        #[arg(long, num_args = 2, value_names = ["PATH", "VALUE"])]
        set: Vec<String>,
        /// Restore the default of the setting with this path, or remove an approval; can be repeated
        #[arg(long, value_name = "PATH")]
        unset: Vec<String>,
        /// Replace the sections that are in this file, such as approvals and views; the others stay as they are
        #[arg(long, value_name = "FILE", conflicts_with_all = ["set", "unset"])]
        from: Option<PathBuf>,
        /// Show what would be changed
        #[arg(long)]
        dry_run: bool,
    },
    /// Check the server, its clock, its log, and who can use the database; exits with 1 if there is an error
    ///
    /// A restricted computer checks what it can: the connection, the clock, the version, and that it can read no table.
    Check {
        /// Address of the server with the login of a computer [default: the one in the configuration file]
        address: Option<String>,
    },
    /// Add a computer, as an administrator of the server: print the command and the code with which it joins
    ///
    /// Without --trusted, the computer is restricted: it can call functions of the server, but cannot read the tables.
    AddComputer {
        /// Name of the computer, which is also its login
        name: String,
        /// Address of an administrator of the server, without its password
        address: String,
        /// Name of the database
        #[arg(long, value_name = "NAME", default_value = "auth")]
        database: String,
        /// Name of the server for the computer, if it is another one than in the address
        #[arg(long)]
        host: Option<String>,
        /// Let it read all password hashes and change everything, as the computer of an administrator has to
        #[arg(long)]
        trusted: bool,
    },
    /// Join the server as a computer that was added; asks for its code
    Join {
        /// Address that “store add-computer” has printed
        address: String,
        /// Read the code from standard input instead of prompting for it
        #[arg(long)]
        code_stdin: bool,
    },
    /// List the computers with their last contact
    Computers {
        /// Address of the server with the login of a trusted computer [default: the one in the configuration file]
        address: Option<String>,
    },
    /// Revoke the access of a computer, as an administrator of the server
    RevokeComputer {
        /// Name of the computer
        name: String,
        /// Address of an administrator of the server, without its password
        address: String,
    },
}

/// Runs a command.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    match command {
        Command::Init { address, database } => set_up::init(context, &address, &database),
        Command::Migrate { address, dry_run } => set_up::migrate(context, address, dry_run),
        Command::Import {
            file,
            address,
            options,
        } => transfer::import(context, &file, address, &options),
        Command::Export { address, output } => transfer::export(context, address, output),
        Command::Settings {
            address,
            set,
            unset,
            from,
            dry_run,
        } => {
            let wanted = settings::Wanted::new(&set, unset, from);
            settings::run(context, address, wanted, dry_run)
        }
        Command::Check { address } => check::run(context, address),
        Command::AddComputer {
            name,
            address,
            database,
            host,
            trusted,
        } => {
            let kind = ComputerKind::of_trust(trusted);
            computers::add(
                context,
                &address,
                (&name, kind),
                (&database, host.as_deref()),
            )
        }
        Command::Join {
            address,
            code_stdin,
        } => join::run(context, &address, code_stdin),
        Command::Computers { address } => computers::list(context, address),
        Command::RevokeComputer { name, address } => computers::revoke(context, &address, &name),
    }
}
