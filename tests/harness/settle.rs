//! Runs the jobs of a flow, without a window or threads.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use egui_authenticator::screen::flow::Flow;
use egui_authenticator::service::Service;
use egui_authenticator::service::command::Job;

/// Runs jobs and those that their outputs lead to, until none is left. As with the worker's threads,
/// each lane runs its own jobs in order and does not wait for the others.
pub fn settle(flow: &mut Flow, service: &Service, jobs: Vec<Job>, now: Duration) {
    let mut lanes: BTreeMap<usize, VecDeque<Job>> = BTreeMap::new();
    let mut jobs = jobs;
    loop {
        for job in jobs.drain(..) {
            let lane = lanes.entry(job.lane() as usize).or_default();
            lane.push_back(job);
        }
        let next: Vec<Job> = lanes.values_mut().filter_map(VecDeque::pop_front).collect();
        if next.is_empty() {
            return;
        }
        for job in next {
            let finished = service.run(job);
            assert!(!finished.has_panicked(), "a command panicked");
            jobs.extend(flow.on_finished(finished, now));
        }
    }
}
