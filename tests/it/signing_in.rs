//! Set-up, sign-in, registration and pages, as use cases.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::page::PageId;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::Service;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::pages::{LaunchError, OpenedPage, PageError};
use egui_authenticator::service::ports::{
    AuditFilter, AuditUser, HasherError, PasswordHasher, SessionLimitError, StoreError,
};
use egui_authenticator::service::recovery::codes::WithRecoveryCodes;
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserInput;

use crate::harness::{ADA, BOB, Desk, EVE, QuickHasher, USERS, secret, typed_user};

fn ada() -> UserInput {
    typed_user("ada", "ada@example.org", "Ada Lovelace")
}

fn mel(email: &str, username: &str) -> UserInput {
    typed_user(username, email, "Mel Brooks")
}

#[test]
fn r23_setting_up_makes_the_only_account_and_signs_it_in() {
    let desk = Desk::empty();
    assert_eq!(
        desk.service.set_up().open().err().map(|e| e.error),
        Some(StoreError::Absent)
    );
    let session_view = desk
        .service
        .set_up()
        .create(&ada(), &secret("a long enough password"));
    let WithRecoveryCodes {
        value: session_view,
        codes,
        ..
    } = session_view.expect("set up");
    assert_eq!(codes.len(), 8);
    assert_eq!(session_view.session.user().display_name(), "Ada Lovelace");
    assert_eq!(session_view.pages, []);
    let steps = session_view.first_steps.expect("an administrator");
    assert_eq!(steps.count(), 0);
    assert!(desk.sign_in(("ada", "a long enough password")).is_some());
}

#[test]
fn r23_set_up_works_only_once() {
    let desk = Desk::open();
    let before = desk.text();
    let again = desk
        .service
        .set_up()
        .create(&ada(), &secret("a long enough password"));
    assert_eq!(again.err(), Some(SetUpError::Store(StoreError::Exists)));
    assert_eq!(desk.text(), before);
}

#[test]
fn r15_plain_passwords_are_hashed_in_place_and_still_work() {
    let desk = Desk::open();
    let text = desk.text();
    assert!(!text.contains(ADA.1) && !text.contains(BOB.1));
    assert!(desk.sign_in(ADA).is_some());
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn users_sign_in_by_username_or_email_in_any_case() {
    let desk = Desk::open();
    for login in ["ada", "ADA", " ada ", "Ada@Example.org"] {
        assert!(desk.sign_in((login, ADA.1)).is_some(), "{login}");
    }
}

#[test]
fn r4_a_password_is_taken_exactly() {
    let desk = Desk::open();
    for password in [
        " correct horse battery",
        "Correct horse battery",
        "correct horse batter",
        "",
    ] {
        assert!(desk.sign_in(("ada", password)).is_none(), "{password}");
    }
}

/// Counts what is verified.
#[derive(Default)]
struct CountingHasher(AtomicUsize);

/// The username that was made.
fn register(service: &Service, user: &UserInput) -> Result<String, RegisterError> {
    service
        .registration()
        .register(user, &secret("a brand new password"))
        .map(|made| made.value.username)
}

impl PasswordHasher for CountingHasher {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.hash(password, how)
    }

    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        QuickHasher.verify(password, hash)
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        QuickHasher.derive(password, salt)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.decoy(how)
    }
}

#[test]
fn r16_r17_every_refusal_costs_one_hash_and_says_the_same() {
    let mut desk = Desk::open();
    let hasher = Arc::new(CountingHasher::default());
    desk.replace(|ports| ports.hasher = Arc::clone(&hasher) as _);
    // The first refusal measures the slowest hash as well (R85).
    assert!(desk.sign_in(("another", "wrong")).is_none());
    for (login, password) in [
        ("unknown", ADA.1),
        ("ada", "wrong"),
        EVE,
        ("eve", "wrong"),
        ("gus", ""),
        ("gus", "decoy"),
    ] {
        let before = hasher.0.load(Ordering::Relaxed);
        let result = desk
            .service
            .sign_in()
            .with_password(login, &secret(password));
        assert_eq!(result.err(), Some(SignInError::Refused), "{login}");
        assert_eq!(hasher.0.load(Ordering::Relaxed) - before, 1, "{login}");
    }
}

#[test]
fn r48_everyone_gets_their_own_pages_and_no_others() {
    let desk = Desk::open();
    let titles = |who: (&str, &str)| -> Vec<String> {
        let pages = desk.enter(who).expect("signed in").pages;
        pages.into_iter().map(|page| page.title).collect()
    };
    assert_eq!(titles(ADA), ["Office"]);
    assert_eq!(titles(BOB), ["Till"]);
}

#[test]
fn r50_the_use_case_refuses_a_page_that_the_window_would_have_hidden() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    for page in ["office", "closed", "no such page"] {
        let page = PageId(page.to_owned());
        assert_eq!(
            desk.service.pages().open(&bob, &page),
            Err(PageError::NotAllowed)
        );
        let launched = desk.service.pages().launch(&bob, &page, 0);
        assert_eq!(launched, Err(LaunchError::Page(PageError::NotAllowed)));
    }
}

#[test]
fn r49_a_role_that_is_taken_away_closes_the_page_at_once() {
    let desk = Desk::open();
    let ada = desk.sign_in(ADA).expect("signed in");
    let office = PageId("office".to_owned());
    let page = desk.service.pages().open(&ada, &office);
    assert!(
        matches!(&page, Ok(OpenedPage::Markdown(text)) if text.as_str().starts_with("The safe")),
        "{page:?}"
    );
    desk.edit("disabled: true", "disabled: false");
    desk.edit("roles: [admin]", "roles: [guest]");
    assert_eq!(
        desk.service.pages().open(&ada, &office),
        Err(PageError::NotAllowed)
    );
}

#[test]
fn a_program_is_started_with_its_arguments_and_never_through_a_shell() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    let till = PageId("till".to_owned());
    assert_eq!(desk.service.pages().launch(&bob, &till, 0), Ok(()));
    assert!(!std::path::Path::new("pwned").exists());
}

#[test]
fn a_program_that_does_not_start_says_so() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    let till = PageId("till".to_owned());
    let failed = desk.service.pages().launch(&bob, &till, 1);
    assert!(matches!(failed, Err(LaunchError::NotStarted { title, .. }) if title == "Broken"));
}

#[test]
fn a_listed_e_mail_registers_once_and_leaves_the_list() {
    let desk = Desk::open();
    let made = register(&desk.service, &mel("MEL@example.org", "mel"));
    assert_eq!(made, Ok("mel".to_owned()));
    assert!(desk.sign_in(("mel", "a brand new password")).is_some());
    let text = desk.text();
    assert!(text.contains("emails: [ned@example.org]"), "{text}");
    let again = register(&desk.service, &mel("mel@example.org", "mel2"));
    assert_eq!(again, Err(RegisterError::EmailNotAccepted));
}

#[test]
fn r18_an_unlisted_and_a_taken_e_mail_get_the_same_answer() {
    let desk = Desk::with(&USERS.replace("ned@", "bob@"));
    desk.service.set_up().open().expect("opened");
    for email in ["stranger@example.org", "ada@example.org", "bob@example.org"] {
        // The username is taken as well, which only a visitor who may register is told.
        let refused = register(&desk.service, &mel(email, "ada"));
        assert_eq!(refused, Err(RegisterError::EmailNotAccepted), "{email}");
    }
    let taken = register(&desk.service, &mel("mel@example.org", "ADA"));
    assert_eq!(taken, Err(RegisterError::UsernameTaken));
}

#[test]
fn r65_an_allowed_address_can_be_used_once() {
    let desk = Desk::open();
    let results: Vec<_> = std::thread::scope(|scope| {
        let register = |name: &'static str| {
            let service = desk.restarted();
            scope.spawn(move || register(&service, &mel("mel@example.org", name)))
        };
        let threads = [register("one"), register("two"), register("three")];
        threads.map(|t| t.join().expect("ended")).into()
    });
    assert_eq!(
        results.iter().filter(|r| r.is_ok()).count(),
        1,
        "{results:?}"
    );
}

#[test]
fn unknown_keys_survive_a_registration() {
    let desk = Desk::with(&format!("{USERS}# the end\nlater: {{x: [1, 2]}}  # kept\n"));
    desk.service.set_up().open().expect("opened");
    desk.service
        .registration()
        .register(
            &mel("mel@example.org", "mel"),
            &secret("a brand new password"),
        )
        .expect("registered");
    assert!(
        desk.text()
            .ends_with("# the end\nlater: {x: [1, 2]}  # kept\n")
    );
}

#[test]
fn r14_a_hash_below_the_setting_is_made_anew_when_its_password_is_at_hand() {
    let desk = Desk::open();
    let bob = |desk: &Desk| {
        let snapshot = desk.ports.credentials.read().expect("read");
        let bob = snapshot.users.find("bob").expect("bob");
        let hash = bob.hash.as_ref().expect("a hash");
        hash.as_str().to_owned()
    };
    let before = bob(&desk);
    assert!(before.starts_with("$2b$04$"), "{before}");
    assert!(desk.sign_in(BOB).is_some());
    assert_eq!(bob(&desk), before, "good enough stays as it is");
    desk.edit("views:", "password: {hash: argon2id}\nviews:");
    assert!(desk.sign_in((BOB.0, "wrong")).is_none());
    assert_eq!(bob(&desk), before, "only the right password is hashed");
    let session = desk.sign_in(BOB).expect("signed in");
    let after = bob(&desk);
    assert!(after.starts_with("$argon2id$"), "{after}");
    assert!(
        desk.service.sessions().refresh(&session).is_ok(),
        "their session continues"
    );
    assert!(desk.sign_in(BOB).is_some());
    assert_eq!(bob(&desk), after, "once");
}

#[test]
fn r14_an_old_hash_is_accepted_if_the_file_cannot_be_written() {
    let desk = Desk::open();
    desk.edit("views:", "password: {hash: argon2id}\nviews:");
    let lock = desk.folder.path().join("config/config.yaml.lock");
    std::fs::remove_file(&lock).expect("removed");
    std::fs::create_dir(&lock).expect("in the way of every change");
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn r12_a_password_that_is_five_years_old_is_as_good_as_a_new_one() {
    let desk = Desk::open();
    desk.clock.advance(5 * 366 * 86_400);
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn r28_a_password_hint_of_another_program_is_kept_and_never_shown() {
    let desk = Desk::open();
    let hint = "password_hint: what the parrot says";
    desk.edit("roles: [till]", &format!("roles: [till]\n      {hint}"));
    desk.service
        .users()
        .set_password(
            Caller::LocalOwner(Operator::assume()),
            "bob",
            &secret("another one for the till"),
        )
        .expect("set");
    assert!(desk.text().contains(hint));
    let refused = desk
        .service
        .sign_in()
        .with_password("bob", &secret("wrong"))
        .expect_err("refused");
    let said = egui_authenticator::messages::Messages::english().sign_in_error(&refused);
    assert!(!said.line().contains("parrot"), "{}", said.line());
}

#[test]
fn r106_a_sign_in_that_the_session_limit_refuses_is_recorded_as_a_refusal_and_changes_nothing() {
    let desk = Desk::open();
    desk.edit("views:", "sessions: {single: true}\nviews:");
    assert!(
        desk.service
            .sign_in()
            .with_password(ADA.0, &secret("wrong"))
            .is_err()
    );
    let first = desk.enter(ADA).expect("signed in");
    assert_eq!(first.before.as_ref().expect("a password").failures, 1);
    assert!(
        desk.service
            .sign_in()
            .with_password(ADA.0, &secret("wrong"))
            .is_err()
    );
    desk.clock.advance(60);
    let refused = desk
        .service
        .sign_in()
        .with_password(ADA.0, &secret(ADA.1))
        .err();
    let limit = SignInError::SessionLimit(SessionLimitError::AlreadyIn);
    assert_eq!(refused, Some(limit));
    let filter = AuditFilter {
        since: None,
        user: Some(AuditUser::Named(ADA.0.to_owned())),
        kind: None,
        limit: 1,
    };
    let records = desk
        .service
        .audit_log()
        .list(Caller::LocalOwner(Operator::assume()), &filter);
    let last = &records.expect("read")[0].event;
    assert_eq!(
        (last.is_done, last.detail.to_string().as_str()),
        (false, "session limit")
    );
    let signed_in_at = first.before.as_ref().expect("a password").now;
    drop(first);
    let before = desk
        .enter(ADA)
        .expect("signed in")
        .before
        .expect("a password");
    assert_eq!(
        before.last_sign_in,
        Some(signed_in_at),
        "not the refused one"
    );
    assert_eq!(before.failures, 1, "the wrong password, not the right one");
}
