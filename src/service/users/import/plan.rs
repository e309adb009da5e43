//! What would come of each row of a table, as the file is now: who is added, who is changed, and what
//! stands in the way.

use std::collections::{HashMap, HashSet};

use crate::domain::customization::{CustomValues, Customization};
use crate::domain::email::{Email, EmailError};
use crate::domain::person_name::PersonName;
use crate::domain::recovery::KeyVault;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;

use crate::service::caller::AuthorizedCaller;
use crate::service::ports::Versioned;
use crate::service::users::UserError;
use crate::service::users::import::read::{Parsed, Wanted};
use crate::service::users::import::{ImportError, ImportRow, RowChange, RowError};
use crate::service::users::uniqueness::Names;
use crate::service::{Service, own_words};

/// What is to be done, and with what.
pub(crate) struct Work {
    pub(crate) rows: Vec<ImportRow>,
    pub(crate) add: Vec<(NewUser, Option<Secret>)>,
    pub(crate) update: Vec<(Username, UserPatch)>,
}

impl Service {
    /// What would come of each row, as the file is now.
    pub(crate) fn judge(
        &self,
        actor: &AuthorizedCaller,
        wanted: Vec<Wanted>,
        found: &Versioned<Vec<User>>,
    ) -> Result<Work, ImportError> {
        let settings = self.credentials.settings()?;
        let ground = (&*settings, &*self.rules);
        let users = &found.value;
        let by_name: HashMap<&str, &User> = users
            .iter()
            .map(|user| (user.username.key(), user))
            .collect();
        let mut names = Names::of(users);
        let mut work = Work {
            rows: Vec::with_capacity(wanted.len()),
            add: Vec::new(),
            update: Vec::new(),
        };
        let mut after: Vec<User> = Vec::new();
        let mut seen = HashSet::new();
        for row in wanted {
            let judged = || -> Result<RowChange, RowError> {
                let person = row.parsed?;
                let key = person.username.key().to_owned();
                if !seen.insert(key.clone()) {
                    return Err(RowError::Taken(row.username.clone()));
                }
                if let Some(user) = by_name.get(key.as_str()) {
                    let patch = update(actor, user, &person, ground, &mut names)?;
                    if patch.is_empty() {
                        return Ok(RowChange::Same);
                    }
                    let mut changed = (*user).clone();
                    patch.apply_to(&mut changed);
                    after.push(changed);
                    work.update.push((user.username.clone(), patch));
                    Ok(RowChange::Update)
                } else {
                    let (user, password) = add(actor, person, ground, &mut names)?;
                    work.add.push((user, password));
                    Ok(RowChange::Add)
                }
            };
            let outcome = judged().unwrap_or_else(RowChange::Bad);
            work.rows.push(ImportRow {
                line: row.line,
                username: row.username,
                outcome,
            });
        }
        check_administrators(users, &after)?;
        Ok(work)
    }
}

/// Refuses a table that would leave nobody to let people in (R51).
fn check_administrators(users: &[User], after: &[User]) -> Result<(), ImportError> {
    let after: HashMap<&str, &User> = after
        .iter()
        .map(|user| (user.username.key(), user))
        .collect();
    let changed = |user: &User| after.get(user.username.key()).copied();
    let had_one = users.iter().any(User::is_active_admin);
    let mut now = users.iter().map(|user| changed(user).unwrap_or(user));
    if had_one && !now.any(User::is_active_admin) {
        return Err(UserError::LastAdministrator.into());
    }
    Ok(())
}

fn update(
    actor: &AuthorizedCaller,
    user: &User,
    person: &Parsed,
    (settings, rules): (&Settings, &Customization),
    names: &mut Names,
) -> Result<UserPatch, RowError> {
    let new = |wanted: &Option<String>, now: &str| wanted.clone().filter(|text| text != now);
    let email = person.email.clone().filter(|email| {
        let now = user.email.as_ref().map(Email::as_str);
        Some(email.as_str()) != now
    });
    let patch = UserPatch {
        first_name: new(&person.first_name, &user.name.first),
        last_name: new(&person.last_name, &user.name.last),
        roles: person.roles.clone().filter(|roles| *roles != user.roles),
        disabled: person
            .disabled
            .filter(|disabled| *disabled != user.disabled),
        email,
        ..UserPatch::default()
    };
    if patch.is_empty() {
        return Ok(patch);
    }
    if let Some(first) = &patch.first_name
        && rules.misses_name(first)
    {
        return Err(RowError::NameMissing);
    }
    if let Some(email) = &patch.email {
        rules.check_email(email)?;
    }
    let keeps_off = patch.roles.is_none() || actor.is_admin() || !actor.is(user);
    let can_grant = patch
        .roles
        .as_deref()
        .is_none_or(|roles| actor.can_grant(roles, settings));
    if !actor.can_manage(user, settings) || !can_grant || !keeps_off {
        return Err(RowError::NotAllowed);
    }
    if patch.disabled == Some(true) && actor.is(user) {
        return Err(RowError::Oneself);
    }
    if let Some(email) = &patch.email {
        names
            .take(email.key(), user.username.as_str())
            .map_err(RowError::Taken)?;
    }
    Ok(patch)
}

fn add(
    actor: &AuthorizedCaller,
    person: Parsed,
    (settings, rules): (&Settings, &Customization),
    names: &mut Names,
) -> Result<(NewUser, Option<Secret>), RowError> {
    let user = NewUser {
        username: person.username,
        email: person.email.ok_or(EmailError::Empty)?,
        name: PersonName::new(
            &person.first_name.unwrap_or_default(),
            &person.last_name.unwrap_or_default(),
        ),
        roles: person.roles.unwrap_or_default(),
        is_pending: false,
        key_vault: KeyVault::default(),
        // A table has no columns for them; their owners or an administrator fill them in.
        fields: CustomValues::new(),
    };
    if rules.misses_name(&user.name.first) {
        return Err(RowError::NameMissing);
    }
    rules.check_email(&user.email)?;
    rules.check_username(&user.username)?;
    if !actor.can_grant(&user.roles, settings) {
        return Err(RowError::NotAllowed);
    }
    let owner = user.username.as_str();
    for key in [user.username.key(), user.email.key()] {
        names.take(key, owner).map_err(RowError::Taken)?;
    }
    if let Some(password) = &person.password {
        settings.password.check(password)?;
        rules.check_password(password, &own_words(&user, settings))?;
    }
    Ok((user, person.password))
}
