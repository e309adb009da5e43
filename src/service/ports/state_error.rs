//! Why a state store fails.

/// Why a state store failed. The text is the system's reason, for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the state database: {0}")]
pub struct StateError(pub String);
