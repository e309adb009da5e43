//! `hash`: hashes one password from a prompt, or many from standard input on all cores.

use std::io::{self, BufRead, IsTerminal};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value as Json;

use crate::domain::credential::StoredHash;
use crate::domain::secret::Secret;
use crate::domain::settings::{
    Algorithm, BCRYPT_COST_DEFAULT, BCRYPT_COST_MAX, BCRYPT_COST_MIN, Hashing,
};
use crate::messages::{Message, Messages, Value};
use crate::service::hashing::hash_all;
use crate::store::hashing::SlowHasher;

use crate::cli::context::{Context, Outcome, print, print_json};
use crate::cli::prompt::{check, prompt, unreadable};

/// Options of `hash`.
#[derive(Args)]
pub struct Options {
    /// Cost of bcrypt; each step doubles the time
    #[arg(long, default_value_t = BCRYPT_COST_DEFAULT,
          value_parser = clap::value_parser!(u32).range(i64::from(BCRYPT_COST_MIN)..=i64::from(BCRYPT_COST_MAX)))]
    cost: u32,

    /// Algorithm; passwords that are too long for bcrypt are hashed with Argon2id
    #[arg(long, value_enum, default_value_t = Kind::Bcrypt)]
    algorithm: Kind,
}

/// The algorithms by their names on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Bcrypt,
    Argon2id,
}

/// Prints one hash per line, in the order of the passwords.
pub(crate) fn run(context: &Context, options: &Options) -> Outcome {
    let messages = &context.messages;
    let passwords = if io::stdin().is_terminal() {
        vec![prompt(messages)?]
    } else {
        read_lines(messages, &mut io::stdin().lock())?
    };
    if passwords.is_empty() {
        return Err(messages.message("cli-hash-empty", &[]));
    }
    let hashing = Hashing {
        algorithm: match options.algorithm {
            Kind::Bcrypt => Algorithm::Bcrypt,
            Kind::Argon2id => Algorithm::Argon2id,
        },
        bcrypt_cost: options.cost,
    };
    let bar = progress_bar(messages, passwords.len());
    let passwords: Vec<&Secret> = passwords.iter().collect();
    let progress = |done: usize| bar.set_position(done as u64);
    let hashes = hash_all(&SlowHasher, &passwords, hashing, &progress);
    bar.finish_and_clear();
    let hashes = hashes.map_err(|_| messages.message("error-not-hashed", &[]))?;
    let hashes: Vec<_> = hashes.iter().map(StoredHash::as_str).collect();
    if context.json {
        return Ok(print_json(&Json::from(hashes)));
    }
    Ok(print(&hashes.join("\n")))
}

/// Reads one password per line, exactly as it is typed.
fn read_lines(messages: &Messages, input: &mut dyn BufRead) -> Result<Vec<Secret>, Message> {
    let mut passwords = Vec::new();
    for (line, number) in input.lines().zip(1_usize..) {
        let line = line.map_err(|error| unreadable(messages, &error))?;
        let line = line.strip_suffix('\r').unwrap_or(&line);
        if let Some(error) = check(line) {
            let number = ("line", Value::from(number.to_string()));
            let reason = ("reason", messages.password_error(error).into());
            return Err(messages.message("cli-hash-line", &[number, reason]));
        }
        passwords.push(Secret::new(line.to_owned()));
    }
    Ok(passwords)
}

/// Creates a progress bar, which is shown only for several steps and on a terminal.
pub(crate) fn progress_bar(messages: &Messages, count: usize) -> ProgressBar {
    let target = if count > 1 {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(count as u64), target);
    let label = messages.get("cli-hash-progress");
    match ProgressStyle::with_template(&format!("{{wide_bar}} {{pos}}/{{len}} {label}")) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
