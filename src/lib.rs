//! Sign-in for native desktop tools.

pub mod account;
#[cfg(feature = "ui")]
pub mod authenticator;
pub mod screen;
pub mod service;
pub mod store;
#[cfg(feature = "ui")]
pub mod ui;
#[cfg(feature = "words")]
pub mod words;
pub mod worker;
