//! Single fields of the configuration file: the value if it has the right type, otherwise a problem with its
//! position.

use std::fmt::Display;

use crate::domain::person_name::check_name;
use crate::domain::problem::{Cause, Effect, Position, Problem, Severity, ValueType};
use crate::domain::role::Role;
use crate::domain::user::Mistake;

use crate::store::yaml::reader::Reader;
use crate::store::yaml::types::{At, Entries, List, Scalar, Section};
use crate::store::yaml::values::Located;

/// Number of warnings, and half the number of errors, that are collected.
const PROBLEMS_MAX: usize = 1_000;

/// Adds a problem unless the limit is reached.
pub(crate) fn push(problems: &mut Vec<Problem>, problem: Problem) {
    if has_room(problems, problem.severity()) {
        problems.push(problem);
    }
}

/// Returns `true` if another problem can be added. Errors have room of their own, so that a file with an error
/// never passes as one without.
pub(crate) fn has_room(problems: &[Problem], severity: Severity) -> bool {
    let room = match severity {
        Severity::Error => 2 * PROBLEMS_MAX,
        Severity::Warning => PROBLEMS_MAX,
    };
    problems.len() < room
}

impl Reader<'_, '_> {
    pub(crate) fn report(&mut self, position: Position, field: impl Display + Copy, cause: Cause) {
        let effect = match cause.severity() {
            Severity::Error => self.effect,
            Severity::Warning => Effect::File,
        };
        if effect == Effect::ClosesUser {
            self.mistake = Some(Mistake::Entry);
        }
        let mut problem = Problem {
            position,
            field: String::new(),
            cause,
            effect,
            excerpt: None,
        };
        if has_room(&self.problems, problem.severity()) {
            problem.field = field.to_string();
            self.problems.push(problem);
        }
    }

    pub(crate) fn wrong_type(
        &mut self,
        position: Position,
        field: impl Display + Copy,
        expected: ValueType,
        found: ValueType,
    ) {
        self.report(position, field, Cause::WrongType { expected, found });
    }

    /// Returns the fields of a section, or `None` if it is absent or empty.
    pub(crate) fn section<T>(
        &mut self,
        value: At<Section<T>>,
        field: impl Display + Copy,
    ) -> Option<Box<T>> {
        let value = value?;
        let position = value.position;
        match value.value {
            Section::Fields(fields) => Some(fields),
            Section::Other(ValueType::Nothing) => None,
            Section::Other(found) => {
                self.wrong_type(position, field, ValueType::Mapping, found);
                None
            }
        }
    }

    pub(crate) fn entries<T>(
        &mut self,
        value: At<Entries<T>>,
        field: impl Display + Copy,
    ) -> Option<Vec<(Located<String>, Located<T>)>> {
        let value = value?;
        let position = value.position;
        match value.value {
            Entries::Entries(entries) => Some(entries),
            Entries::Other(ValueType::Nothing) => None,
            Entries::Other(found) => {
                self.wrong_type(position, field, ValueType::Mapping, found);
                None
            }
        }
    }

    /// Returns a text; a number is converted. Empty and absent fields give `None`.
    pub(crate) fn text(&mut self, value: At<Scalar>, field: impl Display + Copy) -> Option<String> {
        let value = value?;
        let position = value.position;
        match value.value {
            Scalar::Text(text) => (!text.trim().is_empty()).then_some(text),
            Scalar::Number(number) => Some(number.to_string()),
            Scalar::Nothing => None,
            other => {
                self.wrong_type(position, field, ValueType::Text, other.value_type());
                None
            }
        }
    }

    /// Returns the name of a role; a number or `true` is taken for a name, as Streamlit-Authenticator does.
    pub(crate) fn role_name(
        &mut self,
        mut item: Located<Scalar>,
        field: impl Display + Copy,
    ) -> Option<String> {
        if let Scalar::Flag(flag) = item.value {
            item.value = Scalar::Text(flag.to_string());
        }
        self.text(Some(item), field)
    }

    /// Returns the value of one of a few known words.
    pub(crate) fn word<T: Copy>(
        &mut self,
        value: At<Scalar>,
        field: impl Display + Copy,
        known: &'static [(&'static str, T)],
    ) -> Option<T> {
        let position = value.as_ref()?.position;
        let found = self.text(value, field)?;
        let meant = known.iter().find(|(word, _)| *word == found);
        if meant.is_none() {
            let known = known.iter().map(|(word, _)| *word).collect();
            self.report(position, field, Cause::UnknownWord { found, known });
        }
        meant.map(|(_, meant)| *meant)
    }

    pub(crate) fn flag(
        &mut self,
        value: Option<&Located<Scalar>>,
        field: impl Display + Copy,
    ) -> bool {
        match value.map(|v| (&v.value, v.position)) {
            None | Some((Scalar::Nothing, _)) => false,
            Some((Scalar::Flag(flag), _)) => *flag,
            Some((other, position)) => {
                self.wrong_type(position, field, ValueType::Flag, other.value_type());
                true
            }
        }
    }

    pub(crate) fn whole_number(
        &mut self,
        value: Option<&Located<Scalar>>,
        field: impl Display + Copy,
        min: u32,
        max: u32,
    ) -> Option<u32> {
        let value = value?;
        let position = value.position;
        match value.value {
            Scalar::Nothing => None,
            Scalar::Number(number) => {
                let is_in_range = (f64::from(min)..=f64::from(max)).contains(&number);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "whole, and between two numbers of this type"
                )]
                let found = (is_in_range && number.fract() == 0.0).then_some(number as u32);
                if found.is_none() {
                    self.report(position, field, Cause::OutOfRange { min, max });
                }
                found
            }
            ref other => {
                self.wrong_type(position, field, ValueType::Number, other.value_type());
                None
            }
        }
    }

    pub(crate) fn number(&mut self, value: &Located<Scalar>, field: &str) -> Option<f64> {
        match &value.value {
            Scalar::Number(number) => Some(*number),
            other => {
                self.wrong_type(value.position, field, ValueType::Number, other.value_type());
                None
            }
        }
    }

    /// Returns the items of a list; a single text is a list of one, with a warning.
    pub(crate) fn list(
        &mut self,
        value: At<List>,
        field: impl Display + Copy,
    ) -> Vec<Located<Scalar>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let position = value.position;
        match value.value {
            List::Items(items) => items,
            List::One(Scalar::Nothing) => Vec::new(),
            List::One(scalar @ (Scalar::Text(_) | Scalar::Number(_))) => {
                self.report(position, field, Cause::TextForList);
                vec![Located {
                    value: scalar,
                    position,
                }]
            }
            List::One(other) => {
                self.wrong_type(position, field, ValueType::List, other.value_type());
                Vec::new()
            }
        }
    }

    /// Returns the roles of a list.
    pub(crate) fn roles(
        &mut self,
        items: Vec<Located<Scalar>>,
        field: impl Display + Copy,
    ) -> Vec<Role> {
        let mut roles = Vec::with_capacity(items.len());
        for item in items {
            let position = item.position;
            let text = self.role_name(item, field);
            if let Some(Err(error)) = text.as_deref().map(check_name) {
                self.report(position, field, Cause::Role(error));
            }
            if let Some(role) = text.as_deref().and_then(Role::parse) {
                if !self.roles.contains_key(&role) {
                    let found = (field.to_string(), position);
                    self.roles.insert(role.clone(), found);
                }
                roles.push(role);
            }
        }
        roles
    }
}
