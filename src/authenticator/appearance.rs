//! Appearance of an authenticator: messages, shortcuts, and areas of the app in the forms.

use std::sync::Arc;

use egui::Context;

use crate::domain::language::Language;
use crate::messages::Messages;
use crate::screen::flow::Event;

use crate::authenticator::component::Authenticator;
use crate::ui::Shortcuts;

impl Authenticator {
    /// Sets the name of the program during set-up, and as long as the configuration file has no
    /// `app.title`.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, StartError};
    /// # fn start(ctx: &egui::Context) -> Result<Authenticator, StartError> {
    /// let authenticator = Authenticator::builder("org.lab", "bench").build(ctx)?.with_title("Lab bench");
    /// # Ok(authenticator)
    /// # }
    /// ```
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.ui.title = Some(title.into());
        self
    }

    /// Sets the keyboard shortcuts; `None` for no shortcut at all. Without this, [`Self::show`], [`Self::show_app`] and
    /// [`Self::show_pages`] have all of them, and the other methods, which leave the window to the app, have none.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, StartError};
    /// # fn start(ctx: &egui::Context) -> Result<Authenticator, StartError> {
    /// let authenticator = Authenticator::builder("org.lab", "bench").build(ctx)?.with_shortcuts(None);
    /// # Ok(authenticator)
    /// # }
    /// ```
    #[must_use]
    pub fn with_shortcuts(mut self, shortcuts: impl Into<Option<Shortcuts>>) -> Self {
        self.shortcuts = Some(shortcuts.into().unwrap_or_else(Shortcuts::none));
        self
    }

    /// Uses the messages of an app in place of ours in their language; see [`Messages::custom`]. The other languages stay
    /// in the menu, and take the texts that only the app has from the first messages that were given.
    /// [`Authenticator::with_languages`] offers no others. Mails are written by [`Dependencies::mailer`](crate::service::dependencies::Dependencies::mailer).
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// # use egui_authenticator::Messages;
    /// # use egui_authenticator::CustomMessagesError;
    /// fn with_greeting(authenticator: Authenticator) -> Result<Authenticator, CustomMessagesError> {
    ///     let messages = Messages::custom("en", "sign-in-heading = Welcome to the lab")?;
    ///     Ok(authenticator.with_messages(messages))
    /// }
    /// ```
    #[must_use]
    pub fn with_messages(mut self, messages: impl Into<Arc<Messages>>) -> Self {
        self.active_language.replace(messages.into());
        self.speak();
        self
    }

    /// Uses only these messages of an app, which users choose from a menu if there are several. The first one is used if
    /// none of them is wanted. Each is created with [`Messages::custom`] from a different built-in language.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// # use egui_authenticator::Language;
    /// # use egui_authenticator::Messages;
    /// fn in_two_languages(authenticator: Authenticator) -> Authenticator {
    ///     let languages = [Language::English, Language::German];
    ///     authenticator.with_languages(languages.map(|language| Messages::in_language(language).into()))
    /// }
    /// ```
    #[must_use]
    pub fn with_languages(mut self, languages: impl IntoIterator<Item = Arc<Messages>>) -> Self {
        self.active_language.offer_only(languages);
        self.speak();
        self
    }

    /// Chooses the language of this computer, as the menu does.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// # use egui_authenticator::Language;
    /// fn in_german(authenticator: &mut Authenticator, ctx: &egui::Context) {
    ///     authenticator.set_language(Language::German, ctx);
    /// }
    /// ```
    pub fn set_language(&mut self, language: Language, ctx: &Context) {
        self.on(Event::Language(language), ctx);
    }

    /// Applies the language and the style that are wanted now.
    pub(super) fn follow_appearance(&mut self, ctx: &Context) {
        if self.active_language.wanted != Some(self.flow.language()) {
            self.speak();
        }
        self.follow_style(ctx);
    }

    /// Switches to the messages of the wanted language.
    pub(crate) fn speak(&mut self) {
        let language = self.flow.language();
        self.active_language.wanted = Some(language);
        self.ui.languages = self.active_language.choices();
        self.ui.messages = self.active_language.messages(language);
    }

    /// Names the configuration file in the commands of messages, if the program was started with one.
    #[cfg(feature = "app")]
    pub(crate) fn name_config(&mut self, config: Option<std::path::PathBuf>) {
        self.active_language.name_config(config);
        self.speak();
    }

    /// Draws an area above every form outside of a session, over the whole width.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn customized(authenticator: Authenticator) -> Authenticator {
    ///     authenticator.with_header(|ui| {
    ///         ui.label("Institute of Physics");
    ///     })
    /// }
    /// ```
    #[must_use]
    pub fn with_header(mut self, draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        self.ui.slots.header = Some(Box::new(draw));
        self
    }

    /// Draws an area below every form outside of a session, over the whole width.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn customized(authenticator: Authenticator) -> Authenticator {
    ///     authenticator.with_footer(|ui| {
    ///         ui.hyperlink("https://example.org/help");
    ///     })
    /// }
    /// ```
    #[must_use]
    pub fn with_footer(mut self, draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        self.ui.slots.footer = Some(Box::new(draw));
        self
    }

    /// Draws a logo in place of the program's, on the sign-in and set-up forms.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn customized(authenticator: Authenticator) -> Authenticator {
    ///     authenticator.with_logo(|ui| {
    ///         ui.label("⚛");
    ///     })
    /// }
    /// ```
    #[must_use]
    pub fn with_logo(mut self, draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        self.ui.slots.logo = Some(Box::new(draw));
        self
    }

    /// Draws an area below the heading of the sign-in form.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn customized(authenticator: Authenticator) -> Authenticator {
    ///     authenticator.with_banner(|ui| {
    ///         ui.label("The lab closes at 8 p.m.");
    ///     })
    /// }
    /// ```
    #[must_use]
    pub fn with_banner(mut self, draw: impl FnMut(&mut egui::Ui) + 'static) -> Self {
        self.ui.slots.banner = Some(Box::new(draw));
        self
    }
}
