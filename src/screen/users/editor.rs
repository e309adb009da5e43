//! The form with which an administrator adds or edits a user.

use std::sync::Arc;

use crate::domain::access_times::AccessTimes;
use crate::domain::account_id::AccountId;
use crate::domain::customization::Customization;
use crate::domain::person_name::PersonName;
use crate::domain::role::Role;
use crate::domain::user_field::UserFieldError;
use crate::service::admin_action::AdminAction;
use crate::service::users::list::UserRow;
use crate::service::users::{UserBefore, UserChange, UserError, UserInput};

use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::user_form::UserForm;

/// The standard fields.
const FIELDS: &[Field] = &[
    Field::FirstName,
    Field::LastName,
    Field::Username,
    Field::Email,
];

/// The form with which an administrator adds or edits a user.
pub struct UserEditor {
    /// What is typed about the user. The username of an existing user cannot be changed here.
    pub user: UserForm,
    /// The roles that are ticked.
    pub roles: Vec<String>,
    /// A role that no user has yet.
    pub new_role: String,
    /// First day, last day and hours of the access; absent for new users and the administrator's own account.
    pub times: Option<[String; 3]>,
    /// Errors of the fields.
    pub errors: FieldErrors,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<Field>,
    /// The user as they are, with their roles; `None` for a new one.
    before: Option<Box<UserBefore>>,
    id: Option<AccountId>,
}

impl UserEditor {
    /// Creates a form for a new user.
    pub(crate) fn new(rules: Arc<Customization>) -> Self {
        let user = UserForm::new(FIELDS, UserInput::default(), rules);
        Self {
            focus: user.first(),
            user,
            roles: Vec::new(),
            new_role: String::new(),
            times: None,
            errors: FieldErrors::default(),
            before: None,
            id: None,
        }
    }

    /// Creates a form for an existing user.
    pub(crate) fn of(row: &UserRow, rules: Arc<Customization>) -> Self {
        let before = before_of(row);
        let mut user = UserForm::new(FIELDS, before.input.clone(), rules);
        user.is_username_fixed = true;
        user.is_email_optional = row.email.is_empty();
        Self {
            focus: user.first(),
            user,
            roles: row.roles.clone(),
            new_role: String::new(),
            times: (!row.is_self).then(|| row.times.texts()),
            errors: FieldErrors::default(),
            before: Some(Box::new(before)),
            id: Some(row.id),
        }
    }

    /// Takes in the users as they are now. What was not edited follows them. What was edited stays unless it has changed
    /// as well: then the form shows the present value. Returns `false` if something that was typed is gone with that.
    pub(crate) fn follow(&mut self, rows: &[UserRow]) -> bool {
        let Some(before) = self.before.take() else {
            return true;
        };
        let row = rows.iter().find(|row| Some(row.id) == self.id);
        let now = row.map_or_else(|| (*before).clone(), before_of);
        let mut is_whole = true;
        let input = &mut self.user.input;
        let (old, new) = (&before.input, &now.input);
        let PersonName { first, last } = &mut input.name;
        for (typed, old, new) in [
            (&mut input.username, &old.username, &new.username),
            (&mut input.email, &old.email, &new.email),
            (first, &old.name.first, &new.name.first),
            (last, &old.name.last, &new.name.last),
        ] {
            is_whole &= follow(typed, old, new);
        }
        is_whole &= follow(&mut input.fields, &old.fields, &new.fields);
        let mut roles = self.all_roles();
        if before.roles != now.roles {
            is_whole &= follow(&mut roles, &before.roles, &now.roles);
            (self.roles, self.new_role) = (roles, String::new());
        }
        let times = self.times.iter_mut().flatten();
        for (typed, (old, new)) in times.zip(before.times.iter().zip(&now.times)) {
            is_whole &= follow(typed, old, new);
        }
        self.before = Some(Box::new(now));
        is_whole
    }

    /// Returns `true` if the form adds a user.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// Returns `true` if something was typed or ticked that is not saved.
    pub(crate) fn is_edited(&self) -> bool {
        let blank = Box::default();
        let before = self.before.as_ref().unwrap_or(&blank);
        let has_times = self.times.as_ref().is_some_and(|now| *now != before.times);
        has_times || self.user.input != before.input || self.all_roles() != before.roles
    }

    /// Returns the roles that are ticked and the one that is typed.
    fn all_roles(&self) -> Vec<String> {
        let mut roles = self.roles.clone();
        let new = Role::parse(&self.new_role).map(|role| role.as_str().to_owned());
        roles.extend(new.filter(|new| !roles.contains(new)));
        roles
    }

    /// Returns the action to start; `None` if a field has an error.
    pub(crate) fn submit(&mut self) -> Option<AdminAction> {
        self.errors = self.user.check();
        if let Some([from, until, hours]) = &self.times
            && let Err(error) = AccessTimes::parse(from, until, hours)
        {
            let error = UserFieldError::from(error);
            self.errors.note(Field::of(error), Some(error.into()));
        }
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return None;
        }
        let roles = self.all_roles();
        let user = self.user.input();
        Some(match &self.before {
            None => AdminAction::Add { user, roles },
            Some(before) => {
                let times = self.times.as_ref().unwrap_or(&before.times);
                let changed = |at: usize| {
                    let new = times[at].trim();
                    (new != before.times[at]).then(|| new.to_owned())
                };
                AdminAction::Change {
                    change: Box::new(UserChange {
                        roles: (roles != before.roles).then_some(roles),
                        valid_from: changed(0),
                        valid_until: changed(1),
                        hours: changed(2),
                        ..user.change_from(&before.input)
                    }),
                    before: Some(before.clone()),
                    username: user.username,
                }
            }
        })
    }

    /// Shows an error at its field; returns `false` if it belongs to no field.
    pub(crate) fn refused(&mut self, error: &UserError) -> bool {
        let (field, error) = match error {
            UserError::UsernameTaken => (Field::Username, FieldError::UsernameTaken),
            UserError::EmailTaken(_) => (Field::Email, FieldError::EmailTaken),
            UserError::Field(error) => (Field::of(*error), FieldError::User(*error)),
            _ => return false,
        };
        let field = self.user.shown_at(field);
        self.errors = FieldErrors::only(field, error);
        self.focus = Some(field);
        true
    }
}

/// Returns a user as the list shows them.
pub(crate) fn before_of(row: &UserRow) -> UserBefore {
    let name = PersonName {
        first: row.first_name.clone(),
        last: row.last_name.clone(),
    };
    let mut input = UserInput::new(&row.username, &row.email, name);
    input.fields.clone_from(&row.fields);
    UserBefore {
        input,
        roles: row.roles.clone(),
        times: row.times.texts(),
    }
}

/// Lets a value follow the file if it has changed there. Returns `false` if another value was typed.
fn follow<T: Clone + PartialEq>(typed: &mut T, old: &T, new: &T) -> bool {
    if old == new {
        return true;
    }
    let is_whole = typed == old || typed == new;
    typed.clone_from(new);
    is_whole
}
