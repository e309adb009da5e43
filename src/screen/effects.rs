//! What a screen starts, and how it waits for the output.

use std::marker::PhantomData;
use std::time::Duration;

use crate::service::command::{Command, Finished, Job, Panicked, Ticket};

use crate::screen::busy::Busy;

/// The time since the program started.
pub type Now = Duration;

/// Collects the commands that a screen starts while it handles an event, and knows the time.
#[derive(Default)]
pub struct Effects {
    now: Now,
    last: u64,
    jobs: Vec<Job>,
}

impl Effects {
    /// Returns the time of the event that is handled.
    #[must_use]
    pub fn now(&self) -> Now {
        self.now
    }

    /// Sets the time of the event that is handled next.
    pub fn set_now(&mut self, now: Now) {
        self.now = now;
    }

    /// Starts a command whose output is waited for.
    #[must_use]
    pub fn start<C: Command>(&mut self, command: C) -> Pending<C> {
        let ticket = self.next_ticket();
        self.jobs.push(Job::new(ticket, command));
        Pending {
            wait: Some((ticket, self.now)),
            command: PhantomData,
        }
    }

    /// Starts a command whose output nothing waits for.
    pub fn run<C: Command>(&mut self, command: C) {
        let ticket = self.next_ticket();
        self.jobs.push(Job::new(ticket, command));
    }

    /// Takes what was started since the last call, in order.
    #[must_use]
    pub fn take_jobs(&mut self) -> Vec<Job> {
        std::mem::take(&mut self.jobs)
    }

    fn next_ticket(&mut self) -> Ticket {
        self.last += 1;
        Ticket(self.last)
    }
}

/// The wait for the output of a command, or the place for one. It takes only the output of its own
/// command; dropping or replacing it cancels the wait, and the output is dropped when it comes.
pub struct Pending<C> {
    wait: Option<(Ticket, Now)>,
    command: PhantomData<fn() -> C>,
}

impl<C> Default for Pending<C> {
    fn default() -> Self {
        Self {
            wait: None,
            command: PhantomData,
        }
    }
}

impl<C: Command> Pending<C> {
    /// Returns `true` while the command runs and is waited for.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.wait.is_some()
    }

    /// Returns how the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::since(self.wait.map(|(_, since)| since), now)
    }

    /// Cancels the wait. The command runs to its end all the same.
    pub fn cancel(&mut self) {
        self.wait = None;
    }

    /// Takes the output if it is that of this command, and ends the wait. A command that panicked ends
    /// the wait without an output; the parent of the screens says so.
    pub fn take(&mut self, finished: &mut Finished) -> Option<C::Output> {
        self.take_result(finished)?.ok()
    }

    /// Takes the output in the same way, for a screen that has to go on after a panic.
    pub fn take_result(&mut self, finished: &mut Finished) -> Option<Result<C::Output, Panicked>> {
        let (ticket, _) = self.wait?;
        let output = finished.take(ticket)?;
        self.wait = None;
        Some(output)
    }
}
