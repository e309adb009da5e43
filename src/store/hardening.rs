//! Keeps other programs of the same user out of this one's memory, as far as the system can.

/// Leaves no image of the memory behind when the program crashes, and lets no other program attach
/// to it (R53). On Linux only; elsewhere, and under Snap and Flatpak, which look into programs to
/// find out what they may do, nothing happens. What cannot be switched off stays as it was, with a
/// warning in the log.
///
/// The ready-made program calls it when it starts. An app that embeds the component decides for itself, because
/// crash reporters and debuggers stop working as well. Call it before the user can type a password.
///
/// ```no_run
/// egui_authenticator::store::hardening::harden();
/// ```
pub fn harden() {
    #[cfg(target_os = "linux")]
    linux::harden();
}

#[cfg(target_os = "linux")]
mod linux {
    use std::env;
    use std::path::Path;

    use rustix::process::{
        DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit,
    };

    pub(crate) fn harden() {
        // Programs that are started from a page may raise it again.
        let limit = Rlimit {
            current: Some(0),
            ..getrlimit(Resource::Core)
        };
        if let Err(error) = setrlimit(Resource::Core, limit) {
            tracing::warn!(%error, "core dumps cannot be switched off");
        }
        let is_confined = env::var_os("SNAP").is_some() || Path::new("/.flatpak-info").exists();
        if is_confined {
            return;
        }
        if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
            tracing::warn!(%error, "memory is not protected from other programs");
        }
    }
}
