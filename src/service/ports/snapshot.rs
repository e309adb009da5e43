//! The users and settings of a credential store at one revision.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::domain::account_id::AccountId;
use crate::domain::email::Email;
use crate::domain::problem::{Cause, Effect, Position, Problem};
use crate::domain::role::Role;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{Mistake, User};
use crate::domain::username::Username;
use crate::domain::{fold, look_alike};

/// Identifies a state of the credential store, so that a change is never based on another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision(pub [u8; 32]);

/// A role that the store names, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRole {
    /// The role.
    pub role: Role,
    /// The dotted path of the first field that names it.
    pub field: String,
    /// The position of that field.
    pub position: Position,
}

/// Everything that a credential store contains at one revision. A use case reads it once and decides on it.
///
/// Cloning is cheap: the parts are shared.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Snapshot {
    /// Identifies this state; a change is based on it.
    pub revision: Revision,
    /// The settings.
    pub settings: Arc<Settings>,
    /// The users, in the order in which they were added.
    pub users: Arc<Users>,
    /// The e-mail addresses that may register, in the order in which they were added.
    pub allowed_emails: Arc<[Email]>,
    /// Every role that users, pages or settings name, once, with the first field that does.
    #[doc(hidden)]
    pub named_roles: Arc<[NamedRole]>,
    /// Passwords that were typed into the store by hand, in plain text, and wait to be hashed.
    #[doc(hidden)]
    pub plain_passwords: Arc<[(Username, Secret)]>,
    /// Whether an entry that cannot be read may hold a password in plain text, which nothing can hash: no copy of the
    /// store is kept then.
    #[doc(hidden)]
    pub may_hold_plain: bool,
    /// Problems of the store as it is now. If errors are among them, the rest of this snapshot is the last
    /// state that had none.
    #[doc(hidden)]
    pub problems: Arc<[Problem]>,
}

opaque_debug!(Snapshot);

impl Snapshot {
    /// Returns `true` if a copy of the store would hold a password in plain text, or it is not known whether it would.
    #[cfg(feature = "yaml")]
    #[must_use]
    pub(crate) fn is_secret(&self) -> bool {
        self.may_hold_plain || !self.plain_passwords.is_empty()
    }

    /// Returns what closes accounts in a way that only an edit of the store can mend; empty if there is nothing.
    #[must_use]
    pub(crate) fn closing(&self) -> Vec<Problem> {
        let is_entry = |user: &User| user.mistake == Some(Mistake::Entry);
        let is_dropped = |problem: &&Problem| {
            problem.effect == Effect::ClosesUser && matches!(problem.cause, Cause::Username(_))
        };
        if !self.users.iter().any(is_entry) && self.problems.iter().find(is_dropped).is_none() {
            return Vec::new();
        }
        self.closed()
    }

    /// Returns what closes accounts.
    pub(crate) fn closed(&self) -> Vec<Problem> {
        let closes = |problem: &&Problem| problem.effect == Effect::ClosesUser;
        self.problems.iter().filter(closes).cloned().collect()
    }
}

/// Users in order, found by username or e-mail address without a search.
#[derive(Debug, Clone, Default)]
pub struct Users {
    all: Vec<User>,
    by_username: HashMap<Arc<str>, usize>,
    by_email: HashMap<Arc<str>, usize>,
    /// Users whose address does not identify them, because another user has it as well.
    shared_emails: HashSet<usize>,
    /// Users whose username or address has letters outside ASCII, which can look like another name.
    with_other_letters: Vec<usize>,
    /// The number of users who wait for approval.
    waiting: usize,
    /// Made when an id is looked up for the first time, because ids are settled after all users were added.
    by_id: OnceLock<HashMap<AccountId, usize>>,
}

impl Users {
    fn with_capacity(count: usize) -> Self {
        Self {
            all: Vec::with_capacity(count),
            by_username: HashMap::with_capacity(count),
            by_email: HashMap::with_capacity(count),
            ..Self::default()
        }
    }

    /// Adds a user at the end. If two users have the same name, the first one is found by it; an address that two users
    /// have identifies neither of them (R97).
    pub fn push(&mut self, user: User) {
        let position = self.all.len();
        let email = user.email.as_ref().map_or("", Email::key);
        if !user.username.key().is_ascii() || !email.is_ascii() {
            self.with_other_letters.push(position);
        }
        let by_username = self.by_username.entry(user.username.shared_key());
        by_username.or_insert(position);
        if let Some(email) = &user.email {
            let by_email = self.by_email.entry(email.shared_key());
            let first = *by_email.or_insert(position);
            if first != position {
                self.shared_emails.extend([first, position]);
            }
        }
        self.waiting += usize::from(waits(&user));
        self.by_id.take();
        self.all.push(user);
    }

    /// Returns the number of users who wait for approval.
    #[must_use]
    #[doc(hidden)]
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// Gives the user at this position another id.
    #[cfg(feature = "yaml")]
    pub(crate) fn set_id(&mut self, position: usize, id: AccountId) {
        if let Some(user) = self.all.get_mut(position) {
            user.id = id;
            self.by_id.take();
        }
    }

    /// Closes the account of the user at this position (R97).
    #[cfg(feature = "yaml")]
    pub(crate) fn close(&mut self, position: usize) {
        if let Some(user) = self.all.get_mut(position) {
            self.waiting -= usize::from(waits(user));
            user.mistake = Some(Mistake::Entry);
        }
    }

    /// Closes the account of the user at this position until it gets a new password.
    #[cfg(feature = "yaml")]
    pub(crate) fn close_password(&mut self, position: usize) {
        if let Some(user) = self.all.get_mut(position) {
            user.mistake.get_or_insert(Mistake::Password);
        }
    }

    /// Lets the address of the user at this position identify no user.
    #[cfg(feature = "yaml")]
    pub(crate) fn share_email(&mut self, position: usize) {
        self.shared_emails.insert(position);
    }

    /// Returns the number of users whose address does not identify them.
    #[cfg(feature = "yaml")]
    pub(crate) fn shared_emails(&self) -> usize {
        self.shared_emails.len()
    }

    /// Returns the address of a user if it identifies the user, so that mails to it reach no other one (R97).
    #[must_use]
    #[doc(hidden)]
    pub fn own_email<'a>(&self, user: &'a User) -> Option<&'a Email> {
        let position = self.position_of_username(user.username.key())?;
        let is_own = |email: &&Email| {
            let named = self.position_of_username(email.key());
            !self.shared_emails.contains(&position) && named.is_none_or(|named| named == position)
        };
        user.email.as_ref().filter(is_own)
    }

    /// Returns the user with this id.
    #[must_use]
    #[doc(hidden)]
    pub fn with_id(&self, id: AccountId) -> Option<&User> {
        let by_id = self.by_id.get_or_init(|| {
            // In reverse, so that the first of two users with one id is found.
            let users = self.all.iter().enumerate().rev();
            users.map(|(position, user)| (user.id, position)).collect()
        });
        self.all.get(*by_id.get(&id)?)
    }

    /// Returns the position of the user with this folded username.
    pub(crate) fn position_of_username(&self, key: &str) -> Option<usize> {
        self.by_username.get(key).copied()
    }

    /// Returns the position of the user with this folded e-mail address.
    pub(crate) fn position_of_email(&self, key: &str) -> Option<usize> {
        self.by_email.get(key).copied()
    }

    /// Returns the user with this username, or else the only one with this e-mail address, ignoring capitals, width and
    /// surrounding spaces.
    #[must_use]
    pub fn find(&self, login: &str) -> Option<&User> {
        let key = fold(login.trim());
        let by_username = self.position_of_username(&key);
        let by_email = || {
            let position = self.position_of_email(&key);
            position.filter(|position| !self.shared_emails.contains(position))
        };
        let position = by_username.or_else(by_email)?;
        self.all.get(position)
    }

    /// Returns the user with this username.
    #[must_use]
    #[doc(hidden)]
    pub fn get(&self, username: &Username) -> Option<&User> {
        self.all.get(self.position_of_username(username.key())?)
    }

    /// Returns the first user whose username or e-mail address equals or looks like `name` (R26).
    ///
    /// Only a name with letters outside ASCII is compared with all users.
    #[must_use]
    #[doc(hidden)]
    pub fn find_look_alike(&self, name: &str) -> Option<&User> {
        let key = fold(name.trim());
        let is_alike = |user: &&User| {
            let is_email = |email: &Email| look_alike(email.key(), &key);
            look_alike(user.username.key(), &key) || user.email.as_ref().is_some_and(is_email)
        };
        if !key.is_ascii() {
            return self.all.iter().find(is_alike);
        }
        let exact = [
            self.position_of_username(&key),
            self.position_of_email(&key),
        ];
        let mut others = self.with_other_letters.iter().copied();
        let other =
            others.find(|position| self.all.get(*position).is_some_and(|user| is_alike(&user)));
        let first = exact.into_iter().flatten().chain(other).min()?;
        self.all.get(first)
    }

    /// Returns `true` if an administrator can sign in.
    #[must_use]
    #[doc(hidden)]
    pub fn has_active_admin(&self) -> bool {
        self.all.iter().any(User::is_active_admin)
    }
}

/// Returns `true` if the user waits for approval, and nothing else keeps the user from signing in.
fn waits(user: &User) -> bool {
    user.is_pending && !user.disabled && user.mistake != Some(Mistake::Entry)
}

impl Deref for Users {
    type Target = [User];

    fn deref(&self) -> &[User] {
        &self.all
    }
}

impl FromIterator<User> for Users {
    fn from_iter<I: IntoIterator<Item = User>>(users: I) -> Self {
        let users = users.into_iter();
        let mut all = Self::with_capacity(users.size_hint().0);
        users.for_each(|user| all.push(user));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(username: &str, email: &str) -> User {
        let mut user = User::new(Username::parse(username).expect("a username"));
        user.email = Email::parse(email).ok();
        user
    }

    fn name(user: Option<&User>) -> Option<&str> {
        user.map(|user| user.username.as_str())
    }

    #[test]
    fn a_username_wins_over_the_email_address_of_another_user() {
        let users = [user("ada", "bob@example.org"), user("bob@example.org", "")];
        let users = Users::from_iter(users);
        assert_eq!(
            name(users.find(" BOB@example.org ")),
            Some("bob@example.org")
        );
        assert_eq!(name(users.find("Ada")), Some("ada"));
        assert_eq!(name(users.find("eve")), None);
    }

    #[test]
    #[cfg(feature = "yaml")]
    fn a_user_is_found_by_the_id_that_was_settled_last() {
        let (own, other) = (AccountId::new([1; 16]), AccountId::new([2; 16]));
        let mut users = Users::from_iter([user("ada", ""), user("bob", "")]);
        users.set_id(0, own);
        users.set_id(1, own);
        assert_eq!(name(users.with_id(own)), Some("ada"));
        users.set_id(0, other);
        assert_eq!(name(users.with_id(own)), Some("bob"));
        assert_eq!(name(users.with_id(other)), Some("ada"));
        assert_eq!(name(users.with_id(AccountId::new([3; 16]))), None);
    }

    #[test]
    fn r97_an_address_of_two_users_identifies_and_mails_neither_of_them() {
        let users = [
            user("ada", "both@example.org"),
            user("bob", "Both@example.org"),
            user("eve", "ada"),
            user("mel", "mel@example.org"),
            user("mel@example.org", ""),
        ];
        let users = Users::from_iter(users);
        assert_eq!(name(users.find("both@example.org")), None);
        assert!(users.iter().all(|user| users.own_email(user).is_none()));
        assert_eq!(name(users.find_look_alike("both@example.org")), Some("ada"));
        assert_eq!(name(users.find("bob")), Some("bob"));
    }

    #[test]
    #[cfg(feature = "yaml")]
    fn disabled_users_and_closed_entries_do_not_wait_for_approval() {
        let pending = |name: &str| User {
            is_pending: true,
            ..user(name, "")
        };
        let disabled = User {
            disabled: true,
            ..pending("bob")
        };
        let closed = User {
            mistake: Some(Mistake::Entry),
            ..pending("eve")
        };
        let mut users = Users::from_iter([pending("ada"), disabled, closed, pending("mel")]);
        assert_eq!(users.waiting(), 2);
        for _ in 0..2 {
            users.close(3);
            assert_eq!(users.waiting(), 1, "closed afterwards");
        }
    }

    #[test]
    fn r26_a_look_alike_is_found_in_both_directions_and_the_first_user_wins() {
        let users = [
            user("m\u{430}x", ""),
            user("max", ""),
            user("ada", "ada@example.org"),
        ];
        let users = Users::from_iter(users);
        assert_eq!(name(users.find_look_alike("max")), Some("m\u{430}x"));
        assert_eq!(name(users.find_look_alike("\u{430}da")), Some("ada"));
        assert_eq!(name(users.find_look_alike("ADA@example.org")), Some("ada"));
        assert_eq!(name(users.find_look_alike("")), None);
        assert_eq!(
            name(users.find_look_alike("acla")),
            None,
            "plain ASCII is told apart"
        );
    }
}
