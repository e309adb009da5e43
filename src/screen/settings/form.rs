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
#[derive(Clone, Copy)]
pub struct Number {
    /// The name of the message that labels it.
    pub name: &'static str,
    /// Lowest value.
    pub min: u32,
    /// Highest value.
    pub max: u32,
    get: fn(&Settings) -> u32,
}

const fn number(name: &'static str, (min, max): (u32, u32), get: fn(&Settings) -> u32) -> Number {
    Number {
        name,
        min,
        max,
        get,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "small constants")]
const LENGTHS: (u32, u32) = (MIN_LENGTH_FLOOR as u32, MIN_LENGTH_CEILING as u32);
const SECONDS: (u32, u32) = (1, SECONDS_CEILING);
const ATTEMPTS: (u32, u32) = (1, STOP_AFTER_DEFAULT);

/// The numbers, in the order in which they are shown.
pub const NUMBERS: [Number; 7] = [
    number("settings-min-length", LENGTHS, |of| {
        length(of.password.min_length)
    }),
    number("settings-min-length-two-step", LENGTHS, |of| {
        length(of.password.min_length_two_step)
    }),
    number("settings-lockout-after", ATTEMPTS, |of| of.lockout.after),
    number("settings-lockout-seconds", SECONDS, |of| of.lockout.seconds),
    number("settings-lockout-max-seconds", SECONDS, |of| {
        of.lockout.max_seconds
    }),
    number("settings-lockout-stop-after", ATTEMPTS, |of| {
        of.lockout.stop_after
    }),
    number("settings-lock-minutes", (0, LOCK_MINUTES_MAX), |of| {
        of.lock.after_minutes
    }),
];

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

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
        let logo = settings.logo.as_ref();
        Self {
            title: text(&settings.title),
            banner: text(&settings.banner),
            logo: logo.map_or_else(String::new, |path| path.display().to_string()),
            user_tiles: settings.user_tiles,
            accent: settings.accent.map(Accent::to_html).unwrap_or_default(),
            language: settings.language,
            mode: settings.registration.mode,
            domains: settings.registration.domains.join(", "),
            numbers: NUMBERS.map(|number| (number.get)(settings).to_string()),
            pages: settings.views.iter().map(PageForm::of).collect(),
            new_page: NewPage::default(),
        }
    }

    /// Returns the changes to these settings.
    pub(crate) fn changes(&self, settings: &Settings) -> Vec<Setting> {
        let before = Self::of(settings);
        let mut changes = Vec::new();
        let texts: [(_, _, fn(_) -> _); 3] = [
            (&self.title, &before.title, Setting::Title),
            (&self.banner, &before.banner, Setting::Banner),
            (&self.logo, &before.logo, Setting::Logo),
        ];
        for (now, before, setting) in texts {
            let now = now.trim();
            if now != before {
                changes.push(setting(Some(now.to_owned()).filter(|now| !now.is_empty())));
            }
        }
        if self.user_tiles != before.user_tiles {
            changes.push(Setting::UserTiles(self.user_tiles));
        }
        let accent = Accent::parse(&self.accent);
        if accent != settings.accent {
            changes.push(Setting::Accent(accent));
        }
        if self.language != before.language {
            changes.push(Setting::Language(self.language));
        }
        if self.mode != before.mode {
            changes.push(Setting::RegistrationMode(self.mode));
        }
        let domains = list(&self.domains);
        if domains != list(&before.domains) {
            changes.push(Setting::RegistrationDomains(domains));
        }
        self.add_numbers(&before, &mut changes);
        self.add_pages(&before, settings, &mut changes);
        changes
    }

    fn add_numbers(&self, before: &Self, changes: &mut Vec<Setting>) {
        let is_new = |at: usize| self.numbers[at].trim() != before.numbers[at];
        let numbers = self.numbers.each_ref();
        let [
            min_length,
            min_length_two_step,
            after,
            seconds,
            max_seconds,
            stop_after,
            minutes,
        ] = numbers.map(|text| text.trim().parse().unwrap_or_default());
        if is_new(0) {
            changes.push(Setting::PasswordMinLength(min_length));
        }
        if is_new(1) {
            changes.push(Setting::PasswordMinLengthTwoStep(min_length_two_step));
        }
        if (2..6).any(is_new) {
            changes.push(Setting::Lockout(LockoutRule {
                after,
                seconds,
                max_seconds,
                stop_after,
            }));
        }
        if is_new(6) {
            changes.push(Setting::LockMinutes(minutes));
        }
    }

    fn add_pages(&self, before: &Self, settings: &Settings, changes: &mut Vec<Setting>) {
        for (page, before) in self.pages.iter().zip(&before.pages) {
            let id = || page.id.clone();
            if page.is_removed {
                changes.push(Setting::RemovePage(id()));
                continue;
            }
            let title = page.title.trim();
            if title != before.title {
                changes.push(Setting::PageTitle(id(), title.to_owned()));
            }
            if page.roles != before.roles {
                changes.push(Setting::PageRoles(id(), roles(&page.roles)));
            }
            if page.everyone != before.everyone {
                changes.push(page.users(settings));
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
