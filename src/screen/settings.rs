//! Settings, for those who may change them: a form, what the file would say then, and making it say so.
//!
//! ```text
//! Editing ──Preview──▶ Previewing ──answer──▶ Preview ──Save──▶ a task ──done──▶ Editing
//!    ▲──────────────────────────────refused────┘ └──Back──▶ Editing
//! ```

use std::sync::Arc;

use crate::account::lockout::{LockoutRule, SECONDS_CEILING, STOP_AFTER_DEFAULT};
use crate::account::password::{MIN_LENGTH_CEILING, MIN_LENGTH_FLOOR};
use crate::account::registration::Mode;
use crate::account::role::Role;
use crate::account::settings::{LOCK_MINUTES_MAX, Settings};
use crate::account::view::{View, ViewId};
use crate::service::Session;
use crate::service::people::PeopleError;
use crate::service::ports::Setting;
use crate::service::request::Reply;
use crate::service::settings::Preview;
use crate::service::tasks::{AdminRequest, Task, TaskError};

use super::{Ask, Busy, FieldErrors, Now, Tickets, Wait};

/// Settings.
pub struct SettingsScreen {
    /// What was typed.
    pub form: Form,
    /// What the file would say; the form is shown when absent.
    pub preview: Option<Arc<Preview>>,
    /// What is wrong with the fields.
    pub errors: FieldErrors<Field, FieldError>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    /// What to say above the form.
    pub notice: Option<Notice>,
    before: Arc<Settings>,
    /// What was typed is saved, and the file's answer is on its way.
    is_saved: bool,
    asking: Option<Wait>,
}

/// What was typed, field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The window's title.
    pub title: String,
    /// Text above the sign-in form.
    pub banner: String,
    /// The picture file in place of the program's mark.
    pub logo: String,
    /// Whether people are shown as tiles.
    pub user_tiles: bool,
    /// Who can register.
    pub mode: Mode,
    /// Only addresses of these domains can register.
    pub domains: String,
    /// Numbers, in the order of [`NUMBERS`].
    pub numbers: [String; NUMBERS.len()],
    /// The pages.
    pub pages: Vec<PageForm>,
    /// A page that is to be added; none when its title is blank.
    pub new_page: NewPage,
}

/// What was typed about a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageForm {
    /// Names it.
    pub id: ViewId,
    /// What it is called.
    pub title: String,
    /// Which roles open it, with commas.
    pub roles: String,
    /// Whether it is open to everybody.
    pub everyone: bool,
    /// Whether it is to be removed.
    pub is_removed: bool,
}

/// What was typed about a new page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPage {
    /// What it is called.
    pub title: String,
    /// Which roles open it, with commas.
    pub roles: String,
    /// What is on it, in Markdown.
    pub text: String,
}

/// A number among the settings, and its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// What is said of it, by its name among the words.
    pub name: &'static str,
    /// The least.
    pub min: u32,
    /// The most.
    pub max: u32,
}

const fn number(name: &'static str, min: u32, max: u32) -> Number {
    Number { name, min, max }
}

#[expect(clippy::cast_possible_truncation, reason = "small constants")]
const LENGTHS: (u32, u32) = (MIN_LENGTH_FLOOR as u32, MIN_LENGTH_CEILING as u32);

/// The numbers, in the order in which they are shown.
pub const NUMBERS: [Number; 7] = [
    number("settings-min-length", LENGTHS.0, LENGTHS.1),
    number("settings-min-length-two-step", LENGTHS.0, LENGTHS.1),
    number("settings-lockout-after", 1, STOP_AFTER_DEFAULT),
    number("settings-lockout-seconds", 1, SECONDS_CEILING),
    number("settings-lockout-max-seconds", 1, SECONDS_CEILING),
    number("settings-lockout-stop-after", 1, STOP_AFTER_DEFAULT),
    number("settings-lock-minutes", 0, LOCK_MINUTES_MAX),
];

/// A field that something can be wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// One of [`NUMBERS`].
    Number(usize),
    /// The title of a page, counted from zero.
    PageTitle(usize),
    /// The text of the new page.
    NewText,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// Not a whole number of this range.
    Range(u32, u32),
    /// It is missing.
    Missing,
}

/// What to say above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The settings are saved.
    Saved,
    /// They are not.
    Failed(TaskError),
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

impl Form {
    fn of(settings: &Settings) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let LockoutRule {
            after,
            seconds,
            max_seconds,
            stop_after,
        } = settings.lockout;
        let lengths = [
            settings.password.min_length,
            settings.password.min_length_two_step,
        ];
        let [all, two_step] = lengths.map(|length| length.to_string());
        let logo = settings
            .logo
            .as_ref()
            .map(|path| path.display().to_string());
        Self {
            title: text(&settings.title),
            banner: text(&settings.banner),
            logo: logo.unwrap_or_default(),
            user_tiles: settings.user_tiles,
            mode: settings.registration.mode,
            domains: settings.registration.domains.join(", "),
            numbers: [
                all,
                two_step,
                after.to_string(),
                seconds.to_string(),
                max_seconds.to_string(),
                stop_after.to_string(),
                settings.lock.after_minutes.to_string(),
            ],
            pages: settings.views.iter().map(PageForm::of).collect(),
            new_page: NewPage::default(),
        }
    }
}

impl PageForm {
    fn of(view: &View) -> Self {
        let roles: Vec<_> = view.access.roles.iter().map(Role::as_str).collect();
        Self {
            id: view.id.clone(),
            title: view.title.clone(),
            roles: roles.join(", "),
            everyone: view.access.everyone,
            is_removed: false,
        }
    }
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
    ) -> (Vec<Ask>, Option<Task>) {
        match event {
            Event::Preview => {
                self.notice = None;
                self.errors = self.check();
                self.focus = self.errors.first();
                if self.focus.is_none() {
                    let ask =
                        tickets.ask(AdminRequest::PreviewSettings(self.changes()).by(session));
                    self.asking = Some(Wait {
                        ticket: ask.ticket,
                        since: now,
                    });
                    return (vec![ask], None);
                }
            }
            Event::Save => {
                let preview = self.preview.as_ref().map(Arc::clone);
                return (Vec::new(), preview.map(Task::Settings));
            }
            Event::Back => self.preview = None,
            Event::Reset => *self = Self::new(&self.before),
            Event::Dismiss => self.notice = None,
        }
        (Vec::new(), None)
    }

    /// What the file would say is known.
    pub fn on_reply(&mut self, ticket: super::Ticket, reply: Reply) {
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
    pub fn refused(&mut self, error: TaskError) {
        if error == TaskError::People(PeopleError::NothingToDo) {
            self.preview = None;
        }
        self.notice = Some(Notice::Failed(error));
    }

    fn check(&self) -> FieldErrors<Field, FieldError> {
        let mut errors = FieldErrors::default();
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

    /// What is to change.
    fn changes(&self) -> Vec<Setting> {
        let (form, was) = (&self.form, Form::of(&self.before));
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut changes = Vec::new();
        let mut note = |is_new: bool, setting: Setting| {
            if is_new {
                changes.push(setting);
            }
        };
        note(
            form.title.trim() != was.title,
            Setting::Title(text(&form.title)),
        );
        note(
            form.banner.trim() != was.banner,
            Setting::Banner(text(&form.banner)),
        );
        note(
            form.logo.trim() != was.logo,
            Setting::Logo(text(&form.logo)),
        );
        note(
            form.user_tiles != was.user_tiles,
            Setting::UserTiles(form.user_tiles),
        );
        note(form.mode != was.mode, Setting::RegistrationMode(form.mode));
        let domains = list(&form.domains);
        note(
            domains != list(&was.domains),
            Setting::RegistrationDomains(domains),
        );
        let numbers = form
            .numbers
            .each_ref()
            .map(|text| text.trim().parse().unwrap_or_default());
        let [
            all,
            two_step,
            after,
            seconds,
            max_seconds,
            stop_after,
            minutes,
        ] = numbers;
        let is_new = |at: usize| form.numbers[at].trim() != was.numbers[at];
        note(is_new(0), Setting::PasswordMinLength(all));
        note(is_new(1), Setting::PasswordMinLengthTwoStep(two_step));
        let rule = LockoutRule {
            after,
            seconds,
            max_seconds,
            stop_after,
        };
        note((2..6).any(is_new), Setting::Lockout(rule));
        note(is_new(6), Setting::LockMinutes(minutes));
        for (page, was) in form.pages.iter().zip(&was.pages) {
            if page.is_removed {
                note(true, Setting::RemovePage(page.id.clone()));
                continue;
            }
            let id = || page.id.clone();
            let title = page.title.trim().to_owned();
            note(title != was.title, Setting::PageTitle(id(), title));
            let roles = roles(&page.roles);
            note(page.roles != was.roles, Setting::PageRoles(id(), roles));
            if page.everyone != was.everyone {
                note(true, self.page_users(page));
            }
        }
        note(!form.new_page.title.trim().is_empty(), self.new_page());
        changes
    }

    /// Whom a page is open to, besides roles: those whom the file names, with or without everybody.
    fn page_users(&self, page: &PageForm) -> Setting {
        let view = self.before.views.iter().find(|view| view.id == page.id);
        let named = view.map(|view| view.access.users.as_slice());
        let named = named.unwrap_or_default().iter();
        let named = named.map(|name| name.as_str().to_owned());
        let everyone = page.everyone.then(|| "*".to_owned());
        Setting::PageUsers(page.id.clone(), everyone.into_iter().chain(named).collect())
    }

    fn new_page(&self) -> Setting {
        let NewPage {
            title,
            roles: typed,
            text,
        } = &self.form.new_page;
        let title = title.trim();
        let is_plain = |c: char| c.is_alphanumeric();
        let words = title
            .split(|c| !is_plain(c))
            .filter(|word| !word.is_empty());
        let id = words.collect::<Vec<_>>().join("-").to_lowercase();
        let id = if id.is_empty() { "page".to_owned() } else { id };
        let is_taken = |id: &str| self.before.views.iter().any(|view| view.id.0 == id);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let id = std::iter::once(id.clone())
            .chain(numbered)
            .find(|id| !is_taken(id));
        Setting::AddPage {
            id: ViewId(id.unwrap_or_default()),
            title: title.to_owned(),
            roles: roles(typed),
            text: format!("{}\n", text.trim()),
        }
    }
}

fn list(text: &str) -> Vec<String> {
    let items = text.split([',', ';', ' ']).map(str::trim);
    let items = items.filter(|item| !item.is_empty());
    items.map(ToOwned::to_owned).collect()
}

fn roles(text: &str) -> Vec<Role> {
    text.split([',', ';']).filter_map(Role::parse).collect()
}
