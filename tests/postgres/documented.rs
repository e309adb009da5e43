//! The text of `docs/several-computers.md`, for tests that do what it says.

use std::path::Path;
use std::process::Command;

use crate::server::{Database, ROLE, Server, programs};

const PAGE: &str = include_str!("../../docs/several-computers.md");

/// Returns the section with this title.
pub fn section(title: &str) -> &'static str {
    let start = PAGE.find(&format!("\n## {title}\n")).expect(title);
    let rest = &PAGE[start + 4..];
    rest.split("\n## ").next().expect("a section")
}

/// What is left to do of a section.
pub struct Steps(&'static str);

impl Steps {
    /// Begins with a section.
    pub fn of(title: &str) -> Self {
        Self(section(title))
    }

    /// Returns the next code that begins like this, each command on one line. What stands before it is left behind, so that
    /// steps are done in the order of the page.
    pub fn next(&mut self, beginning: &str) -> String {
        let start = self.0.find(&format!("`{beginning}"));
        let in_block = self
            .0
            .lines()
            .find(|line| line.trim_start().starts_with(beginning));
        let in_block = in_block.and_then(|line| self.0.find(line));
        let start = match (start, in_block) {
            (Some(inline), Some(block)) => inline.min(block),
            (start, in_block) => start
                .or(in_block)
                .unwrap_or_else(|| panic!("“{beginning}” is not in what is left of the section")),
        };
        let rest = self.0[start..].trim_start_matches(['`', ' ']);
        let (code, rest) = rest.split_once('`').expect("its end");
        self.0 = rest;
        let joined = code.replace("\\\n", " ");
        let lines = joined
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// What stands for the names of the page.
pub struct Names<'a> {
    pub server: &'a Server,
    /// For `db.shop`.
    pub host: &'a str,
    /// The login of `office`.
    pub office: &'a str,
    /// For the database `auth`.
    pub database: &'a str,
    /// For the database `auth2`.
    pub restored: &'a str,
}

impl Names<'_> {
    /// Returns a text of the page with the names of the test.
    pub fn put_into(&self, text: &str) -> String {
        let of_word = |character: char| character.is_alphanumeric() || "_.".contains(character);
        let mut result = String::new();
        for part in text.split_inclusive(|character| !of_word(character)) {
            let word = part.trim_end_matches(|character| !of_word(character));
            result += match word {
                "db.shop" => self.host,
                "office" => self.office,
                "auth" => self.database,
                "auth2" => self.restored,
                other => other,
            };
            result += &part[word.len()..];
        }
        result
    }

    /// Runs a command of PostgreSQL on `office`, in a folder and with this file of passwords.
    pub fn run(&self, command: &str, folder: &Path, passwords: &Path) {
        let path = std::env::var("PATH").expect("a path");
        let output = Command::new("sh")
            .args(["-c", &self.put_into(command)])
            .current_dir(folder)
            .env("PATH", format!("{}:{path}", programs().display()))
            .env("PGPORT", self.server.port().to_string())
            .env("PGPASSFILE", passwords)
            .output()
            .expect("a shell");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {error}");
    }

    /// Runs statements of the page as the administrator of the server.
    pub fn run_sql(&self, statements: &str) {
        let statements = self.put_into(statements);
        let (_, errors) = self.server.sql_as("owner", "postgres", &statements);
        assert_eq!(errors, "", "{statements}");
    }
}

/// Copies a database of the shared server into another one by the commands of the page. Its owner stands for the trusted computer.
pub fn backed_up_and_restored(database: &Database<'_>) -> Database<'static> {
    let server = Server::shared();
    let folder = tempfile::tempdir().expect("a folder");
    // As on a server that is set up.
    database.sql(ROLE);
    // The page creates it.
    let restored = server.database();
    server.sql("postgres", &format!("DROP DATABASE {}", restored.name()));
    let names = Names {
        server,
        host: server.folder(),
        office: "owner",
        database: database.name(),
        restored: restored.name(),
    };
    let mut steps = Steps::of("Backup");
    let run = |command: &str| names.run(command, folder.path(), Path::new("/dev/null"));
    run(&steps.next("pg_dump --"));
    names.run_sql(&steps.next("CREATE DATABASE"));
    run(&steps.next("pg_restore --"));
    restored
}
