//! A stranger who may register.
