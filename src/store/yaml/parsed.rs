//! What was read of the configuration file, and what came of it.

use std::sync::Arc;

use crate::domain::problem::{Cause, Problem};
use crate::service::ports::{Revision, Snapshot};

use crate::store::yaml::stamp::Stamp;

/// What was read last.
#[derive(Default)]
pub(super) struct Last {
    pub(super) current: Option<Parsed>,
    /// The last state without errors.
    pub(super) good: Option<Arc<Snapshot>>,
}

impl Last {
    /// Returns `true` if the file was on a network file system when it had no errors.
    pub(super) fn was_on_network(&self) -> bool {
        let mut problems = self.good.iter().flat_map(|good| good.problems.iter());
        problems.any(|problem| {
            matches!(&problem.cause, Cause::NetworkFileSystem { is_state, .. } if !is_state)
        })
    }
}

/// One state of the file.
#[derive(Clone)]
pub(super) struct Parsed {
    pub(super) revision: Revision,
    /// Tells whether the file is still in this state; absent if that is not certain.
    pub(super) stamp: Option<Stamp>,
    /// Absent if the file has errors.
    pub(super) snapshot: Option<Arc<Snapshot>>,
    pub(super) problems: Arc<[Problem]>,
}

impl Parsed {
    pub(super) fn new(
        revision: Revision,
        stamp: Option<Stamp>,
        snapshot: Option<Snapshot>,
        problems: Vec<Problem>,
    ) -> Self {
        let problems: Arc<[Problem]> = problems.into();
        let snapshot = snapshot.map(|snapshot| {
            Arc::new(Snapshot {
                revision,
                problems: Arc::clone(&problems),
                ..snapshot
            })
        });
        Self {
            revision,
            stamp,
            snapshot,
            problems,
        }
    }
}
