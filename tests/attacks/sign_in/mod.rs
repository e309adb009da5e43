//! A guesser at the sign-in form.

mod names;
mod spraying;
mod timing;
