//! The `credentials` section: users with their passwords, roles and addresses.

use std::fmt::Display;
use std::path::PathBuf;

use crate::domain::account_id::AccountId;
use crate::domain::credential::{PasswordValue, StoredHash, classify};
use crate::domain::customization::CustomValues;
use crate::domain::email::Email;
use crate::domain::key_vault::KeyVault;
use crate::domain::person_name::{PersonName, check_name};
use crate::domain::problem::{Cause, Effect, Position, ValueType};
use crate::domain::published::is_published;
use crate::domain::recovery::ResetCode;
use crate::domain::stored_code::StoredCode;
use crate::domain::user::{EPOCH_MAX, Mistake, User};
use crate::domain::user_key::{Sealed, WrappedKey};
use crate::domain::username::Username;

use crate::store::yaml::anchors::{Anchors, type_of, users_of};
use crate::store::yaml::closed::{has_anchor, may_be_plain};
use crate::store::yaml::keys::{find_duplicates, find_typos_of_user};
use crate::store::yaml::reader::Reader;
use crate::store::yaml::schema::{CredentialsSchema, UserSchema};
use crate::store::yaml::shared::is_of_peer;
use crate::store::yaml::tree::{Node, Style};
use crate::store::yaml::types::{At, Entries, List, Scalar, Section};
use crate::store::yaml::values::Located;

impl<'t> Reader<'_, 't> {
    /// Reads one entry of `credentials.usernames`.
    pub(crate) fn user_entry(&mut self, key: &Node<'t>, value: Node<'t>, anchors: &Anchors<'t>) {
        if key.text() == Some("<<") && key.style == Style::Plain {
            find_duplicates(&value, &mut self.duplicates);
            // The user's own keys win and may come later.
            return self.merged.push(value);
        }
        let mut twice = Vec::new();
        find_duplicates(&value, &mut twice);
        find_typos_of_user(key, &value, &mut self.problems);
        self.is_shared |= is_of_peer(&value);
        if has_anchor(&value) {
            // Other entries may have the values.
            self.duplicates.append(&mut twice);
        }
        self.with_effect(Effect::ClosesUser, |reader| {
            if twice.is_empty() {
                reader.entry(key, &value, anchors);
                return;
            }
            for problem in twice {
                reader.report(problem.position, &problem.field, problem.cause);
            }
            if let Some(name) = reader.key(key) {
                reader.closed_user(&name, &value);
            }
        });
    }

    fn key(&mut self, key: &Node<'t>) -> Option<Located<String>> {
        let name = crate::store::yaml::values::read_key(key);
        name.map_err(|error| self.report(error.position, "", error.cause))
            .ok()
    }

    fn entry(&mut self, key: &Node<'t>, value: &Node<'t>, anchors: &Anchors<'t>) {
        let Some(name) = self.key(key) else { return };
        match crate::store::yaml::values::read::<Located<Section<UserSchema>>>(value, anchors) {
            Ok(Located {
                value: Section::Other(found),
                position,
            }) if found != ValueType::Nothing => {
                let path = format!("credentials.usernames.{}", name.value);
                self.wrong_type(position, &path, ValueType::Mapping, found);
                self.closed_user(&name, value);
            }
            Ok(user) => self.user(&name, user.value),
            Err(error) => {
                let path = format!("credentials.usernames.{}", name.value);
                self.report(error.position, &path, error.cause);
                self.closed_user(&name, value);
            }
        }
    }

    /// Reads the users that only merges and aliases lead to, and runs the checks that concern all
    /// users. Returns the position of the section, if it has users.
    pub(crate) fn credentials(
        &mut self,
        value: At<Section<CredentialsSchema>>,
        tree: &Node<'t>,
        anchors: &Anchors<'t>,
    ) -> Option<Position> {
        let position = value
            .as_ref()
            .map_or(Position::START, |value| value.position);
        let field = "credentials.usernames";
        let has_usernames = self.section(value, "credentials");
        if !has_usernames.is_some_and(|credentials| credentials.has_usernames) {
            let (field, key) = ("credentials", "usernames");
            self.report(position, field, Cause::Missing { key });
            return None;
        }
        if let Some(users) = users_of(tree, anchors) {
            match type_of(users) {
                ValueType::Mapping => self.referenced_users(users, anchors),
                ValueType::Nothing => {}
                found => self.wrong_type(users.position(), field, ValueType::Mapping, found),
            }
        }
        for source in std::mem::take(&mut self.merged) {
            for item in [&source].into_iter().chain(source.items()) {
                if let Some(users) = anchors.follow(item) {
                    self.referenced_users(users, anchors);
                }
            }
        }
        self.settle_account_ids();
        self.ambiguous_emails();
        self.look_alikes();
        Some(position)
    }

    /// Reads the users that an alias or a merge leads to; users that were read before win.
    fn referenced_users(&mut self, users: &Node<'t>, anchors: &Anchors<'t>) {
        for (key, value) in anchors.merged(users) {
            let folded = key.text().map(crate::domain::fold);
            if folded.is_none_or(|key| self.users.position_of_username(&key).is_none()) {
                self.with_effect(Effect::ClosesUser, |reader| {
                    reader.entry(key, value, anchors);
                });
            }
        }
    }

    fn user(&mut self, name: &Located<String>, user: Section<UserSchema>) {
        let key_position = name.position;
        let path = format!("credentials.usernames.{}", name.value);
        let mut schema = match user {
            Section::Fields(schema) => *schema,
            Section::Other(_) => UserSchema::default(),
        };
        let Some(username) = self.username(name, &path) else {
            self.may_hold_plain |= may_be_plain(schema.password.as_ref().map(|at| &at.value));
            return;
        };
        self.mistake = None;
        let key_vault = self.key_vault(&mut schema, &path);
        let times = self.access_times(&mut schema, &path);
        let is_guest = schema.picture.is_some();
        let picture = self.picture(schema.picture);
        let password = schema.password;
        let hash = self.credential(password, &username, (is_guest, key_position));
        let email_position = schema.email.as_ref().map_or(key_position, |at| at.position);
        let (name, email) = self.with_effect(Effect::Ignored, |reader| {
            let name = reader.person_name(schema.name, schema.first_name, schema.last_name, &path);
            (name, reader.email(schema.email, &path))
        });
        let roles = self.list(schema.roles, format_args!("{path}.roles"));
        let (must_change, epoch) = (schema.must_change_password, schema.session_epoch);
        let epoch = self.whole_number(
            epoch.as_ref(),
            format_args!("{path}.session_epoch"),
            0,
            EPOCH_MAX,
        );
        let id = self.account_id(schema.account_id, &path);
        let user = User {
            id: id.unwrap_or_else(|| AccountId::of_username(&username)),
            must_change_password: self.flag(
                must_change.as_ref(),
                format_args!("{path}.must_change_password"),
            ),
            session_epoch: epoch.unwrap_or_default(),
            key_vault,
            name,
            email,
            roles: self.roles(roles, format_args!("{path}.roles")),
            disabled: self.flag(schema.disabled.as_ref(), format_args!("{path}.disabled")),
            is_pending: self.flag(schema.pending.as_ref(), format_args!("{path}.pending")),
            picture,
            times,
            fields: self.custom_values(schema.fields, format_args!("{path}.fields")),
            hash,
            username,
            mistake: None,
        };
        let other = user.email.as_ref();
        if let Some(other) = other.and_then(|email| self.users.position_of_email(email.key())) {
            let cause = Cause::SameEmail {
                other: self.users[other].username.as_str().to_owned(),
                at: self.positions[other],
            };
            self.with_effect(Effect::Ignored, |reader| {
                reader.report(email_position, format_args!("{path}.email"), cause);
            });
        }
        self.positions.push(key_position);
        self.written_ids.push(id);
        let mistake = self.mistake;
        self.users.push(User { mistake, ..user });
    }

    fn key_vault(&mut self, schema: &mut UserSchema, path: &str) -> KeyVault {
        let (key, codes) = (schema.user_key.take(), schema.recovery_codes.take());
        let (totp, reset) = (schema.totp.take(), schema.reset_code.take());
        let reset = self.sealed(reset, &format!("{path}.reset_code"), ResetCode::parse);
        KeyVault {
            key: self.sealed(key, &format!("{path}.user_key"), WrappedKey::parse),
            codes: self.recovery_codes(codes, &format!("{path}.recovery_codes")),
            totp: self.sealed(totp, &format!("{path}.totp"), Sealed::parse),
            reset: reset.map(Box::new),
            is_recovered: self.flag(schema.recovered.as_ref(), format_args!("{path}.recovered")),
        }
    }

    /// Returns the path of a picture. Web addresses of other programs are left alone.
    fn picture(&self, value: Option<Scalar>) -> Option<PathBuf> {
        match value? {
            Scalar::Text(text) if !text.contains("://") && !text.trim().is_empty() => {
                Some(self.folder.join(text.trim()))
            }
            _ => None,
        }
    }

    /// Reads `password`; plain text is set aside to be hashed. Without other mistakes, a new password mends one here.
    fn credential(
        &mut self,
        password: At<Scalar>,
        username: &Username,
        place: (bool, Position),
    ) -> Option<StoredHash> {
        let before = self.mistake.take();
        let may_be_plain = may_be_plain(password.as_ref().map(|at| &at.value));
        let hash = self.hash(password, username, place);
        let mistake = self.mistake.map(|_| Mistake::Password);
        self.may_hold_plain |= mistake.is_some() && may_be_plain;
        self.mistake = before.or(mistake);
        hash
    }

    fn hash(
        &mut self,
        password: At<Scalar>,
        username: &Username,
        (is_guest, key_position): (bool, Position),
    ) -> Option<StoredHash> {
        let field = format!("credentials.usernames.{}.password", username.as_str());
        let position = password
            .as_ref()
            .map_or(key_position, |value| value.position);
        match password.map(|p| p.value) {
            Some(Scalar::Text(text)) if !text.is_empty() => match classify(&text) {
                Ok(PasswordValue::Hash(hash)) => return Some(hash),
                Ok(PasswordValue::Plain(secret)) => {
                    let cause = if is_published(&secret) {
                        Cause::PublishedPassword
                    } else {
                        Cause::PlainPassword
                    };
                    self.report(position, &field, cause);
                    self.plain_passwords.push((username.clone(), secret));
                }
                Err(error) => self.report(position, &field, Cause::Hash(error)),
            },
            None | Some(Scalar::Nothing | Scalar::Text(_)) => {
                if !is_guest {
                    self.report(position, &field, Cause::NoPassword);
                }
            }
            Some(Scalar::Number(_) | Scalar::Flag(_)) => {
                self.report(position, &field, Cause::PasswordNotText);
            }
            Some(Scalar::Other(found)) => self.wrong_type(position, &field, ValueType::Text, found),
        }
        None
    }

    /// Reads a sealed value. A damaged one is an error, because it is unknown what it
    /// protected.
    fn sealed<T>(
        &mut self,
        value: At<Scalar>,
        field: impl Display + Copy,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let position = value.as_ref()?.position;
        let text = self.text(value, field)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.report(position, field, Cause::Damaged);
        }
        parsed
    }

    /// Reads the custom fields of a user. Empty ones are left out.
    fn custom_values(
        &mut self,
        value: At<Entries<Scalar>>,
        field: impl Display + Copy,
    ) -> CustomValues {
        let mut values = CustomValues::new();
        for (key, value) in self.entries(value, field).unwrap_or_default() {
            let path = format_args!("{field}.{}", key.value).to_string();
            if let Some(text) = self.text(Some(value), &path) {
                values.insert(key.value, text);
            }
        }
        values
    }

    fn recovery_codes(&mut self, value: At<List>, field: impl Display + Copy) -> Vec<StoredCode> {
        let items = self.list(value, field).into_iter();
        let codes = items.map(|item| self.sealed(Some(item), field, StoredCode::parse));
        codes.flatten().collect()
    }

    fn person_name(
        &mut self,
        full: At<Scalar>,
        first: At<Scalar>,
        last: At<Scalar>,
        path: &str,
    ) -> PersonName {
        let first = self.name(first, format_args!("{path}.first_name"));
        let last = self.name(last, format_args!("{path}.last_name"));
        let full = self.name(full, format_args!("{path}.name"));
        match (first, last, full) {
            (None, None, Some(full)) => PersonName::from_full(&full),
            (first, last, _) => {
                PersonName::new(&first.unwrap_or_default(), &last.unwrap_or_default())
            }
        }
    }

    /// Reads a name. One that would be refused today stays as it is, and is reported.
    fn name(&mut self, value: At<Scalar>, field: impl Display + Copy) -> Option<String> {
        let position = value.as_ref()?.position;
        let name = self.text(value, field)?;
        if let Err(error) = check_name(&name) {
            self.report(position, field, Cause::Name(error));
        }
        Some(name)
    }

    fn email(&mut self, value: At<Scalar>, path: &str) -> Option<Email> {
        let field = format!("{path}.email");
        let position = value.as_ref().map(|value| value.position)?;
        let text = self.text(value, &field)?;
        match Email::parse(&text) {
            Ok(email) => Some(email),
            Err(error) => {
                self.report(position, &field, Cause::Email(error));
                None
            }
        }
    }
}
