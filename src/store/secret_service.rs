//! The calls to the Secret Service of Linux that the keyring needs, none of which shows a prompt.
//!
//! Secrets cross the bus encrypted with a key that is agreed on at the start (`dh-ietf1024-sha256-aes128-cbc-pkcs7`
//! of the Secret Service API).

use std::collections::HashMap;

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use num_bigint::BigUint;
use sha2::Sha256;
use zbus::Message;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type as MessageType;
use zbus::zvariant::{OwnedObjectPath, OwnedStructure, StructureBuilder, Value};
use zeroize::Zeroizing;

const BUS_NAME: &str = "org.freedesktop.secrets";
const SERVICE: (&str, &str) = ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service");
const COLLECTION: &str = "org.freedesktop.Secret.Collection";
const ITEM: &str = "org.freedesktop.Secret.Item";
const ALGORITHM: &str = "dh-ietf1024-sha256-aes128-cbc-pkcs7";
/// The kind of content that the service is told.
const CONTENT: &str = "application/octet-stream";
/// The path of what does not exist.
const NOTHING: &str = "/";
/// The prime of the second Oakley group (RFC 2409); its generator is 2.
#[rustfmt::skip]
const PRIME: [u8; SIZE] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC9, 0x0F, 0xDA, 0xA2, 0x21, 0x68, 0xC2, 0x34,
    0xC4, 0xC6, 0x62, 0x8B, 0x80, 0xDC, 0x1C, 0xD1, 0x29, 0x02, 0x4E, 0x08, 0x8A, 0x67, 0xCC, 0x74,
    0x02, 0x0B, 0xBE, 0xA6, 0x3B, 0x13, 0x9B, 0x22, 0x51, 0x4A, 0x08, 0x79, 0x8E, 0x34, 0x04, 0xDD,
    0xEF, 0x95, 0x19, 0xB3, 0xCD, 0x3A, 0x43, 0x1B, 0x30, 0x2B, 0x0A, 0x6D, 0xF2, 0x5F, 0x14, 0x37,
    0x4F, 0xE1, 0x35, 0x6D, 0x6D, 0x51, 0xC2, 0x45, 0xE4, 0x85, 0xB5, 0x76, 0x62, 0x5E, 0x7E, 0xC6,
    0xF4, 0x4C, 0x42, 0xE9, 0xA6, 0x37, 0xED, 0x6B, 0x0B, 0xFF, 0x5C, 0xB6, 0xF4, 0x06, 0xB7, 0xED,
    0xEE, 0x38, 0x6B, 0xFB, 0x5A, 0x89, 0x9F, 0xA5, 0xAE, 0x9F, 0x24, 0x11, 0x7C, 0x4B, 0x1F, 0xE6,
    0x49, 0x28, 0x66, 0x51, 0xEC, 0xE6, 0x53, 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
];
/// The bytes of a number of this size.
const SIZE: usize = 128;

type Key = Zeroizing<[u8; 16]>;
type Encryptor = cbc::Encryptor<aes::Aes128>;
type Decryptor = cbc::Decryptor<aes::Aes128>;

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    #[error("{0}")]
    Bus(#[from] zbus::Error),
    #[error("{0}")]
    Value(#[from] zbus::zvariant::Error),
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    #[error("the secret cannot be decrypted")]
    Damaged,
    /// It takes a prompt to do what was asked.
    #[error("the service wants to ask the user")]
    Prompt,
}

/// A connection with a key.
pub(crate) struct SecretService {
    bus: Connection,
    session: OwnedObjectPath,
    key: Key,
}

impl SecretService {
    pub(crate) fn connect() -> Result<Self, CallError> {
        let bus = Connection::session()?;
        let mut random = Zeroizing::new([0; SIZE]);
        getrandom::fill(&mut *random)?;
        let private = BigUint::from_bytes_be(&*random);
        let prime = BigUint::from_bytes_be(&PRIME);
        let public = BigUint::from(2_u8).modpow(&private, &prime).to_bytes_be();
        let ask = vec![ALGORITHM.into(), Value::Value(Box::new(public.into()))];
        let [theirs, session] = call(&bus, SERVICE, "OpenSession", ask)?;
        let theirs = BigUint::from_bytes_be(&Vec::<u8>::try_from(held(theirs))?);
        let shared = Zeroizing::new(theirs.modpow(&private, &prime).to_bytes_be());
        Ok(Self {
            bus,
            session: session.try_into()?,
            key: key_of(&shared)?,
        })
    }

    /// Returns the collection that is meant where none is named.
    pub(crate) fn default_collection(&self) -> Result<Option<OwnedObjectPath>, CallError> {
        let [path] = call(&self.bus, SERVICE, "ReadAlias", vec!["default".into()])?;
        let path = OwnedObjectPath::try_from(path)?;
        Ok((path.as_str() != NOTHING).then_some(path))
    }

    pub(crate) fn is_collection_locked(&self, path: &OwnedObjectPath) -> Result<bool, CallError> {
        self.is_locked(path, COLLECTION)
    }

    pub(crate) fn is_item_locked(&self, path: &OwnedObjectPath) -> Result<bool, CallError> {
        self.is_locked(path, ITEM)
    }

    fn is_locked(&self, path: &OwnedObjectPath, interface: &str) -> Result<bool, CallError> {
        let properties = (path.as_str(), "org.freedesktop.DBus.Properties");
        let ask = vec![interface.into(), "Locked".into()];
        let [value] = call(&self.bus, properties, "Get", ask)?;
        Ok(held(value).try_into()?)
    }

    /// Returns the items with these attributes, and perhaps others.
    pub(crate) fn items(
        &self,
        collection: &OwnedObjectPath,
        attributes: &HashMap<&str, &str>,
    ) -> Result<Vec<OwnedObjectPath>, CallError> {
        let collection = (collection.as_str(), COLLECTION);
        let ask = vec![attributes.clone().into()];
        let [items] = call(&self.bus, collection, "SearchItems", ask)?;
        Ok(items.try_into()?)
    }

    pub(crate) fn secret(&self, item: &OwnedObjectPath) -> Result<Zeroizing<Vec<u8>>, CallError> {
        let item = (item.as_str(), ITEM);
        let ask = vec![self.session.clone().into()];
        let [_, vector, secret, _] = call(&self.bus, item, "GetSecret", ask)?;
        let (vector, secret): (Vec<u8>, Vec<u8>) = (vector.try_into()?, secret.try_into()?);
        decrypted(&self.key, &vector, &secret)
    }

    pub(crate) fn set_secret(
        &self,
        item: &OwnedObjectPath,
        secret: &[u8],
    ) -> Result<(), CallError> {
        let item = (item.as_str(), ITEM);
        let [] = call(&self.bus, item, "SetSecret", vec![self.sealed(secret)?])?;
        Ok(())
    }

    pub(crate) fn add(
        &self,
        collection: &OwnedObjectPath,
        (label, attributes): (&str, &HashMap<&str, &str>),
        secret: &[u8],
    ) -> Result<(), CallError> {
        let properties = HashMap::from([
            ("org.freedesktop.Secret.Item.Label", Value::from(label)),
            (
                "org.freedesktop.Secret.Item.Attributes",
                Value::from(attributes.clone()),
            ),
        ]);
        let collection = (collection.as_str(), COLLECTION);
        let item = vec![properties.into(), self.sealed(secret)?, false.into()];
        let [_, prompt] = call(&self.bus, collection, "CreateItem", item)?;
        without(prompt)
    }

    pub(crate) fn remove(&self, item: &OwnedObjectPath) -> Result<(), CallError> {
        let [prompt] = call(&self.bus, (item.as_str(), ITEM), "Delete", Vec::new())?;
        without(prompt)
    }

    /// Returns session, initialization vector, encrypted secret and kind of content.
    fn sealed(&self, secret: &[u8]) -> Result<Value<'static>, CallError> {
        let mut vector = vec![0_u8; 16];
        getrandom::fill(&mut vector)?;
        let encrypted = encrypted(&self.key, &vector, secret)?;
        let sealed = StructureBuilder::new()
            .append_field(self.session.clone().into())
            .append_field(vector.into())
            .append_field(encrypted.into())
            .append_field(CONTENT.into());
        Ok(sealed.build()?.into())
    }
}

/// Calls a method of an object, by its path and interface, and returns so many values of the answer.
fn call<const N: usize>(
    bus: &Connection,
    object: (&str, &str),
    method: &str,
    input: Vec<Value<'_>>,
) -> Result<[Value<'static>; N], CallError> {
    let values = answer(bus, object, method, input)?;
    values.try_into().map_err(|_| CallError::Damaged)
}

/// The values are of zbus's own type, because types of ours would bring code for each of them.
fn answer(
    bus: &Connection,
    (path, interface): (&str, &str),
    method: &str,
    input: Vec<Value<'_>>,
) -> Result<Vec<Value<'static>>, CallError> {
    let message = Message::method_call(path, method)?;
    let message = message.destination(BUS_NAME)?.interface(interface)?;
    let message = if input.is_empty() {
        message.build(&())?
    } else {
        let input = input.into_iter();
        let input = input.fold(StructureBuilder::new(), StructureBuilder::append_field);
        message.build(&input.build()?)?
    };
    let mut incoming = MessageIterator::from(bus);
    bus.send(&message)?;
    let number = Some(message.primary_header().serial_num());
    let is_answer = |message: &Message| message.header().reply_serial() == number;
    let answer = loop {
        match incoming.next().transpose()? {
            Some(answer) if is_answer(&answer) => break answer,
            Some(_) => {}
            None => return Err(zbus::Error::InvalidReply.into()),
        }
    };
    if answer.message_type() != MessageType::MethodReturn {
        return Err(zbus::Error::from(answer).into());
    }
    let body = answer.body();
    if body.is_empty() {
        return Ok(Vec::new());
    }
    let values: OwnedStructure = body.deserialize()?;
    Ok(values.0.into_fields())
}

/// Returns the value in a variant.
fn held(value: Value<'static>) -> Value<'static> {
    match value {
        Value::Value(held) => *held,
        value => value,
    }
}

fn without(prompt: Value<'_>) -> Result<(), CallError> {
    if OwnedObjectPath::try_from(prompt)?.as_str() == NOTHING {
        Ok(())
    } else {
        Err(CallError::Prompt)
    }
}

/// Derives the key from the shared number: HKDF with SHA-256, without salt (RFC 5869).
fn key_of(shared: &[u8]) -> Result<Key, CallError> {
    let mac = |key: &[u8], text: &[u8]| {
        let mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| CallError::Damaged)?;
        let code: [u8; 32] = mac.chain_update(text).finalize().into_bytes().into();
        Ok::<_, CallError>(Zeroizing::new(code))
    };
    let mut padded = Zeroizing::new([0; SIZE]);
    let start = SIZE.checked_sub(shared.len()).ok_or(CallError::Damaged)?;
    padded[start..].copy_from_slice(shared);
    let expanded = mac(&*mac(&[], &*padded)?, &[1])?;
    let mut key = Key::default();
    key.copy_from_slice(&expanded[..16]);
    Ok(key)
}

fn encrypted(key: &Key, vector: &[u8], secret: &[u8]) -> Result<Vec<u8>, CallError> {
    let cipher = Encryptor::new_from_slices(&**key, vector).map_err(|_| CallError::Damaged)?;
    Ok(cipher.encrypt_padded_vec::<Pkcs7>(secret))
}

fn decrypted(key: &Key, vector: &[u8], secret: &[u8]) -> Result<Zeroizing<Vec<u8>>, CallError> {
    let cipher = Decryptor::new_from_slices(&**key, vector).map_err(|_| CallError::Damaged)?;
    let secret = cipher.decrypt_padded_vec::<Pkcs7>(secret);
    secret.map(Zeroizing::new).map_err(|_| CallError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::remember_me::hex;

    #[test]
    fn a_key_is_derived_as_in_the_standard() {
        // HKDF with SHA-256 of 128 bytes 0x0b, no salt and no context, as Python's cryptography gives it.
        let key = key_of(&[0x0b; SIZE]).expect("a key");
        assert_eq!(hex(&*key), "c14a7e6c075036a989d9170676709914");
    }

    #[test]
    fn a_secret_that_was_encrypted_is_read_again_and_a_damaged_one_is_refused() {
        let key = Key::new([7; 16]);
        let sealed = encrypted(&key, &[1; 16], b"a token").expect("encrypted");
        assert_eq!(sealed.len(), 16);
        let opened = decrypted(&key, &[1; 16], &sealed).expect("decrypted");
        assert_eq!(opened.as_slice(), b"a token");
        assert!(decrypted(&key, &[1; 16], &sealed[..15]).is_err());
        assert!(decrypted(&key, &[1; 3], &sealed).is_err());
    }
}
