//! The configuration file as serde sees it: every known key, without any checks.
//!
//! A value of any type is accepted here and checked later, so that one wrong type does not hide other problems and each
//! problem has its own position. Merges and aliases are resolved by [`crate::store::yaml::values`].

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

use crate::domain::problem::Position;
#[cfg(test)]
use crate::domain::store_settings::OFFLINE_MINUTES_MAX;
#[cfg(test)]
use crate::domain::user::EPOCH_MAX;

#[cfg(test)]
use crate::store::yaml::json_schema;
#[cfg(test)]
use crate::store::yaml::types::{Addresses, LaunchSchema};
use crate::store::yaml::types::{At, Emails, Entries, Items, List, Scalar, Section, present};

/// The newest version of the format of the file that this program reads.
pub(crate) const FORMAT: u32 = 1;

/// The configuration of egui-authenticator: users, settings and pages.
#[derive(Deserialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Configuration of egui-authenticator",
        extend("oneOf" = [{ "required": ["credentials"] }, { "required": ["store"] }])
    )
)]
pub(crate) struct RootSchema {
    /// The version of the format of this file, if it is not the first one.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(max = FORMAT)))]
    pub(crate) format: At<Scalar>,
    /// The server that several computers share. With it, users, roles, pages and most settings are on the server, and this file
    /// has only the sections `app` and `lock`, which apply to this computer.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<StoreSchema>"))]
    pub(crate) store: At<Section<StoreSchema>>,
    /// The users who can sign in.
    #[cfg_attr(test, schemars(default, with = "CredentialsSchema"))]
    pub(crate) credentials: At<Section<CredentialsSchema>>,
    /// How long users can stay signed in.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::cookie"))]
    pub(crate) cookie: At<Entries<List>>,
    /// E-mail addresses that may register, as written by Streamlit-Authenticator up to 0.3.1.
    #[cfg_attr(test, schemars(with = "Option<Addresses>"))]
    pub(crate) preauthorized: At<Emails>,
    /// E-mail addresses that may register. Each is removed when it is used.
    #[serde(rename = "pre-authorized")]
    #[cfg_attr(test, schemars(with = "Option<Addresses>"))]
    pub(crate) pre_authorized: At<Emails>,
    /// The window and the sign-in form.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::app"))]
    pub(crate) app: At<Entries<List>>,
    /// Rules for new passwords and their hashes.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::password"))]
    pub(crate) password: At<Entries<List>>,
    /// Throttling of wrong passwords.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::lockout"))]
    pub(crate) lockout: At<Entries<List>>,
    /// Two-step sign-in with codes from an authenticator app.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::two_step"))]
    pub(crate) two_step: At<Entries<List>>,
    /// Signatures of users on content of an app.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::signatures"))]
    pub(crate) signatures: At<Entries<List>>,
    /// Limits on users who are signed in at the same time.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::sessions"))]
    pub(crate) sessions: At<Entries<List>>,
    /// Limits on sessions that are parked while another user works.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::parked"))]
    pub(crate) parked: At<Entries<List>>,
    /// Automatic lock of the window.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::lock"))]
    pub(crate) lock: At<Entries<List>>,
    /// What unlocks the window on this computer in place of the password.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::quick"))]
    pub(crate) quick: At<Entries<List>>,
    /// How long audit records are kept.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::activity"))]
    pub(crate) activity: At<Entries<List>>,
    /// Where the program learns of newer versions of itself. Without this section it connects to no server.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::updates"))]
    pub(crate) updates: At<Entries<List>>,
    /// Who can register.
    #[cfg_attr(test, schemars(default, schema_with = "json_schema::registration"))]
    pub(crate) registration: At<Entries<List>>,
    /// Permissions of roles. A role that is not listed only opens the pages that name it; `admin` has every
    /// permission.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, Option<RoleSchema>>>")
    )]
    pub(crate) roles: At<Entries<Section<RoleSchema>>>,
    /// Actions that a second person approves on the spot. The key is the name of the action. An action of an app that is not
    /// listed cannot be approved; one of the program itself (`users.give_permissions`, `users.delete`, `users.two_step_off`,
    /// `backups.restore`, `activity.export`) then needs no approval.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, ApprovalSchema>>")
    )]
    pub(crate) approvals: At<Entries<Section<ApprovalSchema>>>,
    /// The mail server that sends codes.
    #[cfg_attr(test, schemars(with = "Option<MailSchema>"))]
    pub(crate) mail: At<Section<MailSchema>>,
    /// Pages in the order of the navigation. The key is the ID of the page.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, ViewSchema>>")
    )]
    pub(crate) views: At<Entries<Section<ViewSchema>>>,
}

impl RootSchema {
    /// Returns the keys whose values belong on a server, if the file names one, with the positions of the values.
    pub(crate) fn of_server(&self) -> impl Iterator<Item = (&'static str, Position)> {
        macro_rules! given {
            ($($key:literal = $name:ident),+) => {
                [$(($key, self.$name.as_ref().map(|at| at.position))),+]
            };
        }
        let all = given![
            "credentials" = credentials,
            "cookie" = cookie,
            "preauthorized" = preauthorized,
            "pre-authorized" = pre_authorized,
            "password" = password,
            "lockout" = lockout,
            "two_step" = two_step,
            "signatures" = signatures,
            "sessions" = sessions,
            "parked" = parked,
            "quick" = quick,
            "activity" = activity,
            "updates" = updates,
            "registration" = registration,
            "roles" = roles,
            "approvals" = approvals,
            "mail" = mail,
            "views" = views
        ];
        let given = all.into_iter();
        given.filter_map(|(key, position)| Some((key, position?)))
    }
}

/// A server that several computers share.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct StoreSchema {
    /// The address of a PostgreSQL server: `postgresql://USER@HOST/DATABASE`. The password is better kept in the keyring or in a
    /// password file.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) postgres: At<Scalar>,
    /// For how many minutes open sessions continue while the server cannot be reached; 15 by default, 0 for not at all.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(max = OFFLINE_MINUTES_MAX)))]
    pub(crate) offline_minutes: At<Scalar>,
    /// Whether this computer is restricted: its login can only call functions of the server. By default it is trusted, and its login
    /// can read and change the tables.
    // A key without a value is seen, so that it is refused.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "bool"))]
    pub(crate) restricted: At<Scalar>,
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
#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UserSchema {
    /// Written by the program: identifies the account, so that a later user with the same username does not get what is
    /// stored about this one.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) account_id: At<Scalar>,
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
    /// A bcrypt or Argon2id hash. A password in plain text is hashed when the program reads the file.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) password: At<Scalar>,
    /// The roles of the user. `admin` is the role of administrators.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) roles: At<List>,
    /// Whether the user cannot sign in.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) disabled: At<Scalar>,
    /// The first day on which the user can sign in, such as `2026-12-01`.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) valid_from: At<Scalar>,
    /// The last day on which the user can sign in, such as `2026-12-31`.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) valid_until: At<Scalar>,
    /// When the user can sign in, in the time zone of the computer, such as `mon-fri 08:00-18:00, sat 09:00-13:00`. A time
    /// that ends before it begins ends on the next day.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) hours: At<Scalar>,
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
    /// Written by the program: a reset code from an administrator, until it is used.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) reset_code: At<Scalar>,
    /// Written by the program: the password was set with a recovery code, and the user has not signed in since.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) recovered: At<Scalar>,
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

/// How one action is approved.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ApprovalSchema {
    /// Users with one of these roles can approve the action. Only `admin` written here means administrators.
    #[cfg_attr(test, schemars(with = "json_schema::Texts"))]
    pub(crate) roles: At<List>,
    /// Whether the user who asks may be the one who approves; `false` by default.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) allow_same_person: At<Scalar>,
    /// Whether a reason has to be given; `false` by default.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) require_reason: At<Scalar>,
    /// How long an approval can be used, in seconds; 60 by default.
    #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 5, max = 600)))]
    pub(crate) valid_seconds: At<Scalar>,
    /// Whether the approver can enter their PIN of this computer in place of the password, if they have one and no second
    /// factor; `false` by default. Not for actions of the program itself, and an app's action has to allow it as well.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(crate) pin: At<Scalar>,
}

/// The mail server that sends codes.
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
    /// An action under `approvals`: a second person has to approve each time the page is shown.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) approval: At<Scalar>,
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
