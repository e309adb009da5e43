//! A server whose clock is an hour ahead of those of the computers, or an hour behind.

use std::sync::LazyLock;
use std::time::Duration;

use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::ports::Clock as _;
use egui_authenticator::service::ports::Setting;
use egui_authenticator::service::session_view::SessionView;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::SecondFactor;
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::store::platform::SystemClock;
use egui_authenticator::use_cases::SignInOutcome;
use egui_authenticator::{Secret, Service, Session};
use serde_json::Value as Json;
use totp_rs::{Builder, Secret as Key};

use crate::commands::Home;
use crate::computers::OWNER;
use crate::restricted_program::{PASSWORD, Shop, Till, eventually, secret};
use crate::server::Server;

const HOUR: i64 = 60 * 60;

static AHEAD: LazyLock<Server> = LazyLock::new(|| Server::with_clock("+1h"));
static BEHIND: LazyLock<Server> = LazyLock::new(|| Server::with_clock("-1h"));

/// A shop whose server has another time than its computers.
struct Desk {
    /// How many seconds the clock of the server is ahead.
    ahead: i64,
    shop: Shop,
    till: Till,
}

/// Opens a shop with a server whose clock is ahead, and one with a server whose clock is behind.
fn desks() -> [Desk; 2] {
    [(HOUR, &*AHEAD), (-HOUR, &*BEHIND)].map(|(ahead, server)| {
        let shop = Shop::on(server);
        let till = shop.till("till1");
        Desk { ahead, shop, till }
    })
}

impl Desk {
    /// Returns the services of the restricted and of the trusted computer.
    fn computers(&self) -> [&Service; 2] {
        [&self.till.service, &self.shop.trusted]
    }

    /// Returns for how many seconds a name is locked at a computer.
    fn locked_for(computer: &Service, name: &str) -> u32 {
        match enter(computer, name, PASSWORD) {
            Err(SignInError::Locked(Locked::For(seconds))) => seconds,
            other => panic!("{name}: {:?}", other.err()),
        }
    }

    /// Locks a name with five failures at a computer.
    fn lock(&self, computer: &Service, name: &str) {
        self.shop.add(name);
        for _ in 0..5 {
            let entered = enter(computer, name, "a guess");
            assert!(matches!(entered, Err(SignInError::Refused)), "{name}");
        }
        assert!(Self::locked_for(computer, name) > 0);
    }
}

fn enter(computer: &Service, name: &str, text: &str) -> Result<Box<SessionView>, SignInError> {
    let sign_in = computer.sign_in();
    let view = sign_in.with_password(name, &secret(text))?.session_view();
    Ok(view.expect("nothing more is needed"))
}

/// An authenticator app.
struct Phone(Key);

impl Phone {
    /// Sets up the second factor of a user.
    fn of(computer: &Service, session: Session) -> Self {
        let begin = BeginTwoFactor::Session(session, secret(PASSWORD).into());
        let enrolment = computer.two_factor().begin(begin).expect("begun");
        let key = enrolment.key_text().expose().replace(' ', "");
        let phone = Self(Key::try_from_base32(&key).expect("a key"));
        let confirmed = computer.two_factor().confirm(&enrolment, &phone.code(0));
        assert!(confirmed.is_ok(), "{:?}", confirmed.err());
        phone
    }

    /// Returns the code that it shows if its clock is this many seconds ahead.
    fn code(&self, ahead: i64) -> Secret {
        let totp = Builder::new().with_secret(self.0.clone());
        let now = u64::try_from(SystemClock.now().as_seconds() + ahead);
        let totp = totp.build().expect("parameters");
        secret(&totp.generate(now.expect("after 1970")).to_string())
    }
}

/// Signs Bob in with a code.
fn enter_code(computer: &Service, code: Secret) -> Result<SignInOutcome, SignInError> {
    let sign_in = computer.sign_in();
    let outcome = sign_in.with_password("bob", &secret(PASSWORD))?;
    let SignInOutcome::NextStep(step) = outcome else {
        panic!("the code is needed");
    };
    sign_in.second_factor(&step, &SecondFactor::App(code))
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn users_sign_in_and_stay_signed_in_if_the_clock_of_the_server_is_an_hour_off() {
    for desk in desks() {
        let off = desk.ahead;
        let open = desk.computers().map(|computer| {
            let view = enter(computer, "bob", PASSWORD);
            view.unwrap_or_else(|error| panic!("{off}: {error}"))
        });
        for name in ["ada", "bob"] {
            for computer in desk.computers() {
                assert!(enter(computer, name, PASSWORD).is_ok(), "{off}");
            }
        }
        for (computer, view) in desk.computers().into_iter().zip(open) {
            let sessions = computer.sessions();
            let mut session = view.session;
            for _ in 0..3 {
                let refreshed = sessions.refresh(&session);
                session = refreshed.expect("stays open").session;
            }
            assert!(sessions.sign_out(&session).is_ok(), "{off}");
        }
        let check = desk.shop.trusted.audit_log().verify(OWNER);
        assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_lockout_is_neither_ended_nor_extended_by_a_clock_of_the_server_that_is_an_hour_off() {
    let half = 1_800;
    for desk in desks() {
        desk.shop.set(vec![
            Setting::LockoutSeconds(half),
            Setting::LockoutMaxSeconds(half),
        ]);
        let [till, office] = desk.computers();
        for (name, computer) in [("carl", till), ("dora", office)] {
            desk.lock(computer, name);
            // Each looks after the other one as well.
            for computer in [till, office, till, office] {
                let seconds = Desk::locked_for(computer, name);
                let range = half - 60..=half;
                assert!(range.contains(&seconds), "{} {name}: {seconds}", desk.ahead);
            }
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_lockout_that_is_over_at_one_computer_is_over_at_the_other_if_the_clock_of_the_server_is_off() {
    let seconds = 8;
    let desks = desks();
    for desk in &desks {
        desk.shop.set(vec![Setting::LockoutSeconds(seconds)]);
        let [till, office] = desk.computers();
        for (computer, names) in [(till, ["carl", "dora"]), (office, ["emil", "fay"])] {
            for name in names {
                desk.lock(computer, name);
            }
        }
    }
    for desk in &desks {
        let [till, office] = desk.computers();
        for (here, there, [first, second]) in [
            (till, office, ["carl", "dora"]),
            (office, till, ["emil", "fay"]),
        ] {
            // The second one was locked after the first one.
            let limit = Duration::from_secs(30);
            eventually(limit, || enter(here, second, PASSWORD).is_ok());
            // The server and the computers may be within the same second, or not.
            let limit = Duration::from_secs(u64::from(seconds) / 2);
            eventually(limit, || enter(there, first, PASSWORD).is_ok());
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn codes_follow_the_clock_of_the_server_at_restricted_computers_and_their_own_at_trusted_ones() {
    for desk in desks() {
        let [till, office] = desk.computers();
        let session = enter(office, "bob", PASSWORD).expect("in").session;
        let phone = Phone::of(office, session);
        // The next code, because each works once.
        let entered = enter_code(office, phone.code(30));
        assert!(entered.is_ok(), "{:?}", entered.err());
        // As if that was some time ago: otherwise a server that is behind takes the time of its code for over.
        desk.shop
            .database
            .sql("UPDATE auth_inner.step SET used = used - 1000");
        let entered = enter_code(till, phone.code(0));
        assert_eq!(entered.err(), Some(SignInError::CodeWrong));
        let entered = enter_code(till, phone.code(desk.ahead));
        assert!(entered.is_ok(), "{:?}", entered.err());
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_check_reports_a_clock_of_the_server_that_is_an_hour_off_as_an_error() {
    for desk in desks() {
        let home = Home::new();
        let address = desk.shop.address("till1");
        let printed = home.run(&["--json", "store", "check", &address]);
        let found: Json = serde_json::from_str(&printed.out).expect("JSON");
        let mut found = found.as_array().expect("a list").iter();
        let clock = found.find(|of| of["check"] == "clock").expect("found");
        assert_eq!(clock["severity"], "error");
        let seconds = clock["value"].as_i64().expect("seconds");
        assert!((HOUR - 5..=HOUR + 5).contains(&seconds), "{seconds}");
    }
}
