//! The types of the configuration file: every known key, without any checks.
//!
//! A value of any type is accepted here and checked later, so that one wrong type does not hide other problems and each
//! problem has its own position. Merges and aliases are resolved by [`crate::store::yaml::values`].

use crate::domain::problem::ValueType;
#[cfg(test)]
use crate::domain::user::EPOCH_MAX;

use crate::store::yaml::anchors::Anchors;
#[cfg(test)]
use crate::store::yaml::json_schema;
use crate::store::yaml::lenient::{Field, Fields, Lenient, read_all, read_fields};
use crate::store::yaml::tree::Node;
use crate::store::yaml::types::{At, Entries, Given, List, Located, Scalar, Section};
use crate::store::yaml::values::ValueError;

/// Makes a type of a mapping, with a key of the same name for each field, or of the name after `as`.
macro_rules! schema {
    (
        $(#[$about:meta])*
        struct $name:ident { $( $(#[$meta:meta])* $field:ident $(as $key:literal)?: $type:ty, )+ }
    ) => {
        #[derive(Default)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        $(#[$about])*
        pub(crate) struct $name {
            $( $(#[$meta])* $(#[cfg_attr(test, schemars(rename = $key))])? pub(crate) $field: $type, )+
        }

        impl Fields for $name {
            const KEYS: &'static [&'static str] = &[$( schema!(@key $field $($key)?) ),+];

            fn field(&mut self, key: &str) -> Option<&mut dyn Field> {
                Some(match key {
                    $( schema!(@key $field $($key)?) => &mut self.$field, )+
                    _ => return None,
                })
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

/// The newest version of the format of the file that this program reads.
pub(crate) const FORMAT: u32 = 1;

schema! {
    /// The configuration of egui-authenticator: users, settings and pages.
    #[cfg_attr(test, schemars(title = "Configuration of egui-authenticator"))]
    struct RootSchema {
        /// The version of the format of this file, if it is not the first one.
        #[cfg_attr(test, schemars(with = "Option<u32>", range(max = FORMAT)))]
        format: At<Scalar>,
        /// The users who can sign in.
        #[cfg_attr(test, schemars(with = "CredentialsSchema"))]
        credentials: At<Section<CredentialsSchema>>,
        /// How long users can stay signed in.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::cookie"))]
        cookie: At<Entries<List>>,
        /// E-mail addresses that may register, as written by Streamlit-Authenticator up to 0.3.1.
        #[cfg_attr(test, schemars(with = "Option<Addresses>"))]
        preauthorized: At<Emails>,
        /// E-mail addresses that may register. Each is removed when it is used.
        #[cfg_attr(test, schemars(with = "Option<Addresses>"))]
        pre_authorized as "pre-authorized": At<Emails>,
        /// The window and the sign-in form.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::app"))]
        app: At<Entries<List>>,
        /// Rules for new passwords and their hashes.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::password"))]
        password: At<Entries<List>>,
        /// Throttling of wrong passwords.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::lockout"))]
        lockout: At<Entries<List>>,
        /// Two-step sign-in with codes from an authenticator app.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::two_step"))]
        two_step: At<Entries<List>>,
        /// Signatures of users on content of an app.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::signatures"))]
        signatures: At<Entries<List>>,
        /// Limits on users who are signed in at the same time.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::sessions"))]
        sessions: At<Entries<List>>,
        /// Limits on sessions that are parked while another user works.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::parked"))]
        parked: At<Entries<List>>,
        /// Automatic lock of the window.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::lock"))]
        lock: At<Entries<List>>,
        /// What unlocks the window on this computer in place of the password.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::quick"))]
        quick: At<Entries<List>>,
        /// How long audit records are kept.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::activity"))]
        activity: At<Entries<List>>,
        /// Who can register.
        #[cfg_attr(test, schemars(default, schema_with = "json_schema::registration"))]
        registration: At<Entries<List>>,
        /// Permissions of roles. A role that is not listed only opens the pages that name it; `admin` has every
        /// permission.
        #[cfg_attr(
            test,
            schemars(with = "Option<std::collections::BTreeMap<String, Option<RoleSchema>>>")
        )]
        roles: At<Entries<Section<RoleSchema>>>,
        /// Actions that a second person approves on the spot. The key is the name of the action. An action of an app that is not
        /// listed cannot be approved; one of the program itself (`users.give_permissions`, `users.delete`, `users.two_step_off`,
        /// `backups.restore`, `activity.export`) then needs no approval.
        #[cfg_attr(
            test,
            schemars(with = "Option<std::collections::BTreeMap<String, ApprovalSchema>>")
        )]
        approvals: At<Entries<Section<ApprovalSchema>>>,
        /// The mail server that sends codes.
        #[cfg_attr(test, schemars(with = "Option<MailSchema>"))]
        mail: At<Section<MailSchema>>,
        /// Pages in the order of the navigation. The key is the ID of the page.
        #[cfg_attr(
            test,
            schemars(with = "Option<std::collections::BTreeMap<String, ViewSchema>>")
        )]
        views: At<Entries<Section<ViewSchema>>>,
    }
}

schema! {
    /// The users who can sign in.
    struct CredentialsSchema {
        /// One entry for each user. The key is the username, which is not case-sensitive.
        // Only whether the key exists: users are read one by one, because there may be many.
        #[cfg_attr(test, schemars(default))]
        #[cfg_attr(
            test,
            schemars(with = "std::collections::BTreeMap<String, UserSchema>")
        )]
        has_usernames as "usernames": bool,
    }
}

schema! {
    /// One user.
    struct UserSchema {
        /// Written by the program: identifies the account, so that a later user with the same username does not get what is
        /// stored about this one.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        account_id: At<Scalar>,
        /// The e-mail address, with which the user can also sign in.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        email: At<Scalar>,
        /// The full name, as written by Streamlit-Authenticator up to 0.4.1.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        name: At<Scalar>,
        /// First name.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        first_name: At<Scalar>,
        /// Last name.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        last_name: At<Scalar>,
        /// A bcrypt or Argon2id hash. A password in plain text is hashed when the program reads the file.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        password: At<Scalar>,
        /// The roles of the user. `admin` is the role of administrators.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
        roles: At<List>,
        /// Whether the user cannot sign in.
        #[cfg_attr(test, schemars(with = "Option<bool>"))]
        disabled: At<Scalar>,
        /// The first day on which the user can sign in, such as `2026-12-01`.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        valid_from: Given,
        /// The last day on which the user can sign in, such as `2026-12-31`.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        valid_until: Given,
        /// When the user can sign in, in the time zone of the computer, such as `mon-fri 08:00-18:00, sat 09:00-13:00`. A time
        /// that ends before it begins ends on the next day.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        hours: Given,
        /// Whether the user registered and waits for an administrator's approval.
        #[cfg_attr(test, schemars(with = "Option<bool>"))]
        pending: At<Scalar>,
        /// Whether the user must choose a new password at the next sign-in.
        #[cfg_attr(test, schemars(with = "Option<bool>"))]
        must_change_password: At<Scalar>,
        /// Written by the program: increased to end all sessions of this user on every computer.
        #[cfg_attr(test, schemars(with = "Option<u32>", range(max = EPOCH_MAX)))]
        session_epoch: At<Scalar>,
        /// Written by the program: the user key, encrypted with the password.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        user_key: At<Scalar>,
        /// Written by the program: recovery codes that are not used yet.
        #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
        recovery_codes: At<List>,
        /// Written by the program: the encrypted secret of the authenticator app. Without it, sign-in takes one step.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        totp: At<Scalar>,
        /// Written by the program: a reset code from an administrator, until it is used.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        reset_code: At<Scalar>,
        /// Written by the program: the password was set with a recovery code, and the user has not signed in since.
        #[cfg_attr(test, schemars(with = "Option<bool>"))]
        recovered: At<Scalar>,
        /// A picture file, relative to the folder of this file. Streamlit-Authenticator writes a web address here for
        /// guests of an OAuth provider, who need no password; it is kept but not downloaded.
        // Streamlit-Authenticator leaves it empty for some guests.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        picture: Given,
        /// Custom fields of the app.
        #[cfg_attr(
            test,
            schemars(with = "Option<std::collections::BTreeMap<String, String>>")
        )]
        fields: At<Entries<Scalar>>,
    }
}

schema! {
    /// The rights of a role.
    struct RoleSchema {
        /// Permissions in the program itself.
        #[cfg_attr(test, schemars(with = "Option<Vec<json_schema::Permission>>"))]
        permissions: At<List>,
        /// Pages that the role opens, in addition to those that name it.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
        pages: At<List>,
    }
}

schema! {
    /// How one action is approved.
    struct ApprovalSchema {
        /// Users with one of these roles can approve the action. Only `admin` written here means administrators.
        #[cfg_attr(test, schemars(with = "json_schema::Texts"))]
        roles: At<List>,
        /// Whether the user who asks may be the one who approves; `false` by default.
        #[cfg_attr(test, schemars(with = "Option<bool>"))]
        allow_same_person: At<Scalar>,
        /// Whether a reason has to be given; `false` by default.
        #[cfg_attr(test, schemars(with = "Option<bool>"))]
        require_reason: At<Scalar>,
        /// How long an approval can be used, in seconds; 60 by default.
        #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 5, max = 600)))]
        valid_seconds: At<Scalar>,
    }
}

schema! {
    /// The mail server that sends codes.
    struct MailSchema {
        /// The host name of the server.
        #[cfg_attr(test, schemars(with = "String"))]
        server: At<Scalar>,
        /// The port; by default 465 for `tls`, 587 for `starttls` and 25 for `none`.
        #[cfg_attr(test, schemars(with = "Option<u32>", range(min = 1, max = u16::MAX)))]
        port: At<Scalar>,
        /// The encryption of the connection.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Encryption>"))]
        encryption: At<Scalar>,
        /// The username at the server, if it requires one.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        username: At<Scalar>,
        /// The password at the server.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        password: At<Scalar>,
        /// The sender address.
        #[cfg_attr(test, schemars(with = "String"))]
        from: At<Scalar>,
    }
}

schema! {
    /// One page.
    struct ViewSchema {
        /// The title in the navigation; the ID of the page by default.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        title: At<Scalar>,
        /// The name of an icon.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Icon>"))]
        icon: At<Scalar>,
        /// Users with one of these roles can open the page.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
        roles: At<List>,
        /// These users can open the page; `"*"` means all signed-in users.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
        users: At<List>,
        /// The type of content.
        #[cfg_attr(test, schemars(with = "json_schema::Kind"))]
        kind: At<Scalar>,
        /// Markdown, for `kind: markdown`.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        text: At<Scalar>,
        /// A Markdown file, for `kind: markdown`; relative to the folder of this file.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        file: At<Scalar>,
        /// Items to launch, for `kind: launch`.
        #[cfg_attr(test, schemars(with = "Option<Vec<LaunchSchema>>"))]
        items: At<Items>,
    }
}

schema! {
    /// An item to launch. Exactly one of `program`, `file` and `link`.
    struct LaunchSchema {
        /// The label of the button.
        #[cfg_attr(test, schemars(with = "String"))]
        title: At<Scalar>,
        /// A line below the title.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        description: At<Scalar>,
        /// The name of an icon.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Icon>"))]
        icon: At<Scalar>,
        /// A program and its arguments, started without a shell. `{username}`, `{name}`, `{email}`, `{roles}` and `{session}`
        /// in arguments stand for the signed-in user; `{{` and `}}` are braces.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
        program: At<List>,
        /// A file to open with its default program; relative to the folder of this file.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        file: At<Scalar>,
        /// A web or mail address.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        link: At<Scalar>,
    }
}

schema! {
    /// The addresses that may register, in the form of a mapping.
    struct EmailsSchema {
        /// The addresses.
        #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
        emails: At<List>,
    }
}

/// Addresses under `emails`, or directly.
#[cfg(test)]
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the file for the schema only")]
pub(crate) enum Addresses {
    Section(EmailsSchema),
    Bare(Vec<String>),
}

/// A list of launch items, or a value of another type.
pub(crate) enum Items {
    Items(Vec<Located<Section<LaunchSchema>>>),
    Other(ValueType),
}

/// E-mail addresses, under `emails` or directly.
pub(crate) enum Emails {
    Section(Box<EmailsSchema>),
    Bare(Vec<Located<Scalar>>),
    Other(ValueType),
}

impl Lenient for Items {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.value_type())
    }

    fn items(items: &[Node<'_>], anchors: &Anchors<'_>) -> Result<Self, ValueError> {
        read_all(items, anchors).map(Self::Items)
    }
}

impl Lenient for Emails {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.value_type())
    }

    fn items(items: &[Node<'_>], anchors: &Anchors<'_>) -> Result<Self, ValueError> {
        read_all(items, anchors).map(Self::Bare)
    }

    fn entries(
        entries: &[(&Node<'_>, &Node<'_>)],
        anchors: &Anchors<'_>,
    ) -> Result<Self, ValueError> {
        read_fields(entries, anchors).map(Self::Section)
    }
}
