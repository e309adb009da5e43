//! A password that is being chosen: what was typed, how strong it is, and a passphrase on demand.
//!
//! The strength is found out off the window's thread, one command at a time: what is typed meanwhile
//! is rated when the output is there.

use crate::domain::password::Strength;
use crate::domain::secret::Secret;
use crate::service::account::commands::{RatePassword, SuggestPassphrase};
use crate::service::command::Finished;

use crate::screen::effects::{Effects, Pending};
use crate::screen::form::password_input::PasswordInput;

/// A password that is being chosen.
#[derive(Default)]
pub struct NewPassword {
    /// What was typed.
    pub input: PasswordInput,
    strength: Option<Strength>,
    own_words: Vec<String>,
    rating: Pending<RatePassword>,
    is_newer: bool,
    suggesting: Pending<SuggestPassphrase>,
}

impl NewPassword {
    /// Returns what was typed.
    #[must_use]
    pub fn text(&self) -> &Secret {
        &self.input.text
    }

    /// Returns how strong what was typed is, once it is known.
    #[must_use]
    pub fn strength(&self) -> Option<Strength> {
        self.strength.filter(|_| !self.input.text.is_empty())
    }

    /// Moves the password out, and hides the field again.
    #[must_use]
    pub fn submit(&mut self) -> Secret {
        self.strength = None;
        self.input.submit()
    }

    /// Hides the field again, and returns a copy of the password, which stays in case another field is refused.
    #[must_use]
    pub fn masked(&mut self) -> Secret {
        self.input.masked()
    }

    /// Wipes the password, and hides the field again.
    pub fn clear(&mut self) {
        self.strength = None;
        self.input.clear();
    }

    /// Rates what was typed; `own_words` are the user's name, address and the like so far.
    pub fn edited(&mut self, own_words: Vec<String>, effects: &mut Effects) {
        self.own_words = own_words;
        self.is_newer = self.rating.is_waiting();
        if !self.is_newer {
            self.rate(effects);
        }
    }

    /// Asks for a passphrase.
    pub fn suggest(&mut self, effects: &mut Effects) {
        self.suggesting = effects.start(SuggestPassphrase);
    }

    /// Takes in a rating or a passphrase.
    pub fn on_finished(&mut self, finished: &mut Finished, effects: &mut Effects) {
        if let Some(strength) = self.rating.take(finished) {
            self.strength = Some(strength);
            if std::mem::take(&mut self.is_newer) && !self.input.text.is_empty() {
                self.rate(effects);
            }
        }
        if let Some(Some(passphrase)) = self.suggesting.take(finished) {
            self.input.suggest(passphrase);
            self.edited(self.own_words.clone(), effects);
        }
    }

    fn rate(&mut self, effects: &mut Effects) {
        self.rating = effects.start(RatePassword {
            password: self.input.text.copied(),
            own_words: self.own_words.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_rating_is_under_way_at_a_time_and_the_last_text_is_rated() {
        let (mut field, mut effects) = (NewPassword::default(), Effects::default());
        field.input.text = Secret::new("a".to_owned());
        field.edited(Vec::new(), &mut effects);
        let first = effects.take_jobs().remove(0);
        field.input.text = Secret::new("ab".to_owned());
        field.edited(Vec::new(), &mut effects);
        assert!(effects.take_jobs().is_empty());
        let mut rated = Finished::new::<RatePassword>(first.ticket(), Ok(Strength::VeryWeak));
        field.on_finished(&mut rated, &mut effects);
        assert!(effects.take_jobs().remove(0).is::<RatePassword>());
    }

    #[test]
    fn a_suggestion_is_shown_and_rated_and_an_old_one_changes_nothing() {
        let (mut field, mut effects) = (NewPassword::default(), Effects::default());
        field.suggest(&mut effects);
        let ticket = effects.take_jobs().remove(0).ticket();
        let suggested = |text: &str| {
            let passphrase = Some(Secret::new(text.to_owned()));
            Finished::new::<SuggestPassphrase>(ticket, Ok(passphrase))
        };
        field.on_finished(&mut suggested("six words in a row now"), &mut effects);
        assert_eq!(effects.take_jobs().len(), 1);
        assert!(field.input.is_revealed);
        field.on_finished(&mut suggested("other"), &mut effects);
        assert_eq!(field.text().expose(), "six words in a row now");
    }
}
