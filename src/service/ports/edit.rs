//! Changes to a credential store.

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::setting::Setting;
use crate::domain::user::{NewUser, UserPatch};
use crate::domain::username::Username;

use crate::service::ports::snapshot::Revision;

/// A change to the credential store, made as a whole or not at all.
///
/// [`UserDirectory::apply`](crate::ports::UserDirectory::apply) makes it in what a store has read, so that the store saves
/// what is different then.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and seldom moved")]
#[non_exhaustive]
pub enum Edit {
    /// Adds a user, and removes their e-mail address from those that may register.
    #[doc(hidden)]
    Add {
        /// The new user.
        user: NewUser,
        /// The hash of their password.
        hash: StoredHash,
    },
    /// Changes users.
    #[doc(hidden)]
    Update(Vec<(Username, UserPatch)>),
    /// Changes a username, also on the pages that name the user.
    #[doc(hidden)]
    Rename {
        /// The current username.
        from: Username,
        /// The new username.
        to: Username,
    },
    /// Removes a user, also from the pages that name them.
    #[doc(hidden)]
    Remove(Username),
    /// Adds users and changes users, all of them or none.
    #[doc(hidden)]
    Import {
        /// The new users, with the hashes of their passwords.
        add: Vec<(NewUser, StoredHash)>,
        /// Changes of existing users.
        update: Vec<(Username, UserPatch)>,
    },
    /// Allows e-mail addresses to register. None of them may be allowed already.
    #[doc(hidden)]
    Invite(Vec<Email>),
    /// Stops allowing an e-mail address to register.
    #[doc(hidden)]
    Uninvite(Email),
    /// Changes settings.
    #[doc(hidden)]
    Set(Vec<Setting>),
}

/// A change that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Applied {
    /// The state that it was made on, which can be another one than it was decided on.
    pub from: Revision,
    /// The state that it made.
    pub to: Revision,
}

impl Applied {
    /// Creates the answer of a store that made a change.
    #[must_use]
    pub const fn new(from: Revision, to: Revision) -> Self {
        Self { from, to }
    }
}

/// The texts before and after a change that is not made yet, as a user reads them: without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EditPreview {
    /// The state of the store that the change would be made on.
    pub revision: Revision,
    /// The text now.
    pub before: String,
    /// The text after the change.
    pub after: String,
}
