//! `store import` and `store export`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::domain::user::User;
use crate::messages::{Message, Value};
use crate::service::or_log::OrLog as _;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{CredentialStore as _, Snapshot, StoreError};
use crate::store::postgres::{LocalState, PostgresOptions, PostgresStore};
use crate::store::yaml::transfer::{
    ContentError, FileContent, FileLock, content_of, text_of, write_new,
};
use crate::wiring::Paths;

use crate::cli::context::{Context, Outcome, print};
use crate::cli::store::server::{address, client, failed};

/// How to import.
#[derive(Args)]
pub struct ImportOptions {
    /// Leave out entries that are neither users nor settings
    #[arg(long)]
    drop_unknown: bool,
    /// Replace the file by one that names the server; the old one is backed up
    #[arg(long)]
    write: bool,
    /// Replace the administrator who was set up in a window before; what the server has is saved beside the file
    #[arg(long)]
    replace: bool,
}

/// Moves the content of a file to the server.
pub(super) fn import(
    context: &Context,
    file: &Path,
    given: Option<String>,
    options: &ImportOptions,
) -> Outcome {
    let &ImportOptions {
        drop_unknown,
        write,
        replace,
    } = options;
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
    let mut saved = None;
    match store.import(&content.directory, &local) {
        Ok(_) => {}
        // An earlier call was ended before it could replace the file.
        Err(StoreError::Exists) if write && has_same(&store, &content) => {}
        Err(StoreError::Exists) => {
            let now = store.read();
            let now = now.map_err(|error| messages.store_error(&error))?;
            let first = only_user(&now).filter(|_| replace);
            first.ok_or_else(|| full(context, &now))?;
            saved = Some(replace_first(
                context,
                &store,
                &now,
                (file, &content, &local),
            )?);
        }
        Err(error) => return Err(messages.store_error(&error)),
    }
    done(
        context,
        (file, lock),
        &content,
        (&address, saved.as_deref()),
    )
}

/// Returns the only user, who was most likely set up in a window before the import.
fn only_user(now: &Snapshot) -> Option<&User> {
    let mut users = now.users.iter();
    users.next().filter(|_| users.next().is_none())
}

/// Returns the message for a server with users.
fn full(context: &Context, now: &Snapshot) -> Message {
    let messages = &context.messages;
    match only_user(now) {
        Some(user) => {
            let name = ("name", user.username.as_str().into());
            messages.message("cli-store-full-of-one", &[name])
        }
        None => messages.message("cli-store-full", &[]),
    }
}

/// Saves what the server has beside the file, and imports the file in place of it. Returns where it was saved.
fn replace_first(
    context: &Context,
    store: &PostgresStore,
    now: &Snapshot,
    (file, content, local): (&Path, &FileContent, &LocalState),
) -> Result<PathBuf, Message> {
    let messages = &context.messages;
    let text = text_of(&UserDirectory::from(now));
    let text = text.ok_or_else(|| messages.message("cli-store-not-exported", &[]))?;
    let mut saved = file.as_os_str().to_owned();
    saved.push(".replaced");
    let saved = PathBuf::from(saved);
    write_new(&saved, &text).map_err(|error| context.file_error(&error))?;
    let imported = store.import_in_place_of(now, &content.directory, local);
    imported.map_err(|error| {
        // The server still has it.
        fs::remove_file(&saved).or_log("remove a file that is not needed");
        messages.store_error(&error)
    })?;
    Ok(saved)
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
    (address, saved): (&str, Option<&Path>),
) -> Outcome {
    let messages = &context.messages;
    let users = content.directory.users.len();
    let mut lines = vec![messages.with("cli-store-imported", &[("users", users.into())])];
    let saved = saved.map(|path| path.display().to_string());
    lines.extend(saved.as_deref().map(|file| {
        let file = ("file", file.into());
        messages.with("cli-store-replaced", &[file])
    }));
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
            messages.speak_of_server(false);
            eprintln!("{}", messages.store_error(&error).line());
            lines.push(messages.with("cli-store-to-write", &values));
            // Not as a value, in which the ends of lines would be escaped.
            let failed = messages.get("cli-store-not-written");
            return Err(Message::of(format!("{failed}\n{}", lines.join("\n"))));
        }
    }
    let facts = [
        ("users", users.into()),
        ("written", write.into()),
        ("replaced", saved.into()),
    ];
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
