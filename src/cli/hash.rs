//! `hash`: one password from a prompt, or many from standard input on all cores.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::domain::credential::StoredHash;
use crate::domain::password::PasswordError;
use crate::domain::secret::{MAX_LEN, Secret};
use crate::domain::settings::{
    Algorithm, BCRYPT_COST_DEFAULT, BCRYPT_COST_MAX, BCRYPT_COST_MIN, Hashing,
};
use crate::messages::{Message, Messages, Value};
use crate::service::hashing::hash_all;
use crate::store::hashing::SlowHasher;
use crate::wiring::system_words;

use crate::cli::prompt::{self, unreadable};
use crate::cli::{Out, print_json};

/// Options of a hash.
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

/// The algorithms, as they are written on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Bcrypt,
    Argon2id,
}

/// Prints a hash a line, in the order of the passwords.
///
/// # Errors
/// When there is nothing to hash, or it cannot be read.
pub fn run(options: &Options, out: Out) -> Result<ExitCode, Message> {
    let words = system_words();
    let passwords = if io::stdin().is_terminal() {
        vec![prompt::password(&words)?]
    } else {
        read_lines(&words, &mut io::stdin().lock())?
    };
    if passwords.is_empty() {
        return Err(words.message("cli-hash-empty", &[]));
    }
    let how = Hashing {
        algorithm: match options.algorithm {
            Kind::Bcrypt => Algorithm::Bcrypt,
            Kind::Argon2id => Algorithm::Argon2id,
        },
        bcrypt_cost: options.cost,
    };
    let bar = progress_bar(&words, passwords.len());
    let passwords: Vec<&Secret> = passwords.iter().collect();
    let progress = |done: usize| bar.set_position(done as u64);
    let hashes = hash_all(&SlowHasher, &passwords, how, &progress);
    bar.finish_and_clear();
    let hashes = hashes.map_err(|_| words.message("error-not-hashed", &[]))?;
    if out.json {
        let hashes: Vec<_> = hashes.iter().map(StoredHash::as_str).collect();
        return Ok(print_json(&hashes.into()));
    }
    let mut printer = io::stdout().lock();
    for hash in hashes {
        // A reader that went away wants no more hashes.
        if writeln!(printer, "{}", hash.as_str()).is_err() {
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A password a line, exactly as it stands there but for the line break.
fn read_lines(words: &Messages, input: &mut dyn BufRead) -> Result<Vec<Secret>, Message> {
    let mut passwords = Vec::new();
    for (index, line) in input.lines().enumerate() {
        let line = line.map_err(|error| unreadable(words, &error))?;
        let line = line.strip_suffix('\r').unwrap_or(&line);
        let error = if line.is_empty() {
            Some(PasswordError::Empty)
        } else if line.len() >= MAX_LEN {
            Some(PasswordError::TooLong)
        } else {
            None
        };
        if let Some(error) = error {
            let place = ("line", Value::from((index + 1).to_string()));
            let reason = ("reason", words.password_error(error).into());
            return Err(words.message("cli-hash-line", &[place, reason]));
        }
        passwords.push(Secret::new(line.to_owned()));
    }
    Ok(passwords)
}

/// Shown only for several passwords and on a terminal.
pub(crate) fn progress_bar(words: &Messages, count: usize) -> ProgressBar {
    let target = if count > 1 {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(count as u64), target);
    let template = format!(
        "{{wide_bar}} {{pos}}/{{len}} {}",
        words.get("cli-hash-progress")
    );
    match ProgressStyle::with_template(&template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
