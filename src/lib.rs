//! Sign-in for native desktop tools.

pub mod account;
pub mod service;
