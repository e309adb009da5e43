//! A PostgreSQL server for tests: started once for all of them, with a database of its own for each.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::store::postgres::{Client, PostgresOptions};

/// The server that most tests share. It forgets what it was told when it is killed.
static SHARED: LazyLock<Server> = LazyLock::new(|| {
    Server::start(&[
        "fsync = off",
        "full_page_writes = off",
        "autovacuum_naptime = 5min",
        "max_connections = 200",
    ])
});

/// Roles belong to the server, which the databases of all tests share.
pub const ROLE: &str = "DO $$ BEGIN CREATE ROLE auth_computer NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$";

/// A running server. It ends with the program, however that ends: `server.sh` waits for the end of its input.
pub struct Server {
    folder: String,
    port: u16,
    guard: Mutex<Guard>,
    /// The name of a database with tables.
    template: OnceLock<String>,
    /// The name of one whose functions restricted computers may call.
    for_restricted: OnceLock<String>,
}

struct Guard {
    child: Child,
    /// Closed when the guard is dropped.
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Server {
    /// Returns the server that tests share.
    pub fn shared() -> &'static Self {
        &SHARED
    }

    /// Starts a server with these lines in its configuration.
    pub fn start(settings: &[&str]) -> Self {
        Self::run_script(settings, None)
    }

    /// Starts a server whose clock differs from that of this computer by this, such as `+1h`.
    pub fn with_clock(difference: &str) -> Self {
        Self::run_script(&["fsync = off"], Some(("CLOCK", difference.to_owned())))
    }

    /// Starts a server whose data are on a disk of this size, such as `200m`, which the order `fill` fills until `free`.
    pub fn on_disk(size: &str, settings: &[&str]) -> Self {
        Self::run_script(settings, Some(("DISK", size.to_owned())))
    }

    /// Starts a server that follows this one.
    pub fn standby(&self) -> Self {
        Self::run_script(&[], Some(("PRIMARY", self.port.to_string())))
    }

    fn run_script(settings: &[&str], variable: Option<(&str, String)>) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres/server.sh");
        let port = free_port();
        let mut child = Command::new("sh")
            .arg(script)
            .arg(port.to_string())
            .args(settings)
            .envs(variable)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut guard = Guard {
            orders: child.stdin.take(),
            answers: BufReader::new(child.stdout.take().expect("a pipe")),
            child,
        };
        let answer = guard.answer();
        let folder = answer.strip_prefix("ready ");
        Self {
            folder: folder.expect("PostgreSQL starts").to_owned(),
            port,
            guard: Mutex::new(guard),
            template: OnceLock::new(),
            for_restricted: OnceLock::new(),
        }
    }

    /// Returns its port on the loopback.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns the folder with its socket.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Returns what the server has logged.
    pub fn log(&self) -> String {
        let log = std::fs::read(Path::new(&self.folder).join("log"));
        String::from_utf8_lossy(&log.expect("a log")).into_owned()
    }

    /// Gives `server.sh` an order, such as `stop`, `kill` or `start`.
    pub fn order(&self, order: &str) {
        let mut guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
        let orders = guard.orders.as_mut().expect("open");
        writeln!(orders, "{order}").expect("told");
        assert_eq!(guard.answer(), "done", "{order}");
    }

    /// Creates an empty database.
    pub fn database(&self) -> Database<'_> {
        self.create("template0")
    }

    /// Creates a database with the tables of this version.
    pub fn migrated(&self) -> Database<'_> {
        let template = self.template.get_or_init(|| {
            let database = self.database();
            database.migrate();
            database.name
        });
        self.create(template)
    }

    /// Creates a database with the tables of this version, and with functions that restricted computers may call.
    pub fn for_restricted(&self) -> Database<'_> {
        let template = self.for_restricted.get_or_init(|| {
            // After the other one, which creates a role of the server as well.
            let database = self.migrated();
            database.sql(ROLE);
            database.migrate();
            database.name
        });
        self.create(template)
    }

    fn create(&self, template: &str) -> Database<'_> {
        let name = new_name();
        self.sql(
            "postgres",
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        );
        Database { server: self, name }
    }

    /// Runs statements as the owner of the server, and returns what they return: lines of columns between bars.
    pub fn sql(&self, database: &str, statements: &str) -> String {
        let options = ["-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c"];
        let output = self.run("psql", &[&options[..], &[statements]].concat());
        output.trim_end().to_owned()
    }

    /// Runs statements as this login, one after the other, also after one that fails. Returns what they return and the errors.
    pub fn sql_as(&self, login: &str, database: &str, statements: &str) -> (String, String) {
        let mut child = Command::new(programs().join("psql"))
            .args(["-XAtq", "-v", "VERBOSITY=verbose", "-U", login])
            .args(["-h", &self.folder, "-p", &self.port.to_string()])
            .args(["-d", database])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("psql");
        let mut input = child.stdin.take().expect("a pipe");
        let writing = statements.to_owned();
        let writer = std::thread::spawn(move || drop(input.write_all(writing.as_bytes())));
        let output = child.wait_with_output().expect("ended");
        writer.join().expect("written");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        (text(&output.stdout), text(&output.stderr))
    }

    /// Runs statements in a transaction that stays open, so that its locks are held.
    pub fn hold(&self, database: &str, statements: &str) -> Held {
        let mut program = Command::new(programs().join("psql"))
            .args(["-XAtq", "-v", "ON_ERROR_STOP=1", "-U", "owner"])
            .args(["-h", &self.folder, "-p", &self.port.to_string()])
            .args(["-d", database])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("psql");
        let mut input = program.stdin.take().expect("a pipe");
        writeln!(input, "BEGIN; {statements}; SELECT 'held';").expect("told");
        let output = BufReader::new(program.stdout.take().expect("a pipe"));
        let mut lines = output.lines().map_while(Result::ok);
        assert!(lines.any(|line| line == "held"), "{statements}");
        Held { program, input }
    }

    /// Waits until a statement returns this. Whatever else has failed, a test ends.
    pub fn wait_for(&self, database: &str, statement: &str, result: &str) {
        let begun = Instant::now();
        while self.sql(database, statement) != result {
            assert!(begun.elapsed() < Duration::from_secs(60), "{statement}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Runs a program of PostgreSQL as the owner of the server, and returns what it prints.
    pub fn run(&self, program: &str, options: &[&str]) -> String {
        let output = Command::new(programs().join(program))
            .args(["-U", "owner", "-h", &self.folder])
            .args(["-p", &self.port.to_string()])
            .args(options)
            .output()
            .expect(program);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{options:?}: {error}");
        String::from_utf8(output.stdout).expect("text")
    }
}

impl Guard {
    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("an answer");
        line.trim_end().to_owned()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.orders.take());
        // Whether it ended well, a test asks by what is left.
        drop(self.child.wait());
    }
}

/// A transaction of another program. It is rolled back when this is dropped.
pub struct Held {
    program: Child,
    /// Closed when the transaction ends.
    input: ChildStdin,
}

impl Held {
    /// Commits it, and returns when its locks are released.
    pub fn commit(self) {
        let Self {
            mut program,
            mut input,
        } = self;
        writeln!(input, "COMMIT;").expect("told");
        drop(input);
        assert!(program.wait().expect("ended").success());
    }
}

/// A database of a test.
pub struct Database<'a> {
    server: &'a Server,
    name: String,
}

impl Database<'_> {
    /// Returns the address over the loopback.
    pub fn address(&self) -> String {
        let Self { server, name } = self;
        format!("postgresql://owner@127.0.0.1:{}/{name}", server.port)
    }

    /// Returns a client with connections of its own, as another computer has.
    pub fn client(&self) -> Client {
        let options = PostgresOptions::parse(&self.address()).expect("an address");
        Client::connect(&options).expect("a client")
    }

    /// Creates the tables. Another test may be creating a role of the server at this moment.
    fn migrate(&self) {
        let mut tries = std::iter::repeat_with(|| self.client().migrate()).take(5);
        assert!(tries.any(|migrated| migrated.is_ok()), "migrated");
    }

    /// Runs statements as its owner, and returns what they return: lines of columns between bars.
    pub fn sql(&self, statements: &str) -> String {
        self.server.sql(&self.name, statements)
    }

    /// Runs statements as this login, and returns what they return and the errors.
    pub fn sql_as(&self, login: &str, statements: &str) -> (String, String) {
        self.server.sql_as(login, &self.name, statements)
    }

    /// Runs statements in a transaction that stays open.
    pub fn hold(&self, statements: &str) -> Held {
        self.server.hold(&self.name, statements)
    }

    /// Waits until a statement returns this.
    pub fn wait_for(&self, statement: &str, result: &str) {
        self.server.wait_for(&self.name, statement, result);
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Returns a name that no other database has.
fn new_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("test{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Returns the folder with the programs of the newest version, or of the one in `POSTGRES_BIN`.
pub fn programs() -> PathBuf {
    if let Some(folder) = std::env::var_os("POSTGRES_BIN") {
        return folder.into();
    }
    let versions = Path::new("/usr/lib/postgresql").read_dir();
    let versions = versions.expect("postgresql is installed").flatten();
    let newest = versions.map(|version| version.path()).max();
    newest.expect("a version").join("bin")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_that_was_killed_starts_again_and_nothing_is_left_of_it_at_the_end() {
    let server = Server::start(&[]);
    let database = server.database();
    database.sql("CREATE TABLE kept AS SELECT 1 AS number");
    server.order("kill");
    server.order("start");
    assert_eq!(database.sql("SELECT * FROM kept"), "1");
    let (folder, port) = (server.folder.clone(), server.port);
    drop(database);
    drop(server);
    assert!(!Path::new(&folder).exists());
    assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok());
}
