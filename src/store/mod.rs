//! The machine: implements the ports of `service` with files, a database, the OS keyring and real
//! hashes, and with doubles in memory for tests.

#[cfg(feature = "app")]
pub mod hardening;
#[cfg(feature = "yaml")]
pub mod hashing;
#[cfg(feature = "keyring")]
pub mod keyring;
#[cfg(feature = "mail")]
pub mod mail;
pub mod memory;
pub mod os;
#[cfg(feature = "yaml")]
mod seats;
mod sleep;
#[cfg(feature = "yaml")]
pub mod sqlite;
#[cfg(feature = "yaml")]
pub mod yaml;
