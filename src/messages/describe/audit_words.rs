//! Sentences about events that need no detail.

use crate::domain::audit::AuditKind;
use crate::domain::audit_word::AuditWord;

/// Sentences that already say everything, so that the detail is left out.
pub(super) const WORDS: [(AuditKind, AuditWord, &str); 24] = [
    (
        AuditKind::SignOut,
        AuditWord::Ended,
        "activity-session-ended",
    ),
    (AuditKind::Lock, AuditWord::Locked, "activity-locked"),
    (AuditKind::Lock, AuditWord::Unlocked, "activity-unlocked"),
    (AuditKind::Lock, AuditWord::Pin, "activity-unlocked-pin"),
    (AuditKind::Lock, AuditWord::Badge, "activity-unlocked-badge"),
    (
        AuditKind::Lock,
        AuditWord::UnlockedOffline,
        "activity-unlocked-offline",
    ),
    (
        AuditKind::Lock,
        AuditWord::SwitchedAway,
        "activity-switched",
    ),
    (
        AuditKind::Register,
        AuditWord::EmailCodeRequested,
        "activity-register-code",
    ),
    (AuditKind::Users, AuditWord::Added, "activity-added"),
    (AuditKind::Users, AuditWord::Imported, "activity-imported"),
    (AuditKind::Users, AuditWord::Removed, "activity-removed"),
    (AuditKind::Users, AuditWord::Invited, "activity-invited"),
    (AuditKind::Users, AuditWord::Uninvited, "activity-uninvited"),
    (AuditKind::Users, AuditWord::Approved, "activity-approved"),
    (AuditKind::Users, AuditWord::Disabled, "activity-disabled"),
    (AuditKind::Users, AuditWord::Enabled, "activity-enabled"),
    (
        AuditKind::Users,
        AuditWord::Unlocked,
        "activity-user-unlocked",
    ),
    (AuditKind::File, AuditWord::ChangedByHand, "activity-edited"),
    (
        AuditKind::Signature,
        AuditWord::SigningKeyMade,
        "activity-signing-key-made",
    ),
    (
        AuditKind::Signature,
        AuditWord::SigningKeyEnded,
        "activity-signing-key-ended",
    ),
    (
        AuditKind::Store,
        AuditWord::Imported,
        "activity-store-imported",
    ),
    (
        AuditKind::Store,
        AuditWord::Changed,
        "activity-store-migrated",
    ),
    (
        AuditKind::Store,
        AuditWord::Added,
        "activity-computer-added",
    ),
    (
        AuditKind::Store,
        AuditWord::Removed,
        "activity-computer-revoked",
    ),
];
