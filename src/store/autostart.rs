//! Opening the window when the user signs in to the desktop: an entry of the desktop on Linux, a launch agent on macOS, and a value
//! in the registry on Windows, each of this user alone.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

/// What is opened: the program, the configuration file if it is not the platform's, and other arguments.
pub(crate) struct Autostart<'a> {
    pub(crate) program: &'a Path,
    pub(crate) config: Option<&'a Path>,
    pub(crate) arguments: &'a [String],
}

impl Autostart<'_> {
    /// Opens the window from now on when the user signs in to the desktop.
    ///
    /// # Errors
    /// - [`io::ErrorKind::InvalidInput`] if a path cannot be written there: it contains control characters, or is no Unicode.
    /// - Any other [`io::Error`] of the system.
    pub(crate) fn set(&self) -> io::Result<()> {
        let mut arguments = vec![argument(self.program.as_os_str())?];
        if let Some(config) = self.config {
            arguments.push("--config".to_owned());
            arguments.push(argument(config.as_os_str())?);
        }
        for other in self.arguments {
            arguments.push(argument(OsStr::new(other))?);
        }
        imp::set(&arguments)
    }
}

/// Refuses where the desktop does not read what the program writes.
#[cfg(any(test, all(unix, not(target_os = "macos"))))]
fn check_sandbox(is_set: impl Fn(&str) -> bool) -> io::Result<()> {
    if ["FLATPAK_ID", "SNAP"].into_iter().any(is_set) {
        let reason =
            "a Flatpak or Snap cannot do that; add the program to the settings of the desktop";
        return Err(io::Error::new(io::ErrorKind::Unsupported, reason));
    }
    Ok(())
}

/// Opens it no longer. It is no error if it was not opened.
///
/// # Errors
/// [`io::Error`] if the entry cannot be removed.
pub(crate) fn remove() -> io::Result<()> {
    imp::remove()
}

/// Returns whether the window opens when the user signs in to the desktop.
///
/// # Errors
/// [`io::Error`] if that cannot be found out.
pub(crate) fn is_set() -> io::Result<bool> {
    imp::is_set()
}

fn argument(text: &OsStr) -> io::Result<String> {
    let text = text
        .to_str()
        .filter(|text| !text.contains(char::is_control));
    text.map(ToOwned::to_owned).ok_or_else(|| {
        let reason = "the path contains characters that cannot be written into such an entry";
        io::Error::new(io::ErrorKind::InvalidInput, reason)
    })
}

#[cfg(unix)]
mod files {
    use std::fs::{self, File};
    use std::io::{self, Write};
    use std::path::Path;

    use crate::store::owner::{make_folder, parent};

    /// Writes an entry whole, or not at all.
    pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
        let folder = parent(path);
        make_folder(folder, None)?;
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(text.as_bytes())?;
        new.as_file().sync_all()?;
        new.persist(path)?;
        File::open(folder)?.sync_all()
    }

    pub(super) fn remove(path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod imp {
    use std::io;
    use std::path::PathBuf;

    use directories::BaseDirs;

    use super::{check_sandbox, desktop_entry, files};

    fn path() -> io::Result<PathBuf> {
        let folders = BaseDirs::new().ok_or(io::ErrorKind::NotFound)?;
        let name = "io.github.egui_authenticator.egui_authenticator.desktop";
        Ok(folders.config_dir().join("autostart").join(name))
    }

    pub(super) fn set(arguments: &[String]) -> io::Result<()> {
        check_sandbox(|name| std::env::var_os(name).is_some())?;
        files::write(&path()?, &desktop_entry(arguments))
    }

    pub(super) fn remove() -> io::Result<()> {
        files::remove(&path()?)
    }

    pub(super) fn is_set() -> io::Result<bool> {
        match std::fs::read_to_string(path()?) {
            // Desktops switch an entry off in this way.
            Ok(entry) => Ok(!entry.lines().any(|line| line == "Hidden=true")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

#[cfg(target_os = "macos")]
mod imp {
    use std::io;
    use std::path::PathBuf;

    use directories::BaseDirs;

    use super::{files, launch_agent};

    fn path() -> io::Result<PathBuf> {
        let folders = BaseDirs::new().ok_or(io::ErrorKind::NotFound)?;
        let name = "Library/LaunchAgents/io.github.egui_authenticator.egui_authenticator.plist";
        Ok(folders.home_dir().join(name))
    }

    pub(super) fn set(arguments: &[String]) -> io::Result<()> {
        files::write(&path()?, &launch_agent(arguments))
    }

    pub(super) fn remove() -> io::Result<()> {
        files::remove(&path()?)
    }

    pub(super) fn is_set() -> io::Result<bool> {
        path()?.try_exists()
    }
}

#[cfg(windows)]
mod imp {
    use std::io;
    use std::process::{Command, Stdio};

    use super::command_line;

    const RUN: &str = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run";
    const VALUE: &str = "egui-authenticator";

    /// Runs `reg`, which has no safe interface in a crate that we use, and returns whether it succeeded.
    fn reg(arguments: &[&str]) -> io::Result<bool> {
        // Not one that lies beside the program.
        let windows = std::env::var_os("SystemRoot").ok_or(io::ErrorKind::NotFound)?;
        let mut reg = Command::new(
            std::path::Path::new(&windows)
                .join("System32")
                .join("reg.exe"),
        );
        reg.args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Ok(reg.status()?.success())
    }

    fn done(is_done: bool) -> io::Result<()> {
        let failed = || io::Error::other("the registry was not changed");
        is_done.then_some(()).ok_or_else(failed)
    }

    pub(super) fn set(arguments: &[String]) -> io::Result<()> {
        let command = command_line(arguments);
        done(reg(&[
            "add", RUN, "/v", VALUE, "/t", "REG_SZ", "/d", &command, "/f",
        ])?)
    }

    pub(super) fn remove() -> io::Result<()> {
        if is_set()? {
            done(reg(&["delete", RUN, "/v", VALUE, "/f"])?)?;
        }
        Ok(())
    }

    pub(super) fn is_set() -> io::Result<bool> {
        reg(&["query", RUN, "/v", VALUE])
    }
}

/// Returns a desktop entry with this command. <https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html>
#[cfg(any(test, all(unix, not(target_os = "macos"))))]
fn desktop_entry(arguments: &[String]) -> String {
    let quoted = |argument: &String| {
        let mut quoted = String::from('"');
        for character in argument.chars() {
            match character {
                // Escaped once for the quotation marks, and once as text of the file.
                '"' | '`' | '$' => quoted.push_str(r"\\"),
                '\\' => quoted.push_str(r"\\\"),
                '%' => quoted.push('%'),
                _ => {}
            }
            quoted.push(character);
        }
        quoted + "\""
    };
    let command: Vec<_> = arguments.iter().map(quoted).collect();
    // Nothing happens once the program was removed.
    let program = arguments
        .first()
        .map_or_else(String::new, |program| program.replace('\\', r"\\"));
    format!(
        "[Desktop Entry]\nType=Application\nName=Authenticator\nTryExec={program}\nExec={}\nIcon=io.github.egui_authenticator.egui_authenticator\n",
        command.join(" ")
    )
}

/// Returns a launch agent with this command.
#[cfg(any(test, target_os = "macos"))]
fn launch_agent(arguments: &[String]) -> String {
    let escaped = |argument: &String| {
        let text = argument.replace('&', "&amp;");
        format!(
            "    <string>{}</string>\n",
            text.replace('<', "&lt;").replace('>', "&gt;")
        )
    };
    let arguments: String = arguments.iter().map(escaped).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\">\n<dict>\n  <key>Label</key>\n  \
         <string>io.github.egui_authenticator.egui_authenticator</string>\n  <key>ProgramArguments</key>\n  <array>\n\
         {arguments}  </array>\n  <key>RunAtLoad</key>\n  <true/>\n</dict>\n</plist>\n"
    )
}

/// Returns a command for the registry. Paths of Windows contain no quotation marks.
#[cfg(any(test, windows))]
fn command_line(arguments: &[String]) -> String {
    let quoted = arguments.iter().map(|argument| format!("\"{argument}\""));
    quoted.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(config: &str) -> Vec<String> {
        ["/opt/a b/egui-authenticator", "--config", config]
            .map(ToOwned::to_owned)
            .to_vec()
    }

    #[test]
    fn the_command_of_a_desktop_entry_is_quoted_for_the_desktop() {
        let entry = desktop_entry(&arguments(r#"/home/ada/50% "$till" `a` b\c.yaml"#));
        let command = entry.lines().find_map(|line| line.strip_prefix("Exec="));
        assert_eq!(
            command,
            Some(
                r#""/opt/a b/egui-authenticator" "--config" "/home/ada/50%% \\"\\$till\\" \\`a\\` b\\\\c.yaml""#
            )
        );
    }

    #[test]
    fn a_sandbox_whose_entries_no_desktop_reads_is_refused() {
        let refused = check_sandbox(|name| name == "FLATPAK_ID").err();
        assert_eq!(
            refused.map(|error| error.kind()),
            Some(io::ErrorKind::Unsupported)
        );
        assert!(check_sandbox(|_| false).is_ok());
    }

    #[test]
    fn the_arguments_of_a_launch_agent_are_escaped() {
        let agent = launch_agent(&arguments("/Users/ada/<R&D>.yaml"));
        assert!(
            agent.contains("    <string>/Users/ada/&lt;R&amp;D&gt;.yaml</string>\n"),
            "{agent}"
        );
    }

    #[test]
    fn the_command_in_the_registry_is_quoted() {
        let line = command_line(&arguments(r"C:\R & D\config.yaml"));
        assert_eq!(
            line,
            r#""/opt/a b/egui-authenticator" "--config" "C:\R & D\config.yaml""#
        );
    }

    #[test]
    fn a_path_with_a_line_break_is_refused() {
        let error = argument(OsStr::new("/home/ada/a\nExec=evil")).err();
        assert_eq!(
            error.map(|error| error.kind()),
            Some(io::ErrorKind::InvalidInput)
        );
    }
}
