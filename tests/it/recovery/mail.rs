//! Codes and usernames by e-mail.

use egui_authenticator::service::ports::MailText;
use egui_authenticator::service::recovery::RecoverError;

use super::recover;
use crate::harness::{BOB, Desk, secret};

/// A desk with a mail server.
fn with_mail() -> Desk {
    let desk = Desk::open();
    let text = desk.text() + "mail: {server: mail.example.org, from: shop@example.org}\n";
    std::fs::write(desk.config(), text).expect("written");
    desk
}

fn mailed(desk: &Desk) -> Vec<(String, String)> {
    let text = |text: MailText| match text {
        MailText::Code { code, .. } => code.expose().to_owned(),
        MailText::Username(name) => name,
        _ => String::new(),
    };
    let mails = desk.mailer.take().into_iter();
    mails
        .map(|mail| (mail.to.as_str().to_owned(), text(mail.text)))
        .collect()
}

#[test]
fn a_forgotten_username_is_shown_for_an_address_and_its_code() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let find =
        |email: &str, code: &str| desk.service.recovery().find_username(email, &secret(code));
    assert_eq!(
        find("ada@example.org", &codes[0]),
        Err(RecoverError::Refused)
    );
    assert_eq!(find("bob", &codes[0]), Err(RecoverError::Refused));
    assert_eq!(find("Bob@Example.org", &codes[0]), Ok("bob".to_owned()));
    assert_eq!(
        find("bob@example.org", &codes[0]),
        Err(RecoverError::Refused)
    );
    assert_eq!(find("bob@example.org", &codes[1]), Ok("bob".to_owned()));
}

#[test]
fn a_code_by_mail_works_once_for_ten_minutes() {
    let desk = with_mail();
    assert_eq!(desk.service.recovery_mail().send_code("bob"), Ok(()));
    let [(to, code)] = &mailed(&desk)[..] else {
        panic!("not one mail")
    };
    assert_eq!(to, "bob@example.org");
    assert_eq!(recover(&desk, "ada", code), Err(RecoverError::Refused));
    assert_eq!(recover(&desk, "bob", code), Ok(()));
    assert_eq!(recover(&desk, "bob", code), Err(RecoverError::Refused));

    desk.clock.advance(24 * 3600 + 1);
    assert_eq!(
        desk.service.recovery_mail().send_code("bob@example.org"),
        Ok(())
    );
    let mails = mailed(&desk);
    desk.clock.advance(10 * 60);
    assert_eq!(
        recover(&desk, "bob", &mails[0].1),
        Err(RecoverError::Refused)
    );
}

#[test]
fn r30_requesting_a_mail_gives_the_same_answer_for_every_name_and_changes_nothing() {
    let desk = with_mail();
    let before = desk.text();
    for login in ["unknown", "eve", "gus", "bob", "mel@example.org"] {
        assert_eq!(
            desk.service.recovery_mail().send_code(login),
            Ok(()),
            "{login}"
        );
        assert_eq!(
            desk.service.recovery_mail().send_username(login),
            Ok(()),
            "{login}"
        );
    }
    let to: Vec<_> = mailed(&desk).into_iter().map(|(to, _)| to).collect();
    assert_eq!(to, ["bob@example.org"]);
    assert_eq!(desk.text(), before);
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn the_number_of_mails_to_a_user_is_limited() {
    let desk = with_mail();
    for _ in 0..100 {
        assert_eq!(desk.service.recovery_mail().send_code("bob"), Ok(()));
    }
    assert_eq!(mailed(&desk).len(), 1);
    desk.clock.advance(60);
    assert_eq!(desk.service.recovery_mail().send_code("bob"), Ok(()));
    assert_eq!(mailed(&desk).len(), 1);
    assert!(desk.sign_in(BOB).is_some(), "and no user is locked by it");
}

#[test]
fn a_username_is_mailed_to_the_address_that_is_theirs() {
    let desk = with_mail();
    assert_eq!(
        desk.service
            .recovery_mail()
            .send_username("BOB@example.org"),
        Ok(())
    );
    let mails = mailed(&desk);
    assert_eq!(mails, [("bob@example.org".to_owned(), "bob".to_owned())]);
}
