//! The account in the window.

use std::time::Duration;

use egui_authenticator::screen::account::{self, Form, Part};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::{Field, FieldError};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::recovery::codes;
use egui_authenticator::screen::{app, sign_in};
use egui_authenticator::service::ports::StateError;

use super::NEW;
use crate::at_account::{account, at_account};
use crate::harness::flow::{act, fill_in, start};
use crate::harness::{BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

/// Signs in and opens a form of the account.
fn at_the_form(desk: &Desk, form: Form) -> Flow {
    let mut flow = start(desk);
    fill_in(&mut flow, BOB);
    act(&mut flow, desk, Event::Login(sign_in::Event::Submit));
    act(&mut flow, desk, Event::App(app::Event::Account));
    act(&mut flow, desk, at_account(account::Event::Open(form)));
    flow
}

fn submit(flow: &mut Flow, desk: &Desk, current: &str, new: &str) {
    let screen = screen(flow);
    screen.current.text = secret(current);
    if let Part::Password(field) = &mut screen.part {
        field.input.text = secret(new);
    }
    act(flow, desk, at_account(account::Event::Submit));
}

fn screen(flow: &mut Flow) -> &mut account::AccountScreen {
    account(flow.screen_mut()).expect("at the account")
}

#[test]
fn the_form_names_the_error_wipes_the_wrong_password_and_returns_with_the_new_one() {
    let desk = Desk::open();
    let mut flow = at_the_form(&desk, Form::Password);
    submit(&mut flow, &desk, "wrong", NEW);
    let at = screen(&mut flow);
    assert_eq!(
        at.errors.of(Field::CurrentPassword),
        Some(FieldError::WrongCurrentPassword)
    );
    let Part::Password(new) = &at.part else {
        panic!("another form")
    };
    assert!(at.current.text.is_empty());
    assert_eq!(new.text().expose(), NEW, "the new one was not refused");
    assert!(!new.input.can_be_revealed());
    submit(&mut flow, &desk, BOB.1, NEW);
    let at = screen(&mut flow);
    assert!(matches!(at.part, Part::Overview));
    assert_eq!(at.done, Some(Form::Password));
    let session = &flow.screen().session_view().expect("signed in").session;
    assert!(desk.service.sessions().refresh(session).is_ok());
}

#[test]
fn the_page_that_was_open_before_is_there_again_after_the_account() {
    let desk = Desk::open();
    let mut flow = at_the_form(&desk, Form::Password);
    for _ in 0..2 {
        act(&mut flow, &desk, at_account(account::Event::Back));
    }
    let open = |flow: &Flow| match flow.screen() {
        Screen::App(screen) => screen.open.as_ref().map(|page| page.id.clone()),
        _ => None,
    };
    let pages = &flow.screen().session_view().expect("in").pages;
    let last = pages.last().expect("a page").id.clone();
    act(&mut flow, &desk, Event::App(app::Event::Open(last.clone())));
    act(&mut flow, &desk, Event::App(app::Event::Account));
    assert!(account(flow.screen_mut()).is_some());
    act(&mut flow, &desk, at_account(account::Event::Back));
    assert!(account(flow.screen_mut()).is_none());
    assert_eq!(open(&flow), Some(last));
}

#[test]
fn new_codes_are_shown_once_and_the_way_on_opens_when_they_are_saved() {
    let desk = Desk::open();
    let mut flow = at_the_form(&desk, Form::RecoveryCodes);
    submit(&mut flow, &desk, BOB.1, "");
    let shown = |flow: &mut Flow| match flow.screen_mut() {
        Screen::Codes(screen) => screen.codes.len(),
        _ => 0,
    };
    assert_eq!(shown(&mut flow), 8);
    assert!(
        flow.screen().session_view().is_none(),
        "nothing else is shown meanwhile"
    );
    act(&mut flow, &desk, Event::Codes(codes::Event::GoOn));
    assert_eq!(shown(&mut flow), 8, "not before they are saved");
    let text = secret("codes");
    act(&mut flow, &desk, Event::Codes(codes::Event::Save(text)));
    let Screen::Codes(at) = flow.screen_mut() else {
        panic!("not at the codes")
    };
    let Some(codes::Notice::Saved(path)) = at.notice.clone() else {
        panic!("not saved")
    };
    at.is_saved = true;
    assert_eq!(std::fs::read_to_string(path).expect("there"), "codes");
    act(&mut flow, &desk, Event::Codes(codes::Event::GoOn));
    assert_eq!(screen(&mut flow).done, Some(Form::RecoveryCodes));
    let user = flow.screen().session_view().expect("in").session.user();
    assert_eq!(user.key_vault.codes.len(), 8);
}

#[test]
fn a_user_deleted_while_in_a_form_is_signed_out() {
    let desk = Desk::open();
    let mut flow = at_the_form(&desk, Form::Password);
    desk.edit("    bob:", "    rob:");
    let asks = flow.on_file_changed(T0);
    settle(&mut flow, &desk.service, asks, T0);
    assert!(matches!(flow.screen(), Screen::Login(_)));
}

#[test]
fn what_cannot_be_read_about_the_account_is_an_error_and_not_an_empty_list() {
    let desk = Desk::open();
    let failure = StateError::Unavailable("made to fail".to_owned());
    let mut flow = at_the_form(&desk, Form::Activity);
    assert_eq!(screen(&mut flow).notice, None);
    desk.state.fail_with(Some(failure.clone()));
    act(&mut flow, &desk, at_account(account::Event::Back));
    act(
        &mut flow,
        &desk,
        at_account(account::Event::Open(Form::Activity)),
    );
    let screen = screen(&mut flow);
    assert_eq!(screen.notice, Some(FormNotice::State(failure)));
    assert!(matches!(screen.part, Part::Activity(None)));
}
