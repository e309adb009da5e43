//! Changing one's own name and e-mail address.

use std::path::PathBuf;

use crate::domain::customization::CustomValues;
use crate::domain::email::Email;
use crate::domain::user::{User, UserPatch};

use crate::service::Service;
use crate::service::account::AccountError;
use crate::service::ports::AccountEvent;
use crate::service::users::uses;

/// Name and address, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Details {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// How to reach them.
    pub email: String,
    /// What the app's own fields hold.
    pub fields: CustomValues,
}

impl Details {
    /// What is known of somebody.
    #[must_use]
    pub fn of(user: &User) -> Self {
        Self {
            first_name: user.name.first.clone(),
            last_name: user.name.last.clone(),
            email: user.email.as_ref().map_or("", Email::as_str).to_owned(),
            fields: user.fields.clone(),
        }
    }
}

impl Service {
    /// What is to be written so that somebody has this picture, if it is one.
    pub(crate) fn own_picture(&self, picture: Option<PathBuf>) -> Result<UserPatch, AccountError> {
        if let Some(path) = &picture {
            if !path.is_absolute() {
                let shown = path.display().to_string();
                return Err(AccountError::Picture(shown));
            }
            let read = self
                .platform
                .read_picture(path, crate::service::PICTURE_SIDE);
            read.map_err(|error| AccountError::Picture(error.0))?;
        }
        Ok(UserPatch {
            picture: Some(picture),
            ..UserPatch::default()
        })
    }

    /// What is to be written so that somebody has these details.
    pub(crate) fn own_details(
        &self,
        user: &User,
        details: &Details,
    ) -> Result<(UserPatch, Option<AccountEvent>), AccountError> {
        let before = Details::of(user);
        let (first, last) = (details.first_name.trim(), details.last_name.trim());
        if self.rules.misses_name(first) {
            return Err(AccountError::NameMissing);
        }
        let email = Email::parse(&details.email)?;
        let is_new = before.email != email.as_str();
        if is_new {
            self.rules.check_email(&email)?;
            let users = self.credentials.users()?.value;
            let mut others = users.iter().filter(|other| other.username != user.username);
            if others.any(|other| uses(other, email.key())) {
                return Err(AccountError::EmailTaken);
            }
        }
        let changed = |now: &str, before: &str| (now != before).then(|| now.to_owned());
        let patch = UserPatch {
            first_name: changed(first, &before.first_name),
            last_name: changed(last, &before.last_name),
            email: is_new.then_some(email),
            fields: self.rules.changed_values(&user.fields, &details.fields)?,
            ..UserPatch::default()
        };
        Ok((patch, is_new.then_some(AccountEvent::EmailChanged)))
    }
}
