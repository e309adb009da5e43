//! The badges of this computer, shared by the windows of this program.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::badge::KnownBadges;
use crate::domain::remember_me::TokenHash;

/// What stands for the digest of what is stored, if nothing is.
const NOT_STORED: TokenHash = TokenHash([0; 32]);

/// The badges of this computer as they were last read, or of a restricted computer those that were scanned, for the windows of this program, with the digest of what is stored.
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

    /// Takes in that a number with this digest is that of a badge, of which this computer keeps no list. The key is that of `badges`.
    pub(crate) fn learn(&self, badges: KnownBadges, digest: TokenHash) {
        let mut cell = self.locked();
        let known = match cell.take() {
            Some((known, _)) if known.has_key_of(&badges) => known,
            _ => badges,
        };
        *cell = Some((known.with(digest), NOT_STORED));
    }

    /// Takes in that a number with this digest is not that of a badge.
    pub(crate) fn unlearn(&self, digest: TokenHash) {
        if let Some((known, _)) = self.locked().as_mut() {
            known.remove(digest);
        }
    }

    pub(crate) fn set(&self, known: KnownBadges, stored: TokenHash) {
        *self.locked() = Some((known, stored));
    }

    fn locked(&self) -> MutexGuard<'_, Option<(KnownBadges, TokenHash)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
