//! The content of a [`crate::service::ports::CredentialStore`] as values, and the meaning of each [`Edit`]: the store of
//! the file checks its edits against it, the store in memory is made of it, and a store of your own can be, too.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::name_list::in_order;
use crate::domain::page::{Page, PageAccess};
use crate::domain::problem::Position;
use crate::domain::role::{Role, RoleChange, RoleRule};
use crate::domain::setting::{PageChange, SETTINGS, Setting};
pub use crate::domain::settings::ALL_USERS;
use crate::domain::settings::Settings;
use crate::domain::user::{User, UserPatch};
use crate::domain::username::Username;

use crate::service::ports::edit::Edit;
use crate::service::ports::snapshot::{NamedRole, Revision, Snapshot};
use crate::service::ports::store_error::StoreError;

/// Users and settings.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct UserDirectory {
    /// The settings.
    pub settings: Settings,
    /// The users, in order.
    pub users: Vec<User>,
    /// The e-mail addresses that may register, in order.
    pub allowed_emails: Vec<Email>,
}

impl From<&Snapshot> for UserDirectory {
    fn from(snapshot: &Snapshot) -> Self {
        Self {
            settings: Settings::clone(&snapshot.settings),
            users: snapshot.users.to_vec(),
            allowed_emails: snapshot.allowed_emails.to_vec(),
        }
    }
}

impl UserDirectory {
    /// Creates the content of a store.
    #[must_use]
    pub fn new(mut settings: Settings, users: Vec<User>, allowed_emails: Vec<Email>) -> Self {
        settings.is_anyone_listed = !allowed_emails.is_empty();
        Self {
            settings,
            users,
            allowed_emails,
        }
    }

    /// Returns what a store with this content reads as.
    #[must_use]
    pub fn into_snapshot(self, revision: Revision) -> Snapshot {
        Snapshot {
            revision,
            named_roles: self.named_roles().into(),
            settings: Arc::new(self.settings),
            users: Arc::new(self.users.into_iter().collect()),
            allowed_emails: self.allowed_emails.into(),
            ..Snapshot::default()
        }
    }

    /// Returns the user with this username, or else the only one with this e-mail address.
    #[must_use]
    #[doc(hidden)]
    pub fn find(&self, login: &str) -> Option<&User> {
        let key = fold(login.trim());
        let by_name = self.users.iter().find(|user| user.username.key() == key);
        by_name.or_else(|| {
            let has = |user: &&User| user.email.as_ref().is_some_and(|email| email.key() == key);
            let mut found = self.users.iter().filter(has);
            found.next().filter(|_| found.next().is_none())
        })
    }

    /// Returns every role that users, pages or settings name, once and sorted. There is no text here, so the
    /// position is the first of all.
    #[must_use]
    #[doc(hidden)]
    pub fn named_roles(&self) -> Vec<NamedRole> {
        let settings = &self.settings;
        // Many users have the same roles.
        let mut of_users = BTreeMap::new();
        for user in &self.users {
            let field = || format!("credentials.usernames.{}.roles", user.username.as_str());
            for role in &user.roles {
                of_users.entry(role).or_insert_with(field);
            }
        }
        let of_pages = settings.views.iter().flat_map(|view| {
            let field = format!("views.{}.roles", view.id.0);
            let roles = view.access.roles.iter();
            roles.map(move |role| (role, field.clone()))
        });
        let named = |roles: &'static str, all: &'_ [Role]| -> Vec<(Role, String)> {
            all.iter()
                .map(|role| (role.clone(), roles.to_owned()))
                .collect()
        };
        let two_step = &settings.two_step;
        let again = &two_step.reauthenticate_for.roles;
        let rest = [
            named("registration.roles", &settings.registration.roles),
            named("two_step.required_for", &two_step.required_for.roles),
            named("two_step.reauthenticate_for", again),
            named("signatures.allowed_for", &settings.signatures.roles),
        ]
        .concat();
        let of_approvals = settings.approvals.iter().flat_map(|rule| {
            let field = format!("approvals.{}.roles", rule.action);
            rule.roles.iter().map(move |role| (role, field.clone()))
        });
        let owned = |(role, field): (&Role, String)| (role.clone(), field);
        let all = of_users.into_iter().chain(of_pages).map(owned);
        let all = all.chain(rest).chain(of_approvals.map(owned));
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

    /// Returns the text that a preview shows: a line for each setting with a value, user and address, without secrets.
    #[must_use]
    #[doc(hidden)]
    pub fn to_lines(&self) -> String {
        let settings = &self.settings;
        let mut lines = Vec::new();
        let mut line = |name: &str, value: String| lines.push(format!("{name}: {value}"));
        for info in SETTINGS.iter().filter(|info| settings.gives(info)) {
            line(info.path, info.now(settings).value().to_string());
        }
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
            let icon = view.icon.as_deref().unwrap_or_default();
            let value = format!("{} {icon} ({})", view.title, access.join(", "));
            line(&format!("page {}", view.id.0), value);
            line(
                &format!("content of {}", view.id.0),
                format!("{:?}", view.content),
            );
        }
        if let Some(mail) = &settings.mail {
            let port = mail.port.map_or_else(String::new, |port| port.to_string());
            let words = [
                &mail.server,
                &port,
                mail.encryption.word(),
                mail.from.as_str(),
            ];
            line("mail", words.join(" "));
        }
        for rule in &settings.roles {
            let permissions = rule.permissions.iter().map(|of| of.word().to_owned());
            let pages = rule.pages.iter().map(|page| page.0.clone());
            let all: Vec<_> = permissions.chain(pages).collect();
            line(&format!("role {}", rule.role.as_str()), all.join(", "));
        }
        for rule in &settings.approvals {
            line(&format!("approval {}", rule.action), rule.to_string());
        }
        for user in &self.users {
            let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
            line(user.username.as_str(), roles.join(", "));
        }
        for email in &self.allowed_emails {
            line("may register", email.as_str().to_owned());
        }
        lines.join("\n") + "\n"
    }

    /// Makes a change, as a whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::Refused`] if it changes a user who does not exist, or adds one who does.
    pub fn apply(&mut self, change: &Edit) -> Result<(), StoreError> {
        let mut after = self.clone();
        if !after.change(change) {
            return Err(StoreError::Refused(Position::START));
        }
        *self = after;
        Ok(())
    }

    /// Makes a change in place. Returns `false` if it cannot be made; then it may be half done.
    pub(crate) fn change(&mut self, change: &Edit) -> bool {
        let is_done = match change {
            Edit::Add { user, hash } => {
                let is_free = self.find(user.username.as_str()).is_none();
                self.users.push(user.clone().with_hash(hash.clone()));
                self.allowed_emails
                    .retain(|email| user.email.as_ref() != Some(email));
                is_free
            }
            Edit::Update(patches) => self.update(patches),
            Edit::Import { add, update } => {
                let is_done = self.update(update);
                for (user, hash) in add {
                    self.users.push(user.clone().with_hash(hash.clone()));
                }
                let is_new = |email: &Email| {
                    !add.iter()
                        .any(|(user, _)| user.email.as_ref() == Some(email))
                };
                self.allowed_emails.retain(is_new);
                is_done
            }
            Edit::Invite(emails) => {
                self.allowed_emails.extend(emails.iter().cloned());
                true
            }
            Edit::Uninvite(email) => {
                self.allowed_emails.retain(|listed| listed != email);
                true
            }
            Edit::Rename { from, to } => self.rename(from, to),
            Edit::Remove(username) => self.remove(username),
            Edit::Set(changes) => {
                for change in changes {
                    set(&mut self.settings, change);
                    if let Setting::Role(from, RoleChange::Rename(to)) = change {
                        let users = self.users.iter_mut();
                        users.for_each(|user| rename_role(&mut user.roles, from, to));
                    }
                }
                true
            }
        };
        self.settings.is_anyone_listed = !self.allowed_emails.is_empty();
        is_done
    }

    /// Changes users. Returns `false` if one of them does not exist.
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
                let is_it = |user: &User| user.username == *username;
                self.users.iter().position(is_it)
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

/// Changes a setting. The path of a picture stays as it is written.
pub fn set(settings: &mut Settings, change: &Setting) {
    change.apply_to(settings);
    if let Setting::Page(id, PageChange::Remove) = change {
        // So that a role does not open a later page with the same id.
        let rules = settings.roles.iter_mut();
        rules.for_each(|rule| rule.pages.retain(|page| page != id));
    }
    let views = &mut settings.views;
    let (id, change) = match change {
        Setting::Page(id, change) => (id, change),
        Setting::PageOrder(order) => {
            // Pages that the order does not name stay behind those that it does.
            let place = |view: &Page| order.iter().position(|id| *id == view.id);
            views.sort_by_key(|view| place(view).unwrap_or(order.len()));
            return;
        }
        Setting::Role(role, change) => return set_role(settings, role, change),
        Setting::Mail(server) => {
            settings.mail.clone_from(server);
            return;
        }
        _ => return,
    };
    let mut with = |change: &dyn Fn(&mut Page)| {
        views
            .iter_mut()
            .filter(|view| view.id == *id)
            .for_each(change);
    };
    match change {
        PageChange::Title(title) => with(&|view| view.title.clone_from(title)),
        PageChange::Roles(roles) => with(&|view| {
            view.access.roles = in_order(&view.access.roles, roles);
        }),
        PageChange::Users(users) => with(&|view| {
            let is_everyone = |user: &&String| user.as_str() == ALL_USERS;
            view.access.everyone = users.iter().any(|user| is_everyone(&user));
            let named = users.iter().filter(|user| !is_everyone(user));
            let named = named.filter_map(|user| Username::existing(user).ok());
            let named: Vec<_> = named.collect();
            view.access.users = in_order(&view.access.users, &named);
        }),
        PageChange::Icon(icon) => with(&|view| view.icon.clone_from(icon)),
        PageChange::Content(content) => with(&|view| view.content.clone_from(content)),
        PageChange::Add {
            title,
            icon,
            access,
            content,
        } => views.push(Page {
            icon: icon.clone(),
            ..Page::new(id.clone(), title.clone(), access.clone(), content.clone())
        }),
        PageChange::Remove => views.retain(|view| view.id != *id),
    }
}

fn set_role(settings: &mut Settings, role: &Role, change: &RoleChange) {
    let rules = &mut settings.roles;
    match change {
        RoleChange::Remove => rules.retain(|rule| rule.role != *role),
        RoleChange::Set { permissions, pages } => {
            let new = RoleRule {
                role: role.clone(),
                permissions: permissions.clone(),
                pages: pages.clone(),
            };
            match rules.iter_mut().find(|rule| rule.role == *role) {
                Some(rule) => {
                    rule.permissions = in_order(&rule.permissions, permissions);
                    rule.pages = in_order(&rule.pages, pages);
                }
                None => rules.push(new),
            }
        }
        RoleChange::Rename(to) => {
            let named = rules.iter_mut().filter(|rule| rule.role == *role);
            named.for_each(|rule| rule.role = to.clone());
            for list in role_lists(settings) {
                rename_role(list, role, to);
            }
        }
    }
}

/// Returns the lists of roles of pages and settings.
fn role_lists(settings: &mut Settings) -> impl Iterator<Item = &mut Vec<Role>> {
    let pages = settings.views.iter_mut();
    let pages = pages.map(|view| &mut view.access.roles);
    let two_step = &mut settings.two_step;
    let approvals = settings.approvals.iter_mut();
    let pages = pages.chain(approvals.map(|rule| &mut rule.roles));
    pages.chain([
        &mut settings.registration.roles,
        &mut two_step.required_for.roles,
        &mut two_step.reauthenticate_for.roles,
        &mut settings.signatures.roles,
    ])
}

fn rename_role(roles: &mut [Role], from: &Role, to: &Role) {
    let named = roles.iter_mut().filter(|role| *role == from);
    named.for_each(|role| *role = to.clone());
}
