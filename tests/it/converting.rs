//! Files of Streamlit-Authenticator before 0.2, with lists of users, and what `convert` makes of them.

use std::fs;
use std::path::{Path, PathBuf};

use egui_authenticator::domain::problem::{Cause, Position};
use egui_authenticator::service::ports::CredentialStore as _;
use egui_authenticator::store::yaml::YamlStore;
use egui_authenticator::store::yaml::convert::{ConvertError, convert};

use crate::harness::Desk;

const LISTS: &str = "# our people
cookie: {name: a, key: b, expiry_days: 30} # unused
credentials:
  names: ['John Smith', \"Rebecca O'Briggs\"] # in full
  usernames: [jsmith, rbriggs] # lower case
  passwords:
  - 'abc #1'
  # the old ones
  - def # Rebecca
preauthorized:
  emails: [melsby@gmail.com]
";

/// What is in every form of the file.
const ENTRIES: [(&str, &str, &str); 2] = [
    ("jsmith", "John Smith", "abc #1"),
    ("rbriggs", "Rebecca O'Briggs", "def"),
];

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(text: &str) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        fs::write(folder.path("old.yaml"), text).expect("written");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("read")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("read").flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<_> = names.filter(|name| !name.contains(".lock")).collect();
        names.sort();
        names
    }
}

fn assert_has_entries(file: &Path) {
    let store = YamlStore::new(file);
    let snapshot = store.read().expect("usable");
    let plain = |name: &str| {
        let mut passwords = snapshot.plain_passwords.iter();
        passwords
            .find(|(user, _)| user.as_str() == name)
            .map(|(_, password)| password.expose().to_owned())
    };
    assert_eq!(snapshot.users.len(), ENTRIES.len());
    for (username, name, password) in ENTRIES {
        let user = snapshot.users.find(username).expect("the user");
        assert_eq!(user.name.full(), name);
        assert_eq!(plain(username).as_deref(), Some(password));
    }
}

#[test]
fn the_lists_are_refused_where_they_are() {
    for (text, line, column) in [
        (LISTS, 5, 3),
        (
            "usernames: [jsmith]\nnames: [John]\npasswords: [abc]\n",
            1,
            1,
        ),
        ("{\"credentials\": {\"usernames\": [\"jsmith\"]}}", 1, 18),
    ] {
        let folder = Folder::with(text);
        let problems = YamlStore::new(folder.path("old.yaml"))
            .inspect()
            .expect("read");
        let found = problems.iter().find(|p| p.cause == Cause::ListLayout);
        assert_eq!(
            found.map(|p| p.position),
            Some(Position { line, column }),
            "{text}"
        );
        assert!(YamlStore::new(folder.path("old.yaml")).read().is_err());
    }
}

#[test]
fn a_new_file_has_every_value_and_every_comment_and_the_old_one_stays() {
    let folder = Folder::with(LISTS);
    let (old, new) = (folder.path("old.yaml"), folder.path("new/config.yaml"));
    let before = folder.text("old.yaml");
    let done = convert(&old, Some(&new)).expect("converted");
    assert_eq!((done.users, done.has_plain_passwords), (2, true));
    assert_eq!(folder.text("old.yaml"), before);
    assert_has_entries(&new);
    let expected = "# our people
cookie: {name: a, key: b, expiry_days: 30} # unused
# in full
# the old ones
# Rebecca
credentials:
  usernames:
    jsmith:
      name: \"John Smith\"
      password: \"abc #1\"
    rbriggs:
      name: \"Rebecca O'Briggs\"
      password: \"def\" # lower case
preauthorized:
  emails: [melsby@gmail.com]
";
    assert_eq!(fs::read_to_string(&new).expect("read"), expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&new).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = convert(&old, Some(&new));
    assert_eq!(again, Err(ConvertError::Exists(new)));
}

#[test]
fn in_place_the_old_file_is_kept_and_never_overwritten() {
    let folder = Folder::with(LISTS);
    let (file, before) = (folder.path("old.yaml"), folder.text("old.yaml"));
    let done = convert(&file, None).expect("converted");
    assert!(done.old.ends_with("old.yaml.before-0.2"));
    assert_eq!(folder.text("old.yaml.before-0.2"), before);
    assert_has_entries(&file);
    assert_eq!(convert(&file, None), Err(ConvertError::OtherLayout));
    fs::write(&file, &before).expect("written");
    let again = convert(&file, None);
    assert!(matches!(again, Err(ConvertError::Exists(_))));
    assert_eq!(folder.text("old.yaml"), before);
}

#[test]
fn every_form_of_the_lists_is_converted() {
    let (name, password) = ("\"Rebecca O'Briggs\"", "'abc #1'");
    let block = format!(
        "credentials:\n    usernames:\n    - jsmith\n    - rbriggs\n    names:\n      - John Smith\n      - {name}\n    passwords: [{password},\n      def]"
    );
    let json = "{\"credentials\": {\"names\": [\"John Smith\", \"Rebecca O'Briggs\"], \"passwords\": [\"abc #1\", \"def\"], \"usernames\": [\"jsmith\", \"rbriggs\"]}, \"cookie\": {}}";
    for text in [
        block.clone(),
        block.replace('\n', "\r\n"),
        format!("{block}\n  # the end\n"),
        format!(
            "names: [John Smith, {name}]\nusernames: [jsmith, rbriggs]\npasswords: [{password}, def]\n"
        ),
        format!(
            "usernames: [jsmith, rbriggs]\nnames: [John Smith, {name}]\npasswords:\n- {password}\n- |-\n  def\n"
        ),
        json.to_owned(),
    ] {
        let folder = Folder::with(&text);
        let new = folder.path("new.yaml");
        let done = convert(&folder.path("old.yaml"), Some(&new));
        assert!(done.is_ok(), "{done:?} in\n{text}");
        assert_has_entries(&new);
        assert_eq!(
            text.contains("\r\n"),
            folder.text("new.yaml").contains("\r\n")
        );
    }
}

#[test]
fn what_is_not_certain_is_refused_and_nothing_is_written() {
    for (text, line) in [
        ("credentials:\n  usernames: [a, b]\n  passwords: [x]\n", 3),
        ("credentials:\n  usernames: [a, b]\n  names: [[x], y]\n", 3),
        ("credentials:\n  usernames: [&a b, *a]\n", 2),
        ("credentials:\n  usernames: [a]\n  names: x\n", 3),
    ] {
        let folder = Folder::with(text);
        let done = convert(&folder.path("old.yaml"), None);
        let found = match done {
            Err(ConvertError::Length { position, .. } | ConvertError::Value(position)) => position,
            other => panic!("{other:?} in\n{text}"),
        };
        assert_eq!(found.line, line, "{text}");
        assert_eq!(folder.names(), ["old.yaml"], "{text}");
        assert_eq!(folder.text("old.yaml"), text);
    }
    let folder = Folder::with("credentials:\n  usernames: [a]\nviews: 3\n");
    let done = convert(&folder.path("old.yaml"), None);
    assert!(matches!(done, Err(ConvertError::Unusable(_))), "{done:?}");
    assert_eq!(folder.names(), ["old.yaml"]);
}

#[test]
fn usernames_that_collide_are_named_by_the_conversion() {
    let folder =
        Folder::with("credentials:\n  usernames: [ada, ADA, bob]\n  passwords: [x, y, z]\n");
    let done = convert(&folder.path("old.yaml"), None).expect("converted");
    let causes: Vec<_> = done.closing.iter().map(|problem| &problem.cause).collect();
    assert!(
        matches!(causes[..], [Cause::SameUsername { .. }]),
        "{causes:?}"
    );
}

#[test]
fn users_of_the_old_layout_sign_in_after_the_conversion() {
    let desk = Desk::with(LISTS);
    assert!(desk.service.set_up().open().is_err());
    convert(&desk.config(), None).expect("converted");
    desk.service.set_up().open().expect("opened");
    assert!(desk.sign_in(("jsmith", "abc #1")).is_some());
    assert!(desk.sign_in(("rbriggs", "def")).is_some());
}
