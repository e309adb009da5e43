//! Values of settings without their types, as a file, a form or a command line has them.

use std::fmt;

use crate::domain::appearance::Accent;
use crate::domain::hashing::Algorithm;
use crate::domain::language::Language;
use crate::domain::name_list::{joined, split};
use crate::domain::quick_rule::BadgeUse;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::Role;
use crate::domain::settings::{ALL_USERS, RoleList};
use crate::domain::update_source::{ManifestAddress, ManifestKey};

/// The value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingValue {
    /// No value: the default.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text or a word.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

impl fmt::Display for SettingValue {
    /// Writes the value as it is typed into a form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::List(items) => f.write_str(&joined(items.iter().map(String::as_str))),
        }
    }
}

/// Which values a setting accepts.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum SettingKind {
    /// A text.
    Text,
    /// The path of a file, which may be relative to the folder of the configuration file.
    File,
    /// Yes or no.
    Flag,
    /// A colour, as in HTML.
    Color,
    /// A whole number in a range.
    Number {
        /// Lowest value.
        min: u32,
        /// Highest value.
        max: u32,
    },
    /// A number of days up to this one; fractions are allowed.
    Days(u32),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// Names of roles.
    Roles {
        /// Whether `*` stands for all users.
        with_all: bool,
    },
}

impl SettingKind {
    /// Reads what a user typed. Returns `None` if it is not acceptable.
    pub(crate) fn parse(self, text: &str) -> Option<SettingValue> {
        let text = text.trim();
        Some(match self {
            Self::Flag => SettingValue::Flag(text.parse().ok()?),
            // Only an optional number has a value then.
            Self::Number { .. } if text.is_empty() => SettingValue::Nothing,
            Self::Number { min, max } => {
                let number = text.parse().ok();
                SettingValue::Number(number.filter(|number| (min..=max).contains(number))?.into())
            }
            Self::Days(max) => {
                let days = text.parse().ok();
                let is_in_range = |days: &f64| (0.0..=f64::from(max)).contains(days);
                SettingValue::Number(days.filter(is_in_range)?)
            }
            Self::Texts => {
                let items = text.split([',', ';', ' ']).map(str::trim);
                let items = items.filter(|item| !item.is_empty());
                SettingValue::List(items.map(ToOwned::to_owned).collect())
            }
            Self::Roles { .. } => SettingValue::List(split(text)),
            _ if text.is_empty() => SettingValue::Nothing,
            Self::Text | Self::File | Self::Color | Self::Word(_) => {
                SettingValue::Text(text.to_owned())
            }
        })
    }
}

/// Returns the words of a table of words and what they stand for.
pub(crate) const fn words<T: Copy, const N: usize>(
    table: &[(&'static str, T); N],
) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = table[at].0;
        at += 1;
    }
    words
}

/// A type that the value of a setting can have.
pub(crate) trait SettingType: Sized {
    fn to_value(&self) -> SettingValue;

    /// Returns `None` if the value has another type.
    fn of_value(value: &SettingValue) -> Option<Self>;
}

/// Implements [`SettingType`] for a type with one kind of values.
macro_rules! setting_type {
    ($type:ty, $variant:ident($inner:ident) => $of:expr, $to:expr) => {
        impl SettingType for $type {
            fn to_value(&self) -> SettingValue {
                let to: fn(&$type) -> _ = $to;
                SettingValue::$variant(to(self))
            }

            fn of_value(value: &SettingValue) -> Option<Self> {
                match value {
                    SettingValue::$variant($inner) => $of,
                    _ => None,
                }
            }
        }
    };
}

setting_type!(bool, Flag(flag) => Some(*flag), |flag| *flag);
setting_type!(f64, Number(number) => Some(*number), |number| *number);
setting_type!(u32, Number(number) => whole(*number), |number| f64::from(*number));
setting_type!(String, Text(text) => Some(text.clone()), Clone::clone);
setting_type!(Vec<String>, List(items) => Some(items.clone()), Clone::clone);
setting_type!(Accent, Text(text) => Self::parse(text), |accent| accent.to_html());
setting_type!(Language, Text(text) => of_word(&Self::WORDS, text), |language| language.tag().to_owned());
setting_type!(RegistrationPolicy, Text(text) => of_word(&Self::WORDS, text), |policy| policy.word().to_owned());
setting_type!(BadgeUse, Text(text) => of_word(&Self::WORDS, text), |badge| badge.word().to_owned());
setting_type!(ManifestAddress, Text(text) => Self::parse(text), |address| address.as_str().to_owned());
setting_type!(ManifestKey, Text(text) => Self::parse(text), ManifestKey::text);
setting_type!(Algorithm, Text(text) => of_word(&Self::WORDS, text), |algorithm| algorithm.word().to_owned());

setting_type!(Vec<Role>, List(items) => roles(items), |roles| {
    roles.iter().map(|role| role.as_str().to_owned()).collect()
});
setting_type!(RoleList, List(items) => role_list(items), |list| {
    let roles = list.roles.iter().map(Role::as_str);
    let all = list.all_users.then_some(ALL_USERS);
    roles.chain(all).map(ToOwned::to_owned).collect()
});

fn roles(names: &[String]) -> Option<Vec<Role>> {
    names.iter().map(|name| Role::parse(name)).collect()
}

fn role_list(names: &[String]) -> Option<RoleList> {
    let is_all = |name: &String| name == ALL_USERS;
    let named: Vec<_> = names.iter().filter(|name| !is_all(name)).cloned().collect();
    Some(RoleList {
        roles: roles(&named)?,
        all_users: names.iter().any(is_all),
    })
}

impl<T: SettingType> SettingType for Option<T> {
    fn to_value(&self) -> SettingValue {
        self.as_ref().map_or(SettingValue::Nothing, T::to_value)
    }

    fn of_value(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Nothing => Some(None),
            value => T::of_value(value).map(Some),
        }
    }
}

fn of_word<T: Copy>(table: &[(&'static str, T)], text: &str) -> Option<T> {
    let found = table.iter().find(|(word, _)| *word == text);
    found.map(|(_, meant)| *meant)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole, and in the range of the type"
)]
fn whole(number: f64) -> Option<u32> {
    let is_whole = (0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0;
    is_whole.then_some(number as u32)
}
