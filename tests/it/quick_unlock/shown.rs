//! Badges that are held to the reader where no badge is asked for, and badges that other programs set.

use std::time::Duration;

use egui_authenticator::domain::account_event::AccountEvent;
use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::service::Service;
use egui_authenticator::service::command::Job;
use egui_authenticator::service::quick_unlock::commands::{LoadBadges, NoteBadges};

use super::badges::{BADGE, OTHER, enough, names, set_for_at, with_badge};
use super::desk_with;
use super::scans::{scan, settled, shows, text_of, window};
use crate::harness::app_window::Window;
use crate::harness::flow::{act, signed_in, start, submit};
use crate::harness::window::{click, field, press, sign_in};
use crate::harness::{ADA, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;
/// After this a window looks again which badges there are.
const LATER: Duration = Duration::from_secs(31);

fn notice(flow: &Flow) -> Option<&app::Notice> {
    match flow.screen() {
        Screen::App(screen) => screen.notice.as_ref(),
        _ => None,
    }
}

/// What Bob is told at the next sign-in.
fn told(desk: &Desk) -> Vec<AccountEvent> {
    let view = desk.enter(BOB).expect("signed in");
    view.account_events
        .iter()
        .map(|(event, _)| *event)
        .collect()
}

/// Ada's window, in which a field of hers has the focus.
fn at_a_field(desk: &Desk) -> Window<'static> {
    let mut window = window(desk);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    press(&mut window, "Add user");
    field(&window, "First name").focus();
    window.run();
    window
}

#[test]
fn a_colleague_who_scans_a_badge_at_an_open_window_is_told_what_to_do() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    let mut window = at_a_field(&desk);
    scan(&mut window, BADGE);
    assert!(shows(&window, "This badge belongs to another user"));
    assert!(shows(&window, "Lock the window or switch user"));
    assert_eq!(text_of(&window, "First name"), "");
}

#[test]
fn a_user_who_scans_their_own_badge_is_told_nothing() {
    let desk = enough();
    drop(with_badge(&desk, ADA, BADGE));
    let mut window = at_a_field(&desk);
    scan(&mut window, BADGE);
    assert!(!shows(&window, "This badge belongs to another user"));
}

#[test]
fn the_owner_is_told_that_a_badge_was_read_in_another_session_and_unlocks_no_longer() {
    for (desk, is_told) in [(enough(), true), (names(), false)] {
        drop(with_badge(&desk, BOB, BADGE));
        assert_eq!(told(&desk), [AccountEvent::BadgeSet]);
        let ada = desk.sign_in(ADA).expect("signed in");
        let shown = [(Some(ada), secret(BADGE))];
        for _ in 0..2 {
            assert!(desk.service.quick_unlock().note_badges(&shown));
        }
        let expected = is_told.then_some(AccountEvent::BadgeShown);
        assert_eq!(told(&desk), expected.as_slice(), "once at most");
    }
}

#[test]
fn ones_own_badge_and_an_unknown_one_tell_the_owner_nothing() {
    let desk = enough();
    let bob = with_badge(&desk, BOB, BADGE);
    assert_eq!(told(&desk), [AccountEvent::BadgeSet]);
    let quick = desk.service.quick_unlock();
    let shown = [BADGE, OTHER].map(|number| (Some(bob.clone()), secret(number)));
    assert!(!quick.note_badges(&shown));
    assert!(told(&desk).is_empty());
    assert!(quick.sign_in_with_badge(&secret(BADGE)).is_ok());
}

/// The commands of this type among jobs.
fn notes(jobs: &[Job]) -> usize {
    jobs.iter().filter(|job| job.is::<NoteBadges>()).count()
}

#[test]
fn while_the_keyring_is_slow_one_command_notes_badges_and_the_next_one_all_others() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    let mut flow = signed_in(&desk, ADA);
    let mut first = flow.on_told_badge(secret(OTHER), T0);
    assert_eq!(notes(&first), 1);
    for number in [OTHER, BADGE, OTHER] {
        let jobs = flow.on_told_badge(secret(number), T0);
        assert_eq!(notes(&jobs), 0, "they wait");
    }
    let ended = desk.service.run(first.pop().expect("a command"));
    let mut second = flow.on_finished(ended, T0);
    assert_eq!(notes(&second), 1);
    assert_eq!(notice(&flow), None, "no user has that badge");
    let ended = desk.service.run(second.pop().expect("a command"));
    assert_eq!(notes(&flow.on_finished(ended, T0)), 0);
    assert_eq!(notice(&flow), Some(&app::Notice::BadgeOfAnother));
}

#[test]
fn what_the_window_of_one_user_learns_of_a_badge_is_not_told_to_the_next() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    let mut flow = signed_in(&desk, ADA);
    let mut jobs = flow.on_told_badge(secret(BADGE), T0);
    let ended = desk.service.run(jobs.pop().expect("a command"));
    act(&mut flow, &desk, Event::App(app::Event::Switch));
    submit(&mut flow, &desk, BOB);
    let jobs = flow.on_finished(ended, T0);
    settle(&mut flow, &desk.service, jobs, T0);
    assert_eq!(notice(&flow), None);
}

#[test]
fn badges_that_wait_are_noted_when_the_user_leaves() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    assert_eq!(told(&desk), [AccountEvent::BadgeSet]);
    let mut flow = signed_in(&desk, ADA);
    let slow = flow.on_told_badge(secret(OTHER), T0);
    assert!(flow.on_told_badge(secret(BADGE), T0).is_empty());
    act(&mut flow, &desk, Event::App(app::Event::Switch));
    settle(&mut flow, &desk.service, slow, T0);
    assert_eq!(told(&desk), [AccountEvent::BadgeShown]);
}

#[test]
fn what_waits_when_a_user_leaves_is_told_to_no_next_user_and_noted_when_the_window_closes() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    for closes in [false, true] {
        let mut flow = signed_in(&desk, ADA);
        let slow = flow.on_told_badge(secret(OTHER), T0);
        assert!(flow.on_told_badge(secret(BADGE), T0).is_empty());
        if closes {
            assert_eq!(notes(&flow.on_exit()), 1);
            continue;
        }
        let mut held = slow;
        let mut jobs = flow.on(Event::App(app::Event::Switch), T0);
        while !jobs.is_empty() {
            let job = jobs.remove(0);
            if job.is::<NoteBadges>() {
                held.push(job);
            } else {
                jobs.extend(flow.on_finished(desk.service.run(job), T0));
            }
        }
        assert_eq!(notes(&held), 2);
        submit(&mut flow, &desk, BOB);
        settle(&mut flow, &desk.service, held, T0);
        assert_eq!(notice(&flow), None);
    }
}

/// Another program of the computer, over the same file, state and keyring.
fn other(desk: &Desk) -> Service {
    desk.restarted()
}

#[test]
fn a_badge_that_another_program_sets_is_known_to_an_open_window_soon() {
    let desk = names();
    let mut window = at_a_field(&desk);
    assert_eq!(set_for_at(&other(&desk), "bob", BADGE), Ok(()));
    let now = window.ctx.input(|input| input.time);
    window.input_mut().time = Some(now + LATER.as_secs_f64());
    window.step();
    window.input_mut().time = None;
    window.run();
    scan(&mut window, BADGE);
    assert_eq!(text_of(&window, "First name"), "");
    assert!(shows(&window, "This badge belongs to another user"));
}

#[test]
fn the_keyring_is_asked_again_only_if_another_program_has_changed_something() {
    let desk = names();
    drop(with_badge(&desk, BOB, BADGE));
    let mut flow = signed_in(&desk, ADA);
    let mut look = |now: u32| {
        let jobs = flow.on_time(LATER * now);
        assert!(jobs.iter().any(Job::is::<LoadBadges>));
        settle(&mut flow, &desk.service, jobs, LATER * now);
        desk.computer_vault.calls()
    };
    let before = look(1);
    assert_eq!(look(2), before);
    assert_eq!(set_for_at(&other(&desk), "ada", OTHER), Ok(()));
    let before = desk.computer_vault.calls();
    assert!(look(3) > before);
}

#[test]
fn a_window_reads_the_badges_once_they_are_switched_on_and_looks_for_none_where_there_are_none() {
    let desk = desk_with("quick: {pin: true, badge: off}");
    let mut flow = signed_in(&desk, ADA);
    assert_eq!(flow.until_badges_are_read(T0), None);
    desk.edit("badge: off", "badge: names");
    let jobs = flow.on_file_changed(T0);
    settle(&mut flow, &desk.service, jobs, T0);
    assert_eq!(flow.until_badges_are_read(T0), Some(T0));
    assert!(flow.on_time(T0).iter().any(Job::is::<LoadBadges>));
    assert!(flow.until_badges_are_read(T0) > Some(T0));
}

#[test]
fn after_too_many_unknown_badges_the_form_and_the_lock_say_why_a_right_one_does_nothing() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    let mut window = window(&desk);
    let guess = |window: &mut Window<'_>| {
        for number in 0..11 {
            scan(window, &format!("9900{number:07}"));
        }
    };
    guess(&mut window);
    scan(&mut window, BADGE);
    assert!(shows(&window, "Too many unknown badges"));
    let mut flow = start(&desk);
    submit(&mut flow, &desk, BOB);
    act(&mut flow, &desk, Event::Lock);
    flow.on_badge_refused();
    let Screen::Lock(screen) = flow.screen() else {
        panic!("not locked")
    };
    assert_eq!(screen.notice, Some(FormNotice::TooManyBadges));
}

#[test]
fn r110_with_a_badge_and_a_pin_it_takes_five_keys_and_two_seconds_from_page_to_page() {
    let desk = names();
    let bob = with_badge(&desk, BOB, BADGE);
    super::set_pin(&desk, &bob, BOB.1, super::PIN).expect("set");
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    let began = window.ctx.cumulative_frame_nr();
    click(&mut window, "Switch user");
    scan(&mut window, BADGE);
    let mut keys = 0;
    for digit in super::PIN.chars() {
        window.event(egui::Event::Text(digit.to_string()));
        window.step();
        keys += 1;
    }
    window.key_press(egui::Key::Enter);
    keys += 1;
    settled(&mut window);
    assert!(shows(&window, "Hello, Bob"));
    assert!(keys <= 5, "{keys} keys");
    // At sixty frames a second.
    let frames = window.ctx.cumulative_frame_nr() - began;
    assert!(frames <= 120, "{frames} frames");
}

#[test]
fn r110_a_badge_that_is_enough_takes_no_key_and_two_seconds_from_page_to_page() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    let began = window.ctx.cumulative_frame_nr();
    click(&mut window, "Switch user");
    scan(&mut window, BADGE);
    assert!(shows(&window, "Hello, Bob"));
    let frames = window.ctx.cumulative_frame_nr() - began;
    assert!(frames <= 120, "{frames} frames");
}
