//! Someone who has an earlier version of the file restored, to get back what was taken away since.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::AuditDetail;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{
    Adapt, Applied, Backup, CredentialStore, Edit, EditPreview, Revision, Snapshot, StoreError,
};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::store::yaml::YamlStore;

use crate::harness::{ADA, BOB, Desk, USERS, secret, typed_user};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

fn roles(roles: &[&str]) -> UserChange {
    UserChange {
        roles: Some(roles.iter().map(|role| (*role).to_owned()).collect()),
        ..UserChange::default()
    }
}

fn email(email: &str) -> UserChange {
    UserChange {
        email: Some(email.to_owned()),
        ..UserChange::default()
    }
}

fn change(desk: &Desk, user: &str, change: &UserChange) {
    let changed = desk.service.users().change(OWNER, user, change);
    assert_eq!(changed, Ok(()));
}

fn latest(desk: &Desk) -> u64 {
    let backups = desk.service.backups().list(OWNER).expect("listed");
    backups.last().expect("a backup").number
}

/// Returns the username and the e-mail address with which a user is found.
fn found(desk: &Desk, login: &str) -> (String, String) {
    let user = desk.service.users().find(OWNER, login).expect("a user");
    let email = user.email.map(|email| email.as_str().to_owned());
    (user.username.as_str().to_owned(), email.unwrap_or_default())
}

fn refusal(desk: &Desk, (login, password): (&str, &str)) -> Option<SignInError> {
    let signed_in = desk.service.sign_in();
    signed_in.with_password(login, &secret(password)).err()
}

/// A user who was an administrator for a day asks for the version of that day: the owner of the file is told who would
/// get permissions, has to confirm it, and finds it in the audit log.
#[test]
fn r91_a_restore_that_gives_back_a_role_is_confirmed_and_recorded() {
    let desk = Desk::open();
    change(&desk, "bob", &roles(&["admin"]));
    change(&desk, "bob", &roles(&["till"]));
    let backups = desk.service.backups();
    let with_role = latest(&desk);
    let ada = desk.sign_in(ADA).expect("signed in");
    let before = desk.text();
    let refused = backups.restore(OWNER, with_role, false);
    let names = || vec!["bob".to_owned()];
    assert_eq!(refused, Err(UserError::GivesPermissions(names())));
    assert_eq!(desk.text(), before);
    assert!(!ada.has_ended());
    let restored = backups.restore(OWNER, with_role, true).expect("restored");
    assert_eq!(restored.with_permissions, names());
    let log = desk.service.audit_log();
    let filter = log.filter(&AuditQuery {
        days: None,
        user: Some("bob".to_owned()),
        kind: Some(AuditKind::Users),
        limit: 1,
    });
    let records = log.list(OWNER, &filter).expect("the log");
    let given = AuditDetail::Roles(vec!["admin".to_owned()]);
    assert_eq!(records[0].event.detail, given);
    // What gives no permission needs no confirmation.
    let again = backups.restore(OWNER, latest(&desk), false);
    assert_eq!(again.expect("restored").with_permissions, [""; 0]);
}

/// The holder of a mailbox that was once given as the address of a user has the address restored, to have a code mailed
/// to it. A removed user whose address belongs to another one by now comes back without it.
#[test]
fn r91_a_restore_brings_back_no_old_address() {
    let desk = Desk::open();
    change(&desk, "bob", &email("robert@example.org"));
    let old = latest(&desk);
    desk.service.users().remove(OWNER, "gus").expect("removed");
    change(&desk, "eve", &email("gus@example.org"));
    let restored = desk.service.backups().restore(OWNER, old, false);
    assert_eq!(restored.expect("restored").without_password, ["gus"; 0]);
    let of = |name: &str, email: &str| (name.to_owned(), email.to_owned());
    assert_eq!(found(&desk, "bob"), of("bob", "robert@example.org"));
    assert_eq!(
        found(&desk, "gus@example.org"),
        of("eve", "gus@example.org")
    );
    assert_eq!(found(&desk, "gus"), of("gus", ""));
}

/// The holder of a copied token waits until the file is lost, and restored from a version in which the sign-in is good.
#[test]
fn r91_a_restore_without_the_file_revives_no_remembered_sign_in() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    let remembered = desk.service.remember_me().remember(&bob);
    remembered.expect("remembered");
    change(&desk, "gus", &email("augustus@example.org"));
    std::fs::remove_file(desk.config()).expect("removed");
    let service = desk.restarted();
    let restored = service.backups().restore(OWNER, latest(&desk), false);
    assert!(!restored.expect("restored").keeps_credentials);
    let resumed = desk.restarted().remember_me().resume();
    assert!(resumed.session_view().is_none());
    assert_eq!(refusal(&desk, BOB), None, "with the password");
}

/// A store whose program is killed as soon as a version is restored.
struct Killed(YamlStore);

impl CredentialStore for Killed {
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

    fn restore(&self, number: u64, adapt: &Adapt<'_>) -> Result<Applied, StoreError> {
        let restored = self.0.restore(number, adapt);
        panic!("killed after {restored:?}")
    }
}

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
    let filter = log.filter(&AuditQuery {
        days: None,
        user: Some("bob".to_owned()),
        kind: Some(AuditKind::File),
        limit: 9,
    });
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
    let recorded = log.filter(&AuditQuery {
        days: None,
        user: Some("ada".to_owned()),
        kind: Some(AuditKind::File),
        limit: 1,
    });
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

/// Nobody could undo it, because no administrator could sign in.
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

/// A user who is missing in the version that is restored kills the program right after it, and puts the file back with
/// which they can sign in.
#[test]
fn r91_a_restore_that_is_killed_has_noted_what_it_ends() {
    let desk = Desk::open();
    let zoe = typed_user("zoe", "zoe@example.org", "Zoe");
    let password = ("zoe", "zoe at the till today");
    let users = desk.service.users();
    let added = users.add_with_password(OWNER, &zoe, &["till"], &secret(password.1));
    added.expect("added");
    let with_zoe = desk.text();
    let without = latest(&desk);
    let service = desk.restarted_with(|ports| {
        ports.credentials = Arc::new(Killed(YamlStore::new(desk.config())));
    });
    let restore = || service.backups().restore(OWNER, without, false);
    assert!(catch_unwind(AssertUnwindSafe(restore)).is_err(), "killed");
    assert!(!desk.text().contains("zoe"));
    std::fs::write(desk.config(), with_zoe).expect("put back");
    assert_eq!(refusal(&desk, password), Some(SignInError::Outdated));
}

/// An administrator has typed a new password into the file, which was not hashed yet, because the old one is known to others. The
/// restored version does not bring back the old one.
#[test]
fn r91_a_restore_keeps_a_password_in_plain_text() {
    let desk = Desk::open();
    change(&desk, "gus", &email("augustus@example.org"));
    let text = desk.text();
    let (start, rest) = text.split_once("name: Bob Builder\n").expect("bob");
    let (_, rest) = rest.split_once('\n').expect("a password");
    let typed = "typed into the file at noon";
    let text = format!("{start}name: Bob Builder\n      password: {typed}\n{rest}");
    std::fs::write(desk.config(), text).expect("written");
    let service = desk.restarted();
    let restored = service.backups().restore(OWNER, latest(&desk), false);
    assert_eq!(restored.expect("restored").without_password, [""; 0]);
    assert_eq!(refusal(&desk, BOB), Some(SignInError::Refused));
    assert_eq!(refusal(&desk, ("bob", typed)), None);
    assert!(!desk.text().contains(typed));
}

/// A user whose entry was closed by a typing mistake when the version was made has it restored, and the mistake corrected:
/// nothing that was decided about them since would hold.
#[test]
fn r91_a_version_with_an_entry_that_is_closed_is_not_restored() {
    let desk = Desk::open();
    desk.edit("roles: [till]", "roles: [till, []]");
    change(&desk, "eve", &email("eve@example.com"));
    let closed = latest(&desk);
    desk.edit("roles: [till, []]", "roles: [till]");
    let before = desk.text();
    let refused = desk.service.backups().restore(OWNER, closed, true);
    let Err(UserError::Store(StoreError::Unusable(problems))) = refused else {
        panic!("{refused:?}")
    };
    assert!(!problems.is_empty());
    assert_eq!(desk.text(), before);
}

/// A user is disabled with a line too many, which closes the entry; an earlier version is restored.
#[test]
fn r91_a_user_whose_present_entry_cannot_be_read_comes_back_disabled_and_without_a_password() {
    let desk = Desk::open();
    change(&desk, "eve", &email("eve@example.com"));
    let good = latest(&desk);
    desk.edit(
        "roles: [till]",
        "roles: [till]\n      disabled: false\n      disabled: true",
    );
    assert!(desk.sign_in(BOB).is_none());
    let restored = desk.service.backups().restore(OWNER, good, false);
    assert_eq!(restored.expect("restored").without_password, ["bob"]);
    let bob = desk.service.users().find(OWNER, "bob").expect("bob");
    assert!(bob.disabled);
    assert!(desk.sign_in(BOB).is_none());
}

/// A user who finds a backup looks for a password that was in plain text in an entry that cannot be read.
#[test]
fn r15_a_password_in_plain_text_that_cannot_be_hashed_is_in_no_backup() {
    for entry in [
        "    mel: {password: 12345678}",
        "    mel: tomorrow we sail",
        "    mel: [tomorrow we sail]",
        "    mel: {password: [tomorrow we sail]}",
        "    mel: {password: tomorrow we sail}\n    Mel: {password: another one that is plain}",
        "    mel: {password: tomorrow we sail, password: tomorrow we sail}",
        "    \"mel\u{200b}\": {password: tomorrow we sail}",
    ] {
        let desk = Desk::open();
        desk.edit("  usernames:\n", &format!("  usernames:\n{entry}\n"));
        change(&desk, "eve", &email("eve@example.com"));
        change(&desk, "eve", &email("eve@example.net"));
        let folder = desk.config().with_extension("yaml.backups");
        for file in std::fs::read_dir(folder).into_iter().flatten() {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("read");
            let is_there = text.contains("tomorrow we sail") || text.contains("12345678");
            assert!(!is_there, "{entry}:\n{text}");
        }
        // What could not be kept is not overwritten.
        if let Some(backup) = desk.service.backups().list(OWNER).expect("listed").last() {
            let before = desk.text();
            let refused = desk.service.backups().restore(OWNER, backup.number, true);
            let Err(UserError::Store(StoreError::Unusable(problems))) = refused else {
                panic!("{entry}: {refused:?}")
            };
            assert!(!problems.is_empty(), "{entry}");
            assert_eq!(desk.text(), before);
        }
    }
}

/// A stranger registers with the address of a user whose entry cannot be read at the moment.
#[test]
fn r97_the_address_of_an_entry_that_cannot_be_read_stays_taken() {
    let desk = Desk::open();
    let entry = "    mel: {email: mel@example.org, name: Mel, name: Mel}";
    desk.edit("  usernames:\n", &format!("  usernames:\n{entry}\n"));
    let added = desk.service.users().add(
        OWNER,
        &typed_user("other", "mel@example.org", "Other"),
        &[""; 0],
    );
    assert!(matches!(added, Err(UserError::EmailTaken(_))));
}
