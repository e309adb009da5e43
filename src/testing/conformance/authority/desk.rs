//! A site under test, and its computers.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::domain::account_id::AccountId;
use crate::domain::approval::ApprovalRule;
use crate::domain::email::Email;
use crate::domain::person_name::PersonName;
use crate::domain::role::Role;
use crate::domain::secret::Secret;
use crate::domain::settings::Hashing;
use crate::domain::user::{NewUser, UserPatch};
use crate::domain::username::Username;
use crate::service::Service;
use crate::service::dependencies::Dependencies;
use crate::service::ports::{Edit, Setting, Snapshot};
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::SignInOutcome;
use crate::service::users::UserInput;

/// The password of every user at first.
pub(super) const PASSWORD: &str = "a first password of the tests";
/// The password that users choose.
pub(super) const OTHER: &str = "another password of the tests";

/// A server and its computers.
pub trait AuthoritySite {
    /// Returns what the use cases of a trusted computer need.
    fn trusted(&self) -> Dependencies;

    /// Returns what the use cases of a restricted computer need, of another one at each call.
    fn restricted(&self) -> Dependencies;

    /// Lets so many seconds pass, on the server and on all computers.
    fn pass(&self, seconds: u32);

    /// Adds a rule for approvals to the settings of the server, which has none.
    fn add_rule(&self, rule: &ApprovalRule);
}

/// A site with users: Ada is an administrator, Bob and Cleo work at the till.
pub(super) struct Desk<S> {
    pub(super) site: S,
    pub(super) trusted: Computer,
}

/// A computer of the site.
pub(super) struct Computer {
    pub(super) dependencies: Dependencies,
    pub(super) service: Service,
}

impl From<Dependencies> for Computer {
    fn from(dependencies: Dependencies) -> Self {
        Self {
            service: dependencies.clone().into(),
            dependencies,
        }
    }
}

pub(super) fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub(super) fn username(name: &str) -> Username {
    Username::parse(name).expect("a username")
}

pub(super) fn email(text: &str) -> Email {
    Email::parse(text).expect("an address")
}

impl Computer {
    pub(super) fn read(&self) -> Arc<Snapshot> {
        let read = self.dependencies.credentials.read();
        read.unwrap_or_else(|error| panic!("reading: {error}"))
    }

    /// Returns the names of the users that the computer sees.
    pub(super) fn users(&self) -> Vec<String> {
        let snapshot = self.read();
        let names = snapshot.users.iter().map(|user| user.username.as_str());
        names.map(ToOwned::to_owned).collect()
    }

    pub(super) fn sign_in(
        &self,
        login: &str,
        password: &str,
    ) -> Result<SignInOutcome, SignInError> {
        let sign_in = self.service.sign_in();
        sign_in.with_password(login, &secret(password))
    }

    /// Signs in a user who needs only a password. A server may take a moment to end the session before.
    pub(super) fn enter(&self, login: &str, password: &str) -> Box<SessionView> {
        let mut outcome = self.sign_in(login, password);
        for _ in 0..100 {
            if !matches!(outcome, Err(SignInError::SessionLimit(_))) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
            outcome = self.sign_in(login, password);
        }
        let outcome = outcome.unwrap_or_else(|error| panic!("{login} signs in: {error}"));
        outcome.session_view().expect("no further step")
    }

    pub(super) fn refused(&self, login: &str, password: &str) -> Option<SignInError> {
        self.sign_in(login, password).err()
    }

    pub(super) fn sign_out(&self, view: &SessionView) {
        let signed_out = self.service.sessions().sign_out(&view.session);
        assert_eq!(signed_out, Ok(()));
    }
}

impl<S: AuthoritySite> Desk<S> {
    pub(super) fn new(site: S) -> Self {
        let trusted = Computer::from(site.trusted());
        let ada = UserInput::new("ada", "ada@example.org", PersonName::new("Ada", "A"));
        let created = trusted.service.set_up().create(&ada, &secret(PASSWORD));
        let session = created.expect("the store is empty").value;
        let desk = Self { site, trusted };
        desk.trusted.sign_out(&session);
        desk.add("bob", |_| {});
        desk.add("cleo", |_| {});
        desk
    }

    pub(super) fn restricted(&self) -> Computer {
        self.site.restricted().into()
    }

    /// Adds a user whose password is [`PASSWORD`].
    pub(super) fn add(&self, name: &str, change: impl FnOnce(&mut NewUser)) {
        let hasher = &self.trusted.dependencies.hasher;
        let hash = hasher.hash(&secret(PASSWORD), Hashing::default());
        let address = email(&format!("{name}@example.org"));
        let id = AccountId::of_username(&username(name)).instead();
        let mut user = NewUser::new(id, username(name), address, PersonName::new(name, "X"));
        user.roles = vec![Role::parse("till").expect("a role")];
        change(&mut user);
        let hash = hash.expect("hashed");
        self.make(&Edit::Add { user, hash });
    }

    pub(super) fn patch(&self, name: &str, patch: UserPatch) {
        self.make(&Edit::Update(vec![(username(name), patch)]));
    }

    pub(super) fn set(&self, setting: Setting) {
        self.make(&Edit::Set(vec![setting]));
    }

    /// Makes a change at the trusted computer.
    pub(super) fn make(&self, change: &Edit) {
        let revision = self.trusted.read().revision;
        let made = self
            .trusted
            .dependencies
            .credentials
            .apply(change, &revision);
        assert!(made.is_ok(), "{made:?}");
    }
}
