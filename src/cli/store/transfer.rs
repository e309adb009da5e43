//! `store import` and `store export`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::messages::{Message, Value};
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{CredentialStore as _, StoreError};
use crate::store::postgres::{PostgresOptions, PostgresStore};
use crate::store::yaml::transfer::{
    ContentError, FileContent, FileLock, content_of, text_of, write_new,
};
use crate::wiring::Paths;

use crate::cli::context::{Context, Outcome, print};
use crate::cli::store::server::{address, client, failed};

/// Moves the content of a file to the server.
pub(super) fn import(
    context: &Context,
    file: &Path,
    given: Option<String>,
    [drop_unknown, write]: [bool; 2],
) -> Outcome {
    let messages = &context.messages;
    // From wherever the program is started later.
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let file = file.as_path();
    let lock = write.then(|| FileLock::new(file)).transpose();
    let lock = lock.map_err(|error| messages.store_error(&error))?;
    let content = content_of(file).map_err(|error| unusable(context, file, &error))?;
    if !content.unknown.is_empty() && !drop_unknown {
        let names = ("names", content.unknown.join(", ").into());
        return Err(messages.message("cli-store-unknown", &[names]));
    }
    let address = address(context, given)?;
    let client = client(context, Some(address.clone()))?;
    let users = &content.directory.users;
    let local = Paths::for_config(file.to_owned()).local_state(users);
    let local = local.map_err(|error| messages.state_error(&error))?;
    let store = PostgresStore::new(client);
    match store.import(&content.directory, &local) {
        Ok(_) => {}
        // An earlier call was ended before it could replace the file.
        Err(StoreError::Exists) if write && has_same(&store, &content) => {}
        Err(StoreError::Exists) => return Err(messages.message("cli-store-full", &[])),
        Err(error) => return Err(messages.store_error(&error)),
    }
    done(context, (file, lock), &content, &address)
}

/// Returns `true` if the server has the users and settings of the file.
fn has_same(store: &PostgresStore, content: &FileContent) -> bool {
    let of_server = store.read().ok();
    let of_server = of_server.and_then(|snapshot| text_of(&UserDirectory::from(&*snapshot)));
    of_server.is_some_and(|text| Some(text) == text_of(&content.directory))
}

fn done(
    context: &Context,
    (file, lock): (&Path, Option<FileLock>),
    content: &FileContent,
    address: &str,
) -> Outcome {
    let messages = &context.messages;
    let users = content.directory.users.len();
    let mut lines = vec![messages.with("cli-store-imported", &[("users", users.into())])];
    let address = PostgresOptions::without_password(address);
    let address = address.map_err(|error| failed(context, &error))?;
    let values = [
        ("file", Value::from(file.display().to_string())),
        ("address", address.as_str().into()),
    ];
    let write = lock.is_some();
    let replaced = lock.map(|lock| lock.replace_by_server(content, &address));
    match replaced.transpose() {
        Ok(Some(())) => lines.push(messages.with("cli-store-written", &values)),
        Ok(None) => lines.push(messages.with("cli-store-to-write", &values)),
        Err(error) => {
            eprintln!("{}", messages.store_error(&error).line());
            lines.push(messages.with("cli-store-to-write", &values));
            return Err(messages.message(
                "cli-store-not-written",
                &[("lines", lines.join("\n").into())],
            ));
        }
    }
    let facts = [("users", users.into()), ("written", write.into())];
    Ok(context.done(&lines.join("\n"), &facts))
}

/// Returns the message for a file that cannot be moved.
fn unusable(context: &Context, file: &Path, error: &ContentError) -> Message {
    let messages = &context.messages;
    let file = ("file", file.display().to_string().into());
    let of = |names: &[String]| ("names", names.join(", ").into());
    match error {
        ContentError::Store(StoreError::Unusable(_)) => {
            messages.message("cli-store-unusable", &[file])
        }
        ContentError::Store(error) => messages.store_error(error),
        ContentError::Plain(names) => messages.message("cli-store-plain", &[of(names)]),
        ContentError::Closed(names) => messages.message("cli-store-closed", &[file, of(names)]),
        ContentError::OfServer => messages.message("cli-store-of-server", &[file]),
    }
}

/// Prints the content of the server as a configuration file, or writes it to a new one.
pub(super) fn export(context: &Context, given: Option<String>, output: Option<PathBuf>) -> Outcome {
    let messages = &context.messages;
    let store = PostgresStore::new(client(context, given)?);
    let snapshot = store.read();
    let snapshot = snapshot.map_err(|error| messages.store_error(&error))?;
    let text = text_of(&UserDirectory::from(&*snapshot));
    let text = text.ok_or_else(|| messages.message("cli-store-not-exported", &[]))?;
    let Some(output) = output else {
        return Ok(print(text.trim_end()));
    };
    write_new(&output, &text).map_err(|error| context.file_error(&error))?;
    let users = snapshot.users.len();
    let file = output.display().to_string();
    let values = [("users", users.into()), ("file", file.as_str().into())];
    let sentence = messages.with("cli-store-exported", &values);
    let facts = [("users", users.into()), ("file", file.into())];
    Ok::<ExitCode, Message>(context.done(&sentence, &facts))
}
