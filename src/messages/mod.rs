//! The texts of the interface, looked up by name in Fluent files.
//!
//! The code contains no text for users: it names a message of `assets/i18n/en.ftl` and gives it values. A test holds that
//! every name that is used exists and that every name that exists is used. A host app can bring texts of its own (see
//! [`Messages::custom`]); a text that it does not bring is ours.

pub mod custom;
pub mod describe;
mod on_server;

use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::domain::language::Language;
use crate::domain::packed;
use crate::domain::printable::escaped;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The texts of one language.
///
/// ```
/// use egui_authenticator::Language;
/// use egui_authenticator::Messages;
///
/// let messages = Messages::in_language(Language::German);
/// assert_eq!(messages.get("sign-in-button"), "Anmelden");
/// ```
pub struct Messages {
    language: Language,
    /// The texts of the host app, of the language, and in English. The first with a name is used.
    bundles: Vec<FluentBundle<FluentResource>>,
    /// Messages of the host app in another language, for the texts that only it has.
    own: Option<Arc<Self>>,
    program: Program,
    /// Whether the users are on a server.
    is_on_server: AtomicBool,
}

opaque_debug!(Messages);

/// The name of the program in commands, as `PROGRAM()` in the texts.
const PROGRAM: &str = "egui-authenticator";

/// The program with the configuration file that commands need, once that is known.
type Program = Arc<OnceLock<String>>;

/// A message of two parts: what happened, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// What happened.
    pub summary: String,
    /// What to do; empty if there is nothing.
    pub help: String,
}

impl Message {
    /// Returns a message without help.
    pub(crate) fn of(summary: String) -> Self {
        let help = String::new();
        Self { summary, help }
    }

    /// Returns both parts in one line.
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

/// A value of a message.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number, which selects the plural.
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
                reason = "numbers in messages are far below the limit of exact integers"
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
    /// Returns the English texts.
    #[must_use]
    pub fn english() -> Self {
        Self::in_language(Language::English)
    }

    /// Returns the texts of a language.
    #[must_use]
    pub fn in_language(language: Language) -> Self {
        let mut languages = vec![language, Language::English];
        languages.dedup();
        let program = Program::default();
        let bundles = languages.into_iter().map(|language| {
            let tag = language.tag().parse().unwrap_or_default();
            bundle(tag, resource(language), &program)
        });
        Self {
            language,
            bundles: bundles.collect(),
            own: None,
            program,
            is_on_server: AtomicBool::new(false),
        }
    }

    /// Returns the same texts, in which commands work on this configuration file. The first file counts.
    #[must_use]
    pub fn with_config(self, config: &Path) -> Self {
        let path = escaped(&config.display().to_string(), &[]).into_owned();
        let (quote, path) = if cfg!(windows) {
            ("\"", path.replace('"', ""))
        } else {
            ("'", path.replace('\'', "'\\''"))
        };
        let is_plain = |c: char| c.is_alphanumeric() || "/\\._-+:~".contains(c);
        let quote = if path.chars().all(is_plain) {
            ""
        } else {
            quote
        };
        let command = format!("{PROGRAM} --config {quote}{path}{quote}");
        self.program.get_or_init(|| command);
        self
    }

    /// Speaks of a server in place of a configuration file, or the other way round.
    #[doc(hidden)]
    pub fn speak_of_server(&self, is_on_server: bool) {
        self.is_on_server.store(is_on_server, Ordering::Relaxed);
    }

    /// Returns the same texts, with those that only the host app has (`own-…`) from its messages in another language.
    #[cfg(feature = "ui")]
    #[must_use]
    pub(crate) fn with_own_of(self, other: Arc<Self>) -> Self {
        Self {
            own: Some(other),
            ..self
        }
    }

    /// Returns a text that only the host app has.
    fn own_text(&self, name: &str) -> Option<Cow<'_, str>> {
        let in_other = || self.own.as_ref()?.format(name, None, None);
        self.format(name, None, None).or_else(in_other)
    }

    /// Returns the language of the texts that a host app does not replace.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns a text without values.
    #[must_use]
    pub fn get(&self, name: &str) -> Cow<'_, str> {
        self.format(name, None, None)
            .unwrap_or_else(|| Cow::Owned(name.to_owned()))
    }

    /// Returns a text with values.
    #[must_use]
    #[doc(hidden)]
    pub fn with(&self, name: &str, values: &[(&str, Value<'_>)]) -> String {
        let args = arguments(values);
        self.format(name, None, Some(&args))
            .map_or_else(|| name.to_owned(), Cow::into_owned)
    }

    /// Returns a message, whose help is the attribute `help`.
    #[must_use]
    #[doc(hidden)]
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
        let is_on_server = self.is_on_server.load(Ordering::Relaxed);
        let on_server = is_on_server.then(|| on_server::variant(name)).flatten();
        let mut bundles = self.bundles.iter();
        bundles.find_map(|bundle| {
            let variant = on_server.and_then(|name| bundle.get_message(name));
            let message = variant.or_else(|| bundle.get_message(name))?;
            let pattern = match attribute {
                None => message.value()?,
                Some(attribute) => message.get_attribute(attribute)?.value(),
            };
            // A value that is missing is shown by its name.
            Some(bundle.format_pattern(pattern, args, &mut Vec::new()))
        })
    }
}

/// Returns our texts of a language. A test holds that the files have no errors; otherwise the rest of a file is used.
fn resource(language: Language) -> FluentResource {
    let packed = match language {
        Language::English => packed_asset!("i18n/en.ftl"),
        Language::German => packed_asset!("i18n/de.ftl"),
        Language::French => packed_asset!("i18n/fr.ftl"),
        Language::Spanish => packed_asset!("i18n/es.ftl"),
        Language::Japanese => packed_asset!("i18n/ja.ftl"),
    };
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(packed::text(packed));
    resource
}

fn bundle(
    language: LanguageIdentifier,
    resource: FluentResource,
    program: &Program,
) -> FluentBundle<FluentResource> {
    let program = Arc::clone(program);
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // egui's fonts have no glyphs for the marks that isolate right-to-left text.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    let added = bundle.add_function("PROGRAM", move |_, _| {
        let command = program.get().map_or(PROGRAM, String::as_str);
        FluentValue::String(command.to_owned().into())
    });
    debug_assert!(added.is_ok(), "the name is free: it is the only function");
    bundle
}

fn arguments<'a>(values: &'a [(&str, Value<'a>)]) -> FluentArgs<'a> {
    values
        .iter()
        .map(|(name, value)| {
            let value = match value {
                // A name in a sentence must not control the terminal or the line that it is shown in (R101).
                Value::Text(text) => FluentValue::String(match escaped(text, &['\t']) {
                    Cow::Borrowed(_) => text.clone(),
                    Cow::Owned(escaped) => Cow::Owned(escaped),
                }),
                Value::Number(number) => FluentValue::from(*number),
            };
            (*name, value)
        })
        .collect()
}

#[cfg(test)]
mod tests;
