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

use crate::harness::{ADA, BOB, Desk, secret, typed_user};

pub const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

pub fn roles(roles: &[&str]) -> UserChange {
    UserChange::default().roles(roles.iter().copied())
}

pub fn email(email: &str) -> UserChange {
    UserChange::default().email(email)
}

pub fn change(desk: &Desk, user: &str, change: &UserChange) {
    let changed = desk.service.users().change(OWNER, user, change);
    assert_eq!(changed, Ok(()));
}

pub fn latest(desk: &Desk) -> u64 {
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
    let filter = log.filter(&AuditQuery::latest(1).user("bob").kind(AuditKind::Users));
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
