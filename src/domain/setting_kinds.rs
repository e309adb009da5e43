//! The kinds of the settings of the table, and how their values are kept.

use crate::domain::fold;
use crate::domain::hashing::Algorithm;
use crate::domain::language::Language;
use crate::domain::password::{MIN_LENGTH_CEILING, MIN_LENGTH_FLOOR};
use crate::domain::quick_rule::BadgeUse;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::remember_me::MAX_DAYS;
use crate::domain::setting_value::{SettingKind, words};
use crate::domain::settings::{CLIPBOARD_SECONDS_MAX, CLIPBOARD_SECONDS_MIN};
use crate::domain::throttle::{SECONDS_CEILING, STOP_AFTER_DEFAULT};

pub(crate) const ROLES: SettingKind = SettingKind::Roles { with_all: false };
pub(crate) const ROLES_OR_ALL: SettingKind = SettingKind::Roles { with_all: true };
pub(crate) const LANGUAGES: [&str; 5] = words(&Language::WORDS);
pub(crate) const POLICIES: [&str; 4] = words(&RegistrationPolicy::WORDS);
pub(crate) const ALGORITHMS: [&str; 2] = words(&Algorithm::WORDS);
/// The words of what a badge does.
pub(crate) const BADGE_USES: [&str; 3] = words(&BadgeUse::WORDS);
#[expect(clippy::cast_possible_truncation, reason = "small constants")]
pub(crate) const LENGTH: SettingKind = number(MIN_LENGTH_FLOOR as u32, MIN_LENGTH_CEILING as u32);
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small constant"
)]
pub(crate) const DAYS: SettingKind = SettingKind::Days(MAX_DAYS as u32);
pub(crate) const SECONDS: SettingKind = number(1, SECONDS_CEILING);
pub(crate) const CLIPBOARD: SettingKind = number(CLIPBOARD_SECONDS_MIN, CLIPBOARD_SECONDS_MAX);
pub(crate) const ATTEMPTS: SettingKind = number(1, STOP_AFTER_DEFAULT);

pub(crate) const fn number(min: u32, max: u32) -> SettingKind {
    SettingKind::Number { min, max }
}

/// Returns a text unless it is blank.
pub(crate) fn shown(text: Option<&str>) -> Option<String> {
    let shown = text.filter(|text| !text.trim().is_empty());
    shown.map(str::to_owned)
}

pub(crate) fn domain(text: &str) -> String {
    fold(text.trim().trim_start_matches('@'))
}

pub(crate) fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
