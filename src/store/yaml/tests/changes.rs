//! What a change writes, and what it leaves alone.

use std::fs;
use std::path::Path;

use crate::domain::account_id::AccountId;
use crate::domain::email::Email;
use crate::domain::person_name::PersonName;
use crate::domain::problem::Position;
use crate::domain::role::Role;
use crate::domain::user::{NewUser, UserPatch};
use crate::domain::username::Username;
use crate::service::ports::{CredentialStore, Edit, PageChange, Setting, StoreError, Users};
use crate::store::yaml::{YamlStore, changed_text, edit, read};

use super::{HASH, PEER, hash, store};

fn new_user(name: &str, email: &str) -> NewUser {
    let username = Username::parse(name).expect("a username");
    NewUser::new(
        AccountId::of_username(&username),
        username,
        Email::parse(email).expect("an address"),
        PersonName::new("Mel", "Els\"by"),
    )
}

#[test]
fn r15_hashing_a_plain_password_changes_only_its_value() {
    let fixture = store(PEER);
    let snapshot = fixture.store.read().expect("read");
    let [(username, _)] = &*snapshot.plain_passwords else {
        panic!("one plain password");
    };
    let change = Edit::Update(vec![(username.clone(), UserPatch::password(hash()))]);
    fixture
        .store
        .apply(&change, &snapshot.revision)
        .expect("applied");
    let after = fs::read_to_string(fixture.store.path()).expect("read");
    assert_eq!(
        after,
        PEER.replace("password: abc #", &format!("password: {HASH} #"))
    );
}

#[test]
fn r58_a_registration_adds_one_entry_and_takes_one_line_away() {
    let fixture = store(PEER);
    let email = Email::parse("MELSBY@gmail.com").expect("an address");
    let before = fixture.store.read().expect("read");
    assert!(before.allowed_emails.contains(&email));
    let change = Edit::Add {
        user: new_user("melsby", "melsby@gmail.com"),
        hash: hash(),
    };
    fixture
        .store
        .apply(&change, &before.revision)
        .expect("applied");
    let id = AccountId::of_username(&Username::parse("melsby").expect("a username"));
    let added = format!(
        "      password_hint: the usual\n    melsby:\n      account_id: \"{id}\"\n      email: \"melsby@gmail.com\"\n      first_name: \"Mel\"\n      last_name: \"Els\\\"by\"\n      password: \"{HASH}\"\n      roles: []\n"
    );
    let expected = PEER
        .replace("      password_hint: the usual\n", &added)
        .replace("  - melsby@gmail.com   # Mel\n", "");
    let after = fs::read_to_string(fixture.store.path()).expect("read");
    assert_eq!(after, expected);
    let now = fixture.store.read().expect("read");
    assert!(now.users.find("melsby").is_some());
}

#[test]
fn r58_every_form_of_the_file_takes_a_registration() {
    let entry = |pre: &str, name: &str| {
        format!(
            "credentials:\n  usernames:\n    ada:\n      email: a@b.c\n      password: \"{HASH}\"\n{pre}{name}"
        )
    };
    let json = format!(
        "{{\"credentials\": {{\"usernames\": {{\"ada\": {{\"email\": \"a@b.c\", \"password\": \"{HASH}\"}}}}}}, \"preauthorized\": {{\"emails\": [\"m@b.c\"]}}}}"
    );
    let texts = [
        entry("preauthorized:\n  emails:\n  - m@b.c\n", ""),
        entry("preauthorized:\n  emails:\n    - m@b.c\n", ""),
        entry("pre-authorized:\n- m@b.c\n", ""),
        entry("pre-authorized: [x@b.c, m@b.c]\n", ""),
        entry("pre-authorized: [m@b.c, x@b.c]\n", ""),
        entry("pre-authorized: {emails: [m@b.c]}", ""),
        entry("preauthorized:\n  emails:\n  - m@b.c\n", "").replace('\n', "\r\n"),
        format!("\u{feff}{}", entry("pre-authorized: [m@b.c]\n", "")),
        "credentials:\n  usernames:\npre-authorized: [m@b.c]\n".to_owned(),
        "pre-authorized: [m@b.c]\ncredentials:\n  usernames: # empty".to_owned(),
        "credentials: {usernames: {}}\npre-authorized: [m@b.c]\n".to_owned(),
        json,
    ];
    for text in texts {
        let user = new_user("mel", "m@b.c");
        let edited = edit::apply(
            &text,
            &Users::default(),
            &Edit::Add {
                user: user.clone(),
                hash: hash(),
            },
            Path::new("."),
        );
        let (edited, _) = edited.unwrap_or_else(|refused| panic!("{refused:?} in\n{text}"));
        let (content, problems) = read::read(&edited, Path::new("."));
        let content = content.unwrap_or_else(|| panic!("{problems:?} in\n{edited}"));
        assert!(content.users.find("mel").is_some(), "{edited}");
        assert!(
            !content
                .allowed_emails
                .iter()
                .any(|email| user.email.as_ref() == Some(email)),
            "{edited}"
        );
        assert_eq!(text.contains("\r\n"), edited.contains("\r\n"));
        assert_eq!(text.contains("ada"), content.users.find("ada").is_some());
    }
}

#[test]
fn an_edit_that_would_touch_an_anchor_is_refused_with_its_position() {
    let text = "credentials:\n  usernames:\n    ada:\n      password: &p abc\n    bob:\n      password: *p\n";
    let ada = Username::parse("ada").expect("a username");
    let refused = edit::apply(
        text,
        &Users::default(),
        &Edit::Update(vec![(ada, UserPatch::password(hash()))]),
        Path::new("."),
    );
    assert_eq!(
        refused.err(),
        Some(edit::splice::Refused(Position {
            line: 4,
            column: 20
        }))
    );
}

#[test]
fn r60_a_change_based_on_an_older_state_is_refused_and_nothing_is_written() {
    let fixture = store(PEER);
    let snapshot = fixture.store.read().expect("read");
    let edited = PEER.replace("John", "Jon");
    fs::write(fixture.store.path(), &edited).expect("written");
    let username = snapshot.plain_passwords[0].0.clone();
    let change = Edit::Update(vec![(username, UserPatch::password(hash()))]);
    assert_eq!(
        fixture.store.apply(&change, &snapshot.revision),
        Err(StoreError::Changed)
    );
    let after = fs::read_to_string(fixture.store.path()).expect("read");
    assert_eq!(after, edited);
}

#[test]
fn r23_a_new_file_holds_one_administrator_and_only_its_owner_can_read_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new/config.yaml");
    let store = YamlStore::new(&path);
    assert_eq!(store.read().err(), Some(StoreError::Absent));
    let first = NewUser {
        roles: vec![Role::admin()],
        ..new_user("ada", "a@b.c")
    };
    store.create(&first, &hash()).expect("made");
    let snapshot = store.read().expect("read");
    let ada = snapshot.users.find("ada").expect("found");
    assert_eq!(ada.roles, [Role::admin()]);
    assert_eq!(store.inspect(), Ok(vec![]));
    assert_eq!(
        store.create(&first, &hash()),
        Err(StoreError::Exists),
        "set-up works only once"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| {
            let metadata = fs::metadata(path).expect("there");
            metadata.permissions().mode() & 0o777
        };
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().expect("a folder")), 0o700);
    }
}

#[test]
fn a_new_file_has_no_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = NewUser {
        roles: vec![Role::admin()],
        ..new_user("ada", "a@b.c")
    };
    let store = YamlStore::new(folder.path().join("config.yaml"));
    store.create(&first, &hash()).expect("made");
    assert!(store.read().expect("read").settings.views.is_empty());
}

#[test]
#[cfg(unix)]
fn r52_a_symbolic_link_stays_one_and_the_mode_is_kept() {
    use std::os::unix::fs::PermissionsExt;

    use crate::domain::problem::Cause;

    let fixture = store(PEER);
    let link = fixture.folder.path().join("link.yaml");
    std::os::unix::fs::symlink(fixture.store.path(), &link).expect("linked");
    fs::set_permissions(fixture.store.path(), fs::Permissions::from_mode(0o640)).expect("set");
    let store = YamlStore::new(&link);
    let snapshot = store.read().expect("read");
    let username = snapshot.plain_passwords[0].0.clone();
    let change = Edit::Update(vec![(username, UserPatch::password(hash()))]);
    store.apply(&change, &snapshot.revision).expect("applied");
    assert!(
        fs::symlink_metadata(&link)
            .expect("there")
            .file_type()
            .is_symlink()
    );
    let mode = fs::metadata(fixture.store.path()).expect("there");
    assert_eq!(mode.permissions().mode() & 0o777, 0o640);
    let open = Cause::OpenToOthers { mode: Some(0o640) };
    assert!(
        store
            .inspect()
            .expect("read")
            .iter()
            .any(|p| p.cause == open)
    );
}

#[test]
fn r58_each_setting_is_written_and_read_again_as_it_was_meant() {
    use crate::domain::page::{PageAccess, PageContent, PageId};
    use crate::domain::registration::RegistrationPolicy;
    let till = |change| Setting::Page(PageId("till".to_owned()), change);
    let role = |name: &str| Role::parse(name).expect("a role");
    let settings = [
        Setting::Title(Some("Shop: ours".to_owned())),
        Setting::Title(None),
        Setting::Banner(Some("two words".to_owned())),
        Setting::Logo(Some("logo.png".to_owned())),
        Setting::UserTiles(true),
        Setting::RegistrationMode(RegistrationPolicy::Approval),
        Setting::RegistrationDomains(vec!["Example.org".to_owned()]),
        Setting::LockoutAfter(3),
        Setting::LockoutSeconds(10),
        Setting::LockoutMaxSeconds(60),
        Setting::LockoutStopAfter(50),
        Setting::SessionsSingle(true),
        Setting::SessionsMaxUsers(Some(3)),
        Setting::ActivityDays(30),
        Setting::ActivityRecords(1_000),
        Setting::LockMinutes(0),
        Setting::PasswordMinLength(20),
        Setting::PasswordMinLengthTwoStep(10),
        Setting::PasswordCost(11),
        Setting::RememberDays(2.5),
        till(PageChange::Title("The till".to_owned())),
        till(PageChange::Roles(vec![role("till"), role("office")])),
        till(PageChange::Users(vec!["*".to_owned(), "jsmith".to_owned()])),
        till(PageChange::Remove),
        Setting::Page(
            PageId("news".to_owned()),
            PageChange::Add {
                title: "News".to_owned(),
                icon: Some("newspaper".to_owned()),
                access: PageAccess {
                    roles: vec![role("admin")],
                    ..PageAccess::default()
                },
                content: PageContent::Markdown("# Today\n\nNothing: new.\n".to_owned()),
            },
        ),
    ];
    let with_pages = format!(
        "{PEER}views:\n  till: {{title: Till, roles: [till], kind: markdown, text: hi}}\n  last:\n    kind: markdown\n    users: ['*']\n    text: |\n      One.\n\n      Two.\n"
    );
    let with_sections = format!(
        "{with_pages}app: {{title: A, banner: b}}\nlock:\n  after_minutes: 3 # minutes\nregistration:\n"
    );
    for text in [with_pages.as_str(), with_sections.as_str()] {
        for setting in &settings {
            let change = Edit::Set(vec![setting.clone()]);
            let changed = changed_text(text, &change, Path::new("."));
            assert!(changed.is_ok(), "{setting:?}: {changed:?}");
        }
        let all: Vec<_> = settings
            .iter()
            .filter(|setting| {
                !matches!(
                    setting,
                    Setting::Title(None) | Setting::Page(_, PageChange::Remove)
                )
            })
            .cloned()
            .collect();
        let changed = changed_text(text, &Edit::Set(all), Path::new("."));
        assert!(changed.is_ok(), "{changed:?}");
    }
}

#[test]
fn after_a_change_the_store_says_what_a_store_that_reads_the_file_anew_says() {
    let fixture = store(PEER);
    let change = Edit::Set(vec![Setting::LockMinutes(7)]);
    for store in [&fixture.store, &YamlStore::new(fixture.store.path())] {
        let seen = store.read().expect("read");
        let patch = UserPatch::password(hash());
        let update = Edit::Update(vec![(seen.users[0].username.clone(), patch)]);
        let revision = store.apply(&update, &seen.revision).expect("applied").to;
        let made = store.apply(&change, &revision).expect("applied").to;
        let (kept, anew) = (store.read(), YamlStore::new(store.path()).read());
        let (kept, anew) = (kept.expect("read"), anew.expect("read"));
        assert_eq!((kept.revision, anew.revision), (made, made));
        assert!(kept.users[..] == anew.users[..] && kept.settings == anew.settings);
        assert_eq!(kept.named_roles, anew.named_roles);
        assert_eq!(kept.problems, anew.problems);
        assert_eq!(kept.plain_passwords.len(), anew.plain_passwords.len());
        assert!(kept.allowed_emails == anew.allowed_emails);
    }
}

#[test]
fn r55_each_new_file_has_a_signing_key_of_its_own() {
    let key = || {
        let folder = tempfile::tempdir().expect("a folder");
        let store = YamlStore::new(folder.path().join("config.yaml"));
        let first = new_user("ada", "ada@example.org");
        store.create(&first, &hash()).expect("made");
        let text = fs::read_to_string(store.path()).expect("read");
        let (_, rest) = text.split_once("  key: \"").expect("a key");
        rest.split('"').next().expect("its end").to_owned()
    };
    let (one, other) = (key(), key());
    assert!(one.len() == 64 && one.bytes().all(|b| b.is_ascii_hexdigit()));
    assert_ne!(one, other);
}
