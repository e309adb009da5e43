//! Draws the recovery codes and the buttons that copy, save and print them.

use egui::{Frame, Margin, Stroke, Ui};

use crate::domain::secret::Secret;
use crate::messages::{Message, Messages};
use crate::screen::recovery::codes::{CodesScreen, Event, Notice};

use crate::ui::draw::Draw;
use crate::ui::theme::{BOX_RADIUS, CARD_WIDTH, GAP, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::{button_row, primary};
use crate::ui::widgets::card::card;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::copy_button::copy_result_ui;
use crate::ui::widgets::notice::{Kind, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::text::{heading, secret_text, weak};

/// The width of the card, in points: codes are wider than forms.
const WIDTH: f32 = CARD_WIDTH + 60.0;
/// The width of a code, as a multiple of its font size: a small window gets a small font, not two lines.
const CODE_WIDTH: f32 = 34.0 * 0.61;
/// The font size of a code where there is room, in points.
const CODE_SIZE: f32 = 15.0;

pub(crate) fn codes_ui(
    ui: &mut Ui,
    screen: &mut CodesScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    card(ui, WIDTH, |ui| {
        heading(ui, &messages.get("codes-heading"));
        weak(ui, &messages.get("codes-intro"));
        ui.add_space(GAP);
        optional(ui, |ui| {
            if let Some(message) = &screen.notice {
                let (kind, message) = notice_message(messages, message);
                notice_above(ui, messages, kind, &message);
            }
        });
        copy_result_ui(ui, draw);
        let palette = palette(ui.visuals());
        Frame::new()
            .fill(palette.soft)
            .stroke(Stroke::new(1.0, palette.line))
            .corner_radius(BOX_RADIUS)
            .inner_margin(Margin::same(12))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = SMALL_GAP;
                let size = (ui.available_width() / CODE_WIDTH).min(CODE_SIZE);
                for code in &screen.codes {
                    secret_text(ui, TextRole::code(ui, code.expose(), size));
                }
            });
        ui.add_space(SMALL_GAP);
        let buttons = [
            ("codes-copy", None),
            ("codes-save", Some(Event::Save as fn(Secret) -> Event)),
            ("codes-print", Some(Event::Print as fn(Secret) -> Event)),
        ];
        let event = match button_row(ui, messages, true, buttons) {
            None => None,
            Some(Some(event)) => Some(event(text(draw, screen))),
            Some(None) => {
                draw.copied_secret = Some(text(draw, screen));
                None
            }
        };
        ui.add_space(SMALL_GAP);
        let label = messages.get("codes-confirm");
        checkbox(ui, &mut screen.is_saved, &label, true);
        ui.add_space(SMALL_GAP);
        let go_on = primary(ui, &messages.get("codes-continue"), screen.is_saved);
        go_on.clicked().then_some(Event::GoOn).or(event)
    })
}

/// Returns the codes with a heading, as they are copied, saved and printed.
fn text(draw: &Draw<'_>, screen: &CodesScreen) -> Secret {
    let (messages, app) = (draw.messages, draw.app());
    let values = [
        ("username", screen.username.as_str().into()),
        ("app", app.into()),
    ];
    let message = messages.message("codes-text", &values);
    let mut out = Secret::default();
    let codes = screen.codes.iter().flat_map(|code| [code.expose(), "\n"]);
    let before = [
        message.summary.as_str(),
        "\n",
        message.help.as_str(),
        "\n\n",
    ];
    for part in before.into_iter().chain(codes) {
        let end = out.expose().len();
        out.insert(end, part);
    }
    out
}

fn notice_message(messages: &Messages, notice: &Notice) -> (Kind, Message) {
    match notice {
        Notice::Printed => (Kind::Success, messages.message("codes-printed", &[])),
        Notice::Saved(path) => {
            let path = ("path", path.as_str().into());
            (Kind::Success, messages.message("codes-saved", &[path]))
        }
        Notice::NotSaved(error) => {
            let reason = ("reason", error.0.as_str().into());
            (Kind::Error, messages.message("codes-not-saved", &[reason]))
        }
        Notice::NotPrinted(error) => {
            let reason = ("reason", error.0.as_str().into());
            (
                Kind::Error,
                messages.message("codes-not-printed", &[reason]),
            )
        }
    }
}
