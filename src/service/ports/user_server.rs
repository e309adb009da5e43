//! A server that lists users for a computer that may not read them.

use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::{AuditRecord, ChainCheck};
use crate::domain::credential::StoredHash;
use crate::domain::day::Day;
use crate::domain::email::Email;
use crate::domain::throttle::Attempts;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;

use crate::service::ports::approval_server::ApprovalTicket;
use crate::service::ports::audit_log::AuditFilter;
#[expect(unused_imports, reason = "for the documentation")]
use crate::service::ports::store_error::StoreError;
use crate::service::users::bulk_action::BulkAction;
use crate::service::users::error::UserError;
use crate::service::users::query::{Span, UserQuery};

/// Lists users and records on behalf of a computer that may not read them (a restricted computer).
///
/// # Contract
///
/// - **It authorizes each call anew**: by the session that `caller` has at this computer, and by the permissions that the
///   roles of the caller give now.
/// - **No user comes with a secret.** What stands for a hash, a second factor or codes says only that there are some.
/// - Every method is called off the window's thread, from several threads at once.
pub trait UserServer: Send + Sync {
    /// Returns a part of the users whom a query finds, in its order.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller has no session at this computer.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Store`] if the server cannot be reached.
    fn users(
        &self,
        caller: AccountId,
        query: &UserQuery,
        span: Span,
    ) -> Result<UserPage, UserError>;

    /// Returns the user with this username or e-mail address; `None` if there is none.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller has no session at this computer.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Store`] if the server cannot be reached.
    fn user(&self, caller: AccountId, login: &str) -> Result<Option<FoundUser>, UserError>;

    /// Returns the users after a position, in the order in which they came: all, or only these, at most
    /// [`BULK_MAX`](crate::service::users::bulk::BULK_MAX). The first position is 0.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller has no session at this computer.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Store`] if the server cannot be reached.
    fn users_after(
        &self,
        caller: AccountId,
        position: u64,
        only: Option<&[AccountId]>,
    ) -> Result<UserBatch, UserError>;

    /// Returns every role that users, pages and settings name, sorted.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller has no session at this computer.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Store`] if the server cannot be reached.
    fn roles(&self, caller: AccountId) -> Result<Vec<KnownRole>, UserError>;

    /// Makes a change, and records it. No user changes one with more permissions, or gives one that they lack, and an administrator
    /// who can sign in always remains. What a second person has to approve needs one of these approvals, which is used up.
    ///
    /// # Errors
    /// Nothing is changed.
    /// - [`UserError::ReauthenticationRequired`] if the password was entered too long ago.
    /// - [`UserError::Unknown`], [`UserError::OwnAccount`], [`UserError::LastAdministrator`], [`UserError::UsernameTaken`],
    ///   [`UserError::EmailTaken`], [`UserError::NoPassword`], [`UserError::EntryMistake`] and [`UserError::NothingToDo`] as
    ///   for the use case.
    /// - [`UserError::ApprovalRequired`] if a second person has to approve it first.
    /// - [`UserError::Store`] with [`StoreError::Changed`] if the user is no longer as in [`UserEdit::Patch`], and with
    ///   [`StoreError::Restricted`] if letters outside ASCII have to be compared.
    /// - Otherwise as for [`Self::users`].
    fn change(
        &self,
        caller: AccountId,
        edit: &UserEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<(), UserError>;

    /// Makes the same change of several users, as a whole or not at all, and records it. Each is changed by the rules of
    /// [`Self::change`]; who may not be changed, as the caller, is left out and named. Only a caller with every permission gives
    /// several users a role with permissions.
    ///
    /// # Errors
    /// Nothing is changed.
    /// - [`UserError::Unconfirmed`] if users get permissions, or can use them again, and it is not confirmed.
    /// - [`UserError::TooManyChanges`] if the caller would make too many records in an hour.
    /// - [`UserError::ReauthenticationRequired`], [`UserError::ApprovalRequired`] and the others as for [`Self::change`].
    fn change_many(
        &self,
        caller: AccountId,
        edit: &BulkEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<BulkAnswer, UserError>;

    /// Returns the first users who wait for approval, in the order in which they came, and counts all.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller has no session at this computer.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Store`] if the server cannot be reached.
    fn waiting(&self, caller: AccountId, limit: u32) -> Result<WaitingUsers, UserError>;

    /// Returns the first e-mail addresses that may register, in order, and counts all.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller has no session at this computer.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Store`] if the server cannot be reached.
    fn allowed_emails(&self, caller: AccountId, limit: u32) -> Result<AllowedList, UserError>;

    /// Allows these addresses to register, all of them or none, and records it. Returns the number of new ones.
    ///
    /// # Errors
    /// Nothing is changed.
    /// - [`UserError::ReauthenticationRequired`] if the password was entered too long ago.
    /// - [`UserError::EmailTaken`] if a user has one of them.
    /// - [`UserError::TooManyChanges`] if the caller would make too many records in an hour.
    /// - [`UserError::Store`] with [`StoreError::Restricted`] if letters outside ASCII have to be compared.
    /// - Otherwise as for [`Self::users`].
    fn allow_emails(&self, caller: AccountId, emails: &[Email]) -> Result<usize, UserError>;

    /// No longer allows an address to register, and records it.
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if it is not on the list.
    /// - Otherwise as for [`Self::allow_emails`].
    fn disallow_email(&self, caller: AccountId, email: &Email) -> Result<(), UserError>;

    /// Returns the latest records that match, the latest first, and counts all that match.
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not see the activity.
    /// - Otherwise as for [`Self::users`].
    fn activity(&self, caller: AccountId, filter: &AuditFilter)
    -> Result<FoundActivity, UserError>;

    /// Returns the latest records by an account or about it, the latest first; none if the caller may not both manage users and
    /// see the activity.
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller has no session at this computer.
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Store`] if the server cannot be reached.
    fn activity_of(
        &self,
        caller: AccountId,
        account: AccountId,
        limit: u32,
    ) -> Result<Vec<AuditRecord>, UserError>;
}

/// A change of a user.
#[derive(Clone, Copy, Debug)]
pub enum UserEdit<'a> {
    /// Adds a user, who chooses the first password with this code.
    Add {
        /// The user.
        user: &'a NewUser,
        /// The hash of a random password that is not kept.
        hash: &'a StoredHash,
        /// The digest of the code.
        code: [u8; 32],
    },
    /// Changes e-mail address, names, roles, access times and custom fields, disables or enables a user, or approves one.
    Patch {
        /// The user as shown.
        found: &'a FoundUser,
        /// What changes.
        patch: &'a UserPatch,
    },
    /// Changes the username.
    Rename {
        /// The account.
        account: AccountId,
        /// The new username.
        to: &'a Username,
    },
    /// Removes a user.
    Remove(AccountId),
    /// Changes how a user signs in.
    Access {
        /// The account.
        account: AccountId,
        /// The change.
        change: AccessChange<'a>,
    },
}

/// A change of how a user signs in.
#[derive(Clone, Copy, Debug)]
pub enum AccessChange<'a> {
    /// Ends a lockout.
    Unlock,
    /// Lets the user set a password with the code that has this digest.
    Reset([u8; 32]),
    /// Requires another password at the next sign-in.
    RequireChange,
    /// Ends all sessions.
    SignOut,
    /// Turns off the second factor.
    TwoStepOff,
    /// Ends everything with which the user can sign in. The hash is of a random password that is not kept.
    EndCredentials(&'a StoredHash),
}

/// The same change of several users.
#[derive(Clone, Copy, Debug)]
pub struct BulkEdit<'a> {
    /// What changes.
    pub action: &'a BulkAction,
    /// The accounts, each once: at least one, and at most [`BULK_MAX`](crate::service::users::bulk::BULK_MAX).
    pub users: &'a [AccountId],
    /// The digests of the codes of [`BulkAction::NewCode`], in the order of the accounts; none for other changes.
    pub codes: &'a [[u8; 32]],
    /// Whether an administrator has confirmed that users get permissions, or can use them again (R96).
    pub is_confirmed: bool,
}

/// What came of a change of several users.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkAnswer {
    /// The number of users who were changed.
    pub changed: usize,
    /// The number of users who were that way before.
    pub unchanged: usize,
    /// The places of the users who were not changed, and why.
    pub refused: Vec<(usize, UserError)>,
}

/// A part of a list of users.
#[derive(Clone, Debug, Default)]
pub struct UserPage {
    /// The users, in order.
    pub users: Vec<FoundUser>,
    /// How many users the query finds.
    pub total: u64,
    /// How many users there are.
    pub all: u64,
}

/// Some of all users.
#[derive(Clone, Debug, Default)]
pub struct UserBatch {
    /// The users.
    pub users: Vec<FoundUser>,
    /// The position after which there may be more.
    pub next: Option<u64>,
}

/// Users who wait for approval.
#[derive(Clone, Debug, Default)]
pub struct WaitingUsers {
    /// The first ones.
    pub users: Vec<FoundUser>,
    /// How many there are.
    pub total: u64,
}

/// E-mail addresses that may register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedList {
    /// The first ones.
    pub emails: Vec<String>,
    /// How many there are.
    pub total: u64,
}

/// A user as a server shows them to an administrator.
#[derive(Clone, Debug)]
pub struct FoundUser {
    /// The user. What stands for secrets says only that there are some.
    pub user: User,
    /// The failed attempts, and the last sign-in.
    pub attempts: Attempts,
    /// Whether the e-mail address belongs to this user alone.
    pub is_own_email: bool,
    /// Whether the caller may change the user.
    pub can_manage: bool,
    /// Changes with everything that is stored about the user.
    pub state: Vec<u8>,
}

/// A role as an administrator chooses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownRole {
    /// The name.
    pub name: String,
    /// Whether it gives permissions.
    pub gives_permissions: bool,
    /// Whether it gives no permission that the caller lacks.
    pub can_grant: bool,
}

/// Records of the audit log, and counts of all that match.
#[derive(Clone, Debug)]
pub struct FoundActivity {
    /// The latest records.
    pub records: Vec<AuditRecord>,
    /// The latest records of what was refused.
    pub refused: Vec<AuditRecord>,
    /// How many records of each day that has some are of what was done and of what was refused, the earliest first.
    pub days: Vec<(Day, [u32; 2])>,
    /// The same of each user, the greatest number first.
    pub users: Vec<(String, [u32; 2])>,
    /// The number of all records.
    pub total: u64,
    /// Whether the log is as it was written.
    pub verified: ChainCheck,
}
