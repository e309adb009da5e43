//! What an app makes of the looks: words, slots in the forms, and egui's own style.

use std::sync::Arc;

use egui::{Context, Style, Theme};

use crate::domain::appearance::Zoom;
use crate::domain::language::Language;
use crate::messages::Messages;
use crate::screen::flow::Event;

use crate::authenticator::Authenticator;

/// The languages that can be spoken.
#[derive(Default)]
pub(crate) struct ActiveLanguage {
    /// An app's own words; ours when empty.
    apps: Vec<Arc<Messages>>,
    /// Ours, as far as they were needed.
    ours: Vec<Arc<Messages>>,
    /// Which one was wanted last.
    wanted: Option<Language>,
}

impl ActiveLanguage {
    /// Which language was wanted last.
    pub(crate) fn wanted(&self) -> Option<Language> {
        self.wanted
    }

    fn choices(&self) -> Vec<Language> {
        if self.apps.is_empty() {
            return Language::WORDS.map(|(_, language)| language).to_vec();
        }
        self.apps.iter().map(|words| words.language()).collect()
    }

    fn words(&mut self, language: Language) -> Arc<Messages> {
        let is_it = |words: &&Arc<Messages>| words.language() == language;
        let apps = self.apps.iter().find(is_it).or(self.apps.first());
        if let Some(words) = apps.or_else(|| self.ours.iter().find(is_it)) {
            return Arc::clone(words);
        }
        let words = Arc::new(Messages::in_language(language));
        self.ours.push(Arc::clone(&words));
        words
    }
}

impl Authenticator {
    /// What the program is called where people set it up, and as long as the credential file gives it no
    /// title of its own.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.ui.title = Some(title.into());
        self
    }

    /// Says it in an app's own words or language; see [`Messages::custom`]. There is no menu of languages then.
    /// Mails are written by the service: see [`crate::service::Service::mailer`].
    #[must_use]
    pub fn with_words(self, words: impl Into<Arc<Messages>>) -> Self {
        self.with_languages([words.into()])
    }

    /// Says it in an app's own words in several languages, to be chosen from a menu; the first one is spoken
    /// where none of them is wanted. Each is [`Messages::custom`] over another of our languages.
    #[must_use]
    pub fn with_languages(mut self, words: impl IntoIterator<Item = Arc<Messages>>) -> Self {
        self.spoken.apps = words.into_iter().collect();
        self.speak();
        self
    }

    /// Speaks this language from now on, on this computer, as if it had been chosen from the menu.
    pub fn set_language(&mut self, language: Language, ctx: &Context) {
        self.on(Event::Language(language), ctx);
    }

    /// Says it in the language that is wanted now.
    pub(crate) fn speak(&mut self) {
        let language = self.flow.language();
        self.spoken.wanted = Some(language);
        self.ui.languages = self.spoken.choices();
        self.ui.messages = self.spoken.words(language);
    }

    /// Keeps on this computer how large everything was made with the keyboard, and begins with it. For a
    /// program whose window is ours: egui's size is that of the whole window.
    #[must_use]
    pub fn with_zoom_kept(mut self) -> Self {
        self.keeps_zoom = true;
        self
    }

    /// Makes everything as large as it was, or keeps that somebody has changed it.
    pub(crate) fn follow_zoom(&mut self, ctx: &Context) {
        if self.zoom != self.flow.zoom() {
            self.zoom = self.flow.zoom();
            ctx.set_zoom_factor(self.zoom.unwrap_or_default().factor());
            self.zooms_next = true;
            return;
        }
        let now = Zoom::of_factor(ctx.zoom_factor());
        let is_kept = now == self.zoom.unwrap_or_default();
        self.zooms_next &= !is_kept;
        if !is_kept && !self.zooms_next {
            self.zoom = Some(now);
            self.on(Event::Zoom(now), ctx);
        }
    }

    /// Draws this above every form of those who are not signed in, over the whole width.
    #[must_use]
    pub fn with_header(mut self, draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        self.ui.slots.header = Some(Box::new(draw));
        self
    }

    /// Draws this below every form of those who are not signed in, over the whole width.
    #[must_use]
    pub fn with_footer(mut self, draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        self.ui.slots.footer = Some(Box::new(draw));
        self
    }

    /// Draws this in place of the program's mark, on the forms to sign in and to set up.
    #[must_use]
    pub fn with_logo(mut self, draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        self.ui.slots.logo = Some(Box::new(draw));
        self
    }

    /// Draws this under the heading of the sign-in form.
    #[must_use]
    pub fn with_banner(mut self, draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        self.ui.slots.banner = Some(Box::new(draw));
        self
    }

    /// Changes egui's style for light and dark, after ours was set. Our own widgets take their colours from
    /// it: background from `panel_fill`, cards from `window_fill`, the accent from `hyperlink_color`, and so
    /// on ([`crate::ui::theme::palette`]).
    #[must_use]
    pub fn with_style(self, ctx: &Context, mut change: impl FnMut(&mut Style, Theme)) -> Self {
        for theme in [Theme::Light, Theme::Dark] {
            ctx.style_mut_of(theme, |style| change(style, theme));
        }
        self
    }
}
