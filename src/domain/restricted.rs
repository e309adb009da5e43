//! The settings at a restricted computer: one that may not read the users, and for which a server decides.

use crate::domain::approval::ApprovalRule;
use crate::domain::registration::{Registration, RegistrationPolicy};
use crate::domain::settings::Settings;
use crate::domain::update_source::UpdateSource;

impl Settings {
    /// Returns these settings without what is done at a trusted computer only, so that nothing of it is offered here.
    pub(crate) fn at_restricted_computer(&self) -> Self {
        Self {
            updates: UpdateSource::default(),
            mail: None,
            // The server says who may register here, and decides about it.
            registration: Registration {
                mode: self.registration.mode,
                ..Registration::default()
            },
            is_anyone_listed: self.registration.mode == RegistrationPolicy::Listed,
            approvals: without_pins(&self.approvals),
            is_restricted: true,
            ..self.clone()
        }
    }

    /// Returns `true` at a restricted computer.
    #[must_use]
    #[doc(hidden)]
    pub fn is_restricted(&self) -> bool {
        self.is_restricted
    }
}

/// Returns the rules without PINs, which only a trusted computer checks for an approval.
fn without_pins(rules: &[ApprovalRule]) -> Vec<ApprovalRule> {
    let rules = rules.iter().cloned();
    rules
        .map(|rule| ApprovalRule { pin: false, ..rule })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::quick_rule::BadgeUse;
    use crate::domain::role::{Permission, Permissions, Role};
    use crate::domain::settings::RoleList;
    use crate::domain::user::User;
    use crate::domain::username::Username;

    use super::*;

    #[test]
    fn an_administrator_manages_users_and_sees_the_activity_at_a_restricted_computer() {
        let mut ada = User::new(Username::parse("ada").expect("a username"));
        ada.roles = vec![Role::admin()];
        let settings = Settings::default();
        assert!(settings.permissions(&ada).is_admin());
        let here = settings.at_restricted_computer();
        let offered = [Permission::ManageUsers, Permission::SeeActivity];
        assert_eq!(here.permissions(&ada), Permissions::of(&offered));
    }

    #[test]
    fn what_is_done_at_a_trusted_computer_is_not_offered_at_a_restricted_one() {
        let mut settings = Settings {
            user_tiles: true,
            signatures: RoleList::all(),
            ..Settings::default()
        };
        settings.quick.pin = true;
        settings.quick.badge = BadgeUse::Enough;
        settings = settings.approved_by("refund.large", &["lead"]);
        settings.approvals[0].pin = true;
        let here = settings.at_restricted_computer();
        assert!(
            here.approvals.iter().all(|rule| !rule.pin),
            "the server checks no PIN of an approver"
        );
        assert_eq!(here.quick, settings.quick, "the server checks them");
        assert!(here.user_tiles && here.quick.pin, "of users with a PIN");
        assert!(here.remember.is_on(), "the server decides about it");
        assert!(here.signatures.includes(&[]), "the server adds signatures");
        assert!(here.mail.is_none() && here.updates.both().is_none());
    }

    #[test]
    fn users_register_where_the_server_says_so() {
        for (mode, can_register) in [
            (RegistrationPolicy::Closed, false),
            (RegistrationPolicy::Listed, true),
            (RegistrationPolicy::Approval, true),
            (RegistrationPolicy::Open, true),
        ] {
            let mut settings = Settings::default();
            settings.registration.mode = mode;
            settings.registration.verify_email = true;
            let here = settings.at_restricted_computer();
            assert_eq!(here.can_register(), can_register, "{mode:?}");
        }
    }
}
