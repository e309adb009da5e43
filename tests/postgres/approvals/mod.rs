//! Approvals by a second person at restricted computers: logins that call the functions of the schema `auth` with whatever SQL they
//! like, and the use cases over them.

mod end_to_end;
mod hostile;
mod pages;
mod users;
mod who;

use std::sync::atomic::{AtomicU32, Ordering};

use egui_authenticator::Settings;
use egui_authenticator::domain::page::{LaunchItem, Page, PageAccess, PageContent, PageId, Target};
use serde_json::{Value, json};

use crate::own_account::{HASH, Shop, Till, roles, setting_rows};

/// A hash of another password.
pub const WRONG: &str = "$2b$04$AfWtmmyg3n0goRqtoz7TseOAWpeFTYeDe7oY/K5/.Ltt/TRLwQdsq";

/// A shop in which the lead `eve` approves what the administrator `ada` and the user `bob` ask for.
pub fn shop() -> Shop {
    let shop = Shop::open();
    shop.change("bob", roles(&["till"]));
    shop.change("eve", roles(&["lead"]));
    shop.database.sql(&setting_rows(&settings().rows()));
    shop
}

fn page(id: &str, content: PageContent) -> Page {
    let access = PageAccess {
        everyone: true,
        ..PageAccess::default()
    };
    let title = format!("The {id}");
    let mut page = Page::new(PageId(id.to_owned()), title, access, content);
    page.approval = Some("safe.open".to_owned());
    page
}

pub fn settings() -> Settings {
    let mut settings = Settings::default();
    for action in [
        "refund.large",
        "safe.open",
        "users.delete",
        "users.give_permissions",
        "users.two_step_off",
    ] {
        settings = settings.approved_by(action, &["lead"]);
    }
    let item = LaunchItem {
        title: "Count".to_owned(),
        description: None,
        icon: None,
        approval: Some("refund.large".to_owned()),
        target: Target::Link("https://example.org/".to_owned()),
    };
    settings.views = vec![
        page("safe", PageContent::Markdown("the combination".to_owned())),
        page("list", PageContent::Markdown("another text".to_owned())),
        page("tools", PageContent::Launch(vec![item])),
    ];
    settings
}

/// Returns a ticket that no other test has, as SQL.
pub fn ticket() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("sha256('approval {number}')")
}

/// Returns what is asked to be approved, with some values in place of the usual ones.
pub fn asked(other: &Value) -> Value {
    let mut asked = json!({
        "kind": "app",
        "action": "refund.large",
        "title": "Refund",
        "details": [],
        "digest": "ab".repeat(32),
        "page": "",
        "reason": "",
        "published": false,
    });
    for (key, value) in other.as_object().expect("an object") {
        asked[key] = value.clone();
    }
    asked
}

/// Has a name with a hash approve something in a session, and returns the verdict or the code of the error.
pub fn approve(
    till: &Till<'_>,
    (session, ticket): (&str, &str),
    asked: &Value,
    (name, hash): (&str, &str),
) -> Result<Value, String> {
    let asked = asked.to_string().replace('\'', "''");
    let call = format!("auth.approve({session}, {ticket}, '{asked}', '{name}', '{hash}')");
    told(till, ticket, &call)
}

/// Answers with this call, and asks until the verdict is told.
pub fn told(till: &Till<'_>, ticket: &str, call: &str) -> Result<Value, String> {
    let told = till.sql(&format!(
        "DO $ask$ DECLARE told jsonb; BEGIN
             PERFORM {call}; COMMIT;
             FOR try IN 1..600 LOOP
                 told := auth.verdict({ticket}); COMMIT;
                 EXIT WHEN NOT told ? 'wait';
                 PERFORM pg_sleep(least((told ->> 'wait')::float8 / 1000, 0.1)); COMMIT;
             END LOOP;
         END $ask$;
         SELECT auth.verdict({ticket});"
    ))?;
    Ok(serde_json::from_str(&told).expect("a verdict"))
}

/// Has `eve` approve something, and returns the ticket that proves it.
pub fn approved(till: &Till<'_>, session: &str, other: &Value) -> String {
    let ticket = ticket();
    let verdict = approve(till, (session, &ticket), &asked(other), ("eve", HASH));
    assert_eq!(verdict.expect("a verdict")["word"], "approved", "{other}");
    ticket
}

/// Returns the word of a verdict.
pub fn word(verdict: Result<Value, String>) -> String {
    let verdict = verdict.expect("a verdict");
    verdict["word"].as_str().expect("a word").to_owned()
}
