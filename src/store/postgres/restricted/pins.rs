//! PINs of a restricted computer, which the server checks.

use std::time::Duration;

use serde::Deserialize;

use crate::domain::account_id::AccountId;
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::remember_me::TokenHash;
use crate::domain::throttle::Attempts;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AuthorityError, Cancellation, NewSession, PinProof, PinServer, PinVerdict, SessionLimitError,
    StoreError,
};
use crate::store::postgres::client::column;
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::{PATIENCE, not_understood};
use crate::store::postgres::restricted::functions::{
    PIN_VERDICT, REMOVE_PIN, RENEW_PIN, SET_PIN, TRY_PIN,
};
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::{WAIT_MAX, refusal};
use crate::store::postgres::state::rows::one;

impl PinServer for RestrictedServer {
    fn set_pin(&self, account: AccountId, pin: &PinProof) -> Result<(), AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let values = [
            &session.token.as_bytes() as _,
            &pin.selector.as_slice() as _,
            &pin.proof.as_slice() as _,
            &boot_of(pin.boot.as_ref()) as _,
        ];
        self.0.client.query(SET_PIN, &values)?;
        Ok(())
    }

    fn remove_pin(&self, account: AccountId) -> Result<bool, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let values = [&session.token.as_bytes() as _];
        let rows = self.0.client.query(REMOVE_PIN, &values)?;
        Ok(column(one(&rows)?, "found")?)
    }

    fn renew_pin(
        &self,
        account: AccountId,
        boot: Option<TokenHash>,
    ) -> Result<bool, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let boot = boot_of(boot.as_ref());
        let values = [&session.token.as_bytes() as _, &boot as _];
        let rows = self.0.client.query(RENEW_PIN, &values)?;
        Ok(column(one(&rows)?, "found")?)
    }

    fn unlock_with_pin(
        &self,
        account: AccountId,
        pin: &PinProof,
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<()>, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let ticket = Token::random()?;
        let token = Some(session.token.as_bytes());
        let verdict = self.pin_tried(&ticket, (pin, token), cancelled)?;
        with_right(verdict, |(of, _)| {
            let is_same = of == account;
            is_same.then_some(()).ok_or_else(|| not_understood().into())
        })
    }

    fn sign_in_with_pin(
        &self,
        pin: &PinProof,
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<(NewSession, Timestamp)>, AuthorityError> {
        // A user who signs out and in again does not count twice.
        self.0.sessions.settle();
        let ticket = Token::random()?;
        let verdict = match self.pin_tried(&ticket, (pin, None), cancelled) {
            Ok(verdict) => verdict,
            Err(error) => {
                self.0.sessions.abandon(ticket);
                return Err(error);
            }
        };
        with_right(verdict, |(account, began)| {
            let (slot, session) = self.0.sessions.add(ticket, account)?;
            let new = NewSession::new(account, Attempts::default(), slot, session);
            Ok((new, began))
        })
    }
}

pub(super) fn boot_of(boot: Option<&TokenHash>) -> Option<&[u8]> {
    boot.map(|boot| boot.0.as_slice())
}

/// Whose PIN is right, and when that user last signed in fully.
type Right = (AccountId, Timestamp);

/// What the server answers.
#[derive(Debug)]
enum Said {
    /// It is asked again after this time.
    Wait(Duration),
    Verdict(PinVerdict<Right>),
}

impl RestrictedServer {
    /// Has a PIN tried under a ticket, and returns what the server says once it no longer asks to wait. After an error a session may
    /// have begun all the same.
    fn pin_tried(
        &self,
        ticket: &Token,
        (pin, session): (&PinProof, Option<&[u8]>),
        cancelled: &Cancellation,
    ) -> Result<PinVerdict<Right>, AuthorityError> {
        let clock = &self.0.clock;
        let begun = clock.elapsed();
        let ticket = ticket.as_bytes();
        let values = [
            &ticket as _,
            &pin.selector.as_slice() as _,
            &pin.proof.as_slice() as _,
            &boot_of(pin.boot.as_ref()) as _,
            &session as _,
        ];
        let again: [Call<'_>; 1] = [(PIN_VERDICT, &[&ticket])];
        // The first time that it is asked for, the server looks at the try.
        let mut answer = self.last_text(&[(TRY_PIN, &values), again[0], again[0]])?;
        loop {
            let wait = match said(&answer, clock.now(), &clock.time_zone()) {
                Some(Said::Wait(wait)) => wait,
                Some(Said::Verdict(verdict)) => return Ok(verdict),
                None => return Err(not_understood().into()),
            };
            if clock.elapsed().saturating_sub(begun) > PATIENCE {
                let reason = "the server gives no answer".to_owned();
                return Err(StoreError::Unavailable(reason).into());
            }
            clock.wait(wait, cancelled);
            if cancelled.is_cancelled() {
                return Err(AuthorityError::Left);
            }
            answer = self.last_text(&again)?;
        }
    }
}

fn with_right<T>(
    verdict: PinVerdict<Right>,
    given: impl FnOnce(Right) -> Result<T, AuthorityError>,
) -> Result<PinVerdict<T>, AuthorityError> {
    Ok(match verdict {
        PinVerdict::Right(right) => PinVerdict::Right(given(right)?),
        PinVerdict::Wrong(left) => PinVerdict::Wrong(left),
        PinVerdict::Refused(refusal) => PinVerdict::Refused(refusal),
        PinVerdict::NotNow(refusal) => PinVerdict::NotNow(refusal),
        PinVerdict::Limit(error) => PinVerdict::Limit(error),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    wait: Option<u64>,
    word: Option<String>,
    left: Option<u8>,
    times: Option<[String; 3]>,
    account: Option<String>,
    began: Option<i64>,
}

/// Understands an answer, at this time of this computer. `None` if it is not understood: a word that is not known is an error, never
/// a session.
fn said(text: &str, now: Timestamp, zone: &TimeZone) -> Option<Said> {
    let answer: Answer = serde_json::from_str(text).ok()?;
    let Some(word) = answer.word else {
        let wait = Duration::from_millis(answer.wait?.max(1));
        return Some(Said::Wait(wait.min(WAIT_MAX)));
    };
    if answer.wait.is_some() {
        return None;
    }
    Some(Said::Verdict(match word.as_str() {
        "right" => {
            let began = Timestamp::from_seconds(answer.began?);
            PinVerdict::Right((AccountId::parse(&answer.account?)?, began))
        }
        "wrong" => PinVerdict::Wrong(answer.left?),
        "none" => PinVerdict::Refused(QuickRefusal::NoPin),
        "spent" => PinVerdict::Refused(QuickRefusal::Spent),
        "expired" => PinVerdict::Refused(QuickRefusal::Expired),
        "restarted" => PinVerdict::Refused(QuickRefusal::Restarted),
        "off" => PinVerdict::Refused(QuickRefusal::Off),
        "role" => PinVerdict::Refused(QuickRefusal::Role),
        "not_now" => PinVerdict::NotNow(refusal(&answer.times?, now, zone)?),
        "already_in" => PinVerdict::Limit(SessionLimitError::AlreadyIn),
        "full" => PinVerdict::Limit(SessionLimitError::Full),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access_times::AccessRefusal;

    fn understood(text: &str) -> Option<Said> {
        let now = Timestamp::from_seconds(1_800_000_000);
        said(text, now, &TimeZone::default())
    }

    #[test]
    fn r25_an_answer_about_a_pin_that_is_not_understood_is_none() {
        let account = "a5".repeat(16);
        for text in [
            "",
            "right",
            "{}",
            r#"{"word":"perhaps"}"#,
            r#"{"word":"right"}"#,
            r#"{"word":"wrong"}"#,
            r#"{"word":"wrong","left":-1}"#,
            r#"{"word":"right","account":"a5","began":5}"#,
            &format!(r#"{{"word":"right","account":"{account}"}}"#),
            &format!(r#"{{"word":"right","account":"{account}","began":5,"wait":1}}"#),
            r#"{"word":"not_now"}"#,
        ] {
            assert!(understood(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_word_about_a_pin_is_understood() {
        let verdict = |text: &str| match understood(text) {
            Some(Said::Verdict(verdict)) => verdict,
            other => panic!("{text}: {other:?}"),
        };
        let account = "a5".repeat(16);
        let right = format!(r#"{{"word":"right","account":"{account}","began":5}}"#);
        let expected = (AccountId::new([0xa5; 16]), Timestamp::from_seconds(5));
        assert!(matches!(verdict(&right), PinVerdict::Right(of) if of == expected));
        let wrong = verdict(r#"{"word":"wrong","left":4}"#);
        assert!(matches!(wrong, PinVerdict::Wrong(4)));
        for (word, refusal) in [
            ("none", QuickRefusal::NoPin),
            ("spent", QuickRefusal::Spent),
            ("expired", QuickRefusal::Expired),
            ("restarted", QuickRefusal::Restarted),
            ("off", QuickRefusal::Off),
            ("role", QuickRefusal::Role),
        ] {
            let said = verdict(&format!(r#"{{"word":"{word}"}}"#));
            assert!(
                matches!(said, PinVerdict::Refused(of) if of == refusal),
                "{word}"
            );
        }
        let not_now = verdict(r#"{"word":"not_now","times":["2050-01-01","",""]}"#);
        assert!(matches!(
            not_now,
            PinVerdict::NotNow(AccessRefusal::NotYet(_))
        ));
        let full = verdict(r#"{"word":"full"}"#);
        assert!(matches!(full, PinVerdict::Limit(SessionLimitError::Full)));
        let already = verdict(r#"{"word":"already_in"}"#);
        assert!(matches!(
            already,
            PinVerdict::Limit(SessionLimitError::AlreadyIn)
        ));
        assert!(matches!(understood(r#"{"wait":0}"#), Some(Said::Wait(_))));
    }
}
