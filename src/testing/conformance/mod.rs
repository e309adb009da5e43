//! The contracts of the ports as tests, for a store of your own.
//!
//! Each function takes a closure that makes an empty store, and panics with a sentence if the contract is broken.
//! Call it from a test:
//!
//! ```
//! use egui_authenticator::store::memory::MemoryCredentials;
//! use egui_authenticator::testing::conformance;
//!
//! conformance::credential_store(|| MemoryCredentials::default());
//! ```
//!
//! The stores of this crate pass the same tests. Some promises cannot be tested this way: that a change is durable
//! when `apply` and `remember` return, and that it is made as a whole or not at all if the process is killed.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a suite for the tests of other stores"
)]

mod attempts;
mod audit_log;
mod authority;
mod changes;
mod codes;
mod credentials;
mod notices;
mod preferences;
mod second_factors;
mod sessions;
mod signature_log;
mod state;
mod subject;
mod vault;

#[doc(hidden)]
pub use crate::testing::conformance::attempts::attempt_store;
#[doc(hidden)]
pub use crate::testing::conformance::audit_log::audit_log;
#[doc(hidden)]
pub use crate::testing::conformance::authority::{AuthoritySite, authority};
#[doc(hidden)]
pub use crate::testing::conformance::codes::code_store;
pub use crate::testing::conformance::credentials::credential_store;
#[doc(hidden)]
pub use crate::testing::conformance::notices::notice_store;
#[doc(hidden)]
pub use crate::testing::conformance::preferences::preference_store;
#[doc(hidden)]
pub use crate::testing::conformance::sessions::session_store;
#[doc(hidden)]
pub use crate::testing::conformance::signature_log::signature_log;
pub use crate::testing::conformance::state::state_store;
pub use crate::testing::conformance::vault::token_vault;
