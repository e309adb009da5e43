//! Adding, changing and removing people.
//!
//! Whoever asks has to be allowed to (see [`crate::service::caller`]). The rules are the same for all: no two
//! people with one name or address, always an administrator who can sign in, and nobody removes
//! themself (R51). An administrator never sets or sees a password (R31): somebody who is added gets a
//! one-time code, with which they choose their own.

pub mod commands;
pub mod import;
pub mod list;
pub mod sessions;
pub(crate) mod uniqueness;

use std::collections::BTreeMap;

use crate::domain::audit::AuditKind;
use crate::domain::credential::StoredHash;
use crate::domain::customization::{CustomValues, InvalidField};
use crate::domain::email::{Email, EmailError};
use crate::domain::look_alike;
use crate::domain::password::{PasswordError, normalised};
use crate::domain::person_name::PersonName;
use crate::domain::recovery::{KeyVault, OneTimeCode};
use crate::domain::role::{Permission, Role};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::{Username, UsernameError};

use crate::service::account::Initiator;
use crate::service::caller::{AuthorizedCaller, Caller};
use crate::service::ports::{AccountEvent, Edit, HasherError, Revision, StateError, StoreError};
use crate::service::{Service, own_words, words_of};

/// What is to be known of a new person.
#[non_exhaustive]
pub struct NewUserInput {
    /// The name to sign in with.
    pub username: String,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Their roles.
    pub roles: Vec<String>,
    /// As typed, by whoever can write the file; else nobody knows it, and a one-time code is made.
    pub password: Option<Secret>,
    /// What the app's own fields hold.
    pub fields: CustomValues,
}

impl NewUserInput {
    /// Somebody without a password, whose fields of the app's own are empty.
    #[must_use]
    pub fn new(
        username: impl Into<String>,
        email: impl Into<String>,
        (first_name, last_name): (&str, &str),
        roles: &[&str],
    ) -> Self {
        Self {
            username: username.into(),
            email: email.into(),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            password: None,
            fields: CustomValues::new(),
        }
    }

    /// The same with a password, which only whoever can write the file may give.
    #[must_use]
    pub fn with_password(mut self, password: Secret) -> Self {
        self.password = Some(password);
        self
    }
}

/// What is to change about a person, as it was typed. What is `None` stays as it is.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UserChange {
    /// Their address.
    pub email: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// All of their roles.
    pub roles: Option<Vec<String>>,
    /// Whether they cannot sign in.
    pub disabled: Option<bool>,
    /// What all of the app's own fields hold.
    pub fields: Option<CustomValues>,
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UserError {
    /// Nobody has this username.
    #[error("nobody has this username")]
    Unknown,
    /// Somebody has this username, or this address for one.
    #[error("this username is taken")]
    UsernameTaken,
    /// Somebody has this address, or this username for one.
    #[error("this e-mail is taken by {0}")]
    EmailTaken(String),
    /// Nobody else could let people in.
    #[error("this is the last administrator")]
    LastAdministrator,
    /// They would remove or disable themself.
    #[error("nobody removes themself")]
    Oneself,
    /// Whoever asks is not signed in any more.
    #[error("the session has ended")]
    Ended,
    /// Whoever asks may not do this to them.
    #[error("not allowed")]
    NotAllowed,
    /// The password of whoever asks was given too long ago.
    #[error("the password is asked for again")]
    ReauthenticationRequired,
    /// They have no password that could be reset.
    #[error("no password")]
    NoPassword,
    /// Nothing was asked for.
    #[error("nothing to change")]
    NothingToDo,
    /// No name.
    #[error("the first name is missing")]
    NameMissing,
    /// A role without a name.
    #[error("a role is blank")]
    RoleMissing,
    /// Not a username.
    #[error("the username: {0}")]
    Username(#[from] UsernameError),
    /// Not an e-mail address.
    #[error("the e-mail address: {0}")]
    Email(#[from] EmailError),
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// A field of the app's own.
    #[error("{}: {}", .0.0, .0.1)]
    Own(InvalidField),
    /// The password could not be hashed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<InvalidField> for UserError {
    fn from(wrong: InvalidField) -> Self {
        Self::Own(wrong)
    }
}

impl Service {
    /// Everybody, in the order of the file.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn people(&self) -> Result<Vec<User>, UserError> {
        Ok(self.credentials.users()?.value)
    }

    /// One person by their username or e-mail address.
    ///
    /// # Errors
    /// [`UserError::Unknown`] when there is nobody.
    pub fn person(&self, name: &str) -> Result<User, UserError> {
        let found = self.credentials.find(name)?;
        found.value.ok_or(UserError::Unknown)
    }

    /// Adds a person, and takes their address off the list of those who may register. Gives the
    /// one-time code with which they choose a password, unless one was given for them.
    ///
    /// # Errors
    /// Says which field or rule stands in the way.
    pub fn add_user(
        &self,
        by: Caller<'_>,
        form: &NewUserInput,
    ) -> Result<Option<Secret>, UserError> {
        let actor = self.authorize_change(by, Permission::ManageUsers)?;
        let settings = self.credentials.settings()?;
        let mut user = NewUser {
            username: Username::parse(self.rules.username(&form.username, &form.email))?,
            email: Email::parse(&form.email)?,
            name: PersonName::new(&form.first_name, &form.last_name),
            roles: roles(&form.roles)?,
            is_pending: false,
            key_vault: KeyVault::default(),
            fields: self.rules.check_values(&form.fields)?,
        };
        if self.rules.misses_name(&user.name.first) {
            return Err(UserError::NameMissing);
        }
        self.rules.check_email(&user.email)?;
        self.rules.check_username(&user.username)?;
        let may = actor.can_grant(&user.roles, &settings);
        if !may || form.password.is_some() && !actor.is_file() {
            return Err(UserError::NotAllowed);
        }
        self.check_free(&user)?;
        let (hash, code) = if let Some(password) = &form.password {
            settings.password.check(password)?;
            let own = own_words(&user, &settings);
            self.rules.check_password(password, &own)?;
            let password = normalised(password);
            (self.hasher.hash(&password, settings.hashing)?, None)
        } else {
            let hash = self.unknown_password(&settings)?;
            let code = self.first_code(&mut user, &hash)?;
            (hash, Some(code))
        };
        self.change(|| {
            let revision = self.check_free(&user)?;
            let (user, hash) = (user.clone(), hash.clone());
            Ok::<_, UserError>(Some((Edit::Add { user, hash }, revision)))
        })?;
        let whom = user.username.as_str();
        self.record_about(AuditKind::People, (actor.name(), whom), true, "added");
        Ok(code)
    }

    /// The hash of a password that nobody knows.
    pub(crate) fn unknown_password(&self, settings: &Settings) -> Result<StoredHash, HasherError> {
        let code = self.new_code()?.to_secret();
        self.hasher.hash(&code, settings.hashing)
    }

    /// Gives somebody who is new the one-time code with which they choose their first password.
    pub(crate) fn first_code(
        &self,
        user: &mut NewUser,
        hash: &StoredHash,
    ) -> Result<Secret, UserError> {
        let account = user.clone().with_hash(hash.clone()).fingerprint();
        let account = account.ok_or(UserError::NoPassword)?;
        let code = self.new_code()?;
        user.key_vault.reset = Some(OneTimeCode::first(&code, &account, self.clock.now()));
        Ok(code.to_secret())
    }

    /// Changes what is known of a person.
    ///
    /// # Errors
    /// Says which field or rule stands in the way.
    pub fn change_user(
        &self,
        by: Caller<'_>,
        name: &str,
        change: &UserChange,
    ) -> Result<(), UserError> {
        let (actor, user) = self.authorize_user_change(by, name)?;
        let whom = user.username.as_str();
        let patch = UserPatch {
            email: change.email.as_deref().map(Email::parse).transpose()?,
            first_name: change.first_name.as_deref().map(trimmed),
            last_name: change.last_name.as_deref().map(trimmed),
            roles: change.roles.as_deref().map(roles).transpose()?,
            disabled: change.disabled,
            fields: match &change.fields {
                Some(fields) => self.rules.changed_values(&user.fields, fields)?,
                None => BTreeMap::new(),
            },
            ..UserPatch::default()
        };
        if patch.is_empty() {
            return Err(UserError::NothingToDo);
        }
        if let Some(first) = &patch.first_name
            && self.rules.misses_name(first)
        {
            return Err(UserError::NameMissing);
        }
        if let Some(email) = &patch.email {
            self.rules.check_email(email)?;
        }
        let settings = self.credentials.settings()?;
        if let Some(roles) = &patch.roles {
            // Whoever is no administrator keeps their hands off their own roles.
            let is_own = actor.is(&user) && !actor.is_admin();
            if is_own || !actor.can_grant(roles, &settings) {
                let hands = (actor.name(), whom);
                self.record_about(AuditKind::People, hands, false, "not allowed");
                return Err(UserError::NotAllowed);
            }
        }
        if patch.disabled == Some(true) && actor.is(&user) {
            return Err(UserError::Oneself);
        }
        self.change(|| {
            let found = self.credentials.users()?;
            let user = find(&found.value, whom)?;
            self.check_can_manage(&actor, user)?;
            let mut after = user.clone();
            patch.apply_to(&mut after);
            if let Some(email) = &patch.email {
                check_email(&found.value, email, Some(user))?;
            }
            check_administrator(&found.value, user, Some(&after))?;
            let change = Edit::Update(vec![(user.username.clone(), patch.clone())]);
            Ok::<_, UserError>(Some((change, found.revision)))
        })?;
        self.record_change(&actor, &user, &patch);
        Ok(())
    }

    /// Records each thing that was changed about somebody, and has their owner hear of an address.
    fn record_change(&self, actor: &AuthorizedCaller, user: &User, patch: &UserPatch) {
        let whom = user.username.as_str();
        let record = |detail: &str| {
            self.record_about(AuditKind::People, (actor.name(), whom), true, detail);
        };
        if let Some(roles) = &patch.roles {
            let roles: Vec<_> = roles.iter().map(Role::as_str).collect();
            record(&format!("roles: {}", roles.join(", ")));
        }
        match patch.disabled {
            Some(true) => record("disabled"),
            Some(false) => record("enabled"),
            None => {}
        }
        if patch.is_pending == Some(false) {
            record("approved");
        }
        if patch.email.is_some() {
            self.tell(
                user,
                AccountEvent::EmailChanged,
                Initiator::Of(actor.name()),
            );
        }
        if patch.first_name.is_some() || patch.last_name.is_some() || !patch.fields.is_empty() {
            record("changed");
        }
    }

    /// Lets somebody in who registered and waits.
    ///
    /// # Errors
    /// [`UserError::NothingToDo`] when they do not wait.
    pub fn approve(&self, by: Caller<'_>, name: &str) -> Result<(), UserError> {
        let (actor, user) = self.authorize_user_change(by, name)?;
        if !user.is_pending {
            return Err(UserError::NothingToDo);
        }
        let patch = UserPatch {
            is_pending: Some(false),
            ..UserPatch::default()
        };
        let user = self.patched(&user, &patch)?;
        self.record_change(&actor, &user, &patch);
        Ok(())
    }

    /// Gives a person another password.
    ///
    /// # Errors
    /// Says which rule stands in the way.
    pub fn set_password(&self, name: &str, password: &Secret) -> Result<(), UserError> {
        let settings = self.credentials.settings()?;
        let user = self.person(name)?;
        settings.password.check(password)?;
        let own = words_of(&user, &settings);
        self.rules.check_password(password, &own)?;
        let hash = self.hasher.hash(&normalised(password), settings.hashing)?;
        self.change(|| {
            let found = self.credentials.users()?;
            let user = find(&found.value, name)?;
            let patch = UserPatch::password(hash.clone());
            let change = Edit::Update(vec![(user.username.clone(), patch)]);
            Ok::<_, UserError>(Some((change, found.revision)))
        })?;
        self.tell(&user, AccountEvent::PasswordSet, Initiator::Of(""));
        Ok(())
    }

    /// Gives a person another username. Pages that name them name them by the new one.
    ///
    /// # Errors
    /// Says which rule stands in the way.
    pub fn rename_user(&self, by: Caller<'_>, name: &str, to: &str) -> Result<(), UserError> {
        let (actor, user) = self.authorize_user_change(by, name)?;
        let from = user.username.as_str();
        let to = Username::parse(to)?;
        self.rules.check_username(&to)?;
        self.change(|| {
            let found = self.credentials.users()?;
            let user = find(&found.value, from)?;
            let is_theirs = |other: &User| other.username == user.username;
            if found
                .value
                .iter()
                .any(|u| !is_theirs(u) && uses(u, to.key()))
            {
                return Err(UserError::UsernameTaken);
            }
            let (from, to) = (user.username.clone(), to.clone());
            Ok::<_, UserError>(Some((Edit::Rename { from, to }, found.revision)))
        })?;
        let detail = format!("renamed from {from}");
        self.record_about(
            AuditKind::People,
            (actor.name(), to.as_str()),
            true,
            &detail,
        );
        Ok(())
    }

    /// Removes a person, also from the pages that name them.
    ///
    /// # Errors
    /// [`UserError::LastAdministrator`] when nobody else could let people in.
    pub fn remove_user(&self, by: Caller<'_>, name: &str) -> Result<(), UserError> {
        let (actor, user) = self.authorize_user_change(by, name)?;
        if actor.is(&user) {
            return Err(UserError::Oneself);
        }
        let whom = user.username.as_str();
        self.change(|| {
            let found = self.credentials.users()?;
            let user = find(&found.value, whom)?;
            self.check_can_manage(&actor, user)?;
            check_administrator(&found.value, user, None)?;
            let change = Edit::Remove(user.username.clone());
            Ok::<_, UserError>(Some((change, found.revision)))
        })?;
        self.record_about(AuditKind::People, (actor.name(), whom), true, "removed");
        Ok(())
    }

    fn check_free(&self, user: &NewUser) -> Result<Revision, UserError> {
        let found = self.credentials.users()?;
        let is_taken = |other: &&User| uses(other, user.username.key());
        if found.value.iter().any(|other| is_taken(&other)) {
            return Err(UserError::UsernameTaken);
        }
        check_email(&found.value, &user.email, None)?;
        Ok(found.revision)
    }
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

pub(crate) fn roles(names: &[String]) -> Result<Vec<Role>, UserError> {
    let mut roles = Vec::with_capacity(names.len());
    for name in names {
        let role = Role::parse(name).ok_or(UserError::RoleMissing)?;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}

fn find<'a>(users: &'a [User], name: &str) -> Result<&'a User, UserError> {
    let key = crate::domain::fold(name.trim());
    let by_name = users.iter().find(|user| user.username.key() == key);
    let has_email = |user: &&User| user.email.as_ref().is_some_and(|email| email.key() == key);
    let by_email = || users.iter().find(has_email);
    by_name.or_else(by_email).ok_or(UserError::Unknown)
}

/// Whether a person signs in with this, as username or address, or with what looks like it.
pub(crate) fn uses(user: &User, key: &str) -> bool {
    let email = user.email.as_ref();
    look_alike(user.username.key(), key) || email.is_some_and(|email| look_alike(email.key(), key))
}

fn check_email(users: &[User], email: &Email, whose: Option<&User>) -> Result<(), UserError> {
    let is_other = |user: &&User| whose.is_none_or(|own| own.username != user.username);
    let mut others = users.iter().filter(is_other);
    match others.find(|user| uses(user, email.key())) {
        Some(other) => Err(UserError::EmailTaken(other.username.as_str().to_owned())),
        None => Ok(()),
    }
}

/// Refuses a change that would leave nobody to let people in (R51).
pub(crate) fn check_administrator(
    users: &[User],
    before: &User,
    after: Option<&User>,
) -> Result<(), UserError> {
    let stays = after.is_some_and(User::is_active_admin);
    let is_another = |user: &User| user.username != before.username && user.is_active_admin();
    if before.is_active_admin() && !stays && !users.iter().any(is_another) {
        return Err(UserError::LastAdministrator);
    }
    Ok(())
}
