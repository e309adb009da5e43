//! A user, or a host app, at a till that wants to see or do more than the users who are signed in there may.

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::throttle::Attempts;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{
    AttemptKey, AuditFilter, AuditUser, Edit, StateError, StoreError,
};
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::users::query::{Span, UserQuery};
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::users::{Role, Username};

use super::{outage, till};
use crate::harness::{ADA, Admin, BOB, Desk, secret, typed_user};

fn names(desk: &Desk) -> Vec<String> {
    let snapshot = desk.ports.credentials.read().expect("read");
    let users = snapshot.users.iter();
    users
        .map(|user| user.username.as_str().to_owned())
        .collect()
}

fn patch(name: &str, patch: UserPatch) -> Edit {
    Edit::Update(vec![(Username::parse(name).expect("a name"), patch)])
}

fn lock(desk: &Desk, session: &Session) {
    let locked = desk.service.sessions().lock(session, LockReason::Locked);
    assert_eq!(locked, Ok(()));
}

/// The next user of a till looks for what the one before has left.
#[test]
fn r48_nothing_of_the_previous_user_is_left_at_a_till() {
    let (desk, _) = till();
    let ada = desk.sign_in(ADA).expect("in");
    assert_eq!(names(&desk), ["ada"]);
    assert_eq!(desk.service.sessions().sign_out(&ada), Ok(()));
    assert!(names(&desk).is_empty());
    let bob = desk.sign_in(BOB).expect("in");
    assert_eq!(names(&desk), ["bob"]);
    let snapshot = desk.ports.credentials.read().expect("read");
    let pages: Vec<_> = snapshot
        .settings
        .views
        .iter()
        .map(|page| &*page.title)
        .collect();
    assert_eq!(pages, ["Till"], "none of an administrator");
    let filter = AuditFilter {
        user: Some(AuditUser::Account(ada.user().id)),
        since: None,
        kind: None,
        limit: 100,
    };
    let theirs = desk.ports.audit_log.activity(&filter);
    assert!(matches!(theirs, Err(StateError::Denied(_))));
    let own = desk.service.audit_log().of_session(&bob).expect("listed");
    assert!(own.iter().all(|record| record.event.who != "ada"));
    let mut signed_in = own.iter().map(|record| record.event.kind);
    assert!(signed_in.any(|kind| kind == AuditKind::SignIn));
}

/// A host app calls the stores of a till itself.
#[test]
fn r48_a_host_app_at_a_till_changes_no_other_user_and_no_counter() {
    let (desk, _) = till();
    let bob = desk.sign_in(BOB).expect("in");
    let snapshot = desk.ports.credentials.read().expect("read");
    let hash = snapshot.users.find(BOB.0).and_then(|bob| bob.hash.clone());
    let is_admin = UserPatch {
        roles: Some(Role::parse("admin").into_iter().collect()),
        ..UserPatch::default()
    };
    let needs_no_change = UserPatch {
        must_change_password: Some(true),
        ..UserPatch::default()
    };
    let refused = [
        patch("ada", UserPatch::password(hash.expect("something"))),
        patch("bob", is_admin),
        patch("bob", needs_no_change),
        Edit::Remove(Username::parse("ada").expect("a name")),
        Edit::Set(Vec::new()),
    ];
    for edit in refused {
        let applied = desk.ports.credentials.apply(&edit, &snapshot.revision);
        assert_eq!(applied.err(), Some(StoreError::Restricted), "{edit:?}");
    }
    assert!(!bob.has_ended() && !bob.has_role(Admin));
    let attempts = &desk.ports.attempts;
    let reset = attempts.attempts(&AttemptKey([0; 32]), &|_| Attempts::default());
    assert!(matches!(reset, Err(StateError::Denied(_))));
    let owner = Caller::LocalOwner(Operator::assume());
    let unlocked = desk.service.users().unlock(owner, "ada");
    assert_eq!(
        unlocked.err(),
        Some(UserError::Store(StoreError::Restricted))
    );
}

/// A host app keeps a copy of an administrator's session, and manages users after the sign-out, or after the administrator was
/// demoted at the office.
#[test]
fn r74_r50_a_copy_of_the_session_of_an_administrator_manages_no_users_afterwards() {
    let is_refused = |desk: &Desk, copy: &Session| {
        let (users, caller) = (desk.service.users(), Caller::Session(copy));
        let part = (&UserQuery::default(), Span::default());
        let mallory = typed_user("mallory", "m@example.org", "Mallory");
        let roles = UserChange::default().roles(["admin"]);
        let refusals = [
            users.list_part(caller, part, None).err(),
            users.add(caller, &mallory, &["admin"]).err(),
            users.change(caller, BOB.0, &roles).err(),
            users.start_reset(caller, BOB.0).err(),
        ];
        refusals.iter().all(|refusal| {
            let is_it =
                |error: &UserError| matches!(error, UserError::Ended | UserError::NotAllowed);
            refusal.as_ref().is_some_and(is_it)
        })
    };
    let (desk, _) = till();
    let ada = desk.sign_in(ADA).expect("in");
    let copy = ada.clone();
    assert!(!is_refused(&desk, &copy));
    assert_eq!(desk.service.sessions().sign_out(&ada), Ok(()));
    assert!(is_refused(&desk, &copy));
    let (desk, _) = till();
    // Another administrator remains.
    desk.edit("      disabled: true\n", "");
    let ada = desk.sign_in(ADA).expect("in");
    desk.edit("roles: [admin]", "roles: [till]");
    assert!(is_refused(&desk, &ada));
    let refreshed = desk.service.sessions().refresh(&ada);
    assert!(refreshed.is_ok_and(|view| !view.session.has_role(Admin)));
}

/// A manager of users wants to be an administrator.
#[test]
fn r50_a_manager_at_a_till_gives_no_permission_that_they_lack() {
    let desk = Desk::open();
    desk.edit(
        "views:",
        "roles: {till: {permissions: [manage_users]}}\nviews:",
    );
    let (desk, _) = super::till_of(desk);
    let bob = desk.sign_in(BOB).expect("in");
    let (users, caller) = (desk.service.users(), Caller::Session(&bob));
    let roles = |name: &str, roles: [&str; 1]| {
        users.change(caller, name, &UserChange::default().roles(roles))
    };
    let mallory = typed_user("mallory", "m@example.org", "Mallory");
    let refused = [
        roles(BOB.0, ["admin"]),
        roles("gus", ["admin"]),
        roles(ADA.0, ["till"]),
        users.add(caller, &mallory, &["admin"]).map(drop),
        users.start_reset(caller, ADA.0).map(drop),
        users.remove(caller, ADA.0),
        users.unlock(caller, ADA.0),
        users.rename(caller, ADA.0, "nora"),
    ];
    for (number, refusal) in refused.iter().enumerate() {
        assert!(refusal.is_err(), "{number}");
    }
    assert!(roles("gus", ["till"]).is_ok(), "what they have");
}

/// An administrator unlocks during an outage, and hands the window to a colleague, who uses it when the server is back.
#[test]
fn r47_a_colleague_administers_at_a_till_that_was_unlocked_without_the_server() {
    let (desk, server) = till();
    let ada = desk.sign_in(ADA).expect("in");
    lock(&desk, &ada);
    server.fail_with(Some(outage()));
    let unlocked = desk.service.sessions().unlock(&ada, &secret(ADA.1).into());
    let unlocked = unlocked.expect("unlocked").session;
    server.fail_with(None);
    let (users, required) = (
        desk.service.users(),
        Some(UserError::ReauthenticationRequired),
    );
    // A copy from before, whose password was just entered, is no better.
    for session in [&unlocked, &ada] {
        let caller = Caller::Session(session);
        let roles = UserChange::default().roles(["admin"]);
        assert_eq!(users.change(caller, BOB.0, &roles).err(), required);
        assert_eq!(users.remove(caller, BOB.0).err(), required);
        assert_eq!(users.start_reset(caller, BOB.0).err(), required);
        assert!(desk.service.remember_me().remember(session).is_err());
    }
}

/// A user who was disabled at the office unlocks with the cable pulled, and plugs it in.
#[test]
fn r42_a_disabled_user_unlocks_at_a_till_with_the_cable_pulled() {
    let (desk, server) = till();
    let bob = desk.sign_in(BOB).expect("in");
    lock(&desk, &bob);
    server.fail_with(Some(outage()));
    desk.edit("roles: [till]\n", "roles: [till]\n      disabled: true\n");
    let sessions = desk.service.sessions();
    let unlocked = sessions.unlock(&bob, &secret(BOB.1).into());
    let unlocked = unlocked.expect("unlocked").session;
    server.fail_with(None);
    assert!(sessions.refresh(&unlocked).is_err() && unlocked.has_ended());
    assert_eq!(server.open_sessions(), 0);
    assert!(names(&desk).is_empty());
}

/// The next user at a till uses what the one before has parked there.
#[test]
fn r113_a_parked_session_at_a_till_reads_and_changes_nothing() {
    let (desk, _) = till();
    let ada = desk.sign_in(ADA).expect("in");
    lock(&desk, &ada);
    ada.park();
    let bob = desk.sign_in(BOB).expect("in");
    let change = AccountChange::SignOutEverywhere;
    let changed = desk
        .service
        .account()
        .change(&ada, &secret(ADA.1).into(), change);
    assert_eq!(changed.err(), Some(AccountError::Ended));
    let part = (&UserQuery::default(), Span::default());
    let users = desk.service.users();
    assert!(users.list_part(Caller::Session(&ada), part, None).is_err());
    assert!(desk.service.sessions().refresh(&ada).is_err());
    assert!(!ada.has_role(Admin));
    let continued = desk.service.sessions().continue_parked(&ada, &bob);
    assert!(continued.is_err(), "that of another user");
}

/// A program that logs everything at a till.
#[test]
fn r53_debug_output_of_what_a_till_reads_has_no_hash_of_a_user() {
    let (desk, _) = till();
    let all = desk.text();
    let _bob = desk.sign_in(BOB).expect("in");
    let snapshot = desk.ports.credentials.read().expect("read");
    let bob = snapshot.users.find(BOB.0).expect("there");
    let hash = bob.hash.as_ref().expect("something");
    assert!(!all.contains(hash.as_str()), "it opens nothing");
    assert!(!format!("{snapshot:?}").contains(hash.as_str()));
}
