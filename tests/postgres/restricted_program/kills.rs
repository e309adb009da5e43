//! Programs at restricted computers, and their server, that are killed at any moment: nothing counts twice, nothing is half done,
//! and no session counts for longer than 90 seconds.

use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::ports::{SessionLimitError, Setting};
use egui_authenticator::service::remember_me::Resumed;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::use_cases::UserInput;
use egui_authenticator::users::PersonName;

use super::remembering::{Desk, started};
use super::{PASSWORD, Shop, Till, eventually, secret};
use crate::computers::OWNER;
use crate::server::Server;

/// What a process is to do, the folder of its computer, and the address of the server.
const WORK: &str = "RESTRICTED_WORK";

/// How soon a server that was killed works again.
const BACK: Duration = Duration::from_secs(10);

/// One of the programs that others start and kill: does the same again and again, and says each time that it is done.
#[test]
#[ignore = "is started by the tests beside it"]
fn work() {
    let Ok(work) = std::env::var(WORK) else {
        return;
    };
    let [what, folder, address] = work.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{work}")
    };
    let start = || started(Path::new(folder), address, false);
    match what {
        "guess" => {
            let till = start();
            say_each(|_| guess(&till));
        }
        "change" => {
            let till = start();
            let mut session = till.enter("bob", PASSWORD).expect("signed in").session;
            say_each(|number| {
                let changed = change(&till, &session, &name_of(std::process::id(), number));
                session = changed.expect("changed");
            });
        }
        "resume" => say_each(|_| {
            let view = start().service.remember_me().resume().session_view();
            assert!(view.is_some(), "remembered");
        }),
        "stay" => {
            let till = start();
            let _session = till.enter("bob", PASSWORD).expect("signed in").session;
            say_each(|_| thread::sleep(Duration::from_millis(50)));
        }
        _ => panic!("{what}"),
    }
}

/// The name that a program gives `bob` with this change.
fn name_of(program: u32, number: u64) -> String {
    format!("Name{number} of {program}")
}

fn say_each(mut act: impl FnMut(u64)) {
    for number in 1.. {
        act(number);
        eprintln!("done {number}");
    }
}

fn guess(till: &Till) {
    let error = till.enter("bob", "a guess").err();
    assert_eq!(error, Some(SignInError::Refused));
}

/// Changes the first name of `bob`.
fn change(
    till: &Till,
    session: &egui_authenticator::Session,
    name: &str,
) -> Result<egui_authenticator::Session, String> {
    let name = PersonName::new(name, "Smith");
    let details = UserInput::new("bob", "bob@example.org", name);
    let (account, factors) = (till.service.account(), secret(PASSWORD).into());
    let changed = account.change(session, &factors, AccountChange::Details(details));
    let changed = changed.map_err(|error| error.to_string())?;
    Ok(changed.session_view.session)
}

/// A program that does something again and again.
struct Program {
    process: Child,
    says: Lines<BufReader<ChildStderr>>,
}

impl Program {
    fn start(what: &str, desk: &Desk) -> Self {
        let work = format!("{what} {} {}", desk.folder.path().display(), desk.address);
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .args(["--ignored", "--exact", "--nocapture"])
            .arg("restricted_program::kills::work")
            .env(WORK, work)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let says = BufReader::new(process.stderr.take().expect("a pipe")).lines();
        Self { process, says }
    }

    /// How often it has done so, as it says next; `None` at its end.
    fn next(&mut self) -> Option<u64> {
        let mut lines = self.says.by_ref().map_while(Result::ok);
        lines.find_map(|line| line.strip_prefix("done ")?.trim().parse().ok())
    }

    /// Lets it begin, kills it after a moment, and returns how often it has said that it was done.
    fn killed(mut self, kill: u64) -> u64 {
        let mut done = self.next().expect("begun");
        // Moments that are as good as random, and the same in every run.
        thread::sleep(Duration::from_micros(kill * 7_919 % 40_000));
        self.process.kill().expect("killed");
        while let Some(more) = self.next() {
            done = more;
        }
        self.process.wait().expect("ended");
        done
    }
}

fn kills() -> u64 {
    let kills = std::env::var("POSTGRES_KILLS").ok();
    kills.and_then(|kills| kills.parse().ok()).unwrap_or(6)
}

/// A shop in which a name is locked after many failures only.
fn patient(shop: Shop) -> Shop {
    shop.set(vec![
        Setting::LockoutAfter(100),
        Setting::LockoutStopAfter(100),
        Setting::LockoutAllNames(100_000),
    ]);
    shop
}

/// Waits until the server has done or left what a program had sent that was killed.
fn wait_for_its_end(shop: &Shop) {
    let connections = "SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'till1_of_' || current_database()";
    shop.database.wait_for(connections, "0");
}

fn first_name(shop: &Shop) -> String {
    shop.database
        .sql("SELECT record ->> 'first_name' FROM auth_inner.account WHERE name_key = 'bob'")
}

/// Returns how many records of a kind are about `bob`.
fn records(shop: &Shop, kind: &str) -> u64 {
    let count =
        format!("SELECT count(*) FROM auth_inner.event WHERE who = 'bob' AND kind = '{kind}'");
    shop.database.sql(&count).parse().expect("a number")
}

fn is_whole(shop: &Shop) -> bool {
    let check = shop.trusted.audit_log().verify(OWNER);
    matches!(check, Ok(ChainCheck::Whole(Some(_))))
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_program_that_is_killed_while_it_guesses_has_each_guess_counted_once() {
    let shop = patient(Shop::open());
    let desk = Desk::new(shop.address("till1"));
    let mut open = 0;
    for kill in 0..kills() {
        let answered = Program::start("guess", &desk).killed(kill);
        wait_for_its_end(&shop);
        let counted = shop.failures("bob");
        assert!(
            (answered..=answered + 1).contains(&counted),
            "{counted}, not {answered}"
        );
        open += counted - answered;
        assert!(shop.trusted.users().unlock(OWNER, "bob").is_ok());
        assert!(is_whole(&shop));
    }
    println!("{open} guesses were counted and not answered");
    assert_eq!(shop.sessions(), 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_program_that_is_killed_while_it_changes_the_account_leaves_nothing_half_done() {
    let shop = patient(Shop::open());
    let desk = Desk::new(shop.address("till1"));
    for kill in 0..kills() {
        let before = records(&shop, "account");
        let program = Program::start("change", &desk);
        let id = program.process.id();
        let answered = program.killed(kill);
        wait_for_its_end(&shop);
        let is_there = [answered, answered + 1].map(|number| name_of(id, number));
        let name = first_name(&shop);
        let made = is_there.iter().position(|of| *of == name);
        let made = answered + made.expect("the last change, or the one after") as u64;
        assert_eq!(
            records(&shop, "account") - before,
            made,
            "each is recorded once"
        );
        // A check of the password that was counted and not told stays counted.
        assert!(shop.failures("bob") <= 1, "{name}");
        let whole =
            "SELECT count(*) FROM auth_inner.head JOIN auth_inner.past USING (revision, seq)";
        assert_eq!(shop.database.sql(whole), "1");
        assert!(is_whole(&shop));
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r38_a_program_that_is_killed_while_it_resumes_stays_signed_in_without_an_alarm() {
    let shop = Shop::open();
    let desk = Desk::new(shop.address("till1"));
    drop(desk.remembered());
    for kill in 0..kills() {
        Program::start("resume", &desk).killed(kill);
        assert!(desk.resumes(), "after kill {kill}");
    }
    let epoch = "SELECT record ->> 'session_epoch' FROM auth_inner.account WHERE name_key = 'bob'";
    assert_eq!(shop.database.sql(epoch), "0");
    assert!(is_whole(&shop));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_session_of_a_program_that_was_killed_counts_for_90_seconds_and_no_longer() {
    let shop = Shop::open();
    shop.set(vec![Setting::SessionsSingle(true)]);
    let desk = Desk::new(shop.address("till1"));
    let mut program = Program::start("stay", &desk);
    program.next().expect("signed in");
    program.process.kill().expect("killed");
    program.process.wait().expect("ended");
    let other = shop.till("till2");
    let is_in = |entered: Option<SignInError>| {
        matches!(
            entered,
            Some(SignInError::SessionLimit(SessionLimitError::AlreadyIn))
        )
    };
    let pass = |seconds: u32| {
        shop.database.sql(&format!(
            "UPDATE auth_inner.session_slot SET seen = seen - {seconds}"
        ));
    };
    assert!(is_in(other.enter("bob", PASSWORD).err()));
    pass(60);
    assert!(is_in(other.enter("bob", PASSWORD).err()));
    pass(31);
    let view = other.enter("bob", PASSWORD).expect("no longer counted");
    let slots = "SELECT count(*) FROM auth_inner.session_slot";
    assert_eq!(shop.database.sql(slots), "1", "only the new one");
    drop(view);
    // No program knows its token any more. It ends when the account changes, and is forgotten after a day.
    shop.database
        .sql("UPDATE auth_inner.restricted_session SET seen = seen - 86401");
    assert!(other.enter("bob", PASSWORD).is_ok());
    eventually(BACK, || shop.sessions() == 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_server_that_is_killed_while_accounts_change_leaves_nothing_half_done() {
    let server: &'static Server = Box::leak(Box::new(Server::start(&["fsync = on"])));
    let shop = patient(Shop::on(server));
    let desk = Desk::new(shop.address("till1"));
    let till = started(desk.folder.path(), &desk.address, false);
    for kill in 0..kills().min(4) {
        let mut session = till.enter("bob", PASSWORD).expect("signed in").session;
        let before = records(&shop, "account");
        let made = AtomicU64::new(0);
        let refused = thread::scope(|scope| {
            let (till, session, made) = (&till, &mut session, &made);
            let changing = scope.spawn(move || {
                for number in 1.. {
                    match change(till, session, &format!("Name{kill}of{number}")) {
                        Ok(changed) => *session = changed,
                        Err(error) => return error,
                    }
                    made.store(number, Ordering::Relaxed);
                }
                String::new()
            });
            eventually(BACK, || made.load(Ordering::Relaxed) > 0);
            thread::sleep(Duration::from_millis(kill * 7));
            server.order("kill");
            changing.join().expect("ended")
        });
        let last = made.into_inner();
        server.order("start");
        eventually(BACK, || till.service.sessions().refresh(&session).is_ok());
        let name = first_name(&shop);
        let names = [last, last + 1].map(|number| format!("Name{kill}of{number}"));
        assert!(names.contains(&name), "{name} after {last}: {refused}");
        let recorded = records(&shop, "account") - before;
        assert!(
            (last..=last + 1).contains(&recorded),
            "{recorded}, not {last}"
        );
        assert!(is_whole(&shop));
        assert!(
            shop.failures("bob") <= 1,
            "the password that was not answered"
        );
        assert!(till.service.sessions().sign_out(&session).is_ok());
        eventually(BACK, || shop.sessions() == 0);
    }
    server.order("kill");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r38_a_server_that_is_killed_while_a_program_resumes_raises_no_alarm() {
    let server: &'static Server = Box::leak(Box::new(Server::start(&["fsync = on"])));
    let shop = Shop::on(server);
    let desk = Desk::new(shop.address("till1"));
    drop(desk.remembered());
    for kill in 0..kills().min(20) {
        let reused = thread::scope(|scope| {
            let resuming = scope.spawn(|| {
                let resumed = || started(desk.folder.path(), &desk.address, false);
                let resumed = || resumed().service.remember_me().resume();
                (0..12).any(|_| matches!(resumed(), Resumed::Reused))
            });
            thread::sleep(Duration::from_millis(40 + kill * 37 % 100));
            server.order("kill");
            server.order("start");
            resuming.join().expect("ended")
        });
        assert!(!reused);
        eventually(BACK, || desk.resumes());
    }
    let epoch = "SELECT record ->> 'session_epoch' FROM auth_inner.account WHERE name_key = 'bob'";
    assert_eq!(shop.database.sql(epoch), "0");
    server.order("kill");
}
