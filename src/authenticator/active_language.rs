//! The languages of the component.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::language::Language;
use crate::messages::Messages;

/// The messages of each language.
#[derive(Default)]
pub(crate) struct ActiveLanguage {
    /// Messages of the app; empty to use the built-in ones.
    pub(super) custom: Vec<Arc<Messages>>,
    /// Built-in messages of the languages used so far.
    built_in: Vec<Arc<Messages>>,
    /// The configuration file that commands in built-in messages name.
    config: Option<PathBuf>,
    /// The language that was wanted last.
    pub(super) wanted: Option<Language>,
}

impl ActiveLanguage {
    /// Names the configuration file in commands.
    #[cfg(feature = "app")]
    pub(super) fn name_config(&mut self, config: Option<PathBuf>) {
        self.config = config;
        self.built_in.clear();
    }

    /// Returns the languages to choose from.
    pub(super) fn choices(&self) -> Vec<Language> {
        if self.custom.is_empty() {
            return Language::WORDS.map(|(_, language)| language).to_vec();
        }
        self.custom
            .iter()
            .map(|messages| messages.language())
            .collect()
    }

    /// Returns the messages of a language, or of the first custom one if the app has none of it.
    pub(super) fn messages(&mut self, language: Language) -> Arc<Messages> {
        let has_language = |messages: &&Arc<Messages>| messages.language() == language;
        let custom = self
            .custom
            .iter()
            .find(has_language)
            .or(self.custom.first());
        if let Some(messages) = custom.or_else(|| self.built_in.iter().find(has_language)) {
            return Arc::clone(messages);
        }
        let messages = Messages::in_language(language);
        let messages = match &self.config {
            Some(config) => messages.with_config(config),
            None => messages,
        };
        let messages = Arc::new(messages);
        self.built_in.push(Arc::clone(&messages));
        messages
    }
}
