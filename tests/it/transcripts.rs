//! Transcripts of the command line in `tests/transcripts`: commands, what they print, and the file that they
//! leave.
//!
//! `UPDATE_TRANSCRIPTS=1 cargo test --test it transcripts` writes them anew: read each change. In a transcript
//!
//! - `$ egui-authenticator …` runs the program on `config.yaml`, `<<< "…"` gives it standard input,
//! - `$ cat config.yaml` prints the file, and `$ write config.yaml <<< "…"` replaces it,
//! - lines after `! ` come from standard error, and `? 1` is an exit code other than 0,
//! - `[TIME]`, `[CODE]`, `[ID]`, `[HASH]`, `[SEALED]` and `[FOLDER]` stand for text that differs in every run.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::command_line::{output, tool};

/// The users of the transcripts.
const USERS: &str = include_str!("../transcripts/config.yaml");

/// Replaces the folder of the run, also in JSON, and what only Windows writes: its separators, and the end of the program's
/// name.
fn of_any_system(text: &str, folder: &Path) -> String {
    const FOLDER: &str = "[FOLDER]";
    let path = folder.display().to_string();
    let text = text.replace(&path, FOLDER);
    if !cfg!(windows) {
        return text;
    }
    let text = text.replace(&path.replace('\\', r"\\"), FOLDER);
    let mut parts = text.split(FOLDER);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| c.is_whitespace() || "\":”".contains(c));
        let (path, rest) = part.split_at(end.unwrap_or(part.len()));
        replaced += FOLDER;
        replaced += &path.replace(r"\\", "/").replace('\\', "/");
        replaced += rest;
    }
    replaced.replace("egui-authenticator.exe", "egui-authenticator")
}

/// Replaces what differs in every run.
fn masked(text: &str, folder: &Path) -> String {
    let text = of_any_system(text, folder).replace("\r\n", "\n");
    let is_delimiter = |c: char| c.is_whitespace() || "\",".contains(c);
    let mut out = String::new();
    for part in text.split_inclusive(is_delimiter) {
        let word = part.trim_end_matches(is_delimiter);
        let is_code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        let is_digit = |at: usize| word.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        let mask = match word.len() {
            20 if is_digit(0) && word.ends_with('Z') => "[TIME]",
            32 if word.chars().all(|c| c.is_ascii_hexdigit()) => "[ID]",
            34 if word.chars().all(is_code) => "[CODE]",
            _ if word.starts_with("$2b$12$") => "[HASH]",
            50.. if !word.starts_with("$2b$04$") && !word.starts_with('[') => "[SEALED]",
            _ => word,
        };
        out.push_str(mask);
        out.push_str(&part[word.len()..]);
    }
    out
}

/// Splits a command line into arguments, with double quotes around those with spaces.
fn arguments(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let parts = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    parts.collect()
}

/// Writes the file, readable for its owner only.
fn write_config(text: &str, config: &Path) {
    fs::write(config, text).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner_only = fs::Permissions::from_mode(0o600);
        fs::set_permissions(config, owner_only).expect("changed");
    }
}

/// Runs one command and returns what it printed in the form of a transcript.
fn run(line: &str, folder: &Path) -> String {
    let config = folder.join("config.yaml");
    let (line, input) = match line.split_once(" <<< ") {
        Some((line, input)) => (line, serde_json::from_str(input).expect("a JSON string")),
        None => (line, String::new()),
    };
    if line == "write config.yaml" {
        write_config(&input, &config);
        return String::new();
    }
    if line == "cat config.yaml" {
        return masked(&fs::read_to_string(config).expect("read"), folder);
    }
    let line = line.strip_prefix("egui-authenticator ");
    let arguments = arguments(line.expect("a command of a transcript"));
    let mut command = tool();
    let command = command.env("XDG_DATA_HOME", folder).current_dir(folder);
    let command = command.arg("--config").arg(config).args(arguments);
    let (code, out, error) = output(command.write_stdin(input));
    let mut text = masked(&out, folder);
    for line in masked(&error, folder).lines() {
        text.push_str(format!("! {line}").trim_end());
        text.push('\n');
    }
    if code != 0 {
        writeln!(text, "? {code}").expect("a string");
    }
    text
}

fn compare(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let file = root.join(name).with_extension("txt");
    let expected = fs::read_to_string(&file).expect("a transcript");
    let folder = tempfile::tempdir().expect("a folder");
    write_config(USERS, &folder.path().join("config.yaml"));
    let mut now = String::new();
    for line in expected.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            if !now.ends_with("\n\n") {
                now.push('\n');
            }
            writeln!(now, "$ {command}").expect("a string");
            now += &run(command, folder.path());
        } else if line.starts_with("# ") {
            if !now.is_empty() && !now.ends_with("\n\n") {
                now.push('\n');
            }
            writeln!(now, "{line}").expect("a string");
        }
    }
    if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
        return fs::write(&file, &now).expect("written");
    }
    let diff = similar::TextDiff::from_lines(&expected, &now);
    let diff = diff.unified_diff().header(name, "now").to_string();
    assert!(expected == now, "{diff}");
}

macro_rules! transcripts {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            compare(stringify!($name));
        })*

        #[test]
        fn every_transcript_is_run() {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
            let files = fs::read_dir(root).expect("transcripts").flatten();
            let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
            let mut found: Vec<_> = names.filter(|name| name.ends_with(".txt")).collect();
            found.sort();
            assert_eq!(found, [$(concat!(stringify!($name), ".txt")),*]);
        }
    };
}

transcripts! {
    check
    convert
    errors_as_json
    hash
    import_and_export
    invite
    mail
    r51_last_administrator
    r54_r64_backups
    r66_activity
    r7_r8_passwords
    restricted_computer
    sessions
    signatures
    usage
    users
    waiting_for_approval
}
