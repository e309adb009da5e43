//! `store join`: a new computer replaces its code by a password that only it knows.

use std::fs;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::domain::computer_kind::ComputerKind;
use crate::domain::recovery::Code;
use crate::domain::secret::{MAX_LEN, Secret, SecretText};
use crate::messages::Message;
use crate::service::ports::{TokenVault as _, VaultError};
use crate::store::keyring::KeyringVault;
use crate::store::postgres::enrolment::new_password;
use crate::store::postgres::{Client, PgError, PostgresOptions};
use crate::store::yaml::transfer::{create_for_server, write_private};
use crate::wiring::{Paths, password_entry};

use crate::cli::context::{Context, Outcome};
use crate::cli::prompt::unreadable;
use crate::cli::store::server::{failed, options, quoted};

/// Joins a server, and writes its address into the configuration file if there is none.
pub(super) fn run(context: &Context, address: &str, is_stdin: bool) -> Outcome {
    let messages = &context.messages;
    let refused = |error| failed(context, &error);
    let paths = context.paths()?;
    let options = options(context, address)?;
    let place = Place::new(&paths, &options).map_err(|error| locked(context, error))?;
    let code = code(context, is_stdin)?;
    let joining = Client::connect(&options.with_password(code)).map_err(refused)?;
    let kind = joining.kind_to_be().map_err(|error| match error {
        PgError::WrongPassword(_) => messages.message("cli-store-code-refused", &[]),
        error => refused(error),
    })?;
    let password = new_password().map_err(refused)?;
    let kept = SecretText::new(password.expose().to_owned());
    let again = SecretText::new(password.expose().to_owned());
    let joined = Client::connect(&options.with_password(again)).map_err(refused)?;
    match joining.redeem(&password) {
        Ok(()) => {}
        // Whether it was redeemed, the new password tells.
        Err(PgError::Lost(_)) => {
            if let Err(error @ (PgError::Denied(_) | PgError::WrongPassword(_))) = joined.probe() {
                return Err(refused(error));
            }
        }
        Err(error) => return Err(refused(error)),
    }
    // It may be the only password that there is, so it is kept before anything waits for the tables.
    place.keep(&options, &kept).map_err(|reason| {
        let reason = ("reason", reason.into());
        messages.message("cli-store-not-kept", &[reason])
    })?;
    // Whether there are users, only a restricted computer has to know: it cannot add the first one.
    let noted = match kind {
        ComputerKind::Restricted => joined.greet(),
        ComputerKind::Trusted => joined.note_joined().map(|()| true),
    };
    if let Err(error) = &noted {
        let reason = ("reason", refused(error.clone()).line().into());
        eprintln!(
            "{}",
            messages.message("cli-store-not-noted", &[reason]).line()
        );
    }
    let created = create_for_server(&paths.config, address, kind == ComputerKind::Restricted);
    let is_created = created.map_err(|error| messages.store_error(&error))?;
    let joined = Joined {
        kind,
        is_created,
        has_users: noted.unwrap_or(true),
    };
    Ok(done(context, &paths, &place, (address, &options), &joined))
}

/// The outcome of joining.
struct Joined {
    kind: ComputerKind,
    /// Whether its configuration file was written.
    is_created: bool,
    has_users: bool,
}

impl Joined {
    /// Returns the name of the message about the configuration file.
    fn about_file(&self, paths: &Paths) -> &'static str {
        let is_restricted = self.kind == ComputerKind::Restricted;
        match paths.server() {
            _ if self.is_created => "cli-store-config-written",
            Some(server) if server.restricted == is_restricted => "cli-store-config-names",
            Some(_) if is_restricted => "cli-store-config-restricted",
            Some(_) => "cli-store-config-trusted",
            // Its users are moved by a trusted computer.
            None if is_restricted => "cli-store-to-write-restricted",
            None => "cli-store-config-kept",
        }
    }
}

fn done(
    context: &Context,
    paths: &Paths,
    place: &Place,
    (address, options): (&str, &PostgresOptions),
    joined: &Joined,
) -> ExitCode {
    let messages = &context.messages;
    let is_restricted = joined.kind == ComputerKind::Restricted;
    let config = paths.config.display().to_string();
    let values = [
        ("address", quoted(address).into()),
        ("file", quoted(&config).into()),
    ];
    let kind = if is_restricted {
        "cli-store-joined-restricted"
    } else {
        "cli-store-joined-trusted"
    };
    let mut lines = vec![
        messages.with("cli-store-joined", &values),
        messages.get(kind).into_owned(),
    ];
    let file = match place {
        Place::Keyring(_) => String::new(),
        Place::File(file) => file.display().to_string(),
    };
    let kept = if file.is_empty() {
        "cli-store-in-keyring"
    } else {
        "cli-store-in-file"
    };
    lines.push(messages.with(kept, &[("file", file.as_str().into())]));
    let about_file = joined.about_file(paths);
    lines.push(if about_file == "cli-store-to-write-restricted" {
        // These are lines of the file, and no command.
        let values = [("address", address.into()), ("file", config.into())];
        messages.with(about_file, &values)
    } else {
        messages.with(about_file, &values)
    });
    if !joined.has_users {
        lines.push(messages.get("cli-store-no-users").into_owned());
    }
    // As every later command connects.
    let opened = Client::connect(options).and_then(|client| client.probe());
    if let Err(error) = &opened {
        let reason = ("reason", failed(context, error).line().into());
        let message = messages.message("cli-store-not-used", &[reason]);
        eprintln!("{}", message.line());
    }
    let facts = [
        ("address", address.into()),
        ("restricted", is_restricted.into()),
        ("password_file", file.into()),
        ("config_written", joined.is_created.into()),
    ];
    let printed = context.done(&lines.join("\n"), &facts);
    // The computer has joined, but no other command would work.
    if opened.is_ok() {
        printed
    } else {
        ExitCode::FAILURE
    }
}

/// Returns the message for a keyring that could be used if it were not locked.
fn locked(context: &Context, error: VaultError) -> Message {
    let name = match error {
        VaultError::Locked => "keyring-locked",
        VaultError::Slow => "keyring-slow",
        _ => "keyring-failed",
    };
    let reason = context.messages.get(name).into_owned();
    let message = context.messages.message("cli-store-keyring", &[]);
    Message {
        summary: format!("{} {reason}", message.summary),
        help: message.help,
    }
}

/// Where the password of this computer is kept.
enum Place {
    Keyring(KeyringVault),
    File(PathBuf),
}

impl Place {
    /// Chooses the keyring, or a file that only its owner can read if there is none.
    fn new(paths: &Paths, options: &PostgresOptions) -> Result<Self, VaultError> {
        let entry = password_entry(&paths.app, options);
        match entry.probe() {
            Ok(()) => Ok(Self::Keyring(entry)),
            Err(VaultError::Absent) => Ok(Self::File(paths.password_file())),
            Err(error) => Err(error),
        }
    }

    /// Keeps the password, and returns the reason if that fails.
    fn keep(&self, options: &PostgresOptions, password: &SecretText) -> Result<(), String> {
        match self {
            Self::Keyring(entry) => {
                let written = entry.write(&Secret::new(password.expose().to_owned()));
                written.map_err(|error| error.to_string())
            }
            Self::File(file) => {
                let text = match fs::read_to_string(file) {
                    Ok(text) => SecretText::new(text),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {
                        SecretText::new(String::new())
                    }
                    Err(error) => return Err(error.to_string()),
                };
                let text = options.in_password_file(text.expose(), password);
                write_private(file, &text).map_err(|error| error.to_string())
            }
        }
    }
}

/// Asks for the code.
fn code(context: &Context, is_stdin: bool) -> Result<SecretText, Message> {
    let messages = &context.messages;
    let unread = |error: &io::Error| unreadable(messages, error);
    let typed = if is_stdin {
        let mut text = String::new();
        let mut input = io::stdin().lock().take(MAX_LEN as u64);
        let read = input.read_to_string(&mut text);
        read.map_err(|error| unread(&error))?;
        text
    } else {
        let prompt = format!("{}: ", messages.get("cli-store-code"));
        rpassword::prompt_password(prompt).map_err(|error| unread(&error))?
    };
    let code = Code::parse(&Secret::new(typed));
    let mistyped = |_| messages.message("cli-store-mistyped", &[]);
    let code = code.map_err(mistyped)?.to_secret();
    Ok(SecretText::new(code.expose().to_owned()))
}
