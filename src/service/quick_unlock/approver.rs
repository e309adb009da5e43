//! The PIN of a user who approves an action of another one.

use crate::domain::audit_detail::AuditWord;
use crate::domain::quick_unlock::approves;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::User;
use crate::domain::user_key::SALT_BYTES;

use crate::service::account::error::AccountError;
use crate::service::ports::AccountEvent;
use crate::service::quick_unlock::QuickUnlock;

impl QuickUnlock {
    /// Tries the PIN of an approver, which counts as any other try. Returns the reason for the audit log if it is not right, which the user
    /// is not told: whether there is such a user, whether they have a PIN and whether it is accepted now changes neither what is read,
    /// derived and stored, nor how long that takes.
    pub(crate) fn try_approver(
        &self,
        user: Option<&User>,
        settings: &Settings,
        pin: &Secret,
    ) -> Result<Result<(), AuditWord>, AccountError> {
        // At a restricted computer, the server has the PINs.
        let is_here = self.authority.is_none();
        let user = user.filter(|user| is_here && approves(user, settings));
        // Where there is a PIN at all. Otherwise the keyring is not asked (R45), for any name.
        let (counted, secret) = self.count_try(user, settings, |stored| !stored.pins.is_empty())?;
        let (Some(user), Ok(record), Some(secret)) = (user, counted, secret) else {
            self.hasher.derive(pin, &[0; SALT_BYTES])?;
            return Ok(Err(AuditWord::NoPin));
        };
        if self.opens(&record, &secret, pin)? {
            return match self.settle(user, &record) {
                Err(AccountError::Quick(_)) => Ok(Err(AuditWord::NoPin)),
                settled => settled.map(Ok),
            };
        }
        if record.tries_left() > 0 {
            return Ok(Err(AuditWord::WrongPin));
        }
        self.notices.tell(user, AccountEvent::PinSpent);
        Ok(Err(AuditWord::PinSpent))
    }
}
