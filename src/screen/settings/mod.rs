//! The settings, for those who may edit them: a form, a preview of the change to the file, and the change itself.
//!
//! ```text
//! Editing ──Preview──▶ previewing ──▶ Preview ──Save──▶ an action ──done──▶ Editing
//!    ▲─────────────────refused──────────┘ └──Back──▶ Editing
//! ```

mod form;

use std::sync::Arc;

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
    /// What is typed.
    pub form: Form,
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
            form: Form::of(settings),
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
        let (before, now) = (Form::of(&self.before), Form::of(settings));
        let is_saved = std::mem::take(&mut self.is_saved);
        let is_edited = self.form != before && !is_saved;
        self.before = Arc::clone(settings);
        if before == now && !is_saved {
            return;
        }
        self.form = now;
        self.preview = None;
        if is_edited {
            self.notice = Some(Notice::Reloaded);
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
            Event::Preview => {
                self.notice = None;
                self.errors = self.form.check();
                self.focus = self.errors.first();
                if self.focus.is_none() {
                    self.previewing = effects.start(PreviewSettings {
                        session: session.clone(),
                        changes: self.form.changes(&self.before),
                    });
                }
            }
            Event::Save => return self.preview.clone().map(AdminAction::Settings),
            Event::Back => self.preview = None,
            Event::Reset => *self = Self::new(&self.before),
            Event::Dismiss => self.notice = None,
        }
        None
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
