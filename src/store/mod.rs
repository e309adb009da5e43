//! The machine: implements the ports of `service` with files, a database, the OS keyring and real
//! hashes, and with doubles in memory for tests.

#[cfg(any(test, all(windows, any(feature = "sqlite", feature = "yaml"))))]
mod access;
mod attempt_limits;
#[cfg(feature = "app")]
pub(crate) mod autostart;
mod boot;
#[cfg(feature = "desktop")]
pub mod clipboard;
pub(crate) mod dialogs;
#[cfg(feature = "app")]
pub(crate) mod graphics;
#[cfg(feature = "component")]
pub mod hardening;
#[cfg(feature = "hashing")]
pub mod hashing;
#[cfg(any(feature = "sqlite", feature = "yaml"))]
mod held;
#[cfg(feature = "app")]
pub(crate) mod instance;
#[cfg(any(feature = "postgres", feature = "sqlite"))]
mod kept;
#[cfg(feature = "keyring")]
pub mod keyring;
#[cfg(feature = "app")]
#[doc(hidden)]
pub mod kiosk;
#[cfg(feature = "mail")]
#[doc(hidden)]
pub mod mail;
pub mod memory;
pub(crate) mod motion;
#[cfg(any(feature = "postgres", feature = "sqlite"))]
mod name_digest;
#[cfg(feature = "yaml")]
mod network;
#[cfg(any(feature = "sqlite", feature = "yaml"))]
pub(crate) mod owner;
pub mod platform;
#[cfg(feature = "postgres")]
pub mod postgres;
#[cfg(feature = "sqlite")]
pub(crate) mod session_slots;
#[cfg(all(feature = "component", feature = "postgres"))]
pub(crate) mod shared;
#[cfg(feature = "sqlite")]
pub mod sqlite;
#[cfg(feature = "component")]
pub(crate) mod surroundings;
pub(crate) mod suspend;
#[cfg(feature = "updates")]
#[doc(hidden)]
pub mod updates;
#[cfg(feature = "yaml")]
pub mod yaml;
