//! The reasons why users are not changed.

use crate::domain::account_id::AccountId;
use crate::domain::approval::ActionSummary;
use crate::domain::changed_setting::ChangedSetting;
use crate::domain::password::PasswordError;
use crate::domain::role::Role;
use crate::domain::user_field::UserFieldError;

use crate::service::ports::hasher::HasherError;
use crate::service::ports::platform::VaultError;
use crate::service::ports::state_error::StateError;
use crate::service::ports::store_error::StoreError;

/// The reason why users were not listed or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UserError {
    /// There is no such user.
    #[error("no user has this username")]
    Unknown,
    /// Another user has this username, or one that looks like it.
    #[error("this username is taken")]
    UsernameTaken,
    /// The user with this name has the e-mail address, or one that looks like it.
    #[error("this e-mail is taken by {0}")]
    EmailTaken(String),
    /// There would be no administrator who can sign in.
    #[error("this is the last administrator")]
    LastAdministrator,
    /// The caller would remove or disable themself.
    #[error("users cannot delete or disable themselves")]
    OwnAccount,
    /// The caller's session has ended.
    #[error("the session has ended")]
    Ended,
    /// The caller lacks the permission, or the user has one that the caller lacks.
    #[error("not allowed")]
    NotAllowed,
    /// The caller has to enter the password again.
    #[error("re-authentication is required")]
    ReauthenticationRequired,
    /// The file requires that a second person approves this.
    #[error("a second person has to approve this")]
    ApprovalRequired(#[doc(hidden)] Box<ActionSummary>),
    /// The user has no password that could be reset.
    #[error("no password")]
    NoPassword,
    /// The entry of the user has a mistake, which has to be corrected in the file (R97).
    #[error("the entry of this user has an error")]
    #[doc(hidden)]
    EntryMistake,
    /// The role cannot be removed, because it is still named.
    #[error("the role {} is in use", .0.role.as_str())]
    #[doc(hidden)]
    RoleInUse(#[doc(hidden)] RoleUse),
    /// A role cannot get this name, because there is a role with it.
    #[error("the role {} exists already", .0.as_str())]
    #[doc(hidden)]
    RoleTaken(Role),
    /// Every user who registers would get a permission (R32).
    #[error("new users would get a permission")]
    #[doc(hidden)]
    PermissionForNewUsers,
    /// Nothing would change.
    #[error("nothing to change")]
    #[doc(hidden)]
    NothingToDo,
    /// A value for the user is not acceptable.
    #[error(transparent)]
    Field(#[from] UserFieldError),
    /// The password could not be hashed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The restored version would give these users permissions that they do not have now, which was not confirmed.
    #[error("the restored version would give permissions to: {}", .0.join(", "))]
    #[doc(hidden)]
    GivesPermissions(Vec<String>),
    /// A role that several users would get gives permissions, which was not confirmed.
    #[error("the role gives permissions, which was not confirmed")]
    #[doc(hidden)]
    Unconfirmed,
    /// So many users are not changed at once at a restricted computer.
    #[error("more than {0} users at once")]
    #[doc(hidden)]
    TooManyUsers(
        /// The most users of one change.
        #[doc(hidden)]
        usize,
    ),
    /// So many e-mail addresses are not allowed at once at a restricted computer.
    #[error("more than {0} addresses at once")]
    #[doc(hidden)]
    TooManyEmails(
        /// The most addresses of one change.
        #[doc(hidden)]
        usize,
    ),
    /// The caller has made too many changes of users in the last hour at restricted computers.
    #[error("too many changes in the last hour")]
    #[doc(hidden)]
    TooManyChanges,
    /// The restored version would change settings that only the owner of the file may change.
    #[error("only the owner of the file may change: {}", names(.0))]
    #[doc(hidden)]
    OwnerSettings(#[doc(hidden)] Vec<ChangedSetting>),
    /// No administrator could sign in with the restored version.
    #[error("no administrator could sign in with the restored version")]
    #[doc(hidden)]
    NoAdministratorLeft,
    /// Earlier accounts had the username of this one, so that the name does not say which of them is meant.
    #[error("several accounts had this username")]
    #[doc(hidden)]
    NameShared {
        /// The account that has the username now.
        #[doc(hidden)]
        account: AccountId,
        /// The accounts that had it before.
        #[doc(hidden)]
        earlier: Vec<AccountId>,
    },
    /// The account was deleted, but its name is still in the audit log.
    #[error("the name could not be erased from the audit log: {0}")]
    #[doc(hidden)]
    NotErased(StateError),
    /// There are no badges, the number cannot be that of one, or it is the badge of another user.
    #[error("not a badge that can be set")]
    #[doc(hidden)]
    Badge(
        /// Whether it is the badge of another user.
        #[doc(hidden)]
        bool,
    ),
    /// Too many badges were scanned on this computer, which is a restricted one, in the last hour.
    #[error("too many badges were scanned on this computer")]
    #[doc(hidden)]
    TooManyBadges,
    /// The keyring cannot be used.
    #[error(transparent)]
    #[doc(hidden)]
    Vault(VaultError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for UserError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NameRetired => Self::UsernameTaken,
            error => Self::Store(error),
        }
    }
}

fn names(settings: &[ChangedSetting]) -> String {
    let names: Vec<_> = settings.iter().map(ToString::to_string).collect();
    names.join(", ")
}

/// Where a role is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleUse {
    /// The role.
    pub role: Role,
    /// The number of users who have it.
    pub users: usize,
    /// The number of pages that name it.
    pub pages: usize,
    /// The number of lists of roles in other settings that name it.
    pub settings: usize,
}

impl From<PasswordError> for UserError {
    fn from(error: PasswordError) -> Self {
        Self::Field(error.into())
    }
}
