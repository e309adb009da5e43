//! Holds what is read from a changed file against what was wanted: every other person and setting
//! as before, the changed ones as asked. The last check before a change is written (R58), and the
//! rule by which a change is made on a newer state than it was decided on (R60).

use crate::account::credential::StoredHash;
use crate::account::email::Email;
use crate::account::fold;
use crate::account::problem::Place;
use crate::account::settings::{Remember, Settings};
use crate::account::user::{NewUser, User, UserPatch};
use crate::account::username::Username;
use crate::account::view::{Access, Content as PageContent, View, ViewId};
use crate::service::ports::{Change, Setting};

use super::read::Content;
use super::sections::EVERYBODY;

/// Whether `after` is what `change` makes of `before`.
pub(super) fn is_as_asked(before: &Content, change: &Change, after: &Content) -> bool {
    let mut users = before.users.clone();
    let mut settings = Settings::clone(&before.settings);
    let mut listed: Vec<&Email> = before.pre_authorised.iter().collect();
    match change {
        Change::Add { user, hash } => add(&mut users, &mut listed, user, hash),
        Change::Update(patches) => {
            if !update(before, &mut users, patches) {
                return false;
            }
        }
        Change::Import {
            add: new,
            update: patches,
        } => {
            if !update(before, &mut users, patches) {
                return false;
            }
            for (user, hash) in new {
                add(&mut users, &mut listed, user, hash);
            }
        }
        Change::Invite(emails) => listed.extend(emails),
        Change::Uninvite(email) => listed.retain(|listed| *listed != email),
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
        Change::Set(changes) => set(&mut settings, changes, after),
    }
    settings.is_anyone_listed = !listed.is_empty();
    // In which of the forms of the list an address stands is the file's business.
    let mut emails: Vec<&str> = after.pre_authorised.iter().map(Email::as_str).collect();
    let mut listed: Vec<&str> = listed.into_iter().map(Email::as_str).collect();
    emails.sort_unstable();
    listed.sort_unstable();
    users.len() == after.users.len()
        && users.iter().zip(&after.users).all(|(a, b)| is_same(a, b))
        && without_places(settings) == without_places(Settings::clone(&after.settings))
        && listed == emails
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
    let is_free = |user: &NewUser| {
        let is_listed = |content: &Content| content.pre_authorised.contains(&user.email);
        is_listed(before) == is_listed(now)
            && now.find(user.username.as_str()).is_none()
            && now.find(user.email.as_str()).is_none()
    };
    // Whether the last administrator would be gone depends on all of them (R51).
    let same_administrators = || administrators(before).eq(administrators(now));
    let same_people = |patches: &[(Username, UserPatch)]| {
        let decides = |patch: &UserPatch| {
            patch.roles.is_some() || patch.disabled.is_some() || patch.is_pending.is_some()
        };
        patches.iter().all(|(name, _)| same_user(name))
            && (same_administrators() || !patches.iter().any(|(_, patch)| decides(patch)))
    };
    match change {
        Change::Add { user, .. } => {
            is_free(user) && before.settings.registration == now.settings.registration
        }
        Change::Update(patches) => same_people(patches),
        Change::Import { add, update } => {
            add.iter().all(|(user, _)| is_free(user)) && same_people(update)
        }
        Change::Rename { from, to } => same_user(from) && now.find(to.as_str()).is_none(),
        Change::Remove(name) => same_user(name) && same_administrators(),
        Change::Invite(_) | Change::Uninvite(_) => before.pre_authorised == now.pre_authorised,
        Change::Set(_) => same_settings(),
    }
}

fn administrators(content: &Content) -> impl Iterator<Item = &Username> {
    let active = content.users.iter().filter(|user| user.is_active_admin());
    active.map(|user| &user.username)
}

fn add(users: &mut Vec<User>, listed: &mut Vec<&Email>, user: &NewUser, hash: &StoredHash) {
    users.push(user.clone().with_hash(hash.clone()));
    listed.retain(|email| **email != user.email);
}

/// Changes people; false when one of them is not there.
fn update(before: &Content, users: &mut [User], patches: &[(Username, UserPatch)]) -> bool {
    patches.iter().all(|(username, patch)| {
        let at = before.by_username.get(username.key());
        let user = at.and_then(|at| users.get_mut(*at));
        user.is_some_and(|user| {
            patch.apply_to(user);
            true
        })
    })
}

fn set(settings: &mut Settings, changes: &[Setting], after: &Content) {
    let shown = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    for change in changes {
        match change {
            Setting::Title(title) => settings.title = shown(title),
            Setting::Banner(banner) => settings.banner = shown(banner),
            // Where the file is depends on the folder; that it is there and nothing else, not.
            Setting::Logo(logo) => {
                settings.logo = shown(logo).and(after.settings.logo.clone());
            }
            Setting::UserTiles(is_shown) => settings.user_tiles = *is_shown,
            Setting::RegistrationMode(mode) => settings.registration.mode = *mode,
            Setting::RegistrationDomains(domains) => {
                let folded = domains.iter().map(|domain| fold(domain));
                settings.registration.domains = folded.collect();
            }
            Setting::Lockout(rule) => settings.lockout = *rule,
            Setting::LockMinutes(minutes) => settings.lock.after_minutes = *minutes,
            Setting::PasswordMinLength(least) => settings.password.min_length = *least as usize,
            Setting::PasswordMinLengthTwoStep(least) => {
                settings.password.min_length_two_step = *least as usize;
            }
            Setting::PasswordHash(algorithm) => settings.hashing.algorithm = *algorithm,
            Setting::PasswordCost(cost) => settings.hashing.bcrypt_cost = *cost,
            Setting::RememberDays(days) => settings.remember = Remember::from_days(*days),
            change => set_page(settings, change),
        }
    }
}

fn set_page(settings: &mut Settings, change: &Setting) {
    let views = &mut settings.views;
    let mut with = |id: &ViewId, change: &dyn Fn(&mut View)| {
        views
            .iter_mut()
            .filter(|view| view.id == *id)
            .for_each(change);
    };
    match change {
        Setting::PageTitle(id, title) => with(id, &|view| view.title.clone_from(title)),
        Setting::PageRoles(id, roles) => with(id, &|view| view.access.roles.clone_from(roles)),
        Setting::PageUsers(id, users) => with(id, &|view| {
            let is_everybody = |user: &&String| user.as_str() == EVERYBODY;
            view.access.everyone = users.iter().any(|user| is_everybody(&user));
            let named = users.iter().filter(|user| !is_everybody(user));
            view.access.users = named
                .filter_map(|user| Username::parse(user).ok())
                .collect();
        }),
        Setting::AddPage {
            id,
            title,
            roles,
            text,
        } => views.push(View {
            id: id.clone(),
            title: title.clone(),
            icon: None,
            access: Access {
                roles: roles.clone(),
                ..Access::default()
            },
            content: PageContent::Markdown(text.clone()),
            place: Place::START,
        }),
        Setting::RemovePage(id) => views.retain(|view| view.id != *id),
        _ => {}
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
