//! A badge that is scanned twice before it is set, so that no mistake of the reader is kept.

use crate::domain::secret::Secret;

/// A badge that is to be set.
#[derive(Default)]
pub struct BadgeScans {
    number: Option<Secret>,
    is_confirmed: bool,
    /// Whether the two scans were not the same.
    pub differ: bool,
}

opaque_debug!(BadgeScans);

impl BadgeScans {
    /// Takes in a scan.
    pub(crate) fn take_in(&mut self, scanned: Secret) {
        self.differ = false;
        match &self.number {
            _ if self.is_confirmed => {}
            None => self.number = Some(scanned),
            Some(first) if first.expose() == scanned.expose() => self.is_confirmed = true,
            Some(_) => {
                self.number = None;
                self.differ = true;
            }
        }
    }

    /// Returns `true` while another scan is needed.
    #[must_use]
    pub fn wants_scan(&self) -> bool {
        !self.is_confirmed
    }

    /// Returns `true` once the badge was scanned.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.number.is_some()
    }

    /// Returns the number, once it was scanned twice.
    pub(crate) fn number(&self) -> Option<Secret> {
        let number = self.number.as_ref().filter(|_| self.is_confirmed);
        number.map(Secret::copied)
    }
}
