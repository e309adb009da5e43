//! Users and activity, for users with the permission.

use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::screen::admin_action;
use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::audit::{self, View};
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::users::{self, Part, SelectionEvent, Tab};
use egui_authenticator::service::admin_action::AdminAction;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::UserInput;
use egui_authenticator::service::users::bulk::BulkKind;

use super::shop;
use super::{ADA, BOB, State, USERS, of_bob, signed_in, state};
use crate::stage::{Reached, Stage, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// Administration.
pub const STATES: &[State] = &[
    state("Users", "9 of 9", || users_with([])),
    state("Users: a shop", "13 of 13", shop::list),
    state("Users: no matches", "No matches", || {
        let mut stage = users_with([])?;
        if let Some(Area::Users(users)) = area(&mut stage) {
            "unknown".clone_into(&mut users.query.text);
        }
        stage.act_there(AreaEvent::Users(users::Event::Queried));
        Ok(stage)
    }),
    state("Users: only you", "Only you so far", || {
        let mut stage = signed_in("ada", ADA)?;
        stage.service.users().remove(OWNER, "bob")?;
        stage.go(AreaKind::Users);
        Ok(stage)
    }),
    state("Users: waiting for approval", "Approve Bob Builder", || {
        let text = of_bob("pending: true");
        let invited = "pre-authorized:\n  emails: [kim@example.org, lea@example.org]\n";
        let mut stage = Stage::over(Some(&format!("{invited}{text}")))?;
        stage.sign_in("ada", ADA);
        stage.go(AreaKind::Users);
        stage.act_there(AreaEvent::Users(users::Event::Tab(Tab::Waiting)));
        Ok(stage)
    }),
    state("Users: allowed addresses", "Remove lea@example.org", || {
        let invited = "pre-authorized:\n  emails: [kim@example.org, lea@example.org]\n";
        let mut stage = Stage::over(Some(&format!("{invited}{USERS}")))?;
        stage.sign_in("ada", ADA);
        stage.go(AreaKind::Users);
        stage.act_there(AreaEvent::Users(users::Event::Tab(Tab::Allowed)));
        Ok(stage)
    }),
    state("Users: done", "was signed out everywhere", || {
        let out = AdminAction::SignOutEverywhere("bob".to_owned());
        users_with([users::Event::Show("bob".to_owned()), users::Event::Do(out)])
    }),
    state("Users: ten thousand", "10002 of 10002", ten_thousand),
    state("Users: details", "Require new password", || {
        users_with([users::Event::Show("bob".to_owned())])
    }),
    state("Users: an error in the entry", "Error in the file", || {
        let text = USERS.replacen("roles: [till]", "roles: [till, []]", 1);
        let mut stage = Stage::over(Some(&text))?;
        stage.sign_in("ada", ADA);
        stage.go(AreaKind::Users);
        stage.act_there(AreaEvent::Users(users::Event::Show("bob".to_owned())));
        Ok(stage)
    }),
    state("Users: selecting", "2 selected, 1 not shown", || {
        let mut stage = selecting(&["Bob Builder", "Eve Moneypenny"])?;
        if let Some(Area::Users(users)) = area(&mut stage) {
            users.query.role = Some("manager".to_owned());
        }
        stage.act_there(AreaEvent::Users(users::Event::Queried));
        Ok(stage)
    }),
    state("Users: review of a change", "Disable 2 users", || {
        reviewing(
            &["Ada Lovelace", "Bob Builder", "Eve Moneypenny"],
            BulkKind::Disable,
        )
    }),
    state("Users: a role for several", "There is no role", || {
        reviewing(&["Ada Lovelace"], BulkKind::TakeRole)
    }),
    state("Users: codes of several", "1 user was not changed", || {
        let names = ["Bob Builder", "Eve Moneypenny"];
        let mut stage = reviewing(&names, BulkKind::NewCode)?;
        stage.service.users().remove(OWNER, "eve")?;
        stage.act_there(AreaEvent::Users(users::Event::Submit));
        Ok(stage)
    }),
    state("Users: who may sign in when", "From 1 Nov", limited),
    state("Users: has not signed in yet", "New code", || {
        users_with([users::Event::Show("carmen".to_owned())])
    }),
    state("Users: limits", "Year-month-day", || {
        users_with([
            users::Event::Show("bob".to_owned()),
            users::Event::Edit("bob".to_owned()),
        ])
    }),
    state("Users: renaming", "Open windows of the user", || {
        users_with([
            users::Event::Show("bob".to_owned()),
            users::Event::Rename("bob".to_owned()),
        ])
    }),
    state("Users: adding", "Enter a username", || {
        users_with([users::Event::Add, users::Event::Submit])
    }),
    state("Users: a reset code", "Reset code for bob", || {
        let reset = AdminAction::StartReset("bob".to_owned());
        users_with([
            users::Event::Show("bob".to_owned()),
            users::Event::Do(reset),
        ])
    }),
    state(
        "Users: a code to send",
        "Send by e-mail",
        shop::code_to_send,
    ),
    state(
        "Users: confirming with the password",
        "Confirm with your password",
        || {
            let mut stage = users_with([users::Event::Show("bob".to_owned())])?;
            stage.later(3_600);
            let require = users::Event::Do(AdminAction::RequireChange("bob".to_owned()));
            stage.act_there(AreaEvent::Users(require));
            Ok(stage)
        },
    ),
    state("Users: the password is checked", "Checking…", || {
        let mut stage = users_with([users::Event::Show("bob".to_owned())])?;
        stage.later(3_600);
        let require = users::Event::Do(AdminAction::RequireChange("bob".to_owned()));
        stage.act_there(AreaEvent::Users(require));
        if let Screen::App(screen) = stage.screen_mut()
            && let Some(asking) = screen.action.reauthentication()
        {
            asking.password.text = secret(ADA);
        }
        let submit = AreaEvent::Reauthentication(admin_action::Event::Submit);
        stage.begin(Event::App(app::Event::Area(submit)));
        Ok(stage)
    }),
    state("Users: the password is wrong", "Incorrect password", || {
        let mut stage = users_with([users::Event::Show("bob".to_owned())])?;
        stage.later(3_600);
        let require = users::Event::Do(AdminAction::RequireChange("bob".to_owned()));
        stage.act_there(AreaEvent::Users(require));
        if let Screen::App(screen) = stage.screen_mut()
            && let Some(asking) = screen.action.reauthentication()
        {
            asking.password.text = secret("not this one");
        }
        stage.act_there(AreaEvent::Reauthentication(admin_action::Event::Submit));
        Ok(stage)
    }),
    state(
        "Users: allowing addresses",
        "These addresses can be used to create an account",
        || users_with([users::Event::Invite]),
    ),
    state("Users: importing", "Preview", || {
        users_with([users::Event::Import])
    }),
    state("Users: preview of an import", "Line 3, kim", || {
        import("kim.example.org")
    }),
    state(
        "Users: preview of an import that gives permissions",
        "gives permissions",
        || import_of("kim@example.org", "admin"),
    ),
    state("Users: imported", "Reset codes", || {
        let mut stage = import("kim@example.org")?;
        stage.act_there(AreaEvent::Users(users::Event::Submit));
        Ok(stage)
    }),
    state(
        "Users: deleting",
        "To confirm, type the username bob",
        || {
            users_with([
                users::Event::Show("bob".to_owned()),
                users::Event::Confirm(users::Confirmed::Remove, "bob".to_owned()),
            ])
        },
    ),
    state(
        "Users: ending credentials",
        "This ends the password, sessions, recovery codes",
        || {
            let end = users::Confirmed::EndCredentials;
            users_with([
                users::Event::Show("bob".to_owned()),
                users::Event::Confirm(end, "bob".to_owned()),
            ])
        },
    ),
    state("Activity", "could not sign in (wrong password)", || {
        activity_of(View::Records)
    }),
    state("Activity: per day", "Done: 1, Refused: 1", || {
        activity_of(View::Days)
    }),
    state("Activity: per user", "bob, Done: 8, Refused: 6", || {
        activity_of(View::Users)
    }),
    state(
        "Activity: nothing recorded",
        "Nothing recorded in this period",
        || {
            let mut stage = activity_of(View::Records)?;
            if let Some(Area::Activity(activity)) = area(&mut stage) {
                "unknown".clone_into(&mut activity.user);
            }
            stage.act_there(AreaEvent::Activity(audit::Event::Queried));
            Ok(stage)
        },
    ),
];

/// The other users when an administrator opens the users.
const OTHERS: [(&str, &str, &str, &[&str]); 7] = [
    ("carmen", "Carmen", "Ortiz", &["till"]),
    ("dmitri", "Дмитрий", "Орлов", &["till"]),
    ("eve", "Eve", "Moneypenny", &["till", "manager"]),
    ("hao", "Hao", "Chen", &["manager"]),
    ("ines", "Inês", "Conceição", &["till"]),
    ("jo", "Jo", "O’Neill", &["till", "bench"]),
    ("soren", "Søren", "Åkesson", &["bench"]),
];

pub fn area(stage: &mut Stage) -> Option<&mut Area> {
    match stage.screen_mut() {
        Screen::App(screen) => Some(&mut screen.area),
        _ => None,
    }
}

fn users_with(events: impl IntoIterator<Item = users::Event>) -> Reached {
    let mut stage = signed_in("ada", ADA)?;
    for (username, first, last, roles) in OTHERS {
        let address = format!("{username}@example.org");
        let user = UserInput::new(username, address, PersonName::new(first, last));
        stage.service.users().add(OWNER, &user, roles)?;
    }
    stage.go(AreaKind::Users);
    for event in events {
        stage.act_there(AreaEvent::Users(event));
    }
    Ok(stage)
}

/// The users, with some of them selected.
fn selecting(names: &[&str]) -> Reached {
    let mut stage = users_with([])?;
    let mut ids = Vec::new();
    if let Some(Area::Users(users)) = area(&mut stage) {
        let rows = (0..users.shown()).filter_map(|at| users.row(at));
        let rows = rows.filter(|row| names.contains(&row.name.as_str()));
        ids.extend(rows.map(|row| row.id));
    }
    for id in ids {
        let toggle = users::Event::Select(SelectionEvent::Toggle(id));
        stage.act_there(AreaEvent::Users(toggle));
    }
    Ok(stage)
}

/// Reviews a change of the users who are selected.
fn reviewing(names: &[&str], kind: BulkKind) -> Reached {
    let mut stage = selecting(names)?;
    let change = users::Event::Select(SelectionEvent::Change(kind));
    stage.act_there(AreaEvent::Users(change));
    Ok(stage)
}

pub fn ten_thousand() -> Reached {
    ten_thousand_in(|text| Stage::over(Some(text)))
}

/// The same in a window that opens over a text.
pub fn ten_thousand_in(open: impl FnOnce(&str) -> Reached) -> Reached {
    let mut many = String::new();
    for number in 0..10_000 {
        many.push_str(&format!(
            "    person{number}: {{email: p{number}@example.org, name: Person Number {number}, \
             picture: 'https://example.org/p.png'}}\n"
        ));
    }
    let text = USERS.replace("views:\n", &format!("{many}views:\n"));
    let mut stage = open(&text)?;
    stage.sign_in("ada", ADA);
    stage.go(AreaKind::Users);
    Ok(stage)
}

/// Users who begin later, work at other hours, or whose access has expired.
fn limited() -> Reached {
    let mut users = String::new();
    for (username, limit) in [
        ("hao", "valid_from: 2026-11-01"),
        ("ines", "hours: 'mon-fri 18:00-22:00'"),
        ("jo", "valid_until: 2026-08-31"),
        (
            "soren",
            "valid_until: 2026-12-31, hours: 'mon-fri 08:00-18:00'",
        ),
    ] {
        users += &format!("    {username}: {{{limit}, password: {BOB}}}\n");
    }
    let text = USERS.replace("views:\n", &format!("{users}views:\n"));
    let mut stage = Stage::over(Some(&text))?;
    stage.sign_in("ada", ADA);
    stage.go(AreaKind::Users);
    stage.act_there(AreaEvent::Users(users::Event::Show("soren".to_owned())));
    Ok(stage)
}

/// The preview of an import that has a new user with this address.
fn import(address: &str) -> Reached {
    import_of(address, "till")
}

/// The same with these roles of the new user.
fn import_of(address: &str, roles: &str) -> Reached {
    let mut stage = users_with([users::Event::Import])?;
    let table = format!(
        "username,email,first_name,last_name,roles,disabled\n\
         bob,bob@example.org,Robert,Builder,till;bench,no\n\
         kim,{address},Kim,Park,{roles},no\n\
         lea,lea@example.org,Léa,Martin,till,no\n"
    );
    let path = stage.writes("users.csv", table.as_bytes())?;
    if let Some(Area::Users(users)) = area(&mut stage)
        && let Part::Import(import) = &mut users.part
    {
        import.path = path.display().to_string();
    }
    stage.act_there(AreaEvent::Users(users::Event::ImportForm(
        users::ImportEvent::Plan,
    )));
    // The path of the table is different every time.
    if let Some(Area::Users(users)) = area(&mut stage)
        && let Part::Import(import) = &mut users.part
    {
        "users.csv".clone_into(&mut import.path);
    }
    Ok(stage)
}

/// Six days in the shop.
fn activity_of(view: View) -> Reached {
    activity_in(Stage::over(Some(USERS)), view)
}

/// The same in a window that has opened.
pub fn activity_in(stage: Reached, view: View) -> Reached {
    let mut stage = stage?;
    for day in 0..6 {
        stage.sign_in("bob", "not this one");
        for _ in 0..=(day % 3) / 2 {
            stage.trusted.sign_in().with_password("bob", &secret(BOB))?;
        }
        stage.later(86_400);
    }
    stage.sign_in("ada", ADA);
    stage.go(AreaKind::Activity);
    stage.act_there(AreaEvent::Activity(audit::Event::View(view)));
    Ok(stage)
}
