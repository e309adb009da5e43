//! A gate that one thread at a time goes through.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::service::ports::SessionSlot;

/// A gate; at first no thread is in it.
#[derive(Default)]
pub(super) struct Gate(Arc<AtomicBool>);

/// Lets the next thread in when it is dropped.
struct Entered(Arc<AtomicBool>);

impl Gate {
    /// Waits until no other thread is in it, and keeps them out until the result is dropped.
    pub(super) fn enter(&self) -> SessionSlot {
        while self.0.swap(true, Ordering::AcqRel) {
            std::thread::yield_now();
        }
        SessionSlot::new(Entered(Arc::clone(&self.0)))
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
