//! Commands: what the window asks of the use cases, each with the type of its output.
//!
//! A screen starts a command and holds a `Pending` of it, the worker runs the [`Job`] off the window's
//! thread, and the [`Finished`] job brings the output back to whichever screen waits for it. Commands
//! and their outputs may hold secrets, so that nothing here has `Debug`.
//!
//! ```
//! use egui_authenticator::Service;
//! use egui_authenticator::service::command::Command;
//!
//! /// Finds out where the configuration file is.
//! struct LocateFile;
//!
//! impl Command for LocateFile {
//!     type Output = Option<String>;
//!     type Part = Service;
//!
//!     fn run(self, service: &Service) -> Option<String> {
//!         Some(service.set_up().open().ok()?.location)
//!     }
//! }
//! ```

use std::any::{Any, type_name};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::service::admission::Admission;
use crate::service::context::Context;
use crate::service::ports::Cancellation;

/// One thing to ask of the use cases. May take seconds, so it never runs on the window's thread.
pub trait Command: Send + 'static {
    /// The output of the command.
    type Output: Send + 'static;
    /// The part of the use cases that it needs.
    type Part: for<'a> From<&'a Context>;
    /// The queue that it belongs to.
    const LANE: Lane = Lane::UseCases;

    /// Returns the queue of this command, if it depends on the input.
    fn lane(&self) -> Lane {
        Self::LANE
    }

    /// Carries the command out.
    fn run(self, part: &Self::Part) -> Self::Output;
}

/// The queues of the worker. The jobs of one lane run in order, and the lanes do not wait for each
/// other: a slow keyring never delays a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Everything that the other lanes do not have.
    UseCases,
    /// Everything that may touch the keyring, or only the state store. Order matters here: a sign-out
    /// must not be overtaken by the token that it revokes.
    Keyring,
    /// Files that the configuration file names: pictures, and the texts of pages. They may be large, or on a mount that
    /// never answers (R102).
    Files,
    /// Dialogs of the desktop, which wait for the user.
    Dialogs,
    /// The clipboard, which a hung program may hold up. Clearing it must not wait for anything else.
    Clipboard,
    /// Mail servers, which may not answer for a long time.
    Mail,
    /// The server that knows of newer versions, of which the same is true.
    #[cfg(feature = "updates")]
    Updates,
}

/// The number of one started command, by which its output is recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub u64);

type Run = Box<dyn FnOnce(&Context) -> Box<dyn Any + Send> + Send>;

/// A command that was started, without its type.
pub struct Job {
    ticket: Ticket,
    lane: Lane,
    name: &'static str,
    cancelled: Cancellation,
    admission: Admission,
    run: Run,
}

opaque_debug!(Job);

impl Job {
    /// Wraps a command, whose output will come with this ticket.
    pub fn new<C: Command>(ticket: Ticket, command: C) -> Self {
        Self::accepted(ticket, Admission::now(), command)
    }

    /// Wraps a command that belongs to what was accepted then.
    pub(crate) fn accepted<C: Command>(ticket: Ticket, admission: Admission, command: C) -> Self {
        Self {
            ticket,
            lane: command.lane(),
            name: type_name::<C>(),
            cancelled: Cancellation::default(),
            admission,
            run: Box::new(|from| Box::new(command.run(&C::Part::from(from)))),
        }
    }

    /// Returns the queue that the job belongs to.
    #[must_use]
    pub fn lane(&self) -> Lane {
        self.lane
    }

    /// Returns the ticket that its output will come with.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        self.ticket
    }

    /// Returns the path of the command's type, for the log.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the handle that cancels the command: it no longer waits for the delay after many failed attempts (R86), and
    /// an attempt that is delayed is not made.
    #[must_use]
    pub fn cancellation(&self) -> Cancellation {
        self.cancelled.clone()
    }

    /// Returns `true` if this is a command of type `C`.
    #[must_use]
    pub fn is<C: Command>(&self) -> bool {
        self.name == type_name::<C>()
    }

    /// Runs the command. A panic ends the command, and not the thread that it runs on.
    pub(crate) fn run(self, from: &Context) -> Finished {
        let Self {
            ticket,
            name,
            run,
            cancelled,
            admission,
            ..
        } = self;
        let from = &from.for_command(&cancelled, admission);
        let span = tracing::debug_span!("command", name);
        let _entered = span.enter();
        // What a panic leaves behind is what a crash of the program would leave behind: the stores are
        // made for that, and their locks are taken over when they are poisoned.
        let output = catch_unwind(AssertUnwindSafe(|| run(from)));
        if output.is_err() {
            tracing::error!("panicked");
        }
        Finished {
            ticket,
            output: Some(output.map_err(|_| Panicked)),
            admission,
            is_awaited: false,
        }
    }
}

/// The command panicked, so that it has no output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the command panicked")]
pub struct Panicked;

/// A command that has come to its end, with its output until that is taken.
pub struct Finished {
    ticket: Ticket,
    output: Option<Result<Box<dyn Any + Send>, Panicked>>,
    admission: Admission,
    is_awaited: bool,
}

opaque_debug!(Finished);

impl Finished {
    /// Makes up the end of a command, for tests of the screens.
    pub fn new<C: Command>(ticket: Ticket, output: Result<C::Output, Panicked>) -> Self {
        Self {
            ticket,
            output: Some(output.map(|output| Box::new(output) as Box<dyn Any + Send>)),
            admission: Admission::now(),
            is_awaited: false,
        }
    }

    /// Returns the ticket of the command.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        self.ticket
    }

    /// Returns when the command was accepted.
    pub(crate) fn admission(&self) -> Admission {
        self.admission
    }

    /// Takes the output, if the command has this ticket and this type of output.
    pub fn take<O: 'static>(&mut self, ticket: Ticket) -> Option<Result<O, Panicked>> {
        if self.ticket != ticket {
            return None;
        }
        let output = match self.output.take()? {
            Ok(output) => Ok(*output.downcast().ok()?),
            Err(panicked) => Err(panicked),
        };
        self.is_awaited = true;
        Some(output)
    }

    /// Returns `true` if the command panicked.
    #[must_use]
    pub fn has_panicked(&self) -> bool {
        matches!(self.output, Some(Err(Panicked)))
    }

    /// Returns `true` if the output was taken, rather than dropped because nothing waited for it.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        self.is_awaited
    }
}
