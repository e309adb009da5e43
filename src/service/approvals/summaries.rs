//! What is approved of this package's own actions.
//!
//! The approver reads names, and approves accounts: a summary depends on their ids. The audit log keeps the ids as well, so that
//! erasing a user leaves no name behind (R108).

use std::hash::Hash;

use crate::domain::account_id::AccountId;
use crate::domain::approval::ActionSummary;
use crate::domain::built_in_action::BuiltInAction;
use crate::domain::role::{Permission, Role};
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User, UserPatch};

/// A user or a role that gets permissions.
#[derive(Hash)]
pub(crate) struct Gain {
    /// What the approver reads.
    name: String,
    /// `None` for a user who is new, or a role.
    account: Option<AccountId>,
    /// The e-mail address of a new user.
    email: Option<String>,
    /// The roles that the user has afterwards, or the permissions of the role.
    gets: Vec<String>,
}

impl Gain {
    /// Returns the gain of a user who has these roles afterwards; `None` if they permit no more than those before.
    pub(crate) fn of_user(
        user: &User,
        before: (&Settings, &[Role]),
        (settings, after): (&Settings, &[Role]),
    ) -> Option<Self> {
        settings.permits_more(after, before).then(|| Self {
            name: user.username.as_str().to_owned(),
            account: Some(user.id),
            email: None,
            gets: names(after),
        })
    }

    /// Returns the gain of a user who is changed in this way.
    pub(crate) fn of_patch(settings: &Settings, user: &User, patch: &UserPatch) -> Option<Self> {
        let after = patch.roles.as_ref()?;
        Self::of_user(user, (settings, &user.roles), (settings, after))
    }

    /// Returns the gain of a new user; `None` if the roles give no permission.
    pub(crate) fn of_new_user(settings: &Settings, user: &NewUser) -> Option<Self> {
        let email = user.email.as_ref().map(|email| email.as_str().to_owned());
        settings
            .permits_more(&user.roles, (settings, &[]))
            .then(|| Self {
                name: user.username.as_str().to_owned(),
                account: None,
                email,
                gets: names(&user.roles),
            })
    }

    /// Returns the gain of a role that has these permissions afterwards; `None` if it has them now.
    pub(crate) fn of_role(settings: &Settings, role: &Role, after: &[Permission]) -> Option<Self> {
        let now = settings.permissions_of(std::slice::from_ref(role));
        let is_new = after.iter().any(|permission| !now.may(*permission));
        is_new.then(|| Self {
            name: role.as_str().to_owned(),
            account: None,
            email: None,
            gets: after.iter().map(|of| of.word().to_owned()).collect(),
        })
    }
}

fn names(roles: &[Role]) -> Vec<String> {
    let names = roles.iter().map(|role| role.as_str().to_owned());
    names.collect()
}

/// Returns the summary of giving permissions; `None` if there are none to give.
pub(crate) fn give_permissions(gains: impl IntoIterator<Item = Gain>) -> Option<ActionSummary> {
    let gains: Vec<Gain> = gains.into_iter().collect();
    let recorded = gains.iter().map(|gain| {
        let account = gain.account.map(|id| format!("{id}: ")).unwrap_or_default();
        format!("{account}{}", gain.gets.join(", "))
    });
    let recorded: Vec<_> = recorded.collect();
    let details = gains
        .iter()
        .map(|gain| (gain.name.clone(), gain.gets.join(", ")));
    let details: Vec<_> = details.collect();
    let action = BuiltInAction::GivePermissions;
    (!gains.is_empty()).then(|| summary(action, &recorded.join("; "), &details, &gains))
}

/// Returns the summary of deleting these users; `None` if there are none.
pub(crate) fn delete_users<'a>(users: impl IntoIterator<Item = &'a User>) -> Option<ActionSummary> {
    let mut users: Vec<&User> = users.into_iter().collect();
    users.sort_unstable_by_key(|user| user.id);
    let ids: Vec<_> = users.iter().map(|user| user.id).collect();
    let recorded: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let details: Vec<_> = users.iter().map(|user| words(user)).collect();
    let action = BuiltInAction::DeleteUser;
    (!users.is_empty()).then(|| summary(action, &recorded.join(", "), &details, &ids))
}

/// Returns the summary of switching off two-step sign-in of a user, alone or with everything else that signs the user in.
pub(crate) fn two_step_off(user: &User, ends_password: bool) -> ActionSummary {
    let (action, id) = (BuiltInAction::TwoStepOff, user.id);
    let data = (id, ends_password);
    summary(action, &id.to_string(), &[words(user)], &data)
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

fn summary(
    action: BuiltInAction,
    recorded: &str,
    details: &[(String, String)],
    data: &impl Hash,
) -> ActionSummary {
    ActionSummary::new((action.name(), recorded), details, data)
}

/// Returns the username and the name of a user.
fn words(user: &User) -> (String, String) {
    (user.username.as_str().to_owned(), user.display_name())
}
