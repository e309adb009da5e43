//! Users as tiles on the sign-in screen, if the settings ask for them: a user selects a tile instead of
//! typing a name. A tile shows only name and picture.

use std::cmp::Reverse;
use std::path::PathBuf;

use crate::domain::fold;
use crate::domain::quick_unlock::PinOwner;
use crate::domain::user::User;

use crate::service::or_log::OrLog as _;
use crate::service::ports::{AttemptStore, Snapshot};
use crate::service::throttle::key_of;

/// A user who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Username.
    pub username: String,
    /// Full name, or the username if there is none.
    pub name: String,
    /// Picture on this computer.
    pub picture: Option<PathBuf>,
    /// The text that a search looks through, folded.
    pub search: String,
}

impl From<PinOwner> for Tile {
    fn from(owner: PinOwner) -> Self {
        let PinOwner {
            username,
            name,
            picture,
        } = owner;
        Self {
            search: fold(&format!("{name}\n{username}")),
            username,
            name,
            picture,
        }
    }
}

/// Returns the tiles of all users who can sign in, the last one to have done so first. Empty unless the
/// settings ask for tiles.
pub(crate) fn tiles(snapshot: &Snapshot, attempts: &dyn AttemptStore) -> Vec<Tile> {
    if !snapshot.settings.user_tiles {
        return Vec::new();
    }
    let is_shown = |user: &&User| user.can_sign_in() && user.hash.is_some();
    let users: Vec<_> = snapshot.users.iter().filter(is_shown).collect();
    let keys: Vec<_> = users.iter().map(|user| key_of(user)).collect();
    // Without the database, the tiles are in the order of the names.
    let attempts = attempts.attempts_of(&keys).or_log("read the attempts");
    let last = |at: usize| attempts.as_ref()?.get(at)?.last_sign_in;
    let users = users.into_iter().enumerate();
    let mut tiles: Vec<_> = users
        .map(|(at, user)| (Reverse(last(at)), Tile::from(PinOwner::from(user))))
        .collect();
    tiles.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.search.cmp(&other.search)));
    tiles.into_iter().map(|(_, tile)| tile).collect()
}
