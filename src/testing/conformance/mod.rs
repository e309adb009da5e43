//! The contracts of the ports as tests, for a store of your own.
//!
//! Each function takes what makes a fresh, empty store, and panics with a sentence when a promise is not
//! kept. Call it from a test:
//!
//! ```
//! use egui_authenticator::store::memory::MemoryCredentials;
//! use egui_authenticator::testing::conformance;
//!
//! conformance::credential_store(|| MemoryCredentials::default());
//! ```
//!
//! The stores of this crate pass the same tests. What they cannot see is up to you: that a change is on the
//! disk, or with the server, when `apply` and `remember` return, and that what a process was killed over
//! is either done or not done.

mod credentials;
mod state;
mod vault;

pub use crate::testing::conformance::credentials::credential_store;
pub use crate::testing::conformance::state::state_store;
pub use crate::testing::conformance::vault::token_vault;
