//! The form of the settings, and the changes that it makes.

use crate::domain::page::{Page, PageId};
use crate::domain::role::Role;
use crate::domain::setting::{
    PageChange, SETTINGS, Setting, SettingGroup, SettingInfo, SettingKind,
};
use crate::domain::settings::Settings;

use crate::screen::form::field::{FieldError, FieldErrors};

/// What is typed into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The settings that the form shows, each with what is typed.
    pub settings: Vec<(&'static SettingInfo, String)>,
    /// The pages, in the order of the file.
    pub pages: Vec<PageForm>,
    /// A page to add; none if its title is blank.
    pub new_page: NewPage,
}

/// What is typed about a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageForm {
    /// The id of the page.
    pub id: PageId,
    /// Title.
    pub title: String,
    /// Roles that may open it, separated by commas.
    pub roles: String,
    /// Whether all users may open it.
    pub everyone: bool,
    /// Whether the page is to be removed.
    pub is_removed: bool,
}

/// What is typed about a new page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPage {
    /// Title.
    pub title: String,
    /// Roles that may open it, separated by commas.
    pub roles: String,
    /// Content in Markdown.
    pub text: String,
}

/// A field that can have an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A setting.
    Setting(&'static SettingInfo),
    /// The title of a page, as an index into [`Form::pages`].
    PageTitle(usize),
    /// The text of the new page.
    NewText,
}

impl Form {
    /// Checks everything that needs no look at the credential file.
    #[must_use]
    pub fn check(&self) -> FieldErrors<Field> {
        let mut errors = FieldErrors::default();
        for (info, text) in &self.settings {
            let error = match info.kind {
                _ if info.parse(text).is_some() => None,
                SettingKind::Number { min, max } => Some(FieldError::Range(min, max)),
                SettingKind::Color => Some(FieldError::Color),
                _ => Some(FieldError::Missing),
            };
            errors.note(Field::Setting(info), error);
        }
        for (at, page) in self.pages.iter().enumerate() {
            let is_missing = page.title.trim().is_empty() && !page.is_removed;
            let error = is_missing.then_some(FieldError::Missing);
            errors.note(Field::PageTitle(at), error);
        }
        let new = &self.new_page;
        let is_missing = !new.title.trim().is_empty() && new.text.trim().is_empty();
        errors.note(Field::NewText, is_missing.then_some(FieldError::Missing));
        errors
    }

    pub(crate) fn of(settings: &Settings) -> Self {
        let shown = SETTINGS.iter().filter(|info| info.group.is_some());
        Self {
            settings: shown
                .map(|info| (info, info.now(settings).value().to_string()))
                .collect(),
            pages: settings.views.iter().map(PageForm::of).collect(),
            new_page: NewPage::default(),
        }
    }

    /// Returns what is typed for the setting with this path in the file; nothing if the form does not show it.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        let found = self.settings.iter().find(|(info, _)| info.path == path);
        found.map_or("", |(_, text)| text)
    }

    /// Returns what is typed for the setting with this path in the file, to be changed.
    #[must_use]
    pub fn typed(&mut self, path: &str) -> Option<&mut String> {
        let found = self.settings.iter_mut().find(|(info, _)| info.path == path);
        found.map(|(_, text)| text)
    }

    /// Returns the number of settings of a group that differ from those of another form.
    pub(crate) fn changed_settings(&self, saved: &Self, group: SettingGroup) -> usize {
        let both = self.settings.iter().zip(&saved.settings);
        both.filter(|(now, saved)| now.0.group == Some(group) && now.1 != saved.1)
            .count()
    }

    /// Returns the number of pages that differ from those of another form, or are new.
    pub(crate) fn changed_pages(&self, saved: &Self) -> usize {
        let both = self.pages.iter().zip(&saved.pages);
        let changed = both.filter(|(now, saved)| now != saved).count();
        changed + usize::from(self.new_page != saved.new_page)
    }

    /// Returns the changes to these settings.
    pub(crate) fn changes(&self, settings: &Settings) -> Vec<Setting> {
        let before = Self::of(settings);
        let mut changes = Vec::new();
        for ((info, text), (_, before)) in self.settings.iter().zip(&before.settings) {
            let changed = info.parse(text).filter(|_| text != before);
            changes.extend(changed.filter(|setting| *setting != info.now(settings)));
        }
        self.add_pages(&before, settings, &mut changes);
        changes
    }

    fn add_pages(&self, before: &Self, settings: &Settings, changes: &mut Vec<Setting>) {
        for (page, before) in self.pages.iter().zip(&before.pages) {
            let mut change = |change| changes.push(Setting::Page(page.id.clone(), change));
            if page.is_removed {
                change(PageChange::Remove);
                continue;
            }
            let title = page.title.trim();
            if title != before.title {
                change(PageChange::Title(title.to_owned()));
            }
            if page.roles != before.roles {
                change(PageChange::Roles(roles(&page.roles)));
            }
            if page.everyone != before.everyone {
                change(PageChange::Users(page.users(settings)));
            }
        }
        if !self.new_page.title.trim().is_empty() {
            changes.push(self.new_page.setting(settings));
        }
    }
}

impl PageForm {
    fn of(view: &Page) -> Self {
        let roles: Vec<_> = view.access.roles.iter().map(Role::as_str).collect();
        Self {
            id: view.id.clone(),
            title: view.title.clone(),
            roles: roles.join(", "),
            everyone: view.access.everyone,
            is_removed: false,
        }
    }

    /// Returns the users who may open the page: those that the file names, with or without `*`.
    fn users(&self, settings: &Settings) -> Vec<String> {
        let view = settings.views.iter().find(|view| view.id == self.id);
        let named = view.map(|view| view.access.users.as_slice());
        let named = named.unwrap_or_default().iter();
        let named = named.map(|name| name.as_str().to_owned());
        let everyone = self.everyone.then(|| "*".to_owned());
        everyone.into_iter().chain(named).collect()
    }
}

impl NewPage {
    /// Returns the change that adds the page, with an id made from its title.
    fn setting(&self, settings: &Settings) -> Setting {
        let NewPage {
            title,
            roles: typed,
            text,
        } = self;
        let title = title.trim();
        let is_plain = |c: char| c.is_alphanumeric();
        let words = title
            .split(|c| !is_plain(c))
            .filter(|word| !word.is_empty());
        let id = words.collect::<Vec<_>>().join("-").to_lowercase();
        let id = if id.is_empty() { "page".to_owned() } else { id };
        let is_taken = |id: &str| settings.views.iter().any(|view| view.id.0 == id);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let id = std::iter::once(id.clone())
            .chain(numbered)
            .find(|id| !is_taken(id));
        let page = PageChange::Add {
            title: title.to_owned(),
            roles: roles(typed),
            text: format!("{}\n", text.trim()),
        };
        Setting::Page(PageId(id.unwrap_or_default()), page)
    }
}

fn roles(text: &str) -> Vec<Role> {
    text.split([',', ';']).filter_map(Role::parse).collect()
}
