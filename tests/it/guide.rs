//! The guide for those who come from Streamlit-Authenticator leaves none of its calls, parameters and keys
//! out.

use std::collections::BTreeSet;

use egui_authenticator::authenticator::{Authenticator, ExitDecision};
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::customization::{Customization, StandardField, Validator};
use egui_authenticator::messages::Messages;
use egui_authenticator::service::account::Account;
use egui_authenticator::service::audit::AuditLog;
use egui_authenticator::service::recovery::Recovery;
use egui_authenticator::service::registration::Registration;
use egui_authenticator::service::remember_me::RememberMe;
use egui_authenticator::service::set_up::SetUp;
use egui_authenticator::service::sign_in::SignIn;
use egui_authenticator::service::sign_in::sessions::Sessions;
use egui_authenticator::service::{hashing, ports};
use egui_authenticator::wiring::Paths;

const GUIDE: &str = include_str!("../../docs/coming-from-streamlit-authenticator.md");

/// Each call of its version 0.4.2 with its parameters, as its documentation names them.
const CALLS: &[(&str, &[&str])] = &[
    (
        "Authenticate",
        &[
            "credentials",
            "path",
            "cookie_name",
            "cookie_key",
            "cookie_expiry_days",
            "validator",
            "auto_hash",
            "api_key",
        ],
    ),
    (
        "login",
        &[
            "location",
            "'unrendered'",
            "max_concurrent_users",
            "max_login_attempts",
            "fields",
            "captcha",
            "single_session",
            "clear_on_submit",
            "key",
            "callback",
        ],
    ),
    (
        "experimental_guest_login",
        &[
            "button_name",
            "location",
            "provider",
            "oauth2",
            "max_concurrent_users",
            "single_session",
            "roles",
            "use_container_width",
            "callback",
        ],
    ),
    (
        "logout",
        &[
            "button_name",
            "location",
            "key",
            "use_container_width",
            "callback",
        ],
    ),
    (
        "register_user",
        &[
            "pre_authorized",
            "domains",
            "fields",
            "captcha",
            "roles",
            "merge_username_email",
            "password_hint",
            "two_factor_auth",
            "clear_on_submit",
            "key",
            "callback",
        ],
    ),
    (
        "reset_password",
        &["fields", "clear_on_submit", "key", "callback"],
    ),
    (
        "forgot_password",
        &[
            "fields",
            "captcha",
            "send_email",
            "two_factor_auth",
            "clear_on_submit",
            "key",
            "callback",
        ],
    ),
    (
        "forgot_username",
        &[
            "fields",
            "captcha",
            "send_email",
            "two_factor_auth",
            "clear_on_submit",
            "key",
            "callback",
        ],
    ),
    (
        "update_user_details",
        &["fields", "clear_on_submit", "key", "callback"],
    ),
    ("Hasher.hash_passwords", &["credentials"]),
    ("Hasher.hash`", &[]),
    ("Hasher.hash_list", &[]),
    ("Hasher.check_pw", &[]),
    ("Hasher.is_hash", &[]),
    ("Validator", &[]),
];

/// What it keeps in the state of its session, and the keys of its file.
const NAMES: &[&str] = &[
    "authentication_status",
    "failed_login_attempts",
    "username",
    "email",
    "roles",
    "credentials.usernames.<name>",
    ".name",
    ".first_name",
    ".last_name",
    ".password",
    ".logged_in",
    ".password_hint",
    ".picture",
    "cookie.expiry_days",
    "cookie.key",
    "cookie.name",
    "preauthorized.emails",
    "pre-authorized.emails",
    "oauth2",
    "api_key",
];

/// The rows of the guide's table of calls, from the call's own to the next call's.
fn rows_of(call: &str) -> Option<String> {
    let mut rows = GUIDE.lines().filter(|line| line.starts_with("| "));
    let start = format!("| `{call}");
    let first = rows.find(|row| row.starts_with(&start))?;
    let its_own = rows.take_while(|row| row.starts_with("| …"));
    Some(
        std::iter::once(first)
            .chain(its_own)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

#[test]
fn each_call_has_a_row_with_each_of_its_parameters() {
    for (call, parameters) in CALLS {
        let rows = rows_of(call).unwrap_or_else(|| panic!("{call} has no row"));
        for parameter in *parameters {
            assert!(
                rows.contains(parameter),
                "{call}: {parameter} is not in\n{rows}"
            );
        }
        for row in rows.lines() {
            let ours = row.split('|').nth(2).unwrap_or_default();
            assert!(!ours.trim().is_empty(), "nothing beside {row}");
        }
    }
}

#[test]
fn each_key_and_each_state_is_in_the_guide() {
    for name in NAMES {
        assert!(GUIDE.contains(&format!("`{name}")), "{name}");
    }
}

/// The name of an associated item or a function, which is compiled: one that does not exist does not build.
/// A last argument stands for one whose type is generic.
macro_rules! compiled {
    ($owner:ident::$name:ident) => {{
        let _ = $owner::$name;
        concat!(stringify!($owner), "::", stringify!($name))
    }};
    ($owner:ident::$name:ident($($argument:ident),+; $last:expr)) => {{
        let _ = |$($argument),+| $owner::$name($($argument,)+ $last);
        concat!(stringify!($owner), "::", stringify!($name))
    }};
}

/// What the guide may name of ours.
fn compiled() -> BTreeSet<&'static str> {
    type PasswordHasher = dyn ports::PasswordHasher;
    BTreeSet::from([
        compiled!(Customization::with_field),
        compiled!(Customization::with_validator(rules; NoChecks)),
        compiled!(Customization::without),
        compiled!(Authenticator::change_password_ui),
        compiled!(Authenticator::builder),
        compiled!(Authenticator::recover_ui),
        compiled!(Authenticator::register_ui),
        compiled!(Authenticator::session),
        compiled!(Authenticator::show(authenticator, ui; |_, _, _| ())),
        compiled!(Authenticator::sign_out),
        compiled!(Authenticator::update_details_ui),
        compiled!(Authenticator::with_exit_guard(authenticator; |_, _| ExitDecision::Go)),
        compiled!(Authenticator::with_messages(authenticator; Messages::english())),
        compiled!(PasswordHasher::hash),
        compiled!(PasswordHasher::verify),
        compiled!(Paths::for_config),
        compiled!(Account::change),
        compiled!(AuditLog::events),
        compiled!(Recovery::find_username),
        compiled!(AuditLog::on_event(log; |_| ())),
        compiled!(SetUp::open),
        compiled!(Recovery::reset_password),
        compiled!(Registration::register),
        compiled!(RememberMe::resume),
        compiled!(SignIn::with_password),
        compiled!(Sessions::sign_out),
        compiled!(StoredHash::parse),
        compiled!(StandardField::Username),
        compiled!(hashing::hash_all),
    ])
}

struct NoChecks;

impl Validator for NoChecks {}

/// The paths in the guide's tables, such as `SetUp::open`: the last two names of each.
fn named_in_tables() -> BTreeSet<String> {
    let rows = GUIDE.lines().filter(|line| line.starts_with("| "));
    let code = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = code.flat_map(|code| code.split(move |c| !is_part(c)));
    let paths = words.filter_map(|word| {
        let (owner, name) = word.rsplit_once("::")?;
        let owner = owner.rsplit("::").next()?;
        Some(format!("{owner}::{name}"))
    });
    paths.collect()
}

#[test]
fn what_the_guide_names_compiles() {
    let named = named_in_tables();
    let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
    assert_eq!(named, compiled());
}
