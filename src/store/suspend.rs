//! Noticing that the computer goes to sleep or that the desktop locks its own screen (Linux, logind):
//! the window locks as well, before another user can use it.
//!
//! Sleep is held up for the moment that it takes, as logind allows ("delay" inhibitor), so that what
//! was open is not what is seen first after waking up. Without logind nothing happens.

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

#[cfg(not(all(feature = "suspend", target_os = "linux")))]
mod imp {
    use super::{Changed, Watch};

    pub(crate) fn watch(_: Changed) -> Option<Watch> {
        None
    }
}
