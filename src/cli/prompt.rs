//! Passwords from a prompt or from standard input. They are never taken from an argument, which other programs
//! can read.

use std::io::{self, Read};

use clap::Args;

use crate::domain::password::PasswordError;
use crate::domain::secret::{MAX_LEN, Secret};
use crate::messages::{Message, Messages};

/// Where a password comes from.
#[derive(Args)]
pub struct PasswordSource {
    /// Read the password from standard input instead of prompting for it
    #[arg(long)]
    password_stdin: bool,
}

impl PasswordSource {
    /// Reads the password.
    ///
    /// # Errors
    /// A [`Message`] for the user if the password cannot be read, or the two entries differ.
    pub(crate) fn read(&self, messages: &Messages) -> Result<Secret, Message> {
        if self.password_stdin {
            from_input(messages)
        } else {
            prompt(messages)
        }
    }
}

/// Asks for a new password twice.
///
/// # Errors
/// A [`Message`] if there is no terminal, nothing was typed, or the passwords differ.
pub(crate) fn prompt(messages: &Messages) -> Result<Secret, Message> {
    let ask = |name: &str| {
        rpassword::prompt_password(format!("{}: ", messages.get(name)))
            .map(Secret::new)
            .map_err(|error| unreadable(messages, &error))
    };
    let password = ask("field-password")?;
    if password.is_empty() {
        return Err(messages.message("cli-hash-empty", &[]));
    }
    let repeated = ask("cli-hash-repeat")?;
    if password.expose() != repeated.expose() {
        return Err(messages.message("cli-hash-differs", &[]));
    }
    Ok(password)
}

/// Reads all of standard input as one password, without the line break at its end.
///
/// # Errors
/// A [`Message`] if the input is empty, too long or not text.
fn from_input(messages: &Messages) -> Result<Secret, Message> {
    let mut text = String::new();
    let mut input = io::stdin().lock().take(MAX_LEN as u64 + 2);
    let read = input.read_to_string(&mut text);
    read.map_err(|error| unreadable(messages, &error))?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    match check(line) {
        None => Ok(Secret::new(line.to_owned())),
        Some(PasswordError::Empty) => Err(messages.message("cli-hash-empty", &[])),
        Some(error) => Err(Message {
            summary: messages.password_error(error),
            help: String::new(),
        }),
    }
}

/// Returns what is wrong with the length of a password.
pub(crate) fn check(password: &str) -> Option<PasswordError> {
    match password.len() {
        0 => Some(PasswordError::Empty),
        length if length >= MAX_LEN => Some(PasswordError::TooLong),
        _ => None,
    }
}

/// Returns the message for input that cannot be read.
pub(crate) fn unreadable(messages: &Messages, error: &io::Error) -> Message {
    let reason = ("reason", error.to_string().into());
    messages.message("cli-hash-input", &[reason])
}
