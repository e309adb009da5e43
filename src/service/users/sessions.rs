//! Who is signed in on this computer, now or remembered, and ending that (R43).

use crate::domain::role::Permission;

use crate::domain::timestamp::Timestamp;
use crate::service::Service;
use crate::service::caller::Caller;
use crate::service::users::UserError;

/// Somebody who is signed in on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Their username.
    pub username: String,
    /// Whether a window of theirs is open now.
    pub is_open: bool,
    /// Where and since when they are remembered, if they are.
    pub remembered: Option<Remembered>,
}

/// A sign-in that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// What the computer is called.
    pub device: String,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used.
    pub used_at: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

impl Service {
    /// Who is signed in on this computer.
    ///
    /// # Errors
    /// When whoever asks may not manage people, or a store fails.
    pub fn signed_in(&self, by: Caller<'_>) -> Result<Vec<SignedIn>, UserError> {
        self.authorize(by, Permission::ManageUsers)?;
        let users = self.credentials.users()?.value;
        let keys: Vec<&str> = users.iter().map(|user| user.username.key()).collect();
        let active_sessions = self.state.active_sessions(&keys)?;
        let kept = self.state.remembered()?;
        let now = self.clock.now();
        let rows = users.iter().filter_map(|user| {
            let is_open = active_sessions.iter().any(|key| key == user.username.key());
            let remembered = kept
                .as_ref()
                .filter(|kept| kept.is_of(user) && kept.expires_at > now)
                .map(|kept| Remembered {
                    device: kept.device_name.clone(),
                    since: kept.created_at,
                    used_at: kept.used_at,
                    until: kept.expires_at,
                });
            (is_open || remembered.is_some()).then(|| SignedIn {
                username: user.username.as_str().to_owned(),
                is_open,
                remembered,
            })
        });
        Ok(rows.collect())
    }
}
