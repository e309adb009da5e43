//! Draws the QR code and the key to set up two-step sign-in, and the field for the first code.

use egui::{Sense, Ui};

use crate::domain::secret::Secret;
use crate::service::two_factor::Enrolment;

use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, CONTROL_HEIGHT, GAP, SMALL_GAP, TextRole};
use crate::ui::widgets::cells_field::cells_field;
use crate::ui::widgets::copy_button::copy_button;
use crate::ui::widgets::field::{FieldOptions, FieldResponse};
use crate::ui::widgets::qr_code::{QrPicture, SIDE, qr_code_ui};
use crate::ui::widgets::text::{label, secret_text, weak};

/// The width of the card, in points.
pub(crate) const ENROLMENT_WIDTH: f32 = CARD_WIDTH + 60.0;
/// The least width of the key beside the QR code, in points.
const KEY: f32 = 170.0;

/// Draws the QR code, the key and the field for the code.
pub(crate) fn enrolment_ui(
    ui: &mut Ui,
    enrolment: &Enrolment,
    code: &mut Secret,
    options: FieldOptions<'_>,
    draw: &mut Draw<'_>,
) -> FieldResponse {
    let messages = draw.messages;
    weak(ui, &messages.get("two-step-scan"));
    ui.add_space(SMALL_GAP);
    let uri = enrolment.uri(&draw.app());
    let is_drawn = |picture: &QrPicture| picture.is_of(&uri);
    if !draw.cache.qr_picture.as_ref().is_some_and(is_drawn) {
        draw.cache.qr_picture = QrPicture::new(uri);
    }
    let label = messages.get("two-step-picture");
    let mut above = None;
    if ui.available_width() < SIDE + KEY {
        if let Some(picture) = &draw.cache.qr_picture {
            let stop = Sense::focusable_noninteractive();
            let drawn = ui.vertical_centered(|ui| qr_code_ui(ui, picture, &label, stop));
            above = Some(drawn.inner);
        }
        ui.add_space(SMALL_GAP);
        key_ui(ui, enrolment, options.is_enabled, draw);
    } else {
        ui.horizontal_top(|ui| {
            if let Some(picture) = &draw.cache.qr_picture {
                qr_code_ui(ui, picture, &label, Sense::hover());
            }
            ui.add_space(SMALL_GAP);
            ui.vertical(|ui| key_ui(ui, enrolment, options.is_enabled, draw));
        });
    }
    ui.add_space(GAP);
    // In a window with room for one of them only, the QR code has the focus, and with it stays in view.
    let below = ui.cursor().top() + 2.0 * CONTROL_HEIGHT;
    let is_wanted = options.error.is_some() || below < ui.clip_rect().bottom();
    if let Some(picture) = above.filter(|_| options.wants_focus && !is_wanted) {
        picture.request_focus();
    }
    let options = FieldOptions {
        label: messages.get("two-step-code"),
        wants_focus: options.wants_focus && is_wanted,
        ..options
    };
    cells_field(ui, code, &options, &mut draw.cache.fields)
}

/// Draws the key, for users who cannot scan the QR code.
fn key_ui(ui: &mut Ui, enrolment: &Enrolment, is_enabled: bool, draw: &mut Draw<'_>) {
    let messages = draw.messages;
    let key = enrolment.key_text();
    label(ui, &messages.get("two-step-key"));
    secret_text(ui, TextRole::Mono.text(ui, key.expose()));
    ui.add_space(SMALL_GAP);
    let without_spaces = || Secret::new(key.expose().replace(' ', ""));
    copy_button(ui, draw, "two-step-copy", is_enabled, without_spaces);
}
