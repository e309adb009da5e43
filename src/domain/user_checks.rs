//! What the rules and the window of this package ask of a user. The documentation for host apps does not show it.

use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::role::Role;
use crate::domain::user::User;

#[doc(hidden)]
impl User {
    /// Returns the name for a greeting: the first name, or the username if there is none.
    #[must_use]
    pub fn greeting_name(&self) -> &str {
        if self.name.first.is_empty() {
            self.username.as_str()
        } else {
            &self.name.first
        }
    }

    /// Returns the words that are not accepted as parts of this user's password (R8).
    #[must_use]
    pub fn own_words(&self) -> Vec<String> {
        let email = self.email.as_ref().map_or("", Email::as_str);
        let words = [
            &self.name.first,
            &self.name.last,
            self.username.as_str(),
            email,
        ];
        words.map(str::to_owned).to_vec()
    }

    /// Returns `true` if this is the username, and not an e-mail address.
    #[must_use]
    pub fn has_username(&self, login: &str) -> bool {
        fold(login.trim()) == self.username.key() && Email::parse(self.username.key()).is_err()
    }

    /// Returns `true` if the user has chosen a password, rather than only been given a code to choose one with.
    #[must_use]
    pub fn has_chosen_password(&self) -> bool {
        // The first password makes the user key. A hash from elsewhere has no key, and no code either.
        self.key_vault.key.is_some() || self.key_vault.reset.is_none()
    }

    /// Returns `true` if the user is an administrator who may sign in at any time and has chosen a password (R99). One whose
    /// access is limited to days or hours does not count: there could be a time at which no administrator can sign in.
    #[must_use]
    pub fn is_active_admin(&self) -> bool {
        self.times.is_unlimited() && self.is_admin_at_times()
    }

    /// Does the same as [`Self::is_active_admin`] for administrators whose access may be limited to days or hours.
    #[must_use]
    pub fn is_admin_at_times(&self) -> bool {
        self.can_sign_in() && self.has_chosen_password() && self.roles.contains(&Role::admin())
    }
}
