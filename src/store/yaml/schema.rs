//! The credential file as serde sees it: every known key, without any checks.
//!
//! A value of any type is accepted here and checked later, so that one wrong type does not hide other problems and each
//! problem has its own position. Merges and aliases are resolved by [`crate::store::yaml::values`].

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

#[cfg(test)]
use crate::domain::audit::{DAYS_MAX, RECORDS_MAX};
#[cfg(test)]
use crate::domain::password::{MIN_LENGTH_CEILING, MIN_LENGTH_FLOOR};
#[cfg(test)]
use crate::domain::settings::{BCRYPT_COST_MAX, BCRYPT_COST_MIN, LOCK_MINUTES_MAX, USERS_MAX};
#[cfg(test)]
use crate::domain::throttle::{SECONDS_CEILING, STOP_AFTER_DEFAULT};
#[cfg(test)]
use crate::domain::user::EPOCH_MAX;

#[cfg(test)]
use crate::store::yaml::json_schema;
#[cfg(test)]
use crate::store::yaml::types::{Addresses, LaunchSchema};
use crate::store::yaml::types::{At, Emails, Entries, Items, List, Scalar, Section};

/// The configuration of egui-authenticator: users, settings and pages.
#[derive(Deserialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "Configuration of egui-authenticator"))]
pub(crate) struct RootSchema {
    /// The users who can sign in.
    #[cfg_attr(test, schemars(with = "CredentialsSchema"))]
    pub(crate) credentials: At<Section<CredentialsSchema>>,
    /// How long users can stay signed in.
    #[cfg_attr(test, schemars(with = "Option<CookieSchema>"))]
    pub(crate) cookie: At<Section<CookieSchema>>,
    /// E-mail addresses that may register, as written by Streamlit-Authenticator up to 0.3.1.
    #[cfg_attr(test, schemars(with = "Option<Addresses>"))]
    pub(crate) preauthorized: At<Emails>,
    /// E-mail addresses that may register. Each is removed when it is used.
    #[serde(rename = "pre-authorized")]
    #[cfg_attr(test, schemars(with = "Option<Addresses>"))]
    pub(crate) pre_authorized: At<Emails>,
    /// The window and the sign-in form.
    #[cfg_attr(test, schemars(with = "Option<AppSchema>"))]
    pub(crate) app: At<Section<AppSchema>>,
    /// Rules for new passwords and their hashes.
    #[cfg_attr(test, schemars(with = "Option<PasswordSchema>"))]
    pub(crate) password: At<Section<PasswordSchema>>,
    /// Throttling of wrong passwords.
    #[cfg_attr(test, schemars(with = "Option<LockoutSchema>"))]
    pub(crate) lockout: At<Section<LockoutSchema>>,
    /// Two-step sign-in with codes from an authenticator app.
    #[cfg_attr(test, schemars(with = "Option<TwoStepSchema>"))]
    pub(crate) two_step: At<Section<TwoStepSchema>>,
    /// Limits on users who are signed in at the same time.
    #[cfg_attr(test, schemars(with = "Option<SessionsSchema>"))]
    pub(crate) sessions: At<Section<SessionsSchema>>,
    /// Automatic lock of the window.
    #[cfg_attr(test, schemars(with = "Option<LockSchema>"))]
    pub(crate) lock: At<Section<LockSchema>>,
    /// How long audit records are kept.
    #[cfg_attr(test, schemars(with = "Option<ActivitySchema>"))]
    pub(crate) activity: At<Section<ActivitySchema>>,
    /// Who can register.
    #[cfg_attr(test, schemars(with = "Option<RegistrationSchema>"))]
    pub(crate) registration: At<Section<RegistrationSchema>>,
    /// Permissions of roles. A role that is not listed only opens the pages that name it; `admin` has every
    /// permission.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, Option<RoleSchema>>>")
    )]
    pub(crate) roles: At<Entries<Section<RoleSchema>>>,
    /// The mail server that sends one-time codes.
    #[cfg_attr(test, schemars(with = "Option<MailSchema>"))]
    pub(crate) mail: At<Section<MailSchema>>,
    /// Pages in the order of the navigation. The key is the ID of the page.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, ViewSchema>>")
    )]
    pub(crate) views: At<Entries<Section<ViewSchema>>>,
}

/// The users who can sign in.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CredentialsSchema {
    /// One entry for each user. The key is the username, which is not case-sensitive.
    // Only whether the key exists: users are read one by one, because there may be many.
    #[serde(rename = "usernames", default, deserialize_with = "is_there")]
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, UserSchema>")
    )]
    pub(crate) has_usernames: bool,
}

/// One user.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UserSchema {
    /// The e-mail address, with which the user can also sign in.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) email: At<Scalar>,
    /// The full name, as written by Streamlit-Authenticator up to 0.4.1.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) name: At<Scalar>,
    /// First name.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) first_name: At<Scalar>,
    /// Last name.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) last_name: At<Scalar>,
    /// A bcrypt or Argon2id hash. A password in plain text is hashed at the next start.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) password: At<Scalar>,
    /// The roles of the user. `admin` is the role of administrators.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) roles: At<List>,
    /// Whether the user cannot sign in.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) disabled: At<Scalar>,
    /// Whether the user registered and waits for an administrator's approval.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) pending: At<Scalar>,
    /// Whether the user must choose a new password at the next sign-in.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) must_change_password: At<Scalar>,
    /// Written by the program: increased to end all sessions of this user on every computer.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(max = EPOCH_MAX)))]
    pub(crate) session_epoch: At<Scalar>,
    /// Written by the program: the user key, encrypted with the password.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) user_key: At<Scalar>,
    /// Written by the program: recovery codes that are not used yet.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub(crate) recovery_codes: At<List>,
    /// Written by the program: the encrypted secret of the authenticator app. Without it, sign-in takes one step.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) totp: At<Scalar>,
    /// Written by the program: a one-time code from an administrator, until it is used.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) reset_code: At<Scalar>,
    /// A picture file, relative to the folder of this file. Streamlit-Authenticator writes a web address here for
    /// guests of an OAuth provider, who need no password; it is kept but not downloaded.
    // Streamlit-Authenticator leaves it empty for some guests.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) picture: Option<Scalar>,
    /// Custom fields of the app.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, String>>")
    )]
    pub(crate) fields: At<Entries<Scalar>>,
}

fn is_there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}

/// Distinguishes an empty value from an absent one.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Scalar>, D::Error> {
    Scalar::deserialize(deserializer).map(Some)
}

/// How long users can stay signed in.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CookieSchema {
    /// Days, at most 30; fractions are allowed, and 0 removes the checkbox.
    #[cfg_attr(test, schemars(with = "Option<f64>"))]
    pub(crate) expiry_days: At<Scalar>,
}

/// The window and the sign-in form.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AppSchema {
    /// The title of the window and the sign-in form.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) title: At<Scalar>,
    /// Text above the sign-in form.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) banner: At<Scalar>,
    /// A PNG or JPEG file in place of the program's logo, relative to the folder of this file.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) logo: At<Scalar>,
    /// Whether the sign-in form shows the users as tiles to choose from.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) user_tiles: At<Scalar>,
    /// The colour of buttons and links, as in HTML: "#1D5BB8".
    #[cfg_attr(
        test,
        schemars(with = "Option<String>", regex(pattern = "^#[0-9A-Fa-f]{6}$"))
    )]
    pub(crate) accent: At<Scalar>,
    /// The language for users who have not chosen one; the system's by default.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Language>"))]
    pub(crate) language: At<Scalar>,
}

/// Rules for new passwords and their hashes.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PasswordSchema {
    /// Minimum number of characters.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = MIN_LENGTH_FLOOR, max = MIN_LENGTH_CEILING)))]
    pub(crate) min_length: At<Scalar>,
    /// Minimum number of characters for users with two-step sign-in.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = MIN_LENGTH_FLOOR, max = MIN_LENGTH_CEILING)))]
    pub(crate) min_length_two_step: At<Scalar>,
    /// The hash algorithm. Passwords too long for bcrypt are hashed with Argon2id.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Hash>"))]
    pub(crate) hash: At<Scalar>,
    /// The bcrypt cost; each step doubles the time.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = BCRYPT_COST_MIN, max = BCRYPT_COST_MAX)))]
    pub(crate) cost: At<Scalar>,
}

/// Throttling of wrong passwords.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LockoutSchema {
    /// Failures in a row before the first lockout.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = STOP_AFTER_DEFAULT)))]
    pub(crate) after: At<Scalar>,
    /// First lockout in seconds; doubles each time.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = SECONDS_CEILING)))]
    pub(crate) seconds: At<Scalar>,
    /// Longest lockout in seconds.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = SECONDS_CEILING)))]
    pub(crate) max_seconds: At<Scalar>,
    /// Failures in a row before only an administrator can unlock.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = STOP_AFTER_DEFAULT)))]
    pub(crate) stop_after: At<Scalar>,
}

/// Two-step sign-in with codes from an authenticator app.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TwoStepSchema {
    /// Users with one of these roles need two-step sign-in; `"*"` means all users.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) required_for: At<List>,
}

/// Limits on users who are signed in at the same time.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SessionsSchema {
    /// Whether each user can be signed in only once at a time.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) single: At<Scalar>,
    /// Maximum number of users who are signed in at the same time.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = USERS_MAX)))]
    pub(crate) max_users: At<Scalar>,
}

/// Automatic lock of the window.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LockSchema {
    /// Minutes without input before the window locks; 0 for never.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(max = LOCK_MINUTES_MAX)))]
    pub(crate) after_minutes: At<Scalar>,
}

/// Who can register.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RegistrationSchema {
    /// The policy: closed, listed addresses only, with an administrator's approval, or open to all.
    #[cfg_attr(test, schemars(with = "Option<json_schema::RegistrationMode>"))]
    pub(crate) mode: At<Scalar>,
    /// Only addresses of these domains can register, unless they are listed.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) domains: At<List>,
    /// Roles of newly registered users.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) roles: At<List>,
}

/// The rights of a role.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleSchema {
    /// Permissions in the program itself.
    #[cfg_attr(test, schemars(with = "Option<Vec<json_schema::Permission>>"))]
    pub(crate) permissions: At<List>,
    /// Pages that the role opens, in addition to those that name it.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) pages: At<List>,
}

/// How long audit records are kept.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ActivitySchema {
    /// Number of days.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = DAYS_MAX)))]
    pub(crate) days: At<Scalar>,
    /// Maximum number of records.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = RECORDS_MAX)))]
    pub(crate) records: At<Scalar>,
}

/// The mail server that sends one-time codes.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MailSchema {
    /// The host name of the server.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) server: At<Scalar>,
    /// The port; by default 465 for `tls`, 587 for `starttls` and 25 for `none`.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = u16::MAX)))]
    pub(crate) port: At<Scalar>,
    /// The encryption of the connection.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Encryption>"))]
    pub(crate) encryption: At<Scalar>,
    /// The username at the server, if it requires one.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) username: At<Scalar>,
    /// The password at the server.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) password: At<Scalar>,
    /// The sender address.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) from: At<Scalar>,
}

/// One page.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ViewSchema {
    /// The title in the navigation; the ID of the page by default.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) title: At<Scalar>,
    /// The name of an icon.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Icon>"))]
    pub(crate) icon: At<Scalar>,
    /// Users with one of these roles can open the page.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) roles: At<List>,
    /// These users can open the page; `"*"` means all signed-in users.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) users: At<List>,
    /// The type of content.
    #[cfg_attr(test, schemars(with = "json_schema::Kind"))]
    pub(crate) kind: At<Scalar>,
    /// Markdown, for `kind: markdown`.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) text: At<Scalar>,
    /// A Markdown file, for `kind: markdown`; relative to the folder of this file.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) file: At<Scalar>,
    /// Items to launch, for `kind: launch`.
    #[cfg_attr(test, schemars(with = "Option<Vec<LaunchSchema>>"))]
    pub(crate) items: At<Items>,
}
