//! The configuration file on Windows while another program has it open.

use std::fs::{self, File, OpenOptions};
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::domain::user::UserPatch;
use crate::domain::username::Username;
use crate::service::ports::{CredentialStore, Edit, StoreError};
use crate::store::yaml::YamlStore;

use super::{PEER, hash, store};

/// Reading, writing and removing by others, as most programs share a file that they read.
const SHARE_ALL: u32 = 7;

fn open(path: &Path, share: u32) -> File {
    let mut options = OpenOptions::new();
    options.read(true).share_mode(share);
    options.open(path).expect("opened")
}

/// Has another program hold the file for a while.
fn held_for_a_moment(path: &Path, share: u32) -> thread::JoinHandle<()> {
    let file = open(path, share);
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(500));
        drop(file);
    })
}

fn set_password(store: &YamlStore) -> Result<(), StoreError> {
    let snapshot = store.read()?;
    let user = Username::parse("jsmith").expect("a username");
    let change = Edit::Update(vec![(user, UserPatch::password(hash()))]);
    store.apply(&change, &snapshot.revision).map(drop)
}

#[test]
fn a_file_that_another_program_reads_for_a_moment_is_saved() {
    let fixture = store(PEER);
    let reader = held_for_a_moment(fixture.store.path(), SHARE_ALL);
    assert!(set_password(&fixture.store).is_ok());
    reader.join().expect("ended");
}

#[test]
fn a_file_that_another_program_does_not_share_for_a_moment_is_read() {
    let fixture = store(PEER);
    let editor = held_for_a_moment(fixture.store.path(), 0);
    assert!(fixture.store.read().is_ok());
    editor.join().expect("ended");
}

#[test]
fn a_file_that_stays_open_elsewhere_is_left_as_it_is_and_saved_later() {
    let fixture = store(PEER);
    // Shared for reading only, so that the file can be read, but not replaced.
    let editor = open(fixture.store.path(), 1);
    assert!(matches!(
        set_password(&fixture.store),
        Err(StoreError::Unwritable(_))
    ));
    assert_eq!(
        fs::read_to_string(fixture.store.path()).expect("read"),
        PEER
    );
    drop(editor);
    assert!(set_password(&fixture.store).is_ok());
}

#[test]
fn a_file_that_is_marked_as_read_only_is_left_as_it_is() {
    let fixture = store(PEER);
    let path = fixture.store.path();
    let is_read_only = |is: bool| {
        let mut permissions = fs::metadata(path).expect("metadata").permissions();
        permissions.set_readonly(is);
        fs::set_permissions(path, permissions).expect("set");
    };
    is_read_only(true);
    assert!(matches!(
        set_password(&fixture.store),
        Err(StoreError::Unwritable(_))
    ));
    assert_eq!(fs::read_to_string(path).expect("read"), PEER);
    is_read_only(false);
    assert!(set_password(&fixture.store).is_ok());
}

#[test]
fn a_file_with_line_ends_of_windows_keeps_them() {
    let fixture = store(&PEER.replace('\n', "\r\n"));
    assert!(set_password(&fixture.store).is_ok());
    let text = fs::read_to_string(fixture.store.path()).expect("read");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn a_file_in_a_long_path_with_letters_of_any_language_is_saved() {
    let fixture = store(PEER);
    let part = format!("Büro 東京 {}", "x".repeat(90));
    let folder = fixture.folder.path().join(&part).join(&part).join(&part);
    fs::create_dir_all(&folder).expect("created");
    let path = folder.join("config.yaml");
    fs::copy(fixture.store.path(), &path).expect("copied");
    assert!(set_password(&YamlStore::new(path)).is_ok());
}
