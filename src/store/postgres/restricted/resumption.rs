//! What the server says of the token of a remembered sign-in. A word that is not known is an error, never a session.

use std::time::Duration;

use serde::Deserialize;

use crate::domain::access_times::AccessRefusal;
use crate::domain::account_id::AccountId;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::SessionLimitError;
use crate::store::postgres::restricted::verdict::{WAIT_MAX, refusal};

/// What the server answers.
#[derive(Debug)]
pub(super) enum Said {
    /// It is asked again after this time.
    Wait(Duration),
    /// A session of this account has begun, whose time begins then.
    Right(AccountId, Timestamp),
    NotRemembered,
    Locked(String),
    NotNow(AccessRefusal),
    Reused,
    Limit(SessionLimitError),
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

/// Understands an answer, at this time of this computer. `None` if it is not understood.
pub(super) fn said(text: &str, now: Timestamp, zone: &TimeZone) -> Option<Said> {
    let answer: Answer = serde_json::from_str(text).ok()?;
    let Some(word) = answer.word else {
        let wait = Duration::from_millis(answer.wait?.max(1));
        return Some(Said::Wait(wait.min(WAIT_MAX)));
    };
    if answer.wait.is_some() {
        return None;
    }
    Some(match word.as_str() {
        "right" => {
            let began = Timestamp::from_seconds(answer.began?);
            Said::Right(AccountId::parse(&answer.account?)?, began)
        }
        "none" => Said::NotRemembered,
        "locked" => Said::Locked(answer.username?),
        "not_now" => Said::NotNow(refusal(&answer.times?, now, zone)?),
        "reused" => Said::Reused,
        "already_in" => Said::Limit(SessionLimitError::AlreadyIn),
        "full" => Said::Limit(SessionLimitError::Full),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Option<Said> {
        said(
            text,
            Timestamp::from_seconds(1_800_000_000),
            &TimeZone::default(),
        )
    }

    #[test]
    fn r25_an_answer_about_a_token_that_is_not_understood_is_none() {
        let account = "a5".repeat(16);
        for text in [
            "",
            "right",
            "{}",
            r#"{"word":"perhaps"}"#,
            r#"{"word":"right"}"#,
            r#"{"word":"right","account":"a5","began":5}"#,
            &format!(r#"{{"word":"right","account":"{account}"}}"#),
            &format!(r#"{{"word":"right","account":"{account}","began":5,"wait":1}}"#),
            &format!(r#"{{"word":"right","account":"{account}","began":5,"fresh":true}}"#),
            r#"{"word":"locked"}"#,
            r#"{"word":"not_now"}"#,
        ] {
            assert!(understood(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_word_about_a_token_is_understood() {
        let account = "a5".repeat(16);
        let right = format!(r#"{{"word":"right","account":"{account}","began":5}}"#);
        let began = Timestamp::from_seconds(5);
        assert!(matches!(
            understood(&right),
            Some(Said::Right(of, at)) if of == AccountId::new([0xa5; 16]) && at == began
        ));
        let word = |text| understood(text).expect("understood");
        assert!(matches!(word(r#"{"word":"none"}"#), Said::NotRemembered));
        assert!(matches!(word(r#"{"word":"reused"}"#), Said::Reused));
        let locked = word(r#"{"word":"locked","username":"bob"}"#);
        assert!(matches!(locked, Said::Locked(name) if name == "bob"));
        let not_now = word(r#"{"word":"not_now","times":["2050-01-01","",""]}"#);
        assert!(matches!(not_now, Said::NotNow(AccessRefusal::NotYet(_))));
        let full = word(r#"{"word":"full"}"#);
        assert!(matches!(full, Said::Limit(SessionLimitError::Full)));
        let already = word(r#"{"word":"already_in"}"#);
        assert!(matches!(already, Said::Limit(SessionLimitError::AlreadyIn)));
        assert!(matches!(word(r#"{"wait":0}"#), Said::Wait(_)));
    }
}
