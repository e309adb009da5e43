//! A password that is being chosen: what was typed, how strong it is, and a passphrase on demand.
//!
//! How strong it is is found out off the window's thread, one question at a time: what is typed
//! meanwhile is asked about when the answer is there.

use crate::domain::password::Strength;
use crate::domain::secret::Secret;
use crate::service::request::{Reply, Request};

use crate::screen::form::password_input::PasswordInput;
use crate::screen::{Ask, Ticket, Tickets};

/// A password that is being chosen.
#[derive(Default)]
pub struct NewPassword {
    /// What was typed.
    pub input: PasswordInput,
    strength: Option<Strength>,
    own: Vec<String>,
    rating: Option<Ticket>,
    is_newer: bool,
    suggesting: Option<Ticket>,
}

impl NewPassword {
    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &Secret {
        &self.input.text
    }

    /// How strong what was typed is, once it is known.
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

    /// Wipes the password, and hides the field again.
    pub fn clear(&mut self) {
        self.strength = None;
        self.input.clear();
    }

    /// Something was typed; `own` are the person's own words so far.
    pub fn edited(&mut self, own: Vec<String>, tickets: &mut Tickets) -> Vec<Ask> {
        self.own = own;
        self.is_newer = self.rating.is_some();
        if self.is_newer {
            return Vec::new();
        }
        vec![self.rate(tickets)]
    }

    /// A passphrase is wanted.
    pub fn suggest(&mut self, tickets: &mut Tickets) -> Vec<Ask> {
        let ask = tickets.ask(Request::Suggest);
        self.suggesting = Some(ask.ticket);
        vec![ask]
    }

    /// Takes in an answer; gives it back when it is none to a question of this field.
    ///
    /// # Errors
    /// The reply, when it is somebody else's.
    pub fn on_reply(
        &mut self,
        ticket: Ticket,
        reply: Reply,
        tickets: &mut Tickets,
    ) -> Result<Vec<Ask>, Box<Reply>> {
        match reply {
            Reply::Rated(strength) => {
                if self.rating == Some(ticket) {
                    self.rating = None;
                    self.strength = Some(strength);
                    if std::mem::take(&mut self.is_newer) && !self.input.text.is_empty() {
                        return Ok(vec![self.rate(tickets)]);
                    }
                }
                Ok(Vec::new())
            }
            Reply::Suggested(passphrase) => {
                if self.suggesting == Some(ticket)
                    && let Some(passphrase) = passphrase
                {
                    self.suggesting = None;
                    self.input.text = passphrase;
                    // It has to be read to be learned.
                    self.input.is_revealed = true;
                    return Ok(self.edited(self.own.clone(), tickets));
                }
                Ok(Vec::new())
            }
            other => Err(Box::new(other)),
        }
    }

    fn rate(&mut self, tickets: &mut Tickets) -> Ask {
        let ask = tickets.ask(Request::Rate {
            password: self.input.text.copied(),
            own: self.own.clone(),
        });
        self.rating = Some(ask.ticket);
        ask
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_question_is_under_way_at_a_time_and_the_last_text_is_asked_about() {
        let (mut field, mut tickets) = (NewPassword::default(), Tickets::default());
        field.input.text = Secret::new("a".to_owned());
        let first = field.edited(Vec::new(), &mut tickets).remove(0);
        field.input.text = Secret::new("ab".to_owned());
        assert!(field.edited(Vec::new(), &mut tickets).is_empty());
        let rated = Reply::Rated(Strength::VeryWeak);
        let asks = field.on_reply(first.ticket, rated, &mut tickets);
        let Ok([Ask { request, .. }]) = asks.as_deref() else {
            panic!("not asked again")
        };
        assert!(matches!(request, Request::Rate { password, .. } if password.expose() == "ab"));
    }

    #[test]
    fn a_suggestion_is_shown_and_rated_and_an_old_answer_changes_nothing() {
        let (mut field, mut tickets) = (NewPassword::default(), Tickets::default());
        let ask = field.suggest(&mut tickets).remove(0);
        let suggested = |text: &str| Reply::Suggested(Some(Secret::new(text.to_owned())));
        let asks = field.on_reply(
            ask.ticket,
            suggested("six words in a row now"),
            &mut tickets,
        );
        assert_eq!(asks.map(|asks| asks.len()).ok(), Some(1));
        assert!(field.input.is_revealed);
        assert!(
            field
                .on_reply(ask.ticket, suggested("other"), &mut tickets)
                .is_ok()
        );
        assert_eq!(field.text().expose(), "six words in a row now");
    }
}
