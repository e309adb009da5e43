//! Asking the server about an approver, and what it has approved.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::domain::approval::Subject;
use crate::domain::fold;
use crate::domain::page::{Page, PageId};
use crate::domain::person_name::PersonName;
use crate::domain::settings::Settings;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::username::Username;
use crate::service::ports::{
    ApprovalAnswer, ApprovalServer, ApprovalTicket, ApproverFactors, AskedOfServer, AuthorityError,
    Cancellation, GivenApproval, Verdict,
};
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::{Attempt, not_understood};
use crate::store::postgres::restricted::authority::{LOGIN_BYTES_MAX, sent};
use crate::store::postgres::restricted::functions::{APPROVE, APPROVED_PAGE};
use crate::store::postgres::restricted::live_approvals::LIVE_MAX;
use crate::store::postgres::restricted::registry::{OpenSession, Token};
use crate::store::postgres::restricted::verdict::{Told, told, with_right};
use crate::store::postgres::state::rows::one;

#[derive(Deserialize)]
struct Approved {
    word: String,
    account: String,
    username: String,
    first_name: String,
    last_name: String,
}

/// What the server says of an approver.
enum Said {
    Approved(User),
    Refused(ApprovalAnswer),
}

/// Understands an answer as [`told`] does, with the words for approvals.
fn said(text: &str, ticket: &[u8; 32], at: (Timestamp, &TimeZone)) -> Option<Told<Said>> {
    let word: serde_json::Value = serde_json::from_str(text).ok()?;
    let refused = match word.get("word").and_then(|word| word.as_str()) {
        Some("approved") => {
            let approver = approver(&serde_json::from_str(text).ok()?)?;
            return Some(Told::Verdict(Verdict::Right(Said::Approved(approver))));
        }
        Some("published") => ApprovalAnswer::Published,
        Some("not_ready") => ApprovalAnswer::NotReady,
        Some("not_named") => ApprovalAnswer::NotNamed,
        Some("reason_missing") => ApprovalAnswer::ReasonMissing,
        Some("same_person") => ApprovalAnswer::SamePerson,
        Some("not_allowed") => ApprovalAnswer::NotAllowed,
        // It signs in, and approves nothing.
        Some("right") => return None,
        _ => {
            return match told(text, ticket, at)? {
                Told::Wait(time) => Some(Told::Wait(time)),
                Told::Verdict(verdict) => with_right(verdict, |_| Err(())).ok().map(Told::Verdict),
            };
        }
    };
    Some(Told::Verdict(Verdict::Right(Said::Refused(refused))))
}

fn approver(approved: &Approved) -> Option<User> {
    let mut user = User::new(Username::existing(&approved.username).ok()?);
    user.id = AccountId::parse(&approved.account)?;
    user.name = PersonName::new(&approved.first_name, &approved.last_name);
    (approved.word == "approved").then_some(user)
}

/// Returns what is asked as the server expects it.
fn asked_text(asked: &AskedOfServer<'_>, is_published: bool) -> String {
    let summary = asked.summary;
    let (kind, page) = match &summary.subject {
        Subject::App => ("app", ""),
        Subject::Users(..) => ("users", ""),
        Subject::Page(id) => ("page", id.0.as_str()),
        Subject::Item(id) => ("item", id.0.as_str()),
    };
    let (title, details) = match &summary.subject {
        Subject::Users(title, details) => (title, details.as_slice()),
        _ => (&summary.title, &[][..]),
    };
    json!({
        "kind": kind,
        "action": summary.action,
        "title": title,
        "details": details,
        "digest": summary.digest.digits(),
        "page": page,
        "reason": asked.reason,
        "published": is_published,
    })
    .to_string()
}

impl RestrictedServer {
    fn approval_said(
        &self,
        attempt: &Attempt<'_>,
        (asked, session): (&AskedOfServer<'_>, &OpenSession),
        (login, approver): (&str, &ApproverFactors<'_>),
    ) -> Result<Verdict<Said>, AuthorityError> {
        let hash = self.hash_for(login, approver.password)?;
        if attempt.cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let (token, ticket) = (session.token.as_bytes(), attempt.ticket.as_bytes());
        let text = asked_text(asked, approver.is_published);
        let values: [&(dyn ToSql + Sync); 5] = [&token, &ticket, &text, &login, &hash.as_str()];
        self.verdict_as(attempt, (APPROVE, &values), said)
    }

    /// Returns the calls that ask which approvals hold in these sessions: the session, with its approvals.
    pub(super) fn live_approvals(
        &self,
        sessions: &[Arc<OpenSession>],
    ) -> Vec<(Arc<OpenSession>, Vec<ApprovalTicket>)> {
        let now = self.0.clock.elapsed();
        let live = self.approvals_mut();
        let each = sessions
            .iter()
            .map(|session| (Arc::clone(session), live.of(session.number, now)));
        each.filter(|(_, tickets)| !tickets.is_empty()).collect()
    }

    /// Takes in which of these approvals hold.
    pub(super) fn note_approvals(
        &self,
        tickets: &[ApprovalTicket],
        answer: Result<Vec<Row>, PgError>,
    ) -> Result<(), PgError> {
        let places: Vec<i32> = match answer {
            Ok(rows) => column(one(&rows)?, "places")?,
            // The session has ended.
            Err(PgError::Function(_)) => Vec::new(),
            Err(error) => return Err(error),
        };
        let ended = tickets.iter().enumerate();
        let ended =
            ended.filter(|(at, _)| i32::try_from(*at).is_ok_and(|at| !places.contains(&at)));
        let ended: Vec<_> = ended.map(|(_, ticket)| ticket.clone()).collect();
        self.approvals_mut().end(&ended);
        Ok(())
    }
}

impl ApprovalServer for RestrictedServer {
    fn approve(
        &self,
        asked: &AskedOfServer<'_>,
        approver: &ApproverFactors<'_>,
        cancelled: &Cancellation,
    ) -> Result<Verdict<ApprovalAnswer>, AuthorityError> {
        let session = self.0.sessions.of(asked.caller);
        let session = session.ok_or(AuthorityError::Ended)?;
        let login = sent(&fold(approver.login.trim()), LOGIN_BYTES_MAX);
        let tickets = [Token::random()?, Token::random()?];
        let [first, second] = tickets
            .each_ref()
            .map(|ticket| Attempt { ticket, cancelled });
        let verdict = self.approval_said(&first, (asked, &session), (&login, approver))?;
        let verdict = match (verdict, approver.code) {
            (Verdict::Code(awaited), Some(code)) => {
                self.checked_code_as(&second, (&awaited, code), said)?
            }
            (verdict, _) => verdict,
        };
        with_right(verdict, |said| match said {
            Said::Approved(approver) => {
                let ticket = ApprovalTicket::new(*first.ticket.ticket());
                let now = self.0.clock.elapsed();
                self.approvals_mut().add(&ticket, session.number, now);
                Ok(ApprovalAnswer::Given(GivenApproval { ticket, approver }))
            }
            Said::Refused(answer) => Ok(answer),
        })
    }

    fn holds(&self, ticket: &ApprovalTicket) -> bool {
        self.approvals_mut().has(ticket)
    }

    fn page(
        &self,
        caller: AccountId,
        page: &PageId,
        approvals: &[ApprovalTicket],
    ) -> Result<Option<Page>, AuthorityError> {
        let session = self.0.sessions.of(caller).ok_or(AuthorityError::Ended)?;
        let tickets: Vec<&[u8]> = approvals
            .iter()
            .rev()
            .take(LIVE_MAX)
            .map(ApprovalTicket::as_bytes)
            .collect();
        let values: [&(dyn ToSql + Sync); 3] = [&session.token.as_bytes(), &page.0, &tickets];
        let rows = self.0.client.query(APPROVED_PAGE, &values)?;
        let rows = rows.iter().map(|row| {
            let (path, value): (String, String) = (column(row, "path")?, column(row, "value")?);
            Ok((path, value))
        });
        let rows: Vec<_> = rows.collect::<Result<_, PgError>>()?;
        let settings = Settings::of_rows(rows).map_err(|_| not_understood())?;
        let mut found = settings.views.into_iter();
        Ok(found.find(|found| found.id == *page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Option<Told<Said>> {
        let now = Timestamp::from_seconds(1_800_000_000);
        said(text, &[7; 32], (now, &TimeZone::default()))
    }

    #[test]
    fn r111_only_an_answer_that_is_understood_approves() {
        let account = "a5".repeat(16);
        let approved = |account: &str| {
            format!(
                r#"{{"word":"approved","account":"{account}","username":"lia","first_name":"Lia","last_name":""}}"#
            )
        };
        let Some(Told::Verdict(Verdict::Right(Said::Approved(approver)))) =
            understood(&approved(&account))
        else {
            panic!("approved");
        };
        assert_eq!(approver.display_name(), "Lia");
        assert_eq!(approver.id, AccountId::new([0xa5; 16]));
        let right =
            format!(r#"{{"word":"right","account":"{account}","before":{{"failures":0}}}}"#);
        for text in [
            right,
            approved("a5"),
            r#"{"word":"approved"}"#.to_owned(),
            r#"{"word":"Approved"}"#.to_owned(),
            String::new(),
        ] {
            assert!(understood(&text).is_none(), "{text}");
        }
        for word in [
            "published",
            "not_ready",
            "not_named",
            "reason_missing",
            "same_person",
            "not_allowed",
        ] {
            let text = format!(r#"{{"word":"{word}"}}"#);
            let Some(Told::Verdict(Verdict::Right(Said::Refused(_)))) = understood(&text) else {
                panic!("{word}");
            };
        }
        assert!(matches!(
            understood(r#"{"word":"wrong"}"#),
            Some(Told::Verdict(Verdict::Wrong { delays: false }))
        ));
    }
}
