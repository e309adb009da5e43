//! Checks of one's own name, e-mail address and picture.

use std::path::PathBuf;

use crate::domain::email::Email;
use crate::domain::user::{User, UserPatch};

use crate::service::account::Account;
use crate::service::account::details::Details;
use crate::service::account::error::AccountError;
use crate::service::pictures::PICTURE_SIDE;

impl Account {
    /// Returns the change to this picture, after reading it.
    pub(crate) fn picture_patch(
        &self,
        picture: Option<PathBuf>,
    ) -> Result<UserPatch, AccountError> {
        if let Some(path) = &picture {
            if !path.is_absolute() {
                return Err(AccountError::Picture(path.display().to_string()));
            }
            let read = self.platform.read_picture(path, PICTURE_SIDE);
            read.map_err(|error| AccountError::Picture(error.0))?;
        }
        Ok(UserPatch {
            picture: Some(picture),
            ..UserPatch::default()
        })
    }

    /// Returns the change to these details, after checking them. Whether the address is free is decided when
    /// the change is made.
    pub(crate) fn details_patch(
        &self,
        user: &User,
        details: &Details,
    ) -> Result<UserPatch, AccountError> {
        let before = Details::of(user);
        let (first, last) = (details.first_name.trim(), details.last_name.trim());
        if self.customization.misses_name(first) {
            return Err(AccountError::NameMissing);
        }
        let email = Email::parse(&details.email)?;
        let email = Some(email).filter(|email| before.email != email.as_str());
        if let Some(email) = &email {
            self.customization.check_email(email)?;
        }
        let changed = |now: &str, before: &str| (now != before).then(|| now.to_owned());
        Ok(UserPatch {
            first_name: changed(first, &before.first_name),
            last_name: changed(last, &before.last_name),
            email,
            fields: self
                .customization
                .changed_values(&user.fields, &details.fields)?,
            ..UserPatch::default()
        })
    }
}
