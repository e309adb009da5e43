//! The settings, for users who may edit them: a form, a preview of the change to the file, and the change itself.
//!
//! ```text
//! Editing ──Preview──▶ previewing ──▶ Preview ──Save──▶ an action ──done──▶ Editing
//!    ▲─────────────────refused──────────┘ └──Back──▶ Editing
//! ```

mod backups;
mod changes;
mod computers;
mod event;
mod form;
mod lists;
mod logo;
mod mail;
mod page_events;
mod pages;
mod problems;
mod roles;
mod section;
mod setting_field;
#[cfg(feature = "updates")]
mod updates;

use std::sync::Arc;

use crate::domain::appearance::ThemeChoice;
use crate::domain::problem::Problem;
use crate::domain::role::Permissions;
use crate::domain::setting::SettingInfo;
use crate::domain::settings::Settings;
use crate::service::Session;
use crate::service::admin_action::{ActionError, AdminAction};
use crate::service::command::Finished;
use crate::service::session_view::SessionView;
use crate::service::settings::Preview;
use crate::service::settings::commands::{PreviewSettings, SendTestMail};
use crate::service::users::UserError;

pub use crate::screen::settings::backups::{BackupEvent, Backups};
pub use crate::screen::settings::computers::Computers;
pub use crate::screen::settings::event::{Event, Notice};
pub use crate::screen::settings::form::{Field, Form};
pub use crate::screen::settings::mail::{MailField, MailForm};
pub use crate::screen::settings::page_events::PageEvent;
pub use crate::screen::settings::pages::{ContentKind, ItemForm, PageField, PageForm, TargetKind};
pub use crate::screen::settings::roles::{RoleEvent, RoleForm};
pub use crate::screen::settings::section::Section;
pub use crate::screen::settings::setting_field::SettingField;
#[cfg(feature = "updates")]
pub use crate::screen::settings::updates::UpdateCheck;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::{FieldError, FieldErrors};
use crate::screen::form::password_input::PasswordInput;
use crate::screen::settings::logo::{Logo, LogoResult};
use crate::screen::settings::problems::PageProblems;

/// The settings.
pub struct SettingsScreen {
    /// The section that is shown.
    pub section: Section,
    /// What is searched for; the section is shown if it is blank.
    pub search: String,
    /// The page that is edited, as an index into [`Form::pages`]; the list of pages is shown if absent.
    pub page: Option<usize>,
    /// The role that is edited, as an index into [`Form::roles`]; the list of roles is shown if absent.
    pub role: Option<usize>,
    /// The theme of the picture of the sign-in form; that of the window if absent.
    pub preview_theme: Option<ThemeChoice>,
    /// What is typed.
    pub form: Form,
    /// The form without changes.
    pub saved: Form,
    /// A new password for the mail server.
    pub mail_password: PasswordInput,
    /// What would change in the file; the form is shown if absent.
    pub preview: Option<Arc<Preview>>,
    /// Whether the user is asked if they want to discard what was typed.
    pub is_discarding: bool,
    /// Errors of the fields.
    pub errors: FieldErrors<Field>,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<Field>,
    /// Shown above the form.
    pub notice: Option<Notice>,
    /// The permissions of the user, who cannot give more (R32).
    pub permissions: Permissions,
    /// Whether the form says where each value comes from, because the app gives some in code.
    pub shows_origins: bool,
    /// The backups.
    pub backups: Backups,
    /// The computers that use the store, if it knows them; only for administrators.
    pub computers: Option<Computers>,
    /// Whether there is a newer version of the program.
    #[cfg(feature = "updates")]
    pub updates: UpdateCheck,
    /// The problems of the pages in the file.
    problems: PageProblems,
    before: Arc<Settings>,
    /// Whether the form was saved, and the settings of the file are not read again yet.
    is_saved: bool,
    previewing: Pending<PreviewSettings>,
    sending: Pending<SendTestMail>,
    logo: Logo,
}

impl SettingsScreen {
    /// Creates a form with the settings of the file, and asks whether there is a newer version of the program.
    #[must_use]
    pub fn new(
        view: &SessionView,
        #[cfg_attr(
            not(feature = "updates"),
            expect(unused_variables, reason = "nothing is asked")
        )]
        effects: &mut Effects,
    ) -> Self {
        let saved = Form::of(&view.settings, &view.named_roles);
        let problems = PageProblems::of(&view.warnings);
        Self {
            logo: Logo::new(view.folder.clone()),
            computers: Computers::of(view),
            #[cfg(feature = "updates")]
            updates: UpdateCheck::new(view, effects),
            ..Self::with((&view.settings, saved), view.permissions, problems)
        }
    }

    fn with(
        (settings, saved): (&Arc<Settings>, Form),
        permissions: Permissions,
        problems: PageProblems,
    ) -> Self {
        Self {
            section: Section::ALL[0],
            search: String::new(),
            page: None,
            role: None,
            preview_theme: None,
            form: saved.clone(),
            saved,
            mail_password: PasswordInput::default(),
            preview: None,
            is_discarding: false,
            errors: FieldErrors::default(),
            focus: None,
            notice: None,
            permissions,
            shows_origins: settings.has_app_defaults(),
            backups: Backups::default(),
            computers: None,
            #[cfg(feature = "updates")]
            updates: UpdateCheck::default(),
            problems,
            before: Arc::clone(settings),
            is_saved: false,
            previewing: Pending::default(),
            sending: Pending::default(),
            logo: Logo::default(),
        }
    }

    /// Takes in that the file has changed. What was typed stays, except for what has changed in the file as well.
    pub fn refresh(&mut self, view: &SessionView, effects: &mut Effects) {
        let settings = &view.settings;
        // What would be restored in place of another version is decided anew.
        self.backups.preview = None;
        self.read_lists(&view.session, effects);
        #[cfg(feature = "updates")]
        self.updates.ask(view, effects);
        self.problems = PageProblems::of(&view.warnings);
        self.permissions = view.permissions;
        let now = Form::of(settings, &view.named_roles);
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
        let open = self.role.and_then(|at| self.form.roles.get(at)).cloned();
        let is_open = |role: &RoleForm| {
            let open = open.as_ref().filter(|_| !is_saved);
            open.is_some_and(|open| role.before == open.before && role.name == open.name)
        };
        self.role = form.roles.iter().position(is_open);
        self.form = form;
        self.saved = now;
        self.preview = None;
        self.errors = FieldErrors::default();
        if !is_whole {
            self.notice = Some(Notice::Reloaded);
        }
    }

    /// Returns how the wait for the mail server looks.
    #[must_use]
    pub fn sending(&self, now: Now) -> Busy {
        self.sending.busy(now)
    }

    /// Wipes the password that was typed.
    pub(crate) fn lock(&mut self) {
        self.mail_password.clear();
    }

    /// Returns the first problem of a page in the file.
    #[must_use]
    pub fn page_problem(&self, page: &PageForm) -> Option<&Problem> {
        self.problems.of_page(page)
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
            Event::Section(section) => {
                self.open(section);
                self.read_lists(session, effects);
            }
            Event::Backup(event) => {
                self.notice = None;
                return self.backups.on(event, session, effects);
            }
            Event::Role(event) => self.on_role(event),
            Event::Page(event) => self.on_page(event),
            Event::PreviewTheme(theme) => self.preview_theme = Some(theme),
            Event::Preview => {
                self.notice = None;
                self.errors = self.form.check(&self.saved);
                self.focus = self.errors.first();
                if let Some(field) = self.focus {
                    self.open(Section::of(field));
                    match field {
                        Field::Page(at, _) => self.page = Some(at),
                        Field::Role(at) => self.role = Some(at),
                        Field::Setting(_) | Field::Mail(_) => {}
                    }
                } else {
                    let [typed, saved] = [&self.form, &self.saved].map(|form| form.text(LOGO));
                    self.logo.check(typed, saved, effects);
                    self.previewing = effects.start(PreviewSettings {
                        session: session.clone(),
                        changes: self.changes(),
                    });
                }
            }
            Event::SendTest if !self.sending.is_waiting() => {
                self.notice = None;
                let session = session.clone();
                self.sending = effects.start(SendTestMail { session });
            }
            Event::SendTest => {}
            Event::ChooseLogo => {
                self.notice = None;
                self.logo.choose(effects);
            }
            Event::Save => return self.preview.clone().map(AdminAction::Settings),
            Event::Back => {
                self.preview = None;
                self.is_discarding = false;
            }
            Event::Reset if self.form.has_typed(&self.saved) => self.is_discarding = true,
            Event::Reset | Event::Discard => self.discard(),
            Event::Dismiss => self.notice = None,
        }
        None
    }

    /// Shows the settings of the file again.
    fn discard(&mut self) {
        let problems = std::mem::take(&mut self.problems);
        *self = Self {
            section: self.section,
            logo: std::mem::take(&mut self.logo),
            computers: self.computers.take(),
            #[cfg(feature = "updates")]
            updates: std::mem::take(&mut self.updates),
            ..Self::with(
                (&self.before, self.saved.clone()),
                self.permissions,
                problems,
            )
        };
    }

    fn open(&mut self, section: Section) {
        self.section = section;
        self.search.clear();
        self.page = None;
        self.role = None;
    }

    fn on_page(&mut self, event: PageEvent) {
        let is_opened = matches!(event, PageEvent::Open(_) | PageEvent::Add);
        if is_opened {
            self.open(Section::Pages);
        } else {
            // Errors belong to places, which may be those of others now.
            self.errors = FieldErrors::default();
        }
        let focus = page_events::on(event, &mut self.form.pages, &mut self.page);
        self.focus = focus.map(|(page, field)| Field::Page(page, field));
    }

    fn on_role(&mut self, event: RoleEvent) {
        if matches!(event, RoleEvent::Open(_) | RoleEvent::Add) {
            self.open(Section::Roles);
        } else {
            self.errors = FieldErrors::default();
        }
        let focus = roles::on(event, &mut self.form.roles, &mut self.role);
        self.focus = focus.map(Field::Role);
    }

    /// Takes in the logo that was chosen, or that is no picture.
    fn on_logo(&mut self, logo: LogoResult) {
        let field = SettingInfo::find(LOGO).map(Field::Setting);
        match logo {
            LogoResult::Chosen(path) => {
                if let Some(typed) = self.form.typed(LOGO) {
                    *typed = path.display().to_string();
                }
                self.errors = FieldErrors::default();
                return;
            }
            LogoResult::NoDialog(error) => self.notice = Some(Notice::NoDialog(error)),
            LogoResult::NoPicture => {
                self.previewing.cancel();
                self.preview = None;
                if let Some(field) = field {
                    self.open(Section::of(field));
                    self.errors = FieldErrors::only(field, FieldError::Picture);
                }
            }
        }
        self.focus = field;
    }

    /// Takes in the preview.
    pub fn on_finished(&mut self, finished: &mut Finished) {
        #[cfg(feature = "updates")]
        self.updates.on_finished(finished);
        if let Some(error) = self.take_lists(finished) {
            self.refused(error.into());
        }
        if let Some(sent) = self.sending.take(finished) {
            self.notice = Some(sent.map_or_else(Notice::MailFailed, |()| Notice::MailSent));
        }
        if let Some(logo) = self.logo.on_finished(finished) {
            self.on_logo(logo);
        }
        match self.previewing.take(finished) {
            None => {}
            Some(Ok(preview)) => self.preview = Some(preview),
            Some(Err(error)) => self.refused(error.into()),
        }
    }

    /// Takes in that the settings are saved. The form shows those of the file when that is read again.
    pub fn done(&mut self) {
        self.preview = None;
        self.mail_password.clear();
        self.notice = Some(Notice::Saved);
        self.is_saved = true;
    }

    /// Takes in that the settings were not saved.
    pub fn refused(&mut self, error: ActionError) {
        if error == ActionError::Users(UserError::NothingToDo) {
            self.preview = None;
        }
        self.backups.preview = None;
        self.notice = Some(Notice::Failed(error));
    }
}

/// The path of the logo in the file.
const LOGO: &str = "app.logo";
