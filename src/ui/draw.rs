//! What every screen draws with.

use std::borrow::Cow;
use std::sync::Arc;

use egui::Id;
use egui_commonmark::CommonMarkCache;

use crate::domain::language::Language;
use crate::messages::Messages;
use crate::screen::Now;
use crate::service::Session;
use crate::service::users::import::Progress;

use crate::ui::slots::Slots;
use crate::ui::widgets::picture::Textures;
use crate::ui::widgets::qr_code::QrPicture;

/// A user of a demonstration. Their passwords are printed in the example file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoUser {
    /// The display name.
    pub name: String,
    /// The name to sign in with.
    pub username: String,
    /// The password.
    pub password: String,
}

/// What the host app draws once a user is signed in.
pub struct HostContent<'a> {
    /// Draws the host's page with this id.
    pub draw: &'a mut dyn FnMut(&mut egui::Ui, &Session, usize),
    /// Whether it has the window to itself, without the bar and the navigation.
    pub is_bare: bool,
}

/// What the screens draw with.
pub(crate) struct Draw<'a> {
    pub(super) messages: &'a Messages,
    pub(super) languages: &'a [Language],
    /// The language that was chosen in this frame.
    pub(super) chosen_language: Option<Language>,
    pub(super) title: Option<&'a str>,
    pub(super) now: Now,
    pub(super) demo: &'a [DemoUser],
    pub(super) slots: &'a mut Slots,
    pub(super) markdown: &'a mut CommonMarkCache,
    /// The QR code of a second factor that is being set up.
    pub(super) qr_picture: &'a mut Option<QrPicture>,
    /// The text fields that were drawn; their state is cleared when the screen changes.
    pub(super) fields: &'a mut Vec<Id>,
    pub(super) textures: &'a mut Textures,
    /// The progress of an import that is under way.
    pub(super) progress: Option<Arc<Progress>>,
    pub(super) content: Option<HostContent<'a>>,
    /// Whether an area of the program has the window to itself, without the bar and the navigation.
    pub(super) is_bare_area: bool,
}

impl Draw<'_> {
    /// Returns the title of the program where the file sets none.
    pub(super) fn app(&self) -> Cow<'_, str> {
        let title = self.title.map(Cow::Borrowed);
        title.unwrap_or_else(|| self.messages.get("app-title"))
    }
}
