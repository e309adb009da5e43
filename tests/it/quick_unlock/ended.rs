//! What ends a PIN.

use std::sync::Arc;

use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::domain::remember_me::TokenHash;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::PlatformError;
use egui_authenticator::service::quick_unlock::PinStatus;
use egui_authenticator::service::users::UserChange;

use super::{PIN, desk, desk_with, enter, refusal, renewed, set_pin, unlock, with_pin, words};
use crate::harness::phone::switch_on;
use crate::harness::platform::OtherPlatform;
use crate::harness::{ADA, BOB, Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const HOUR: i64 = 3_600;

/// A change of Bob's account.
type Change = fn(&Desk);

fn change(desk: &Desk, change: AccountChange) {
    let session = desk.sign_in(BOB).expect("signed in");
    let account = desk.service.account();
    let changed = account.change(&session, &secret(BOB.1).into(), change);
    assert!(changed.is_ok());
}

fn disable(desk: &Desk, is_disabled: bool) {
    let change = UserChange::default().disabled(is_disabled);
    let changed = desk.service.users().change(OWNER, "bob", &change);
    assert!(changed.is_ok());
}

const CHANGES: [(&str, Change); 9] = [
    ("a new password", |desk| {
        let new = secret("another long password");
        change(desk, AccountChange::Password(new));
    }),
    ("new recovery codes", |desk| {
        change(desk, AccountChange::RecoveryCodes);
    }),
    ("signed out everywhere", |desk| {
        change(desk, AccountChange::SignOutEverywhere);
    }),
    ("a second factor", |desk| {
        switch_on(desk, BOB);
    }),
    ("other roles", |desk| {
        desk.edit("      roles: [till]", "      roles: [till, office]");
    }),
    ("disabled", |desk| disable(desk, true)),
    ("disabled and enabled", |desk| {
        disable(desk, true);
        disable(desk, false);
    }),
    ("all credentials ended", |desk| {
        let ended = desk.service.users().end_credentials(OWNER, "bob");
        assert!(ended.is_ok());
    }),
    ("another account of the name", |desk| {
        let removed = desk.service.users().remove(OWNER, "bob");
        assert!(removed.is_ok());
    }),
];

#[test]
fn r110_each_change_of_the_account_ends_the_pin() {
    for (name, change) in CHANGES {
        let desk = desk();
        let session = with_pin(&desk, BOB);
        change(&desk);
        let refused = enter(&desk.service, "bob", PIN).err();
        assert_eq!(
            refused,
            Some(AccountError::Quick(QuickRefusal::NoPin)),
            "{name}"
        );
        assert!(unlock(&desk, &session, PIN).is_err(), "{name}");
        assert!(desk.service.quick_unlock().offered().is_empty(), "{name}");
    }
}

#[test]
fn the_audit_log_says_that_a_pin_has_ended_once_it_is_tried_or_the_user_signs_in() {
    for tries in [true, false] {
        let desk = desk();
        drop(with_pin(&desk, BOB));
        change(&desk, AccountChange::SignOutEverywhere);
        if tries {
            assert!(enter(&desk.service, "bob", PIN).is_err());
            assert!(enter(&desk.service, "bob", PIN).is_err());
        }
        drop(renewed(&desk, BOB));
        let ended = words(&desk)
            .into_iter()
            .filter(|(_, word, _)| *word == AuditWord::PinEnded);
        assert_eq!(ended.count(), 1, "{tries}");
    }
}

#[test]
fn a_restored_file_revives_no_pin() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let before = desk.text();
    change(
        &desk,
        AccountChange::Password(secret("another long password")),
    );
    std::fs::write(desk.config(), before).expect("written");
    assert_eq!(refusal(&desk.restarted(), "bob"), Some(QuickRefusal::NoPin));
}

#[test]
fn r110_another_computer_with_everything_of_this_one_has_no_pin() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let elsewhere = desk.restarted_with(|ports| {
        let mut other = OtherPlatform::new(&ports.platform);
        other.device = Some((TokenHash([7; 32]), "the other till"));
        ports.platform = Arc::new(other);
    });
    assert_eq!(refusal(&elsewhere, "bob"), Some(QuickRefusal::NoPin));
}

#[test]
fn r110_a_pin_unlocks_for_twelve_hours_after_the_last_full_sign_in_unless_the_file_says_otherwise()
{
    for (settings, hours) in [
        ("quick: {pin: true}", 12),
        ("quick: {pin: true, hours: 2}", 2),
    ] {
        let desk = desk_with(settings);
        drop(with_pin(&desk, BOB));
        desk.clock.advance(hours * HOUR - 1);
        assert!(enter(&desk.service, "bob", PIN).is_ok());
        desk.clock.advance(1);
        assert_eq!(refusal(&desk.service, "bob"), Some(QuickRefusal::Expired));
        drop(renewed(&desk, BOB));
        assert!(enter(&desk.service, "bob", PIN).is_ok());
    }
}

#[test]
fn r110_a_clock_that_is_set_back_gives_no_more_hours() {
    for restarts in [true, false] {
        let desk = desk();
        drop(with_pin(&desk, BOB));
        desk.clock.advance(14 * HOUR);
        desk.sign_in(ADA).expect("recorded");
        desk.clock.advance(-14 * HOUR + 60);
        let service = if restarts {
            desk.restarted()
        } else {
            desk.service.clone()
        };
        assert_eq!(
            refusal(&service, "bob"),
            Some(QuickRefusal::Expired),
            "{restarts}"
        );
    }
}

#[test]
fn r110_a_restart_of_the_computer_asks_for_the_password_if_the_setting_says_so() {
    let boot = |desk: &Desk, boot: Option<u8>| {
        desk.restarted_with(|ports| {
            let mut other = OtherPlatform::new(&ports.platform);
            let none = PlatformError(String::new());
            other.boot = Some(boot.map(|byte| TokenHash([byte; 32])).ok_or(none));
            ports.platform = Arc::new(other);
        })
    };
    for (settings, expected) in [
        ("quick: {pin: true}", None),
        (
            "quick: {pin: true, until_reboot: true}",
            Some(QuickRefusal::Restarted),
        ),
    ] {
        let mut desk = desk_with(settings);
        desk.service = boot(&desk, Some(1));
        drop(with_pin(&desk, BOB));
        assert_eq!(refusal(&boot(&desk, Some(2)), "bob"), expected);
        assert_eq!(refusal(&boot(&desk, None), "bob"), expected);
        assert_eq!(refusal(&boot(&desk, Some(1)), "bob"), None);
    }
}

#[test]
fn where_a_restart_cannot_be_told_there_is_no_pin_that_ends_with_it() {
    let mut desk = desk_with("quick: {pin: true, until_reboot: true}");
    desk.service = desk.restarted_with(|ports| {
        let mut other = OtherPlatform::new(&ports.platform);
        other.boot = Some(Err(PlatformError(String::new())));
        ports.platform = Arc::new(other);
    });
    let session = desk.sign_in(BOB).expect("signed in");
    let refused = set_pin(&desk, &session, BOB.1, PIN).err();
    assert_eq!(refused, Some(AccountError::Quick(QuickRefusal::Restarted)));
}

#[test]
fn r110_roles_that_confirm_with_a_code_have_no_quick_unlock() {
    let desk = desk();
    drop(with_pin(&desk, ADA));
    desk.edit("views:", "two_step: {reauthenticate_for: [admin]}\nviews:");
    assert_eq!(refusal(&desk.service, "ada"), Some(QuickRefusal::Role));
    let session = desk.sign_in(ADA).expect("signed in");
    let refused = set_pin(&desk, &session, ADA.1, PIN).err();
    assert_eq!(refused, Some(AccountError::Quick(QuickRefusal::Role)));
    let status = desk.service.quick_unlock().status(&session);
    assert_eq!(status, Some(PinStatus::Refused(QuickRefusal::Role)));
}

#[test]
fn a_user_who_has_to_choose_another_password_has_no_pin_until_then() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let required = desk.service.users().require_new_password(OWNER, "bob");
    assert!(required.is_ok());
    assert!(enter(&desk.service, "bob", PIN).is_err());
}
