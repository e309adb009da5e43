//! Counting a try of a PIN, before it is checked.

use crate::domain::computer_secret::ComputerSecret;
use crate::domain::quick_bytes::StoredUnlocks;
use crate::domain::quick_unlock::{Here, PinCheck, QuickRecord, QuickRefusal};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::User;
use crate::domain::user_key::Purpose;

use crate::service::account::error::AccountError;
use crate::service::ports::HasherError;
use crate::service::quick_unlock::{QuickUnlock, needs_password};

impl QuickUnlock {
    /// Counts a try of the PIN of a user, if it is accepted now. Otherwise the records are stored if `stores` them.
    pub(super) fn count_try(
        &self,
        user: Option<&User>,
        settings: &Settings,
        stores: impl FnOnce(&StoredUnlocks) -> bool,
    ) -> Result<(Result<QuickRecord, QuickRefusal>, Option<ComputerSecret>), AccountError> {
        let here = self.records.here();
        let has_ended = match user {
            Some(user) => self.records.has_ended(user)?,
            None => true,
        };
        let (counted, secret) = self.records.change(|stored| {
            let counted = match user {
                Some(user) => count(&mut stored.pins, (user, settings), (here, has_ended)),
                None => Err(Refused::No(QuickRefusal::NoPin)),
            };
            let is_changed = !matches!(counted, Err(Refused::No(_)));
            (counted, is_changed || stores(stored))
        })?;
        let counted = counted.map_err(|refused| match refused {
            Refused::No(refusal) => refusal,
            Refused::Ended => {
                user.inspect(|user| self.records.note_end(user));
                QuickRefusal::NoPin
            }
        });
        Ok((counted, secret))
    }

    /// Returns `true` if this is the PIN of the record.
    pub(super) fn opens(
        &self,
        record: &QuickRecord,
        secret: &ComputerSecret,
        pin: &Secret,
    ) -> Result<bool, HasherError> {
        let input = secret.input_of(record.account, pin);
        let key = self.hasher.derive(&input, &record.salt)?;
        let PinCheck::Here(sealed) = &record.check else {
            return Ok(false);
        };
        let here = self.records.here();
        let bound_to = QuickRecord::bound_to(record.account, record.credential, here);
        let opened = key.open_bound(Purpose::QuickUnlock, &bound_to, sealed);
        Ok(opened.is_some())
    }
}

/// Counts a try in the record of a user.
fn count(
    records: &mut Vec<QuickRecord>,
    (user, settings): (&User, &Settings),
    (here, has_ended): (Here, bool),
) -> Result<QuickRecord, Refused> {
    let at = records.iter().position(|of| of.account == user.id);
    let at = at.ok_or(Refused::No(QuickRefusal::NoPin))?;
    if has_ended || !records[at].is_of(user, here) {
        records.remove(at);
        return Err(Refused::Ended);
    }
    let record = &mut records[at];
    if needs_password(user, settings, (record.full_at, here)) {
        return Err(Refused::No(QuickRefusal::Expired));
    }
    record.check(user, settings, here).map_err(Refused::No)?;
    record.tries += 1;
    record.seen_at = here.now.max(record.seen_at);
    Ok(record.clone())
}

/// Why a try is not made.
enum Refused {
    /// Only the password is accepted.
    No(QuickRefusal),
    /// The PIN has ended with its credentials, and was removed.
    Ended,
}
