//! What is approved of this package's own actions, and of pages and their items.
//!
//! The approver reads names, and approves accounts: a summary depends on their ids. The audit log keeps the ids as well, so that
//! erasing a user leaves no name behind (R108).
//!
//! Names that begin with a space are translated in the window. No username does.

use std::hash::Hash;

use crate::domain::account_id::AccountId;
use crate::domain::approval::{ActionSummary, Subject};
use crate::domain::built_in_action::BuiltInAction;
use crate::domain::page::{LaunchItem, Page, Target};
use crate::domain::role::{Permission, Role};
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User, UserPatch};

/// A user or a role that gets permissions.
#[derive(Hash)]
pub(crate) struct Gain {
    /// What the approver reads: names and values.
    shown: Vec<(String, String)>,
    /// `None` for a user who is new, or a role.
    account: Option<AccountId>,
    /// The e-mail address of a new user.
    email: Option<String>,
    /// The roles that the user has afterwards, or the permissions of the role.
    gets: Vec<String>,
    /// The role that gets permissions.
    role: Option<String>,
}

impl Gain {
    /// Returns the gain of a user who has these roles afterwards; `None` if they permit no more than those before.
    pub(crate) fn of_user(
        user: &User,
        before: (&Settings, &[Role]),
        (settings, after): (&Settings, &[Role]),
    ) -> Option<Self> {
        settings.permits_more(after, before).then(|| Self {
            shown: shown(user.username.as_str(), before, (settings, after)),
            account: Some(user.id),
            email: None,
            gets: names(after),
            role: None,
        })
    }

    /// Returns the gain of a user who is changed in this way. One who was disabled, or limited to days or hours that change, could
    /// not use their roles until now.
    pub(crate) fn of_patch(settings: &Settings, user: &User, patch: &UserPatch) -> Option<Self> {
        let is_enabled = user.disabled && patch.disabled == Some(false);
        let is_let_in = is_enabled || !user.times.is_unlimited() && patch.times.is_some();
        let before = if is_let_in { &[] as &[_] } else { &user.roles };
        let after = patch.roles.as_ref().unwrap_or(&user.roles);
        Self::of_user(user, (settings, before), (settings, after))
    }

    /// Returns the gain of a new user; `None` if the roles give no permission.
    pub(crate) fn of_new_user(settings: &Settings, user: &NewUser) -> Option<Self> {
        let email = user.email.as_ref().map(|email| email.as_str().to_owned());
        settings
            .permits_more(&user.roles, (settings, &[]))
            .then(|| {
                let (username, roles) = (user.username.as_str(), (settings, &*user.roles));
                let email_shown = email.clone().map(|email| (" email".to_owned(), email));
                let shown = shown(username, (settings, &[]), roles);
                Self {
                    shown: shown.into_iter().chain(email_shown).collect(),
                    account: None,
                    email,
                    gets: names(&user.roles),
                    role: None,
                }
            })
    }

    /// Returns the gain of a role of so many users that has these permissions afterwards; `None` if it has them now.
    pub(crate) fn of_role(
        settings: &Settings,
        (role, users): (&Role, usize),
        after: &[Permission],
    ) -> Option<Self> {
        let now = settings.permissions_of(std::slice::from_ref(role));
        let new = after.iter().filter(|permission| !now.may(**permission));
        let new = new.map(|of| (" permission".to_owned(), of.word().to_owned()));
        let new: Vec<_> = new.collect();
        (!new.is_empty()).then(|| {
            let name = (" role".to_owned(), role.as_str().to_owned());
            let users = (" users".to_owned(), users.to_string());
            let words = after.iter().map(|of| of.word());
            Self {
                shown: [name, users].into_iter().chain(new).collect(),
                account: None,
                email: None,
                gets: words.map(str::to_owned).collect(),
                role: Some(role.as_str().to_owned()),
            }
        })
    }
}

/// Returns the roles that permit something new, one by one, each after the name of the user.
fn shown(
    username: &str,
    before: (&Settings, &[Role]),
    (settings, after): (&Settings, &[Role]),
) -> Vec<(String, String)> {
    let is_new = |role: &&Role| settings.permits_more(std::slice::from_ref(*role), before);
    let new = after.iter().filter(is_new);
    new.map(|role| (username.to_owned(), role.as_str().to_owned()))
        .collect()
}

fn names(roles: &[Role]) -> Vec<String> {
    let names = roles.iter().map(|role| role.as_str().to_owned());
    names.collect()
}

/// Returns the summary of giving permissions; `None` if there are none to give.
pub(crate) fn give_permissions(gains: impl IntoIterator<Item = Gain>) -> Option<ActionSummary> {
    let gains: Vec<Gain> = gains.into_iter().collect();
    let recorded = gains.iter().map(|gain| {
        let whom = match (gain.account, &gain.role) {
            (Some(id), _) => id.to_string(),
            (None, Some(role)) => format!("role {role}"),
            (None, None) => "new user".to_owned(),
        };
        format!("{whom}: {}", gain.gets.join(", "))
    });
    let recorded: Vec<_> = recorded.collect();
    let details = gains.iter().flat_map(|gain| gain.shown.iter().cloned());
    let details: Vec<_> = details.collect();
    let action = BuiltInAction::GivePermissions;
    (!gains.is_empty()).then(|| summary(action, &recorded.join("; "), &details, &gains))
}

/// Returns the summary of deleting these users, and their names in the audit log if it `erases`; `None` if there are none.
pub(crate) fn delete_users<'a>(
    users: impl IntoIterator<Item = &'a User>,
    erases: bool,
) -> Option<ActionSummary> {
    let mut users: Vec<&User> = users.into_iter().collect();
    users.sort_unstable_by_key(|user| user.id);
    let ids: Vec<_> = users.iter().map(|user| user.id).collect();
    let recorded: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let also = erases.then(|| also("names"));
    let details = users.iter().map(|user| words(user)).chain(also);
    let details: Vec<_> = details.collect();
    let action = BuiltInAction::DeleteUser;
    (!users.is_empty()).then(|| summary(action, &recorded.join(", "), &details, &(ids, erases)))
}

/// Returns the summary of switching off two-step sign-in of a user, alone or with everything else that signs the user in.
pub(crate) fn two_step_off(user: &User, ends_password: bool) -> ActionSummary {
    let (action, id) = (BuiltInAction::TwoStepOff, user.id);
    let data = (id, ends_password);
    let also = ends_password.then(|| also("credentials"));
    let details: Vec<_> = std::iter::once(words(user)).chain(also).collect();
    summary(action, &id.to_string(), &details, &data)
}

/// Returns the summary of restoring the backup with this number. `data` is what it depends on.
pub(crate) fn restore(
    number: u64,
    details: &[(String, String)],
    data: &impl Hash,
) -> ActionSummary {
    let number = number.to_string();
    summary(BuiltInAction::Restore, &number, details, data)
}

/// Returns the summary of exporting the audit log.
pub(crate) fn export_activity(details: &[(String, String)], data: &impl Hash) -> ActionSummary {
    summary(BuiltInAction::ExportActivity, "", details, data)
}

/// Returns the summary of showing a page as it is now.
pub(crate) fn open_page(action: &str, page: &Page) -> ActionSummary {
    let details = [(" page".to_owned(), page.title.clone())];
    let data = ("page", &page.id, &page.content);
    let summary = ActionSummary::built_in((action, &page.title), &details, &data).with_pin();
    summary.about(Subject::Page(page.id.clone()))
}

/// Returns the summary of starting an item of a page, with the target that is started.
pub(crate) fn launch(
    action: &str,
    (page, item): (&Page, &LaunchItem),
    target: &Target,
) -> ActionSummary {
    let mut details = vec![(" page".to_owned(), page.title.clone())];
    let mut add = |name: &str, value: &str| details.push((name.to_owned(), value.to_owned()));
    match target {
        Target::Program { program, arguments } => {
            add(" program", program);
            for argument in arguments {
                add(" argument", argument);
            }
        }
        Target::File(path) => add(" file", &path.to_string_lossy()),
        Target::Link(link) => add(" link", link),
    }
    let data = ("item", &page.id, item, target);
    let title = format!("{}: {}", page.title, item.title);
    let summary = ActionSummary::built_in((action, &title), &details, &data).with_pin();
    summary.about(Subject::Item(page.id.clone()))
}

fn summary(
    action: BuiltInAction,
    recorded: &str,
    details: &[(String, String)],
    data: &impl Hash,
) -> ActionSummary {
    ActionSummary::built_in((action.name(), recorded), details, data)
}

/// Returns what an action does as well.
fn also(what: &str) -> (String, String) {
    (" also".to_owned(), what.to_owned())
}

/// Returns the username and the name of a user.
fn words(user: &User) -> (String, String) {
    (user.username.as_str().to_owned(), user.display_name())
}
