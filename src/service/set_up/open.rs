//! Opening the credential file: read it, hash what stands there in plain text, say what is wrong.

use std::sync::Arc;

use crate::domain::problem::{Cause, Problem, Severity};
use crate::domain::role::{ADMIN, Role};
use crate::domain::settings::Settings;
use crate::domain::user::UserPatch;

use crate::service::hashing::hash_all;
use crate::service::pages::tabs_for;
use crate::service::ports::user_directory::ALL_USERS;
use crate::service::ports::{Edit, NamedRole, StoreError};
use crate::service::session_view::SessionView;
use crate::service::sign_in::refresh::FileProblem;
use crate::service::sign_in::tiles::Tile;
use crate::service::{Service, Session};

/// The file can be used.
#[derive(Clone)]
#[non_exhaustive]
pub struct ProgramInfo {
    /// What the file says about the program.
    pub settings: Arc<Settings>,
    /// Where the file is, for messages.
    pub location: String,
    /// Why passwords in plain text could not be hashed in place, if so. The people concerned cannot
    /// sign in until they are.
    pub not_hashed: Option<StoreError>,
    /// Whether the file cannot be used as it stands.
    pub trouble: Option<FileProblem>,
    /// Whether codes can come by mail.
    pub has_mail: bool,
    /// People to be shown as tiles.
    pub tiles: Arc<[Tile]>,
}

/// The file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenError {
    /// Where it is, or should be.
    pub location: String,
    /// Why not.
    pub error: StoreError,
}

impl Service {
    /// Reads the credential file and hashes the passwords in it that stand in plain text (R15).
    ///
    /// # Errors
    /// When there is no file, or it cannot be used.
    pub fn open(&self) -> Result<ProgramInfo, OpenError> {
        let location = self.credentials.location();
        let settings = self.credentials.settings();
        let settings = settings.map_err(|error| OpenError { location, error })?;
        self.notice_hand_edits();
        let not_hashed = self.hash_plain_passwords(&settings).err();
        let tiles = self.tiles(&settings).into();
        Ok(ProgramInfo {
            has_mail: settings.mail.is_some() && self.mailer.can_send(),
            tiles,
            settings,
            location: self.credentials.location(),
            not_hashed,
            trouble: self.trouble(false),
        })
    }

    pub(crate) fn hash_plain_passwords(&self, settings: &Settings) -> Result<(), StoreError> {
        self.change(|| {
            let plain = self.credentials.plain_passwords()?;
            if plain.value.is_empty() {
                return Ok(None);
            }
            let passwords: Vec<_> = plain.value.iter().map(|(_, password)| password).collect();
            let hashes = hash_all(&*self.hasher, &passwords, settings.hashing, &|_| {})
                .map_err(|error| StoreError::Unwritable(error.to_string()))?;
            let names = plain.value.iter().map(|(username, _)| username.clone());
            let patches = hashes.into_iter().map(UserPatch::password);
            let change = Edit::Update(names.zip(patches).collect());
            Ok(Some((change, plain.revision)))
        })
    }

    /// What somebody gets to see on coming in.
    pub(crate) fn session_view(&self, session: Session) -> Result<Box<SessionView>, StoreError> {
        let settings = self.credentials.settings()?;
        let pages = tabs_for(&settings, session.user());
        let warnings = self.warnings_for(&session);
        let is_administrator = session.user().roles.contains(&Role::admin());
        let permissions = settings.permissions(session.user());
        let trouble = self.trouble(is_administrator);
        Ok(Box::new(SessionView {
            session,
            pages,
            permissions,
            warnings,
            trouble,
            before: None,
            told: Vec::new(),
            audit_failure: self.audit_failure.reason(),
            settings,
            location: self.credentials.location(),
        }))
    }

    /// The roles that an app which knows its own has never heard of. Those with an entry under `roles` are
    /// the file's own.
    fn unknown_roles(&self) -> Vec<Problem> {
        let Some(app) = self.rules.roles() else {
            return Vec::new();
        };
        let Ok(settings) = self.credentials.settings() else {
            return Vec::new();
        };
        let of_file = settings.roles.iter().map(|rule| &rule.role);
        let known: Vec<&Role> = app.iter().chain(of_file).collect();
        let is_unknown = |named: &NamedRole| {
            let is_built_in = [ADMIN, ALL_USERS].contains(&named.role.as_str());
            !is_built_in && !known.contains(&&named.role)
        };
        let named = self.credentials.named_roles().unwrap_or_default();
        let unknown = named.into_iter().filter(is_unknown);
        let problem = |named: NamedRole| Problem {
            position: named.position,
            field: named.field,
            cause: Cause::UnknownRole {
                name: named.role.as_str().to_owned(),
                known: known.iter().map(|role| role.as_str().to_owned()).collect(),
            },
            excerpt: None,
        };
        unknown.map(problem).collect()
    }

    /// The file's warnings, for those who can mend them. They name people, so nobody else sees them.
    fn warnings_for(&self, session: &Session) -> Vec<Problem> {
        if !session.user().roles.contains(&Role::admin()) {
            return Vec::new();
        }
        let mut problems = self.credentials.inspect().unwrap_or_default();
        problems.retain(|problem| problem.severity() == Severity::Warning);
        problems.extend(self.unknown_roles());
        problems.sort_by_key(|problem| problem.position);
        problems
    }
}
