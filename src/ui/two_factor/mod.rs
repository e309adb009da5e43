//! The picture and the key of a second factor that is being set up, and the field for its code.

use egui::{Color32, OutputCommand, Rect, Sense, Ui, Vec2, pos2, vec2};
use qrcode::{Color, QrCode};

use crate::domain::secret::Secret;
use crate::messages::Messages;
use crate::service::two_factor::Enrolment;

use crate::ui::Draw;
use crate::ui::theme::{CARD_WIDTH, CONTROL_HEIGHT, GAP, SMALL_GAP};
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::card::weak;
use crate::ui::widgets::field::{FieldOptions, FieldResponse, code_field};

/// The width of the picture, in points, with the white around it that cameras need.
const PICTURE: f32 = 210.0;
/// The width of the card that it stands on.
pub(crate) const ENROLMENT_WIDTH: f32 = CARD_WIDTH + 60.0;
/// The least room for the key beside the picture.
const KEY: f32 = 170.0;
/// How many squares of white stand around it (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// The picture of an address.
pub(crate) struct Picture {
    uri: Secret,
    width: usize,
    dark: Vec<bool>,
}

impl Picture {
    fn of(uri: Secret) -> Option<Self> {
        let code = QrCode::new(uri.expose()).ok()?;
        let colours = code.to_colors();
        Some(Self {
            width: code.width(),
            dark: colours.iter().map(|c| *c == Color::Dark).collect(),
            uri,
        })
    }
}

/// Draws what is needed to set the app up, and the field for its code.
pub(crate) fn enrolment_ui(
    ui: &mut Ui,
    enrolment: &Enrolment,
    code: &mut Secret,
    (error, is_enabled, wants_focus): (Option<String>, bool, bool),
    draw: &mut Draw<'_>,
) -> FieldResponse {
    let words = draw.words;
    weak(ui, &words.get("two-step-scan"));
    ui.add_space(SMALL_GAP);
    let uri = enrolment.uri(&draw.app());
    let is_drawn = |picture: &Picture| picture.uri.expose() == uri.expose();
    if !draw.picture.as_ref().is_some_and(is_drawn) {
        *draw.picture = Picture::of(uri);
    }
    let label = words.get("two-step-picture");
    let picture = draw.picture.as_ref();
    if ui.available_width() < PICTURE + KEY {
        if let Some(picture) = picture {
            ui.vertical_centered(|ui| picture_ui(ui, picture, &label));
        }
        ui.add_space(SMALL_GAP);
        key_ui(ui, enrolment, is_enabled, words);
    } else {
        ui.horizontal_top(|ui| {
            if let Some(picture) = picture {
                picture_ui(ui, picture, &label);
            }
            ui.add_space(SMALL_GAP);
            ui.vertical(|ui| key_ui(ui, enrolment, is_enabled, words));
        });
    }
    ui.add_space(GAP);
    // Where there is room for one of them only, what is to be scanned comes before the field.
    let below = ui.cursor().top() + 2.0 * CONTROL_HEIGHT;
    let wants_focus = wants_focus && (error.is_some() || below < ui.clip_rect().bottom());
    let look = FieldOptions {
        label: &words.get("two-step-code"),
        error,
        help: None,
        is_enabled,
        wants_focus,
    };
    code_field(ui, code, &look, draw.fields)
}

/// The key, for those who cannot scan it.
fn key_ui(ui: &mut Ui, enrolment: &Enrolment, is_enabled: bool, words: &Messages) {
    let key = enrolment.key_text();
    ui.label(egui::RichText::new(words.get("two-step-key").as_ref()).strong());
    ui.add(egui::Label::new(egui::RichText::new(key.expose()).monospace()).wrap());
    ui.add_space(SMALL_GAP);
    if secondary(ui, &words.get("two-step-copy"), is_enabled).clicked() {
        let text = key.expose().replace(' ', "");
        ui.output_mut(|output| output.commands.push(OutputCommand::CopyText(text)));
    }
}

/// Black on white whatever the theme is: cameras read nothing else well.
fn picture_ui(ui: &mut Ui, picture: &Picture, label: &str) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(PICTURE), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, label));
    let painter = ui.painter();
    painter.rect_filled(rect, 8, Color32::WHITE);
    #[expect(clippy::cast_precision_loss, reason = "at most 185 squares")]
    let place = |squares: usize| squares as f32 * PICTURE / (picture.width + 2 * QUIET) as f32;
    for (row, line) in picture.dark.chunks(picture.width).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run[0] {
                let corner = pos2(place(column + QUIET), place(row + QUIET));
                let size = vec2(place(run.len()), place(1));
                let square = Rect::from_min_size(rect.min + corner.to_vec2(), size);
                painter.rect_filled(square, 0, Color32::BLACK);
            }
            column += run.len();
        }
    }
}
