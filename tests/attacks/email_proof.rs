//! A stranger who registers with an address that is not theirs, while addresses have to be proven.

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::email_proof::ProofError;
use egui_authenticator::domain::registration::HOURLY_MAX;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{Mail, MailText};
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::registration::email_proof::{
    ConfirmError, PendingRegistration, RegistrationStep,
};

use std::sync::Arc;

use crate::harness::{BOB, Desk, secret, typed_user};

const PASSWORD: &str = "a brand new password";
const MAIL: &str = "mail: {server: mail.example.org, from: shop@example.org}\n";

fn proving(mode: &str) -> Desk {
    let desk = Desk::open();
    let registration =
        format!("{MAIL}registration: {{mode: {mode}, verify_email: true}}\npre-authorized:");
    desk.edit("pre-authorized:", &registration);
    desk
}

fn begin(
    desk: &Desk,
    username: &str,
    email: &str,
) -> Result<Arc<PendingRegistration>, RegisterError> {
    let user = typed_user(username, email, "Mel");
    let step = desk
        .service
        .registration()
        .begin(&user, &secret(PASSWORD))?;
    match step {
        RegistrationStep::ProofRequired(pending) => Ok(pending),
        _ => panic!("no code is asked for"),
    }
}

fn confirm(
    desk: &Desk,
    pending: &PendingRegistration,
    code: &Secret,
) -> Result<String, ConfirmError> {
    let confirmed = desk.service.registration().confirm(pending, code);
    confirmed.map(|registered| registered.value.username)
}

/// Returns the code of the only mail.
fn code(desk: &Desk) -> Secret {
    let mails = desk.mailer.take();
    match mails.as_slice() {
        [
            Mail {
                text: MailText::Proof { code, .. },
                ..
            },
        ] => code.copied(),
        mails => panic!("{} other mails", mails.len()),
    }
}

/// What a stranger sees who registers with an address, and tries codes.
fn seen(mode: &str, email: &str) -> Vec<String> {
    let desk = proving(mode);
    let pending = begin(&desk, "probe", email).expect("a code is said to be sent");
    let mut seen = vec![pending.email().replace(email, "it")];
    for _ in 0..6 {
        let tried = confirm(&desk, &pending, &secret("0000-0000"));
        seen.push(format!("{tried:?}"));
    }
    let service = desk.service.registration();
    seen.push(format!("{:?}", service.resend_code(&pending)));
    desk.clock.advance(61);
    seen.push(format!("{:?}", service.resend_code(&pending)));
    seen.push(format!(
        "{:?}",
        confirm(&desk, &pending, &secret("0000-0000"))
    ));
    seen.push(format!("{:?}", begin(&desk, "prober", email).err()));
    seen
}

/// A stranger finds out who has an account, or may register.
#[test]
fn r18_the_window_says_the_same_of_every_address_that_is_to_be_proven() {
    for mode in ["listed", "approval", "open"] {
        let stranger = seen(mode, "stranger@example.org");
        for email in ["bob@example.org", "eve@example.org", "mel@example.org"] {
            assert_eq!(seen(mode, email), stranger, "{mode}: {email}");
        }
    }
}

/// An attacker who reads the mail of an address learns only what concerns that address, and no other address gets mail.
#[test]
fn r18_an_address_with_an_account_is_told_so_by_mail_and_one_that_may_not_register_gets_nothing() {
    let desk = proving("listed");
    begin(&desk, "probe", "bob@example.org").expect("begun");
    let mails = desk.mailer.take();
    let [mail] = mails.as_slice() else {
        panic!("{} mails", mails.len())
    };
    assert_eq!(mail.to.as_str(), "bob@example.org");
    assert!(matches!(&mail.text, MailText::HasAccount(name) if name == "bob"));
    begin(&desk, "probe", "stranger@example.org").expect("begun");
    assert!(desk.mailer.take().is_empty());
    begin(&desk, "probe", "mel@example.org").expect("begun");
    code(&desk);
}

/// A stranger registers with the address of a newcomer, and guesses.
#[test]
fn a_code_is_guessed_five_times_and_used_once() {
    let desk = proving("open");
    let before = desk.text();
    let pending = begin(&desk, "mel", "mel@example.org").expect("begun");
    let sent = code(&desk);
    for left in [4, 3, 2, 1] {
        let wrong = Err(ProofError::Wrong(left).into());
        assert_eq!(confirm(&desk, &pending, &secret("0000-0000")), wrong);
    }
    let expired = || Err(ProofError::Expired.into());
    assert_eq!(confirm(&desk, &pending, &secret("0000-0000")), expired());
    assert_eq!(confirm(&desk, &pending, &sent), expired(), "too late");
    assert_eq!(desk.text(), before);
    desk.clock.advance(61);
    let registration = desk.service.registration();
    assert_eq!(registration.resend_code(&pending), Ok(()));
    assert!(confirm(&desk, &pending, &sent).is_err(), "the old code");
    let sent = code(&desk);
    assert_eq!(confirm(&desk, &pending, &sent).as_deref(), Ok("mel"));
    assert_eq!(confirm(&desk, &pending, &sent), expired(), "once");
    assert!(desk.sign_in(("mel", PASSWORD)).is_some());
}

/// A code that was found in an old mail.
#[test]
fn a_code_expires_after_a_quarter_of_an_hour() {
    let desk = proving("open");
    let pending = begin(&desk, "mel", "mel@example.org").expect("begun");
    let sent = code(&desk);
    desk.clock.advance(15 * 60);
    assert_eq!(
        confirm(&desk, &pending, &sent),
        Err(ProofError::Expired.into())
    );
}

/// An attacker floods the mailbox of another user, or sends mail to many addresses.
#[test]
fn mails_with_codes_are_limited_for_each_address_and_each_computer() {
    let desk = proving("open");
    let pending = begin(&desk, "mel", "mel@example.org").expect("begun");
    let registration = desk.service.registration();
    let too_soon = Err(RegisterError::CodeTooSoon);
    assert_eq!(registration.resend_code(&pending), too_soon);
    let again = begin(&desk, "other", "MEL@example.org").err();
    assert_eq!(again, Some(RegisterError::CodeTooSoon));
    for number in 1..HOURLY_MAX - 1 {
        let email = format!("p{number}@example.org");
        begin(&desk, "probe", &email).expect("begun");
    }
    assert_eq!(desk.mailer.take().len(), HOURLY_MAX - 1);
    let last = begin(&desk, "last", "last@example.org").expect("begun");
    let sent = code(&desk);
    let refused = begin(&desk, "probe", "one.more@example.org").err();
    assert_eq!(refused, Some(RegisterError::TooManyHere));
    assert!(desk.mailer.take().is_empty());
    let confirmed = confirm(&desk, &last, &sent);
    assert_eq!(confirmed.as_deref(), Ok("last"), "the code was sent");
}

/// An attacker scripts the entry of codes after the real one has expired, to fill the audit log and stop all registrations.
#[test]
fn wrong_codes_are_recorded_only_while_they_use_up_a_try() {
    let desk = proving("open");
    let pending = begin(&desk, "mel", "mel@example.org").expect("begun");
    for _ in 0..50 {
        assert!(confirm(&desk, &pending, &secret("0000-0000")).is_err());
    }
    let log = desk.service.audit_log();
    let filter = log.filter(&AuditQuery::latest(100).kind(AuditKind::Register));
    let owner = Caller::LocalOwner(Operator::assume());
    let records = log.list(owner, &filter).expect("the log");
    assert_eq!(records.len(), 6, "the request and five tries");
}

/// An app sends codes to itself, and enters them at another service.
#[test]
fn r75_a_code_proves_nothing_to_another_service() {
    let (desk, other) = (proving("open"), proving("open"));
    let pending = begin(&other, "mel", "mel@example.org").expect("begun");
    let sent = code(&other);
    let refused = confirm(&desk, &pending, &sent);
    assert_eq!(refused, Err(ProofError::Expired.into()));
    assert_eq!(confirm(&other, &pending, &sent).as_deref(), Ok("mel"));
}

/// A stranger types an allowed address in another spelling, which a mail server could deliver to them.
#[test]
fn a_code_is_sent_to_the_spelling_that_was_allowed() {
    let desk = proving("listed");
    begin(&desk, "mel", "MEL@example.org").expect("begun");
    let mails = desk.mailer.take();
    assert_eq!(mails[0].to.as_str(), "mel@example.org");
    begin(&desk, "probe", "BOB@example.org").expect("begun");
    let mails = desk.mailer.take();
    assert_eq!(mails[0].to.as_str(), "bob@example.org");
}

/// An app, or an older window, registers without the proof; and an administrator has taken the mail server away.
#[test]
fn no_account_is_created_without_the_proof() {
    let desk = proving("open");
    let user = typed_user("mel", "mel@example.org", "Mel");
    let made = desk
        .service
        .registration()
        .register(&user, &secret(PASSWORD));
    assert_eq!(made.err(), Some(RegisterError::ProofRequired));
    desk.edit(MAIL, "");
    let begun = begin(&desk, "mel", "mel@example.org").err();
    assert_eq!(begun, Some(RegisterError::NoMailServer));
    let snapshot = desk.ports.credentials.read().expect("read");
    assert!(!snapshot.settings.can_register());
    assert!(!desk.text().contains("mel:"));
}

/// The address gets an account while the code is on its way.
#[test]
fn r65_an_address_that_has_an_account_by_then_is_refused_although_it_is_proven() {
    let desk = proving("open");
    let pending = begin(&desk, "mel", "mel@example.org").expect("begun");
    let sent = code(&desk);
    desk.edit("bob@example.org", "mel@example.org");
    let refused = confirm(&desk, &pending, &sent);
    assert_eq!(refused, Err(RegisterError::EmailNotAccepted.into()));
    assert!(desk.sign_in(BOB).is_some());
}
