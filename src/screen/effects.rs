//! What a screen starts, and how it waits for the output.

use std::marker::PhantomData;
use std::time::Duration;

use crate::service::admission::Admission;
use crate::service::command::{Command, Finished, Job, Panicked, Ticket};
use crate::service::ports::Cancellation;

use crate::screen::busy::Busy;

/// The time since the program started.
pub type Now = Duration;

/// Collects the commands that a screen starts while it handles an event, and knows the time.
#[derive(Default)]
pub struct Effects {
    now: Now,
    last: u64,
    /// What is started belongs to a command that was accepted then.
    admission: Option<Admission>,
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
        let job = self.job(command);
        let ticket = job.ticket();
        let cancelled = job.cancellation();
        self.jobs.push(job);
        Pending {
            wait: Some(Box::new(Wait {
                ticket,
                since: self.now,
                cancelled,
            })),
            command: PhantomData,
        }
    }

    /// Starts a command whose output nothing waits for.
    pub fn run<C: Command>(&mut self, command: C) {
        let job = self.job(command);
        self.jobs.push(job);
    }

    /// Lets `react` take in the end of a command of a parked session: what it starts belongs to that command, and may still
    /// have the session.
    pub(crate) fn reacting<T>(
        &mut self,
        finished: &mut Finished,
        react: impl FnOnce(&mut Finished, &mut Self) -> T,
    ) -> T {
        self.admission = Some(finished.admission());
        let reaction = react(finished, self);
        self.admission = None;
        reaction
    }

    /// Takes what was started since the last call, in order.
    #[must_use]
    pub fn take_jobs(&mut self) -> Vec<Job> {
        std::mem::take(&mut self.jobs)
    }

    /// Returns `true` while a parked session handles a finished command.
    pub(crate) fn is_reacting(&self) -> bool {
        self.admission.is_some()
    }

    fn job<C: Command>(&mut self, command: C) -> Job {
        self.last += 1;
        let admission = self.admission.unwrap_or_else(Admission::now);
        Job::accepted(Ticket(self.last), admission, command)
    }
}

/// The wait for the output of a command, or the place for one. It takes only the output of its own
/// command; dropping or replacing it cancels the wait, and the output is dropped when it comes.
pub struct Pending<C> {
    wait: Option<Box<Wait>>,
    command: PhantomData<fn() -> C>,
}

struct Wait {
    ticket: Ticket,
    since: Now,
    cancelled: Cancellation,
}

impl<C> Drop for Pending<C> {
    fn drop(&mut self) {
        self.hurry();
    }
}

impl<C> Pending<C> {
    /// Ends the delay of a command that the user no longer waits for (R86). Its output can still be taken.
    pub fn hurry(&self) {
        if let Some(wait) = &self.wait {
            wait.cancelled.cancel();
        }
    }
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
        Busy::since(self.wait.as_ref().map(|wait| wait.since), now)
    }

    /// Cancels the wait. The command runs to its end all the same, unless it is an attempt that is delayed.
    pub fn cancel(&mut self) {
        self.hurry();
        self.wait = None;
    }

    /// Takes the output if it is that of this command, and ends the wait. A command that panicked ends
    /// the wait without an output; the parent of the screens says so.
    pub fn take(&mut self, finished: &mut Finished) -> Option<C::Output> {
        self.take_result(finished)?.ok()
    }

    /// Takes the output in the same way, for a screen that must continue after a panic.
    pub fn take_result(&mut self, finished: &mut Finished) -> Option<Result<C::Output, Panicked>> {
        let output = finished.take(self.wait.as_ref()?.ticket)?;
        self.wait = None;
        Some(output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::password::Strength;
    use crate::service::account::commands::RatePassword;
    use crate::service::command::Ticket;
    use crate::service::remember_me::commands::ProbeVault;

    #[test]
    fn a_wait_takes_the_output_of_its_own_command_only_and_only_once() {
        let mut effects = Effects::default();
        let (mut first, mut second) = (effects.start(ProbeVault), effects.start(ProbeVault));
        let ticket = effects.take_jobs()[0].ticket();
        let mut finished = Finished::new::<ProbeVault>(ticket, Ok(Ok(())));
        assert_eq!(second.take(&mut finished), None);
        assert_eq!(first.take(&mut finished), Some(Ok(())));
        assert_eq!(first.take(&mut finished), None);
        assert!(!first.is_waiting() && second.is_waiting());
    }

    #[test]
    fn an_output_of_another_type_is_not_taken() {
        let mut effects = Effects::default();
        let mut pending = effects.start(ProbeVault);
        let mut finished = Finished::new::<RatePassword>(Ticket(1), Ok(Strength::VeryWeak));
        assert_eq!(effects.take_jobs()[0].ticket(), Ticket(1));
        assert_eq!(pending.take(&mut finished), None);
        assert!(!finished.is_awaited());
    }

    #[test]
    fn a_cancelled_wait_takes_nothing_and_a_panic_ends_a_wait() {
        let mut effects = Effects::default();
        let (mut cancelled, mut panicked) = (effects.start(ProbeVault), effects.start(ProbeVault));
        cancelled.cancel();
        let mut finished = Finished::new::<ProbeVault>(Ticket(1), Ok(Ok(())));
        assert_eq!(cancelled.take(&mut finished), None);
        let mut finished = Finished::new::<ProbeVault>(Ticket(2), Err(Panicked));
        assert_eq!(panicked.take(&mut finished), None);
        assert!(finished.is_awaited() && !panicked.is_waiting());
    }
}
