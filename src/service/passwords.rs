//! Checking, hashing and verifying passwords.

use std::sync::Arc;

use crate::domain::credential::StoredHash;
use crate::domain::customization::Customization;
use crate::domain::email::Email;
use crate::domain::key_vault::KeyVault;
use crate::domain::password::{PasswordError, PasswordRule, normalised};
use crate::domain::person_name::PersonName;
use crate::domain::recovery::ResetCode;
use crate::domain::secret::Secret;
use crate::domain::settings::{Hashing, Settings};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::user_field::UserFieldError;
use crate::domain::user_key::Key;
use crate::domain::username::Username;

use crate::service::context::Context;
use crate::service::offline_verifier::PasswordCheck;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{HasherError, PasswordHasher};
use crate::service::session::Session;
use crate::service::user_keys::UserKeys;

/// Checks, hashes and verifies passwords.
#[derive(Clone)]
pub(crate) struct Passwords {
    pub(crate) keys: UserKeys,
    hasher: Arc<dyn PasswordHasher>,
    customization: Arc<Customization>,
    /// Whether a server keeps what was sealed with the user key, which this computer does not see.
    is_restricted: bool,
}

impl From<&Context> for Passwords {
    fn from(from: &Context) -> Self {
        Self {
            keys: from.into(),
            hasher: Arc::clone(&from.hasher),
            customization: Arc::clone(&from.customization),
            is_restricted: from.is_restricted(),
        }
    }
}

impl Passwords {
    /// Checks the password of a new user.
    pub(crate) fn check_new_user(
        &self,
        user: &NewUser,
        password: &Secret,
        settings: &Settings,
    ) -> Result<(), UserFieldError> {
        let words = personal_words(&user.username, &user.name, user.email.as_ref());
        Ok(self.check(password, settings.password, words, settings)?)
    }

    fn check(
        &self,
        password: &Secret,
        rule: PasswordRule,
        personal_words: [&str; 4],
        settings: &Settings,
    ) -> Result<(), PasswordError> {
        rule.check(password)?;
        let mut words = app_words(settings);
        words.extend(personal_words.iter().filter(|word| !word.is_empty()));
        self.customization.check_password(password, &words)
    }

    /// Hashes a password.
    pub(crate) fn hash(
        &self,
        password: &Secret,
        hashing: Hashing,
    ) -> Result<StoredHash, HasherError> {
        self.hasher.hash(&whole(password)?, hashing)
    }

    /// Returns `true` if the password is right. One that cannot be verified is not.
    pub(crate) fn is_right(&self, password: &Secret, hash: &StoredHash) -> bool {
        let verified = self.verify(password, hash);
        verified.or_log("verify a password").unwrap_or(false)
    }

    /// Returns whether the password is the one that was hashed.
    pub(crate) fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        self.hasher.verify(&whole(password)?, hash)
    }

    /// Has what checks the password of a session during an outage prepared. The password is right.
    pub(crate) fn prepare_offline(&self, session: &Session, password: &Secret) {
        let (user, offline) = (session.user(), &session.state().offline);
        if !offline.wants(user) {
            return;
        }
        let keys = self.keys.clone();
        let salted = whole(password).and_then(|password| Ok((password, *keys.bytes()?)));
        if let Some((password, salt)) = salted.or_log("derive a key") {
            let derive = move || {
                let key = keys.derive(&password, &salt).or_log("derive a key")?;
                Some(PasswordCheck::new(salt, &key))
            };
            if self.hasher.derives_in_place() {
                offline.prepare_in_place(user, derive);
            } else {
                offline.prepare(user, derive);
            }
        }
        let state = session.state();
        if state.has_ended() || state.was_parked() {
            offline.clear();
        }
    }

    /// Returns `true` if the check accepts the password.
    pub(crate) fn is_accepted(&self, password: &Secret, check: &PasswordCheck) -> bool {
        let derive = |password| self.keys.derive(&password, &check.salt);
        let derived = whole(password).and_then(derive).or_log("derive a key");
        derived.is_some_and(|derived| check.accepts(&derived))
    }

    /// Returns the hash of the user, or one that no password matches and that takes as long to verify.
    pub(crate) fn hash_or_decoy(
        &self,
        user: Option<&User>,
        hashing: Hashing,
    ) -> Result<StoredHash, HasherError> {
        match user.and_then(|user| user.hash.clone()) {
            Some(hash) => Ok(hash),
            None => self.hasher.decoy(hashing),
        }
    }

    /// Returns a stronger hash of the password if the settings ask for one (R14), and allow the password.
    pub(crate) fn stronger_hash(
        &self,
        old: &StoredHash,
        password: &Secret,
        settings: &Settings,
    ) -> Option<StoredHash> {
        let hashing = settings.hashing;
        let is_weak = self.hasher.is_below(old, hashing);
        (is_weak && settings.password.has_room_for(password))
            .then(|| self.hash(password, hashing).or_log("renew a hash"))
            .flatten()
    }

    /// Checks and hashes a new password of a user.
    pub(crate) fn hash_new<E: From<PasswordError> + From<HasherError>>(
        &self,
        user: &User,
        new: &Secret,
        rule: PasswordRule,
        settings: &Settings,
    ) -> Result<StoredHash, E> {
        let words = personal_words(&user.username, &user.name, user.email.as_ref());
        self.check(new, rule, words, settings)?;
        Ok(self.hash(new, settings.hashing)?)
    }

    /// Checks and hashes a new password of a user, and returns the change to it. `key_vault` is the vault of the
    /// user without what is used up; it gets a new user key (R81), except at a restricted computer. `key` is the current one, if it
    /// is known.
    pub(crate) fn change<E: From<PasswordError> + From<HasherError>>(
        &self,
        (user, key_vault): (&User, &KeyVault),
        new: &Secret,
        key: Option<&Key>,
        settings: &Settings,
    ) -> Result<UserPatch, E> {
        let rule = settings.password.for_account(user.key_vault.totp.is_some());
        let hash = self.hash_new::<E>(user, new, rule, settings)?;
        let key_vault = if self.is_restricted {
            self.keys.wrapped_anew(key_vault, key, new)?
        } else {
            self.keys.with_new_password(key_vault, key, new)?
        };
        Ok(UserPatch {
            hash: Some(hash),
            must_change_password: user.must_change_password.then_some(false),
            key_vault: (key_vault != user.key_vault).then_some(key_vault),
            ..UserPatch::default()
        })
    }

    /// Returns the hash of a random password that is not kept.
    pub(crate) fn random_hash(&self, hashing: Hashing) -> Result<StoredHash, HasherError> {
        self.hash(&self.keys.new_code()?.to_secret(), hashing)
    }

    /// Gives a new user the code with which they choose their first password.
    pub(crate) fn first_code(
        &self,
        user: &mut NewUser,
        hash: &StoredHash,
        now: Timestamp,
    ) -> Result<Secret, HasherError> {
        let account = user.clone().with_hash(hash.clone()).fingerprint();
        let account = account.ok_or(HasherError)?;
        let code = self.keys.new_code()?;
        user.key_vault.reset = Some(Box::new(ResetCode::first(&code, &account, now)));
        Ok(code.to_secret())
    }
}

/// Returns the normalized password, unless it is too long to be whole (R88).
fn whole(password: &Secret) -> Result<Secret, HasherError> {
    let normalised = normalised(password);
    if normalised.is_too_long() {
        return Err(HasherError);
    }
    Ok(normalised)
}

/// Returns the words that make a password easy to guess for anyone who knows the user (R8).
fn personal_words<'a>(
    username: &'a Username,
    name: &'a PersonName,
    email: Option<&'a Email>,
) -> [&'a str; 4] {
    let email = email.map_or("", Email::as_str);
    [&name.first, &name.last, username.as_str(), email]
}

/// Returns the words that make a password easy to guess for anyone who knows the program (R8).
pub(crate) fn app_words(settings: &Settings) -> Vec<&str> {
    let title = settings.title.as_deref();
    [env!("CARGO_PKG_NAME")].into_iter().chain(title).collect()
}
