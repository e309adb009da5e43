//! Draws the signatures on the Activity page: whether all are as they were signed, and a list in which a click saves a sheet.

use egui::{Rect, Ui, vec2};

use crate::domain::signature::chain::Signature;
use crate::messages::{Message, Messages};
use crate::screen::audit::{ActivityScreen, Event};
use crate::service::signatures::records::SignatureCheck;

use crate::ui::draw::Draw;
use crate::ui::signing::meaning;
use crate::ui::theme::{DENSE_HEIGHT, NARROW_WIDTH, SMALL_GAP, palette};
use crate::ui::widgets::card::empty;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{Kind, notice_above};
use crate::ui::widgets::search_field::search_field;
use crate::ui::widgets::text::weak;
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, virtual_list};

/// The width of the field for a user, in points.
const USER: f32 = 200.0;
/// The height of a row, in points.
const ROW: f32 = 56.0;
/// The width of the number, in points.
const NUMBER: f32 = 56.0;
/// The share of the row that the names have in a wide window.
const NAMES: f32 = 0.45;

pub(crate) fn signatures_ui(
    ui: &mut Ui,
    screen: &mut ActivityScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let list = &screen.signatures;
    for error in list.not_read.iter().chain(&list.not_verified) {
        notice_above(ui, messages, Kind::Error, &messages.user_error(error));
    }
    if list.is_unverified() {
        let message = messages.message("signatures-unverified", &[]);
        notice_above(ui, messages, Kind::Warning, &message);
    }
    if let Some((check, at)) = &list.check {
        let time = messages.local_time(at.at, draw.clock, &at.zone);
        check_ui(ui, check, time, messages);
    }
    let signatures = list.signatures.as_ref()?;
    if signatures.is_empty() {
        empty(
            ui,
            Scene::NoActivity,
            &messages.message("signatures-none", &[]),
        );
        return None;
    }
    let hint = messages.get("activity-user");
    let size = vec2(USER.min(ui.available_width()), DENSE_HEIGHT);
    let fields = &mut draw.cache.fields;
    search_field(ui, &mut screen.user, (&hint, messages), size, fields);
    ui.add_space(SMALL_GAP);
    weak(ui, &messages.get("signatures-save"));
    let shown = screen.signatures.of(&screen.user);
    if shown.is_empty() {
        empty(ui, Scene::NoMatch, &messages.message("users-no-match", &[]));
        return None;
    }
    let list = (shown.len(), ROW);
    let row = |ui: &mut Ui, at: usize, area: Rect| {
        let (number, signature) = shown.get(at)?;
        let (number_area, rest) = area.split_left_right_at_x(area.left() + NUMBER);
        cell(ui, &number.to_string(), number_area, CellStyle::Weak);
        let Some(signature) = signature else {
            let damaged = broken(*number, messages).summary;
            let colour = palette(ui.visuals()).error.text;
            cell(ui, &damaged, rest, CellStyle::Coloured(colour));
            return Some(damaged);
        };
        row_ui(ui, signature, rest, messages);
        Some(signature.to_string())
    };
    let clicked = virtual_list(ui, "signatures", ListKind::Selectable, list, row)?;
    let (number, _) = shown.get(clicked)?;
    Some(Event::SaveSheet(*number))
}

fn broken(number: i64, messages: &Messages) -> Message {
    let number = [("number", number.to_string().into())];
    messages.message("signatures-broken", &number)
}

/// Draws whether all signatures were as they were signed, at this time.
fn check_ui(ui: &mut Ui, check: &SignatureCheck, time: String, messages: &Messages) {
    if let Some(number) = check.broken {
        notice_above(ui, messages, Kind::Error, &broken(number, messages));
    }
    if !check.is_good() && check.unrecorded > 0 {
        let count = [("count", check.unrecorded.to_string().into())];
        let message = messages.message("signatures-unrecorded", &count);
        notice_above(ui, messages, Kind::Error, &message);
    }
    if check.is_good() && check.end.number > 0 {
        let message = messages.message("signatures-unchanged", &[("time", time.into())]);
        notice_above(ui, messages, Kind::Success, &message);
    }
}

/// Draws who signed when, and beside or below it what.
fn row_ui(ui: &Ui, signature: &Signature, rest: Rect, messages: &Messages) {
    let signed = &signature.signed;
    let who = format!("{} ({})", signed.name, signed.username);
    let when = signed.local_time().replace('T', " ");
    let what = format!("{}: {}", meaning(&signed.meaning, messages), signed.text);
    let (who_area, what_area) = if rest.width() < NARROW_WIDTH {
        rest.split_top_bottom_at_fraction(0.5)
    } else {
        rest.split_left_right_at_fraction(NAMES)
    };
    if rest.width() < NARROW_WIDTH {
        cell(ui, &who, who_area, CellStyle::Plain);
    } else {
        let (who_area, when_area) = who_area.split_top_bottom_at_fraction(0.5);
        cell(ui, &who, who_area, CellStyle::Plain);
        cell(ui, &when, when_area, CellStyle::Weak);
    }
    cell(ui, &what, what_area, CellStyle::Plain);
}
