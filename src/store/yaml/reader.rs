//! What is collected while the configuration file is read.

use std::collections::HashMap;
use std::path::Path;
#[cfg(all(feature = "component", feature = "postgres"))]
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::problem::{Effect, Position, Problem};
use crate::domain::role::Role;
use crate::domain::secret::Secret;
#[cfg(all(feature = "component", feature = "postgres"))]
use crate::domain::store_settings::StoreSettings;
use crate::domain::user::Mistake;
use crate::domain::username::Username;
use crate::service::ports::Users;

use crate::store::yaml::tree::Node;

/// What a program expects of the file.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Users, or the address of a server.
    Any,
    /// Users.
    Users,
    /// Settings without users.
    #[cfg(feature = "app")]
    Settings,
    /// This server.
    #[cfg(all(feature = "component", feature = "postgres"))]
    Server(Arc<StoreSettings>),
}

/// Collects what is read, and its problems.
pub(crate) struct Reader<'a, 't> {
    pub(crate) problems: Vec<Problem>,
    /// The folder that relative paths start from.
    pub(crate) folder: &'a Path,
    pub(crate) expected: &'a Expected,
    pub(crate) users: Users,
    pub(crate) plain_passwords: Vec<(Username, Secret)>,
    /// Whether there may be a password in plain text that cannot be hashed.
    pub(crate) may_hold_plain: bool,
    /// The first field that names each role, with its position.
    pub(crate) roles: HashMap<Role, (String, Position)>,
    /// The position of each user.
    pub(crate) positions: Vec<Position>,
    /// The id that is written in the entry of each user.
    pub(crate) written_ids: Vec<Option<AccountId>>,
    /// Duplicate keys of users.
    pub(crate) duplicates: Vec<Problem>,
    /// What `<<` merges into the users.
    pub(crate) merged: Vec<Node<'t>>,
    /// Whether Streamlit-Authenticator has written into the file.
    pub(crate) is_shared: bool,
    /// What follows from an error.
    pub(crate) effect: Effect,
    /// The worst mistake in the entry that is being read.
    pub(crate) mistake: Option<Mistake>,
}

impl<'a> Reader<'a, '_> {
    pub(crate) fn new(folder: &'a Path, expected: &'a Expected) -> Self {
        Self {
            problems: Vec::new(),
            folder,
            expected,
            users: Users::default(),
            plain_passwords: Vec::new(),
            may_hold_plain: false,
            roles: HashMap::new(),
            positions: Vec::new(),
            written_ids: Vec::new(),
            duplicates: Vec::new(),
            merged: Vec::new(),
            is_shared: false,
            effect: Effect::File,
            mistake: None,
        }
    }

    /// Reads with another effect of errors.
    pub(crate) fn with_effect<T>(
        &mut self,
        effect: Effect,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = std::mem::replace(&mut self.effect, effect);
        let value = read(self);
        self.effect = before;
        value
    }
}
