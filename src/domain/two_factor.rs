//! The second factor: six digits from an authenticator app, another six every half a minute
//! (RFC 6238, with the parameters that every app knows: SHA-1, 30 s).

use totp_rs::{Builder, Secret as TotpSecret};
use zeroize::Zeroizing;

use crate::domain::secret::Secret;

/// Bytes of the secret: 160 bits (RFC 4226, 4, R6).
pub const TOTP_BYTES: usize = 20;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// How long a code is shown, in seconds.
pub const STEP_SECONDS: i64 = 30;
/// How many steps before and after the present one are understood.
const SKEW: u16 = 1;

/// The secret that the program and the authenticator app share. Cannot be printed.
pub struct Totp {
    secret: Zeroizing<[u8; TOTP_BYTES]>,
}

impl Totp {
    /// A second factor with this secret.
    #[must_use]
    pub(crate) fn new(secret: Zeroizing<[u8; TOTP_BYTES]>) -> Self {
        Self { secret }
    }

    /// The same from bytes that were sealed.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let secret: [u8; TOTP_BYTES] = bytes.try_into().ok()?;
        Some(Self::new(Zeroizing::new(secret)))
    }

    /// The bytes to be sealed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.secret.as_slice()
    }

    /// The step that a code belongs to, if it is one of now, of half a minute ago or of the next.
    /// Whoever asks has to see to it that each step counts once (R33). Spaces do not matter.
    #[must_use]
    pub fn step_of(&self, code: &Secret, now: i64) -> Option<u64> {
        let digits = digits(code)?;
        let secret = TotpSecret::new(self.secret.as_slice().into());
        let totp = Builder::new()
            .with_skew(SKEW)
            .with_secret(secret)
            .build()
            .ok()?;
        totp.check(digits.expose(), u64::try_from(now).ok()?)
    }

    /// The key for an authenticator app without a camera: Base32 in groups of four.
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

    /// The address that the picture for the camera holds (the Key URI Format of authenticator apps).
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

/// A code without its spaces; `None` when it is not six digits.
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

/// Whether so many digits were typed that it can be a code.
#[must_use]
pub fn is_whole(code: &Secret) -> bool {
    digits(code).is_some()
}

/// A text as it can stand in an address (RFC 3986, 2.1).
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

    fn step_of(code: &str, now: i64) -> Option<u64> {
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
            assert_eq!(step_of(code, now), Some(step), "{now}");
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
            let step = step_of("005924", now + shift);
            assert_eq!(step.is_some(), is_good, "{shift}");
        }
    }

    #[test]
    fn spaces_do_not_matter_and_other_texts_are_no_codes() {
        assert!(step_of(" 005 924 ", 1_234_567_890).is_some());
        for code in ["", "5924", "0059244", "00592a", "٠٠٥٩٢٤"] {
            assert_eq!(step_of(code, 1_234_567_890), None, "{code}");
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
