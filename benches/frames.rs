//! The longest frame while the file is read, a password is checked and another program changes the
//! file: `logic` and `ui` together, without painting. With one person and with 10 000.
//!
//! `cargo bench --bench frames`. The check itself (bcrypt, cost 12) runs on the worker.

use std::thread::sleep;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, RawInput};
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::service::authority::By;
use egui_authenticator::service::people::PersonChange;
use egui_authenticator::wiring::Paths;

const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
/// How often another program changes the file meanwhile.
const CHANGES: usize = 5;

fn config(people: usize) -> String {
    let mut text = "views:\n  one:\n    roles: [admin]\n    kind: markdown\n    text: Hello\ncredentials:\n  usernames:\n    ada:\n      password: correct horse battery\n      roles: [admin]\n".to_owned();
    for n in 1..people {
        text.push_str(&format!(
            "    user{n}:\n      email: user{n}@example.org\n      name: User {n}\n      password: {HASH}\n      roles: [till]\n"
        ));
    }
    text
}

fn main() {
    for people in [1, 10_000] {
        measure(people);
    }
}

fn measure(people: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    std::fs::write(&file, config(people)).expect("written");
    let service = Paths::for_config(file.clone()).throwaway_service();
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
    let other = std::thread::spawn(move || {
        let service = Paths::for_config(file).throwaway_service();
        for n in 0..CHANGES {
            let change = PersonChange {
                first_name: Some(format!("Ada {n}")),
                ..PersonChange::default()
            };
            service
                .change_person(By::File, "ada", &change)
                .expect("changed");
            sleep(Duration::from_millis(400));
        }
    });
    while !other.is_finished() {
        frame(vec![], &mut authenticator);
    }
    let mut during = frames.split_off(asked);
    let at_start = frames.into_iter().max().unwrap_or_default();
    during.sort();
    let longest = during.last().copied().unwrap_or_default();
    let median = during[during.len() / 2];
    println!("{people} people: sign-in took {waited:?}, then {CHANGES} changes by another program");
    println!(
        "  longest frame {longest:?} of {}, median {median:?}; at the start {at_start:?}",
        during.len()
    );
}
