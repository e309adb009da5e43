//! The keyboard shortcuts that an app can change.

use egui::{Key, KeyboardShortcut, Modifiers};

/// The keyboard shortcuts of the component. `None` and `false` leave the keys to the app.
///
/// ```
/// use egui::{Key, KeyboardShortcut, Modifiers};
/// use egui_authenticator::Shortcuts;
///
/// let mut shortcuts = Shortcuts::none();
/// shortcuts.lock = Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::F12));
/// assert_ne!(shortcuts, Shortcuts::all());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shortcuts {
    /// Opens the list of keys. F1.
    pub help: Option<KeyboardShortcut>,
    /// Locks the window or, without a session, clears the form. Ctrl+L.
    pub lock: Option<KeyboardShortcut>,
    /// Opens the command palette where the navigation is. Ctrl+K.
    pub palette: Option<KeyboardShortcut>,
    /// Whether Ctrl+1 to Ctrl+9 open the pages of the navigation.
    pub pages: bool,
}

impl Shortcuts {
    /// Returns the shortcuts of the ready-made app.
    #[must_use]
    pub const fn all() -> Self {
        Self {
            help: Some(KeyboardShortcut::new(Modifiers::NONE, Key::F1)),
            lock: Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::L)),
            palette: Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::K)),
            pages: true,
        }
    }

    /// Returns no shortcut at all.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            help: None,
            lock: None,
            palette: None,
            pages: false,
        }
    }
}
