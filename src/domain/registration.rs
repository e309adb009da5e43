//! Who can register.

use crate::domain::email::Email;
use crate::domain::role::Role;

/// Registration policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegistrationPolicy {
    /// Registration is closed.
    Closed,
    /// Only allowed e-mail addresses can register.
    #[default]
    Listed,
    /// Everyone can register; a user whose address is not on the list waits for an administrator's approval.
    Approval,
    /// Everyone can register.
    Open,
}

impl RegistrationPolicy {
    /// Each value with its word in the file.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 4] = [
        ("closed", Self::Closed),
        ("listed", Self::Listed),
        ("approval", Self::Approval),
        ("open", Self::Open),
    ];

    /// Returns the word in the file.
    #[must_use]
    #[doc(hidden)]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, mode)| *mode == self);
        found.map_or("", |(word, _)| word)
    }
}

/// The most users who wait for approval at the same time (R83).
pub const WAITING_MAX: usize = 200;
/// The maximum number of registrations on one computer within an hour (R83). Those that are refused do not count.
pub const HOURLY_MAX: usize = 20;
/// The maximum number of registrations on one computer within an hour, also of those that are refused.
pub const HOURLY_TRIES_MAX: u32 = 1_000;

/// Registration settings of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    /// Who can register.
    pub mode: RegistrationPolicy,
    /// Whether the file names the policy. Otherwise the default applies, and an administrator has yet to decide.
    pub is_decided: bool,
    /// Domains, folded, whose addresses can register unless they are on the list; every domain if empty.
    pub domains: Vec<String>,
    /// Initial roles of a user who registers.
    pub roles: Vec<Role>,
    /// Whether a user who registers proves the e-mail address with a code that is sent there.
    pub verify_email: bool,
}

/// Result of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Admission {
    /// Refused.
    Refused,
    /// A user who waits for approval.
    Waits,
    /// A user who can sign in.
    Comes,
}

impl Registration {
    /// Returns what happens when this address, which has no account yet, registers.
    #[must_use]
    pub fn admits(&self, email: &Email, is_listed: bool) -> Admission {
        let domain = email
            .key()
            .rsplit_once('@')
            .map_or("", |(_, domain)| domain);
        let is_of_domain = self.domains.is_empty() || self.domains.iter().any(|d| d == domain);
        match self.mode {
            RegistrationPolicy::Closed => Admission::Refused,
            _ if is_listed => Admission::Comes,
            RegistrationPolicy::Approval if is_of_domain => Admission::Waits,
            RegistrationPolicy::Open if is_of_domain => Admission::Comes,
            RegistrationPolicy::Listed
            | RegistrationPolicy::Approval
            | RegistrationPolicy::Open => Admission::Refused,
        }
    }

    /// Returns `true` if registration is possible at all.
    #[must_use]
    pub fn is_open(&self, is_anyone_listed: bool) -> bool {
        match self.mode {
            RegistrationPolicy::Closed => false,
            RegistrationPolicy::Listed => is_anyone_listed,
            RegistrationPolicy::Approval | RegistrationPolicy::Open => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_decides_over_listed_known_and_foreign_addresses() {
        use Admission::{Comes, Refused, Waits};
        let ours = Email::parse("mel@Example.org").expect("an address");
        let foreign = Email::parse("mel@example.org.evil.net").expect("an address");
        for (mode, expected) in [
            (RegistrationPolicy::Closed, [Refused; 4]),
            (RegistrationPolicy::Listed, [Comes, Refused, Comes, Refused]),
            (RegistrationPolicy::Approval, [Comes, Waits, Comes, Refused]),
            (RegistrationPolicy::Open, [Comes, Comes, Comes, Refused]),
        ] {
            let registration = Registration {
                mode,
                domains: vec!["example.org".to_owned()],
                ..Registration::default()
            };
            let of = |email, is_listed| registration.admits(email, is_listed);
            let got = [
                of(&ours, true),
                of(&ours, false),
                of(&foreign, true),
                of(&foreign, false),
            ];
            assert_eq!(got, expected, "{mode:?}");
        }
    }

    #[test]
    fn without_domains_every_domain_is_good() {
        let email = Email::parse("a@b.example").expect("an address");
        let open = Registration {
            mode: RegistrationPolicy::Open,
            ..Registration::default()
        };
        assert_eq!(open.admits(&email, false), Admission::Comes);
        assert_eq!(
            Registration::default().admits(&email, false),
            Admission::Refused
        );
    }
}
