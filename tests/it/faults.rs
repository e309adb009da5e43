//! Every call to the outside fails in turn, in every use case (R25): no user is ever signed in who should not
//! be in, never a panic, always words.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::audit_chain::{AuditRecord, ChainCheck, ChainPoint};
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::page::Target;
use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::domain::problem::Problem;
use egui_authenticator::domain::recovery::OneTimeCode;
use egui_authenticator::domain::remember_me::{Selector, TokenHash};
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::domain::settings::{Hashing, MailServer, Sessions};
use egui_authenticator::domain::throttle::Attempts;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::messages::Messages;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::{
    AccountEvent, Applied, AttemptKey, AttemptStore, AuditFilter, AuditLog, CodeStore,
    CredentialStore, Edit, EditPreview, FileKind, HasherError, Mail, MailError, Mailer,
    NoticeStore, PasswordHasher, Picture, Platform, PlatformError, PreferenceStore, Randomness,
    RandomnessError, RememberedSignIn, Revision, SessionLimitError, SessionSlot, SessionStore,
    Snapshot, StateError, StoreError, TokenVault, VaultError,
};
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::sign_in::pending::{SecondFactor, SignInOutcome};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::users::{UserError, UserInput};
use egui_authenticator::service::{Service, Session};

use crate::harness::phone::switch_on;
use crate::harness::{ADA, BOB, Desk, EVE, secret, typed_user};

/// Reading the users after a change, to find out which sessions it takes away.
const AFTER_A_CHANGE: &str = "users after a change";

/// Counts calls, and makes one of them fail.
#[derive(Default)]
struct Faults {
    calls: AtomicUsize,
    /// The call that fails, counted from zero once it is set.
    fail_at: Mutex<Option<usize>>,
    failed: Mutex<Option<&'static str>>,
    last: Mutex<&'static str>,
}

impl Faults {
    /// From now on, this call fails.
    fn arm(&self, fail_at: usize) {
        self.calls.store(0, Ordering::SeqCst);
        *self.fail_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(fail_at);
    }

    fn strikes(&self, call: &'static str) -> bool {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        let fail_at = *self.fail_at.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(fail_at) = fail_at else {
            return false;
        };
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *last, call);
        if number == fail_at && (before, call) == ("apply", "read_file") {
            *failed = Some(AFTER_A_CHANGE);
        } else if number == fail_at {
            *failed = Some(call);
        } else if number == fail_at + 1 && (*failed, call) == (Some("read_file"), "record") {
            // Only how long records are kept.
            *failed = Some("settings of the record");
        }
        number == fail_at
    }

    fn failed(&self) -> Option<&'static str> {
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The ports of a service, each call of which can fail.
struct Faulty {
    inner: Dependencies,
    faults: Arc<Faults>,
}

/// A desk whose ports fail once they are told to.
struct FaultyDesk {
    desk: Desk,
    faults: Arc<Faults>,
}

impl std::ops::Deref for FaultyDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

fn faulty(mut desk: Desk) -> FaultyDesk {
    let faults = Arc::new(Faults::default());
    let faulty = Arc::new(Faulty {
        inner: desk.ports.clone(),
        faults: Arc::clone(&faults),
    });
    desk.replace(|ports| {
        ports.credentials = Arc::clone(&faulty) as _;
        ports.attempts = Arc::clone(&faulty) as _;
        ports.sessions = Arc::clone(&faulty) as _;
        ports.codes = Arc::clone(&faulty) as _;
        ports.notices = Arc::clone(&faulty) as _;
        ports.audit_log = Arc::clone(&faulty) as _;
        ports.preferences = Arc::clone(&faulty) as _;
        ports.vault = Arc::clone(&faulty) as _;
        ports.hasher = Arc::clone(&faulty) as _;
        ports.random = Arc::clone(&faulty) as _;
        ports.platform = Arc::clone(&faulty) as _;
        ports.mailer = faulty as _;
    });
    FaultyDesk { desk, faults }
}

fn unreadable() -> StoreError {
    StoreError::Unreadable("made to fail".to_owned())
}

fn state() -> StateError {
    StateError::Unavailable("made to fail".to_owned())
}

/// Passes a call on, unless it is the one that fails.
macro_rules! pass {
    ($self:ident, $call:literal, $error:expr, $pass:expr) => {
        if $self.faults.strikes($call) {
            Err($error)
        } else {
            $pass
        }
    };
}

impl CredentialStore for Faulty {
    fn location(&self) -> String {
        self.inner.credentials.location()
    }
    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        let read = || self.inner.credentials.read();
        pass!(self, "read_file", unreadable(), read())
    }
    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        pass!(
            self,
            "inspect",
            unreadable(),
            self.inner.credentials.inspect()
        )
    }
    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        let found = || self.inner.credentials.preview(change);
        pass!(self, "preview", unreadable(), found())
    }
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        let error = StoreError::Unwritable("made to fail".to_owned());
        let applied = || self.inner.credentials.apply(change, expected);
        pass!(self, "apply", error, applied())
    }
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        let error = StoreError::Unwritable("made to fail".to_owned());
        pass!(
            self,
            "create",
            error,
            self.inner.credentials.create(first, hash)
        )
    }
}

impl SessionStore for Faulty {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        pass!(
            self,
            "remembered",
            state(),
            self.inner.sessions.remembered()
        )
    }
    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        pass!(
            self,
            "remember",
            state(),
            self.inner.sessions.remember(sign_in)
        )
    }
    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        pass!(
            self,
            "rotate",
            state(),
            self.inner.sessions.rotate(selector, change)
        )
    }
    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        pass!(self, "forget", state(), self.inner.sessions.forget(account))
    }
    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        pass!(
            self,
            "seated",
            state(),
            self.inner.sessions.active_sessions(accounts)
        )
    }
    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        let session_slot = || self.inner.sessions.claim_session_slot(account, limits);
        pass!(
            self,
            "take_seat",
            SessionLimitError::State(state()),
            session_slot()
        )
    }
}

impl AttemptStore for Faulty {
    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        pass!(
            self,
            "attempts",
            state(),
            self.inner.attempts.attempts(name, change)
        )
    }
    fn attempts_of(&self, names: &[AttemptKey]) -> Result<Vec<Attempts>, StateError> {
        pass!(
            self,
            "attempts_of",
            state(),
            self.inner.attempts.attempts_of(names)
        )
    }
}

impl NoticeStore for Faulty {
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        pass!(
            self,
            "tell",
            state(),
            self.inner.notices.tell(who, event, at)
        )
    }
    fn told(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        pass!(self, "told", state(), self.inner.notices.told(who))
    }
}

impl CodeStore for Faulty {
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        pass!(
            self,
            "use_step",
            state(),
            self.inner.codes.use_step(who, step)
        )
    }
    fn keep_code(&self, who: &AttemptKey, code: &OneTimeCode) -> Result<(), StateError> {
        pass!(
            self,
            "keep_code",
            state(),
            self.inner.codes.keep_code(who, code)
        )
    }
    fn keep_ended(&self, ended: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        pass!(
            self,
            "keep_ended",
            state(),
            self.inner.codes.keep_ended(ended)
        )
    }
    fn forget_ended(&self, valid: &[TokenHash]) -> Result<(), StateError> {
        pass!(
            self,
            "forget_ended",
            state(),
            self.inner.codes.forget_ended(valid)
        )
    }
    fn has_ended(&self, any_of: &[TokenHash]) -> Result<bool, StateError> {
        pass!(
            self,
            "has_ended",
            state(),
            self.inner.codes.has_ended(any_of)
        )
    }
    fn forget_codes(&self, who: &AttemptKey) -> Result<(), StateError> {
        pass!(
            self,
            "forget_codes",
            state(),
            self.inner.codes.forget_codes(who)
        )
    }
    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&OneTimeCode) -> bool,
    ) -> Result<bool, StateError> {
        pass!(
            self,
            "take_code",
            state(),
            self.inner.codes.take_code(who, is_it)
        )
    }
}

impl AuditLog for Faulty {
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        pass!(
            self,
            "record",
            state(),
            self.inner.audit_log.record(event, keep)
        )
    }
    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        pass!(
            self,
            "activity",
            state(),
            self.inner.audit_log.activity(filter)
        )
    }
    fn verify_activity_after(
        &self,
        verified: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        self.inner.audit_log.verify_activity_after(verified)
    }
    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.inner.audit_log.prune_activity(keep, now)
    }
    fn revision(&self) -> Result<Option<Revision>, StateError> {
        pass!(self, "revision", state(), self.inner.audit_log.revision())
    }
    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        let kept = || self.inner.audit_log.keep_revision(revision);
        pass!(self, "keep_revision", state(), kept())
    }
}

impl PreferenceStore for Faulty {
    fn preferences(&self) -> Result<Preferences, StateError> {
        pass!(
            self,
            "preferences",
            state(),
            self.inner.preferences.preferences()
        )
    }
    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        let stored = || self.inner.preferences.store_preferences(changes);
        pass!(self, "store_preferences", state(), stored())
    }
}

impl TokenVault for Faulty {
    fn probe(&self) -> Result<(), VaultError> {
        pass!(self, "probe", VaultError::Failed, self.inner.vault.probe())
    }
    fn read(&self) -> Result<Option<Secret>, VaultError> {
        pass!(self, "read", VaultError::Failed, self.inner.vault.read())
    }
    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        pass!(
            self,
            "write",
            VaultError::Failed,
            self.inner.vault.write(token)
        )
    }
    fn clear(&self) -> Result<(), VaultError> {
        pass!(self, "clear", VaultError::Failed, self.inner.vault.clear())
    }
}

impl PasswordHasher for Faulty {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        pass!(
            self,
            "hash",
            HasherError,
            self.inner.hasher.hash(password, how)
        )
    }
    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        pass!(
            self,
            "verify",
            HasherError,
            self.inner.hasher.verify(password, hash)
        )
    }
    fn is_below(&self, hash: &StoredHash, how: Hashing) -> bool {
        self.inner.hasher.is_below(hash, how)
    }
    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        pass!(
            self,
            "derive",
            HasherError,
            self.inner.hasher.derive(password, salt)
        )
    }
    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        pass!(self, "decoy", HasherError, self.inner.hasher.decoy(how))
    }
}

impl Randomness for Faulty {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        pass!(self, "fill", RandomnessError, self.inner.random.fill(bytes))
    }
}

impl Platform for Faulty {
    fn device(&self) -> TokenHash {
        self.inner.platform.device()
    }
    fn device_name(&self) -> String {
        self.inner.platform.device_name()
    }
    fn save_text(
        &self,
        name: &str,
        ending: &str,
        text: &SecretText,
    ) -> Result<PathBuf, PlatformError> {
        self.inner.platform.save_text(name, ending, text)
    }
    fn choose_file(&self, kind: FileKind) -> Result<Option<PathBuf>, PlatformError> {
        self.inner.platform.choose_file(kind)
    }
    fn read_picture(&self, path: &Path, side: u32) -> Result<Picture, PlatformError> {
        self.inner.platform.read_picture(path, side)
    }
    fn print_text(&self, text: &Secret) -> Result<(), PlatformError> {
        self.inner.platform.print_text(text)
    }
    fn read_text(&self, path: &Path) -> Result<String, PlatformError> {
        let error = PlatformError("made to fail".to_owned());
        pass!(
            self,
            "read_text",
            error,
            self.inner.platform.read_text(path)
        )
    }
    fn start(&self, target: &Target) -> Result<(), PlatformError> {
        let error = PlatformError("made to fail".to_owned());
        pass!(self, "start", error, self.inner.platform.start(target))
    }
}

impl Mailer for Faulty {
    fn send(&self, server: &MailServer, mail: &Mail) -> Result<(), MailError> {
        let error = MailError("made to fail".to_owned());
        pass!(self, "send", error, self.inner.mailer.send(server, mail))
    }
    fn send_later(&self, server: Arc<MailServer>, mail: Mail) {
        self.inner.mailer.send_later(server, mail);
    }
}

/// What came of a use case: whether it did what was asked, or the words for why not.
type Outcome = Result<(), String>;

/// Runs `act` once for every call that it makes, each time on a new desk where that call fails.
/// Gives the calls whose failure did not keep it from doing what was asked.
fn with_each_call_failing<D>(
    prepare: impl Fn() -> (FaultyDesk, D),
    act: impl Fn(&Service, &Desk, D) -> Outcome,
) -> Vec<&'static str> {
    let mut tolerated = Vec::new();
    for fail_at in 0..200 {
        let (desk, data) = prepare();
        desk.faults.arm(fail_at);
        let outcome = act(&desk.service, &desk, data);
        let Some(failed) = desk.faults.failed() else {
            assert_eq!(outcome, Ok(()), "it works where nothing fails");
            assert!(fail_at > 0, "it calls nothing");
            tolerated.sort_unstable();
            tolerated.dedup();
            return tolerated;
        };
        match outcome {
            // A session finds out by itself as well, at its next use.
            Ok(()) if failed == AFTER_A_CHANGE => {}
            Ok(()) => tolerated.push(failed),
            Err(words) => assert!(!words.trim().is_empty(), "{failed} fails without words"),
        }
    }
    panic!("it never ends");
}

/// What every change can do without: recording it, and knowing the file before and after it.
fn with(others: &[&'static str]) -> Vec<&'static str> {
    let mut all = vec![
        "keep_revision",
        "record",
        "revision",
        "settings of the record",
    ];
    all.extend(others);
    all.sort_unstable();
    all
}

fn words() -> Messages {
    Messages::english()
}

/// A desk with nothing prepared but Bob's session.
fn signed_in() -> (FaultyDesk, Session) {
    let desk = faulty(Desk::open());
    let session = desk.sign_in(BOB).expect("in");
    (desk, session)
}

#[test]
fn r25_no_failing_call_signs_in_who_should_not_be() {
    for (login, password) in [("bob", "wrong"), ("unknown", BOB.1), EVE, ("gus", "")] {
        for fail_at in 0..40 {
            let desk = faulty(Desk::open());
            desk.faults.arm(fail_at);
            let arrival = desk
                .service
                .sign_in()
                .with_password(login, &secret(password));
            assert!(arrival.is_err(), "{login}, call {fail_at}");
        }
    }
}

#[test]
fn r25_a_sign_in_needs_every_call_but_those_that_only_tell() {
    let tolerated = with_each_call_failing(
        || (faulty(Desk::open()), ()),
        |service, _, ()| {
            let arrival = service.sign_in().with_password(BOB.0, &secret(BOB.1));
            let arrival = arrival.map_err(|error| words().sign_in_error(&error).line())?;
            assert!(matches!(arrival, SignInOutcome::SignedIn(_)));
            Ok(())
        },
    );
    assert_eq!(
        tolerated,
        ["record", "settings of the record", "take_seat", "told"]
    );
}

#[test]
fn r25_no_session_escapes_the_session_limit() {
    let limited = || {
        let desk = faulty(Desk::open());
        desk.edit("views:", "sessions: {single: true}\nviews:");
        (desk, ())
    };
    let tolerated = with_each_call_failing(limited, |service, _, ()| {
        let arrival = service.sign_in().with_password(BOB.0, &secret(BOB.1));
        let arrival = arrival.map(drop);
        arrival.map_err(|error| words().sign_in_error(&error).line())
    });
    assert_eq!(tolerated, ["record", "settings of the record", "told"]);
}

#[test]
fn r25_a_second_factor_needs_every_call_but_those_that_only_tell() {
    let prepare = || {
        let desk = faulty(Desk::open());
        let (phone, codes) = switch_on(&desk, BOB);
        (desk, (phone, codes))
    };
    for use_app in [true, false] {
        let tolerated = with_each_call_failing(prepare, |service, desk, (phone, codes)| {
            let said = |error| words().sign_in_error(&error).line();
            let arrival = service
                .sign_in()
                .with_password(BOB.0, &secret(BOB.1))
                .map_err(said)?;
            let SignInOutcome::NextStep(pending) = arrival else {
                panic!("in without the second factor")
            };
            let answer = if use_app {
                SecondFactor::App(phone.code(desk.ports.clock.now().as_seconds()))
            } else {
                SecondFactor::RecoveryCode(secret(&codes[0]))
            };
            let arrival = service
                .sign_in()
                .second_factor(&pending, &answer)
                .map_err(said)?;
            assert!(matches!(arrival, SignInOutcome::SignedIn(_)));
            Ok(())
        });
        let expected: &[&str] = if use_app {
            &["record", "settings of the record", "take_seat", "told"]
        } else {
            &[
                "activity",
                "keep_ended",
                "keep_revision",
                "record",
                "revision",
                "settings of the record",
                "take_seat",
                "tell",
                "told",
            ]
        };
        assert_eq!(tolerated, expected);
    }
}

#[test]
fn r25_resuming_needs_every_call_but_the_new_token() {
    let prepare = || {
        let (desk, session) = signed_in();
        desk.service
            .remember_me()
            .remember(&session)
            .expect("remembered");
        (desk, ())
    };
    let tolerated = with_each_call_failing(prepare, |service, _, ()| {
        let session_view = service.remember_me().resume().session_view();
        session_view
            .map(drop)
            .ok_or_else(|| "signed out".to_owned())
    });
    // The presented token stays valid if the next one cannot be written.
    assert_eq!(
        tolerated,
        ["record", "settings of the record", "take_seat", "write"]
    );
}

#[test]
fn r25_setting_up_and_registering_are_done_or_not_done() {
    let tolerated = with_each_call_failing(
        || (faulty(Desk::empty()), ()),
        |service, desk, ()| {
            let user = typed_user("ada", "ada@example.org", "Ada Lovelace");
            let made = service.set_up().create(&user, &secret(ADA.1));
            let exists = desk.config().exists();
            made.map(drop).map_err(|error| {
                // What fails after the file was made leaves one that can be used.
                assert!(!exists || desk.service.set_up().open().is_ok(), "{error}");
                error.to_string()
            })
        },
    );
    // Before the file there is none that could have been edited.
    let mut expected = with(&["take_seat"]);
    expected.retain(|call| *call != "revision");
    assert_eq!(tolerated, expected);
    let tolerated = with_each_call_failing(
        || (faulty(Desk::open()), ()),
        |service, desk, ()| {
            let before = desk.text();
            let user = typed_user("mel", "mel@example.org", "Mel");
            service
                .registration()
                .register(&user, &secret("a brand new password"))
                .map(drop)
                .map_err(|error| {
                    assert_eq!(desk.text(), before);
                    error.to_string()
                })
        },
    );
    // Without the audit log, registrations cannot be counted.
    assert_eq!(tolerated, with(&[]));
}

#[test]
fn r25_every_change_of_an_account_is_made_or_not_made() {
    let changes: [fn(&Session) -> AccountChange; 4] = [
        |_| AccountChange::Password(secret("a new one for the till")),
        |session| {
            let mut details = UserInput::of(session.user());
            details.email = "rob@example.org".to_owned();
            AccountChange::Details(details)
        },
        |_| AccountChange::RecoveryCodes,
        |_| AccountChange::SignOutEverywhere,
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let prepare = || {
            let (desk, _) = signed_in();
            desk.codes_of(BOB);
            let session = desk.sign_in(BOB).expect("in");
            (desk, session)
        };
        let tolerated = with_each_call_failing(prepare, |service, _, session| {
            let changed =
                service
                    .account()
                    .change(&session, &secret(BOB.1).into(), change(&session));
            changed.map(drop).map_err(|error| error.to_string())
        });
        // Another address ends no credential.
        let told: &[&str] = match number {
            1 => &["tell"],
            _ => &["keep_ended", "tell"],
        };
        assert_eq!(tolerated, with(told));
    }
}

#[test]
fn r25_setting_a_second_factor_up_is_done_or_not_done() {
    let tolerated = with_each_call_failing(signed_in, |service, desk, session| {
        let before = desk.text();
        let said = |error: egui_authenticator::service::account::AccountError| error.to_string();
        let begin = BeginTwoFactor::Session(session, secret(BOB.1).into());
        let enrolment = service.two_factor().begin(begin).map_err(said)?;
        let phone = crate::harness::phone::Phone::set_up(&enrolment);
        let code = phone.code(desk.ports.clock.now().as_seconds());
        let confirmed = service.two_factor().confirm(&enrolment, &code);
        confirmed.map(drop).map_err(|error| {
            let is_half = desk.text() != before && !desk.text().contains("totp:");
            assert!(!is_half);
            said(error)
        })
    });
    assert_eq!(tolerated, with(&["keep_ended", "tell"]));
}

#[test]
fn r25_a_recovery_is_done_or_not_done() {
    let prepare = || {
        let desk = faulty(Desk::open());
        let codes = desk.codes_of(BOB);
        (desk, codes)
    };
    let new = "a new one for the till";
    let tolerated = with_each_call_failing(prepare, |service, desk, codes| {
        let recovered = service
            .recovery()
            .reset_password("bob", &secret(&codes[0]), &secret(new));
        recovered.map_err(|error| {
            let is_in = |password| desk.sign_in((BOB.0, password)).is_some();
            assert!(
                is_in(BOB.1) || is_in(new),
                "{error}: neither password works"
            );
            error.to_string()
        })
    });
    assert_eq!(tolerated, with(&["keep_ended", "tell"]));
    let tolerated = with_each_call_failing(prepare, |service, _, codes| {
        let found = service
            .recovery()
            .find_username("bob@example.org", &secret(&codes[0]));
        found.map(drop).map_err(|error| error.to_string())
    });
    assert_eq!(tolerated, with(&["keep_ended", "tell"]));
}

#[test]
fn r25_what_administrators_do_is_done_or_not_done() {
    type Act = fn(&Service, Caller<'_>) -> Result<(), String>;
    let acts: [Act; 3] = [
        |service, by| {
            let code = service.users().start_reset(by, "bob");
            code.map(drop).map_err(|e| words().user_error(&e).line())
        },
        |service, by| {
            let required = service.users().require_new_password(by, "bob");
            required.map_err(|e| words().user_error(&e).line())
        },
        |service, by| {
            let ended = service.users().sign_out_everywhere(by, "bob");
            ended.map_err(|e| words().user_error(&e).line())
        },
    ];
    for (number, act) in acts.iter().enumerate() {
        let prepare = || {
            let desk = faulty(Desk::open());
            let session = desk.sign_in(ADA).expect("in");
            (desk, session)
        };
        let tolerated = with_each_call_failing(prepare, |service, _, session| {
            act(service, Caller::Session(&session))
        });
        let told: &[&str] = match number {
            0 => &["tell"],
            1 => &[],
            _ => &["keep_ended", "tell"],
        };
        assert_eq!(tolerated, with(told));
    }
}

#[test]
fn r25_pages_and_sign_out_fail_with_words() {
    let tolerated = with_each_call_failing(signed_in, |service, _, session| {
        let view = egui_authenticator::domain::page::PageId("till".to_owned());
        let page = service.pages().open(&session, &view);
        page.map_err(|error| words().page_error(&error).line())?;
        let launched = service.pages().launch(&session, &view, 0);
        launched.map_err(|error| words().launch_error(&error).line())?;
        service
            .remember_me()
            .remember(&session)
            .map_err(|error| words().not_remembered(&error).line())?;
        let out = service.sessions().sign_out(&session);
        out.map_err(|error| words().sign_out_error(&error).line())
    });
    // Whether the user left or the session had ended is recorded if the file can be read.
    assert_eq!(tolerated, ["read_file", "record", "settings of the record"]);
}

#[test]
fn r25_changes_of_users_and_settings_are_all_or_nothing() {
    use egui_authenticator::domain::secret::SecretText;
    use egui_authenticator::service::ports::Setting;
    use egui_authenticator::service::users::import::{ImportError, Progress};

    type Case = fn(&Service, Caller<'_>) -> Result<(), String>;
    let said = |error: &UserError| words().user_error(error).line();
    let cases: &[(&str, Case)] = &[
        ("add", |service, by| {
            let user = typed_user("zoe", "zoe@example.org", "Zoe");
            let added = service.users().add(by, &user, &["till"]);
            added
                .map(drop)
                .map_err(|error| words().user_error(&error).line())
        }),
        ("invite", |service, by| {
            let invited = service
                .allowed_emails()
                .add(by, &["new@example.org".to_owned()]);
            invited
                .map(drop)
                .map_err(|error| words().user_error(&error).line())
        }),
        ("settings", |service, by| {
            let changed = service
                .settings()
                .preview(by, vec![Setting::LockMinutes(9)])
                .and_then(|preview| service.settings().apply(by, &preview));
            changed.map_err(|error| words().user_error(&error).line())
        }),
        ("import", |service, by| {
            let table = "username,email,first_name\nzed,zed@example.org,Zed\nbob,,Bert\n";
            let imported = service
                .import()
                .plan(by, SecretText::new(table.to_owned()))
                .and_then(|plan| service.import().run(by, &plan, false, &Progress::default()));
            imported
                .map(drop)
                .map_err(|error: ImportError| words().import_error(&error).line())
        }),
    ];
    for (name, case) in cases {
        let prepare = || {
            let desk = faulty(Desk::open());
            let session = desk.sign_in(ADA).expect("in");
            (desk, session)
        };
        let tolerated = with_each_call_failing(prepare, |service, desk, session| {
            let before = desk.text();
            case(service, Caller::Session(&session)).inspect_err(|_| {
                assert_eq!(desk.text(), before, "{name}");
            })
        });
        assert_eq!(tolerated, with(&[]), "{name}");
    }
    // Nothing is listed where not everything is known.
    let tolerated = with_each_call_failing(
        || (faulty(Desk::open()), ()),
        |service, _, ()| {
            let people = service.users().list(Caller::LocalOwner(Operator::assume()));
            people.map(drop).map_err(|error| said(&error))
        },
    );
    assert_eq!(tolerated, Vec::<&str>::new());
}

#[test]
fn r71_no_failing_call_of_a_lock_lets_the_next_start_in() {
    for fail_at in 0..20 {
        let desk = faulty(Desk::open());
        let session = desk.sign_in(BOB).expect("in");
        let remembered = desk.service.remember_me().remember(&session);
        assert_eq!(remembered, Ok(()));
        desk.faults.arm(fail_at);
        let locked = desk.service.sessions().lock(&session, LockReason::Locked);
        assert_eq!(locked, Ok(()), "call {fail_at}");
        let resumed = desk.restarted().remember_me().resume();
        assert!(resumed.session_view().is_none(), "call {fail_at}");
    }
}
