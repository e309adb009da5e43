//! Entries that close the account of their user, and nothing else (R97).

use crate::domain::account_id::AccountId;
use crate::domain::credential::{PasswordValue, classify};
use crate::domain::email::Email;
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
        let texts = |wanted: &'static str| {
            let entries = value.entries().iter();
            let found = entries.filter(move |(key, _)| key.text() == Some(wanted));
            found.map(|(_, value)| value.text())
        };
        // Passwords of merges and aliases, and what is not a mapping at all, are not looked at.
        let is_hash = |text: Option<&str>| {
            text.is_some_and(|text| matches!(classify(text), Ok(PasswordValue::Hash(_))))
        };
        let is_read = !value.entries().is_empty() && texts("<<").next().is_none();
        self.may_hold_plain |= !is_read || !texts("password").all(is_hash);
        let path = format!("credentials.usernames.{}", name.value);
        if let Some(username) = self.username(name, &path) {
            let id = only(texts("account_id").flatten()).and_then(AccountId::parse);
            let email = only(texts("email").flatten()).and_then(|email| Email::parse(email).ok());
            self.positions.push(name.position);
            self.written_ids.push(id);
            let user = User::new(username);
            self.users.push(User {
                id: id.unwrap_or(user.id),
                // It stays taken, and identifies a user who cannot sign in.
                email,
                mistake: Some(Mistake::Entry),
                ..user
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
}

/// Returns `true` if a password that cannot be used may be in plain text: what does not look like a hash.
pub(crate) fn may_be_plain(password: Option<&Scalar>) -> bool {
    match password {
        None | Some(Scalar::Nothing) => false,
        Some(Scalar::Text(text)) if text.is_empty() => false,
        Some(Scalar::Text(text)) => match classify(text) {
            Ok(PasswordValue::Hash(_)) => false,
            Ok(PasswordValue::Plain(_)) => true,
            Err(_) => !text.starts_with('$'),
        },
        Some(_) => true,
    }
}

/// Returns the item if there is exactly one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
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
