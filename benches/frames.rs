//! The longest frame while a password is checked: `logic` and `ui` together, without painting.
//!
//! `cargo bench --bench frames`. The check itself (bcrypt, cost 12) runs on the worker.

use std::thread::sleep;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, RawInput};
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::wiring::Paths;

const CONFIG: &str = "credentials:\n  usernames:\n    ada:\n      password: correct horse battery\n      roles: [admin]\nviews:\n  one:\n    roles: [admin]\n    kind: markdown\n    text: Hello\n";

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.yaml");
    std::fs::write(&config, CONFIG).expect("written");
    let service = Paths::for_config(config).throwaway_service();
    let ctx = egui::Context::default();
    ctx.enable_accesskit();
    let mut authenticator = Authenticator::new(&service, &ctx).expect("started");
    let start = Instant::now();
    let mut frames: Vec<Duration> = Vec::new();
    let mut frame = |events: Vec<Event>, authenticator: &mut Authenticator| {
        let input = RawInput {
            time: Some(start.elapsed().as_secs_f64()),
            events,
            ..RawInput::default()
        };
        let before = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            authenticator.logic(ui.ctx());
            authenticator.show(ui);
        });
        output.textures_delta.clear();
        frames.push(before.elapsed());
        sleep(Duration::from_millis(8));
    };
    for _ in 0..200 {
        frame(vec![], &mut authenticator);
    }
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    frame(vec![Event::Text("ada".to_owned())], &mut authenticator);
    frame(vec![key(Key::Tab)], &mut authenticator);
    frame(
        vec![Event::Text("correct horse battery".to_owned())],
        &mut authenticator,
    );
    let before = Instant::now();
    let asked = 203;
    frame(vec![key(Key::Enter)], &mut authenticator);
    while authenticator.session().is_none() {
        assert!(
            before.elapsed() < Duration::from_secs(20),
            "never signed in"
        );
        frame(vec![], &mut authenticator);
    }
    let waited = before.elapsed();
    for _ in 0..20 {
        frame(vec![], &mut authenticator);
    }
    let mut during = frames.split_off(asked);
    during.sort();
    let longest = during.last().copied().unwrap_or_default();
    let median = during[during.len() / 2];
    println!("sign-in took {waited:?}, {} frames meanwhile", during.len());
    println!("longest frame {longest:?}, median {median:?}");
}
