//! What the server says of a password. A word that is not known is an error, never a right password.

use std::time::Duration;

use serde::Deserialize;

use crate::domain::access_times::{AccessRefusal, AccessTimes};
use crate::domain::account_id::AccountId;
use crate::domain::throttle::{Attempts, Locked};
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::domain::username::Username;
use crate::domain::week_hours::LocalMoment;
use crate::service::ports::{AwaitedCode, SessionLimitError, Verdict};

/// The longest time that the server may ask to wait at once.
pub(super) const WAIT_MAX: Duration = Duration::from_secs(10);

/// What the server answers.
pub(super) enum Told<T = Right> {
    /// It is asked again after this time.
    Wait(Duration),
    Verdict(Verdict<T>),
}

/// What the server says of the user whose password is right.
#[derive(Debug)]
pub(super) struct Right {
    pub(super) account: AccountId,
    pub(super) before: Attempts,
}

/// Returns the verdict with what the right password gives.
pub(super) fn with_right<R, T, E>(
    verdict: Verdict<R>,
    given: impl FnOnce(R) -> Result<T, E>,
) -> Result<Verdict<T>, E> {
    Ok(match verdict {
        Verdict::Right(right) => Verdict::Right(given(right)?),
        Verdict::Wrong { delays } => Verdict::Wrong { delays },
        Verdict::Locked(locked) => Verdict::Locked(locked),
        Verdict::Pending => Verdict::Pending,
        Verdict::NotNow(refusal) => Verdict::NotNow(refusal),
        Verdict::Outdated => Verdict::Outdated,
        Verdict::Code(awaited) => Verdict::Code(awaited),
        Verdict::WrongCode => Verdict::WrongCode,
        Verdict::SecondFactor => Verdict::SecondFactor,
        Verdict::SetUpSecondFactor => Verdict::SetUpSecondFactor,
        Verdict::SetUp(awaited, username) => Verdict::SetUp(awaited, username),
        Verdict::Limit(error) => Verdict::Limit(error),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    wait: Option<u64>,
    word: Option<String>,
    seconds: Option<u32>,
    times: Option<[String; 3]>,
    account: Option<String>,
    before: Option<Before>,
    username: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    failures: u32,
    last_sign_in: Option<i64>,
}

impl From<Before> for Attempts {
    fn from(before: Before) -> Self {
        Self {
            failures: before.failures,
            last_sign_in: before.last_sign_in.map(Timestamp::from_seconds),
            ..Self::default()
        }
    }
}

/// Understands an answer to this ticket, at this time of this computer. `None` if it is not understood.
pub(super) fn told(
    text: &str,
    ticket: &[u8; 32],
    (now, zone): (Timestamp, &TimeZone),
) -> Option<Told> {
    let answer: Answer = serde_json::from_str(text).ok()?;
    let Some(word) = answer.word else {
        let wait = Duration::from_millis(answer.wait?.max(1));
        return Some(Told::Wait(wait.min(WAIT_MAX)));
    };
    if answer.wait.is_some() {
        return None;
    }
    Some(Told::Verdict(match word.as_str() {
        "right" => Verdict::Right(Right {
            account: AccountId::parse(&answer.account?)?,
            // Only at a sign-in.
            before: answer.before.map(Attempts::from).unwrap_or_default(),
        }),
        "wrong" => Verdict::Wrong { delays: false },
        "delaying" => Verdict::Wrong { delays: true },
        "locked" => Verdict::Locked(answer.seconds.map_or(Locked::UntilUnlocked, Locked::For)),
        "pending" => Verdict::Pending,
        "not_now" => Verdict::NotNow(refusal(&answer.times?, now, zone)?),
        "outdated" => Verdict::Outdated,
        "code" => Verdict::Code(AwaitedCode::new(*ticket)),
        "wrong_code" => Verdict::WrongCode,
        "second_factor" => Verdict::SecondFactor,
        "set_up_second_factor" => match answer.username {
            Some(name) => {
                let name = Username::existing(&name).ok()?;
                Verdict::SetUp(AwaitedCode::new(*ticket), name)
            }
            // Where no session begins.
            None => Verdict::SetUpSecondFactor,
        },
        "already_in" => Verdict::Limit(SessionLimitError::AlreadyIn),
        "full" => Verdict::Limit(SessionLimitError::Full),
        _ => return None,
    }))
}

/// Returns why these times are not now, and until when, in the time of this computer. If its clock shows another time than that of
/// the server, which has decided, they may be open here.
pub(super) fn refusal(
    times: &[String; 3],
    now: Timestamp,
    zone: &TimeZone,
) -> Option<AccessRefusal> {
    let [from, until, hours] = times;
    let times = AccessTimes::parse(from, until, hours).ok()?;
    let here = times.check(now, zone).err();
    let by_server = || match (times.from, times.until) {
        (Some(from), _) => AccessRefusal::NotYet(from),
        (_, Some(until)) => AccessRefusal::Expired(until),
        _ => AccessRefusal::OutsideHours(LocalMoment::of(now, zone)),
    };
    Some(here.unwrap_or_else(by_server))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Understands an answer on a Friday afternoon.
    fn understood(text: &str) -> Option<Told> {
        let now = Timestamp::from_seconds(1_800_000_000);
        told(text, &[7; 32], (now, &TimeZone::default()))
    }

    fn verdict(text: &str) -> Verdict<Right> {
        match understood(text) {
            Some(Told::Verdict(verdict)) => verdict,
            _ => panic!("{text}"),
        }
    }

    #[test]
    fn r25_an_answer_that_is_not_understood_is_none() {
        let account = "a5".repeat(16);
        for text in [
            String::new(),
            "right".to_owned(),
            "{}".to_owned(),
            r#"{"word":"perhaps"}"#.to_owned(),
            r#"{"word":"Right"}"#.to_owned(),
            r#"{"word":"right"}"#.to_owned(),
            r#"{"word":"right","account":"a5","before":{"failures":0}}"#.to_owned(),
            format!(r#"{{"word":"right","account":"{account}","before":{{"failures":-1}}}}"#),
            format!(
                r#"{{"word":"right","account":"{account}","before":{{"failures":0}},"as":"admin"}}"#
            ),
            format!(
                r#"{{"word":"right","wait":5,"account":"{account}","before":{{"failures":0}}}}"#
            ),
            r#"{"word":"not_now"}"#.to_owned(),
            r#"{"word":"not_now","times":["soon","",""]}"#.to_owned(),
            r#"{"word":"locked","seconds":-1}"#.to_owned(),
            r#"{"wait":-1}"#.to_owned(),
        ] {
            assert!(understood(&text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_word_of_the_server_is_understood() {
        let account = "a5".repeat(16);
        let right = format!(
            r#"{{"word":"right","account":"{account}","before":{{"failures":2,"last_sign_in":5}}}}"#
        );
        let Verdict::Right(right) = verdict(&right) else {
            panic!("right");
        };
        assert_eq!(right.account, AccountId::new([0xa5; 16]));
        assert_eq!(right.before.failures, 2);
        let last = right.before.last_sign_in;
        assert_eq!(last, Some(Timestamp::from_seconds(5)));
        assert!(matches!(
            verdict(r#"{"word":"wrong"}"#),
            Verdict::Wrong { delays: false }
        ));
        assert!(matches!(
            verdict(r#"{"word":"delaying"}"#),
            Verdict::Wrong { delays: true }
        ));
        let locked = verdict(r#"{"word":"locked","seconds":30}"#);
        assert!(matches!(locked, Verdict::Locked(Locked::For(30))));
        let locked = verdict(r#"{"word":"locked","seconds":null}"#);
        assert!(matches!(locked, Verdict::Locked(Locked::UntilUnlocked)));
        assert!(matches!(verdict(r#"{"word":"pending"}"#), Verdict::Pending));
        assert!(matches!(
            verdict(r#"{"word":"outdated"}"#),
            Verdict::Outdated
        ));
        assert!(matches!(
            verdict(r#"{"word":"second_factor"}"#),
            Verdict::SecondFactor
        ));
        let Verdict::Code(awaited) = verdict(r#"{"word":"code"}"#) else {
            panic!("code");
        };
        assert_eq!(awaited.ticket(), &[7; 32]);
        let wrong = verdict(r#"{"word":"wrong_code"}"#);
        assert!(matches!(wrong, Verdict::WrongCode));
        let set_up = verdict(r#"{"word":"set_up_second_factor"}"#);
        assert!(matches!(set_up, Verdict::SetUpSecondFactor));
        let set_up = verdict(r#"{"word":"set_up_second_factor","username":"bob"}"#);
        let Verdict::SetUp(awaited, username) = set_up else {
            panic!("a set-up");
        };
        assert_eq!((awaited.ticket(), username.as_str()), (&[7; 32], "bob"));
        let limit = verdict(r#"{"word":"already_in"}"#);
        assert!(matches!(
            limit,
            Verdict::Limit(SessionLimitError::AlreadyIn)
        ));
        let limit = verdict(r#"{"word":"full"}"#);
        assert!(matches!(limit, Verdict::Limit(SessionLimitError::Full)));
    }

    #[test]
    fn r105_a_refusal_says_when_although_the_clock_of_this_computer_differs() {
        let refusal =
            |times: &str| match verdict(&format!(r#"{{"word":"not_now","times":{times}}}"#)) {
                Verdict::NotNow(refusal) => refusal,
                other => panic!("{other:?}"),
            };
        let late = refusal(r#"["2050-01-01","",""]"#);
        assert!(matches!(late, AccessRefusal::NotYet(_)));
        let here_open = refusal(r#"["2000-01-01","",""]"#);
        assert!(matches!(here_open, AccessRefusal::NotYet(_)));
        let here_open = refusal(r#"["","","mon-sun 00:00-24:00"]"#);
        assert!(matches!(here_open, AccessRefusal::OutsideHours(_)));
    }

    #[test]
    fn a_wait_is_limited() {
        for (millis, waited) in [(0, 1), (250, 250), (u64::MAX, 10_000)] {
            let Some(Told::Wait(wait)) = understood(&format!(r#"{{"wait":{millis}}}"#)) else {
                panic!("{millis}");
            };
            assert_eq!(wait, Duration::from_millis(waited));
        }
    }
}
