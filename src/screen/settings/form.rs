//! The form of the settings, and the changes that it makes.

use crate::domain::appearance::Accent;
use crate::domain::language::Language;
use crate::domain::page::{Page, PageId};
use crate::domain::password::{MIN_LENGTH_CEILING, MIN_LENGTH_FLOOR};
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::Role;
use crate::domain::settings::{LOCK_MINUTES_MAX, Settings};
use crate::domain::throttle::{LockoutRule, SECONDS_CEILING, STOP_AFTER_DEFAULT};
use crate::service::ports::Setting;

use crate::screen::form::field::{FieldError, FieldErrors};

/// What is typed into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Title of the window.
    pub title: String,
    /// Text above the sign-in form.
    pub banner: String,
    /// Path of the logo.
    pub logo: String,
    /// Whether the sign-in form shows users as tiles.
    pub user_tiles: bool,
    /// Accent colour; the theme's own if blank.
    pub accent: String,
    /// Language for those who have not chosen one; the system's if absent.
    pub language: Option<Language>,
    /// Who may register.
    pub mode: RegistrationPolicy,
    /// Domains whose e-mail addresses may register, separated by commas.
    pub domains: String,
    /// Numbers, in the order of [`NUMBERS`].
    pub numbers: [String; NUMBERS.len()],
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

/// A setting that is a number, with its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The name of the message that labels it.
    pub name: &'static str,
    /// Lowest value.
    pub min: u32,
    /// Highest value.
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

/// A field that can have an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The accent colour.
    Accent,
    /// A number, as an index into [`NUMBERS`].
    Number(usize),
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
        let accent = self.accent.trim();
        let is_wrong = !accent.is_empty() && Accent::parse(accent).is_none();
        errors.note(Field::Accent, is_wrong.then_some(FieldError::Color));
        for (at, (text, Number { min, max, .. })) in self.numbers.iter().zip(NUMBERS).enumerate() {
            let is_in_range = |number: u32| (min..=max).contains(&number);
            let is_wrong = !text.trim().parse().is_ok_and(is_in_range);
            let error = is_wrong.then_some(FieldError::Range(min, max));
            errors.note(Field::Number(at), error);
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
            accent: settings.accent.map(Accent::to_html).unwrap_or_default(),
            language: settings.language,
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

    /// Returns the changes to these settings.
    pub(crate) fn changes(&self, settings: &Settings) -> Vec<Setting> {
        let (form, was) = (self, Self::of(settings));
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
        let accent = Accent::parse(&form.accent);
        note(accent != settings.accent, Setting::Accent(accent));
        note(
            form.language != was.language,
            Setting::Language(form.language),
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
                note(true, page.users(settings));
            }
        }
        note(
            !form.new_page.title.trim().is_empty(),
            form.new_page.setting(settings),
        );
        changes
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

    /// Returns the change to the users who may open the page: those that the file names, with or without `*`.
    fn users(&self, settings: &Settings) -> Setting {
        let view = settings.views.iter().find(|view| view.id == self.id);
        let named = view.map(|view| view.access.users.as_slice());
        let named = named.unwrap_or_default().iter();
        let named = named.map(|name| name.as_str().to_owned());
        let everyone = self.everyone.then(|| "*".to_owned());
        Setting::PageUsers(self.id.clone(), everyone.into_iter().chain(named).collect())
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
        Setting::AddPage {
            id: PageId(id.unwrap_or_default()),
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
