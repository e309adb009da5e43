//! The configuration file under stress: real processes that are killed at random moments and at every system call,
//! many writers at once, hand edits in between, and full disks. It also repeats the use cases to check that secrets
//! do not spread and memory does not grow.
//!
//! The numbers are small. `.ci/long crashes` runs with large ones, and
//! `cargo test --test crash_safety -- --ignored` adds what needs strace, bindfs and mount namespaces (Linux).
//!
//! This binary is also the process that gets killed: its first argument is then `worker`.

mod changes;
mod disks;
mod kills;
mod secrets;
mod shares;
mod sign_ins;
mod writers;

use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [_, "worker", "changes", file, from] => kills::work(Path::new(file), from),
        [_, "worker", "people", file, name, count] => writers::work(Path::new(file), name, count),
        [_, "worker", "sign-ins"] => sign_ins::sign_in_often(),
        [_, "worker", "full disk", folder] => sign_ins::on_a_full_disk(Path::new(folder)),
        [_, "worker", "share that fails", folder] => {
            shares::works_on_while_it_fails(Path::new(folder));
        }
        [_, "worker", "share that hangs", folder] => {
            shares::draws_while_it_hangs(Path::new(folder));
        }
        _ => run(),
    }
}

fn run() {
    let tests = vec![
        test(
            "r59_killed_at_any_moment_the_file_is_the_old_one_or_the_new_one",
            kills::at_random_moments,
        ),
        test(
            "r60_eight_processes_that_add_users_at_once_lose_none",
            writers::eight_at_once,
        ),
        test(
            "r60_a_writer_that_was_killed_blocks_no_other",
            writers::after_a_dead_one,
        ),
        test(
            "r61_no_edit_outside_the_program_is_overwritten",
            writers::with_hand_edits_in_between,
        ),
        test(
            "r54_no_secret_of_any_flow_is_in_a_file_the_log_or_a_message",
            secrets::through_every_flow,
        ),
        test(
            "r53_memory_and_open_files_stay_flat_over_many_sign_ins",
            sign_ins::many_sign_ins,
        ),
        test(
            "r62_a_file_size_limit_leaves_the_old_file_and_a_clear_message",
            disks::file_size_limit,
        )
        // The limit and the shell that sets it are Unix's.
        .with_ignored_flag(cfg!(not(unix))),
    ];
    let with_tools = with_tools().map(|test| test.with_ignored_flag(true));
    let tests = tests.into_iter().chain(with_tools).collect();
    libtest_mimic::run(&Arguments::from_args(), tests).exit();
}

/// The tests that need strace, bindfs and mount namespaces.
fn with_tools() -> impl Iterator<Item = Trial> {
    let tests = [
        test(
            "r59_killed_at_every_system_call_the_file_is_the_old_one_or_the_new_one",
            kills::at_every_system_call,
        ),
        test(
            "r62_a_full_disk_leaves_the_old_file_and_a_clear_message",
            disks::full_disk,
        ),
        test(
            "r70_a_full_disk_neither_keeps_anybody_out_nor_is_silent",
            disks::sign_in_on_a_full_disk,
        ),
        test(
            "r62_a_read_only_folder_leaves_the_old_file_and_a_clear_message",
            disks::read_only_folder,
        ),
        test(
            "r42_a_share_that_fails_is_an_outage_and_works_again_when_it_is_back",
            shares::out_of_reach,
        ),
        test(
            "r42_a_share_that_hangs_freezes_no_window_and_signs_in_when_it_answers",
            shares::hangs,
        ),
    ];
    tests.into_iter()
}

fn test(name: &str, work: fn()) -> Trial {
    let work = move || -> Result<(), Failed> {
        work();
        Ok(())
    };
    Trial::test(name, work)
}

/// A number from the environment, or the everyday one.
fn number(name: &str, everyday: usize) -> usize {
    let given = std::env::var(name).ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(everyday)
}
