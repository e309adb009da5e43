//! The badges of this computer, shared by the windows of this program.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::badge::KnownBadges;

/// The badges of this computer as they were last read, for the windows of this program.
#[derive(Clone, Default)]
pub(crate) struct BadgeCell(Arc<Mutex<Option<KnownBadges>>>);

impl BadgeCell {
    /// Returns them; `None` before they were read.
    pub(crate) fn get(&self) -> Option<KnownBadges> {
        let known = self.0.lock();
        known.map_or_else(|known| known.into_inner().clone(), |known| known.clone())
    }

    pub(crate) fn set(&self, known: KnownBadges) {
        let cell = self.0.lock();
        *cell.unwrap_or_else(PoisonError::into_inner) = Some(known);
    }
}
