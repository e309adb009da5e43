//! The roles of text: each has a size, a line height, a weight and a letter spacing.

use std::sync::Arc;

use egui::{Context, FontId, Galley, RichText, TextStyle, TextWrapMode, Ui, WidgetText};

use crate::ui::theme::fonts::{Family, family};

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextRole {
    /// The time of day on the lock.
    Clock,
    /// The title of a page.
    Display,
    /// The title of a form.
    Title,
    /// The title of a dialog.
    Dialog,
    /// The title of a section.
    Section,
    /// The first line of a note.
    Strong,
    /// The label of a field or a group.
    Label,
    /// Text, and what is typed into a field.
    Body,
    /// The text of a button.
    Button,
    /// The text of a page.
    Page,
    /// A heading on a page.
    PageHeading,
    /// A heading of lower level on a page.
    PageSubheading,
    /// A cell of a table, or an entry of a menu.
    Table,
    /// A cell with digits in columns.
    Digits,
    /// Help and remarks.
    Small,
    /// A link beside a label, or the text of a chip.
    SmallLabel,
    /// The title of a column, a badge.
    Caption,
    /// A code or a key.
    Mono,
    /// A digit in a cell of its own.
    Digit,
}

/// Text as users set it who cannot read it otherwise. Only for tests: egui has no such preference yet.
#[cfg(feature = "testing")]
mod spacing {
    use egui::{Context, Id};

    use super::Metrics;

    fn id() -> Id {
        Id::unique("text is widened")
    }

    /// Sets lines 1.5 times and letters 0.12 times the size of the font apart (WCAG 2.2, 1.4.12).
    pub fn widen_text(ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(id(), true));
    }

    pub(super) fn widened(ctx: &Context, metrics: Metrics) -> Metrics {
        if ctx.data(|data| data.get_temp(id())) != Some(true) {
            return metrics;
        }
        Metrics {
            line_height: metrics.line_height.max(1.5 * metrics.size),
            letter_spacing: metrics.letter_spacing.max(0.12 * metrics.size),
            ..metrics
        }
    }
}
#[cfg(feature = "testing")]
pub use spacing::widen_text;

/// The weight of bold text.
const STRONG: f32 = 600.0;

/// How the text of a role is set.
struct Metrics {
    family: Family,
    /// Points.
    size: f32,
    /// Points.
    line_height: f32,
    /// The axis `wght` of the font, from 100 to 900.
    weight: f32,
    /// Points.
    letter_spacing: f32,
}

impl TextRole {
    /// Every role, the largest first.
    #[cfg(feature = "testing")]
    pub(crate) const ALL: [Self; 19] = [
        Self::Clock,
        Self::Display,
        Self::Digit,
        Self::Title,
        Self::PageHeading,
        Self::Dialog,
        Self::PageSubheading,
        Self::Section,
        Self::Page,
        Self::Body,
        Self::Button,
        Self::Strong,
        Self::Label,
        Self::Table,
        Self::Digits,
        Self::Small,
        Self::SmallLabel,
        Self::Mono,
        Self::Caption,
    ];

    const fn metrics(self) -> Metrics {
        let (family, size, line_height, weight, letter_spacing) = match self {
            Self::Clock => (Family::Display, 72.0, 80.0, 300.0, -1.0),
            Self::Display => (Family::Display, 28.0, 36.0, 650.0, -0.4),
            Self::Title => (Family::Display, 22.0, 28.0, 600.0, -0.25),
            Self::Dialog => (Family::Text, 18.0, 24.0, 600.0, -0.2),
            Self::Section => (Family::Text, 16.0, 24.0, 600.0, -0.1),
            Self::Strong => (Family::Text, 14.0, 20.0, 600.0, 0.0),
            Self::Label => (Family::Text, 14.0, 20.0, 500.0, 0.0),
            Self::Body => (Family::Text, 15.0, 22.0, 400.0, 0.0),
            Self::Button => (Family::Text, 15.0, 20.0, 550.0, 0.0),
            Self::Page => (Family::Text, 16.0, 26.0, 400.0, 0.0),
            Self::PageHeading => (Family::Display, 20.0, 28.0, 600.0, -0.2),
            Self::PageSubheading => (Family::Text, 17.0, 26.0, 600.0, 0.0),
            Self::Table => (Family::Text, 14.0, 20.0, 400.0, 0.0),
            Self::Digits => (Family::Tabular, 14.0, 20.0, 400.0, 0.0),
            Self::Small => (Family::Text, 13.0, 18.0, 400.0, 0.0),
            Self::SmallLabel => (Family::Text, 13.0, 18.0, 500.0, 0.0),
            Self::Caption => (Family::Text, 12.0, 16.0, 500.0, 0.1),
            Self::Mono => (Family::Mono, 13.0, 21.0, 400.0, 0.0),
            Self::Digit => (Family::Tabular, 24.0, 32.0, 500.0, 0.0),
        };
        Metrics {
            family,
            size,
            line_height,
            weight,
            letter_spacing,
        }
    }

    /// Returns the height of a line, in points.
    pub(crate) fn line_height(self) -> f32 {
        self.metrics().line_height
    }

    fn font(self, ctx: &Context) -> FontId {
        let metrics = self.metrics();
        FontId::new(metrics.size, family(ctx, metrics.family))
    }

    /// Returns initials for a circle of this diameter, in points.
    pub(crate) fn initials(ctx: &Context, text: String, diameter: f32) -> RichText {
        let text = Self::Strong.text(ctx, text).size(diameter * 0.38);
        text.line_height(None)
    }

    /// Returns a code in the size that fits, in points.
    pub(crate) fn code(ctx: &Context, text: &str, size: f32) -> RichText {
        let text = Self::Mono.text(ctx, text).size(size);
        text.line_height(None).variation(b"wght", 500.0)
    }

    /// Returns digits with this space between them, in points.
    pub(crate) fn digits(ui: &Ui, text: &str, space: f32) -> Arc<Galley> {
        let text = Self::Digit.text(ui, text).extra_letter_spacing(space);
        let wrap = Some(TextWrapMode::Extend);
        WidgetText::from(text).into_galley(ui, wrap, f32::INFINITY, TextStyle::Body)
    }

    /// Returns a text in this role in a picture in which a point has this size.
    pub(crate) fn scaled(self, ctx: &Context, text: &str, unit: f32) -> RichText {
        let size = self.metrics().size * unit;
        self.text(ctx, text).size(size).line_height(None)
    }

    /// Returns a text in this role.
    pub(crate) fn text(self, ctx: &Context, text: impl Into<String>) -> RichText {
        self.weighted(ctx, text, self.metrics().weight)
    }

    /// Returns a text in this role that stands out from the text around it.
    pub(crate) fn strong(self, ctx: &Context, text: impl Into<String>) -> RichText {
        self.weighted(ctx, text, STRONG)
    }

    fn weighted(self, ctx: &Context, text: impl Into<String>, weight: f32) -> RichText {
        let metrics = self.metrics();
        #[cfg(feature = "testing")]
        let metrics = spacing::widened(ctx, metrics);
        RichText::new(text)
            .font(self.font(ctx))
            .line_height(Some(metrics.line_height))
            .extra_letter_spacing(metrics.letter_spacing)
            .variation(b"wght", weight)
    }
}
