//! Noticing that the computer goes to sleep or that the desktop locks its own screen: the window locks as well, before
//! another user can use it.
//!
//! On Linux, logind tells both. Sleep is held up for the moment that locking takes, as logind allows ("delay" inhibitor), so that
//! what was open is not what is seen first after waking up. Without logind nothing happens.
//!
//! Windows and macOS have no safe interface for either. There, a clock that has jumped forward tells that the computer was
//! asleep, and the window locks within seconds of waking up. Setting the clock forward locks it too, which does no harm.

use crate::service::ports::{Changed, Watch};

/// Calls `locked` from another thread whenever the window should lock, until the guard is dropped.
/// `None` when nothing can tell.
#[must_use]
pub fn watch(locked: Changed) -> Option<Watch> {
    imp::watch(locked)
}

#[cfg(all(feature = "suspend", target_os = "linux"))]
mod imp {
    use std::time::Duration;

    use zbus::blocking::{Connection, MessageIterator, Proxy};
    use zbus::message::Type;
    use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
    use zbus::{MatchRule, Message};

    use crate::service::or_log::OrLog as _;

    use super::{Changed, Watch};

    const LOGIND: &str = "org.freedesktop.login1";
    const MANAGER: &str = "org.freedesktop.login1.Manager";
    const MANAGER_PATH: &str = "/org/freedesktop/login1";

    /// How long sleep is held up, so that a frame can be drawn.
    const DELAY: Duration = Duration::from_millis(500);

    /// Closes the connection, which ends the thread.
    struct Guard(Connection);

    impl Drop for Guard {
        fn drop(&mut self) {
            if let Err(error) = self.0.clone().close() {
                tracing::debug!(%error, "connection to the system bus");
            }
        }
    }

    pub(crate) fn watch(locked: Changed) -> Option<Watch> {
        start(locked)
            .inspect_err(|error| tracing::warn!(%error, "sleep cannot be noticed"))
            .ok()
    }

    fn start(locked: Changed) -> zbus::Result<Watch> {
        let connection = Connection::system()?;
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(LOGIND)?
            .build();
        let messages = MessageIterator::for_match_rule(rule, &connection, None)?;
        let own = own_session(&connection);
        let guard = Guard(connection.clone());
        let work = move || {
            let mut held = hold(&connection);
            for message in messages {
                let Some(message) = message.or_log("read a signal of logind") else {
                    continue;
                };
                match meaning(&message, own.as_ref()) {
                    Meaning::Sleeps => {
                        locked();
                        std::thread::sleep(DELAY);
                        held = None;
                    }
                    Meaning::Woke => held = held.or_else(|| hold(&connection)),
                    Meaning::Locks => locked(),
                    Meaning::Nothing => {}
                }
            }
            drop(held);
            tracing::debug!(
                "the connection to the system bus was closed: sleep is no longer noticed"
            );
        };
        let name = "sleep".to_owned();
        std::thread::Builder::new().name(name).spawn(work)?;
        Ok(Watch::new(guard))
    }

    /// What a signal of logind means for the window.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Meaning {
        Sleeps,
        Woke,
        Locks,
        Nothing,
    }

    fn meaning(message: &Message, own: Option<&OwnedObjectPath>) -> Meaning {
        let header = message.header();
        let member = header.member().map(|member| member.as_str().to_owned());
        // The session that locks. If it is unknown which is ours, every one counts.
        let is_ours = own.is_none_or(|own| header.path().is_some_and(|path| path == &**own));
        match member.as_deref() {
            Some("PrepareForSleep") => match message.body().deserialize::<bool>() {
                Ok(false) => Meaning::Woke,
                Ok(true) | Err(_) => Meaning::Sleeps,
            },
            Some("Lock") if is_ours => Meaning::Locks,
            Some("PropertiesChanged") if is_ours && is_locked_hint(message) => Meaning::Locks,
            _ => Meaning::Nothing,
        }
    }

    /// Returns `true` if the desktop says that its screen is locked now.
    fn is_locked_hint(message: &Message) -> bool {
        type Changes = std::collections::HashMap<String, OwnedValue>;
        let body = message.body();
        let Ok((_, changes, _)) = body.deserialize::<(String, Changes, Vec<String>)>() else {
            return false;
        };
        let hint = changes.get("LockedHint");
        hint.is_some_and(|hint| bool::try_from(hint.clone()).unwrap_or(false))
    }

    fn own_session(connection: &Connection) -> Option<OwnedObjectPath> {
        let session = Proxy::new(connection, LOGIND, MANAGER_PATH, MANAGER)
            .and_then(|manager| manager.call("GetSessionByPID", &(std::process::id(),)));
        session
            .inspect_err(|error| tracing::debug!(%error, "not in a session of logind"))
            .ok()
    }

    /// Asks logind to wait a moment before it sleeps; as long as what it gives is kept.
    fn hold(connection: &Connection) -> Option<OwnedFd> {
        let what = ("sleep", "egui-authenticator", "Locks the window", "delay");
        Proxy::new(connection, LOGIND, MANAGER_PATH, MANAGER)
            .and_then(|manager| manager.call("Inhibit", &what))
            .inspect_err(|error| tracing::debug!(%error, "sleep is not delayed"))
            .ok()
    }
}

#[cfg(any(test, all(feature = "suspend", any(windows, target_os = "macos"))))]
mod clock {
    use std::sync::mpsc::{Receiver, RecvTimeoutError};
    use std::time::{Duration, SystemTime};

    /// The least time between two looks that means sleep. A busy computer can be late by seconds.
    const SLEEP_MIN: Duration = Duration::from_secs(10);

    /// Calls `locked` whenever much more time has passed between two looks at the clock than `interval`, until the sender of
    /// `ended` is dropped.
    pub(super) fn watch(
        ended: &Receiver<()>,
        interval: Duration,
        now: impl Fn() -> SystemTime,
        locked: impl Fn(),
    ) {
        let mut before = now();
        while ended.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
            let now = now();
            if now
                .duration_since(before)
                .is_ok_and(|passed| passed >= SLEEP_MIN)
            {
                locked();
            }
            before = now;
        }
    }
}

#[cfg(all(feature = "suspend", any(windows, target_os = "macos")))]
mod imp {
    use std::sync::mpsc;
    use std::time::{Duration, SystemTime};

    use super::{Changed, Watch, clock};

    /// How often the clock is looked at.
    const INTERVAL: Duration = Duration::from_secs(2);

    pub(crate) fn watch(locked: Changed) -> Option<Watch> {
        let (guard, ended) = mpsc::channel();
        let work = move || clock::watch(&ended, INTERVAL, SystemTime::now, || locked());
        let thread = std::thread::Builder::new().name("sleep".to_owned());
        thread
            .spawn(work)
            .inspect_err(|error| tracing::warn!(%error, "sleep cannot be noticed"))
            .ok()?;
        Some(Watch::new(guard))
    }
}

#[cfg(not(all(
    feature = "suspend",
    any(target_os = "linux", windows, target_os = "macos")
)))]
mod imp {
    use super::{Changed, Watch};

    pub(crate) fn watch(_: Changed) -> Option<Watch> {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::sync::mpsc;
    use std::time::{Duration, SystemTime};

    use super::clock;

    /// Shows these seconds on the clock, one at each look. Returns how often the window is locked.
    fn locks(seconds: &[u64]) -> u32 {
        let (sender, ended) = mpsc::channel();
        let sender = RefCell::new(Some(sender));
        let (looks, locks) = (Cell::new(0), Cell::new(0));
        let now = || {
            let look = looks.replace(looks.get() + 1);
            if look + 1 == seconds.len() {
                sender.take();
            }
            SystemTime::UNIX_EPOCH + Duration::from_secs(seconds[look])
        };
        clock::watch(&ended, Duration::from_millis(1), now, || {
            locks.set(locks.get() + 1);
        });
        locks.get()
    }

    #[test]
    fn r71_the_window_locks_once_when_the_computer_has_slept() {
        assert_eq!(locks(&[100, 102, 104, 160, 162]), 1);
    }

    #[test]
    fn r71_the_window_locks_each_time_that_the_computer_has_slept() {
        assert_eq!(locks(&[100, 110, 112, 9_000]), 2);
    }

    #[test]
    fn a_busy_computer_and_a_clock_that_is_set_back_lock_nothing() {
        assert_eq!(locks(&[100, 109, 111, 50, 52]), 0);
    }
}
