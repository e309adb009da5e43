//! The tables, by version. They are only changed by adding a version.

use std::sync::LazyLock;

use crate::domain::packed;

/// Each entry brings the tables from the version of its index to the next one.
pub(super) const MIGRATIONS: &[&[&str]] = &[
    &[
        include_str!("schema/0001_users.sql"),
        include_str!("schema/0001_state.sql"),
    ],
    &[include_str!("schema/0002_computers.sql")],
    &[
        include_str!("schema/0003_restricted.sql"),
        include_str!("schema/0003_listed.sql"),
        include_str!("schema/0003_kiosk.sql"),
        include_str!("schema/0003_quick.sql"),
        include_str!("schema/0003_badges.sql"),
        include_str!("schema/0003_recovery.sql"),
        include_str!("schema/0003_approvals.sql"),
        include_str!("schema/0003_signatures.sql"),
        include_str!("schema/0003_factor.sql"),
    ],
];

/// The version that this program works with.
pub(super) const VERSION: usize = MIGRATIONS.len();

/// Creates the schema and the table of its version.
pub(super) const CREATE: &str = include_str!("schema/create.sql");

/// Creates the roles that own the tables and the function for codes.
pub(super) const ROLES: &str = include_str!("schema/roles.sql");

/// Creates the function with which a computer redeems its code.
pub(super) const ENROLMENT: &str = include_str!("schema/enrolment.sql");

/// Creates the schema of the functions that restricted computers call.
pub(super) const AUTH: &str = include_str!("schema/auth.sql");

/// Creates the functions that restricted computers call, also if the tables are up to date: what they do belongs to the version
/// of the program, and is the same on all servers. Permissions come last.
pub(super) static FUNCTIONS: LazyLock<Vec<String>> =
    LazyLock::new(|| PACKED.iter().copied().map(packed::text).collect());

const PACKED: &[&[u8]] = &[
    packed_asset!("functions/drop.sql"),
    packed_asset!("functions/common.sql"),
    packed_asset!("functions/account.sql"),
    packed_asset!("functions/access.sql"),
    packed_asset!("functions/names.sql"),
    packed_asset!("functions/audit.sql"),
    packed_asset!("functions/attempts.sql"),
    packed_asset!("functions/salt.sql"),
    packed_asset!("functions/answer.sql"),
    packed_asset!("functions/code.sql"),
    packed_asset!("functions/verdict.sql"),
    packed_asset!("functions/values.sql"),
    packed_asset!("functions/own.sql"),
    packed_asset!("functions/settings.sql"),
    packed_asset!("functions/look.sql"),
    packed_asset!("functions/session.sql"),
    packed_asset!("functions/change_own.sql"),
    packed_asset!("functions/remember.sql"),
    packed_asset!("functions/kiosk.sql"),
    packed_asset!("functions/quick.sql"),
    packed_asset!("functions/devices.sql"),
    packed_asset!("functions/listed.sql"),
    packed_asset!("functions/powers.sql"),
    packed_asset!("functions/users.sql"),
    packed_asset!("functions/approve.sql"),
    packed_asset!("functions/users_change.sql"),
    packed_asset!("functions/users_add.sql"),
    packed_asset!("functions/bulk.sql"),
    packed_asset!("functions/invite.sql"),
    packed_asset!("functions/badges.sql"),
    packed_asset!("functions/events.sql"),
    packed_asset!("functions/x25519.sql"),
    packed_asset!("functions/codes.sql"),
    packed_asset!("functions/recover.sql"),
    packed_asset!("functions/register.sql"),
    packed_asset!("functions/ed25519.sql"),
    packed_asset!("functions/sign.sql"),
    packed_asset!("functions/factor.sql"),
    packed_asset!("functions/grants.sql"),
];

/// Lets what follows belong to the owner of the schema.
pub(super) const AS_OWNER: &str = include_str!("schema/as_owner.sql");

/// Takes every right from those who are not the owner.
pub(super) const GRANTS: &str = include_str!("schema/grants.sql");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approval::ApprovalRule;
    use crate::domain::setting::{SETTINGS, SettingInfo};
    use crate::domain::settings::Settings;

    /// Returns the paths and defaults that the functions have: `auth_inner.setting('path', 'default')`.
    fn repeated() -> Vec<(&'static str, &'static str)> {
        let calls = FUNCTIONS
            .iter()
            .flat_map(|script| script.split("auth_inner.setting('").skip(1));
        let parts = calls.map(|call| {
            let (path, rest) = call.split_once("', '").expect("a path and a default");
            (path, rest.split_once("')").expect("a default").0)
        });
        parts.collect()
    }

    #[test]
    fn every_packed_script_is_its_file() {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/store/postgres/schema/functions"
        );
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut files: Vec<_> = entries
            .map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("a text"))
            .collect();
        let mut packed = FUNCTIONS.clone();
        assert!(packed.iter().all(|script| !script.trim().is_empty()));
        files.sort();
        packed.sort();
        assert_eq!(packed, files);
    }

    #[test]
    fn settings_have_the_same_defaults_in_the_functions_for_restricted_computers() {
        let repeated = repeated();
        assert!(repeated.len() > 10, "{repeated:?}");
        let rule = ApprovalRule::new(String::new());
        for (path, default) in repeated {
            let value = match path.strip_prefix("approvals.' || n || '.") {
                Some("allow_same_person") => rule.allow_same_person.to_string(),
                Some("require_reason") => rule.require_reason.to_string(),
                Some("valid_seconds") => rule.valid_seconds.to_string(),
                _ => {
                    let info = SettingInfo::find(path).expect(path);
                    assert!(SETTINGS.contains(info));
                    info.now(&Settings::default()).value().to_string()
                }
            };
            assert_eq!(value, default, "{path}");
        }
    }
}
