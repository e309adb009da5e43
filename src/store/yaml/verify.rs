//! Compares what is read from a changed file with what was wanted: the changed users and settings as asked, all
//! others as before. It is the last check before a change is written (R58).

use std::path::{Component, Path, PathBuf};

use crate::domain::email::Email;
use crate::domain::page::{Page, PageContent, Target};
use crate::domain::settings::Settings;
use crate::domain::user::User;
use crate::service::ports::unaffected::{is_same, without_positions};
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{Edit, Snapshot};

/// Returns `true` if `after` is what `change` makes of `before`.
pub(crate) fn is_result_of(before: &Snapshot, change: &Edit, after: &Snapshot) -> bool {
    let mut wanted = UserDirectory::from(before);
    if !wanted.change(change) {
        return false;
    }
    let mut settings = wanted.settings;
    adopt_paths(&mut settings.views, &after.settings.views);
    // The path of a new picture depends on the folder; whether there is one does not.
    if let Some(logo) = &mut settings.logo
        && before.settings.logo.as_ref() != Some(logo)
        && let Some(found) = &after.settings.logo
    {
        logo.clone_from(found);
    }
    // The file can list an address in one of several forms.
    let texts = |emails: &[Email]| {
        let mut texts: Vec<_> = emails
            .iter()
            .map(|email| email.as_str().to_owned())
            .collect();
        texts.sort_unstable();
        texts
    };
    // Of two changes at the same time, neither sees the other: together they must not make an address ambiguous.
    after.users.shared_emails() <= before.users.shared_emails()
        && wanted.users.len() == after.users.len()
        && wanted
            .users
            .iter()
            .zip(after.users.iter())
            .all(|(a, b)| is_same(a, b) || is_mended(a, b))
        && without_positions(settings) == without_positions(Settings::clone(&after.settings))
        && texts(&wanted.allowed_emails) == texts(&after.allowed_emails)
}

/// Makes the new paths of pages, which may be relative, absolute as in the file that was read.
fn adopt_paths(wanted: &mut [Page], found: &[Page]) {
    for (wanted, found) in wanted.iter_mut().zip(found) {
        match (&mut wanted.content, &found.content) {
            (PageContent::MarkdownFile(wanted), PageContent::MarkdownFile(found)) => {
                adopt_path(wanted, found);
            }
            (PageContent::Launch(wanted), PageContent::Launch(found)) => {
                for (wanted, found) in wanted.iter_mut().zip(found) {
                    if let (Target::File(wanted), Target::File(found)) =
                        (&mut wanted.target, &found.target)
                    {
                        adopt_path(wanted, found);
                    }
                }
            }
            _ => {}
        }
    }
}

fn adopt_path(wanted: &mut PathBuf, found: &Path) {
    let is_step = |part: &Component<'_>| *part != Component::CurDir;
    let wanted_end: PathBuf = wanted.components().filter(is_step).collect();
    if found.ends_with(wanted_end) {
        found.clone_into(wanted);
    }
}

/// Returns `true` if `b` is as `a` was to be, and the change has corrected the mistake in the entry of `a`.
fn is_mended(a: &User, b: &User) -> bool {
    let mistake = b.mistake;
    mistake.is_none()
        && is_same(
            &User {
                mistake,
                ..a.clone()
            },
            b,
        )
}
