//! The colours for light and dark. egui's own fail WCAG 2.2; the tests hold these to a contrast of 4.5:1 for text and 3:1
//! for edges and focus rings.

use egui::{Color32, Theme, Visuals};

use crate::ui::theme::contrast::{EDGE_CONTRAST, TEXT_CONTRAST, nearest, readable_on};

/// The colours of a theme, named after their use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The background of the window.
    #[doc(hidden)]
    pub canvas: Color32,
    /// The background of pages.
    pub sheet: Color32,
    /// The background of cards, menus and dialogs.
    #[doc(hidden)]
    pub raised: Color32,
    /// The background of fields.
    pub field: Color32,
    /// The background of secondary buttons and chips.
    #[doc(hidden)]
    pub soft: Color32,
    /// The background of what is under the pointer.
    #[doc(hidden)]
    pub hovered: Color32,
    /// The background of what is pressed.
    #[doc(hidden)]
    pub pressed: Color32,
    /// Lines between areas, for decoration only.
    pub line: Color32,
    /// The edge of secondary buttons, for decoration only.
    #[doc(hidden)]
    pub strong_line: Color32,
    /// The edge of fields.
    pub border: Color32,
    /// Text.
    pub text: Color32,
    /// Text of less importance.
    pub weak: Color32,
    /// Main buttons.
    pub accent: Color32,
    /// The main button under the pointer.
    pub accent_hovered: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Links, and the focus ring.
    pub accent_text: Color32,
    /// The background of what is marked with the accent.
    #[doc(hidden)]
    pub tint: Color32,
    /// The background of what is selected.
    #[doc(hidden)]
    pub chosen: Color32,
    /// Bars of a chart.
    #[doc(hidden)]
    pub bar: Color32,
    /// Buttons for what cannot be undone.
    pub danger: Color32,
    /// Text on such a button.
    pub on_danger: Color32,
    /// Errors.
    pub error: Tone,
    /// Warnings.
    pub warning: Tone,
    /// Successes.
    pub success: Tone,
}

/// The colours of a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// Text and icons.
    pub text: Color32,
    /// The background of a note.
    pub tint: Color32,
    /// The edge of a note, for decoration only.
    pub line: Color32,
}

const fn rgb(colour: u32) -> Color32 {
    let [_, r, g, b] = colour.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn tone(text: u32, tint: u32, line: u32) -> Tone {
    Tone {
        text: rgb(text),
        tint: rgb(tint),
        line: rgb(line),
    }
}

/// The light colours.
pub const LIGHT: Palette = Palette {
    canvas: rgb(0x00F1_F3F6),
    sheet: rgb(0x00FF_FFFF),
    raised: rgb(0x00FF_FFFF),
    field: rgb(0x00FF_FFFF),
    soft: rgb(0x00F3_F5F8),
    hovered: rgb(0x00F1_F3F6),
    pressed: rgb(0x00E5_E9EE),
    line: rgb(0x00E2_E6EB),
    strong_line: rgb(0x00CD_D3DB),
    border: rgb(0x007F_8896),
    text: rgb(0x0014_171D),
    weak: rgb(0x0054_5D6A),
    accent: rgb(0x002A_59D6),
    accent_hovered: rgb(0x001F_49B8),
    on_accent: rgb(0x00FF_FFFF),
    accent_text: rgb(0x0024_50C8),
    tint: rgb(0x00EA_F0FD),
    chosen: rgb(0x00D3_E0FB),
    bar: rgb(0x006B_8DE6),
    danger: rgb(0x00B4_2318),
    on_danger: rgb(0x00FF_FFFF),
    error: tone(0x00B4_2318, 0x00FD_EFED, 0x00F2_C6C1),
    warning: tone(0x0085_4D0E, 0x00FC_F4E4, 0x00EB_D3A4),
    success: tone(0x0017_6B33, 0x00EA_F6EE, 0x00BC_E0C8),
};

/// The dark colours.
pub const DARK: Palette = Palette {
    canvas: rgb(0x0008_090C),
    sheet: rgb(0x0016_191F),
    raised: rgb(0x0020_242B),
    field: rgb(0x000E_1115),
    soft: rgb(0x001F_232A),
    hovered: rgb(0x002A_2F37),
    pressed: rgb(0x0036_3C46),
    line: rgb(0x002A_2F37),
    strong_line: rgb(0x003D_444F),
    border: rgb(0x0073_7D8A),
    text: rgb(0x00ED_F0F4),
    weak: rgb(0x00A5_AEBA),
    accent: rgb(0x003E_6AE4),
    accent_hovered: rgb(0x0033_5BD0),
    on_accent: rgb(0x00FF_FFFF),
    accent_text: rgb(0x009D_BBFF),
    tint: rgb(0x001B_2744),
    chosen: rgb(0x0026_3863),
    bar: rgb(0x005A_7DDA),
    danger: rgb(0x00C4_372B),
    on_danger: rgb(0x00FF_FFFF),
    error: tone(0x00FF_9289, 0x0033_1B1B, 0x005E_2E2B),
    warning: tone(0x00F3_C26B, 0x002D_2415, 0x0057_4422),
    success: tone(0x007B_D997, 0x0015_281C, 0x0028_503A),
};

/// How much of the accent is in the lighter colours that are mixed from it and the sheet, in light and dark.
const TINT: [f32; 2] = [0.10, 0.18];
const CHOSEN: [f32; 2] = [0.20, 0.36];
const BAR: f32 = 0.69;
/// How much darker the accent becomes under the pointer.
const HOVER: f32 = 0.14;

/// How much of the text is in the greys that are mixed from it and cards.
const SOFT: f32 = 0.05;
const HOVERED: f32 = 0.09;
const PRESSED: f32 = 0.15;
const LINE: f32 = 0.12;
const STRONG_LINE: f32 = 0.22;
const BORDER: f32 = 0.4;
const WEAK: f32 = 0.6;

/// Returns the colours of these visuals, read from where [`apply`](crate::ui::theme::apply) stores them, so that an app
/// that changes egui's style changes ours as well. On backgrounds other than ours, greys are mixed from its own.
#[must_use]
pub fn palette(visuals: &Visuals) -> Palette {
    let ours = if visuals.dark_mode { DARK } else { LIGHT };
    // What is behind shows through a colour that is not opaque, such as egui's own stripes.
    let canvas = ours.canvas.blend(visuals.panel_fill);
    let surfaces = Palette {
        canvas,
        sheet: canvas.blend(visuals.faint_bg_color),
        raised: canvas.blend(visuals.window_fill),
        field: canvas.blend(visuals.text_edit_bg_color()),
        text: visuals.text_color(),
        weak: visuals.weak_text_color.unwrap_or(ours.weak),
        ..ours
    };
    let surfaces = if surfaces.has_backgrounds_of(&ours) {
        surfaces
    } else {
        surfaces.with_greys()
    };
    match visuals.hyperlink_color {
        accent if accent == ours.accent => surfaces,
        accent => surfaces.with_accent(accent, visuals.dark_mode),
    }
}

/// Returns the theme in which an accent is hard to see, with its contrast there.
pub(crate) fn weak_theme(accent: Color32) -> Option<(Theme, f64)> {
    let themes = [(Theme::Light, LIGHT), (Theme::Dark, DARK)];
    let mut weak = themes.into_iter().filter_map(|(theme, palette)| {
        let ratio = crate::ui::theme::contrast::contrast(accent, palette.sheet);
        (ratio < EDGE_CONTRAST).then_some((theme, ratio))
    });
    weak.next()
}

impl Palette {
    /// Returns the background and the lines of a box on a card.
    pub(crate) fn on_raised(&self, is_dark: bool) -> (Color32, Color32) {
        if is_dark {
            (self.hovered, self.strong_line)
        } else {
            (self.soft, self.line)
        }
    }

    fn has_backgrounds_of(&self, other: &Self) -> bool {
        let of = |palette: &Self| [palette.canvas, palette.sheet, palette.raised, palette.field];
        of(self) == of(other)
    }

    /// Returns the colours with greys that fit to the backgrounds and the text.
    fn with_greys(self) -> Self {
        let mixed = |share: f32| self.raised.lerp_to_gamma(self.text, share);
        let (soft, hovered) = (mixed(SOFT), mixed(HOVERED));
        let behind = [
            self.canvas,
            self.sheet,
            self.raised,
            self.field,
            soft,
            hovered,
        ];
        let readable = |colour| nearest(colour, self.text, TEXT_CONTRAST, &behind);
        let tone = |tone: Tone| Tone {
            text: readable(tone.text),
            ..tone
        };
        Self {
            soft,
            hovered,
            pressed: mixed(PRESSED),
            line: mixed(LINE),
            strong_line: mixed(STRONG_LINE),
            border: nearest(mixed(BORDER), self.text, EDGE_CONTRAST, &behind[..4]),
            weak: readable(mixed(WEAK)),
            error: tone(self.error),
            warning: tone(self.warning),
            success: tone(self.success),
            ..self
        }
    }

    /// Returns the colours with another accent. Errors, warnings and successes stay.
    fn with_accent(self, accent: Color32, is_dark: bool) -> Self {
        let at = usize::from(is_dark);
        let mixed = |share: f32| self.sheet.lerp_to_gamma(accent, share);
        // Nearer to the sheet if text would be hard to read on it.
        let readable = |share: f32| {
            let text = [self.text, self.weak];
            nearest(mixed(share), self.sheet, TEXT_CONTRAST, &text)
        };
        let (tint, chosen) = (readable(TINT[at]), readable(CHOSEN[at]));
        let on_accent = readable_on(accent);
        // Away from the text on it.
        let further = if on_accent == Color32::WHITE {
            Color32::BLACK
        } else {
            Color32::WHITE
        };
        let behind = [
            self.canvas,
            self.sheet,
            self.raised,
            self.field,
            self.soft,
            self.hovered,
            tint,
            chosen,
        ];
        Self {
            accent,
            accent_hovered: accent.lerp_to_gamma(further, HOVER),
            on_accent,
            accent_text: nearest(accent, self.text, TEXT_CONTRAST, &behind),
            tint,
            chosen,
            bar: nearest(mixed(BAR), self.text, EDGE_CONTRAST, &[self.sheet]),
            ..self
        }
    }

    /// Returns the colours of a remark.
    pub(crate) fn info(&self) -> Tone {
        Tone {
            text: self.accent_text,
            tint: self.tint,
            line: self.chosen,
        }
    }

    /// Returns the edge of what is filled with the accent, which needs one where the fill is hard to see.
    pub(crate) fn accent_edge(&self) -> Option<Color32> {
        let ratio = crate::ui::theme::contrast::contrast(self.accent, self.sheet);
        (ratio < EDGE_CONTRAST).then_some(self.accent_text)
    }
}

#[cfg(test)]
mod tests {
    use egui::Theme;

    use super::*;
    use crate::ui::theme::contrast::contrast;

    fn check(name: &str, least: f64, [colour, behind]: [Color32; 2]) {
        let ratio = contrast(colour, behind);
        assert!(
            ratio >= least,
            "{name}: {colour:?} on {behind:?}: {ratio:.2}"
        );
    }

    fn check_text(name: &str, p: &Palette) {
        let behind = [
            p.canvas, p.sheet, p.raised, p.field, p.soft, p.hovered, p.tint,
        ];
        for behind in behind {
            for text in [p.text, p.weak, p.accent_text] {
                check(name, TEXT_CONTRAST, [text, behind]);
            }
        }
        check(name, TEXT_CONTRAST, [p.text, p.pressed]);
        check(name, TEXT_CONTRAST, [p.text, p.chosen]);
        check(name, TEXT_CONTRAST, [p.accent_text, p.chosen]);
        for tone in [p.error, p.warning, p.success] {
            for behind in [p.canvas, p.sheet, p.raised, tone.tint] {
                check(name, TEXT_CONTRAST, [tone.text, behind]);
            }
            check(name, TEXT_CONTRAST, [p.text, tone.tint]);
        }
        for behind in [p.accent, p.accent_hovered] {
            check(name, TEXT_CONTRAST, [p.on_accent, behind]);
        }
        check(name, TEXT_CONTRAST, [p.on_danger, p.danger]);
        for behind in [p.sheet, p.raised, p.field, p.canvas] {
            check(name, EDGE_CONTRAST, [p.border, behind]);
            check(name, EDGE_CONTRAST, [p.accent_text, behind]);
        }
        check(name, EDGE_CONTRAST, [p.bar, p.sheet]);
        let edge = p.accent_edge().unwrap_or(p.accent);
        check(name, EDGE_CONTRAST, [edge, p.sheet]);
    }

    #[test]
    fn text_edges_and_bars_are_visible_on_every_background() {
        check_text("light", &LIGHT);
        check_text("dark", &DARK);
    }

    #[test]
    fn text_edges_and_bars_are_visible_with_every_accent() {
        for (name, ours) in [("light", LIGHT), ("dark", DARK)] {
            for colour in 0..216_u8 {
                let part = |by: u8| (colour / by % 6) * 51;
                let accent = Color32::from_rgb(part(36), part(6), part(1));
                let palette = ours.with_accent(accent, name == "dark");
                check_text(&format!("{name}, accent {accent:?}"), &palette);
                assert_eq!(palette.error, ours.error);
            }
        }
    }

    #[test]
    fn text_and_edges_are_visible_in_the_style_of_egui_and_of_an_app_with_backgrounds_of_its_own() {
        let mut sepia = Theme::Light.default_visuals();
        sepia.panel_fill = Color32::from_rgb(0xfb, 0xf1, 0xd3);
        sepia.window_fill = Color32::from_rgb(0xff, 0xf8, 0xe3);
        let all = [
            Theme::Light.default_visuals(),
            Theme::Dark.default_visuals(),
            sepia,
        ];
        for visuals in all {
            let p = palette(&visuals);
            let behind = [p.canvas, p.sheet, p.raised, p.field];
            for behind in behind {
                assert!(behind.is_opaque());
                for text in [p.text, p.weak, p.accent_text, p.error.text] {
                    check("text", TEXT_CONTRAST, [text, behind]);
                }
                check("edge", EDGE_CONTRAST, [p.border, behind]);
            }
            check("button", TEXT_CONTRAST, [p.on_accent, p.accent]);
        }
    }

    #[test]
    fn an_app_that_changes_the_style_changes_our_colours() {
        let mut visuals = Theme::Light.default_visuals();
        visuals.hyperlink_color = Color32::DARK_GREEN;
        assert_eq!(palette(&visuals).accent, Color32::DARK_GREEN);
    }
}
