//! Changes of many users at once, lists of all users, and who may register: the same as on a trusted computer.

use std::collections::{BTreeMap, HashSet};

use crate::domain::audit::AuditKind;
use crate::domain::email::Email;
use crate::domain::role::{Permission, Role, RoleChange};
use crate::domain::user::UserPatch;
use crate::service::Session;
use crate::service::audit::AuditQuery;
use crate::service::caller::Caller;
use crate::service::ports::{Cancellation, Setting};
use crate::service::users::UserError;
use crate::service::users::bulk::{BulkAction, BulkChange};
use crate::service::users::import::Progress;
use crate::service::users::query::{Span, UserQuery};
use crate::testing::conformance::authority::desk::{AuthoritySite, Computer, Desk, PASSWORD};

/// Users whom an administrator changes, some of whom may not be changed by all, or are that way already.
const NAMES: [&str; 6] = ["ada", "bob", "cleo", "dora", "emil", "fay"];

fn role(name: &str) -> Role {
    Role::parse(name).expect("a role")
}

/// A site whose role `lead` manages users and sees the activity: Bob and Dora have it, and Emil is another administrator.
fn prepare<S: AuthoritySite>(desk: &Desk<S>) {
    let permissions = vec![Permission::ManageUsers, Permission::SeeActivity];
    let pages = Vec::new();
    desk.set(Setting::Role(
        role("lead"),
        RoleChange::Set { permissions, pages },
    ));
    for (name, roles) in [
        ("dora", ["lead"].as_slice()),
        ("emil", &["admin"]),
        ("fay", &[]),
    ] {
        desk.add(name, |user| {
            user.roles = roles.iter().map(|name| role(name)).collect();
        });
    }
    let roles = Some(vec![role("till"), role("lead")]);
    desk.patch(
        "bob",
        UserPatch {
            roles,
            ..UserPatch::default()
        },
    );
    let disabled = Some(true);
    for name in ["dora", "fay"] {
        desk.patch(
            name,
            UserPatch {
                disabled,
                ..UserPatch::default()
            },
        );
    }
}

/// Makes a change of all users, and returns what came of it.
fn make<S: AuthoritySite>(
    desk: &Desk<S>,
    (computer, session): (&Computer, &Session),
    (action, is_confirmed): (BulkAction, bool),
) -> String {
    let all = desk.trusted.read();
    let account = |name: &&str| {
        let user = all.users.find(name).expect("a user");
        (user.id, (*name).to_owned())
    };
    let change = BulkChange {
        action,
        users: NAMES.iter().map(account).collect(),
        is_confirmed,
    };
    let (progress, cancellation) = (Progress::default(), Cancellation::default());
    let users = computer.service.users();
    let made = users.change_many(Caller::Session(session), &change, &progress, &cancellation);
    match made {
        Ok(summary) => {
            let refused: BTreeMap<_, _> = summary.refused.into_iter().collect();
            let codes: Vec<_> = summary.codes.iter().map(|(name, _)| name).collect();
            let counts = (summary.changed, summary.unchanged);
            format!("{counts:?} {refused:?} {codes:?}")
        }
        Err(error) => format!("{error:?}"),
    }
}

/// Returns what can be changed of all users.
fn state<S: AuthoritySite>(desk: &Desk<S>) -> Vec<String> {
    let all = desk.trusted.read();
    let users = all.users.iter().map(|user| {
        let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
        let has_code = user.key_vault.reset.is_some();
        let name = user.username.as_str();
        format!("{name} {roles:?} {} {has_code}", user.disabled)
    });
    users.collect()
}

/// Makes all changes on a computer, and returns what came of each, the users, and the records.
fn changes<S: AuthoritySite>(desk: &Desk<S>, computer: &Computer) -> Vec<String> {
    prepare(desk);
    let mut told = Vec::new();
    for name in ["cleo", "bob", "ada"] {
        let view = computer.enter(name, PASSWORD);
        let session = &view.session;
        let give = |name: &str| BulkAction::GiveRole(name.to_owned());
        let take = |name: &str| BulkAction::TakeRole(name.to_owned());
        for (action, is_confirmed) in [
            (give("clerk"), false),
            (give("lead"), false),
            (give("lead"), true),
            (give("admin"), true),
            (give(""), true),
            (take("clerk"), false),
            (BulkAction::NewCode, false),
            (BulkAction::Enable, false),
            (BulkAction::Enable, true),
            (BulkAction::Disable, false),
            (BulkAction::Enable, true),
            (take("admin"), false),
        ] {
            let named = format!("{name} {action:?} {is_confirmed}");
            let made = make(desk, (computer, session), (action, is_confirmed));
            told.push(format!("{named}: {made}"));
            told.extend(state(desk));
        }
    }
    let view = computer.enter("ada", PASSWORD);
    let log = computer.service.audit_log();
    let filter = log.filter(&AuditQuery::latest(500));
    let report = log.report(Caller::Session(&view.session), &filter);
    let report = report.unwrap_or_else(|error| panic!("the records: {error}"));
    let mut records: Vec<_> = report
        .records
        .iter()
        .filter(|record| record.event.kind == AuditKind::Users)
        // A restricted computer itself refuses who has no permission.
        .filter(|record| record.event.who != "cleo")
        .map(|record| {
            let of = &record.event;
            format!("{} {} {} {}", of.who, of.whom, of.is_done, of.detail)
        })
        .collect();
    // Those of one call can be in another order.
    records.sort();
    told.extend(records);
    told
}

/// The server decides as the use case does, and records the same.
pub(super) fn as_on_a_trusted_computer<S: AuthoritySite>(one: &Desk<S>, other: &Desk<S>) {
    let there = changes(one, &one.trusted);
    let here = changes(other, &other.restricted());
    for (there, here) in there.iter().zip(&here) {
        assert_eq!(here, there, "restricted, and trusted");
    }
    assert_eq!(here.len(), there.len());
}

/// The table of all users and that of some have what they have on a trusted computer.
pub(super) fn tables<S: AuthoritySite>(desk: &Desk<S>) {
    prepare(desk);
    let till = desk.restricted();
    let view = till.enter("ada", PASSWORD);
    let here = Caller::Session(&view.session);
    let there = desk.trusted.enter("emil", PASSWORD);
    let there = Caller::Session(&there.session);
    let (users, trusted) = (till.service.users(), desk.trusted.service.users());
    let table = users.export(here);
    assert!(table.is_ok(), "{table:?}");
    assert_eq!(table, trusted.export(there));
    let all = desk.trusted.read();
    let some = ["bob", "fay"].map(|name| all.users.find(name).expect("a user").id);
    let some: HashSet<_> = some.into();
    assert_eq!(
        users.export_of(here, &some),
        trusted.export_of(there, &some)
    );
    let cleo = till.enter("cleo", PASSWORD);
    let refused = users.export(Caller::Session(&cleo.session));
    assert_eq!(refused, Err(UserError::NotAllowed));
}

/// Addresses are allowed to register, and users who wait are counted.
pub(super) fn who_may_register<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let view = till.enter("ada", PASSWORD);
    let here = Caller::Session(&view.session);
    let allowed = till.service.allowed_emails();
    let addresses = ["Zoe@example.org", "kim@example.org"].map(str::to_owned);
    assert_eq!(allowed.add(here, &addresses), Ok(2));
    assert_eq!(allowed.add(here, &addresses[..1]), Ok(0));
    assert_eq!(allowed.list(here), Ok(addresses.to_vec()));
    let snapshot = desk.trusted.read();
    let there = snapshot.allowed_emails.iter().map(Email::as_str);
    assert!(there.eq(addresses.iter().map(String::as_str)));
    let taken = allowed.add(
        here,
        &["x@example.org".to_owned(), "BOB@example.org".to_owned()],
    );
    assert_eq!(taken, Err(UserError::EmailTaken("bob".to_owned())));
    assert_eq!(allowed.remove(here, "zoe@example.org"), Ok(()));
    assert_eq!(
        allowed.remove(here, "zoe@example.org"),
        Err(UserError::Unknown)
    );
    assert_eq!(desk.trusted.read().allowed_emails.len(), 1);
    assert_eq!(till.enter("ada", PASSWORD).waiting, 0);
    desk.patch(
        "cleo",
        UserPatch {
            is_pending: Some(true),
            ..UserPatch::default()
        },
    );
    assert_eq!(till.enter("ada", PASSWORD).waiting, 1);
    let query = (&UserQuery::default(), Span::default());
    let list = till.service.users().list_part(here, query, None);
    let list = list.unwrap_or_else(|error| panic!("the list: {error}"));
    let waiting = list.waiting.iter().filter_map(|at| list.rows.get(*at));
    assert!(waiting.map(|row| row.username.as_str()).eq(["cleo"]));
    assert_eq!((list.waiting_count(), list.invited_count()), (1, 1));
    assert_eq!(till.enter("bob", PASSWORD).waiting, 0, "not for all");
}
