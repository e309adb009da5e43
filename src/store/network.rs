//! Network file systems: which files are on one (R94), and which errors say that it is out of reach (R42).

use std::io;
use std::path::Path;

use crate::domain::problem::{Cause, Effect, Position, Problem};

#[cfg(any(target_os = "linux", target_os = "macos", windows))]
use crate::store::owner::canonical;

/// Returns the problems of a configuration file and a state database that are on network file systems. The place of the
/// database is named, because it is not the one that the problems are about.
pub(crate) fn network_problems(config: &Path, state: Option<&Path>) -> Vec<Problem> {
    problems_with(config, state, &kind_of)
}

fn problems_with(
    config: &Path,
    state: Option<&Path>,
    kind_of: &dyn Fn(&Path) -> Option<String>,
) -> Vec<Problem> {
    let problem = |field, cause| Problem {
        position: Position::START,
        field,
        cause,
        effect: Effect::File,
        excerpt: None,
    };
    let of = |path: &Path, is_state| {
        let kind = kind_of(path)?;
        Some(Cause::NetworkFileSystem { kind, is_state })
    };
    let of_file = of(config, false).map(|cause| problem(String::new(), cause));
    let of_state = state.and_then(|state| {
        let cause = of(state, true)?;
        Some(problem(state.display().to_string(), cause))
    });
    of_file.into_iter().chain(of_state).collect()
}

/// Codes of errors that only a network gives, and for which [`io::ErrorKind`] has no name: `ESHUTDOWN`, `EHOSTDOWN` and
/// `EREMOTEIO`.
#[cfg(target_os = "linux")]
const OF_NETWORK: &[i32] = &[108, 112, 121];
/// The same: `ESHUTDOWN` and `EHOSTDOWN`.
#[cfg(all(unix, not(target_os = "linux")))]
const OF_NETWORK: &[i32] = &[58, 64];
/// The same: `ERROR_REM_NOT_LIST`, `BAD_NETPATH`, `NETWORK_BUSY`, `DEV_NOT_EXIST`, `UNEXP_NET_ERR`, `NETNAME_DELETED`,
/// `BAD_NET_NAME`, `SEM_TIMEOUT`, `NETWORK_UNREACHABLE` and `HOST_UNREACHABLE`. Some of them have the kind of a file that does
/// not exist.
#[cfg(windows)]
const OF_NETWORK: &[i32] = &[51, 53, 54, 55, 59, 64, 67, 121, 1231, 1232];
#[cfg(not(any(unix, windows)))]
const OF_NETWORK: &[i32] = &[];

/// `EIO`, which a server that does not answer gives as well as a broken disk.
const INPUT_OUTPUT: Option<i32> = if cfg!(unix) { Some(5) } else { None };

/// Returns `true` if an error of a file means that the network file system with the file is out of reach.
pub(crate) fn is_out_of_reach(path: &Path, error: &io::Error) -> bool {
    is_out_of_reach_if(error, || kind_of(path).is_some())
}

fn is_out_of_reach_if(error: &io::Error, is_on_network: impl FnOnce() -> bool) -> bool {
    use io::ErrorKind::{
        ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable, NetworkDown,
        NetworkUnreachable, NotConnected, StaleNetworkFileHandle, TimedOut,
    };
    match (error.kind(), error.raw_os_error()) {
        (
            ConnectionAborted
            | ConnectionRefused
            | ConnectionReset
            | HostUnreachable
            | NetworkDown
            | NetworkUnreachable
            | NotConnected
            | StaleNetworkFileHandle
            | TimedOut,
            _,
        ) => true,
        (_, Some(code)) if OF_NETWORK.contains(&code) => true,
        (_, code) => code.is_some() && code == INPUT_OUTPUT && is_on_network(),
    }
}

/// Returns the kind of the network file system that a path is on, as the system calls it; `None` if it is on a disk of this
/// computer. A path that cannot be resolved is judged by the folder that can be, so a link to a share that is out of reach has none.
#[cfg(target_os = "linux")]
pub(crate) fn kind_of(path: &Path) -> Option<String> {
    use crate::service::or_log::OrLog as _;
    let mounts = std::fs::read("/proc/self/mountinfo").or_log("read the mounted file systems")?;
    let kind = mounts::kind_at(&mounts, &canonical(path))?;
    mounts::is_network(&kind).then_some(kind)
}

/// The same.
#[cfg(target_os = "macos")]
pub(crate) fn kind_of(path: &Path) -> Option<String> {
    /// `MNT_LOCAL` of `sys/mount.h`.
    const LOCAL: u32 = 0x1000;
    let path = canonical(path);
    let found = path
        .ancestors()
        .find_map(|path| rustix::fs::statfs(path).ok())?;
    let name = found.f_fstypename.iter().take_while(|letter| **letter != 0);
    let name = name.map(|letter| char::from(letter.cast_unsigned()));
    (found.f_flags & LOCAL == 0).then(|| name.collect())
}

/// The same. A drive letter of a share is resolved to the name of the share.
#[cfg(windows)]
pub(crate) fn kind_of(path: &Path) -> Option<String> {
    use std::path::{Component, Prefix};
    let path = canonical(path);
    let Component::Prefix(prefix) = path.components().next()? else {
        return None;
    };
    let is_share = matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..));
    is_share.then(|| "UNC".to_owned())
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(crate) fn kind_of(_: &Path) -> Option<String> {
    None
}

/// The table of mounts of Linux (`proc_pid_mountinfo(5)`). It can be read while a server does not answer, unlike `statfs`, and
/// tells the programs behind FUSE apart.
#[cfg(target_os = "linux")]
mod mounts {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;
    use std::path::{Path, PathBuf};

    /// Those that systemd (`filesystem-sets.py`: `@network`), util-linux (`mnt_fstype_is_netfs`) or GNU coreutils
    /// (`stat.c`: "remote") count as network file systems, and folders that a virtual machine shares with its host.
    const NETWORK: &[&str] = &[
        "9p",
        "acfs",
        "afs",
        "auristorfs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fhgfs",
        "gfs",
        "gfs2",
        "glusterfs",
        "gpfs",
        "ibrix",
        "lustre",
        "ncp",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "orangefs",
        "panfs",
        "prl_fs",
        "pvfs2",
        "smb2",
        "smb3",
        "smbfs",
        "snfs",
        "sshfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
        "wekafs",
    ];

    /// Programs whose files are on a disk of this computer. Of others it is not known, so they count as a network.
    const LOCAL_PROGRAMS: &[&str] = &[
        "cryfs",
        "encfs",
        "exfat",
        "fuse-overlayfs",
        "gocryptfs",
        "mergerfs",
        "ntfs-3g",
        "portal",
        "securefs",
    ];

    pub(super) fn is_network(kind: &str) -> bool {
        match kind.strip_prefix("fuse.") {
            Some(program) => !LOCAL_PROGRAMS.contains(&program),
            None => kind == "fuse" || NETWORK.contains(&kind),
        }
    }

    /// Returns the kind of the file system that is mounted at a path.
    pub(super) fn kind_at(mounts: &[u8], path: &Path) -> Option<String> {
        let mounts = mounts.split(|byte| *byte == b'\n').filter_map(|line| {
            let mut fields = line.split(|byte| *byte == b' ');
            let place = unescaped(fields.nth(4)?);
            // A variable number of fields ends with a dash.
            let kind = fields.skip_while(|field| *field != b"-").nth(1)?;
            let depth = place.components().count();
            path.starts_with(&place).then_some((depth, kind))
        });
        // Of those at the same place, the last one covers the others.
        let (_, kind) = mounts.max_by_key(|(depth, _)| *depth)?;
        Some(String::from_utf8_lossy(kind).into_owned())
    }

    /// Returns a path in which spaces, tabs, line breaks and backslashes were written as octal numbers.
    fn unescaped(mut field: &[u8]) -> PathBuf {
        let mut bytes = Vec::with_capacity(field.len());
        loop {
            field = match field {
                [
                    b'\\',
                    a @ b'0'..=b'3',
                    b @ b'0'..=b'7',
                    c @ b'0'..=b'7',
                    rest @ ..,
                ] => {
                    bytes.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
                    rest
                }
                [byte, rest @ ..] => {
                    bytes.push(*byte);
                    rest
                }
                [] => return OsString::from_vec(bytes).into(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r94_a_network_file_system_is_named_for_the_file_and_the_database() {
        let folder = tempfile::tempdir().expect("a folder");
        let config = folder.path().join("config.yaml");
        let state = folder.path().join("state.db");
        // Stands in for a server, which tests do not have.
        let stand_in = |path: &Path| path.starts_with(folder.path()).then(|| "nfs4".to_owned());
        let found = problems_with(&config, Some(&state), &stand_in);
        let causes: Vec<_> = found.iter().map(|problem| &problem.cause).collect();
        let expected = |is_state| Cause::NetworkFileSystem {
            kind: "nfs4".to_owned(),
            is_state,
        };
        assert_eq!(causes, [&expected(false), &expected(true)]);
        assert_eq!(network_problems(&config, Some(&state)), [], "a local disk");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn r94_shares_are_told_from_disks_by_the_table_of_mounts() {
        const MOUNTS: &str = r"22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 27 0:25 / /home rw,relatime shared:2 master:3 - nfs4 server:/home rw,vers=4.2
31 30 0:26 / /home/ada/.vault rw - fuse.gocryptfs /home/ada/vault rw
32 27 0:27 / /mnt/shop\040and\011till rw - cifs //server/shop rw
33 27 0:28 / /mnt/ssh rw - fuse.sshfs server: rw
34 27 8:17 / /mnt/stick rw - fuseblk /dev/sdb1 rw
35 27 0:29 / /srv rw - autofs systemd-1 rw
36 35 0:30 / /srv rw - 9p host rw
40 27 0:34 / /run/user/1000/doc rw - fuse.portal portal rw
37 27 0:31 / /overlay rw - overlay overlay rw
38 27 0:32 / /mnt/any rw - fuse program rw
39 27 0:33 / /mnt/smb3 rw - smb3 //server/smb3 rw
";
        let kind = |path: &str| {
            let kind = mounts::kind_at(MOUNTS.as_bytes(), Path::new(path));
            kind.filter(|kind| mounts::is_network(kind))
        };
        for (path, expected) in [
            ("/etc/auth/config.yaml", None),
            ("/homework/config.yaml", None),
            ("/home/bob/.config/config.yaml", Some("nfs4")),
            ("/home/ada/.vault/config.yaml", None),
            ("/mnt/shop and\ttill/config.yaml", Some("cifs")),
            ("/mnt/ssh/config.yaml", Some("fuse.sshfs")),
            ("/mnt/stick/config.yaml", None),
            ("/srv/config.yaml", Some("9p")),
            ("/overlay/config.yaml", None),
            ("/run/user/1000/doc/4a/config.yaml", None),
            ("/mnt/any/config.yaml", Some("fuse")),
            ("/mnt/smb3/config.yaml", Some("smb3")),
        ] {
            assert_eq!(kind(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    #[cfg(windows)]
    fn r94_the_path_of_a_share_names_its_server() {
        assert!(kind_of(Path::new(r"\\server\share\config.yaml")).is_some());
        assert_eq!(kind_of(Path::new(r"C:\config.yaml")), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn r42_errors_of_a_server_are_an_outage_and_those_of_a_disk_are_not() {
        // ESTALE, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH, ENOTCONN, ENETUNREACH, ECONNABORTED and EREMOTEIO.
        for code in [116, 110, 112, 113, 107, 101, 103, 121] {
            let error = io::Error::from_raw_os_error(code);
            assert!(is_out_of_reach_if(&error, || false), "{error}");
        }
        // ENOENT, EACCES, ENOSPC and EROFS.
        for code in [2, 13, 28, 30] {
            let error = io::Error::from_raw_os_error(code);
            assert!(!is_out_of_reach_if(&error, || true), "{error}");
        }
        let error = io::Error::from_raw_os_error(5);
        assert!(is_out_of_reach_if(&error, || true), "on a share");
        assert!(!is_out_of_reach_if(&error, || false), "on a disk");
    }
}
