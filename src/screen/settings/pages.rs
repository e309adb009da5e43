//! The form of the pages.

use std::path::PathBuf;

use crate::domain::launch::{check_argument, program_name};
use crate::domain::markdown::Markdown;
use crate::domain::name_list::{in_order, joined, split};
use crate::domain::page::{LaunchItem, Page, PageAccess, PageContent, PageId, Target, is_link};
use crate::domain::person_name::check_name;
use crate::domain::role::Role;
use crate::domain::setting::{PageChange, Setting};
use crate::domain::settings::Settings;
use crate::domain::user_field::UserFieldError;
use crate::domain::username::Username;
use crate::service::ports::user_directory::ALL_USERS;

use crate::screen::form::field::FieldError;

/// What is typed about a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageForm {
    /// The id of the page. Of a new page what is typed; blank for an id made from the title.
    pub id: String,
    /// Whether the page is not in the file yet.
    pub is_new: bool,
    /// Title.
    pub title: String,
    /// The name of the icon; blank for none.
    pub icon: String,
    /// Whether all users may open it.
    pub everyone: bool,
    /// Roles that may open it, separated by commas.
    pub roles: String,
    /// Usernames of those who may open it, separated by commas.
    pub users: String,
    /// What the page shows.
    pub kind: ContentKind,
    /// Content in Markdown.
    pub text: String,
    /// The path of a file in Markdown.
    pub file: String,
    /// The items to launch.
    pub items: Vec<ItemForm>,
    /// Whether the page is to be removed.
    pub is_removed: bool,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContentKind {
    /// Markdown in the configuration file.
    #[default]
    Text,
    /// A file in Markdown.
    File,
    /// Items to launch.
    Launch,
}

/// What is typed about an item to launch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemForm {
    /// Title.
    pub title: String,
    /// Description below the title; blank for none.
    pub description: String,
    /// The name of the icon; blank for none.
    pub icon: String,
    /// The action by which it is approved, which only the owner of the file changes.
    approval: Option<String>,
    /// What is launched.
    pub kind: TargetKind,
    /// The program, the path of the file, or the address.
    pub target: String,
    /// The arguments of the program, one a line.
    pub arguments: String,
}

/// What an item launches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TargetKind {
    /// A program with arguments.
    Program,
    /// A file.
    File,
    /// A web or mail address.
    #[default]
    Link,
}

/// A field of a page that can have an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageField {
    /// Title.
    Title,
    /// The id of a new page.
    Id,
    /// Roles.
    Roles,
    /// Usernames.
    Users,
    /// Content in Markdown.
    Text,
    /// The path of the file.
    File,
    /// The list of items, and the button that adds one.
    Items,
    /// The button that moves an item up.
    ItemUp(usize),
    /// The button that moves an item down.
    ItemDown(usize),
    /// The title of an item, as an index into [`PageForm::items`].
    ItemTitle(usize),
    /// What an item launches.
    ItemTarget(usize),
    /// The arguments of the program that an item launches.
    ItemArguments(usize),
}

impl PageForm {
    pub(crate) fn of(view: &Page) -> Self {
        let roles = view.access.roles.iter().map(Role::as_str);
        let users = view.access.users.iter().map(Username::as_str);
        let mut form = Self {
            id: view.id.0.clone(),
            title: view.title.clone(),
            icon: view.icon.clone().unwrap_or_default(),
            everyone: view.access.everyone,
            roles: joined(roles),
            users: joined(users),
            ..Self::default()
        };
        match &view.content {
            PageContent::Markdown(text) => form.text.clone_from(text),
            PageContent::MarkdownFile(path) => {
                form.kind = ContentKind::File;
                form.file = path.display().to_string();
            }
            PageContent::Launch(items) => {
                form.kind = ContentKind::Launch;
                form.items = items.iter().map(ItemForm::of).collect();
            }
        }
        form
    }

    /// Returns `true` if the page is new and to be removed: it never gets into the file.
    pub(crate) fn is_dropped(&self) -> bool {
        self.is_new && self.is_removed
    }

    /// Returns `true` if no user can open the page.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        !self.everyone && roles(&self.roles).is_empty() && split(&self.users).is_empty()
    }

    /// Returns the errors of the page, compared with the saved one: a text that stays is not checked again.
    pub(crate) fn check(&self, saved: Option<&Self>) -> Vec<(PageField, FieldError)> {
        let mut errors = Vec::new();
        if self.is_removed {
            return errors;
        }
        let mut note = |field, error: Option<FieldError>| {
            errors.extend(error.map(|error| (field, error)));
        };
        let missing = |text: &str| text.trim().is_empty().then_some(FieldError::Missing);
        note(PageField::Title, missing(&self.title));
        let wrong = split(&self.roles)
            .iter()
            .find_map(|name| check_name(name).err());
        let wrong = wrong.map(|error| FieldError::User(UserFieldError::Role(error)));
        note(PageField::Roles, wrong);
        let wrong = split(&self.users)
            .iter()
            .find_map(|name| Username::existing(name).err());
        note(PageField::Users, wrong.map(FieldError::of));
        match self.kind {
            ContentKind::Text => {
                let is_kept = saved.is_some_and(|saved| self.has_content_of(saved));
                let refused = Markdown::parse(&self.text).err().filter(|_| !is_kept);
                let error = missing(&self.text);
                note(PageField::Text, error.or(refused.map(FieldError::Markdown)));
            }
            ContentKind::File => note(PageField::File, missing(&self.file)),
            ContentKind::Launch => {
                let none = self.items.is_empty().then_some(FieldError::NoItems);
                note(PageField::Items, none);
                for (at, item) in self.items.iter().enumerate() {
                    note(PageField::ItemTitle(at), missing(&item.title));
                    let is_wrong = item.kind == TargetKind::Link && !is_link(item.target.trim());
                    let error = missing(&item.target);
                    let error = error.or(is_wrong.then_some(FieldError::Link));
                    let is_program = item.kind == TargetKind::Program;
                    let is_bad = is_program && program_name(item.target.trim()).is_err();
                    let error = error.or(is_bad.then_some(FieldError::Placeholder));
                    note(PageField::ItemTarget(at), error);
                    let is_bad = item.arguments.lines().any(|of| check_argument(of).is_err());
                    let is_bad = is_program && is_bad;
                    let error = is_bad.then_some(FieldError::Placeholder);
                    note(PageField::ItemArguments(at), error);
                }
            }
        }
        errors
    }

    /// Returns `true` if the content is the same as that of another form.
    fn has_content_of(&self, other: &Self) -> bool {
        self.kind == other.kind
            && match self.kind {
                ContentKind::Text => self.text == other.text,
                ContentKind::File => self.file == other.file,
                ContentKind::Launch => self.items == other.items,
            }
    }

    /// Returns the changes that make the page of the file what is typed.
    pub(crate) fn changes(&self, view: &Page) -> Vec<Setting> {
        let before = Self::of(view);
        let mut changes = Vec::new();
        let mut change = |change| changes.push(Setting::Page(view.id.clone(), change));
        if self.is_removed {
            change(PageChange::Remove);
            return changes;
        }
        if self.title.trim() != before.title {
            change(PageChange::Title(self.title.trim().to_owned()));
        }
        if self.icon != before.icon {
            change(PageChange::Icon(self.icon_name()));
        }
        let old = &view.access.roles;
        let new = in_order(old, &roles(&self.roles));
        if new != *old {
            change(PageChange::Roles(new));
        }
        let old = view.access.users.iter();
        let old: Vec<_> = old.map(|name| name.as_str().to_owned()).collect();
        let new = in_order(&old, &split(&self.users));
        if self.everyone != before.everyone || new != old {
            let everyone = self.everyone.then(|| ALL_USERS.to_owned());
            let users = everyone.into_iter().chain(new);
            change(PageChange::Users(users.collect()));
        }
        if !self.has_content_of(&before) {
            change(PageChange::Content(self.content(Some(&view.content))));
        }
        changes
    }

    /// Returns the change that adds the page.
    pub(crate) fn addition(&self, id: PageId) -> Setting {
        let users = split(&self.users).into_iter();
        let users = users.filter_map(|name| Username::existing(&name).ok());
        let page = PageChange::Add {
            title: self.title.trim().to_owned(),
            icon: self.icon_name(),
            access: PageAccess {
                everyone: self.everyone,
                roles: roles(&self.roles),
                users: users.collect(),
            },
            content: self.content(None),
        };
        Setting::Page(id, page)
    }

    /// Returns the id of the page: for a new one what is typed, or one made from the title that no page has.
    pub(crate) fn resolved_id(&self, is_taken: impl Fn(&str) -> bool) -> PageId {
        let typed = self.id.trim();
        if !typed.is_empty() {
            return PageId(typed.to_owned());
        }
        let words = self.title.split(|c: char| !c.is_alphanumeric());
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        let id = words.join("-").to_lowercase();
        let id = if id.is_empty() { "page".to_owned() } else { id };
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let mut ids = std::iter::once(id.clone()).chain(numbered);
        PageId(ids.find(|id| !is_taken(id)).unwrap_or_default())
    }

    fn icon_name(&self) -> Option<String> {
        (!self.icon.is_empty()).then(|| self.icon.clone())
    }

    fn content(&self, before: Option<&PageContent>) -> PageContent {
        match self.kind {
            ContentKind::Text => {
                let text = self.text.trim_start_matches(['\r', '\n']).trim_end();
                PageContent::Markdown(format!("{text}\n"))
            }
            ContentKind::File => PageContent::MarkdownFile(PathBuf::from(self.file.trim())),
            ContentKind::Launch => {
                let old = match before {
                    Some(PageContent::Launch(items)) => items.as_slice(),
                    _ => &[],
                };
                // What is not changed is kept to the letter.
                let item = |form: &ItemForm| {
                    let kept = old.iter().find(|item| ItemForm::of(item) == *form);
                    kept.cloned().unwrap_or_else(|| form.item())
                };
                PageContent::Launch(self.items.iter().map(item).collect())
            }
        }
    }
}

impl ItemForm {
    fn of(item: &LaunchItem) -> Self {
        let (kind, target, arguments) = match &item.target {
            Target::Program { program, arguments } => {
                let (program, arguments) = (program.clone(), arguments.join("\n"));
                (TargetKind::Program, program, arguments)
            }
            Target::File(path) => (TargetKind::File, path.display().to_string(), String::new()),
            Target::Link(link) => (TargetKind::Link, link.clone(), String::new()),
        };
        Self {
            title: item.title.clone(),
            description: item.description.clone().unwrap_or_default(),
            icon: item.icon.clone().unwrap_or_default(),
            approval: item.approval.clone(),
            kind,
            target,
            arguments,
        }
    }

    fn item(&self) -> LaunchItem {
        let text = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let target = self.target.trim().to_owned();
        let arguments = self
            .arguments
            .lines()
            .filter(|line| !line.trim().is_empty());
        LaunchItem {
            title: self.title.trim().to_owned(),
            description: text(&self.description),
            icon: text(&self.icon),
            approval: self.approval.clone(),
            target: match self.kind {
                TargetKind::Program => Target::Program {
                    program: target,
                    arguments: arguments.map(ToOwned::to_owned).collect(),
                },
                TargetKind::File => Target::File(PathBuf::from(target)),
                TargetKind::Link => Target::Link(target),
            },
        }
    }
}

/// Returns the ids of pages in the order of their forms; a new page gets one.
pub(crate) fn ids(pages: &[PageForm], settings: &Settings) -> Vec<PageId> {
    let mut ids: Vec<PageId> = Vec::with_capacity(pages.len());
    for page in pages {
        let typed = |id: &str| pages.iter().any(|page| page.id.trim() == id);
        let is_taken = |id: &str| {
            let of_file = settings.views.iter().any(|view| view.id.0 == id);
            of_file || typed(id) || ids.iter().any(|taken| taken.0 == id)
        };
        let id = page.resolved_id(is_taken);
        ids.push(id);
    }
    ids
}

fn roles(text: &str) -> Vec<Role> {
    let names = split(text).into_iter();
    names.filter_map(|name| Role::parse(&name)).collect()
}
