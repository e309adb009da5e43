//! Draws the lock screen, and the warning before a window locks automatically.

use std::time::Duration;

use egui::{Context, Ui};

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::busy::BUSY_AFTER;
use crate::screen::lock::{Event, LockScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::button::link;
use crate::ui::widgets::card::card;
use crate::ui::widgets::field::FieldOptions;
use crate::ui::widgets::form::field_error;
use crate::ui::widgets::illustration::mark_ui;
use crate::ui::widgets::notice::{Kind, countdown, floating, form_notice, notice_above};
use crate::ui::widgets::password_field::password_field;
use crate::ui::widgets::submit::{busy_indicator, busy_indicator_width, cancel, submit};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn lock_ui(ui: &mut Ui, screen: &mut LockScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let locking = screen.locking(draw.now);
    if locking.is_busy() {
        locking_ui(ui, locking, messages);
        return None;
    }
    let busy = screen.busy(draw.now);
    card(ui, CARD_WIDTH, |ui| {
        mark_ui(ui);
        let name = screen.session_view.session.user().display_name();
        heading(ui, &messages.with("lock-heading", &[("name", name.into())]));
        weak(ui, &messages.get("lock-intro"));
        ui.add_space(GAP);
        if screen.is_unmarked {
            let message = messages.message("lock-unmarked", &[]);
            notice_above(ui, messages, Kind::Warning, &message);
        }
        form_notice(ui, draw, screen.notice.as_ref());
        let options = FieldOptions {
            error: screen.error.map(|error| field_error(messages, error)),
            is_enabled: busy < Busy::Shown,
            wants_focus: std::mem::take(&mut screen.wants_focus),
            ..FieldOptions::new(messages.get("field-password"))
        };
        let field = password_field(
            ui,
            &mut screen.password,
            &options,
            messages,
            &mut draw.cache.fields,
        );
        let event = field.entered.then_some(Event::Submit);
        let labels = ["lock-unlock", "code-busy"];
        let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
        let event = cancel(ui, busy, messages, Event::Cancel).or(event);
        let switch = link(ui, &messages.get("lock-switch"), busy < Busy::Shown);
        switch.clicked().then_some(Event::Switch).or(event)
    })
}

/// Draws nothing at first, as storing the lock is quick.
fn locking_ui(ui: &mut Ui, busy: Busy, messages: &Messages) {
    if busy < Busy::Shown {
        return ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    ui.add_space(ui.available_height() / 3.0);
    ui.vertical_centered(|ui| {
        let text = messages.get("lock-busy");
        ui.set_max_width(busy_indicator_width(ui, &text));
        busy_indicator(ui, &text);
    });
}

/// Draws the warning above everything else.
pub(crate) fn warning_ui(ctx: &Context, messages: &Messages, left: Duration) {
    floating(ctx, "the window will lock", |ui| {
        let message = |left| messages.locking(left);
        countdown(ui, messages, (Kind::Warning, left), &message);
    });
}
