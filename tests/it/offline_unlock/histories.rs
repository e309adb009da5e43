//! Random histories of outages, locks and passwords.

use egui_authenticator::service::account::AccountError;
use proptest::prelude::*;

use super::{lock, outcome, remote, unavailable, unlock};
use crate::harness::BOB;

/// What happens to a window.
#[derive(Clone, Copy, Debug)]
enum Step {
    Down,
    Up,
    Lock,
    Right,
    Wrong,
    Wait(u16),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Down),
        1 => Just(Step::Up),
        3 => Just(Step::Lock),
        2 => Just(Step::Right),
        3 => Just(Step::Wrong),
        1 => (0..600_u16).prop_map(Step::Wait),
    ]
}

/// What is expected of the window.
#[derive(Default)]
struct Model {
    is_down: bool,
    is_locked: bool,
    /// Wrong passwords since the last right one that the store has checked.
    wrong: u32,
    /// Of those, the ones that were looked at without the store.
    offline: u32,
    /// Seconds since the last contact.
    away: i64,
}

impl Model {
    /// What a password does that is entered during an outage.
    fn offline(&mut self, is_right: bool) -> Result<bool, AccountError> {
        if !self.is_locked || self.away >= 15 * 60 {
            return unavailable();
        }
        if self.wrong >= 5 {
            return Err(AccountError::OfflineTries);
        }
        if !is_right {
            self.wrong += 1;
            self.offline += 1;
            return Err(AccountError::Wrong);
        }
        self.is_locked = false;
        Ok(true)
    }

    /// Takes in what the store has said to a password.
    fn online(&mut self, said: &Result<bool, AccountError>) {
        match said {
            Ok(_) => (self.is_locked, self.wrong, self.offline) = (false, 0, 0),
            Err(AccountError::Wrong) => self.wrong = self.wrong.saturating_add(1),
            Err(AccountError::Locked(_)) => self.wrong = u32::MAX,
            Err(error) => panic!("{error:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn r20_no_history_of_outages_and_locks_has_more_than_five_guesses_or_unlocks_without_the_password(
        steps in proptest::collection::vec(step(), 1..60)
    ) {
        let (desk, store) = remote();
        let mut session = desk.sign_in(BOB).expect("in");
        let mut model = Model::default();
        for step in steps {
            match step {
                Step::Down => {
                    store.set_down(true);
                    model.is_down = true;
                }
                Step::Up => {
                    store.set_down(false);
                    prop_assert!(desk.service.sessions().refresh(&session).is_ok());
                    (model.is_down, model.away) = (false, 0);
                }
                Step::Lock => {
                    lock(&desk, &session);
                    model.is_locked = true;
                }
                Step::Wait(seconds) => {
                    desk.clock.advance(seconds.into());
                    if !model.is_down {
                        prop_assert!(desk.service.sessions().refresh(&session).is_ok());
                    }
                    model.away += if model.is_down { i64::from(seconds) } else { 0 };
                }
                Step::Right | Step::Wrong => {
                    let is_right = matches!(step, Step::Right);
                    let unlocked = unlock(&desk, &session, if is_right { BOB.1 } else { "guess" });
                    if let Ok(unlocked) = &unlocked {
                        prop_assert!(is_right);
                        prop_assert_eq!(unlocked.is_by_quick_unlock(), model.is_down);
                        session = unlocked.clone();
                    }
                    let said = outcome(unlocked);
                    if model.is_down {
                        prop_assert_eq!(said, model.offline(is_right));
                    } else {
                        model.online(&said);
                    }
                    prop_assert!(model.offline <= 5);
                }
            }
        }
    }
}
