//! Sign-in for native desktop tools.

pub mod account;
pub mod screen;
pub mod service;
pub mod store;
