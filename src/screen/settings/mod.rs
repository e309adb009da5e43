//! The settings, for users who may edit them: a form, a preview of the change to the file, and the change itself.
//!
//! ```text
//! Editing ──Preview──▶ previewing ──▶ Preview ──Save──▶ an action ──done──▶ Editing
//!    ▲─────────────────refused──────────┘ └──Back──▶ Editing
//! ```

mod form;
mod pages;

use std::sync::Arc;

use crate::domain::appearance::ThemeChoice;
use crate::domain::problem::Problem;
use crate::domain::setting::SettingGroup;
use crate::domain::settings::Settings;
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminAction};
use crate::service::command::Finished;
use crate::service::settings::Preview;
use crate::service::settings::commands::PreviewSettings;
use crate::service::users::UserError;

pub use crate::screen::settings::form::{Field, Form};
pub use crate::screen::settings::pages::{ContentKind, ItemForm, PageField, PageForm, TargetKind};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::FieldErrors;

/// The settings.
pub struct SettingsScreen {
    /// The section that is shown.
    pub section: Section,
    /// What is searched for; the section is shown if it is blank.
    pub search: String,
    /// The page that is edited, as an index into [`Form::pages`]; the list of pages is shown if absent.
    pub page: Option<usize>,
    /// The theme of the picture of the sign-in form; that of the window if absent.
    pub preview_theme: Option<ThemeChoice>,
    /// What is typed.
    pub form: Form,
    /// The form without changes.
    pub saved: Form,
    /// What would change in the file; the form is shown if absent.
    pub preview: Option<Arc<Preview>>,
    /// Errors of the fields.
    pub errors: FieldErrors<Field>,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<Field>,
    /// Shown above the form.
    pub notice: Option<Notice>,
    /// The problems of the pages in the file.
    problems: Vec<Problem>,
    before: Arc<Settings>,
    /// Whether the form was saved, and the settings of the file are not read again yet.
    is_saved: bool,
    previewing: Pending<PreviewSettings>,
}

/// A section of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Settings.
    Group(SettingGroup),
    /// The pages.
    Pages,
}

impl Section {
    /// All sections, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Group(SettingGroup::SignIn),
        Self::Group(SettingGroup::Registration),
        Self::Group(SettingGroup::Passwords),
        Self::Group(SettingGroup::Lockouts),
        Self::Group(SettingGroup::Locking),
        Self::Pages,
    ];

    /// Returns the section with a field.
    fn of(field: Field) -> Self {
        match field {
            Field::Setting(info) => info.group.map_or(Self::Pages, Self::Group),
            Field::Page(..) => Self::Pages,
        }
    }
}

/// Shown above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The settings were saved.
    Saved,
    /// The settings were not saved.
    Failed(ActionError),
    /// The file was changed by other means, and the form shows its settings now.
    Reloaded,
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chose a section.
    Section(Section),
    /// Did something with the pages.
    Page(PageEvent),
    /// Chose the theme of the picture of the sign-in form.
    PreviewTheme(ThemeChoice),
    /// Wants to see what would change in the file.
    Preview,
    /// Wants to make the change.
    Save,
    /// Wants to go back to the form.
    Back,
    /// Wants to discard what was typed.
    Reset,
    /// Dismissed the notice.
    Dismiss,
}

/// What the user did with the pages. Pages and items are indices into [`Form::pages`] and [`PageForm::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// Wants to edit a page.
    Open(usize),
    /// Wants to see the list.
    Close,
    /// Wants to add a page.
    Add,
    /// Wants to move a page up by one.
    Up(usize),
    /// Wants to move a page down by one.
    Down(usize),
    /// Wants to remove a page.
    Remove(usize),
    /// Wants to keep a page that was to be removed.
    Keep(usize),
    /// Wants to add an item to a page.
    AddItem(usize),
    /// Wants to remove an item of a page.
    RemoveItem(usize, usize),
    /// Wants to move an item of a page up by one.
    ItemUp(usize, usize),
    /// Wants to move an item of a page down by one.
    ItemDown(usize, usize),
}

impl SettingsScreen {
    /// Creates a form with the settings of the file.
    #[must_use]
    pub fn new(settings: &Arc<Settings>, problems: &[Problem]) -> Self {
        Self {
            section: Section::ALL[0],
            search: String::new(),
            page: None,
            preview_theme: None,
            form: Form::of(settings),
            saved: Form::of(settings),
            preview: None,
            errors: FieldErrors::default(),
            focus: None,
            notice: None,
            problems: of_pages(problems),
            before: Arc::clone(settings),
            is_saved: false,
            previewing: Pending::default(),
        }
    }

    /// Takes in that the file has changed. What was typed stays, except for what has changed in the file as well.
    pub fn refresh(&mut self, settings: &Arc<Settings>, problems: &[Problem]) {
        self.problems = of_pages(problems);
        let now = Form::of(settings);
        let is_saved = std::mem::take(&mut self.is_saved);
        let is_edited = self.form != self.saved && !is_saved;
        self.before = Arc::clone(settings);
        if self.saved == now && !is_saved {
            return;
        }
        let open = self.page.and_then(|at| self.form.pages.get(at)).cloned();
        let mut form = now.clone();
        let is_whole = !is_edited || form.take_over(&self.form, &self.saved);
        // The page that is edited stays open if it is still there.
        let is_open = |page: &PageForm| {
            let open = open.as_ref().filter(|_| !is_saved);
            open.is_some_and(|open| page.is_new == open.is_new && page.id == open.id)
        };
        self.page = form.pages.iter().position(is_open);
        self.form = form;
        self.saved = now;
        self.preview = None;
        self.errors = FieldErrors::default();
        if !is_whole {
            self.notice = Some(Notice::Reloaded);
        }
    }

    /// Returns the number of changes that are not saved.
    #[must_use]
    pub fn change_count(&self) -> usize {
        let counts = Section::ALL.map(|section| self.changes_in(section));
        counts.iter().sum()
    }

    /// Returns the number of those in a section.
    #[must_use]
    pub fn changes_in(&self, section: Section) -> usize {
        if self.is_saved {
            return 0;
        }
        let of = |group| self.form.changed_settings(&self.saved, group);
        match section {
            Section::Group(group) => of(group),
            Section::Pages => self.form.changed_pages(&self.saved),
        }
    }

    /// Returns the first problem of a page in the file.
    #[must_use]
    pub fn page_problem(&self, page: &PageForm) -> Option<&Problem> {
        let is_of_page = |problem: &&Problem| {
            let field = problem.field.strip_prefix(PAGES).unwrap_or_default();
            let rest = field.strip_prefix(page.id.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.problems
            .iter()
            .find(is_of_page)
            .filter(|_| !page.is_new)
    }

    /// Returns how the wait for the preview looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.previewing.busy(now)
    }

    /// Handles what the user did. Returns the action to start.
    pub fn on(
        &mut self,
        event: Event,
        session: &Session,
        effects: &mut Effects,
    ) -> Option<AdminAction> {
        match event {
            Event::Section(section) => self.open(section),
            Event::Page(event) => self.on_page(event),
            Event::PreviewTheme(theme) => self.preview_theme = Some(theme),
            Event::Preview => {
                self.notice = None;
                self.errors = self.form.check(&self.saved);
                self.focus = self.errors.first();
                if let Some(field) = self.focus {
                    self.open(Section::of(field));
                    if let Field::Page(at, _) = field {
                        self.page = Some(at);
                    }
                } else {
                    self.previewing = effects.start(PreviewSettings {
                        session: session.clone(),
                        changes: self.form.changes(&self.before),
                    });
                }
            }
            Event::Save => return self.preview.clone().map(AdminAction::Settings),
            Event::Back => self.preview = None,
            Event::Reset => {
                let section = self.section;
                *self = Self::new(&self.before, &self.problems);
                self.section = section;
            }
            Event::Dismiss => self.notice = None,
        }
        None
    }

    fn open(&mut self, section: Section) {
        self.section = section;
        self.search.clear();
        self.page = None;
    }

    fn on_page(&mut self, event: PageEvent) {
        let pages = &mut self.form.pages;
        match event {
            PageEvent::Open(at) => {
                self.open(Section::Pages);
                self.page = Some(at);
                self.focus = Some(Field::Page(at, PageField::Title));
                return;
            }
            PageEvent::Close => {
                let title = |at| Field::Page(at, PageField::Title);
                self.focus = self.page.take().map(title);
            }
            PageEvent::Add => {
                pages.push(PageForm {
                    is_new: true,
                    ..PageForm::default()
                });
                let at = pages.len() - 1;
                return self.on_page(PageEvent::Open(at));
            }
            PageEvent::Up(at) => swap(pages, at.checked_sub(1), at),
            PageEvent::Down(at) => swap(pages, Some(at), at + 1),
            PageEvent::Remove(at) => set_removed(pages, at, true),
            PageEvent::Keep(at) => set_removed(pages, at, false),
            PageEvent::AddItem(at) => {
                if let Some(page) = pages.get_mut(at) {
                    page.items.push(ItemForm::default());
                    let item = page.items.len() - 1;
                    self.focus = Some(Field::Page(at, PageField::ItemTitle(item)));
                }
            }
            PageEvent::RemoveItem(at, item) => {
                if let Some(page) = pages.get_mut(at).filter(|page| item < page.items.len()) {
                    page.items.remove(item);
                }
            }
            PageEvent::ItemUp(at, item) => {
                if let Some(page) = pages.get_mut(at) {
                    swap(&mut page.items, item.checked_sub(1), item);
                }
            }
            PageEvent::ItemDown(at, item) => {
                if let Some(page) = pages.get_mut(at) {
                    swap(&mut page.items, Some(item), item + 1);
                }
            }
        }
        // Errors belong to places, which may be those of others now.
        self.errors = FieldErrors::default();
    }

    /// Takes in the preview.
    pub fn on_finished(&mut self, finished: &mut Finished) {
        match self.previewing.take(finished) {
            None => {}
            Some(Ok(preview)) => self.preview = Some(preview),
            Some(Err(error)) => self.refused(error.into()),
        }
    }

    /// Takes in that the settings are saved. The form shows those of the file when that is read again.
    pub fn done(&mut self) {
        self.preview = None;
        self.notice = Some(Notice::Saved);
        self.is_saved = true;
    }

    /// Takes in that the settings were not saved.
    pub fn refused(&mut self, error: ActionError) {
        if error == ActionError::Users(UserError::NothingToDo) {
            self.preview = None;
        }
        self.notice = Some(Notice::Failed(error));
    }
}

/// The beginning of the fields of pages in the file.
const PAGES: &str = "views.";

fn of_pages(problems: &[Problem]) -> Vec<Problem> {
    let of_pages = problems
        .iter()
        .filter(|problem| problem.field.starts_with(PAGES));
    of_pages.cloned().collect()
}

/// Swaps two neighbours, if there are both.
fn swap<T>(all: &mut [T], upper: Option<usize>, lower: usize) {
    if let Some(upper) = upper
        && lower < all.len()
    {
        all.swap(upper, lower);
    }
}

fn set_removed(pages: &mut [PageForm], at: usize, is_removed: bool) {
    if let Some(page) = pages.get_mut(at) {
        page.is_removed = is_removed;
    }
}
