//! The user is asked to sign content of the app.

use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::screen::app::{self, AreaEvent, AreaKind};
use egui_authenticator::screen::audit;
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::signing::{self, AskedSignature};

use super::{ADA, BOB, State, USERS, state};
use crate::stage::{Reached, Stage, secret};

/// What the signer sees.
pub const STATES: &[State] = &[
    state("Signing", "Result table of batch 42", || {
        let mut stage = bench()?;
        ask(&mut stage, "Result table of batch 42", Meaning::Reviewed);
        Ok(stage)
    }),
    state("Signing: another one", "Result table of batch 43", || {
        let mut stage = bench()?;
        ask(&mut stage, "Result table of batch 42", Meaning::Reviewed);
        answer(&mut stage, "bob");
        ask(&mut stage, "Result table of batch 43", Meaning::Approved);
        Ok(stage)
    }),
    state(
        "Signing: another user's name",
        "This is not your username",
        || {
            let mut stage = bench()?;
            let meaning = Meaning::Other("released to the shop, with one deviation".to_owned());
            let text = "Report 2026-4471: olive trees, second delivery, all twelve crates";
            ask(&mut stage, text, meaning);
            answer(&mut stage, "ada");
            Ok(stage)
        },
    ),
    state("Signing: nothing filled in", "Enter your username", || {
        let mut stage = bench()?;
        ask(&mut stage, "Result table of batch 42", Meaning::Responsible);
        stage.act(Event::App(app::Event::Signing(signing::Event::Submit)));
        Ok(stage)
    }),
    state(
        "Activity: signatures",
        "All signatures are as they were signed",
        || {
            let mut stage = bench()?;
            ask(&mut stage, "Result table of batch 42", Meaning::Reviewed);
            answer(&mut stage, "bob");
            let released = Meaning::Other("released to the shop, with one deviation".to_owned());
            let text = "Report 2026-4471: olive trees, second delivery, all twelve crates";
            ask(&mut stage, text, released);
            answer(&mut stage, "bob");
            show_list(&mut stage);
            Ok(stage)
        },
    ),
    state("Activity: no signatures", "There are no signatures", || {
        let mut stage = bench()?;
        show_list(&mut stage);
        Ok(stage)
    }),
];

/// An administrator looks at what was signed.
fn show_list(stage: &mut Stage) {
    stage.act(Event::App(app::Event::SignOut));
    stage.sign_in("ada", ADA);
    stage.go(AreaKind::Activity);
    let list = audit::Event::View(audit::View::Signatures);
    stage.act_there(AreaEvent::Activity(list));
}

/// Bob works where all users may sign.
fn bench() -> Reached {
    let text = format!("{USERS}signatures: {{allowed_for: [\"*\"]}}\n");
    let mut stage = Stage::over(Some(&text))?;
    stage.sign_in("bob", BOB);
    Ok(stage)
}

fn ask(stage: &mut Stage, text: &str, meaning: Meaning) {
    if let Ok(statement) = Statement::about(b"998 of 1000 within limits", meaning, text) {
        let (asked, _) = AskedSignature::new(statement);
        stage.act(Event::App(app::Event::Signing(signing::Event::Ask(asked))));
    }
}

/// Bob enters this username and his password.
fn answer(stage: &mut Stage, username: &str) {
    if let Screen::App(screen) = stage.screen_mut()
        && let Some(form) = screen.signing.form()
    {
        form.username = Some(username.to_owned());
        form.password.text = secret(BOB);
    }
    stage.act(Event::App(app::Event::Signing(signing::Event::Submit)));
}
