//! Who besides its owner may read or change a file on Windows, which has access lists instead of modes (R52, R94).
//! `icacls`, a tool of Windows, sets and reads them: the standard library does not, and the interface of Windows is `unsafe`.

/// What users other than the owner, the system and its administrators may do with a file or folder.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Others {
    /// Neither read nor change it.
    Nothing,
    /// Read it.
    Read,
    /// Change it.
    Write,
}

#[cfg(windows)]
pub(crate) use self::icacls::{keep_private, of_others, restrict};

/// The system, administrators, the owner of each file, and the rights of an owner: by their letters and by their numbers.
#[cfg(any(windows, test))]
const TRUSTED: &[&str] = &[
    "SY",
    "BA",
    "CO",
    "OW",
    "S-1-5-18",
    "S-1-5-32-544",
    "S-1-3-0",
    "S-1-3-4",
];

/// Returns what an access list lets users do other than the one whose number is `own`. `list` is in the Security Descriptor
/// Definition Language, from which everything is taken for more rather than for less: what is denied is not looked at, and
/// what is not understood may change the file.
#[cfg(any(windows, test))]
fn others(list: &str, own: &str) -> Others {
    let list = list.split_once("D:").map(|(_, list)| list);
    // Without a list, everyone may do everything.
    let Some(list) = list.filter(|list| !list.contains("NO_ACCESS_CONTROL")) else {
        return Others::Write;
    };
    let list = list.split_once("S:").map_or(list, |(list, _)| list);
    let mut most = Others::Nothing;
    for entry in list.split('(').skip(1) {
        let fields: Vec<&str> = entry.trim_end().trim_end_matches(')').split(';').collect();
        let [kind, _, rights, _, _, user, ..] = *fields else {
            return Others::Write;
        };
        let is_denied = matches!(kind, "D" | "OD" | "XD");
        if !is_denied && user != own && !TRUSTED.contains(&user) {
            most = most.max(allowed(rights));
        }
    }
    most
}

/// Returns what the rights of one entry allow: a number, or names of two letters each.
#[cfg(any(windows, test))]
fn allowed(rights: &str) -> Others {
    /// Writing and adding, attributes, removing, and changing the list or the owner; both generic rights that contain them.
    const WRITES: u32 = 0x0002 | 0x0004 | 0x0010 | 0x0040 | 0x0100 | 0x000D_0000 | 0x5000_0000;
    /// Reading what is in it, and the generic right.
    const READS: u32 = 0x0001 | 0x8000_0000;
    let number = rights.strip_prefix("0x");
    let number = match number {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => rights.as_bytes().chunks(2).try_fold(0, |all, name| {
            let right = match name {
                b"CC" => 0x0001,
                b"LO" => 0x0080,
                b"SW" => 0x0008,
                b"WP" | b"FX" | b"GX" => 0x0020,
                b"RC" => 0x0002_0000,
                b"FR" | b"GR" => 0x8000_0000,
                _ => return None,
            };
            Some(all | right)
        }),
    };
    match number {
        Some(rights) if rights & WRITES == 0 && rights & READS == 0 => Others::Nothing,
        Some(rights) if rights & WRITES == 0 => Others::Read,
        _ => Others::Write,
    }
}

/// Returns the number of the user that `whoami /user /fo csv /nh` prints, behind the name.
#[cfg(any(windows, test))]
fn number_of_user(output: &str) -> Option<&str> {
    let number = output.trim().trim_end_matches('"').rsplit('"').next()?;
    let is_number = |byte: u8| byte == b'-' || byte.is_ascii_digit();
    let digits = number.strip_prefix("S-1-")?;
    (!digits.is_empty() && digits.bytes().all(is_number)).then_some(number)
}

/// Decodes what `icacls /save` writes: two bytes a character, with a mark in front or without.
#[cfg(any(windows, test))]
fn text_of(saved: &[u8]) -> String {
    let units = saved.chunks_exact(2);
    let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let units: Vec<u16> = units.collect();
    String::from_utf16_lossy(&units)
        .trim_start_matches('\u{feff}')
        .to_owned()
}

#[cfg(windows)]
mod icacls {
    use std::ffi::OsStr;
    use std::io;
    use std::os::windows::process::CommandExt as _;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};
    use std::sync::LazyLock;

    use super::{Others, number_of_user, others, text_of};

    /// Without a console window of its own.
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    /// The system's number.
    const SYSTEM: &str = "S-1-5-18";

    /// Number of the user of this process; `None` if the system does not say.
    static OWN: LazyLock<Option<String>> = LazyLock::new(|| {
        let said = run(
            "whoami.exe",
            &["/user", "/fo", "csv", "/nh"].map(OsStr::new),
        );
        let said = said.inspect_err(|error| tracing::warn!(%error, "user not known"));
        let said = String::from_utf8_lossy(&said.ok()?.stdout).into_owned();
        number_of_user(&said).map(str::to_owned)
    });

    /// Runs a tool of Windows: from the folder of the system, because another folder of PATH may hold one of that name.
    fn run(tool: &str, arguments: &[&OsStr]) -> io::Result<Output> {
        let root = std::env::var_os("SystemRoot").ok_or(io::ErrorKind::NotFound)?;
        let tool = PathBuf::from(root).join("System32").join(tool);
        let mut command = Command::new(tool);
        let output = command
            .args(arguments)
            .creation_flags(CREATE_NO_WINDOW)
            .output()?;
        if output.status.success() {
            Ok(output)
        } else {
            Err(io::Error::other(output.status.to_string()))
        }
    }

    /// Returns what others may do with a file or folder; `None` if Windows does not say.
    pub(crate) fn of_others(path: &Path) -> Option<Others> {
        let own = OWN.as_deref()?;
        let list = list(path).inspect_err(|error| {
            tracing::warn!(path = %path.display(), %error, "who can change a file is not known");
        });
        Some(others(&list.ok()?, own))
    }

    fn list(path: &Path) -> io::Result<String> {
        let folder = tempfile::tempdir()?;
        let saved = folder.path().join("list");
        run(
            "icacls.exe",
            &[path.as_os_str(), OsStr::new("/save"), saved.as_os_str()],
        )?;
        Ok(text_of(&std::fs::read(saved)?))
    }

    /// Lets only its owner and the system use a new file or folder, and what is made in a folder later.
    pub(crate) fn restrict(path: &Path) {
        let Some(own) = OWN.as_deref() else { return };
        let inherited = if path.is_dir() { "(OI)(CI)" } else { "" };
        let grant = [own, SYSTEM].map(|user| format!("*{user}:{inherited}F"));
        let [own, system] = &grant;
        let arguments = ["/inheritance:r", "/grant:r", own, system].map(OsStr::new);
        let arguments: Vec<&OsStr> = std::iter::once(path.as_os_str()).chain(arguments).collect();
        if let Err(error) = run("icacls.exe", &arguments) {
            tracing::warn!(path = %path.display(), %error, "others may be able to use a new file");
        }
    }

    /// Restricts a new file in a folder that others may use. One that takes the place of a file which others may use stays
    /// as the folder makes it, as elsewhere a mode is kept.
    pub(crate) fn keep_private(new: &Path, replaced: Option<&Path>) {
        let is_open = |path: &Path| of_others(path).is_some_and(|others| others > Others::Nothing);
        let replaced = replaced.filter(|replaced| replaced.exists());
        if new.parent().is_some_and(is_open) && !replaced.is_some_and(is_open) {
            restrict(new);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "S-1-5-21-1111111111-2222222222-3333333333-1001";
    const COLLEAGUE: &str = "S-1-5-21-1111111111-2222222222-3333333333-1002";

    fn others_of(list: &str) -> Others {
        others(
            &list.replace("OWN", OWN).replace("COLLEAGUE", COLLEAGUE),
            OWN,
        )
    }

    #[test]
    fn r52_what_only_the_owner_the_system_and_administrators_may_use_is_private() {
        for list in [
            "D:P(A;OICI;FA;;;OWN)(A;OICI;FA;;;SY)",
            // A user's profile.
            "D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;OWN)",
            "config.yaml\r\nD:PAI(A;;FA;;;S-1-5-18)(A;;FA;;;S-1-5-32-544)(A;;0x1f01ff;;;OW)\r\n",
            "O:BAG:SYD:(A;OICIIO;GA;;;CO)(A;;FA;;;OWN)",
            "D:P",
            // What it says of others is denied, or only the way through a folder.
            "D:(D;;FA;;;WD)(A;;FA;;;OWN)(A;;0x1200a0;;;WD)(A;;FX;;;BU)",
        ] {
            assert_eq!(others_of(list), Others::Nothing, "{list}");
        }
    }

    #[test]
    fn r52_lists_that_let_others_read_are_told_from_those_that_let_them_write() {
        for (list, expected) in [
            ("D:(A;;FA;;;OWN)(A;;FR;;;BU)", Others::Read),
            ("D:(A;OICIID;0x1200a9;;;BU)(A;;FA;;;OWN)", Others::Read),
            ("D:(A;;GRGX;;;WD)", Others::Read),
            ("D:(A;;0x1301bf;;;AU)", Others::Write),
            ("D:(A;;FRFW;;;COLLEAGUE)", Others::Write),
            ("D:(A;;FA;;;WD)", Others::Write),
            ("D:(A;CI;LC;;;BU)", Others::Write),
            ("D:(A;;WD;;;BU)", Others::Write),
            ("D:(A;;SD;;;BU)", Others::Write),
            ("D:(A;;FR;;;BU)(A;;GA;;;COLLEAGUE)", Others::Write),
        ] {
            assert_eq!(others_of(list), expected, "{list}");
        }
    }

    #[test]
    fn r52_a_list_that_is_missing_or_not_understood_lets_everyone_write() {
        for list in [
            "",
            "O:BAG:SY",
            "D:NO_ACCESS_CONTROL",
            "D:(A;;FA)",
            "D:(A;;??;;;BU)",
            "D:(A;;0xnumber;;;BU)",
            "D:(A;;F;;;BU)",
            // Depends on a condition.
            "D:(XA;;FR;;;BU;(@USER.title==\"PM\"))",
        ] {
            assert_eq!(others_of(list), Others::Write, "{list}");
        }
    }

    #[test]
    fn the_number_of_the_user_is_read_behind_any_name() {
        let number = |name: &str| number_of_user(&format!("\"{name}\",\"{OWN}\"\r\n")) == Some(OWN);
        assert!(number("desk\\ada") && number("desk\\ada \"the first\", S-1-5"));
        assert_eq!(number_of_user("VM\\root\r\n"), None, "another format");
        assert_eq!(number_of_user(""), None);
    }

    #[test]
    fn what_was_saved_is_read_with_a_mark_and_without() {
        let saved =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        assert_eq!(text_of(&saved("\u{feff}Fußnote\r\nD:P")), "Fußnote\r\nD:P");
        assert_eq!(text_of(&saved("D:P")), "D:P");
    }
}
