//! Programs that change the users at the same time, or are killed while they do: this one, started again.

use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::ports::CredentialStore as _;
use egui_authenticator::store::postgres::{Client, PostgresOptions, PostgresStore};

use super::many::{count, count_up, number};
use super::{makes, set_field, store_with};
use crate::server::{Database, Server};

const WRITERS: usize = 8;

/// The address, the user and the number of changes, for a process that is to work.
const WORK: &str = "POSTGRES_WORK";

/// One of the processes that others start: counts up, and says after each change that it is made.
#[test]
#[ignore = "is started by the tests beside it"]
fn work() {
    let Ok(work) = std::env::var(WORK) else {
        return;
    };
    let [address, username, each] = work.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{work}")
    };
    let options = PostgresOptions::parse(address).expect("an address");
    let store = PostgresStore::new(Client::connect(&options).expect("a client"));
    let each: u64 = each.parse().expect("a number");
    let mut again = 0;
    for made in 1..=each {
        if made % 10 == 0 {
            again += count_up(&store, "shared");
        }
        let own = count_up(&store, username);
        assert_eq!(
            own, 0,
            "changes of users of their own do not disturb each other"
        );
        eprintln!("made {made}");
    }
    eprintln!("again {again}");
}

struct Worker {
    process: Child,
    says: Lines<BufReader<ChildStderr>>,
}

impl Worker {
    fn start(database: &Database<'_>, username: &str, each: u64) -> Self {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .args([
                "--ignored",
                "--exact",
                "--nocapture",
                "users::processes::work",
            ])
            .env(WORK, format!("{} {username} {each}", database.address()))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let says = BufReader::new(process.stderr.take().expect("a pipe")).lines();
        Self { process, says }
    }

    /// Returns the next number that it says after this word; `None` at its end.
    fn next(&mut self, word: &str) -> Option<u64> {
        let mut lines = self.says.by_ref().map_while(Result::ok);
        lines.find_map(|line| line.strip_prefix(word)?.trim().parse().ok())
    }

    fn end(mut self) -> ExitStatus {
        self.process.wait().expect("ended")
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r60_eight_processes_on_one_server_lose_no_change() {
    let database = Server::shared().migrated();
    let names: Vec<_> = (0..WRITERS).map(|writer| format!("user{writer}")).collect();
    let first = store_with(&database, &[&names[..], &["shared".to_owned()]].concat());
    let each = number("POSTGRES_CHANGES", 100);
    let workers = names
        .iter()
        .map(|name| Worker::start(&database, name, each));
    let workers: Vec<_> = workers.collect();
    let mut again = 0;
    for mut worker in workers {
        again += worker.next("again").unwrap_or_default();
        assert!(worker.end().success());
    }
    assert!(again > 0, "they have met");
    for name in &names {
        assert_eq!(count(&first, name), each, "{name}");
    }
    assert_eq!(count(&first, "shared"), WRITERS as u64 * (each / 10));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_process_that_is_killed_leaves_nothing_half_and_holds_no_other_up() {
    let database = Server::shared().migrated();
    let names = ["bob", "shared", "kim"].map(ToOwned::to_owned);
    let here = store_with(&database, &names);
    let (mut kim, mut unanswered) = (0, 0);
    for kill in 0..number("POSTGRES_KILLS", 12) {
        let before = count(&here, "bob");
        let mut worker = Worker::start(&database, "bob", u64::MAX);
        let mut answered = worker.next("made").expect("begun");
        // Moments that are as good as random, and the same in every run.
        thread::sleep(Duration::from_micros(kill * 7_919 % 40_000));
        worker.process.kill().expect("killed");
        while let Some(made) = worker.next("made") {
            answered = made;
        }
        worker.end();
        let begun = Instant::now();
        kim += 1;
        makes(&here, &set_field("kim", "count", &kim.to_string()));
        let waited = begun.elapsed();
        assert!(waited < Duration::from_secs(2), "held up for {waited:?}");
        let made = count(&here, "bob") - before;
        assert!(
            (answered..=answered + 1).contains(&made),
            "{made}, not {answered}"
        );
        unanswered += made - answered;
        let whole =
            "SELECT count(*) FROM auth_inner.head JOIN auth_inner.past USING (revision, seq)";
        assert_eq!(database.sql(whole), "1");
    }
    println!("{unanswered} changes were made and not answered");
    assert_eq!(count(&here, "kim"), kim);
    assert!(here.revision().is_ok());
}
