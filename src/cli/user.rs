//! `user`: the people of the credential file, without a window.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;

use crate::domain::customization::CustomValues;
use crate::domain::secret::Secret;
use crate::messages::{Message, Messages};
use crate::service::Service;
use crate::service::caller::Caller;
use crate::service::users::{NewUserInput, UserChange, UserError};
use crate::wiring::system_words;

use crate::cli::{Out, many, paths, print, print_json, prompt, table, warn_unrecorded};

/// A command for users.
#[derive(Subcommand)]
pub enum Command {
    /// List all users
    List,
    /// Show a user
    Show {
        /// Username or e-mail of the user
        name: String,
    },
    /// Add a user
    Add {
        /// Username
        name: String,
        /// E-mail address
        #[arg(long)]
        email: String,
        /// First name
        #[arg(long)]
        first_name: String,
        /// Last name
        #[arg(long)]
        last_name: String,
        /// Role; repeat for several
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<String>,
        /// Create a reset code with which the user sets their own password within 24 hours
        #[arg(long, conflicts_with = "password_stdin")]
        one_time_code: bool,
        /// Where the password comes from
        #[command(flatten)]
        password: PasswordSource,
    },
    /// Change the details of a user
    Set {
        /// Username or e-mail of the user
        name: String,
        /// E-mail address
        #[arg(long)]
        email: Option<String>,
        /// First name
        #[arg(long)]
        first_name: Option<String>,
        /// Last name
        #[arg(long)]
        last_name: Option<String>,
        /// Role that replaces the current roles; repeat for several
        #[arg(long = "role", value_name = "ROLE", conflicts_with = "no_roles")]
        roles: Vec<String>,
        /// Remove all roles
        #[arg(long)]
        no_roles: bool,
    },
    /// Set the password of a user
    Passwd {
        /// Username or e-mail of the user
        name: String,
        /// Where the password comes from
        #[command(flatten)]
        password: PasswordSource,
    },
    /// Change the username of a user
    Rename {
        /// Username or e-mail of the user
        name: String,
        /// New username
        to: String,
    },
    /// Disable a user and end their sessions
    Disable {
        /// Username or e-mail of the user
        name: String,
    },
    /// Enable a disabled user
    Enable {
        /// Username or e-mail of the user
        name: String,
    },
    /// Create a reset code with which a user can set a new password within 15 minutes
    Reset {
        /// Username or e-mail of the user
        name: String,
    },
    /// Turn off the two-step sign-in of a user who lost their phone and recovery codes
    TwoStepOff {
        /// Username or e-mail of the user
        name: String,
    },
    /// Require a user to choose a new password at the next sign-in
    RequireChange {
        /// Username or e-mail of the user
        name: String,
    },
    /// End all sessions of a user, including saved sign-ins, on every computer
    SignOut {
        /// Username or e-mail of the user
        name: String,
    },
    /// Unlock a user after too many wrong passwords
    Unlock {
        /// Username or e-mail of the user
        name: String,
    },
    /// Approve a user who registered and is waiting for approval
    Approve {
        /// Username or e-mail of the user
        name: String,
    },
    /// Import users from a CSV file: either all rows or none
    Import {
        /// CSV file; `-` for standard input
        file: PathBuf,
        /// Show what would change, without importing
        #[arg(long)]
        preview: bool,
    },
    /// Print all users as CSV, without secrets
    Export,
    /// Delete a user, and remove them from the pages that name them
    Delete {
        /// Username or e-mail of the user
        name: String,
        /// Confirm the deletion
        #[arg(long, required = true)]
        yes: bool,
    },
}

/// Where a password comes from.
#[derive(Args)]
pub struct PasswordSource {
    /// Read the password from standard input instead of prompting for it
    #[arg(long)]
    password_stdin: bool,
}

impl PasswordSource {
    fn read(&self, words: &Messages) -> Result<Secret, Message> {
        if self.password_stdin {
            prompt::password_from_input(words)
        } else {
            prompt::password(words)
        }
    }
}

/// Carries a command out.
///
/// # Errors
/// What stands in the way, and what to do about it.
pub fn run(command: Command, config: Option<PathBuf>, out: Out) -> Result<ExitCode, Message> {
    let words = system_words();
    let paths = paths(&words, config)?;
    let service = paths.service_without_keyring();
    match command {
        Command::List => table::list(&words, &service, out),
        Command::Show { name } => table::show(&words, &service, &name, out),
        Command::Import { file, preview } => many::import(&words, &service, &file, preview, out),
        Command::Export => many::export(&words, &service),
        Command::Reset { name } => {
            let code = service.start_reset(Caller::LocalOwner, &name);
            let code = code.map_err(|error| words.user_error(&error))?;
            warn_unrecorded(&words, &service);
            Ok(code_printed(out, &code))
        }
        Command::Passwd { name, password } => {
            // Asked first, so that nobody types a password for a person who is not there.
            let person = service.person(&name);
            person.map_err(|error| words.user_error(&error))?;
            let set = service.set_password(&name, &password.read(&words)?);
            let done = set.map(|()| ("cli-user-password", name));
            say(&words, &service, done, out)
        }
        Command::Add {
            name,
            email,
            first_name,
            last_name,
            roles,
            one_time_code,
            password,
        } => {
            let password = if one_time_code {
                None
            } else {
                Some(password.read(&words)?)
            };
            let person = NewUserInput {
                password,
                username: name,
                email,
                first_name,
                last_name,
                roles,
                fields: CustomValues::new(),
            };
            let code = service.add_user(Caller::LocalOwner, &person);
            if let Ok(Some(code)) = &code {
                warn_unrecorded(&words, &service);
                return Ok(code_printed(out, code));
            }
            let done = code.map(|_| ("cli-user-added", person.username));
            say(&words, &service, done, out)
        }
        command => {
            let done = change(&service, command);
            say(&words, &service, done, out)
        }
    }
}

/// What was done, by the name of its sentence, and to whom.
type Done = Result<(&'static str, String), UserError>;

fn say(words: &Messages, service: &Service, done: Done, out: Out) -> Result<ExitCode, Message> {
    let (said, name) = done.map_err(|error| words.user_error(&error))?;
    warn_unrecorded(words, service);
    let sentence = words.with(said, &[("name", name.as_str().into())]);
    Ok(out.done(&sentence, &[("name", name.into())]))
}

/// Carries out what needs nothing but the name of a person.
fn change(service: &Service, command: Command) -> Done {
    let by = Caller::LocalOwner;
    match command {
        Command::Set {
            name,
            email,
            first_name,
            last_name,
            roles,
            no_roles,
        } => {
            let change = UserChange {
                email,
                first_name,
                last_name,
                roles: (no_roles || !roles.is_empty()).then_some(roles),
                disabled: None,
                fields: None,
            };
            let changed = service.change_user(by, &name, &change);
            changed.map(|()| ("cli-user-changed", name))
        }
        Command::Rename { name, to } => {
            let renamed = service.rename_user(by, &name, &to);
            renamed.map(|()| ("cli-user-renamed", to))
        }
        Command::Disable { name } => able(service, name, false),
        Command::Enable { name } => able(service, name, true),
        Command::TwoStepOff { name } => {
            let off = service.reset_two_step(by, &name);
            off.map(|()| ("cli-user-two-step-off", name))
        }
        Command::RequireChange { name } => {
            let required = service.require_change(by, &name);
            required.map(|()| ("cli-user-require-change", name))
        }
        Command::SignOut { name } => {
            let ended = service.sign_out_everywhere(by, &name);
            ended.map(|()| ("cli-user-signed-out", name))
        }
        Command::Unlock { name } => {
            let unlocked = service.unlock(by, &name);
            unlocked.map(|()| ("cli-user-unlocked", name))
        }
        Command::Approve { name } => {
            let approved = service.approve(by, &name);
            approved.map(|()| ("users-approved", name))
        }
        Command::Delete { name, yes: _ } => {
            let removed = service.remove_user(by, &name);
            removed.map(|()| ("cli-user-deleted", name))
        }
        // Carried out by whoever calls, because they print something else.
        Command::List
        | Command::Show { .. }
        | Command::Import { .. }
        | Command::Export
        | Command::Reset { .. }
        | Command::Passwd { .. }
        | Command::Add { .. } => Err(UserError::NothingToDo),
    }
}

fn code_printed(out: Out, code: &Secret) -> ExitCode {
    if out.json {
        return print_json(&json!({ "one_time_code": code.expose() }));
    }
    print(code.expose())
}

fn able(service: &Service, name: String, is_able: bool) -> Done {
    let change = UserChange {
        disabled: Some(!is_able),
        ..UserChange::default()
    };
    service.change_user(Caller::LocalOwner, &name, &change)?;
    let said = if is_able {
        "cli-user-enabled"
    } else {
        "cli-user-now-disabled"
    };
    Ok((said, name))
}
