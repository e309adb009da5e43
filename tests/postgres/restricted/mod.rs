//! Sign-in at restricted computers: what the functions of the schema `auth` count, tell and hide. All of it is plain SQL of a
//! login that may call these functions and nothing else.

mod badges;
mod badges_end;
mod code_limits;
mod codes;
mod crash;
mod devices;
mod factor_proofs;
mod factor_set_up;
mod factors;
mod flow;
pub mod guesses;
mod hostile;
mod kiosk;
mod limits;
mod plans;
mod quick;
mod quick_ends;
mod removed;
mod salts;
mod side_channels;
mod taken_back;
pub mod twins;
mod twins_of_times;
mod words;
mod zero;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use egui_authenticator::ports::{Hashing, PasswordHasher as _};
use egui_authenticator::testing::QuickHasher;
use serde_json::{Value, json};

use crate::computers::{PASSWORD, password};
use crate::server::{Database, Server};

/// Lets a login have as many answers as it likes whose verdict it has not asked for.
pub const UNLIMITED: &str =
    "CREATE OR REPLACE FUNCTION auth_inner.limit_answers() RETURNS void LANGUAGE sql AS ''";

/// The hash of [`PASSWORD`].
pub static HASH: LazyLock<String> = LazyLock::new(|| {
    let hash = QuickHasher.hash(&password(PASSWORD), Hashing::default());
    hash.expect("hashed").as_str().to_owned()
});

/// A hash of another password.
pub const WRONG: &str = "$2b$04$AfWtmmyg3n0goRqtoz7TseOAWpeFTYeDe7oY/K5/.Ltt/TRLwQdsq";

/// A shop with users, and a restricted computer.
pub struct Counter<'a> {
    pub database: Database<'a>,
    pub login: String,
}

impl Counter<'static> {
    /// Opens a shop with `ada`, `bob` (disabled), `kim` (without a password) and `eve` (waits for approval).
    pub fn open() -> Self {
        Self::on(Server::shared())
    }
}

impl<'a> Counter<'a> {
    /// Opens it on another server.
    pub fn on(server: &'a Server) -> Self {
        let counter = Self::without_users(server);
        let users = [
            user("ada", &json!({})),
            user("bob", &json!({ "disabled": true })),
            user("kim", &json!({ "password": null })),
            user("eve", &json!({ "pending": true })),
        ];
        counter.add(&users);
        counter
    }

    pub fn without_users(server: &'a Server) -> Self {
        let database = server.for_restricted();
        let counter = Self {
            login: format!("{}_till", database.name()),
            database,
        };
        counter.add_login(&counter.login);
        counter
            .database
            .sql("INSERT INTO auth_inner.head VALUES (true, 1, sha256('1'), 0, 0)");
        counter
    }

    /// Adds another restricted computer.
    pub fn add_login(&self, login: &str) {
        self.database
            .sql(&format!("CREATE ROLE {login} LOGIN IN ROLE auth_computer"));
    }

    pub fn add(&self, users: &[Value]) {
        for user in users {
            let name = user["username"].as_str().expect("a name").to_lowercase();
            self.database.sql(&format!(
                "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
                 SELECT substr(sha256('{name}'), 1, 16), coalesce(max(position), 0) + 1, 1, '{name}', '{user}'
                 FROM auth_inner.account"
            ));
        }
    }

    /// Runs statements as the restricted computer, and returns what they return and the errors.
    pub fn run(&self, statements: &str) -> (String, String) {
        self.database.sql_as(&self.login, statements)
    }

    /// Asks whether the hash is right, and returns the verdict.
    pub fn ask(&self, name: &str, hash: &str) -> Value {
        let ticket = ticket();
        self.told(&ticket, &asking(&ticket, name, hash))
    }

    /// Asks the same for an open session.
    pub fn ask_again(&self, token: &str, hash: &str) -> Value {
        let ticket = ticket();
        let answer = format!("auth.answer({ticket}, NULL, '{hash}', {token})");
        self.told(&ticket, &asking_with(&ticket, &answer))
    }

    /// Signs in and returns the token of the session.
    pub fn sign_in(&self, name: &str) -> String {
        let ticket = ticket();
        let verdict = self.told(&ticket, &asking(&ticket, name, &HASH));
        assert_eq!(verdict["word"], "right", "{verdict}");
        ticket
    }

    fn told(&self, ticket: &str, statements: &str) -> Value {
        let (told, errors) = self.run(&format!("{statements}SELECT auth.verdict({ticket});"));
        assert_eq!(errors, "");
        serde_json::from_str(&told).expect("a verdict")
    }

    /// Returns the failures of a user that are counted.
    pub fn failures(&self, name: &str) -> String {
        self.database.sql(&format!(
            "SELECT failures FROM auth_inner.attempts JOIN auth_inner.account AS a
             ON name = auth_inner.attempt_key('account', a.id) WHERE name_key = '{name}'"
        ))
    }

    /// Returns the last records of the audit log, the latest one last.
    pub fn events(&self, count: u32) -> Vec<String> {
        let events = self.database.sql(&format!(
            "SELECT concat_ws(' ', kind, who, is_done, detail) FROM
             (SELECT * FROM auth_inner.event ORDER BY number DESC LIMIT {count}) AS last ORDER BY number"
        ));
        events.lines().map(ToOwned::to_owned).collect()
    }

    /// Replaces the clock of the functions by one that is set by [`Self::set_clock`].
    pub fn stop_clock(&self, now: i64) {
        self.database.sql(
            "CREATE TABLE auth_inner.test_clock (now bigint NOT NULL);
             ALTER TABLE auth_inner.test_clock OWNER TO auth_owner;
             INSERT INTO auth_inner.test_clock VALUES (0);
             SET ROLE auth_owner;
             CREATE OR REPLACE FUNCTION auth_inner.now() RETURNS bigint LANGUAGE sql
             AS $$ SELECT now FROM auth_inner.test_clock $$",
        );
        self.set_clock(now);
    }

    pub fn set_clock(&self, now: i64) {
        self.database
            .sql(&format!("UPDATE auth_inner.test_clock SET now = {now}"));
    }
}

/// Returns the record of a user, with some values in place of the usual ones.
pub fn user(name: &str, other: &Value) -> Value {
    let mut record = json!({
        "username": name,
        "email": format!("{name}@example.org"),
        "first_name": name,
        "last_name": "Example",
        "password": *HASH,
        "roles": ["staff"],
        "disabled": false,
        "times": ["", "", ""],
        "pending": false,
        "picture": null,
        "must_change_password": false,
        "session_epoch": 0,
        "key_vault": "",
        "fields": {},
    });
    for (key, value) in other.as_object().expect("an object") {
        record[key] = value.clone();
    }
    record
}

/// Returns a ticket that no other test has, as SQL.
pub fn ticket() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("sha256('ticket {number}')")
}

/// Returns statements that answer, and ask until the verdict is told. They print nothing.
pub fn asking(ticket: &str, name: &str, hash: &str) -> String {
    let name = name.replace('\'', "''");
    let answer = format!("auth.answer({ticket}, '{name}', '{hash}', NULL)");
    asking_with(ticket, &answer)
}

fn asking_with(ticket: &str, answer: &str) -> String {
    format!(
        "DO $ask$ DECLARE told jsonb; BEGIN
             PERFORM {answer}; COMMIT;
             FOR try IN 1..600 LOOP
                 told := auth.verdict({ticket}); COMMIT;
                 EXIT WHEN NOT told ? 'wait';
                 PERFORM pg_sleep(least((told ->> 'wait')::float8 / 1000, 0.1)); COMMIT;
             END LOOP;
         END $ask$;\n"
    )
}
