//! Newer versions of the program (R115): the server is asked once a day at most, and only if the file names it.

use std::fs;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::Language;
use egui_authenticator::domain::day::Day;
use egui_authenticator::domain::update::{UpdateFailure, UpdateNews, Version};
use egui_authenticator::domain::update_source::ManifestAddress;
use egui_authenticator::messages::Messages;
use egui_authenticator::screen::app::{self, AreaKind};
use egui_authenticator::screen::flow::Event;
use egui_authenticator::service::command::{Job, Lane};
use egui_authenticator::service::ports::{ManifestServer, StateError};
use egui_authenticator::service::updates::commands::AskForUpdate;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::memory::MemoryState;
use egui_kittest::kittest::Queryable;

use crate::harness::app_window::app_window;
use crate::harness::flow::signed_in;
use crate::harness::update_site::{
    DAY, Publisher, Site, ask, ask_tomorrow, lines, newer, newer_but,
};
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, BOB, Desk};

/// A server that is never there, and counts how often it is asked.
#[derive(Default)]
struct Counting(AtomicUsize);

impl ManifestServer for Counting {
    fn fetch(&self, _: &ManifestAddress, _: usize) -> Result<Vec<u8>, UpdateFailure> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err(UpdateFailure::Unreachable)
    }
}

fn own() -> String {
    Version::own().to_string()
}

#[test]
fn r115_without_the_settings_nothing_is_asked() {
    let server = Arc::new(Counting::default());
    let mut desk = Desk::open();
    let ports = Arc::clone(&server);
    desk.replace(|of| of.manifest_server = Some(ports));
    assert_eq!(ask(&desk), Ok(None));
    let mut window = app_window(desk.service.clone(), [1280.0, 800.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Settings");
    assert!(window.query_by_label_contains("newer version").is_none());
    assert_eq!(server.0.load(Ordering::Relaxed), 0);
}

#[test]
fn r115_the_server_is_asked_once_a_day() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.publishes(publisher.manifest(7, "9.0.0"));
    for _ in 0..3 {
        assert_eq!(ask(&desk), Ok(Some(newer("9.0.0"))));
    }
    assert_eq!(site.requests().len(), 1);
    desk.clock.advance(DAY - 1);
    assert_eq!(ask(&desk), Ok(Some(newer("9.0.0"))));
    assert_eq!(site.requests().len(), 1, "still the same day");
    site.publishes(publisher.manifest(8, "9.0.1"));
    assert_eq!(ask_tomorrow(&desk), newer("9.0.1"));
    desk.clock.advance(-3 * DAY);
    assert_eq!(ask(&desk), Ok(Some(newer("9.0.1"))));
    assert_eq!(site.requests().len(), 3, "the clock was set back");
}

#[test]
fn a_failed_try_counts_as_well_and_another_address_is_tried_at_once() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    let failed = Ok(Some(UpdateNews::Failed(UpdateFailure::Unreachable)));
    assert_eq!(ask(&desk), failed);
    assert_eq!(ask(&desk), failed);
    assert_eq!(site.requests().len(), 1);
    site.publishes(publisher.manifest(7, "9.0.0"));
    desk.edit("/manifest.txt", "/other.txt");
    assert_eq!(ask(&desk), Ok(Some(newer("9.0.0"))));
}

#[test]
fn r115_the_server_learns_nothing_of_the_user_or_the_computer() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.publishes(publisher.manifest(7, "9.0.0"));
    assert!(ask(&desk).is_ok());
    let request = site.requests().concat().to_lowercase();
    let host = format!("host: 127.0.0.1:{}", site.port);
    let mut lines: Vec<_> = request.lines().filter(|line| !line.is_empty()).collect();
    lines[1..].sort_unstable();
    let agent = "user-agent: egui-authenticator";
    let expected = ["get /manifest.txt http/1.1", "accept: */*", &host, agent];
    assert_eq!(lines, expected);
}

#[test]
fn a_version_that_is_not_newer_is_said_to_be_the_same_or_older() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.publishes(publisher.manifest(7, &own()));
    assert_eq!(ask(&desk), Ok(Some(UpdateNews::Newest)));
    // The publisher has taken a version back.
    site.publishes(publisher.manifest(8, "0.0.1"));
    let older = Version::parse("0.0.1").expect("a version");
    assert_eq!(ask_tomorrow(&desk), UpdateNews::Older(older));
}

#[test]
fn a_manifest_counts_until_its_last_day() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    // The clock of the desk shows 15 January 2027.
    let until = |day: &str| publisher.sign(&lines(7, &own()).replace("2027-12-31", day));
    site.publishes(until("2027-01-15"));
    assert_eq!(ask(&desk), Ok(Some(UpdateNews::Newest)));
    let day = Day::parse("2027-01-15").expect("a day");
    let expired = UpdateNews::Failed(UpdateFailure::Expired(day));
    assert_eq!(ask_tomorrow(&desk), expired);
}

#[test]
fn what_is_known_does_not_end_with_a_failure() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.publishes(publisher.manifest(7, "9.0.0"));
    assert_eq!(ask(&desk), Ok(Some(newer("9.0.0"))));
    site.answers("HTTP/1.1 500 Internal Server Error\r\n\r\n");
    let refused = newer_but("9.0.0", UpdateFailure::Refused);
    assert_eq!(ask_tomorrow(&desk), refused, "and the failure is said");
    desk.edit(&publisher.key(), &Publisher::new(2).key());
    let failed = UpdateNews::Failed(UpdateFailure::Refused);
    assert_eq!(ask(&desk), Ok(Some(failed)), "another key knows nothing");
}

/// A server whose answer cannot be written, as if the program ended while it is asked.
struct CutOff {
    state: Arc<MemoryState>,
    asked: AtomicUsize,
}

impl ManifestServer for CutOff {
    fn fetch(&self, _: &ManifestAddress, _: usize) -> Result<Vec<u8>, UpdateFailure> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.state.fail_with(Some(StateError::Full));
        Err(UpdateFailure::Unreachable)
    }
}

#[test]
fn a_try_without_an_answer_is_under_way_for_half_a_minute_and_then_made_again() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    for (version, known) in [
        (None, UpdateNews::Asking),
        (Some(own()), UpdateNews::Newest),
        (Some("9.0.0".to_owned()), newer("9.0.0")),
    ] {
        let mut desk = site.desk(&publisher);
        if let Some(version) = version {
            site.publishes(publisher.manifest(7, &version));
            assert_eq!(ask(&desk), Ok(Some(known.clone())));
            desk.clock.advance(DAY);
        }
        let server = Arc::new(CutOff {
            state: Arc::clone(&desk.state),
            asked: AtomicUsize::default(),
        });
        let port = Arc::clone(&server);
        desk.replace(|of| of.manifest_server = Some(port));
        let cut = || {
            let cut = ask(&desk);
            desk.state.fail_with(None);
            cut
        };
        assert_eq!(cut(), Err(UserError::State(StateError::Full)));
        desk.clock.advance(29);
        assert_eq!(cut(), Ok(Some(known)), "what was known before");
        assert_eq!(server.asked.load(Ordering::Relaxed), 1);
        desk.clock.advance(1);
        assert!(cut().is_err());
        assert_eq!(server.asked.load(Ordering::Relaxed), 2);
    }
}

#[test]
fn a_slow_server_is_waited_for_ten_seconds_and_the_window_does_not_wait() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.does(|stream| {
        // One byte each second: no single read takes long.
        let begun = Instant::now();
        drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n"));
        while begun.elapsed() < Duration::from_secs(30) && stream.write_all(b"x").is_ok() {
            thread::sleep(Duration::from_secs(1));
        }
    });
    let mut flow = signed_in(&desk, ADA);
    let jobs = flow.on(
        Event::App(app::Event::Go(AreaKind::Settings)),
        Duration::ZERO,
    );
    let asking: Vec<&Job> = jobs.iter().filter(|job| job.is::<AskForUpdate>()).collect();
    assert_eq!(asking.len(), 1);
    assert_eq!(asking[0].lane(), Lane::Updates);
    let begun = Instant::now();
    let failed = UpdateNews::Failed(UpdateFailure::Unreachable);
    assert_eq!(ask(&desk), Ok(Some(failed)));
    let took = begun.elapsed();
    assert!((9..20).contains(&took.as_secs()), "{took:?}");
}

#[test]
fn administrators_find_one_line_on_the_settings_page() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.publishes(publisher.manifest(7, "9.0.0"));
    let line = format!(
        "Version 9.0.0 of egui-authenticator is available. This is version {}. Its publisher writes: “Corrects two errors.”",
        own()
    );
    let mut window = app_window(desk.service.clone(), [1280.0, 800.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Settings");
    window.get_by_label(&line);
    press(&mut window, "Sign out");
    desk.edit("roles: [till]\n    eve", "roles: [office]\n    eve");
    let text = format!(
        "{}roles: {{office: {{permissions: [edit_settings]}}}}\n",
        desk.text()
    );
    fs::write(desk.config(), text).expect("written");
    sign_in(&mut window, BOB);
    press(&mut window, "Settings");
    assert!(window.query_by_label(&line).is_none(), "not for Bob");
    assert_eq!(site.requests().len(), 1);
}

#[test]
fn each_outcome_has_a_sentence_of_its_own_in_each_language() {
    use UpdateFailure::{
        Contradiction, Expired, Refused, Rollback, Signature, TooLong, Unreachable,
    };
    let day = Day::parse("2027-01-15").expect("a day");
    let version = Version::parse("0.0.1").expect("a version");
    let failures = [
        Unreachable,
        Refused,
        TooLong,
        Signature,
        Rollback,
        Contradiction,
        Expired(day),
    ];
    let known = failures.map(|failure| newer_but("9.0.0", failure));
    let all = failures.map(UpdateNews::Failed).into_iter().chain(known);
    let all = all.chain([
        newer("9.0.0"),
        UpdateNews::Newest,
        UpdateNews::Older(version),
        UpdateNews::Asking,
    ]);
    let all: Vec<_> = all.collect();
    for (_, language) in Language::WORDS {
        let messages = Messages::in_language(language);
        let mut lines: Vec<_> = all
            .iter()
            .map(|news| messages.update_news(news).line())
            .collect();
        lines.sort();
        lines.dedup();
        assert_eq!(lines.len(), all.len(), "{language:?}");
    }
}

#[test]
fn a_failure_beside_a_known_version_does_not_deny_that_version() {
    let news = newer_but("9.0.0", UpdateFailure::Unreachable);
    assert_eq!(
        Messages::english().update_news(&news).line(),
        format!(
            "Version 9.0.0 of egui-authenticator is available. This is version {}. It is not known whether there is an even \
             newer version: the server did not answer. It is asked again after a day. If this stays so, check \
             updates.manifest in the configuration file. Its publisher writes: “Corrects two errors.”",
            own()
        )
    );
}
