//! Sentences that an app brings of its own: checked when they are given, so that a slip shows at the
//! start and not in front of somebody.
//!
//! A Fluent text comes in; [`Messages`] that say it come out, or what is wrong with it and in which line.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::domain::language::Language;

use crate::messages::{ENGLISH, Messages, bundle};

/// What the names of an app's own sentences begin with, for which there are none of ours: labels and
/// refusals of its own fields and checks.
pub const OWN: &str = "own-";

/// What is wrong with sentences of an app's own. For whoever writes the app.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CustomMessagesError {
    /// The language has no such form.
    #[error("{0} is not a language tag such as en, de or pt-BR")]
    Language(String),
    /// A line is not in Fluent's form.
    #[error("line {line}: {reason}")]
    Syntax {
        /// Counted from one.
        line: usize,
        /// What Fluent says.
        reason: String,
    },
    /// No sentence has this name, so nobody would ever read it.
    #[error("there is no sentence named {0}")]
    Unknown(String),
    /// The sentence never gets this value.
    #[error("{name} has no ${value}")]
    Value {
        /// The sentence.
        name: String,
        /// The value.
        value: String,
    },
    /// It refers to a sentence that is not in the same text.
    #[error("{name} refers to {to}, which is not in this text")]
    Reference {
        /// The sentence.
        name: String,
        /// What it refers to.
        to: String,
    },
}

impl Messages {
    /// Our sentences in this language, or in English where we do not speak it, with those of an app in
    /// place of ours: single ones, or a whole language. `source` is a [Fluent](https://projectfluent.org) text with the names of
    /// `assets/i18n/en.ftl`; `language` decides about its plurals. Sentences for fields and checks of the
    /// app's own have names that begin with [`OWN`].
    ///
    /// ```
    /// use egui_authenticator::messages::Messages;
    ///
    /// let words = Messages::custom("en", "login-heading = Welcome to the lab")?;
    /// assert_eq!(words.get("login-heading"), "Welcome to the lab");
    /// assert_eq!(words.get("login-button"), "Sign in");
    /// # Ok::<(), egui_authenticator::messages::custom::CustomMessagesError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is not Fluent, names a sentence that there is not, or a value that the sentence
    /// never gets.
    pub fn custom(language: &str, source: &str) -> Result<Self, CustomMessagesError> {
        let tag: LanguageIdentifier = language
            .parse()
            .map_err(|_| CustomMessagesError::Language(language.to_owned()))?;
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let first = errors.into_iter().min_by_key(|error| error.pos.start);
            let (at, reason) = first.map_or((0, String::new()), |error| {
                (error.pos.start, error.kind.to_string())
            });
            let before = source.bytes().take(at);
            CustomMessagesError::Syntax {
                line: 1 + before.filter(|byte| *byte == b'\n').count(),
                reason,
            }
        })?;
        let english = FluentResource::try_new(ENGLISH.to_owned());
        let (Ok(english) | Err((english, _))) = english;
        check(&resource, &sentences(&english))?;
        Ok(Self {
            own: Some(bundle(tag, resource)),
            ..Self::in_language(Language::of_tag(language).unwrap_or_default())
        })
    }
}

/// What a sentence makes use of.
#[derive(Default)]
struct Uses<'a> {
    values: BTreeSet<&'a str>,
    references: BTreeSet<String>,
}

/// A name and what the sentence makes use of: `name`, `name.attribute`, or `-term`.
type Sentence<'a> = (String, Uses<'a>);

fn sentences(resource: &FluentResource) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    for entry in resource.entries() {
        match entry {
            Entry::Message(message) => {
                let name = message.id.name;
                let value = message.value.as_ref();
                found.extend(value.map(|value| (name.to_owned(), Uses::of(value))));
                let attributes = message.attributes.iter();
                found.extend(attributes.map(|attribute| {
                    let name = format!("{name}.{}", attribute.id.name);
                    (name, Uses::of(&attribute.value))
                }));
            }
            Entry::Term(term) => {
                found.push((format!("-{}", term.id.name), Uses::of(&term.value)));
            }
            _ => {}
        }
    }
    found
}

fn check(own: &FluentResource, english: &[Sentence<'_>]) -> Result<(), CustomMessagesError> {
    let own = sentences(own);
    for (name, uses) in &own {
        let refers = uses.references.iter();
        let missing = refers
            .clone()
            .find(|to| own.iter().all(|(own, _)| own != *to));
        if let Some(to) = missing {
            return Err(CustomMessagesError::Reference {
                name: name.clone(),
                to: to.clone(),
            });
        }
        if name.starts_with('-') || name.starts_with(OWN) {
            continue;
        }
        let Some((_, known)) = english.iter().find(|(known, _)| known == name) else {
            return Err(CustomMessagesError::Unknown(name.clone()));
        };
        if let Some(value) = uses.values.difference(&known.values).next() {
            return Err(CustomMessagesError::Value {
                name: name.clone(),
                value: (*value).to_owned(),
            });
        }
    }
    Ok(())
}

impl<'a> Uses<'a> {
    fn of(pattern: &Pattern<&'a str>) -> Self {
        let mut uses = Self::default();
        uses.pattern(pattern);
        uses
    }

    fn pattern(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.values.insert(id.name);
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|found| format!(".{}", found.name));
                let name = format!("{}{}", id.name, attribute.unwrap_or_default());
                self.references.insert(name);
            }
            InlineExpression::TermReference { id, .. } => {
                self.references.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                let named = arguments.named.iter().map(|of| &of.value);
                for of in arguments.positional.iter().chain(named) {
                    self.inline(of);
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::messages::translation;

    fn resource(source: &str) -> FluentResource {
        FluentResource::try_new(source.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{errors:?}"))
    }

    /// Every language but English, with its sentences.
    fn translations() -> Vec<(Language, FluentResource)> {
        let all = Language::WORDS.into_iter();
        let read = |(_, language)| Some((language, resource(translation(language)?)));
        all.filter_map(read).collect()
    }

    #[test]
    fn every_language_says_everything_with_the_same_values_and_nothing_else() {
        let english = resource(ENGLISH);
        let values = |of: &FluentResource| -> BTreeMap<String, BTreeSet<String>> {
            let of = sentences(of).into_iter();
            of.map(|(name, uses)| {
                (
                    name,
                    uses.values
                        .iter()
                        .map(|value| (*value).to_owned())
                        .collect(),
                )
            })
            .collect()
        };
        let wanted = values(&english);
        assert!(wanted.len() > 600);
        for (language, translated) in translations() {
            let said = values(&translated);
            for (name, values) in &wanted {
                let said = said.get(name);
                assert_eq!(said, Some(values), "{name} in {}", language.name());
            }
            let left: Vec<_> = said
                .keys()
                .filter(|name| !wanted.contains_key(*name))
                .collect();
            assert!(left.is_empty(), "{}: {left:?}", language.name());
        }
    }

    #[test]
    fn labels_fit_where_they_stand_in_every_language() {
        let limit = |name: &str| match name {
            "login-forgot-password" | "login-forgot-username" | "login-register" => Some(30),
            "app-home" | "users-heading" | "activity-heading" | "settings-heading" => Some(22),
            "app-sign-out" => Some(20),
            "lock-button" | "lock-switch" => Some(32),
            name if name.starts_with("users-column-") => Some(22),
            name if name.starts_with("status-") => Some(24),
            name if name.starts_with("button-") || name.ends_with("-button") => Some(32),
            _ => None,
        };
        let mut long = Vec::new();
        for (_, language) in Language::WORDS {
            let words = Messages::in_language(language);
            for (name, _) in sentences(&resource(ENGLISH)) {
                let Some(limit) = limit(&name) else { continue };
                let text = words.get(&name);
                // Letters of Japanese are twice as wide.
                let width = |c: char| {
                    if c.is_ascii() || ('\u{a0}'..'\u{300}').contains(&c) {
                        1
                    } else {
                        2
                    }
                };
                let width: usize = text.chars().map(width).sum();
                if width > limit {
                    long.push(format!("{}: {name}: {width}: {text}", language.tag()));
                }
            }
        }
        assert!(long.is_empty(), "{long:#?}");
    }

    #[test]
    fn plurals_are_those_of_the_language() {
        let days = |language, days: u32| {
            let words = Messages::in_language(language);
            words.with("ago-days", &[("number", days.into())])
        };
        assert_eq!(days(Language::German, 1), "vor 1 Tag");
        assert_eq!(days(Language::German, 2), "vor 2 Tagen");
        // One and a half, and none, are singular in French.
        assert_eq!(days(Language::French, 0), "il y a 0 jour");
        assert_eq!(days(Language::Japanese, 1), "1 日前");
    }

    #[test]
    fn an_app_changes_single_sentences_of_any_language() {
        let words = Messages::custom("de-AT", "login-button = Servus").expect("words");
        assert_eq!(words.get("login-button"), "Servus");
        assert_eq!(words.get("field-password"), "Passwort");
        assert_eq!(words.language(), Language::German);
        let others = Messages::custom("pl", "login-button = Zaloguj").expect("words");
        assert_eq!(
            others.get("field-password"),
            "Password",
            "a language that is not ours"
        );
    }
}
