//! A credential store under test, and the users that it is filled with.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::person_name::PersonName;
use crate::domain::role::Role;
use crate::domain::user::{NewUser, User};
use crate::domain::username::Username;
use crate::service::ports::{Applied, CredentialStore, Edit, Revision, Snapshot};

/// Hashes of unknown passwords.
const HASHES: [&str; 2] = [
    "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
    "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lO",
];

pub(super) fn name(text: &str) -> Username {
    Username::parse(text).expect("a username")
}

pub(super) fn email(text: &str) -> Email {
    Email::parse(text).expect("an address")
}

pub(super) fn hash(at: usize) -> StoredHash {
    StoredHash::parse(HASHES[at]).expect("a hash")
}

pub(super) fn role(text: &str) -> Role {
    Role::parse(text).expect("a role")
}

pub(super) fn user(username: &str, roles: &[&str]) -> NewUser {
    let address = email(&format!("{username}@example.org"));
    NewUser {
        roles: roles.iter().map(|text| role(text)).collect(),
        fields: [("badge".to_owned(), format!("b-{username}"))].into(),
        ..NewUser::new(
            AccountId::of_username(&name(username)).instead(),
            name(username),
            address,
            PersonName::new("First", username),
        )
    }
}

pub(super) fn add(username: &str, roles: &[&str]) -> Edit {
    Edit::Add {
        user: user(username, roles),
        hash: hash(0),
    }
}

/// A store, and what is often asked of it.
pub(super) struct Subject<S>(pub(super) S);

impl<S: CredentialStore> Subject<S> {
    /// Creates a store with an administrator and another user.
    pub(super) fn with_two_users(make: &impl Fn() -> S) -> Self {
        let store = make();
        let made = store.create(&user("Ada", &["admin"]), &hash(0));
        assert!(made.is_ok(), "{made:?}");
        let subject = Self(store);
        subject.makes(&add("bob", &["till", "office"]));
        subject
    }

    pub(super) fn read(&self) -> Arc<Snapshot> {
        let read = self.0.read();
        read.unwrap_or_else(|error| panic!("reading: {error}"))
    }

    pub(super) fn find(&self, login: &str) -> Option<User> {
        self.read().users.find(login).cloned()
    }

    pub(super) fn names(&self) -> Vec<String> {
        let snapshot = self.read();
        let names = snapshot.users.iter().map(|user| user.username.as_str());
        names.map(ToOwned::to_owned).collect()
    }

    pub(super) fn revision(&self) -> Revision {
        self.read().revision
    }

    /// Makes a change that must succeed.
    pub(super) fn makes(&self, change: &Edit) {
        let from = self.revision();
        let made = self.0.apply(change, &from);
        let to = self.revision();
        assert_eq!(
            made,
            Ok(Applied { from, to }),
            "a change is made, and its revisions returned"
        );
    }

    pub(super) fn allowed_emails(&self) -> Vec<String> {
        let snapshot = self.read();
        let emails = snapshot.allowed_emails.iter();
        emails.map(|email| email.as_str().to_owned()).collect()
    }
}
