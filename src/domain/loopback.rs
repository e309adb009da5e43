//! Hosts that are this computer.

/// Returns `true` if what is sent to the host does not leave this computer.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_number = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || c == '.');
    ["localhost", "::1", "[::1]"].contains(&host.as_str())
        || host.strip_prefix("127.").is_some_and(is_number)
}
