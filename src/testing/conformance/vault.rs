//! What a [`TokenVault`] owes: one entry, that is there or not.

use crate::domain::secret::Secret;
use crate::service::ports::TokenVault;

fn token(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// Holds a vault against its contract. `make` gives one that is empty and can be used.
///
/// # Panics
/// When a promise is not kept.
pub fn token_vault<V: TokenVault>(make: impl Fn() -> V) {
    let vault = make();
    let reads = |why: &str| match vault.read() {
        Ok(token) => token.map(|token| token.expose().to_owned()),
        Err(error) => panic!("{why}: {error}"),
    };
    assert_eq!(vault.probe(), Ok(()), "one that can be used says so");
    assert_eq!(reads("empty"), None, "an empty one has no token");
    assert_eq!(vault.clear(), Ok(()), "having none to remove is no error");
    assert_eq!(vault.write(&token("first")), Ok(()));
    assert_eq!(
        reads("written").as_deref(),
        Some("first"),
        "it keeps what it is given"
    );
    assert_eq!(vault.write(&token("second")), Ok(()));
    assert_eq!(
        reads("again").as_deref(),
        Some("second"),
        "there is one entry"
    );
    assert_eq!(vault.clear(), Ok(()));
    assert_eq!(reads("cleared"), None, "a token that was removed is gone");
}
