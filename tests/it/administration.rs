//! What administrators can do and other users cannot: every use case for every role.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::page::PageId;
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::domain::user_field::UserFieldError;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{
    Applied, CredentialStore, Edit, EditPreview, PageChange, Revision, Setting, Snapshot,
    StoreError,
};
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::import::{ImportError, Progress, RowChange, RowError};
use egui_authenticator::service::users::list::Status;
use egui_authenticator::service::users::{UserChange, UserError, UserInput};
use egui_authenticator::service::{Service, Session};

use crate::harness::{ADA, BOB, Desk, PEOPLE, secret, typed_user};

fn table(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

/// Everybody of the harness, and one person for each permission and for all of them.
const ROLES: &str = r"roles:
  manager: {permissions: [manage_users], pages: [till]}
  auditor: {permissions: [see_activity]}
  keeper: {permissions: [edit_settings]}
  chief: {permissions: [manage_users, see_activity, edit_settings]}
registration: {mode: listed}
views:
";

const STAFF: [(&str, &str); 4] = [
    ("max", "manager"),
    ("amy", "auditor"),
    ("kim", "keeper"),
    ("cho", "chief"),
];

fn password_of(name: &str) -> String {
    format!("{name} opens the shop early")
}

fn staffed() -> Desk {
    let mut people = String::from("credentials:\n  usernames:\n");
    for (name, role) in STAFF {
        people.push_str(&format!(
            "    {name}:\n      email: {name}@example.org\n      first_name: {name}\n      password: {}\n      roles: [{role}]\n",
            password_of(name)
        ));
    }
    let text = PEOPLE.replace("credentials:\n  usernames:\n", &people);
    let desk = Desk::with(&text.replace("views:\n", ROLES));
    let opened = desk.service.set_up().open().expect("the file can be used");
    assert_eq!(opened.not_hashed, None);
    desk
}

fn session(desk: &Desk, name: &str) -> Session {
    let signed_in = match name {
        "ada" => desk.sign_in(ADA),
        "bob" => desk.sign_in(BOB),
        name => desk.sign_in((name, &password_of(name))),
    };
    signed_in.unwrap_or_else(|| panic!("{name} does not come in"))
}

fn change(change: impl FnOnce(&mut UserChange)) -> UserChange {
    let mut wanted = UserChange::default();
    change(&mut wanted);
    wanted
}

fn roles(names: &[&str]) -> UserChange {
    change(|wanted| wanted.roles = Some(names.iter().map(|name| (*name).to_owned()).collect()))
}

fn newcomer() -> UserInput {
    typed_user("zoe", "zoe@example.org", "Zoe")
}

const EVERYTHING: AuditQuery = AuditQuery {
    days: None,
    person: None,
    kind: None,
    limit: 1_000,
};

/// A use case of administration: whether it was allowed, whatever else came of it.
type Case = fn(&Service, Caller<'_>) -> Result<(), UserError>;

fn import(service: &Service, by: Caller<'_>) -> Result<(), UserError> {
    let table = table("username,email,first_name\nzed,zed@example.org,Zed\n");
    let imported = service
        .import()
        .plan(by, table)
        .and_then(|plan| service.import().run(by, &plan, false, &Progress::default()));
    match imported {
        Ok(_) => Ok(()),
        Err(ImportError::Users(error)) => Err(error),
        Err(error) => panic!("{error}"),
    }
}

/// Every use case of administration, by the permission that it needs.
const CASES: &[(&str, &str, Case)] = &[
    ("manage_users", "list", |s, by| s.users().list(by).map(drop)),
    ("manage_users", "export", |s, by| {
        s.users().export(by).map(drop)
    }),
    ("manage_users", "invited", |s, by| {
        s.allowed_emails().list(by).map(drop)
    }),
    ("manage_users", "signed in", |s, by| {
        s.users().signed_in(by).map(drop)
    }),
    ("manage_users", "add", |s, by| {
        s.users().add(by, &newcomer(), &["till"]).map(drop)
    }),
    ("manage_users", "rename", |s, by| {
        s.users().rename(by, "bob", "rob")
    }),
    ("manage_users", "change", |s, by| {
        s.users()
            .change(by, "bob", &change(|c| c.last_name = Some("B".to_owned())))
    }),
    ("manage_users", "give a role", |s, by| {
        s.users().change(by, "bob", &roles(&["office"]))
    }),
    ("manage_users", "disable", |s, by| {
        s.users()
            .change(by, "bob", &change(|c| c.disabled = Some(true)))
    }),
    ("manage_users", "unlock", |s, by| {
        s.users().unlock(by, "bob")
    }),
    ("manage_users", "reset", |s, by| {
        s.users().start_reset(by, "bob").map(drop)
    }),
    ("manage_users", "require a change", |s, by| {
        s.users().require_new_password(by, "bob")
    }),
    ("manage_users", "sign out", |s, by| {
        s.users().sign_out_everywhere(by, "bob")
    }),
    ("manage_users", "remove", |s, by| {
        s.users().remove(by, "bob")
    }),
    ("manage_users", "invite", |s, by| {
        s.allowed_emails()
            .add(by, &["new@example.org".to_owned()])
            .map(drop)
    }),
    ("manage_users", "uninvite", |s, by| {
        s.allowed_emails().remove(by, "mel@example.org")
    }),
    ("manage_users", "import", import),
    ("see_activity", "activity", |s, by| {
        s.audit_log()
            .list(by, &s.audit_log().filter(&EVERYTHING))
            .map(drop)
    }),
    ("see_activity", "report", |s, by| {
        s.audit_log()
            .report(by, &s.audit_log().filter(&EVERYTHING))
            .map(drop)
    }),
    ("see_activity", "export", |s, by| {
        s.audit_log()
            .export(by, &s.audit_log().filter(&EVERYTHING))
            .map(drop)
    }),
    ("edit_settings", "preview", |s, by| {
        s.settings()
            .preview(by, vec![Setting::LockMinutes(9)])
            .map(drop)
    }),
    ("edit_settings", "save", |s, by| {
        // Previewed by an administrator, so that saving is what is refused.
        let preview = s.settings().preview(
            Caller::LocalOwner(Operator::assume()),
            vec![Setting::LockMinutes(9)],
        )?;
        s.settings().apply(by, &preview)
    }),
];

#[test]
fn r50_every_use_case_requires_its_permission() {
    let may: BTreeMap<&str, &[&str]> = BTreeMap::from([
        (
            "ada",
            ["manage_users", "see_activity", "edit_settings"].as_slice(),
        ),
        ("cho", &["manage_users", "see_activity", "edit_settings"]),
        ("max", &["manage_users"]),
        ("amy", &["see_activity"]),
        ("kim", &["edit_settings"]),
        ("bob", &[]),
    ]);
    for (permission, name, case) in CASES {
        for (who, permissions) in &may {
            let desk = staffed();
            let session = session(&desk, who);
            let before = desk.text();
            let result = case(&desk.service, Caller::Session(&session));
            if permissions.contains(permission) {
                assert_eq!(result, Ok(()), "{who}: {name}");
            } else {
                assert_eq!(result, Err(UserError::NotAllowed), "{who}: {name}");
                assert_eq!(desk.text(), before, "{who}: {name}");
            }
        }
        let desk = staffed();
        assert_eq!(
            case(&desk.service, Caller::LocalOwner(Operator::assume())),
            Ok(()),
            "the file: {name}"
        );
    }
}

/// A credential file that someone edits right before a change is written.
struct Overtaken {
    file: Arc<dyn CredentialStore>,
    path: PathBuf,
    edit: Mutex<Option<(&'static str, &'static str)>>,
}

impl CredentialStore for Overtaken {
    fn location(&self) -> String {
        self.file.location()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.file.read()
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.file.preview(change)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        if let Some((from, to)) = self.edit.lock().expect("unlocked").take() {
            let text = fs::read_to_string(&self.path).expect("read");
            assert!(text.contains(from), "{from}");
            fs::write(&self.path, text.replace(from, to)).expect("written");
        }
        self.file.apply(change, expected)
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.file.create(first, hash)
    }
}

#[test]
fn r50_who_is_demoted_before_a_change_is_written_changes_nothing() {
    let edits = [
        ("max", "roles: [manager]", "roles: [till]"),
        (
            "max",
            "{permissions: [manage_users], pages: [till]}",
            "{pages: [till]}",
        ),
        (
            "max",
            "roles: [manager]",
            "roles: [manager]\n      disabled: true",
        ),
        ("kim", "roles: [keeper]", "roles: [till]"),
    ];
    let mut refused = Vec::new();
    for (who, from, to) in edits {
        for (_, name, case) in CASES {
            let mut desk = staffed();
            let overtaken = Arc::new(Overtaken {
                file: Arc::clone(&desk.ports.credentials),
                path: desk.config(),
                edit: Mutex::new(None),
            });
            desk.replace(|ports| ports.credentials = Arc::clone(&overtaken) as _);
            let session = session(&desk, who);
            let before = desk.text();
            *overtaken.edit.lock().expect("unlocked") = Some((from, to));
            let result = case(&desk.service, Caller::Session(&session));
            if overtaken.edit.lock().expect("unlocked").is_none() {
                assert!(result.is_err(), "{who}: {name}: {to}");
                assert_eq!(desk.text(), before.replace(from, to), "{who}: {name}: {to}");
                refused.push(*name);
            }
        }
    }
    for name in [
        "add", "rename", "change", "reset", "remove", "invite", "uninvite", "import", "save",
    ] {
        assert!(refused.contains(&name), "{name} writes");
    }
}

#[test]
fn r42_no_use_case_accepts_an_ended_session() {
    for (_, name, case) in CASES {
        let desk = staffed();
        let ada = session(&desk, "ada");
        desk.edit("disabled: true", "disabled: false");
        let disabled = change(|c| c.disabled = Some(true));
        let done =
            desk.service
                .users()
                .change(Caller::LocalOwner(Operator::assume()), "ada", &disabled);
        assert_eq!(done, Ok(()));
        let result = case(&desk.service, Caller::Session(&ada));
        assert_eq!(result, Err(UserError::Ended), "{name}");
    }
}

#[test]
fn r47_every_change_asks_for_the_password_again_after_five_minutes_and_looking_does_not() {
    let looks = [
        "list",
        "export",
        "invited",
        "signed in",
        "activity",
        "report",
        "preview",
    ];
    for (_, name, case) in CASES {
        let desk = staffed();
        let ada = session(&desk, "ada");
        desk.clock.advance(301);
        let before = desk.text();
        let result = case(&desk.service, Caller::Session(&ada));
        if looks.contains(name) {
            assert_eq!(result, Ok(()), "{name}");
            continue;
        }
        assert_eq!(result, Err(UserError::ReauthenticationRequired), "{name}");
        assert_eq!(desk.text(), before, "{name}");
        let fresh = desk
            .service
            .sessions()
            .reauthenticate(&ada, &secret(ADA.1).into())
            .expect("right");
        assert_eq!(
            case(&desk.service, Caller::Session(&fresh.session)),
            Ok(()),
            "{name}"
        );
    }
}

#[test]
fn r48_a_page_opens_only_to_its_users_and_roles() {
    let opens: [(&str, &[&str]); 3] = [
        ("office", &["ada"]),
        ("till", &["bob", "max"]),
        ("guest", &[]),
    ];
    for (page, expected) in opens {
        for who in ["ada", "bob", "max", "amy", "kim", "cho"] {
            let desk = staffed();
            let session = session(&desk, who);
            let opened = desk
                .service
                .pages()
                .open(&session, &PageId(page.to_owned()));
            assert_eq!(opened.is_ok(), expected.contains(&who), "{who} at {page}");
        }
    }
}

#[test]
fn r32_users_can_neither_change_users_with_more_permissions_nor_grant_more_than_they_have() {
    let desk = staffed();
    let max = session(&desk, "max");
    let by = Caller::Session(&max);
    let service = &desk.service;
    for above in ["ada", "amy", "cho"] {
        let refused = Err(UserError::NotAllowed);
        assert_eq!(
            service.users().start_reset(by, above).map(drop),
            refused,
            "{above}"
        );
        assert_eq!(service.users().remove(by, above), refused, "{above}");
        assert_eq!(service.users().unlock(by, above), refused, "{above}");
    }
    for role in ["admin", "auditor", "chief"] {
        let refused = service.users().change(by, "bob", &roles(&[role]));
        assert_eq!(refused, Err(UserError::NotAllowed), "{role}");
        let refused = service.users().add(by, &newcomer(), &[role]).map(drop);
        assert_eq!(refused, Err(UserError::NotAllowed), "{role}");
    }
    let own = service
        .users()
        .change(by, "max", &roles(&["manager", "till"]));
    assert_eq!(own, Err(UserError::NotAllowed), "their own roles");
    assert_eq!(
        service.users().change(by, "bob", &roles(&["manager"])),
        Ok(())
    );
}

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
fn r51_a_hand_edit_that_leaves_no_administrator_is_refused_with_the_reason_also_after_a_restart() {
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
    let error = restarted.set_up().open().err().expect("refused").error;
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

#[test]
fn r31_an_added_user_gets_a_code_and_chooses_their_own_password() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let password = secret("chosen by the boss");
    let users = desk.service.users();
    let refused = users.add_with_password(by, &newcomer(), &["till"], &password);
    assert_eq!(refused, Err(UserError::NotAllowed));
    let code = desk
        .service
        .users()
        .add(by, &newcomer(), &["till"])
        .expect("added");
    let own = "the very own words of zoe";
    // Not after a day.
    desk.clock.advance(86_400);
    assert!(
        desk.service
            .recovery()
            .reset_password("zoe", &code, &secret(own))
            .is_err()
    );
    desk.clock.advance(-1);
    assert_eq!(
        desk.service
            .recovery()
            .reset_password("zoe", &code, &secret(own)),
        Ok(())
    );
    assert!(
        desk.service
            .recovery()
            .reset_password("zoe", &code, &secret("once more with it"))
            .is_err()
    );
    assert!(desk.sign_in(("zoe", own)).is_some());
}

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
fn each_registration_mode_lets_in_whom_it_says() {
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
    let text = PEOPLE.replace(
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

const TABLE: &str = "username;email;first_name;last_name;roles;disabled
bob;bob@example.org;Robert;Builder;till, office;no
ada;ada@example.org;Ada;Lovelace;admin;no
nia;nia@example.org;Nia;;till;
\"o.k\";ok@example.org;Ok;Kay;;yes
";

#[test]
fn a_table_is_judged_row_by_row_and_then_imported_as_a_whole() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let plan = desk
        .service
        .import()
        .plan(by, table(TABLE))
        .expect("a table");
    let outcomes: Vec<_> = plan
        .rows
        .iter()
        .map(|row| (row.line, &row.outcome))
        .collect();
    let expected = [
        (2, &RowChange::Update),
        (3, &RowChange::Unchanged),
        (4, &RowChange::Add),
        (5, &RowChange::Add),
    ];
    assert_eq!(outcomes, expected);
    assert!(plan.is_good());
    let progress = Progress::default();
    let done = desk
        .service
        .import()
        .run(by, &plan, false, &progress)
        .expect("imported");
    assert_eq!((done.added, done.changed), (2, 1));
    assert!((progress.part() - 1.0).abs() < f32::EPSILON);
    let bob = desk
        .service
        .users()
        .find(Caller::LocalOwner(Operator::assume()), "bob")
        .expect("there");
    assert_eq!(bob.display_name(), "Robert Builder");
    assert_eq!(bob.roles.len(), 2);
    let (name, code) = &done.codes[0];
    assert_eq!(name, "nia");
    let own = secret("the very own words of nia");
    assert_eq!(
        desk.service.recovery().reset_password("nia", code, &own),
        Ok(())
    );
    assert!(desk.sign_in(("nia", own.expose())).is_some());
    let again = desk
        .service
        .import()
        .plan(by, table(TABLE))
        .expect("a table");
    assert_eq!(
        again.count(&RowChange::Unchanged),
        3,
        "the disabled one waits to be disabled"
    );
}

#[test]
fn one_invalid_row_prevents_the_whole_import() {
    let rows = [
        ("a b,x@example.org,X,,", "a username"),
        ("xaver,nonsense,X,,", "an address"),
        ("xaver,x@example.org,,,", "a name"),
        ("xaver,bob@example.org,X,,", "another user's address"),
        ("xaver,ada,X,,", "another user's username as address"),
        ("nia,nia2@example.org,Nia,,", "the same username again"),
        ("xaver,nia@example.org,X,,", "the same address again"),
        (
            "b\u{43e}b,x@example.org,X,,",
            "a name that looks like another",
        ),
        ("xaver,x@example.org,X,,perhaps", "neither yes nor no"),
        ("bob,,,,", "a name that would be blank"),
    ];
    for (row, what) in rows {
        let desk = staffed();
        let text =
            format!("username,email,first_name,roles,disabled\nnia,nia@example.org,Nia,,\n{row}\n");
        let plan = desk
            .service
            .import()
            .plan(Caller::LocalOwner(Operator::assume()), table(&text))
            .expect("a table");
        assert_eq!(plan.invalid(), 1, "{what}");
        assert!(!plan.is_good(), "{what}");
        let before = desk.text();
        let refused = desk.service.import().run(
            Caller::LocalOwner(Operator::assume()),
            &plan,
            false,
            &Progress::default(),
        );
        assert_eq!(refused.err(), Some(ImportError::InvalidRows), "{what}");
        assert_eq!(desk.text(), before, "{what}");
    }
}

#[test]
fn a_table_that_is_none_says_what_is_missing() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let plan = |by, text: &str| desk.service.import().plan(by, table(text)).err();
    let by = Caller::Session(&ada);
    assert_eq!(plan(by, ""), Some(ImportError::Empty));
    assert_eq!(plan(by, "username,email\n"), Some(ImportError::Empty));
    let unknown = ImportError::UnknownColumn("shoe_size".to_owned());
    assert_eq!(plan(by, "username,shoe size\na,b\n"), Some(unknown));
    assert_eq!(
        plan(by, "email\na@b.example\n"),
        Some(ImportError::NoColumn("username"))
    );
    let passwords = "username,email,first_name,password\nnia,n@example.org,Nia,x\n";
    assert_eq!(plan(by, passwords), Some(ImportError::Passwords));
    let short = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), table(passwords))
        .expect("a table");
    assert!(matches!(
        &short.rows[0].outcome,
        RowChange::Invalid(RowError::Field(UserFieldError::Password(_)))
    ));
}

#[test]
fn the_local_owner_can_import_passwords() {
    let desk = staffed();
    let text = "username,email,first_name,password\nnia,n@example.org,Nia,a password of her own\n";
    let plan = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), table(text))
        .expect("a table");
    let done = desk
        .service
        .import()
        .run(
            Caller::LocalOwner(Operator::assume()),
            &plan,
            false,
            &Progress::default(),
        )
        .expect("imported");
    assert!(done.codes.is_empty());
    assert!(desk.sign_in(("nia", "a password of her own")).is_some());
}

#[test]
fn r32_an_import_cannot_change_users_with_more_permissions() {
    let desk = staffed();
    let max = session(&desk, "max");
    let table = "username,email,first_name,roles\nada,ada@example.org,Eda,admin\nzed,z@example.org,Zed,admin\n";
    let plan = desk
        .service
        .import()
        .plan(Caller::Session(&max), self::table(table))
        .expect("a table");
    let refused = RowChange::Invalid(RowError::NotAllowed);
    assert!(
        plan.rows.iter().all(|row| row.outcome == refused),
        "{:?}",
        plan.rows
    );
}

#[test]
fn what_is_exported_holds_no_secret_and_imports_as_the_same() {
    let desk = staffed();
    let table = desk
        .service
        .users()
        .export(Caller::LocalOwner(Operator::assume()))
        .expect("exported");
    for word in ["$2b$", "$argon2", "password"] {
        assert!(
            !table.replace("no_password", "").contains(word),
            "{word}: {table}"
        );
    }
    let plan = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), self::table(&table))
        .expect("a table");
    let same = plan.count(&RowChange::Unchanged);
    assert_eq!(same, plan.rows.len(), "{:?}", plan.rows);
}

#[test]
fn r65_an_import_that_was_overtaken_changes_nothing() {
    let desk = staffed();
    let plan = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), table(TABLE))
        .expect("a table");
    let other = typed_user("nia", "other@example.org", "Zoe");
    let added = desk
        .service
        .users()
        .add(Caller::LocalOwner(Operator::assume()), &other, &[""; 0]);
    assert!(added.is_ok());
    let before = desk.text();
    let result = desk.service.import().run(
        Caller::LocalOwner(Operator::assume()),
        &plan,
        false,
        &Progress::default(),
    );
    // Nia is there now, with another address: the table would change her instead.
    assert_eq!(result.err(), Some(ImportError::Outdated));
    assert_eq!(desk.text(), before);
}

#[test]
fn ten_thousand_users_are_imported_in_one_change() {
    let desk = staffed();
    let mut table = String::from("username,email,first_name,roles\n");
    for n in 0..10_000 {
        table.push_str(&format!("p{n},p{n}@example.com,P{n},till\n"));
    }
    let plan = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), self::table(&table))
        .expect("a table");
    let bad = plan.rows.iter().find(|row| row.outcome != RowChange::Add);
    assert_eq!(bad, None);
    let done = desk
        .service
        .import()
        .run(
            Caller::LocalOwner(Operator::assume()),
            &plan,
            false,
            &Progress::default(),
        )
        .expect("imported");
    assert_eq!((done.added, done.codes.len()), (10_000, 10_000));
    let people = desk
        .service
        .users()
        .list(Caller::LocalOwner(Operator::assume()))
        .expect("listed");
    assert_eq!(people.rows.len(), 10_000 + 8);
}

#[test]
fn settings_are_previewed_as_the_lines_that_change_and_nothing_else() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let changes = vec![
        Setting::Title(Some("Corner shop".to_owned())),
        Setting::RegistrationMode(RegistrationPolicy::Open),
        Setting::Page(
            PageId("till".to_owned()),
            PageChange::Roles(vec![Role::parse("office").expect("a role")]),
        ),
        Setting::Page(
            PageId("news".to_owned()),
            PageChange::Add {
                title: "News".to_owned(),
                roles: vec![Role::admin()],
                text: "# Today\n\nNothing new.\n".to_owned(),
            },
        ),
    ];
    let before = desk.text();
    let preview = desk
        .service
        .settings()
        .preview(by, changes)
        .expect("a preview");
    assert_eq!(desk.text(), before, "looking changes nothing");
    let lines: Vec<_> = preview
        .lines
        .iter()
        .map(|line| format!("{}{}", if line.is_new { "+" } else { "-" }, line.text))
        .collect();
    let expected = [
        "-registration: {mode: listed}",
        "+registration: {mode: open}",
        "-    roles: [till]",
        "+    roles: [\"office\"]",
        "+  news:",
        "+    title: \"News\"",
        "+    roles: [\"admin\"]",
        "+    kind: \"markdown\"",
        "+    text: |",
        "+      # Today",
        "+",
        "+      Nothing new.",
        "+app:",
        "+  title: \"Corner shop\"",
    ];
    assert_eq!(lines, expected);
    assert_eq!(desk.service.settings().apply(by, &preview), Ok(()));
    let snapshot = desk.ports.credentials.read().expect("read");
    let settings = &snapshot.settings;
    assert_eq!(settings.title.as_deref(), Some("Corner shop"));
    assert_eq!(settings.views.len(), 4);
    assert!(
        desk.service
            .pages()
            .open(&ada, &PageId("news".to_owned()))
            .is_ok()
    );
}

#[test]
fn settings_that_were_changed_meanwhile_are_looked_at_again_and_other_changes_stay() {
    let desk = staffed();
    let preview = |minutes| {
        let changes = vec![Setting::LockMinutes(minutes)];
        let preview = desk
            .service
            .settings()
            .preview(Caller::LocalOwner(Operator::assume()), changes);
        preview.expect("a preview")
    };
    let (nine, eight) = (preview(9), preview(8));
    desk.edit("mode: listed", "mode: open");
    assert_eq!(
        desk.service
            .settings()
            .apply(Caller::LocalOwner(Operator::assume()), &nine),
        Ok(())
    );
    assert!(desk.text().contains("mode: open") && desk.text().contains("after_minutes: 9"));
    let result = desk
        .service
        .settings()
        .apply(Caller::LocalOwner(Operator::assume()), &eight);
    assert_eq!(result, Err(UserError::Store(StoreError::Changed)));
    assert!(desk.text().contains("after_minutes: 9"));
}

#[test]
fn r50_settings_that_the_form_does_not_show_are_changed_only_by_the_owner_of_the_file() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    for change in [
        Setting::ActivityRecords(1),
        Setting::SessionsSingle(true),
        Setting::PasswordCost(10),
    ] {
        let changes = || vec![change.clone()];
        let settings = desk.service.settings();
        let refused = settings.preview(Caller::Session(&ada), changes());
        assert_eq!(refused.err(), Some(UserError::NotAllowed), "{change:?}");
        let preview = settings.preview(Caller::LocalOwner(Operator::assume()), changes());
        let refused = settings.apply(Caller::Session(&ada), &preview.expect("a preview"));
        assert_eq!(refused, Err(UserError::NotAllowed), "{change:?}");
    }
}

#[test]
fn r43_who_is_signed_in_is_listed_and_can_be_ended() {
    let desk = staffed();
    let bob = session(&desk, "bob");
    desk.service
        .remember_me()
        .remember(&bob)
        .expect("remembered");
    let ada = session(&desk, "ada");
    let signed_in = desk
        .service
        .users()
        .signed_in(Caller::Session(&ada))
        .expect("listed");
    let names: Vec<_> = signed_in.iter().map(|row| row.username.as_str()).collect();
    assert_eq!(names, ["ada", "bob"]);
    assert!(signed_in[1].is_open && signed_in[1].remembered.is_some());
    assert_eq!(
        desk.service
            .users()
            .sign_out_everywhere(Caller::Session(&ada), "bob"),
        Ok(())
    );
    drop(bob);
    let signed_in = desk
        .service
        .users()
        .signed_in(Caller::Session(&ada))
        .expect("listed");
    assert_eq!(signed_in.len(), 1);
}

#[test]
fn a_locked_name_is_listed_as_locked_until_it_is_unlocked() {
    let desk = staffed();
    for _ in 0..5 {
        assert!(
            desk.service
                .sign_in()
                .with_password("bob", &secret("wrong"))
                .is_err()
        );
    }
    let status = || {
        let people = desk
            .service
            .users()
            .list(Caller::LocalOwner(Operator::assume()))
            .expect("listed");
        let bob = people.rows.iter().find(|row| row.username == "bob");
        bob.expect("there").status
    };
    assert_eq!(status(), Status::Locked);
    assert_eq!(
        desk.service
            .users()
            .unlock(Caller::LocalOwner(Operator::assume()), "bob"),
        Ok(())
    );
    assert_eq!(status(), Status::Active);
}
