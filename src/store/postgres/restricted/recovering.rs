//! Trying a recovery code or reset code, and setting a password with it.

use std::time::Duration;

use serde::Deserialize;

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::person_name::PersonName;
use crate::domain::recovery::Code;
use crate::domain::stored_code::{EnteredCode, StoredCode};
use crate::domain::user::User;
use crate::domain::user_key::WrappedKey;
use crate::domain::username::Username;
use crate::service::ports::{
    AuthorityError, AwaitedCode, Cancellation, NewSession, ProvenCode, RecoveryServer, StoreError,
    Verdict,
};
use crate::service::recovery::RecoverError;
use crate::store::postgres::client::column;
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::{PATIENCE, not_understood};
use crate::store::postgres::restricted::authority::{LOGIN_BYTES_MAX, sent};
use crate::store::postgres::restricted::functions::{
    CODE_CHALLENGE, CODE_VERDICT, RECOVER, TRY_CODE,
};
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::{Told, WAIT_MAX, told};
use crate::store::postgres::state::rows::one;

/// What a code is tried for: a new password of this user, the username of the one with this address, or in place of a code from the
/// app, after this password.
#[derive(Clone, Copy)]
enum Purpose<'a> {
    Password(&'a str),
    Username(&'a str),
    SignIn(&'a AwaitedCode),
}

impl<'a> Purpose<'a> {
    /// Returns the name, the word and the ticket of the password, as they are sent.
    fn sent(self) -> (String, &'static str, Option<&'a [u8]>) {
        let login = |login: &str| sent(&fold(login.trim()), LOGIN_BYTES_MAX);
        match self {
            Self::Password(of) => (login(of), "password", None),
            Self::Username(of) => (login(of), "username", None),
            Self::SignIn(after) => (String::new(), "sign_in", Some(after.ticket())),
        }
    }
}

/// What the server says of a code.
#[derive(Debug)]
enum Said {
    Wrong,
    Right(Box<Right>),
    Found(String),
}

/// What the server says of the user whose code is right.
#[derive(Debug)]
struct Right {
    user: User,
    has_two_step: bool,
    code: Option<StoredCode>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    word: String,
    username: Option<String>,
    email: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    two_step: Option<bool>,
    code: Option<String>,
}

impl Answer {
    fn right(self) -> Option<Right> {
        let mut user = User::new(Username::existing(&self.username?).ok()?);
        user.email = self.email.and_then(|email| Email::parse(&email).ok());
        user.name = PersonName::new(&self.first_name?, &self.last_name?);
        let code = self.code.map(|code| StoredCode::parse(&code).ok_or(()));
        Some(Right {
            user,
            has_two_step: self.two_step?,
            code: code.transpose().ok()?,
        })
    }
}

/// Understands an answer. `None` if it is not understood: a word that is not known is never a right code.
fn said(text: &str) -> Option<Said> {
    let answer: Answer = serde_json::from_str(text).ok()?;
    Some(match answer.word.as_str() {
        "wrong" => Said::Wrong,
        "right" => Said::Right(Box::new(answer.right()?)),
        "found" => Said::Found(answer.username?),
        _ => return None,
    })
}

/// Why a code was not tried, or its verdict is not known.
enum Untried {
    Left,
    Refused(PgError),
    Store(StoreError),
}

impl From<PgError> for Untried {
    fn from(error: PgError) -> Self {
        Self::Refused(error)
    }
}

impl From<Untried> for RecoverError {
    fn from(error: Untried) -> Self {
        match error {
            Untried::Left | Untried::Refused(PgError::Function(FunctionRefusal::Ended)) => {
                Self::Refused
            }
            Untried::Refused(PgError::Function(FunctionRefusal::TooMany)) => Self::TooManyHere,
            Untried::Refused(error) => Self::Store(error.into()),
            Untried::Store(error) => Self::Store(error),
        }
    }
}

impl From<Untried> for AuthorityError {
    fn from(error: Untried) -> Self {
        match error {
            Untried::Left => Self::Left,
            Untried::Refused(error) => error.into(),
            Untried::Store(error) => Self::Store(error),
        }
    }
}

/// Returns how long to wait before the verdict is asked for again, if the answer says so.
fn wait_of(text: &str) -> Option<Duration> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wait {
        wait: u64,
    }
    let wait: Wait = serde_json::from_str(text).ok()?;
    Some(Duration::from_millis(wait.wait.max(1)).min(WAIT_MAX))
}

impl RestrictedServer {
    /// Tries a code, and returns the verdict of the server once it no longer asks to wait. The try is counted before that.
    fn tried(
        &self,
        ticket: &Token,
        purpose: Purpose<'_>,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<String, Untried> {
        let begun = self.0.clock.elapsed();
        let ticket = ticket.as_bytes();
        let rows = self.0.client.query(CODE_CHALLENGE, &[&ticket])?;
        let challenge: &[u8] = column(one(&rows)?, "challenge")?;
        let challenge = challenge.try_into();
        let challenge = challenge.map_err(|_| Untried::Store(not_understood()))?;
        let shown = EnteredCode::new(code).shown(challenge);
        if cancelled.is_cancelled() {
            return Err(Untried::Left);
        }
        let (login, word, password) = purpose.sent();
        let values = [
            &ticket as _,
            &login as _,
            &word as _,
            &shown.key.as_slice() as _,
            &shown.proof.as_slice() as _,
            &shown.digest.as_slice() as _,
            &password as _,
        ];
        let asked = [&ticket as _];
        let ask: Call<'_> = (CODE_VERDICT, &asked);
        // As for a password: the server sees to it that the try is on its disk, records the verdict, and tells it.
        let mut answer = self.last_text(&[(TRY_CODE, &values), ask, ask, ask])?;
        while let Some(wait) = wait_of(&answer) {
            self.0.clock.wait(wait, cancelled);
            if cancelled.is_cancelled() {
                return Err(Untried::Left);
            }
            if self.0.clock.elapsed().saturating_sub(begun) > PATIENCE {
                let reason = "the server gives no answer".to_owned();
                return Err(Untried::Store(StoreError::Unavailable(reason)));
            }
            answer = self.last_text(&[ask, ask, ask])?;
        }
        Ok(answer)
    }

    /// Returns what the server says of a code for recovery.
    fn said(
        &self,
        ticket: &Token,
        purpose: Purpose<'_>,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<Said, RecoverError> {
        let text = self.tried(ticket, purpose, code, cancelled)?;
        Ok(said(&text).ok_or_else(not_understood)?)
    }
}

impl RecoveryServer for RestrictedServer {
    fn try_code(
        &self,
        login: &str,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<ProvenCode, RecoverError> {
        let ticket = Token::random().map_err(Untried::Refused)?;
        match self.said(&ticket, Purpose::Password(login), code, cancelled)? {
            Said::Right(right) => Ok(ProvenCode::new(
                *ticket.ticket(),
                right.user,
                right.has_two_step,
                right.code,
            )),
            _ => Err(RecoverError::Refused),
        }
    }

    fn set_password(
        &self,
        proven: &ProvenCode,
        hash: &StoredHash,
        key: Option<&WrappedKey>,
    ) -> Result<(), RecoverError> {
        let key = key.map(WrappedKey::to_text);
        let values = [
            &proven.ticket().as_slice() as _,
            &hash.as_str() as _,
            &key as _,
        ];
        // If the answer is lost, the same once more: the server makes the change once under one ticket.
        let set = self.last_text(&[(RECOVER, &values)]);
        set.map_err(Untried::Refused)?;
        Ok(())
    }

    fn sign_in_with(
        &self,
        awaited: &AwaitedCode,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        let token = Token::random()?;
        let tried = self.tried(&token, Purpose::SignIn(awaited), code, cancelled);
        let clock = &self.0.clock;
        let verdict = tried.map_err(AuthorityError::from).and_then(|text| {
            let told = told(&text, token.ticket(), (clock.now(), &clock.time_zone()));
            match told {
                Some(Told::Verdict(verdict)) => Ok(verdict),
                Some(Told::Wait(_)) | None => Err(not_understood().into()),
            }
        });
        self.begun(token, verdict)
    }

    fn find_username(
        &self,
        email: &Email,
        code: &Code,
        cancelled: &Cancellation,
    ) -> Result<String, RecoverError> {
        let ticket = Token::random().map_err(Untried::Refused)?;
        match self.said(&ticket, Purpose::Username(email.as_str()), code, cancelled)? {
            Said::Found(username) => Ok(username),
            _ => Err(RecoverError::Refused),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r25_an_answer_about_a_code_that_is_not_understood_is_none() {
        let whole = r#"{"word":"right","username":"bob","email":null,"first_name":"","last_name":"","two_step":true,"code":null}"#;
        assert!(matches!(said(whole), Some(Said::Right(right)) if right.has_two_step));
        for (part, other) in [
            (r#""right""#, r#""Right""#),
            (r#""two_step":true"#, r#""two_step":null"#),
            (r#""code":null"#, r#""code":"x1""#),
            (r#""code":null"#, r#""as":"admin""#),
            (r#""username":"bob""#, r#""username":"""#),
            (r#""word":"right""#, r#""word":"right","wait":5"#),
            (r#""word":"right","#, ""),
        ] {
            let text = whole.replace(part, other);
            assert!(said(&text).is_none(), "{text}");
        }
        for text in ["", "right", "{}", r#"{"word":"found"}"#, r#"{"wait":1}"#] {
            assert!(said(text).is_none(), "{text}");
        }
    }

    #[test]
    fn every_word_about_a_code_is_understood() {
        assert!(matches!(said(r#"{"word":"wrong"}"#), Some(Said::Wrong)));
        let found = said(r#"{"word":"found","username":"bob"}"#);
        assert!(matches!(found, Some(Said::Found(name)) if name == "bob"));
        assert_eq!(wait_of(r#"{"wait":0}"#), Some(Duration::from_millis(1)));
        assert_eq!(wait_of(r#"{"wait":5,"word":"wrong"}"#), None);
    }
}
