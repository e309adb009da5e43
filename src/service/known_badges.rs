//! The badges of this computer, shared by the windows of this program.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::badge::KnownBadges;
use crate::domain::remember_me::TokenHash;

/// The badges of this computer as they were last read, for the windows of this program, with the digest of what is stored.
#[derive(Clone, Default)]
pub(crate) struct BadgeCell(Arc<Mutex<Option<(KnownBadges, TokenHash)>>>);

impl BadgeCell {
    /// Returns them; `None` before they were read.
    pub(crate) fn get(&self) -> Option<KnownBadges> {
        self.locked().as_ref().map(|(known, _)| known.clone())
    }

    /// Returns `true` if they were read from what has this digest.
    pub(crate) fn is_of(&self, stored: TokenHash) -> bool {
        let known = self.locked();
        known.as_ref().is_some_and(|(_, of)| *of == stored)
    }

    pub(crate) fn set(&self, known: KnownBadges, stored: TokenHash) {
        *self.locked() = Some((known, stored));
    }

    fn locked(&self) -> MutexGuard<'_, Option<(KnownBadges, TokenHash)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
