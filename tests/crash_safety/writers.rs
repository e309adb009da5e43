//! Many writers at once, and hands that edit in between (R60, R61).

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use egui_authenticator::service::ports::{CredentialStore, Edit, StoreError};
use egui_authenticator::store::yaml::YamlStore;

use crate::changes::{HASH, hash, make, person, start, write};
use crate::number;

const PROCESSES: usize = 8;

/// One of many processes: adds so many people, one by one.
pub fn work(file: &Path, process: &str, count: &str) {
    let store = YamlStore::new(file);
    for n in 0..count.parse().expect("a number") {
        let username = format!("{process}.{n}");
        add(&store, &username);
    }
}

/// Adds a user as the use cases do: decides anew if what the decision was based on has changed.
fn add(store: &YamlStore, username: &str) {
    let email = format!("{username}@shop.example");
    let change = Edit::Add {
        user: person(username, &email),
        hash: hash(HASH),
    };
    loop {
        let revision = store.read().expect("read").revision;
        match store.apply(&change, &revision) {
            Ok(_) => return,
            Err(StoreError::Changed | StoreError::Busy) => {}
            Err(error) => panic!("{username}: {error}"),
        }
    }
}

fn worker(arguments: &[&str], file: &Path) -> Child {
    let (first, rest) = arguments.split_first().expect("a kind of work");
    Command::new(std::env::current_exe().expect("this program"))
        .args(["worker", first])
        .arg(file)
        .args(rest)
        .stdout(Stdio::null())
        .spawn()
        .expect("started")
}

pub fn eight_at_once() {
    let changes = number("CHANGES", 25);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    write(&file, &start());
    let workers: Vec<_> = (0..PROCESSES)
        .map(|n| worker(&["people", &format!("p{n}"), &changes.to_string()], &file))
        .collect();
    for mut worker in workers {
        assert!(worker.wait().expect("ended").success());
    }
    let store = YamlStore::new(&file);
    let people = &store.read().expect("read").users;
    let mut lost = Vec::new();
    for process in 0..PROCESSES {
        for n in 0..changes {
            let username = format!("p{process}.{n}");
            if !people.iter().any(|user| user.username.as_str() == username) {
                lost.push(username);
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
    assert_eq!(people.len(), 20 + PROCESSES * changes);
    println!("{PROCESSES} processes, {changes} changes each, none lost");
}

pub fn after_a_dead_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    write(&file, &start());
    for _ in 0..10 {
        let mut one = worker(&["people", "p", "100000"], &file);
        std::thread::sleep(Duration::from_millis(30));
        one.kill().expect("killed");
        one.wait().expect("ended");
        let before = Instant::now();
        let store = YamlStore::new(&file);
        make(&store, 5);
        let waited = before.elapsed();
        assert!(waited < Duration::from_secs(2), "held up for {waited:?}");
        write(&file, &start());
    }
}

/// A person at an editor and the program, both at once. Each save of the person carries a number;
/// the number in the file never goes back.
pub fn with_hand_edits_in_between() {
    let edits = number("HAND_EDITS", 200);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    write(&file, &format!("# save 0\n{}", start()));
    let is_over = AtomicBool::new(false);
    let (mut made, mut refused) = (0, 0);
    std::thread::scope(|scope| {
        let hands = scope.spawn(|| {
            for n in 0..edits {
                save(&file, n);
                // Now and then long enough for a change of the program also on a busy computer.
                let pause = if n % 20 == 19 { 250 } else { n % 7 * 6 };
                std::thread::sleep(Duration::from_millis(pause as u64));
            }
            is_over.store(true, Ordering::SeqCst);
        });
        let store = YamlStore::new(&file);
        for n in 0.. {
            if is_over.load(Ordering::SeqCst) || hands.is_finished() {
                break;
            }
            let username = format!("during{n}");
            let change = Edit::Add {
                user: person(&username, &format!("{username}@shop.example")),
                hash: hash(HASH),
            };
            // In the middle of a save the file may be empty: nothing is written over that.
            let revision = match store.read() {
                Ok(found) => found.revision,
                Err(StoreError::Unusable(_) | StoreError::Absent) => continue,
                Err(error) => panic!("{error}"),
            };
            match store.apply(&change, &revision) {
                Ok(_) => made += 1,
                Err(StoreError::Changed | StoreError::Unusable(_) | StoreError::Absent) => {
                    refused += 1;
                }
                Err(error) => panic!("{error}"),
            }
        }
    });
    let text = fs::read_to_string(&file).expect("read");
    assert!(text.contains(&format!("# save {edits}\n")), "{text}");
    println!("{edits} saves by hand, {made} changes made in between, {refused} refused");
    assert!(made > 0, "the program changed nothing");
}

/// Saves the file as editors do: half of them write in place, half of them swap the file.
fn save(file: &Path, n: usize) {
    let before = format!("# save {n}\n");
    // A change that has just been taken back stands there for a moment.
    let start = Instant::now();
    let text = loop {
        let text = fs::read_to_string(file).expect("read");
        if text.contains(&before) {
            break text;
        }
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "save {n} is gone:\n{text}"
        );
    };
    let after = text.replacen(&before, &format!("# save {}\n", n + 1), 1);
    if n.is_multiple_of(2) {
        fs::write(file, after).expect("written");
    } else {
        let beside = file.with_extension("swap");
        write(&beside, &after);
        fs::rename(&beside, file).expect("renamed");
    }
}
