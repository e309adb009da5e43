//! The form to add somebody, or to change what is known of them.

use std::sync::Arc;

use crate::domain::customization::{CustomFieldError, CustomValues, Customization, StandardField};
use crate::domain::email::{Email, EmailError};
use crate::domain::role::Role;
use crate::domain::username::{Username, UsernameError};
use crate::screen::FieldErrors;
use crate::service::admin_action::AdminAction;
use crate::service::users::list::UserRow;
use crate::service::users::{NewUserInput, UserChange, UserError};

/// What is typed about somebody.
pub struct UserForm {
    /// The name to sign in with; cannot be changed here.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Their address.
    pub email: String,
    /// What the app's own fields hold.
    pub fields: CustomValues,
    /// Which fields there are.
    pub rules: Arc<Customization>,
    /// Their roles.
    pub roles: Vec<String>,
    /// A role that nobody has yet.
    pub new_role: String,
    /// What is wrong with the fields.
    pub errors: FieldErrors<Field, FieldError>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    before: Option<Box<UserRow>>,
}

/// The fields, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// The name to sign in with.
    Username,
    /// Their address.
    Email,
    /// One of the app's own.
    Own(&'static str),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// The first name is missing.
    NameMissing,
    /// The username.
    Username(UsernameError),
    /// Somebody has this username.
    UsernameTaken,
    /// The address.
    Email(EmailError),
    /// Somebody has this address.
    EmailTaken,
    /// One of the app's own fields.
    Own(CustomFieldError),
}

impl UserForm {
    /// For somebody new.
    pub(crate) fn new(rules: Arc<Customization>) -> Self {
        let first = if rules.asks(StandardField::FirstName) {
            Field::FirstName
        } else {
            Field::Email
        };
        Self {
            rules,
            fields: CustomValues::new(),
            username: String::new(),
            first_name: String::new(),
            last_name: String::new(),
            email: String::new(),
            roles: Vec::new(),
            new_role: String::new(),
            errors: FieldErrors::default(),
            focus: Some(first),
            before: None,
        }
    }

    /// For somebody who is there.
    pub(crate) fn of(row: &UserRow, rules: Arc<Customization>) -> Self {
        Self {
            fields: row.fields.clone(),
            username: row.username.clone(),
            first_name: row.first_name.clone(),
            last_name: row.last_name.clone(),
            email: row.email.clone(),
            roles: row.roles.clone(),
            before: Some(Box::new(row.clone())),
            ..Self::new(rules)
        }
    }

    /// Whether it is for somebody new.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// The roles that are ticked, and the one that was typed.
    fn all_roles(&self) -> Vec<String> {
        let mut roles = self.roles.clone();
        let new = Role::parse(&self.new_role).map(|role| role.as_str().to_owned());
        roles.extend(new.filter(|new| !roles.contains(new)));
        roles
    }

    /// What is to be done, if the fields are good.
    pub(crate) fn submit(&mut self) -> Option<AdminAction> {
        self.errors = self.check();
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return None;
        }
        let roles = self.all_roles();
        let Some(before) = &self.before else {
            return Some(AdminAction::Add(NewUserInput {
                username: self.username.clone(),
                email: self.email.clone(),
                first_name: self.first_name.clone(),
                last_name: self.last_name.clone(),
                roles,
                password: None,
                fields: self.fields.clone(),
            }));
        };
        let new = |now: &str, before: &str| (now.trim() != before).then(|| now.trim().to_owned());
        Some(AdminAction::Change {
            username: self.username.clone(),
            change: UserChange {
                email: new(&self.email, &before.email),
                first_name: new(&self.first_name, &before.first_name),
                last_name: new(&self.last_name, &before.last_name),
                roles: (roles != before.roles).then_some(roles),
                disabled: None,
                fields: (self.fields != before.fields).then(|| self.fields.clone()),
            },
        })
    }

    fn check(&self) -> FieldErrors<Field, FieldError> {
        let mut errors = FieldErrors::default();
        let is_missing = self.rules.misses_name(&self.first_name);
        let error = is_missing.then_some(FieldError::NameMissing);
        errors.note(Field::FirstName, error);
        if self.is_new() && self.rules.asks(StandardField::Username) {
            let error = Username::parse(&self.username).err();
            errors.note(Field::Username, error.map(FieldError::Username));
        }
        // Somebody who has no address may go on without one.
        let had_none = self.before.as_ref().is_some_and(|row| row.email.is_empty());
        if !(had_none && self.email.trim().is_empty()) {
            let error = Email::parse(&self.email).err();
            errors.note(Field::Email, error.map(FieldError::Email));
        }
        errors.note_custom(&self.rules, &self.fields, Field::Own, FieldError::Own);
        errors
    }

    /// Shows what a field is to blame for; false when none is.
    pub(crate) fn refused(&mut self, error: &UserError) -> bool {
        let (field, error) = match error {
            UserError::UsernameTaken => (Field::Username, FieldError::UsernameTaken),
            UserError::EmailTaken(_) => (Field::Email, FieldError::EmailTaken),
            UserError::Username(error) => (Field::Username, FieldError::Username(*error)),
            UserError::Email(error) => (Field::Email, FieldError::Email(*error)),
            UserError::Own((key, error)) => (Field::Own(key), FieldError::Own(*error)),
            UserError::NameMissing => (Field::FirstName, FieldError::NameMissing),
            _ => return false,
        };
        let field = match field {
            Field::Username if !self.rules.asks(StandardField::Username) => Field::Email,
            field => field,
        };
        self.errors = FieldErrors::only(field, error);
        self.focus = Some(field);
        true
    }
}
