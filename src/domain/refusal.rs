//! A refusal of the host app.

/// A refusal of the host app: a sentence for the user, or the id of one in the app's own messages
/// ([`crate::messages::Messages::custom`]), which is then translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub &'static str);

impl From<&'static str> for Refusal {
    fn from(sentence: &'static str) -> Self {
        Self(sentence)
    }
}
