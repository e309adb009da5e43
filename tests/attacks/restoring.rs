//! Someone who has a backup restored in the window, to get more than the preview says.

use std::sync::Arc;

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::ports::{
    Adapt, Applied, Backup, CredentialStore, Edit, EditPreview, Revision, Snapshot, StoreError,
};
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::yaml::YamlStore;

use crate::backups::{OWNER, change, email, latest, roles};
use crate::harness::{ADA, BOB, Desk, USERS, secret, typed_user};

/// A store whose file is edited right before a version is restored.
struct Edited(YamlStore, std::path::PathBuf);

impl CredentialStore for Edited {
    fn location(&self) -> String {
        self.0.location()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.0.read()
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.0.preview(change)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.0.apply(change, expected)
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.0.create(first, hash)
    }

    fn backups(&self) -> Vec<Backup> {
        self.0.backups()
    }

    fn backup(&self, number: u64) -> Result<Arc<Snapshot>, StoreError> {
        self.0.backup(number)
    }

    fn restore(&self, number: u64, adapt: &Adapt<'_>) -> Result<Applied, StoreError> {
        let text = std::fs::read_to_string(&self.1).expect("read");
        let text = text.replacen("roles: [admin]", "roles: [till]", 1);
        std::fs::write(&self.1, text).expect("written");
        self.0.restore(number, adapt)
    }
}

/// Makes Zoe an administrator who can sign in.
fn with_zoe(desk: &Desk) {
    let zoe = typed_user("zoe", "zoe@example.org", "Zoe");
    let password = secret("zoe at the till today");
    let users = desk.service.users();
    let added = users.add_with_password(OWNER, &zoe, &["admin"], &password);
    added.expect("added");
}

/// An administrator whose role is taken while the question is open gets it back with the backup.
#[test]
fn r50_an_administrator_demoted_before_the_write_restores_nothing() {
    let mut desk = Desk::open();
    with_zoe(&desk);
    change(&desk, "gus", &email("augustus@example.org"));
    let file = desk.config();
    desk.replace(|ports| {
        ports.credentials = Arc::new(Edited(YamlStore::new(&file), file.clone()));
    });
    let ada = desk.sign_in(ADA).expect("signed in");
    let backups = desk.service.backups();
    let preview = backups.preview(&ada, latest(&desk)).expect("a preview");
    let refused = backups.restore_previewed(&ada, &preview);
    assert_eq!(refused, Err(UserError::NotAllowed));
    assert!(desk.text().contains("augustus@example.org"));
}

/// A user who may edit settings, or who walks up to the desk of an administrator, restores the day on which they were one.
#[test]
fn r47_only_an_administrator_who_has_just_entered_the_password_restores_in_the_window() {
    let desk = Desk::with(&USERS.replace(
        "views:\n",
        "roles:\n  till: {permissions: [edit_settings]}\nviews:\n",
    ));
    assert!(desk.service.set_up().open().is_ok());
    change(&desk, "gus", &email("augustus@example.org"));
    let (ada, bob) = (desk.sign_in(ADA), desk.sign_in(BOB));
    let (ada, bob) = (ada.expect("signed in"), bob.expect("signed in"));
    let backups = desk.service.backups();
    let number = latest(&desk);
    let refused = UserError::NotAllowed;
    assert_eq!(backups.overview(&bob).err(), Some(refused.clone()));
    assert_eq!(backups.preview(&bob, number).err(), Some(refused.clone()));
    let preview = backups.preview(&ada, number).expect("a preview");
    let before = desk.text();
    assert_eq!(backups.restore_previewed(&bob, &preview), Err(refused));
    let log = desk.service.audit_log();
    let filter = log.filter(&AuditQuery::latest(9).user("bob").kind(AuditKind::File));
    assert_eq!(log.list(OWNER, &filter).expect("the log").len(), 3);
    desk.clock.advance(301);
    let late = backups.restore_previewed(&ada, &preview);
    assert_eq!(late, Err(UserError::ReauthenticationRequired));
    assert_eq!(desk.text(), before);
    let sessions = desk.service.sessions();
    let fresh = sessions.reauthenticate(&ada, &secret(ADA.1).into());
    let fresh = fresh.expect("right").session;
    assert!(backups.restore_previewed(&fresh, &preview).is_ok());
    assert!(ada.has_ended() && bob.has_ended(), "all sessions end");
    let recorded = log.filter(&AuditQuery::latest(1).user("ada").kind(AuditKind::File));
    let records = log.list(OWNER, &recorded).expect("the log");
    assert_eq!(records[0].event.detail, AuditDetail::Restored(number));
}

/// An administrator agrees to a preview, and the file or the backup is another one by then.
#[test]
fn r91_a_preview_restores_nothing_but_what_it_showed() {
    let desk = Desk::open();
    change(&desk, "gus", &email("augustus@example.org"));
    let ada = desk.sign_in(ADA).expect("signed in");
    let backups = desk.service.backups();
    let number = latest(&desk);
    let preview = backups.preview(&ada, number).expect("a preview");
    change(&desk, "bob", &roles(&["till", "desk"]));
    let changed = Err(UserError::Store(StoreError::Changed));
    assert_eq!(backups.restore_previewed(&ada, &preview), changed);
    let preview = backups.preview(&ada, number).expect("a preview");
    let all = backups.list(OWNER).expect("listed");
    let file = all.iter().find(|of| of.number == number).expect("a backup");
    let text = std::fs::read_to_string(&file.path).expect("read");
    std::fs::write(
        &file.path,
        text.replacen("roles: [till]", "roles: [admin]", 1),
    )
    .expect("written");
    assert_eq!(backups.restore_previewed(&ada, &preview), changed);
    assert!(desk.text().contains("augustus@example.org"));
}

/// The change could not be undone, because no administrator could sign in.
#[test]
fn r51_a_restore_in_the_window_leaves_an_administrator_who_can_sign_in() {
    let desk = Desk::open();
    with_zoe(&desk);
    change(&desk, "ada", &roles(&["till"]));
    change(&desk, "ada", &roles(&["admin"]));
    let only_zoe = latest(&desk);
    desk.service.users().remove(OWNER, "zoe").expect("removed");
    let ada = desk.sign_in(ADA).expect("signed in");
    let preview = desk.service.backups().preview(&ada, only_zoe);
    assert_eq!(preview.err(), Some(UserError::NoAdministratorLeft));
}

/// An administrator shortens the audit log, which only the owner of the file may, by way of a backup.
#[test]
fn r50_a_restore_in_the_window_changes_no_setting_of_the_owner() {
    let desk = Desk::open();
    let text = desk.text();
    std::fs::write(desk.config(), format!("{text}activity:\n  days: 1\n")).expect("written");
    change(&desk, "gus", &email("augustus@example.org"));
    let short = latest(&desk);
    desk.edit("activity:\n  days: 1\n", "");
    let ada = desk.sign_in(ADA).expect("signed in");
    let refused = desk.service.backups().preview(&ada, short).err();
    let Some(UserError::OwnerSettings(settings)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(settings[0].to_string(), "activity.days");
    assert!(desk.service.backups().restore(OWNER, short, false).is_ok());
}

/// An administrator makes a colleague and an invitation disappear, and another one appear, by way of a backup.
#[test]
fn r66_a_restore_records_each_user_role_setting_and_address_and_the_preview_names_them() {
    let desk = Desk::open();
    let emails = desk.service.allowed_emails();
    emails.remove(OWNER, "mel@example.org").expect("removed");
    desk.service.users().remove(OWNER, "gus").expect("removed");
    change(&desk, "bob", &roles(&["desk"]));
    with_zoe(&desk);
    let ada = desk.sign_in(ADA).expect("signed in");
    let backups = desk.service.backups();
    let first = backups.list(OWNER).expect("listed")[0].number;
    let preview = backups.preview(&ada, first).expect("a preview");
    let bob = ("bob".to_owned(), ["desk".to_owned(), "till".to_owned()]);
    assert_eq!(preview.roles, [bob]);
    assert_eq!(preview.allowed_again, ["mel@example.org"]);
    backups.restore_previewed(&ada, &preview).expect("restored");
    let log = desk.service.audit_log();
    for (user, expected) in [
        ("gus", AuditDetail::Word(AuditWord::Added)),
        ("zoe", AuditDetail::Word(AuditWord::Removed)),
        ("bob", AuditDetail::Roles(vec!["till".to_owned()])),
        ("mel@example.org", AuditDetail::Word(AuditWord::Invited)),
    ] {
        let filter = log.filter(&AuditQuery::latest(1).user(user).kind(AuditKind::Users));
        let records = log.list(OWNER, &filter).expect("the log");
        assert_eq!(records[0].event.detail, expected, "{user}");
        assert_eq!(records[0].event.who, "ada", "{user}");
    }
}

/// A user who looks over the shoulder of an administrator reads a secret in the preview.
#[test]
fn r96_a_preview_of_a_restore_holds_no_secret() {
    let desk = Desk::open();
    let text = desk.text();
    let mail = "mail:\n  server: mail.example.org\n  from: shop@example.org\n  username: shop\n  password: open sesame\n";
    std::fs::write(desk.config(), format!("{text}{mail}")).expect("written");
    with_zoe(&desk);
    let with_mail = latest(&desk);
    desk.edit(mail, "");
    desk.service.users().remove(OWNER, "gus").expect("removed");
    let ada = desk.sign_in(ADA).expect("signed in");
    let preview = desk.service.backups().preview(&ada, with_mail);
    let shown = format!("{:?}", preview.expect("a preview"));
    assert!(shown.contains("gus") && shown.contains("Mail"), "{shown}");
    assert!(
        !shown.contains("sesame") && !shown.contains("$2"),
        "{shown}"
    );
}
