//! What a snapshot shows: a state, or a menu that is open over one.

use egui::accesskit::Role;
use egui::{Key, MissingGlyphPolicy, Theme};
use egui_authenticator::domain::language::Language;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::alone::{Alone, alone};
use crate::states::{State, states};

pub const WIDE: [f32; 2] = [960.0, 680.0];
pub const NARROW: [f32; 2] = [320.0, 480.0];

/// A menu or a list of choices over a state.
pub struct Menu {
    pub state: &'static str,
    pub size: [f32; 2],
    role: Role,
    label: &'static str,
}

pub const MENUS: [Menu; 8] = [
    menu("Sign in", WIDE, Role::Button, "Language: English"),
    menu("Users", NARROW, Role::Button, "Pages"),
    menu(
        "Users",
        NARROW,
        Role::Button,
        "Account menu: Ada Lovelace · admin",
    ),
    menu(
        "A page of text",
        WIDE,
        Role::Button,
        "Account menu: Ada Lovelace · admin",
    ),
    menu("Users", NARROW, Role::Button, "More"),
    menu("Users", NARROW, Role::Button, "Filter"),
    menu("Users", WIDE, Role::Button, "Actions for ada"),
    menu("Users", WIDE, Role::ComboBox, "Role"),
];

const fn menu(state: &'static str, size: [f32; 2], role: Role, label: &'static str) -> Menu {
    Menu {
        state,
        size,
        role,
        label,
    }
}

impl Menu {
    pub fn name(&self) -> String {
        format!("{}, open: {}", self.state, self.label)
    }

    /// Opens the menu with the keyboard and moves the focus into it.
    pub fn open(&self, theme: Theme) -> Result<Harness<'static, Alone>, String> {
        self.open_in(theme, self.size)
    }

    /// Opens the menu in a window of this size.
    pub fn open_in(&self, theme: Theme, size: [f32; 2]) -> Result<Harness<'static, Alone>, String> {
        let mut window = alone(find(self.state)?, theme, Language::English, size)?;
        // The name of Japanese.
        window
            .ctx
            .set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
        window.get_by_role_and_label(self.role, self.label).focus();
        window.run_steps(2);
        for key in [Key::Enter, Key::Tab] {
            window.key_press(key);
            window.run_steps(4);
        }
        Ok(window)
    }
}

/// Returns the state with this name.
pub fn find(name: &str) -> Result<&'static State, String> {
    let state = states().find(|state| state.name == name);
    state.ok_or_else(|| format!("there is no state “{name}”"))
}

/// Returns the name of the file for a state, without its extension.
pub fn file_name(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}
