//! The second factor: six digits of an authenticator app that change every 30 seconds (RFC 6238 with the
//! parameters that every app supports: SHA-1, 30 s).

use totp_rs::{Builder, Secret as TotpSecret};
use zeroize::Zeroizing;

use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;

/// Bytes of the secret: 160 bits (RFC 4226, 4, R6).
pub const TOTP_BYTES: usize = 20;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Seconds for which a code is shown.
pub const STEP_SECONDS: i64 = 30;
/// Number of steps before and after the current one that are accepted.
const SKEW: u16 = 1;

/// The secret that the program and the authenticator app share. It cannot be printed.
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub struct Totp {
    secret: Zeroizing<[u8; TOTP_BYTES]>,
}

impl Totp {
    /// Creates a second factor from a secret.
    #[must_use]
    pub(crate) fn new(secret: Zeroizing<[u8; TOTP_BYTES]>) -> Self {
        Self { secret }
    }

    /// Creates a second factor from unsealed bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let secret: [u8; TOTP_BYTES] = bytes.try_into().ok()?;
        Some(Self::new(Zeroizing::new(secret)))
    }

    /// Returns the bytes to seal.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.secret.as_slice()
    }

    /// Returns the step of a code if it is the current, the previous or the next one. The caller must accept each
    /// step only once (R33). Spaces are ignored.
    #[must_use]
    pub fn step_of(&self, code: &Secret, now: Timestamp) -> Option<u64> {
        let digits = digits(code)?;
        let secret = TotpSecret::new(self.secret.as_slice().into());
        let totp = Builder::new()
            .with_skew(SKEW)
            .with_secret(secret)
            .build()
            .ok()?;
        totp.check(digits.expose(), u64::try_from(now.as_seconds()).ok()?)
    }

    /// Returns the key for an authenticator app without a camera: Base32 in groups of four.
    #[must_use]
    pub fn to_base32(&self) -> Secret {
        let secret = TotpSecret::new(self.secret.as_slice().into());
        let text = Zeroizing::new(secret.to_base32());
        let mut out = Secret::default();
        for (at, character) in text.chars().enumerate() {
            let mut buffer = [0; 4];
            let end = out.expose().len();
            if at > 0 && at % 4 == 0 {
                out.insert(end, " ");
            }
            let end = out.expose().len();
            out.insert(end, character.encode_utf8(&mut buffer));
        }
        out
    }

    /// Returns the URI for the QR code (Key URI Format of authenticator apps).
    #[must_use]
    pub fn uri(&self, issuer: &str, account: &str) -> Secret {
        let key = self.to_base32();
        let (issuer, account) = (escaped(issuer), escaped(account));
        let mut out = Secret::default();
        for part in [
            "otpauth://totp/",
            &issuer,
            ":",
            &account,
            "?secret=",
            &*Zeroizing::new(key.expose().replace(' ', "")),
            "&issuer=",
            &issuer,
        ] {
            let end = out.expose().len();
            out.insert(end, part);
        }
        out
    }
}

/// Returns a code without its spaces; `None` if it is not six digits.
fn digits(code: &Secret) -> Option<Secret> {
    let mut out = Secret::default();
    for character in code.expose().chars().filter(|c| !c.is_whitespace()) {
        let mut buffer = [0; 4];
        let end = out.expose().len();
        out.insert(end, character.encode_utf8(&mut buffer));
    }
    let text = out.expose();
    let is_code = text.len() == DIGITS && text.bytes().all(|b| b.is_ascii_digit());
    is_code.then_some(out)
}

/// Returns `true` if the text has the length of a code.
#[must_use]
pub fn is_whole(code: &Secret) -> bool {
    digits(code).is_some()
}

/// Percent-encodes a text for a URI (RFC 3986, 2.1).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's test vectors.
    fn totp() -> Totp {
        Totp::new(Zeroizing::new(*b"12345678901234567890"))
    }

    fn step_of(code: &str, now: Timestamp) -> Option<u64> {
        totp().step_of(&Secret::new(code.to_owned()), now)
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        for (now, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let step = u64::try_from(now / STEP_SECONDS).expect("a step");
            assert_eq!(
                step_of(code, Timestamp::from_seconds(now)),
                Some(step),
                "{now}"
            );
        }
    }

    #[test]
    fn a_code_is_good_one_step_early_and_one_late_and_no_longer() {
        let now = 1_234_567_890;
        for (shift, is_good) in [
            (-60, false),
            (-30, true),
            (0, true),
            (30, true),
            (60, false),
        ] {
            let step = step_of("005924", Timestamp::from_seconds(now + shift));
            assert_eq!(step.is_some(), is_good, "{shift}");
        }
    }

    #[test]
    fn spaces_do_not_matter_and_other_texts_are_no_codes() {
        assert!(step_of(" 005 924 ", Timestamp::from_seconds(1_234_567_890)).is_some());
        for code in ["", "5924", "0059244", "00592a", "٠٠٥٩٢٤"] {
            assert_eq!(
                step_of(code, Timestamp::from_seconds(1_234_567_890)),
                None,
                "{code}"
            );
        }
    }

    #[test]
    fn the_address_for_the_camera_escapes_names() {
        let uri = totp().uri("Corner shop", "ada@example.org");
        assert_eq!(
            uri.expose(),
            "otpauth://totp/Corner%20shop:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Corner%20shop"
        );
    }
}
