//! Which use case needs which permission, and which asks for the password again.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::service::Service;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{
    Applied, CredentialStore, Edit, EditPreview, Revision, Setting, Snapshot, StoreError,
};
use egui_authenticator::service::users::UserError;

use crate::harness::{ADA, secret};

use super::{change, import, newcomer, roles, session, staffed};

const EVERYTHING: AuditQuery = AuditQuery::latest(1_000);

/// A use case of administration: whether it was allowed, whatever else came of it.
type Case = fn(&Service, Caller<'_>) -> Result<(), UserError>;

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

/// A configuration file that someone edits right before a change is written.
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
fn r50_a_caller_demoted_before_the_write_changes_nothing() {
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
