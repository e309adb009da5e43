//! Draws the choice of the registration policy.

use egui::{Key, Ui};

use crate::domain::registration::RegistrationPolicy;
use crate::screen::Busy;
use crate::screen::registration::policy::{Event, RegistrationPolicyScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP, SMALL_GAP};
use crate::ui::widgets::button::link;
use crate::ui::widgets::card::{CardHead, CardLayout, card};
use crate::ui::widgets::choice_card::choice_card;
use crate::ui::widgets::notice::{Kind, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::steps::Step;
use crate::ui::widgets::submit::submit;
use crate::ui::widgets::text::{heading, weak};

/// The width of the card, in points.
const WIDTH: f32 = CARD_WIDTH + 98.0;

pub(crate) fn registration_policy_ui(
    ui: &mut Ui,
    screen: &mut RegistrationPolicyScreen,
    draw: &Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let layout = CardLayout {
        head: Some(CardHead::Steps(Step::Register, messages)),
        ..WIDTH.into()
    };
    card(ui, layout, |ui| {
        heading(ui, &messages.get("registration-policy-heading"));
        weak(ui, &messages.get("registration-policy-intro"));
        ui.add_space(GAP);
        optional(ui, |ui| {
            if let Some(error) = &screen.error {
                notice_above(ui, messages, Kind::Error, &messages.user_error(error));
            }
        });
        let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
        let chosen = screen.mode;
        let mut is_entered = is_enter && ui.memory(|memory| memory.focused().is_none());
        for (_, mode) in RegistrationPolicy::WORDS {
            let (icon, help) = match mode {
                RegistrationPolicy::Closed => ("lock", "registration-closed-help"),
                RegistrationPolicy::Listed => ("mail", "registration-listed-help"),
                RegistrationPolicy::Approval => ("verified_user", "registration-approval-help"),
                RegistrationPolicy::Open => ("lock_open", "registration-open-help"),
            };
            let texts = (messages.registration_policy(mode), messages.get(help));
            let card = choice_card(ui, (&mut screen.mode, mode), icon, (&texts.0, &texts.1));
            if mode == chosen {
                is_entered |= is_enter && card.has_focus();
                if std::mem::take(&mut screen.wants_focus) {
                    card.request_focus();
                }
            }
            ui.add_space(SMALL_GAP - 4.0);
        }
        let labels = ["button-continue", "account-busy"];
        let event = submit(ui, busy, messages, labels, Event::Submit);
        let event = event.or(is_entered.then_some(Event::Submit));
        let can_skip = busy < Busy::Shown && screen.error.is_some();
        if can_skip && link(ui, &messages.get("registration-policy-later"), true).clicked() {
            return Some(Event::Skip);
        }
        event
    })
}
