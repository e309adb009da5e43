//! Any bytes as a configuration file: read without a panic, and nothing in the messages that could be a
//! secret.

#![no_main]

use std::path::Path;

use egui_authenticator::store::yaml::problems_of;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for problem in problems_of(text, Path::new("/")) {
        if let Some(excerpt) = problem.excerpt {
            assert!(!excerpt.text.contains("$2b$"), "a hash is shown");
            assert!(!excerpt.text.contains(char::is_control));
            assert!(excerpt.before <= excerpt.text.chars().count() + 100);
        }
    }
});
