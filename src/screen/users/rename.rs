//! The form for another username.

use crate::domain::username::Username;
use crate::service::admin_action::{ActionError, AdminAction};
use crate::service::users::UserError;

use crate::screen::form::field::FieldError;

/// The form for another username.
pub struct RenameForm {
    /// The username as it is.
    pub username: String,
    /// The new one, as typed.
    pub typed: String,
    /// What is wrong with it.
    pub error: Option<FieldError>,
    /// Whether the field gets the focus; taken when the form is drawn.
    pub wants_focus: bool,
}

impl RenameForm {
    pub(crate) fn new(username: String) -> Self {
        Self {
            typed: username.clone(),
            username,
            error: None,
            wants_focus: true,
        }
    }

    /// Returns the action, if what is typed can be a username.
    pub(crate) fn submit(&mut self) -> Option<AdminAction> {
        self.error = Username::parse(&self.typed).err().map(FieldError::of);
        self.wants_focus = self.error.is_some();
        self.error.is_none().then(|| AdminAction::Rename {
            username: self.username.clone(),
            to: self.typed.trim().to_owned(),
        })
    }

    /// Shows why the name was refused at its field. Returns `false` if the reason is another one.
    pub(crate) fn refused(&mut self, error: &ActionError) -> bool {
        let error = match error {
            ActionError::Users(UserError::UsernameTaken) => FieldError::UsernameTaken,
            ActionError::Users(UserError::Field(error)) => FieldError::User(*error),
            _ => return false,
        };
        (self.error, self.wants_focus) = (Some(error), true);
        true
    }
}
