//! A user who may edit settings tries to get more out of roles than that.

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_word::AuditWord;
use egui_authenticator::domain::quick_rule::BadgeUse;
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role::Permission;
use egui_authenticator::domain::setting::SettingInfo;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AuditFilter, Setting};
use egui_authenticator::service::users::UserError;

use super::settings::{removal, renaming, required, role, role_change};
use super::{session, staffed};
use crate::harness::Desk;

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// Makes a change, or returns why it is refused.
fn set(desk: &Desk, by: Caller<'_>, changes: Vec<Setting>) -> Result<(), UserError> {
    let settings = desk.service.settings();
    let preview = settings.preview(by, changes)?;
    settings.apply(by, &preview)
}

fn give(desk: &Desk, user: &str, roles: &[&str]) {
    let changed = desk
        .service
        .users()
        .change(OWNER, user, &super::roles(roles));
    assert!(changed.is_ok(), "{user}");
}

#[test]
fn r32_a_role_is_renamed_only_by_those_who_may_give_it() {
    let desk = staffed();
    let kim = session(&desk, "kim");
    let kim = Caller::Session(&kim);
    let refused = set(&desk, kim, renaming("till", "desk"));
    assert_eq!(refused, Err(UserError::NotAllowed));
    let both = [Permission::EditSettings, Permission::ManageUsers];
    assert_eq!(set(&desk, OWNER, role_change("keeper", &both)), Ok(()));
    // A role of the user's own would become another one that an app asks for.
    give(&desk, "kim", &["keeper", "till"]);
    let kim = session(&desk, "kim");
    let kim = Caller::Session(&kim);
    let refused = set(&desk, kim, renaming("till", "lead"));
    assert_eq!(refused, Err(UserError::NotAllowed));
    give(&desk, "kim", &["keeper"]);
    let kim = session(&desk, "kim");
    let allowed = set(&desk, Caller::Session(&kim), renaming("till", "lead"));
    assert_eq!(allowed, Ok(()));
}

#[test]
fn r32_new_users_get_another_role_only_from_those_who_may_give_it() {
    let desk = staffed();
    let kim = session(&desk, "kim");
    let kim = Caller::Session(&kim);
    let roles = |names: &[&str]| {
        let roles = names.iter().map(|name| role(name)).collect();
        vec![Setting::RegistrationRoles(roles)]
    };
    assert_eq!(
        set(&desk, kim, roles(&["till"])),
        Err(UserError::NotAllowed)
    );
    assert_eq!(set(&desk, OWNER, roles(&["till"])), Ok(()));
    assert_eq!(set(&desk, kim, roles(&[])), Ok(()));
}

#[test]
fn r78_the_second_step_stays_for_a_user_with_more_permissions_whichever_role_asks_for_it() {
    let desk = staffed();
    give(&desk, "ada", &["admin", "till"]);
    assert_eq!(set(&desk, OWNER, required(&["till"], false)), Ok(()));
    let kim = session(&desk, "kim");
    let kim = Caller::Session(&kim);
    let refused = set(&desk, kim, required(&[], false));
    assert_eq!(refused, Err(UserError::NotAllowed));
}

#[test]
fn changes_in_one_save_are_checked_together() {
    let desk = staffed();
    let both = [renaming("manager", "boss"), renaming("auditor", "boss")];
    let refused = set(&desk, OWNER, both.concat());
    assert_eq!(refused, Err(UserError::RoleTaken(role("boss"))));
    assert_eq!(
        set(&desk, OWNER, role_change("*", &[])),
        Err(UserError::NotAllowed)
    );
    let gone = [renaming("manager", "boss"), removal("boss")];
    let refused = set(&desk, OWNER, gone.concat());
    assert!(
        matches!(refused, Err(UserError::RoleInUse(_))),
        "{refused:?}"
    );
}

#[test]
fn r66_each_change_of_a_save_has_a_record_and_a_refused_one_too() {
    let desk = staffed();
    let kim = session(&desk, "kim");
    let forbidden = role_change("till", &[Permission::ManageUsers]);
    let preview = desk.service.settings().preview(OWNER, forbidden);
    let preview = preview.expect("a preview");
    let refused = desk
        .service
        .settings()
        .apply(Caller::Session(&kim), &preview);
    assert_eq!(refused, Err(UserError::NotAllowed));
    let long = "x".repeat(110);
    let changes = [
        role_change(&long, &[]),
        vec![Setting::RegistrationMode(RegistrationPolicy::Open)],
    ];
    assert_eq!(set(&desk, OWNER, changes.concat()), Ok(()));
    let filter = AuditFilter {
        since: None,
        user: None,
        kind: Some(AuditKind::File),
        limit: 3,
    };
    let records = desk.service.audit_log().list(OWNER, &filter).expect("read");
    let details: Vec<_> = records.iter().map(|r| r.event.detail.to_string()).collect();
    assert_eq!(details[0], "settings: registration open");
    assert!(
        details[1].starts_with("settings: role \"xxxx"),
        "{details:?}"
    );
    assert_eq!(details[2], AuditWord::NotAllowed.word());
}

/// Who signs in first keeps all others out of the computer.
#[test]
fn r32_only_administrators_limit_the_number_of_users_with_a_session() {
    let desk = staffed();
    let limit = || vec![Setting::SessionsMaxUsers(Some(1))];
    for who in ["kim", "cho"] {
        let session = session(&desk, who);
        let caller = Caller::Session(&session);
        let settings = desk.service.settings();
        let previewed = settings.preview(caller, limit()).err();
        assert_eq!(previewed, Some(UserError::NotAllowed), "{who}");
        let preview = settings.preview(OWNER, limit()).expect("a preview");
        let refused = settings.apply(caller, &preview);
        assert_eq!(refused, Err(UserError::NotAllowed), "{who}");
    }
    let ada = session(&desk, "ada");
    assert_eq!(set(&desk, Caller::Session(&ada), limit()), Ok(()));
}

/// Who may edit settings, and not see users, renames a role to read the lines of its users.
#[test]
fn r96_the_preview_of_a_renamed_role_shows_nothing_else_of_its_users() {
    let desk = staffed();
    desk.edit(
        "    bob:\n",
        "    rob: {email: rob@example.org, first_name: Robert, roles: [till]}\n    bob:\n",
    );
    let preview = desk
        .service
        .settings()
        .preview(OWNER, renaming("till", "desk"));
    let lines = &preview.expect("a preview").lines;
    let shown: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
    let shown = shown.join("\n");
    assert!(shown.contains("roles: [desk]"), "{shown}");
    assert!(!shown.contains("example.org"), "{shown}");
    assert!(!shown.contains("Robert"), "{shown}");
}

/// A badge may open a session for longer, or be confused with a product, by one of these.
#[test]
fn r32_users_who_edit_settings_change_neither_what_a_badge_does_nor_its_prefix_nor_its_minutes() {
    let desk = staffed();
    let quick = "quick: {badge: names, badge_prefix: EMP, badge_minutes: 5}\nviews:";
    desk.edit("views:", quick);
    let kim = session(&desk, "kim");
    let changes = || {
        [
            Setting::QuickBadge(BadgeUse::Enough),
            Setting::QuickBadgePrefix(None),
            Setting::QuickBadgePrefix(Some("E".to_owned())),
            Setting::QuickBadgeMinutes(60),
        ]
    };
    for (number, change) in changes().into_iter().enumerate() {
        let refused = set(&desk, Caller::Session(&kim), vec![change]);
        assert_eq!(refused, Err(UserError::NotAllowed), "{number}");
    }
    let ada = session(&desk, "ada");
    for (number, change) in changes().into_iter().enumerate() {
        let set = set(&desk, Caller::Session(&ada), vec![change]);
        assert_eq!(set, Ok(()), "{number}");
    }
}

/// To remove a value is a change as well, which would free others of a rule or lift a limit.
#[test]
fn r32_users_who_edit_settings_remove_no_value_that_they_may_not_change() {
    let desk = staffed();
    let limits = "sessions: {max_users: 5}\nquick: {badge: names}\npassword: {cost: 12}\nviews:";
    desk.edit("views:", limits);
    let kim = session(&desk, "kim");
    assert_eq!(set(&desk, OWNER, required(&[], true)), Ok(()));
    for path in [
        "sessions.max_users",
        "quick.badge",
        "password.cost",
        "two_step.required_for",
    ] {
        let info = SettingInfo::find(path).expect("a setting");
        let refused = set(&desk, Caller::Session(&kim), vec![Setting::Unset(info)]);
        assert_eq!(refused, Err(UserError::NotAllowed), "{path}");
    }
}
