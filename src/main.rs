//! The program: opens the window, or runs a command.

#![warn(
    clippy::expect_used,
    clippy::let_underscore_must_use,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly; the program must not, and must not lose an error"
)]

use std::process::ExitCode;

use clap::Parser;
use egui_authenticator::app;
use egui_authenticator::cli::{self, args::Cli};
use egui_authenticator::store::hardening::harden;

/// Wipes memory when it is freed, because libraries leave copies of passwords in it (R53).
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return cli::usage(&error),
    };
    let started = cli.start_log();
    harden();
    let Cli {
        config,
        json,
        demo,
        kiosk,
        command,
        ..
    } = cli;
    if let Err(message) = started {
        return cli::report(&message, json);
    }
    if let Some(command) = command {
        return cli::run(command, config, json);
    }
    let opened = if demo {
        app::run_demo()
    } else if kiosk.kiosk {
        app::run_kiosk(config, kiosk.allow)
    } else {
        app::run(config)
    };
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => cli::report(&message, json),
    }
}
