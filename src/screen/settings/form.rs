//! The form of the settings, and the changes that it makes.

use crate::domain::page::PageId;
use crate::domain::role::Role;
use crate::domain::setting::{SETTINGS, Setting, SettingGroup, SettingInfo, SettingKind};
use crate::domain::settings::Settings;

use crate::screen::form::field::{FieldError, FieldErrors};
use crate::screen::settings::mail::{MailField, MailForm};
use crate::screen::settings::pages::{PageField, PageForm, ids};
use crate::screen::settings::roles::{self, RoleForm};
use crate::screen::settings::setting_field::SettingField;

/// What is typed into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The settings that the form shows, each with what is typed.
    pub settings: Vec<SettingField>,
    /// The pages, in the order that the file is to have.
    pub pages: Vec<PageForm>,
    /// The roles, in the order of the file.
    pub roles: Vec<RoleForm>,
    /// The mail server.
    pub mail: MailForm,
}

/// A field that can have an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A setting.
    Setting(&'static SettingInfo),
    /// A field of a page, which is an index into [`Form::pages`].
    Page(usize, PageField),
    /// The name of a role, which is an index into [`Form::roles`].
    Role(usize),
    /// A field of the mail server.
    Mail(MailField),
}

impl Form {
    /// Checks everything that needs no look at the configuration file. What is as in `saved` is accepted.
    #[must_use]
    pub fn check(&self, saved: &Self) -> FieldErrors<Field> {
        let mut errors = FieldErrors::default();
        for (now, saved) in self.settings.iter().zip(&saved.settings) {
            let info = now.info;
            let is_kept = now.text == saved.text || now.is_unset();
            let error = match info.kind {
                _ if is_kept || info.parse(&now.text).is_some() => None,
                SettingKind::Number { min, max } => Some(FieldError::Range(min, max)),
                SettingKind::Days(max) => Some(FieldError::Days(max)),
                SettingKind::Color => Some(FieldError::Color),
                _ => Some(FieldError::Missing),
            };
            errors.note(Field::Setting(info), error);
        }
        for (field, error) in self.mail.check() {
            errors.note(Field::Mail(field), Some(error));
        }
        for (at, role) in self.roles.iter().enumerate() {
            errors.note(Field::Role(at), role.check(&self.roles));
        }
        for (at, page) in self.pages.iter().enumerate() {
            let others = self
                .pages
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at);
            let mut ids = others.map(|(_, other)| other.id.trim());
            let is_taken = page.is_new && !page.id.trim().is_empty();
            let is_taken = is_taken && ids.any(|id| id == page.id.trim());
            let taken = is_taken.then_some(FieldError::PageIdTaken);
            for (field, error) in page.check(saved.page(&page.id)) {
                errors.note(Field::Page(at, field), Some(error));
            }
            errors.note(Field::Page(at, PageField::Id), taken);
        }
        errors
    }

    /// Returns a form with these settings, and these roles that users, pages or settings name.
    pub(crate) fn of(settings: &Settings, named_roles: &[Role]) -> Self {
        let shown = SETTINGS.iter().filter(|info| info.group.is_some());
        Self {
            settings: shown.map(|info| SettingField::of(info, settings)).collect(),
            pages: settings.views.iter().map(PageForm::of).collect(),
            roles: roles::forms(settings, named_roles),
            mail: MailForm::of(settings),
        }
    }

    /// Returns what is typed for the setting with this path in the file; nothing if the form does not show it.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        let found = self.settings.iter().find(|field| field.info.path == path);
        found.map_or("", |field| &field.text)
    }

    /// Returns what is typed for the setting with this path in the file, to be changed.
    #[must_use]
    pub fn typed(&mut self, path: &str) -> Option<&mut String> {
        let mut fields = self.settings.iter_mut();
        let found = fields.find(|field| field.info.path == path);
        found.map(|field| &mut field.text)
    }

    /// Returns the number of settings of a group that differ from those of another form.
    pub(crate) fn changed_settings(&self, saved: &Self, group: SettingGroup) -> usize {
        let both = self.settings.iter().zip(&saved.settings);
        both.filter(|(now, saved)| now.info.group == Some(group) && now.is_changed(saved))
            .count()
    }

    /// Takes over what was typed into a form that was `saved` before, into this one with what the file says now. What has
    /// changed in the file as well is not taken over. Returns `true` if everything was.
    pub(crate) fn take_over(&mut self, typed: &Self, saved: &Self) -> bool {
        let mut is_whole = true;
        let rows = self.settings.iter_mut();
        let rows = rows.zip(typed.settings.iter().zip(&saved.settings));
        for (now, (typed, saved)) in rows {
            is_whole &= now.take_over(typed, saved);
        }
        if typed.mail != saved.mail {
            if self.mail == saved.mail {
                self.mail.clone_from(&typed.mail);
            } else {
                is_whole &= self.mail == typed.mail;
            }
        }
        is_whole &= roles::take_over(&mut self.roles, &typed.roles, &saved.roles);
        let ids = |form: &Self| -> Vec<String> {
            let of_file = form.pages.iter().filter(|page| !page.is_new);
            of_file.map(|page| page.id.clone()).collect()
        };
        let is_same_list = ids(self) == ids(saved);
        is_whole &= is_same_list || ids(typed) == ids(saved);
        for page in typed.pages.iter().filter(|page| !page.is_new) {
            if saved.page(&page.id) == Some(page) {
                continue;
            }
            let mut pages = self.pages.iter_mut();
            match pages.find(|now| now.id == page.id) {
                Some(now) if saved.page(&page.id) == Some(now) => now.clone_from(page),
                Some(now) => is_whole &= now == page,
                None => is_whole &= page.is_removed,
            }
        }
        let new = typed.pages.iter().filter(|page| page.is_new);
        self.pages.extend(new.cloned());
        if is_same_list {
            let place = |page: &PageForm| {
                let mut pages = typed.pages.iter();
                pages.position(|other| {
                    let is_same = other.is_new == page.is_new && other.id == page.id;
                    is_same && (!page.is_new || other.title == page.title)
                })
            };
            self.pages.sort_by_key(place);
        }
        is_whole
    }

    /// Returns `true` if something was typed about pages and roles that stay, which no version of the file has.
    pub(crate) fn has_typed(&self, saved: &Self) -> bool {
        let page_before = |page: &PageForm| {
            let of_file = saved.page(&page.id).filter(|_| !page.is_new);
            of_file.cloned().unwrap_or_else(|| PageForm {
                is_new: page.is_new,
                ..PageForm::default()
            })
        };
        let role_before = |role: &RoleForm| {
            let of_file = roles::find(&saved.roles, role.before.as_ref());
            of_file.cloned().unwrap_or_default()
        };
        let mut pages = self.pages.iter().filter(|page| !page.is_removed);
        let mut roles = self.roles.iter().filter(|role| !role.is_removed);
        pages.any(|page| *page != page_before(page)) || roles.any(|role| *role != role_before(role))
    }

    /// Returns the page of the file with this id.
    pub(crate) fn page(&self, id: &str) -> Option<&PageForm> {
        self.pages.iter().find(|page| page.id == id && !page.is_new)
    }

    /// Returns the number of pages that differ from those of another form or are new, and one more for another order.
    pub(crate) fn changed_pages(&self, saved: &Self) -> usize {
        let is_changed = |page: &&PageForm| saved.page(&page.id) != Some(page);
        let of_file = self.pages.iter().filter(|page| !page.is_new);
        // New pages are at the end, unless they were moved there.
        let is_moved = !of_file
            .map(|page| &page.id)
            .eq(saved.pages.iter().map(|page| &page.id))
            || !self
                .pages
                .iter()
                .filter(|page| !page.is_dropped())
                .is_sorted_by_key(|page| page.is_new);
        let pages = self.pages.iter().filter(|page| !page.is_dropped());
        pages.filter(is_changed).count() + usize::from(is_moved)
    }

    /// Returns the changes to these settings, which a form shows as `saved`.
    pub(crate) fn changes(&self, saved: &Self, settings: &Settings) -> Vec<Setting> {
        // Roles are renamed first, and known by their new names from then on.
        let is_removed = |id: &PageId| self.page(&id.0).is_some_and(|page| page.is_removed);
        let roles = roles::changes(&self.roles, &saved.roles, &is_removed);
        let mut changes = Vec::new();
        for (now, saved) in self.settings.iter().zip(&saved.settings) {
            if now.is_unset() {
                changes.push(Setting::Unset(now.info));
                continue;
            }
            let parse = |field: &SettingField| now.info.parse(&field.text);
            let changed = parse(now).filter(|_| now.text != saved.text);
            changes.extend(changed.filter(|setting| parse(saved).as_ref() != Some(setting)));
        }
        self.add_pages(settings, &mut changes);
        roles::rename_in(&mut changes, &roles);
        let mut all = roles;
        all.extend(changes);
        all
    }

    fn add_pages(&self, settings: &Settings, changes: &mut Vec<Setting>) {
        let pages = self.pages.iter().filter(|page| !page.is_dropped());
        let pages: Vec<_> = pages.cloned().collect();
        let ids = ids(&pages, settings);
        for (page, id) in pages.iter().zip(&ids) {
            let view = settings.views.iter().find(|view| view.id == *id);
            match view.filter(|_| !page.is_new) {
                Some(view) => changes.extend(page.changes(view)),
                None => changes.push(page.addition(id.clone())),
            }
        }
        let is_new = |id: &&PageId| !settings.views.iter().any(|view| view.id == **id);
        let of_file = settings.views.iter().map(|view| &view.id);
        let added = ids.iter().filter(is_new);
        if !ids.iter().eq(of_file.chain(added)) {
            changes.push(Setting::PageOrder(ids));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::page::{Page, PageAccess, PageContent};

    fn settings(title: &str, pages: [(&str, &str); 2]) -> Settings {
        let page = |(id, text): (&str, &str)| {
            let content = PageContent::Markdown(text.to_owned());
            let id = PageId(id.to_owned());
            Page::new(id, "A".to_owned(), PageAccess::default(), content)
        };
        Settings {
            title: Some(title.to_owned()),
            views: pages.map(page).to_vec(),
            ..Settings::default()
        }
    }

    /// Returns the form after a text and a new page were typed.
    fn typed(saved: &Form) -> Form {
        let mut typed = saved.clone();
        typed.pages.swap(0, 1);
        typed.pages[0].text = "typed".to_owned();
        typed.pages.push(PageForm {
            is_new: true,
            text: "long".to_owned(),
            ..PageForm::default()
        });
        typed
    }

    #[test]
    fn r60_what_is_typed_stays_when_something_else_has_changed_in_the_file() {
        let saved = Form::of(&settings("Shop", [("one", "1"), ("two", "2")]), &[]);
        let typed = typed(&saved);
        let mut now = Form::of(&settings("Other", [("one", "changed"), ("two", "2")]), &[]);
        assert!(now.take_over(&typed, &saved));
        assert_eq!(now.text("app.title"), "Other");
        let texts: Vec<_> = now.pages.iter().map(|page| page.text.as_str()).collect();
        assert_eq!(texts, ["typed", "changed", "long"]);
    }

    #[test]
    fn r60_a_page_that_has_changed_in_the_file_as_well_is_that_of_the_file() {
        let saved = Form::of(&settings("Shop", [("one", "1"), ("two", "2")]), &[]);
        let typed = typed(&saved);
        let mut now = Form::of(&settings("Shop", [("one", "1"), ("two", "changed")]), &[]);
        assert!(!now.take_over(&typed, &saved), "the user is told");
        let texts: Vec<_> = now.pages.iter().map(|page| page.text.as_str()).collect();
        assert_eq!(texts, ["changed", "1", "long"]);
    }
}
