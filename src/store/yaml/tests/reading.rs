//! What is read, as it is meant.

use std::fs;
use std::path::Path;

use crate::domain::page::{PageContent, Target};
use crate::domain::problem::{Cause, Position};
use crate::domain::role::Role;
use crate::service::ports::CredentialStore;
use crate::store::yaml::read;

use super::{PEER, errors, store};

#[test]
fn the_example_of_streamlit_authenticator_is_read() {
    let fixture = store(PEER);
    let snapshot = fixture.store.read().expect("read");
    let jsmith = snapshot.users.find("JSMITH").expect("found");
    assert_eq!(jsmith.display_name(), "John Smith");
    assert_eq!(jsmith.roles.len(), 3);
    let by_email = snapshot.users.find("RBriggs@Gmail.com");
    let rbriggs = by_email.expect("found");
    assert_eq!(rbriggs.username.as_str(), "RBriggs");
    assert_eq!(rbriggs.display_name(), "Rebecca Briggs");
    assert_eq!(rbriggs.roles, [Role::parse("viewer").expect("a role")]);
    assert!(rbriggs.hash.is_some());
    assert!(snapshot.settings.can_register());
    assert!((snapshot.settings.remember.days() - 30.0).abs() < f64::EPSILON);
}

#[test]
fn a_guest_of_a_sign_in_provider_needs_no_password() {
    for picture in ["http://x", "null", ""] {
        let text = format!(
            "credentials:\n  usernames:\n    g@x.y:\n      email: g@x.y\n      logged_in: true\n      picture: {picture}\n"
        );
        assert_eq!(errors(&text), [], "{picture}");
    }
}

#[test]
fn a_list_of_one_empty_e_mail_is_an_empty_list() {
    let text = "credentials: {usernames: {ada: {password: x}}}\npre-authorized: {emails: ['']}\n";
    let (content, problems) = read::read(text, Path::new("."));
    let content = content.unwrap_or_else(|| panic!("{problems:?}"));
    assert!(content.allowed_emails.is_empty());
}

#[test]
fn r63_a_file_that_is_not_utf8_is_refused_at_the_first_bad_byte() {
    let fixture = store("");
    fs::write(fixture.store.path(), b"app:\n  title: caf\xe9\n").expect("written");
    let problems = fixture.store.inspect().expect("read");
    assert_eq!(problems[0].cause, Cause::NotUtf8);
    assert_eq!(
        problems[0].position,
        Position {
            line: 2,
            column: 13
        }
    );
}

#[test]
fn merges_give_a_user_their_roles() {
    let text = "base: &base {roles: [till]}\ncredentials:\n  usernames:\n    ada: {<<: *base, password: x}\n";
    let (content, problems) = read::read(text, Path::new("."));
    let content = content.unwrap_or_else(|| panic!("{problems:?}"));
    let ada = content.users.find("ada").expect("found");
    assert_eq!(ada.roles, [Role::parse("till").expect("a role")]);
}

#[test]
fn pages_are_read_in_the_order_of_the_file_and_paths_start_beside_it() {
    let text = "credentials: {usernames: {ada: {password: x}}}\nviews:\n  z:\n    title: Zed\n    users: [ada]\n    kind: markdown\n    file: page.md\n  a:\n    roles: [till]\n    kind: launch\n    items:\n      - {title: Edit, icon: edit, program: [vi, a b]}\n      - {title: Web, link: 'https://example.org'}\n";
    let fixture = store(text);
    fs::write(fixture.folder.path().join("page.md"), "# Hi").expect("written");
    let settings = &fixture.store.read().expect("read").settings;
    let titles: Vec<_> = settings.views.iter().map(|v| v.title.as_str()).collect();
    assert_eq!(titles, ["Zed", "a"]);
    let PageContent::MarkdownFile(path) = &settings.views[0].content else {
        panic!("a file")
    };
    assert_eq!(*path, fixture.folder.path().join("page.md"));
    let PageContent::Launch(items) = &settings.views[1].content else {
        panic!("things to start")
    };
    let expected = Target::Program {
        program: "vi".to_owned(),
        arguments: vec!["a b".to_owned()],
    };
    assert_eq!(items[0].target, expected);
}
