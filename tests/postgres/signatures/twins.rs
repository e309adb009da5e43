//! The functions of the server accept no signature that the program does not.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::{digits, shop};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_the_server_verifies_signatures_as_the_program() {
    let shop = shop();
    let mut cases: Vec<([u8; 32], Vec<u8>, [u8; 64])> = Vec::new();
    for number in 0..6_u8 {
        let key = SigningKey::from_bytes(&[number.wrapping_mul(37); 32]);
        let text = vec![number; usize::from(number) * 50];
        let (public, bytes) = (key.verifying_key().to_bytes(), key.sign(&text).to_bytes());
        cases.push((public, text.clone(), bytes));
        let at = usize::from(number) * 9;
        let mut changed = bytes;
        changed[at] ^= 1 << number;
        cases.push((public, text.clone(), changed));
        let mut other = public;
        other[usize::from(number)] ^= 4;
        cases.push((other, text, bytes));
    }
    // Keys and points of small order, and a number that is too high by the order of the group.
    let one = |byte: u8| {
        let mut bytes = [0; 32];
        bytes[0] = byte;
        bytes
    };
    let mut zeros = [0; 64];
    zeros[0] = 1;
    cases.push((one(1), b"x".to_vec(), zeros));
    cases.push((one(0), b"x".to_vec(), [0; 64]));
    cases.push(([0xff; 32], b"x".to_vec(), zeros));
    let key = SigningKey::from_bytes(&[5; 32]);
    let mut high = key.sign(b"x").to_bytes();
    high[63] |= 0x20;
    cases.push((key.verifying_key().to_bytes(), b"x".to_vec(), high));
    let mut accepted = 0;
    for (public, text, bytes) in &cases {
        let expected = VerifyingKey::from_bytes(public).is_ok_and(|key| {
            key.verify_strict(text, &Signature::from_bytes(bytes))
                .is_ok()
        });
        let found = shop.database.sql(&format!(
            "SELECT auth_inner.is_signed(decode('{}', 'hex'), decode('{}', 'hex'), decode('{}', 'hex'))",
            digits(public),
            digits(text),
            digits(bytes)
        ));
        assert_eq!(found == "t", expected, "{public:?} {text:?} {bytes:?}");
        accepted += u32::from(expected);
    }
    assert_eq!(accepted, 6);
}
