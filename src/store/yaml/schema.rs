//! The credential file as serde sees it: every key that is known, and nothing decided yet.
//!
//! Each value is taken whatever its type is and judged later, so that one wrong type does not hide
//! the others and each problem gets its own place. Merges and aliases are [`crate::store::yaml::values`]'s.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

#[cfg(test)]
use crate::domain::audit::{DAYS_MAX, RECORDS_MAX};
#[cfg(test)]
use crate::domain::password::{MIN_LENGTH_CEILING, MIN_LENGTH_FLOOR};
use crate::domain::problem::ValueType;
#[cfg(test)]
use crate::domain::settings::{BCRYPT_COST_MAX, BCRYPT_COST_MIN, LOCK_MINUTES_MAX, USERS_MAX};
#[cfg(test)]
use crate::domain::throttle::{SECONDS_CEILING, STOP_AFTER_DEFAULT};
#[cfg(test)]
use crate::domain::user::EPOCH_MAX;

#[cfg(test)]
use crate::store::yaml::json_schema;
use crate::store::yaml::values::Located;

/// A value and its place.
pub(crate) type At<T> = Option<Located<T>>;

/// The configuration of egui-authenticator: people, settings and pages.
#[derive(Deserialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "Configuration of egui-authenticator"))]
pub(crate) struct RootSchema {
    /// The people who may sign in.
    #[cfg_attr(test, schemars(with = "CredentialsSchema"))]
    pub(crate) credentials: At<Section<CredentialsSchema>>,
    /// How long people can stay signed in.
    #[cfg_attr(test, schemars(with = "Option<CookieSchema>"))]
    pub(crate) cookie: At<Section<CookieSchema>>,
    /// E-mail addresses that may register, as Streamlit-Authenticator wrote them to 0.3.1.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Addresses>"))]
    pub(crate) preauthorized: At<Emails>,
    /// E-mail addresses that may register. Each is used up by one registration.
    #[serde(rename = "pre-authorized")]
    #[cfg_attr(test, schemars(with = "Option<json_schema::Addresses>"))]
    pub(crate) pre_authorized: At<Emails>,
    /// The program itself.
    #[cfg_attr(test, schemars(with = "Option<AppSchema>"))]
    pub(crate) app: At<Section<AppSchema>>,
    /// What new passwords must be like, and how they are hashed.
    #[cfg_attr(test, schemars(with = "Option<PasswordSchema>"))]
    pub(crate) password: At<Section<PasswordSchema>>,
    /// How wrong passwords slow further ones down.
    #[cfg_attr(test, schemars(with = "Option<LockoutSchema>"))]
    pub(crate) lockout: At<Section<LockoutSchema>>,
    /// Signing in with a code from an authenticator app as well.
    #[cfg_attr(test, schemars(with = "Option<TwoStepSchema>"))]
    pub(crate) two_step: At<Section<TwoStepSchema>>,
    /// How many people can be signed in, and how often.
    #[cfg_attr(test, schemars(with = "Option<SessionsSchema>"))]
    pub(crate) sessions: At<Section<SessionsSchema>>,
    /// When the window locks by itself.
    #[cfg_attr(test, schemars(with = "Option<LockSchema>"))]
    pub(crate) lock: At<Section<LockSchema>>,
    /// How long what happened is kept.
    #[cfg_attr(test, schemars(with = "Option<ActivitySchema>"))]
    pub(crate) activity: At<Section<ActivitySchema>>,
    /// Who can make an account for themselves.
    #[cfg_attr(test, schemars(with = "Option<RegistrationSchema>"))]
    pub(crate) registration: At<Section<RegistrationSchema>>,
    /// What roles let people do. A role that is not listed opens the pages that name it and no more;
    /// `admin` may do everything.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, Option<RoleSchema>>>")
    )]
    pub(crate) roles: At<Entries<Section<RoleSchema>>>,
    /// The mail server that one-time codes are sent through.
    #[cfg_attr(test, schemars(with = "Option<MailSchema>"))]
    pub(crate) mail: At<Section<MailSchema>>,
    /// Pages, in the order of the navigation. The key names the page.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, ViewSchema>>")
    )]
    pub(crate) views: At<Entries<Section<ViewSchema>>>,
}

/// The people who may sign in.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CredentialsSchema {
    /// One entry for each person. The key is the name to sign in with; capitals do not matter.
    // Only whether they are there: people are read one by one, because there may be many.
    #[serde(rename = "usernames", default, deserialize_with = "is_there")]
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, UserSchema>")
    )]
    pub(crate) has_usernames: bool,
}

/// One person.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UserSchema {
    /// How to reach them. They can sign in with it as well.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) email: At<Scalar>,
    /// Their whole name, as Streamlit-Authenticator wrote it to 0.4.1.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) name: At<Scalar>,
    /// Given name.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) first_name: At<Scalar>,
    /// Family name.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) last_name: At<Scalar>,
    /// A bcrypt or Argon2id hash. A password in plain text is hashed in place at the next start.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) password: At<Scalar>,
    /// What opens pages to them. `admin` is the administrators' role.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) roles: At<List>,
    /// Whether they cannot sign in.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) disabled: At<Scalar>,
    /// Whether they registered and wait for an administrator's approval.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) pending: At<Scalar>,
    /// Whether they choose another password at their next sign-in, before anything else.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) must_change_password: At<Scalar>,
    /// Written by the program: a higher number ends every sign-in of this person, on every computer.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(max = EPOCH_MAX)))]
    pub(crate) session_epoch: At<Scalar>,
    /// Written by the program: the person's own key, under their password.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) user_key: At<Scalar>,
    /// Written by the program: recovery codes that were not used yet.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub(crate) recovery_codes: At<List>,
    /// Written by the program: the second factor, sealed. Without it there is none.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) totp: At<Scalar>,
    /// Written by the program: an administrator's one-time code, until it is used.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) reset_code: At<Scalar>,
    /// A picture file, relative to the folder of this file. Streamlit-Authenticator writes an address
    /// for guests of a sign-in provider, who need no password; that is kept and not fetched.
    // The peer writes nothing there for some guests.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) picture: Option<Scalar>,
    /// What an app keeps about them, by the names of its own fields.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, String>>")
    )]
    pub(crate) fields: At<Entries<Scalar>>,
}

fn is_there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}

/// A value that may be nothing, told from one that is not there.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Scalar>, D::Error> {
    Scalar::deserialize(deserializer).map(Some)
}

/// How long people can stay signed in.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CookieSchema {
    /// Days, at most 30; fractions are allowed, and 0 removes the box.
    #[cfg_attr(test, schemars(with = "Option<f64>"))]
    pub(crate) expiry_days: At<Scalar>,
}

/// The program itself.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AppSchema {
    /// The window's title and the heading of the sign-in form.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) title: At<Scalar>,
    /// Text above the sign-in form.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) banner: At<Scalar>,
    /// A PNG or JPEG file in place of the program's mark; relative to the folder of this file.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) logo: At<Scalar>,
    /// Whether people are shown as tiles on the sign-in form, so that they need not type their name.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) user_tiles: At<Scalar>,
    /// The colour of buttons and links, as in HTML: "#1D5BB8".
    #[cfg_attr(
        test,
        schemars(with = "Option<String>", regex(pattern = "^#[0-9A-Fa-f]{6}$"))
    )]
    pub(crate) accent: At<Scalar>,
    /// The language of those who have chosen none. Without it, the system's.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Language>"))]
    pub(crate) language: At<Scalar>,
}

/// What new passwords must be like, and how they are hashed.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PasswordSchema {
    /// The fewest characters.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = MIN_LENGTH_FLOOR, max = MIN_LENGTH_CEILING)))]
    pub(crate) min_length: At<Scalar>,
    /// The fewest characters for people with two-step sign-in.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = MIN_LENGTH_FLOOR, max = MIN_LENGTH_CEILING)))]
    pub(crate) min_length_two_step: At<Scalar>,
    /// The algorithm. Longer passwords than bcrypt takes are hashed with Argon2id.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Hash>"))]
    pub(crate) hash: At<Scalar>,
    /// The cost of bcrypt; each step doubles the time.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = BCRYPT_COST_MIN, max = BCRYPT_COST_MAX)))]
    pub(crate) cost: At<Scalar>,
}

/// How wrong passwords slow further ones down.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LockoutSchema {
    /// Failures in a row before the first lock.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = STOP_AFTER_DEFAULT)))]
    pub(crate) after: At<Scalar>,
    /// How long the first lock lasts, in seconds; each further failure doubles it.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = SECONDS_CEILING)))]
    pub(crate) seconds: At<Scalar>,
    /// How long a lock lasts at most, in seconds.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = SECONDS_CEILING)))]
    pub(crate) max_seconds: At<Scalar>,
    /// Failures in a row before only an administrator can unlock.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = STOP_AFTER_DEFAULT)))]
    pub(crate) stop_after: At<Scalar>,
}

/// Signing in with a code from an authenticator app as well.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TwoStepSchema {
    /// People with one of these roles have to; `"*"` stands for everybody.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) required_for: At<List>,
}

/// How many people can be signed in, and how often.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SessionsSchema {
    /// Whether each person can be signed in only once at a time.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) single: At<Scalar>,
    /// The most people that can be signed in at a time.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = USERS_MAX)))]
    pub(crate) max_users: At<Scalar>,
}

/// When the window locks by itself.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LockSchema {
    /// After so many minutes without a key or a movement; 0 for never.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(max = LOCK_MINUTES_MAX)))]
    pub(crate) after_minutes: At<Scalar>,
}

/// Who can make an account for themselves.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RegistrationSchema {
    /// Who: nobody, listed addresses, anyone whom an administrator approves of, anyone.
    #[cfg_attr(test, schemars(with = "Option<json_schema::RegistrationMode>"))]
    pub(crate) mode: At<Scalar>,
    /// Only addresses of these domains, unless they are listed.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) domains: At<List>,
    /// The roles that people begin with.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) roles: At<List>,
}

/// What a role lets people do.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleSchema {
    /// What they may do in the program itself.
    #[cfg_attr(test, schemars(with = "Option<Vec<json_schema::Permission>>"))]
    pub(crate) permissions: At<List>,
    /// Pages that it opens, besides those that name it.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) pages: At<List>,
}

/// How long what happened is kept.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ActivitySchema {
    /// For how many days.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = DAYS_MAX)))]
    pub(crate) days: At<Scalar>,
    /// How many records at most.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = RECORDS_MAX)))]
    pub(crate) records: At<Scalar>,
}

/// The mail server that one-time codes are sent through.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct MailSchema {
    /// Its name.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) server: At<Scalar>,
    /// Its port; 465 for `tls`, 587 for `starttls` and 25 for `none` when absent.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = u16::MAX)))]
    pub(crate) port: At<Scalar>,
    /// How the connection is protected.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Encryption>"))]
    pub(crate) encryption: At<Scalar>,
    /// The name to sign in to the server with; none for a server that asks for none.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) username: At<Scalar>,
    /// The password to sign in to the server with.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) password: At<Scalar>,
    /// The address that mails come from.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) from: At<Scalar>,
}

/// One page.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ViewSchema {
    /// What the navigation says; the page's key when absent.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) title: At<Scalar>,
    /// The name of an icon.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Icon>"))]
    pub(crate) icon: At<Scalar>,
    /// People with one of these roles may open the page.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) roles: At<List>,
    /// These people may open the page; `"*"` stands for everyone who is signed in.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) users: At<List>,
    /// What is on the page.
    #[cfg_attr(test, schemars(with = "json_schema::Kind"))]
    pub(crate) kind: At<Scalar>,
    /// Markdown, for `kind: markdown`.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) text: At<Scalar>,
    /// A Markdown file, for `kind: markdown`; relative to the folder of this file.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) file: At<Scalar>,
    /// Things to start, for `kind: launch`.
    #[cfg_attr(test, schemars(with = "Option<Vec<LaunchSchema>>"))]
    pub(crate) items: At<Items>,
}

/// One thing to start. Exactly one of `program`, `file` and `link`.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LaunchSchema {
    /// What the button says.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) title: At<Scalar>,
    /// A line under the title.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) description: At<Scalar>,
    /// The name of an icon.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Icon>"))]
    pub(crate) icon: At<Scalar>,
    /// A program and its arguments, started without a shell.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) program: At<List>,
    /// A file, opened with the program that the desktop has for it; relative to the folder of this file.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) file: At<Scalar>,
    /// A web or mail address.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) link: At<Scalar>,
}

/// One value of any type.
#[derive(Clone, PartialEq)]
pub(crate) enum Scalar {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(String),
    /// A collection, which is not a scalar at all.
    Other(ValueType),
}

impl Scalar {
    pub(crate) fn value_type(&self) -> ValueType {
        match self {
            Self::Nothing => ValueType::Nothing,
            Self::Flag(_) => ValueType::Flag,
            Self::Number(_) => ValueType::Number,
            Self::Text(_) => ValueType::Text,
            Self::Other(schema) => *schema,
        }
    }
}

/// A mapping with known keys, or something else.
pub(crate) enum Section<T> {
    Fields(Box<T>),
    Other(ValueType),
}

/// A mapping with free keys, or something else.
pub(crate) enum Entries<T> {
    Entries(Vec<(Located<String>, Located<T>)>),
    Other(ValueType),
}

/// A list of values, or a single value.
pub(crate) enum List {
    Items(Vec<Located<Scalar>>),
    One(Scalar),
}

/// A list of launch items, or something else.
pub(crate) enum Items {
    Items(Vec<Located<Section<LaunchSchema>>>),
    Other(ValueType),
}

/// E-mail addresses, under `emails` or bare.
pub(crate) enum Emails {
    Section(Box<EmailsSchema>),
    Bare(Vec<Located<Scalar>>),
    Other(ValueType),
}

/// The addresses that may register, in the form of a mapping.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct EmailsSchema {
    /// The addresses.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) emails: At<List>,
}
