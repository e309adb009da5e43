//! Passwords that the examples and the documentation of this package publish (R90).

use crate::domain::secret::Secret;

/// Every password in plain text of `config.example.yaml`, the documentation, and the examples with a file.
const PUBLISHED: [&str; 8] = [
    "open the shop on monday",
    "count the till at seven",
    "CHOOSE-YOUR-OWN",
    "first locker by the window",
    "warm it up on monday",
    "read it off at seven",
    "every door of the museum",
    "round of the north wing",
];

/// Returns `true` if this is a password that anyone can read in an example. Outside a demo, no user can sign in with it.
#[must_use]
pub fn is_published(password: &Secret) -> bool {
    PUBLISHED.contains(&password.expose())
}
