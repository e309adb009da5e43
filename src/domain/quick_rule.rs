//! The rule of quick unlock, from the `quick` section of the file.

/// Default of `quick.hours`.
pub const QUICK_HOURS_DEFAULT: u32 = 12;
/// Highest value of `quick.hours`: one day.
pub const QUICK_HOURS_MAX: u32 = 24;

/// Which kinds of quick unlock there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuickRule {
    /// Whether users can set a PIN.
    pub pin: bool,
    /// Hours after a full sign-in for which it unlocks.
    pub hours: u32,
    /// Whether a restart of the computer asks for a full sign-in.
    pub until_reboot: bool,
}

impl Default for QuickRule {
    fn default() -> Self {
        Self {
            pin: false,
            hours: QUICK_HOURS_DEFAULT,
            until_reboot: false,
        }
    }
}
