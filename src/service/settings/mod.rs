//! Changing settings: what the file would say then, and making it say so.

pub mod commands;

use std::sync::Arc;

use similar::{ChangeTag, TextDiff};

use crate::domain::audit::AuditKind;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::Permission;

use crate::service::caller::Caller;
use crate::service::ports::{Edit, Setting, StoreError};
use crate::service::session_view::SessionView;
use crate::service::users::UserError;
use crate::service::{Service, Session};

/// What a change of settings would do to the file.
#[derive(Debug)]
pub struct Preview {
    /// The lines that go and come, in the order of the file. Nothing around them: what stands there
    /// may be a secret (R54).
    pub lines: Vec<PreviewLine>,
    changes: Vec<Setting>,
}

/// A line that goes or comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// Whether it comes.
    pub is_new: bool,
    /// Its number in the file as it is, or as it would be; counted from one.
    pub number: usize,
    /// What it says.
    pub text: String,
}

impl Service {
    /// What changing these settings would do to the file.
    ///
    /// # Errors
    /// When whoever asks may not, nothing would change, or the change cannot be made.
    pub fn preview_settings(
        &self,
        by: Caller<'_>,
        changes: Vec<Setting>,
    ) -> Result<Arc<Preview>, UserError> {
        self.authorize(by, Permission::EditSettings)?;
        if changes.is_empty() {
            return Err(UserError::NothingToDo);
        }
        let change = Edit::Set(changes.clone());
        let found = self.credentials.preview(&change)?;
        let (before, after) = &found.value;
        let lines = changed_lines(before, after);
        if lines.is_empty() {
            return Err(UserError::NothingToDo);
        }
        Ok(Arc::new(Preview { lines, changes }))
    }

    /// Makes a change that was looked at, if it would still change the same lines. Whatever else was
    /// changed in the file meanwhile stays.
    ///
    /// # Errors
    /// When whoever asks may not, the change would be another one by now, or cannot be made.
    pub fn change_settings(&self, by: Caller<'_>, preview: &Preview) -> Result<(), UserError> {
        let actor = self.authorize_change(by, Permission::EditSettings)?;
        let change = Edit::Set(preview.changes.clone());
        self.change(|| {
            let found = self.credentials.preview(&change)?;
            let (before, after) = &found.value;
            let texts = |line: &PreviewLine| (line.is_new, line.text.clone());
            let now = changed_lines(before, after);
            if !now.iter().map(texts).eq(preview.lines.iter().map(texts)) {
                return Err(UserError::Store(StoreError::Changed));
            }
            Ok(Some((change.clone(), found.revision)))
        })?;
        let what: Vec<_> = preview.changes.iter().map(Setting::word).collect();
        let detail = format!("settings: {}", what.join(", "));
        self.record(AuditKind::File, actor.name(), true, &detail);
        Ok(())
    }
}

impl Service {
    /// Says who can register, when the program has just been set up.
    ///
    /// # Errors
    /// When whoever asks may not, or the change cannot be made.
    pub fn choose_registration(
        &self,
        session: &Session,
        mode: RegistrationPolicy,
    ) -> Result<Box<SessionView>, UserError> {
        let by = Caller::Session(session);
        let preview = self.preview_settings(by, vec![Setting::RegistrationMode(mode)])?;
        self.change_settings(by, &preview)?;
        let user = self.current(session)?.ok_or(UserError::Ended)?;
        Ok(self.session_view(session.with_user(user))?)
    }
}

fn changed_lines(before: &str, after: &str) -> Vec<PreviewLine> {
    let diff = TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes();
    let lines = changes.filter_map(|change| {
        let (is_new, at) = match change.tag() {
            ChangeTag::Equal => return None,
            ChangeTag::Delete => (false, change.old_index()),
            ChangeTag::Insert => (true, change.new_index()),
        };
        Some(PreviewLine {
            is_new,
            number: at.unwrap_or_default() + 1,
            text: change.value().trim_end_matches(['\r', '\n']).to_owned(),
        })
    });
    lines.collect()
}
