//! A hand that edits, moves, restores or removes files.
