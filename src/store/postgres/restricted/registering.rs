//! Registering an account.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::user::NewUser;
use crate::service::ports::{Cancellation, RegistrationServer, StoreError};
use crate::service::registration::RegisterError;
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::{PATIENCE, not_understood};
use crate::store::postgres::restricted::functions::{REGISTER, REGISTERED};
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::WAIT_MAX;

/// What the server answers: it is asked again after this time, the account was created and waits or not, or it was not created.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    Wait(Duration),
    Done(bool),
    Refused(RegisterError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    wait: Option<u64>,
    word: Option<String>,
    waits: Option<bool>,
}

/// Understands an answer. `None` if it is not understood.
fn said(text: &str) -> Option<Said> {
    let answer: Answer = serde_json::from_str(text).ok()?;
    let Some(word) = answer.word else {
        let wait = Duration::from_millis(answer.wait?.max(1));
        return Some(Said::Wait(wait.min(WAIT_MAX)));
    };
    Some(match word.as_str() {
        "done" => Said::Done(answer.waits?),
        "email_not_accepted" => Said::Refused(RegisterError::EmailNotAccepted),
        "username_taken" => Said::Refused(RegisterError::UsernameTaken),
        "too_many_waiting" => Said::Refused(RegisterError::TooManyWaiting),
        "too_many" => Said::Refused(RegisterError::TooManyHere),
        "closed" => Said::Refused(StoreError::Restricted.into()),
        _ => return None,
    })
}

fn refused(error: PgError) -> RegisterError {
    match error {
        PgError::Function(FunctionRefusal::TooMany) => RegisterError::TooManyHere,
        error => RegisterError::Store(error.into()),
    }
}

impl RegistrationServer for RestrictedServer {
    fn register(
        &self,
        user: &NewUser,
        hash: &StoredHash,
        cancelled: &Cancellation,
    ) -> Result<bool, RegisterError> {
        let begun = self.0.clock.elapsed();
        let ticket = Token::random().map_err(refused)?;
        let ticket = ticket.as_bytes();
        let described = json!({
            "username": user.username.as_str(),
            "email": user.email.as_ref().map_or("", Email::as_str),
            "first_name": user.name.first,
            "last_name": user.name.last,
            "fields": user.fields,
        })
        .to_string();
        let vault = user.key_vault.to_text();
        let values = [
            &ticket as _,
            &user.id.as_bytes().as_slice() as _,
            &described as _,
            &hash.as_str() as _,
            &vault as _,
        ];
        let asked = [&ticket as _];
        let ask: Call<'_> = (REGISTERED, &asked);
        // The server sees to it that the try is on its disk, decides, and tells.
        let mut answer = self.last_text(&[(REGISTER, &values), ask, ask, ask]);
        loop {
            match said(&answer.map_err(refused)?) {
                Some(Said::Wait(wait)) => self.0.clock.wait(wait, cancelled),
                Some(Said::Done(waits)) => return Ok(waits),
                Some(Said::Refused(error)) => return Err(error),
                None => return Err(not_understood().into()),
            }
            if cancelled.is_cancelled() || self.0.clock.elapsed().saturating_sub(begun) > PATIENCE {
                let reason = "the server gives no answer".to_owned();
                return Err(StoreError::Unavailable(reason).into());
            }
            answer = self.last_text(&[ask, ask, ask]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_about_a_registration_is_understood_and_nothing_else() {
        assert_eq!(
            said(r#"{"word":"done","waits":true}"#),
            Some(Said::Done(true))
        );
        assert_eq!(
            said(r#"{"word":"done","waits":false}"#),
            Some(Said::Done(false))
        );
        for (word, error) in [
            ("email_not_accepted", RegisterError::EmailNotAccepted),
            ("username_taken", RegisterError::UsernameTaken),
            ("too_many_waiting", RegisterError::TooManyWaiting),
            ("too_many", RegisterError::TooManyHere),
            ("closed", StoreError::Restricted.into()),
        ] {
            let text = format!(r#"{{"word":"{word}"}}"#);
            assert_eq!(said(&text), Some(Said::Refused(error)));
        }
        assert!(matches!(said(r#"{"wait":0}"#), Some(Said::Wait(_))));
        for text in [
            "",
            "{}",
            r#"{"word":"done"}"#,
            r#"{"word":"Done","waits":true}"#,
            r#"{"word":"done","waits":true,"roles":["admin"]}"#,
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
