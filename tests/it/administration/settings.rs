//! Changes of the settings, with their preview.

use egui_authenticator::domain::page::{PageAccess, PageContent, PageId, Target};
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role::Role;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{PageChange, Setting, StoreError};
use egui_authenticator::service::settings::PreviewLine;
use egui_authenticator::service::users::UserError;

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
        Setting::SessionsSingle(true),
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
