//! Holds what is read from a changed file against what was wanted: every other person and setting
//! as before, the changed ones as asked. The last check before a change is written (R58), and the
//! rule by which a change is made on a newer state than it was decided on (R60).

use crate::account::email::Email;
use crate::account::problem::Place;
use crate::account::settings::{Remember, Settings};
use crate::account::user::User;
use crate::account::username::Username;
use crate::service::ports::{Change, Setting};

use super::read::Content;

/// Whether `after` is what `change` makes of `before`.
pub(super) fn is_as_asked(before: &Content, change: &Change, after: &Content) -> bool {
    let mut users = before.users.clone();
    let mut settings = Settings::clone(&before.settings);
    let mut listed: Vec<&Email> = before.pre_authorised.iter().collect();
    match change {
        Change::Add { user, hash } => {
            users.push(user.clone().with_hash(hash.clone()));
            listed.retain(|email| **email != user.email);
            settings.registration_open = !listed.is_empty();
        }
        Change::Update(patches) => {
            for (username, patch) in patches {
                let at = before.by_username.get(username.key());
                let Some(user) = at.and_then(|at| users.get_mut(*at)) else {
                    return false;
                };
                patch.apply_to(user);
            }
        }
        Change::Rename { from, to } => {
            for user in users.iter_mut().filter(|user| user.username == *from) {
                user.username = to.clone();
            }
            for view in &mut settings.views {
                let names = view.access.users.iter_mut();
                names.filter(|n| **n == *from).for_each(|n| *n = to.clone());
            }
        }
        Change::Remove(username) => {
            users.retain(|user| user.username != *username);
            for view in &mut settings.views {
                view.access.users.retain(|name| name != username);
            }
        }
        Change::Set(setting) => set(&mut settings, setting),
    }
    let emails = after.pre_authorised.iter().map(Email::as_str);
    users.len() == after.users.len()
        && users.iter().zip(&after.users).all(|(a, b)| is_same(a, b))
        && without_places(settings) == without_places(Settings::clone(&after.settings))
        && listed.iter().map(|email| email.as_str()).eq(emails)
}

/// Whether everything that `change` was decided on is the same in both.
pub(super) fn is_unaffected(change: &Change, before: &Content, now: &Content) -> bool {
    let same_user = |name: &Username| match (before.user(name), now.user(name)) {
        (Some(a), Some(b)) => is_same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let same_settings = || {
        without_places(Settings::clone(&before.settings))
            == without_places(Settings::clone(&now.settings))
    };
    match change {
        Change::Add { user, .. } => {
            let is_listed = |content: &Content| content.pre_authorised.contains(&user.email);
            is_listed(before) == is_listed(now)
                && now.find(user.username.as_str()).is_none()
                && now.find(user.email.as_str()).is_none()
        }
        Change::Update(patches) => patches.iter().all(|(name, _)| same_user(name)),
        Change::Rename { from, to } => same_user(from) && now.find(to.as_str()).is_none(),
        // Whether it would remove the last administrator depends on everybody.
        Change::Remove(_) => {
            before.users.len() == now.users.len()
                && before.users.iter().all(|user| same_user(&user.username))
        }
        Change::Set(_) => same_settings(),
    }
}

fn set(settings: &mut Settings, setting: &Setting) {
    let shown = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    match setting {
        Setting::Title(title) => settings.title = shown(title),
        Setting::Banner(banner) => settings.banner = shown(banner),
        Setting::PasswordMinLength(least) => settings.password.min_length = *least as usize,
        Setting::PasswordHash(algorithm) => settings.hashing.algorithm = *algorithm,
        Setting::PasswordCost(cost) => settings.hashing.bcrypt_cost = *cost,
        Setting::RememberDays(days) => settings.remember = Remember::from_days(*days),
    }
}

/// The same person in every letter; [`User`]'s own comparison takes `JSmith` for `jsmith`.
fn is_same(a: &User, b: &User) -> bool {
    a == b
        && a.username.as_str() == b.username.as_str()
        && a.email.as_ref().map(Email::as_str) == b.email.as_ref().map(Email::as_str)
}

/// Settings without the lines that pages stand in, which move.
fn without_places(mut settings: Settings) -> Settings {
    for view in &mut settings.views {
        view.place = Place::START;
    }
    settings
}
