//! Added users, sessions of users, and locked usernames.

use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::list::Status;

use crate::harness::secret;

use super::{newcomer, session, staffed};

#[test]
fn r31_an_added_user_gets_a_code_and_chooses_their_own_password() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let password = secret("chosen by the boss");
    let users = desk.service.users();
    let refused = users.add_with_password(by, &newcomer(), &["till"], &password);
    assert_eq!(refused, Err(UserError::NotAllowed));
    let code = desk
        .service
        .users()
        .add(by, &newcomer(), &["till"])
        .expect("added");
    let own = "the very own words of zoe";
    // Not after a day.
    desk.clock.advance(86_400);
    assert!(
        desk.service
            .recovery()
            .reset_password("zoe", &code, &secret(own))
            .is_err()
    );
    desk.clock.advance(-1);
    assert_eq!(
        desk.service
            .recovery()
            .reset_password("zoe", &code, &secret(own)),
        Ok(())
    );
    assert!(
        desk.service
            .recovery()
            .reset_password("zoe", &code, &secret("once more with it"))
            .is_err()
    );
    assert!(desk.sign_in(("zoe", own)).is_some());
}

#[test]
fn r43_who_is_signed_in_is_listed_and_can_be_ended() {
    let desk = staffed();
    let bob = session(&desk, "bob");
    desk.service
        .remember_me()
        .remember(&bob)
        .expect("remembered");
    let ada = session(&desk, "ada");
    let signed_in = desk
        .service
        .users()
        .signed_in(Caller::Session(&ada))
        .expect("listed");
    let names: Vec<_> = signed_in.iter().map(|row| row.username.as_str()).collect();
    assert_eq!(names, ["ada", "bob"]);
    assert!(signed_in[1].is_open && signed_in[1].remembered.is_some());
    assert_eq!(
        desk.service
            .users()
            .sign_out_everywhere(Caller::Session(&ada), "bob"),
        Ok(())
    );
    drop(bob);
    let signed_in = desk
        .service
        .users()
        .signed_in(Caller::Session(&ada))
        .expect("listed");
    assert_eq!(signed_in.len(), 1);
}

#[test]
fn a_locked_name_is_listed_as_locked_until_it_is_unlocked() {
    let desk = staffed();
    for _ in 0..5 {
        assert!(
            desk.service
                .sign_in()
                .with_password("bob", &secret("wrong"))
                .is_err()
        );
    }
    let status = || {
        let people = desk
            .service
            .users()
            .list(Caller::LocalOwner(Operator::assume()))
            .expect("listed");
        let bob = people.rows.iter().find(|row| row.username == "bob");
        bob.expect("there").status
    };
    assert_eq!(status(), Status::Locked);
    assert_eq!(
        desk.service
            .users()
            .unlock(Caller::LocalOwner(Operator::assume()), "bob"),
        Ok(())
    );
    assert_eq!(status(), Status::Active);
}
