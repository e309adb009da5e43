//! The fonts of the ready-made app: Inter, and `JetBrains Mono` for codes. An app that embeds the component keeps its own.

use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::{Context, FontData, FontFamily, Id};

const INTER: &[u8] = include_bytes!("../../../assets/fonts/inter.ttf");
const INTER_DISPLAY: &[u8] = include_bytes!("../../../assets/fonts/inter-display.ttf");
const TABULAR_DIGITS: &[u8] = include_bytes!("../../../assets/fonts/inter-tabular-digits.ttf");
const JETBRAINS_MONO: &[u8] = include_bytes!("../../../assets/fonts/jetbrains-mono.ttf");

/// The family of large text.
const DISPLAY: &str = "Inter Display";
/// The family of text with digits of one width. egui cannot ask a font for them, so they are a font of their own.
const TABULAR: &str = "Inter with tabular digits";

/// A family that a role of text asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Text.
    Text,
    /// Large text.
    Display,
    /// Text with digits of one width.
    Tabular,
    /// Codes and keys.
    Mono,
}

/// Whether a window has our fonts.
#[derive(Clone, Copy, Default)]
struct Installed(bool);

fn key() -> Id {
    Id::unique("fonts of the authenticator")
}

/// Makes Inter and `JetBrains Mono` the fonts of a window. Fonts that it has already stay for the characters that ours
/// lack.
pub fn install(ctx: &Context) {
    let display = FontFamily::Name(DISPLAY.into());
    let tabular = FontFamily::Name(TABULAR.into());
    let first = FontPriority::Highest;
    let last = FontPriority::Lowest;
    let fonts = [
        (DISPLAY, INTER_DISPLAY, vec![(display.clone(), first)]),
        (TABULAR, TABULAR_DIGITS, vec![(tabular.clone(), first)]),
        (
            "Inter",
            INTER,
            vec![
                (FontFamily::Proportional, first),
                (display, last),
                (tabular, last),
            ],
        ),
        (
            "JetBrains Mono",
            JETBRAINS_MONO,
            vec![(FontFamily::Monospace, first)],
        ),
    ];
    for (name, data, families) in fonts {
        let families = families.into_iter();
        let families = families.map(|(family, priority)| InsertFontFamily { family, priority });
        let data = FontData::from_static(data);
        ctx.add_font(FontInsert::new(name, data, families.collect()));
    }
    ctx.data_mut(|data| data.insert_temp(key(), Installed(true)));
}

/// Returns the family of egui for a family of ours. Without our fonts, text is in those of the app.
pub(crate) fn family(ctx: &Context, family: Family) -> FontFamily {
    let Installed(has_ours) = ctx.data(|data| data.get_temp(key()).unwrap_or_default());
    match family {
        Family::Display if has_ours => FontFamily::Name(DISPLAY.into()),
        Family::Tabular if has_ours => FontFamily::Name(TABULAR.into()),
        Family::Mono => FontFamily::Monospace,
        Family::Text | Family::Display | Family::Tabular => FontFamily::Proportional,
    }
}
