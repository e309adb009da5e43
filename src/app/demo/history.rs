//! What happened in the shop of the demo during the last 30 days, so that its lists and charts have something to show.

use crate::domain::audit::{AuditKind, Retention};
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::audit_event::AuditEvent;
use crate::domain::day::Day;
use crate::domain::throttle::Attempts;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::service::ports::{StateError, StateStore};
use crate::service::throttle::key_of;

/// The number of days before today.
const DAYS: i64 = 29;
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
/// The weekday on which the shop is closed.
const SUNDAY: i8 = 7;
/// The user who has just mistyped the password too often.
const LOCKED: &str = "carmen";
/// How often, and for how many seconds that locks the name.
const WRONG: (u32, u32) = (9, 480);

/// Numbers that look random and are the same in every demo.
struct Dice(u64);

impl Dice {
    /// Returns a number from 0 to `below` − 1.
    fn roll(&mut self, below: i64) -> i64 {
        // The constants of Knuth's generator.
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap_or_default() % below.max(1)
    }

    /// Returns `true` in so many of 100 cases.
    fn is_in(&mut self, percent: i64) -> bool {
        self.roll(100) < percent
    }
}

/// Records what these users did until `now`.
///
/// # Errors
/// [`StateError::Unavailable`] if the state does not keep it.
pub(super) fn record(
    state: &dyn StateStore,
    users: &[User],
    now: Timestamp,
    zone: &TimeZone,
) -> Result<(), StateError> {
    let mut events = Vec::new();
    let mut dice = Dice(30);
    let today = zone.day(now);
    for day in (0..=DAYS).rev().map(|ago| today - ago) {
        if day.date().weekday != SUNDAY {
            let opening = zone.start_of_day(day) + 7 * HOUR + 30 * MINUTE;
            for user in users.iter().filter(|user| user.can_sign_in()) {
                events.extend(shift(user, opening, &mut dice));
            }
        }
    }
    if let [administrator, ..] = users {
        events.extend(administration(administrator, users, (today, zone)));
    }
    events.retain(|event| event.at < now);
    let locked = users.iter().find(|user| user.username.as_str() == LOCKED);
    events.extend(locked.into_iter().flat_map(|user| lockout(user, now)));
    events.sort_by_key(|event| event.at);
    for event in &events {
        state.record(event, Retention::default())?;
    }
    for user in users {
        let is_sign_in = |event: &&AuditEvent| {
            event.kind == AuditKind::SignIn && event.is_done && event.who_id == Some(user.id)
        };
        let last_sign_in = events.iter().rev().find(is_sign_in).map(|event| event.at);
        let is_locked = user.username.as_str() == LOCKED;
        let (failures, locked_for) = if is_locked { WRONG } else { (0, 0) };
        state.attempts(&key_of(user), &|_| Attempts {
            failures,
            locked_for,
            seen_at: now,
            last_sign_in,
        })?;
    }
    Ok(())
}

fn event(
    at: Timestamp,
    user: &User,
    (kind, is_done): (AuditKind, bool),
    detail: impl Into<AuditDetail>,
) -> AuditEvent {
    AuditEvent {
        at,
        kind,
        who: user.username.as_str().to_owned(),
        whom: String::new(),
        who_id: Some(user.id),
        whom_id: None,
        is_done,
        detail: detail.into(),
    }
}

/// Returns a day of work of a user, who may be off.
fn shift(user: &User, opening: Timestamp, dice: &mut Dice) -> Vec<AuditEvent> {
    if dice.is_in(25) {
        return Vec::new();
    }
    let mut events = Vec::new();
    let start = opening + dice.roll(90) * MINUTE + dice.roll(60);
    if dice.is_in(12) {
        let refused = (AuditKind::SignIn, false);
        let at = start - 20;
        events.push(event(at, user, refused, AuditWord::WrongPassword));
    }
    let how = if dice.is_in(30) {
        AuditWord::Token
    } else {
        AuditWord::Password
    };
    events.push(event(start, user, (AuditKind::SignIn, true), how));
    if dice.is_in(40) {
        let at = start + 4 * HOUR + dice.roll(40) * MINUTE;
        let lock = (AuditKind::Lock, true);
        events.push(event(at, user, lock, AuditWord::Locked));
        let back = at + 20 * MINUTE + dice.roll(900);
        events.push(event(back, user, lock, AuditWord::Unlocked));
    }
    let end = start + 8 * HOUR + dice.roll(60) * MINUTE;
    let sign_out = (AuditKind::SignOut, true);
    events.push(event(end, user, sign_out, AuditDetail::None));
    events
}

/// Returns what the administrator did.
fn administration(
    administrator: &User,
    users: &[User],
    (today, zone): (Day, &TimeZone),
) -> Vec<AuditEvent> {
    let done = [
        (27, "fatima", AuditWord::Added),
        (26, "fatima", AuditWord::Changed),
        (19, "lena", AuditWord::ChangeRequired),
        (12, "sam", AuditWord::Unlocked),
        (8, "bruno", AuditWord::Disabled),
        (3, "amelie", AuditWord::Changed),
    ];
    let about = |(ago, name, word): (i64, &str, AuditWord)| {
        let user = users.iter().find(|user| user.username.as_str() == name)?;
        let at = zone.start_of_day(today - ago) + 10 * HOUR + ago * 7 * MINUTE;
        Some(AuditEvent {
            whom: name.to_owned(),
            whom_id: Some(user.id),
            ..event(at, administrator, (AuditKind::Users, true), word)
        })
    };
    done.into_iter().filter_map(about).collect()
}

/// Returns the wrong passwords of the last minutes, which have locked a name.
fn lockout(user: &User, now: Timestamp) -> Vec<AuditEvent> {
    let refused = (AuditKind::SignIn, false);
    let wrong = |number: i64| {
        let at = now - (i64::from(WRONG.0) - number) * 70 - 20;
        let word = AuditWord::WrongPassword;
        // The fifth one locks for the first time.
        if number < 4 {
            event(at, user, refused, word)
        } else {
            event(at, user, refused, AuditDetail::Locking(word))
        }
    };
    (0..i64::from(WRONG.0)).map(wrong).collect()
}
