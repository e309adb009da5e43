//! Codes by e-mail: to the address in the file, by those who may manage the user, and never in a record.

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AuditFilter, MailError, MailText, StoreError};
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::mail::SendCodeError;

use super::{newcomer, roles, session, staffed};
use crate::harness::{Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const DAY: i64 = 24 * 60 * 60;

/// A desk with a mail server.
fn with_mail() -> Desk {
    let desk = staffed();
    let text = desk.text() + "mail: {server: mail.example.org, from: shop@example.org}\n";
    std::fs::write(desk.config(), text).expect("written");
    desk
}

fn added(desk: &Desk) -> Secret {
    let added = desk.service.users().add(OWNER, &newcomer(), &["till"]);
    added.expect("added")
}

fn sent(desk: &Desk, by: Caller<'_>, name: &str, code: &Secret) -> Result<String, SendCodeError> {
    let users = desk.service.users();
    let sent = users.send_code(by, name, &format!("{name}@example.org"), code);
    sent.map(|email| email.as_str().to_owned())
}

#[test]
fn a_code_is_not_sent_to_another_address_than_the_administrator_sees() {
    let desk = with_mail();
    let code = added(&desk);
    let users = desk.service.users();
    let sent = users.send_code(OWNER, "zoe", "mallory@example.org", &code);
    let changed = SendCodeError::Users(UserError::Store(StoreError::Changed));
    assert_eq!(sent.err(), Some(changed));
    assert!(desk.mailer.take().is_empty());
}

#[test]
fn the_first_code_goes_to_the_address_in_the_file_and_sets_the_first_password() {
    let desk = with_mail();
    let ada = session(&desk, "ada");
    let code = added(&desk);
    let to = sent(&desk, Caller::Session(&ada), "zoe", &code);
    assert_eq!(to.as_deref(), Ok("zoe@example.org"));
    let mails = desk.mailer.take();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to.as_str(), "zoe@example.org");
    let MailText::FirstCode {
        username,
        code,
        hours,
    } = &mails[0].text
    else {
        panic!("another mail")
    };
    assert_eq!((username.as_str(), *hours), ("zoe", 24));
    let new = secret("a kettle for the back room");
    let recovered = desk.service.recovery().reset_password("zoe", code, &new);
    assert_eq!(recovered, Ok(()));
}

#[test]
fn r67_that_a_code_was_sent_is_recorded_without_the_code() {
    let desk = with_mail();
    let code = added(&desk);
    assert!(sent(&desk, OWNER, "zoe", &code).is_ok());
    let records = records(&desk);
    assert_eq!(records[0], ("code_mailed".to_owned(), true));
    let is_in = |(detail, _): &(String, bool)| detail.contains(code.expose());
    assert!(!records.iter().any(is_in));
}

/// Returns what was recorded, the latest first, and whether it was done.
fn records(desk: &Desk) -> Vec<(String, bool)> {
    let filter = AuditFilter {
        since: None,
        user: None,
        kind: None,
        limit: 100,
    };
    let records = desk.service.audit_log().list(OWNER, &filter).expect("read");
    let events = records.into_iter().map(|record| record.event);
    events
        .map(|event| (event.detail.to_string(), event.is_done))
        .collect()
}

#[test]
fn r32_only_those_who_may_manage_the_user_send_the_code() {
    let desk = with_mail();
    let code = added(&desk);
    let given = desk
        .service
        .users()
        .change(OWNER, "zoe", &roles(&["chief"]));
    assert_eq!(given, Ok(()));
    for name in ["bob", "amy", "max"] {
        let other = session(&desk, name);
        let refused = sent(&desk, Caller::Session(&other), "zoe", &code);
        let expected = SendCodeError::Users(UserError::NotAllowed);
        assert_eq!(refused, Err(expected), "{name}");
    }
    assert!(desk.mailer.take().is_empty());
}

#[test]
fn only_the_valid_code_of_the_user_is_sent() {
    let desk = with_mail();
    let code = added(&desk);
    let other = desk
        .service
        .users()
        .start_reset(OWNER, "bob")
        .expect("a code");
    for wrong in [&other, &secret("buy our lamps")] {
        let refused = sent(&desk, OWNER, "zoe", wrong);
        assert_eq!(refused, Err(SendCodeError::Outdated));
    }
    assert!(sent(&desk, OWNER, "bob", &other).is_ok());
    desk.clock.advance(DAY);
    let refused = sent(&desk, OWNER, "zoe", &code);
    assert_eq!(refused, Err(SendCodeError::Outdated));
    assert_eq!(desk.mailer.take().len(), 1);
}

#[test]
fn r97_without_a_server_or_an_own_address_nothing_is_sent_and_the_reason_is_told() {
    let desk = staffed();
    let code = added(&desk);
    assert_eq!(
        sent(&desk, OWNER, "zoe", &code),
        Err(SendCodeError::NoServer)
    );
    let desk = with_mail();
    let code = added(&desk);
    desk.edit("bob@example.org", "zoe@example.org");
    assert_eq!(
        sent(&desk, OWNER, "zoe", &code),
        Err(SendCodeError::NoAddress)
    );
    desk.edit("zoe@example.org", "bob@example.org");
    let reason = MailError("no route".to_owned());
    desk.mailer.fail_with(Some(reason.clone()));
    assert_eq!(
        sent(&desk, OWNER, "zoe", &code),
        Err(SendCodeError::Mail(reason))
    );
    let records = records(&desk);
    assert_eq!(records[0], ("code_mailed".to_owned(), false));
}
