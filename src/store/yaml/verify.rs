//! Compares what is read from a changed file with what was requested: every other user and setting as before, the
//! changed ones as requested. This is the last check before a change is written (R58), and the rule for applying a
//! change to a newer revision than it was decided on (R60).

use crate::domain::email::Email;
use crate::domain::problem::Position;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;
use crate::service::ports::Edit;
use crate::service::ports::user_directory::UserDirectory;

use crate::store::yaml::read::Content;

/// Returns `true` if `after` is the result of applying `change` to `before`.
pub(crate) fn is_result_of(before: &Content, change: &Edit, after: &Content) -> bool {
    let mut wanted = UserDirectory {
        users: before.users.clone(),
        settings: Settings::clone(&before.settings),
        listed: before.allowed_emails.clone(),
    };
    if !wanted.change(change) {
        return false;
    }
    let mut settings = wanted.settings;
    // The path of a picture depends on the folder, so only its presence is compared.
    if let Some(logo) = &mut settings.logo
        && before.settings.logo.as_ref() != Some(logo)
        && let Some(found) = &after.settings.logo
    {
        logo.clone_from(found);
    }
    // The form of the list of addresses is up to the file.
    let texts = |emails: &[Email]| {
        let mut texts: Vec<_> = emails
            .iter()
            .map(|email| email.as_str().to_owned())
            .collect();
        texts.sort_unstable();
        texts
    };
    wanted.users.len() == after.users.len()
        && wanted
            .users
            .iter()
            .zip(&after.users)
            .all(|(a, b)| is_same(a, b))
        && without_places(settings) == without_places(Settings::clone(&after.settings))
        && texts(&wanted.listed) == texts(&after.allowed_emails)
}

/// Returns `true` if everything that `change` was decided on is the same in both.
pub(crate) fn is_unaffected(change: &Edit, before: &Content, now: &Content) -> bool {
    let same_user = |name: &Username| match (before.user(name), now.user(name)) {
        (Some(a), Some(b)) => is_same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let same_settings = || {
        without_places(Settings::clone(&before.settings))
            == without_places(Settings::clone(&now.settings))
    };
    let is_free = |user: &NewUser| {
        let is_listed = |content: &Content| content.allowed_emails.contains(&user.email);
        is_listed(before) == is_listed(now)
            && now.find(user.username.as_str()).is_none()
            && now.find(user.email.as_str()).is_none()
    };
    // Whether the last administrator would be removed depends on all administrators (R51).
    let same_administrators = || administrators(before).eq(administrators(now));
    let same_people = |patches: &[(Username, UserPatch)]| {
        let decides = |patch: &UserPatch| {
            patch.roles.is_some() || patch.disabled.is_some() || patch.is_pending.is_some()
        };
        patches.iter().all(|(name, _)| same_user(name))
            && (same_administrators() || !patches.iter().any(|(_, patch)| decides(patch)))
    };
    match change {
        Edit::Add { user, .. } => {
            is_free(user) && before.settings.registration == now.settings.registration
        }
        Edit::Update(patches) => same_people(patches),
        Edit::Import { add, update } => {
            add.iter().all(|(user, _)| is_free(user)) && same_people(update)
        }
        Edit::Rename { from, to } => same_user(from) && now.find(to.as_str()).is_none(),
        Edit::Remove(name) => same_user(name) && same_administrators(),
        Edit::Invite(_) | Edit::Uninvite(_) => before.allowed_emails == now.allowed_emails,
        Edit::Set(_) => same_settings(),
    }
}

fn administrators(content: &Content) -> impl Iterator<Item = &Username> {
    let active = content.users.iter().filter(|user| user.is_active_admin());
    active.map(|user| &user.username)
}

/// Compares two users letter by letter; [`User`]'s own comparison ignores case.
fn is_same(a: &User, b: &User) -> bool {
    a == b
        && a.username.as_str() == b.username.as_str()
        && a.email.as_ref().map(Email::as_str) == b.email.as_ref().map(Email::as_str)
}

/// Returns the settings without the positions of pages, which move.
fn without_places(mut settings: Settings) -> Settings {
    for view in &mut settings.views {
        view.position = Position::START;
    }
    settings
}
