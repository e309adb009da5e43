//! A shop on an ordinary morning: users who have signed in at different times, and some who cannot.

use egui_authenticator::screen::app::{AreaEvent, AreaKind};
use egui_authenticator::screen::users;
use egui_authenticator::service::admin_action::AdminAction;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::UserChange;

use crate::stage::{Reached, Stage, secret};

/// Every password of the shop.
const PASSWORD: &str = "eleven green bottles";
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// More attempts than are allowed.
const ATTEMPTS: usize = 6;

/// Username, name, roles, whether two-step sign-in is on, and how long after the user above they signed in.
const USERS: [(&str, &str, &str, bool, i64); 12] = [
    ("fatima", "Fatima Haddad", "till", true, 0),
    ("bruno", "Bruno Costa", "stock", false, 5 * DAY),
    ("amelie", "Amélie Laurent", "office", false, 3 * DAY),
    ("noor", "Noor Jansen", "office", true, DAY + 2 * HOUR),
    ("sam", "Sam Taylor", "till", false, DAY + HOUR),
    ("lena", "Lena Fischer", "till", true, 4 * DAY),
    ("yuki", "Yuki Tanaka", "office, till", true, 40 * MINUTE),
    ("tomasz", "Tomasz Nowak", "stock", true, 2 * HOUR),
    ("carmen", "Carmen Ruiz", "till, stock", false, 19 * HOUR),
    ("priya", "Priya Raman", "till", false, 17 * MINUTE),
    ("jonas", "Jonas Weber", "office", true, 7 * MINUTE),
    ("maya", "Maya Okafor", "admin, till", false, 2 * HOUR),
];

const PAGES: &str = "\
app: {title: Corner shop}
registration: {mode: approval}
roles: {till: {}, stock: {}, office: {}}
views:
  till: {title: Till, icon: point_of_sale, roles: [till], kind: markdown, text: Hello}
  handbook: {title: Handbook, icon: menu_book, roles: [admin], kind: markdown, text: Hello}
credentials:
  usernames:
    kim:
      name: Kim Lee
      email: kim@example.org
      pending: true
      password: eleven green bottles
";

/// Returns the list of users of the shop, as its administrator sees it.
pub fn list() -> Reached {
    list_in(|text| Stage::over(Some(text)))
}

/// Returns the list of users of the shop in a window that opens over a text.
pub fn list_in(open: impl FnOnce(&str) -> Reached) -> Reached {
    let mut text = PAGES.to_owned();
    for (username, name, roles, ..) in USERS {
        text += &format!(
            "    {username}: {{name: {name}, email: {username}@example.org, roles: [{roles}], password: {PASSWORD}}}\n"
        );
    }
    let mut stage = open(&text)?;
    for (username, .., has_second_step, gap) in USERS {
        stage.later(gap);
        if has_second_step {
            stage.switch_two_step_on(username, PASSWORD)?;
        } else if username != "maya" {
            stage
                .trusted
                .sign_in()
                .with_password(username, &secret(PASSWORD))?;
        }
    }
    for _ in 0..ATTEMPTS {
        let sign_in = stage.trusted.sign_in();
        let guess = sign_in.with_password("carmen", &secret("a guess"));
        if guess.is_ok() {
            return Err("a wrong password was accepted".into());
        }
    }
    let operator = || Caller::LocalOwner(Operator::assume());
    let disabled = UserChange::default().disabled(true);
    let users = stage.trusted.users();
    users.change(operator(), "bruno", &disabled)?;
    users.require_new_password(operator(), "lena")?;
    stage.sign_in("maya", PASSWORD);
    stage.go(AreaKind::Users);
    Ok(stage)
}

/// A reset code where a mail server is configured.
pub fn code_to_send() -> Reached {
    let mail = "mail: {server: mail.example.org, from: shop@example.org}\n";
    let maya = format!("    maya: {{roles: [admin], password: {PASSWORD}}}\n");
    let mut stage = Stage::over(Some(&format!("{mail}{PAGES}{maya}")))?;
    stage.sign_in("maya", PASSWORD);
    stage.go(AreaKind::Users);
    let reset = AdminAction::StartReset("kim".to_owned());
    stage.act_there(AreaEvent::Users(users::Event::Do(reset)));
    Ok(stage)
}
