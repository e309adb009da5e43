//! The use cases of administrators over a real server.

use egui_authenticator::Caller;
use egui_authenticator::service::audit::{AuditQuery, AuditReport};
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::list::Status;
use egui_authenticator::service::users::query::{Column, Span, UserQuery};
use egui_authenticator::use_cases::{UserChange, UserInput};
use egui_authenticator::users::PersonName;

use crate::computers::OWNER;
use crate::restricted_program::{PASSWORD, Shop, Till, secret};

fn add_many(shop: &Shop) {
    for name in ["carl", "dora", "emil", "fay", "gus", "hal"] {
        shop.add(name);
    }
    let users = shop.trusted.users();
    let dora = UserChange::default()
        .disabled(true)
        .roles(["till", "floor"]);
    users.change(OWNER, "dora", &dora).expect("changed");
    let emil = UserChange::default().valid_until("2020-01-01");
    users.change(OWNER, "emil", &emil).expect("changed");
    let fay = UserChange::default().valid_from("2999-01-01");
    users.change(OWNER, "fay", &fay).expect("changed");
    users.require_new_password(OWNER, "gus").expect("required");
    users.start_reset(OWNER, "hal").expect("a code");
    let new = UserInput::new("ida", "ida@example.org", PersonName::new("Ida", "Ångström"));
    users.add(OWNER, &new, &["till"]).expect("added");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_list_from_the_server_is_the_list_of_a_trusted_computer() {
    let shop = Shop::open();
    add_many(&shop);
    let till = Till::over(&shop.address("till1"));
    for _ in 0..5 {
        assert!(till.enter("carl", "a wrong password").is_err());
    }
    let view = till.enter("ada", PASSWORD).expect("in");
    let (ada, users) = (Caller::Session(&view.session), till.service.users());
    let whole = shop.trusted.users().list(OWNER).expect("all");
    let columns = [
        (Column::Name, &whole.orders.name),
        (Column::Username, &whole.orders.username),
        (Column::Email, &whole.orders.email),
        (Column::Roles, &whole.orders.roles),
        (Column::Status, &whole.orders.status),
        (Column::LastSignIn, &whole.orders.last_sign_in),
        (Column::TwoStep, &whole.orders.two_step),
    ];
    for (column, order) in columns {
        for is_descending in [false, true] {
            let query = UserQuery {
                column,
                is_descending,
                ..UserQuery::default()
            };
            let part = users.list_part(ada, (&query, Span::default()), None);
            let part = part.expect("a page");
            let mut expected: Vec<_> = order.iter().map(|at| whole.rows[*at].id).collect();
            if is_descending {
                expected.reverse();
            }
            let found: Vec<_> = part.rows.iter().map(|row| row.id).collect();
            assert_eq!(found, expected, "{column:?} {is_descending}");
        }
    }
    let all = users.list_part(ada, (&UserQuery::default(), Span::default()), None);
    let all = all.expect("a page");
    assert_eq!(all.roles, whole.roles);
    assert_eq!(all.with_permissions, whole.with_permissions);
    assert_eq!(all.grantable, whole.grantable);
    for row in &all.rows {
        let mut same = whole
            .rows
            .iter()
            .find(|of| of.id == row.id)
            .expect("the same")
            .clone();
        same.is_self = same.username == "ada";
        // A second may have passed.
        assert_eq!(row.locked.is_some(), same.locked.is_some());
        same.locked = row.locked;
        assert_eq!(*row, same, "{}", row.username);
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_list_from_the_server_has_the_users_with_a_status_a_role_or_a_text() {
    let shop = Shop::open();
    add_many(&shop);
    let till = Till::over(&shop.address("till1"));
    let view = till.enter("ada", PASSWORD).expect("in");
    let (ada, users) = (Caller::Session(&view.session), till.service.users());
    let whole = shop.trusted.users().list(OWNER).expect("all");
    for (_, status) in Status::WORDS {
        let query = UserQuery {
            status: Some(status),
            ..UserQuery::default()
        };
        let part = users
            .list_part(ada, (&query, Span::default()), None)
            .expect("a page");
        let expected = whole.rows.iter().filter(|row| row.status == status);
        assert_eq!(part.rows.len(), expected.count(), "{status:?}");
        assert!(
            part.rows.iter().all(|row| row.status == status),
            "{status:?}"
        );
    }
    for (text, role, count) in [
        ("ida", None, 1),
        ("ÅNGSTRÖM example", None, 1),
        ("first example.org", Some("floor"), 1),
        ("nobody", None, 0),
    ] {
        let query = UserQuery {
            text: text.to_owned(),
            role: role.map(str::to_owned),
            ..UserQuery::default()
        };
        let part = users
            .list_part(ada, (&query, Span::default()), None)
            .expect("a page");
        assert_eq!(part.rows.len(), count, "{text}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_administrator_changes_users_over_the_functions_of_the_server() {
    let shop = Shop::open();
    let till = Till::over(&shop.address("till1"));
    let view = till.enter("ada", PASSWORD).expect("in");
    let (ada, users) = (Caller::Session(&view.session), till.service.users());
    let trusted = shop.trusted.users();
    let bob = || trusted.find(OWNER, "bob").expect("bob");
    let change = UserChange::default()
        .first_name("Robert")
        .email("robert@example.org")
        .roles(["till", "floor"])
        .valid_until("2999-12-31")
        .hours("mon-sun 00:00-24:00");
    users.change(ada, "bob", &change).expect("changed");
    let now = bob();
    assert_eq!(now.mistake, None);
    assert_eq!(now.name.first, "Robert");
    assert_eq!(now.roles.len(), 2);
    assert_eq!(
        now.times.texts()[0..2],
        [String::new(), "2999-12-31".to_owned()]
    );
    // A session of his ends with the change.
    let other = Till::over(&shop.address("till2"));
    let of_bob = other.enter("bob", PASSWORD).expect("in");
    users.sign_out_everywhere(ada, "bob").expect("signed out");
    assert!(other.service.sessions().refresh(&of_bob.session).is_err());
    users.require_new_password(ada, "bob").expect("required");
    assert!(bob().must_change_password);
    let code = users.start_reset(ada, "bob").expect("a code");
    let recovery = shop.trusted.recovery();
    let set = recovery.reset_password("bob", &code, &secret("a brand new password"));
    assert!(set.is_ok(), "{:?}", set.err());
    assert!(other.enter("bob", "a brand new password").is_ok());
    for _ in 0..5 {
        assert!(other.enter("bob", "a wrong password").is_err());
    }
    users.unlock(ada, "bob").expect("unlocked");
    assert!(other.enter("bob", "a brand new password").is_ok());
    users.end_credentials(ada, "bob").expect("ended");
    assert!(other.enter("bob", "a brand new password").is_err());
    users.rename(ada, "bob", "rob").expect("renamed");
    assert_eq!(trusted.find(OWNER, "rob").expect("rob").id, now.id);
    users.remove(ada, "rob").expect("removed");
    assert_eq!(trusted.find(OWNER, "rob").err(), Some(UserError::Unknown));
    let new = UserInput::new("zoe", "zoe@example.org", PersonName::new("Zoe", "New"));
    let code = users.add(ada, &new, &["till"]).expect("added");
    let set = recovery.reset_password("zoe", &code, &secret("a password of zoe's own"));
    assert!(set.is_ok(), "{:?}", set.err());
    assert!(other.enter("zoe", "a password of zoe's own").is_ok());
    assert_eq!(
        users.add(ada, &new, &["till"]).err(),
        Some(UserError::UsernameTaken)
    );
    let own = UserChange::default().roles(["till"]);
    assert_eq!(
        users.change(ada, "ada", &own).err(),
        Some(UserError::LastAdministrator)
    );
    assert_eq!(
        users.rename(ada, "zoe", "zoë").err(),
        Some(UserError::Store(StoreError::Restricted))
    );
    let verified = shop.trusted.audit_log().verify(OWNER);
    assert!(verified.is_ok(), "{verified:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_activity_from_the_server_is_that_of_a_trusted_computer() {
    let shop = Shop::open();
    let till = Till::over(&shop.address("till1"));
    assert!(till.enter("bob", "a wrong password").is_err());
    let view = till.enter("ada", PASSWORD).expect("in");
    till.service
        .users()
        .require_new_password(Caller::Session(&view.session), "bob")
        .expect("required");
    let (log, of_trusted) = (till.service.audit_log(), shop.trusted.audit_log());
    let filter = log.filter(&AuditQuery::latest(50));
    let here = log
        .report(Caller::Session(&view.session), &filter)
        .expect("a report");
    let there = of_trusted.report(OWNER, &filter).expect("a report");
    assert_eq!(here.records, there.records);
    assert_eq!(here.refused, there.refused);
    assert_eq!((here.total, here.verified), (there.total, there.verified));
    let sum = |report: &AuditReport| report.users.iter().map(|(_, of)| of.sum()).sum::<u32>();
    assert_eq!(sum(&here), sum(&there));
    let recent = log
        .of_user(&view.session, "bob")
        .expect("read")
        .expect("allowed");
    assert!(recent.records.len() >= 2);
    shop.database
        .sql("UPDATE auth_inner.event SET detail = 'other' WHERE number = 1");
    let here = log
        .report(Caller::Session(&view.session), &filter)
        .expect("a report");
    let verified = of_trusted.verify(OWNER).expect("verified");
    assert_eq!(here.verified, verified);
}
