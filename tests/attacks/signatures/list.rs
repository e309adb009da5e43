//! Someone changes the database while an auditor looks at the list of signatures.

use std::time::Duration;

use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::audit::{self, ActivityScreen, View};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use rusqlite::Connection;

use super::{desk_with_database, signed};
use crate::harness::flow::{act, signed_in};
use crate::harness::{ADA, BOB, Desk, settle};

const T0: Duration = Duration::ZERO;

/// The window of Ada, with the list of three signatures.
struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn open() -> Self {
        let (desk, _) = desk_with_database();
        for who in [BOB, ADA, BOB] {
            signed(&desk, who);
        }
        let flow = signed_in(&desk, ADA);
        let mut window = Self { flow, desk };
        window.act(app::Event::Go(AreaKind::Activity));
        window.act_there(audit::Event::View(View::Signatures));
        let list = &window.activity().signatures;
        assert!(
            list.check
                .as_ref()
                .is_some_and(|(check, _)| check.is_good())
        );
        window
    }

    fn act(&mut self, event: app::Event) {
        act(&mut self.flow, &self.desk, Event::App(event));
    }

    fn act_there(&mut self, event: audit::Event) {
        self.act(app::Event::Area(AreaEvent::Activity(event)));
    }

    fn activity(&mut self) -> &ActivityScreen {
        match self.flow.screen_mut() {
            Screen::App(screen) => match &screen.area {
                Area::Activity(screen) => screen,
                _ => panic!("the activity is not open"),
            },
            _ => panic!("no session"),
        }
    }

    /// Changes the database, and then the file, so that the window reads everything again.
    fn changed(&mut self, statement: &str, from: &str, to: &str) {
        let file = self.desk.folder.path().join("state.db");
        let database = Connection::open(file).expect("opened");
        database.execute_batch(statement).expect("changed");
        self.desk.edit(from, to);
        let jobs = self.flow.on_file_changed(T0);
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    /// The numbers of the list, each with whether it is unchanged.
    fn listed(&mut self) -> Vec<(i64, bool)> {
        let all = self.activity().signatures.of("").into_iter();
        all.map(|(number, signature)| (*number, signature.is_some()))
            .collect()
    }
}

const CHANGE: &str =
    "UPDATE signature SET text = replace(text, 'Batch 42', 'Batch 43') WHERE number";

#[test]
fn r112_a_changed_signature_stays_in_the_list_which_no_longer_counts_as_verified() {
    let mut window = Window::open();
    window.changed(&format!("{CHANGE} = 2"), "views:", "title: Bench\nviews:");
    assert_eq!(window.listed(), [(3, true), (2, false), (1, true)]);
    let list = &window.activity().signatures;
    assert!(list.check.is_none() && list.is_unverified());
    window.act_there(audit::Event::Verify);
    let check = window.activity().signatures.check.as_ref();
    assert_eq!(check.and_then(|(check, _)| check.broken), Some(2));
}

#[test]
fn r112_a_removed_signature_leaves_no_list_that_counts_as_verified() {
    let mut window = Window::open();
    let remove = "DELETE FROM signature WHERE number = 2";
    window.changed(remove, "views:", "title: Bench\nviews:");
    assert_eq!(window.listed(), [(3, true), (1, true)]);
    assert!(window.activity().signatures.is_unverified());
}

#[test]
fn r112_damage_takes_the_list_away_from_no_auditor() {
    let mut window = Window::open();
    let (from, to) = ("allowed_for: [\"*\"]", "allowed_for: []");
    window.changed(&format!("{CHANGE} > 0"), from, to);
    assert!(window.activity().offers_signatures);
    assert_eq!(window.listed(), [(3, false), (2, false), (1, false)]);
}

#[test]
fn r112_a_verification_that_failed_is_told_until_the_next_one() {
    let mut window = Window::open();
    let hide = "ALTER TABLE activity RENAME TO hidden";
    window.changed(hide, "views:", "title: Bench\nviews:");
    window.act_there(audit::Event::Verify);
    window.changed("", "title: Bench", "title: Bench 2");
    let list = &window.activity().signatures;
    assert!(list.check.is_none() && list.not_verified.is_some());
    assert_eq!(window.listed().len(), 3);
    let show = "ALTER TABLE hidden RENAME TO activity";
    window.changed(show, "title: Bench 2", "title: Bench 3");
    window.act_there(audit::Event::Verify);
    let list = &window.activity().signatures;
    assert!(list.check.is_some() && list.not_verified.is_none());
}
