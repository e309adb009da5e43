//! Sentences about the events of the audit log.

use std::ops::Range;

use crate::domain::account_event::AccountEvent;
use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::AuditRecord;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::audit_event::AuditEvent;
use crate::domain::timestamp::Timestamp;
use crate::service::audit::AuditCount;

use crate::messages::Messages;
use crate::messages::describe::audit_words::WORDS;
use crate::messages::describe::users::unnamed;

/// Stands around a name while a sentence is made. No name contains it: control characters are escaped (R68).
const MARK: char = '\t';

/// An event in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditSentence {
    /// Who did what to whom.
    pub text: String,
    /// Where the names of users are in the text.
    pub names: Vec<Range<usize>>,
    /// How it was done, or why it was refused; empty if the sentence says it.
    pub detail: String,
}

impl AuditSentence {
    /// Returns the sentence and its detail in one line, in the punctuation of the language.
    #[must_use]
    pub fn line(&self, messages: &Messages) -> String {
        if self.detail.is_empty() {
            return self.text.clone();
        }
        let (text, detail) = (self.text.as_str(), self.detail.as_str());
        messages.with(
            "activity-line",
            &[("text", text.into()), ("detail", detail.into())],
        )
    }

    fn of_marked(marked: &str, detail: String) -> Self {
        let mut sentence = Self {
            detail,
            ..Self::default()
        };
        for (at, part) in marked.split(MARK).enumerate() {
            let start = sentence.text.len();
            sentence.text.push_str(part);
            if at % 2 == 1 {
                sentence.names.push(start..sentence.text.len());
            }
        }
        sentence
    }
}

/// Returns the name of the sentence about an event, and whether the detail says more.
fn sentence(event: &AuditEvent) -> (&'static str, bool) {
    if let (AuditKind::SignIn, false, AuditDetail::Word(word)) =
        (event.kind, event.is_done, &event.detail)
    {
        match word {
            AuditWord::ManyFailures => return ("activity-many-failures", false),
            AuditWord::BadgeElsewhere if !event.whom.is_empty() => {
                return ("activity-badge-elsewhere", false);
            }
            _ => {}
        }
    }
    if let (true, AuditDetail::Word(word)) = (event.is_done, &event.detail) {
        let mut known = WORDS.iter();
        let known = known.find(|(kind, of, _)| *kind == event.kind && of == word);
        if let Some((_, _, name)) = known {
            return (name, false);
        }
    }
    if (event.kind, event.is_done) == (AuditKind::Account, true)
        && event.detail == AccountEvent::TokenReused.into()
    {
        return ("activity-token-reused", false);
    }
    let is_allowed = event.detail != AuditWord::NotAllowed.into();
    let name = match (event.kind, event.is_done) {
        (AuditKind::Users, true) if matches!(event.detail, AuditDetail::Erased(_)) => {
            "activity-erased"
        }
        (AuditKind::Page, is_done) if matches!(event.detail, AuditDetail::Launched { .. }) => {
            if is_done {
                "activity-launched"
            } else {
                "activity-launch-refused"
            }
        }
        (AuditKind::File, false) if is_allowed => "activity-file-failed",
        (AuditKind::SignIn, true) => "activity-signed-in",
        (AuditKind::SignIn, false) => "activity-sign-in-refused",
        (AuditKind::SignOut, true) => "activity-signed-out",
        (AuditKind::SignOut, false) => "activity-sign-out-refused",
        (AuditKind::Lock, true) => "activity-lock",
        (AuditKind::Lock, false) => "activity-lock-refused",
        (AuditKind::SetUp, true) => "activity-set-up",
        (AuditKind::SetUp, false) => "activity-set-up-refused",
        (AuditKind::Register, true) => "activity-registered",
        (AuditKind::Register, false) => "activity-register-refused",
        (AuditKind::Account, true) => "activity-account",
        (AuditKind::Account, false) => "activity-account-refused",
        (AuditKind::Recovery, true) => "activity-recovered",
        (AuditKind::Recovery, false) => "activity-recovery-refused",
        (AuditKind::Users, true) => "activity-changed",
        (AuditKind::Users, false) => "activity-change-refused",
        (AuditKind::Page, true) => "activity-page",
        (AuditKind::Page, false) => "activity-page-refused",
        (AuditKind::File, true) => "activity-file",
        (AuditKind::File, false) => "activity-file-refused",
        (AuditKind::Keyring, true) => "activity-keyring",
        (AuditKind::Keyring, false) => "activity-keyring-refused",
        (AuditKind::Approval, true) => "activity-approval",
        (AuditKind::Approval, false) => "activity-approval-refused",
        (AuditKind::Signature, true) => "activity-signed",
        (AuditKind::Signature, false) => "activity-signature-refused",
        (AuditKind::Store, true) => "activity-store",
        (AuditKind::Store, false) => "activity-store-refused",
        (AuditKind::Kiosk, true) => "activity-kiosk-left",
        (AuditKind::Kiosk, false) => "activity-kiosk-refused",
    };
    (name, true)
}

#[doc(hidden)]
impl Messages {
    /// Returns how many actions were done and refused.
    #[must_use]
    pub fn counts(&self, count: AuditCount) -> String {
        let name = if count.refused == 0 {
            "activity-counts-done"
        } else {
            "activity-counts"
        };
        let values = [
            ("done", count.done.into()),
            ("refused", count.refused.into()),
        ];
        self.with(name, &values)
    }

    /// Returns an event in words.
    #[must_use]
    pub fn audit_sentence(&self, event: &AuditEvent) -> AuditSentence {
        let (name, has_detail) = sentence(event);
        let detail = if has_detail {
            self.audit_detail(&event.detail)
        } else {
            String::new()
        };
        let marked = |name: &str| format!("{MARK}{name}{MARK}");
        let who = if event.who.is_empty() {
            self.get(unnamed(event.kind)).into_owned()
        } else {
            marked(&event.who)
        };
        let whom = if event.whom.is_empty() {
            self.get("activity-accounts").into_owned()
        } else {
            marked(&event.whom)
        };
        let values = [("who", who.into()), ("whom", whom.into())];
        AuditSentence::of_marked(&self.with(name, &values), detail)
    }

    /// Returns the text for a detail with a number. As a text, it has no thousands separators.
    pub(crate) fn numbered_detail(&self, detail: &AuditDetail) -> String {
        let (name, number) = match detail {
            AuditDetail::Restored(number) => ("detail-restored", number.to_string()),
            AuditDetail::Signed { number, .. } => ("detail-signed", number.to_string()),
            detail => return detail.to_string(),
        };
        self.with(name, &[("number", number.into())])
    }

    /// Returns the event of one of these records in words. If a reset code was used for it, they say who created the
    /// code, and when, in the words of `time`.
    #[must_use]
    pub fn audit_record(
        &self,
        record: &AuditRecord,
        records: &[AuditRecord],
        time: impl FnOnce(Timestamp) -> String,
    ) -> AuditSentence {
        let mut sentence = self.audit_sentence(&record.event);
        if let AuditDetail::WithCode { event, .. } = record.event.detail
            && let Some(creation) = record.creation_of_code(records)
        {
            let AuditEvent { at, who, .. } = &creation.event;
            let name = if who.is_empty() {
                "activity-code-created-by-owner"
            } else {
                "activity-code-created"
            };
            let values = [
                ("event", self.audit_detail(&event.into()).into()),
                ("who", who.as_str().into()),
                ("time", time(*at).into()),
            ];
            sentence.detail = self.with(name, &values);
        }
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit_chain::ChainLink;
    use crate::domain::language::Language;

    fn event(kind: AuditKind, [who, whom]: [&str; 2], detail: AuditDetail) -> AuditEvent {
        AuditEvent {
            at: Timestamp::default(),
            kind,
            who: who.to_owned(),
            whom: whom.to_owned(),
            who_id: None,
            whom_id: None,
            is_done: true,
            detail,
        }
    }

    #[test]
    fn a_sentence_knows_where_its_names_are_in_every_language() {
        let names = ["ada", "bob"];
        let event = event(AuditKind::Users, names, AuditWord::Added.into());
        for (_, language) in Language::WORDS {
            let sentence = Messages::in_language(language).audit_sentence(&event);
            let mut found: Vec<_> = sentence
                .names
                .iter()
                .map(|at| &sentence.text[at.clone()])
                .collect();
            found.sort_unstable();
            assert_eq!(found, names, "{}", sentence.text);
            assert!(!sentence.text.contains(MARK) && sentence.detail.is_empty());
        }
        let english = Messages::english();
        let line = english.audit_sentence(&event).line(&english);
        assert_eq!(line, "ada added bob");
    }

    #[test]
    fn a_refusal_says_why_and_the_owner_has_no_name() {
        let english = Messages::english();
        let mut refused = event(
            AuditKind::SignIn,
            ["bob", ""],
            AuditWord::WrongPassword.into(),
        );
        refused.is_done = false;
        let line = english.audit_sentence(&refused).line(&english);
        assert_eq!(line, "bob could not sign in (wrong password)");
        let japanese = Messages::in_language(Language::Japanese);
        let line = japanese.audit_sentence(&refused).line(&japanese);
        assert!(line.ends_with("）"), "{line}");
        let by_owner = event(AuditKind::Users, ["", "bob"], AuditWord::Disabled.into());
        let sentence = english.audit_sentence(&by_owner);
        assert_eq!(sentence.text, "The owner of the file disabled bob");
        assert_eq!(sentence.names.len(), 1);
    }

    #[test]
    fn what_a_user_did_not_do_is_not_said_of_them() {
        let english = Messages::english();
        let said = |kind, users, is_done, detail| {
            let event = AuditEvent {
                is_done,
                ..event(kind, users, detail)
            };
            english.audit_sentence(&event).line(&english)
        };
        let bob = ["bob", ""];
        let failed = AuditDetail::Other("the disk is full".to_owned());
        let erased = AuditDetail::Erased("0a1b".to_owned());
        assert_eq!(
            [
                said(
                    AuditKind::Account,
                    bob,
                    true,
                    AccountEvent::TokenReused.into()
                ),
                said(AuditKind::Account, bob, false, AuditWord::WrongCode.into()),
                said(AuditKind::SignOut, bob, true, AuditWord::Ended.into()),
                said(AuditKind::File, bob, false, failed),
                said(AuditKind::File, bob, false, AuditWord::NotAllowed.into()),
                said(AuditKind::Users, ["ada", "7f3c"], true, erased),
            ],
            [
                "A copy of the remembered sign-in of bob was used",
                "bob could not re-authenticate (wrong code)",
                "The session of bob had already ended",
                "The configuration could not be changed to end the sessions of bob (the disk is full)",
                "bob could not change the configuration (not allowed)",
                "ada erased the names of account 7f3c (the previous chain ended with 0a1b)",
            ]
        );
    }

    #[test]
    fn r66_the_use_of_a_code_says_who_created_it_if_the_record_is_at_hand() {
        let english = Messages::english();
        let said = |creator: &str, created| {
            let details = [
                (
                    2,
                    AuditKind::Recovery,
                    ["bob", ""],
                    AuditDetail::WithCode {
                        event: AccountEvent::PasswordRecovered,
                        created,
                    },
                ),
                (
                    1,
                    AuditKind::Users,
                    [creator, "bob"],
                    AccountEvent::ResetStarted.into(),
                ),
            ];
            let records = details.map(|(number, kind, users, detail)| AuditRecord {
                number,
                event: event(kind, users, detail),
                link: ChainLink([0; 32]),
            });
            let time = |_| "14:30".to_owned();
            english.audit_record(&records[0], &records, time).detail
        };
        let event = "password changed with a code";
        assert_eq!(
            [said("ada", 1), said("", 1), said("ada", 17)],
            [
                format!("{event}; code created by ada, 14:30"),
                format!("{event}; code created by the owner of the file, 14:30"),
                format!("{event}, code of record 17"),
            ]
        );
    }
}
