//! Users and settings as rows of the database: JSON with the keys of the configuration file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui_authenticator::domain::access_times::AccessTimes;
use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::appearance::Accent;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::language::Language;
use egui_authenticator::domain::page::{Page, PageAccess, PageContent, PageId};
use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::recovery::ResetCode;
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::settings::{Algorithm, Remember, Settings};
use egui_authenticator::domain::stored_code::StoredCode;
use egui_authenticator::domain::throttle::LockoutRule;
use egui_authenticator::domain::user::User;
use egui_authenticator::domain::user_key::{Sealed, WrappedKey};
use egui_authenticator::domain::username::Username;
use serde::{Deserialize, Serialize};

/// A row that cannot be read.
pub struct Damaged;

#[derive(Serialize, Deserialize)]
pub struct PersonRow {
    account_id: String,
    username: String,
    email: Option<String>,
    first_name: String,
    last_name: String,
    password: Option<String>,
    roles: Vec<String>,
    disabled: bool,
    /// First day, last day and hours of the access.
    #[serde(default)]
    times: [String; 3],
    pending: bool,
    picture: Option<PathBuf>,
    must_change_password: bool,
    session_epoch: u32,
    user_key: Option<String>,
    recovery_codes: Vec<String>,
    totp: Option<String>,
    reset_code: Option<String>,
    #[serde(default)]
    recovered: bool,
    fields: BTreeMap<String, String>,
}

fn names(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.as_str().to_owned()).collect()
}

fn roles(names: &[String]) -> Vec<Role> {
    names.iter().filter_map(|name| Role::parse(name)).collect()
}

impl PersonRow {
    pub fn of(user: &User) -> Self {
        let key_vault = &user.key_vault;
        Self {
            account_id: user.id.to_string(),
            username: user.username.as_str().to_owned(),
            email: user.email.as_ref().map(|email| email.as_str().to_owned()),
            first_name: user.name.first.clone(),
            last_name: user.name.last.clone(),
            password: user.hash.as_ref().map(|hash| hash.as_str().to_owned()),
            roles: names(&user.roles),
            disabled: user.disabled,
            times: user.times.texts(),
            pending: user.is_pending,
            picture: user.picture.clone(),
            must_change_password: user.must_change_password,
            session_epoch: user.session_epoch,
            user_key: key_vault.key.as_ref().map(WrappedKey::to_text),
            recovery_codes: key_vault.codes.iter().map(StoredCode::to_text).collect(),
            totp: key_vault.totp.as_ref().map(Sealed::to_text),
            reset_code: key_vault.reset.as_deref().map(ResetCode::to_text),
            recovered: key_vault.is_recovered,
            fields: user.fields.clone(),
        }
    }

    /// Fails if the stored value cannot be read: a user with a damaged second factor must not sign in without one.
    pub fn to_user(&self) -> Result<User, Damaged> {
        /// Nothing stays nothing; what is damaged is an error.
        fn read<T>(
            text: Option<&String>,
            parse: impl Fn(&str) -> Option<T>,
        ) -> Result<Option<T>, Damaged> {
            text.map(|text| parse(text).ok_or(Damaged)).transpose()
        }
        let mut user = User::new(Username::parse(&self.username).map_err(|_| Damaged)?);
        user.id = AccountId::parse(&self.account_id).ok_or(Damaged)?;
        user.email = read(self.email.as_ref(), |text| Email::parse(text).ok())?;
        user.name = PersonName::new(&self.first_name, &self.last_name);
        user.hash = read(self.password.as_ref(), |text| StoredHash::parse(text).ok())?;
        user.roles = roles(&self.roles);
        user.disabled = self.disabled;
        let [from, until, hours] = &self.times;
        user.times = AccessTimes::parse(from, until, hours).map_err(|_| Damaged)?;
        user.is_pending = self.pending;
        user.picture.clone_from(&self.picture);
        user.must_change_password = self.must_change_password;
        user.session_epoch = self.session_epoch;
        user.key_vault.key = read(self.user_key.as_ref(), WrappedKey::parse)?;
        user.key_vault.totp = read(self.totp.as_ref(), Sealed::parse)?;
        user.key_vault.reset = read(self.reset_code.as_ref(), ResetCode::parse)?.map(Box::new);
        user.key_vault.is_recovered = self.recovered;
        let codes = self.recovery_codes.iter();
        let codes: Option<_> = codes.map(|text| StoredCode::parse(text)).collect();
        user.key_vault.codes = codes.ok_or(Damaged)?;
        user.fields.clone_from(&self.fields);
        Ok(user)
    }
}

/// The settings that can be changed in the window. Others have their defaults.
#[derive(Serialize, Deserialize)]
pub struct SettingsRow {
    title: Option<String>,
    banner: Option<String>,
    logo: Option<PathBuf>,
    user_tiles: bool,
    accent: Option<String>,
    language: Option<String>,
    registration: String,
    domains: Vec<String>,
    lockout: [u32; 5],
    lock: [u32; 2],
    password_length: [usize; 2],
    argon2id: bool,
    bcrypt_cost: u32,
    remember_days: f64,
    pages: Vec<PageRow>,
}

#[derive(Serialize, Deserialize)]
struct PageRow {
    id: String,
    title: String,
    everyone: bool,
    roles: Vec<String>,
    users: Vec<String>,
    text: String,
}

impl PageRow {
    fn of(view: &Page) -> Self {
        let text = match &view.content {
            PageContent::Markdown(text) => text.clone(),
            // There are no files here, and nothing that could be started.
            _ => String::new(),
        };
        let users = view.access.users.iter();
        Self {
            id: view.id.0.clone(),
            title: view.title.clone(),
            everyone: view.access.everyone,
            roles: names(&view.access.roles),
            users: users.map(|user| user.as_str().to_owned()).collect(),
            text,
        }
    }

    fn to_view(&self) -> Page {
        let users = self.users.iter();
        let access = PageAccess {
            everyone: self.everyone,
            roles: roles(&self.roles),
            users: users
                .filter_map(|user| Username::parse(user).ok())
                .collect(),
        };
        let content = PageContent::Markdown(self.text.clone());
        Page::new(PageId(self.id.clone()), self.title.clone(), access, content)
    }
}

impl SettingsRow {
    pub fn of(settings: &Settings) -> Self {
        let lockout = settings.lockout;
        Self {
            title: settings.title.clone(),
            banner: settings.banner.clone(),
            logo: settings.logo.clone(),
            user_tiles: settings.user_tiles,
            accent: settings.accent.map(Accent::to_html),
            language: settings.language.map(|language| language.tag().to_owned()),
            registration: settings.registration.mode.word().to_owned(),
            domains: settings.registration.domains.clone(),
            lockout: [
                lockout.after,
                lockout.seconds,
                lockout.max_seconds,
                lockout.stop_after,
                settings.delay.all_names,
            ],
            lock: [settings.lock.after_minutes, settings.lock.clipboard_seconds],
            password_length: [
                settings.password.min_length,
                settings.password.min_length_two_step,
            ],
            argon2id: settings.hashing.algorithm == Algorithm::Argon2id,
            bcrypt_cost: settings.hashing.bcrypt_cost,
            remember_days: settings.remember.days(),
            pages: settings.views.iter().map(PageRow::of).collect(),
        }
    }

    pub fn to_settings(&self) -> Settings {
        let mut settings = Settings::default();
        settings.title.clone_from(&self.title);
        settings.banner.clone_from(&self.banner);
        settings.logo.clone_from(&self.logo);
        settings.user_tiles = self.user_tiles;
        settings.accent = self.accent.as_deref().and_then(Accent::parse);
        settings.language = self.language.as_deref().and_then(Language::of_tag);
        // Unknown values deny access.
        let mode = RegistrationPolicy::WORDS
            .iter()
            .find(|(word, _)| *word == self.registration);
        settings.registration.mode = mode.map_or(RegistrationPolicy::Closed, |(_, mode)| *mode);
        settings.registration.domains.clone_from(&self.domains);
        let [after, seconds, max_seconds, stop_after, all_names] = self.lockout;
        settings.delay.all_names = all_names;
        settings.lockout = LockoutRule {
            after,
            seconds,
            max_seconds,
            stop_after,
        };
        [settings.lock.after_minutes, settings.lock.clipboard_seconds] = self.lock;
        [
            settings.password.min_length,
            settings.password.min_length_two_step,
        ] = self.password_length;
        settings.hashing.algorithm = if self.argon2id {
            Algorithm::Argon2id
        } else {
            Algorithm::Bcrypt
        };
        settings.hashing.bcrypt_cost = self.bcrypt_cost;
        settings.remember = Remember::from_days(self.remember_days);
        settings.views = self.pages.iter().map(PageRow::to_view).collect();
        settings
    }
}
