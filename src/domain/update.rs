//! Newer versions of the program: the signed manifest that names the newest one, and what of it is remembered.
//!
//! A manifest has these lines, in this order, each with a line break at its end. The signature is that of all bytes before the
//! last line (Ed25519).
//!
//! ```text
//! egui-authenticator-update 1
//! number 7
//! version 0.2.0
//! expires 2027-06-30
//! notes Corrects two errors.
//! signature BASE64
//! ```

use std::fmt;

use base64ct::{Base64, Encoding};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::domain::day::Day;
use crate::domain::printable::is_invisible;
use crate::domain::remember_me::hex;
use crate::domain::timestamp::Timestamp;
use crate::domain::update_source::{ManifestAddress, ManifestKey};

/// Most bytes of a manifest.
pub const MANIFEST_MAX: usize = 4_096;

/// Most characters of its notes.
const NOTES_MAX: usize = 300;

const HEADER: &str = "egui-authenticator-update 1";

/// The last word of a record while the server is asked.
const ASKING: &str = "asking";

/// Seconds between two tries.
const EVERY: i64 = 86_400;

/// Seconds after which a try without an answer was cut off: three times as long as a server is waited for.
const CUT_OFF: i64 = 30;

/// A version of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version([u32; 3]);

impl Version {
    /// Returns the version of this program. One that is released before a version counts as that version.
    #[must_use]
    pub fn own() -> Self {
        let parts = [
            env!("CARGO_PKG_VERSION_MAJOR"),
            env!("CARGO_PKG_VERSION_MINOR"),
            env!("CARGO_PKG_VERSION_PATCH"),
        ];
        Self(parts.map(|part| part.parse().unwrap_or_default()))
    }

    /// Returns `true` if it is newer than `own`, also as the version that a candidate was released before.
    fn is_newer(self, own: Self, is_candidate: bool) -> bool {
        self > own || (self == own && is_candidate)
    }

    /// Reads three numbers with dots between them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(str::parse);
        let mut part = || parts.next()?.ok();
        let version = Self([part()?, part()?, part()?]);
        is_written(&version, text).then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// Returns `true` if a value is written in the one way that it can be.
fn is_written(value: &impl fmt::Display, text: &str) -> bool {
    value.to_string() == text
}

/// Why it is not known which version is the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateFailure {
    /// The server did not answer, or not in time.
    Unreachable,
    /// The server answered with something else than a file: an error, or another address.
    Refused,
    /// The file is too long.
    TooLong,
    /// The file is no manifest, or not all of it.
    Malformed,
    /// The signature is not that of the key.
    Signature,
    /// The number is lower than that of the manifest before.
    Rollback,
    /// The number is that of the manifest before, and the rest is not.
    Contradiction,
    /// The manifest counted until this day.
    Expired(Day),
}

impl UpdateFailure {
    const WORDS: [(&'static str, Self); 7] = [
        ("unreachable", Self::Unreachable),
        ("refused", Self::Refused),
        ("too_long", Self::TooLong),
        ("malformed", Self::Malformed),
        ("signature", Self::Signature),
        ("rollback", Self::Rollback),
        ("contradiction", Self::Contradiction),
    ];

    /// Returns the word for programs, with which it is also stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        // What follows from the day is not stored.
        words
            .find(|(_, failure)| *failure == self)
            .map_or("expired", |(word, _)| word)
    }
}

/// What the publisher says of the newest version.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Manifest {
    /// Higher in each manifest than in the one before.
    number: u64,
    version: Version,
    /// The last day on which it counts.
    expires: Day,
    /// One line for readers, without invisible characters.
    notes: String,
}

impl Manifest {
    /// Verifies and reads a manifest.
    ///
    /// # Errors
    /// - [`UpdateFailure::TooLong`] if there are more than [`MANIFEST_MAX`] bytes.
    /// - [`UpdateFailure::Malformed`] if they are not a manifest.
    /// - [`UpdateFailure::Signature`] if the key has not signed them.
    fn read(bytes: &[u8], key: &ManifestKey) -> Result<Self, UpdateFailure> {
        if bytes.len() > MANIFEST_MAX {
            return Err(UpdateFailure::TooLong);
        }
        let (signed, signature) = parts(bytes).ok_or(UpdateFailure::Malformed)?;
        // Nothing is read from what is not signed.
        if !is_signed(signed, &signature, key) {
            return Err(UpdateFailure::Signature);
        }
        Self::parse(signed).ok_or(UpdateFailure::Malformed)
    }

    /// Reads what is signed. Every line is needed, and there is one way to write it.
    fn parse(signed: &str) -> Option<Self> {
        let mut lines = signed.strip_suffix('\n')?.split('\n');
        (lines.next()? == HEADER).then_some(())?;
        let mut field = |name| lines.next()?.strip_prefix(name);
        let number = field("number ")?;
        let version = Version::parse(field("version ")?)?;
        let expires = field("expires ")?;
        let notes = field("notes ")?;
        let manifest = Self {
            number: number.parse().ok()?,
            version,
            expires: Day::parse(expires)?,
            notes: notes.to_owned(),
        };
        let is_good = is_written(&manifest.number, number)
            && is_written(&manifest.expires, expires)
            && is_line(notes)
            && lines.next().is_none();
        is_good.then_some(manifest)
    }
}

/// Returns `true` for a line that is shown as it is.
fn is_line(notes: &str) -> bool {
    (1..=NOTES_MAX).contains(&notes.chars().count())
        && notes.trim() == notes
        && !notes.contains(is_invisible)
}

/// Returns what is signed, and the signature in the last line.
fn parts(bytes: &[u8]) -> Option<(&str, [u8; 64])> {
    let text = std::str::from_utf8(bytes).ok()?;
    let lines = text.strip_suffix('\n')?;
    let (signed, last) = text.split_at(lines.rfind('\n')? + 1);
    let signature = last.strip_suffix('\n')?.strip_prefix("signature ")?;
    let mut decoded = [0; 64];
    let is_whole = Base64::decode(signature, &mut decoded).ok()?.len() == 64;
    is_whole.then_some((signed, decoded))
}

fn is_signed(text: &str, signature: &[u8; 64], key: &ManifestKey) -> bool {
    let signature = Signature::from_bytes(signature);
    // Strict: a key with which one signature fits several texts verifies none.
    VerifyingKey::from_bytes(&key.0)
        .is_ok_and(|key| key.verify_strict(text.as_bytes(), &signature).is_ok())
}

/// What is known of the newest version.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateNews {
    /// There is a newer version.
    Newer {
        /// The version.
        version: Version,
        /// What the publisher says of it, in one line.
        notes: String,
        /// Why it is not known whether there is an even newer one.
        failure: Option<UpdateFailure>,
    },
    /// This is the newest version.
    Newest,
    /// The newest version that was published is older than this one.
    Older(Version),
    /// The server is asked for the first time, in another window or by another program.
    Asking,
    /// What is known does not say that there is a newer version, and the last try failed or too much time has passed.
    Failed(UpdateFailure),
}

/// What is remembered of the tries with one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateRecord {
    /// When the last try began.
    tried: Timestamp,
    /// The digest of the address that was tried.
    address: String,
    /// Whether it has not ended.
    is_asking: bool,
    /// Why the last one that has ended failed.
    failure: Option<UpdateFailure>,
    /// The manifest with the highest number so far, as it was signed; empty if there is none.
    manifest: String,
}

impl UpdateRecord {
    /// Returns the name of the record of a key, which another key does not share: its numbers are its own.
    #[must_use]
    pub fn name(key: &ManifestKey) -> String {
        format!("update_{}", hex(&Sha256::digest(key.0)))
    }

    /// Reads a record. One that is damaged counts as none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (line, manifest) = text.split_once('\n')?;
        let mut words = line.split(' ');
        let tried = Timestamp::from_seconds(words.next()?.parse().ok()?);
        let address = words.next()?.to_owned();
        let failure = words.next()?;
        let mut known = UpdateFailure::WORDS.iter();
        let known = known.find(|(word, _)| *word == failure);
        Some(Self {
            tried,
            address,
            is_asking: words.next() == Some(ASKING),
            failure: known.map(|(_, failure)| *failure),
            manifest: manifest.to_owned(),
        })
    }

    /// Returns `true` if the address was not tried within the last day, or that try was cut off, such as by the end of the program.
    /// A time that is yet to come was written with another clock.
    #[must_use]
    pub fn is_due(&self, address: &ManifestAddress, now: Timestamp) -> bool {
        let every = if self.is_asking { CUT_OFF } else { EVERY };
        self.address != digest(address) || !(0..every).contains(&(now - self.tried))
    }

    /// Notes that the address is tried now.
    pub fn begin(&mut self, address: &ManifestAddress, now: Timestamp) {
        self.tried = now;
        self.address = digest(address);
        self.is_asking = true;
    }

    /// Takes in what the server has sent. A manifest that is not accepted leaves the one before.
    pub fn finish(&mut self, answer: Result<&[u8], UpdateFailure>, key: &ManifestKey) {
        self.is_asking = false;
        self.failure = answer.and_then(|bytes| self.accept(bytes, key)).err();
    }

    fn accept(&mut self, bytes: &[u8], key: &ManifestKey) -> Result<(), UpdateFailure> {
        let manifest = Manifest::read(bytes, key)?;
        if let Some(before) = self.manifest(key) {
            if manifest.number < before.number {
                return Err(UpdateFailure::Rollback);
            }
            if manifest.number == before.number && bytes != self.manifest.as_bytes() {
                return Err(UpdateFailure::Contradiction);
            }
        }
        self.manifest = String::from_utf8_lossy(bytes).into_owned();
        Ok(())
    }

    /// Returns the manifest, which is verified anew.
    fn manifest(&self, key: &ManifestKey) -> Option<Manifest> {
        Manifest::read(self.manifest.as_bytes(), key).ok()
    }

    /// Returns what is known of the newest version. That there is a newer one is hidden neither by a failure nor by time.
    #[must_use]
    pub fn news(&self, key: &ManifestKey, today: Day) -> UpdateNews {
        let own = Version::own();
        let is_candidate = env!("CARGO_PKG_VERSION").contains('-');
        let manifest = self.manifest(key);
        let expires = manifest.as_ref().map(|of| of.expires);
        let expired = expires.filter(|last| *last < today);
        let failure = self.failure.or(expired.map(UpdateFailure::Expired));
        match (manifest, failure) {
            (Some(of), failure) if of.version.is_newer(own, is_candidate) => UpdateNews::Newer {
                version: of.version,
                notes: of.notes,
                failure,
            },
            (_, Some(failure)) => UpdateNews::Failed(failure),
            (None, None) if self.is_asking => UpdateNews::Asking,
            (None, None) => UpdateNews::Failed(UpdateFailure::Malformed),
            (Some(of), None) if of.version < own => UpdateNews::Older(of.version),
            (Some(_), None) => UpdateNews::Newest,
        }
    }
}

impl fmt::Display for UpdateRecord {
    /// Writes what [`UpdateRecord::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = self.failure.map_or("none", UpdateFailure::word);
        let (tried, address) = (self.tried.as_seconds(), &self.address);
        write!(f, "{tried} {address} {failure}")?;
        if self.is_asking {
            write!(f, " {ASKING}")?;
        }
        write!(f, "\n{}", self.manifest)
    }
}

fn digest(address: &ManifestAddress) -> String {
    hex(&Sha256::digest(address.as_str()))
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn a_candidate_is_older_than_the_version_that_it_was_released_before() {
        let [before, own, after] = [[0, 1, 9], [0, 2, 0], [0, 2, 1]].map(Version);
        for (version, is_newer, is_newer_than_candidate) in [
            (before, false, false),
            (own, false, true),
            (after, true, true),
        ] {
            assert_eq!(version.is_newer(own, false), is_newer, "{version}");
            let of_candidate = version.is_newer(own, true);
            assert_eq!(of_candidate, is_newer_than_candidate, "{version}");
        }
    }
}
