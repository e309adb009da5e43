//! The last start of the computer. Linux and macOS give it an id. Windows has none that can be read without unsafe code.

use std::io;

/// Returns the id of the last start of the computer.
#[cfg(target_os = "linux")]
pub(crate) fn boot_id() -> io::Result<String> {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id")
}

/// Returns the id of the last start of the computer.
#[cfg(target_os = "macos")]
pub(crate) fn boot_id() -> io::Result<String> {
    let mut command = std::process::Command::new("/usr/sbin/sysctl");
    let output = command.args(["-n", "kern.bootsessionuuid"]).output()?;
    let id = String::from_utf8(output.stdout).unwrap_or_default();
    if id.trim().is_empty() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    Ok(id)
}

/// Returns the id of the last start of the computer.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(crate) fn boot_id() -> io::Result<String> {
    Err(io::ErrorKind::Unsupported.into())
}
