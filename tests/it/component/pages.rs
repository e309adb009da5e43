//! An app's own roles and pages.

use egui_authenticator::authenticator::AppPage;
use egui_authenticator::domain::customization::Customization;
use egui_authenticator::domain::problem::Cause;
use egui_authenticator::domain::role::AppRole;
use egui_authenticator::service::Session;
use egui_kittest::kittest::Queryable;

use crate::harness::{ADA, BOB, Desk, secret};

use super::{App, Window, is_there, press, sign_in, window, with_customization};

/// Roles that the app knows.
#[derive(Clone, Copy)]
struct Till;

impl AppRole for Till {
    fn name(&self) -> &'static str {
        "till"
    }
}

#[test]
fn administrators_are_warned_of_a_role_that_the_app_does_not_know_with_its_line() {
    let rules = Customization::default().with_roles(&[Till]);
    let desk = with_customization(Desk::open(), rules);
    desk.edit("roles: [till]", "roles: [till, tiller, office]");
    desk.edit("views:", "roles:\n  office: {}\nviews:");
    let unknown = |who| {
        let session_view = desk.enter(who).expect("in");
        let found = session_view
            .warnings
            .iter()
            .filter_map(|problem| match &problem.cause {
                Cause::UnknownRole { name, known } => Some((
                    problem.position.line,
                    problem.field.clone(),
                    name.clone(),
                    known.to_vec(),
                )),
                _ => None,
            });
        found.collect::<Vec<_>>()
    };
    let line = 1 + desk
        .text()
        .lines()
        .position(|line| line.contains("tiller"))
        .expect("there");
    let known = vec!["till".to_owned(), "office".to_owned()];
    let field = "credentials.usernames.bob.roles".to_owned();
    assert_eq!(unknown(ADA), [(line, field, "tiller".to_owned(), known)]);
    assert_eq!(
        unknown(BOB),
        [],
        "only administrators learn who has which role"
    );
}

/// Pages of an app.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Page {
    Front,
    Till,
    UnlockedVault,
}

impl AppPage for Page {
    const ALL: &'static [Self] = &[Self::Front, Self::Till, Self::UnlockedVault];

    fn title(self) -> String {
        format!("{self:?} page")
    }

    fn is_open_to(self, session: &Session) -> bool {
        match self {
            Self::Front => true,
            Self::Till => session.has_role(Till),
            Self::UnlockedVault => session.has_role("admin"),
        }
    }
}

fn paged(ui: &mut egui::Ui, app: &mut App) {
    app.drawn = app
        .authenticator
        .show_app(ui, |ui, session, _, page: Page| {
            ui.label(format!("On {page:?}"));
            (
                format!("{page:?}"),
                session.user().username.as_str().to_owned(),
            )
        });
}

fn page(window: &Window) -> Option<&str> {
    let drawn = window.state().drawn.as_ref();
    drawn.map(|(page, _)| page.as_str())
}

#[test]
fn the_apps_pages_are_in_the_navigation_of_those_to_whom_they_are_open() {
    let desk = Desk::open();
    let mut window = window(&desk, paged);
    assert_eq!(page(&window), None, "signed out");
    sign_in(&mut window, BOB);
    assert_eq!(page(&window), Some("Front"), "the first one");
    assert!(is_there(&window, "Till page") && !is_there(&window, "Safe page"));
    press(&mut window, "Till page");
    assert_eq!(page(&window), Some("Till"));
    assert_eq!(
        window.state().drawn.as_ref().map(|(_, who)| who.as_str()),
        Some("bob")
    );
    press(&mut window, "Till");
    assert_eq!(page(&window), None, "a page of the file");
    press(&mut window, "Front page");
    assert_eq!(page(&window), Some("Front"));
    press(&mut window, "Sign out");
    assert_eq!(page(&window), None);
}

#[test]
fn r49_a_page_of_the_app_closes_when_the_role_is_taken_away() {
    let desk = Desk::open();
    let mut window = window(&desk, paged);
    sign_in(&mut window, BOB);
    press(&mut window, "Till page");
    desk.edit("roles: [till]", "roles: [office]");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.on_file_changed(&ctx);
    window.run();
    assert_eq!(page(&window), Some("Front"), "what is still open to them");
    assert!(!is_there(&window, "Till page"));
    let said = "You no longer have access to the page you had open";
    assert!(window.query_by_label_contains(said).is_some());
}

#[test]
fn r24_an_app_with_pages_of_its_own_learns_when_the_user_last_signed_in() {
    let desk = Desk::open();
    let mut window = window(&desk, paged);
    let told = |window: &Window| window.state().authenticator.last_sign_in();
    assert_eq!(told(&window), None, "signed out");
    sign_in(&mut window, BOB);
    let first = "This is your first sign-in on this computer.";
    assert_eq!(told(&window).as_deref(), Some(first));
    press(&mut window, "Sign out");
    let refused = desk.service.sign_in().with_password("bob", &secret("no"));
    assert!(refused.is_err());
    desk.clock.advance(600);
    sign_in(&mut window, BOB);
    let authenticator = &window.state().authenticator;
    let history = authenticator.sign_in_history().expect("just signed in");
    assert_eq!(
        (history.failures, history.last_sign_in.is_some()),
        (1, true)
    );
    let told_now = told(&window).expect("just signed in");
    assert!(told_now.starts_with("Last sign-in: "), "{told_now}");
    assert!(!told_now.contains("No failed attempts"), "{told_now}");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.lock(&ctx);
    assert_eq!(told(&window), None, "locked");
}
