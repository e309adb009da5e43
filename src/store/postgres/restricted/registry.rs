//! The sessions of this program at the server, and their tokens.

use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use crate::domain::account_id::AccountId;
use crate::store::postgres::error::PgError;

/// The most sessions that are ended later if the server cannot be reached. The server forgets those that it does not hear of.
const LEAVING_MAX: usize = 64;

/// What proves a session to the server: random, in memory only, and wiped.
pub(super) struct Token(Zeroizing<[u8; 32]>);

impl Token {
    pub(super) fn random() -> Result<Self, PgError> {
        let mut bytes = Zeroizing::new([0; 32]);
        let filled = getrandom::fill(&mut *bytes);
        filled.map_err(|error| PgError::Unavailable(error.to_string()))?;
        Ok(Self(bytes))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    pub(super) fn ticket(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A session at the server.
pub(super) struct OpenSession {
    pub(super) number: u64,
    pub(super) token: Token,
    /// `None` if it is not known whether there is a session with this token.
    pub(super) account: Option<AccountId>,
    /// The ticket of the last right password, with which the user can sign once.
    proof: Mutex<Option<Arc<Token>>>,
}

impl OpenSession {
    /// Takes in that the password was right.
    pub(super) fn prove(&self, ticket: Token) {
        *self.lock_proof() = Some(Arc::new(ticket));
    }

    /// Returns the ticket of the last right password that was not signed with.
    pub(super) fn proof(&self) -> Option<Arc<Token>> {
        self.lock_proof().clone()
    }

    /// Takes in that the user has signed with this ticket.
    pub(super) fn use_proof(&self, ticket: &Arc<Token>) {
        let mut proof = self.lock_proof();
        proof.take_if(|proof| Arc::ptr_eq(proof, ticket));
    }

    fn lock_proof(&self) -> MutexGuard<'_, Option<Arc<Token>>> {
        self.proof.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The sessions by their state.
#[derive(Default)]
pub(super) struct All {
    count: u64,
    pub(super) open: Vec<Arc<OpenSession>>,
    /// Those that have ended here, and perhaps not yet at the server.
    pub(super) leaving: Vec<Arc<OpenSession>>,
}

/// What all parts of the program and the thread share.
#[derive(Default)]
pub(super) struct Registry(Mutex<All>);

impl Registry {
    pub(super) fn all(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends a session here.
    pub(super) fn leave(&self, number: u64) {
        let mut all = self.all();
        if let Some(at) = all.open.iter().position(|open| open.number == number) {
            let session = all.open.remove(at);
            all.leave(session);
        }
    }
}

impl All {
    pub(super) fn next(&mut self, token: Token, account: Option<AccountId>) -> Arc<OpenSession> {
        self.count += 1;
        Arc::new(OpenSession {
            number: self.count,
            token,
            account,
            proof: Mutex::default(),
        })
    }

    pub(super) fn leave(&mut self, session: Arc<OpenSession>) {
        self.leaving.push(session);
        let too_many = self.leaving.len().saturating_sub(LEAVING_MAX);
        self.leaving.drain(..too_many);
    }
}

/// What the thread is told.
pub(super) enum Order {
    /// A session was parked or has ended, so that it no longer counts in the limits.
    FreeSlot(u64),
    /// Sessions have ended.
    SignOut,
    /// The sender is dropped when all before this is done.
    Settle(SyncSender<()>),
}
