//! "Who is it?": choosing a user on a tile before the password is asked for.
//!
//! ```text
//! Tiles ──a tile, a name──▶ form
//!   ▲                        │
//!   └────"Show all users"────┘
//! ```

use crate::domain::fold;
use crate::service::set_up::open::ProgramInfo;
use crate::service::sign_in::tiles::Tile;

use crate::screen::effects::Effects;
use crate::screen::form::field::{Field, FieldErrors};
use crate::screen::sign_in::{LoginScreen, Notice, TILES_MAX};

impl LoginScreen {
    /// Returns the tiles that match what was typed, at most [`TILES_MAX`].
    pub fn shown_tiles(&self) -> impl Iterator<Item = &Tile> {
        let typed = fold(self.login.trim());
        let tiles = self.opened.tiles.iter();
        let matches = move |tile: &&Tile| tile.search.contains(&typed);
        tiles.filter(matches).take(TILES_MAX)
    }

    /// Returns `true` if there is a field that finds tiles: there are more than fit, or the user wants to type.
    #[must_use]
    pub fn has_tile_search(&self) -> bool {
        self.has_field || !self.login.is_empty() || self.opened.tiles.len() > TILES_MAX
    }

    /// Shows the form with this username, or all tiles if it is empty.
    pub(crate) fn choose(&mut self, username: String) {
        if self.login != username {
            self.password.clear();
        }
        self.login = username;
        self.asks_pin = self.has_pin();
        self.errors = FieldErrors::default();
        if matches!(self.notice, Some(Notice::Failed(_))) {
            self.notice = None;
        }
        self.pick_again();
        self.focus = Some(if self.picks_user {
            Field::Login
        } else {
            Field::CurrentPassword
        });
    }

    /// Shows the field that finds tiles.
    pub(crate) fn type_name(&mut self) {
        self.has_field = true;
        self.focus = Some(Field::Login);
    }

    /// Chooses the only tile that matches, or takes what was typed as a username.
    pub(crate) fn find(&mut self) {
        let typed = self.login.trim().to_owned();
        let only = {
            let mut found = self.shown_tiles();
            let first = found.next().map(|tile| tile.username.clone());
            first.filter(|_| found.next().is_none())
        };
        // Part of another user's name is no name: it may be that of a user who has no tile.
        let only = only.filter(|_| self.begins_a_name(&typed));
        if typed.is_empty() {
            self.focus = Some(Field::Login);
        } else {
            self.choose(only.unwrap_or(typed));
        }
    }

    /// Returns `true` if a tile has a name that begins with this.
    fn begins_a_name(&self, typed: &str) -> bool {
        let typed = fold(typed);
        let mut names = self.shown_tiles().flat_map(|tile| {
            let words = tile.search.split_whitespace();
            words.chain([tile.search.as_str()])
        });
        names.any(|name| name.starts_with(&typed))
    }

    /// Shows all tiles if there are any and no user is named.
    pub(crate) fn pick_again(&mut self) {
        self.picks_user = !self.opened.tiles.is_empty() && self.login.is_empty();
        self.has_field = false;
    }

    /// Takes in that there may be other tiles. What was typed stays.
    pub(crate) fn follow_tiles(&mut self, had_tiles: bool) {
        let has_tiles = !self.opened.tiles.is_empty();
        self.picks_user &= has_tiles;
        if has_tiles && !had_tiles && !self.holds_input() {
            self.pick_again();
        }
    }

    /// Takes in what the file says now. Tiles of users with a PIN stay until it is known whose PINs there are.
    pub(super) fn replace_opened(&mut self, opened: Box<ProgramInfo>) {
        let before = std::mem::replace(&mut self.opened, opened);
        if self.has_tiles_of_pins() {
            self.opened.tiles = before.tiles;
        }
    }

    /// Loads the pictures of the first tiles.
    pub(super) fn load_pictures(&mut self, effects: &mut Effects) {
        let tiles = self.opened.tiles.iter().take(TILES_MAX);
        for path in tiles.filter_map(|tile| tile.picture.as_ref()) {
            self.pictures.load(path, effects);
        }
    }
}
