//! The configuration file of one computer, and what is on the server.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use egui_authenticator::service::ports::{
    Applied, Changed, CredentialStore, Edit, EditPreview, Revision, Setting, Snapshot, StoreError,
    Watch,
};
use egui_authenticator::testing::conformance;
use egui_authenticator::use_cases::{UserChange, UserInput};
use egui_authenticator::users::{NewUser, PersonName, StoredHash};

use crate::computers::OWNER;
use crate::program::{Computer, eventually, password, shop, signs_in};
use crate::server::Server;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_keeps_its_own_title_and_lock_time_and_notices_changes_of_both() {
    let (database, computer) = shop();
    let address = database.address();
    computer.write(
        &address,
        "app:\n  title: Till 1\nlock:\n  after_minutes: 1\n",
    );
    let users = computer.paths().dependencies().credentials;
    let read = || users.read().expect("read");
    assert_eq!(read().settings.title.as_deref(), Some("Till 1"));
    assert_eq!(read().settings.lock.after_minutes, 1);
    assert_eq!(users.revision(), Ok(read().revision));
    let count = Arc::new(AtomicUsize::new(0));
    let counting = Arc::clone(&count);
    let watch = users.watch(Arc::new(move || {
        counting.fetch_add(1, Ordering::Relaxed);
    }));
    assert!(watch.is_some());
    computer.write(&address, "app:\n  title: Till 2\n");
    assert!(eventually(|| count.load(Ordering::Relaxed) > 0), "the file");
    assert_eq!(read().settings.title.as_deref(), Some("Till 2"));
    assert_eq!(read().settings.lock.after_minutes, 5, "that of the server");
    let before = count.load(Ordering::Relaxed);
    let other = Computer::over(&address);
    let change = UserChange::default().disabled(true);
    let changed = other.service().users().change(OWNER, "ada", &change);
    assert!(changed.is_err(), "the last administrator");
    other.succeeds(&["user", "set", "ada", "--first-name", "Augusta"]);
    let is_noticed = || count.load(Ordering::Relaxed) > before;
    assert!(eventually(is_noticed), "the server");
    assert!(read().users.iter().any(|user| user.name.first == "Augusta"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_file_that_changes_is_a_new_revision_also_where_no_notification_arrives() {
    let (database, computer) = shop();
    let users = computer.paths().dependencies().credentials;
    let before = users.read().expect("read").revision;
    assert_eq!(users.revision(), Ok(before));
    computer.write(&database.address(), "app:\n  title: Till 2\n");
    assert_ne!(users.revision(), Ok(before));
    let after = users.read().expect("read");
    assert_eq!(after.revision, before, "the server has not changed");
    assert_eq!(users.revision(), Ok(before));
}

/// The store of a program, with the folder that its file is in.
struct OfProgram(
    Arc<dyn CredentialStore>,
    #[expect(dead_code, reason = "kept")] Computer,
);

impl CredentialStore for OfProgram {
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

    fn revision(&self) -> Result<Revision, StoreError> {
        self.0.revision()
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        self.0.watch(changed)
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_server_with_the_file_keeps_the_contract_of_a_store() {
    conformance::credential_store(|| {
        let computer = Computer::over(&Server::shared().migrated().address());
        OfProgram(computer.paths().dependencies().credentials, computer)
    });
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_is_made_although_another_computer_has_changed_something_else_since() {
    let (database, computer) = shop();
    let users = computer.paths().dependencies().credentials;
    let decided_on = users.read().expect("read");
    let other = Computer::over(&database.address());
    let carl = UserInput::new("carl", "carl@example.org", PersonName::new("Carl", ""));
    let added = other.service().users().add(OWNER, &carl, &["till"]);
    assert!(added.is_ok());
    assert_eq!(users.read().expect("read").users.len(), 2);
    let edit = Edit::Set(vec![Setting::SessionsSingle(true)]);
    assert!(users.apply(&edit, &decided_on.revision).is_ok());
    assert_eq!(users.read().expect("read").users.len(), 2);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn relative_paths_of_the_server_start_from_the_folder_of_the_file() {
    let (_database, computer) = shop();
    let users = computer.paths().dependencies().credentials;
    let logo = Setting::Logo(Some("shop.png".to_owned()));
    let revision = users.read().expect("read").revision;
    assert!(users.apply(&Edit::Set(vec![logo]), &revision).is_ok());
    let read = users.read().expect("read");
    assert_eq!(
        read.settings.logo,
        Some(computer.folder.path().join("shop.png"))
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_relative_picture_of_a_user_starts_from_the_folder_of_the_file_and_a_change_keeps_it() {
    let (database, computer) = shop();
    database.sql(
        "UPDATE auth_inner.account
         SET record = jsonb_set(record::jsonb, '{picture}', '\"pictures/ada.png\"')::json;
         DELETE FROM auth_inner.past; UPDATE auth_inner.head SET revision = sha256(revision)",
    );
    let service = computer.service();
    let view = service.sign_in().with_password("ada", &password());
    let view = view.expect("signed in").session_view().expect("at once");
    let expected = computer.folder.path().join("pictures/ada.png");
    assert_eq!(view.session.user().picture.as_ref(), Some(&expected));
    assert_eq!(view.folder, computer.folder.path());
    let change = UserChange::default().first_name("Augusta");
    let changed = service.users().change(OWNER, "ada", &change);
    assert!(changed.is_ok(), "{:?}", changed.err());
    let stored =
        database.sql("SELECT record->>'picture', record->>'first_name' FROM auth_inner.account");
    assert_eq!(stored, "pictures/ada.png|Augusta");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_file_says_how_long_sessions_continue_without_the_server() {
    let (database, computer) = shop();
    assert_eq!(computer.paths().dependencies().offline_minutes, 15);
    computer.write(&database.address(), "  offline_minutes: 0\n");
    assert_eq!(computer.paths().dependencies().offline_minutes, 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r61_a_file_that_names_another_server_or_is_gone_changes_nothing_until_a_restart() {
    let (database, computer) = shop();
    let other = Server::shared().migrated();
    let service = computer.service();
    assert!(signs_in(&service, "ada"));
    computer.write(&other.address(), "");
    for is_there in [true, false] {
        if !is_there {
            fs::remove_file(computer.config()).expect("removed");
        }
        let opened = service.set_up().open().expect("opened");
        assert!(opened.trouble.is_some(), "{is_there}");
        assert_eq!(opened.location, computer.config().display().to_string());
        assert!(signs_in(&service, "ada"));
    }
    computer.write(&other.address(), "");
    let restarted = computer.service().set_up().open();
    let empty = restarted.map_err(|problem| problem.error).err();
    assert_eq!(empty, Some(StoreError::Absent));
    computer.write(&database.address(), "");
    assert!(service.set_up().open().expect("opened").trouble.is_none());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_a_computer_remembers_belongs_to_one_server() {
    let (database, computer) = shop();
    let other = Server::shared().migrated();
    // What PINs are sealed with, which opens only on this computer.
    let sealed = |new: Option<&[u8]>| {
        let mut before = None;
        let sessions = computer.paths().dependencies().sessions;
        let changed = sessions.quick_unlock(&mut |stored| {
            before = stored.map(<[u8]>::to_vec);
            new.map(<[u8]>::to_vec)
        });
        changed.expect("read");
        before
    };
    assert_eq!(sealed(Some(b"here")), None);
    computer.write(&other.address(), "");
    assert_eq!(sealed(None), None);
    computer.write(&database.address(), "");
    assert_eq!(sealed(None).as_deref(), Some(&b"here"[..]));
}
