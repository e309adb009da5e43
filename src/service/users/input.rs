//! Input for creating and changing users: the same type and the same rules for set-up, registration,
//! administration and one's own account.

use std::collections::BTreeMap;

use crate::domain::access_times::AccessTimes;
use crate::domain::account_id::AccountId;
use crate::domain::customization::{CustomValues, Customization};
use crate::domain::email::Email;
use crate::domain::person_name::{PersonName, check_name};
use crate::domain::role::Role;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::user_field::UserFieldError;
use crate::domain::username::Username;

/// What is typed about a user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserInput {
    /// Username.
    pub username: String,
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: PersonName,
    /// Values of the host app's custom fields.
    pub fields: CustomValues,
}

impl UserInput {
    /// Creates input with empty custom fields.
    ///
    /// ```
    /// use egui_authenticator::users::PersonName;
    /// use egui_authenticator::use_cases::UserInput;
    ///
    /// let ada = UserInput::new("ada", "ada@example.org", PersonName::new("Ada", "Lovelace"));
    /// assert!(ada.fields.is_empty());
    /// ```
    #[must_use]
    pub fn new(username: impl Into<String>, email: impl Into<String>, name: PersonName) -> Self {
        Self {
            username: username.into(),
            email: email.into(),
            name,
            fields: CustomValues::new(),
        }
    }

    /// Returns the input that describes a user as they are.
    #[must_use]
    #[doc(hidden)]
    pub fn of(user: &User) -> Self {
        Self {
            username: user.username.as_str().to_owned(),
            email: user.email.as_ref().map_or("", Email::as_str).to_owned(),
            name: user.name.clone(),
            fields: user.fields.clone(),
        }
    }

    /// Returns the words that make a password easy to guess for this user.
    #[must_use]
    #[doc(hidden)]
    pub fn own_words(&self) -> Vec<String> {
        let words = [
            &self.name.first,
            &self.name.last,
            &self.username,
            &self.email,
        ];
        let words = words.into_iter().filter(|word| !word.is_empty());
        words.cloned().collect()
    }

    /// Returns the change from `before` to this input. The username stays.
    #[must_use]
    #[doc(hidden)]
    pub fn change_from(&self, before: &Self) -> UserChange {
        let new = |now: &str, before: &str| (now.trim() != before).then(|| now.trim().to_owned());
        UserChange {
            email: new(&self.email, &before.email),
            first_name: new(&self.name.first, &before.name.first),
            last_name: new(&self.name.last, &before.name.last),
            fields: (self.fields != before.fields).then(|| self.fields.clone()),
            ..UserChange::default()
        }
    }
}

/// A user as a form has shown them: a change that was decided on this is made only as long as it is still so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserBefore {
    /// Username, e-mail address, name and custom fields.
    pub input: UserInput,
    /// All roles.
    pub roles: Vec<String>,
    /// First day, last day and hours of the access.
    pub times: [String; 3],
}

impl UserBefore {
    /// Returns a user as they are.
    #[must_use]
    pub fn of(user: &User) -> Self {
        let roles = user.roles.iter();
        Self {
            input: UserInput::of(user),
            roles: roles.map(|role| role.as_str().to_owned()).collect(),
            times: user.times.texts(),
        }
    }

    /// Returns the user after this change, as it is saved.
    pub(crate) fn after(
        mut self,
        customization: &Customization,
        change: &UserChange,
    ) -> Result<Self, UserFieldError> {
        let [from, until, hours] = &self.times;
        let times = AccessTimes::parse(from, until, hours)?;
        let input = &mut self.input;
        let patch = patch_of(customization, (&times, &input.fields), change)?;
        let (first, last) = (patch.first_name.as_deref(), patch.last_name.as_deref());
        input.name = input.name.with(first, last);
        if let Some(email) = patch.email {
            let email = email.as_ref().map_or("", Email::as_str);
            email.clone_into(&mut input.email);
        }
        for (key, value) in patch.fields {
            match value {
                Some(value) => input.fields.insert(key, value),
                None => input.fields.remove(&key),
            };
        }
        if let Some(roles) = patch.roles {
            self.roles = roles.iter().map(|role| role.as_str().to_owned()).collect();
        }
        if let Some(times) = patch.times {
            self.times = times.texts();
        }
        Ok(self)
    }
}

/// Input for changing a user. What is not given stays as it is.
///
/// ```
/// use egui_authenticator::use_cases::UserChange;
///
/// let change = UserChange::default().roles(["till"]).valid_until("2026-12-31");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserChange {
    /// E-mail address.
    #[doc(hidden)]
    pub email: Option<String>,
    /// First name.
    #[doc(hidden)]
    pub first_name: Option<String>,
    /// Last name.
    #[doc(hidden)]
    pub last_name: Option<String>,
    /// All roles.
    #[doc(hidden)]
    pub roles: Option<Vec<String>>,
    /// Whether the user is disabled.
    #[doc(hidden)]
    pub disabled: Option<bool>,
    /// The first day of the access, such as `2026-12-01`; empty for none.
    #[doc(hidden)]
    pub valid_from: Option<String>,
    /// The last day of the access; empty for none.
    #[doc(hidden)]
    pub valid_until: Option<String>,
    /// The hours of the access, such as `mon-fri 08:00-18:00`; empty for none.
    #[doc(hidden)]
    pub hours: Option<String>,
    /// Values of all custom fields.
    #[doc(hidden)]
    pub fields: Option<CustomValues>,
}

impl UserChange {
    /// Sets the e-mail address.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Sets the first name.
    #[must_use]
    pub fn first_name(mut self, name: impl Into<String>) -> Self {
        self.first_name = Some(name.into());
        self
    }

    /// Sets the last name.
    #[must_use]
    pub fn last_name(mut self, name: impl Into<String>) -> Self {
        self.last_name = Some(name.into());
        self
    }

    /// Sets all roles.
    #[must_use]
    pub fn roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.roles = Some(roles.into_iter().map(Into::into).collect());
        self
    }

    /// Sets whether the user is disabled.
    #[must_use]
    pub fn disabled(mut self, is_disabled: bool) -> Self {
        self.disabled = Some(is_disabled);
        self
    }

    /// Sets the first day of the access, such as `2026-12-01`; empty for none.
    #[must_use]
    pub fn valid_from(mut self, day: impl Into<String>) -> Self {
        self.valid_from = Some(day.into());
        self
    }

    /// Sets the last day of the access; empty for none.
    #[must_use]
    pub fn valid_until(mut self, day: impl Into<String>) -> Self {
        self.valid_until = Some(day.into());
        self
    }

    /// Sets the hours of the access, such as `mon-fri 08:00-18:00`; empty for none.
    #[must_use]
    pub fn hours(mut self, hours: impl Into<String>) -> Self {
        self.hours = Some(hours.into());
        self
    }

    /// Sets the values of all custom fields.
    #[must_use]
    pub fn fields(mut self, values: CustomValues) -> Self {
        self.fields = Some(values);
        self
    }
}

/// Parses the names of roles, without repetitions.
pub(crate) fn parse_roles(names: &[impl AsRef<str>]) -> Result<Vec<Role>, UserFieldError> {
    let mut roles = Vec::with_capacity(names.len());
    for name in names {
        check_name(name.as_ref())?;
        let role = Role::parse(name.as_ref()).ok_or(UserFieldError::RoleMissing)?;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}

/// Returns the new user with this id, without roles and with an empty vault.
pub(crate) fn new_user(
    customization: &Customization,
    id: AccountId,
    input: &UserInput,
) -> Result<NewUser, UserFieldError> {
    let username = Username::parse(customization.username(&input.username, &input.email))?;
    let email = Email::parse(&input.email)?;
    let mut user = NewUser::new(id, username, email, input.name.trimmed());
    user.fields = customization.check_values(&input.fields)?;
    check_new_user(customization, &user)?;
    Ok(user)
}

/// Checks name, address and username of a new user by the rules of the host app.
pub(crate) fn check_new_user(
    customization: &Customization,
    user: &NewUser,
) -> Result<(), UserFieldError> {
    if customization.misses_name(&user.name.first) {
        return Err(UserFieldError::NameMissing);
    }
    UserFieldError::check_names(Some(&user.name.first), Some(&user.name.last))?;
    if let Some(email) = &user.email {
        customization.check_email(email)?;
    }
    Ok(customization.check_username(&user.username)?)
}

/// Returns the patch that makes this change of a user, after checking it. Whether the address is free is
/// decided when the change is made.
pub(crate) fn user_patch(
    customization: &Customization,
    user: &User,
    change: &UserChange,
) -> Result<UserPatch, UserFieldError> {
    patch_of(customization, (&user.times, &user.fields), change)
}

/// Returns the patch that makes this change of a user with these times and custom fields.
fn patch_of(
    customization: &Customization,
    (times, fields): (&AccessTimes, &CustomValues),
    change: &UserChange,
) -> Result<UserPatch, UserFieldError> {
    let trimmed = |text: &String| text.trim().to_owned();
    let patch = UserPatch {
        email: match &change.email {
            Some(email) => Some(Some(Email::parse(email)?)),
            None => None,
        },
        first_name: change.first_name.as_ref().map(trimmed),
        last_name: change.last_name.as_ref().map(trimmed),
        roles: change.roles.as_deref().map(parse_roles).transpose()?,
        disabled: change.disabled,
        times: changed_times(times, change)?,
        fields: match &change.fields {
            Some(wanted) => customization.changed_values(fields, wanted)?,
            None => BTreeMap::new(),
        },
        ..UserPatch::default()
    };
    check_patch(customization, &patch)?;
    Ok(patch)
}

/// Returns the changed days and hours; `None` if they stay as they are.
fn changed_times(
    before: &AccessTimes,
    change: &UserChange,
) -> Result<Option<AccessTimes>, UserFieldError> {
    let typed = |text: &Option<String>| text.clone().unwrap_or_default();
    let (from, until) = (typed(&change.valid_from), typed(&change.valid_until));
    let new = AccessTimes::parse(&from, &until, &typed(&change.hours))?;
    let before_or = |is_new: bool| if is_new { &new } else { before };
    let after = AccessTimes {
        from: before_or(change.valid_from.is_some()).from,
        until: before_or(change.valid_until.is_some()).until,
        hours: before_or(change.hours.is_some()).hours.clone(),
    };
    Ok((after != *before).then_some(after))
}

/// Checks name and address of a patch by the rules of the host app.
pub(crate) fn check_patch(
    customization: &Customization,
    patch: &UserPatch,
) -> Result<(), UserFieldError> {
    let first_name = patch.first_name.as_deref();
    if first_name.is_some_and(|first| customization.misses_name(first)) {
        return Err(UserFieldError::NameMissing);
    }
    UserFieldError::check_names(first_name, patch.last_name.as_deref())?;
    if let Some(Some(email)) = &patch.email {
        customization.check_email(email)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_fields_are_no_words_of_the_user() {
        let input = UserInput::new("ada", "", PersonName::default());
        assert_eq!(input.own_words(), ["ada"]);
    }
}
