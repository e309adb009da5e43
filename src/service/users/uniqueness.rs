//! The names and addresses that people sign in with, to find out in one step whether one is free.

use std::collections::HashMap;

use crate::domain::skeleton;
use crate::domain::user::User;

/// Names and addresses, folded, and whose they are.
pub(crate) struct Names {
    exact: HashMap<String, String>,
    /// By what they look like; only those of other scripts can be taken for others (R26).
    alike: HashMap<String, (String, bool)>,
}

impl Names {
    /// Everybody's.
    pub(crate) fn of(users: &[User]) -> Self {
        let mut names = Self {
            exact: HashMap::with_capacity(2 * users.len()),
            alike: HashMap::with_capacity(2 * users.len()),
        };
        for user in users {
            let owner = user.username.as_str();
            names.note(user.username.key(), owner);
            if let Some(email) = &user.email {
                names.note(email.key(), owner);
            }
        }
        names
    }

    fn note(&mut self, key: &str, owner: &str) {
        self.exact.insert(key.to_owned(), owner.to_owned());
        let value = (owner.to_owned(), key.is_ascii());
        self.alike.insert(skeleton(key), value);
    }

    /// Takes a name or an address for somebody.
    ///
    /// # Errors
    /// Whose it is, or looks like, when it is not free.
    pub(crate) fn take(&mut self, key: &str, owner: &str) -> Result<(), String> {
        let alike = self.alike.get(&skeleton(key));
        let alike = alike.filter(|(_, is_ascii)| !(*is_ascii && key.is_ascii()));
        let other = self.exact.get(key).or(alike.map(|(owner, _)| owner));
        match other {
            Some(other) if other != owner => Err(other.clone()),
            _ => {
                self.note(key, owner);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r26_a_name_that_is_taken_or_looks_like_one_is_not_free() {
        let mut names = Names::of(&[]);
        assert_eq!(names.take("ada", "Ada"), Ok(()));
        assert_eq!(names.take("ada", "Ada"), Ok(()), "their own");
        assert_eq!(names.take("ada", "Bob"), Err("Ada".to_owned()));
        assert_eq!(names.take("\u{430}da", "Bob"), Err("Ada".to_owned()));
        assert_eq!(names.take("modem", "Bob"), Ok(()));
        assert_eq!(names.take("modern", "Eve"), Ok(()));
    }
}
