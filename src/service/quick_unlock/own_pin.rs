//! Setting and removing one's own PIN.

use zeroize::Zeroizing;

use crate::domain::account_event::AccountEvent;
use crate::domain::account_id::AccountId;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::pin::check_pin;
use crate::domain::quick_unlock::{PinCheck, QuickRecord, QuickRefusal, put};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::user_key::{KEY_BYTES, Key, NONCE_BYTES, Purpose, SALT_BYTES, Sealed};

use crate::service::account::error::AccountError;
use crate::service::notices::Initiator;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{HasherError, Snapshot, StateError};
use crate::service::quick_unlock::QuickUnlock;
use crate::service::quick_unlock::records::Kind;
use crate::service::session::Session;

impl QuickUnlock {
    /// Sets the PIN of a user who has just entered the password in this session.
    pub(crate) fn set(
        &self,
        session: &Session,
        settings: &Settings,
        pin: &Secret,
    ) -> Result<(), AccountError> {
        let user = session.user();
        self.allows(user, settings)?;
        let (words, fields) = (user.own_words(), user.fields.values());
        let own = words.iter().chain(fields).map(String::as_str);
        check_pin(pin, own)?;
        let here = self.records.here();
        let credential = quick_unlock_of(user).ok_or(QuickRefusal::NoPin)?;
        // Makes the secret of the computer if there is none.
        let ((), secret) = self.records.change(|_| ((), true))?;
        let secret = secret.ok_or(HasherError)?;
        let mut salt = [0; SALT_BYTES];
        self.random.fill(&mut salt).map_err(|_| HasherError)?;
        let bound_to = QuickRecord::bound_to(user.id, credential, here);
        let key = self.hasher.derive(&secret.input_of(user.id, pin), &salt)?;
        let server = self.server()?;
        let check = match server {
            Some(_) => PinCheck::AtServer(user.into()),
            None => PinCheck::Here(self.sealed_secret(&key, &bound_to)?),
        };
        let record = QuickRecord {
            account: user.id,
            credential,
            computer: here.computer,
            boot: here.boot,
            full_at: full_sign_in(session).ok_or(QuickRefusal::Expired)?,
            seen_at: here.now,
            tries: 0,
            salt,
            check,
        };
        record.check(user, settings, here)?;
        let snapshot = self.credentials.read()?;
        let now = snapshot.users.with_id(user.id);
        if !now.is_some_and(|now| record.is_of(now, here)) {
            return Err(AccountError::Ended);
        }
        self.records.begin(user)?;
        if let Some(server) = server {
            server.set_pin(user.id, &Self::proof_of(&key, salt, here))?;
        }
        let (is_new, after) = self.records.change(|stored| {
            let is_new = stored.pins.iter().all(|of| of.account != record.account);
            put(&mut stored.pins, record);
            (is_new, true)
        })?;
        if !after.is_some_and(|after| after.is_same(&secret)) {
            return Err(StateError::Busy.into());
        }
        let event = if is_new {
            AccountEvent::PinSet
        } else {
            AccountEvent::PinChanged
        };
        self.notices.send(user, event, Initiator::Owner);
        Ok(())
    }

    /// Returns a random secret, sealed under the key of a PIN.
    fn sealed_secret(&self, key: &Key, bound_to: &[u8]) -> Result<Sealed, HasherError> {
        let mut secret = Zeroizing::new([0; KEY_BYTES]);
        let mut nonce = [0; NONCE_BYTES];
        let filled = self.random.fill(secret.as_mut_slice());
        let filled = filled.and_then(|()| self.random.fill(&mut nonce));
        filled.map_err(|_| HasherError)?;
        key.seal_bound(Purpose::QuickUnlock, bound_to, secret.as_slice(), nonce)
            .ok_or(HasherError)
    }

    /// Removes the PIN of a user who has just entered the password.
    pub(crate) fn remove(&self, user: &User) -> Result<(), AccountError> {
        if let Some(server) = self.server()? {
            server.remove_pin(user.id)?;
        }
        if self
            .records
            .remove(user.id, Kind::Pin, || Ok::<_, AccountError>(()))??
        {
            let event = AccountEvent::PinRemoved;
            self.notices.send(user, event, Initiator::Owner);
        }
        Ok(())
    }
}

impl QuickUnlock {
    /// Removes what unlocks accounts quickly that are gone. It asks the keyring, which may take seconds, so that no deletion waits
    /// for it.
    pub(crate) fn tidy(&self) {
        let tidied = self.records.change(|stored| {
            let forgotten = self.credentials.read().map(|snapshot| {
                stored.forget_gone(|account| self.may_be_there(account, &snapshot))
            });
            let is_changed = forgotten.as_ref().is_ok_and(|is_changed| *is_changed);
            (forgotten, is_changed)
        });
        let tidied = tidied.and_then(|(forgotten, _)| Ok(forgotten?));
        tidied.or_log("forget what unlocks an account quickly");
    }

    /// Returns `false` if an account is gone. A restricted computer knows only those with a session on it; what belongs to another
    /// state of an account ends when its user signs in again.
    fn may_be_there(&self, account: AccountId, snapshot: &Snapshot) -> bool {
        self.authority.is_some() || snapshot.users.with_id(account).is_some()
    }

    /// Takes in that the user of a session has entered the password: the PIN is accepted again after wrong ones, and its hours
    /// and the minutes of the badge begin with the last full sign-in. PINs that have ended are removed. Nothing happens without a password.
    ///
    /// The window does so after each sign-in and unlock. It asks the keyring, which may take seconds.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    ///
    /// fn example(service: &Service, session: &Session) {
    ///     service.quick_unlock().renew(session);
    /// }
    /// ```
    pub fn renew(&self, session: &Session) {
        self.try_renew(session).or_log("renew a PIN");
    }

    fn try_renew(&self, session: &Session) -> Result<(), AccountError> {
        let snapshot = self.credentials.read()?;
        let settings = &*snapshot.settings;
        let user = session.current(&self.opener.open_sessions, &snapshot);
        let user = user.filter(|_| settings.quick.is_on());
        let Some(user) = user else {
            return Ok(());
        };
        if session.password_at().is_none() {
            if settings.quick.has_badges() && self.authority.is_none() {
                // For the windows of this program.
                self.records.read()?;
            }
            return Ok(());
        }
        self.renew_at_server(user)?;
        self.renew_badge_at_server(user, settings)?;
        let (full_at, here) = (full_sign_in(session), self.records.here());
        let has_ended = self.records.has_ended(user)?;
        let (ended, _) = self.records.change(|stored| {
            // Read again, as it may have taken seconds until no other program changes the records: an account that was added
            // meanwhile can have one by now.
            let snapshot = match self.credentials.read() {
                Ok(snapshot) => snapshot,
                Err(error) => return (Err(error), false),
            };
            let mut is_changed =
                stored.forget_gone(|account| self.may_be_there(account, &snapshot));
            let mut ended = Vec::new();
            stored.pins.retain(|record| {
                let Some(of) = snapshot.users.with_id(record.account) else {
                    return self.authority.is_some();
                };
                let is_of = record.is_of(of, here) && !(has_ended && of.id == user.id);
                if !is_of {
                    ended.push(of.clone());
                }
                is_of
            });
            is_changed |= !ended.is_empty();
            if let Some(own) = stored.pins.iter_mut().find(|of| of.account == user.id) {
                own.renew(full_at, here);
                if own.owner().is_some() {
                    own.check = PinCheck::AtServer(user.into());
                }
                is_changed = true;
            }
            if let Some(own) = stored.badges.iter_mut().find(|of| of.account == user.id) {
                own.renew(user, full_at, here);
                is_changed = true;
            }
            (Ok(ended), is_changed)
        })?;
        for of in &ended? {
            self.records.note_end(of);
        }
        Ok(())
    }
}

/// Returns when the user of a session last signed in fully on this computer; `None` if that is not known. The password is all
/// that a user without a second factor has.
pub(crate) fn full_sign_in(session: &Session) -> Option<Timestamp> {
    match session.user().key_vault.totp {
        Some(_) => session.state().full_at,
        None => session.password_at(),
    }
}
