//! Our own actions in the window: the dialog opens by itself, and the action runs again with what was approved.

use std::time::Duration;

use egui_authenticator::domain::built_in_action::BuiltInAction;
use egui_authenticator::screen::app::{self, AppScreen, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::approval::{self, AskedApproval};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::users::{self, Notice};
use egui_authenticator::screen::{admin_action, audit, lock, settings};
use egui_authenticator::service::admin_action::{ActionError, AdminAction};
use egui_authenticator::service::approvals::error::ApprovalError;
use egui_authenticator::service::command::Job;
use egui_authenticator::service::users::UserError;
use egui_kittest::kittest::Queryable;

use super::built_in::{OWNER, desk_requiring, roles};
use super::{LIA, MAX, refund};
use crate::harness::app_window::{app_window, choose, rows};
use crate::harness::flow::signed_in;
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

/// Ada's window.
struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn requiring(actions: &[BuiltInAction], area: AreaKind) -> Self {
        let desk = desk_requiring(actions);
        let flow = signed_in(&desk, ADA);
        let mut window = Self { flow, desk };
        window.act(app::Event::Go(area));
        window
    }

    fn settle(&mut self, jobs: Vec<Job>) {
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    fn act(&mut self, event: app::Event) {
        self.on(Event::App(event));
    }

    fn on(&mut self, event: Event) {
        let jobs = self.flow.on(event, T0);
        self.settle(jobs);
    }

    fn delete_bob(&mut self) {
        let delete = users::Event::Do(AdminAction::Remove("bob".to_owned()));
        self.act(app::Event::Area(AreaEvent::Users(delete)));
    }

    fn app(&mut self) -> &mut AppScreen {
        match self.flow.screen_mut() {
            Screen::App(screen) => screen,
            _ => panic!("no session"),
        }
    }

    /// The name of the action that is to be approved.
    fn asked(&mut self) -> Option<String> {
        let form = self.app().approval.form()?;
        Some(form.request.summary().action.clone())
    }

    fn answer(&mut self, (login, password): (&str, &str)) {
        let form = self.app().approval.form().expect("the form is open");
        login.clone_into(&mut form.login);
        form.password.text = secret(password);
        self.act(app::Event::Approval(approval::Event::Submit));
    }

    /// Whether the list of users says that a second person has to approve it.
    fn is_told(&mut self) -> bool {
        let Area::Users(users) = &self.app().area else {
            panic!("the users are open")
        };
        matches!(
            &users.notice,
            Some(Notice::Failed(ActionError::Users(
                UserError::ApprovalRequired(_)
            )))
        )
    }

    fn has_bob(&self) -> bool {
        self.desk.service.users().find(OWNER, "bob").is_ok()
    }
}

#[test]
fn r111_the_window_asks_a_second_person_and_runs_the_action_again() {
    let mut window = Window::requiring(&[BuiltInAction::DeleteUser], AreaKind::Users);
    window.delete_bob();
    assert_eq!(window.asked().as_deref(), Some("users.delete"));
    assert!(window.app().is_changing() && window.has_bob());
    window.answer(MAX);
    assert!(window.asked().is_some() && window.has_bob());
    window.answer(LIA);
    assert!(window.asked().is_none() && !window.has_bob());
    assert!(!window.app().is_changing());
}

#[test]
fn r111_an_action_that_is_not_approved_is_dropped_and_nothing_of_it_is_left() {
    type End = fn(&mut Window);
    let ends: [(&str, End); 3] = [
        ("cancel", |window| {
            window.act(app::Event::Approval(approval::Event::Cancel));
        }),
        ("time", |window| {
            let jobs = window.flow.on_time(Duration::from_secs(5 * 60));
            window.settle(jobs);
        }),
        ("lock", |window| {
            let jobs = window.flow.on(Event::Lock, T0);
            window.settle(jobs);
        }),
    ];
    for (name, end) in ends {
        let mut window = Window::requiring(&[BuiltInAction::DeleteUser], AreaKind::Users);
        window
            .desk
            .edit("views:", "lock: {after_minutes: 0}\nviews:");
        window.delete_bob();
        assert!(window.asked().is_some(), "{name}");
        end(&mut window);
        if let Screen::Lock(screen) = window.flow.screen_mut() {
            screen.password.text = secret(ADA.1);
            window.on(Event::Locked(lock::Event::Submit));
        }
        assert!(window.asked().is_none() && window.has_bob(), "{name}");
        assert!(!window.app().is_changing(), "{name}");
    }
}

#[test]
fn r111_an_approval_is_kept_while_the_password_is_entered_again() {
    let mut window = Window::requiring(&[BuiltInAction::DeleteUser], AreaKind::Users);
    window.desk.clock.advance(290);
    window.delete_bob();
    assert!(window.asked().is_some());
    window.desk.clock.advance(20);
    window.answer(LIA);
    let refund = AskedApproval::new(refund());
    let refused = window.app().check_approval(&refund);
    assert_eq!(refused, Err(ApprovalError::UnderWay));
    let form = window.app().action.reauthentication();
    form.expect("the password is asked for").password.text = secret(ADA.1);
    let submit = AreaEvent::Reauthentication(admin_action::Event::Submit);
    window.act(app::Event::Area(submit));
    assert!(window.asked().is_none() && !window.has_bob());
}

#[test]
fn r111_an_approval_that_ends_while_the_password_is_entered_is_asked_for_again() {
    let mut window = Window::requiring(&[BuiltInAction::DeleteUser], AreaKind::Users);
    window.desk.clock.advance(290);
    window.delete_bob();
    window.desk.clock.advance(20);
    window.answer(LIA);
    window.desk.clock.advance(60);
    let form = window.app().action.reauthentication();
    form.expect("the password is asked for").password.text = secret(ADA.1);
    let submit = AreaEvent::Reauthentication(admin_action::Event::Submit);
    window.act(app::Event::Area(submit));
    assert!(window.asked().is_some() && window.has_bob());
}

#[test]
fn r111_an_action_that_can_no_longer_be_approved_says_so() {
    let mut window = Window::requiring(&[BuiltInAction::DeleteUser], AreaKind::Users);
    window.delete_bob();
    window.desk.edit("  users.delete: {roles: [lead]}\n", "");
    window.answer(LIA);
    assert!(window.asked().is_none() && !window.app().is_changing());
    assert!(window.is_told() && window.has_bob());
}

#[test]
fn r111_an_approval_that_arrives_after_cancelling_runs_nothing() {
    let mut window = Window::requiring(&[BuiltInAction::DeleteUser], AreaKind::Users);
    window.delete_bob();
    let form = window.app().approval.form().expect("open");
    LIA.0.clone_into(&mut form.login);
    form.password.text = secret(LIA.1);
    let submit = Event::App(app::Event::Approval(approval::Event::Submit));
    let late = window.flow.on(submit, T0);
    window.act(app::Event::Approval(approval::Event::Cancel));
    window.settle(late);
    assert!(window.has_bob() && !window.app().is_changing());
}

#[test]
fn r111_an_action_is_refused_while_another_one_is_being_approved() {
    let mut window = Window::requiring(&[BuiltInAction::DeleteUser], AreaKind::Users);
    let delete = users::Event::Do(AdminAction::Remove("bob".to_owned()));
    let delete = Event::App(app::Event::Area(AreaEvent::Users(delete)));
    let running = window.flow.on(delete, T0);
    window.act(app::Event::AskApproval(Box::new(AskedApproval::new(
        refund(),
    ))));
    window.settle(running);
    assert_eq!(window.asked().as_deref(), Some("refund.large"));
    assert!(window.is_told());
    window.answer(LIA);
    assert!(window.has_bob());
}

#[test]
fn r111_the_audit_log_is_saved_only_once_it_is_approved() {
    let required = [BuiltInAction::ExportActivity];
    let mut window = Window::requiring(&required, AreaKind::Activity);
    let export = || app::Event::Area(AreaEvent::Activity(audit::Event::Export));
    let saved = |window: &mut Window| match &window.app().area {
        Area::Activity(screen) => screen.saved.clone(),
        _ => panic!("the activity is open"),
    };
    window.act(export());
    assert_eq!(window.asked().as_deref(), Some("activity.export"));
    assert!(saved(&mut window).is_none());
    window.answer(LIA);
    assert!(matches!(saved(&mut window), Some(Ok(_))));
    window.act(export());
    assert!(window.asked().is_some(), "each time");
}

#[test]
fn r111_a_restoration_asks_for_each_of_the_things_that_the_file_requires() {
    let required = [BuiltInAction::Restore, BuiltInAction::GivePermissions];
    let mut window = Window::requiring(&required, AreaKind::Settings);
    let users = window.desk.service.users();
    assert_eq!(users.change(OWNER, "max", &roles(&["till"])), Ok(()));
    let ada = window.app().session_view.session.clone();
    let backups = window.desk.service.backups();
    let latest = backups.list(OWNER).expect("listed");
    let latest = latest.last().expect("a backup").number;
    let preview = backups.preview(&ada, latest).expect("a preview");
    assert_eq!(preview.with_permissions, ["max"]);
    let Area::Settings(screen) = &mut window.app().area else {
        panic!("the settings are open")
    };
    screen.backups.preview = Some(preview);
    let restore = settings::BackupEvent::Restore;
    window.act(app::Event::Area(AreaEvent::Settings(
        settings::Event::Backup(restore),
    )));
    assert_eq!(window.asked().as_deref(), Some("backups.restore"));
    window.answer(LIA);
    assert_eq!(window.asked().as_deref(), Some("users.give_permissions"));
    assert!(!ada.has_ended());
    window.answer(LIA);
    assert!(ada.has_ended(), "it is restored");
}

#[test]
fn r111_the_dialog_says_in_our_words_what_is_deleted() {
    let desk = desk_requiring(&[BuiltInAction::DeleteUser]);
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_600.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Delete");
    fill(&mut window, "Username", "bob");
    press(&mut window, "Delete Bob Builder");
    for text in ["Delete users", "bob", "Needs approval"] {
        assert!(window.query_all_by_label(text).next().is_some(), "{text}");
    }
    fill(&mut window, "Username or e-mail of the approver", LIA.0);
    fill(&mut window, "Password of the approver", LIA.1);
    press(&mut window, "Approve");
    assert!(rows(&window).iter().all(|row| !row.contains("bob")));
    assert!(desk.service.users().find(OWNER, "bob").is_err());
}

#[test]
fn r111_an_approval_of_the_app_is_kept_while_an_action_of_ours_is_approved() {
    let mut window = Window::requiring(&[BuiltInAction::DeleteUser], AreaKind::Users);
    let asked = Box::new(AskedApproval::new(refund()));
    window.act(app::Event::AskApproval(asked));
    window.answer(LIA);
    let end = window.app().approval.left(T0);
    assert!(end.is_some(), "the app has not taken it");
    window.delete_bob();
    window.act(app::Event::Approval(approval::Event::Cancel));
    assert_eq!(window.app().approval.left(T0), end);
}

#[test]
fn a_badge_where_the_password_is_asked_for_again_is_said_to_be_not_enough() {
    let mut window = Window::requiring(&[], AreaKind::Users);
    window.desk.clock.advance(400);
    window.delete_bob();
    let jobs = window.flow.on_badge(secret("00481234567"), T0);
    assert!(jobs.is_empty());
    let form = window.app().action.reauthentication().expect("asked");
    assert_eq!(form.notice, Some(FormNotice::BadgeNotEnough));
}
