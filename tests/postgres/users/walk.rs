//! The same random changes in memory, and on two computers in turns.

use egui_authenticator::domain::page::{PageAccess, PageContent, PageId};
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::service::ports::{CredentialStore, Edit, PageChange, RoleChange, Setting};
use egui_authenticator::store::memory::MemoryCredentials;
use egui_authenticator::users::{AccessTimes, Permission, Role};

use super::{add, directory, email, hash, name, open, role, user};
use crate::server::Server;

/// Numbers that look random and come from a seed (the generator `SplitMix64`).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    /// Returns one of few names, so that changes meet.
    fn name(&mut self) -> String {
        let spelling = ["user", "User", "USER"][self.index(3)];
        format!("{spelling}{}", self.below(12))
    }

    fn index(&mut self, end: u64) -> usize {
        usize::try_from(self.below(end)).expect("few")
    }

    fn role(&mut self) -> Role {
        role(["till", "office", "lead"][self.index(3)])
    }

    fn page(&mut self) -> PageId {
        PageId(format!("page{}", self.below(3)))
    }
}

fn patch(random: &mut Seeded) -> UserPatch {
    let mut patch = UserPatch::default();
    match random.below(8) {
        0 => patch.disabled = Some(random.below(2) == 0),
        1 => patch.roles = Some(vec![random.role(), role("guest")]),
        2 => patch.last_name = Some(format!(" Näme\u{0}\"\\ {}", random.below(9))),
        3 => patch.times = AccessTimes::parse("2026-12-01", "", "mon-fri 08:00-18:00").ok(),
        4 => patch.email = Some(None),
        5 => patch.picture = Some(Some(format!("/pictures/{}.png", random.below(9)).into())),
        6 => patch.must_change_password = Some(true),
        _ => {
            let value = (random.below(3) > 0).then(|| "v\n\t\u{1F511}".to_owned());
            patch.fields = [(format!("key{}", random.below(3)), value)].into();
            patch.session_epoch = u32::try_from(random.below(1_000)).ok();
        }
    }
    patch
}

fn setting(random: &mut Seeded) -> Setting {
    match random.below(8) {
        0 => Setting::Title((random.below(2) == 0).then(|| "The läb".to_owned())),
        1 => Setting::LockMinutes(u32::try_from(random.below(60)).expect("few")),
        2 => Setting::Role(
            random.role(),
            RoleChange::Set {
                permissions: vec![Permission::ManageUsers],
                pages: vec![random.page()],
            },
        ),
        3 => Setting::Role(random.role(), RoleChange::Rename(random.role())),
        4 => Setting::Role(random.role(), RoleChange::Remove),
        5 => Setting::PageOrder(vec![random.page(), random.page()]),
        6 => Setting::Page(random.page(), PageChange::Remove),
        _ => {
            let change = PageChange::Users(vec!["*".to_owned(), "user1".to_owned()]);
            Setting::Page(random.page(), change)
        }
    }
}

fn change(random: &mut Seeded, step: u64, pages: usize) -> Edit {
    let guest = |random: &mut Seeded| email(&format!("guest{}@example.org", random.below(9)));
    match random.below(12) {
        0 | 1 => add(step, &random.name()),
        2 => Edit::Remove(name(&random.name())),
        3 => Edit::Rename {
            from: name(&random.name()),
            to: name(&format!("renamed{step}")),
        },
        4 => Edit::Import {
            add: vec![(user(step, &format!("import{step}")), hash())],
            update: vec![(name(&random.name()), patch(random))],
        },
        5 => Edit::Invite(vec![
            email(&format!("invited{step}@example.org")),
            guest(random),
        ]),
        6 => Edit::Uninvite(guest(random)),
        7 if pages < 3 => {
            let add = PageChange::Add {
                title: "Page".to_owned(),
                icon: None,
                access: PageAccess {
                    roles: vec![random.role()],
                    ..PageAccess::default()
                },
                content: PageContent::Markdown(format!("Text {step}")),
            };
            Edit::Set(vec![Setting::Page(random.page(), add)])
        }
        7 | 8 => Edit::Set(vec![setting(random), setting(random)]),
        _ => Edit::Update(vec![(name(&random.name()), patch(random))]),
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn changes_mean_on_two_computers_what_they_mean_in_memory() {
    let database = Server::shared().migrated();
    let computers = [open(&database), open(&database)];
    let memory = MemoryCredentials::default();
    let first = user(0, "user0");
    memory.create(&first, &hash()).expect("created");
    computers[0].create(&first, &hash()).expect("created");
    let mut random = Seeded(21);
    let mut made = 0;
    for step in 1..600 {
        let now = memory.directory().expect("created");
        let change = change(&mut random, step, now.settings.views.len());
        let is_listed = |edit: &Edit| match edit {
            Edit::Invite(emails) => emails
                .iter()
                .any(|email| now.allowed_emails.contains(email)),
            _ => false,
        };
        if is_listed(&change) {
            continue;
        }
        let computer = &computers[random.index(2)];
        let revisions = [&memory as &dyn CredentialStore, computer].map(|store| {
            let revision = store.read().expect("read").revision;
            store.apply(&change, &revision).map(drop)
        });
        assert_eq!(revisions[0], revisions[1], "{step}: {change:?}");
        made += usize::from(revisions[0].is_ok());
        let wanted = memory.directory().expect("created");
        for computer in &computers {
            let found = directory(computer);
            assert_eq!(found, wanted, "{step}: {change:?}");
            assert_eq!(found.to_lines(), wanted.to_lines(), "to the letter");
        }
    }
    assert!(made > 300, "{made} changes were made");
    let (found, wanted) = (directory(&open(&database)), memory.directory());
    assert_eq!(Some(found), wanted, "read as a whole");
}
