//! Entries that close the account of their user, and nothing else (R97).

use crate::domain::credential::{PasswordValue, classify};
use crate::domain::problem::Cause;
use crate::domain::user::{Mistake, User};
use crate::domain::username::Username;

use crate::store::yaml::reader::Reader;
use crate::store::yaml::tree::{Kind, Node};
use crate::store::yaml::types::Scalar;
use crate::store::yaml::values::Located;

impl Reader<'_, '_> {
    /// Adds the user of an entry whose values cannot be read, so that the username stays taken.
    pub(crate) fn closed_user(&mut self, name: &Located<String>, value: &Node<'_>) {
        for (_, password) in value
            .entries()
            .iter()
            .filter(|(key, _)| key.text() == Some("password"))
        {
            let text = password.text().unwrap_or_default().to_owned();
            self.note_plain(&name.value, Some(&Scalar::Text(text)));
        }
        let path = format!("credentials.usernames.{}", name.value);
        if let Some(username) = self.username(name, &path) {
            self.positions.push(name.position);
            self.written_ids.push(None);
            let mistake = Some(Mistake::Entry);
            self.users.push(User {
                mistake,
                ..User::new(username)
            });
        }
    }

    /// Returns the username of an entry. Two entries with one username close that account.
    pub(crate) fn username(&mut self, name: &Located<String>, path: &str) -> Option<Username> {
        let username = match Username::existing(&name.value) {
            Ok(username) => username,
            Err(error) => {
                self.report(name.position, path, Cause::Username(error));
                return None;
            }
        };
        let Some(other) = self.users.position_of_username(username.key()) else {
            return Some(username);
        };
        self.users.close(other);
        let cause = Cause::SameUsername {
            other: self.users[other].username.as_str().to_owned(),
            at: self.positions[other],
        };
        self.report(name.position, path, cause);
        None
    }

    /// Notes a password in plain text that cannot be hashed, so that no backup is made of it.
    pub(crate) fn note_plain(&mut self, name: &str, password: Option<&Scalar>) {
        if let (Some(Scalar::Text(text)), Ok(username)) = (password, Username::existing(name))
            && !text.is_empty()
            && let Ok(PasswordValue::Plain(secret)) = classify(text)
        {
            self.plain_passwords.push((username, secret));
        }
    }
}

/// Returns `true` if an anchor names a part of the value.
pub(crate) fn has_anchor(value: &Node<'_>) -> bool {
    let mut waiting = vec![value];
    while let Some(node) = waiting.pop() {
        if node.anchor() != 0 {
            return true;
        }
        match &node.kind {
            Kind::Sequence(items) => waiting.extend(items),
            Kind::Mapping(entries) => waiting.extend(entries.iter().map(|(_, value)| value)),
            Kind::Scalar(_) | Kind::Alias(_) => {}
        }
    }
    false
}
