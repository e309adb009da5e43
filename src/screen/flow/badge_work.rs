//! What a window has to do with badges beside its screen.

use std::time::Duration;

use crate::domain::secret::Secret;
use crate::service::Session;
use crate::service::quick_unlock::commands::NoteBadges;

use crate::screen::effects::{Now, Pending};

/// How often a window looks whether another program has set a badge.
pub(super) const READ_EVERY: Duration = Duration::from_secs(30);

/// What a window has to do with badges.
#[derive(Default)]
pub(super) struct BadgeWork {
    /// When it last looked which badges there are.
    pub(super) read_at: Option<Now>,
    /// Badges that it kept out of a field, and that are not noted yet.
    pub(super) told: Vec<(Option<Session>, Secret)>,
    pub(super) noting: Pending<NoteBadges>,
    /// Whether what belongs to accounts that are gone was removed since the start.
    pub(super) is_tidy: bool,
}
