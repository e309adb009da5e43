//! The walk through the model, its flaws, and its paths at the real desks.

use std::num::NonZero;
use std::thread::{self, ScopedJoinHandle};
use std::time::Instant;

use stateright::{Checker, Model as _};

use crate::desks::traces::replay;
use crate::desks::{
    APPROVER, Action, Badge, DEPTH, Deed, Desks, End, Flaw, State, Without, rules, step,
};
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
    let without = std::env::var("MODEL_WITHOUT")
        .ok()
        .map(|what| match what.as_str() {
            "pins" => Without::Pins,
            "badges" => Without::Badges,
            other => panic!("without {other}"),
        });
    let model = Desks {
        without,
        ..Desks::new(desks, None)
    };
    let walked = walk(model, actions);
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
        (Flaw::BadgeOfAnother, "a session keeps its user"),
        (Flaw::DisabledStays, "no session of a disabled user"),
        (Flaw::ParkedActs, "a parked session proves nothing"),
    ];
    flaws.extend(ends.map(|end| (Flaw::ApprovalAfter(end), old)));
    let badge = "a badge only where and while it may";
    let badges = [Badge::Late, Badge::Shown, Badge::Ended].map(Flaw::BadgeIn);
    let others = [Flaw::NamingBadge, Flaw::BadgeOfAnyComputer];
    flaws.extend(badges.into_iter().chain(others).map(|flaw| (flaw, badge)));
    for (flaw, property) in flaws {
        let desks = 1 + u8::from(flaw == Flaw::BadgeOfAnyComputer);
        // Two users sign in at one desk, who do something there, before a badge is used that was shown.
        let actions = DEPTH + usize::from(flaw == Flaw::BadgeIn(Badge::Shown));
        let walked = walk(Desks::new(desks, Some(flaw)), actions);
        let found: Vec<_> = walked.discoveries().into_keys().collect();
        assert!(found.contains(&property), "{flaw:?}: {found:?}");
    }
}

/// A path, and where it begins.
type Path = (State, Vec<Action>);

fn start(badges_name: bool) -> State {
    State {
        badges_name,
        ..State::default()
    }
}

/// Returns all paths of so many actions.
fn all_paths(actions: usize) -> Vec<Path> {
    let mut paths = vec![(Vec::new(), start(false))];
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
    let paths = paths.into_iter();
    paths.map(|(path, _)| (start(false), path)).collect()
}

fn random_path(seed: u64) -> Path {
    let seeded = Seeded::new(seed);
    let start = start(seed.is_multiple_of(4));
    let mut state = start;
    let next = |_| {
        let offered = rules::offered(&state, 2);
        let action = offered[seeded.below(offered.len())];
        state = step(None, &state, action).1;
        action
    };
    (start, (0..LENGTH).map(next).collect())
}

/// Returns whether each action of a path makes sense when it is done.
fn makes_sense(mut state: State, path: &[Action]) -> bool {
    path.iter().all(|action| {
        let is_offered = rules::offered(&state, 2).contains(action);
        state = step(None, &state, *action).1;
        is_offered
    })
}

/// Returns what is different on a path, without the actions that it does not need.
fn problem((start, mut path): Path) -> Option<String> {
    let mut problem = replay(start, &path, None).err()?;
    let mut at = path.len();
    while let Some(before) = at.checked_sub(1) {
        at = before;
        let mut shorter = path.clone();
        shorter.remove(at);
        if makes_sense(start, &shorter)
            && let Err(how) = replay(start, &shorter, None)
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
        let carried_out = |paths: &[Path]| {
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
    assert_eq!(replay(start(false), &path, None), Ok(()));
    let noticed = replay(start(false), &path, Some(Flaw::OwnApproval)).expect_err("other rules");
    assert!(noticed.contains("done: false"), "{noticed}");
}

#[test]
fn r110_a_badge_that_opens_after_another_user_has_read_it_is_noticed_at_the_real_desks() {
    let path = [
        Deed::SignIn(2, true),
        Deed::SetBadge,
        Deed::SignOut,
        Deed::SignIn(APPROVER, true),
        Deed::ShowBadge(2),
        Deed::SignOut,
        Deed::SignInWithBadge(2),
    ];
    let path = path.map(|deed| Action::At(0, deed));
    assert_eq!(replay(start(false), &path, None), Ok(()));
    let noticed = replay(start(false), &path, Some(Flaw::BadgeIn(Badge::Shown)));
    assert!(noticed.expect_err("other rules").contains("done: false"));
}
