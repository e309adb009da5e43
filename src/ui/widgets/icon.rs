//! Icons: glyphs of an icon font, outlined or filled, which screen readers skip.

use std::sync::LazyLock;

use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::{Context, FontData, FontFamily, FontId, RichText};

use crate::domain::icon::glyph;
use crate::domain::packed;

use crate::ui::theme::{BOX_RADIUS, Font, palette};

static OUTLINED: Font = LazyLock::new(|| packed::bytes(packed_asset!("fonts/icons-outlined.ttf")));
static FILLED: Font = LazyLock::new(|| packed::bytes(packed_asset!("fonts/icons-filled.ttf")));

/// The side of an icon with a box, in points.
const BOX: f32 = 48.0;

/// Adds the icon fonts to a window, for its next pass, as families of their own: the text of the app stays as it is.
pub(crate) fn install(ctx: &Context) {
    let fonts: [(_, &'static Font); 2] = [
        (IconStyle::Outlined, &OUTLINED),
        (IconStyle::Filled, &FILLED),
    ];
    for (style, bytes) in fonts {
        let mut data = FontData::from_static(bytes);
        // Icons are centred in the height of a capital letter.
        data.tweak.y_offset_factor = 0.05;
        let family = InsertFontFamily {
            family: style.family(),
            priority: FontPriority::Highest,
        };
        ctx.add_font(FontInsert::new(style.name(), data, vec![family]));
    }
}

/// Returns `true` if the window has the icon fonts in this pass. Without them, egui draws boxes, and panics in tests.
pub(crate) fn is_installed(ctx: &Context) -> bool {
    ctx.fonts(|fonts| {
        let families = &fonts.definitions().families;
        let styles = [IconStyle::Outlined, IconStyle::Filled];
        styles
            .iter()
            .all(|style| families.contains_key(&style.family()))
    })
}

/// How an icon is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IconStyle {
    /// In lines.
    Outlined,
    /// Filled: a status, or what is selected.
    Filled,
}

impl IconStyle {
    fn name(self) -> &'static str {
        match self {
            Self::Outlined => "egui-authenticator outlined",
            Self::Filled => "egui-authenticator filled",
        }
    }

    fn family(self) -> FontFamily {
        FontFamily::Name(self.name().into())
    }

    fn font(self, size: f32) -> FontId {
        FontId::new(size, self.family())
    }
}

/// Returns an icon as text of `size` points, empty if there is no icon of that name.
pub(crate) fn icon(name: &str, size: f32) -> RichText {
    styled_icon(name, size, IconStyle::Outlined)
}

/// Returns an icon as text of `size` points in a style.
pub(crate) fn styled_icon(name: &str, size: f32, style: IconStyle) -> RichText {
    let text = glyph(name).map_or_else(String::new, String::from);
    RichText::new(text).font(style.font(size))
}

/// Draws a filled icon that a screen reader skips, because the text beside it means the same.
pub(crate) fn decoration(ui: &mut egui::Ui, name: &str, size: f32, colour: egui::Color32) {
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size), egui::Sense::empty());
    paint(ui, rect.center(), (name, IconStyle::Filled), size, colour);
}

/// Draws an icon in a tinted box, beside the title of a form. A screen reader skips it.
pub(crate) fn icon_box(ui: &mut egui::Ui, name: &str) {
    let palette = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(BOX), egui::Sense::empty());
    ui.painter().rect_filled(rect, BOX_RADIUS, palette.tint);
    let colour = palette.accent_text;
    paint(ui, rect.center(), (name, IconStyle::Filled), 24.0, colour);
}

/// Draws an icon and beside it a text that wraps, both in one colour. Returns the response of the text.
pub(crate) fn icon_text(
    ui: &mut egui::Ui,
    (icon, size): (&str, f32),
    text: &str,
    colour: egui::Color32,
) -> egui::Response {
    let row = ui.horizontal_top(|ui| {
        decoration(ui, icon, size, colour);
        ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap())
    });
    row.inner
}

/// Paints an icon around a point, without allocating space.
pub(crate) fn paint(
    ui: &egui::Ui,
    centre: egui::Pos2,
    (name, style): (&str, IconStyle),
    size: f32,
    colour: egui::Color32,
) {
    if let Some(glyph) = glyph(name) {
        let font = style.font(size);
        let middle = egui::Align2::CENTER_CENTER;
        ui.painter().text(centre, middle, glyph, font, colour);
    }
}

#[cfg(test)]
mod tests {
    use super::IconStyle;
    use crate::domain::icon::ICONS;

    #[test]
    fn the_fonts_have_every_icon() {
        for style in [IconStyle::Outlined, IconStyle::Filled] {
            check(style);
        }
    }

    fn check(style: IconStyle) {
        let ctx = egui::Context::default();
        super::install(&ctx);
        let font = style.font(20.0);
        let mut missing = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            missing = ui.fonts_mut(|fonts| {
                let mut has = |glyph: char| fonts.has_glyph(&font, glyph);
                ICONS.iter().filter(|(_, glyph)| !has(*glyph)).collect()
            });
        });
        output.textures_delta.clear();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
