//! Items that are started once a second person has approved them.

use std::time::Duration;

use egui_authenticator::screen::app::{self, Notice};
use egui_authenticator::service::pages::{LaunchError, PageError};

use super::Window;
use crate::approvals::LIA;
use crate::harness::BOB;

#[test]
fn r111_an_item_is_started_once_for_each_approval() {
    let mut window = Window::of(BOB);
    window.open("till");
    assert!(window.is_shown());
    for _ in 0..2 {
        window.act(app::Event::Launch(0));
        assert!(window.is_asked() && window.app().notice.is_none());
        window.answer(LIA);
        let notice = window.app().notice.clone();
        assert_eq!(notice, Some(Notice::Started("Count".to_owned())));
    }
}

#[test]
fn r111_an_item_that_changes_while_it_is_approved_is_asked_for_again() {
    let mut window = Window::of(BOB);
    window.open("till");
    window.act(app::Event::Launch(0));
    window.desk.edit("touch pwned", "touch owned");
    window.answer(LIA);
    let form = window.app().approval.form().expect("asked again");
    let details = &form.request.summary().details;
    let shows = |text: &str| details.iter().any(|(_, value)| value == text);
    assert!(shows("a b; touch owned"), "{details:?}");
}

#[test]
fn r111_an_item_that_takes_the_place_of_the_approved_one_is_not_started() {
    let mut window = Window::of(BOB);
    window.open("till");
    window.act(app::Event::Launch(0));
    let text = window.desk.text();
    let (before, rest) = text.split_once("      - title: Count\n").expect("there");
    let (_, broken) = rest.split_once("      - title: Broken\n").expect("there");
    let swapped = format!("{before}      - title: Broken\n{broken}");
    std::fs::write(window.desk.config(), swapped).expect("written");
    window.answer(LIA);
    let notice = window.app().notice.clone();
    let title = "Broken".to_owned();
    let changed = LaunchError::Changed { title };
    assert_eq!(notice, Some(Notice::NotStarted(changed)));
}

/// The page of the till, which needs an approval itself and is shown with one.
fn shown_after_approval() -> Window {
    let mut window = Window::of(BOB);
    let till = "  till:\n    title: Till\n";
    let approved = format!("{till}    approval: till.count\n");
    window.desk.edit(till, &approved);
    window.open("till");
    window.answer(LIA);
    window
}

#[test]
fn r111_an_item_is_started_although_the_time_of_its_page_is_over_meanwhile() {
    let mut window = shown_after_approval();
    window.act(app::Event::Launch(0));
    window.desk.clock.advance(60);
    let later = Duration::from_secs(60);
    let jobs = window.flow.on_time(later);
    window.settle(jobs, later);
    assert!(window.is_hidden() && window.is_asked());
    window.answer(LIA);
    let notice = window.app().notice.clone();
    assert_eq!(notice, Some(Notice::Started("Count".to_owned())));
}

#[test]
fn r111_an_item_is_not_told_to_be_started_once_the_time_of_its_page_is_over() {
    let mut window = shown_after_approval();
    window.desk.clock.advance(60);
    window.act(app::Event::Launch(1));
    assert!(window.is_hidden());
    let notice = window.app().notice.clone();
    let is_told = matches!(
        notice,
        Some(Notice::NotStarted(LaunchError::Page(
            PageError::ApprovalRequired(_)
        )))
    );
    assert!(is_told, "{notice:?}");
}
