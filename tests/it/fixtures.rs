//! Good and bad files as users write them, and the exact messages for each.
//!
//! The messages are beside each file, as `check` prints them. `UPDATE_FIXTURES=1 cargo test --test it fixtures`
//! writes them again; then review the diff.

use std::fs;
use std::path::{Path, PathBuf};

use egui_authenticator::domain::problem::Severity;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::ports::CredentialStore;
use egui_authenticator::store::yaml::YamlStore;

fn folder(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(kind)
}

/// Holds a file against what is to be said about it. The file is copied first, because its mode
/// and its place are not what this is about.
fn holds(kind: &str, name: &str) {
    let original = folder(kind).join(name);
    let copy = tempfile::tempdir().expect("a folder");
    let file = copy.path().join(name);
    fs::copy(&original, &file).expect("copied");
    private(&file);
    let problems = YamlStore::new(&file).inspect().expect("read");
    let words = Messages::english();
    let mut said: String = problems
        .iter()
        .map(|problem| words.problem_in_full(name, problem) + "\n")
        .collect();
    let folder = copy.path().join("");
    said = said.replace(&folder.display().to_string(), "");
    assert!(!said.contains("hunter2"), "a secret is shown:\n{said}");
    let expected = original.with_extension("txt");
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(&expected, &said).expect("written");
    }
    let expected = fs::read_to_string(&expected).expect("what is to be said");
    assert_eq!(said, expected);
    let is_usable = problems.iter().all(|p| p.severity() == Severity::Warning);
    assert_eq!(is_usable, kind == "good");
}

#[cfg(unix)]
fn private(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).expect("private");
}

#[cfg(not(unix))]
fn private(_: &Path) {}

macro_rules! fixtures {
    ($kind:ident: $($test:ident => $name:literal,)*) => {
        mod $kind {
            $(#[test]
            fn $test() {
                super::holds(stringify!($kind), $name);
            })*

            #[test]
            fn every_file_has_a_test() {
                let mut tested = vec![$($name.to_owned()),*];
                let entries = std::fs::read_dir(super::folder(stringify!($kind))).expect("read");
                let names = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned());
                let mut there: Vec<_> = names.filter(|name| !name.ends_with(".txt")).collect();
                there.sort();
                tested.sort();
                assert_eq!(there, tested);
            }
        }
    };
}

fixtures! {
    good:
    anchors_and_merges => "anchors_and_merges.yaml",
    argon2 => "argon2.yaml",
    argon2_of_4_gib => "argon2_of_4_gib.yaml",
    bad_email => "bad_email.yaml",
    bad_username => "bad_username.yaml",
    beheaded_hash => "beheaded_hash.yaml",
    byte_order_mark => "byte_order_mark.yaml",
    cost_31 => "cost_31.yaml",
    cut_hash => "cut_hash.yaml",
    what_the_program_wrote_is_damaged => "damaged_key_vault.yaml",
    duplicate_key => "duplicate_key.yaml",
    duplicate_user => "duplicate_user.yaml",
    email_is_a_username => "email_is_a_username.yaml",
    emails_as_text => "emails_as_text.yaml",
    empty_sections => "empty_sections.yaml",
    foreign_hash => "foreign_hash.yaml",
    foreign_tag => "foreign_tag.yaml",
    look_alike_email => "look_alike_email.yaml",
    look_alike_username => "look_alike_username.yaml",
    mixed_case => "mixed_case.yaml",
    no_administrator => "no_administrator.yaml",
    no_password => "no_password.yaml",
    numbers_as_names => "numbers_as_names.yaml",
    one_line => "one_line.json",
    password_is_a_number => "password_is_a_number.yaml",
    plain_passwords => "plain_passwords.yaml",
    proof_of_addresses_without_a_mail_server => "proof_without_mail.yaml",
    recovery_and_two_step => "recovery_and_two_step.yaml",
    role_as_text => "role_as_text.yaml",
    same_email => "same_email.yaml",
    same_username_full_width => "same_username_full_width.yaml",
    same_username_in_capitals => "same_username_in_capitals.yaml",
    streamlit_authenticator_0_2 => "streamlit_authenticator_0_2.yaml",
    streamlit_authenticator_0_3 => "streamlit_authenticator_0_3.yaml",
    streamlit_authenticator_0_4_2 => "streamlit_authenticator_0_4_2.yaml",
    streamlit_authenticator_as_it_rewrites_it => "streamlit_authenticator_as_it_rewrites_it.yaml",
    typos => "typos.yaml",
    view_warnings => "view_warnings.yaml",
    views => "views.yaml",
    windows => "windows.yaml",
}

fixtures! {
    bad:
    a_list => "a_list.yaml",
    alias_of_itself => "alias_of_itself.yaml",
    bad_pre_authorised => "bad_pre_authorised.yaml",
    comments_only => "comments_only.yaml",
    duplicate_section => "duplicate_section.yaml",
    empty => "empty.yaml",
    just_text => "just_text.yaml",
    latin_1 => "latin_1.yaml",
    list_layout => "list_layout.yaml",
    r104_mail_without_encryption_to_another_computer => "mail_not_encrypted.yaml",
    many_at_once => "many_at_once.yaml",
    missing_space => "missing_space.yaml",
    no_users => "no_users.yaml",
    nul => "nul_byte.yaml",
    tab => "tab.yaml",
    two_documents => "two_documents.yaml",
    unclosed => "unclosed.yaml",
    unclosed_quote => "unclosed_quote.yaml",
    unknown_alias => "unknown_alias.yaml",
    unquoted_colon => "unquoted_colon.yaml",
    utf_16 => "utf_16.yaml",
    wrong_values_in_smaller_sections => "wrong_sections.yaml",
    wrong_types => "wrong_types.yaml",
    wrong_views => "wrong_views.yaml",
}
