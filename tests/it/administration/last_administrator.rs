//! That one enabled administrator remains, and that users can neither delete nor disable themselves.

use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::import::ImportError;

use super::{change, roles, session, staffed, table};

#[test]
fn r51_users_cannot_delete_or_disable_themselves() {
    let desk = staffed();
    let disabled = change(|c| c.disabled = Some(true));
    for who in ["ada", "max"] {
        let session = session(&desk, who);
        let by = Caller::Session(&session);
        assert_eq!(
            desk.service.users().remove(by, who),
            Err(UserError::OwnAccount)
        );
        let refused = desk.service.users().change(by, who, &disabled);
        assert_eq!(refused, Err(UserError::OwnAccount));
    }
}

#[test]
fn r51_the_last_administrator_cannot_be_removed_disabled_demoted_or_imported_away() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let before = desk.text();
    let last = Err(UserError::LastAdministrator);
    for by in [
        Caller::LocalOwner(Operator::assume()),
        Caller::Session(&ada),
    ] {
        assert_eq!(
            desk.service.users().change(by, "ada", &roles(&["till"])),
            last
        );
        let table = table("username,roles\nada,till\n");
        let refused = desk.service.import().plan(by, table).map(drop);
        assert_eq!(
            refused,
            Err(ImportError::Users(UserError::LastAdministrator))
        );
    }
    assert_eq!(
        desk.service
            .users()
            .remove(Caller::LocalOwner(Operator::assume()), "ada"),
        last
    );
    let disabled = change(|c| c.disabled = Some(true));
    assert_eq!(
        desk.service
            .users()
            .change(Caller::LocalOwner(Operator::assume()), "ada", &disabled),
        last
    );
    assert_eq!(desk.text(), before);
}

#[test]
fn r51_an_edit_that_leaves_no_administrator_is_refused_with_the_reason_also_after_a_restart() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    desk.service
        .users()
        .require_new_password(Caller::LocalOwner(Operator::assume()), "bob")
        .expect("a change, so that a generation is kept");
    desk.edit("roles: [admin]", "roles: [till]");
    let problems = desk.ports.credentials.inspect().expect("read");
    let said: Vec<_> = problems.iter().map(|p| format!("{:?}", p.cause)).collect();
    assert!(said.contains(&"NoAdministratorLeft".to_owned()), "{said:?}");
    assert!(
        desk.service.sessions().refresh(&ada).is_ok(),
        "what it said before stays in force"
    );
    let restarted = desk.restarted();
    let error = restarted.set_up().open().expect_err("refused").error;
    assert!(matches!(error, StoreError::Unusable(_)), "{error:?}");
    desk.edit("roles: [till]", "roles: [admin]");
    assert!(
        desk.restarted().set_up().open().is_ok(),
        "there is an administrator again"
    );
}

#[test]
fn r51_two_administrators_cannot_be_demoted_at_once_from_two_processes() {
    for _ in 0..10 {
        let desk = staffed();
        desk.edit("disabled: true", "disabled: false");
        let (one, other) = (desk.restarted(), desk.restarted());
        let demoted = std::thread::scope(|scope| {
            let a = scope.spawn(|| {
                one.users().change(
                    Caller::LocalOwner(Operator::assume()),
                    "ada",
                    &roles(&["till"]),
                )
            });
            let b = scope.spawn(|| {
                other.users().change(
                    Caller::LocalOwner(Operator::assume()),
                    "eve",
                    &roles(&["till"]),
                )
            });
            [a.join().expect("ended"), b.join().expect("ended")]
        });
        let done = demoted.iter().filter(|result| result.is_ok()).count();
        assert_eq!(done, 1, "{demoted:?}");
    }
}
