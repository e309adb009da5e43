//! The server that several computers share, as the configuration file names it.

use zeroize::Zeroizing;

/// Default of `store.offline_minutes`.
pub const OFFLINE_MINUTES_DEFAULT: u32 = 15;
/// Highest value of `store.offline_minutes`.
pub const OFFLINE_MINUTES_MAX: u32 = 1440;

/// The section `store` of the configuration file.
#[derive(Clone, PartialEq, Eq)]
pub struct StoreSettings {
    /// The address of the PostgreSQL server. It may contain a password.
    pub(crate) postgres: Zeroizing<String>,
    /// For how many minutes open sessions continue while the server cannot be reached.
    pub offline_minutes: u32,
    /// Whether the login of this computer may call the functions of the server only, and read no table.
    pub restricted: bool,
}

opaque_debug!(StoreSettings);

/// What is wrong with a file that names a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreProblem {
    /// An address that cannot be used. The text is the reason, which shows no password.
    Address(String),
    /// A password in the address.
    Password,
    /// A key that belongs on the server.
    OnServer,
    /// The program expects users in the file.
    NotConnected,
    /// The file no longer names the server that the program is connected to.
    Changed,
    /// The file no longer says the same about `restricted` as when the program was started.
    Restriction,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_shows_the_address() {
        let store = StoreSettings {
            postgres: Zeroizing::new("postgresql://till:hunter2@db.shop/auth".to_owned()),
            offline_minutes: 15,
            restricted: false,
        };
        assert!(!format!("{store:?}").contains("hunter2"));
    }
}
