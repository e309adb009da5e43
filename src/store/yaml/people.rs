//! The `credentials` section: people, with their passwords, roles and addresses.

use serde_saphyr::Spanned;

use crate::account::credential::{PasswordValue, StoredHash, classify};
use crate::account::email::Email;
use crate::account::name::PersonName;
use crate::account::problem::{Cause, Place, Shape};
use crate::account::role::Role;
use crate::account::user::User;
use crate::account::username::Username;

use super::read::{Content, Reader, place_of};
use super::shape::{At, CredentialsShape, Scalar, Section, UserShape};

impl Reader<'_> {
    pub(super) fn credentials(
        &mut self,
        value: At<Section<CredentialsShape>>,
        content: &mut Content,
    ) {
        let place = value.as_ref().map_or(Place::START, place_of);
        let usernames = match self.section(value, "credentials") {
            Some(credentials) => credentials.usernames,
            None => None,
        };
        if usernames.is_none() {
            let (field, key) = ("credentials", "usernames");
            self.report(place, field, Cause::Missing { key });
            return;
        }
        let users = self.entries(usernames, "credentials.usernames");
        let mut places = Vec::new();
        for (name, user) in users.unwrap_or_default() {
            self.user(&name, user, content, &mut places);
        }
        self.ambiguous_emails(content, &places);
        if !content.users.iter().any(User::is_active_admin) {
            self.report(place, "credentials.usernames", Cause::NoAdministrator);
        }
    }

    fn user(
        &mut self,
        name: &Spanned<String>,
        user: Spanned<Section<UserShape>>,
        content: &mut Content,
        places: &mut Vec<Place>,
    ) {
        let key_place = place_of(name);
        let path = format!("credentials.usernames.{}", name.value);
        let user_place = place_of(&user);
        let shape = match user.value {
            Section::Fields(shape) => *shape,
            Section::Other(found) => {
                return self.wrong_type(user_place, &path, Shape::Mapping, found);
            }
        };
        let username = match Username::parse(&name.value) {
            Ok(username) => username,
            Err(error) => return self.report(key_place, &path, Cause::Username(error)),
        };
        if let Some(&other) = content.by_username.get(username.key()) {
            let cause = Cause::SameUsername {
                other: content.users[other].username.as_str().to_owned(),
                at: places[other],
            };
            return self.report(key_place, &path, cause);
        }
        let is_guest = shape.has_picture;
        let password = shape.password;
        let email_place = shape.email.as_ref().map_or(key_place, place_of);
        let name = self.person_name(shape.name, shape.first_name, shape.last_name, &path);
        let email = self.email(shape.email, &path);
        let roles = self.list(shape.roles, &format!("{path}.roles"));
        let user = User {
            name,
            email,
            roles: self.roles(roles, &format!("{path}.roles")),
            disabled: self.flag(shape.disabled.as_ref(), &format!("{path}.disabled")),
            hash: None,
            username,
        };
        let index = content.users.len();
        if let Some(email) = &user.email
            && let Some(&other) = content.by_email.get(email.key())
        {
            let cause = Cause::SameEmail {
                other: content.users[other].username.as_str().to_owned(),
                at: places[other],
            };
            self.report(email_place, &format!("{path}.email"), cause);
        }
        if let Some(email) = &user.email {
            content.by_email.insert(email.key().to_owned(), index);
        }
        content
            .by_username
            .insert(user.username.key().to_owned(), index);
        places.push(key_place);
        let hash = self.credential(password, &user, (is_guest, key_place), content);
        content.users.push(User { hash, ..user });
    }

    /// Reads `password`; plain text is put aside to be hashed.
    fn credential(
        &mut self,
        password: At<Scalar>,
        user: &User,
        (is_guest, key_place): (bool, Place),
        content: &mut Content,
    ) -> Option<StoredHash> {
        let field = format!("credentials.usernames.{}.password", user.username.as_str());
        let place = password.as_ref().map_or(key_place, place_of);
        match password.map(|p| p.value) {
            Some(Scalar::Text(text)) if !text.is_empty() => match classify(&text) {
                Ok(PasswordValue::Hash(hash)) => return Some(hash),
                Ok(PasswordValue::Plain(secret)) => {
                    self.report(place, &field, Cause::PlainPassword);
                    content.plain.push((user.username.clone(), secret));
                }
                Err(error) => self.report(place, &field, Cause::Hash(error)),
            },
            None | Some(Scalar::Nothing | Scalar::Text(_)) => {
                if !is_guest {
                    self.report(place, &field, Cause::NoPassword);
                }
            }
            Some(Scalar::Number(_) | Scalar::Flag(_)) => {
                self.report(place, &field, Cause::PasswordNotText);
            }
            Some(Scalar::Other(found)) => self.wrong_type(place, &field, Shape::Text, found),
        }
        None
    }

    /// An address that is another person's username would make it unclear who signs in.
    fn ambiguous_emails(&mut self, content: &Content, places: &[Place]) {
        for (index, user) in content.users.iter().enumerate() {
            let Some(email) = &user.email else { continue };
            match content.by_username.get(email.key()) {
                Some(&other) if other != index => {
                    let path = format!("credentials.usernames.{}.email", user.username.as_str());
                    let cause = Cause::EmailIsUsername {
                        other: content.users[other].username.as_str().to_owned(),
                        at: places[other],
                    };
                    self.report(places[index], &path, cause);
                }
                _ => {}
            }
        }
    }

    fn person_name(
        &mut self,
        full: At<Scalar>,
        first: At<Scalar>,
        last: At<Scalar>,
        path: &str,
    ) -> PersonName {
        let first = self.text(first, &format!("{path}.first_name"));
        let last = self.text(last, &format!("{path}.last_name"));
        let full = self.text(full, &format!("{path}.name"));
        match (first, last, full) {
            (None, None, Some(full)) => PersonName::from_full(&full),
            (first, last, _) => {
                PersonName::new(&first.unwrap_or_default(), &last.unwrap_or_default())
            }
        }
    }

    fn email(&mut self, value: At<Scalar>, path: &str) -> Option<Email> {
        let field = format!("{path}.email");
        let place = value.as_ref().map(place_of)?;
        let text = self.text(value, &field)?;
        match Email::parse(&text) {
            Ok(email) => Some(email),
            Err(error) => {
                self.report(place, &field, Cause::Email(error));
                None
            }
        }
    }

    fn roles(&mut self, items: Vec<Spanned<Scalar>>, field: &str) -> Vec<Role> {
        let texts = items.into_iter().map(|item| self.text(Some(item), field));
        let texts: Vec<_> = texts.collect();
        texts
            .into_iter()
            .flatten()
            .filter_map(|text| Role::parse(&text))
            .collect()
    }
}
