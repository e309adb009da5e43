//! The editor against a model: random files in many styles and random changes. After each change, the users that
//! are read and the lines that were not to change are compared.
//!
//! `EDIT_CASES=100000 cargo test --lib edit::tests` runs more files than the everyday number.

mod changes;
mod dice;
mod model;

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::{TestCaseError, any, prop_assert, prop_assert_eq};
use proptest::test_runner::{Config, TestRunner};

use crate::domain::credential::StoredHash;
use crate::domain::stored_code::StoredCode;
use crate::service::ports::{Edit, Snapshot};
use crate::store::yaml::edit::apply;
use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::read::read;

use self::changes::random_change;
use self::dice::Dice;
use self::model::{File, Owner, Person, json};

/// The lines that belong to others must all be there, in their order, with their ends.
fn others_are_untouched(file: &File, owners: &[Owner], before: &str, after: &str) -> bool {
    let mut lines = after.split_inclusive('\n');
    let mut last = "";
    before
        .split_inclusive('\n')
        .zip(&file.lines)
        .filter(|(_, (_, owner))| !owners.contains(owner))
        .all(|(line, _)| {
            // The last line of a file may have got a line break.
            let found = lines.find(|l| *l == line || l.trim_end_matches(['\r', '\n']) == line);
            last = line;
            found.is_some()
        })
}

fn users_of(text: &str) -> Result<(BTreeMap<String, Person>, Vec<String>), String> {
    let (content, problems) = read(text, Path::new("."));
    let content = content.ok_or_else(|| format!("{problems:?}"))?;
    let person = |user: &crate::domain::user::User| Person {
        email: user.email.as_ref().map(|e| e.as_str().to_owned()),
        first: user.name.first.clone(),
        last: user.name.last.clone(),
        hash: user.hash.as_ref().map_or("", StoredHash::as_str).to_owned(),
        roles: {
            let mut roles: Vec<_> = user.roles.iter().map(|r| r.as_str().to_owned()).collect();
            roles.sort();
            roles
        },
        is_disabled: user.disabled,
        must_change: user.must_change_password,
        epoch: user.session_epoch,
        key_vault: {
            let mut key_vault = user.key_vault.clone();
            key_vault.codes.sort_by_key(StoredCode::to_text);
            key_vault
        },
        fields: user.fields.clone(),
    };
    let people = content.users.iter();
    let people = people.map(|user| (user.username.as_str().to_owned(), person(user)));
    let emails = content.allowed_emails.iter();
    Ok((
        people.collect(),
        emails.map(|e| e.as_str().to_owned()).collect(),
    ))
}

/// Applies a change to the users that the text has.
fn applied(text: &str, change: &Edit) -> Result<(String, Snapshot), Refused> {
    let (before, _) = read(text, Path::new("."));
    let users = before.map(|before| before.users).unwrap_or_default();
    apply(text, &users, change, Path::new("."))
}

fn check(seed: u64) -> Result<(), TestCaseError> {
    let mut dice = Dice(seed);
    let mut file = File::random(&mut dice);
    let text = file.text();
    let (change, owners) = random_change(&mut dice, &mut file);
    for person in file.people.values_mut() {
        person.roles.sort();
    }
    let after = match applied(&text, &change) {
        Ok((after, _)) => after,
        Err(refused) => return Err(TestCaseError::fail(format!("{refused:?} in\n{text}"))),
    };
    let told = || format!("\n--- before\n{text}\n--- after\n{after}");
    let (people, emails) = users_of(&after).map_err(|e| TestCaseError::fail(e + &told()))?;
    prop_assert_eq!(&people, &file.people, "{}", told());
    prop_assert_eq!(&emails, &file.emails, "{}", told());
    prop_assert!(
        others_are_untouched(&file, &owners, &text, &after),
        "{}",
        told()
    );
    prop_assert_eq!(after.starts_with('\u{feff}'), file.has_bom);
    prop_assert!(
        !file.is_crlf || !after.replace("\r\n", "").contains('\n'),
        "{}",
        told()
    );
    prop_assert!(file.is_crlf || !after.contains('\r'), "{}", told());
    Ok(())
}

fn check_json(seed: u64) -> Result<(), TestCaseError> {
    let mut dice = Dice(seed);
    let mut file = File::random(&mut dice);
    let text = json(&mut dice, &file);
    file.pages.clear();
    let (change, _) = random_change(&mut dice, &mut file);
    for person in file.people.values_mut() {
        person.roles.sort();
    }
    let after = applied(&text, &change);
    let (after, _) = after.map_err(|e| TestCaseError::fail(format!("{e:?} in\n{text}")))?;
    let told = || format!("\n--- before\n{text}\n--- after\n{after}");
    let (people, emails) = users_of(&after).map_err(|e| TestCaseError::fail(e + &told()))?;
    prop_assert_eq!(&people, &file.people, "{}", told());
    prop_assert_eq!(&emails, &file.emails, "{}", told());
    // JSON stays JSON, for every program that reads it.
    let is_json = serde_json::from_str::<serde_json::Value>(&after).is_ok();
    prop_assert!(is_json, "{}", told());
    Ok(())
}

fn run(check: fn(u64) -> Result<(), TestCaseError>) {
    let cases = std::env::var("EDIT_CASES").ok();
    let config = Config {
        cases: cases.and_then(|n| n.parse().ok()).unwrap_or(400),
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&any::<u64>(), check);
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn r58_a_file_in_json_stays_one() {
    run(check_json);
}

#[test]
fn r58_any_change_to_any_file_changes_what_it_should_and_no_other_line() {
    run(check);
}
