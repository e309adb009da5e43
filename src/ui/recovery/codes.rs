//! Draws recovery codes, and the ways to keep them.

use egui::{Frame, Margin, OutputCommand, RichText, Stroke, Ui};

use crate::domain::secret::Secret;
use crate::messages::{Message, Messages};
use crate::screen::recovery::codes::{CodesScreen, Event, Notice, Text};

use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP, RADIUS, SMALL_GAP, palette};
use crate::ui::widgets::button::{primary, secondary};
use crate::ui::widgets::card::card;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::text::{heading, weak};

/// Codes are wider than forms.
const WIDTH: f32 = CARD_WIDTH + 60.0;
/// How wide a code is, in sizes of its letters: a small window gets small letters, not two lines.
const CODE_WIDTH: f32 = 34.0 * 0.61;
/// The size of a code's letters where there is room.
const CODE_SIZE: f32 = 15.0;

pub(crate) fn codes_ui(ui: &mut Ui, screen: &mut CodesScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    card(ui, WIDTH, |ui| {
        heading(ui, &messages.get("codes-heading"));
        weak(ui, &messages.get("codes-intro"));
        ui.add_space(GAP);
        optional(ui, |ui| {
            if let Some(message) = &screen.notice {
                let (kind, message) = notice_message(messages, message);
                notice(ui, messages, kind, &message);
                ui.add_space(GAP);
            }
        });
        let palette = palette(ui.visuals());
        Frame::new()
            .fill(palette.background)
            .stroke(Stroke::new(1.0, palette.line))
            .corner_radius(RADIUS)
            .inner_margin(Margin::same(12))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = SMALL_GAP;
                let size = (ui.available_width() / CODE_WIDTH).min(CODE_SIZE);
                for code in &screen.codes {
                    let code = RichText::new(code.expose()).monospace().size(size);
                    ui.add(egui::Label::new(code).wrap());
                }
            });
        ui.add_space(SMALL_GAP);
        let mut event = None;
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, &messages.get("codes-copy"), true).clicked() {
                let text = text(draw, screen).expose().to_owned();
                ui.output_mut(|output| output.commands.push(OutputCommand::CopyText(text)));
                event = Some(Event::Copied);
            }
            if secondary(ui, &messages.get("codes-save"), true).clicked() {
                event = Some(Event::Save(Text(text(draw, screen))));
            }
            if secondary(ui, &messages.get("codes-print"), true).clicked() {
                event = Some(Event::Print(Text(text(draw, screen))));
            }
        });
        ui.add_space(SMALL_GAP);
        checkbox(
            ui,
            &mut screen.is_saved,
            &messages.get("codes-confirm"),
            true,
        );
        ui.add_space(SMALL_GAP);
        if primary(ui, &messages.get("codes-go-on"), screen.is_saved).clicked() {
            event = Some(Event::GoOn);
        }
        event
    })
}

/// The codes on a sheet of their own.
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
        Notice::Copied => (Kind::Success, messages.message("codes-copied", &[])),
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
