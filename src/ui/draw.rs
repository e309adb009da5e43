//! The context that every screen draws with.

use std::borrow::Cow;
use std::sync::Arc;

use egui::{Align, Color32, Id, Layout, Sense, UiBuilder};

use crate::domain::appearance::ThemeChoice;
use crate::domain::language::Language;
use crate::domain::markdown::{Markdown, MarkdownError};
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::screen::Now;
use crate::screen::app::AreaKind;
use crate::screen::flow::copied::CopyResult;
use crate::screen::flow::{Event, Screen};
use crate::screen::parked::ParkedUser;
use crate::service::Session;
use crate::service::ports::StoreError;
use crate::service::users::UserError;
use crate::service::users::import::Progress;

use crate::ui::shortcuts::Shortcuts;
use crate::ui::slots::Slots;
use crate::ui::theme::{ScreenStyle, StyleScope};
use crate::ui::widgets::picture::Textures;
use crate::ui::widgets::qr_code::QrPicture;

/// A user of a demo. The password is in the example file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoUser {
    /// The display name.
    pub name: String,
    /// The name to sign in with.
    pub username: String,
    /// The password.
    pub password: String,
    /// The roles.
    pub roles: Vec<String>,
}

/// An area on a page of the host app, and the part of the page that it gets.
pub type PlacedArea = (AreaKind, egui::Ui);

/// Gives an area what is left of a page of the host app.
pub fn placed_area(ui: &mut egui::Ui, area: AreaKind) -> PlacedArea {
    let mut size = ui.available_size();
    // In what scrolls, the room has no end.
    if !size.y.is_finite() {
        size.y = ui.clip_rect().height();
    }
    let (rect, _) = ui.allocate_exact_size(size, Sense::empty());
    let place = UiBuilder::new()
        .id_salt("area of the authenticator")
        .max_rect(rect)
        .layout(Layout::top_down(Align::Min));
    (area, ui.new_child(place))
}

/// What the host app draws for a signed-in user.
pub struct HostContent<'a> {
    /// Draws the host's page with this id. Returns the area that it places, if one, and where.
    pub draw: &'a mut dyn FnMut(&mut egui::Ui, &Session, usize) -> Option<PlacedArea>,
    /// Whether it has the window to itself, without the bar and the navigation.
    pub is_bare: bool,
}

impl HostContent<'_> {
    /// Returns the same content, to be drawn once.
    pub(super) fn reborrow(&mut self) -> HostContent<'_> {
        HostContent {
            draw: &mut *self.draw,
            is_bare: self.is_bare,
        }
    }
}

/// What drawing keeps while a screen is open.
#[derive(Default)]
pub(crate) struct Cache {
    /// The QR code to set up two-step sign-in.
    pub(crate) qr_picture: Option<QrPicture>,
    pub(crate) textures: Textures,
    /// The text fields that were drawn; their state is cleared when the screen changes.
    pub(crate) fields: Vec<Id>,
    pub(crate) is_help_shown: bool,
    /// The texts of the language that a picture of a form is in.
    picture_messages: Option<Messages>,
    /// The text of a page that is edited, and what is drawn of it.
    markdown: Option<(String, Result<Markdown, MarkdownError>)>,
}

impl Cache {
    /// Returns the texts of another language than that of the window.
    pub(crate) fn other_language(&mut self, language: Language) -> &Messages {
        let kept = self.picture_messages.take();
        let kept = kept.filter(|messages| messages.language() == language);
        self.picture_messages
            .insert(kept.unwrap_or_else(|| Messages::in_language(language)))
    }

    /// Returns what a page with this text shows. The last one is kept, because reading takes longer than a frame may.
    pub(crate) fn markdown(&mut self, text: &str) -> &Result<Markdown, MarkdownError> {
        let kept = self.markdown.take().filter(|(of, _)| of == text);
        let read = || (text.to_owned(), Markdown::parse(text));
        &self.markdown.insert(kept.unwrap_or_else(read)).1
    }
}

/// What the screens draw with.
pub(crate) struct Draw<'a> {
    pub(super) messages: &'a Messages,
    pub(super) style: &'a ScreenStyle,
    /// The background of the window that the app has chosen.
    pub(super) app_fill: Color32,
    pub(super) languages: &'a [Language],
    /// The language that the user chose in this frame.
    pub(super) chosen_language: Option<Language>,
    /// The theme that the user chose on a form in this frame.
    pub(super) chosen_theme: Option<ThemeChoice>,
    /// The secret that the user copied in this frame.
    pub(super) copied_secret: Option<Secret>,
    /// What became of the one that was copied last.
    pub(super) copy_result: Option<&'a CopyResult>,
    pub(super) title: Option<&'a str>,
    pub(super) now: Now,
    /// The time of day.
    pub(super) clock: Timestamp,
    pub(super) demo: &'a [DemoUser],
    pub(super) slots: &'a mut Slots,
    pub(super) cache: &'a mut Cache,
    /// The users with a parked session in this window.
    pub(super) parked: &'a [ParkedUser],
    /// The progress of an import that is under way.
    pub(super) progress: Option<Arc<Progress>>,
    pub(super) content: Option<HostContent<'a>>,
    pub(super) shortcuts: Shortcuts,
    /// Whether an area of the program has the window to itself, without the bar and the navigation.
    pub(super) is_bare_area: bool,
    /// Whether an area is drawn on a page of the host app.
    pub(super) is_placed: bool,
    /// Whether a notice above the area says that the users cannot be reached.
    pub(super) is_outage_told: bool,
}

impl Draw<'_> {
    /// Returns `true` if the whole window has our style.
    pub(super) fn is_own_window(&self) -> bool {
        self.style.scope == StyleScope::Window
    }

    /// Returns the reason why an area cannot show what it should, unless it is said above the area.
    pub(super) fn failure<'e>(&self, failed: Option<&'e UserError>) -> Option<&'e UserError> {
        let is_outage =
            |error: &UserError| matches!(error, UserError::Store(StoreError::Unavailable(_)));
        failed.filter(|error| !(self.is_outage_told && is_outage(error)))
    }

    /// Returns the page of the host app that is shown without anything of ours around it.
    pub(super) fn bare_page(&self, screen: &Screen) -> Option<usize> {
        let is_bare = self.content.as_ref().is_some_and(|content| content.is_bare);
        match screen {
            Screen::App(screen) if is_bare => screen.shown_host_page(),
            _ => None,
        }
    }

    /// Returns what the user did beside the events of the screen: chose a language or a theme, or copied a secret.
    pub(super) fn event(self) -> Option<Event> {
        let language = self.chosen_language.map(Event::Language);
        let theme = self.chosen_theme.map(Event::Theme);
        let copied = self.copied_secret.map(Event::Copy);
        language.or(theme).or(copied)
    }

    /// Returns the title of the program if the file sets none.
    pub(super) fn app(&self) -> Cow<'_, str> {
        let title = self.title.map(Cow::Borrowed);
        title.unwrap_or_else(|| self.messages.get("app-title"))
    }
}
