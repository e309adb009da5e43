//! What a [`crate::service::ports::CredentialStore`] holds, as values, and what a change makes of it. The meaning of
//! [`Edit`] is written here once: the store of the file holds its edits against it, the one in memory is
//! it, and one of your own can be built on it.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::domain::appearance::Accent;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::page::{Page, PageAccess, PageContent, PageId};
use crate::domain::problem::Position;
use crate::domain::role::Role;
use crate::domain::settings::{Remember, Settings};
use crate::domain::user::{User, UserPatch};
use crate::domain::username::Username;
use crate::domain::{fold, look_alike};

use crate::service::ports::{Edit, NamedRole, Setting, StoreError};

/// Stands for everybody in the list of people to whom a page is open.
pub const ALL_USERS: &str = "*";

/// People and settings.
#[derive(Clone, Default, PartialEq)]
pub struct UserDirectory {
    /// What is no person.
    pub settings: Settings,
    /// Everybody, in order.
    pub users: Vec<User>,
    /// The addresses that may register, in order.
    pub listed: Vec<Email>,
}

impl UserDirectory {
    /// The person with this username, else the one with this address.
    #[must_use]
    pub fn find(&self, login: &str) -> Option<&User> {
        let key = fold(login.trim());
        let by_name = self.users.iter().find(|user| user.username.key() == key);
        by_name.or_else(|| {
            let has = |user: &&User| user.email.as_ref().is_some_and(|email| email.key() == key);
            self.users.iter().find(has)
        })
    }

    /// The person whose username or address is this one, or can be taken for it (R26).
    #[must_use]
    pub fn find_look_alike(&self, name: &str) -> Option<&User> {
        find_look_alike(&self.users, name)
    }

    /// Every role that people, pages or settings name, once and sorted. There are no lines here, so the
    /// place is the first of all.
    #[must_use]
    pub fn named_roles(&self) -> Vec<NamedRole> {
        let settings = &self.settings;
        let of_people = self.users.iter().flat_map(|user| {
            let name = user.username.as_str();
            let field = format!("credentials.usernames.{name}.roles");
            user.roles.iter().map(move |role| (role, field.clone()))
        });
        let of_pages = settings.views.iter().flat_map(|view| {
            let field = format!("views.{}.roles", view.id.0);
            view.access
                .roles
                .iter()
                .map(move |role| (role, field.clone()))
        });
        let named = |roles: &'static str, all: &'_ [Role]| -> Vec<(Role, String)> {
            all.iter()
                .map(|role| (role.clone(), roles.to_owned()))
                .collect()
        };
        let rest = [
            named("registration.roles", &settings.registration.roles),
            named("two_step.required_for", &settings.two_step.roles),
        ]
        .concat();
        let owned = |(role, field): (&Role, String)| (role.clone(), field);
        let all = of_people.map(owned).chain(of_pages.map(owned)).chain(rest);
        let mut all: Vec<_> = all
            .map(|(role, field)| NamedRole {
                role,
                field,
                position: Position::START,
            })
            .collect();
        all.sort_by(|a, b| a.role.cmp(&b.role));
        all.dedup_by(|a, b| a.role == b.role);
        all
    }

    /// What people read of it in a preview: a line for each thing, without anything secret.
    #[must_use]
    pub fn to_lines(&self) -> String {
        let settings = &self.settings;
        let mut lines = Vec::new();
        let mut line = |name: &str, value: String| lines.push(format!("{name}: {value}"));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        line("title", text(&settings.title));
        line("banner", text(&settings.banner));
        let logo = settings.logo.as_ref();
        line(
            "logo",
            logo.map_or_else(String::new, |path| path.display().to_string()),
        );
        line("user tiles", settings.user_tiles.to_string());
        line(
            "accent",
            settings.accent.map(Accent::to_html).unwrap_or_default(),
        );
        let language = settings.language.map(Language::tag);
        line("language", language.unwrap_or_default().to_owned());
        line("registration", settings.registration.mode.word().to_owned());
        line(
            "registration domains",
            settings.registration.domains.join(", "),
        );
        line(
            "lock after minutes",
            settings.lock.after_minutes.to_string(),
        );
        line("lockout", format!("{:?}", settings.lockout));
        line("password", format!("{:?}", settings.password));
        line(
            "password hash",
            settings.hashing.algorithm.word().to_owned(),
        );
        line("password cost", settings.hashing.bcrypt_cost.to_string());
        line("remember days", settings.remember.days().to_string());
        for view in &settings.views {
            let PageAccess {
                everyone,
                roles,
                users,
            } = &view.access;
            let roles = roles.iter().map(Role::as_str);
            let users = users.iter().map(Username::as_str);
            let everyone = everyone.then_some(ALL_USERS);
            let access: Vec<_> = roles.chain(users).chain(everyone).collect();
            let value = format!("{} ({})", view.title, access.join(", "));
            line(&format!("page {}", view.id.0), value);
        }
        for user in &self.users {
            let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
            line(user.username.as_str(), roles.join(", "));
        }
        for email in &self.listed {
            line("may register", email.as_str().to_owned());
        }
        lines.join("\n") + "\n"
    }

    /// Makes a change. All or nothing.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when it names somebody who is not there, or adds a name that is; then
    /// nothing is changed.
    pub fn apply(&mut self, change: &Edit) -> Result<(), StoreError> {
        let mut after = self.clone();
        if !after.change(change) {
            return Err(StoreError::Refused(Position::START));
        }
        *self = after;
        Ok(())
    }

    /// The same on this very value; false, and perhaps half done, when it cannot be made.
    pub(crate) fn change(&mut self, change: &Edit) -> bool {
        let is_done = match change {
            Edit::Add { user, hash } => {
                let is_free = self.find(user.username.as_str()).is_none();
                self.users.push(user.clone().with_hash(hash.clone()));
                self.listed.retain(|email| *email != user.email);
                is_free
            }
            Edit::Update(patches) => self.update(patches),
            Edit::Import { add, update } => {
                let is_done = self.update(update);
                for (user, hash) in add {
                    self.users.push(user.clone().with_hash(hash.clone()));
                }
                let is_new = |email: &Email| !add.iter().any(|(user, _)| user.email == *email);
                self.listed.retain(is_new);
                is_done
            }
            Edit::Invite(emails) => {
                self.listed.extend(emails.iter().cloned());
                true
            }
            Edit::Uninvite(email) => {
                self.listed.retain(|listed| listed != email);
                true
            }
            Edit::Rename { from, to } => self.rename(from, to),
            Edit::Remove(username) => self.remove(username),
            Edit::Set(changes) => {
                for change in changes {
                    set(&mut self.settings, change);
                }
                true
            }
        };
        self.settings.is_anyone_listed = !self.listed.is_empty();
        is_done
    }

    /// Changes people; false when one of them is not there.
    fn update(&mut self, patches: &[(Username, UserPatch)]) -> bool {
        let at: HashMap<String, usize> = match patches {
            [_, _, ..] => {
                let users = self.users.iter().enumerate();
                users
                    .map(|(at, user)| (user.username.key().to_owned(), at))
                    .collect()
            }
            _ => HashMap::new(),
        };
        patches.iter().all(|(username, patch)| {
            let at = at.get(username.key()).copied().or_else(|| {
                let is_them = |user: &User| user.username == *username;
                self.users.iter().position(is_them)
            });
            let user = at.and_then(|at| self.users.get_mut(at));
            user.map(|user| patch.apply_to(user)).is_some()
        })
    }

    fn rename(&mut self, from: &Username, to: &Username) -> bool {
        let Some(user) = self.users.iter_mut().find(|user| user.username == *from) else {
            return false;
        };
        user.username = to.clone();
        for view in &mut self.settings.views {
            let names = view.access.users.iter_mut();
            names.filter(|n| **n == *from).for_each(|n| *n = to.clone());
        }
        true
    }

    fn remove(&mut self, username: &Username) -> bool {
        let before = self.users.len();
        self.users.retain(|user| user.username != *username);
        for view in &mut self.settings.views {
            view.access.users.retain(|name| name != username);
        }
        self.users.len() < before
    }
}

/// The person whose username or address is this one, or can be taken for it (R26).
#[must_use]
pub fn find_look_alike<'a>(users: &'a [User], name: &str) -> Option<&'a User> {
    let key = fold(name.trim());
    let looks_like = |user: &&User| {
        let email = user.email.as_ref().map_or("", Email::key);
        look_alike(user.username.key(), &key) || look_alike(email, &key)
    };
    users.iter().find(looks_like)
}

/// Changes a setting. A picture's path stays as it is written.
pub fn set(settings: &mut Settings, change: &Setting) {
    let shown = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    match change {
        Setting::Title(title) => settings.title = shown(title),
        Setting::Banner(banner) => settings.banner = shown(banner),
        Setting::Logo(logo) => settings.logo = shown(logo).map(PathBuf::from),
        Setting::UserTiles(is_shown) => settings.user_tiles = *is_shown,
        Setting::Accent(accent) => settings.accent = *accent,
        Setting::Language(language) => settings.language = *language,
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

fn set_page(settings: &mut Settings, change: &Setting) {
    let views = &mut settings.views;
    let mut with = |id: &PageId, change: &dyn Fn(&mut Page)| {
        views
            .iter_mut()
            .filter(|view| view.id == *id)
            .for_each(change);
    };
    match change {
        Setting::PageTitle(id, title) => with(id, &|view| view.title.clone_from(title)),
        Setting::PageRoles(id, roles) => with(id, &|view| view.access.roles.clone_from(roles)),
        Setting::PageUsers(id, users) => with(id, &|view| {
            let is_everybody = |user: &&String| user.as_str() == ALL_USERS;
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
        } => {
            let access = PageAccess {
                roles: roles.clone(),
                ..PageAccess::default()
            };
            let content = PageContent::Markdown(text.clone());
            views.push(Page::new(id.clone(), title.clone(), access, content));
        }
        Setting::RemovePage(id) => views.retain(|view| view.id != *id),
        _ => {}
    }
}
