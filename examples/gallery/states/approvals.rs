//! A second person who is asked to approve something.

use egui_authenticator::domain::approval::ApprovableAction;
use egui_authenticator::domain::page::PageId;
use egui_authenticator::screen::app::{self, AreaEvent, AreaKind};
use egui_authenticator::screen::approval::{ApprovalForm, AskedApproval, Event as Answer, Notice};
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::users;
use egui_authenticator::service::admin_action::AdminAction;

use super::{ADA, BOB, State, USERS, state};
use crate::stage::{Reached, Stage, secret};

/// What the approver sees.
pub const STATES: &[State] = &[
    state("Approval", "Both names are recorded", || asking("")),
    state(
        "Approval: not allowed",
        "This user cannot approve this",
        || {
            let rule = "roles: [manager]";
            let mut stage = asking(rule)?;
            answer(&mut stage, ("ada", ADA), "");
            Ok(stage)
        },
    ),
    state(
        "Approval: the same person",
        "Another person has to approve this",
        || {
            let mut stage = asking("")?;
            answer(&mut stage, ("bob", BOB), "");
            Ok(stage)
        },
    ),
    state(
        "Approval: a reason and a code",
        "Code from your authenticator app",
        || {
            let mut stage = asking("require_reason: true")?;
            stage.switch_two_step_on("ada", ADA)?;
            answer(&mut stage, ("ada", ADA), "Arrived damaged");
            Ok(stage)
        },
    ),
    state("Approval: deleting a user", "Delete users", || {
        let rules = "approvals:\n  users.give_permissions: {roles: [admin]}\n  users.delete: {roles: [admin]}\n";
        let mut stage = Stage::over(Some(&format!("{USERS}{rules}")))?;
        stage.sign_in("ada", ADA);
        stage.go(AreaKind::Users);
        let delete = AdminAction::Remove("bob".to_owned());
        stage.act_there(AreaEvent::Users(users::Event::Do(delete)));
        Ok(stage)
    }),
    state("Approval: a long list", "Count the till", || {
        let arguments = (1..=30).map(|at| format!(", --article-of-the-storeroom={at}"));
        let mut stage = of_pages(&arguments.collect::<String>())?;
        stage.act(open("count"));
        stage.act(Event::App(app::Event::Launch(0)));
        Ok(stage)
    }),
    state("Approval: an item", "Count the till", || {
        let mut stage = of_pages("")?;
        stage.act(open("count"));
        stage.act(Event::App(app::Event::Launch(0)));
        Ok(stage)
    }),
    state("Approval: a page", "Needs approval", || {
        let mut stage = of_pages("")?;
        stage.act(open("safe"));
        Ok(stage)
    }),
    state("An approved page", "Hidden again in ", || {
        let mut stage = of_pages("")?;
        stage.act(open("safe"));
        answer(&mut stage, ("ada", ADA), "");
        Ok(stage)
    }),
    state(
        "Items that need a second person",
        "Start Count the till",
        || {
            let mut stage = of_pages("")?;
            stage.act(open("count"));
            Ok(stage)
        },
    ),
    state("Approval: the PIN", "PIN of the approver", by_pin),
    state(
        "Approval: the PIN is not accepted",
        "The name or the PIN is wrong",
        || {
            let mut stage = by_pin()?;
            answer(&mut stage, ("ada", "7391"), "");
            Ok(stage)
        },
    ),
    state("Approval: a badge", "A badge is not enough here", || {
        let mut stage = asking("")?;
        if let Some(form) = form(&mut stage) {
            form.notice = Some(Notice::Form(FormNotice::BadgeNotEnough));
        }
        Ok(stage)
    }),
    state("A page that is not approved", "Ask a second person", || {
        let mut stage = of_pages("")?;
        stage.act(open("safe"));
        stage.act(Event::App(app::Event::Approval(Answer::Cancel)));
        Ok(stage)
    }),
    state(
        "Approval: nothing filled in",
        "Enter your username or e-mail",
        || {
            let mut stage = asking("require_reason: true")?;
            stage.act(Event::App(app::Event::Approval(Answer::Submit)));
            Ok(stage)
        },
    ),
];

#[derive(Hash)]
struct Refund;

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";
    const PIN: bool = true;

    fn title(&self) -> String {
        "Refund of €49.00: olive tree, 60 cm".to_owned()
    }

    fn details(&self) -> Vec<(String, String)> {
        [
            ("Receipt", "2026-4471"),
            ("Paid", "in cash, at the till of the garden centre"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
    }
}

/// Bob may open the page of the safe, and start an item with these arguments, which administrators approve.
fn of_pages(arguments: &str) -> Reached {
    let rules = "approvals:\n  users.give_permissions: {roles: [admin]}\n  till.open: {roles: [admin]}\nviews:\n";
    let safe = "  safe: {title: Safe, users: [bob], approval: till.open, kind: markdown, text: The small key.}\n";
    let program = format!("[count-the-till, --drawer=2, \"--for={{name}}\"{arguments}]");
    let item = format!("{{title: Count the till, approval: till.open, program: {program}}}");
    let till = format!("  count: {{title: Count, users: [bob], kind: launch, items: [{item}]}}\n");
    let text = USERS.replacen("views:\n", &format!("{rules}{safe}{till}"), 1);
    let mut stage = Stage::over(Some(&text))?;
    stage.sign_in("bob", BOB);
    Ok(stage)
}

fn open(page: &str) -> Event {
    Event::App(app::Event::Open(PageId(page.to_owned())))
}

/// The administrator can approve with the PIN.
fn by_pin() -> Reached {
    asking("pin: true")
}

/// Bob wants to pay out a refund, which administrators approve unless the rule says otherwise.
fn asking(rule: &str) -> Reached {
    let roles = if rule.contains("roles") {
        ""
    } else {
        "roles: [admin], "
    };
    let text =
        format!("{USERS}approvals:\n  refund.large: {{{roles}{rule}}}\nquick: {{pin: true}}\n");
    let mut stage = Stage::over(Some(&text))?;
    stage.sign_in("bob", BOB);
    let asked = Box::new(AskedApproval::new(Refund));
    stage.act(Event::App(app::Event::AskApproval(asked)));
    Ok(stage)
}

fn form(stage: &mut Stage) -> Option<&mut ApprovalForm> {
    match stage.screen_mut() {
        Screen::App(screen) => screen.approval.form(),
        _ => None,
    }
}

/// A user enters their name and password.
fn answer(stage: &mut Stage, (login, password): (&str, &str), why: &str) {
    if let Some(form) = form(stage) {
        login.clone_into(&mut form.login);
        form.password.text = secret(password);
        if let Some(reason) = &mut form.reason {
            why.clone_into(reason);
        }
    }
    stage.act(Event::App(app::Event::Approval(Answer::Submit)));
}
