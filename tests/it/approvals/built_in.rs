//! Our own actions that the file requires a second person for: every way to do them, with and without an approval.

use egui_authenticator::domain::approval::ActionSummary;
use egui_authenticator::domain::built_in_action::BuiltInAction;
use egui_authenticator::domain::role::{Permission, Role, RoleChange};
use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::domain::setting::Setting;
use egui_authenticator::service::Session;
use egui_authenticator::service::approvals::ApprovalRequest;
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::Cancellation;
use egui_authenticator::service::users::bulk::{BulkAction, BulkChange};
use egui_authenticator::service::users::import::{ImportError, Progress};
use egui_authenticator::service::users::{UserBefore, UserChange, UserError};

use super::{LEADS, LIA, MAX, input, of_approvals};
use crate::harness::phone::switch_on;
use crate::harness::{ADA, BOB, Desk, USERS, typed_user};

pub const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// A desk at which Lia approves these of our own actions, and a backup can be restored.
pub fn desk_requiring(actions: &[BuiltInAction]) -> Desk {
    let mut rules =
        String::from("roles: {manager: {permissions: [manage_users, edit_settings]}}\n");
    rules.push_str("approvals:\n  refund.large: {roles: [lead]}\n");
    for action in actions {
        rules.push_str(&format!("  {}: {{roles: [lead]}}\n", action.name()));
    }
    let text = USERS.replacen("\n    gus:", LEADS, 1);
    let desk = Desk::with(&text.replacen("views:", &format!("{rules}views:"), 1));
    assert!(desk.service.set_up().open().is_ok());
    switch_on(&desk, BOB);
    // Keeps a version in which Bob was enabled.
    let disable = UserChange::default().disabled(true);
    assert_eq!(desk.service.users().change(OWNER, "max", &disable), Ok(()));
    let enable = UserChange::default().disabled(false);
    assert_eq!(desk.service.users().change(OWNER, "max", &enable), Ok(()));
    desk
}

/// A way to do one of our own actions.
pub type Way = fn(&Desk, &Session) -> Result<(), UserError>;

pub fn role(name: &str) -> Role {
    Role::parse(name).expect("a role")
}

pub fn roles(names: &[&str]) -> UserChange {
    UserChange::default().roles(names.iter().copied())
}

fn of_import(error: ImportError) -> UserError {
    match error {
        ImportError::Users(error) => error,
        other => panic!("{other:?}"),
    }
}

pub fn import(desk: &Desk, by: &Session, table: &str) -> Result<(), UserError> {
    let (by, import) = (Caller::Session(by), desk.service.import());
    let plan = import.plan(by, SecretText::new(table.to_owned()));
    let plan = plan.map_err(of_import)?;
    let done = import.run(by, &plan, true, &Progress::default());
    done.map(drop).map_err(of_import)
}

pub fn give_to_many(desk: &Desk, by: &Session, role: &str) -> Result<(), UserError> {
    let users = desk.service.users();
    let of = |name: &str| (users.find(OWNER, name).expect("there").id, name.to_owned());
    let change = BulkChange {
        action: BulkAction::GiveRole(role.to_owned()),
        users: ["bob", "gus"].map(of).to_vec(),
        is_confirmed: true,
    };
    let (progress, cancellation) = (Progress::default(), Cancellation::default());
    let done = users.change_many(Caller::Session(by), &change, &progress, &cancellation);
    done.map(|summary| assert_eq!(summary.changed, 2))
}

pub fn set_permissions(desk: &Desk, by: &Session, role_name: &str) -> Result<(), UserError> {
    let change = RoleChange::Set {
        permissions: vec![Permission::ManageUsers],
        pages: Vec::new(),
    };
    let (by, settings) = (Caller::Session(by), desk.service.settings());
    let preview = settings.preview(by, vec![Setting::Role(role(role_name), change)])?;
    settings.apply(by, &preview)
}

pub fn restore(desk: &Desk, by: &Session) -> Result<(), UserError> {
    let backups = desk.service.backups();
    let latest = backups.list(OWNER)?.last().expect("a backup").number;
    let preview = backups.preview(by, latest)?;
    backups.restore_previewed(by, &preview).map(drop)
}

pub fn export(desk: &Desk, by: &Session) -> Result<(), UserError> {
    let log = desk.service.audit_log();
    let filter = log.filter(&AuditQuery::latest(u32::MAX).days(7));
    log.export(Caller::Session(by), &filter).map(drop)
}

/// Every way to do our own actions.
pub const WAYS: [(&str, BuiltInAction, Way); 14] = [
    ("add", BuiltInAction::GivePermissions, |desk, by| {
        let typed = typed_user("nia", "nia@example.org", "Nia");
        let users = desk.service.users();
        users
            .add(Caller::Session(by), &typed, &["manager"])
            .map(drop)
    }),
    ("change", BuiltInAction::GivePermissions, |desk, by| {
        let users = desk.service.users();
        users.change(Caller::Session(by), "bob", &roles(&["till", "manager"]))
    }),
    ("undo", BuiltInAction::GivePermissions, |desk, by| {
        let users = desk.service.users();
        let before = UserBefore::of(&users.find(OWNER, "bob")?);
        let change = roles(&["admin"]);
        users.change_from(Caller::Session(by), "bob", &change, Some(&before))
    }),
    (
        "become an approver",
        BuiltInAction::GivePermissions,
        |desk, by| {
            let users = desk.service.users();
            users.change(Caller::Session(by), "ada", &roles(&["admin", "lead"]))
        },
    ),
    ("approve", BuiltInAction::GivePermissions, |desk, by| {
        desk.edit("    lia: {email", "    nil: {email: nil@example.org, first_name: Nil, password: the words of nil, pending: true}\n    lia: {email");
        let users = desk.service.users();
        let done = users.approve_with_roles(Caller::Session(by), "nil", &["manager"]);
        if done.is_err() {
            desk.edit("    nil: {email: nil@example.org, first_name: Nil, password: the words of nil, pending: true}\n", "");
        }
        done
    }),
    ("several", BuiltInAction::GivePermissions, |desk, by| {
        give_to_many(desk, by, "manager")
    }),
    (
        "import a new one",
        BuiltInAction::GivePermissions,
        |desk, by| {
            import(
                desk,
                by,
                "username;email;first_name;roles\nnia;nia@example.org;Nia;manager\n",
            )
        },
    ),
    ("import", BuiltInAction::GivePermissions, |desk, by| {
        import(desk, by, "username;roles\nbob;till, admin\n")
    }),
    (
        "permissions of a role",
        BuiltInAction::GivePermissions,
        |desk, by| set_permissions(desk, by, "till"),
    ),
    ("delete", BuiltInAction::DeleteUser, |desk, by| {
        desk.service.users().remove(Caller::Session(by), "bob")
    }),
    ("erase", BuiltInAction::DeleteUser, |desk, by| {
        desk.service
            .personal_data()
            .erase(Caller::Session(by), "bob")
    }),
    ("two-step off", BuiltInAction::TwoStepOff, |desk, by| {
        let users = desk.service.users();
        users.turn_off_two_factor(Caller::Session(by), "bob")
    }),
    ("end credentials", BuiltInAction::TwoStepOff, |desk, by| {
        desk.service
            .users()
            .end_credentials(Caller::Session(by), "bob")
    }),
    ("restore", BuiltInAction::Restore, restore),
];

/// What has to be approved for this.
pub fn needed(desk: &Desk, session: &Session, way: Way) -> ActionSummary {
    match way(desk, session) {
        Err(UserError::ApprovalRequired(summary)) => *summary,
        other => panic!("{other:?}"),
    }
}

/// Has this approved by a user, and returns the session that has the approval.
pub fn approved(
    desk: &Desk,
    session: &Session,
    summary: ActionSummary,
    by: (&str, &str),
) -> Result<Session, ApproveError> {
    let request = ApprovalRequest::new(session, summary);
    let grant = desk.service.approvals().approve(&request, &input(by))?;
    Ok(session.with_approval(grant))
}

#[test]
fn r111_our_own_actions_need_no_one_else_unless_the_file_names_them() {
    for (name, action, way) in WAYS {
        let others: Vec<_> = BuiltInAction::ALL.into_iter().collect();
        let others: Vec<_> = others
            .into_iter()
            .filter(|other| *other != action)
            .collect();
        let desk = desk_requiring(&others);
        let ada = desk.sign_in(ADA).expect("in");
        assert_eq!(way(&desk, &ada), Ok(()), "{name}");
    }
    let desk = desk_requiring(&[]);
    let ada = desk.sign_in(ADA).expect("in");
    assert_eq!(export(&desk, &ada), Ok(()));
}

#[test]
fn r111_every_way_to_do_one_of_our_own_actions_needs_the_approval_that_the_file_requires() {
    for (name, action, way) in WAYS {
        let desk = desk_requiring(&[action]);
        let ada = desk.sign_in(ADA).expect("in");
        let before = desk.text();
        let summary = needed(&desk, &ada, way);
        assert_eq!(summary.action, action.name(), "{name}");
        assert_eq!(desk.text(), before, "{name}: nothing has changed");
        for (by, refusal) in [
            (ADA, ApproveError::SamePerson),
            (MAX, ApproveError::NotAllowed),
        ] {
            let refused = approved(&desk, &ada, summary.clone(), by);
            assert_eq!(refused.err(), Some(refusal), "{name}: {by:?}");
        }
        needed(&desk, &ada, way);
        let with_approval = approved(&desk, &ada, summary, LIA).expect("approved");
        needed(&desk, &ada, way);
        assert_eq!(way(&desk, &with_approval), Ok(()), "{name}");
    }
}

#[test]
fn r111_an_export_of_the_audit_log_needs_the_approval_each_time() {
    let desk = desk_requiring(&[BuiltInAction::ExportActivity]);
    let ada = desk.sign_in(ADA).expect("in");
    let summary = needed(&desk, &ada, export);
    let with_approval = approved(&desk, &ada, summary, LIA).expect("approved");
    assert_eq!(export(&desk, &with_approval), Ok(()));
    needed(&desk, &with_approval, export);
    let log = desk.service.audit_log();
    let all = log.filter(&AuditQuery::latest(u32::MAX));
    assert!(
        log.list(Caller::Session(&ada), &all).is_ok(),
        "reading needs none"
    );
}

#[test]
fn r111_what_gives_no_permission_needs_no_approval() {
    let desk = desk_requiring(&BuiltInAction::ALL);
    let ada = desk.sign_in(ADA).expect("in");
    let (by, users) = (Caller::Session(&ada), desk.service.users());
    assert_eq!(users.change(by, "bob", &roles(&["till", "desk"])), Ok(()));
    assert_eq!(users.change(by, "max", &roles(&["till"])), Ok(()));
    let typed = typed_user("nia", "nia@example.org", "Nia");
    assert!(users.add(by, &typed, &["till"]).is_ok());
    let disable = UserChange::default().disabled(true);
    assert_eq!(users.change(by, "bob", &disable), Ok(()));
}

#[test]
fn r111_the_owner_of_the_file_needs_no_approval() {
    let desk = desk_requiring(&BuiltInAction::ALL);
    let users = desk.service.users();
    assert_eq!(users.change(OWNER, "gus", &roles(&["admin"])), Ok(()));
    assert_eq!(users.turn_off_two_factor(OWNER, "bob"), Ok(()));
    assert_eq!(users.remove(OWNER, "bob"), Ok(()));
    let latest = desk.service.backups().list(OWNER).expect("listed");
    let latest = latest.last().expect("a backup").number;
    assert!(desk.service.backups().restore(OWNER, latest, true).is_ok());
}

#[test]
fn r111_the_audit_log_names_the_approver_and_keeps_no_name_in_the_words() {
    let desk = desk_requiring(&[BuiltInAction::DeleteUser]);
    let ada = desk.sign_in(ADA).expect("in");
    let way: Way = |desk, by| desk.service.users().remove(Caller::Session(by), "bob");
    let summary = needed(&desk, &ada, way);
    assert_eq!(
        summary.details,
        [("bob".to_owned(), "Bob Builder".to_owned())]
    );
    let events = desk.service.audit_log().events();
    assert!(approved(&desk, &ada, summary, LIA).is_ok());
    let recorded = of_approvals(&events);
    let [event] = recorded.as_slice() else {
        panic!("{recorded:?}")
    };
    assert_eq!([event.who.as_str(), &event.whom], ["ada", "lia"]);
    let (detail, id) = (
        event.detail.to_string(),
        desk.service.users().find(OWNER, "bob"),
    );
    assert!(detail.contains("users.delete"), "{detail}");
    assert!(
        detail.contains(&id.expect("there").id.to_string()),
        "{detail}"
    );
    assert!(!detail.contains("bob"), "{detail}");
}

#[test]
fn r111_the_approver_reads_how_many_users_have_the_role_and_the_log_names_it() {
    let desk = desk_requiring(&[BuiltInAction::GivePermissions]);
    let ada = desk.sign_in(ADA).expect("in");
    let summary = needed(&desk, &ada, |desk, by| set_permissions(desk, by, "till"));
    let with_role = desk.service.users().all(OWNER).expect("listed");
    let with_role = with_role
        .iter()
        .filter(|user| user.roles.contains(&role("till")));
    let count = with_role.count().to_string();
    let details: Vec<_> = summary
        .details
        .iter()
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(details, ["till", &count, "manage_users"]);
    assert_eq!(summary.title, "role till: manage_users");
    let summary = needed(&desk, &ada, |desk, by| {
        let typed = typed_user("mia", "mia@example.org", "Mia");
        let added = desk
            .service
            .users()
            .add(Caller::Session(by), &typed, &["lead".to_owned()]);
        added.map(drop)
    });
    assert_eq!(summary.title, "new user: lead");
}

#[test]
fn the_progress_of_a_change_begins_anew_after_the_question_for_an_approval() {
    let desk = desk_requiring(&[BuiltInAction::GivePermissions]);
    let ada = desk.sign_in(ADA).expect("in");
    let users = desk.service.users();
    let change = BulkChange {
        action: BulkAction::GiveRole("lead".to_owned()),
        users: vec![(
            users.find(OWNER, "bob").expect("there").id,
            "bob".to_owned(),
        )],
        is_confirmed: true,
    };
    let progress = Progress::default();
    let parts = [(); 2].map(|()| {
        let by = Caller::Session(&ada);
        let refused = users.change_many(by, &change, &progress, &Cancellation::default());
        assert!(matches!(refused, Err(UserError::ApprovalRequired(_))));
        progress.part()
    });
    assert!((parts[0] - parts[1]).abs() < f32::EPSILON, "{parts:?}");
}
