//! Approvals: one user consents to one action of another, on the spot and without a session of their own.
//!
//! Deny by default: nothing can be approved that the file does not name, and only by users with a role that it names there.
//! An administrator is no exception. A user who could reset the password of an approver, or give their role away, could
//! approve in their place, so that being an approver is one of the permissions (see [`crate::domain::role::Permissions`]).

use std::fmt;
use std::hash::Hash;

pub use crate::domain::action_summary::{ActionDigest, ActionSummary};
pub(crate) use crate::domain::action_summary::{Subject, shortened};
use crate::domain::built_in_action::{BuiltInAction, is_reserved};
use crate::domain::role::Role;
use crate::domain::user::User;

/// The most actions that a file can name: each is one permission of a set.
pub const APPROVALS_MAX: usize = 64;
/// The most characters of the name of an action.
pub const ACTION_MAX: usize = 40;
/// Default of `valid_seconds`.
pub const VALID_SECONDS_DEFAULT: u32 = 60;
/// Lowest value of `valid_seconds`.
pub const VALID_SECONDS_MIN: u32 = 5;
/// Highest value of `valid_seconds`.
pub const VALID_SECONDS_MAX: u32 = 600;
/// The most characters of a reason.
pub const REASON_MAX: usize = 200;

/// One entry under `approvals`: who can approve an action, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApprovalRule {
    /// The name of the action.
    pub action: String,
    /// Users with one of these roles can approve it.
    pub roles: Vec<Role>,
    /// Whether the user who asks may be the one who approves.
    pub allow_same_person: bool,
    /// Whether a reason has to be given.
    pub require_reason: bool,
    /// How long an approval can be used, in seconds.
    pub valid_seconds: u32,
    /// Whether the approver can enter the PIN of this computer in place of the password.
    pub pin: bool,
}

impl ApprovalRule {
    /// Creates a rule with which no user can approve the action.
    #[must_use]
    pub fn new(action: String) -> Self {
        Self {
            action,
            roles: Vec::new(),
            allow_same_person: false,
            require_reason: false,
            valid_seconds: VALID_SECONDS_DEFAULT,
            pin: false,
        }
    }

    /// Returns `true` if a role of the user can approve the action.
    #[must_use]
    pub fn can_be_approved_by(&self, user: &User) -> bool {
        user.roles.iter().any(|role| self.roles.contains(role))
    }

    /// Returns `true` if a PIN can approve this: the file says so and the action does, and it is none of this package.
    pub(crate) fn allows_pin(&self, action: &ActionSummary) -> bool {
        self.pin && action.allows_pin && !is_reserved(&self.action)
    }
}

impl fmt::Display for ApprovalRule {
    /// Writes everything but the name of the action, for previews.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let roles: Vec<_> = self.roles.iter().map(Role::as_str).collect();
        write!(f, "{} ({} s", roles.join(", "), self.valid_seconds)?;
        for (is_on, word) in [
            (self.allow_same_person, "allow_same_person"),
            (self.require_reason, "require_reason"),
            (self.pin, "pin"),
        ] {
            if is_on {
                write!(f, ", {word}")?;
            }
        }
        f.write_str(")")
    }
}

/// Returns the set of the actions that these roles can approve: a bit for each, in the order of the rules.
#[must_use]
pub(crate) fn approvable(rules: &[ApprovalRule], roles: &[Role]) -> u64 {
    let rules = rules.iter().take(APPROVALS_MAX).enumerate();
    let named = rules.filter(|(_, rule)| rule.roles.iter().any(|role| roles.contains(role)));
    named.fold(0, |set, (at, _)| set | 1 << at)
}

/// Returns `true` if an action can have this name: letters, digits, dots, hyphens and underscores of ASCII, without capitals. Names
/// that begin like those of our own actions are only those.
#[must_use]
pub fn is_action_name(name: &str) -> bool {
    let is_good = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_');
    let is_ours = || !is_reserved(name) || BuiltInAction::with_name(name).is_some();
    (1..=ACTION_MAX).contains(&name.len()) && name.bytes().all(is_good) && is_ours()
}

/// An action of an app that a second person approves.
///
/// Everything that the action depends on belongs in its fields: all that `Hash` sees is approved, and nothing else. The words
/// are what the approver reads.
///
/// ```
/// use egui_authenticator::ApprovableAction;
///
/// #[derive(Hash)]
/// struct Refund {
///     receipt: String,
///     cents: u64,
/// }
///
/// impl ApprovableAction for Refund {
///     const NAME: &'static str = "refund.large";
///
///     fn title(&self) -> String {
///         format!("Refund of €{}.{:02}", self.cents / 100, self.cents % 100)
///     }
///
///     fn details(&self) -> Vec<(String, String)> {
///         vec![("Receipt".to_owned(), self.receipt.clone())]
///     }
/// }
/// ```
///
/// An action with the name of one of our own does not compile:
///
/// ```compile_fail,E0080
/// # use egui_authenticator::{ApprovableAction, ApprovalError, Commands};
/// #[derive(Hash)]
/// struct Delete;
///
/// impl ApprovableAction for Delete {
///     const NAME: &'static str = "users.delete";
///
///     fn title(&self) -> String {
///         String::new()
///     }
/// }
///
/// fn ask(commands: &mut Commands) -> Result<(), ApprovalError> {
///     commands.approve(Delete)
/// }
/// # fn main() { let none: Option<&mut Commands> = None; none.map(ask); }
/// ```
pub trait ApprovableAction: Hash + Send + 'static {
    /// The name of the action under `approvals` in the configuration file. One of our own, such as `users.delete`, does not
    /// compile.
    const NAME: &'static str;

    /// Whether the approver may enter their PIN of this computer in place of the password, if the rule in the file says so as well
    /// (`pin: true`). A PIN is short and others see it typed: leave this out where a wrong approval does harm.
    const PIN: bool = false;

    /// Returns what is approved, in a few words.
    fn title(&self) -> String;

    /// Returns what else the approver has to know: names and values, at most eight.
    fn details(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

impl ActionSummary {
    /// Returns the summary of an action of an app.
    pub fn of<A: ApprovableAction>(action: &A) -> Self {
        const {
            assert!(
                !is_reserved(A::NAME),
                "the name of this action is one of egui-authenticator's own"
            );
        }
        Self {
            allows_pin: A::PIN,
            ..Self::new((A::NAME, &action.title()), &action.details(), action)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Hash)]
    struct Refund {
        receipt: &'static str,
        cents: u64,
    }

    impl ApprovableAction for Refund {
        const NAME: &'static str = "refund.large";

        fn title(&self) -> String {
            "Refund".to_owned()
        }
    }

    #[test]
    fn the_digest_depends_on_every_field_and_not_only_on_the_words() {
        let digest = |receipt, cents| ActionSummary::of(&Refund { receipt, cents }).digest;
        assert_eq!(digest("4471", 4_000), digest("4471", 4_000));
        assert_ne!(digest("4471", 4_000), digest("4471", 4_001));
        assert_ne!(digest("4471", 4_000), digest("4472", 4_000));
    }

    #[test]
    fn texts_that_follow_each_other_do_not_flow_together() {
        let of = |parts: [&str; 2]| ActionSummary::new(("a", ""), &[], &parts);
        assert_ne!(of(["ab", "c"]).digest, of(["a", "bc"]).digest);
    }

    #[test]
    fn names_of_actions_are_short_and_plain() {
        for good in ["refund.large", "a", "two-step_off.2", "users.delete"] {
            assert!(is_action_name(good), "{good}");
        }
        let long = "a".repeat(ACTION_MAX + 1);
        for bad in [
            "",
            "Refund",
            "refund large",
            "re:fund",
            "é",
            "users.removal",
            &long,
        ] {
            assert!(!is_action_name(bad), "{bad}");
        }
    }

    #[test]
    fn only_a_role_that_the_rule_names_can_approve() {
        let role = |name: &str| Role::parse(name).expect("a role");
        let rule = |action: &str, roles: &[&str]| ApprovalRule {
            roles: roles.iter().map(|name| role(name)).collect(),
            ..ApprovalRule::new(action.to_owned())
        };
        let rules = [
            rule("a", &["lead"]),
            rule("b", &[]),
            rule("c", &["lead", "boss"]),
        ];
        assert_eq!(approvable(&rules, &[role("lead")]), 0b101);
        assert_eq!(approvable(&rules, &[role("boss")]), 0b100);
        assert_eq!(approvable(&rules, &[Role::admin()]), 0);
    }
}
