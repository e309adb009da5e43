//! Users and state that several computers share on one PostgreSQL server. A trusted computer reads and writes the tables; a
//! restricted one calls functions of the server, and reads none.

mod address;
#[cfg(feature = "app")]
pub(crate) mod administrator;
#[cfg(feature = "app")]
mod certificate;
mod client;
mod computers;
mod connection;
#[cfg(feature = "app")]
mod derived;
#[cfg(feature = "app")]
pub(crate) mod enrolment;
mod error;
#[cfg(feature = "app")]
pub(crate) mod functions;
mod hidden;
#[cfg(feature = "app")]
pub(crate) mod inspection;
mod keyring;
#[cfg(feature = "app")]
mod kind;
mod listen;
mod migrate;
mod password;
mod refused_certificate;
mod restricted;
#[cfg(feature = "app")]
pub(crate) mod restriction;
mod schema;
mod secrets;
mod state;
mod tls;
mod url;
mod users;

pub use crate::store::postgres::address::PostgresOptions;
pub use crate::store::postgres::client::Client;
pub use crate::store::postgres::error::{FunctionRefusal, PgError};
pub use crate::store::postgres::migrate::Migration;
#[cfg(feature = "yaml")]
pub(crate) use crate::store::postgres::password::has_password;
pub use crate::store::postgres::restricted::RestrictedServer;
pub use crate::store::postgres::state::PostgresState;
#[cfg(feature = "app")]
pub(crate) use crate::store::postgres::state::import::LocalState;
pub use crate::store::postgres::users::PostgresStore;
