//! The operating system's clock, randomness, files and programs.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::domain::page::Target;
use crate::domain::remember_me::TokenHash;
use crate::domain::secret::{Secret, SecretText};
use crate::domain::settings::MailServer;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    Cancellation, Changed, Clock, FileKind, Mail, MailError, Mailer, Picture, Platform,
    PlatformError, Randomness, RandomnessError, Watch,
};
use crate::store::boot::boot_id;
use crate::store::{dialogs, motion};

/// The most bytes of a page's file that are shown.
const PAGE_MAX: u64 = 4 * 1024 * 1024;

/// The most bytes of a file with a picture.
#[cfg(feature = "pictures")]
const PICTURE_FILE_MAX: u64 = 32 * 1024 * 1024;

/// The widest and highest picture that is read, in pixels.
#[cfg(feature = "pictures")]
const PICTURE_MAX: u32 = 8_192;

/// The most memory that reading a picture takes, in bytes.
#[cfg(feature = "pictures")]
const PICTURE_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// How many files of one name are made beside each other.
const SAVED_MAX: u32 = 100;
/// What prints its standard input.
pub(crate) const PRINT: &[&str] = if cfg!(windows) {
    &[
        "powershell",
        "-NoProfile",
        "-Command",
        "$input | Out-Printer",
    ]
} else {
    &["lp", "-s"]
};

/// The system's clock.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(jiff::Timestamp::now().as_second())
    }

    fn time_zone(&self) -> TimeZone {
        local_zone(&jiff::tz::TimeZone::system(), jiff::Timestamp::now())
    }

    fn elapsed(&self) -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }

    fn wait(&self, time: Duration, cancellation: &Cancellation) {
        cancellation.wait(time);
    }
}

/// Returns a time zone for the years that records are kept, and the next one.
fn local_zone(zone: &jiff::tz::TimeZone, now: jiff::Timestamp) -> TimeZone {
    let year = jiff::SignedDuration::from_hours(366 * 24);
    let since = now - year * 11;
    let changes = zone.following(since);
    let changes = changes.take_while(|change| change.timestamp() <= now + year);
    let changes = changes.map(|change| {
        let from = Timestamp::from_seconds(change.timestamp().as_second());
        (from, change.offset().seconds())
    });
    TimeZone::new(zone.to_offset(since).seconds(), changes.collect())
}

/// No way to a mail server, for programs without mail.
#[derive(Debug)]
#[doc(hidden)]
pub struct NoMailer;

impl Mailer for NoMailer {
    fn can_send(&self) -> bool {
        false
    }

    fn send(&self, _: &MailServer, _: &Mail) -> Result<(), MailError> {
        Err(MailError("this program cannot send e-mail".to_owned()))
    }

    fn send_later(&self, _: Arc<MailServer>, _: Mail) {}
}

/// The system's randomness.
#[derive(Debug)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        getrandom::fill(bytes).map_err(|_| RandomnessError)
    }
}

/// The desktop that the program runs on.
#[derive(Debug, Default)]
pub struct SystemPlatform {
    /// Where people look for their own files; the folder that the program was started in when
    /// absent.
    #[doc(hidden)]
    pub documents: Option<PathBuf>,
    /// The languages of the user, as tags, the most wanted first.
    #[doc(hidden)]
    pub languages: Vec<String>,
    /// Whether the desktop is asked if it wants animations; otherwise there are none.
    #[doc(hidden)]
    pub follows_motion: bool,
}

/// Returns the languages that the system is set to, as tags, the preferred one first.
#[cfg(feature = "desktop")]
#[must_use]
#[doc(hidden)]
pub fn languages() -> Vec<String> {
    sys_locale::get_locales().collect()
}

impl Platform for SystemPlatform {
    fn languages(&self) -> Vec<String> {
        self.languages.clone()
    }

    fn reduces_motion(&self) -> bool {
        !self.follows_motion || motion::is_reduced()
    }

    fn watch_sleep(&self, locked: Changed) -> Option<Watch> {
        crate::store::suspend::watch(locked)
    }

    fn device_name(&self) -> String {
        gethostname::gethostname().to_string_lossy().into_owned()
    }

    fn save_text(
        &self,
        name: &str,
        ending: &str,
        text: &SecretText,
    ) -> Result<PathBuf, PlatformError> {
        let folder = self.documents.clone().unwrap_or_else(|| PathBuf::from("."));
        let safe = |c: char| {
            if c.is_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        };
        let name: String = name.chars().map(safe).collect();
        let failed = |error: io::Error| PlatformError(error.to_string());
        fs::create_dir_all(&folder).map_err(failed)?;
        for number in 1..=SAVED_MAX {
            let file = match number {
                1 => format!("{name}.{ending}"),
                _ => format!("{name}-{number}.{ending}"),
            };
            let path = folder.join(file);
            match create_private(&path) {
                Ok(mut file) => {
                    let written = file.write_all(text.expose().as_bytes());
                    written.and_then(|()| file.sync_all()).map_err(failed)?;
                    return Ok(path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(failed(error)),
            }
        }
        let path = folder.join(name).display().to_string();
        Err(PlatformError(format!(
            "{path}: too many files with this name exist"
        )))
    }

    fn print_text(&self, text: &Secret) -> Result<(), PlatformError> {
        let failed = |error: io::Error| PlatformError(format!("{}: {error}", PRINT[0]));
        let mut child = Command::new(PRINT[0])
            .args(&PRINT[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        if let Some(mut input) = child.stdin.take() {
            // A program that closes its input says why when it ends.
            if let Err(error) = input.write_all(text.expose().as_bytes()) {
                tracing::debug!(%error, "the print program closed its input");
            }
        }
        let output = child.wait_with_output().map_err(failed)?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(PlatformError(said.trim().to_owned()))
    }

    fn device(&self) -> TokenHash {
        let id = computer_id().or_log("read the id of this computer");
        // Only a digest with our own prefix: the system's number must not become known.
        let mut digest = Sha256::new();
        digest.update(b"device\0");
        digest.update(id.unwrap_or_default().as_bytes());
        TokenHash(digest.finalize().into())
    }

    fn boot(&self) -> Option<TokenHash> {
        let id = boot_id().or_log("read the id of the last start")?;
        let digest = Sha256::new().chain_update(b"boot\0");
        Some(TokenHash(digest.chain_update(id.trim()).finalize().into()))
    }

    fn read_text(&self, path: &Path) -> Result<String, PlatformError> {
        let failed = |error: io::Error| PlatformError(error.to_string());
        check_file(path)?;
        let file = File::open(path).map_err(failed)?;
        let mut text = String::new();
        let read = file.take(PAGE_MAX + 1).read_to_string(&mut text);
        if read.map_err(failed)? as u64 > PAGE_MAX {
            return Err(PlatformError(format!("larger than {PAGE_MAX} bytes")));
        }
        Ok(text)
    }

    fn choose_file(&self, kind: FileKind) -> Result<Option<PathBuf>, PlatformError> {
        dialogs::choose_file(kind, self.documents.as_deref())
    }

    #[cfg(feature = "pictures")]
    fn read_picture(&self, path: &Path, side: u32) -> Result<Picture, PlatformError> {
        let failed = |error: io::Error| PlatformError(error.to_string());
        check_file(path)?;
        let file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() > PICTURE_FILE_MAX {
            return Err(PlatformError(format!(
                "larger than {PICTURE_FILE_MAX} bytes"
            )));
        }
        let mut reader = image::ImageReader::new(io::BufReader::new(file))
            .with_guessed_format()
            .map_err(failed)?;
        let mut limits = image::Limits::default();
        limits.max_image_width = Some(PICTURE_MAX);
        limits.max_image_height = Some(PICTURE_MAX);
        limits.max_alloc = Some(PICTURE_BYTES_MAX);
        reader.limits(limits);
        let picture = reader.decode();
        let picture = picture.map_err(|error| PlatformError(error.to_string()))?;
        let picture = picture.thumbnail(side, side).into_rgba8();
        Ok(Picture {
            width: picture.width() as usize,
            pixels: picture.into_raw(),
        })
    }

    #[cfg(not(feature = "pictures"))]
    fn read_picture(&self, path: &Path, _: u32) -> Result<Picture, PlatformError> {
        Err(PlatformError(format!(
            "{}: built without pictures",
            path.display()
        )))
    }

    fn start(
        &self,
        target: &Target,
        environment: &[(&'static str, String)],
    ) -> Result<(), PlatformError> {
        let failed = |error: io::Error| PlatformError(error.to_string());
        match target {
            Target::Program { program, arguments } => {
                let mut child = Command::new(program)
                    .args(arguments)
                    .envs(environment.iter().map(|(name, value)| (name, value)))
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .map_err(failed)?;
                // Without a wait, the process would stay behind as a zombie when it ends.
                std::thread::spawn(move || child.wait());
                Ok(())
            }
            Target::File(path) => {
                fs::metadata(path).map_err(failed)?;
                open(path)
            }
            Target::Link(link) => open(link),
        }
    }
}

/// Opens a file or a link with the program that the desktop has for it.
#[cfg(feature = "launch")]
fn open(target: impl AsRef<OsStr>) -> Result<(), PlatformError> {
    open::that_detached(target).map_err(|error| PlatformError(error.to_string()))
}

#[cfg(not(feature = "launch"))]
fn open(target: impl AsRef<OsStr>) -> Result<(), PlatformError> {
    let target = Path::new(target.as_ref()).display();
    Err(PlatformError(format!("{target}: built without launch")))
}

/// Returns what identifies this computer.
#[cfg(target_os = "linux")]
pub(crate) fn computer_id() -> io::Result<String> {
    // D-Bus has a copy, on some systems the only one.
    let id = fs::read_to_string("/var/lib/dbus/machine-id");
    let id = id.or_else(|_| fs::read_to_string("/etc/machine-id"))?;
    Ok(id.trim().to_owned())
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn computer_id() -> Result<String, Box<dyn std::error::Error>> {
    machine_uid::get()
}

/// Refuses what is not a regular file: opening a pipe would wait for a process at its other end.
fn check_file(path: &Path) -> Result<(), PlatformError> {
    let found = fs::metadata(path).map_err(|error| PlatformError(error.to_string()))?;
    let is_file = found.is_file().then_some(());
    is_file.ok_or_else(|| PlatformError(format!("{}: not a file", path.display())))
}

/// Makes a file that is not there yet, readable only by its owner.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    #[cfg(any(feature = "sqlite", feature = "yaml"))]
    super::owner::keep_private(path, None);
    Ok(file)
}

#[cfg(all(test, unix, feature = "pictures"))]
mod tests {
    use super::*;

    #[test]
    fn r102_a_picture_is_made_smaller_and_what_is_none_is_refused_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let platform = SystemPlatform::default();
        let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icon.png");
        let picture = platform.read_picture(&icon, 48).expect("a picture");
        assert_eq!((picture.width, picture.pixels.len()), (48, 48 * 48 * 4));
        let pipe = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("run").success());
        let text = folder.path().join("text.png");
        fs::write(&text, "no picture").expect("written");
        // A header that asks for 60 000 × 60 000 pixels, and nothing behind it.
        let large = folder.path().join("large.png");
        let mut bytes = fs::read(&icon).expect("read");
        bytes[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        fs::write(&large, bytes).expect("written");
        let heavy = folder.path().join("heavy.png");
        fs::copy(&icon, &heavy).expect("copied");
        let file = File::options().append(true).open(&heavy).expect("opened");
        file.set_len(PICTURE_FILE_MAX + 1).expect("grown");
        assert!(platform.read_picture(&heavy, 48).is_err());
        for path in [&pipe, &text, &large, &folder.path().to_owned()] {
            assert!(
                platform.read_picture(path, 48).is_err(),
                "{}",
                path.display()
            );
            assert!(path == &text || path == &large || platform.read_text(path).is_err());
        }
    }
}
