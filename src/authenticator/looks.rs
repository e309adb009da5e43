//! What an app makes of the looks: words, slots in the forms, and egui's own style.

use std::sync::Arc;

use egui::{Context, Style, Theme};

use crate::words::Words;

use super::Authenticator;

impl Authenticator {
    /// What the program is called where people set it up, and as long as the credential file gives it no
    /// title of its own.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.ui.title = Some(title.into());
        self
    }

    /// Says it in an app's own words or language; see [`Words::own`]. Mails are written by the service:
    /// see [`crate::service::Service::mailer`].
    #[must_use]
    pub fn with_words(mut self, words: impl Into<Arc<Words>>) -> Self {
        self.ui.words = words.into();
        self
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
