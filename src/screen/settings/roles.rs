//! The form of the roles.

use crate::domain::approval::ApprovalRule;
use crate::domain::page::PageId;
use crate::domain::person_name::check_name;
use crate::domain::role::{ADMIN, Permission, Permissions, Role, RoleChange, RoleRule};
use crate::domain::setting::{PageChange, Setting};
use crate::domain::settings::{ALL_USERS, Settings};
use crate::domain::user_field::UserFieldError;

use crate::screen::form::field::FieldError;

/// What is typed about a role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleForm {
    /// The name in the file; absent for a new role.
    pub before: Option<String>,
    /// The name.
    pub name: String,
    /// The permissions, in the order of the file.
    pub permissions: Vec<Permission>,
    /// The pages that it opens, in the order of the file.
    pub pages: Vec<PageId>,
    /// The actions that its users can approve. Only the file changes them.
    pub approvals: Vec<String>,
    /// Whether the entry is to be removed.
    pub is_removed: bool,
}

/// What the user did with the roles. Roles are indices into [`crate::screen::settings::Form::roles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleEvent {
    /// Wants to edit a role.
    Open(usize),
    /// Wants to see the list.
    Close,
    /// Wants to add a role.
    Add,
    /// Wants to remove a role.
    Remove(usize),
    /// Wants to keep a role that was to be removed.
    Keep(usize),
}

impl RoleForm {
    fn of(rule: &RoleRule) -> Self {
        Self {
            permissions: rule.permissions.clone(),
            pages: rule.pages.clone(),
            ..Self::named(&rule.role)
        }
    }

    fn named(role: &Role) -> Self {
        Self {
            before: Some(role.as_str().to_owned()),
            name: role.as_str().to_owned(),
            ..Self::default()
        }
    }

    /// Returns `true` if the role is not in the file yet.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// Returns `true` if the role is new and to be removed: it never gets into the file.
    pub(crate) fn is_dropped(&self) -> bool {
        self.is_new() && self.is_removed
    }

    /// Returns `true` for the role of administrators, which is built in.
    #[must_use]
    pub fn is_admin(&self) -> bool {
        self.before.as_deref() == Some(ADMIN)
    }

    /// Returns the permissions that the role grants as it is typed.
    #[must_use]
    pub fn granted(&self) -> Permissions {
        if self.is_admin() {
            return Permissions::ADMIN;
        }
        Permissions::of(&self.permissions)
    }

    /// Switches a permission on or off.
    pub fn set_permission(&mut self, permission: Permission, is_on: bool) {
        set(&mut self.permissions, permission, is_on);
    }

    /// Opens a page to the role, or not.
    pub fn set_page(&mut self, page: PageId, is_on: bool) {
        set(&mut self.pages, page, is_on);
    }

    /// Returns why the name is refused.
    pub(crate) fn check(&self, all: &[Self]) -> Option<FieldError> {
        let name = self.name.trim();
        if self.is_removed {
            return None;
        }
        if name.is_empty() {
            return Some(FieldError::Missing);
        }
        if let Err(error) = check_name(name) {
            return Some(FieldError::User(UserFieldError::Role(error)));
        }
        let is_changed = self.before.as_deref() != Some(name);
        let has_it = |other: &&Self| !other.is_dropped() && other.name.trim() == name;
        // Not even the name that another role gives up in the same save: users with both would be mixed up.
        let had_it =
            |other: &&Self| other.before != self.before && other.before.as_deref() == Some(name);
        let is_taken = all.iter().filter(has_it).count() > 1
            || all.iter().any(|other| had_it(&other))
            || name == ADMIN;
        (is_changed && is_taken).then_some(FieldError::RoleTaken)
    }
}

/// Adds an item to a list or removes it. What stays keeps its place.
fn set<T: PartialEq>(list: &mut Vec<T>, item: T, is_on: bool) {
    let is_there = list.contains(&item);
    if is_on && !is_there {
        list.push(item);
    } else if !is_on {
        list.retain(|other| *other != item);
    }
}

/// Returns the roles with an entry, and those that only users, pages and other settings name.
pub(crate) fn forms(settings: &Settings, named: &[Role]) -> Vec<RoleForm> {
    let mut forms: Vec<_> = settings.roles.iter().map(RoleForm::of).collect();
    for role in named {
        let is_there = |form: &RoleForm| form.name == role.as_str();
        let is_known = [ADMIN, ALL_USERS].contains(&role.as_str());
        if !is_known && !forms.iter().any(is_there) {
            forms.push(RoleForm::named(role));
        }
    }
    for form in &mut forms {
        let is_named = |rule: &&ApprovalRule| rule.roles.iter().any(|of| of.as_str() == form.name);
        let rules = settings.approvals.iter().filter(is_named);
        form.approvals = rules.map(|rule| rule.action.clone()).collect();
    }
    forms
}

/// Returns the form of the role with this name in the file.
pub(crate) fn find<'f>(forms: &'f [RoleForm], name: Option<&String>) -> Option<&'f RoleForm> {
    forms
        .iter()
        .find(|form| form.before.as_ref() == name && name.is_some())
}

/// Returns the number of roles that differ from saved ones or are new.
pub(crate) fn changed(forms: &[RoleForm], saved: &[RoleForm]) -> usize {
    let is_changed =
        |form: &&RoleForm| !form.is_dropped() && find(saved, form.before.as_ref()) != Some(form);
    forms.iter().filter(is_changed).count()
}

/// Takes over what was typed into forms that were `saved` before, into those with what the file says now. What has
/// changed in the file as well is not taken over. Returns `true` if everything was.
pub(crate) fn take_over(now: &mut Vec<RoleForm>, typed: &[RoleForm], saved: &[RoleForm]) -> bool {
    let mut is_whole = true;
    for form in typed.iter().filter(|form| !form.is_new()) {
        let before = find(saved, form.before.as_ref());
        if before == Some(form) {
            continue;
        }
        match now.iter_mut().find(|now| now.before == form.before) {
            Some(now) if before == Some(now) => now.clone_from(form),
            Some(now) => is_whole &= now == form,
            None => is_whole &= form.is_removed,
        }
    }
    now.extend(typed.iter().filter(|form| form.is_new()).cloned());
    is_whole
}

/// Returns the changes that make the entries of the file, which forms show as `saved`, what is typed. Roles are renamed
/// first. Pages that are to be removed are left out.
pub(crate) fn changes(
    forms: &[RoleForm],
    saved: &[RoleForm],
    is_removed: &dyn Fn(&PageId) -> bool,
) -> Vec<Setting> {
    let (mut renames, mut rest) = (Vec::new(), Vec::new());
    for form in forms.iter().filter(|form| !form.is_dropped()) {
        let before = find(saved, form.before.as_ref());
        let old = form.before.as_deref().and_then(Role::parse);
        let (Some(name), false) = (Role::parse(&form.name), before == Some(form)) else {
            continue;
        };
        if form.is_removed {
            rest.extend(old.map(|role| Setting::Role(role, RoleChange::Remove)));
            continue;
        }
        if let Some(old) = old.filter(|old| *old != name) {
            renames.push(Setting::Role(old, RoleChange::Rename(name.clone())));
        }
        let is_same = |before: &RoleForm| {
            before.permissions == form.permissions && before.pages == form.pages
        };
        if !before.is_some_and(is_same) {
            let change = RoleChange::Set {
                permissions: form.permissions.clone(),
                pages: form
                    .pages
                    .iter()
                    .filter(|page| !is_removed(page))
                    .cloned()
                    .collect(),
            };
            rest.push(Setting::Role(name, change));
        }
    }
    renames.extend(rest);
    renames
}

/// Names roles in other changes as they are called after these changes of roles.
pub(crate) fn rename_in(others: &mut [Setting], changes: &[Setting]) {
    let renamed = |role: &Role| {
        changes.iter().find_map(|change| match change {
            Setting::Role(from, RoleChange::Rename(to)) if from == role => Some(to.clone()),
            _ => None,
        })
    };
    for other in others {
        let roles = match other {
            Setting::TwoStepRequired(list) | Setting::TwoStepReauthenticate(list) => {
                &mut list.roles
            }
            Setting::RegistrationRoles(roles) | Setting::Page(_, PageChange::Roles(roles)) => roles,
            Setting::Page(_, PageChange::Add { access, .. }) => &mut access.roles,
            _ => continue,
        };
        for role in roles {
            *role = renamed(role).unwrap_or_else(|| role.clone());
        }
    }
}

/// Makes a change of the forms. Returns the role whose name, or whose place in the list, gets the focus.
pub(crate) fn on(
    event: RoleEvent,
    forms: &mut Vec<RoleForm>,
    open: &mut Option<usize>,
) -> Option<usize> {
    match event {
        RoleEvent::Open(at) => *open = Some(at),
        RoleEvent::Close => return open.take(),
        RoleEvent::Add => {
            forms.push(RoleForm::default());
            *open = Some(forms.len() - 1);
        }
        RoleEvent::Remove(at) | RoleEvent::Keep(at) => {
            if let Some(form) = forms.get_mut(at) {
                form.is_removed = matches!(event, RoleEvent::Remove(_));
            }
        }
    }
    *open
}
