//! What all forms have in common: the fields, what can be wrong with them, and what is shown above them.

pub mod badge_scans;
pub mod code_input;
pub mod field;
pub mod new_password;
pub mod new_user_form;
pub mod notice;
pub mod password_input;
pub mod user_form;
