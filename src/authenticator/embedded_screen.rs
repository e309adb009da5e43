//! The screen that an app embeds, and its outcome.

use crate::screen::account::Form;
use crate::screen::app;

/// The state of an embedded screen.
///
/// ```
/// use egui_authenticator::{Authenticator, EmbeddedScreen};
///
/// /// Returns whether the app shows the form again in the next frame.
/// fn account_ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) -> bool {
///     match authenticator.account_ui(ui) {
///         EmbeddedScreen::Open => true,
///         _ => false,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
#[non_exhaustive]
pub enum EmbeddedScreen {
    /// The screen is shown. Call the function again in the next frame.
    Open,
    /// The user has finished or gone back.
    Left,
    /// The screen cannot be shown: it needs a session, no session, a permission, or a setting of the file.
    Unavailable,
}

/// The screen that the app has led the flow to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Embedding {
    Register,
    Recover,
    Account,
    Form(Form),
    Area(app::AreaKind),
}
