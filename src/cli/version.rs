//! What `--version` prints.

use std::sync::LazyLock;

/// The features of the crate, and whether this program was built with them.
const FEATURES: [(&str, bool); 20] = [
    ("app", cfg!(feature = "app")),
    ("component", cfg!(feature = "component")),
    ("desktop", cfg!(feature = "desktop")),
    ("dialogs", cfg!(feature = "dialogs")),
    ("hashing", cfg!(feature = "hashing")),
    ("keyring", cfg!(feature = "keyring")),
    ("launch", cfg!(feature = "launch")),
    ("mail", cfg!(feature = "mail")),
    ("markdown", cfg!(feature = "markdown")),
    ("messages", cfg!(feature = "messages")),
    ("pictures", cfg!(feature = "pictures")),
    ("postgres", cfg!(feature = "postgres")),
    ("reduced-motion", cfg!(feature = "reduced-motion")),
    ("signatures", cfg!(feature = "signatures")),
    ("sqlite", cfg!(feature = "sqlite")),
    ("sqlite-bundled", cfg!(feature = "sqlite-bundled")),
    ("suspend", cfg!(feature = "suspend")),
    ("ui", cfg!(feature = "ui")),
    ("updates", cfg!(feature = "updates")),
    ("yaml", cfg!(feature = "yaml")),
];

/// The version, the commit and the features, one per line. The commit is given to the build, so that the same source
/// always makes the same program, whether or not it is in a repository.
static LONG: LazyLock<String> = LazyLock::new(|| {
    let version = env!("CARGO_PKG_VERSION");
    let commit = option_env!("EGUI_AUTHENTICATOR_COMMIT").unwrap_or("unknown");
    let features = FEATURES.iter().filter(|(_, is_built)| *is_built);
    let features: Vec<_> = features.map(|(name, _)| *name).collect();
    format!(
        "{version}\ncommit: {commit}\nfeatures: {}",
        features.join(" ")
    )
});

/// Returns what `--version` prints after the name; `-V` prints the version alone.
pub(crate) fn long() -> &'static str {
    &LONG
}

#[cfg(test)]
mod tests {
    use super::FEATURES;

    #[test]
    fn each_feature_of_the_manifest_is_listed() {
        let manifest = include_str!("../../Cargo.toml");
        let (_, features) = manifest.split_once("[features]\n").expect("features");
        let (features, _) = features.split_once("\n[").expect("the next section");
        let names = features.lines().filter_map(|line| line.split_once(" = ["));
        let mut names: Vec<_> = names.map(|(name, _)| name).collect();
        names.retain(|name| !["default", "testing"].contains(name));
        names.sort_unstable();
        assert_eq!(FEATURES.map(|(name, _)| name).as_slice(), names);
    }
}
