//! The PINs of a computer, and its badges, which are judged like PINs that are right.

use std::collections::HashMap;

use crate::model::person::{Credentials, Person};
use crate::model::{Judged, Rule, broken, demand};

/// Wrong PINs in a row before only the password is accepted.
const TRIES: u8 = 5;

/// What came of a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinTry {
    /// It was looked at, and is right.
    Accepted,
    /// It was looked at, and is wrong.
    Wrong,
    /// It was not looked at.
    Unseen,
    /// Something failed on the way.
    Unknown,
}

/// A PIN that works, or may.
struct Pin {
    text: &'static str,
    credentials: Credentials,
    /// The last time that the password may have been entered, by the seconds that the computer has run.
    ran: u64,
    /// By how many seconds the clock had been set back.
    set_back: u64,
    has_ended: bool,
    /// Whether another user has read it since the password.
    is_shown: bool,
}

/// The PINs of a computer, by user.
#[derive(Default)]
pub struct Pins {
    of_users: HashMap<usize, Vec<Pin>>,
    tries: HashMap<usize, u8>,
    /// By how many seconds the clock was set back.
    pub set_back: u64,
}

impl Pins {
    /// A PIN was set or removed, or may be.
    pub fn changed(
        &mut self,
        (who, person): (usize, &Person),
        pin: Option<&'static str>,
        (is_done, ran): (bool, u64),
    ) {
        let pins = self.of_users.entry(who).or_default();
        if is_done {
            pins.clear();
        }
        pins.extend(pin.map(|text| Pin {
            text,
            credentials: person.credentials(),
            ran,
            set_back: self.set_back,
            has_ended: false,
            is_shown: false,
        }));
        self.tries.remove(&who);
    }

    /// The password was entered: tries may be forgotten, and the hours begin anew.
    pub fn renewed(&mut self, who: usize, ran: u64) {
        self.tries.remove(&who);
        for pin in self.of_users.entry(who).or_default() {
            (pin.ran, pin.set_back, pin.is_shown) = (ran, self.set_back, false);
        }
    }

    /// A badge was read in the session of this user, or in none.
    pub fn shown(&mut self, by: Option<usize>, text: &str) {
        let others = self.of_users.iter_mut();
        let others = others.filter(|(who, _)| Some(**who) != by);
        for badge in others.flat_map(|(_, badges)| badges) {
            badge.is_shown |= badge.text == text;
        }
    }

    /// These credentials of a user were changed on this computer.
    pub fn end(&mut self, who: usize, before: &Credentials) {
        for pin in self.of_users.entry(who).or_default() {
            pin.has_ended |= pin.credentials == *before;
        }
    }

    /// The PIN of a user.
    pub fn of(&self, who: usize) -> Option<&'static str> {
        Some(self.of_users.get(&who)?.last()?.text)
    }

    /// Judges a PIN that was typed.
    pub fn judge(
        &mut self,
        (who, person): (usize, &Person),
        text: &str,
        (came, ran, seconds): (PinTry, u64, u64),
    ) -> Judged {
        let pins = self.of_users.entry(who).or_default();
        let tries = self.tries.entry(who).or_default();
        let is_right = pins.iter().any(|pin| pin.text == text);
        if matches!(came, PinTry::Accepted | PinTry::Wrong) {
            let is_open = *tries < TRIES;
            demand(is_open, Rule::NoGuessTooMany, "a sixth try of a PIN")?;
        }
        match came {
            PinTry::Accepted => {
                *tries = 0;
                let rule = Rule::NoSessionWithoutProof;
                demand(is_right, rule, "a wrong PIN")?;
                let mut of_account = pins.iter().filter(|pin| {
                    let is_theirs = pin.credentials == person.credentials();
                    pin.text == text && is_theirs && !pin.has_ended
                });
                if of_account.clone().next().is_none() {
                    return broken(rule, "a PIN that has ended");
                }
                // A process that was killed while it set one has left the one before, or both are possible. A clock that is
                // set back can only give back what it takes.
                let is_in_time = of_account.any(|pin| {
                    let most = seconds + self.set_back - pin.set_back;
                    ran - pin.ran < most && !pin.is_shown
                });
                let how = "a PIN or a badge after its time, or a badge that another user has read";
                demand(is_in_time, rule, how)
            }
            PinTry::Wrong => {
                *tries += 1;
                let is_only = pins.iter().all(|pin| pin.text == text);
                let is_wrong = !is_right || !is_only;
                demand(is_wrong, Rule::NoChangeLost, "the right PIN is refused")
            }
            PinTry::Unknown if is_right => {
                *tries = 0;
                Ok(())
            }
            PinTry::Unknown | PinTry::Unseen => Ok(()),
        }
    }
}
