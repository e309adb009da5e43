//! People as tiles on the sign-in form, where the file says so: whoever stands there chooses
//! themselves instead of typing their name. Nothing but name and picture is told.

use std::path::PathBuf;

use crate::domain::fold;
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::Service;
use crate::service::sign_in::attempt_key;

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// The name to sign in with.
    pub username: String,
    /// Their whole name, or the username when they have none.
    pub name: String,
    /// Their picture, if they have one on this computer.
    pub picture: Option<PathBuf>,
    /// What a search looks through, folded.
    pub search: String,
}

impl Tile {
    fn of(user: &User) -> Self {
        let name = user.display_name();
        Self {
            search: fold(&format!("{name}\n{}", user.username.as_str())),
            username: user.username.as_str().to_owned(),
            picture: user.picture.clone(),
            name,
        }
    }
}

impl Service {
    /// The people to be shown: none unless the file says so, else all who can sign in, those who did so
    /// last first.
    pub(crate) fn tiles(&self, settings: &Settings) -> Vec<Tile> {
        if !settings.user_tiles {
            return Vec::new();
        }
        let Ok(users) = self.credentials.users() else {
            return Vec::new();
        };
        // Without the database they are in the order of their names.
        let attempts = self.state.all_attempts().unwrap_or_default();
        let is_shown = |user: &&User| user.can_sign_in() && user.hash.is_some();
        let users = users.value.iter().filter(is_shown);
        let mut tiles: Vec<_> = users
            .map(|user| {
                let key = attempt_key(Some(user), user.username.as_str());
                let last = attempts
                    .get(&key)
                    .and_then(|attempts| attempts.last_sign_in);
                (std::cmp::Reverse(last), Tile::of(user))
            })
            .collect();
        tiles.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.search.cmp(&other.search)));
        tiles.into_iter().map(|(_, tile)| tile).collect()
    }
}
