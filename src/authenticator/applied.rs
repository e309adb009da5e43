//! What an authenticator has set for the whole window.

use crate::domain::appearance::{Accent, Motion, ThemeChoice};

/// What was set for the whole window.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Applied {
    pub(super) accent: Option<Accent>,
    pub(super) motion: Motion,
    pub(super) theme: Option<ThemeChoice>,
}
