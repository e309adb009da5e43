//! The operating system's clock, randomness, files and programs.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use crate::account::remember::TokenHash;
use crate::account::view::Target;
use crate::service::ports::{Clock, Desktop, DesktopError, Randomness, RandomnessError};

/// The most bytes of a page's file that are shown.
const PAGE_MAX: u64 = 4 * 1024 * 1024;

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_secs()).ok())
            .unwrap_or_default()
    }
}

/// The system's randomness.
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        getrandom::fill(bytes).map_err(|_| RandomnessError)
    }
}

/// The desktop that the program runs on.
pub struct SystemDesktop;

impl Desktop for SystemDesktop {
    fn device(&self) -> TokenHash {
        let id = machine_uid::get().unwrap_or_default();
        // Only a digest with a name of our own: the system's number is nobody else's business.
        let mut digest = Sha256::new();
        digest.update(b"device\0");
        digest.update(id.as_bytes());
        TokenHash(digest.finalize().into())
    }

    fn read_text(&self, path: &Path) -> Result<String, DesktopError> {
        let failed = |error: io::Error| DesktopError(error.to_string());
        let file = File::open(path).map_err(failed)?;
        let mut text = String::new();
        let read = file.take(PAGE_MAX + 1).read_to_string(&mut text);
        if read.map_err(failed)? as u64 > PAGE_MAX {
            return Err(DesktopError(format!("larger than {PAGE_MAX} bytes")));
        }
        Ok(text)
    }

    fn start(&self, target: &Target) -> Result<(), DesktopError> {
        let failed = |error: io::Error| DesktopError(error.to_string());
        match target {
            Target::Program { program, arguments } => {
                let mut child = Command::new(program)
                    .args(arguments)
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .map_err(failed)?;
                // Somebody has to wait for it, or it stays behind as a zombie when it ends.
                std::thread::spawn(move || child.wait());
                Ok(())
            }
            Target::File(path) => {
                fs::metadata(path).map_err(failed)?;
                open::that_detached(path).map_err(failed)
            }
            Target::Link(link) => open::that_detached(link).map_err(failed),
        }
    }
}

/// Makes a folder and those above it, readable only by their owner. One that is there already keeps
/// its mode.
///
/// # Errors
/// When the system refuses.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}
