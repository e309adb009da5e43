//! Implementations of the ports in memory: for the tests of the use cases, and of apps that embed this library.
//! They keep the contracts of the ports, and each can be made to fail.

mod credentials;
mod gate;
mod locked;
mod platform;
mod session_slot;
mod signatures;
mod state;

pub use crate::store::memory::credentials::MemoryCredentials;
pub use crate::store::memory::platform::{
    ManualClock, MemoryClipboard, MemoryMailer, MemoryVault, NoRandomness,
};
pub use crate::store::memory::state::MemoryState;
