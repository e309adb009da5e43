//! Everything that needs neither a display nor a keyring, in one binary.

mod account;
mod activity;
mod command_line;
mod example;
mod faults;
mod fixtures;
mod harness;
mod hostile;
mod layers;
mod locking;
mod mailing;
mod peer;
mod raster;
mod recovery;
mod recovery_from_errors;
mod reloading;
mod remembering;
mod requirements;
mod screens;
mod secrets;
mod signing_in;
mod snapshots;
mod throttle;
mod two_step;
mod window;
mod words;
