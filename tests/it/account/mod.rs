//! One's own account: the use cases and the way through the window.

mod in_the_window;

use egui_authenticator::domain::email::EmailError;
use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::domain::user_field::UserFieldError;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError, Changed};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::AccountEvent;
use egui_authenticator::service::sign_in::sessions::RefreshError;
use egui_authenticator::service::users::UserInput;

use crate::harness::{ADA, BOB, Desk, secret};

const NEW: &str = "a new one for the till";

fn to(new: &str) -> AccountChange {
    AccountChange::Password(secret(new))
}

fn change(
    desk: &Desk,
    session: &Session,
    current: &str,
    change: AccountChange,
) -> Result<Changed, AccountError> {
    desk.service
        .account()
        .change(session, &secret(current).into(), change)
}

fn refused(desk: &Desk, current: &str, what: AccountChange) -> Option<AccountError> {
    let session = desk.sign_in(BOB).expect("signed in");
    change(desk, &session, current, what).err()
}

#[test]
fn r11_a_change_asks_for_the_current_password_and_a_wrong_one_changes_nothing() {
    let desk = Desk::open();
    let before = desk.text();
    assert_eq!(refused(&desk, "wrong", to(NEW)), Some(AccountError::Wrong));
    assert_eq!(desk.text(), before);
    assert_eq!(refused(&desk, BOB.1, to(NEW)), None);
    assert!(desk.sign_in((BOB.0, NEW)).is_some());
    assert!(desk.sign_in(BOB).is_none());
}

#[test]
fn r47_every_change_asks_for_the_password_also_after_a_sign_in_by_token() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    let session_view = desk
        .service
        .remember_me()
        .resume()
        .session_view()
        .expect("resumed");
    let before = desk.text();
    let mut details = UserInput::of(session.user());
    details.email = "other@example.org".to_owned();
    for what in [
        to(NEW),
        AccountChange::Details(details),
        AccountChange::RecoveryCodes,
        AccountChange::TwoStepOff,
        AccountChange::SignOutEverywhere,
    ] {
        let error = change(&desk, &session_view.session, "", what).err();
        assert_eq!(error, Some(AccountError::Wrong));
        desk.service
            .users()
            .unlock(Caller::LocalOwner(Operator::assume()), BOB.0)
            .expect("unlocked");
    }
    assert_eq!(desk.text(), before);
}

#[test]
fn r47_what_administrators_do_asks_again_after_five_minutes_and_after_a_token() {
    let desk = Desk::open();
    let session = desk.sign_in(ADA).expect("in");
    let start = |session: &Session| {
        desk.service
            .users()
            .start_reset(Caller::Session(session), "bob")
    };
    assert!(start(&session).is_ok());
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    let resumed = desk
        .restarted()
        .remember_me()
        .resume()
        .session_view()
        .expect("resumed");
    assert!(start(&resumed.session).is_err(), "by token");
    desk.clock.advance(301);
    assert!(start(&session).is_err(), "five minutes ago");
    let wrong = desk
        .service
        .sessions()
        .reauthenticate(&session, &secret("wrong").into());
    assert_eq!(wrong.err(), Some(AccountError::Wrong));
    let confirmed = desk
        .service
        .sessions()
        .reauthenticate(&session, &secret(ADA.1).into());
    assert!(start(&confirmed.expect("confirmed").session).is_ok());
    desk.clock.advance(-10);
    let confirmed = desk
        .service
        .sessions()
        .reauthenticate(&session, &secret(ADA.1).into())
        .expect("confirmed");
    desk.clock.advance(-10);
    assert!(
        start(&confirmed.session).is_err(),
        "a clock that was set back"
    );
}

#[test]
fn r42_the_session_continues_and_every_other_one_ends() {
    let desk = Desk::open();
    for what in [to(NEW), AccountChange::SignOutEverywhere] {
        let password = if desk.sign_in(BOB).is_some() {
            BOB.1
        } else {
            NEW
        };
        let (mine, other) = (
            desk.sign_in((BOB.0, password)).expect("in"),
            desk.sign_in((BOB.0, password)).expect("in"),
        );
        let mine = change(&desk, &mine, password, what).expect("changed");
        assert!(
            desk.service
                .sessions()
                .refresh(&mine.session_view.session)
                .is_ok()
        );
        let ended = desk.service.sessions().refresh(&other).err();
        assert_eq!(ended, Some(RefreshError::Ended));
        let again = change(&desk, &other, NEW, to("and yet another one"));
        assert_eq!(again.err(), Some(AccountError::Ended));
    }
}

#[test]
fn r42_a_remembered_sign_in_ends_with_the_password_the_roles_and_the_second_factor() {
    for (from, into) in [
        ("    roles: [till]", "    roles: [till, office]"),
        ("      name: Bob", "      session_epoch: 7\n      name: Bob"),
        ("      name: Bob", "      disabled: true\n      name: Bob"),
    ] {
        let desk = Desk::open();
        let session = desk.sign_in(BOB).expect("in");
        desk.service
            .remember_me()
            .remember(&session)
            .expect("remembered");
        desk.edit(from, into);
        assert!(!desk.resumes(), "{into}");
    }
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    change(&desk, &session, BOB.1, to(NEW)).expect("changed");
    assert!(!desk.resumes());
}

#[test]
fn r20_an_unattended_desk_limits_guesses() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    let guess = |password: &str| change(&desk, &session, password, to(NEW)).err();
    for _ in 0..5 {
        assert_eq!(guess("guess"), Some(AccountError::Wrong));
    }
    let locked = Some(AccountError::Locked(Locked::For(30)));
    assert_eq!(guess("guess"), locked);
    assert_eq!(guess(BOB.1), locked);
}

#[test]
fn a_new_password_keeps_the_rules_and_is_a_new_one() {
    let desk = Desk::open();
    for (new, error) in [
        ("short", PasswordError::TooShort { min: 15 }),
        ("passwordpassword", PasswordError::Common),
        ("bob builder bob", PasswordError::OwnWords),
    ] {
        let refused = refused(&desk, BOB.1, to(new));
        assert_eq!(refused, Some(AccountError::Field(error.into())), "{new}");
    }
    assert_eq!(refused(&desk, BOB.1, to(BOB.1)), Some(AccountError::Same));
}

#[test]
fn name_and_address_are_changed_and_the_address_of_another_user_is_refused() {
    let desk = Desk::open();
    let details = |first: &str, last: &str, email: &str| {
        AccountChange::Details(UserInput::new("", email, PersonName::new(first, last)))
    };
    for (what, error) in [
        (
            details(" ", "B", "bob@example.org"),
            UserFieldError::NameMissing.into(),
        ),
        (
            details("Rob", "B", "no address"),
            UserFieldError::from(EmailError::Form).into(),
        ),
        (
            details("Rob", "B", "ADA@example.org"),
            AccountError::EmailTaken,
        ),
        (
            details("Rob", "B", "ada"),
            UserFieldError::from(EmailError::Form).into(),
        ),
    ] {
        assert_eq!(refused(&desk, BOB.1, what), Some(error));
    }
    let session = desk.sign_in(BOB).expect("in");
    let what = details("Rob", "Builder", "rob@example.org");
    let changed = change(&desk, &session, BOB.1, what).expect("changed");
    let user = changed.session_view.session.user();
    assert_eq!(user.display_name(), "Rob Builder");
    assert!(desk.sign_in(("rob@example.org", BOB.1)).is_some());
    assert!(
        desk.text().contains("Rob Builder"),
        "the older form as well"
    );
}

#[test]
fn r43_remembered_computers_are_listed_and_can_be_forgotten_one_by_one_or_all() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    let listed = |session: &Session| desk.service.account().devices(session).expect("listed");
    assert_eq!(listed(&session), []);
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    desk.clock.advance(60);
    let devices = listed(&session);
    assert!(devices[0].is_this && !devices[0].name.is_empty());
    assert_eq!(devices[0].now - devices[0].since, 60);
    let ada = desk.sign_in(ADA).expect("in");
    assert_eq!(listed(&ada), [], "a user sees only their own");
    let forget = AccountChange::ForgetDevice(devices[0].id);
    change(&desk, &session, BOB.1, forget).expect("forgotten");
    assert_eq!(listed(&session), []);
    assert!(!desk.resumes());

    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    change(&desk, &session, BOB.1, AccountChange::SignOutEverywhere).expect("out");
    assert!(!desk.resumes());
}

#[test]
fn r43_only_an_administrator_can_end_sessions_of_others() {
    let desk = Desk::open();
    let (ada, bob) = (
        desk.sign_in(ADA).expect("in"),
        desk.sign_in(BOB).expect("in"),
    );
    let end = |by| desk.service.users().sign_out_everywhere(by, "bob");
    assert!(end(Caller::Session(&bob)).is_err());
    assert!(desk.service.sessions().refresh(&bob).is_ok());
    assert!(end(Caller::Session(&ada)).is_ok());
    assert_eq!(
        desk.service.sessions().refresh(&bob).err(),
        Some(RefreshError::Ended)
    );
}

#[test]
fn r35_account_notices_are_shown_once_at_the_next_sign_in() {
    let desk = Desk::open();
    let told = |password: &str| -> Vec<AccountEvent> {
        let session_view = desk.enter((BOB.0, password)).expect("in");
        session_view
            .account_events
            .iter()
            .map(|(event, _)| *event)
            .collect()
    };
    assert_eq!(told(BOB.1), []);
    desk.codes_of(BOB);
    let session = desk.sign_in(BOB).expect("in");
    let at = desk.ports.clock.now();
    change(&desk, &session, BOB.1, to(NEW)).expect("changed");
    desk.clock.advance(3_600);
    let password = secret("set with write access");
    let session_view = desk.enter((BOB.0, NEW)).expect("in");
    assert_eq!(
        session_view.account_events,
        [(AccountEvent::PasswordChanged, at)]
    );
    desk.service
        .users()
        .set_password(Caller::LocalOwner(Operator::assume()), "bob", &password)
        .expect("set");
    assert_eq!(told(password.expose()), [AccountEvent::PasswordSet]);
    assert_eq!(told(password.expose()), []);
}
