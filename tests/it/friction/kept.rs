//! What was typed is there again after another page was opened, and the account leads back to where it was opened.

use egui_authenticator::domain::page::PageId;
use egui_authenticator::screen::account::{self, Form, Part as AccountPart};
use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind, PaletteEvent};
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::lock;
use egui_authenticator::screen::recovery::codes;
use egui_authenticator::screen::settings::SettingsScreen;
use egui_authenticator::screen::users::{self, Part, UserEditor, UsersScreen};
use egui_authenticator::service::admin_action::{ActionError, AdminAction};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::users::bulk::BulkKind;
use egui_authenticator::service::users::{UserBefore, UserChange};

use crate::at_account::{account, at_account};
use crate::harness::{ADA, secret};
use crate::leaving_changes::Window;

const fn at_users(event: users::Event) -> Event {
    Event::App(app::Event::Area(AreaEvent::Users(event)))
}

const fn go(area: AreaKind) -> Event {
    Event::App(app::Event::Go(area))
}

fn users(window: &mut Window) -> &mut UsersScreen {
    match &mut window.app().area {
        Area::Users(screen) => screen,
        _ => panic!("not at the users"),
    }
}

fn settings(window: &mut Window) -> &mut SettingsScreen {
    match &mut window.app().area {
        Area::Settings(screen) => screen,
        _ => panic!("not at the settings"),
    }
}

#[test]
fn settings_that_are_not_saved_are_there_again_after_another_page() {
    let mut window = Window::open();
    window.act(go(AreaKind::Settings));
    let title = settings(&mut window).form.typed("app.title");
    title.expect("a setting").push_str("Corner shop");
    let page = window.app().session_view.pages[0].id.clone();
    for elsewhere in [
        Event::App(app::Event::Open(page)),
        go(AreaKind::Users),
        Event::App(app::Event::Account),
        Event::App(app::Event::OpenHostPage(0)),
    ] {
        window.act(elsewhere);
        assert!(!matches!(window.app().area, Area::Settings(_)));
        window.act(go(AreaKind::Settings));
        let screen = settings(&mut window);
        assert_eq!(screen.form.text("app.title"), "Corner shop");
        assert_eq!(screen.change_count(), 1);
    }
}

#[test]
fn kept_settings_say_so_if_the_file_has_changed_meanwhile() {
    let mut window = Window::open();
    window.act(go(AreaKind::Settings));
    let title = settings(&mut window).form.typed("app.title");
    title.expect("a setting").push_str("Corner shop");
    window.act(go(AreaKind::Users));
    window.desk.edit("views:", "app:\n  title: Kiosk\nviews:");
    let jobs = window.flow.on_file_changed(std::time::Duration::ZERO);
    window.settle(jobs);
    window.act(go(AreaKind::Settings));
    let screen = settings(&mut window);
    assert_eq!(screen.form.text("app.title"), "Kiosk");
    let reloaded = egui_authenticator::screen::settings::Notice::Reloaded;
    assert_eq!(screen.notice, Some(reloaded));
}

#[test]
fn the_form_of_a_user_is_there_again_after_another_page() {
    let mut window = Window::open();
    window.act(go(AreaKind::Users));
    window.act(at_users(users::Event::Edit("bob".to_owned())));
    let typed = |window: &mut Window| match &mut users(window).part {
        Part::Form(form) => form.user.input.name.first.clone(),
        _ => String::new(),
    };
    if let Part::Form(form) = &mut users(&mut window).part {
        "Robert".clone_into(&mut form.user.input.name.first);
    }
    window.act(go(AreaKind::Activity));
    window.act(go(AreaKind::Users));
    assert_eq!(typed(&mut window), "Robert");
    window.act(go(AreaKind::Users));
    assert_eq!(typed(&mut window), "Robert", "not from the users either");
    window.act(Event::App(app::Event::Palette(PaletteEvent::User(
        "ada".to_owned(),
    ))));
    assert!(matches!(users(&mut window).part, Part::Details(_)));
    window.act(go(AreaKind::Activity));
    window.act(go(AreaKind::Users));
    assert_eq!(typed(&mut window), "Robert", "nor after the palette");
    window.act(at_users(users::Event::Back));
    window.act(go(AreaKind::Activity));
    window.act(go(AreaKind::Users));
    assert!(matches!(users(&mut window).part, Part::List), "cancelled");
}

#[test]
fn a_code_that_is_shown_only_once_is_there_again_after_another_page() {
    let mut window = Window::open();
    window.act(go(AreaKind::Users));
    let reset = AdminAction::StartReset("bob".to_owned());
    window.act(at_users(users::Event::Do(reset)));
    window.act(go(AreaKind::Activity));
    window.act(go(AreaKind::Users));
    assert!(matches!(users(&mut window).part, Part::Code { .. }));
}

#[test]
fn an_area_in_which_nothing_was_typed_begins_anew() {
    let mut window = Window::open();
    window.act(go(AreaKind::Users));
    for event in [users::Event::Add, users::Event::Show("bob".to_owned())] {
        window.act(at_users(event));
        window.act(go(AreaKind::Activity));
        window.act(go(AreaKind::Users));
        assert!(matches!(users(&mut window).part, Part::List));
    }
}

#[test]
fn the_details_of_the_account_are_kept_but_no_password() {
    let mut window = Window::open();
    window.act(Event::App(app::Event::Account));
    window.act(at_account(account::Event::Open(Form::Details)));
    let screen = account(window.flow.screen_mut()).expect("the account");
    screen.current.text = secret(ADA.1);
    if let AccountPart::Details(form) = &mut screen.part {
        "Augusta".clone_into(&mut form.input.name.first);
    }
    window.act(go(AreaKind::Users));
    window.act(Event::App(app::Event::Account));
    let screen = account(window.flow.screen_mut()).expect("the account");
    let AccountPart::Details(form) = &screen.part else {
        panic!("not the details")
    };
    assert_eq!(form.input.name.first, "Augusta");
    assert!(screen.current.text.is_empty());
}

#[test]
fn an_area_that_may_no_longer_be_opened_is_not_kept() {
    let mut window = Window::open();
    window.act(go(AreaKind::Settings));
    let title = settings(&mut window).form.typed("app.title");
    title.expect("a setting").push_str("Corner shop");
    window.act(go(AreaKind::Users));
    let roles = "roles: [admin]\n";
    window.desk.edit(roles, "roles: [boss]\n");
    window.desk.edit(
        "views:",
        "roles:\n  boss: {permissions: [manage_users]}\nviews:",
    );
    let text = window
        .desk
        .text()
        .replace("disabled: true", "disabled: false");
    std::fs::write(window.desk.config(), text).expect("written");
    let jobs = window.flow.on_file_changed(std::time::Duration::ZERO);
    window.settle(jobs);
    window.act(go(AreaKind::Settings));
    assert!(!matches!(window.app().area, Area::Settings(_)));
}

#[test]
fn the_account_leads_back_to_the_area_from_which_it_was_opened() {
    let mut window = Window::open();
    window.act(go(AreaKind::Users));
    window.act(at_users(users::Event::Show("bob".to_owned())));
    window.act(Event::App(app::Event::Account));
    window.act(at_account(account::Event::Open(Form::Details)));
    for _ in 0..2 {
        window.act(at_account(account::Event::Back));
    }
    let Part::Details(username) = &users(&mut window).part else {
        panic!("not at a user")
    };
    assert_eq!(username, "bob");
}

#[test]
fn the_account_leads_back_also_after_new_recovery_codes() {
    let mut window = Window::open();
    let page = PageId("office".to_owned());
    window.act(Event::App(app::Event::Open(page.clone())));
    window.act(go(AreaKind::Activity));
    window.act(Event::App(app::Event::Account));
    window.act(at_account(account::Event::Open(Form::RecoveryCodes)));
    let screen = account(window.flow.screen_mut()).expect("the account");
    screen.current.text = secret(ADA.1);
    window.act(at_account(account::Event::Submit));
    if let Screen::Codes(screen) = window.flow.screen_mut() {
        screen.is_saved = true;
    }
    window.act(Event::Codes(codes::Event::GoOn));
    let screen = account(window.flow.screen_mut()).expect("the account");
    assert_eq!(screen.done, Some(Form::RecoveryCodes));
    window.act(at_account(account::Event::Back));
    assert!(matches!(window.app().area, Area::Activity(_)));
    window.act(Event::App(app::Event::Close));
    assert_eq!(window.app().open.as_ref().map(|open| &open.id), Some(&page));
}

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// Changes the roles and the last name of Bob, which the window notices if it is told.
fn change_bob(window: &mut Window, roles: &[&str], last_name: Option<&str>, is_told: bool) {
    let mut change = UserChange::default().roles(roles.iter().copied());
    change.last_name = last_name.map(ToOwned::to_owned);
    let changed = window.desk.service.users().change(OWNER, "bob", &change);
    assert_eq!(changed, Ok(()));
    if is_told {
        let jobs = window.flow.on_file_changed(std::time::Duration::ZERO);
        window.settle(jobs);
    }
}

fn editor(window: &mut Window) -> &mut UserEditor {
    match &mut users(window).part {
        Part::Form(form) => form,
        _ => panic!("not at the form"),
    }
}

fn roles_of_bob(window: &Window) -> Vec<String> {
    let bob = window.desk.service.users().find(OWNER, "bob");
    let roles = bob.expect("there").roles;
    roles.iter().map(|role| role.as_str().to_owned()).collect()
}

#[test]
fn r32_a_kept_form_brings_no_role_back_that_was_taken_meanwhile() {
    let mut window = Window::open();
    change_bob(&mut window, &["till", "admin"], None, true);
    window.act(go(AreaKind::Users));
    window.act(at_users(users::Event::Edit("bob".to_owned())));
    editor(&mut window).roles.push("shelf".to_owned());
    window.act(go(AreaKind::Activity));
    change_bob(&mut window, &["till"], None, true);
    window.act(go(AreaKind::Users));
    assert_eq!(editor(&mut window).roles, ["till"]);
    assert_eq!(users(&mut window).notice, Some(users::Notice::Reloaded));
    editor(&mut window).roles.push("shelf".to_owned());
    window.act(at_users(users::Event::Submit));
    assert_eq!(roles_of_bob(&window), ["till", "shelf"]);
}

#[test]
fn what_was_not_edited_in_a_kept_form_follows_the_file_without_a_word() {
    let mut window = Window::open();
    window.act(go(AreaKind::Users));
    window.act(at_users(users::Event::Edit("bob".to_owned())));
    "Robert".clone_into(&mut editor(&mut window).user.input.name.first);
    window.act(go(AreaKind::Activity));
    change_bob(&mut window, &["till", "shelf"], Some("Mason"), true);
    window.act(go(AreaKind::Users));
    assert_eq!(users(&mut window).notice, None);
    let name = editor(&mut window).user.input.name.clone();
    assert_eq!(
        (name.first.as_str(), name.last.as_str()),
        ("Robert", "Mason")
    );
    window.act(at_users(users::Event::Submit));
    assert_eq!(roles_of_bob(&window), ["till", "shelf"]);
}

#[test]
fn a_form_is_not_saved_over_a_change_that_the_window_has_not_seen() {
    let mut window = Window::open();
    window.act(go(AreaKind::Users));
    window.act(at_users(users::Event::Edit("bob".to_owned())));
    editor(&mut window).roles.push("shelf".to_owned());
    change_bob(&mut window, &[], None, false);
    window.act(at_users(users::Event::Submit));
    assert_eq!(roles_of_bob(&window), Vec::<String>::new());
    assert_eq!(users(&mut window).notice, Some(users::Notice::Reloaded));
    assert!(editor(&mut window).roles.is_empty(), "the present ones");
}

#[test]
fn the_review_of_a_change_of_several_follows_the_file() {
    let mut window = Window::open();
    window.act(go(AreaKind::Users));
    let bob = window
        .desk
        .service
        .users()
        .find(OWNER, "bob")
        .expect("there");
    let toggle = users::SelectionEvent::Toggle(bob.id);
    window.act(at_users(users::Event::Select(toggle)));
    let disable = users::SelectionEvent::Change(BulkKind::Disable);
    window.act(at_users(users::Event::Select(disable)));
    let count = |window: &mut Window| match &users(window).part {
        Part::Bulk(form) => (form.count(), form.unchanged()),
        _ => panic!("not at the review"),
    };
    assert_eq!(count(&mut window), (1, 0));
    let change = UserChange::default().disabled(true);
    let changed = window.desk.service.users().change(OWNER, "bob", &change);
    assert_eq!(changed, Ok(()));
    let jobs = window.flow.on_file_changed(std::time::Duration::ZERO);
    window.settle(jobs);
    assert_eq!(count(&mut window), (0, 1));
}

/// Gives Bob the role of the shelf in the window, which then offers to undo it.
fn give_bob_the_shelf(window: &mut Window) {
    window.act(go(AreaKind::Users));
    window.act(at_users(users::Event::Edit("bob".to_owned())));
    editor(window).roles.push("shelf".to_owned());
    window.act(at_users(users::Event::Submit));
    assert!(users(window).toast.is_some());
}

#[test]
fn r32_undo_brings_no_role_back_that_was_taken_meanwhile() {
    let mut window = Window::open();
    change_bob(&mut window, &["till", "admin"], None, true);
    give_bob_the_shelf(&mut window);
    change_bob(&mut window, &["till", "shelf"], None, true);
    window.act(at_users(users::Event::Undo));
    assert_eq!(roles_of_bob(&window), ["till", "shelf"]);
    let changed = ActionError::Users(StoreError::Changed.into());
    let failed = users::Notice::Failed(changed);
    assert_eq!(users(&mut window).notice, Some(failed));
}

#[test]
fn undo_takes_back_everything_that_was_changed_however_it_was_typed() {
    let mut window = Window::open();
    let bob = |window: &Window| {
        let bob = window.desk.service.users().find(OWNER, "bob");
        UserBefore::of(&bob.expect("there"))
    };
    let before = bob(&window);
    window.act(go(AreaKind::Users));
    window.act(at_users(users::Event::Edit("bob".to_owned())));
    let form = editor(&mut window);
    " Bob@Example.COM ".clone_into(&mut form.user.input.email);
    " Robert  ".clone_into(&mut form.user.input.name.first);
    "office".clone_into(&mut form.new_role);
    form.times = Some(["", " 2027-12-31", "fri 9:00-18:00, mon 9:00-18:00"].map(ToOwned::to_owned));
    window.act(at_users(users::Event::Submit));
    assert_ne!(bob(&window), before);
    window.act(at_users(users::Event::Undo));
    assert_eq!(bob(&window), before);
}

#[test]
fn a_locked_window_offers_no_undo_after_unlocking() {
    let mut window = Window::open();
    give_bob_the_shelf(&mut window);
    window.act(Event::Lock);
    match window.flow.screen_mut() {
        Screen::Lock(screen) => screen.password.text = secret(ADA.1),
        _ => panic!("not locked"),
    }
    window.act(Event::Locked(lock::Event::Submit));
    assert!(users(&mut window).toast.is_none());
}
