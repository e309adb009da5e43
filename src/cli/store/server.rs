//! What the commands have in common: addresses, clients and errors.

use crate::domain::computer_kind::ComputerKind;
use crate::messages::Message;
use crate::service::ports::StoreError;
use crate::store::postgres::administrator::{Administrator, ServerName};
use crate::store::postgres::{Client, PgError, PostgresOptions, has_password};

use crate::cli::context::Context;

/// Returns the address that was given, or else that of the configuration file.
pub(super) fn address(context: &Context, given: Option<String>) -> Result<String, Message> {
    if let Some(address) = given {
        return Ok(address);
    }
    let of_file = context.paths()?.server();
    let none = || context.messages.message("cli-store-no-address", &[]);
    of_file
        .map(|server| server.postgres.to_string())
        .ok_or_else(none)
}

/// Parses an address. Its password can be in the keyring, but not in an argument, which other programs can read.
pub(super) fn options(context: &Context, address: &str) -> Result<PostgresOptions, Message> {
    if has_password(address) {
        return Err(context.messages.message("cli-store-password", &[]));
    }
    let options = context.paths()?.server_options(address);
    options.map_err(|error| failed(context, &error))
}

/// Quotes a text for a shell, if it needs that.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@%+=:,./_-\\".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else if cfg!(windows) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// Returns a client with the login of a trusted computer. What computers have left in the tables would run with the permissions of
/// another one.
pub(super) fn client(context: &Context, given: Option<String>) -> Result<Client, Message> {
    if given.is_none() {
        context.trusted_paths()?;
    }
    let options = options(context, &address(context, given)?)?;
    let client = Client::connect(&options);
    let client = client.map_err(|error| failed(context, &error))?;
    let kind = client.kind();
    match kind.map_err(|error| failed(context, &error))? {
        Some(ComputerKind::Trusted) => {
            // From here on, errors are those of the server.
            context.messages.speak_of_server(true);
            Ok(client)
        }
        Some(ComputerKind::Restricted) => Err(context.messages.message("cli-restricted", &[])),
        None => Err(context.messages.message("cli-store-not-computer", &[])),
    }
}

/// Returns the server of an administrator's address.
pub(super) fn administrator(context: &Context, address: &str) -> Result<Administrator, Message> {
    let administrator = Administrator::new(options(context, address)?);
    administrator.map_err(|error| failed(context, &error))
}

/// Parses the name of a database or login.
pub(super) fn name(context: &Context, name: &str) -> Result<ServerName, Message> {
    let value = ("name", name.into());
    let wrong = || context.messages.message("cli-store-name", &[value]);
    ServerName::parse(name).ok_or_else(wrong)
}

/// Returns the message for an error of the server.
pub(super) fn failed(context: &Context, error: &PgError) -> Message {
    let messages = &context.messages;
    messages.speak_of_server(true);
    let reason = ("reason", error.to_string().into());
    match error {
        PgError::Address(_) => messages.message("cli-store-address", &[reason]),
        PgError::Denied(_) | PgError::WrongPassword(_) => {
            messages.message("cli-store-denied", &[reason])
        }
        PgError::Refused(_) => messages.message("cli-store-refused", &[reason]),
        PgError::Unprepared => messages.message("cli-store-unprepared", &[]),
        PgError::Newer => messages.message("cli-store-newer", &[]),
        other => messages.store_error(&StoreError::from(other.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_take_for_something_else_is_quoted() {
        let plain = "postgresql://till1@db.shop:5433/auth";
        assert_eq!(quoted(plain), plain);
        let marked = format!("{plain}?sslrootcert=/a b&port=1");
        let quote = if cfg!(windows) { '"' } else { '\'' };
        assert_eq!(quoted(&marked), format!("{quote}{marked}{quote}"));
    }
}
