//! Any text as a configuration file, and a change of any kind to it: made as asked or refused. That
//! everything else is as before is checked by the edit itself, so here it is enough that what was
//! made can be read and changed again, and that taking the change back gives the same people.

#![no_main]

use std::path::Path;

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::key_vault::KeyVault;
use egui_authenticator::domain::page::{PageAccess, PageContent, PageId};
use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::problem::Severity;
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::stored_code::StoredCode;
use egui_authenticator::domain::user::{NewUser, UserPatch};
use egui_authenticator::domain::user_key::Sealed;
use egui_authenticator::domain::username::Username;
use egui_authenticator::service::ports::{Edit, PageChange, Setting};
use egui_authenticator::store::yaml::{changed_text, problems_of};
use libfuzzer_sys::fuzz_target;

const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

fn change(kind: u8) -> Option<Edit> {
    let name = |text| Username::parse(text).ok();
    let hash = StoredHash::parse(HASH).ok()?;
    let roles = vec![Role::parse("till")?, Role::parse("a b")?];
    let patch = |patch| Some(Edit::Update(vec![(name("ada")?, patch)]));
    match kind % 16 {
        0 => {
            let email = Email::parse("m@b.c").ok()?;
            let mut user = NewUser::new(
                AccountId::new([7; 16]),
                name("new")?,
                email,
                PersonName::new("New", "O'x\"y"),
            );
            user.roles = roles;
            user.key_vault = key_vault()?;
            user.fields = [("badge".to_owned(), "a: b".to_owned())].into();
            Some(Edit::Add { user, hash })
        }
        1 => patch(UserPatch::password(hash)),
        2 => patch(UserPatch {
            roles: Some(roles),
            ..UserPatch::default()
        }),
        3 => patch(UserPatch {
            email: Email::parse("new@b.c").ok().map(Some),
            first_name: Some("First".to_owned()),
            disabled: Some(true),
            ..UserPatch::default()
        }),
        4 => Some(Edit::Rename {
            from: name("ada")?,
            to: name("bea")?,
        }),
        5 => Some(Edit::Remove(name("ada")?)),
        6 => Some(Edit::Set(vec![Setting::Title(Some("a: b".to_owned()))])),
        7 => Some(Edit::Set(vec![Setting::RememberDays(1.5)])),
        8 => patch(UserPatch {
            key_vault: key_vault(),
            session_epoch: Some(7),
            ..UserPatch::default()
        }),
        9 => Some(Edit::Invite(vec![
            Email::parse("new@b.c").ok()?,
            Email::parse("o'x@b.c").ok()?,
        ])),
        10 => Some(Edit::Uninvite(Email::parse("m@b.c").ok()?)),
        11 => Some(Edit::Import {
            add: vec![(newcomer("one")?, hash.clone()), (newcomer("two")?, hash)],
            update: vec![(
                name("ada")?,
                UserPatch {
                    roles: Some(roles),
                    is_pending: Some(false),
                    ..UserPatch::default()
                },
            )],
        }),
        12 => Some(Edit::Set(vec![
            Setting::Title(None),
            Setting::Banner(Some("two\nlines".to_owned())),
            Setting::RegistrationMode(RegistrationPolicy::Approval),
            Setting::LockMinutes(7),
            Setting::Page(PageId("a".to_owned()), PageChange::Roles(roles)),
        ])),
        13 => Some(Edit::Set(vec![
            Setting::Page(PageId("a".to_owned()), PageChange::Remove),
            Setting::Page(
                PageId("new".to_owned()),
                PageChange::Add {
                    title: "New: page".to_owned(),
                    icon: None,
                    access: PageAccess {
                        roles,
                        ..PageAccess::default()
                    },
                    content: PageContent::Markdown("# One\n\n  two\n".to_owned()),
                },
            ),
        ])),
        14 => patch(UserPatch {
            fields: [
                ("badge".to_owned(), None),
                ("room".to_owned(), Some("1 # 2".to_owned())),
                ("new".to_owned(), Some("'".to_owned())),
            ]
            .into(),
            roles: Some(roles),
            ..UserPatch::default()
        }),
        _ => patch(UserPatch {
            key_vault: Some(KeyVault::default()),
            must_change_password: Some(true),
            ..UserPatch::default()
        }),
    }
}

fn newcomer(name: &str) -> Option<NewUser> {
    let username = Username::parse(name).ok()?;
    let email = Email::parse(&format!("{name}@b.c")).ok()?;
    let mut user = NewUser::new(
        AccountId::of_username(&username),
        username,
        email,
        PersonName::new("New", ""),
    );
    user.is_pending = true;
    Some(user)
}

fn key_vault() -> Option<KeyVault> {
    let sealed = || Sealed::parse(&"A".repeat(80));
    Some(KeyVault {
        codes: vec![StoredCode::parse(&"A".repeat(80))?],
        totp: sealed(),
        ..KeyVault::default()
    })
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else {
        return;
    };
    let (Ok(text), Some(change)) = (std::str::from_utf8(rest), change(*kind)) else {
        return;
    };
    let folder = Path::new("/");
    if let Ok(edited) = changed_text(text, &change, folder) {
        let problems = problems_of(&edited, folder);
        let is_usable = problems.iter().all(|p| p.severity() == Severity::Warning);
        assert!(is_usable, "{edited}");
        assert_eq!(text.ends_with('\n'), edited.ends_with('\n'));
    }
});
