//! What the server answers about a badge that was scanned.

use std::time::Duration;

use serde::Deserialize;

use crate::domain::account_id::AccountId;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AuthorityError, BadgeVerdict, NewBadge, NotedBadge, SessionLimitError,
};
use crate::store::postgres::restricted::asking::not_understood;
use crate::store::postgres::restricted::verdict::{WAIT_MAX, refusal};

/// Whose badge is enough, and when that user last signed in fully.
pub(super) type Right = (AccountId, Timestamp);

/// What the server says of a scan.
#[derive(Debug)]
pub(super) enum Said {
    /// It is asked again after this time.
    Wait(Duration),
    Whose(BadgeVerdict<Right>),
    New(NewBadge),
    Noted(NotedBadge),
    Off,
    TooMany,
    Ended,
    NotAllowed,
    NoUser,
    EntryMistake,
}

/// Returns what an answer means that does not belong to the question.
pub(super) fn unexpected(said: &Said) -> AuthorityError {
    match said {
        Said::Ended => AuthorityError::Ended,
        _ => not_understood().into(),
    }
}

/// Returns what the server says of a badge that was scanned to sign in or to unlock.
pub(super) fn whose(said: Said) -> Result<BadgeVerdict<Right>, AuthorityError> {
    match said {
        Said::Whose(verdict) => Ok(verdict),
        Said::Noted(NotedBadge::Unknown) => Ok(BadgeVerdict::Unknown),
        Said::Off => Ok(BadgeVerdict::Off),
        Said::TooMany => Ok(BadgeVerdict::TooMany),
        said => Err(unexpected(&said)),
    }
}

pub(super) fn with_right<T>(
    verdict: BadgeVerdict<Right>,
    given: impl FnOnce(Right) -> Result<T, AuthorityError>,
) -> Result<BadgeVerdict<T>, AuthorityError> {
    Ok(match verdict {
        BadgeVerdict::Right(right) => BadgeVerdict::Right(given(right)?),
        BadgeVerdict::Names(username) => BadgeVerdict::Names(username),
        BadgeVerdict::Unknown => BadgeVerdict::Unknown,
        BadgeVerdict::Off => BadgeVerdict::Off,
        BadgeVerdict::TooMany => BadgeVerdict::TooMany,
        BadgeVerdict::NotNow(refusal) => BadgeVerdict::NotNow(refusal),
        BadgeVerdict::Limit(error) => BadgeVerdict::Limit(error),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    wait: Option<u64>,
    word: Option<String>,
    username: Option<String>,
    times: Option<[String; 3]>,
    account: Option<String>,
    began: Option<i64>,
}

/// Understands an answer, at this time of this computer. `None` if it is not understood: a word that is not known is an error, never
/// a session.
pub(super) fn said(text: &str, now: Timestamp, zone: &TimeZone) -> Option<Said> {
    let answer: Answer = serde_json::from_str(text).ok()?;
    let Some(word) = answer.word else {
        let wait = Duration::from_millis(answer.wait?.max(1));
        return Some(Said::Wait(wait.min(WAIT_MAX)));
    };
    if answer.wait.is_some() {
        return None;
    }
    let verdict = match word.as_str() {
        "right" => {
            let began = Timestamp::from_seconds(answer.began?);
            BadgeVerdict::Right((AccountId::parse(&answer.account?)?, began))
        }
        "names" => BadgeVerdict::Names(answer.username?),
        // Another session has begun with the ticket.
        "none" => BadgeVerdict::Unknown,
        "not_now" => BadgeVerdict::NotNow(refusal(&answer.times?, now, zone)?),
        "already_in" => BadgeVerdict::Limit(SessionLimitError::AlreadyIn),
        "full" => BadgeVerdict::Limit(SessionLimitError::Full),
        "unknown" => return Some(Said::Noted(NotedBadge::Unknown)),
        "own" => return Some(Said::Noted(NotedBadge::Own)),
        "other" => return Some(Said::Noted(NotedBadge::OfAnother)),
        "set" => return Some(Said::New(NewBadge::Set)),
        "taken" => return Some(Said::New(NewBadge::Taken)),
        "off" => return Some(Said::Off),
        "ended" => return Some(Said::Ended),
        "not_allowed" => return Some(Said::NotAllowed),
        "no_user" => return Some(Said::NoUser),
        "entry_mistake" => return Some(Said::EntryMistake),
        _ => return None,
    };
    Some(Said::Whose(verdict))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Option<Said> {
        let now = Timestamp::from_seconds(1_800_000_000);
        said(text, now, &TimeZone::default())
    }

    #[test]
    fn r25_an_answer_about_a_badge_that_is_not_understood_is_none() {
        let account = "a5".repeat(16);
        for text in [
            "",
            "right",
            "{}",
            r#"{"word":"perhaps"}"#,
            r#"{"word":"right"}"#,
            r#"{"word":"names"}"#,
            r#"{"word":"right","account":"a5","began":5}"#,
            &format!(r#"{{"word":"right","account":"{account}"}}"#),
            &format!(r#"{{"word":"right","account":"{account}","began":5,"wait":1}}"#),
            &format!(r#"{{"word":"right","account":"{account}","began":5,"as":"admin"}}"#),
            r#"{"word":"not_now"}"#,
        ] {
            assert!(understood(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_word_about_a_badge_is_understood() {
        let account = "a5".repeat(16);
        let right = format!(r#"{{"word":"right","account":"{account}","began":5}}"#);
        let expected = (AccountId::new([0xa5; 16]), Timestamp::from_seconds(5));
        let verdict = |text: &str| whose(understood(text).expect("understood"));
        assert!(matches!(verdict(&right), Ok(BadgeVerdict::Right(of)) if of == expected));
        let names = verdict(r#"{"word":"names","username":"bob"}"#);
        assert!(matches!(names, Ok(BadgeVerdict::Names(name)) if name == "bob"));
        let full = verdict(r#"{"word":"full"}"#);
        assert!(matches!(
            full,
            Ok(BadgeVerdict::Limit(SessionLimitError::Full))
        ));
        let not_now = verdict(r#"{"word":"not_now","times":["2050-01-01","",""]}"#);
        assert!(matches!(not_now, Ok(BadgeVerdict::NotNow(_))));
        for word in ["unknown", "none"] {
            let unknown = verdict(&format!(r#"{{"word":"{word}"}}"#));
            assert!(matches!(unknown, Ok(BadgeVerdict::Unknown)), "{word}");
        }
        let off = verdict(r#"{"word":"off"}"#);
        assert!(matches!(off, Ok(BadgeVerdict::Off)));
        // What belongs to another question opens nothing.
        for word in [
            "set",
            "taken",
            "own",
            "other",
            "ended",
            "not_allowed",
            "no_user",
            "entry_mistake",
        ] {
            assert!(verdict(&format!(r#"{{"word":"{word}"}}"#)).is_err());
        }
        assert!(matches!(understood(r#"{"wait":0}"#), Some(Said::Wait(_))));
    }
}
