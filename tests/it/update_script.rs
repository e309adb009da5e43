//! The script that signs the update manifest (R115): the program accepts what it prints, and it refuses the rest.
#![cfg(target_os = "linux")]

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use egui_authenticator::domain::printable::is_invisible;

use crate::harness::update_site::Site;
use crate::update_check::Shop;

/// What a release says.
const RIGHT: [&str; 4] = ["7", "9.0.0", "9000-12-31", "Corrects “two” errors."];

/// Runs a program, and returns what it prints.
fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().expect("run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let printed = text(&output.stdout);
    output
        .status
        .success()
        .then_some(printed)
        .ok_or_else(|| text(&output.stderr))
}

/// The scripts, and a folder for keys; `None` in the published package, which leaves them out.
struct Release {
    folder: tempfile::TempDir,
    root: PathBuf,
}

impl Release {
    fn open() -> Option<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().expect("a folder");
        root.join("packaging")
            .exists()
            .then_some(Self { folder, root })
    }

    /// A new key of this algorithm.
    fn key(&self, algorithm: &str) -> PathBuf {
        let key = self.folder.path().join(format!("{algorithm}.pem"));
        let mut openssl = Command::new("openssl");
        let made = openssl.args(["genpkey", "-algorithm", algorithm, "-out"]);
        run(made.arg(&key)).expect("a key");
        key
    }

    fn script(&self, key: &Path) -> Command {
        let mut script = Command::new(self.root.join("packaging/update-manifest.sh"));
        script.env("SIGNING_KEY", key).env_remove("PREVIOUS");
        script
    }

    fn sign(&self, key: &Path, arguments: &[&str]) -> Result<String, String> {
        run(self.script(key).args(arguments))
    }
}

#[test]
fn r115_the_script_of_a_release_makes_a_manifest_that_the_program_accepts() {
    let Some(release) = Release::open() else {
        return;
    };
    let key = release.key("ed25519");
    let mut openssl = Command::new("openssl");
    let public = run(openssl.args(["pkey", "-pubout", "-in"]).arg(&key)).expect("a key");
    let public = public.lines().nth(1).expect("the middle line");
    let site = Site::start();
    let most = [
        "999999999999999999",
        "999999999.0.0",
        "9999-12-30",
        "日本　ñ 😀",
    ];
    for (arguments, version) in [(RIGHT, "9.0.0"), (most, "999999999.0.0")] {
        let shop = Shop::open(&site, public);
        site.publishes(release.sign(&key, &arguments).expect("a manifest"));
        let (code, out) = shop.check(&[]);
        assert_eq!(code, 0, "{out}");
        let known = format!("Version {version} of egui-authenticator is available");
        assert!(out.contains(&known), "{out}");
    }
}

#[test]
fn r115_the_script_signs_nothing_that_the_program_refuses() {
    let Some(release) = Release::open() else {
        return;
    };
    let key = release.key("ed25519");
    let long = "n".repeat(301);
    // The first and the last character of each range; no argument contains the character 0.
    let is_end = |c: &u32| {
        let is = |c: u32| char::from_u32(c).is_some_and(is_invisible);
        is(*c) && (!is(c - 1) || !is(c + 1))
    };
    let ends = (1..0x11_0000).filter(is_end).filter_map(char::from_u32);
    let hidden = ends.chain(['\u{1}']).map(|c| format!("a{c}b"));
    let hidden: Vec<_> = hidden.collect();
    assert!(hidden.len() > 15, "{hidden:?}");
    let wrong_notes = ["", " a", "a ", "\u{a0}a", "a\u{3000}", "two\nlines", &long];
    let wrong_notes = wrong_notes
        .into_iter()
        .chain(hidden.iter().map(String::as_str));
    let wrong_notes = wrong_notes.map(|notes| (3, notes));
    let wrong = [
        (0, "0"),
        (0, "07"),
        (0, "12345678901234567890123"),
        (1, "9.0"),
        (1, "9.0.0-beta"),
        (1, "4294967296.0.0"),
        (2, "tomorrow"),
        (2, "2827-02-30"),
        (2, "9999-12-31"),
        (2, "2020-01-01"),
    ];
    for (at, wrong) in wrong.into_iter().chain(wrong_notes) {
        let mut arguments = RIGHT;
        arguments[at] = wrong;
        assert!(release.sign(&key, &arguments).is_err(), "{wrong:?}");
    }
    let refused = release.sign(&release.key("ed448"), &RIGHT);
    let refused = refused.expect_err("another algorithm");
    assert!(refused.contains("not one for Ed25519"), "{refused}");
}

#[test]
fn r115_the_script_refuses_a_number_that_is_not_higher_than_the_one_before() {
    let Some(release) = Release::open() else {
        return;
    };
    let key = release.key("ed25519");
    let previous = release.folder.path().join("manifest.txt");
    let manifest = release.sign(&key, &RIGHT).expect("a manifest");
    std::fs::write(&previous, manifest).expect("written");
    let after = |previous: &Path, number: &'static str| {
        let mut arguments = RIGHT;
        arguments[0] = number;
        let mut script = release.script(&key);
        run(script.env("PREVIOUS", previous).args(arguments))
    };
    assert!(after(&previous, "8").is_ok());
    for number in ["7", "6"] {
        let refused = after(&previous, number).expect_err("not higher");
        assert!(refused.contains("not higher than 7"), "{refused}");
    }
    assert!(after(&key, "8").is_err(), "no manifest");
    assert!(after(Path::new("/missing"), "8").is_err());
}

#[test]
fn the_scripts_refuse_a_key_inside_the_repository_however_they_are_reached() {
    let Some(release) = Release::open() else {
        return;
    };
    let link = release.folder.path().join("link");
    symlink(&release.root, &link).expect("linked");
    for root in [&release.root, &link] {
        for key in [release.root.join("Cargo.toml"), link.join("Cargo.toml")] {
            let mut script = Command::new(root.join("packaging/update-manifest.sh"));
            let refused = run(script.env("SIGNING_KEY", &key).args(RIGHT));
            let refused = refused.expect_err("a key in the repository");
            assert!(refused.contains("outside the repository"), "{refused}");
        }
    }
}
