//! A use case reads the users once, because a store on another computer takes its time for each call.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_authenticator::domain::page::PageId;
use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{CredentialStore as _, Edit, Setting};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::users::UserChange;
use egui_authenticator::service::{Service, Session};

use crate::harness::remote_store::RemoteStore;
use crate::harness::{ADA, BOB, Desk, Till, secret, typed_user};

/// A use case of this session, over a store whose reads are counted.
type UseCase = fn(&Service, &Session);

const OWNER: Caller<'_> = Caller::LocalOwner(Operator::assume());

/// Every use case that the window has, with a session of Ada where it needs one.
const USE_CASES: &[(&str, UseCase)] = &[
    ("open", |service, _| {
        assert!(service.set_up().open().is_ok());
    }),
    ("sign in", |service, _| {
        let outcome = service.sign_in().with_password(BOB.0, &secret(BOB.1));
        assert!(outcome.is_ok());
    }),
    ("sign in with a wrong password", |service, _| {
        let outcome = service.sign_in().with_password(BOB.0, &secret("wrong"));
        assert!(outcome.is_err());
    }),
    ("refresh", |service, session| {
        assert!(service.sessions().refresh(session).is_ok());
    }),
    ("confirm the password", |service, session| {
        let password = secret(ADA.1).into();
        let confirmed = service.sessions().reauthenticate(session, &password);
        assert!(confirmed.is_ok());
    }),
    ("sign out", |service, session| {
        service.sessions().sign_out(session).expect("signed out");
    }),
    ("stay signed in", |service, session| {
        service.remember_me().remember(session).expect("remembered");
    }),
    ("resume", |service, _| {
        drop(service.remember_me().resume());
    }),
    ("open a page", |service, session| {
        let page = PageId("office".to_owned());
        assert!(service.pages().open(session, &page).is_ok());
    }),
    ("change the own password", |service, session| {
        let change = AccountChange::Password(secret("a kettle for the back room"));
        let changed = service
            .account()
            .change(session, &secret(ADA.1).into(), change);
        assert!(changed.is_ok());
        assert!(!session.has_ended());
    }),
    ("list the own computers", |service, session| {
        let devices: Result<_, AccountError> = service.account().devices(session);
        assert!(devices.is_ok());
    }),
    ("begin two-step sign-in", |service, session| {
        let begin = BeginTwoFactor::Session(session.clone(), secret(ADA.1).into());
        assert!(service.two_factor().begin(begin).is_ok());
    }),
    ("list the users", |service, session| {
        assert!(service.users().list(Caller::Session(session)).is_ok());
    }),
    ("add a user", |service, session| {
        let zoe = typed_user("zoe", "zoe@example.org", "Zoe");
        let added = service
            .users()
            .add(Caller::Session(session), &zoe, &["till"]);
        assert!(added.is_ok());
    }),
    ("change a user", |service, session| {
        let change = UserChange::default().first_name("Robert");
        let changed = service
            .users()
            .change(Caller::Session(session), "bob", &change);
        assert!(changed.is_ok());
    }),
    ("remove a user who is signed in", |service, session| {
        let users = service.users();
        users
            .remove(Caller::Session(session), "bob")
            .expect("removed");
    }),
    ("create a reset code", |service, session| {
        let code = service.users().start_reset(Caller::Session(session), "bob");
        assert!(code.is_ok());
    }),
    ("rename a user", |service, session| {
        let renamed = service
            .users()
            .rename(Caller::Session(session), "gus", "gustav");
        assert!(renamed.is_ok());
    }),
    ("preview an import", |service, session| {
        let table = "username,email,first_name,last_name\nzoe,zoe@example.org,Zoe,Zhou\n";
        let table = SecretText::new(table.to_owned());
        let plan = service.import().plan(Caller::Session(session), table);
        assert!(plan.is_ok_and(|plan| plan.is_good()));
    }),
    ("allow an address", |service, session| {
        let emails = ["zoe@example.org".to_owned()];
        let allowed = service
            .allowed_emails()
            .add(Caller::Session(session), &emails);
        assert_eq!(allowed.ok(), Some(1));
    }),
    ("preview a setting", |service, session| {
        let title = Setting::Title(Some("Lab bench".to_owned()));
        let preview = service
            .settings()
            .preview(Caller::Session(session), vec![title]);
        assert!(preview.is_ok());
    }),
    ("show the activity", |service, session| {
        let query = AuditQuery::latest(100).days(7);
        let log = service.audit_log();
        let filter = log.filter(&query);
        assert!(log.list(Caller::Session(session), &filter).is_ok());
    }),
    ("export the own data", |service, session| {
        assert!(service.personal_data().of_session(session).is_ok());
    }),
    ("rate a password", |service, _| {
        let _ = service.password_advice().rate(&secret("till"), &[]);
    }),
];

fn remote(takes: Duration) -> (Desk, Arc<RemoteStore>) {
    let mut desk = Desk::open();
    let store = RemoteStore::slow(&*desk.ports.credentials, takes);
    desk.replace(|ports| ports.credentials = Arc::clone(&store) as _);
    (desk, store)
}

#[test]
fn each_use_case_reads_the_users_at_most_once() {
    for (name, use_case) in USE_CASES {
        let (desk, store) = remote(Duration::ZERO);
        let session = desk.sign_in(ADA).expect("in");
        let other = desk.sign_in(BOB).expect("in");
        // However long ago something was read.
        desk.clock.advance(3_600);
        let confirmed = desk
            .service
            .sessions()
            .reauthenticate(&session, &secret(ADA.1).into());
        let session = confirmed.expect("confirmed").session;
        store.take_reads();
        use_case(&desk.service, &session);
        let reads = store.take_reads();
        assert!(reads <= 1, "{name}: {reads}");
        drop(other);
    }
}

#[test]
fn a_sign_in_takes_one_call_and_the_hash() {
    let call = Duration::from_millis(200);
    let (desk, store) = remote(call);
    // The quickest of three, because other tests run beside this one.
    let took = (0..3).map(|_| {
        let start = Instant::now();
        assert!(desk.sign_in(BOB).is_some());
        assert_eq!(store.take_reads(), 1);
        start.elapsed()
    });
    let took = took.min().expect("three");
    assert!(took < 2 * call, "{took:?}");
}

#[test]
fn r42_a_change_ends_the_sessions_that_it_takes_away_and_no_others() {
    let (desk, _) = remote(Duration::ZERO);
    let [own, other] = [ADA, ADA].map(|user| desk.sign_in(user).expect("in"));
    let bob = desk.sign_in(BOB).expect("in");
    let change = AccountChange::SignOutEverywhere;
    let changed = desk
        .service
        .account()
        .change(&own, &secret(ADA.1).into(), change);
    assert!(changed.is_ok());
    assert!(!own.has_ended() && other.has_ended() && !bob.has_ended());
    let hours = UserChange::default().hours("mon 00:00-00:01");
    let limited = desk.service.users().change(OWNER, "bob", &hours);
    assert!(limited.is_ok(), "{limited:?}");
    assert!(!bob.has_ended() && bob.require(Till).is_err());
}

#[test]
fn a_window_opens_before_very_many_users_are_read() {
    let (desk, store) = remote(Duration::ZERO);
    store.set_many();
    store.take_reads();
    let opened = desk.service.set_up().open().expect("opened");
    assert_eq!(store.take_reads(), 0);
    let snapshot = store.read().expect("read");
    assert_eq!(*opened.settings, *snapshot.settings);
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn a_window_with_tiles_opens_when_the_users_are_read() {
    let (desk, store) = remote(Duration::ZERO);
    let tiles = Edit::Set(vec![Setting::UserTiles(true)]);
    let revision = store.revision().expect("told");
    assert!(store.apply(&tiles, &revision).is_ok());
    store.set_many();
    store.take_reads();
    let opened = desk.service.set_up().open().expect("opened");
    assert_eq!((opened.tiles.len(), store.take_reads()), (2, 1));
}

#[test]
fn r42_very_many_users_are_read_before_a_window_opens_again_over_open_sessions() {
    let (desk, store) = remote(Duration::ZERO);
    let bob = desk.sign_in(BOB).expect("in");
    store.set_many();
    let snapshot = store.read().expect("read");
    let disabled = UserPatch {
        disabled: Some(true),
        ..UserPatch::default()
    };
    let disable = Edit::Update(vec![(bob.user().username.clone(), disabled)]);
    assert!(store.apply(&disable, &snapshot.revision).is_ok());
    assert!(desk.service.set_up().open().is_ok());
    assert!(bob.has_ended());
}
