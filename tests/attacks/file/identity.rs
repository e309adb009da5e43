//! Usernames that pass from one user to another.

#[cfg(unix)]
#[cfg(unix)]
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::service::sign_in::SignInError;

use crate::harness::{BOB, Desk, secret, typed_user};

use super::OWNER;

/// What the window shows a user of an earlier account with the same username.
fn inherited(desk: &Desk, who: (&str, &str)) -> Vec<String> {
    let view = desk.enter(who).expect("not locked");
    let before = view.before.expect("signed in with a password");
    let mut inherited = Vec::new();
    let mut note = |is_there: bool, what: &str| {
        if is_there {
            inherited.push(what.to_owned());
        }
    };
    note(before.failures > 0, "failures");
    note(before.last_sign_in.is_some(), "a last sign-in");
    note(!view.account_events.is_empty(), "notices");
    let own = desk.service.audit_log().of_session(&view.session);
    let earlier = own.expect("the log").into_iter().filter(|record| {
        let event = &record.event;
        let word = |word: AuditWord| event.detail == AuditDetail::from(word);
        !(word(AuditWord::Password) || word(AuditWord::Added)) || !event.is_done
    });
    inherited.extend(earlier.map(|record| record.event.detail.to_string()));
    inherited
}

/// A user leaves with a locked account, a notice and a remembered sign-in, and a new colleague gets the username. The
/// one who left kept the token, and the new one looks for what is left of the other.
#[test]
fn r82_a_new_colleague_gets_the_username_of_one_who_left() {
    let by_edit = |desk: &Desk| {
        let text = desk.text();
        let (start, rest) = text.split_once("    bob:").expect("bob");
        let (_, rest) = rest.split_once("    eve:").expect("eve");
        std::fs::write(desk.config(), format!("{start}    eve:{rest}")).expect("written");
    };
    let by_program = |desk: &Desk| {
        let removed = desk.service.users().remove(OWNER, "bob");
        removed.expect("removed");
    };
    for remove in [&by_edit as &dyn Fn(&Desk), &by_program] {
        let desk = Desk::open();
        let bob = desk.sign_in(BOB).expect("signed in");
        let remembered = desk.service.remember_me().remember(&bob);
        remembered.expect("remembered");
        let reset = desk.service.users().start_reset(OWNER, "bob");
        reset.expect("a notice");
        for _ in 0..5 {
            assert!(desk.sign_in(("bob", "a guess")).is_none());
        }
        remove(&desk);
        assert!(desk.sign_in(BOB).is_none(), "gone");
        let new = typed_user("bob", "bob@example.org", "Bob Second");
        let password = secret("another bob at the till");
        let added = desk
            .service
            .users()
            .add_with_password(OWNER, &new, &["till"], &password);
        added.expect("added");
        assert!(
            desk.restarted()
                .remember_me()
                .resume()
                .session_view()
                .is_none()
        );
        let inherited = inherited(&desk, ("bob", "another bob at the till"));
        assert!(inherited.is_empty(), "{inherited:?}");
    }
}

/// A guesser has locked a name and waits for the user to be renamed, by the program or in the file: the lockout belongs
/// to the account.
#[test]
fn r82_a_guesser_waits_for_another_name_of_the_same_account() {
    let desk = Desk::open();
    let guess = |name: &str| {
        let service = &desk.service;
        service
            .sign_in()
            .with_password(name, &secret("a guess"))
            .err()
    };
    for _ in 0..5 {
        assert_eq!(guess("bob"), Some(SignInError::Refused));
    }
    let renamed = desk.service.users().rename(OWNER, "bob", "rob");
    renamed.expect("renamed");
    assert!(matches!(guess("rob"), Some(SignInError::Locked(_))));
    desk.edit("    rob:", "    bobby:");
    assert!(matches!(guess("bobby"), Some(SignInError::Locked(_))));
}
