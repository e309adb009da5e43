//! People and settings.

use std::sync::Arc;

use crate::domain::appearance::Accent;
use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::page::PageId;
use crate::domain::problem::{Position, Problem};
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::Role;
use crate::domain::secret::Secret;
use crate::domain::settings::{Algorithm, Settings};
use crate::domain::throttle::LockoutRule;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;

/// Identifies a state of the credential store, so that a change is never based on another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision(pub [u8; 32]);

/// A value together with the revision that it was read from.
#[derive(Clone, Debug)]
pub struct Versioned<T> {
    /// What was found.
    pub value: T,
    /// The state of the store that it was found in.
    pub revision: Revision,
}

/// Why the credential store could not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no credential file yet.
    #[error("there is no credential file")]
    Absent,
    /// There is one already, where a new one was to be made.
    #[error("there is a credential file already")]
    Exists,
    /// The file has errors; warnings may be among the problems.
    #[error("the credential file has errors")]
    Unusable(Vec<Problem>),
    /// It cannot be read. The text is the system's reason.
    #[error("the credential file cannot be read: {0}")]
    Unreadable(String),
    /// It cannot be written. The text is the system's reason.
    #[error("the credential file cannot be written: {0}")]
    Unwritable(String),
    /// It is no longer in the state that the change was based on.
    #[error("the credential file was changed meanwhile")]
    Changed,
    /// Another process holds the lock for too long.
    #[error("another program is writing the credential file")]
    Busy,
    /// The change cannot be made without touching something else, at this place.
    #[error("the change cannot be made safely")]
    Refused(Position),
}

/// One change to the credential store. All or nothing.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and seldom moved")]
#[non_exhaustive]
pub enum Edit {
    /// Adds a person, and takes their e-mail off the list of those who may register.
    Add {
        /// The new person.
        user: NewUser,
        /// Their password.
        hash: StoredHash,
    },
    /// Changes people.
    Update(Vec<(Username, UserPatch)>),
    /// Gives a person another username, on the pages that name them as well.
    Rename {
        /// The username that they have.
        from: Username,
        /// The one that they get.
        to: Username,
    },
    /// Removes a person, also from the pages that name them.
    Remove(Username),
    /// Adds people and changes people, all of them or none.
    Import {
        /// Those who are new, and their passwords.
        add: Vec<(NewUser, StoredHash)>,
        /// Those who are there.
        update: Vec<(Username, UserPatch)>,
    },
    /// Puts e-mail addresses on the list of those who may register; not those that are on it.
    Invite(Vec<Email>),
    /// Takes an e-mail address off the list of those who may register.
    Uninvite(Email),
    /// Changes settings.
    Set(Vec<Setting>),
}

/// A setting and its new value. `None` goes back to the default.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Setting {
    /// The window's title.
    Title(Option<String>),
    /// The text above the sign-in form.
    Banner(Option<String>),
    /// The picture file in place of the program's mark, as it is written in the file.
    Logo(Option<String>),
    /// Whether people are shown as tiles.
    UserTiles(bool),
    /// The colour of buttons and links.
    Accent(Option<Accent>),
    /// The language of those who have chosen none.
    Language(Option<Language>),
    /// Who can register.
    RegistrationMode(RegistrationPolicy),
    /// Only addresses of these domains can register.
    RegistrationDomains(Vec<String>),
    /// When wrong passwords lock a name, and for how long.
    Lockout(LockoutRule),
    /// After how many minutes the window locks by itself; 0 for never.
    LockMinutes(u32),
    /// What a page is called.
    PageTitle(PageId, String),
    /// Which roles open a page.
    PageRoles(PageId, Vec<Role>),
    /// Which people a page is open to; `*` stands for everybody.
    PageUsers(PageId, Vec<String>),
    /// A new page with this Markdown text.
    AddPage {
        /// Names it.
        id: PageId,
        /// What it is called.
        title: String,
        /// Which roles open it.
        roles: Vec<Role>,
        /// What is on it.
        text: String,
    },
    /// A page is gone.
    RemovePage(PageId),
    /// The fewest characters of a new password.
    PasswordMinLength(u32),
    /// The fewest characters of a new password for people with a second factor.
    PasswordMinLengthTwoStep(u32),
    /// How new passwords are hashed.
    PasswordHash(Algorithm),
    /// The cost of bcrypt.
    PasswordCost(u32),
    /// How many days people can stay signed in.
    RememberDays(f64),
}

impl Setting {
    /// What it is about, for the record.
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

/// A role that the store names somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRole {
    /// The role.
    pub role: Role,
    /// The dotted path of the first field that names it.
    pub field: String,
    /// Where that stands.
    pub position: Position,
}

/// Called from another thread when a store has changed.
pub type Changed = Arc<dyn Fn() + Send + Sync>;

/// Ends the watching when it is dropped.
pub struct Watch {
    _guard: Box<dyn Send>,
}

impl Watch {
    /// Watching that ends when `guard` is dropped.
    #[must_use]
    pub fn new(guard: impl Send + 'static) -> Self {
        Self {
            _guard: Box::new(guard),
        }
    }
}

/// People and settings.
///
/// # Contract
///
/// - **Names.** A person is found by username and by address, without regard to capitals, width or spaces
///   around; the username wins. No two people have one name or address: whoever asks for a change has
///   looked, on the revision that the change is based on.
/// - **Changes** are all or nothing, and durable when [`Self::apply`] returns. One that is decided on a
///   [`Revision`] is made on that state or on one in which nothing that it was decided on is different; on
///   any other it is [`StoreError::Changed`], and the use case looks again. So two programs lose nothing of
///   each other's. What a change means is written in [`crate::service::ports::user_directory::UserDirectory`], which can be used for it.
/// - **Order.** People, roles and addresses keep the order in which they were added.
/// - **Everything is kept**, also what the store itself has no use for: hashes as they are, what
///   [`crate::domain::recovery::KeyVault`] holds, the fields of an app. What cannot be read is an error and
///   never nothing: whoever has a damaged second factor must not come in without one.
/// - **No passwords.** Only hashes go in and out, but for [`Self::plain_passwords`], which lists what somebody
///   typed into the store by hand.
/// - **Blocking is fine**, and so is being slow: every method is called off the window's thread, from
///   several threads at once.
///
/// `testing::conformance::credential_store` (feature `testing`) holds an implementation to this.
pub trait CredentialStore: Send + Sync {
    /// Where it is, for messages.
    fn location(&self) -> String;

    /// The settings.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn settings(&self) -> Result<Arc<Settings>, StoreError>;

    /// Everything that is wrong with it, warnings included.
    ///
    /// # Errors
    /// When it cannot be read or is absent; errors in its content are part of the list.
    fn inspect(&self) -> Result<Vec<Problem>, StoreError>;

    /// The person with this username or e-mail address.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn find(&self, login: &str) -> Result<Versioned<Option<User>>, StoreError>;

    /// The person whose username or address is this one, or can be taken for it (R26).
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn find_look_alike(&self, name: &str) -> Result<Versioned<Option<User>>, StoreError>;

    /// Everybody, in the order of the file.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn users(&self) -> Result<Versioned<Vec<User>>, StoreError>;

    /// Every role that people, pages or settings name, once, with the first place that does. Stores that
    /// have no lines give the first of all.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn named_roles(&self) -> Result<Vec<NamedRole>, StoreError>;

    /// The e-mail addresses that may register, in the order of the file.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn allowed_emails(&self) -> Result<Versioned<Vec<Email>>, StoreError>;

    /// What the store would hold after a change, as people read it: the text before and after.
    ///
    /// # Errors
    /// As for [`Self::apply`]; nothing is changed either way.
    fn preview(&self, change: &Edit) -> Result<Versioned<(String, String)>, StoreError>;

    /// Whether this address may register.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn is_email_allowed(&self, email: &Email) -> Result<Versioned<bool>, StoreError>;

    /// The passwords that stand in plain text, to be hashed.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn plain_passwords(&self) -> Result<Versioned<Vec<(Username, Secret)>>, StoreError>;

    /// Makes a change, durably, if the store is still at `expected`, or if nothing that the change
    /// was decided on is different now.
    ///
    /// # Errors
    /// [`StoreError::Changed`] when it is; otherwise why it could not be made. The store is
    /// then as it was.
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<(), StoreError>;

    /// Calls `changed` soon after the store has changed, until the guard is dropped. `None` when
    /// nothing can tell, or not yet.
    fn watch(&self, changed: Changed) -> Option<Watch> {
        drop(changed);
        None
    }

    /// Makes a new store with one person in it.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when there is one already; otherwise why it could not be made.
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<(), StoreError>;
}
