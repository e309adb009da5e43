//! Someone who wants the username of a user who has signed.

use std::sync::Arc;

use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::import::RowChange;

use super::{OWNER, broken, desk, signed};
use crate::harness::{BOB, Desk, secret, typed_user};

/// A new colleague gets the username of one who has signed, so that the signatures look like theirs: added, renamed,
/// imported, registered, or with an earlier version of the file.
#[test]
fn r112_no_other_account_gets_a_username_that_has_signed() {
    let desk = desk();
    let users = desk.service.users();
    let zoe = typed_user("zoe", "zoe@example.org", "Zoe");
    users.add(OWNER, &zoe, &["till"]).expect("added");
    users.remove(OWNER, "zoe").expect("removed");
    users.add(OWNER, &zoe, &["till"]).expect("no signature yet");
    let password = ("zoe", "a password of the first zoe");
    users
        .set_password(OWNER, "zoe", &secret(password.1))
        .expect("set");
    let first = signed(&desk, password);
    users.rename(OWNER, "zoe", "zora").expect("renamed");
    let taken = Err(UserError::UsernameTaken);
    let other = |name: &str| typed_user(name, "other@example.org", "Other");
    for name in ["zoe", "Zoe", "ｚｏｅ", "z\u{43e}e"] {
        let added = users.add(OWNER, &other(name), &["till"]);
        assert_eq!(added.map(drop), taken, "{name}");
        assert_eq!(users.rename(OWNER, "gus", name), taken, "{name}");
    }
    users.rename(OWNER, "zora", "zoe").expect("their own name");
    users.remove(OWNER, "zoe").expect("removed");
    let added = users.add(OWNER, &zoe, &["till"]);
    assert_eq!(added.map(drop), taken, "the account is another one");
    let table = "username,email,first_name\nzoe,zoe@example.org,Zoe\n";
    let import = desk.service.import();
    let plan = import.plan(OWNER, SecretText::new(table.to_owned()));
    let plan = plan.expect("a plan");
    assert!(matches!(plan.rows[0].outcome, RowChange::Invalid(_)));
    desk.edit("views:", "registration: {mode: open}\nviews:");
    let registration = desk.service.registration();
    let registered = registration.register(&zoe, &secret("a password of another zoe"));
    assert_eq!(registered.map(drop), Err(RegisterError::UsernameTaken));
    assert!(!desk.text().contains("zoe@example.org"));
    let backups = desk.service.backups();
    for backup in backups.list(OWNER).expect("listed") {
        let restored = backups.restore(OWNER, backup.number, true);
        let brings_another = restored == Err(UserError::UsernameTaken);
        let snapshot = desk.ports.credentials.read().expect("read");
        let zoe = snapshot.users.find("zoe").map(|zoe| zoe.id);
        assert!(brings_another || zoe.is_none_or(|id| id == first.signed.account));
    }
    assert_eq!(broken(&desk.service), None);
}

/// The file and its backups are gone, and a colleague sets the computer up again with the username of one who has signed.
#[test]
fn r112_a_new_set_up_gives_no_username_that_has_signed() {
    let desk = desk();
    signed(&desk, BOB);
    let mut other = Desk::empty();
    other.replace(|ports| ports.signatures = Arc::clone(&desk.ports.signatures));
    let create = |name: &str| {
        let user = typed_user(name, "new@example.org", "New");
        let password = secret("a password of a new administrator");
        let created = other.service.set_up().create(&user, &password);
        created.map(drop)
    };
    for name in ["bob", "Bob", "b\u{43e}b"] {
        assert_eq!(create(name), Err(SetUpError::UsernameTaken), "{name}");
    }
    assert_eq!(create("ada"), Ok(()));
}

/// Someone learns from a registration whether an address was once the username of an account that has signed.
#[test]
fn r84_r112_a_registration_does_not_tell_which_addresses_have_signed() {
    let desk = desk();
    let users = desk.service.users();
    let zoe = typed_user("zoe@example.org", "zoe@example.org", "Zoe");
    users.add(OWNER, &zoe, &["till"]).expect("added");
    let password = ("zoe@example.org", "a password of the first zoe");
    let set = users.set_password(OWNER, password.0, &secret(password.1));
    set.expect("set");
    signed(&desk, password);
    users.remove(OWNER, password.0).expect("removed");
    desk.edit("views:", "registration: {mode: approval}\nviews:");
    let register = |address: &str| {
        let user = typed_user(address, address, "New");
        let password = secret("a password of a new user");
        let registered = desk.service.registration().register(&user, &password);
        registered.expect("answered").value.is_waiting
    };
    assert_eq!(register("zoe@example.org"), register("new@example.org"));
    let text = desk.text();
    assert!(text.contains("new@example.org") && !text.contains("zoe@example.org"));
}
