//! The computer in memory: keyring, mail server, clock and randomness.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::domain::secret::Secret;
use crate::domain::settings::MailServer;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    Cancellation, Clipboard, Clock, Mail, MailError, MailText, Mailer, PlatformError, Randomness,
    RandomnessError, TokenVault, VaultError,
};
use crate::store::memory::locked::locked;

/// A mail server that keeps the mails it is given.
#[derive(Default)]
#[doc(hidden)]
pub struct MemoryMailer {
    mails: Mutex<Vec<Mail>>,
    failure: Mutex<Option<MailError>>,
}

opaque_debug!(MemoryMailer);

impl MemoryMailer {
    /// Makes every call fail, or with `None` stop failing.
    pub fn fail_with(&self, failure: Option<MailError>) {
        *locked(&self.failure) = failure;
    }

    /// Returns the mails that were sent since the last call.
    pub fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut locked(&self.mails))
    }
}

impl Mailer for MemoryMailer {
    fn send(&self, _: &MailServer, mail: &Mail) -> Result<(), MailError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)?;
        let text = match &mail.text {
            MailText::Code { code, minutes } => MailText::Code {
                code: code.copied(),
                minutes: *minutes,
            },
            MailText::FirstCode {
                username,
                code,
                hours,
            } => MailText::FirstCode {
                username: username.clone(),
                code: code.copied(),
                hours: *hours,
            },
            MailText::Username(name) => MailText::Username(name.clone()),
            MailText::Proof { code, minutes } => MailText::Proof {
                code: code.copied(),
                minutes: *minutes,
            },
            MailText::HasAccount(name) => MailText::HasAccount(name.clone()),
            MailText::Test => MailText::Test,
        };
        locked(&self.mails).push(Mail {
            to: mail.to.clone(),
            app: mail.app.clone(),
            language: mail.language,
            text,
        });
        Ok(())
    }

    fn send_later(&self, server: Arc<MailServer>, mail: Mail) {
        self.send(&server, &mail).or_log("send a mail");
    }
}

/// A clipboard in memory, which other programs can use as well.
#[derive(Default)]
pub struct MemoryClipboard {
    text: Mutex<String>,
    copied: Mutex<Option<Secret>>,
    failure: Mutex<Option<PlatformError>>,
}

opaque_debug!(MemoryClipboard);

impl MemoryClipboard {
    /// Makes every call fail, or with `None` stop failing.
    #[doc(hidden)]
    pub fn fail_with(&self, failure: Option<PlatformError>) {
        *locked(&self.failure) = failure;
    }

    /// Returns what another program would paste.
    #[must_use]
    pub fn text(&self) -> String {
        locked(&self.text).clone()
    }

    /// Copies a text in another program.
    #[doc(hidden)]
    pub fn copy_elsewhere(&self, text: &str) {
        text.clone_into(&mut locked(&self.text));
    }
}

impl Clipboard for MemoryClipboard {
    fn copy(&self, secret: &Secret) -> Result<(), PlatformError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)?;
        self.copy_elsewhere(secret.expose());
        *locked(&self.copied) = Some(secret.copied());
        Ok(())
    }

    fn clear(&self) -> Result<(), PlatformError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)?;
        let copied = locked(&self.copied).take();
        if copied.is_some_and(|copied| copied.expose() == self.text()) {
            locked(&self.text).clear();
        }
        Ok(())
    }
}

/// A keyring in memory.
#[derive(Default)]
pub struct MemoryVault {
    token: Mutex<Option<Secret>>,
    failure: Mutex<Option<VaultError>>,
    calls: AtomicI64,
}

opaque_debug!(MemoryVault);

impl MemoryVault {
    /// Makes every call fail, or with `None` stop failing.
    pub fn fail_with(&self, failure: Option<VaultError>) {
        *locked(&self.failure) = failure;
    }

    /// Returns how often the keyring was called.
    #[must_use]
    #[doc(hidden)]
    pub fn calls(&self) -> i64 {
        self.calls.load(Ordering::Relaxed)
    }

    fn check(&self) -> Result<(), VaultError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        locked(&self.failure).map_or(Ok(()), Err)
    }
}

impl TokenVault for MemoryVault {
    fn probe(&self) -> Result<(), VaultError> {
        self.check()
    }

    fn read(&self) -> Result<Option<Secret>, VaultError> {
        self.check()?;
        Ok(locked(&self.token).as_ref().map(Secret::copied))
    }

    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        self.check()?;
        *locked(&self.token) = Some(token.copied());
        Ok(())
    }

    fn clear(&self) -> Result<(), VaultError> {
        self.check()?;
        *locked(&self.token) = None;
        Ok(())
    }
}

/// A clock that is set by the test.
pub struct ManualClock {
    now: AtomicI64,
    elapsed: Mutex<Duration>,
    time_zone: Mutex<TimeZone>,
}

opaque_debug!(ManualClock);

impl ManualClock {
    /// Creates a clock that shows `now`.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            now: AtomicI64::new(now.as_seconds()),
            elapsed: Mutex::default(),
            time_zone: Mutex::default(),
        }
    }

    /// Sets the time zone of the computer, which is UTC at first.
    pub fn set_time_zone(&self, zone: TimeZone) {
        *locked(&self.time_zone) = zone;
    }

    /// Moves it by `seconds`, backwards if negative.
    pub fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(self.now.load(Ordering::Relaxed))
    }

    fn time_zone(&self) -> TimeZone {
        locked(&self.time_zone).clone()
    }

    fn elapsed(&self) -> Duration {
        *locked(&self.elapsed)
    }

    /// Returns at once; only [`Clock::elapsed`] moves. After the window has gone, not even that.
    fn wait(&self, time: Duration, cancellation: &Cancellation) {
        if !cancellation.is_cancelled() {
            *locked(&self.elapsed) += time;
        }
    }
}

/// A source of randomness that always fails.
#[derive(Debug)]
#[doc(hidden)]
pub struct NoRandomness;

impl Randomness for NoRandomness {
    fn fill(&self, _: &mut [u8]) -> Result<(), RandomnessError> {
        Err(RandomnessError)
    }
}
