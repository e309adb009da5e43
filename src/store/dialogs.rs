//! The desktop's dialog to choose a file.

use std::path::{Path, PathBuf};

use crate::service::ports::{FileKind, PlatformError};

/// Lets the user choose a file, beginning in a folder. Returns `None` if the dialog was closed.
///
/// # Errors
/// [`PlatformError`] if there is no dialog.
#[cfg(feature = "dialogs")]
pub(crate) fn choose_file(
    kind: FileKind,
    folder: Option<&Path>,
) -> Result<Option<PathBuf>, PlatformError> {
    if !is_there() {
        return Err(PlatformError("no dialog to choose a file".to_owned()));
    }
    let (name, endings) = match kind {
        FileKind::Table => ("CSV", ["csv", "tsv", "txt"]),
        FileKind::Picture => ("PNG, JPEG", ["png", "jpg", "jpeg"]),
    };
    let mut dialog = rfd::FileDialog::new().add_filter(name, &endings);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    Ok(dialog.pick_file())
}

/// Lets the user choose no file.
///
/// # Errors
/// [`PlatformError`] always, because this build has no dialogs.
#[cfg(not(feature = "dialogs"))]
pub(crate) fn choose_file(_: FileKind, _: Option<&Path>) -> Result<Option<PathBuf>, PlatformError> {
    let reason = "this program was built without file dialogs";
    Err(PlatformError(reason.to_owned()))
}

/// Returns `true` if there is a dialog. Without one, rfd answers as if it had been closed.
#[cfg(all(feature = "dialogs", not(target_os = "linux")))]
fn is_there() -> bool {
    true
}

/// Returns `true` if there is a dialog: that of the portal, or zenity, which rfd starts in its place. Without one, rfd
/// answers as if it had been closed.
#[cfg(all(feature = "dialogs", target_os = "linux"))]
fn is_there() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    portal::is_there() || std::env::split_paths(&path).any(|folder| folder.join("zenity").is_file())
}

#[cfg(all(feature = "dialogs", target_os = "linux"))]
mod portal {
    use std::time::Duration;

    use zbus::blocking::Proxy;
    use zbus::blocking::connection::Builder;
    use zbus::zvariant::OwnedValue;

    /// The time that the portal has to start and to answer.
    const TIMEOUT: Duration = Duration::from_secs(3);

    pub(super) fn is_there() -> bool {
        version()
            .inspect_err(|error| tracing::debug!(%error, "the portal has no dialog for files"))
            .is_ok()
    }

    fn version() -> zbus::Result<OwnedValue> {
        let connection = Builder::session()?.method_timeout(TIMEOUT).build()?;
        let portal = Proxy::new(
            &connection,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.DBus.Properties",
        )?;
        portal.call("Get", &("org.freedesktop.portal.FileChooser", "version"))
    }
}
