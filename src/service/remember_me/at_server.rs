//! Resuming a remembered sign-in at a restricted computer: a server knows the token, and begins the session.
//!
//! The record on this computer only says that there is a token in the keyring, and which windows are locked. What it means is
//! decided by the record on the server.

use crate::domain::remember_me::Token;

use crate::domain::timestamp::Timestamp;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{Authority, NewSession, RememberedSignIn, Resumption};
use crate::service::remember_me::{RememberMe, Resumed};
use crate::service::session::SignInMethod;

impl RememberMe {
    /// `None` keeps the record: what fails now may work at the next start.
    pub(super) fn resume_at_server(
        &self,
        authority: &dyn Authority,
        record: &RememberedSignIn,
    ) -> Option<Resumed> {
        if record.device != self.platform.device() {
            return Some(self.forget(record));
        }
        if !record.locks.is_empty() {
            // The server may not know of a lock that was stored when it could not be reached.
            self.sessions
                .rotate(&record.selector, &|_| {})
                .or_log("store the locks of a remembered sign-in")?;
        }
        let stored = self.vault.read().or_log("read the keyring")?;
        let token = stored.as_ref().and_then(Token::parse);
        let Some(token) = token.filter(|token| *token.selector() == record.selector) else {
            return Some(self.forget(record));
        };
        let next = self.new_token(token.selector_bytes());
        let next = next.or_log("make a token")?;
        let resumption = authority
            .resume(&token, next.hash(), &self.cancelled)
            .or_log("resume a remembered sign-in")?;
        match resumption {
            Resumption::Right { new, began } => {
                // If it cannot be written, the presented token remains valid (R38).
                self.vault
                    .write(&next.to_secret())
                    .or_log("write the keyring");
                self.open(new, began)
            }
            Resumption::NotRemembered => Some(self.forget(record)),
            Resumption::Reused => {
                self.forget(record);
                Some(Resumed::Reused)
            }
            Resumption::Locked(username) => Some(Resumed::Locked(username)),
            Resumption::NotNow(refusal) => Some(Resumed::NotNow(refusal)),
            Resumption::Limit(_) => None,
        }
    }

    /// Opens the session that the server has begun. If that fails, dropping it signs the user out there.
    fn open(&self, new: NewSession, began: Timestamp) -> Option<Resumed> {
        let snapshot = self.credentials.read().or_log("read the users")?;
        let user = snapshot.users.with_id(new.account)?.clone();
        let began = (began, snapshot.settings.sessions);
        let how = (SignInMethod::Token, None);
        let session = self.opener.session(user, how, Some(new.slot), began);
        session.state().ends_at_server(new.session);
        Some(Resumed::SignedIn(
            self.opener.views.view(session, &snapshot),
        ))
    }
}
