//! Who may register, by each registration policy.

use egui_authenticator::domain::role::Role;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::list::Status;

use crate::harness::{Desk, USERS, secret, typed_user};

use super::{session, staffed};

fn register(desk: &Desk, email: &str, username: &str) -> Result<(String, bool), RegisterError> {
    let made = desk.service.registration().register(
        &typed_user(username, email, "Mel"),
        &secret("a brand new password"),
    );
    made.map(|made| (made.value.username, made.value.is_waiting))
}

fn open_to(mode: &str) -> Desk {
    let desk = staffed();
    let wanted = format!("mode: {mode}, domains: [Example.org], roles: [till]");
    desk.edit("mode: listed", &wanted);
    desk
}

#[test]
fn each_registration_mode_accepts_the_right_users() {
    let listed = ("mel@example.org", "mel");
    let ours = ("nina@example.org", "nina");
    let foreign = ("oto@example.com", "oto");
    for (mode, expected) in [
        ("closed", [None, None, None]),
        ("listed", [Some(false), None, None]),
        ("approval", [Some(false), Some(true), None]),
        ("open", [Some(false), Some(false), None]),
    ] {
        let desk = open_to(mode);
        let got = [listed, ours, foreign].map(|(email, name)| {
            let made = register(&desk, email, name).ok();
            made.map(|(_, is_waiting)| is_waiting)
        });
        assert_eq!(got, expected, "{mode}");
        if mode == "open" {
            let nina = desk
                .service
                .users()
                .find(Caller::LocalOwner(Operator::assume()), "nina")
                .expect("there");
            assert_eq!(nina.roles, [Role::parse("till").expect("a role")]);
        }
        assert_eq!(
            desk.ports
                .credentials
                .read()
                .expect("read")
                .settings
                .can_register(),
            mode != "closed"
        );
    }
}

#[test]
fn a_waiting_user_signs_in_after_approval() {
    let desk = open_to("approval");
    assert_eq!(
        register(&desk, "nina@example.org", "nina"),
        Ok(("nina".to_owned(), true))
    );
    let nina = ("nina", "a brand new password");
    let sign_in = || {
        desk.service
            .sign_in()
            .with_password(nina.0, &secret(nina.1))
            .map(drop)
    };
    assert_eq!(sign_in(), Err(SignInError::Pending));
    let wrong = desk
        .service
        .sign_in()
        .with_password(nina.0, &secret("wrong"))
        .map(drop);
    assert_eq!(
        wrong,
        Err(SignInError::Refused),
        "only the password tells that they wait"
    );
    let max = session(&desk, "max");
    let people = desk
        .service
        .users()
        .list(Caller::Session(&max))
        .expect("listed");
    let row = people
        .rows
        .iter()
        .find(|row| row.username == "nina")
        .expect("there");
    assert_eq!(row.status, Status::Waiting);
    assert_eq!(
        desk.service.users().approve(Caller::Session(&max), "nina"),
        Ok(())
    );
    assert_eq!(sign_in(), Ok(()));
    let again = desk.service.users().approve(Caller::Session(&max), "nina");
    assert_eq!(again, Err(UserError::NothingToDo));
}

#[test]
fn r32_an_approver_gives_no_role_with_a_permission_that_they_lack() {
    let desk = open_to("approval");
    let pending = register(&desk, "nina@example.org", "nina");
    assert!(pending.is_ok());
    let max = session(&desk, "max");
    let approve = |role: &str| {
        let users = desk.service.users();
        users.approve_with_roles(Caller::Session(&max), "nina", &[role])
    };
    assert_eq!(approve("admin"), Err(UserError::NotAllowed));
    assert_eq!(approve("till"), Ok(()));
    assert_eq!(approve("till"), Err(UserError::NothingToDo));
}

#[test]
fn r18_with_approval_an_address_that_has_an_account_gets_the_same_answer() {
    let desk = open_to("approval");
    let taken = register(&desk, "bob@example.org", "robert");
    assert_eq!(taken, Ok(("robert".to_owned(), true)));
    assert_eq!(desk.text().matches("bob@example.org").count(), 1);
    let open = open_to("open");
    let taken = register(&open, "bob@example.org", "robert");
    assert_eq!(taken, Err(RegisterError::EmailNotAccepted));
}

#[test]
fn registering_gives_no_permissions() {
    let desk = open_to("open");
    desk.edit("roles: [till]}", "roles: [manager]}");
    let problems = desk.ports.credentials.inspect().expect("read");
    assert!(
        problems
            .iter()
            .any(|p| format!("{:?}", p.cause) == "PermissionForNewUsers"),
        "{problems:?}"
    );
}

#[test]
fn addresses_are_allowed_once_and_removed_without_touching_others() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let emails = ["new@example.org", "NEW@example.org", "mel@example.org"];
    let emails = emails.map(ToOwned::to_owned);
    assert_eq!(desk.service.allowed_emails().add(by, &emails), Ok(1));
    let invited = desk.service.allowed_emails().list(by).expect("listed");
    assert_eq!(
        invited,
        ["mel@example.org", "ned@example.org", "new@example.org"]
    );
    let taken = desk
        .service
        .allowed_emails()
        .add(by, &["bob@example.org".to_owned()]);
    assert_eq!(taken, Err(UserError::EmailTaken("bob".to_owned())));
    assert!(
        desk.service
            .allowed_emails()
            .add(by, &["nonsense".to_owned()])
            .is_err()
    );
    assert_eq!(
        desk.service.allowed_emails().remove(by, "Mel@example.org"),
        Ok(())
    );
    let again = desk.service.allowed_emails().remove(by, "mel@example.org");
    assert_eq!(again, Err(UserError::Unknown));
    assert!(register(&desk, "new@example.org", "newcomer").is_ok());
    let left = desk.service.allowed_emails().list(by).expect("listed");
    assert_eq!(left, ["ned@example.org"], "each makes one account");
}

#[test]
fn the_first_invitation_makes_the_list() {
    let text = USERS.replace(
        "pre-authorized:\n  emails: [mel@example.org, ned@example.org]\n",
        "",
    );
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let new = ["new@example.org".to_owned()];
    assert_eq!(
        desk.service
            .allowed_emails()
            .add(Caller::LocalOwner(Operator::assume()), &new),
        Ok(1)
    );
    assert!(
        desk.text()
            .contains("pre-authorized:\n  emails: [\"new@example.org\"]")
    );
}
