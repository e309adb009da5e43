//! The server that has the manifest of the newest version.

use crate::domain::update::UpdateFailure;
use crate::domain::update_source::ManifestAddress;

/// Reads what a server publishes.
///
/// # Contract
///
/// - It asks only this address: an answer that names another one is [`UpdateFailure::Refused`].
/// - It tells the server nothing about the user or the computer.
/// - It answers within ten seconds, and is called off the window's thread.
pub trait ManifestServer: Send + Sync {
    /// Returns what is at this address.
    ///
    /// # Errors
    /// - [`UpdateFailure::Unreachable`] if the server does not answer in time.
    /// - [`UpdateFailure::Refused`] if it answers with an error, or names another address.
    /// - [`UpdateFailure::TooLong`] if there are more than `max` bytes.
    fn fetch(&self, address: &ManifestAddress, max: usize) -> Result<Vec<u8>, UpdateFailure>;
}
