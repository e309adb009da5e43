//! What a store reads again.

use super::*;
use crate::domain::settings_in_code::tests::everything;

fn role(name: &str) -> Role {
    Role::parse(name).expect("a role")
}

fn page(id: &str, content: PageContent) -> Page {
    let access = PageAccess {
        everyone: id == "hello",
        roles: vec![role("lead"), role("a, b")],
        users: vec![Username::parse("ada").expect("a username")],
    };
    Page::new(PageId(id.to_owned()), format!("Page {id}"), access, content)
}

/// Settings with a value for each setting, pages of each kind, roles, approvals, and a mail server.
fn configuration() -> Settings {
    let targets = [
        Target::Link("https://example.org".to_owned()),
        Target::File("manual.pdf".into()),
        Target::Program {
            program: "true".to_owned(),
            arguments: vec!["a, \"b\"".to_owned(), String::new()],
        },
    ];
    let items = targets.map(|target| LaunchItem {
        title: "Start".to_owned(),
        description: Some("Starts it\nat once".to_owned()),
        icon: Some("home".to_owned()),
        approval: Some("refund.large".to_owned()),
        target,
    });
    let mut settings = everything();
    settings.views = (0..12)
        .map(|n| page(&format!("page {n}"), PageContent::Markdown(String::new())))
        .collect();
    settings.views.extend([
        page("tools", PageContent::Launch(items.into())),
        page("none", PageContent::Launch(Vec::new())),
        page("hello", PageContent::Markdown("*Hello*\n".to_owned())),
        page("handbook", PageContent::MarkdownFile("handbook.md".into())),
    ]);
    settings.views[0].icon = Some("home".to_owned());
    settings.views[0].approval = Some("refund.large".to_owned());
    let rule = |name, permissions: &[_], pages: &[&str]| RoleRule {
        role: role(name),
        permissions: permissions.to_vec(),
        pages: pages.iter().map(|id| PageId((*id).to_owned())).collect(),
    };
    let both = [Permission::ManageUsers, Permission::EditSettings];
    settings.roles = vec![
        rule("lead", &both, &["hello", "a, b"]),
        rule("a, b", &[], &[]),
    ];
    settings = settings.approved_by("refund.large", &["lead", "a, b"]);
    settings.approvals[0].require_reason = true;
    settings.approvals[0].pin = true;
    settings = settings.approved_by("close", &[] as &[&str]);
    settings.mail = Some(Arc::new(MailServer {
        server: "mail.example.org".to_owned(),
        port: Some(587),
        encryption: Encryption::Tls,
        username: Some("lab".to_owned()),
        password: Some(" a password ".to_owned()),
        from: Email::parse("lab@example.org").expect("an address"),
    }));
    settings
}

#[test]
fn a_store_reads_again_what_it_has_kept_of_every_setting_page_role_and_the_mail_server() {
    let all = configuration();
    let rows = all.rows();
    for info in SETTINGS {
        assert!(rows.iter().any(|(path, _)| path == info.path), "{info:?}");
    }
    let mut sorted = rows.clone();
    sorted.sort();
    for rows in [rows.clone(), sorted, rows.into_iter().rev().collect()] {
        assert_eq!(Settings::of_rows(rows), Ok(all.clone()));
    }
    assert_eq!(Settings::default().rows(), []);
    let bare = Arc::new(MailServer {
        server: "localhost".to_owned(),
        port: None,
        encryption: Encryption::None,
        username: None,
        password: None,
        from: Email::parse("lab@example.org").expect("an address"),
    });
    let settings = Settings {
        mail: Some(bare),
        ..Settings::default()
    };
    assert_eq!(Settings::of_rows(settings.rows()), Ok(settings));
}

/// A program must not start without one of its arguments because a row is lost.
#[test]
fn a_row_that_is_lost_or_there_twice_is_an_error() {
    let rows = configuration().rows();
    for (n, (path, _)) in rows.iter().enumerate() {
        let twice = rows.iter().chain([&rows[n]]).cloned();
        assert_eq!(Settings::of_rows(twice), Err(RowError(path.clone())));
        let mut without = rows.clone();
        without.remove(n);
        let key = path.rsplit('.').next().unwrap_or_default();
        let is_optional = SETTINGS.iter().any(|info| info.path == path)
            || ["icon", "description", "port", "username", "password"].contains(&key);
        assert_eq!(Settings::of_rows(without).is_ok(), is_optional, "{path}");
    }
}

#[test]
fn a_damaged_row_is_named() {
    for (path, text) in [
        ("app.name", "Bench"),
        ("lock.after_minutes", "often"),
        ("roles.0.permissions.0", "everything"),
        ("roles.7.name", "later"),
        ("approvals.0.allow_same_person", "perhaps"),
        ("approvals.0.valid_seconds", "86400"),
        ("approvals.0.pin", "perhaps"),
        ("approvals.1.action", "Close It"),
        ("views.0.everyone", "perhaps"),
        ("views.0.approval", "Anyone"),
        ("views.12.items.0.link", "file:///etc/passwd"),
        ("views.12.items", "2"),
        ("mail.encryption", "some"),
        ("mail.from", "no address"),
    ] {
        let mut rows: BTreeMap<_, _> = configuration().rows().into_iter().collect();
        rows.insert(path.to_owned(), text.to_owned());
        let read = Settings::of_rows(rows);
        let named = read.expect_err(path).0;
        assert!(named.starts_with(path), "{named}");
    }
}

#[test]
fn a_value_that_is_given_and_the_default_is_kept_and_an_emptied_one_is_not() {
    for info in SETTINGS {
        let mut settings = Settings::default();
        info.now(&Settings::default()).apply_to(&mut settings);
        assert!(Settings::of_rows(settings.rows()).is_ok(), "{info:?}");
    }
}
