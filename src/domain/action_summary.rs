//! What is approved, in words and as a digest.

use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

use crate::domain::page_id::PageId;
use crate::domain::printable::escaped;
use crate::domain::remember_me::hex;

/// The most characters of a title, and of a name or value in the details.
const TEXT_MAX: usize = 80;
/// The most details that are shown.
const DETAILS_MAX: usize = 8;

/// The digest of an action: of its name, its words and everything that it depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionDigest([u8; 32]);

impl ActionDigest {
    /// Returns all hexadecimal digits.
    pub(crate) fn digits(&self) -> String {
        hex(&self.0)
    }

    /// Returns the first 16 characters, as in the audit log.
    #[must_use]
    pub fn short(&self) -> String {
        let mut start = [0; 8];
        start.copy_from_slice(&self.0[..8]);
        format!("{:016x}", u64::from_be_bytes(start))
    }
}

/// What is approved: the name of the action, its words, and the digest of both and of its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionSummary {
    /// The name under `approvals`.
    pub action: String,
    /// What is approved.
    pub title: String,
    /// Names and values.
    pub details: Vec<(String, String)>,
    /// The digest.
    pub digest: ActionDigest,
    /// Whether a PIN may approve it, where the rule allows that as well.
    pub allows_pin: bool,
    /// What it is of.
    pub(crate) subject: Subject,
}

/// What an action is of, for a server that decides about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The host app, or what a server does not approve.
    #[default]
    App,
    /// Users, in the words of the server: title, names and values.
    Users(String, Vec<(String, String)>),
    /// A page.
    Page(PageId),
    /// An item of this page.
    Item(PageId),
}

impl ActionSummary {
    /// Returns the summary of an action with these words, which depends on `data`.
    pub(crate) fn new(
        (name, title): (&str, &str),
        details: &[(String, String)],
        data: &impl Hash,
    ) -> Self {
        let digest = digest((name, title), details, data);
        let shown = |text: &str| shortened(text, TEXT_MAX);
        let left = details.len().saturating_sub(DETAILS_MAX);
        // The approver sees that there is more.
        let more = (left > 0).then(|| ("…".to_owned(), format!("+{left}")));
        let details = details.iter().take(DETAILS_MAX);
        let details = details.map(|(name, value)| (shown(name), shown(value)));
        Self {
            action: name.to_owned(),
            title: shown(title),
            details: details.chain(more).collect(),
            digest,
            allows_pin: false,
            subject: Subject::App,
        }
    }

    /// Returns the summary of an action of this package. Nothing that the approver reads is left out or cut, however long it is:
    /// what matters could be at its end.
    pub(crate) fn built_in(
        (name, title): (&str, &str),
        details: &[(String, String)],
        data: &impl Hash,
    ) -> Self {
        let whole = |text: &String| escaped(text, &[]).into_owned();
        let shown = details.iter();
        Self {
            action: name.to_owned(),
            title: shortened(title, TEXT_MAX),
            details: shown
                .map(|(name, value)| (whole(name), whole(value)))
                .collect(),
            digest: digest((name, title), details, data),
            allows_pin: false,
            subject: Subject::App,
        }
    }

    /// Returns the summary of an action with users that a server does not do without an approval, in its words.
    pub(crate) fn of_server(action: &str, title: String, details: Vec<(String, String)>) -> Self {
        let summary = Self::built_in((action, &title), &details, &());
        summary.about(Subject::Users(title, details))
    }

    /// Says what it is of.
    pub(crate) fn about(self, subject: Subject) -> Self {
        Self { subject, ..self }
    }

    /// Leaves it to the rule in the file whether a PIN may approve it.
    pub(crate) fn with_pin(self) -> Self {
        Self {
            allows_pin: true,
            ..self
        }
    }
}

fn digest(
    (name, title): (&str, &str),
    details: &[(String, String)],
    data: &impl Hash,
) -> ActionDigest {
    let mut hasher = DataHasher(Sha256::new_with_prefix(b"approval\0"));
    (name, title, details).hash(&mut hasher);
    data.hash(&mut hasher);
    ActionDigest(hasher.0.finalize().into())
}

/// Returns a text as it is shown and recorded: at most so many characters, and none that is invisible.
pub(crate) fn shortened(text: &str, max: usize) -> String {
    let text = escaped(text.trim(), &[]);
    let mut left = text.chars();
    let mut out: String = left.by_ref().take(max).collect();
    if left.next().is_some() {
        out.pop();
        out.push('…');
    }
    out
}

/// Feeds what is hashed to SHA-256, piece by piece and with the length of each.
struct DataHasher(Sha256);

impl Hasher for DataHasher {
    fn write(&mut self, bytes: &[u8]) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.0.update(length.to_le_bytes());
        self.0.update(bytes);
    }

    /// The digest is longer than a number, and is taken from the field.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_and_control_no_screen() {
        let long = "x".repeat(500);
        let details = vec![("\u{202e}a".to_owned(), "b\n".to_owned()); 20];
        let summary = ActionSummary::new(("a", &long), &details, &0);
        assert_eq!(summary.title.chars().count(), TEXT_MAX);
        assert_eq!(summary.details.len(), DETAILS_MAX + 1);
        let (_, more) = &summary.details[DETAILS_MAX];
        assert_eq!(more, "+12");
        let (name, _) = &summary.details[0];
        assert!(!name.contains('\u{202e}'));
    }
}
