//! A session slot in memory.

use std::sync::{Arc, Mutex};

use crate::domain::account_id::AccountId;
use crate::store::memory::locked::locked;

/// Releases a session slot.
pub(super) struct MemorySlot {
    pub(super) number: u64,
    pub(super) session_slots: Arc<Mutex<Vec<(u64, AccountId)>>>,
}

impl Drop for MemorySlot {
    fn drop(&mut self) {
        locked(&self.session_slots).retain(|(number, _)| *number != self.number);
    }
}
