//! The same change of several users: each is checked like a change of one, and nothing is given to many at once that takes
//! more than a click for one.

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::user::User;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AuditFilter, Cancellation};
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::bulk::{BulkAction, BulkChange, BulkSummary};
use egui_authenticator::service::users::import::Progress;

use super::{roles, session, staffed};
use crate::harness::{Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const TEN_MINUTES: i64 = 600;

fn user(desk: &Desk, name: &str) -> User {
    desk.service.users().find(OWNER, name).expect("there")
}

fn wanted(desk: &Desk, action: BulkAction, names: &[&str]) -> BulkChange {
    let users = names
        .iter()
        .map(|name| (user(desk, name).id, (*name).to_owned()));
    BulkChange {
        action,
        users: users.collect(),
        is_confirmed: true,
    }
}

fn run(desk: &Desk, by: Caller<'_>, change: &BulkChange) -> Result<BulkSummary, UserError> {
    let (progress, cancellation) = (Progress::default(), Cancellation::default());
    desk.service
        .users()
        .change_many(by, change, &progress, &cancellation)
}

fn refused(summary: &BulkSummary) -> Vec<(&str, &UserError)> {
    let refused = summary.refused.iter();
    refused
        .map(|(name, error)| (name.as_str(), error))
        .collect()
}

#[test]
fn several_users_are_disabled_and_enabled_in_one_edit() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let change = wanted(&desk, BulkAction::Disable, &["bob", "max", "eve"]);
    let summary = run(&desk, by, &change).expect("allowed");
    assert_eq!(
        (summary.changed, summary.unchanged),
        (2, 1),
        "eve was before"
    );
    assert!(summary.refused.is_empty() && summary.codes.is_empty());
    assert!(
        ["bob", "max", "eve"]
            .iter()
            .all(|name| user(&desk, name).disabled)
    );
    let change = wanted(&desk, BulkAction::Enable, &["bob", "max"]);
    assert_eq!(run(&desk, by, &change).expect("allowed").changed, 2);
    assert!(!user(&desk, "bob").disabled);
}

/// Returns the latest records of changes of users, the latest first.
fn records(desk: &Desk, limit: u32) -> Vec<(String, String, bool)> {
    let filter = AuditFilter {
        since: None,
        user: None,
        kind: Some(AuditKind::Users),
        limit,
    };
    let records = desk.service.audit_log().list(OWNER, &filter).expect("read");
    let events = records.into_iter().map(|record| record.event);
    events
        .map(|event| (event.whom, event.detail.to_string(), event.is_done))
        .collect()
}

#[test]
fn r66_a_change_of_several_has_a_record_before_it_is_made_and_one_for_each_user() {
    let desk = staffed();
    let max = session(&desk, "max");
    let change = wanted(&desk, BulkAction::Disable, &["bob", "gus", "ada"]);
    assert!(run(&desk, Caller::Session(&max), &change).is_ok());
    let expected = [
        ("ada", "not allowed", false),
        ("gus", "disabled", true),
        ("bob", "disabled", true),
        ("", "several users: disable 2", true),
    ];
    let found = records(&desk, 4);
    let found: Vec<_> = found
        .iter()
        .map(|(whom, detail, is_done)| (whom.as_str(), detail.as_str(), *is_done))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn r35_users_are_told_of_codes_that_were_made_for_several() {
    let desk = staffed();
    let change = wanted(&desk, BulkAction::NewCode, &["bob", "max"]);
    assert_eq!(run(&desk, OWNER, &change).expect("allowed").changed, 2);
    let found = records(&desk, 2);
    assert!(
        found.iter().all(|(_, detail, _)| detail == "reset_started"),
        "{found:?}"
    );
    for name in ["bob", "max"] {
        let password = if name == "bob" {
            crate::harness::BOB.1.to_owned()
        } else {
            super::password_of(name)
        };
        let view = desk
            .service
            .sign_in()
            .with_password(name, &secret(&password));
        let view = view.expect("right").session_view().expect("in");
        assert_eq!(view.account_events.len(), 1, "{name}");
    }
}

#[test]
fn r96_a_role_with_permissions_is_given_to_several_only_if_that_is_confirmed() {
    let desk = staffed();
    let give = |role: &str| BulkChange {
        is_confirmed: false,
        ..wanted(&desk, BulkAction::GiveRole(role.to_owned()), &["bob"])
    };
    assert_eq!(run(&desk, OWNER, &give("shelf")).expect("none").changed, 1);
    let refused = run(&desk, OWNER, &give("manager")).err();
    assert_eq!(refused, Some(UserError::Unconfirmed));
    // The role gets a permission between the review and the change.
    let late = give("till");
    desk.edit(
        "roles:\n",
        "roles:\n  till: {permissions: [see_activity]}\n",
    );
    assert_eq!(run(&desk, OWNER, &late).err(), Some(UserError::Unconfirmed));
}

#[test]
fn r96_several_users_of_whom_one_has_permissions_are_enabled_only_if_that_is_confirmed() {
    let desk = staffed();
    let disable = wanted(&desk, BulkAction::Disable, &["bob", "kim"]);
    assert_eq!(run(&desk, OWNER, &disable).expect("allowed").changed, 2);
    let enable = |names: &[&str]| BulkChange {
        is_confirmed: false,
        ..wanted(&desk, BulkAction::Enable, names)
    };
    assert!(
        run(&desk, OWNER, &enable(&["bob", "ada"])).is_ok(),
        "ada was not disabled"
    );
    let refused = run(&desk, OWNER, &enable(&["kim"])).err();
    assert_eq!(refused, Some(UserError::Unconfirmed));
    assert!(user(&desk, "kim").disabled);
    let confirmed = wanted(&desk, BulkAction::Enable, &["kim"]);
    assert_eq!(run(&desk, OWNER, &confirmed).expect("allowed").changed, 1);
}

#[test]
fn r51_neither_the_own_account_nor_all_administrators_are_disabled_together() {
    let desk = staffed();
    for name in ["bob", "max"] {
        let given = desk.service.users().change(OWNER, name, &roles(&["admin"]));
        assert_eq!(given, Ok(()));
    }
    let bob = session(&desk, "bob");
    let names = ["ada", "bob", "max"];
    let change = wanted(&desk, BulkAction::Disable, &names);
    let summary = run(&desk, Caller::Session(&bob), &change).expect("allowed");
    assert_eq!(refused(&summary), [("bob", &UserError::OwnAccount)]);
    assert!(!user(&desk, "bob").disabled);
    // The owner of the file has no account, so that one of the administrators has to remain.
    let change = wanted(&desk, BulkAction::Enable, &names);
    assert!(run(&desk, OWNER, &change).is_ok());
    for action in [
        BulkAction::Disable,
        BulkAction::TakeRole("admin".to_owned()),
    ] {
        let change = wanted(&desk, action, &names);
        let summary = run(&desk, OWNER, &change).expect("allowed");
        assert_eq!(summary.changed, 2);
        assert_eq!(refused(&summary), [("max", &UserError::LastAdministrator)]);
        let back = wanted(&desk, BulkAction::Enable, &names);
        assert!(run(&desk, OWNER, &back).is_ok());
    }
}

#[test]
fn r32_a_role_with_permissions_is_given_to_several_by_administrators_only() {
    let desk = staffed();
    let max = session(&desk, "max");
    let give = |role: &str| {
        wanted(
            &desk,
            BulkAction::GiveRole(role.to_owned()),
            &["bob", "gus"],
        )
    };
    // His own role: to one user he may give it.
    for role in ["manager", "admin"] {
        let refused = run(&desk, Caller::Session(&max), &give(role)).err();
        assert_eq!(refused, Some(UserError::NotAllowed), "{role}");
    }
    assert_eq!(user(&desk, "bob").roles.len(), 1);
    let given = run(&desk, Caller::Session(&max), &give("shelf")).expect("no permissions");
    assert_eq!(given.changed, 2);
    let ada = session(&desk, "ada");
    let given = run(&desk, Caller::Session(&ada), &give("manager")).expect("an administrator");
    assert_eq!(given.changed, 2);
}

#[test]
fn r32_users_with_more_permissions_are_left_out_and_named() {
    let desk = staffed();
    let max = session(&desk, "max");
    let names = ["bob", "ada", "cho"];
    for action in [
        BulkAction::Disable,
        BulkAction::NewCode,
        BulkAction::TakeRole("chief".to_owned()),
    ] {
        let change = wanted(&desk, action, &names);
        let summary = run(&desk, Caller::Session(&max), &change).expect("some");
        let expected = ["ada", "cho"].map(|name| (name, &UserError::NotAllowed));
        assert_eq!(refused(&summary), expected);
    }
    assert!(user(&desk, "bob").disabled && !user(&desk, "cho").disabled);
}

#[test]
fn r32_the_right_is_checked_when_the_change_is_made() {
    let desk = staffed();
    let max = session(&desk, "max");
    let change = wanted(&desk, BulkAction::Disable, &["bob"]);
    let demoted = desk.service.users().change(OWNER, "max", &roles(&["till"]));
    assert_eq!(demoted, Ok(()));
    let refused = run(&desk, Caller::Session(&max), &change).err();
    assert_eq!(refused, Some(UserError::NotAllowed));
    assert!(!user(&desk, "bob").disabled);
}

#[test]
fn r47_a_change_of_several_users_asks_for_the_password() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    desk.clock.advance(TEN_MINUTES);
    let change = wanted(&desk, BulkAction::NewCode, &["bob"]);
    let refused = run(&desk, Caller::Session(&ada), &change).err();
    assert_eq!(refused, Some(UserError::ReauthenticationRequired));
}

#[test]
fn r27_codes_are_made_only_for_the_users_who_are_named_and_never_for_the_own_account() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let before = user(&desk, "amy").key_vault;
    let change = wanted(&desk, BulkAction::NewCode, &["bob", "ada", "gus"]);
    let summary = run(&desk, Caller::Session(&ada), &change).expect("allowed");
    let expected = [
        ("ada", &UserError::OwnAccount),
        ("gus", &UserError::NoPassword),
    ];
    assert_eq!(refused(&summary), expected);
    let [(name, code)] = summary.codes.as_slice() else {
        panic!("one code")
    };
    assert_eq!(name, "bob");
    assert!(user(&desk, "amy").key_vault == before);
    let new = secret("a kettle for the back room");
    let recovered = desk.service.recovery().reset_password("bob", code, &new);
    assert_eq!(recovered, Ok(()));
}

#[test]
fn a_cancelled_change_changes_no_user() {
    let desk = staffed();
    let before = desk.text();
    let change = wanted(&desk, BulkAction::Disable, &["bob", "max"]);
    let (progress, cancellation) = (Progress::default(), Cancellation::default());
    cancellation.cancel();
    let users = desk.service.users();
    let summary = users.change_many(OWNER, &change, &progress, &cancellation);
    let summary = summary.expect("allowed");
    assert!(summary.is_cancelled && summary.changed == 0);
    assert_eq!(desk.text(), before);
}

#[test]
fn r66_a_change_of_several_that_could_not_be_saved_is_recorded_as_not_made() {
    let desk = staffed();
    // Nothing is written where the earlier version cannot be kept.
    let backups = desk.config().with_extension("yaml.backups");
    drop(std::fs::remove_dir_all(&backups));
    std::fs::write(&backups, "in the way").expect("written");
    let change = wanted(&desk, BulkAction::Disable, &["bob", "max"]);
    assert!(matches!(
        run(&desk, OWNER, &change),
        Err(UserError::Store(_))
    ));
    let found = records(&desk, 3);
    let found: Vec<_> = found
        .iter()
        .map(|(_, detail, is_done)| (detail.as_str(), *is_done))
        .filter(|(detail, _)| detail.starts_with("several"))
        .collect();
    let detail = "several users: disable 2";
    assert_eq!(found, [(detail, false), (detail, true)]);
}

#[test]
fn a_change_follows_the_account_and_not_the_username() {
    let desk = staffed();
    let change = wanted(&desk, BulkAction::Disable, &["max"]);
    let users = desk.service.users();
    assert_eq!(users.rename(OWNER, "max", "maximilian"), Ok(()));
    assert_eq!(users.rename(OWNER, "amy", "max"), Ok(()));
    assert_eq!(run(&desk, OWNER, &change).expect("allowed").changed, 1);
    assert!(user(&desk, "maximilian").disabled && !user(&desk, "max").disabled);
    let gone = BulkChange {
        users: vec![(AccountId::new([7; 16]), "zoe".to_owned())],
        ..change
    };
    let summary = run(&desk, OWNER, &gone).expect("allowed");
    assert_eq!(refused(&summary), [("zoe", &UserError::Unknown)]);
}
