//! Changes of the settings, with their preview.

use std::sync::Arc;

use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::page::{PageAccess, PageContent, PageId, Target};
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role::{Permission, Role, RoleChange};
use egui_authenticator::domain::settings::{Encryption, MailServer, RoleList};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{PageChange, Setting, StoreError};
use egui_authenticator::service::recovery::mail::TestMailError;
use egui_authenticator::service::settings::PreviewLine;
use egui_authenticator::service::users::error::RoleUse;
use egui_authenticator::service::users::{UserChange, UserError};

use super::{session, staffed};

#[test]
fn settings_are_previewed_as_the_lines_that_change_and_nothing_else() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let changes = vec![
        Setting::Title(Some("Corner shop".to_owned())),
        Setting::RegistrationMode(RegistrationPolicy::Open),
        Setting::Page(
            PageId("till".to_owned()),
            PageChange::Roles(vec![Role::parse("office").expect("a role")]),
        ),
        Setting::Page(
            PageId("news".to_owned()),
            PageChange::Add {
                title: "News".to_owned(),
                icon: None,
                access: PageAccess {
                    roles: vec![Role::admin()],
                    ..PageAccess::default()
                },
                content: PageContent::Markdown("# Today\n\nNothing new.\n".to_owned()),
            },
        ),
    ];
    let before = desk.text();
    let preview = desk
        .service
        .settings()
        .preview(by, changes)
        .expect("a preview");
    assert_eq!(desk.text(), before, "looking changes nothing");
    let lines: Vec<_> = preview
        .lines
        .iter()
        .map(|line| format!("{}{}", if line.is_new { "+" } else { "-" }, line.text))
        .collect();
    let expected = [
        "-registration: {mode: listed}",
        "+registration: {mode: open}",
        "-    roles: [till]",
        "+    roles: [\"office\"]",
        "+  news:",
        "+    title: \"News\"",
        "+    roles: [\"admin\"]",
        "+    kind: \"markdown\"",
        "+    text: |",
        "+      # Today",
        "+",
        "+      Nothing new.",
        "+app:",
        "+  title: \"Corner shop\"",
    ];
    assert_eq!(lines, expected);
    assert_eq!(desk.service.settings().apply(by, &preview), Ok(()));
    let snapshot = desk.ports.credentials.read().expect("read");
    let settings = &snapshot.settings;
    assert_eq!(settings.title.as_deref(), Some("Corner shop"));
    assert_eq!(settings.views.len(), 4);
    assert!(
        desk.service
            .pages()
            .open(&ada, &PageId("news".to_owned()))
            .is_ok()
    );
}

#[test]
fn settings_that_were_changed_meanwhile_are_looked_at_again_and_other_changes_stay() {
    let desk = staffed();
    let preview = |minutes| {
        let changes = vec![Setting::LockMinutes(minutes)];
        let preview = desk
            .service
            .settings()
            .preview(Caller::LocalOwner(Operator::assume()), changes);
        preview.expect("a preview")
    };
    let (nine, eight) = (preview(9), preview(8));
    desk.edit("mode: listed", "mode: open");
    assert_eq!(
        desk.service
            .settings()
            .apply(Caller::LocalOwner(Operator::assume()), &nine),
        Ok(())
    );
    assert!(desk.text().contains("mode: open") && desk.text().contains("after_minutes: 9"));
    let result = desk
        .service
        .settings()
        .apply(Caller::LocalOwner(Operator::assume()), &eight);
    assert_eq!(result, Err(UserError::Store(StoreError::Changed)));
    assert!(desk.text().contains("after_minutes: 9"));
}

#[test]
fn r50_settings_that_the_form_does_not_show_are_changed_only_by_the_owner_of_the_file() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    for change in [
        Setting::ActivityRecords(1),
        Setting::LockoutAllNames(400),
        Setting::PasswordCost(10),
    ] {
        let changes = || vec![change.clone()];
        let settings = desk.service.settings();
        let refused = settings.preview(Caller::Session(&ada), changes());
        assert_eq!(refused.err(), Some(UserError::NotAllowed), "{change:?}");
        let preview = settings.preview(Caller::LocalOwner(Operator::assume()), changes());
        let refused = settings.apply(Caller::Session(&ada), &preview.expect("a preview"));
        assert_eq!(refused, Err(UserError::NotAllowed), "{change:?}");
    }
}

#[test]
fn r96_a_change_of_a_program_alone_is_previewed_without_showing_it_and_is_made() {
    let desk = staffed();
    let kim = session(&desk, "kim");
    let by = Caller::Session(&kim);
    let snapshot = desk.ports.credentials.read().expect("read");
    let till = PageId("till".to_owned());
    let mut views = snapshot.settings.views.iter();
    let page = views.find(|view| view.id == till).expect("the page");
    let PageContent::Launch(mut items) = page.content.clone() else {
        panic!("no items");
    };
    items[0].target = Target::Link("https://example.org/?token=abc".to_owned());
    let content = PageChange::Content(PageContent::Launch(items));
    let settings = desk.service.settings();
    let preview = settings.preview(by, vec![Setting::Page(till, content)]);
    let preview = preview.expect("a preview");
    assert!(!preview.lines.is_empty());
    let shows = |line: &PreviewLine| line.text.contains("token");
    assert!(!preview.lines.iter().any(shows));
    assert_eq!(settings.apply(by, &preview), Ok(()));
    assert!(
        desk.text()
            .contains("link: \"https://example.org/?token=abc\"")
    );
}

pub(super) fn role_change(name: &str, permissions: &[Permission]) -> Vec<Setting> {
    let change = RoleChange::Set {
        permissions: permissions.to_vec(),
        pages: Vec::new(),
    };
    vec![Setting::Role(role(name), change)]
}

pub(super) fn role(name: &str) -> Role {
    Role::parse(name).expect("a role")
}

pub(super) fn removal(name: &str) -> Vec<Setting> {
    vec![Setting::Role(role(name), RoleChange::Remove)]
}

pub(super) fn renaming(from: &str, to: &str) -> Vec<Setting> {
    vec![Setting::Role(role(from), RoleChange::Rename(role(to)))]
}

#[test]
fn r32_users_give_roles_only_permissions_that_they_have_and_touch_no_role_with_more() {
    let desk = staffed();
    let kim = session(&desk, "kim");
    let settings = desk.service.settings();
    let owner = Caller::LocalOwner(Operator::assume());
    let beyond = [
        role_change("till", &[Permission::ManageUsers]),
        role_change(
            "keeper",
            &[Permission::EditSettings, Permission::SeeActivity],
        ),
        role_change("manager", &[]),
        role_change("admin", &[]),
        removal("auditor"),
        renaming("auditor", "reader"),
    ];
    for changes in beyond {
        let refused = settings.preview(Caller::Session(&kim), changes.clone());
        assert_eq!(refused.err(), Some(UserError::NotAllowed), "{changes:?}");
        if let Ok(preview) = settings.preview(owner, changes.clone()) {
            let refused = settings.apply(Caller::Session(&kim), &preview);
            assert_eq!(refused, Err(UserError::NotAllowed), "{changes:?}");
        }
    }
    let allowed = role_change("till", &[Permission::EditSettings]);
    let preview = settings.preview(Caller::Session(&kim), allowed);
    let preview = preview.expect("a preview");
    assert_eq!(settings.apply(Caller::Session(&kim), &preview), Ok(()));
}

#[test]
fn a_role_that_is_named_is_not_removed_and_the_refusal_counts_where() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let settings = desk.service.settings();
    let used = RoleUse {
        role: role("manager"),
        users: 1,
        pages: 0,
        settings: 0,
    };
    let refused = settings.preview(by, removal("manager")).err();
    assert_eq!(refused, Some(UserError::RoleInUse(used)));
    let owner = Caller::LocalOwner(Operator::assume());
    let without = UserChange::default().roles(["auditor"]);
    let users = desk.service.users();
    users.change(owner, "max", &without).expect("changed");
    let preview = settings.preview(by, removal("manager")).expect("a preview");
    let again = UserChange::default().roles(["manager"]);
    users.change(owner, "max", &again).expect("changed");
    let refused = settings.apply(by, &preview);
    assert!(
        matches!(refused, Err(UserError::RoleInUse(_))),
        "{refused:?}"
    );
    users.change(owner, "max", &without).expect("changed");
    assert_eq!(settings.apply(by, &preview), Ok(()));
    assert!(!desk.text().contains("manager:"), "{}", desk.text());
}

#[test]
fn users_keep_a_role_that_is_renamed_and_no_two_roles_become_one() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let settings = desk.service.settings();
    for (from, to) in [("manager", "auditor"), ("manager", "till")] {
        let refused = settings.preview(by, renaming(from, to)).err();
        assert_eq!(refused, Some(UserError::RoleTaken(role(to))));
    }
    for (from, to) in [("admin", "boss"), ("manager", "admin")] {
        let refused = settings.preview(by, renaming(from, to)).err();
        assert_eq!(refused, Some(UserError::NotAllowed), "{from}");
    }
    let preview = settings.preview(by, renaming("manager", "chiefs"));
    let preview = preview.expect("a preview");
    assert_eq!(settings.apply(by, &preview), Ok(()));
    let max = session(&desk, "max");
    assert_eq!(max.user().roles, [role("chiefs")]);
    let users = desk.service.users();
    assert!(users.list(Caller::Session(&max)).is_ok(), "the permission");
}

#[test]
fn r32_a_role_of_new_users_gets_no_permission() {
    let desk = staffed();
    desk.edit("mode: listed}", "mode: listed, roles: [till]}");
    let ada = session(&desk, "ada");
    let settings = desk.service.settings();
    let changes = role_change("till", &[Permission::SeeActivity]);
    let refused = settings.preview(Caller::Session(&ada), changes).err();
    assert_eq!(refused, Some(UserError::PermissionForNewUsers));
}

pub(super) fn required(names: &[&str], all_users: bool) -> Vec<Setting> {
    let mut list = RoleList::of(names.iter().map(|name| role(name)));
    list.all_users = all_users;
    vec![Setting::TwoStepRequired(list)]
}

#[test]
fn r32_users_do_not_free_those_with_more_permissions_of_the_second_step() {
    let desk = staffed();
    let owner = Caller::LocalOwner(Operator::assume());
    let settings = desk.service.settings();
    let set = |by: Caller<'_>, changes: Vec<Setting>| {
        let preview = settings.preview(by, changes)?;
        settings.apply(by, &preview)
    };
    let kim = session(&desk, "kim");
    let kim = Caller::Session(&kim);
    assert_eq!(set(kim, required(&["admin", "till"], false)), Ok(()));
    assert_eq!(
        set(kim, required(&["till"], false)),
        Err(UserError::NotAllowed)
    );
    assert_eq!(set(kim, required(&["admin"], false)), Ok(()));
    assert_eq!(set(owner, required(&[], true)), Ok(()));
    assert_eq!(
        set(kim, required(&["admin"], false)),
        Err(UserError::NotAllowed)
    );
    let snapshot = desk.ports.credentials.read().expect("read");
    assert!(snapshot.settings.two_step.required_for.all_users);
}

#[test]
fn names_of_a_list_can_be_in_another_order_than_in_the_file() {
    let desk = staffed();
    let owner = Caller::LocalOwner(Operator::assume());
    let settings = desk.service.settings();
    let till = PageId("till".to_owned());
    for roles in [["office", "till"], ["till", "office"]] {
        let roles = roles.map(role).to_vec();
        let changes = vec![
            Setting::Page(till.clone(), PageChange::Roles(roles.clone())),
            Setting::RegistrationRoles(roles),
        ];
        match settings.preview(owner, changes) {
            Ok(preview) => assert_eq!(settings.apply(owner, &preview), Ok(())),
            Err(error) => assert_eq!(error, UserError::NothingToDo),
        }
    }
    let text = desk.text();
    assert!(text.contains("roles: [till, office]"), "{text}");
}

fn mail(password: &str) -> Vec<Setting> {
    vec![Setting::Mail(Some(Arc::new(MailServer {
        server: "mail.example.org".to_owned(),
        port: None,
        encryption: Encryption::StartTls,
        username: Some("shop".to_owned()),
        password: Some(password.to_owned()),
        from: Email::parse("shop@example.org").expect("an address"),
    })))]
}

#[test]
fn r32_only_administrators_change_the_mail_server_and_its_password_is_never_shown() {
    let desk = staffed();
    let settings = desk.service.settings();
    let owner = Caller::LocalOwner(Operator::assume());
    for name in ["kim", "cho"] {
        let session = session(&desk, name);
        let refused = settings.preview(Caller::Session(&session), mail("pass phrase"));
        assert_eq!(refused.err(), Some(UserError::NotAllowed), "{name}");
        let preview = settings.preview(owner, mail("pass phrase"));
        let refused = settings.apply(Caller::Session(&session), &preview.expect("a preview"));
        assert_eq!(refused, Err(UserError::NotAllowed), "{name}");
        let refused = settings.send_test_mail(&session);
        assert_eq!(refused, Err(UserError::NotAllowed.into()), "{name}");
    }
    let ada = session(&desk, "ada");
    let missing = settings.send_test_mail(&ada);
    assert_eq!(missing, Err(TestMailError::NoServer));
    let by = Caller::Session(&ada);
    let preview = settings
        .preview(by, mail("pass phrase"))
        .expect("a preview");
    let shown = format!("{preview:?}");
    assert!(!shown.contains("pass phrase"), "{shown}");
    assert_eq!(settings.apply(by, &preview), Ok(()));
    assert!(desk.text().contains("password: \"pass phrase\""));
    let preview = settings
        .preview(by, mail("other words"))
        .expect("a preview");
    assert!(!preview.lines.is_empty());
    let shown = format!("{preview:?}");
    assert!(!shown.contains("other words") && !shown.contains("pass phrase"));
    assert_eq!(settings.send_test_mail(&ada), Ok(()));
    let sent: Vec<_> = desk.mailer.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to.as_str(), "ada@example.org");
}
