//! The same histories at restricted computers: two tills, whose users are managed there and at the office, a trusted computer. What
//! only a trusted computer can do is refused at the tills, and the owner works at the office.

mod memory;
#[cfg(feature = "postgres")]
mod over_postgres;

use std::collections::BTreeMap;

use crate::bugs::Bug;
use crate::chosen::history;
use crate::shrink::{report, search, shrink};
use crate::start::settings;
use crate::tills::memory::MemoryTills;
use crate::world::{Outcome, World};
use crate::{LENGTH, find_failure, first_failure, number};

/// The number of restricted computers.
pub const TILLS: usize = 2;
/// The trusted computer, after those.
pub const OFFICE: usize = TILLS;

#[test]
fn r107_restricted_computers_break_no_rule_in_any_history() {
    let steps = number("SIMULATION_STEPS").unwrap_or(20_000);
    if let Some(report) = first_failure(MemoryTills::OPEN, steps) {
        panic!("{report}");
    }
}

#[test]
fn r107_bugs_that_are_planted_at_a_restricted_computer_and_its_server_are_found() {
    let mut problems = Vec::new();
    for (bug, rule) in Bug::AT_TILLS {
        let (failure, taken) = find_failure(MemoryTills::OPEN, bug);
        let Some(failure) = failure else {
            problems.push(format!("{bug:?} was not found"));
            continue;
        };
        let failure = shrink(MemoryTills::OPEN, failure, Some(bug));
        let report = report(&failure);
        println!("{bug:?} after {taken} steps: {report}");
        if failure.broken.rule != rule || failure.steps.len() > 12 {
            problems.push(format!("{bug:?}: {report}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What a restricted computer offers.
const POSSIBLE: [&str; 26] = [
    "Admin",
    "Approve",
    "ChangePassword",
    "ChooseNew",
    "Confirm",
    "EndSessions",
    "FindUsername",
    "Lock",
    "Look",
    "NewCodes",
    "Outage",
    "Parking",
    "Pin",
    "Recover",
    "Register",
    "Remember",
    "Restart",
    "SecondFactor",
    "Sign",
    "SignIn",
    "SignOut",
    "Spend",
    "TwoStepOff",
    "TwoStepOn",
    "Unlock",
    "UseCopy",
];

#[test]
fn r107_everything_that_a_restricted_computer_offers_is_done_in_some_history() {
    let mut seen: BTreeMap<String, BTreeMap<Outcome, u32>> = BTreeMap::new();
    for seed in 0..25 {
        let steps = history(seed, LENGTH, OFFICE + 1);
        let outcomes =
            search(MemoryTills::OPEN, (seed, None), LENGTH).map_err(|failure| report(&failure));
        let outcomes = outcomes.expect("no rule is broken");
        for (step, outcome) in steps.iter().zip(outcomes) {
            if usize::from(step.computer) < TILLS {
                let name = format!("{:?}", step.act);
                let name = name.split('(').next().unwrap_or_default().to_owned();
                *seen.entry(name).or_default().entry(outcome).or_default() += 1;
            }
        }
    }
    println!("{seen:?}");
    for act in POSSIBLE {
        let is_done = seen[act].contains_key(&Outcome::Done);
        assert!(is_done, "{act} is never done: {:?}", seen[act]);
    }
}

/// Prints the history of `SEED`.
#[test]
fn play_again() {
    let Some(seed) = number("SEED") else { return };
    if let Err(failure) = search(MemoryTills::OPEN, (seed, None), LENGTH) {
        panic!("{}", report(&shrink(MemoryTills::OPEN, failure, None)));
    }
    let mut world = World::over(MemoryTills::OPEN, (seed, None), settings());
    for step in history(seed, LENGTH, OFFICE + 1) {
        let outcome = world.step(step).expect("no rule is broken");
        println!("{step}: {outcome:?}");
    }
}
