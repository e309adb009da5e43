//! The lockouts in the list of users, which count down while they are shown.

use crate::domain::timestamp::Timestamp;

/// How far the lockouts in a list have counted down.
#[derive(Default)]
pub struct Lockouts {
    /// The seconds since the list was read; set when it is drawn.
    pub passed: i64,
    /// The time of the list that was read again because a lockout was over.
    renewed: Option<Timestamp>,
}

impl Lockouts {
    /// Returns `true` if a list of this time, in which a lockout is over, is to be read again: once, even if that fails.
    pub fn renews(&mut self, list: Timestamp) -> bool {
        self.renewed.replace(list) != Some(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_again_once() {
        let mut lockouts = Lockouts::default();
        let [one, other] = [1, 2].map(Timestamp::from_seconds);
        let renewed = [one, one, one, other, other].map(|list| lockouts.renews(list));
        assert_eq!(renewed, [true, false, false, true, false]);
    }
}
