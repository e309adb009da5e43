//! The settings, for users who may edit them: a form, a preview of the change to the file, and the change itself.
//!
//! ```text
//! Editing ──Preview──▶ previewing ──▶ Preview ──Save──▶ an action ──done──▶ Editing
//!    ▲─────────────────refused──────────┘ └──Back──▶ Editing
//! ```

mod form;

use std::sync::Arc;

use crate::domain::appearance::ThemeChoice;
use crate::domain::setting::SettingGroup;
use crate::domain::settings::Settings;
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminAction};
use crate::service::command::Finished;
use crate::service::settings::Preview;
use crate::service::settings::commands::PreviewSettings;
use crate::service::users::UserError;

pub use crate::screen::settings::form::{Field, Form, NewPage, PageForm};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::FieldErrors;

/// The settings.
pub struct SettingsScreen {
    /// The section that is shown.
    pub section: Section,
    /// What is searched for; the section is shown if it is blank.
    pub search: String,
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
            Field::PageTitle(_) | Field::NewText => Self::Pages,
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

impl SettingsScreen {
    /// Creates a form with the settings of the file.
    #[must_use]
    pub fn new(settings: &Arc<Settings>) -> Self {
        Self {
            section: Section::ALL[0],
            search: String::new(),
            preview_theme: None,
            form: Form::of(settings),
            saved: Form::of(settings),
            preview: None,
            errors: FieldErrors::default(),
            focus: None,
            notice: None,
            before: Arc::clone(settings),
            is_saved: false,
            previewing: Pending::default(),
        }
    }

    /// Takes in that the file has changed. What was typed stays if the settings are the same.
    pub fn refresh(&mut self, settings: &Arc<Settings>) {
        let now = Form::of(settings);
        let is_saved = std::mem::take(&mut self.is_saved);
        let is_edited = self.form != self.saved && !is_saved;
        self.before = Arc::clone(settings);
        if self.saved == now && !is_saved {
            return;
        }
        self.form.clone_from(&now);
        self.saved = now;
        self.preview = None;
        if is_edited {
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
            Event::PreviewTheme(theme) => self.preview_theme = Some(theme),
            Event::Preview => {
                self.notice = None;
                self.errors = self.form.check();
                self.focus = self.errors.first();
                if let Some(field) = self.focus {
                    self.open(Section::of(field));
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
                *self = Self::new(&self.before);
                self.section = section;
            }
            Event::Dismiss => self.notice = None,
        }
        None
    }

    fn open(&mut self, section: Section) {
        self.section = section;
        self.search.clear();
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
        self.form.new_page = NewPage::default();
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
