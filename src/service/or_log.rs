//! Errors that an operation can do without: they are logged.

use std::fmt::Debug;

/// Results whose error is logged instead of returned.
pub(crate) trait OrLog<T> {
    /// Returns the value. If there is none, the log says what was tried and the kind of the error.
    fn or_log(self, operation: &'static str) -> Option<T>;
}

impl<T, E: Debug> OrLog<T> for Result<T, E> {
    fn or_log(self, operation: &'static str) -> Option<T> {
        self.inspect_err(|error| tracing::warn!(operation, error = kind(error), "failed"))
            .ok()
    }
}

/// Returns the name of an error's variant. What the error contains may be private.
fn kind(error: &impl Debug) -> String {
    let text = format!("{error:?}");
    text.chars().take_while(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_the_variant_is_logged() {
        let error = std::num::IntErrorKind::Empty;
        assert_eq!(kind(&error), "Empty");
        assert_eq!(kind(&Some("private")), "Some");
    }
}
