//! A file that Streamlit-Authenticator uses as well gets only passwords that it can read (R5).
//!
//! It takes an Argon2id hash for a password in plain text, and then fails for every user. What tells that it uses a file
//! are the keys that only it writes: a file of our own set-up has its cookie as well, so that it could use it.

use crate::domain::credential::{HashKind, StoredHash};
use crate::domain::problem::{Cause, Effect, Problem};
use crate::domain::settings::{Algorithm, BCRYPT_BYTES_MAX, Settings};
use crate::domain::user::User;

use crate::store::yaml::reader::Reader;
use crate::store::yaml::tree::Node;

/// The keys of a user that Streamlit-Authenticator writes at every sign-in.
const WRITTEN: [&str; 2] = ["logged_in", "failed_login_attempts"];

/// Returns `true` if Streamlit-Authenticator has written into the entry of this user.
pub(crate) fn is_of_peer(user: &Node<'_>) -> bool {
    WRITTEN.iter().any(|key| user.entry(key).is_some())
}

impl Reader<'_, '_> {
    /// Limits passwords to what Streamlit-Authenticator can read, if it uses the file and `password.hash` allows it.
    /// A password in plain text that is longer closes its user instead of being hashed.
    pub(crate) fn limit_shared_passwords(&mut self, settings: &mut Settings) {
        if !self.is_shared {
            return;
        }
        let is_argon2 = |user: &&User| {
            let kind = user.hash.as_ref().map(StoredHash::kind);
            kind == Some(HashKind::Argon2id)
        };
        let unreadable = self.users.iter().filter(is_argon2);
        let unreadable: Vec<_> = unreadable.map(|user| user.username.clone()).collect();
        for username in unreadable {
            self.report_password(username.key(), Cause::HashNotShared);
        }
        if settings.hashing.algorithm != Algorithm::Bcrypt {
            return;
        }
        settings.password.max_bytes = Some(BCRYPT_BYTES_MAX);
        let rule = settings.password;
        let passwords = std::mem::take(&mut self.plain_passwords).into_iter();
        let (short, long): (Vec<_>, Vec<_>) =
            passwords.partition(|(_, plain)| rule.has_room_for(plain));
        self.plain_passwords = short;
        for (username, _) in long {
            self.may_hold_plain = true;
            if let Some(at) = self.users.position_of_username(username.key()) {
                self.users.close_password(at);
            }
            let field = format!("credentials.usernames.{}.password", username.as_str());
            // It is not hashed.
            let is_other = |p: &Problem| p.field != field || p.cause != Cause::PlainPassword;
            self.problems.retain(is_other);
            let max = BCRYPT_BYTES_MAX;
            self.with_effect(Effect::ClosesUser, |reader| {
                reader.report_password(username.key(), Cause::PasswordNotShared { max });
            });
        }
    }

    fn report_password(&mut self, username: &str, cause: Cause) {
        let Some(at) = self.users.position_of_username(username) else {
            return;
        };
        let name = self.users[at].username.as_str();
        let field = format!("credentials.usernames.{name}.password");
        self.report(self.positions[at], &field, cause);
    }
}
