//! Histories: playing one, and shrinking one that breaks a rule.

use crate::bugs::Bug;
use crate::chosen::history;
use crate::model::{Broken, Rule};
use crate::start::settings;
use crate::steps::Step;
use crate::stores::Open;
use crate::world::{Outcome, World};

/// A history that breaks a rule.
pub struct Failure {
    /// The seed.
    pub seed: u64,
    /// The steps until the rule is broken.
    pub steps: Vec<Step>,
    /// The rule, and how it is broken.
    pub broken: Broken,
    /// The test that plays it again.
    pub replay: &'static str,
}

/// Plays steps in a world of this seed. Returns the outcome of each, or the number of the step that breaks a rule.
pub fn play(
    open: Open,
    (seed, bug): (u64, Option<Bug>),
    steps: &[Step],
) -> Result<Vec<Outcome>, (usize, Broken)> {
    let mut world = World::over(open, (seed, bug), settings());
    let steps = steps.iter().enumerate();
    steps
        .map(|(number, step)| world.step(*step).map_err(|broken| (number, broken)))
        .collect()
}

/// Plays the history of a seed, and returns the steps up to the one that breaks a rule.
pub fn search(
    open: Open,
    (seed, bug): (u64, Option<Bug>),
    length: usize,
) -> Result<Vec<Outcome>, Failure> {
    let mut steps = history(seed, length, open.computers);
    play(open, (seed, bug), &steps).map_err(|(number, broken)| {
        steps.truncate(number + 1);
        Failure {
            seed,
            steps,
            broken,
            replay: open.replay,
        }
    })
}

/// Removes what the failure does not need: pieces of the history, from large to small, then faults.
pub fn shrink(open: Open, failure: Failure, bug: Option<Bug>) -> Failure {
    let Failure {
        seed,
        mut steps,
        mut broken,
        replay,
    } = failure;
    let fails = |steps: &[Step], rule: Rule| match play(open, (seed, bug), steps) {
        Err((number, broken)) if broken.rule == rule => Some((number, broken)),
        _ => None,
    };
    let mut size = steps.len() / 2;
    while size > 0 {
        let (before, mut start) = (steps.len(), 0);
        while start < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(start..steps.len().min(start + size));
            match fails(&fewer, broken.rule) {
                Some((number, how)) => {
                    fewer.truncate(number + 1);
                    (steps, broken) = (fewer, how);
                }
                None => start += size,
            }
        }
        if size > 1 || steps.len() == before {
            size /= 2;
        }
    }
    for at in 0..steps.len() {
        let mut calmer = steps.clone();
        calmer[at].fault = None;
        if calmer != steps
            && let Some((number, how)) = fails(&calmer, broken.rule)
            && number + 1 == calmer.len()
        {
            (steps, broken) = (calmer, how);
        }
    }
    Failure {
        seed,
        steps,
        broken,
        replay,
    }
}

/// What is printed of a failure.
pub fn report(failure: &Failure) -> String {
    let mut text = format!("seed {} breaks a rule: {}\n", failure.seed, failure.broken);
    for (number, step) in failure.steps.iter().enumerate() {
        text.push_str(&format!("{:4}. {step}\n", number + 1));
    }
    text.push_str(&format!(
        "SEED={} cargo test --test simulation -- --include-ignored --exact --nocapture {}\n",
        failure.seed, failure.replay
    ));
    text
}
