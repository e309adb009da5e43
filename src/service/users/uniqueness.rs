//! The uniqueness check: no two users have one username or e-mail address, or two that look alike (R26). A
//! username is compared with addresses as well, because users sign in with either.

use std::collections::HashMap;

use crate::domain::email::Email;
use crate::domain::user::User;
use crate::domain::{fold, look_alike, skeleton};

use crate::service::ports::{Signer, Snapshot, Users};

/// Returns the user, other than `except`, who has this name or address, or one that looks like it.
pub(crate) fn holder<'a>(users: &'a Users, name: &str, except: Option<&User>) -> Option<&'a User> {
    let first = users.find_look_alike(name)?;
    let is_other = |user: &&User| except.is_none_or(|except| except.username != user.username);
    if is_other(&first) {
        return Some(first);
    }
    let key = fold(name.trim());
    users.iter().filter(is_other).find(|user| {
        let email = user.email.as_ref().map_or("", |email| email.key());
        look_alike(user.username.key(), &key) || look_alike(email, &key)
    })
}

/// Returns `true` if this address, or one that looks like it, waits for its owner to register (R89).
pub(crate) fn is_awaited(snapshot: &Snapshot, email: &Email) -> bool {
    let listed = &mut snapshot.allowed_emails.iter();
    listed.any(|listed| look_alike(listed.key(), email.key()))
}

/// All names and addresses by what they look like, for checking many rows of an import.
pub(crate) struct TakenNames {
    exact: HashMap<String, String>,
    /// The owner by what a name looks like, and whether the name is plain ASCII: two such names that differ
    /// do not look alike.
    alike: HashMap<String, (String, bool)>,
}

impl TakenNames {
    /// Returns the names and addresses of these users.
    pub(crate) fn of(users: &[User]) -> Self {
        let mut names = Self {
            exact: HashMap::with_capacity(2 * users.len()),
            alike: HashMap::with_capacity(2 * users.len()),
        };
        for user in users {
            let owner = user.username.as_str();
            names.insert(user.username.key(), owner);
            if let Some(email) = &user.email {
                names.insert(email.key(), owner);
            }
        }
        names
    }

    /// Returns the usernames that have signed, which no new user gets (R112).
    pub(crate) fn retired(signers: &[Signer]) -> Self {
        let mut names = Self::of(&[]);
        for signer in signers {
            names.insert(&fold(&signer.username), "");
        }
        names
    }

    fn insert(&mut self, key: &str, owner: &str) {
        self.exact.insert(key.to_owned(), owner.to_owned());
        let value = (owner.to_owned(), key.is_ascii());
        self.alike.insert(skeleton(key), value);
    }

    /// Takes a folded name or address for `owner`.
    ///
    /// # Errors
    /// The username of the other user who has it, or one that looks like it.
    pub(crate) fn take(&mut self, key: &str, owner: &str) -> Result<(), String> {
        let alike = self.alike.get(&skeleton(key));
        let alike = alike.filter(|(_, is_ascii)| !(*is_ascii && key.is_ascii()));
        let other = self.exact.get(key).or(alike.map(|(owner, _)| owner));
        match other {
            Some(other) if other != owner => Err(other.clone()),
            _ => {
                self.insert(key, owner);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::username::Username;

    #[test]
    fn r26_a_name_that_is_taken_or_looks_like_one_is_not_free() {
        let mut names = TakenNames::of(&[]);
        assert_eq!(names.take("ada", "Ada"), Ok(()));
        assert_eq!(names.take("ada", "Ada"), Ok(()), "the owner's");
        assert_eq!(names.take("ada", "Bob"), Err("Ada".to_owned()));
        assert_eq!(names.take("\u{430}da", "Bob"), Err("Ada".to_owned()));
        assert_eq!(names.take("modem", "Bob"), Ok(()));
        assert_eq!(names.take("modern", "Eve"), Ok(()));
    }

    #[test]
    fn r26_one_name_and_many_rows_are_checked_by_the_same_rule() {
        let user = |username: &str, email: &str| {
            let mut user = User::new(Username::parse(username).expect("a username"));
            user.email = Email::parse(email).ok();
            user
        };
        let users = [
            user("ada", "ada@example.org"),
            user("m\u{430}x", "max@example.org"),
            user("modem", ""),
        ];
        let mut rows = TakenNames::of(&users);
        let users: Users = users.into_iter().collect();
        for name in [
            "ada",
            "\u{430}da",
            "max",
            "MAX@example.org",
            "m\u{430}x@example.org",
            "modern",
            "eve",
        ] {
            let one = holder(&users, name, None).map(|user| user.username.as_str().to_owned());
            assert_eq!(rows.take(&fold(name), "new").err(), one, "{name}");
        }
    }

    #[test]
    fn r26_a_user_keeps_their_own_name_but_not_that_of_another_user() {
        let user = |username: &str| User::new(Username::parse(username).expect("a username"));
        let users: Users = [user("max"), user("m\u{430}x")].into_iter().collect();
        let max = &users[0];
        let other = holder(&users, "max", Some(max)).map(|user| user.username.as_str());
        assert_eq!(other, Some("m\u{430}x"));
        assert!(holder(&users, "ada", Some(max)).is_none());
    }
}
