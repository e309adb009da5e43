//! What the product does at one desk alone.

use crate::desks::rules::AT_ONCE;
use crate::desks::{APPROVER, Badge, Deed, Desk, End, Flaw, Grant, Open, Pin, TRIES, USERS};

impl Desk {
    /// Does what concerns this desk alone.
    pub(super) fn done(&mut self, flaw: Option<Flaw>, deed: Deed) -> bool {
        match deed {
            Deed::Lock => {
                self.change(|open| open.is_locked = true);
                self.end_grant(End::Lock);
                true
            }
            Deed::UnlockWithPin(is_right) => self.unlock_with_pin(flaw, is_right),
            Deed::Park => {
                if let Some(open) = self.leave() {
                    self.parked[usize::from(open.user)] = true;
                }
                true
            }
            Deed::EndParked(user) => {
                self.parked[usize::from(user)] = false;
                true
            }
            Deed::UseParked(_) => flaw == Some(Flaw::ParkedActs),
            Deed::SignOut => self.leave().is_some(),
            Deed::SetPin => {
                self.confirm();
                if let Some(open) = self.open {
                    self.pins[usize::from(open.user)] = Some(Pin {
                        tries: 0,
                        is_late: false,
                    });
                }
                true
            }
            Deed::SetBadge => {
                self.confirm();
                if let Some(open) = self.open {
                    self.badges[usize::from(open.user)] = Some(Badge::Opens);
                }
                true
            }
            Deed::ShowBadge(user) => {
                let badge = self.badges[usize::from(user)].as_mut();
                if let Some(badge) = badge
                    && self.open.is_some_and(|open| open.user != user)
                    && *badge != Badge::Ended
                {
                    *badge = Badge::Shown;
                }
                true
            }
            _ => false,
        }
    }

    /// The account of a user is another one than when the badge was set.
    pub(super) fn end_badge(&mut self, user: u8) {
        if let Some(badge) = &mut self.badges[usize::from(user)] {
            *badge = Badge::Ended;
        }
    }

    pub(super) fn change(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(open) = &mut self.open {
            change(open);
        }
    }

    pub(super) fn end_grant(&mut self, end: End) {
        if let Some(grant) = &mut self.grant {
            grant.end.get_or_insert(end);
        }
    }

    /// The session of a user opens, who continues what they had parked.
    pub(super) fn enter(&mut self, user: u8, is_by_pin: bool) {
        self.open = Some(Open {
            user,
            is_locked: false,
            is_by_pin,
        });
        self.parked[usize::from(user)] = false;
    }

    /// The session is not open any more.
    pub(super) fn leave(&mut self) -> Option<Open> {
        self.end_grant(End::Session);
        self.open.take()
    }

    /// The password was entered.
    pub(super) fn confirm(&mut self) {
        self.change(|open| open.is_by_pin = false);
    }

    /// Begins the hours and the tries of a PIN and the minutes of a badge anew, after the password. PINs of users who are disabled
    /// end for good.
    pub(super) fn renew(&mut self, disabled: [bool; USERS as usize]) {
        for (pin, is_disabled) in self.pins.iter_mut().zip(disabled) {
            *pin = pin.filter(|_| !is_disabled);
        }
        if let Some(open) = self.open
            && let Some(pin) = &mut self.pins[usize::from(open.user)]
        {
            (pin.tries, pin.is_late) = (0, false);
        }
        if let Some(open) = self.open
            && let Some(badge) = &mut self.badges[usize::from(open.user)]
            && *badge != Badge::Ended
        {
            *badge = Badge::Opens;
        }
    }

    /// Tries a PIN: whether it is right, or `None` if it is not looked at.
    pub(super) fn try_pin(&mut self, flaw: Option<Flaw>, user: u8, is_right: bool) -> Option<bool> {
        let pin = self.pins[usize::from(user)].as_mut()?;
        let is_late = pin.is_late && flaw != Some(Flaw::EndlessPin);
        let is_spent = pin.tries >= TRIES && flaw != Some(Flaw::EndlessTries);
        if is_late || is_spent {
            return None;
        }
        pin.tries = match (is_right, pin.tries) {
            (true, _) => 0,
            (false, 0) => AT_ONCE,
            (false, tries) => TRIES.min(tries + 1),
        };
        Some(is_right)
    }

    pub(super) fn unlock_with_pin(&mut self, flaw: Option<Flaw>, is_right: bool) -> bool {
        let Some(Open { user, .. }) = self.open else {
            return false;
        };
        let opens = self.try_pin(flaw, user, is_right);
        if opens == Some(true) {
            let takes_over = flaw == Some(Flaw::PinOfAnother) && user != APPROVER;
            self.change(|open| {
                (open.is_locked, open.is_by_pin) = (false, true);
                open.user = if takes_over { APPROVER } else { user };
            });
        }
        opens.is_some()
    }

    /// Gives an approval for what the user of the window asks for.
    pub(super) fn grant(&mut self, flaw: Option<Flaw>, by: u8) -> bool {
        let Some(Open { user: asker, .. }) = self.open else {
            return false;
        };
        let may = asker != by || flaw == Some(Flaw::OwnApproval);
        if may {
            self.grant = Some(Grant { asker, end: None });
        }
        may
    }

    /// Uses the approval, or tries to.
    pub(super) fn use_grant(&mut self, flaw: Option<Flaw>, may: bool) -> bool {
        let (Some(grant), Some(open)) = (&mut self.grant, self.open) else {
            return false;
        };
        let is_good = match grant.end {
            None => open.user == grant.asker,
            Some(end) => flaw == Some(Flaw::ApprovalAfter(end)),
        };
        // Whatever comes of it, it is gone.
        grant.end.get_or_insert(End::Used);
        may && is_good
    }
}
