//! What would come of each row of a table, as the file is now: who is added, who is changed, and what
//! stands in the way.

use std::collections::{HashMap, HashSet};

use crate::domain::customization::{AppRules, OwnValues};
use crate::domain::email::{Email, EmailError};
use crate::domain::person_name::PersonName;
use crate::domain::recovery::Safeguards;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;

use crate::service::caller::Actor;
use crate::service::ports::Found;
use crate::service::users::PeopleError;
use crate::service::users::import::read::{Parsed, Wanted};
use crate::service::users::import::{ImportError, Outcome, PlanRow, RowError};
use crate::service::users::uniqueness::Names;
use crate::service::{Service, own_words};

/// What is to be done, and with what.
pub(crate) struct Work {
    pub(crate) rows: Vec<PlanRow>,
    pub(crate) add: Vec<(NewUser, Option<Secret>)>,
    pub(crate) update: Vec<(Username, UserPatch)>,
}

impl Service {
    /// What would come of each row, as the file is now.
    pub(crate) fn judge(
        &self,
        actor: &Actor,
        wanted: Vec<Wanted>,
        found: &Found<Vec<User>>,
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
            let judged = || -> Result<Outcome, RowError> {
                let person = row.parsed?;
                let key = person.username.key().to_owned();
                if !seen.insert(key.clone()) {
                    return Err(RowError::Taken(row.username.clone()));
                }
                if let Some(user) = by_name.get(key.as_str()) {
                    let patch = update(actor, user, &person, ground, &mut names)?;
                    if patch.is_empty() {
                        return Ok(Outcome::Same);
                    }
                    let mut changed = (*user).clone();
                    patch.apply_to(&mut changed);
                    after.push(changed);
                    work.update.push((user.username.clone(), patch));
                    Ok(Outcome::Update)
                } else {
                    let (user, password) = add(actor, person, ground, &mut names)?;
                    work.add.push((user, password));
                    Ok(Outcome::Add)
                }
            };
            let outcome = judged().unwrap_or_else(Outcome::Bad);
            work.rows.push(PlanRow {
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
        return Err(PeopleError::LastAdministrator.into());
    }
    Ok(())
}

fn update(
    actor: &Actor,
    user: &User,
    person: &Parsed,
    (settings, rules): (&Settings, &AppRules),
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
    let may_give = patch
        .roles
        .as_deref()
        .is_none_or(|roles| actor.may_give(roles, settings));
    if !actor.may_touch(user, settings) || !may_give || !keeps_off {
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
    actor: &Actor,
    person: Parsed,
    (settings, rules): (&Settings, &AppRules),
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
        safeguards: Safeguards::default(),
        // A table has no columns for them; their owners or an administrator fill them in.
        fields: OwnValues::new(),
    };
    if rules.misses_name(&user.name.first) {
        return Err(RowError::NameMissing);
    }
    rules.check_email(&user.email)?;
    rules.check_username(&user.username)?;
    if !actor.may_give(&user.roles, settings) {
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
