//! The server that says which version is the newest, the network before it, and users who want to have it asked (R115).

mod lines;

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64ct::{Base64, Encoding};
use egui_authenticator::Caller;
use egui_authenticator::domain::day::Day;
use egui_authenticator::domain::setting::Setting;
use egui_authenticator::domain::update::{MANIFEST_MAX, UpdateFailure, UpdateNews};
use egui_authenticator::domain::update_source::{ManifestAddress, ManifestKey};
use egui_authenticator::service::users::UserError;

use crate::harness::update_site::{
    DAY, Publisher, Site, ask, ask_tomorrow, lines, newer, newer_but,
};
use crate::harness::{ADA, BOB, Desk};

const fn failed(failure: UpdateFailure) -> UpdateNews {
    UpdateNews::Failed(failure)
}

/// What a fresh desk makes of this file on its server.
fn judged(publisher: &Publisher, file: &[u8]) -> UpdateNews {
    let site = Site::start();
    let desk = site.desk(publisher);
    site.publishes(file);
    ask(&desk).expect("asked").expect("a server is named")
}

/// The server announces a version that the publisher has not signed.
#[test]
fn r115_a_manifest_is_signed_with_another_key_or_changed() {
    let publisher = Publisher::new(1);
    let right = publisher.manifest(7, "9.0.0");
    let other = Publisher::new(2).manifest(7, "9.0.0");
    assert_eq!(judged(&publisher, right.as_bytes()), newer("9.0.0"));
    assert_eq!(
        judged(&publisher, other.as_bytes()),
        failed(UpdateFailure::Signature)
    );
    let changed = right.replace("9.0.0", "9.0.1");
    assert_eq!(
        judged(&publisher, changed.as_bytes()),
        failed(UpdateFailure::Signature)
    );
    let (site, mut record) = (Site::start(), Vec::new());
    let desk = site.desk(&publisher);
    for at in 0..right.len() {
        let mut bytes = right.clone().into_bytes();
        bytes[at] ^= 1;
        site.publishes(bytes);
        record.push(ask_tomorrow(&desk));
    }
    let is_refused = |news: &UpdateNews| {
        *news == failed(UpdateFailure::Signature) || *news == failed(UpdateFailure::Malformed)
    };
    assert!(record.iter().all(is_refused), "{record:?}");
}

/// With the neutral element as key, one signature fits every text.
#[test]
fn r115_a_key_with_which_one_signature_fits_every_text_verifies_none() {
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let signature = [neutral, [0; 32]].concat();
    let forged = format!(
        "{}signature {}\n",
        lines(7, "9.0.0"),
        Base64::encode_string(&signature)
    );
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    desk.edit(&publisher.key(), &ManifestKey(neutral).text());
    site.publishes(forged);
    assert_eq!(ask(&desk), Ok(Some(failed(UpdateFailure::Signature))));
}

/// The server sends an earlier manifest of the publisher, which hides a version with an important correction.
#[test]
fn r115_the_server_goes_back_to_an_earlier_manifest() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    let (earlier, later) = (
        publisher.manifest(7, "0.0.1"),
        publisher.manifest(8, "9.0.0"),
    );
    site.publishes(&later);
    assert_eq!(ask(&desk), Ok(Some(newer("9.0.0"))));
    site.publishes(&earlier);
    let known = newer_but("9.0.0", UpdateFailure::Rollback);
    assert_eq!(ask_tomorrow(&desk), known);
    // Neither by another address, nor in another window over another file with the same key.
    desk.edit("/manifest.txt", "/other.txt");
    assert_eq!(ask(&desk), Ok(Some(known.clone())));
    let mut second = site.desk(&publisher);
    let state = Arc::clone(&desk.state);
    second.replace(|ports| ports.preferences = state);
    second.clock.advance(9 * DAY);
    assert_eq!(ask(&second), Ok(Some(known)));
}

/// The server is blocked, or sends the same manifest, until a version with an important correction is forgotten.
#[test]
fn r115_the_server_waits_until_what_is_known_expires() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.publishes(publisher.manifest(7, "9.0.0"));
    assert_eq!(ask(&desk), Ok(Some(newer("9.0.0"))));
    desk.clock.advance(400 * DAY);
    let last = Day::parse("2027-12-31").expect("a day");
    let expired = newer_but("9.0.0", UpdateFailure::Expired(last));
    assert_eq!(ask(&desk), Ok(Some(expired)), "the same manifest");
    site.does(|_| {});
    let blocked = newer_but("9.0.0", UpdateFailure::Unreachable);
    assert_eq!(ask_tomorrow(&desk), blocked);
}

/// The same where there was nothing newer: the failure is said.
#[test]
fn r115_the_server_goes_back_or_sends_two_manifests_with_one_number() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.publishes(publisher.manifest(8, "0.0.2"));
    assert!(ask(&desk).is_ok());
    site.publishes(publisher.manifest(7, "9.0.0"));
    assert_eq!(ask_tomorrow(&desk), failed(UpdateFailure::Rollback));
    site.publishes(publisher.manifest(8, "9.0.0"));
    assert_eq!(ask_tomorrow(&desk), failed(UpdateFailure::Contradiction));
    site.publishes(publisher.manifest(9, "9.0.0"));
    assert_eq!(ask_tomorrow(&desk), newer("9.0.0"));
}

/// The server sends the same manifest for ever, so that no later one is known.
#[test]
fn r115_the_server_sends_the_same_manifest_for_ever() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    site.publishes(publisher.manifest(7, "0.0.1"));
    assert!(ask(&desk).is_ok());
    desk.clock.advance(400 * DAY);
    let day = Day::parse("2027-12-31").expect("a day");
    assert_eq!(ask(&desk), Ok(Some(failed(UpdateFailure::Expired(day)))));
}

/// The connection is cut at each byte.
#[test]
fn r115_a_manifest_is_cut() {
    let publisher = Publisher::new(1);
    let whole = publisher.manifest(7, "9.0.0");
    let (site, mut record) = (Site::start(), Vec::new());
    let desk = site.desk(&publisher);
    for end in 0..whole.len() {
        site.publishes(&whole[..end]);
        record.push(ask_tomorrow(&desk));
    }
    let is_refused = |news: &UpdateNews| *news == failed(UpdateFailure::Malformed);
    assert!(record.iter().all(is_refused), "{record:?}");
    let length = whole.len();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
    site.answers(format!("{head}{}", &whole[..length - 9]));
    assert_eq!(
        ask_tomorrow(&desk),
        failed(UpdateFailure::Unreachable),
        "less than it says"
    );
}

/// The server sends without an end, so that memory runs out.
#[test]
fn r115_an_answer_has_no_end() {
    fn pour(stream: &mut TcpStream, head: &[u8]) {
        let begun = Instant::now();
        drop(stream.write_all(head));
        while begun.elapsed() < Duration::from_secs(30) && stream.write_all(&[b'x'; 9_000]).is_ok()
        {
        }
    }
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    let long = "n".repeat(MANIFEST_MAX);
    site.publishes(publisher.sign(&lines(7, "9.0.0").replace("notes ", &format!("notes {long}"))));
    assert_eq!(ask(&desk), Ok(Some(failed(UpdateFailure::TooLong))));
    let begun = Instant::now();
    site.does(|stream| pour(stream, b"HTTP/1.1 200 OK\r\n\r\n"));
    assert_eq!(
        ask_tomorrow(&desk),
        failed(UpdateFailure::TooLong),
        "the body"
    );
    site.does(|stream| pour(stream, b"HTTP/1.1 200 OK\r\nx-more: "));
    assert_eq!(
        ask_tomorrow(&desk),
        failed(UpdateFailure::Unreachable),
        "the head"
    );
    assert!(
        begun.elapsed() < Duration::from_secs(25),
        "{:?}",
        begun.elapsed()
    );
}

/// The server names another address, to learn who asks or to reach what only this computer can.
#[test]
fn r115_the_server_leads_to_another_address() {
    let (site, other, publisher) = (Site::start(), Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    other.publishes(publisher.manifest(7, "9.0.0"));
    let there = other.address();
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
    ] {
        for to in [there.as_str(), "/manifest.txt"] {
            site.answers(format!(
                "HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"
            ));
            assert_eq!(
                ask_tomorrow(&desk),
                failed(UpdateFailure::Refused),
                "{status} {to}"
            );
        }
    }
    assert_eq!(other.requests().len(), 0);
    assert_eq!(site.requests().len(), 8, "nothing is asked twice");
    let file = publisher.manifest(7, "9.0.0");
    let length = file.len();
    for status in [
        "201 Created",
        "203 Changed",
        "206 Partial Content",
        "404 Not Found",
    ] {
        site.answers(format!(
            "HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{file}"
        ));
        assert_eq!(
            ask_tomorrow(&desk),
            failed(UpdateFailure::Refused),
            "{status}"
        );
    }
}

/// Who may edit settings, and is no administrator, has a server of their own asked, and learns from where.
#[test]
fn r115_a_user_who_may_edit_settings_has_a_server_asked() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let desk = site.desk(&publisher);
    desk.edit("roles: [till]\n    eve", "roles: [office]\n    eve");
    let text = format!(
        "{}roles: {{office: {{permissions: [edit_settings]}}}}\n",
        desk.text()
    );
    fs::write(desk.config(), text).expect("written");
    let bob = desk.sign_in(BOB).expect("in");
    let asked = desk.service.updates().news(Caller::Session(&bob));
    assert_eq!(asked, Err(UserError::NotAllowed));
    let ada = desk.sign_in(ADA).expect("in");
    for session in [&bob, &ada] {
        let caller = Caller::Session(session);
        for change in [
            Setting::UpdatesManifest(ManifestAddress::parse("https://example.com/m")),
            Setting::UpdatesKey(ManifestKey::parse(&Publisher::new(2).key())),
            Setting::UpdatesKey(None),
        ] {
            let settings = desk.service.settings();
            let preview = settings.preview(caller, vec![change]);
            let changed = preview.and_then(|preview| settings.apply(caller, &preview));
            assert_eq!(
                changed,
                Err(UserError::NotAllowed),
                "only the owner of the file"
            );
        }
    }
    assert!(desk.service.sessions().sign_out(&ada).is_ok());
    let asked = desk.service.updates().news(Caller::Session(&ada));
    assert_eq!(asked, Err(UserError::Ended));
    assert_eq!(site.requests().len(), 0);
}

/// A disk that is full makes the program forget, so that it could be led back.
#[test]
fn r115_nothing_is_asked_that_cannot_be_remembered() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let mut desk: Desk = site.desk(&publisher);
    site.publishes(publisher.manifest(7, "9.0.0"));
    let full = egui_authenticator::service::ports::StateError::Full;
    desk.state.fail_with(Some(full.clone()));
    assert_eq!(ask(&desk), Err(UserError::State(full)));
    assert_eq!(site.requests().len(), 0);
    desk.state.fail_with(None);
    desk.replace(|_| {});
    assert_eq!(ask(&desk), Ok(Some(newer("9.0.0"))));
}
