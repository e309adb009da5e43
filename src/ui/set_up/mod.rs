//! Draws the set-up form.

pub(crate) mod broken;
pub(crate) mod start;

use egui::Ui;

use crate::screen::Busy;
use crate::screen::form::field::Field;
use crate::screen::set_up::{Event, SetUpScreen};

use crate::ui::app::language::{form_card, head_ui};
use crate::ui::draw::Draw;
use crate::ui::slots::slot;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::card::{CardHead, CardLayout};
use crate::ui::widgets::form::new_user_fields;
use crate::ui::widgets::illustration::mark_ui;
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::steps::Step;
use crate::ui::widgets::submit::{cancel, submit};
use crate::ui::widgets::text::weak;

/// The width of the card, in points.
const WIDTH: f32 = CARD_WIDTH + 58.0;

pub(crate) fn set_up_ui(
    ui: &mut Ui,
    screen: &mut SetUpScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let layout = CardLayout {
        head: Some(CardHead::Steps(Step::You, messages)),
        ..WIDTH.into()
    };
    form_card(ui, layout, draw, |ui, draw| {
        let app = draw.app();
        let title = messages.with("set-up-heading", &[("app", app.into())]);
        head_ui(ui, (&title, None), draw, |ui, draw| {
            if !slot(ui, &mut draw.slots.logo) {
                mark_ui(ui);
            }
        });
        weak(ui, &messages.get("set-up-intro"));
        ui.add_space(GAP);
        let event = fields_ui(ui, screen, draw, busy < Busy::Shown);
        form_notice(ui, draw, screen.form.notice.as_ref());
        let labels = ["set-up-button", "button-creating"];
        let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
        cancel(ui, busy, messages, Event::Cancel).or(event)
    })
}

fn fields_ui(
    ui: &mut Ui,
    screen: &mut SetUpScreen,
    draw: &mut Draw<'_>,
    is_enabled: bool,
) -> Option<Event> {
    let events = [Event::PasswordEdited, Event::Submit, Event::Suggest];
    let (event, changed) = new_user_fields(ui, &mut screen.form, is_enabled, events, draw);
    event.or(match changed {
        Some(Field::FullName) => Some(Event::NameEdited),
        Some(Field::Username) => Some(Event::UsernameEdited),
        _ => None,
    })
}
