//! The lines of a manifest are written in another way than the one.

use egui_authenticator::domain::update::UpdateFailure;

use super::failed;
use crate::harness::update_site::{Publisher, Site, ask_tomorrow, lines};

/// Who has the publisher's key wants the line to read as something else, or to control the terminal of `check`.
#[test]
fn r115_version_and_notes_hide_or_turn_around_what_is_read() {
    let publisher = Publisher::new(1);
    let right = lines(7, "9.0.0");
    let (site, mut accepted) = (Site::start(), Vec::new());
    let desk = site.desk(&publisher);
    for part in [
        "\u{1b}[2J",
        "\u{1b}]0;x\u{7}",
        "\u{9b}2J",
        "\r",
        "\t",
        "\0",
        "\u{8}",
        "\u{7f}",
        "\u{85}",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{200f}",
        "\u{2028}",
        "\u{feff}",
        "\u{e0041}",
    ] {
        for (from, to) in [
            ("notes Corrects", format!("notes {part}Corrects")),
            ("two", format!("t{part}wo")),
            ("errors.", format!("errors.{part}")),
            ("9.0.0", format!("9.0.0{part}")),
            ("9.0.0", format!("{part}9.0.0")),
        ] {
            site.publishes(publisher.sign(&right.replace(from, &to)));
            if ask_tomorrow(&desk) != failed(UpdateFailure::Malformed) {
                accepted.push(to);
            }
        }
    }
    assert!(accepted.is_empty(), "{accepted:?}");
}

/// The lines are written in another way than the one, so that two readers of a manifest may disagree.
#[test]
fn r115_a_manifest_has_other_lines() {
    let publisher = Publisher::new(1);
    let right = lines(7, "9.0.0");
    let (site, mut accepted) = (Site::start(), Vec::new());
    let desk = site.desk(&publisher);
    for (from, to) in [
        ("update 1", "update 2"),
        ("egui-", "\u{feff}egui-"),
        ("\n", "\r\n"),
        ("number 7", "number 07"),
        ("number 7", "number +7"),
        ("number 7", "number -7"),
        ("number 7", "number 18446744073709551616"),
        ("number 7", "number  7"),
        ("number 7\n", ""),
        ("number 7\n", "number 7\nnumber 8\n"),
        ("number 7\nversion 9.0.0\n", "version 9.0.0\nnumber 7\n"),
        ("9.0.0", "09.0.0"),
        ("9.0.0", "9.0"),
        ("9.0.0", "9.0.0.0"),
        ("9.0.0", "9.0.0-beta"),
        ("9.0.0", "4294967296.0.0"),
        ("2027-12-31", "2027-12-32"),
        ("2027-12-31", " 2027-12-31"),
        ("2027-12-31", "never"),
        ("notes Corrects two errors.", "notes "),
        ("notes Corrects two errors.", "notes  Corrects two errors."),
        (
            "notes Corrects two errors.\n",
            "notes Corrects two errors.\n\n",
        ),
        (
            "notes Corrects two errors.\n",
            "notes Corrects two errors.\nlink https://example.org\n",
        ),
        ("Corrects two errors.", &"n".repeat(301)),
    ] {
        let changed = right.replace(from, to);
        assert_ne!(changed, right, "{from}");
        site.publishes(publisher.sign(&changed));
        if ask_tomorrow(&desk) != failed(UpdateFailure::Malformed) {
            accepted.push(changed);
        }
    }
    let signed = publisher.sign(&right);
    for changed in [
        format!("{signed}\n"),
        signed.replace("==\n", "\n"),
        signed.trim_end().to_owned(),
    ] {
        site.publishes(&changed);
        if ask_tomorrow(&desk) != failed(UpdateFailure::Malformed) {
            accepted.push(changed);
        }
    }
    assert!(accepted.is_empty(), "{accepted:?}");
}
