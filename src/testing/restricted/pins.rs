//! The PINs of restricted computers, as the server decides about them.

use sha2::{Digest as _, Sha256};

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::quick_unlock::{Here, PinCheck, QuickRecord, QuickRefusal, TRIES, allows};
use crate::domain::remember_me::TokenHash;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::service::Session;
use crate::service::audit::recorder::AuditRecorder;
use crate::service::notices::{Initiator, Notices};
use crate::service::ports::{
    AccountEvent, AuthorityError, Cancellation, NewSession, PinProof, PinServer, PinVerdict,
    SessionLimitError, Snapshot, StoreError,
};
use crate::service::quick_unlock::needs_password;
use crate::service::quick_unlock::own_pin::full_sign_in;
use crate::service::session::SignInMethod;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::throttle::Throttle;
use crate::testing::restricted::{Computer, ServerPin, unavailable, user_in};

impl PinServer for Computer {
    fn set_pin(&self, account: AccountId, pin: &PinProof) -> Result<(), AuthorityError> {
        let all = self.read_all()?;
        let (session, user) = self.just_entered(&all, account)?;
        allows(user, &all.settings).map_err(|_| StoreError::Restricted)?;
        let codes = &self.server.dependencies.codes;
        let credential = quick_unlock_of(user).ok_or(StoreError::Restricted)?;
        codes
            .forget_ended(&[credential])
            .map_err(|error| unavailable(&error))?;
        let here = self.here(pin.boot);
        let record = QuickRecord {
            account,
            credential,
            computer: here.computer,
            boot: here.boot,
            full_at: full_sign_in(&session).ok_or(StoreError::Restricted)?,
            seen_at: here.now,
            tries: 0,
            salt: pin.selector,
            check: PinCheck::AtServer(user.into()),
        };
        let set = ServerPin {
            computer: self.number,
            record,
            proof: digest(pin),
            password_at: session.password_at(),
        };
        let is_new = !self.drop_pin(account);
        self.server.state().pins.push(set);
        self.tell_pin(user, is_new);
        Ok(())
    }

    fn remove_pin(&self, account: AccountId) -> Result<bool, AuthorityError> {
        let all = self.read_all()?;
        let (_, user) = self.just_entered(&all, account)?;
        let is_removed = self.drop_pin(account);
        if is_removed {
            let notices = Notices::from(&self.server.trusted.context);
            notices.send(user, AccountEvent::PinRemoved, Initiator::Owner);
        }
        Ok(is_removed)
    }

    fn renew_pin(
        &self,
        account: AccountId,
        boot: Option<TokenHash>,
    ) -> Result<bool, AuthorityError> {
        let all = self.read_all()?;
        let (session, user) = self.just_entered(&all, account)?;
        let here = self.here(boot);
        let is_own = |of: &ServerPin| of.computer == self.number && of.record.account == account;
        let pins = self.server.state().pins.clone();
        let Some(own) = pins.into_iter().find(is_own) else {
            return Ok(false);
        };
        if !own.record.is_of(user, here) || self.has_pin_ended(user)? {
            self.drop_pin(account);
            return Ok(false);
        }
        let mut state = self.server.state();
        if let Some(own) = state.pins.iter_mut().find(|of| is_own(of)) {
            let tries = own.record.tries;
            own.record.renew(full_sign_in(&session), here);
            if own.password_at >= session.password_at() {
                own.record.tries = tries;
            }
            own.password_at = session.password_at();
        }
        Ok(true)
    }

    fn unlock_with_pin(
        &self,
        account: AccountId,
        pin: &PinProof,
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<()>, AuthorityError> {
        let all = self.read_all()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        self.session_of(account).ok_or(AuthorityError::Ended)?;
        match self.pin_tried(&all, pin, Some(account))? {
            Ok(_) => {
                self.change_sessions(account, |of| of.session = of.session.unlocked_by_pin());
                Ok(PinVerdict::Right(()))
            }
            Err(refused) => Ok(refused),
        }
    }

    fn sign_in_with_pin(
        &self,
        pin: &PinProof,
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<(NewSession, Timestamp)>, AuthorityError> {
        let all = self.read_all()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let (record, user) = match self.pin_tried(&all, pin, None)? {
            Ok(found) => found,
            Err(refused) => return Ok(refused),
        };
        let context = &self.server.trusted.context;
        let opener = SessionOpener::from(context);
        if let Err(refusal) = opener.check_times(&user) {
            return Ok(PinVerdict::NotNow(refusal));
        }
        let slot = match opener.claim_slot(&user, &all.settings) {
            Ok(slot) => slot,
            Err(SessionLimitError::State(error)) => return Err(unavailable(&error)),
            Err(limit) => return Ok(PinVerdict::Limit(limit)),
        };
        AuditRecorder::from(context).record(AuditKind::SignIn, &user, true, AuditWord::Pin);
        let began = (record.full_at, all.settings.sessions);
        let session = opener.session(user, (SignInMethod::Pin, None), slot, began);
        let view = opener.views.view(session.unlocked_by_pin(), &all);
        Ok(PinVerdict::Right((self.started(*view), record.full_at)))
    }
}

impl Computer {
    pub(super) fn here(&self, boot: Option<TokenHash>) -> Here {
        let mut computer = [0; 32];
        computer[..8].copy_from_slice(&self.number.to_be_bytes());
        Here {
            computer: TokenHash(computer),
            boot,
            now: self.server.dependencies.clock.now(),
        }
    }

    /// Returns the session of an account in which the password was just entered, and the user.
    pub(super) fn just_entered<'a>(
        &self,
        all: &'a Snapshot,
        account: AccountId,
    ) -> Result<(Session, &'a User), AuthorityError> {
        let session = self.session_of(account).ok_or(AuthorityError::Ended)?;
        let user = user_in(all, account).ok_or(AuthorityError::Ended)?;
        let now = self.server.dependencies.clock.now();
        if !session.is_fresh(now) {
            return Err(StoreError::Restricted.into());
        }
        Ok((session, user))
    }

    fn has_pin_ended(&self, user: &User) -> Result<bool, AuthorityError> {
        let credential = quick_unlock_of(user);
        let codes = &self.server.dependencies.codes;
        let has_ended = codes.has_ended(credential.as_slice());
        has_ended.map_err(|error| unavailable(&error))
    }

    fn drop_pin(&self, account: AccountId) -> bool {
        let mut state = self.server.state();
        let before = state.pins.len();
        let is_own = |of: &ServerPin| of.computer == self.number && of.record.account == account;
        state.pins.retain(|of| !is_own(of));
        state.pins.len() < before
    }

    fn tell_pin(&self, user: &User, is_new: bool) {
        let event = if is_new {
            AccountEvent::PinSet
        } else {
            AccountEvent::PinChanged
        };
        let notices = Notices::from(&self.server.trusted.context);
        notices.send(user, event, Initiator::Owner);
    }

    /// Counts a try and looks at it. Returns whose PIN it is if it is right.
    fn pin_tried<T>(
        &self,
        all: &Snapshot,
        pin: &PinProof,
        account: Option<AccountId>,
    ) -> Result<Result<(QuickRecord, User), PinVerdict<T>>, AuthorityError> {
        let refused = |refusal| Ok(Err(PinVerdict::Refused(refusal)));
        let is_it = |of: &ServerPin| {
            let is_account = account.is_none_or(|account| account == of.record.account);
            of.computer == self.number && of.record.salt == pin.selector && is_account
        };
        let pins = self.server.state().pins.clone();
        let Some(ServerPin { record, proof, .. }) = pins.into_iter().find(is_it) else {
            return refused(QuickRefusal::NoPin);
        };
        let (here, settings) = (self.here(pin.boot), &*all.settings);
        let user = user_in(all, record.account);
        let user = user.filter(|user| record.is_of(user, here));
        let Some(user) = user else {
            self.drop_pin(record.account);
            return refused(QuickRefusal::NoPin);
        };
        if self.has_pin_ended(user)? {
            self.drop_pin(record.account);
            return refused(QuickRefusal::NoPin);
        }
        if needs_password(user, settings, (record.full_at, here)) {
            return refused(QuickRefusal::Expired);
        }
        if let Err(refusal) = record.check(user, settings, here) {
            return refused(refusal);
        }
        let is_right = proof == digest(pin);
        let tries = if is_right { 0 } else { record.tries + 1 };
        let mut state = self.server.state();
        if let Some(own) = state.pins.iter_mut().find(|of| is_it(of)) {
            own.record.tries = tries;
            own.record.seen_at = here.now.max(own.record.seen_at);
        }
        drop(state);
        if is_right {
            return Ok(Ok((record, user.clone())));
        }
        self.note_wrong(user, tries, all);
        Ok(Err(PinVerdict::Wrong(TRIES - tries)))
    }

    /// Records a wrong PIN, which counts among the failures of all names (R86).
    fn note_wrong(&self, user: &User, tries: u8, all: &Snapshot) {
        let context = &self.server.trusted.context;
        let word = if tries >= TRIES {
            Notices::from(context).tell(user, AccountEvent::PinSpent);
            AuditWord::PinSpent
        } else {
            AuditWord::WrongPin
        };
        AuditRecorder::from(context).record(AuditKind::Account, user, false, word);
        Throttle::from(context).failed(all.settings.delay);
    }
}

fn digest(pin: &PinProof) -> [u8; 32] {
    Sha256::digest(*pin.proof).into()
}
