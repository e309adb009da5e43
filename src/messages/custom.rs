//! Texts that a host app brings, checked when they are given, so that a mistake shows at the start and not to a user.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::domain::language::Language;

use crate::messages::{Messages, bundle, resource};

/// The prefix of the names of texts that only the host app has: labels and errors of its custom fields and validators.
pub const OWN: &str = "own-";

/// An error in the texts of a host app, for its developers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CustomMessagesError {
    /// The language is not a language tag.
    #[error("{0} is not a language tag such as en, de or pt-BR")]
    #[doc(hidden)]
    Language(String),
    /// A line is not in Fluent's syntax.
    #[error("line {line}: {reason}")]
    #[doc(hidden)]
    Syntax {
        /// The number of the line, counted from 1.
        line: usize,
        /// The error of the Fluent parser.
        reason: String,
    },
    /// No text has this name, so that it would never be shown.
    #[error("there is no text named {0}")]
    #[doc(hidden)]
    Unknown(String),
    /// The text never gets this value.
    #[error("{name} has no ${value}")]
    #[doc(hidden)]
    Value {
        /// The name of the text.
        name: String,
        /// The name of the value.
        value: String,
    },
    /// A text refers to one that is not in the same source.
    #[error("{name} refers to {to}, which is not in this source")]
    #[doc(hidden)]
    Reference {
        /// The name of the text.
        name: String,
        /// The name of the text that it refers to.
        to: String,
    },
}

impl Messages {
    /// Returns our texts in a language, or in English if we have no translation, with those of a host app in place of
    /// ours: single ones, or all of another language.
    ///
    /// `source` is a [Fluent](https://projectfluent.org) text with the names of `assets/i18n/en.ftl`; `language` decides
    /// about its plurals. Texts for custom fields and validators have names that begin with [`OWN`].
    ///
    /// ```
    /// use egui_authenticator::Messages;
    ///
    /// let messages = Messages::custom("en", "sign-in-heading = Welcome to the lab")?;
    /// assert_eq!(messages.get("sign-in-heading"), "Welcome to the lab");
    /// assert_eq!(messages.get("sign-in-button"), "Sign in");
    /// # Ok::<(), egui_authenticator::CustomMessagesError>(())
    /// ```
    ///
    /// # Errors
    /// [`CustomMessagesError::Language`] if `language` is not a language tag; [`CustomMessagesError::Syntax`] if `source`
    /// is not Fluent; [`CustomMessagesError::Unknown`] if it names a text that does not exist;
    /// [`CustomMessagesError::Value`] if a text uses a value that it never gets; [`CustomMessagesError::Reference`] if it
    /// refers to a text that is not in `source`.
    pub fn custom(language: &str, source: &str) -> Result<Self, CustomMessagesError> {
        let tag: LanguageIdentifier = language
            .parse()
            .map_err(|_| CustomMessagesError::Language(language.to_owned()))?;
        let custom = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
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
        check(&texts(&custom), &texts(&resource(Language::English)))?;
        let mut messages = Self::in_language(Language::of_tag(language).unwrap_or_default());
        let custom = bundle(tag, custom, &messages.program);
        messages.bundles.insert(0, custom);
        Ok(messages)
    }
}

/// The values and texts that a text uses.
#[derive(Default)]
struct Uses<'a> {
    values: BTreeSet<&'a str>,
    references: BTreeSet<String>,
}

/// The name of a text (`name`, `name.attribute` or `-term`) and what it uses.
type Text<'a> = (String, Uses<'a>);

fn texts(resource: &FluentResource) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    for entry in resource.entries() {
        match entry {
            Entry::Message(message) => {
                let name = message.id.name;
                let value = message.value.as_ref();
                texts.extend(value.map(|value| (name.to_owned(), Uses::of(value))));
                texts.extend(message.attributes.iter().map(|attribute| {
                    let name = format!("{name}.{}", attribute.id.name);
                    (name, Uses::of(&attribute.value))
                }));
            }
            Entry::Term(term) => {
                texts.push((format!("-{}", term.id.name), Uses::of(&term.value)));
            }
            _ => {}
        }
    }
    texts
}

fn check(custom: &[Text<'_>], english: &[Text<'_>]) -> Result<(), CustomMessagesError> {
    let is_missing = |name: &&String| custom.iter().all(|(custom, _)| custom != *name);
    for (name, uses) in custom {
        let name = name.clone();
        if let Some(to) = uses.references.iter().find(is_missing) {
            let to = to.clone();
            return Err(CustomMessagesError::Reference { name, to });
        }
        if name.starts_with('-') || name.starts_with(OWN) {
            continue;
        }
        let Some((_, known)) = english.iter().find(|(known, _)| *known == name) else {
            return Err(CustomMessagesError::Unknown(name));
        };
        if let Some(value) = uses.values.difference(&known.values).next() {
            let value = (*value).to_owned();
            return Err(CustomMessagesError::Value { name, value });
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
    #[test]
    fn the_files_of_all_languages_have_no_errors() {
        for (_, language) in Language::WORDS {
            let source = resource(language).source().to_owned();
            let errors = FluentResource::try_new(source).err();
            let errors = errors.map(|(_, errors)| errors);
            assert_eq!(errors, None, "{}", language.name());
        }
    }

    #[test]
    fn every_language_has_the_same_texts_with_the_same_values() {
        let values = |language: Language| -> BTreeMap<String, BTreeSet<String>> {
            let resource = resource(language);
            let owned = |uses: Uses<'_>| uses.values.into_iter().map(str::to_owned).collect();
            let texts = texts(&resource).into_iter();
            texts.map(|(name, uses)| (name, owned(uses))).collect()
        };
        let english = values(Language::English);
        assert!(english.len() > 600);
        for (_, language) in Language::WORDS {
            let translated = values(language);
            for (name, values) in &english {
                let found = translated.get(name);
                assert_eq!(found, Some(values), "{name} in {}", language.name());
            }
            let is_unknown = |name: &&String| !english.contains_key(*name);
            let unknown: Vec<_> = translated.keys().filter(is_unknown).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?}", language.name());
        }
    }

    #[test]
    fn labels_fit_into_their_controls_in_every_language() {
        let limit = |name: &str| match name {
            "sign-in-forgot-password" | "sign-in-forgot-username" | "sign-in-register" => Some(30),
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
            let messages = Messages::in_language(language);
            for (name, _) in texts(&resource(Language::English)) {
                let Some(limit) = limit(&name) else { continue };
                // A number has two digits mostly.
                let text = messages.get(&name).replace("{$minutes}", "10");
                let text = text.replace("{$hours}", "10");
                // Japanese characters are twice as wide.
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
    fn plurals_follow_the_rules_of_the_language() {
        let days = |language, days: u32| {
            let messages = Messages::in_language(language);
            messages.with("ago-days", &[("number", days.into())])
        };
        assert_eq!(days(Language::German, 1), "vor 1 Tag");
        assert_eq!(days(Language::German, 2), "vor 2 Tagen");
        // 0 and 1.5 are singular in French.
        assert_eq!(days(Language::French, 0), "il y a 0 jour");
        assert_eq!(days(Language::Japanese, 1), "1 日前");
    }

    #[test]
    fn an_app_replaces_single_texts_of_any_language() {
        let messages = Messages::custom("de-AT", "sign-in-button = Servus").expect("messages");
        assert_eq!(messages.get("sign-in-button"), "Servus");
        assert_eq!(messages.get("field-password"), "Passwort");
        assert_eq!(messages.language(), Language::German);
        let others = Messages::custom("pl", "sign-in-button = Zaloguj").expect("messages");
        assert_eq!(
            others.get("field-password"),
            "Password",
            "a language that is not ours"
        );
    }
}
