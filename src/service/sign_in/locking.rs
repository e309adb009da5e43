//! Locking a window, and unlocking it. A lock outlives the process (R71): the remembered sign-in is marked before the
//! window shows the lock, and as long as it is marked, the token alone does not sign in.
//!
//! Each locked window has a mark of its own, so that unlocking one does not open another.

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;

use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::Factors;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{LockMark, StateError, StoreError};
use crate::service::remember_me::error::RememberError;
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::service::sign_in::sessions::Sessions;

/// How often a lock is stored while other windows replace the remembered sign-in.
const MARKING_TRIES: usize = 4;

/// Why the window of a session is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockReason {
    /// The user left, or asked for it.
    Locked,
    /// Another user is to sign in.
    SwitchedAway,
}

impl Sessions {
    /// Locks the window of a session, also for the next start: the remembered sign-in of its user is marked or, if that
    /// fails, deleted. To be done before the window shows that it is locked.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::RememberError;
    /// use egui_authenticator::service::sign_in::locking::LockReason;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<(), RememberError> {
    ///     service.sessions().lock(session, LockReason::Locked)
    /// }
    /// ```
    ///
    /// # Errors
    /// A restart may sign the user in without a password after an error.
    /// - [`RememberError::NotPossible`] if the session belongs to another service.
    /// - [`RememberError::Randomness`], [`RememberError::State`] and [`RememberError::Vault`] if the remembered sign-in
    ///   can be neither marked nor deleted.
    #[doc(hidden)]
    pub fn lock(&self, session: &Session, reason: LockReason) -> Result<(), RememberError> {
        if !session.state().is_of(&self.open) {
            return Err(RememberError::NotPossible);
        }
        {
            // After an unlock that is being made, which then has not unlocked what is locked here.
            let _unlock = session.state().lock_mark();
            session.state().signing.set_locked(true);
        }
        let marked = self.close_locked(session);
        self.record_lock(
            session,
            match reason {
                LockReason::Locked => AuditWord::Locked,
                LockReason::SwitchedAway => AuditWord::SwitchedAway,
            },
        );
        marked
    }

    /// Locks the window of a session once more as it closes: another window may have remembered the user since, and knows
    /// nothing of this lock.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::RememberError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<(), RememberError> {
    ///     service.sessions().close_locked(session)
    /// }
    /// ```
    ///
    /// # Errors
    /// A restart may sign the user in without a password after an error.
    /// - [`RememberError::NotPossible`] if the session belongs to another service.
    /// - [`RememberError::Randomness`], [`RememberError::State`] and [`RememberError::Vault`] if the remembered sign-in
    ///   can be neither marked nor deleted.
    #[doc(hidden)]
    pub fn close_locked(&self, session: &Session) -> Result<(), RememberError> {
        if !session.state().is_of(&self.open) {
            return Err(RememberError::NotPossible);
        }
        session.state().note_lock();
        let marked = self.mark(session);
        marked.or_else(|error| self.forget_unmarked(session, error))
    }

    fn mark(&self, session: &Session) -> Result<(), RememberError> {
        let id = session.user().id;
        let mut mark = *session.state().lock_mark();
        for _ in 0..MARKING_TRIES {
            let record = self.store.remembered()?;
            let Some(record) = record.filter(|record| record.account == id) else {
                return Ok(());
            };
            if mark.is_some_and(|mark| record.locks.contains(&mark)) {
                *session.state().lock_mark() = mark;
                return Ok(());
            }
            let new = if let Some(mark) = mark {
                mark
            } else {
                let mut bytes = [0; 16];
                self.random.fill(&mut bytes)?;
                LockMark(bytes)
            };
            mark = Some(new);
            // Does nothing if another window has replaced the record just now.
            self.store
                .rotate(&record.selector, &|record| record.lock(new))?;
        }
        Err(StateError::Busy.into())
    }

    /// Ends the remembered sign-in that could not be marked, in the store or else in the keyring.
    fn forget_unmarked(
        &self,
        session: &Session,
        error: RememberError,
    ) -> Result<(), RememberError> {
        let forgotten = self
            .store
            .forget(session.user().id)
            .or_log("end the remembered sign-in");
        let cleared = self.vault.clear().or_log("clear the keyring");
        if forgotten.is_some() || cleared.is_some() {
            Ok(())
        } else {
            Err(error)
        }
    }

    /// Removes the mark of a window that is unlocked. One that stays asks for the password at the next start.
    fn unmark(&self, mark: Option<LockMark>) {
        let Some(mark) = mark else { return };
        let remembered = self.store.remembered();
        let removed = remembered.and_then(|record| match record {
            Some(record) => self.store.rotate(&record.selector, &|record| {
                record.locks.retain(|other| *other != mark);
            }),
            None => Ok(()),
        });
        removed.or_log("remove the mark of a lock");
    }

    /// Unlocks a locked window. The time of the session begins anew. During an outage the session is not fresh afterwards, and
    /// its time does not begin anew.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, session: &Session, password: Secret) -> Result<Session, AccountError> {
    ///     Ok(service.sessions().unlock(session, &password.into())?.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::Wrong`] if the password is wrong.
    /// - [`AccountError::Code`] if a code is asked for and there is none (R78).
    /// - [`AccountError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`AccountError::NotNow`] if the password is right, and the access of the user is limited to other days or hours.
    /// - [`AccountError::Locked`] if too many attempts failed.
    /// - [`AccountError::OfflineTries`] if too many passwords were wrong during an outage.
    /// - [`AccountError::Ended`] if the session has ended, or the unlock was cancelled; then the stored lock stays (R71).
    /// - [`AccountError::Hasher`] if the user key cannot be opened.
    /// - [`AccountError::State`] if the attempt cannot be counted.
    /// - [`AccountError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn unlock(
        &self,
        session: &Session,
        factors: &Factors,
    ) -> Result<Box<SessionView>, AccountError> {
        let snapshot = match self.snapshots.read_unless_it_hangs() {
            Err(error @ StoreError::Unavailable(_)) => {
                return self.unlock_offline(session, factors, error);
            }
            read => read?,
        };
        let confirmed = self.reauthentication.confirm(&snapshot, session, factors)?;
        self.come_back(session, |mark| self.unmark(mark.take()))?;
        session.state().begin_anew();
        self.record_lock(session, AuditWord::Unlocked);
        Ok(self.views.view(confirmed, &snapshot))
    }

    /// Takes in that the PIN of a user has unlocked the window. The stored lock stays, so that the next start asks for the
    /// password or the PIN: a remembered sign-in would open a session that is not one by PIN.
    ///
    /// # Errors
    /// [`AccountError::Ended`] if it was cancelled.
    pub(crate) fn unlocked_by(
        &self,
        session: &Session,
        word: AuditWord,
    ) -> Result<(), AccountError> {
        self.come_back(session, |_| {})?;
        self.record_lock(session, word);
        Ok(())
    }

    /// Unlocks a window for a user who has proven who they are, unless that was cancelled.
    pub(super) fn come_back(
        &self,
        session: &Session,
        change: impl FnOnce(&mut Option<LockMark>),
    ) -> Result<(), AccountError> {
        // A lock that is stored meanwhile waits here, so that it finds either the mark or none.
        let mut mark = session.state().lock_mark();
        if self.cancelled.is_cancelled() {
            return Err(AccountError::Ended);
        }
        change(&mut mark);
        session.state().signing.set_locked(false);
        Ok(())
    }

    /// Continues what a user had parked, in the session of a new sign-in: the window is no longer locked for them.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, parked: &Session, session: &Session) -> Result<(), AccountError> {
    ///     service.sessions().continue_parked(parked, session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the new session is not open, or is of another user.
    /// - [`AccountError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn continue_parked(&self, parked: &Session, session: &Session) -> Result<(), AccountError> {
        let snapshot = self.credentials.read()?;
        let user = session.current(&self.open, &snapshot);
        let is_same = user.is_some_and(|user| user.id == parked.user().id);
        if !is_same || !parked.state().is_of(&self.open) {
            return Err(AccountError::Ended);
        }
        let mark = parked.state().lock_mark().take();
        if !session.is_by_quick_unlock() {
            self.unmark(mark);
            return Ok(());
        }
        // The mark stays in the store until the password is entered in the new session, which then removes it.
        let mut own = session.state().lock_mark();
        if own.is_none() {
            *own = mark;
        }
        Ok(())
    }

    /// Records that a parked session was ended, unless its account is gone and its names may have been erased.
    pub(crate) fn record_parked_end(&self, parked: &Session) {
        let snapshot = self.credentials.read().or_log("read the users");
        let id = parked.user().id;
        // The store of a restricted computer has only the users who are signed in.
        if self.is_restricted
            || snapshot.is_some_and(|snapshot| snapshot.users.iter().any(|user| user.id == id))
        {
            self.record_lock(parked, AuditWord::ParkedEnded);
        }
    }

    fn record_lock(&self, session: &Session, word: AuditWord) {
        self.audit
            .record(AuditKind::Lock, session.user(), true, word);
    }
}
