//! Every sentence that people read, looked up by name in a Fluent file.
//!
//! Code never spells out a sentence: it names one of `assets/i18n/en.ftl` and gives it values. A
//! test holds that every name that is used exists and that every name that exists is used. An app can
//! bring sentences of its own (see [`Messages::custom`]); what it does not bring stays in English.

pub mod custom;
pub mod describe;

use std::borrow::Cow;

use crate::domain::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The sentences of one language.
pub struct Messages {
    english: FluentBundle<FluentResource>,
    language: Language,
    /// The sentences in another language of ours.
    translated: Option<FluentBundle<FluentResource>>,
    /// What an app says in its own way, or in another language.
    own: Option<FluentBundle<FluentResource>>,
}

/// The English sentences, as they stand in the file.
const ENGLISH: &str = include_str!("../../assets/i18n/en.ftl");

/// A message of two parts: what happened, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub summary: String,
    /// What to do; empty when there is nothing.
    pub help: String,
}

impl Message {
    /// Both parts in one line.
    #[must_use]
    pub fn line(&self) -> String {
        join_sentences(&self.summary, &self.help)
    }
}

/// Joins two sentences, and ends the first as the second ends if it has no punctuation of its own.
pub(crate) fn join_sentences(first: &str, second: &str) -> String {
    // No space follows full-width punctuation.
    const FULL_WIDTH: [char; 3] = ['。', '？', '！'];
    let between = if second.is_empty() || first.ends_with(FULL_WIDTH) {
        ""
    } else if first.ends_with(['.', '?', '!', '…']) {
        " "
    } else if second.ends_with(FULL_WIDTH) {
        "。"
    } else {
        ". "
    };
    format!("{first}{between}{second}")
}

/// A value to put into a sentence.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number, which decides about plurals.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

macro_rules! from_small {
    ($($small:ty),*) => {$(
        impl From<$small> for Value<'_> {
            fn from(number: $small) -> Self {
                Self::Number(number.into())
            }
        }
    )*};
}

from_small!(u8, u32);

macro_rules! from_whole {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Value<'_> {
            #[expect(
                clippy::cast_precision_loss,
                reason = "numbers that people read are far below where a float stops counting"
            )]
            fn from(number: $whole) -> Self {
                Self::Number(number as f64)
            }
        }
    )*};
}

from_whole!(i64, u64, usize);

impl Default for Messages {
    fn default() -> Self {
        Self::english()
    }
}

impl Messages {
    /// The sentences in English.
    #[must_use]
    pub fn english() -> Self {
        // What can be parsed of a broken file is used; a test holds that it is not broken.
        let resource = match FluentResource::try_new(ENGLISH.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        Self {
            english: bundle(LanguageIdentifier::default(), resource),
            language: Language::English,
            translated: None,
            own: None,
        }
    }

    /// The sentences in one of our languages.
    #[must_use]
    pub fn in_language(language: Language) -> Self {
        let Some(source) = translation(language) else {
            return Self::english();
        };
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
        let tag = language.tag().parse().unwrap_or_default();
        Self {
            language,
            translated: Some(bundle(tag, resource)),
            ..Self::english()
        }
    }

    /// The language of ours that is said where an app says nothing of its own.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A sentence without values.
    #[must_use]
    pub fn get(&self, name: &str) -> Cow<'_, str> {
        self.format(name, None, None)
            .unwrap_or_else(|| Cow::Owned(name.to_owned()))
    }

    /// A sentence with values.
    #[must_use]
    pub fn with(&self, name: &str, values: &[(&str, Value<'_>)]) -> String {
        let args = arguments(values);
        self.format(name, None, Some(&args))
            .map_or_else(|| name.to_owned(), Cow::into_owned)
    }

    /// A message of two parts, the second of which is the attribute `do`.
    #[must_use]
    pub fn message(&self, name: &str, values: &[(&str, Value<'_>)]) -> Message {
        let args = arguments(values);
        let help = self.format(name, Some("help"), Some(&args));
        Message {
            summary: self.with(name, values),
            help: help.map_or_else(String::new, Cow::into_owned),
        }
    }

    fn format<'a>(
        &'a self,
        name: &str,
        attribute: Option<&str>,
        args: Option<&'a FluentArgs<'_>>,
    ) -> Option<Cow<'a, str>> {
        let own = self.own.as_ref();
        let own = own.and_then(|own| format(own, name, attribute, args));
        let translated = || {
            let translated = self.translated.as_ref()?;
            format(translated, name, attribute, args)
        };
        own.or_else(translated)
            .or_else(|| format(&self.english, name, attribute, args))
    }
}

/// The sentences of a language as they stand in its file; `None` for English.
fn translation(language: Language) -> Option<&'static str> {
    Some(match language {
        Language::English => return None,
        Language::German => include_str!("../../assets/i18n/de.ftl"),
        Language::French => include_str!("../../assets/i18n/fr.ftl"),
        Language::Spanish => include_str!("../../assets/i18n/es.ftl"),
        Language::Japanese => include_str!("../../assets/i18n/ja.ftl"),
    })
}

/// The sentences of a file, to be looked up and filled in.
fn bundle(language: LanguageIdentifier, resource: FluentResource) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The marks that isolate right-to-left text have no glyph in egui's fonts.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

fn format<'a>(
    bundle: &'a FluentBundle<FluentResource>,
    name: &str,
    attribute: Option<&str>,
    args: Option<&'a FluentArgs<'_>>,
) -> Option<Cow<'a, str>> {
    let message = bundle.get_message(name)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(attribute) => message.get_attribute(attribute)?.value(),
    };
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, args, &mut errors))
}

fn arguments<'a>(values: &'a [(&str, Value<'a>)]) -> FluentArgs<'a> {
    values
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Value::Text(text) => FluentValue::String(text.clone()),
                Value::Number(number) => FluentValue::from(*number),
            };
            (*name, value)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_joined_in_the_punctuation_of_their_language() {
        for (first, second, joined) in [
            ("Nothing", "", "Nothing"),
            ("No access", "Ask.", "No access. Ask."),
            ("No access.", "Ask.", "No access. Ask."),
            ("Locked?", "Unlock it.", "Locked? Unlock it."),
            ("権限がありません", "", "権限がありません"),
            (
                "権限がありません",
                "依頼してください。",
                "権限がありません。依頼してください。",
            ),
            (
                "変更しました。",
                "依頼してください。",
                "変更しました。依頼してください。",
            ),
            (
                "間違いですか？",
                "確認してください。",
                "間違いですか？確認してください。",
            ),
            (
                "失敗：disk full",
                "確認してください。",
                "失敗：disk full。確認してください。",
            ),
        ] {
            assert_eq!(join_sentences(first, second), joined);
        }
        let said = Messages::in_language(Language::Japanese).message("people-oneself", &[]);
        assert_eq!(said.line(), format!("{}。{}", said.summary, said.help));
    }
}
