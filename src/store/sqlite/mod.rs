//! The state database: what is written at every sign-in, and must not wear out a file that users edit.

mod account_id;
mod attempts;
mod audit_log;
mod codes;
mod database;
mod migrations;
mod name_key;
mod notices;
mod preferences;
mod sessions;
mod signatures;
mod timestamp;

pub use crate::store::sqlite::database::SqliteState;
#[cfg(feature = "component")]
pub(crate) use crate::store::sqlite::name_key::key_file;
