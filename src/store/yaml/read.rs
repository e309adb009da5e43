//! From the text of the credential file to users, settings and problems.
//!
//! The text is parsed once, into the tree of [`crate::store::yaml::tree`], from which serde takes the values. Nothing
//! is repaired or written here.

use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

use crate::domain::appearance::Accent;
use crate::domain::email::{Email, EmailError};
use crate::domain::language::Language;
use crate::domain::password::{MIN_LENGTH_CEILING, MIN_LENGTH_FLOOR, PasswordRule};
use crate::domain::problem::{Cause, Position, Problem, Severity, ValueType};
use crate::domain::settings::{
    Algorithm, BCRYPT_COST_MAX, BCRYPT_COST_MIN, Hashing, Remember, Settings,
};
use crate::domain::throttle::{LockoutRule, SECONDS_CEILING, STOP_AFTER_DEFAULT};
use crate::service::ports::{NamedRole, Revision, Snapshot};

use crate::store::yaml::anchors::Anchors;
use crate::store::yaml::keys::{find_duplicates, find_typos};
use crate::store::yaml::pages::read_views;
use crate::store::yaml::reader::Reader;
use crate::store::yaml::schema::{
    AppSchema, CookieSchema, CredentialsSchema, LockoutSchema, PasswordSchema, RootSchema,
};
use crate::store::yaml::tree::Node;
use crate::store::yaml::types::{At, Emails, Scalar, Section};

/// Reads the text. There is a snapshot only if no problem is an error; its revision is not set yet.
pub(crate) fn read<'t>(text: &'t str, folder: &Path) -> (Option<Snapshot>, Vec<Problem>) {
    let mut reader = Reader::new(folder);
    let mut take = |key: Node<'t>, value: Node<'t>, anchors: &Anchors<'t>| {
        reader.user_entry(&key, value, anchors);
    };
    match Node::parse_users(text, Some(&mut take)) {
        Ok((tree, anchors)) => reader.finish(text, tree, &anchors),
        Err((position, cause)) => {
            // The users read so far may have been read wrongly.
            let mut reader = Reader::new(folder);
            reader.report(position, "", cause);
            crate::store::yaml::excerpt::fill(text, &mut reader.problems);
            (None, reader.problems)
        }
    }
}

/// Reads a text that has been parsed.
pub(crate) fn read_tree<'t>(
    text: &str,
    mut tree: Node<'t>,
    anchors: &Anchors<'t>,
    folder: &Path,
) -> (Option<Snapshot>, Vec<Problem>) {
    let mut reader = Reader::new(folder);
    if let Some(users) = tree.get_mut(&["credentials", "usernames"]) {
        users.change_entries(|entries| {
            // Each entry is dropped as soon as it has been read.
            for (key, value) in std::mem::take(entries) {
                reader.user_entry(&key, value, anchors);
            }
        });
    }
    reader.finish(text, tree, anchors)
}

impl<'t> Reader<'_, 't> {
    /// Reads what is left after the users.
    fn finish(
        mut self,
        text: &str,
        tree: Node<'t>,
        anchors: &Anchors<'t>,
    ) -> (Option<Snapshot>, Vec<Problem>) {
        let mut others = None;
        find_duplicates(&tree, &mut self.duplicates);
        if tree.is_nothing() {
            self.report(Position::START, "", Cause::Empty);
        } else if self.duplicates.is_empty() {
            find_typos(&tree, &mut self.problems);
            others = self.values(&tree, anchors);
        } else {
            // It is unknown which of two values is meant.
            let is_twice = |problem: &Problem| matches!(problem.cause, Cause::SameUsername { .. });
            self.problems.retain(is_twice);
            self.problems.append(&mut self.duplicates);
        }
        drop(tree);
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| problem.position);
            crate::store::yaml::excerpt::fill(text, &mut self.problems);
        }
        let is_error = |problem: &Problem| problem.severity() == Severity::Error;
        let others = others.filter(|_| !self.problems.iter().any(is_error));
        let snapshot = others.map(|(settings, allowed_emails)| {
            let named = |(role, (field, position))| NamedRole {
                role,
                field,
                position,
            };
            let mut named_roles: Vec<_> = self.roles.into_iter().map(named).collect();
            named_roles.sort_by_key(|named| named.position);
            Snapshot {
                settings: Arc::new(settings),
                users: Arc::new(self.users),
                allowed_emails: allowed_emails.into(),
                named_roles: named_roles.into(),
                plain_passwords: self.plain_passwords.into(),
                problems: self.problems.as_slice().into(),
                revision: Revision::default(),
            }
        });
        (snapshot, self.problems)
    }

    fn values(&mut self, tree: &Node<'t>, anchors: &Anchors<'t>) -> Option<(Settings, Vec<Email>)> {
        match crate::store::yaml::values::read::<Section<RootSchema>>(tree, anchors) {
            Ok(Section::Fields(root)) => {
                let (settings, allowed_emails, credentials) = self.root(*root);
                self.credentials(credentials, tree, anchors);
                return Some((settings, allowed_emails));
            }
            Ok(Section::Other(found)) => {
                let expected = ValueType::Mapping;
                self.report(Position::START, "", Cause::WrongType { expected, found });
            }
            Err(error) => self.report(error.position, "", error.cause),
        }
        None
    }

    /// Reads everything but the users.
    fn root(&mut self, root: RootSchema) -> (Settings, Vec<Email>, At<Section<CredentialsSchema>>) {
        let mut settings = Settings::default();
        let registration_position = root
            .registration
            .as_ref()
            .map_or(Position::START, |at| at.position);
        if let Some(app) = self.section(root.app, "app") {
            self.app(*app, &mut settings);
        }
        if let Some(password) = self.section(root.password, "password") {
            self.password(*password, &mut settings);
        }
        if let Some(lockout) = self.section(root.lockout, "lockout") {
            settings.lockout = self.lockout(&lockout);
        }
        if let Some(two_step) = self.section(root.two_step, "two_step") {
            settings.two_step = self.two_step(*two_step);
        }
        if let Some(sessions) = self.section(root.sessions, "sessions") {
            settings.sessions = self.sessions(&sessions);
        }
        if let Some(lock) = self.section(root.lock, "lock") {
            settings.lock = self.lock(&lock);
        }
        if let Some(activity) = self.section(root.activity, "activity") {
            settings.activity = self.activity(&activity);
        }
        if let Some(registration) = self.section(root.registration, "registration") {
            settings.registration = self.registration(*registration);
        }
        let mail_position = root
            .mail
            .as_ref()
            .map_or(Position::START, |mail| mail.position);
        if let Some(mail) = self.section(root.mail, "mail") {
            settings.mail = self.mail(*mail, mail_position).map(Arc::new);
        }
        if let Some(cookie) = self.section(root.cookie, "cookie") {
            self.cookie(&cookie, &mut settings);
        }
        let mut listed = Vec::new();
        for (emails, field) in [
            (root.preauthorized, "preauthorized"),
            (root.pre_authorized, "pre-authorized"),
        ] {
            self.allowed_emails(emails, field, &mut listed);
        }
        settings.is_anyone_listed = !listed.is_empty();
        if let Some(views) = self.entries(root.views, "views") {
            settings.views = read_views(self, views);
        }
        if let Some(roles) = self.entries(root.roles, "roles") {
            settings.roles = self.role_rules(roles, &settings.views);
        }
        self.check_registration_roles(&settings, registration_position);
        (settings, listed, root.credentials)
    }

    fn app(&mut self, app: AppSchema, settings: &mut Settings) {
        settings.title = self.text(app.title, "app.title");
        settings.banner = self.text(app.banner, "app.banner");
        settings.user_tiles = self.flag(app.user_tiles.as_ref(), "app.user_tiles");
        let position = app
            .accent
            .as_ref()
            .map_or(Position::START, |value| value.position);
        if let Some(text) = self.text(app.accent, "app.accent") {
            settings.accent = Accent::parse(&text);
            if settings.accent.is_none() {
                self.report(position, "app.accent", Cause::NotAColour);
            }
        }
        settings.language = self.word(app.language, "app.language", &Language::WORDS);
        settings.logo = self.logo(app.logo);
    }

    fn password(&mut self, password: PasswordSchema, settings: &mut Settings) {
        let floor = u32::try_from(MIN_LENGTH_FLOOR).unwrap_or(u32::MAX);
        let ceiling = u32::try_from(MIN_LENGTH_CEILING).unwrap_or(u32::MAX);
        let mut length = |value: &At<Scalar>, field: &str, default: usize| {
            let length = self.whole_number(value.as_ref(), field, floor, ceiling);
            length.map_or(default, |length| length as usize)
        };
        let default = PasswordRule::default();
        let (all, two_step) = (&password.min_length, &password.min_length_two_step);
        let field = "password.min_length_two_step";
        settings.password = PasswordRule {
            min_length: length(all, "password.min_length", default.min_length),
            min_length_two_step: length(two_step, field, default.min_length_two_step),
        };
        let field = "password.cost";
        let (min, max) = (BCRYPT_COST_MIN, BCRYPT_COST_MAX);
        let cost = self.whole_number(password.cost.as_ref(), field, min, max);
        let algorithm = self.word(password.hash, "password.hash", &Algorithm::WORDS);
        settings.hashing = Hashing {
            algorithm: algorithm.unwrap_or(Hashing::default().algorithm),
            bcrypt_cost: cost.unwrap_or(Hashing::default().bcrypt_cost),
        };
    }

    fn lockout(&mut self, lockout: &LockoutSchema) -> LockoutRule {
        let default = LockoutRule::default();
        let mut number = |value: &At<Scalar>, field: &str, max: u32, default: u32| {
            let number = self.whole_number(value.as_ref(), field, 1, max);
            number.unwrap_or(default)
        };
        let (failures, seconds) = (STOP_AFTER_DEFAULT, SECONDS_CEILING);
        LockoutRule {
            after: number(&lockout.after, "lockout.after", failures, default.after),
            seconds: number(
                &lockout.seconds,
                "lockout.seconds",
                seconds,
                default.seconds,
            ),
            max_seconds: number(
                &lockout.max_seconds,
                "lockout.max_seconds",
                seconds,
                default.max_seconds,
            ),
            stop_after: number(
                &lockout.stop_after,
                "lockout.stop_after",
                failures,
                default.stop_after,
            ),
        }
    }

    fn cookie(&mut self, cookie: &CookieSchema, settings: &mut Settings) {
        let Some(days) = &cookie.expiry_days else {
            return;
        };
        match days.value {
            Scalar::Number(number) => settings.remember = Remember::from_days(number),
            Scalar::Nothing => {}
            ref other => {
                let field = "cookie.expiry_days";
                self.wrong_type(days.position, field, ValueType::Number, other.value_type());
            }
        }
    }

    fn allowed_emails(
        &mut self,
        value: At<Emails>,
        field: impl Display + Copy,
        out: &mut Vec<Email>,
    ) {
        let Some(value) = value else { return };
        let position = value.position;
        let emails = match value.value {
            Emails::Bare(items) => items,
            Emails::Section(section) => self.list(section.emails, format_args!("{field}.emails")),
            Emails::Other(ValueType::Nothing) => Vec::new(),
            Emails::Other(found) => {
                self.wrong_type(position, field, ValueType::List, found);
                Vec::new()
            }
        };
        for item in emails {
            let position = item.position;
            match item.value {
                Scalar::Text(text) => match Email::parse(&text) {
                    // Users often clear a list by leaving an empty text.
                    Err(EmailError::Empty) => {}
                    Ok(email) => out.push(email),
                    Err(error) => self.report(position, field, Cause::Email(error)),
                },
                Scalar::Nothing => {}
                other => self.wrong_type(position, field, ValueType::Text, other.value_type()),
            }
        }
    }
}
