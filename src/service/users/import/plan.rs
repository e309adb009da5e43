//! What each row of a table changes in the file as it is now, or why it is invalid.

use std::collections::{HashMap, HashSet};

use crate::domain::access_times::AccessTimes;
use crate::domain::account_id::AccountId;
use crate::domain::customization::{CustomValues, Customization};
use crate::domain::email::{Email, EmailError};
use crate::domain::person_name::PersonName;
use crate::domain::role::Role;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{Mistake, NewUser, User, UserPatch};
use crate::domain::user_field::UserFieldError;
use crate::domain::username::Username;

use crate::service::caller::AuthorizedCaller;
use crate::service::passwords::Passwords;
use crate::service::ports::{Signer, Snapshot};
use crate::service::users::error::UserError;
use crate::service::users::import::read::{Parsed, Wanted};
use crate::service::users::import::types::{
    ImportColumn, ImportRow, RowChange, RowError, ValueChange, ValueMark,
};
use crate::service::users::input::{check_new_user, check_patch};
use crate::service::users::uniqueness::TakenNames;

/// Collects what the rows of a table change.
pub(crate) struct Planner<'a> {
    caller: &'a AuthorizedCaller,
    snapshot: &'a Snapshot,
    passwords: &'a Passwords,
    customization: &'a Customization,
    taken: TakenNames,
    retired: TakenNames,
    /// The usernames of the rows so far.
    seen: HashSet<String>,
    pub(crate) rows: Vec<ImportRow>,
    pub(crate) add: Vec<(NewUser, Option<Secret>)>,
    pub(crate) update: Vec<(Username, UserPatch)>,
}

impl<'a> Planner<'a> {
    pub(crate) fn new(
        caller: &'a AuthorizedCaller,
        snapshot: &'a Snapshot,
        passwords: &'a Passwords,
        customization: &'a Customization,
        signers: &[Signer],
    ) -> Self {
        Self {
            caller,
            snapshot,
            passwords,
            customization,
            taken: TakenNames::of(&snapshot.users),
            retired: TakenNames::retired(signers),
            seen: HashSet::new(),
            rows: Vec::new(),
            add: Vec::new(),
            update: Vec::new(),
        }
    }

    /// Plans a row.
    pub(crate) fn add_row(&mut self, row: Wanted) {
        let planned = row.parsed.and_then(|parsed| self.plan(parsed));
        let invalid = |error| (RowChange::Invalid(error), Vec::new());
        let (outcome, values) = planned.unwrap_or_else(invalid);
        self.rows.push(ImportRow {
            line: row.line,
            username: row.username,
            outcome,
            values,
        });
    }

    fn plan(&mut self, parsed: Parsed) -> Result<(RowChange, Vec<ValueChange>), RowError> {
        let key = parsed.username.key().to_owned();
        if !self.seen.insert(key) {
            let name = parsed.username.as_str().to_owned();
            return Err(RowError::Taken(name));
        }
        let snapshot = self.snapshot;
        let Some(user) = snapshot.users.get(&parsed.username) else {
            let new = self.new_user(parsed)?;
            let values = values_of(&new.0, &snapshot.settings);
            self.add.push(new);
            return Ok((RowChange::Add, values));
        };
        let patch = self.patch(user, parsed)?;
        if patch.is_empty() {
            return Ok((RowChange::Unchanged, Vec::new()));
        }
        let values = changed_values(user, &patch, &snapshot.settings);
        self.update.push((user.username.clone(), patch));
        Ok((RowChange::Update, values))
    }

    fn patch(&mut self, user: &User, parsed: Parsed) -> Result<UserPatch, RowError> {
        let new = |wanted: Option<String>, now: &str| wanted.filter(|text| text != now);
        let now = user.email.as_ref().map(Email::as_str);
        let times = AccessTimes {
            from: parsed.times.from.or(user.times.from),
            until: parsed.times.until.or(user.times.until),
            hours: parsed.times.hours.or_else(|| user.times.hours.clone()),
        };
        let patch = UserPatch {
            times: (times != user.times).then_some(times),
            first_name: new(parsed.first_name, &user.name.first),
            last_name: new(parsed.last_name, &user.name.last),
            roles: parsed.roles.filter(|roles| *roles != user.roles),
            disabled: parsed
                .disabled
                .filter(|disabled| *disabled != user.disabled),
            email: parsed
                .email
                .filter(|email| Some(email.as_str()) != now)
                .map(Some),
            ..UserPatch::default()
        };
        if patch.is_empty() {
            return Ok(patch);
        }
        if user.mistake == Some(Mistake::Entry) {
            return Err(RowError::EntryMistake);
        }
        check_patch(self.customization, &patch)?;
        let settings = &self.snapshot.settings;
        let may_give = |roles: &Vec<_>| self.caller.can_change_roles(user, roles, settings);
        if !self.caller.can_manage(user, settings) || !patch.roles.as_ref().is_none_or(may_give) {
            return Err(RowError::NotAllowed);
        }
        if (patch.disabled == Some(true) || patch.times.is_some()) && self.caller.is(user) {
            return Err(RowError::OwnAccount);
        }
        if let Some(Some(email)) = &patch.email {
            let taken = self.taken.take(email.key(), user.username.as_str());
            taken.map_err(RowError::Taken)?;
        }
        Ok(patch)
    }

    fn new_user(&mut self, parsed: Parsed) -> Result<(NewUser, Option<Secret>), RowError> {
        let name = PersonName::new(
            &parsed.first_name.unwrap_or_default(),
            &parsed.last_name.unwrap_or_default(),
        );
        let email = parsed
            .email
            .ok_or(UserFieldError::Email(EmailError::Empty))?;
        let username = Username::parse(parsed.username.as_str()).map_err(UserFieldError::from)?;
        // The account gets its own id when it is made.
        let id = AccountId::of_username(&username);
        let mut user = NewUser::new(id, username, email, name);
        user.roles = parsed.roles.unwrap_or_default();
        user.times = parsed.times;
        user.disabled = parsed.disabled.unwrap_or_default();
        // A table has no columns for custom fields; users or administrators fill them in later.
        user.fields = CustomValues::new();
        check_new_user(self.customization, &user)?;
        let settings = &self.snapshot.settings;
        if !self.caller.can_grant(&user.roles, settings) {
            return Err(RowError::NotAllowed);
        }
        let owner = user.username.as_str();
        let retired = self.retired.take(user.username.key(), owner);
        retired.map_err(|_| RowError::Taken(owner.to_owned()))?;
        let email = user.email.as_ref().map(Email::key);
        for key in [user.username.key()].into_iter().chain(email) {
            self.taken.take(key, owner).map_err(RowError::Taken)?;
        }
        if let Some(password) = &parsed.password {
            self.passwords.check_new_user(&user, password, settings)?;
        }
        Ok((user, parsed.password))
    }

    /// Refuses a table after which no administrator could sign in (R51).
    pub(crate) fn check_administrators(&self) -> Result<(), UserError> {
        let patches: HashMap<&str, &UserPatch> = self
            .update
            .iter()
            .map(|(username, patch)| (username.key(), patch))
            .collect();
        let users = &self.snapshot.users;
        // As in a change of one user: where all administrators are limited, one of them has to remain.
        let counts = if users.has_active_admin() {
            User::is_active_admin
        } else {
            User::is_admin_at_times
        };
        let is_admin_after = |user: &User| match patches.get(user.username.key()) {
            None => counts(user),
            Some(patch) => {
                let mut after = user.clone();
                patch.apply_to(&mut after);
                counts(&after)
            }
        };
        if users.iter().any(counts) && !users.iter().any(is_admin_after) {
            return Err(UserError::LastAdministrator);
        }
        Ok(())
    }
}

/// Returns the values of a new user.
fn values_of(user: &NewUser, settings: &Settings) -> Vec<ValueChange> {
    let gives = settings.permissions_of(&user.roles).is_any();
    let value = |column, new: &str| {
        let is_given = !new.is_empty();
        is_given.then(|| ValueChange {
            column,
            old: None,
            new: new.to_owned(),
            mark: (gives && column == ImportColumn::Roles).then_some(ValueMark::GivesPermissions),
        })
    };
    let email = user.email.as_ref().map_or("", Email::as_str);
    let [from, until, hours] = user.times.texts();
    [
        value(ImportColumn::Roles, &names(&user.roles)),
        value(ImportColumn::Email, email),
        value(ImportColumn::FirstName, &user.name.first),
        value(ImportColumn::LastName, &user.name.last),
        value(ImportColumn::Disabled, if user.disabled { YES } else { "" }),
        value(ImportColumn::ValidFrom, &from),
        value(ImportColumn::ValidUntil, &until),
        value(ImportColumn::Hours, &hours),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The columns of the days and hours, in the order of [`AccessTimes::texts`].
const TIMES: [ImportColumn; 3] = [
    ImportColumn::ValidFrom,
    ImportColumn::ValidUntil,
    ImportColumn::Hours,
];

const YES: &str = "yes";
const NO: &str = "no";

/// Returns the values that a patch changes, and marks those that let a user do more, or someone else act as a user with
/// permissions.
fn changed_values(user: &User, patch: &UserPatch, settings: &Settings) -> Vec<ValueChange> {
    let of = |roles: &[Role]| settings.permissions_of(roles);
    let (before, after) = (
        of(&user.roles),
        of(patch.roles.as_ref().unwrap_or(&user.roles)),
    );
    let gives = |is_it: bool| is_it.then_some(ValueMark::GivesPermissions);
    let has = before.is_any() || after.is_any();
    let mut values = Vec::new();
    let mut change = |column, old: &str, new: Option<&str>, mark| {
        values.extend(new.map(|new| ValueChange {
            column,
            old: Some(old.to_owned()),
            new: new.to_owned(),
            mark,
        }));
    };
    let roles = patch.roles.as_ref().map(|roles| names(roles));
    let word = |is_disabled| if is_disabled { YES } else { NO };
    change(
        ImportColumn::Roles,
        &names(&user.roles),
        roles.as_deref(),
        gives(!before.includes(after)),
    );
    change(
        ImportColumn::Disabled,
        word(user.disabled),
        patch.disabled.map(word),
        gives(patch.disabled == Some(false) && after.is_any()),
    );
    change(
        ImportColumn::Email,
        user.email.as_ref().map_or("", Email::as_str),
        patch.email.iter().flatten().map(Email::as_str).next(),
        has.then_some(ValueMark::HasPermissions),
    );
    let name = (&user.name.first, &user.name.last);
    change(
        ImportColumn::FirstName,
        name.0,
        patch.first_name.as_deref(),
        None,
    );
    change(
        ImportColumn::LastName,
        name.1,
        patch.last_name.as_deref(),
        None,
    );
    if let Some(times) = &patch.times {
        let (old, new) = (user.times.texts(), times.texts());
        for (at, column) in TIMES.into_iter().enumerate() {
            let new = Some(new[at].as_str()).filter(|new| *new != old[at]);
            change(column, &old[at], new, gives(after.is_any()));
        }
    }
    values
}

fn names(roles: &[Role]) -> String {
    let names: Vec<_> = roles.iter().map(Role::as_str).collect();
    names.join(", ")
}
