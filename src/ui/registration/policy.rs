//! Draws the question who can register.

use egui::Ui;

use crate::domain::registration::RegistrationPolicy;
use crate::screen::Busy;
use crate::screen::registration::policy::{Event, RegistrationPolicyScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::button::link;
use crate::ui::widgets::card::card;
use crate::ui::widgets::checkbox::radio_button;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::submit::submit;
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn registration_policy_ui(
    ui: &mut Ui,
    screen: &mut RegistrationPolicyScreen,
    draw: &Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    card(ui, CARD_WIDTH, |ui| {
        heading(ui, &messages.get("who-registers"));
        weak(ui, &messages.get("who-registers-intro"));
        ui.add_space(GAP);
        optional(ui, |ui| {
            if let Some(error) = &screen.error {
                notice(ui, messages, Kind::Error, &messages.user_error(error));
                ui.add_space(GAP);
            }
        });
        for (_, mode) in RegistrationPolicy::WORDS {
            radio_button(
                ui,
                &mut screen.mode,
                mode,
                &messages.registration_mode(mode),
            );
        }
        let mut event = None;
        let (label, busy_label) = (messages.get("codes-go-on"), messages.get("account-busy"));
        if submit(ui, busy, &label, &busy_label) {
            event = Some(Event::Submit);
        }
        let is_enabled = busy < Busy::Shown && screen.error.is_some();
        if is_enabled && link(ui, &messages.get("who-registers-later"), true).clicked() {
            event = Some(Event::Skip);
        }
        event
    })
}
