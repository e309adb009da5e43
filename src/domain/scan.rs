//! Telling what the reader of a badge types from what a user types.
//!
//! A reader types the whole number within a fraction of a second and ends with Enter. A window sees what was typed since the
//! frame before, and not when: keys count as fast if they were at most [`KEY_GAP`] apart on average since then.

use std::time::Duration;

use crate::domain::secret::Secret;

/// The most time between two keys of a reader. What is typed is held back for as long.
pub const KEY_GAP: Duration = Duration::from_millis(60);
/// The most time after which a frame is still drawn for what a reader types.
const LATE: Duration = Duration::from_millis(500);
/// The least characters of a badge without a prefix.
pub const SCAN_MIN: usize = 8;
/// The least characters of an unknown badge with a prefix.
const SHORT_MIN: usize = 4;
/// The most characters of a badge.
pub const SCAN_MAX: usize = 256;

/// What is typed so fast that it may come from a reader.
#[derive(Default)]
pub struct Scan {
    text: Secret,
    /// How many of the characters are known to be as fast.
    proven: usize,
    /// Whether those of this frame are.
    is_fast: bool,
    last: Duration,
    frame: Duration,
}

opaque_debug!(Scan);

/// What was typed at once.
#[derive(Default)]
pub struct Scanned {
    /// The text.
    pub text: Secret,
    /// Whether no user types so fast. What arrives in one frame after a pause of the window is not known to be fast.
    pub is_proven: bool,
    /// Whether it ended with Enter.
    pub has_end: bool,
    /// Whether each key came as fast, also if there are few.
    pub is_fast: bool,
}

opaque_debug!(Scanned);

impl Scan {
    /// Returns `true` if nothing is held back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes in that the window draws a frame at `now`, and so many keys were pressed since the one before. `idle` is how long
    /// that frame took if the window waited for input after it: this frame is drawn because of the first of these keys.
    /// Returns `false` if what was typed before has come to its end.
    #[must_use]
    pub fn continues(&mut self, now: Duration, count: u32, idle: Option<Duration>) -> bool {
        let since = if self.is_empty() {
            let since = now.saturating_sub(self.frame);
            idle.map_or(since, |took| took.min(since))
        } else {
            now.saturating_sub(self.last)
        };
        // How long no key was pressed for certain.
        let quiet = std::mem::replace(&mut self.frame, now).saturating_sub(self.last);
        self.is_fast = since <= KEY_GAP * count;
        // The last key of a reader may come in a late frame.
        let is_late = self.proven >= SCAN_MIN && quiet < KEY_GAP && count > 0 && since < LATE;
        self.is_empty() || self.is_fast || is_late || count == 0 && since < KEY_GAP
    }

    /// Takes in a character. Returns `false` if it is more than a badge has.
    #[must_use]
    pub fn push(&mut self, character: char, now: Duration) -> bool {
        if self.is_empty() || self.is_fast {
            self.proven += 1;
        }
        let mut buffer = [0; 4];
        let end = self.text.expose().len();
        self.text.insert(end, character.encode_utf8(&mut buffer));
        self.last = now;
        self.proven <= SCAN_MAX && end < SCAN_MAX
    }

    /// Returns for how long it is still held back if no other key follows.
    #[must_use]
    pub fn left(&self, now: Duration) -> Duration {
        (self.last + KEY_GAP).saturating_sub(now)
    }

    /// Forgets what was typed.
    pub fn clear(&mut self) {
        self.text.clear();
        (self.proven, self.is_fast) = (0, false);
    }

    /// Returns what was typed, and begins anew.
    pub fn take(&mut self, has_end: bool) -> Scanned {
        let proven = std::mem::take(&mut self.proven);
        let is_proven = proven >= SCAN_MIN;
        let is_fast = proven == self.text.expose().chars().count();
        self.is_fast = false;
        Scanned {
            is_fast,
            text: std::mem::take(&mut self.text),
            is_proven,
            has_end,
        }
    }
}

/// What the window does with a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanPlace {
    /// Nothing: a badge must only not be typed into a field.
    Elsewhere,
    /// It asks who is there: no field takes a number that may be a badge.
    Asking,
    /// It waits for the badge that is to be set.
    Setting,
}

/// What becomes of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is typed as if nothing had happened.
    Typed,
    /// It is dropped.
    Dropped,
    /// It is a badge that the window takes.
    Badge,
}

/// Returns `true` if this can be the number of a badge.
#[must_use]
pub fn is_badge(number: &str, prefix: Option<&str>) -> bool {
    let is_length = number.len() <= SCAN_MAX;
    is_length
        && match prefix {
            Some(prefix) => {
                let begin = number.as_bytes().get(..prefix.len());
                let begins =
                    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(prefix.as_bytes()));
                begins && number.len() > prefix.len()
            }
            None => number.chars().count() >= SCAN_MIN,
        }
}

/// Returns what becomes of what was typed. `is_known` is whether it is the badge of a user.
#[must_use]
pub fn judge(scanned: &Scanned, prefix: Option<&str>, place: ScanPlace, is_known: bool) -> Verdict {
    let is_badge = is_known || is_badge(scanned.text.expose(), prefix);
    let has_prefix = prefix.is_some();
    // No user types four keys and Enter as fast.
    let is_short = scanned.text.expose().len() >= SHORT_MIN && scanned.is_fast && scanned.has_end;
    let is_sure = is_known || is_badge && (scanned.is_proven || has_prefix && is_short);
    let is_taken = match place {
        ScanPlace::Elsewhere => false,
        ScanPlace::Asking => is_sure,
        ScanPlace::Setting => is_sure || is_badge && has_prefix,
    };
    match place {
        _ if is_taken && scanned.has_end => Verdict::Badge,
        // With a prefix, what does not begin with it is none: a product, or a password that a program types.
        ScanPlace::Asking | ScanPlace::Setting if scanned.is_proven && !has_prefix => {
            Verdict::Dropped
        }
        _ if is_known || is_sure && has_prefix => Verdict::Dropped,
        _ => Verdict::Typed,
    }
}

/// Badges that were tried where the window asks who is there: after ten unknown ones, one more every five seconds.
pub type Asked = Guesses<10, 5_000>;
/// Numbers that were typed elsewhere: more than a user can scan by hand.
pub type Typed = Guesses<10, 500>;

/// How many numbers were tried: `MOST`, and then one more each `TIME` milliseconds. What a window knows of badges must not
/// help to guess one.
#[derive(Debug, Default)]
pub struct Guesses<const MOST: u32, const TIME: u64> {
    count: u32,
    at: Duration,
}

impl<const MOST: u32, const TIME: u64> Guesses<MOST, TIME> {
    /// Takes in that a number was tried.
    pub fn note(&mut self, now: Duration) {
        self.forget(now);
        self.count += 1;
        self.at = now;
    }

    /// Returns `true` if there were so many that no more is told of badges for a while.
    pub fn are_too_many(&mut self, now: Duration) -> bool {
        self.forget(now);
        self.count >= MOST
    }

    fn forget(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.at).as_millis() / u128::from(TIME);
        let passed = u32::try_from(passed).unwrap_or(u32::MAX);
        if passed > 0 {
            self.count = self.count.saturating_sub(passed);
            self.at = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(time: u64) -> Duration {
        Duration::from_millis(time)
    }

    /// Types each text in a frame of its own, at these times, and returns what was typed at once at the end.
    fn typed(frames: &[(u64, &str)]) -> Option<Scanned> {
        let mut scan = Scan::default();
        for (at, text) in frames {
            let count = u32::try_from(text.chars().count()).expect("few");
            if !scan.continues(ms(*at), count, None) {
                drop(scan.take(false));
            }
            for character in text.chars() {
                assert!(scan.push(character, ms(*at)));
            }
        }
        (!scan.is_empty()).then(|| scan.take(true))
    }

    fn verdicts(scanned: &Scanned, is_known: bool) -> [Verdict; 3] {
        let of = |place| judge(scanned, None, place, is_known);
        [
            of(ScanPlace::Elsewhere),
            of(ScanPlace::Asking),
            of(ScanPlace::Setting),
        ]
    }

    #[test]
    fn keys_of_a_reader_are_one_scan_and_those_of_a_user_are_not() {
        let reader = typed(&[(100, ""), (116, "12"), (132, "345"), (148, "678")]);
        let reader = reader.expect("one scan");
        assert_eq!(reader.text.expose(), "12345678");
        assert!(reader.is_proven);
        let user = typed(&[(100, "s"), (200, "e"), (300, "c")]);
        assert_eq!(user.expect("the last key").text.expose(), "c");
    }

    #[test]
    fn a_slow_frame_does_not_tear_a_scan_apart() {
        let scan = typed(&[(100, ""), (110, "1"), (290, "2345"), (300, "6789")]);
        let scan = scan.expect("one scan");
        assert_eq!(scan.text.expose(), "123456789");
        assert!(scan.is_proven);
    }

    #[test]
    fn a_password_that_arrives_whole_after_a_pause_of_the_window_is_typed() {
        let whole = typed(&[(0, ""), (5_000, "correct horse")]).expect("text");
        assert!(!whole.is_proven);
        assert_eq!(verdicts(&whole, false)[..2], [Verdict::Typed; 2]);
        let torn = typed(&[(0, ""), (10, "c"), (2_000, "orrect horse")]).expect("text");
        assert!(!torn.is_proven);
    }

    #[test]
    fn a_known_badge_is_typed_nowhere_however_it_arrives() {
        let whole = typed(&[(0, ""), (5_000, "12345678")]).expect("text");
        let expected = [Verdict::Dropped, Verdict::Badge, Verdict::Badge];
        assert_eq!(verdicts(&whole, true), expected);
        assert_eq!(verdicts(&whole, false), [Verdict::Typed; 3]);
    }

    #[test]
    fn a_product_is_typed_in_the_app_and_nowhere_else() {
        let product = typed(&[(0, ""), (8, "40123"), (16, "45678"), (24, "901")]);
        let product = product.expect("text");
        let expected = [Verdict::Typed, Verdict::Badge, Verdict::Badge];
        assert_eq!(verdicts(&product, false), expected);
    }

    #[test]
    fn half_a_scan_is_dropped_where_the_window_asks_who_is_there() {
        let mut half = typed(&[(0, ""), (8, "12345"), (16, "6789")]).expect("text");
        half.has_end = false;
        let expected = [Verdict::Typed, Verdict::Dropped, Verdict::Dropped];
        assert_eq!(verdicts(&half, false), expected);
    }

    #[test]
    fn with_a_prefix_only_what_begins_with_it_is_a_badge() {
        let of = |text: &str, is_proven| Scanned {
            text: Secret::new(text.to_owned()),
            is_proven,
            has_end: true,
            is_fast: is_proven,
        };
        let judged = |text: &str, place| judge(&of(text, true), Some("%B"), place, false);
        for number in ["%B123456", "%b12"] {
            assert_eq!(judged(number, ScanPlace::Elsewhere), Verdict::Dropped);
        }
        assert_eq!(judged("%B123456", ScanPlace::Asking), Verdict::Badge);
        for place in [ScanPlace::Elsewhere, ScanPlace::Asking] {
            assert_eq!(judged("4012345678901", place), Verdict::Typed);
            // Two quick letters, and a text that arrives whole after a pause of the window.
            let quick = judge(&of("%B1", false), Some("%B"), place, false);
            let whole = judge(&of("%Borders", false), Some("%B"), place, false);
            assert_eq!([quick, whole], [Verdict::Typed; 2]);
        }
    }

    #[test]
    fn at_an_idle_window_the_first_keys_of_a_scan_are_as_fast_as_the_others() {
        let mut scan = Scan::default();
        let idle = Some(ms(8));
        assert!(scan.continues(ms(0), 0, None));
        assert!(scan.continues(ms(2_000), 9, idle));
        assert!("12345678".chars().all(|key| scan.push(key, ms(2_000))));
        assert!(scan.take(true).is_proven);
        let late = Some(ms(3_000));
        assert!(scan.continues(ms(5_000), 9, late));
        assert!("12345678".chars().all(|key| scan.push(key, ms(5_000))));
        assert!(!scan.take(true).is_proven, "the frame before was late");
    }

    #[test]
    fn after_ten_unknown_badges_one_more_is_accepted_every_five_seconds() {
        let mut guesses = Asked::default();
        for at in 0..10 {
            assert!(!guesses.are_too_many(ms(at * 100)));
            guesses.note(ms(at * 100));
        }
        assert!(guesses.are_too_many(ms(1_000)));
        assert!(!guesses.are_too_many(ms(6_000)));
        guesses.note(ms(6_000));
        assert!(guesses.are_too_many(ms(6_100)));
    }
}
