//! Changing settings: a preview of what the file would contain, and the change itself.

pub mod commands;
mod roles;

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::email::Email;
use crate::domain::line_diff::diff_lines;
use crate::domain::page::{LaunchItem, PageContent, Target};
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::{Permission, Permissions, RoleChange};
use crate::domain::setting::{PageChange, SettingInfo};
use crate::domain::settings::Settings;
use crate::domain::settings_change::{changed_approvals, new_items};

use crate::service::approvals::summaries::{Gain, give_permissions};
use crate::service::audit::recorder::AuditRecorder;
use crate::service::caller::{Authorizer, Caller};
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{CredentialStore, Edit, EditPreview, Setting, Snapshot, StoreError};
use crate::service::recovery::mail::{RecoveryMail, TestMailError};
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::session_view::{SessionView, SessionViews};
use crate::service::settings::roles::check_roles;
use crate::service::users::error::UserError;

/// What a change of settings would do to the file.
#[derive(Debug)]
pub struct Preview {
    /// The lines that would be removed and added, in the order of the file, with secrets masked (R54, R96). A long
    /// line is shortened around what changes in it.
    pub lines: Vec<PreviewLine>,
    /// What changed items of pages would start or open, one line each, as it was typed: the lines of the file mask it.
    pub launches: Vec<String>,
    changes: Vec<Setting>,
}

/// A line that would be removed or added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// Whether it would be added.
    pub is_new: bool,
    /// Its number in the file before or after the change, counted from one.
    pub number: usize,
    /// The text.
    pub text: String,
}

/// Changing settings.
#[derive(Clone)]
pub struct SettingsEditor {
    credentials: Arc<dyn CredentialStore>,
    authorizer: Authorizer,
    editor: Editor,
    views: SessionViews,
    audit: AuditRecorder,
    mail: RecoveryMail,
    open_sessions: OpenSessions,
}

opaque_debug!(SettingsEditor);

impl From<&Context> for SettingsEditor {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            authorizer: from.into(),
            editor: from.into(),
            views: from.into(),
            audit: from.into(),
            mail: from.into(),
            open_sessions: from.open_sessions.clone(),
        }
    }
}

impl SettingsEditor {
    /// Returns what changing these settings would do to the file.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::service::ports::Setting;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     let changes = vec![Setting::LockMinutes(9)];
    ///     let preview = service.settings().preview(caller, changes)?;
    ///     service.settings().apply(caller, &preview)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NothingToDo`] if nothing would change.
    /// - [`UserError::NotAllowed`] if the caller may not edit settings, or a role has or would get a permission that the
    ///   caller lacks (R32).
    /// - [`UserError::RoleInUse`] if a role would be removed that is still named, or renamed that the app names in code.
    /// - [`UserError::RoleTaken`] if a role would get the name of another one.
    /// - [`UserError::PermissionForNewUsers`] if users who register would get a permission.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::Store`] if the change cannot be made.
    pub fn preview(
        &self,
        caller: Caller<'_>,
        changes: Vec<Setting>,
    ) -> Result<Arc<Preview>, UserError> {
        let snapshot = self.credentials.read()?;
        let authorized = self
            .authorizer
            .authorize(&snapshot, caller, Permission::EditSettings)?;
        check_reach(caller, &changes)?;
        check_roles(&authorized, &snapshot, &changes)?;
        check_approvals(caller, &snapshot, &changes)?;
        if changes.is_empty() {
            return Err(UserError::NothingToDo);
        }
        let texts = self.credentials.preview(&Edit::Set(changes.clone()))?;
        let lines = changed_lines(&texts);
        if lines.is_empty() {
            return Err(UserError::NothingToDo);
        }
        let launches = launches(&snapshot.settings, &changes);
        Ok(Arc::new(Preview {
            lines,
            launches,
            changes,
        }))
    }

    /// Makes the change of a preview, if it would still change the same lines. Everything else that has
    /// changed in the file since stays.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::service::ports::Setting;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     let changes = vec![Setting::Title(Some("Corner shop".to_owned()))];
    ///     let preview = service.settings().preview(caller, changes)?;
    ///     service.settings().apply(caller, &preview)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::RoleInUse`], [`UserError::RoleTaken`] and [`UserError::PermissionForNewUsers`] as for
    ///   [`Self::preview`].
    /// - [`UserError::Store`] if the change would change other lines by now, or cannot be made.
    pub fn apply(&self, caller: Caller<'_>, preview: &Preview) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        check_reach(caller, &preview.changes)?;
        let edit = Edit::Set(preview.changes.clone());
        let mut taken = Vec::new();
        self.editor.change(&snapshot, |snapshot| {
            let authorized =
                self.authorizer
                    .authorize_change(snapshot, caller, Permission::EditSettings)?;
            check_roles(&authorized, snapshot, &preview.changes).inspect_err(|error| {
                if *error == UserError::NotAllowed {
                    let denied = AuditWord::NotAllowed;
                    self.audit
                        .record(AuditKind::File, authorized.party(), false, denied);
                }
            })?;
            check_approvals(caller, snapshot, &preview.changes)?;
            let texts = self.credentials.preview(&edit)?;
            let text = |line: &PreviewLine| (line.is_new, line.text.clone());
            let now = changed_lines(&texts);
            let is_same = now.iter().map(text).eq(preview.lines.iter().map(text));
            // A preview of another revision than the change is decided again.
            if !is_same && texts.revision == snapshot.revision {
                return Err(UserError::Store(StoreError::Changed));
            }
            let gives = give_permissions(gains(snapshot, &preview.changes));
            caller.need_approval(snapshot, &mut taken, gives)?;
            Ok(Some(edit.clone()))
        })?;
        // A record for each, so that a long one hides no other.
        for change in &preview.changes {
            let detail = AuditDetail::Settings(vec![change.into()]);
            self.audit
                .record(AuditKind::File, caller.party(), true, detail);
        }
        Ok(())
    }

    /// Sends a mail to the caller's address through the mail server of the settings, and waits for the server.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::service::recovery::mail::TestMailError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<(), TestMailError> {
    ///     service.settings().send_test_mail(session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`TestMailError::Caller`] if the session has ended or is not that of an administrator.
    /// - [`TestMailError::Email`] if the caller has no e-mail address.
    /// - [`TestMailError::NoServer`] if the settings name no mail server.
    /// - [`TestMailError::Mail`] if the server does not accept the mail.
    /// - [`TestMailError::Store`] if the configuration file cannot be read.
    pub fn send_test_mail(&self, session: &Session) -> Result<(), TestMailError> {
        let snapshot = self.credentials.read()?;
        let caller = Caller::Session(session);
        let authorized =
            self.authorizer
                .authorize_export(&snapshot, caller, Permission::EditSettings)?;
        if !authorized.has_all(Permissions::ADMIN) {
            return Err(UserError::NotAllowed.into());
        }
        let user = snapshot.users.find(session.user().username.as_str());
        let email = user.and_then(|user| user.email.as_ref());
        self.mail.send_test(email.map_or("", Email::as_str))
    }

    /// Sets who may register, right after set-up.
    ///
    /// ```
    /// use egui_authenticator::domain::registration::RegistrationPolicy;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<Session, UserError> {
    ///     let policy = RegistrationPolicy::Approval;
    ///     Ok(service.settings().choose_registration(session, policy)?.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NothingToDo`] if it is set already.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   session is not authorized.
    /// - [`UserError::Store`] if the change cannot be made.
    pub fn choose_registration(
        &self,
        session: &Session,
        policy: RegistrationPolicy,
    ) -> Result<Box<SessionView>, UserError> {
        let caller = Caller::Session(session);
        let preview = self.preview(caller, vec![Setting::RegistrationMode(policy)])?;
        self.apply(caller, &preview)?;
        let snapshot = self.credentials.read()?;
        let user = session
            .current(&self.open_sessions, &snapshot)
            .ok_or(UserError::Ended)?;
        Ok(self.views.view(session.with_user(user.clone()), &snapshot))
    }
}

/// Checks that a session takes away no approval of a page or of what an item starts: only the owner of the file decides that.
fn check_approvals(
    caller: Caller<'_>,
    snapshot: &Snapshot,
    changes: &[Setting],
) -> Result<(), UserError> {
    let is_of_page = |change: &Setting| matches!(change, Setting::Page(..));
    if matches!(caller, Caller::LocalOwner(_)) || !changes.iter().any(is_of_page) {
        return Ok(());
    }
    let mut after = UserDirectory::from(snapshot);
    after.change(&Edit::Set(changes.to_vec()));
    let changed = changed_approvals(&snapshot.settings, &after.settings);
    if changed.is_empty() {
        Ok(())
    } else {
        Err(UserError::OwnerSettings(changed))
    }
}

/// Checks that a session changes only settings that the form shows: not how long the audit log is kept, for example.
fn check_reach(caller: Caller<'_>, changes: &[Setting]) -> Result<(), UserError> {
    let is_shown = |info: &SettingInfo| info.group.is_some();
    let is_beyond = |change: &Setting| !change.info().is_none_or(is_shown);
    if matches!(caller, Caller::Session(_)) && changes.iter().any(is_beyond) {
        return Err(UserError::NotAllowed);
    }
    Ok(())
}

/// Returns the roles that get permissions.
fn gains(snapshot: &Snapshot, changes: &[Setting]) -> impl Iterator<Item = Gain> {
    changes.iter().filter_map(|change| match change {
        Setting::Role(role, RoleChange::Set { permissions, .. }) => {
            let with_role = snapshot.users.iter();
            let with_role = with_role.filter(|user| user.roles.contains(role)).count();
            Gain::of_role(&snapshot.settings, (role, with_role), permissions)
        }
        _ => None,
    })
}

/// Returns what items of these changes start or open that no page has yet.
fn launches(settings: &Settings, changes: &[Setting]) -> Vec<String> {
    let new = changes.iter().filter_map(|change| match change {
        Setting::Page(_, PageChange::Content(content) | PageChange::Add { content, .. }) => {
            Some(content)
        }
        _ => None,
    });
    new_launches(settings, new)
}

/// Returns what items of these pages start or open that no page has yet, one line each.
pub(crate) fn new_launches<'a>(
    settings: &Settings,
    pages: impl IntoIterator<Item = &'a PageContent>,
) -> Vec<String> {
    let line = |item: LaunchItem| format!("{}: {}", item.title, launch_text(&item.target));
    new_items(settings, pages).into_iter().map(line).collect()
}

fn launch_text(target: &Target) -> String {
    match target {
        Target::Program { program, arguments } => {
            let quoted = |word: &String| {
                if word.contains(char::is_whitespace) {
                    format!("{word:?}")
                } else {
                    word.clone()
                }
            };
            let words = std::iter::once(program).chain(arguments).map(quoted);
            words.collect::<Vec<_>>().join(" ")
        }
        Target::File(path) => path.display().to_string(),
        Target::Link(link) => link.clone(),
    }
}

/// A line that is longer than this is shortened, with [`AROUND`] characters before and after what changes in it.
const LONG: usize = 200;
const AROUND: usize = 60;

/// Returns the lines of a preview that are different.
pub(crate) fn changed_lines(texts: &EditPreview) -> Vec<PreviewLine> {
    let diff = diff_lines(&texts.before, &texts.after);
    let lines = diff.into_iter().filter_map(|line| {
        let (is_new, at) = match (line.old, line.new) {
            (Some(at), None) => (false, at),
            (None, Some(at)) => (true, at),
            _ => return None,
        };
        Some(PreviewLine {
            is_new,
            number: at + 1,
            text: line.text.trim_end_matches(['\r', '\n']).to_owned(),
        })
    });
    let mut lines: Vec<_> = lines.collect();
    for hunk in lines.chunk_by_mut(|a, b| a.is_new <= b.is_new) {
        shorten(hunk);
    }
    lines
}

/// Shortens the long lines of a hunk, which are removed lines followed by as many added ones.
fn shorten(hunk: &mut [PreviewLine]) {
    let removed = hunk.partition_point(|line| !line.is_new);
    let (removed, added) = hunk.split_at_mut(removed);
    for (old, new) in removed.iter_mut().zip(added) {
        if old.text.chars().count().max(new.text.chars().count()) <= LONG {
            continue;
        }
        let same = |(a, b): &(char, char)| a == b;
        let (ahead, behind) = (old.text.chars(), new.text.chars());
        let before = ahead.clone().zip(behind.clone()).take_while(same).count();
        let after = ahead.rev().zip(behind.rev()).take_while(same).count();
        for line in [old, new] {
            line.text = around(&line.text, before, after);
        }
    }
}

/// Returns a text without most of what is the same in another: `before` characters at its start, and `after` at its end.
fn around(text: &str, before: usize, after: usize) -> String {
    let count = text.chars().count();
    let start = before.saturating_sub(AROUND);
    let end = count.min((count - after).max(before) + AROUND);
    let kept: String = text.chars().skip(start).take(end - start).collect();
    let mark = |is_cut| if is_cut { "…" } else { "" };
    format!("{}{kept}{}", mark(start > 0), mark(end < count))
}
