//! PINs at a restricted computer: the server counts and checks them, and begins the sessions. The record on this computer says that
//! there is one, so that the server is not asked without need, and what its tile shows.

use crate::domain::account_id::AccountId;
use crate::domain::pin::check_length;
use crate::domain::quick_unlock::{Here, PinOwner, QuickRecord, QuickRefusal, TRIES};
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::user_key::{Key, SALT_BYTES};

use crate::service::account::error::AccountError;
use crate::service::ports::{
    AuthorityError, NewSession, PinProof, PinServer, PinVerdict, Snapshot, StoreError,
};
use crate::service::quick_unlock::{QuickUnlock, needs_password};
use crate::service::session::SignInMethod;
use crate::service::session_view::SessionView;

impl QuickUnlock {
    /// Returns the server that checks PINs; `None` at a trusted computer, which checks them itself.
    pub(super) fn server(&self) -> Result<Option<&dyn PinServer>, StoreError> {
        let Some(authority) = &self.authority else {
            return Ok(None);
        };
        let server = authority.pins().ok_or(StoreError::Restricted)?;
        Ok(Some(server))
    }

    /// Returns what is sent of a PIN from which this key was derived.
    pub(super) fn proof_of(key: &Key, salt: [u8; SALT_BYTES], here: Here) -> PinProof {
        PinProof {
            selector: salt,
            proof: key.digest(b"PIN at the server"),
            boot: here.boot,
        }
    }

    /// Returns whose PINs the server may accept now, as far as this computer knows.
    pub(super) fn offered_at_server(&self) -> Result<Vec<PinOwner>, AccountError> {
        let settings = &*self.credentials.read()?.settings;
        if !settings.quick.pin {
            return Ok(Vec::new());
        }
        let here = self.records.here();
        let is_offered = |record: &&QuickRecord| {
            let end = settings.sessions.end(record.full_at);
            let is_over = end.is_some_and(|end| here.now >= end);
            record.check_here(settings, here).is_ok() && !is_over
        };
        let records = self.records.read()?.pins;
        let offered = records.iter().filter(is_offered);
        Ok(offered.filter_map(QuickRecord::owner).cloned().collect())
    }

    /// Has the server try a PIN to unlock the window of a user.
    pub(super) fn unlock_at_server(
        &self,
        server: &dyn PinServer,
        (user, snapshot): (&User, &Snapshot),
        pin: &Secret,
    ) -> Result<(), AccountError> {
        let settings = &*snapshot.settings;
        let check = |record: &QuickRecord, here: Here| {
            record.check(user, settings, here)?;
            let is_over = needs_password(user, settings, (record.full_at, here));
            (!is_over).then_some(()).ok_or(QuickRefusal::Expired)
        };
        let is_own = |record: &QuickRecord| record.account == user.id;
        let (record, proof) = self.proof(pin, is_own, check)?;
        let verdict = server.unlock_with_pin(user.id, &proof, &self.cancelled);
        self.take_verdict(&record, verdict?)
    }

    /// Has the server try a PIN to sign in the user with this username.
    pub(super) fn sign_in_at_server(
        &self,
        server: &dyn PinServer,
        username: &str,
        pin: &Secret,
    ) -> Result<Box<SessionView>, AccountError> {
        let snapshot = self.credentials.read()?;
        let settings = &*snapshot.settings;
        let is_own = |record: &QuickRecord| {
            let owner = record.owner();
            owner.is_some_and(|owner| owner.username == username)
        };
        let check = |record: &QuickRecord, here: Here| record.check_here(settings, here);
        let (record, proof) = self.proof(pin, is_own, check)?;
        let verdict = server.sign_in_with_pin(&proof, &self.cancelled);
        // Whatever is refused from here on, dropping the session signs the user out at the server.
        let (new, began) = self.take_verdict(&record, verdict?)?;
        self.begun_at_server(new, began, SignInMethod::Pin)
    }

    /// Opens the session that the server has begun with a PIN or a badge.
    pub(super) fn begun_at_server(
        &self,
        new: NewSession,
        began: Timestamp,
        method: SignInMethod,
    ) -> Result<Box<SessionView>, AccountError> {
        if self.cancelled.is_cancelled() {
            return Err(AccountError::Ended);
        }
        let snapshot = self.credentials.read()?;
        let user = snapshot.users.with_id(new.account).cloned();
        let user = user.ok_or(AccountError::Ended)?;
        let how = (method, None);
        let began = (began, snapshot.settings.sessions);
        let session = self.opener.session(user, how, Some(new.slot), began);
        session.state().ends_at_server(new.session);
        Ok(self.opener.views.view(session.unlocked_by_pin(), &snapshot))
    }

    /// Returns the record of a PIN that may be accepted, and what is sent of the typed one.
    fn proof(
        &self,
        pin: &Secret,
        is_own: impl Fn(&QuickRecord) -> bool,
        check: impl Fn(&QuickRecord, Here) -> Result<(), QuickRefusal>,
    ) -> Result<(QuickRecord, PinProof), AccountError> {
        check_length(pin)?;
        let here = self.records.here();
        let (record, secret) = self
            .records
            .change(|stored| (stored.pins.iter().find(|of| is_own(of)).cloned(), false))?;
        let record = record.ok_or(QuickRefusal::NoPin)?;
        let secret = secret.ok_or(QuickRefusal::NoPin)?;
        check(&record, here)?;
        let input = secret.input_of(record.account, pin);
        let key = self.hasher.derive(&input, &record.salt)?;
        let proof = Self::proof_of(&key, record.salt, here);
        Ok((record, proof))
    }

    /// Takes in what the server says of a PIN.
    fn take_verdict<T>(
        &self,
        record: &QuickRecord,
        verdict: PinVerdict<T>,
    ) -> Result<T, AccountError> {
        let (tries, error) = match verdict {
            PinVerdict::Right(value) => {
                self.note_tries(record, 0)?;
                return Ok(value);
            }
            PinVerdict::Wrong(left) => {
                let tries = TRIES.saturating_sub(left);
                (tries, AccountError::PinWrong(left))
            }
            PinVerdict::Refused(refusal @ QuickRefusal::Spent) => (TRIES, refusal.into()),
            PinVerdict::Refused(QuickRefusal::NoPin) => {
                self.forget_pin(record.account)?;
                return Err(QuickRefusal::NoPin.into());
            }
            PinVerdict::Refused(refusal) => return Err(refusal.into()),
            PinVerdict::NotNow(refusal) => return Err(refusal.into()),
            PinVerdict::Limit(error) => return Err(AccountError::SessionLimit(error)),
        };
        self.note_tries(record, tries)?;
        Err(error)
    }

    /// Notes how many tries the server has counted, so that a PIN that it does not accept is not asked for.
    fn note_tries(&self, record: &QuickRecord, tries: u8) -> Result<(), AccountError> {
        self.records.change(|stored| {
            let own = stored.pins.iter_mut().find(|of| of.salt == record.salt);
            let changed = own.filter(|own| own.tries != tries);
            let is_changed = changed.is_some();
            if let Some(own) = changed {
                own.tries = tries;
            }
            ((), is_changed)
        })?;
        Ok(())
    }

    /// Forgets a PIN that the server no longer has.
    fn forget_pin(&self, account: AccountId) -> Result<(), AccountError> {
        self.records.change(|stored| {
            let before = stored.pins.len();
            stored.pins.retain(|of| of.account != account);
            ((), stored.pins.len() < before)
        })?;
        Ok(())
    }

    /// Has the server take in that the user of a session has entered the password, if there is a PIN on this computer. Forgets it if
    /// the server has it no longer.
    pub(super) fn renew_at_server(&self, user: &User) -> Result<(), AccountError> {
        let Some(server) = self.server()? else {
            return Ok(());
        };
        let stored = self.records.read()?;
        let has_pin = stored.pins.iter().any(|of| of.account == user.id);
        if has_pin && !server.renew_pin(user.id, self.records.here().boot)? {
            self.forget_pin(user.id)?;
        }
        Ok(())
    }
}

impl From<AuthorityError> for AccountError {
    fn from(error: AuthorityError) -> Self {
        match error {
            AuthorityError::Left | AuthorityError::Ended => Self::Ended,
            AuthorityError::Store(error) => Self::Store(error),
        }
    }
}
