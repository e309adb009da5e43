//! Staying signed in over restarts, as use cases.

use std::sync::Arc;

use egui_authenticator::domain::remember_me::TokenHash;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::ports::{SessionStore, StateError, TokenVault, VaultError};
use egui_authenticator::service::remember_me::{RememberError, Resumed};
use egui_authenticator::service::session::SignInMethod;

use crate::harness::platform::OtherPlatform;
use crate::harness::{ADA, BOB, Desk, USERS};

fn remembered(who: (&str, &str)) -> Desk {
    let desk = Desk::open();
    let session = desk.sign_in(who).expect("signed in");
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    desk
}

#[test]
fn a_remembered_user_is_signed_in_after_a_restart() {
    let desk = remembered(BOB);
    let session_view = desk
        .restarted()
        .remember_me()
        .resume()
        .session_view()
        .expect("still in");
    assert_eq!(session_view.session.user().username.as_str(), "bob");
    assert_eq!(session_view.session.how(), SignInMethod::Token);
    assert_eq!(session_view.pages.len(), 1);
}

#[test]
fn r37_the_state_store_does_not_hold_the_token() {
    let desk = remembered(BOB);
    let record = desk.state.remembered().expect("read").expect("there");
    let token = desk.vault.read().expect("read").expect("there");
    let secret = token
        .expose()
        .rsplit('.')
        .next()
        .expect("a secret")
        .to_owned();
    assert_eq!(secret.len(), 64);
    assert!(!format!("{record:?}").contains(&secret));
}

#[test]
fn r40_a_remembered_sign_in_ends_on_its_day() {
    let desk = remembered(BOB);
    desk.clock.advance(30 * 86_400 - 1);
    assert!(desk.resumes());
    desk.clock.advance(1);
    assert!(!desk.resumes());
    assert_eq!(desk.state.remembered(), Ok(None));
    assert!(desk.vault.read().expect("read").is_none());
}

#[test]
fn r40_fewer_days_in_the_file_hold_for_tokens_that_are_out_already() {
    let desk = remembered(BOB);
    desk.clock.advance(2 * 86_400);
    desk.edit("credentials:", "cookie: {expiry_days: 1}\ncredentials:");
    assert!(!desk.resumes());
}

#[test]
fn r40_zero_days_turn_off_remember_me() {
    let desk = Desk::with(&format!("cookie: {{expiry_days: 0}}\n{USERS}"));
    desk.service.set_up().open().expect("opened");
    let session = desk.sign_in(BOB).expect("signed in");
    assert_eq!(
        desk.service.remember_me().remember(&session),
        Err(RememberError::NotPossible)
    );
    assert!(desk.vault.read().expect("read").is_none());
}

#[test]
fn r41_a_token_that_was_copied_before_the_sign_out_is_worthless() {
    let desk = remembered(BOB);
    let copy = desk.vault.read().expect("read").expect("there");
    let session = desk.sign_in(BOB).expect("signed in");
    desk.service
        .sessions()
        .sign_out(&session)
        .expect("signed out");
    assert!(desk.vault.read().expect("read").is_none());
    desk.vault.write(&copy).expect("replayed");
    assert!(!desk.resumes());
}

#[test]
fn r41_the_record_ends_even_when_the_keyring_fails() {
    let desk = remembered(BOB);
    let session = desk.sign_in(BOB).expect("signed in");
    desk.vault.fail_with(Some(VaultError::Locked));
    let failed = desk.service.sessions().sign_out(&session);
    assert_eq!(failed, Err(RememberError::Vault(VaultError::Locked)));
    desk.vault.fail_with(None);
    assert!(!desk.resumes());
}

#[test]
fn another_password_ends_a_remembered_sign_in() {
    let desk = remembered(BOB);
    let text = desk.text();
    let start = text.find("bob:").expect("bob");
    let hash_at = start + text[start..].find('$').expect("a hash");
    let hash = text[hash_at..].lines().next().expect("a line");
    desk.edit(hash, "a password that was set by hand");
    desk.service.set_up().open().expect("opened");
    assert!(!desk.resumes());
}

#[test]
fn a_disabled_or_deleted_user_is_not_remembered() {
    for (from, to) in [
        ("name: Bob Builder", "disabled: true"),
        ("    bob:", "    rob:"),
    ] {
        let desk = remembered(BOB);
        desk.edit(from, to);
        assert!(!desk.resumes(), "{to}");
    }
}

#[test]
fn a_tampered_token_does_not_sign_in() {
    for change in ["ea1.", "ea2.", ""] {
        let desk = remembered(BOB);
        let token = desk.vault.read().expect("read").expect("there");
        let text = token.expose();
        let mut last = text.to_owned();
        let end = if last.pop() == Some('0') { '1' } else { '0' };
        last.push(end);
        let changed = if change.is_empty() {
            last
        } else {
            text.replacen("ea1.", change, 1).replace('a', "b")
        };
        desk.vault
            .write(&crate::harness::secret(&changed))
            .expect("written");
        assert!(!desk.resumes(), "{change}");
    }
}

#[test]
fn r44_a_clock_that_was_set_back_asks_for_the_password() {
    let desk = remembered(BOB);
    desk.clock.advance(-3600);
    assert!(!desk.resumes());
}

#[test]
fn r45_a_locked_keyring_keeps_the_sign_in_for_later() {
    let desk = remembered(BOB);
    desk.vault.fail_with(Some(VaultError::Locked));
    assert!(!desk.resumes());
    desk.vault.fail_with(None);
    assert!(desk.resumes());
}

#[test]
fn r45_the_keyring_is_not_used_if_no_user_is_remembered() {
    let desk = Desk::open();
    assert!(desk.service.remember_me().resume().session_view().is_none());
    assert_eq!(desk.vault.calls(), 0);
}

#[test]
fn nothing_is_remembered_when_the_keyring_fails() {
    let desk = Desk::open();
    let session = desk.sign_in(ADA).expect("signed in");
    desk.vault.fail_with(Some(VaultError::Slow));
    let failed = desk.service.remember_me().remember(&session);
    assert_eq!(failed, Err(RememberError::Vault(VaultError::Slow)));
    assert_eq!(desk.state.remembered(), Ok(None));
}

#[test]
fn r25_a_failing_state_store_means_not_signed_in() {
    let desk = remembered(BOB);
    desk.state
        .fail_with(Some(StateError::Unavailable("disk on fire".to_owned())));
    assert!(!desk.resumes());
}

fn token(desk: &Desk) -> Secret {
    desk.vault.read().expect("read").expect("a token")
}

fn put_back(desk: &Desk, token: &Secret) {
    desk.vault.write(token).expect("written");
}

#[test]
fn r38_the_token_is_another_one_after_every_use() {
    let desk = remembered(BOB);
    let mut seen = vec![token(&desk).expose().to_owned()];
    for _ in 0..5 {
        assert!(desk.resumes());
        let now = token(&desk).expose().to_owned();
        assert!(!seen.contains(&now));
        seen.push(now);
    }
}

#[test]
fn r38_a_crash_between_record_and_keyring_neither_ends_a_session_nor_raises_an_alarm() {
    let desk = remembered(BOB);
    for _ in 0..20 {
        let before = token(&desk);
        assert!(desk.resumes());
        // The keyring never got the new one.
        put_back(&desk, &before);
    }
    assert!(desk.resumes());
}

#[test]
fn r38_two_simultaneous_starts_both_sign_in_and_either_token_stays_valid() {
    for winner in 0..2 {
        let desk = remembered(BOB);
        let shown = token(&desk);
        let mut made = Vec::new();
        for _ in 0..2 {
            put_back(&desk, &shown);
            assert!(desk.resumes());
            made.push(token(&desk));
        }
        put_back(&desk, &made[winner]);
        assert!(desk.resumes(), "{winner}");
    }
}

#[test]
fn r39_a_copy_that_is_shown_too_late_ends_the_sign_in_and_says_so() {
    let desk = remembered(BOB);
    let copy = token(&desk);
    for _ in 0..2 {
        assert!(desk.resumes());
    }
    let rightful = token(&desk);
    put_back(&desk, &copy);
    assert!(matches!(
        desk.restarted().remember_me().resume(),
        Resumed::Reused
    ));
    put_back(&desk, &rightful);
    assert!(!desk.resumes(), "it is over for both");
}

#[test]
fn r44_a_clock_that_is_behind_the_last_use_asks_for_the_password() {
    let desk = remembered(BOB);
    desk.clock.advance(86_400);
    assert!(desk.resumes());
    desk.clock.advance(-301);
    assert!(!desk.resumes());
}

#[test]
fn r46_a_token_that_was_carried_to_another_computer_is_refused() {
    let desk = remembered(BOB);
    let elsewhere = desk.restarted_with(|ports| {
        ports.platform = Arc::new(OtherPlatform {
            device: Some((TokenHash([9; 32]), "another computer")),
            ..OtherPlatform::new(&ports.platform)
        });
    });
    assert!(elsewhere.remember_me().resume().session_view().is_none());
    assert!(!desk.resumes(), "and it is over");
}
