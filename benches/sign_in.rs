//! Whether the time of a refusal tells who has an account (R16): the medians of many tries with a
//! wrong password, an unknown user, a disabled account and the right password, and their ratios;
//! and what a try costs at a name that is locked, whether it exists or not.
//!
//! `cargo bench --bench sign_in`. At the least cost that the settings allow, where a difference
//! would show most.

use std::time::{Duration, Instant};

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::wiring::Paths;

const ROUNDS: usize = 200;
const CONFIG: &str = "password: {cost: 10}\ncredentials:\n  usernames:\n    ada: {password: correct horse battery, roles: [admin]}\n    bob: {password: staple the till shut}\n    eve: {password: let me in if you dare, disabled: true}\nlockout: {seconds: 3600, max_seconds: 3600}\n";

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.yaml");
    std::fs::write(&config, CONFIG).expect("written");
    let service = Paths::for_config(config).throwaway_service();
    service.open().expect("opened");
    let cases = [
        ("wrong password", "ada", "wrong", true),
        ("unknown user", "unknown", "wrong", true),
        ("disabled account", "eve", "let me in if you dare", true),
        ("right password", "ada", "correct horse battery", true),
        ("locked", "bob", "wrong", false),
        ("locked and unknown", "no one", "wrong", false),
    ];
    for (_, login, password, is_unlocked) in &cases {
        for _ in 0..if *is_unlocked { 0 } else { 5 } {
            drop(service.sign_in(login, &Secret::new((*password).to_owned())));
        }
    }
    let mut times = [const { Vec::new() }; 6];
    // In turn, so that whatever else the machine does falls on all alike.
    for _ in 0..ROUNDS {
        for ((_, login, password, is_unlocked), times) in cases.iter().zip(&mut times) {
            let password = Secret::new((*password).to_owned());
            if *is_unlocked {
                service.unlock(Caller::LocalOwner, login).expect("unlocked");
            }
            let before = Instant::now();
            drop(service.sign_in(login, &password));
            times.push(before.elapsed());
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let medians = times.each_mut().map(median);
    for ((name, ..), time) in cases.iter().zip(medians) {
        let ratio = time.as_secs_f64() / medians[0].as_secs_f64();
        println!("{name}: median of {ROUNDS} {time:?}, ratio {ratio:.3}");
    }
}
