//! The walk through the model, its flaws, and its paths at the real desks.

use std::num::NonZero;
use std::thread::{self, ScopedJoinHandle};
use std::time::Instant;

use stateright::{Checker, Model as _};

use crate::desks::traces::replay;
use crate::desks::{APPROVER, Action, DEPTH, Deed, Desks, End, Flaw, State, rules, step};
use crate::number;
use crate::seeded::Seeded;

/// The number of actions of a random path.
const LENGTH: usize = 40;
/// The number of random paths.
const PATHS: u64 = 60;

fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Walks through all states that so many actions lead to.
fn walk(model: Desks, actions: usize) -> impl Checker<Desks> {
    // In one thread, so that each state is found after as few actions as lead to it. The first state is at a depth of one,
    // and those at the depth that is given are not looked at.
    let checker = model.checker().target_max_depth(actions + 2);
    checker.spawn_bfs().join()
}

#[test]
fn r111_no_state_of_two_desks_and_three_users_breaks_a_rule() {
    let setting = |name| number(name).and_then(|number| usize::try_from(number).ok());
    let desks = setting("MODEL_DESKS").map_or(2, |desks| u8::try_from(desks).expect("few desks"));
    let actions = setting("MODEL_DEPTH").unwrap_or(DEPTH);
    let began = Instant::now();
    let walked = walk(Desks::new(desks, None), actions);
    let (seen, seconds) = (&walked.model().seen, began.elapsed().as_secs_f64());
    println!("{seen:?} states in {actions} actions at {desks} desks, in {seconds:.1} s");
    walked.assert_properties();
}

#[test]
fn r111_every_flaw_of_the_rules_is_found() {
    let old = "no approval outlives its use, a lock or its time";
    let ends = [End::Used, End::Lock, End::Time, End::Session, End::Approver];
    let mut flaws = vec![
        (Flaw::OwnApproval, "no user approves what they ask for"),
        (Flaw::EndlessTries, "five wrong PINs at most"),
        (Flaw::EndlessPin, "a PIN only within its hours"),
        (Flaw::PinOfAnother, "a session keeps its user"),
        (Flaw::DisabledStays, "no session of a disabled user"),
        (Flaw::ParkedActs, "a parked session proves nothing"),
    ];
    flaws.extend(ends.map(|end| (Flaw::ApprovalAfter(end), old)));
    for (flaw, property) in flaws {
        let walked = walk(Desks::new(1, Some(flaw)), DEPTH);
        let found: Vec<_> = walked.discoveries().into_keys().collect();
        assert!(found.contains(&property), "{flaw:?}: {found:?}");
    }
}

/// Returns all paths of so many actions.
fn all_paths(actions: usize) -> Vec<Vec<Action>> {
    let mut paths = vec![(Vec::new(), State::default())];
    for _ in 0..actions {
        let longer = |(path, state): (Vec<Action>, State)| {
            rules::offered(&state, 2).into_iter().map(move |action| {
                let mut path = path.clone();
                path.push(action);
                (path, step(None, &state, action).1)
            })
        };
        paths = paths.into_iter().flat_map(longer).collect();
    }
    paths.into_iter().map(|(path, _)| path).collect()
}

fn random_path(seed: u64) -> Vec<Action> {
    let seeded = Seeded::new(seed);
    let mut state = State::default();
    let next = |_| {
        let offered = rules::offered(&state, 2);
        let action = offered[seeded.below(offered.len())];
        state = step(None, &state, action).1;
        action
    };
    (0..LENGTH).map(next).collect()
}

/// Returns whether each action of a path makes sense when it is done.
fn makes_sense(path: &[Action]) -> bool {
    let mut state = State::default();
    path.iter().all(|action| {
        let is_offered = rules::offered(&state, 2).contains(action);
        state = step(None, &state, *action).1;
        is_offered
    })
}

/// Returns what is different on a path, without the actions that it does not need.
fn problem(mut path: Vec<Action>) -> Option<String> {
    let mut problem = replay(&path, None).err()?;
    let mut at = path.len();
    while let Some(before) = at.checked_sub(1) {
        at = before;
        let mut shorter = path.clone();
        shorter.remove(at);
        if makes_sense(&shorter)
            && let Err(how) = replay(&shorter, None)
        {
            (path, problem) = (shorter, how);
        }
    }
    Some(problem)
}

#[test]
fn r111_the_product_does_what_the_model_does_on_every_path() {
    let began = Instant::now();
    let count = number("MODEL_PATHS").unwrap_or(PATHS);
    let short = all_paths(2).into_iter();
    let paths: Vec<_> = short.chain((0..count).map(random_path)).collect();
    let share = paths.len().div_ceil(threads());
    let problems: Vec<String> = thread::scope(|scope| {
        let carried_out = |paths: &[Vec<Action>]| {
            let problems = paths.iter().filter_map(|path| problem(path.clone()));
            problems.take(3).collect::<Vec<_>>()
        };
        let threads: Vec<_> = paths
            .chunks(share)
            .map(|paths| scope.spawn(move || carried_out(paths)))
            .collect();
        let problems = threads.into_iter().map(ScopedJoinHandle::join);
        problems
            .flat_map(|problems| problems.expect("carried out"))
            .collect()
    });
    let seconds = began.elapsed().as_secs_f64();
    println!("{} paths carried out in {seconds:.1} s", paths.len());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn r111_rules_that_are_not_those_of_the_product_are_noticed() {
    let path = [Deed::SignIn(APPROVER, true), Deed::Approve(APPROVER, true)];
    let path = path.map(|deed| Action::At(0, deed));
    assert_eq!(replay(&path, None), Ok(()));
    let noticed = replay(&path, Some(Flaw::OwnApproval)).expect_err("other rules");
    assert!(noticed.contains("done: false"), "{noticed}");
}
