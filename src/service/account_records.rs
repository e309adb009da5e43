//! What is stored about an account outside the credential store, and removed with it (R82).

use std::sync::Arc;

use crate::domain::throttle::Attempts;
use crate::domain::user::User;

use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{AttemptStore, CodeStore, NoticeStore, SessionStore};
use crate::service::throttle::{key_of, mail_key};

/// What is stored about accounts outside the credential store.
#[derive(Clone)]
pub(crate) struct AccountRecords {
    attempts: Arc<dyn AttemptStore>,
    codes: Arc<dyn CodeStore>,
    notices: Arc<dyn NoticeStore>,
    sessions: Arc<dyn SessionStore>,
}

impl From<&Context> for AccountRecords {
    fn from(from: &Context) -> Self {
        Self {
            attempts: Arc::clone(&from.attempts),
            codes: Arc::clone(&from.codes),
            notices: Arc::clone(&from.notices),
            sessions: Arc::clone(&from.sessions),
        }
    }
}

impl AccountRecords {
    /// Removes everything about an account that has been removed, except from the audit log and its signatures. What
    /// cannot be removed belongs to no account any more, because ids are not used again. What unlocks the account quickly is in
    /// the keyring's hands, and goes with [`TidyQuick`](crate::service::quick_unlock::commands::TidyQuick).
    pub(crate) fn forget(&self, user: &User) {
        let key = key_of(user);
        for key in [mail_key(&key), key.clone()] {
            let forgotten = self.attempts.attempts(&key, &|_| Attempts::default());
            forgotten.or_log("forget the attempts of an account");
        }
        self.codes
            .forget_codes(&key)
            .or_log("forget the codes of an account");
        self.notices
            .take(&key)
            .or_log("forget the notices of an account");
        self.sessions
            .forget(user.id)
            .or_log("forget a remembered sign-in");
    }
}
