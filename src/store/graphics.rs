//! Whether windows are drawn without a graphics card.

use std::fs;
use std::path::Path;

/// Returns `true` if OpenGL has to draw in software: there is no graphics card that this user may use, or the environment asks
/// for it. Known on Linux only; asking OpenGL itself needs `unsafe`.
pub(crate) fn is_software() -> bool {
    if !cfg!(target_os = "linux") {
        return false;
    }
    let is_asked_for = std::env::var("LIBGL_ALWAYS_SOFTWARE")
        .is_ok_and(|value| ["1", "true", "yes"].contains(&value.to_ascii_lowercase().as_str()));
    is_asked_for || !has_card(Path::new("/dev/dri"))
}

fn has_card(devices: &Path) -> bool {
    let entries = fs::read_dir(devices).into_iter().flatten().flatten();
    let mut cards =
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("renderD"));
    cards.any(|card| fs::File::open(card.path()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_a_device_that_can_be_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!has_card(&folder.path().join("dri")), "no folder");
        fs::write(folder.path().join("card0"), "").expect("written");
        assert!(!has_card(folder.path()), "only a display");
        fs::write(folder.path().join("renderD128"), "").expect("written");
        assert!(has_card(folder.path()));
    }
}
