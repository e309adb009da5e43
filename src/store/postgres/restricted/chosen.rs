//! The passwords that users have chosen on this computer.

use crate::domain::credential::StoredHash;

/// The passwords that a user has chosen on this computer. The server shows a stand-in in place of the hash. What is shown here is
/// the hash that was chosen, so that the account is the one that the use case expects. The stand-in changes while the answer to
/// the change is still on its way.
#[derive(Default)]
pub(super) struct Chosen {
    /// Stand-ins and the hashes that they stand for.
    known: Vec<(StoredHash, StoredHash)>,
    /// The stand-in before a change that is being made, and the hash after it.
    pub(super) pending: Option<(StoredHash, StoredHash)>,
}

impl Chosen {
    /// Returns the hash to show for this stand-in. While a change is being made, another stand-in is that of its hash: the session
    /// would have ended with any other change of the password.
    pub(super) fn shown(&mut self, stand_in: &StoredHash) -> StoredHash {
        let mut known = self.known.iter();
        if let Some((_, hash)) = known.find(|(known, _)| known == stand_in) {
            return hash.clone();
        }
        match &self.pending {
            Some((before, hash)) if before != stand_in => {
                self.known.push((stand_in.clone(), hash.clone()));
                hash.clone()
            }
            _ => stand_in.clone(),
        }
    }
}
