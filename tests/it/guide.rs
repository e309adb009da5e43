//! The guide for those who come from Streamlit-Authenticator leaves none of its calls, parameters and keys
//! out.

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
fn each_call_has_a_row_and_each_of_its_parameters_stands_there() {
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

#[test]
fn what_the_guide_names_is_there() {
    let sources = [
        include_str!("../../src/authenticator/mod.rs"),
        include_str!("../../src/authenticator/embedding.rs"),
        include_str!("../../src/authenticator/pages.rs"),
        include_str!("../../src/authenticator/appearance.rs"),
        include_str!("../../src/authenticator/exit_guard.rs"),
        include_str!("../../src/service/mod.rs"),
        include_str!("../../src/service/sign_in/mod.rs"),
        include_str!("../../src/service/remember_me/mod.rs"),
        include_str!("../../src/service/registration/mod.rs"),
        include_str!("../../src/service/recovery/mod.rs"),
        include_str!("../../src/service/recovery/mail.rs"),
        include_str!("../../src/service/account/mod.rs"),
        include_str!("../../src/service/audit/mod.rs"),
        include_str!("../../src/service/set_up/open.rs"),
        include_str!("../../src/domain/customization.rs"),
        include_str!("../../src/domain/credential.rs"),
        include_str!("../../src/service/ports/platform.rs"),
    ]
    .concat();
    let mut missing = Vec::new();
    for owner in [
        "Authenticator",
        "Service",
        "AppRules",
        "PasswordHasher",
        "StoredHash",
    ] {
        for rest in GUIDE.split(&format!("`{owner}::")).skip(1) {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if !sources.contains(&format!("fn {name}")) {
                missing.push(format!("{owner}::{name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}
