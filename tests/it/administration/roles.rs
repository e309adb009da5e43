//! What a role may open, change and grant.

use egui_authenticator::domain::page::PageId;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::users::UserError;

use super::{newcomer, roles, session, staffed};

#[test]
fn r48_a_page_opens_only_to_its_users_and_roles() {
    let opens: [(&str, &[&str]); 3] = [
        ("office", &["ada"]),
        ("till", &["bob", "max"]),
        ("guest", &[]),
    ];
    for (page, expected) in opens {
        for who in ["ada", "bob", "max", "amy", "kim", "cho"] {
            let desk = staffed();
            let session = session(&desk, who);
            let opened = desk
                .service
                .pages()
                .open(&session, &PageId(page.to_owned()));
            assert_eq!(opened.is_ok(), expected.contains(&who), "{who} at {page}");
        }
    }
}

#[test]
fn r32_users_can_neither_change_users_with_more_permissions_nor_grant_more_than_they_have() {
    let desk = staffed();
    let max = session(&desk, "max");
    let by = Caller::Session(&max);
    let service = &desk.service;
    for above in ["ada", "amy", "cho"] {
        let refused = Err(UserError::NotAllowed);
        assert_eq!(
            service.users().start_reset(by, above).map(drop),
            refused,
            "{above}"
        );
        assert_eq!(service.users().remove(by, above), refused, "{above}");
        assert_eq!(service.users().unlock(by, above), refused, "{above}");
    }
    for role in ["admin", "auditor", "chief"] {
        let refused = service.users().change(by, "bob", &roles(&[role]));
        assert_eq!(refused, Err(UserError::NotAllowed), "{role}");
        let refused = service.users().add(by, &newcomer(), &[role]).map(drop);
        assert_eq!(refused, Err(UserError::NotAllowed), "{role}");
    }
    let own = service
        .users()
        .change(by, "max", &roles(&["manager", "till"]));
    assert_eq!(own, Err(UserError::NotAllowed), "their own roles");
    assert_eq!(
        service.users().change(by, "bob", &roles(&["manager"])),
        Ok(())
    );
}
