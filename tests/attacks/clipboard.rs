//! The next user of the same desktop.
