//! The rule of quick unlock, from the `quick` section of the file.

/// Default of `quick.hours`.
pub const QUICK_HOURS_DEFAULT: u32 = 12;
/// Highest value of `quick.hours`: one day.
pub const QUICK_HOURS_MAX: u32 = 24;
/// Default of `quick.badge_minutes`.
pub const BADGE_MINUTES_DEFAULT: u32 = 60;
/// Highest value of `quick.badge_minutes`: one day.
pub const BADGE_MINUTES_MAX: u32 = 24 * 60;

/// What a badge does.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadgeUse {
    /// Nothing.
    #[default]
    Off,
    /// It says who is there. The PIN or the password is asked for.
    Names,
    /// It also unlocks for some time after a full sign-in on the computer.
    Enough,
}

impl BadgeUse {
    /// All of them, by the word in the file.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 3] = [
        ("off", Self::Off),
        ("names", Self::Names),
        ("enough", Self::Enough),
    ];

    /// Returns the word in the file.
    #[must_use]
    #[doc(hidden)]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, of)| *of == self);
        found.map_or("", |(word, _)| word)
    }
}

/// Which kinds of quick unlock there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickRule {
    /// Whether users can set a PIN.
    pub pin: bool,
    /// Hours after a full sign-in for which it unlocks.
    pub hours: u32,
    /// Whether a restart of the computer asks for a full sign-in.
    pub until_reboot: bool,
    /// What a badge does.
    pub badge: BadgeUse,
    /// What the number of each badge begins with, if anything.
    pub badge_prefix: Option<String>,
    /// Minutes after a full sign-in for which a badge alone unlocks.
    pub badge_minutes: u32,
}

impl QuickRule {
    /// Returns `true` if there are badges.
    #[must_use]
    pub fn has_badges(&self) -> bool {
        self.badge != BadgeUse::Off
    }

    /// Returns `true` if there is any quick unlock.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.pin || self.has_badges()
    }
}

impl Default for QuickRule {
    fn default() -> Self {
        Self {
            pin: false,
            hours: QUICK_HOURS_DEFAULT,
            until_reboot: false,
            badge: BadgeUse::Off,
            badge_prefix: None,
            badge_minutes: BADGE_MINUTES_DEFAULT,
        }
    }
}
