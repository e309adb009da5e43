//! Why an authenticator could not be started.

/// The reason why an authenticator could not be started.
///
/// ```
/// use egui_authenticator::StartError;
///
/// fn remedy(error: &StartError) -> &'static str {
///     match error {
///         StartError::Paths(_) => "Set HOME, or choose another name for the app.",
///         _ => "Close other programs, and try again.",
///     }
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// There are no folders for the app's files.
    #[cfg(feature = "component")]
    #[error(transparent)]
    Paths(#[from] crate::wiring::PathsError),
    /// A thread could not be started.
    #[error("a thread could not be started: {0}")]
    Thread(#[from] std::io::Error),
}
