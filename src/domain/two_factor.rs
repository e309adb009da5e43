//! The second factor: six digits of an authenticator app that change every 30 seconds (RFC 6238 with the
//! parameters that every app supports: SHA-1, 30 s).

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;
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
const SKEW: u64 = 1;
/// The alphabet of Base32 (RFC 4648, 6).
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

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

    /// Returns a copy.
    pub(crate) fn copied(&self) -> Self {
        Self::new(self.secret.clone())
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
        let typed: u32 = digits(code)?.expose().parse().ok()?;
        let step = u64::try_from(now.as_seconds()).ok()? / STEP_SECONDS.unsigned_abs();
        let mut steps = step.saturating_sub(SKEW)..=step + SKEW;
        steps.find(|step| {
            self.code(*step)
                .is_some_and(|code| code.ct_eq(&typed).into())
        })
    }

    /// Returns the code of a step as a number (RFC 4226, 5.3).
    pub(crate) fn code(&self, step: u64) -> Option<u32> {
        let mut mac = Hmac::<Sha1>::new_from_slice(self.secret.as_slice()).ok()?;
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let start = usize::from(digest.last()? & 0xf);
        let bytes = digest.get(start..start + 4)?.try_into().ok()?;
        Some((u32::from_be_bytes(bytes) & 0x7fff_ffff) % 1_000_000)
    }

    /// Returns the key for an authenticator app without a camera: Base32 in groups of four.
    #[must_use]
    pub fn to_base32(&self) -> Secret {
        let mut out = Secret::default();
        for bytes in self.secret.chunks(5) {
            let bits = bytes
                .iter()
                .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
            for at in 0..8 {
                if at % 4 == 0 && !out.expose().is_empty() {
                    push(&mut out, ' ');
                }
                let index = (bits >> (35 - 5 * at)) & 0x1f;
                push(&mut out, char::from(BASE32[index as usize]));
            }
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
        push(&mut out, character);
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

fn push(out: &mut Secret, character: char) {
    let end = out.expose().len();
    out.insert(end, character.encode_utf8(&mut [0; 4]));
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
    use proptest::prelude::*;

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
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
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

    proptest! {
        #[test]
        fn codes_and_keys_are_those_of_another_implementation(
            secret in any::<[u8; TOTP_BYTES]>(),
            now in 0..10_000_000_000_i64,
        ) {
            let totp = Totp::new(Zeroizing::new(secret));
            let key = totp.to_base32().expose().replace(' ', "");
            let other = totp_rs::Secret::try_from_base32(&key).expect("a key");
            let other = totp_rs::Builder::new().with_secret(other).build().expect("parameters");
            let code = other.generate(now.unsigned_abs()).to_string();
            let step = totp.step_of(&Secret::new(code), Timestamp::from_seconds(now));
            prop_assert_eq!(step, Some((now / STEP_SECONDS).unsigned_abs()));
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
