//! QR codes.

use egui::{Color32, Rect, Response, Sense, Ui, Vec2, pos2, vec2};
use qrcode::{Color, QrCode};

use crate::domain::secret::Secret;

use crate::ui::widgets::capture::note_secret;
use crate::ui::widgets::focus_ring::ring;

/// The side of a QR code with the white margin that cameras need, in points.
pub(crate) const SIDE: f32 = 210.0;
/// The width of the white margin, in modules (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// The QR code of an address.
pub(crate) struct QrPicture {
    uri: Secret,
    width: usize,
    dark: Vec<bool>,
}

impl QrPicture {
    /// Returns `true` if it is the picture of this address.
    pub(crate) fn is_of(&self, uri: &Secret) -> bool {
        self.uri.expose() == uri.expose()
    }

    /// Returns `None` if the address is too long for a QR code.
    pub(crate) fn new(uri: Secret) -> Option<Self> {
        let code = QrCode::new(uri.expose()).ok()?;
        let colours = code.to_colors();
        Some(Self {
            width: code.width(),
            dark: colours.iter().map(|c| *c == Color::Dark).collect(),
            uri,
        })
    }
}

/// Draws a QR code, black on white in both themes for the camera.
pub(crate) fn qr_code_ui(ui: &mut Ui, picture: &QrPicture, label: &str, sense: Sense) -> Response {
    note_secret(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SIDE), sense);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, label));
    let painter = ui.painter();
    painter.rect_filled(rect, 8, Color32::WHITE);
    #[expect(clippy::cast_precision_loss, reason = "at most 185 squares")]
    let position = |squares: usize| squares as f32 * SIDE / (picture.width + 2 * QUIET) as f32;
    for (row, line) in picture.dark.chunks(picture.width).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run[0] {
                let corner = pos2(position(column + QUIET), position(row + QUIET));
                let size = vec2(position(run.len()), position(1));
                let square = Rect::from_min_size(rect.min + corner.to_vec2(), size);
                painter.rect_filled(square, 0, Color32::BLACK);
            }
            column += run.len();
        }
    }
    ring(ui, &response);
    response
}
