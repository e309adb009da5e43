//! Languages of the program and how language tags select them.

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Japanese.
    Japanese,
}

impl Language {
    /// Each language with its tag (BCP 47), as written in the file and stored.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 5] = [
        ("en", Self::English),
        ("de", Self::German),
        ("fr", Self::French),
        ("es", Self::Spanish),
        ("ja", Self::Japanese),
    ];

    /// Returns the tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, language)| *language == self);
        found.map_or("", |(tag, _)| tag)
    }

    /// Returns the name of the language in the language itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::Japanese => "日本語",
        }
    }

    /// Returns the language of a tag such as `de`, `de-AT` or, as systems write it, `de_AT.UTF-8`; `None` if the
    /// program is not translated into it.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        let found = Self::WORDS.iter().find(|(known, _)| *known == language);
        found.map(|(_, language)| *language)
    }

    /// Returns the first of the preferred languages that the program is translated into.
    #[must_use]
    pub fn first_of<'a>(tags: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        tags.into_iter().find_map(Self::of_tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag_however_a_system_writes_it() {
        for tag in ["de", "de-AT", "de_DE.UTF-8", "DE", "de@euro"] {
            assert_eq!(Language::of_tag(tag), Some(Language::German), "{tag}");
        }
        for tag in ["", "C", "C.UTF-8", "POSIX", "den", "tlh"] {
            assert_eq!(Language::of_tag(tag), None, "{tag}");
        }
        for (tag, language) in Language::WORDS {
            assert_eq!(Language::of_tag(tag), Some(language));
            assert_eq!(language.tag(), tag);
        }
    }

    #[test]
    fn the_first_language_that_is_spoken_is_taken() {
        let first = |tags: &[&str]| Language::first_of(tags.iter().copied());
        assert_eq!(first(&["tlh", "fr-CA", "de"]), Some(Language::French));
        assert_eq!(first(&["tlh"]), None);
    }
}
