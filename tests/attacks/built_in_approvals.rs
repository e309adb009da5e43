//! An administrator who wants to do alone what the file requires a second person for.

use egui_authenticator::domain::role::Permission;
use egui_authenticator::domain::role::{Role, RoleChange};
use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::domain::setting::Setting;
use egui_authenticator::service::Session;
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::users::import::{ImportError, Progress};
use egui_authenticator::service::users::{UserChange, UserError};

use crate::harness::{ADA, Desk, USERS, secret, typed_user};

const LIA: (&str, &str) = ("lia", "seven green lanterns");
const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

const RULES: &str = "roles: {manager: {permissions: [manage_users]}}
approvals:
  users.give_permissions: {roles: [lead], valid_seconds: 30}
  users.delete: {roles: [lead], valid_seconds: 30}
views:";

/// What happens before the approval is used.
type Later = fn(&Desk, &Session);

/// What needs an approval.
type Act = fn(&Desk, &Session) -> Result<(), UserError>;

fn desk() -> Desk {
    let lia = "
    lia: {email: lia@example.org, first_name: Lia, password: seven green lanterns, roles: [lead]}
    gus:";
    let text = USERS.replacen("\n    gus:", lia, 1);
    let desk = Desk::with(&text.replacen("views:", RULES, 1));
    assert!(desk.service.set_up().open().is_ok());
    desk
}

fn roles(names: &[&str]) -> UserChange {
    UserChange::default().roles(names.iter().copied())
}

/// Has Lia approve what this needs.
fn approved(desk: &Desk, session: &Session, act: Act) -> Session {
    session.with_approval(grant(desk, session, act(desk, session)))
}

/// Has Lia approve what an attempt needs.
fn grant(desk: &Desk, session: &Session, attempt: Result<(), UserError>) -> Grant {
    let Err(UserError::ApprovalRequired(summary)) = attempt else {
        panic!("it needs no approval")
    };
    let input = ApproverInput {
        login: LIA.0.to_owned(),
        proof: ApproverProof::Factors(secret(LIA.1).into()),
        reason: String::new(),
    };
    let request = ApprovalRequest::new(session, *summary);
    let grant = desk.service.approvals().approve(&request, &input);
    grant.expect("approved")
}

fn is_asked(result: &Result<(), UserError>) -> bool {
    matches!(result, Err(UserError::ApprovalRequired(_)))
}

const GIVE: Act = |desk, by| {
    let users = desk.service.users();
    users.change(Caller::Session(by), "bob", &roles(&["till", "manager"]))
};
const DELETE: Act = |desk, by| desk.service.users().remove(Caller::Session(by), "bob");

#[test]
fn r111_an_administrator_has_one_thing_approved_and_does_another() {
    let others: [(&str, Act); 6] = [
        ("another user", |desk, by| {
            let users = desk.service.users();
            users.change(Caller::Session(by), "gus", &roles(&["till", "manager"]))
        }),
        ("another role", |desk, by| {
            let users = desk.service.users();
            users.change(Caller::Session(by), "bob", &roles(&["till", "admin"]))
        }),
        ("one role more", |desk, by| {
            let users = desk.service.users();
            let more = roles(&["till", "manager", "lead"]);
            users.change(Caller::Session(by), "bob", &more)
        }),
        ("a new user", |desk, by| {
            let typed = typed_user("nia", "nia@example.org", "Nia");
            let users = desk.service.users();
            users
                .add(Caller::Session(by), &typed, &["manager"])
                .map(drop)
        }),
        ("the role", |desk, by| {
            let change = RoleChange::Set {
                permissions: vec![Permission::ManageUsers],
                pages: Vec::new(),
            };
            let role = Role::parse("till").expect("a role");
            let (by, settings) = (Caller::Session(by), desk.service.settings());
            let preview = settings.preview(by, vec![Setting::Role(role, change)])?;
            settings.apply(by, &preview)
        }),
        ("a deletion", DELETE),
    ];
    for (name, other) in others {
        let desk = desk();
        let ada = desk.sign_in(ADA).expect("in");
        let with_approval = approved(&desk, &ada, GIVE);
        let before = desk.text();
        assert!(is_asked(&other(&desk, &with_approval)), "{name}");
        assert_eq!(desk.text(), before, "{name}");
        assert_eq!(
            GIVE(&desk, &with_approval),
            Ok(()),
            "{name}: it was not used"
        );
    }
}

#[test]
fn r111_an_administrator_uses_an_approval_twice() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let with_approval = approved(&desk, &ada, GIVE);
    let copy = with_approval.clone();
    assert_eq!(GIVE(&desk, &with_approval), Ok(()));
    let taken = desk.service.users().change(OWNER, "bob", &roles(&["till"]));
    assert_eq!(taken, Ok(()));
    for session in [with_approval, copy, ada] {
        assert!(is_asked(&GIVE(&desk, &session)));
    }
}

#[test]
fn r111_an_administrator_deletes_the_next_account_of_the_name() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let with_approval = approved(&desk, &ada, DELETE);
    let users = desk.service.users();
    assert_eq!(users.remove(OWNER, "bob"), Ok(()));
    let typed = typed_user("bob", "bob@example.org", "Bob");
    assert!(users.add(OWNER, &typed, &["till"]).is_ok());
    assert!(is_asked(&DELETE(&desk, &with_approval)));
}

#[test]
fn r111_an_administrator_keeps_an_approval_for_later() {
    let laters: [(&str, Later); 5] = [
        ("too late", |desk, _| desk.clock.advance(30)),
        ("the clock set back", |desk, _| desk.clock.advance(-3_600)),
        ("a lock", |desk, ada| {
            let locked = desk.service.sessions().lock(ada, LockReason::Locked);
            assert_eq!(locked, Ok(()));
        }),
        ("the approver without the role", |desk, _| {
            desk.edit("roles: [lead]}\n    gus", "roles: [till]}\n    gus");
        }),
        ("another rule", |desk, _| {
            let rule = "users.delete: {roles: [lead]";
            desk.edit(rule, "users.delete: {roles: [boss]");
        }),
    ];
    for (name, later) in laters {
        let desk = desk();
        let ada = desk.sign_in(ADA).expect("in");
        let with_approval = approved(&desk, &ada, DELETE);
        later(&desk, &ada);
        assert!(DELETE(&desk, &with_approval).is_err(), "{name}");
        let bob = desk.service.users().find(OWNER, "bob");
        assert!(bob.is_ok(), "{name}");
    }
}

#[test]
fn r111_an_administrator_lends_an_approval_to_another_session() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let grant = grant(&desk, &ada, DELETE(&desk, &ada));
    let other = desk.sign_in(ADA).expect("in");
    let lent = other.with_approval(grant);
    assert!(is_asked(&DELETE(&desk, &lent)));
}

#[test]
fn r111_a_table_brings_another_manager_than_the_approved_one() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let import = |by: &Session, email: &str| {
        let table = format!("username;email;first_name;roles\nnia;{email};Nia;manager\n");
        let (by, import) = (Caller::Session(by), desk.service.import());
        let plan = import.plan(by, SecretText::new(table)).expect("a plan");
        import.run(by, &plan, true, &Progress::default()).map(drop)
    };
    let attempt = import(&ada, "nia@example.org").map_err(|error| match error {
        ImportError::Users(error) => error,
        other => panic!("{other:?}"),
    });
    let with_approval = ada.with_approval(grant(&desk, &ada, attempt));
    let other = import(&with_approval, "ada2@example.org");
    assert!(matches!(
        other,
        Err(ImportError::Users(UserError::ApprovalRequired(_)))
    ));
    assert!(import(&with_approval, "nia@example.org").is_ok());
}

/// The file requires a second person for permissions and deletions, but not for backups.
#[test]
fn r111_an_administrator_restores_a_backup_to_give_a_role_or_to_delete_a_user() {
    let desk = desk();
    let users = desk.service.users();
    assert_eq!(users.change(OWNER, "bob", &roles(&["admin"])), Ok(()));
    assert_eq!(users.change(OWNER, "bob", &roles(&["till"])), Ok(()));
    let ada = desk.sign_in(ADA).expect("in");
    let backups = desk.service.backups();
    let restore = |number| {
        let preview = backups.preview(&ada, number).expect("a preview");
        match backups.restore_previewed(&ada, &preview).map(drop) {
            Err(UserError::ApprovalRequired(summary)) => summary.action,
            other => panic!("{other:?}"),
        }
    };
    let latest = || {
        backups
            .list(OWNER)
            .expect("listed")
            .last()
            .expect("one")
            .number
    };
    assert_eq!(restore(latest()), "users.give_permissions");
    let typed = typed_user("nia", "nia@example.org", "Nia");
    assert!(users.add(OWNER, &typed, &["till"]).is_ok());
    assert_eq!(restore(latest()), "users.delete");
}

#[test]
fn r111_an_administrator_becomes_an_approver_or_makes_one() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let (by, users) = (Caller::Session(&ada), desk.service.users());
    for (login, given) in [("ada", ["admin", "lead"]), ("bob", ["till", "lead"])] {
        let changed = users.change(by, login, &roles(&given));
        assert!(is_asked(&changed), "{login}");
    }
    let typed = typed_user("nia", "nia@example.org", "Nia");
    let added = users.add(by, &typed, &["lead"]).map(drop);
    assert!(is_asked(&added));
    let rename = Setting::Role(
        Role::parse("lead").expect("a role"),
        RoleChange::Rename(Role::parse("till").expect("a role")),
    );
    let renamed = desk.service.settings().preview(by, vec![rename]);
    assert!(renamed.is_err(), "users of the till would be approvers");
}

/// The role that matters is the last of many, and the user who gets it the last of many.
#[test]
fn r111_an_administrator_hides_a_role_or_a_user_behind_long_or_many_others() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let users = desk.service.users();
    let long = "a".repeat(79);
    let hidden = roles(&["till", &long, "admin"]);
    let Err(UserError::ApprovalRequired(summary)) =
        users.change(Caller::Session(&ada), "bob", &hidden)
    else {
        panic!("it needs no approval")
    };
    let shown = [("bob".to_owned(), "admin".to_owned())];
    assert_eq!(summary.details, shown);
    let mut table = String::from("username;email;first_name;roles\n");
    for number in 0..20 {
        table.push_str(&format!("u{number};u{number}@example.org;U;manager\n"));
    }
    table.push_str("zed;zed@example.org;Zed;admin\n");
    let (by, import) = (Caller::Session(&ada), desk.service.import());
    let plan = import.plan(by, SecretText::new(table)).expect("a plan");
    let run = import.run(by, &plan, true, &Progress::default());
    let Err(ImportError::Users(UserError::ApprovalRequired(summary))) = run.map(drop) else {
        panic!("it needs no approval")
    };
    let zed = ("zed".to_owned(), "admin".to_owned());
    assert!(summary.details.contains(&zed));
    assert_eq!(summary.details.len(), 42, "a role and an address of each");
}

#[test]
fn r111_an_approved_deletion_takes_no_name_out_of_the_audit_log() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let with_approval = approved(&desk, &ada, DELETE);
    let data = desk.service.personal_data();
    let erased = data.erase(Caller::Session(&with_approval), "bob");
    let Err(UserError::ApprovalRequired(summary)) = erased else {
        panic!("it needs no approval")
    };
    assert_eq!(summary.details.len(), 2, "it says so");
    assert_eq!(DELETE(&desk, &with_approval), Ok(()));
}

/// Lia has left, and Ada wants to approve in her place.
#[test]
fn r111_an_administrator_lets_an_approver_in_again_who_was_disabled() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let (by, users) = (Caller::Session(&ada), desk.service.users());
    let disable = UserChange::default().disabled(true);
    assert_eq!(users.change(OWNER, "lia", &disable), Ok(()));
    let enable = UserChange::default().disabled(false);
    assert!(is_asked(&users.change(by, "lia", &enable)));
}
