//! Settings, for those who may change them: a form, what the file would say then, and making it say so.
//!
//! ```text
//! Editing ──Preview──▶ Previewing ──answer──▶ Preview ──Save──▶ a task ──done──▶ Editing
//!    ▲──────────────────────────────refused────┘ └──Back──▶ Editing
//! ```

mod form;

use std::sync::Arc;

use crate::domain::appearance::Accent;
use crate::domain::settings::Settings;
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminAction, AdminRequest};
use crate::service::request::Reply;
use crate::service::settings::Preview;
use crate::service::users::UserError;

pub use crate::screen::settings::form::{Form, NUMBERS, NewPage, Number, PageForm};

use crate::screen::form::field::{FieldError, FieldErrors};
use crate::screen::{Ask, Busy, Now, Tickets, Wait};

/// Settings.
pub struct SettingsScreen {
    /// What was typed.
    pub form: Form,
    /// What the file would say; the form is shown when absent.
    pub preview: Option<Arc<Preview>>,
    /// What is wrong with the fields.
    pub errors: FieldErrors<Field>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    /// What to say above the form.
    pub notice: Option<Notice>,
    before: Arc<Settings>,
    /// What was typed is saved, and the file's answer is on its way.
    is_saved: bool,
    asking: Option<Wait>,
}

/// A field that something can be wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The colour.
    Accent,
    /// One of [`NUMBERS`].
    Number(usize),
    /// The title of a page, counted from zero.
    PageTitle(usize),
    /// The text of the new page.
    NewText,
}

/// What to say above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The settings are saved.
    Saved,
    /// They are not.
    Failed(ActionError),
    /// The file says something else now; the form has what it says.
    Reloaded,
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Wants to see what the file would say.
    Preview,
    /// Wants the file to say so.
    Save,
    /// Wants to go on typing.
    Back,
    /// Wants what the file says now.
    Reset,
    /// Has read the notice.
    Dismiss,
}

impl SettingsScreen {
    /// A form with what the file says.
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
            asking: None,
        }
    }

    /// The file says something else now. What was typed stays if it has nothing to do with it.
    pub fn refresh(&mut self, settings: &Arc<Settings>) {
        let (was, is) = (Form::of(&self.before), Form::of(settings));
        let is_saved = std::mem::take(&mut self.is_saved);
        let is_touched = self.form != was && !is_saved;
        self.before = Arc::clone(settings);
        if was == is && !is_saved {
            return;
        }
        self.form = is;
        self.preview = None;
        if is_touched {
            self.notice = Some(Notice::Reloaded);
        }
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.asking, now)
    }

    /// A person did something: what to ask for, and what is to be done.
    pub fn on(
        &mut self,
        event: Event,
        session: &Session,
        tickets: &mut Tickets,
        now: Now,
    ) -> (Vec<Ask>, Option<AdminAction>) {
        match event {
            Event::Preview => {
                self.notice = None;
                self.errors = self.check();
                self.focus = self.errors.first();
                if self.focus.is_none() {
                    let ask = tickets.ask(
                        AdminRequest::PreviewSettings(self.form.changes(&self.before)).by(session),
                    );
                    self.asking = Some(Wait::of(&ask, now));
                    return (vec![ask], None);
                }
            }
            Event::Save => {
                let preview = self.preview.as_ref().map(Arc::clone);
                return (Vec::new(), preview.map(AdminAction::Settings));
            }
            Event::Back => self.preview = None,
            Event::Reset => *self = Self::new(&self.before),
            Event::Dismiss => self.notice = None,
        }
        (Vec::new(), None)
    }

    /// What the file would say is known.
    pub fn on_reply(&mut self, ticket: crate::screen::Ticket, reply: Reply) {
        let is_awaited = self.asking.is_some_and(|wait| wait.ticket == ticket);
        if let (Reply::SettingsPreviewed(result), true) = (reply, is_awaited) {
            self.asking = None;
            match result {
                Ok(preview) => self.preview = Some(preview),
                Err(error) => self.refused(error.into()),
            }
        }
    }

    /// The settings are saved. The file's own change brings what it says now.
    pub fn done(&mut self) {
        self.preview = None;
        self.form.new_page = NewPage::default();
        self.notice = Some(Notice::Saved);
        self.is_saved = true;
    }

    /// The settings were not saved.
    pub fn refused(&mut self, error: ActionError) {
        if error == ActionError::People(UserError::NothingToDo) {
            self.preview = None;
        }
        self.notice = Some(Notice::Failed(error));
    }

    fn check(&self) -> FieldErrors<Field> {
        let mut errors = FieldErrors::default();
        let accent = self.form.accent.trim();
        let is_wrong = !accent.is_empty() && Accent::parse(accent).is_none();
        errors.note(Field::Accent, is_wrong.then_some(FieldError::Color));
        for (at, (text, number)) in self.form.numbers.iter().zip(NUMBERS).enumerate() {
            let is_good = text
                .trim()
                .parse()
                .is_ok_and(|found: u32| (number.min..=number.max).contains(&found));
            let error = (!is_good).then_some(FieldError::Range(number.min, number.max));
            errors.note(Field::Number(at), error);
        }
        for (at, page) in self.form.pages.iter().enumerate() {
            let is_missing = page.title.trim().is_empty() && !page.is_removed;
            let error = is_missing.then_some(FieldError::Missing);
            errors.note(Field::PageTitle(at), error);
        }
        let new = &self.form.new_page;
        let is_missing = !new.title.trim().is_empty() && new.text.trim().is_empty();
        errors.note(Field::NewText, is_missing.then_some(FieldError::Missing));
        errors
    }
}
