//! The holder of stolen codes, passwords or backups.
