//! A guesser at the sign-in form.
