//! Text of the credential file in, people, settings and problems out.
//!
//! Two readers look at the text: serde-saphyr, which knows merges, aliases and limits, gives the
//! values; the tree of [`super::tree`] gives the places of keys, finds every duplicate at once and
//! notices typos. Nothing is repaired here and nothing is written.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use serde_saphyr::{Location, Spanned};

use crate::account::email::{Email, EmailError};
use crate::account::password::{MIN_LENGTH_CEILING, MIN_LENGTH_FLOOR, PasswordRule};
use crate::account::problem::{Cause, Place, Problem, Severity, Shape};
use crate::account::secret::Secret;
use crate::account::settings::{
    Algorithm, BCRYPT_COST_MAX, BCRYPT_COST_MIN, Hashing, Remember, Settings,
};
use crate::account::user::User;
use crate::account::username::Username;

use super::keys::{find_duplicates, find_typos};
use super::shape::{
    AppShape, At, CookieShape, Emails, Entries, List, PasswordShape, RootShape, Scalar, Section,
};
use super::tree::Node;
use super::views::read_views;

/// The content of a credential file that can be used.
#[derive(Default)]
pub(super) struct Content {
    pub(super) settings: Arc<Settings>,
    pub(super) users: Vec<User>,
    pub(super) plain: Vec<(Username, Secret)>,
    pub(super) pre_authorised: Vec<Email>,
    pub(super) by_username: HashMap<String, usize>,
    pub(super) by_email: HashMap<String, usize>,
}

impl Content {
    /// The person with this username, else the one with this e-mail address.
    pub(super) fn find(&self, login: &str) -> Option<&User> {
        let key = crate::account::fold(login.trim());
        let index = self
            .by_username
            .get(&key)
            .or_else(|| self.by_email.get(&key))?;
        self.users.get(*index)
    }

    /// The person with this username.
    pub(super) fn user(&self, username: &Username) -> Option<&User> {
        let at = self.by_username.get(username.key())?;
        self.users.get(*at)
    }
}

/// Collects what is wrong while reading.
pub(super) struct Reader<'a> {
    pub(super) problems: Vec<Problem>,
    /// The folder that relative paths start from.
    pub(super) folder: &'a Path,
}

/// Reads the text. The content is there only when no problem is an error.
pub(super) fn read(text: &str, folder: &Path) -> (Option<Content>, Vec<Problem>) {
    let mut reader = Reader {
        problems: Vec::new(),
        folder,
    };
    let content = match Node::parse(text) {
        Ok(tree) => reader.document(text, tree),
        Err((place, cause)) => {
            reader.report(place, "", cause);
            super::excerpt::fill(text, None, &mut reader.problems);
            None
        }
    };
    let problems = reader.problems;
    let usable = problems.iter().all(|p| p.severity() != Severity::Error);
    (content.filter(|_| usable), problems)
}

/// Where a value was written; for an alias or a merge, where it is defined.
pub(super) fn place_of<T>(value: &Spanned<T>) -> Place {
    place_at(value.defined)
}

pub(super) fn place_at(location: Location) -> Place {
    Place {
        line: usize::try_from(location.line()).unwrap_or(1).max(1),
        column: usize::try_from(location.column()).unwrap_or(1).max(1),
    }
}

impl Reader<'_> {
    fn document(&mut self, text: &str, tree: Node<'_>) -> Option<Content> {
        let mut content = None;
        if tree.is_nothing() {
            self.report(Place::START, "", Cause::Empty);
        } else {
            find_duplicates(&tree, &mut self.problems);
        }
        if self.problems.is_empty() {
            find_typos(&tree, &mut self.problems);
            // Two forms of a large file need not be in memory at once.
            drop(tree);
            content = self.values(text);
        }
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| problem.place);
            let tree = Node::parse(text).ok();
            super::excerpt::fill(text, tree.as_ref(), &mut self.problems);
        }
        content
    }

    fn values(&mut self, text: &str) -> Option<Content> {
        match super::limits::parse::<Section<RootShape>>(text) {
            Ok(Section::Fields(root)) => return Some(self.root(*root)),
            Ok(Section::Other(found)) => {
                let expected = Shape::Mapping;
                self.report(Place::START, "", Cause::WrongType { expected, found });
            }
            Err((place, cause)) => self.report(place, "", cause),
        }
        None
    }

    pub(super) fn report(&mut self, place: Place, field: &str, cause: Cause) {
        self.problems.push(Problem {
            place,
            field: field.to_owned(),
            cause,
            excerpt: None,
        });
    }

    pub(super) fn wrong_type(&mut self, place: Place, field: &str, expected: Shape, found: Shape) {
        self.report(place, field, Cause::WrongType { expected, found });
    }

    fn root(&mut self, root: RootShape) -> Content {
        let mut content = Content::default();
        let mut settings = Settings::default();
        if let Some(app) = self.section(root.app, "app") {
            self.app(*app, &mut settings);
        }
        if let Some(password) = self.section(root.password, "password") {
            self.password(*password, &mut settings);
        }
        if let Some(cookie) = self.section(root.cookie, "cookie") {
            self.cookie(&cookie, &mut settings);
        }
        for (emails, field) in [
            (root.preauthorized, "preauthorized"),
            (root.pre_authorized, "pre-authorized"),
        ] {
            self.pre_authorised(emails, field, &mut content.pre_authorised);
        }
        settings.registration_open = !content.pre_authorised.is_empty();
        if let Some(views) = self.entries(root.views, "views") {
            settings.views = read_views(self, views);
        }
        content.settings = Arc::new(settings);
        self.credentials(root.credentials, &mut content);
        content
    }

    /// The fields of a section; absent and empty ones have none.
    pub(super) fn section<T>(&mut self, value: At<Section<T>>, field: &str) -> Option<Box<T>> {
        let value = value?;
        let place = place_of(&value);
        match value.value {
            Section::Fields(fields) => Some(fields),
            Section::Other(Shape::Nothing) => None,
            Section::Other(found) => {
                self.wrong_type(place, field, Shape::Mapping, found);
                None
            }
        }
    }

    pub(super) fn entries<T>(
        &mut self,
        value: At<Entries<T>>,
        field: &str,
    ) -> Option<Vec<(Spanned<String>, Spanned<T>)>> {
        let value = value?;
        let place = place_of(&value);
        match value.value {
            Entries::Entries(entries) => Some(entries),
            Entries::Other(Shape::Nothing) => None,
            Entries::Other(found) => {
                self.wrong_type(place, field, Shape::Mapping, found);
                None
            }
        }
    }

    fn app(&mut self, app: AppShape, settings: &mut Settings) {
        settings.title = self.text(app.title, "app.title");
        settings.banner = self.text(app.banner, "app.banner");
    }

    fn password(&mut self, password: PasswordShape, settings: &mut Settings) {
        let floor = u32::try_from(MIN_LENGTH_FLOOR).unwrap_or(u32::MAX);
        let ceiling = u32::try_from(MIN_LENGTH_CEILING).unwrap_or(u32::MAX);
        let field = "password.min_length";
        if let Some(least) = self.whole_number(password.min_length.as_ref(), field, floor, ceiling)
        {
            settings.password = PasswordRule {
                min_length: least as usize,
            };
        }
        let field = "password.cost";
        let (min, max) = (BCRYPT_COST_MIN, BCRYPT_COST_MAX);
        let cost = self.whole_number(password.cost.as_ref(), field, min, max);
        let place = password.hash.as_ref().map(place_of);
        let word = self.text(password.hash, "password.hash");
        let algorithm = match (word.as_deref(), place) {
            (Some("argon2id"), _) => Algorithm::Argon2id,
            (None | Some("bcrypt"), _) | (_, None) => Algorithm::Bcrypt,
            (Some(found), Some(place)) => {
                let cause = Cause::UnknownWord {
                    found: found.to_owned(),
                    known: &["bcrypt", "argon2id"],
                };
                self.report(place, "password.hash", cause);
                Algorithm::Bcrypt
            }
        };
        settings.hashing = Hashing {
            algorithm,
            bcrypt_cost: cost.unwrap_or(Hashing::default().bcrypt_cost),
        };
    }

    fn cookie(&mut self, cookie: &CookieShape, settings: &mut Settings) {
        let Some(days) = &cookie.expiry_days else {
            return;
        };
        match days.value {
            Scalar::Number(number) => settings.remember = Remember::from_days(number),
            Scalar::Nothing => {}
            ref other => {
                let field = "cookie.expiry_days";
                self.wrong_type(place_of(days), field, Shape::Number, other.shape());
            }
        }
    }

    fn pre_authorised(&mut self, value: At<Emails>, field: &str, out: &mut Vec<Email>) {
        let Some(value) = value else { return };
        let place = place_of(&value);
        let emails = match value.value {
            Emails::Bare(items) => items,
            Emails::Section(section) => self.list(section.emails, &format!("{field}.emails")),
            Emails::Other(Shape::Nothing) => Vec::new(),
            Emails::Other(found) => {
                self.wrong_type(place, field, Shape::List, found);
                Vec::new()
            }
        };
        for item in emails {
            let place = place_of(&item);
            match item.value {
                Scalar::Text(text) => match Email::parse(&text) {
                    // An empty text is how people clear a list without knowing `[]`.
                    Err(EmailError::Empty) => {}
                    Ok(email) => out.push(email),
                    Err(error) => self.report(place, field, Cause::Email(error)),
                },
                Scalar::Nothing => {}
                other => self.wrong_type(place, field, Shape::Text, other.shape()),
            }
        }
    }

    /// A text; a number is taken as it would be printed. Empty and absent are none.
    pub(super) fn text(&mut self, value: At<Scalar>, field: &str) -> Option<String> {
        let value = value?;
        let place = place_of(&value);
        match value.value {
            Scalar::Text(text) => (!text.trim().is_empty()).then_some(text),
            Scalar::Number(number) => Some(number.to_string()),
            Scalar::Nothing => None,
            other => {
                self.wrong_type(place, field, Shape::Text, other.shape());
                None
            }
        }
    }

    pub(super) fn flag(&mut self, value: Option<&Spanned<Scalar>>, field: &str) -> bool {
        match value.map(|v| (&v.value, place_of(v))) {
            None | Some((Scalar::Nothing, _)) => false,
            Some((Scalar::Flag(flag), _)) => *flag,
            Some((other, place)) => {
                self.wrong_type(place, field, Shape::Flag, other.shape());
                true
            }
        }
    }

    fn whole_number(
        &mut self,
        value: Option<&Spanned<Scalar>>,
        field: &str,
        min: u32,
        max: u32,
    ) -> Option<u32> {
        let value = value?;
        let place = place_of(value);
        match value.value {
            Scalar::Nothing => None,
            Scalar::Number(number) => {
                let found = (min..=max).find(|n| (f64::from(*n) - number).abs() < f64::EPSILON);
                if found.is_none() {
                    self.report(place, field, Cause::OutOfRange { min, max });
                }
                found
            }
            ref other => {
                self.wrong_type(place, field, Shape::Number, other.shape());
                None
            }
        }
    }

    /// The items of a list; a single text is a list of one, with a warning.
    pub(super) fn list(&mut self, value: At<List>, field: &str) -> Vec<Spanned<Scalar>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let place = place_of(&value);
        let (referenced, defined) = (value.referenced, value.defined);
        match value.value {
            List::Items(items) => items,
            List::One(Scalar::Nothing) => Vec::new(),
            List::One(scalar @ (Scalar::Text(_) | Scalar::Number(_))) => {
                self.report(place, field, Cause::TextForList);
                vec![Spanned {
                    value: scalar,
                    referenced,
                    defined,
                }]
            }
            List::One(other) => {
                self.wrong_type(place, field, Shape::List, other.shape());
                Vec::new()
            }
        }
    }
}
