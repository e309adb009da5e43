//! Draws the question who can register.

use egui::Ui;

use crate::domain::registration::RegistrationPolicy;
use crate::screen::Busy;
use crate::screen::registration::policy::{Event, RegistrationPolicyScreen};

use crate::ui::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::button::link;
use crate::ui::widgets::card::{card, heading, submit, weak};
use crate::ui::widgets::checkbox::choice;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::panel::apart;

pub(crate) fn who_ui(
    ui: &mut Ui,
    screen: &mut RegistrationPolicyScreen,
    draw: &Draw<'_>,
) -> Option<Event> {
    let words = draw.words;
    let waiting = screen.busy(draw.now);
    card(ui, CARD_WIDTH, |ui| {
        heading(ui, &words.get("who-registers"));
        weak(ui, &words.get("who-registers-intro"));
        ui.add_space(GAP);
        apart(ui, |ui| {
            if let Some(error) = &screen.error {
                notice(ui, words, Kind::Error, &words.user_error(error));
                ui.add_space(GAP);
            }
        });
        for (_, mode) in RegistrationPolicy::WORDS {
            choice(ui, &mut screen.mode, mode, &words.registration_mode(mode));
        }
        let mut event = None;
        let (label, busy) = (words.get("codes-go-on"), words.get("account-busy"));
        if submit(ui, waiting, &label, &busy) {
            event = Some(Event::Submit);
        }
        let is_enabled = waiting < Busy::Shown && screen.error.is_some();
        if is_enabled && link(ui, &words.get("who-registers-later"), true).clicked() {
            event = Some(Event::Skip);
        }
        event
    })
}
