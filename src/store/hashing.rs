//! Real password hashes: bcrypt as the peer writes it, and Argon2id for what bcrypt cannot take.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm as Argon2Algorithm, Argon2, Params, Version};
use argon2::{PasswordHasher as _, PasswordVerifier as _};
use base64ct::{Base64Unpadded, Encoding as _};
use zeroize::Zeroizing;

use crate::domain::credential::{HashKind, StoredHash};
use crate::domain::secret::Secret;
use crate::domain::settings::{Algorithm, BCRYPT_BYTES_MAX, Hashing};
use crate::domain::user_key::{Key, SALT_BYTES};
use crate::service::ports::{HasherError, PasswordHasher};

/// RFC 9106's second recommended choice: 64 MiB, three passes, four lanes.
const ARGON2_MEMORY: u32 = 64 * 1024;
const ARGON2_PASSES: u32 = 3;
const ARGON2_LANES: u32 = 4;

/// The characters of a digest of bcrypt, and the bytes of one of Argon2id.
const BCRYPT_DIGEST: usize = 31;
const ARGON2_DIGEST: usize = 32;

/// bcrypt and Argon2id.
#[derive(Debug)]
pub struct SlowHasher;

impl PasswordHasher for SlowHasher {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        let text = password.expose();
        // A NUL ends a password for every C implementation of bcrypt, so such a one goes elsewhere.
        let fits_bcrypt = text.len() <= BCRYPT_BYTES_MAX && !text.contains('\0');
        let hash = match how.algorithm {
            Algorithm::Bcrypt if fits_bcrypt => {
                bcrypt::non_truncating_hash(text, how.bcrypt_cost).map_err(|_| HasherError)?
            }
            Algorithm::Bcrypt | Algorithm::Argon2id => argon2()?
                .hash_password(text.as_bytes())
                .map_err(|_| HasherError)?
                .to_string(),
        };
        StoredHash::parse(&hash).map_err(|_| HasherError)
    }

    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        let text = password.expose();
        match hash.kind() {
            HashKind::Bcrypt { .. } => bcrypt::verify(text, hash.as_str()).map_err(|_| HasherError),
            HashKind::Argon2id => {
                let parsed = PasswordHash::new(hash.as_str()).map_err(|_| HasherError)?;
                Ok(Argon2::default()
                    .verify_password(text.as_bytes(), &parsed)
                    .is_ok())
            }
        }
    }

    fn hash_with_salt(&self, password: &Secret, salt: &str) -> Result<StoredHash, HasherError> {
        let text = password.expose().as_bytes();
        let hash = if salt.starts_with("$argon2id$") {
            argon2_with_salt(text, salt)?
        } else {
            bcrypt_with_salt(text, salt)?
        };
        StoredHash::parse(&hash).map_err(|_| HasherError)
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        derive(password, salt, ARGON2_MEMORY)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        let text = match how.algorithm {
            Algorithm::Bcrypt => format!(
                "$2b${:02}$decoydecoydecoydecoydedecoydecoydecoydecoydecoydecoye",
                how.bcrypt_cost
            ),
            Algorithm::Argon2id => format!(
                "$argon2id$v=19$m={ARGON2_MEMORY},t={ARGON2_PASSES},p={ARGON2_LANES}$ZGVjb3lkZWNveWRlY28$ZGVjb3lkZWNveWRlY295ZGVjb3lkZWNveWRlY295ZGU"
            ),
        };
        StoredHash::parse(&text).map_err(|_| HasherError)
    }
}

/// Returns the hash that begins with this salt. Before anything is computed, it is judged as a stored hash is, so that no server
/// keeps a computer busy.
fn bcrypt_with_salt(password: &[u8], salt: &str) -> Result<String, HasherError> {
    let other = format!("{salt}{}", ".".repeat(BCRYPT_DIGEST));
    let judged = StoredHash::parse(&other).map_err(|_| HasherError)?;
    let HashKind::Bcrypt { cost } = judged.kind() else {
        return Err(HasherError);
    };
    let parts: bcrypt::HashParts = other.parse().map_err(|_| HasherError)?;
    let hash = bcrypt::hash_with_salt(password, cost, parts.get_salt_raw());
    let hash = hash.map_err(|_| HasherError)?.to_string();
    // The beginning as it was given: it may name another variant, and end in bits that mean nothing.
    let digest = hash.get(hash.len() - BCRYPT_DIGEST..);
    Ok(format!("{salt}{}", digest.ok_or(HasherError)?))
}

/// Does the same for Argon2id, with a digest of the usual length.
fn argon2_with_salt(password: &[u8], salt: &str) -> Result<String, HasherError> {
    let mut digest = Zeroizing::new([0; ARGON2_DIGEST]);
    let other = format!("{salt}${}", Base64Unpadded::encode_string(&*digest));
    StoredHash::parse(&other).map_err(|_| HasherError)?;
    let other = PasswordHash::new(&other).map_err(|_| HasherError)?;
    let params = Params::try_from(&other).map_err(|_| HasherError)?;
    let bytes = other.salt.ok_or(HasherError)?;
    let hashed = Argon2::new(Argon2Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
        password,
        &bytes,
        &mut *digest,
    );
    hashed.map_err(|_| HasherError)?;
    Ok(format!(
        "{salt}${}",
        Base64Unpadded::encode_string(&*digest)
    ))
}

/// Derives a key from a password with Argon2id, which uses `memory` KiB.
///
/// # Errors
/// [`HasherError`] if the algorithm fails.
#[doc(hidden)]
pub fn derive(password: &Secret, salt: &[u8; SALT_BYTES], memory: u32) -> Result<Key, HasherError> {
    let argon2 = argon2_with(memory)?;
    let text = password.expose().as_bytes();
    Key::made(|bytes| {
        let derived = argon2.hash_password_into(text, salt, bytes);
        derived.map_err(|_| HasherError)
    })
}

fn argon2() -> Result<Argon2<'static>, HasherError> {
    argon2_with(ARGON2_MEMORY)
}

fn argon2_with(memory: u32) -> Result<Argon2<'static>, HasherError> {
    let params = Params::new(memory, ARGON2_PASSES, ARGON2_LANES, None);
    let params = params.map_err(|_| HasherError)?;
    Ok(Argon2::new(
        Argon2Algorithm::Argon2id,
        Version::V0x13,
        params,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::BCRYPT_COST_MIN;

    const QUICK: Hashing = Hashing {
        algorithm: Algorithm::Bcrypt,
        bcrypt_cost: 4,
    };

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    fn verify(password: &str, hash: &StoredHash) -> bool {
        SlowHasher
            .verify(&secret(password), hash)
            .expect("verified")
    }

    #[test]
    fn r5_passwords_around_bcrypts_limit_round_trip_and_keep_their_last_byte() {
        for length in 70..=80 {
            let password = "x".repeat(length);
            let hash = SlowHasher.hash(&secret(&password), QUICK).expect("hashed");
            assert!(verify(&password, &hash), "{length}");
            assert!(!verify(&password[1..], &hash), "{length}");
            let is_bcrypt = matches!(hash.kind(), HashKind::Bcrypt { .. });
            assert_eq!(is_bcrypt, length <= BCRYPT_BYTES_MAX, "{length}");
        }
    }

    #[test]
    fn r13_hashes_made_by_other_programs_verify() {
        // Made with Python's bcrypt, Apache's htpasswd and argon2-cffi.
        let password = "grüße an alle";
        let hashes = [
            "$2a$04$AfWtmmyg3n0goRqtoz7TseOAWpeFTYeDe7oY/K5/.Ltt/TRLwQdsq",
            "$2b$04$jntr8wvWl6HIqPc.nh8acOf86t4UGiN4/ZkZBhZR88yckgxMHlXLy",
            "$2y$04$D2iEGOva7GRr6n2rkwyyxO1oCgArm6PFn.vgOaDORd6Af51sQYo2G",
            "$argon2id$v=19$m=64,t=1,p=1$CdSltci1b6qT4gmI3X8xuw$pStTz4f9YW+ZlvWV+ZpmjsLt4hxULc0jkcqCUizxa0U",
        ];
        for text in hashes {
            let hash = StoredHash::parse(text).expect("a hash");
            assert!(verify(password, &hash), "{text}");
            assert!(!verify("another", &hash), "{text}");
        }
    }

    #[test]
    fn r13_a_password_is_hashed_with_the_salt_of_another_hash() {
        // As above.
        let hashes = [
            (
                "$2a$04$AfWtmmyg3n0goRqtoz7TseOAWpeFTYeDe7oY/K5/.Ltt/TRLwQdsq",
                29,
            ),
            (
                "$2y$04$D2iEGOva7GRr6n2rkwyyxO1oCgArm6PFn.vgOaDORd6Af51sQYo2G",
                29,
            ),
            (
                "$argon2id$v=19$m=64,t=1,p=1$CdSltci1b6qT4gmI3X8xuw$pStTz4f9YW+ZlvWV+ZpmjsLt4hxULc0jkcqCUizxa0U",
                50,
            ),
        ];
        for (text, salt) in hashes {
            let hash = |password| SlowHasher.hash_with_salt(&secret(password), &text[..salt]);
            let hash = |password| hash(password).expect("hashed");
            assert_eq!(hash("grüße an alle").as_str(), text);
            assert_ne!(hash("another").as_str(), text);
        }
    }

    #[test]
    fn r63_no_server_has_a_hash_computed_that_takes_too_much_time_or_memory() {
        let salts = [
            "$2b$31$D2iEGOva7GRr6n2rkwyyxO",
            "$2b$16$D2iEGOva7GRr6n2rkwyyxO",
            "$2b$03$D2iEGOva7GRr6n2rkwyyxO",
            "$2b$12$D2iEGOva7GRr6n2rkwyy",
            "$2b$12$é2iEGOva7GRr6n2rkwyyx",
            "$argon2id$v=19$m=4194304,t=3,p=4$CdSltci1b6qT4gmI3X8xuw",
            "$argon2id$v=19$m=65536,t=300,p=4$CdSltci1b6qT4gmI3X8xuw",
            "$argon2id$v=19$m=65536,t=3,p=4",
            "$argon2i$v=19$m=64,t=1,p=1$CdSltci1b6qT4gmI3X8xuw",
            "$6$CdSltci1b6qT4gmI3X8xuw",
            "",
        ];
        for salt in salts {
            let hashed = SlowHasher.hash_with_salt(&secret("abc"), salt);
            assert!(hashed.is_err(), "{salt}");
        }
    }

    #[test]
    fn r16_a_decoy_is_a_hash_that_is_really_computed_and_never_matches() {
        for how in [
            Hashing {
                bcrypt_cost: BCRYPT_COST_MIN,
                ..QUICK
            },
            Hashing {
                algorithm: Algorithm::Argon2id,
                ..QUICK
            },
        ] {
            let decoy = SlowHasher.decoy(how).expect("a decoy");
            assert_eq!(
                SlowHasher.verify(&secret("decoy"), &decoy),
                Ok(false),
                "{how:?}: an error would answer at once and give the game away"
            );
        }
    }

    #[test]
    fn argon2id_is_used_when_it_is_asked_for() {
        let how = Hashing {
            algorithm: Algorithm::Argon2id,
            ..QUICK
        };
        let hash = SlowHasher.hash(&secret("abc"), how).expect("hashed");
        assert_eq!(hash.kind(), HashKind::Argon2id);
        assert!(verify("abc", &hash));
    }
}
