//! Changes to a credential store.

use crate::domain::appearance::Accent;
use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::page::PageId;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::Role;
use crate::domain::settings::Algorithm;
use crate::domain::throttle::LockoutRule;
use crate::domain::user::{NewUser, UserPatch};
use crate::domain::username::Username;

use crate::service::ports::snapshot::Revision;

/// A change to the credential store, made as a whole or not at all.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and seldom moved")]
#[non_exhaustive]
pub enum Edit {
    /// Adds a user, and removes their e-mail address from those that may register.
    Add {
        /// The new user.
        user: NewUser,
        /// The hash of their password.
        hash: StoredHash,
    },
    /// Changes users.
    Update(Vec<(Username, UserPatch)>),
    /// Changes a username, also on the pages that name the user.
    Rename {
        /// The current username.
        from: Username,
        /// The new username.
        to: Username,
    },
    /// Removes a user, also from the pages that name them.
    Remove(Username),
    /// Adds users and changes users, all of them or none.
    Import {
        /// The new users, with the hashes of their passwords.
        add: Vec<(NewUser, StoredHash)>,
        /// Changes of existing users.
        update: Vec<(Username, UserPatch)>,
    },
    /// Allows e-mail addresses to register. None of them may be allowed already.
    Invite(Vec<Email>),
    /// Stops allowing an e-mail address to register.
    Uninvite(Email),
    /// Changes settings.
    Set(Vec<Setting>),
}

/// The texts before and after a change that is not made yet, as a user reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditPreview {
    /// The state of the store that the change would be made on.
    pub revision: Revision,
    /// The text now.
    pub before: String,
    /// The text after the change.
    pub after: String,
}

/// A setting and its new value. `None` restores the default.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Setting {
    /// The title of the window.
    Title(Option<String>),
    /// The text above the sign-in form.
    Banner(Option<String>),
    /// The picture file that replaces the program's logo, as it is written in the file.
    Logo(Option<String>),
    /// Whether the sign-in screen shows users as tiles.
    UserTiles(bool),
    /// The colour of buttons and links.
    Accent(Option<Accent>),
    /// The language of users who have not chosen one.
    Language(Option<Language>),
    /// Who may register.
    RegistrationMode(RegistrationPolicy),
    /// The domains whose addresses may register.
    RegistrationDomains(Vec<String>),
    /// After how many wrong passwords a name is locked, and for how long.
    Lockout(LockoutRule),
    /// After how many minutes without input the window locks; 0 for never.
    LockMinutes(u32),
    /// The title of a page.
    PageTitle(PageId, String),
    /// The roles that may open a page.
    PageRoles(PageId, Vec<Role>),
    /// The usernames that may open a page; `*` stands for all users.
    PageUsers(PageId, Vec<String>),
    /// Adds a page with Markdown text.
    AddPage {
        /// The id.
        id: PageId,
        /// The title.
        title: String,
        /// The roles that may open it.
        roles: Vec<Role>,
        /// The Markdown text.
        text: String,
    },
    /// Removes a page.
    RemovePage(PageId),
    /// The least number of characters of a new password.
    PasswordMinLength(u32),
    /// The least number of characters of a new password of users with a second factor.
    PasswordMinLengthTwoStep(u32),
    /// The hash of new passwords.
    PasswordHash(Algorithm),
    /// The cost of bcrypt.
    PasswordCost(u32),
    /// For how many days users can stay signed in.
    RememberDays(f64),
}

impl Setting {
    /// Returns the name of the setting for the audit log.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Title(_) => "title".to_owned(),
            Self::Banner(_) => "banner".to_owned(),
            Self::Logo(_) => "logo".to_owned(),
            Self::UserTiles(_) => "user tiles".to_owned(),
            Self::Accent(_) => "accent".to_owned(),
            Self::Language(_) => "language".to_owned(),
            Self::RegistrationMode(mode) => format!("registration {}", mode.word()),
            Self::RegistrationDomains(_) => "registration domains".to_owned(),
            Self::Lockout(_) => "lockout".to_owned(),
            Self::LockMinutes(_) => "lock".to_owned(),
            Self::PageTitle(id, _) | Self::PageRoles(id, _) | Self::PageUsers(id, _) => {
                format!("page {}", id.0)
            }
            Self::AddPage { id, .. } => format!("new page {}", id.0),
            Self::RemovePage(id) => format!("page {} removed", id.0),
            Self::PasswordMinLength(_) | Self::PasswordMinLengthTwoStep(_) => {
                "password length".to_owned()
            }
            Self::PasswordHash(_) | Self::PasswordCost(_) => "password hash".to_owned(),
            Self::RememberDays(_) => "remember me".to_owned(),
        }
    }
}
