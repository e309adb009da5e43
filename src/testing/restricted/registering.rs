//! Users who register at a restricted computer: as the use cases of a trusted one decide.

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::registration::{HOURLY_MAX, Registration, RegistrationPolicy};
use crate::domain::user::NewUser;
use crate::service::ports::{Cancellation, RegistrationServer, Snapshot, StoreError};
use crate::service::registration::RegisterError;
use crate::testing::restricted::Computer;

/// Returns who may register at restricted computers: mails that prove addresses, and permissions of new users, are for trusted ones.
pub(super) fn registration_here(all: &Snapshot) -> Registration {
    let registration = &all.settings.registration;
    let gives = all.settings.permissions_of(&registration.roles).is_any();
    let listed = all.allowed_emails.iter().map(Email::as_str);
    let taken = all.users.iter().flat_map(|user| {
        let email = user.email.as_ref().map_or("", Email::as_str);
        [user.username.as_str(), email]
    });
    let is_here = registration.is_open(!all.allowed_emails.is_empty())
        && !registration.verify_email
        && !gives
        && listed.chain(taken).all(str::is_ascii);
    Registration {
        mode: if is_here {
            registration.mode
        } else {
            RegistrationPolicy::Closed
        },
        ..Registration::default()
    }
}

impl RegistrationServer for Computer {
    fn register(
        &self,
        user: &NewUser,
        hash: &StoredHash,
        cancelled: &Cancellation,
    ) -> Result<bool, RegisterError> {
        let all = self.read_all()?;
        let email = user.email.as_ref().map_or("", Email::as_str);
        if cancelled.is_cancelled() {
            return Err(StoreError::Unavailable("it was cancelled".to_owned()).into());
        }
        if registration_here(&all).mode == RegistrationPolicy::Closed
            || !user.username.as_str().is_ascii()
            || !email.is_ascii()
        {
            return Err(StoreError::Restricted.into());
        }
        // Of an address that has an account, nothing could be created (R84).
        let waits = all.settings.registration.mode == RegistrationPolicy::Approval
            && !user
                .email
                .as_ref()
                .is_some_and(|email| all.allowed_emails.contains(email));
        if waits && fold(user.username.as_str()) == fold(email) {
            return Err(RegisterError::UsernameTaken);
        }
        let now = self.server.dependencies.clock.now();
        {
            let mut state = self.server.state();
            let made = state.registrations.entry(self.number).or_default();
            made.retain(|at| now - *at < 3600);
            if made.len() >= HOURLY_MAX {
                return Err(RegisterError::TooManyHere);
            }
        }
        let registration = self.server.trusted.registration();
        let is_waiting = registration.create_prepared(user.clone(), hash.clone())?;
        let mut state = self.server.state();
        state
            .registrations
            .entry(self.number)
            .or_default()
            .push(now);
        Ok(is_waiting)
    }
}
