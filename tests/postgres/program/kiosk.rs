//! The window and the kiosk of the program over a server that has no users or is away.

use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::Service;
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::messages::Messages;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::program::{Computer, SOON, shop};
use crate::proxy::{Fault, Proxy};
use crate::server::Server;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_kiosk_over_a_server_without_users_does_not_open() {
    let database = Server::shared().migrated();
    let computer = Computer::over(&database.address());
    let (code, text) = computer.run(&["--kiosk"], "", &[]);
    assert_eq!(code, 1, "{text}");
    let server = ("server", database.address().into());
    let expected = Messages::english().message("kiosk-no-users", &[server]);
    assert!(text.contains(&expected.summary), "{text}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r114_a_kiosk_whose_server_is_away_says_so_and_goes_to_its_window_at_once() {
    let (database, computer) = shop();
    let proxy = Proxy::before(Server::shared().port());
    computer.write(&proxy.address(&database.address()), "");
    proxy.set(Fault::Stall);
    let begun = Instant::now();
    let (_, text) = computer.run(&["--kiosk"], "", &[]);
    let server = ("server", proxy.address(&database.address()).into());
    let expected = Messages::english().message("kiosk-away", &[server]);
    assert!(text.contains(&expected.summary), "{text}");
    // There is no display in this test, which is the next thing that a window needs.
    let no_display = Messages::english().message("window-no-display", &[]);
    assert!(text.contains(&no_display.summary), "{text}");
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
}

fn is_shown(window: &Harness<'_, App>, label: &str) -> bool {
    window.query_all_by_label(label).next().is_some()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_window_says_soon_that_the_server_is_away_and_opens_when_it_is_back() {
    let (database, computer) = shop();
    let proxy = Proxy::before(Server::shared().port());
    computer.write(&proxy.address(&database.address()), "");
    let messages = Messages::english();
    for fault in [Fault::Refuse, Fault::Stall] {
        proxy.set(fault);
        let begun = Instant::now();
        let service = Service::from(computer.paths().dependencies());
        let mut slowest = Duration::ZERO;
        let mut window = Harness::builder().build_eframe(|creation| {
            let authenticator = Authenticator::new(&service, &creation.egui_ctx);
            App::with(authenticator.expect("threads"))
        });
        let mut shows = |label: &str, limit: Duration| {
            let begun = Instant::now();
            while !is_shown(&window, label) && begun.elapsed() < limit {
                let frame = Instant::now();
                window.step();
                slowest = slowest.max(frame.elapsed());
                thread::sleep(Duration::from_millis(20));
            }
            is_shown(&window, label)
        };
        assert!(
            shows(&messages.get("broken-unavailable"), SOON),
            "{fault:?}"
        );
        assert!(begun.elapsed() < SOON, "{fault:?}: {:?}", begun.elapsed());
        proxy.set(Fault::None);
        let limit = Duration::from_secs(15);
        assert!(shows(&messages.get("sign-in-button"), limit), "{fault:?}");
        assert!(slowest < Duration::from_secs(1), "{fault:?}: {slowest:?}");
    }
}
