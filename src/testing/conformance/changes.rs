//! What changes of a [`CredentialStore`] mean.

use std::sync::Arc;

use crate::domain::access_times::AccessTimes;
use crate::domain::appearance::Accent;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::page::{PageAccess, PageContent, PageId};
use crate::domain::registration::RegistrationPolicy;
use crate::domain::setting::SettingInfo;
use crate::domain::settings::Lock;
use crate::domain::user::UserPatch;
use crate::service::ports::{CredentialStore, Edit, PageChange, Setting};
use crate::testing::conformance::subject::{Subject, add, email, hash, name, role, user};

pub(super) fn user_changes<S: CredentialStore>(subject: &Subject<S>) {
    let patch = UserPatch {
        email: Some(Some(email("rob@example.org"))),
        first_name: Some("Rob".to_owned()),
        last_name: Some("Builder".to_owned()),
        roles: Some(vec![role("lead")]),
        disabled: Some(true),
        times: AccessTimes::parse("2026-12-01", "2027-05-31", "mon-fri 08:00-18:00").ok(),
        is_pending: Some(true),
        hash: Some(hash(1)),
        must_change_password: Some(true),
        session_epoch: Some(7),
        fields: [
            ("badge".to_owned(), None),
            ("room".to_owned(), Some("12".to_owned())),
        ]
        .into(),
        ..UserPatch::default()
    };
    let mut wanted = subject.find("bob").expect("bob");
    patch.apply_to(&mut wanted);
    let ada = subject.find("ada");
    subject.makes(&Edit::Update(vec![(name("BOB"), patch)]));
    assert!(
        subject.find("bob") == Some(wanted.clone()),
        "all of the patch, and nothing else"
    );
    assert!(
        subject.find("rob@example.org").is_some(),
        "found by the new address"
    );
    assert!(
        subject.find("bob@example.org").is_none(),
        "and not by the old one"
    );
    assert!(subject.find("ada") == ada, "other users stay the same");
    assert_eq!(subject.names(), ["Ada", "bob"], "and the order");
    let back = UserPatch {
        disabled: Some(false),
        ..UserPatch::default()
    };
    wanted.disabled = false;
    subject.makes(&Edit::Update(vec![(name("bob"), back)]));
    assert!(
        subject.find("bob") == Some(wanted),
        "what the patch does not contain stays"
    );
}

pub(super) fn order<S: CredentialStore>(subject: &Subject<S>) {
    subject.makes(&add("eve", &[]));
    let surname = |who: &str| {
        let patch = UserPatch {
            last_name: Some("Other".to_owned()),
            ..UserPatch::default()
        };
        (name(who), patch)
    };
    subject.makes(&Edit::Update(vec![surname("bob"), surname("ada")]));
    assert_eq!(
        subject.names(),
        ["Ada", "bob", "eve"],
        "an update keeps the order"
    );
    subject.makes(&Edit::Rename {
        from: name("bob"),
        to: name("zeb"),
    });
    assert_eq!(
        subject.names(),
        ["Ada", "zeb", "eve"],
        "a new name keeps the order"
    );
    subject.makes(&Edit::Import {
        add: vec![(user("dan", &[]), hash(0))],
        update: vec![surname("zeb")],
    });
    assert_eq!(
        subject.names(),
        ["Ada", "zeb", "eve", "dan"],
        "an import adds at the end"
    );
    subject.makes(&Edit::Remove(name("zeb")));
    assert_eq!(
        subject.names(),
        ["Ada", "eve", "dan"],
        "a removal keeps the order"
    );
    let order = ["c", "a", "b"].map(|text| email(&format!("{text}@example.org")));
    subject.makes(&Edit::Invite(order.to_vec()));
    subject.makes(&Edit::Uninvite(order[1].clone()));
    assert_eq!(
        subject.allowed_emails(),
        ["c@example.org", "b@example.org"],
        "addresses keep their order"
    );
}

pub(super) fn renaming_and_pages<S: CredentialStore>(subject: &Subject<S>) {
    let id = PageId("bench".to_owned());
    let page = PageChange::Add {
        title: "Bench".to_owned(),
        icon: None,
        access: PageAccess {
            roles: vec![role("lead")],
            ..PageAccess::default()
        },
        content: PageContent::Markdown("Only for them.".to_owned()),
    };
    let open_to = PageChange::Users(vec!["bob".to_owned()]);
    for change in [page, open_to] {
        subject.makes(&Edit::Set(vec![Setting::Page(id.clone(), change)]));
    }
    let access = || {
        let settings = Arc::clone(&subject.read().settings);
        let view = settings.views.iter().find(|view| view.id.0 == "bench");
        view.map(|view| view.access.clone()).expect("the page")
    };
    assert_eq!(access().roles, [role("lead")]);
    assert_eq!(access().users, [name("bob")]);
    subject.makes(&Edit::Rename {
        from: name("bob"),
        to: name("robert"),
    });
    assert_eq!(subject.names(), ["Ada", "robert"], "in the same position");
    assert_eq!(access().users, [name("robert")], "pages use the new name");
    subject.makes(&Edit::Remove(name("robert")));
    assert_eq!(subject.names(), ["Ada"]);
    assert!(
        access().users.is_empty(),
        "a later user of this name does not get the page"
    );
}

pub(super) fn allowed_emails<S: CredentialStore>(subject: &Subject<S>) {
    let (eve, zoe) = (email("eve@example.org"), email("Zoe@example.org"));
    assert!(subject.allowed_emails().is_empty());
    subject.makes(&Edit::Invite(vec![eve.clone(), zoe.clone()]));
    assert_eq!(
        subject.allowed_emails(),
        ["eve@example.org", "Zoe@example.org"]
    );
    let is_listed = |email: &Email| subject.read().allowed_emails.contains(email);
    assert!(is_listed(&email("ZOE@EXAMPLE.ORG")), "ignoring capitals");
    assert!(subject.read().settings.is_anyone_listed);
    subject.makes(&add("eve", &[]));
    assert!(!is_listed(&eve), "an allowed address is used up");
    subject.makes(&Edit::Uninvite(zoe.clone()));
    assert!(!is_listed(&zoe), "and can be removed");
    assert!(!subject.read().settings.is_anyone_listed);
}

pub(super) fn settings<S: CredentialStore>(subject: &Subject<S>) {
    subject.makes(&Edit::Set(vec![
        Setting::Title(Some("The lab".to_owned())),
        Setting::RegistrationMode(RegistrationPolicy::Approval),
        Setting::RegistrationDomains(vec!["example.org".to_owned()]),
        Setting::LockMinutes(9),
        Setting::UserTiles(true),
        Setting::Accent(Some(Accent([0x0a, 0x7d, 0x4f]))),
        Setting::Language(Some(Language::German)),
        Setting::RememberDays(3.0),
    ]));
    let settings = Arc::clone(&subject.read().settings);
    assert_eq!(settings.title.as_deref(), Some("The lab"));
    assert_eq!(settings.registration.mode, RegistrationPolicy::Approval);
    assert_eq!(settings.registration.domains, ["example.org"]);
    assert_eq!(settings.lock.after_minutes, 9);
    assert!(settings.user_tiles);
    assert_eq!(settings.accent, Some(Accent([0x0a, 0x7d, 0x4f])));
    assert_eq!(settings.language, Some(Language::German));
    assert!((settings.remember.days() - 3.0).abs() < f64::EPSILON);
    subject.makes(&Edit::Set(vec![
        Setting::Title(None),
        Setting::Accent(None),
        Setting::Language(None),
    ]));
    let settings = Arc::clone(&subject.read().settings);
    assert_eq!(settings.title, None, "back to the default");
    assert_eq!((settings.accent, settings.language), (None, None));
    assert_eq!(
        settings.lock.after_minutes, 9,
        "and no other setting changes"
    );
    let minutes = SettingInfo::find("lock.after_minutes").map(Setting::Unset);
    subject.makes(&Edit::Set(minutes.into_iter().collect()));
    let settings = Arc::clone(&subject.read().settings);
    assert_eq!(settings.lock, Lock::default(), "removed");
}
