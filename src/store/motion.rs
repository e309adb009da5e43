//! Whether the user has asked the desktop for as little motion as possible.
//!
//! Linux: the setting of the desktop portal, and GNOME's "enable animations". Windows: "Animation effects".
//! macOS: "Reduce motion". Windows and macOS have no safe interface for it, so their own tools are asked.

/// Returns `true` if the user wants reduced motion. A desktop that cannot tell wants animations, as most do. Blocks: on Linux,
/// each of the two questions has one second; elsewhere there is no limit. Without the feature `reduced-motion`, Linux cannot
/// tell.
pub(crate) fn is_reduced() -> bool {
    imp::is_reduced()
}

/// Returns `true` if the portal says 1 (reduced motion), or GNOME that animations are off.
#[cfg(any(all(feature = "reduced-motion", target_os = "linux"), test))]
fn is_reduced_by(portal: Option<u32>, animations: Option<bool>) -> bool {
    portal == Some(1) || animations == Some(false)
}

/// Returns `true` if the hexadecimal digits that `reg query` prints for `UserPreferencesMask` have animations turned
/// off: the second bit of the fifth byte, which Windows sets for "Animation effects".
#[cfg(any(windows, test))]
fn is_off_in_registry(output: &str) -> bool {
    const ANIMATIONS: u8 = 0b10;
    let mask = output.split("REG_BINARY").nth(1).map(str::trim);
    let byte = mask.and_then(|mask| mask.get(8..10));
    let byte = byte.and_then(|byte| u8::from_str_radix(byte, 16).ok());
    byte.is_some_and(|byte| byte & ANIMATIONS == 0)
}

#[cfg(all(feature = "reduced-motion", target_os = "linux"))]
mod imp {
    use std::time::Duration;

    use zbus::blocking::connection::Builder;
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::OwnedValue;

    /// The time that the portal has to answer each question.
    const TIMEOUT: Duration = Duration::from_secs(1);

    pub(crate) fn is_reduced() -> bool {
        let connection = Builder::session().and_then(|session| {
            let session = session.method_timeout(TIMEOUT);
            session.build()
        });
        let connection = connection.inspect_err(|error| tracing::debug!(%error, "no portal"));
        connection.is_ok_and(|connection| is_reduced_on(&connection))
    }

    fn is_reduced_on(connection: &Connection) -> bool {
        let reduced = setting(connection, "org.freedesktop.appearance", "reduced-motion");
        let animations = setting(
            connection,
            "org.gnome.desktop.interface",
            "enable-animations",
        );
        let reduced = reduced.and_then(|value| u32::try_from(value).ok());
        super::is_reduced_by(
            reduced,
            animations.and_then(|value| bool::try_from(value).ok()),
        )
    }

    /// Asks the portal for a setting.
    fn setting(connection: &Connection, namespace: &str, key: &str) -> Option<OwnedValue> {
        let portal = Proxy::new(
            connection,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        );
        let answer = portal.and_then(|portal| portal.call("ReadOne", &(namespace, key)));
        answer
            .inspect_err(|error| tracing::debug!(%error, key, "the portal does not know"))
            .ok()
    }
}

#[cfg(windows)]
mod imp {
    use std::process::Command;

    pub(crate) fn is_reduced() -> bool {
        let mut query = Command::new("reg");
        query.args(["query", r"HKCU\Control Panel\Desktop", "/v"]);
        let output = query.arg("UserPreferencesMask").output();
        output
            .is_ok_and(|output| super::is_off_in_registry(&String::from_utf8_lossy(&output.stdout)))
    }
}

#[cfg(target_os = "macos")]
mod imp {
    use std::process::Command;

    pub(crate) fn is_reduced() -> bool {
        let mut query = Command::new("defaults");
        query.args(["read", "com.apple.universalaccess", "reduceMotion"]);
        let output = query.output();
        output.is_ok_and(|output| output.stdout.trim_ascii() == b"1")
    }
}

#[cfg(not(any(
    all(feature = "reduced-motion", target_os = "linux"),
    windows,
    target_os = "macos"
)))]
mod imp {
    pub(crate) fn is_reduced() -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{is_off_in_registry, is_reduced_by};

    #[test]
    fn the_portal_or_gnome_turns_animations_off() {
        assert!(is_reduced_by(Some(1), Some(true)));
        assert!(is_reduced_by(Some(0), Some(false)));
        assert!(!is_reduced_by(Some(0), Some(true)));
        assert!(!is_reduced_by(None, None), "an unknown desktop");
    }

    fn output(mask: &str) -> String {
        format!(
            "\r\nHKEY_CURRENT_USER\\Control Panel\\Desktop\r\n    UserPreferencesMask    REG_BINARY    {mask}\r\n\r\n"
        )
    }

    #[test]
    fn the_bit_of_the_animations_is_read_from_the_registry() {
        assert!(!is_off_in_registry(&output("9E1E078012000000")));
        assert!(is_off_in_registry(&output("9E1E078010000000")));
    }

    #[test]
    fn what_the_registry_does_not_say_turns_nothing_off() {
        for text in [
            "",
            "ERROR: not found",
            &output("9E1E"),
            &output("zzzzzzzzzz"),
        ] {
            assert!(!is_off_in_registry(text));
        }
    }
}
