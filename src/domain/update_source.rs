//! Where the program learns of newer versions: the address of a signed manifest, and the key that has to have signed it.

use base64ct::{Base64, Encoding};

use crate::domain::loopback::is_loopback;

/// Greatest number of characters of an address.
const ADDRESS_MAX: usize = 2_000;

/// What `openssl` writes before the bytes of a public key of Ed25519 (RFC 8410).
const KEY_PREFIX: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

/// Bytes of a public key of Ed25519.
const KEY_BYTES: usize = 32;

/// The address of a manifest: `https`, or `http` on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestAddress(String);

impl ManifestAddress {
    /// Reads an address. `None` for every other scheme, and for what is no address: a user and a password in it, a fragment, or
    /// characters that have to be escaped.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, is_encrypted) = match text.strip_prefix("https://") {
            Some(rest) => (rest, true),
            None => (text.strip_prefix("http://")?, false),
        };
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let host = host(authority)?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~%/?=&+,;:".contains(c);
        let is_good = text.len() <= ADDRESS_MAX
            && path.chars().all(is_plain)
            && (is_encrypted || is_loopback(host));
        is_good.then(|| Self(text.to_owned()))
    }

    /// Returns the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the host before the port; `None` if it is none.
fn host(authority: &str) -> Option<&str> {
    let end = match authority.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at(end);
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    let is_host = match host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        Some(number) => number.chars().all(|c| c.is_ascii_hexdigit() || c == ':'),
        None => !host.is_empty() && host.chars().all(is_name),
    };
    let is_port =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let has_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (is_host && has_port).then_some(host)
}

/// The key that has to have signed a manifest: Ed25519.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestKey(pub [u8; KEY_BYTES]);

impl ManifestKey {
    /// Reads the line between the first and the last one of what `openssl pkey -pubout` prints. `None` for a key of another kind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; KEY_PREFIX.len() + KEY_BYTES];
        let bytes = Base64::decode(text, &mut bytes).ok()?;
        let key = bytes.strip_prefix(&KEY_PREFIX)?;
        Some(Self(key.try_into().ok()?))
    }

    /// Returns what [`Self::parse`] reads.
    #[must_use]
    pub fn text(&self) -> String {
        Base64::encode_string(&[&KEY_PREFIX[..], &self.0].concat())
    }
}

/// Where the program learns of newer versions. With only one of the two it does not ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateSource {
    /// The address of the manifest.
    pub manifest: Option<ManifestAddress>,
    /// The key that has to have signed it.
    pub key: Option<ManifestKey>,
}

impl UpdateSource {
    /// Returns the address and the key, if there are both.
    #[must_use]
    pub fn both(&self) -> Option<(&ManifestAddress, &ManifestKey)> {
        self.manifest.as_ref().zip(self.key.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r115_only_encrypted_addresses_and_those_of_this_computer_are_accepted() {
        for good in [
            "https://example.org",
            "https://example.org/updates/manifest.txt?channel=stable",
            "https://192.0.2.7:8443/m",
            "https://[2001:db8::1]/m",
            "http://localhost:8080/m",
            "http://127.0.0.1/m",
            "http://[::1]:8080/m",
        ] {
            assert!(ManifestAddress::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "example.org/m",
            "https://",
            "https:///m",
            "http://example.org/m",
            "http://localhost.example.org/m",
            "http://127.0.0.1.example.org/m",
            "http://localhost@example.org/m",
            "http://localhost\\@example.org/m",
            "https://user:password@example.org/m",
            "https://example.org:99999/m",
            "https://example.org:+80/m",
            "https://example.org:80:80/m",
            "https://[::1/m",
            "https://[example.org]/m",
            "https://[/m",
            "https://example.org/m#part",
            "https://example.org/a b",
            "https://example.org/\nHost: other",
            "https://exämple.org/m",
            "HTTPS://example.org/m",
            "file:///etc/passwd",
            "ftp://example.org/m",
        ] {
            assert_eq!(ManifestAddress::parse(bad), None, "{bad}");
        }
        let long = format!("https://example.org/{}", "x".repeat(ADDRESS_MAX));
        assert_eq!(ManifestAddress::parse(&long), None);
    }

    #[test]
    fn a_key_is_what_openssl_prints_and_no_other_kind() {
        let key = ManifestKey([7; KEY_BYTES]);
        let text = key.text();
        assert!(text.starts_with("MCowBQYDK2VwAyEA"), "{text}");
        assert_eq!(ManifestKey::parse(&text), Some(key));
        let of_x25519 = text.replacen("K2Vw", "K2Vu", 1);
        let bare = Base64::encode_string(&key.0);
        let cut = &text[..56];
        for other in ["", "key", cut, &bare, &of_x25519, &format!(" {text}")] {
            assert_eq!(ManifestKey::parse(other), None, "{other}");
        }
    }
}
