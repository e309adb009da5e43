//! The ready-made tool: arguments in, a window or a command out.

use std::process::ExitCode;

use clap::Parser;
use egui_authenticator::app;
use egui_authenticator::cli::{
    self, Cli, Command, Out, audit, backups, check, hash, invite, mail, paper, session, user,
};
use egui_authenticator::store::hardening::harden;

/// Memory is wiped when it is given back, so that copies of a password that libraries make on the
/// way do not stay in it (R53).
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    harden();
    let cli = Cli::parse();
    let out = Out { json: cli.json };
    let result = match cli.command {
        None if cli.demo => app::run_demo().map(|()| ExitCode::SUCCESS),
        None => app::run(cli.config).map(|()| ExitCode::SUCCESS),
        Some(Command::Hash(options)) => hash::run(&options, out),
        Some(Command::Check { file }) => check::run(file.or(cli.config), out),
        Some(Command::User(command)) => user::run(command, cli.config, out),
        Some(Command::Invite(command)) => invite::run(&command, cli.config, out),
        Some(Command::Session(command)) => session::run(&command, cli.config, out),
        Some(Command::Activity(command)) => audit::run(&command, cli.config, out),
        Some(Command::Mail(command)) => mail::run(&command, cli.config, out),
        Some(Command::Backups { command }) => backups::run(command.as_ref(), cli.config, out),
        Some(Command::Schema) => Ok(cli::schema()),
        Some(Command::Completions { shell }) => Ok(paper::completions(shell)),
        Some(Command::Man { folder }) => paper::man(folder.as_deref(), out),
    };
    result.unwrap_or_else(|said| out.fail(&said))
}
