//! The configuration file, `config.yaml`: read and edited by users as well as by the program.

mod access_times;
mod account_ids;
mod ambiguous;
mod anchors;
mod approvals;
mod backups;
mod closed;
#[doc(hidden)]
pub mod convert;
mod edit;
mod excerpt;
#[cfg(feature = "app")]
mod export;
mod fields;
mod file;
#[cfg(test)]
pub(crate) mod json_schema;
mod keys;
pub(crate) mod lenient;
mod list_layout;
mod mask;
pub(crate) mod pages;
mod parse;
mod parsed;
mod permissions;
mod places;
mod reach;
mod read;
mod reader;
pub(crate) mod schema;
#[cfg(test)]
mod schema_tests;
mod sections;
mod server;
#[cfg(feature = "app")]
pub(crate) mod server_settings;
mod shapes;
mod shared;
mod stamp;
mod starter;
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "app")]
pub(crate) mod transfer;
mod tree;
pub(crate) mod types;
pub(crate) mod users;
mod values;
mod verify;

#[cfg(feature = "component")]
pub(crate) use crate::store::yaml::file::beside;
pub use crate::store::yaml::store::YamlStore;
#[doc(hidden)]
pub use crate::store::yaml::store::{changed_text, problems_of};
