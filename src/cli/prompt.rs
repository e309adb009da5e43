//! Passwords from a prompt or from standard input, never from an argument: other programs can read
//! those.

use std::io::{self, Read};

use crate::domain::password::PasswordError;
use crate::domain::secret::{MAX_LEN, Secret};
use crate::messages::{Message, Messages};

/// Asks for a new password, twice.
///
/// # Errors
/// When there is no terminal, nothing was typed, or the two are not the same.
pub(crate) fn password(words: &Messages) -> Result<Secret, Message> {
    let ask = |name: &str| {
        rpassword::prompt_password(format!("{}: ", words.get(name)))
            .map(Secret::new)
            .map_err(|error| unreadable(words, &error))
    };
    let password = ask("cli-hash-prompt")?;
    if password.is_empty() {
        return Err(words.message("cli-hash-empty", &[]));
    }
    let again = ask("cli-hash-repeat")?;
    if password.expose() != again.expose() {
        return Err(words.message("cli-hash-differs", &[]));
    }
    Ok(password)
}

/// All of standard input is one password, but for the line break at its end.
///
/// # Errors
/// When there is none, or too much.
pub(crate) fn password_from_input(words: &Messages) -> Result<Secret, Message> {
    let mut text = String::new();
    let limit = MAX_LEN as u64 + 2;
    let mut input = io::stdin().lock().take(limit);
    let read = input.read_to_string(&mut text);
    read.map_err(|error| unreadable(words, &error))?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.len() >= MAX_LEN {
        let summary = words.password_error(PasswordError::TooLong);
        let help = String::new();
        return Err(Message { summary, help });
    }
    if line.is_empty() {
        return Err(words.message("cli-hash-empty", &[]));
    }
    Ok(Secret::new(line.to_owned()))
}

pub(crate) fn unreadable(words: &Messages, error: &io::Error) -> Message {
    let reason = ("reason", error.to_string().into());
    words.message("cli-hash-input", &[reason])
}
