//! The configuration file changes while a user is signed in.

use std::fs;
use std::time::Duration;

use egui_authenticator::domain::page::PageId;
use egui_authenticator::domain::problem::Position;
use egui_authenticator::screen::app::{self, AppScreen, Notice, PageState};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::sign_in;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::pages::OpenedPage;
use egui_authenticator::service::ports::{CredentialStore, StoreError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::yaml::YamlStore;

use crate::harness::flow::start;
use crate::harness::{ADA, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

fn signed_in(desk: &Desk, (name, password): (&str, &str)) -> Flow {
    let mut flow = start(desk);
    if let Screen::Login(screen) = flow.screen_mut() {
        name.clone_into(&mut screen.login);
        screen.password.text = secret(password);
    }
    let asks = flow.on(Event::Login(sign_in::Event::Submit), T0);
    settle(&mut flow, &desk.service, asks, T0);
    assert!(matches!(flow.screen(), Screen::App(_)));
    flow
}

fn edited(desk: &Desk, flow: &mut Flow, from: &str, to: &str) {
    desk.edit(from, to);
    let asks = flow.on_file_changed(T0);
    settle(flow, &desk.service, asks, T0);
}

fn app(flow: &Flow) -> &AppScreen {
    match flow.screen() {
        Screen::App(screen) => screen,
        _ => panic!("signed out"),
    }
}

fn open_page(desk: &Desk, flow: &mut Flow, id: &str) {
    let id = PageId(id.to_owned());
    let asks = flow.on(Event::App(app::Event::Open(id)), T0);
    settle(flow, &desk.service, asks, T0);
}

fn login_notice(flow: &Flow) -> Option<&sign_in::Notice> {
    match flow.screen() {
        Screen::Login(screen) => screen.notice.as_ref(),
        _ => panic!("not at the sign-in form"),
    }
}

#[test]
fn dismissed_warnings_of_the_file_come_back_only_with_another_one() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    assert!(!app(&flow).session_view.warnings.is_empty());
    let asks = flow.on(Event::App(app::Event::DismissWarnings), T0);
    settle(&mut flow, &desk.service, asks, T0);
    edited(&desk, &mut flow, "name: Bob Builder", "name: Bobby Builder");
    assert_eq!(app(&flow).session_view.warnings, []);
    edited(&desk, &mut flow, "views:", "registraton: {}\nviews:");
    assert!(!app(&flow).session_view.warnings.is_empty());
}

#[test]
fn r49_a_role_that_is_taken_away_closes_its_page() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, BOB);
    open_page(&desk, &mut flow, "till");
    assert!(app(&flow).open.is_some());
    edited(&desk, &mut flow, "roles: [till]", "roles: []");
    let screen = app(&flow);
    assert!(screen.open.is_none());
    assert!(screen.session_view.pages.is_empty());
    assert_eq!(screen.notice, Some(Notice::PageClosed));
}

#[test]
fn a_role_that_is_given_offers_its_pages() {
    let desk = Desk::open();
    desk.edit("roles: [till]", "roles: []");
    let mut flow = signed_in(&desk, BOB);
    assert!(app(&flow).open.is_none());
    edited(&desk, &mut flow, "roles: []", "roles: [till]");
    let titles: Vec<_> = app(&flow)
        .session_view
        .pages
        .iter()
        .map(|p| p.title.clone())
        .collect();
    assert_eq!(titles, ["Till"]);
    assert!(app(&flow).shows_welcome(), "which has them as tiles");
}

#[test]
fn r42_a_deleted_or_disabled_user_is_signed_out() {
    for (from, to) in [
        ("    bob:", "    rob:"),
        ("name: Bob Builder", "disabled: true"),
    ] {
        let desk = Desk::open();
        let mut flow = signed_in(&desk, BOB);
        edited(&desk, &mut flow, from, to);
        assert_eq!(login_notice(&flow), Some(&sign_in::Notice::Ended), "{to}");
    }
}

#[test]
fn r42_another_password_ends_the_sessions_that_began_with_the_one_before() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, BOB);
    let other = secret("another password for bob");
    desk.service
        .users()
        .set_password(Caller::LocalOwner(Operator::assume()), "bob", &other)
        .expect("set");
    let asks = flow.on_file_changed(T0);
    settle(&mut flow, &desk.service, asks, T0);
    assert_eq!(login_notice(&flow), Some(&sign_in::Notice::Ended));
}

#[test]
fn r61_a_broken_file_is_named_with_its_position_and_the_last_good_state_remains_in_use() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    edited(&desk, &mut flow, "pre-authorized:", "pre-authorized: [\n");
    let trouble = app(&flow).session_view.trouble.clone().expect("trouble");
    assert!(trouble.position > Position::START);
    assert!(
        trouble.problem.is_some(),
        "an administrator sees what it is"
    );
    assert!(desk.sign_in(BOB).is_some(), "others can still sign in");
    let before = desk.text();
    let refused = desk.service.users().set_password(
        Caller::LocalOwner(Operator::assume()),
        "bob",
        &secret("another password for bob"),
    );
    assert!(refused.is_err(), "and nothing is written over the mistake");
    assert_eq!(desk.text(), before);
    edited(&desk, &mut flow, "pre-authorized: [\n", "pre-authorized:");
    assert_eq!(app(&flow).session_view.trouble, None);
}

#[test]
fn r54_problems_of_the_file_are_shown_to_administrators_only() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, BOB);
    edited(&desk, &mut flow, "kind: markdown", "kind: film");
    let trouble = app(&flow).session_view.trouble.clone().expect("trouble");
    assert_eq!(trouble.problem, None);
    assert_eq!(
        trouble.position,
        Position {
            line: 31,
            column: 11
        }
    );
}

#[test]
fn r25_a_start_with_a_broken_file_lets_no_user_sign_in() {
    let desk = Desk::open();
    desk.edit("pre-authorized:", "pre-authorized: [\n");
    let service = desk.restarted();
    let refused = service.sign_in().with_password(ADA.0, &secret(ADA.1)).err();
    let is_unusable = matches!(refused, Some(SignInError::Store(StoreError::Unusable(_))));
    assert!(is_unusable, "{refused:?}");
}

#[test]
fn a_file_that_was_corrected_opens_by_itself() {
    let desk = Desk::with("credentials: [");
    let mut flow = start(&desk);
    assert!(matches!(flow.screen(), Screen::Broken(_)));
    fs::write(desk.config(), crate::harness::USERS).expect("written");
    let asks = flow.on_file_changed(T0);
    settle(&mut flow, &desk.service, asks, T0);
    assert!(matches!(flow.screen(), Screen::Login(_)));
}

#[test]
fn what_was_typed_into_the_sign_in_form_stays_when_the_file_changes() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    if let Screen::Login(screen) = flow.screen_mut() {
        "ada".clone_into(&mut screen.login);
        screen.password.text = secret("half a passw");
    }
    edited(
        &desk,
        &mut flow,
        "views:",
        "app: {title: Corner shop}\nviews:",
    );
    let Screen::Login(screen) = flow.screen() else {
        panic!("not at the sign-in form")
    };
    assert_eq!(screen.login, "ada");
    assert_eq!(screen.password.text.expose(), "half a passw");
    assert_eq!(screen.opened.settings.title.as_deref(), Some("Corner shop"));
}

#[test]
fn the_page_that_is_open_shows_what_the_file_says_now() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    open_page(&desk, &mut flow, "office");
    edited(&desk, &mut flow, "small key", "large key");
    let open = app(&flow).open.as_ref().expect("a page");
    let PageState::Shown(OpenedPage::Markdown(text)) = &open.content else {
        panic!("not shown")
    };
    assert!(text.as_str().contains("large key"));
}

#[test]
fn r61_a_save_in_any_way_that_editors_have_is_noticed() {
    let desk = Desk::open();
    let store = YamlStore::new(desk.config());
    let text = desk.text();
    let mut known = store.revision().expect("a revision");
    let mut notices = |way: &str| {
        let now = store.revision().expect("a revision");
        assert_ne!(std::mem::replace(&mut known, now), now, "{way}");
        assert_eq!(store.read().expect("read").revision, now, "{way}");
    };

    fs::write(desk.config(), format!("{text}# in place\n")).expect("written");
    notices("written in place");

    let beside = desk.config().with_extension("tmp");
    fs::write(&beside, format!("{text}# swapped\n")).expect("written");
    fs::rename(&beside, desk.config()).expect("renamed");
    notices("swapped");

    fs::remove_file(desk.config()).expect("removed");
    fs::write(desk.config(), format!("{text}# removed and made anew\n")).expect("written");
    notices("removed and made anew");

    desk.service
        .users()
        .set_password(
            Caller::LocalOwner(Operator::assume()),
            "bob",
            &secret("a longer password for bob"),
        )
        .expect("set");
    notices("changed by another process");
}

#[test]
fn r61_errors_of_the_file_are_news_and_come_to_rest() {
    let desk = Desk::open();
    let store = YamlStore::new(desk.config());
    let good = store.revision().expect("a revision");
    desk.edit("credentials:", "credentials: [");
    let broken = store.revision().expect("a revision");
    assert_ne!(broken, good);
    assert_eq!(store.read().expect("the last good state").revision, good);
    assert_eq!(store.revision(), Ok(broken), "nothing new");

    let unread = YamlStore::new(desk.config());
    let error = unread.read().expect_err("errors");
    assert_eq!(unread.revision(), Err(error), "as reading it");
}
