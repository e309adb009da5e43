//! `user`: lists, shows, adds, changes and deletes users.

use std::process::ExitCode;

use clap::{ArgGroup, Args, Subcommand};
use serde_json::json;

use crate::domain::person_name::PersonName;
use crate::domain::secret::Secret;
use crate::messages::Message;
use crate::service::Service;
use crate::service::users::{UserChange, UserError, UserInput};

use crate::cli::context::{Context, OWNER, Outcome, print, print_json};
use crate::cli::prompt::PasswordSource;
use crate::cli::{batch, table};

/// A command for users.
#[derive(Subcommand)]
pub enum Command {
    /// List all users
    List,
    /// Show a user
    Show(UserName),
    /// Add a user
    Add(NewUser),
    /// Change the details of a user
    Set(Details),
    /// Set the password of a user
    Passwd {
        /// The user
        #[command(flatten)]
        user: UserName,
        /// Where the password comes from
        #[command(flatten)]
        password: PasswordSource,
    },
    /// Change the username of a user
    Rename {
        /// The user
        #[command(flatten)]
        user: UserName,
        /// New username
        to: String,
    },
    /// Disable a user and end their sessions
    Disable(UserName),
    /// Enable a disabled user
    Enable(UserName),
    /// Create a reset code with which a user can set a new password within 15 minutes
    Reset(UserName),
    /// Turn off the two-step sign-in of a user who lost their phone and recovery codes
    TwoStepOff(UserName),
    /// Remove the PIN with which a user unlocks windows on this computer
    RemovePin(UserName),
    /// Remove the badge that names a user on this computer
    RemoveBadge(UserName),
    /// Require a user to choose a new password at the next sign-in
    RequireChange(UserName),
    /// End all sessions of a user, including remembered sign-ins, on every computer
    SignOut(UserName),
    /// End the password, sessions, recovery codes and two-step sign-in of a user
    EndCredentials(UserName),
    /// Unlock a user after too many wrong passwords
    Unlock(UserName),
    /// Approve a user who registered and is waiting for approval
    Approve(UserName),
    /// Import users from a CSV file: either all rows or none
    Import(batch::ImportArguments),
    /// Print all users as CSV, without secrets
    Export,
    /// Print everything that is stored about a user as JSON, without secrets
    Data(UserName),
    /// Delete a user, and replace their name in the audit log of this computer with the ID of the account
    Erase {
        /// Username, e-mail or account ID; also of a user who was deleted
        name: String,
        /// Confirm the deletion
        #[arg(long, required = true)]
        yes: bool,
    },
    /// Delete a user, and remove them from the pages that name them
    Delete {
        /// The user
        #[command(flatten)]
        user: UserName,
        /// Confirm the deletion
        #[arg(long, required = true)]
        yes: bool,
    },
}

/// The user that a command is about.
#[derive(Args)]
pub struct UserName {
    /// Username or e-mail of the user
    name: String,
}

/// Arguments of `user add`.
#[derive(Args)]
pub struct NewUser {
    /// Username
    name: String,
    /// E-mail address
    #[arg(long)]
    email: String,
    /// First name
    #[arg(long)]
    first_name: String,
    /// Last name, if the user has one
    #[arg(long)]
    last_name: Option<String>,
    /// Role; repeat for several
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// Create a reset code with which the user sets their own password within 24 hours
    #[arg(long, alias = "one-time-code", conflicts_with = "password_stdin")]
    reset_code: bool,
    #[command(flatten)]
    password: PasswordSource,
}

/// The arguments of `user set` of which at least one is required.
const CHANGES: [&str; 8] = [
    "email",
    "first_name",
    "last_name",
    "roles",
    "no_roles",
    "valid_from",
    "valid_until",
    "hours",
];

/// Arguments of `user set`.
#[derive(Args)]
#[command(group(ArgGroup::new("change").required(true).multiple(true).args(CHANGES)))]
pub struct Details {
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
    /// First day on which the user can sign in, such as 2026-12-01; "" for none
    #[arg(long, value_name = "DATE")]
    valid_from: Option<String>,
    /// Last day on which the user can sign in, such as 2026-12-31; "" for none
    #[arg(long, value_name = "DATE")]
    valid_until: Option<String>,
    /// When the user can sign in, such as "mon-fri 08:00-18:00, sat 09:00-13:00"; "" for any time
    #[arg(long)]
    hours: Option<String>,
}

/// Runs a command.
pub(crate) fn run(context: &Context, command: Command) -> Outcome {
    let service = &context.service()?;
    let done = |message: &'static str, name: &str, result: Result<(), UserError>| {
        result.map_err(|error| context.messages.user_error(&error))?;
        context.warn_unrecorded(service);
        Ok(context.say(message, &[("name", name)]))
    };
    let set = |message, name: &str, change: &UserChange| {
        done(message, name, service.users().change(OWNER, name, change))
    };
    match command {
        Command::List => table::list(context, service),
        Command::Show(user) => table::show(context, service, &user.name),
        Command::Import(arguments) => batch::import(context, service, &arguments),
        Command::Export => batch::export(context, service),
        Command::Add(user) => add(context, service, user),
        Command::Set(details) => {
            let (name, change) = details.into_change();
            set("cli-user-changed", &name, &change)
        }
        Command::Disable(user) => set("cli-user-now-disabled", &user.name, &disabled(true)),
        Command::Enable(user) => set("cli-user-enabled", &user.name, &disabled(false)),
        Command::Passwd { user, password } => {
            passwd(context, service, &user.name, &password)?;
            done("cli-user-password", &user.name, Ok(()))
        }
        Command::Reset(user) => {
            let code = service.users().start_reset(OWNER, &user.name);
            let code = code.map_err(|error| context.messages.user_error(&error))?;
            context.warn_unrecorded(service);
            Ok(print_code(context, &code))
        }
        Command::Rename { user, to } => {
            let result = service.users().rename(OWNER, &user.name, &to);
            done("cli-user-renamed", &to, result)
        }
        Command::TwoStepOff(UserName { name }) => two_step_off(context, service, &name),
        Command::RemovePin(UserName { name }) => remove_pin(context, service, &name),
        Command::RemoveBadge(UserName { name }) => remove_badge(context, service, &name),
        Command::RequireChange(UserName { name }) => {
            let result = service.users().require_new_password(OWNER, &name);
            done("cli-user-require-change", &name, result)
        }
        Command::SignOut(UserName { name }) => {
            let result = service.users().sign_out_everywhere(OWNER, &name);
            done("cli-user-signed-out", &name, result)
        }
        Command::EndCredentials(UserName { name }) => {
            let result = service.users().end_credentials(OWNER, &name);
            done("cli-user-credentials-ended", &name, result)
        }
        Command::Unlock(UserName { name }) => done(
            "cli-user-unlocked",
            &name,
            service.users().unlock(OWNER, &name),
        ),
        Command::Approve(UserName { name }) => done(
            "users-approved",
            &name,
            service.users().approve(OWNER, &name),
        ),
        Command::Data(UserName { name }) => data(context, service, &name),
        Command::Erase { name, yes: _ } => erase(context, service, &name),
        Command::Delete { user, yes: _ } => {
            let result = service.users().remove(OWNER, &user.name);
            service.quick_unlock().tidy();
            done("cli-user-deleted", &user.name, result)
        }
    }
}

fn remove_pin(context: &Context, service: &Service, name: &str) -> Outcome {
    let removed = service.users().remove_pin(OWNER, name);
    let texts = ["cli-user-pin-removed", "cli-user-no-pin"];
    removed_quick(context, service, (name, texts), removed)
}

fn remove_badge(context: &Context, service: &Service, name: &str) -> Outcome {
    let removed = service.users().remove_badge(OWNER, name);
    let texts = ["cli-user-badge-removed", "cli-user-no-badge"];
    removed_quick(context, service, (name, texts), removed)
}

fn removed_quick(
    context: &Context,
    service: &Service,
    (name, [done, nothing]): (&str, [&'static str; 2]),
    removed: Result<(), UserError>,
) -> Outcome {
    removed.map_err(|error| unless_nothing(context, nothing, name, &error))?;
    context.warn_unrecorded(service);
    Ok(context.say(done, &[("name", name)]))
}

fn two_step_off(context: &Context, service: &Service, name: &str) -> Outcome {
    let turned_off = service.users().turn_off_two_factor(OWNER, name);
    let was_off = "cli-user-two-step-was-off";
    turned_off.map_err(|error| unless_nothing(context, was_off, name, &error))?;
    context.warn_unrecorded(service);
    Ok(context.say("cli-user-two-step-off", &[("name", name)]))
}

/// Returns the message for an error, with a text of its own if there was nothing to do.
fn unless_nothing(
    context: &Context,
    nothing: &'static str,
    name: &str,
    error: &UserError,
) -> Message {
    match error {
        UserError::NothingToDo => context.messages.message(nothing, &[("name", name.into())]),
        error => context.messages.user_error(error),
    }
}

fn data(context: &Context, service: &Service, name: &str) -> Outcome {
    let document = service.personal_data().of_user(OWNER, name);
    let document = document.map_err(|error| context.messages.user_error(&error))?;
    Ok(print(&document))
}

fn erase(context: &Context, service: &Service, name: &str) -> Outcome {
    let erased = service.personal_data().erase(OWNER, name);
    erased.map_err(|error| context.messages.user_error(&error))?;
    service.quick_unlock().tidy();
    context.warn_unrecorded(service);
    Ok(context.say("cli-user-erased", &[("name", name)]))
}

/// Reads and sets a password. The user is looked up first, so that no password is typed for one who does not exist.
fn passwd(
    context: &Context,
    service: &Service,
    name: &str,
    password: &PasswordSource,
) -> Result<(), Message> {
    let users = service.users();
    let found = users.find(OWNER, name);
    found.map_err(|error| context.messages.user_error(&error))?;
    let password = password.read(&context.messages)?;
    let set = users.set_password(OWNER, name, &password);
    set.map_err(|error| context.messages.user_error(&error))
}

fn add(context: &Context, service: &Service, user: NewUser) -> Outcome {
    let last_name = user.last_name.unwrap_or_default();
    let name = PersonName::new(&user.first_name, &last_name);
    let input = UserInput::new(user.name, user.email, name);
    let users = service.users();
    let added = if user.reset_code {
        users.add(OWNER, &input, &user.roles).map(Some)
    } else {
        let password = user.password.read(&context.messages)?;
        let added = users.add_with_password(OWNER, &input, &user.roles, &password);
        added.map(|()| None)
    };
    let code = added.map_err(|error| context.messages.user_error(&error))?;
    context.warn_unrecorded(service);
    Ok(match code {
        Some(code) => print_code(context, &code),
        None => context.say("cli-user-added", &[("name", &input.username)]),
    })
}

impl Details {
    fn into_change(self) -> (String, UserChange) {
        let has_roles = self.no_roles || !self.roles.is_empty();
        let change = UserChange {
            email: self.email,
            first_name: self.first_name,
            last_name: self.last_name,
            roles: has_roles.then_some(self.roles),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            hours: self.hours,
            ..UserChange::default()
        };
        (self.name, change)
    }
}

fn disabled(disabled: bool) -> UserChange {
    UserChange::default().disabled(disabled)
}

fn print_code(context: &Context, code: &Secret) -> ExitCode {
    if context.json {
        print_json(&json!({ "reset_code": code.expose() }))
    } else {
        print(code.expose())
    }
}
