//! Signatures of users on content of an app (R112).
//!
//! What is signed is a short text: who signs, when, what the signature means, and the SHA-256 of the content. It also names
//! the signature before, so that signatures form a chain: the signer of each one has signed all earlier ones as well.

pub mod chain;
#[cfg(feature = "signatures")]
pub(crate) mod pair;
pub mod sheet;
pub mod statement;
pub mod text;
