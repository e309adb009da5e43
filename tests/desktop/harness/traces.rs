//! What the program leaves: in its memory, in its files and in the keyring.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;
use std::process::Stdio;

use super::Desk;

impl Desk {
    /// How often this stands in the memory of the program, in UTF-8 or UTF-16. Only the system's
    /// administrator can look; for other users the memory must be closed, and nothing is found.
    fn remembers(&self, text: &str) -> usize {
        let id = self.app.as_ref().expect("running").id();
        let maps = fs::read_to_string(format!("/proc/{id}/maps"));
        let memory = fs::File::open(format!("/proc/{id}/mem"));
        let (Ok(maps), Ok(memory)) = (maps, memory) else {
            let me = fs::metadata("/proc/self").expect("there").uid();
            assert_ne!(me, 0, "root can look");
            return 0;
        };
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut found = 0;
        for line in maps.lines() {
            let mut fields = line.split_whitespace();
            let (range, mode) = (fields.next(), fields.next());
            let Some((start, end)) = range.and_then(|range| range.split_once('-')) else {
                continue;
            };
            if !mode.is_some_and(|mode| mode.starts_with("rw")) {
                continue;
            }
            let number = |text| u64::from_str_radix(text, 16).expect("an address");
            let (start, end) = (number(start), number(end));
            let length = usize::try_from(end - start).expect("fits");
            let mut bytes = vec![0; length];
            // What belongs to a device cannot be read, and is no memory of the program's.
            if memory.read_exact_at(&mut bytes, start).is_ok() {
                for needle in [text.as_bytes(), &wide] {
                    found += memchr_count(&bytes, needle);
                }
            }
        }
        found
    }

    /// Waits until this text is in the memory of the program. Without the right to read that memory it returns at once.
    pub fn waits_to_remember(&self, text: &str) {
        let can_look = fs::metadata("/proc/self").expect("there").uid() == 0;
        self.wait("what was typed, in memory", |desk| {
            (!can_look || desk.remembers(text) > 0).then_some(())
        });
    }

    /// Waits until this does not stand in the memory of the program any more.
    pub fn waits_to_forget(&self, text: &str) {
        self.wait("what was typed to be wiped", |desk| {
            (desk.remembers(text) == 0).then_some(())
        });
    }

    /// Whether the program lets itself be looked into by others of the same user.
    pub fn is_closed(&self) -> bool {
        let id = self.app.as_ref().expect("running").id();
        let limits = fs::read_to_string(format!("/proc/{id}/limits")).expect("read");
        let core = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let has_no_core = core.is_some_and(|line| line.split_whitespace().nth(4) == Some("0"));
        // The system gives the files of a closed program to its administrator.
        let owner = fs::metadata(format!("/proc/{id}/mem")).expect("there");
        has_no_core && owner.uid() == 0
    }

    /// Writes a file that is not the program's; gives its path.
    pub fn writes(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join("home").join(name);
        fs::write(&path, text).expect("written");
        path.display().to_string()
    }

    /// Waits for the token in the keyring, read with another program.
    pub fn waits_for_token(&self) -> String {
        self.wait("the token", |desk| {
            let token = desk.token();
            token.starts_with("ea1.").then_some(token)
        })
    }

    pub fn waits_for_no_token(&self) {
        self.wait("no token", |desk| desk.token().is_empty().then_some(()));
    }

    /// Every file that the program wrote.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for name in ["config", "data", "cache"] {
            collect(&self.folder.path().join(name), &mut files);
        }
        files.retain(|(name, _)| name.contains("egui-authenticator"));
        assert!(files.len() >= 2, "configuration and database: {files:?}");
        files
    }

    pub fn config(&self) -> String {
        self.config_of("egui-authenticator/config.yaml")
    }

    /// Returns what is in a file of the configuration folder.
    pub fn config_of(&self, file: &str) -> String {
        let folder = self.folder.path().join("config");
        fs::read_to_string(folder.join(file)).expect("read")
    }

    pub fn writes_config(&self, text: &str) {
        self.writes_config_of("egui-authenticator/config.yaml", text);
    }

    /// Writes a file of an app.
    pub fn writes_config_of(&self, file: &str, text: &str) {
        let file = self.folder.path().join("config").join(file);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }

    /// Replaces the token in the keyring, as a thief with a copy would.
    pub fn puts_token(&self, token: &str) {
        let account = self.account();
        let entry = ["service", "egui-authenticator", "username", &account];
        self.run("secret-tool", &[&["clear"], &entry[..]].concat());
        let mut command = self.command("secret-tool");
        let command = command.args(["store", "--label", "token"]).args(entry);
        let command = command.args(["target", "default", "application", "rust-keyring"]);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("started");
        let mut input = child.stdin.take().expect("piped");
        input.write_all(token.as_bytes()).expect("written");
        drop(input);
        assert!(child.wait().expect("ended").success());
    }

    fn account(&self) -> String {
        let config = "config/egui-authenticator/config.yaml";
        self.folder.path().join(config).display().to_string()
    }

    fn token(&self) -> String {
        let account = self.account();
        let arguments = [
            "lookup",
            "service",
            "egui-authenticator",
            "username",
            &account,
        ];
        self.output("secret-tool", &arguments)
    }

    /// Changes the state database behind the program's back.
    pub fn tampers(&self, statement: &str) {
        let path = self.folder.path().join("data/egui-authenticator/state.db");
        let database = rusqlite::Connection::open(path).expect("opened");
        assert!(
            database.execute(statement, []).expect("done") > 0,
            "{statement}"
        );
    }
}

fn collect(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            files.push((path.display().to_string(), bytes));
        }
    }
}

/// How often `needle` stands in `bytes`.
fn memchr_count(bytes: &[u8], needle: &[u8]) -> usize {
    let (first, rest) = needle.split_first().expect("something to look for");
    let starts = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    starts
        .filter(|(at, _)| bytes[at + 1..].starts_with(rest))
        .count()
}
