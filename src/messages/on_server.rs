//! The messages that speak of the configuration file, and what is said in their place if the users are on a server.

/// The name of each message, in order, and of its variant.
pub(super) const VARIANTS: [(&str, &str); 31] = [
    (
        "activity-code-created-by-owner",
        "activity-code-created-by-owner-on-server",
    ),
    ("activity-owner", "activity-owner-on-server"),
    ("broken-heading", "broken-heading-on-server"),
    ("cli-signature-other", "cli-signature-other-on-server"),
    ("launch-not-started", "launch-not-started-on-server"),
    ("mail-failed", "mail-failed-on-server"),
    ("mail-no-server", "mail-no-server-on-server"),
    ("page-unreadable", "page-unreadable-on-server"),
    ("set-up-intro", "set-up-intro-on-server"),
    (
        "settings-mail-password-help",
        "settings-mail-password-help-on-server",
    ),
    ("settings-preview-intro", "settings-preview-intro-on-server"),
    ("settings-reloaded", "settings-reloaded-on-server"),
    ("sign-in-outdated", "sign-in-outdated-on-server"),
    ("status-entry-mistake", "status-entry-mistake-on-server"),
    ("store-absent", "store-absent-on-server"),
    ("store-busy", "store-busy-on-server"),
    ("store-changed", "store-changed-on-server"),
    ("store-closing", "store-closing-on-server"),
    ("store-exists", "store-exists-on-server"),
    ("store-refused", "store-refused-on-server"),
    ("store-too-large", "store-too-large-on-server"),
    ("store-unreadable", "store-unreadable-on-server"),
    ("store-unusable", "store-unusable-on-server"),
    ("store-unwritable", "store-unwritable-on-server"),
    ("store-vanished", "store-vanished-on-server"),
    ("update-malformed", "update-malformed-on-server"),
    ("update-refused", "update-refused-on-server"),
    ("update-signature", "update-signature-on-server"),
    ("update-unreachable", "update-unreachable-on-server"),
    ("user-entry-mistake", "user-entry-mistake-on-server"),
    ("warnings-heading", "warnings-heading-on-server"),
];

/// Returns the name of the message that is said in place of this one; `None` if it is the same for both.
pub(super) fn variant(name: &str) -> Option<&'static str> {
    let found = VARIANTS.binary_search_by_key(&name, |(known, _)| known);
    found.ok().map(|at| VARIANTS[at].1)
}
