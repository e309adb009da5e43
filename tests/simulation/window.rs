//! One window: a process, and what is open in it.

use std::collections::HashMap;
use std::sync::Arc;

use egui_authenticator::service::approvals::ApprovalRequest;
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::ports::CredentialStore;
use egui_authenticator::service::sign_in::pending::PendingSignIn;
use egui_authenticator::service::{Service, Session};

use crate::model::Proven;

/// A sign-in that waits, and what was proven.
#[derive(Clone)]
pub struct Waiting {
    /// The sign-in.
    pub pending: Arc<PendingSignIn>,
    /// The user.
    pub who: usize,
    /// The generation of the account.
    pub generation: u32,
    /// Whether the second factor was proven.
    pub has_second: bool,
}

/// A refund that another user is asked to approve.
#[derive(Clone)]
pub struct Asked {
    /// What is asked of the product.
    pub request: Arc<ApprovalRequest>,
    /// The session that asks.
    pub by: Proven,
    /// How often its window had been locked.
    pub locks: u32,
    /// The amount.
    pub cents: u8,
}

/// A refund that was approved.
pub struct Granted {
    /// What the product gave.
    pub grant: Grant,
    /// What was asked for.
    pub asked: Asked,
    /// The approver.
    pub approver: usize,
    /// The generation of the approver's account.
    pub generation: u32,
    /// The time, by the seconds that the computer has run.
    pub ran: u64,
}

/// A session that waits while another user works.
pub struct Parked {
    /// The session.
    pub session: Session,
    /// What it was opened for.
    pub proven: Proven,
    /// The mark of its locked window.
    pub mark: Option<u32>,
}

/// One window: a process.
pub struct Window {
    /// The process.
    pub service: Service,
    /// What a restricted computer reads of the users.
    pub seen: Option<Arc<dyn CredentialStore>>,
    /// The session, and what it was opened for.
    pub session: Option<(Session, Proven)>,
    /// The sign-in that waits.
    pub waiting: Option<Waiting>,
    /// The mark of its lock, which a PIN leaves there.
    pub mark: Option<u32>,
    /// Whether it is locked.
    pub is_locked: bool,
    /// How often it was locked.
    pub locks: u32,
    /// Whether the username was typed to sign since the session began or was unlocked.
    pub has_signed: bool,
    /// What another user is asked to approve.
    pub asked: Option<Asked>,
    /// What was approved, and is not used yet.
    pub granted: Option<Granted>,
    /// The sessions that are parked.
    pub parked: Vec<Parked>,
    /// How many wrong passwords of each user were looked at during outages since a right one was.
    pub offline: HashMap<usize, u32>,
}

impl Window {
    /// The window of a process that starts.
    pub fn new(service: Service, seen: Option<Arc<dyn CredentialStore>>) -> Self {
        Self {
            service,
            seen,
            session: None,
            waiting: None,
            mark: None,
            is_locked: false,
            locks: 0,
            has_signed: false,
            asked: None,
            granted: None,
            parked: Vec::new(),
            offline: HashMap::new(),
        }
    }

    /// Another session, or none, in place of what was open.
    pub fn show(&mut self, session: Option<(Session, Proven)>) {
        self.session = session;
        (self.waiting, self.mark) = (None, None);
        (self.is_locked, self.has_signed) = (false, false);
    }

    /// Takes in that the window was locked.
    pub fn lock(&mut self, mark: u32) {
        (self.mark, self.is_locked, self.has_signed) = (Some(mark), true, false);
        self.locks += 1;
    }

    /// Takes in that it was unlocked. A PIN leaves the mark.
    pub fn unlock(&mut self, by_pin: bool) {
        self.mark = self.mark.filter(|_| by_pin);
        (self.is_locked, self.has_signed) = (false, false);
    }
}
