//! The settings and pages that a restricted computer reads.

use egui_authenticator::Settings;
use egui_authenticator::domain::page::{LaunchItem, Page, PageAccess, PageContent, PageId, Target};
use egui_authenticator::domain::role::RoleRule;
use egui_authenticator::domain::setting::SETTINGS;
use egui_authenticator::users::{Role, User, Username};

use super::{Shop, Till, roles, setting_rows};

fn page(number: u32, roles: &[&str], users: &[&str], content: PageContent) -> Page {
    let access = PageAccess {
        everyone: number.is_multiple_of(5),
        roles: roles.iter().filter_map(|role| Role::parse(role)).collect(),
        users: users
            .iter()
            .filter_map(|name| Username::existing(name).ok())
            .collect(),
    };
    Page::new(
        PageId(format!("page{number}")),
        format!("Page {number}"),
        access,
        content,
    )
}

fn item(title: &str, approval: Option<&str>) -> LaunchItem {
    LaunchItem {
        title: title.to_owned(),
        description: Some("what it is".to_owned()),
        icon: None,
        approval: approval.map(str::to_owned),
        target: Target::Program {
            program: "count".to_owned(),
            arguments: vec!["--till".to_owned(), title.to_owned()],
        },
    }
}

fn settings() -> Settings {
    let mut settings = Settings::default()
        .lock_minutes(10)
        .approved_by("refund", &["lead"]);
    settings.registration.domains = vec!["secret.example".to_owned()];
    let text = |text: &str| PageContent::Markdown(text.to_owned());
    let mut approved = page(5, &[], &[], text("only with an approval"));
    approved.approval = Some("refund".to_owned());
    let items = vec![
        item("first", None),
        item("second", Some("refund")),
        item("third", None),
    ];
    settings.views = vec![
        page(1, &["lead", "till"], &["ada"], text("one")),
        page(2, &["boss"], &["ada", "BOB"], text("two")),
        page(3, &[], &[], text("by its role")),
        page(4, &["till"], &["eve"], PageContent::Launch(items)),
        approved,
        page(6, &[], &["ada"], text("six")),
        page(10, &[], &[], PageContent::MarkdownFile("notes.md".into())),
    ];
    let rule = |name: &str, pages: &[&str]| RoleRule {
        role: Role::parse(name).expect("a role"),
        permissions: Vec::new(),
        pages: pages.iter().map(|id| PageId((*id).to_owned())).collect(),
    };
    settings.roles = vec![
        rule("boss", &["page6"]),
        rule("till", &["page3", "page9"]),
        rule("lead", &[]),
    ];
    settings
}

/// Returns the settings that a till reads, as the program reads rows.
fn read(till: &Till<'_>, token: &str) -> Settings {
    let rows = till.sql(&format!(
        "SELECT json_agg(json_build_array(path, value)) FROM auth.settings({token}, NULL) WHERE path IS NOT NULL"
    ));
    let rows: Vec<(String, String)> = serde_json::from_str(&rows.expect("read")).expect("rows");
    Settings::of_rows(rows).expect("settings")
}

fn ids<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<&'a str> {
    pages.map(|page| page.id.0.as_str()).collect()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r48_a_till_gets_the_pages_that_its_user_may_open_and_nothing_of_the_others() {
    let shop = Shop::open();
    let till = shop.till();
    let whole = settings();
    shop.change("bob", roles(&["till", "cook"]));
    shop.change("eve", roles(&["lead"]));
    shop.database.sql(&setting_rows(&whole.rows()));
    for name in ["bob", "eve", "ada"] {
        let user: User = shop.user(name);
        let token = till.session(name);
        let own = read(&till, &token);
        assert_eq!(ids(own.views.iter()), ids(whole.visible(&user)), "{name}");
        assert_eq!(
            ids(own.visible(&user)),
            ids(own.views.iter()),
            "the program opens all of them: {name}"
        );
        for page in &own.views {
            assert!(
                page.access
                    .roles
                    .iter()
                    .all(|role| user.roles.contains(role)),
                "{name}"
            );
            assert!(
                page.access
                    .users
                    .iter()
                    .all(|named| *named == user.username),
                "{name}"
            );
            let original = whole
                .views
                .iter()
                .find(|of| of.id == page.id)
                .expect("a page");
            assert_eq!(page.title, original.title);
            assert_eq!(page.approval, original.approval);
            match (&original.approval, &original.content, &page.content) {
                (Some(_), before, after) => assert!(
                    before != after && matches!(after, PageContent::Markdown(_)),
                    "what is approved each time stays on the server"
                ),
                (None, before, after) => assert_eq!(before, after),
            }
        }
        assert!(
            own.roles.iter().all(|rule| user.roles.contains(&rule.role)),
            "{name}"
        );
        assert!(own.mail.is_none());
        let rule = own.approval("refund").expect("what is asked for");
        assert!(rule.roles.is_empty(), "and not of whom");
        assert!(own.registration.domains.is_empty());
        assert_eq!(own.lock.after_minutes, 10);
    }
    let none = read(&till, "NULL");
    assert!(none.views.is_empty() && none.roles.is_empty());
    assert_eq!(none.lock.after_minutes, 10);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn settings_are_read_again_only_when_they_have_changed_and_an_empty_store_has_none() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    let count = |known: &str| {
        let count = till.sql(&format!(
            "SELECT count(*), count(path) FROM auth.settings({bob}, {known})"
        ));
        count.expect("read")
    };
    shop.database
        .sql(&setting_rows(&Settings::default().lock_minutes(7).rows()));
    assert_eq!(count("NULL"), "3|2");
    assert_eq!(
        count("(SELECT revision FROM auth.settings(NULL, NULL) LIMIT 1)"),
        "1|0"
    );
    assert_eq!(count("sha256('another')"), "3|2");
    // Outside the times of access, the window is locked, and what it showed is not given out.
    let pages = "INSERT INTO auth_inner.setting VALUES ('views', '1'), ('views.0.id', 'a'), ('views.0.title', 'A'),
        ('views.0.everyone', 'true'), ('views.0.approval', ''), ('views.0.text', 'x')";
    shop.database.sql(pages);
    assert_eq!(count("NULL"), "9|8");
    shop.database.sql(
        "UPDATE auth_inner.account SET record = replace(record::text, '[\"\",\"\",\"\"]', '[\"2999-01-01\",\"\",\"\"]')::json
        WHERE name_key = 'bob'",
    );
    assert_eq!(count("NULL"), "3|2");
    for call in [
        "SELECT * FROM auth.notices(X)",
        "SELECT * FROM auth.activity(X, NULL, NULL, 1)",
    ] {
        till.refused("AU002", &call.replace('X', &bob));
    }
    assert_eq!(
        till.change(&bob, r#"{"first_name": "X"}"#),
        Err("AU002".to_owned())
    );
    assert_eq!(till.look(&[&bob]), "0 bob", "it can be unlocked later");
    let empty = Shop::open();
    empty
        .database
        .sql("DELETE FROM auth_inner.account; DELETE FROM auth_inner.head");
    let till = empty.till();
    till.refused("AU006", "SELECT * FROM auth.settings(NULL, NULL)");
    assert!(till.sql("SELECT auth.hello('0.1.0')").is_ok());
    for wrong in ["NULL", "''", "'a b'", "repeat('x', 65)", "E'x\\n'"] {
        till.refused("AU005", &format!("SELECT auth.hello({wrong})"));
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn each_setting_is_either_for_every_computer_or_not() {
    let database = Shop::open().database;
    let kept: Vec<_> = SETTINGS
        .iter()
        .map(|info| info.path)
        .filter(|path| {
            database.sql(&format!("SELECT auth_inner.is_for_computers('{path}')")) != "t"
        })
        .collect();
    assert_eq!(
        kept,
        [
            "registration.mode",
            "registration.domains",
            "registration.verify_email",
            "registration.roles"
        ]
    );
    for path in [
        "mail.password",
        "mail.server",
        "views",
        "views.0.text",
        "roles",
        "approvals.0.action",
        "later.x",
        "",
        "appx",
    ] {
        assert_eq!(
            database.sql(&format!("SELECT auth_inner.is_for_computers('{path}')")),
            "f",
            "{path}"
        );
    }
}
