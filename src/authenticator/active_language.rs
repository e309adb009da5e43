//! The languages of the component.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::language::Language;
use crate::messages::Messages;

/// The messages of each language.
#[derive(Default)]
pub(crate) struct ActiveLanguage {
    /// Messages of the app, at most one for each language.
    custom: Vec<Arc<Messages>>,
    /// Whether only the languages of the app are offered.
    is_custom_only: bool,
    /// Built-in messages of the languages used so far.
    built_in: Vec<Arc<Messages>>,
    /// The configuration file that commands in built-in messages name.
    config: Option<PathBuf>,
    /// Whether the users are on a server.
    is_on_server: bool,
    /// The language that was wanted last.
    pub(super) wanted: Option<Language>,
}

impl ActiveLanguage {
    /// Speaks of a server if the users are on one, and else of the configuration file.
    pub(super) fn new(is_on_server: bool) -> Self {
        Self {
            is_on_server,
            ..Self::default()
        }
    }

    /// Names the configuration file in commands.
    #[cfg(feature = "app")]
    pub(super) fn name_config(&mut self, config: Option<PathBuf>) {
        self.config = config;
        self.built_in.clear();
    }

    /// Replaces the messages of one language.
    pub(super) fn replace(&mut self, messages: Arc<Messages>) {
        self.custom
            .retain(|custom| custom.language() != messages.language());
        self.custom.push(messages);
        self.built_in.clear();
    }

    /// Offers only these languages; all if there are none.
    pub(super) fn offer_only(&mut self, messages: impl IntoIterator<Item = Arc<Messages>>) {
        self.custom = messages.into_iter().collect();
        self.is_custom_only = !self.custom.is_empty();
        self.built_in.clear();
    }

    /// Returns the languages to choose from.
    pub(super) fn choices(&self) -> Vec<Language> {
        if self.is_custom_only {
            let custom = self.custom.iter();
            return custom.map(|messages| messages.language()).collect();
        }
        Language::WORDS.map(|(_, language)| language).to_vec()
    }

    /// Returns the messages of a language, or of the first one of the app if it is not offered.
    pub(super) fn messages(&mut self, language: Language) -> Arc<Messages> {
        let messages = self.found(language);
        messages.speak_of_server(self.is_on_server);
        messages
    }

    fn found(&mut self, language: Language) -> Arc<Messages> {
        let has_language = |messages: &&Arc<Messages>| messages.language() == language;
        let custom = self
            .custom
            .iter()
            .find(has_language)
            .or(self.custom.first().filter(|_| self.is_custom_only));
        if let Some(messages) = custom.or_else(|| self.built_in.iter().find(has_language)) {
            return Arc::clone(messages);
        }
        let messages = Messages::in_language(language);
        let messages = match &self.config {
            Some(config) => messages.with_config(config),
            None => messages,
        };
        let messages = match self.custom.first() {
            Some(custom) => messages.with_own_of(Arc::clone(custom)),
            None => messages,
        };
        let messages = Arc::new(messages);
        self.built_in.push(Arc::clone(&messages));
        messages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom(tag: &str, source: &str) -> Arc<Messages> {
        Arc::new(Messages::custom(tag, source).expect("messages"))
    }

    #[test]
    fn a_text_that_only_the_app_has_is_found_in_every_language() {
        let mut active = ActiveLanguage::default();
        active.replace(custom("en", "own-badge = Badge number"));
        let german = active.messages(Language::German);
        assert_eq!(
            german.app_text("own-badge").as_deref(),
            Some("Badge number")
        );
        let german_of_app = custom("de", "own-badge = Ausweisnummer");
        active.replace(german_of_app);
        let german = active.messages(Language::German);
        assert_eq!(
            german.app_text("own-badge").as_deref(),
            Some("Ausweisnummer")
        );
        assert_eq!(german.app_text("own-mistyped"), None);
        let spelt = "own-brand goods only";
        assert_eq!(german.app_text(spelt).as_deref(), Some(spelt));
    }
}
