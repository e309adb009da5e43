//! Asks for the password over whatever is open, before something that matters (R47).

use egui::{Frame, Id, Margin, Modal, Stroke, Ui};

use crate::screen::Busy;
use crate::screen::doing::{Asking, Event};

use super::Draw;
use super::card::{back, heading, submit, weak};
use super::field::{FieldLook, password_field};
use super::lock::field_error;
use super::notice::form_notice;
use super::theme::{CARD_WIDTH, GAP, RADIUS, palette};

pub(super) fn confirm_ui(ui: &Ui, asking: &mut Asking, draw: &mut Draw<'_>) -> Option<Event> {
    let palette = palette(ui.visuals());
    let frame = Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(RADIUS + 4)
        .inner_margin(Margin::same(16));
    let width = (ui.ctx().content_rect().width() - 4.0 * GAP).min(CARD_WIDTH - 2.0 * GAP);
    let modal = Modal::new(Id::unique("the password is asked for")).frame(frame);
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_width(width);
        form_ui(ui, asking, draw)
    });
    if modal.inner.is_none() && modal.should_close() {
        return Some(Event::Cancel);
    }
    modal.inner
}

fn form_ui(ui: &mut Ui, asking: &mut Asking, draw: &mut Draw<'_>) -> Option<Event> {
    let words = draw.words;
    let waiting = asking.busy(draw.now);
    heading(ui, &words.get("confirm-heading"));
    weak(ui, &words.get("account-confirm-intro"));
    ui.add_space(GAP);
    form_notice(ui, draw, asking.notice.as_ref());
    let look = FieldLook {
        label: &words.get("field-password"),
        error: asking.error.map(|error| field_error(words, error)),
        help: None,
        is_enabled: waiting < Busy::Shown,
        wants_focus: std::mem::take(&mut asking.wants_focus),
    };
    let done = password_field(ui, &mut asking.password, &look, words, draw.fields);
    let mut event = done.entered.then_some(Event::Submit);
    let (label, busy) = (words.get("account-confirm-button"), words.get("code-busy"));
    if submit(ui, waiting, &label, &busy) {
        event = Some(Event::Submit);
    }
    if back(ui, waiting, &words.get("account-cancel")) {
        event = Some(Event::Cancel);
    }
    event
}
