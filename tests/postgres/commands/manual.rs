//! The commands of `docs/several-computers.md`, each of them run as it is written there.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::commands::{Home, admit, join, signs_in, users};
use crate::documented::section;
use crate::server::Server;

/// The address of the administrator in the manual, with quotes.
const ADMINISTRATOR: &str = "\"postgresql://postgres@/postgres?host=/var/run/postgresql\"";

/// A server of its own, because the logins and the database have the names of the manual. It admits computers by the line of the
/// manual, but without encryption.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let server = Server::start(&["fsync = off"]);
    let mut lines = section("Set up a server").lines().map(str::trim);
    let rule = lines.find(|line| line.starts_with("hostssl auth "));
    let rule = rule.expect("the line for pg_hba.conf");
    let rule = rule.replacen("hostssl", "host", 1);
    admit(&server, &rule.replace("samenet", "127.0.0.1/32"));
    server
});

/// The computers of the manual.
struct Computers {
    homes: HashMap<String, Home>,
    /// The codes that were printed and not used yet, with the address to join.
    codes: HashMap<String, [String; 2]>,
    /// The first two words of each command that was run.
    done: Vec<String>,
}

/// Returns the commands of this program in a part of the manual, each on one line.
fn commands(part: &str) -> Vec<String> {
    let joined = part.replace("\\\n", " ");
    let lines = joined.lines().map(str::trim);
    let lines = lines.map(|line| line.strip_prefix("sudo -u postgres ").unwrap_or(line));
    let lines = lines.filter_map(|line| line.strip_prefix("egui-authenticator "));
    lines.map(str::to_owned).collect()
}

impl Computers {
    fn new() -> Self {
        let homes = ["server", "office", "till1", "till2"];
        Self {
            homes: homes.map(|name| (name.to_owned(), Home::new())).into(),
            codes: HashMap::new(),
            done: Vec::new(),
        }
    }

    /// Runs a command of the manual on this computer.
    fn run(&mut self, on: &str, command: &str) -> String {
        let server = &*SERVER;
        let socket = format!(
            "postgresql://owner@/postgres?host={}&port={}",
            server.folder(),
            server.port()
        );
        let command = command
            .replace(ADMINISTRATOR, &socket)
            .replace("--host db.shop", "--host 127.0.0.1")
            .replace("@db.shop/", &format!("@127.0.0.1:{}/", server.port()));
        let home = &self.homes[on];
        let config = home.config();
        let of_manual = "~/.config/egui-authenticator/config.yaml";
        let command = command.replace(of_manual, config.to_str().expect("text"));
        let words: Vec<_> = command
            .split_whitespace()
            .map(|word| word.trim_matches('"'))
            .collect();
        self.done.push(words[..2].join(" "));
        if words[1] == "join" {
            let [address, code] = self.codes.remove(on).expect("a code");
            assert_eq!(address, words[2], "the address that was printed");
            return join(home, &address, &code).expect_good();
        }
        if words[1] == "add-computer" {
            let printed = home.run(&[&["--json"], &words[..]].concat()).json();
            let text = |key: &str| printed[key].as_str().expect(key).to_owned();
            let added = text("name");
            self.codes.insert(added, ["address", "code"].map(text));
            return printed.to_string();
        }
        home.run(&words).expect_good()
    }
}

/// Runs the commands of the steps, and returns what was run.
fn follow_the_steps(computers: &mut Computers) -> Vec<String> {
    let all = commands(section("Set up a server"));
    // This needs a certificate; `tls.rs` has tests with one.
    let all: Vec<_> = all
        .into_iter()
        .filter(|command| !command.contains("sslrootcert"))
        .collect();
    for command in &all {
        let on = match command.split_whitespace().nth(1).expect("a command") {
            "init" | "add-computer" => "server",
            "join" if command.contains("//till1@") => "till1",
            _ => "office",
        };
        computers.run(on, command);
        if command == "store check" {
            for till in ["till1", "till2"] {
                computers.run(till, command);
            }
        }
        if command.starts_with("store import") {
            // "Then repeat steps 3 and 4."
            let of_till = all.iter().filter(|command| command.contains("till1"));
            for (on, command) in ["server", "till2"].iter().zip(of_till) {
                computers.run(on, &command.replace("till1", "till2"));
            }
        }
    }
    let mut done = computers.done.clone();
    done.dedup();
    done
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_shop_goes_from_one_file_to_three_computers_by_the_commands_of_the_manual() {
    let mut computers = Computers::new();
    // The file of the shop is on the computer of the administrator, and names no server yet.
    let old = computers.homes["office"].config();
    std::fs::create_dir_all(old.parent().expect("a folder")).expect("created");
    let others = "  key: a key of another program\n  name: shop\n";
    std::fs::write(&old, users().replace(others, "")).expect("written");
    let expected = [
        "store init",
        "store add-computer",
        "store join",
        "store import",
        "store add-computer",
        "store join",
        "store check",
        "store computers",
    ];
    assert_eq!(follow_the_steps(&mut computers), expected);
    let listed = computers.run("office", "store computers");
    for (name, kind) in [
        ("office", "trusted"),
        ("till1", "restricted"),
        ("till2", "restricted"),
    ] {
        let line = listed
            .lines()
            .find(|line| line.starts_with(&format!("{name} ")));
        let line = line.expect("a line");
        assert!(line.contains("active") && line.contains(kind), "{listed}");
    }
    for name in ["office", "till1", "till2"] {
        let service = computers.homes[name].paths().service_without_keyring();
        assert!(signs_in(&service), "{name}");
    }
    // What follows in the manual.
    let of_server = commands(section("The server"));
    let revoke = of_server
        .iter()
        .find(|command| command.contains("revoke-computer"));
    computers.run("server", revoke.expect("the command"));
    let service = computers.homes["till1"].paths().service_without_keyring();
    assert!(!signs_in(&service), "it was revoked");
    computers.run("office", "store migrate --dry-run");
}
