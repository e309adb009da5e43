//! `user`: the people of the credential file, without a window.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use crate::account::email::Email;
use crate::account::role::Role;
use crate::account::secret::Secret;
use crate::account::user::User;
use crate::service::Service;
use crate::service::authority::By;
use crate::service::people::{NewPerson, PeopleError, PersonChange};
use crate::words::{Said, Words};

use super::{Out, many, paths, print, prompt, warn_unrecorded};

/// What to do with people.
#[derive(Subcommand)]
pub enum Command {
    /// List everybody
    List,
    /// Show one person
    Show {
        /// Their username or e-mail
        name: String,
    },
    /// Add a person
    Add {
        /// The name to sign in with
        name: String,
        /// Their e-mail
        #[arg(long)]
        email: String,
        /// Given name
        #[arg(long)]
        first_name: String,
        /// Family name
        #[arg(long)]
        last_name: String,
        /// A role; repeat it for several
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<String>,
        /// Make a one-time code, with which they choose their own password within 24 hours
        #[arg(long, conflicts_with = "password_stdin")]
        one_time_code: bool,
        /// Where their password comes from
        #[command(flatten)]
        password: PasswordSource,
    },
    /// Change what is known of a person
    Set {
        /// Their username or e-mail
        name: String,
        /// Their e-mail
        #[arg(long)]
        email: Option<String>,
        /// Given name
        #[arg(long)]
        first_name: Option<String>,
        /// Family name
        #[arg(long)]
        last_name: Option<String>,
        /// A role; repeat it for several. The roles named are all that they have then
        #[arg(long = "role", value_name = "ROLE", conflicts_with = "no_roles")]
        roles: Vec<String>,
        /// Take all roles away
        #[arg(long)]
        no_roles: bool,
    },
    /// Give a person another password
    Passwd {
        /// Their username or e-mail
        name: String,
        /// Where their password comes from
        #[command(flatten)]
        password: PasswordSource,
    },
    /// Give a person another username
    Rename {
        /// Their username or e-mail
        name: String,
        /// The new username
        to: String,
    },
    /// Keep somebody from signing in; whoever is signed in is signed out
    Disable {
        /// Their username or e-mail
        name: String,
    },
    /// Let somebody sign in again
    Enable {
        /// Their username or e-mail
        name: String,
    },
    /// Make a one-time code with which somebody can choose another password, within 15 minutes
    Reset {
        /// Their username or e-mail
        name: String,
    },
    /// Switch somebody's two-step sign-in off, when phone and recovery codes are lost
    TwoStepOff {
        /// Their username or e-mail
        name: String,
    },
    /// Have somebody choose another password at their next sign-in
    RequireChange {
        /// Their username or e-mail
        name: String,
    },
    /// End every sign-in of somebody, also kept ones, on every computer
    SignOut {
        /// Their username or e-mail
        name: String,
    },
    /// Let somebody try again after too many wrong passwords
    Unlock {
        /// Their username or e-mail
        name: String,
    },
    /// Let somebody in who registered and waits for approval
    Approve {
        /// Their username or e-mail
        name: String,
    },
    /// Add and change many people from a CSV file: all of them, or none
    Import {
        /// The file; `-` for standard input
        file: PathBuf,
        /// Only say what would come of each row
        #[arg(long)]
        preview: bool,
    },
    /// Print everybody as CSV, without anything secret
    Export,
    /// Remove a person, also from the pages that name them
    Delete {
        /// Their username or e-mail
        name: String,
        /// Yes, remove them
        #[arg(long, required = true)]
        yes: bool,
    },
}

/// Where a password comes from.
#[derive(Args)]
pub struct PasswordSource {
    /// Read the password from standard input instead of asking for it
    #[arg(long)]
    password_stdin: bool,
}

impl PasswordSource {
    fn read(&self, words: &Words) -> Result<Secret, Said> {
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
pub fn run(command: Command, config: Option<PathBuf>, out: Out) -> Result<ExitCode, Said> {
    let words = Words::english();
    let paths = paths(&words, config)?;
    let service = paths.service_without_keyring();
    let done = match command {
        Command::List => return list(&words, &service, out),
        Command::Show { name } => return show(&words, &service, &name, out),
        Command::Add {
            name,
            email,
            first_name,
            last_name,
            roles,
            one_time_code,
            password,
        } => {
            let person = NewPerson {
                password: match one_time_code {
                    true => None,
                    false => Some(password.read(&words)?),
                },
                username: name,
                email,
                first_name,
                last_name,
                roles,
            };
            let code = service.add_person(By::File, &person);
            let code = code.map_err(|error| words.people_error(&error))?;
            if let Some(code) = code {
                warn_unrecorded(&words, &service);
                return Ok(code_printed(out, &code));
            }
            Ok(("cli-user-added", person.username))
        }
        Command::Set {
            name,
            email,
            first_name,
            last_name,
            roles,
            no_roles,
        } => {
            let change = PersonChange {
                email,
                first_name,
                last_name,
                roles: (no_roles || !roles.is_empty()).then_some(roles),
                disabled: None,
            };
            let changed = service.change_person(By::File, &name, &change);
            changed.map(|()| ("cli-user-changed", name))
        }
        Command::Passwd { name, password } => {
            // Asked first, so that nobody types a password for a person who is not there.
            let person = service.person(&name);
            person.map_err(|error| words.people_error(&error))?;
            let set = service.set_password(&name, &password.read(&words)?);
            set.map(|()| ("cli-user-password", name))
        }
        Command::Rename { name, to } => {
            let renamed = service.rename_person(By::File, &name, &to);
            renamed.map(|()| ("cli-user-renamed", to))
        }
        Command::Disable { name } => able(&service, name, false),
        Command::Enable { name } => able(&service, name, true),
        Command::Reset { name } => {
            let code = service.start_reset(By::File, &name);
            let code = code.map_err(|error| words.people_error(&error))?;
            warn_unrecorded(&words, &service);
            return Ok(code_printed(out, &code));
        }
        Command::TwoStepOff { name } => {
            let off = service.reset_two_step(By::File, &name);
            off.map(|()| ("cli-user-two-step-off", name))
        }
        Command::RequireChange { name } => {
            let required = service.require_change(By::File, &name);
            required.map(|()| ("cli-user-require-change", name))
        }
        Command::SignOut { name } => {
            let ended = service.sign_out_everywhere(By::File, &name);
            ended.map(|()| ("cli-user-signed-out", name))
        }
        Command::Unlock { name } => {
            let unlocked = service.unlock(By::File, &name);
            unlocked.map(|()| ("cli-user-unlocked", name))
        }
        Command::Approve { name } => {
            let approved = service.approve(By::File, &name);
            approved.map(|()| ("users-approved", name))
        }
        Command::Import { file, preview } => {
            return many::import(&words, &service, &file, preview, out);
        }
        Command::Export => return many::export(&words, &service),
        Command::Delete { name, yes: _ } => {
            let removed = service.remove_person(By::File, &name);
            removed.map(|()| ("cli-user-deleted", name))
        }
    };
    let (said, name) = done.map_err(|error| words.people_error(&error))?;
    warn_unrecorded(&words, &service);
    let sentence = words.with(said, &[("name", name.as_str().into())]);
    Ok(out.done(&sentence, &[("name", name.into())]))
}

fn code_printed(out: Out, code: &Secret) -> ExitCode {
    if out.json {
        return out.value(&json!({ "one_time_code": code.expose() }));
    }
    print(code.expose())
}

fn able(
    service: &Service,
    name: String,
    is_able: bool,
) -> Result<(&'static str, String), PeopleError> {
    let change = PersonChange {
        disabled: Some(!is_able),
        ..PersonChange::default()
    };
    service.change_person(By::File, &name, &change)?;
    let said = if is_able {
        "cli-user-enabled"
    } else {
        "cli-user-now-disabled"
    };
    Ok((said, name))
}

fn list(words: &Words, service: &Service, out: Out) -> Result<ExitCode, Said> {
    let people = service.people();
    let people = people.map_err(|error| words.people_error(&error))?;
    if out.json {
        let people: Vec<_> = people.iter().map(as_json).collect();
        return Ok(out.value(&people.into()));
    }
    let rows: Vec<[String; 5]> = people.iter().map(|user| row(words, user)).collect();
    let header = [
        "field-username",
        "field-full-name",
        "field-email",
        "cli-user-roles",
        "cli-user-state",
    ];
    let header = header.map(|name| words.get(name).into_owned());
    let mut widths = [0; 5];
    for row in rows.iter().chain([&header]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(widths);
        let cells: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    let lines: Vec<_> = [&header].into_iter().chain(&rows).map(line).collect();
    Ok(print(&lines.join("\n")))
}

fn row(words: &Words, user: &User) -> [String; 5] {
    let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
    let state = match (user.disabled, user.is_pending, &user.hash) {
        (true, ..) => words.get("cli-user-disabled").into_owned(),
        (false, true, _) => words.get("status-waiting").into_owned(),
        (false, false, None) => words.get("cli-user-no-password").into_owned(),
        (false, false, Some(_)) => String::new(),
    };
    [
        user.username.as_str().to_owned(),
        user.name.full(),
        user.email.as_ref().map_or("", Email::as_str).to_owned(),
        roles.join(", "),
        state,
    ]
}

fn show(words: &Words, service: &Service, name: &str, out: Out) -> Result<ExitCode, Said> {
    let user = service.person(name);
    let user = user.map_err(|error| words.people_error(&error))?;
    if out.json {
        return Ok(out.value(&as_json(&user)));
    }
    let [username, full, email, roles, state] = row(words, &user);
    let lines = [
        ("field-username", username),
        ("field-full-name", full),
        ("field-email", email),
        ("cli-user-roles", roles),
        ("cli-user-state", state),
    ];
    let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
    let lines: Vec<_> = lines
        .map(|(name, value)| format!("{}: {value}", words.get(name)))
        .collect();
    Ok(print(&lines.join("\n")))
}

/// What may be known of a person; never their password's hash, nor what protects the account.
fn as_json(user: &User) -> Json {
    json!({
        "username": user.username.as_str(),
        "email": user.email.as_ref().map(Email::as_str),
        "first_name": user.name.first,
        "last_name": user.name.last,
        "roles": user.roles.iter().map(Role::as_str).collect::<Vec<_>>(),
        "disabled": user.disabled,
        "waiting": user.is_pending,
        "has_password": user.hash.is_some(),
        "must_change_password": user.must_change_password,
        "two_step": user.safeguards.totp.is_some(),
        "recovery_codes": user.safeguards.codes.len(),
    })
}
