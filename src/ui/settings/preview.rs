//! Paints a small picture of the sign-in form as it would be with what is typed.

use egui::{
    Align2, Color32, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, TextWrapMode,
    Theme, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

use crate::domain::appearance::{Accent, ThemeChoice};
use crate::domain::language::Language;
use crate::messages::Messages;
use crate::screen::settings::{Event, SettingsScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{
    BOX_RADIUS, DARK, DENSE_HEIGHT, LIGHT, Palette, SMALL_GAP, ScreenStyle, StyleScope, TextRole,
    accent_colour, palette,
};
use crate::ui::widgets::backdrop::small_backdrop;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::illustration::paint_mark;
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::text::subheading;

/// The size of the picture, in points.
pub(crate) const SIZE: [f32; 2] = [336.0, 236.0];
/// The size of a point of the form in the picture.
const UNIT: f32 = 0.375;
/// The place of the card, in points of the form.
const CARD: [f32; 2] = [300.0, 84.0];
/// The size of the card, in points of the form.
const CARD_SIZE: [f32; 2] = [400.0, 340.0];
/// The space in the card, in points of the form.
const PADDING: f32 = 32.0;

/// Draws the heading, the choice of the theme, and the picture.
pub(crate) fn preview_ui(
    ui: &mut Ui,
    screen: &SettingsScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    subheading(ui, &messages.get("settings-picture"));
    ui.add_space(SMALL_GAP);
    let is_dark = ui.visuals().dark_mode;
    let theme = screen.preview_theme.unwrap_or(if is_dark {
        ThemeChoice::Dark
    } else {
        ThemeChoice::Light
    });
    let themes = [
        (ThemeChoice::Light, "theme-name-light"),
        (ThemeChoice::Dark, "theme-name-dark"),
    ];
    let themes = themes.map(|(theme, name)| (theme, messages.get(name).into_owned()));
    let label = messages.get("settings-picture");
    let chosen = segmented(ui, (&label, DENSE_HEIGHT), theme, &themes);
    ui.add_space(SMALL_GAP);
    let (area, response) = ui.allocate_exact_size(SIZE.into(), Sense::hover());
    let title = title(screen, draw);
    response.widget_info(|| {
        let label = format!("{}: {title}", messages.get("settings-picture-form"));
        WidgetInfo::labeled(Role::Image, true, label)
    });
    let language = Language::of_tag(screen.form.text("app.language"));
    let language = language.unwrap_or(messages.language());
    let form = Form {
        ui,
        area,
        palette: colours(ui, screen, (theme, draw.style)),
        is_dark: theme == ThemeChoice::Dark,
        title: &title,
        banner: screen.form.text("app.banner"),
        has_logo: !screen.form.text("app.logo").trim().is_empty(),
    };
    if language == messages.language() {
        form.paint(messages);
    } else {
        form.paint(draw.cache.other_language(language));
    }
    chosen.map(Event::PreviewTheme)
}

fn title(screen: &SettingsScreen, draw: &Draw<'_>) -> String {
    match (screen.form.text("app.title").trim(), draw.title) {
        ("", None) => draw.messages.get("sign-in-heading").into_owned(),
        ("", Some(title)) | (title, _) => title.to_owned(),
    }
}

/// Returns the colours of a theme with the accent that is typed.
fn colours(
    ui: &Ui,
    screen: &SettingsScreen,
    (theme, style): (ThemeChoice, &ScreenStyle),
) -> Palette {
    let (theme, ours) = match theme {
        ThemeChoice::Dark => (Theme::Dark, DARK),
        ThemeChoice::Light | ThemeChoice::System => (Theme::Light, LIGHT),
    };
    let mut visuals = style.inside(&ui.ctx().style_of(theme)).visuals.clone();
    if style.scope != StyleScope::App {
        let accent = Accent::parse(screen.form.text("app.accent"));
        visuals.hyperlink_color = accent.map_or(ours.accent, accent_colour);
    }
    palette(&visuals)
}

struct Form<'a> {
    ui: &'a Ui,
    area: Rect,
    palette: Palette,
    is_dark: bool,
    title: &'a str,
    banner: &'a str,
    has_logo: bool,
}

impl Form<'_> {
    fn painter(&self) -> Painter {
        self.ui
            .painter()
            .with_clip_rect(self.area.intersect(self.ui.clip_rect()))
    }

    fn paint(&self, messages: &Messages) {
        let colours = &self.palette;
        small_backdrop(&self.painter(), self.area, UNIT, (colours, self.is_dark));
        let corner = self.area.min + vec2(CARD[0], CARD[1]) * UNIT;
        let card = Rect::from_min_size(corner, vec2(CARD_SIZE[0], CARD_SIZE[1]) * UNIT);
        let line = Stroke::new(1.0, colours.line);
        self.painter()
            .rect(card, 5, colours.raised, line, StrokeKind::Inside);
        let inside = card.shrink(PADDING * UNIT);
        self.head(inside);
        let mut y = inside.top() + 68.0 * UNIT;
        for (name, is_password) in [("sign-in-field", false), ("field-password", true)] {
            let row = Rect::from_min_max(pos2(inside.left(), y), inside.max);
            self.field(row, &messages.get(name));
            if is_password {
                let at = (pos2(inside.right(), y), Align2::RIGHT_TOP);
                let text = messages.get("sign-in-forgot-password");
                let style = (TextRole::SmallLabel, colours.accent_text);
                self.text(at, &text, style, inside.width() * 0.55);
            }
            y += 76.0 * UNIT;
        }
        let top = pos2(inside.left(), y + 8.0 * UNIT);
        let button = Rect::from_min_size(top, vec2(inside.width(), 40.0 * UNIT));
        let edge = colours
            .accent_edge()
            .map_or(Stroke::NONE, |edge| Stroke::new(1.0, edge));
        self.painter()
            .rect(button, 3, colours.accent, edge, StrokeKind::Inside);
        let at = (button.center(), Align2::CENTER_CENTER);
        let style = (TextRole::Button, colours.on_accent);
        self.text(at, &messages.get("sign-in-button"), style, button.width());
        let frame = Stroke::new(1.0, palette(self.ui.visuals()).line);
        let painter = self.ui.painter();
        painter.rect_stroke(self.area, BOX_RADIUS, frame, StrokeKind::Inside);
    }

    /// Paints the logo, the title and the text under it.
    fn head(&self, inside: Rect) {
        let colours = &self.palette;
        let logo = Rect::from_min_size(inside.min, vec2(48.0, 48.0) * UNIT);
        if self.has_logo {
            self.painter().rect_filled(logo, 4, colours.soft);
            let image = ("image", IconStyle::Outlined);
            paint(self.ui, logo.center(), image, 14.0, colours.weak);
        } else {
            paint_mark(&self.painter(), logo, colours);
        }
        let left = logo.right() + 16.0 * UNIT;
        let room = inside.right() - left;
        let title = (TextRole::Title, colours.text);
        let has_banner = !self.banner.trim().is_empty();
        let place = if has_banner {
            (pos2(left, inside.top()), Align2::LEFT_TOP)
        } else {
            (pos2(left, logo.center().y), Align2::LEFT_CENTER)
        };
        self.text(place, self.title, title, room);
        if has_banner {
            let place = (pos2(left, inside.top() + 30.0 * UNIT), Align2::LEFT_TOP);
            self.text(place, self.banner, (TextRole::Table, colours.weak), room);
        }
    }

    /// Paints a label and a field under it.
    fn field(&self, row: Rect, label: &str) {
        let colours = &self.palette;
        let place = (row.min, Align2::LEFT_TOP);
        self.text(
            place,
            label,
            (TextRole::Label, colours.text),
            row.width() * 0.5,
        );
        let top = row.min + vec2(0.0, 22.0 * UNIT);
        let field = Rect::from_min_size(top, vec2(row.width(), 40.0 * UNIT));
        let edge = Stroke::new(1.0, colours.border);
        self.painter()
            .rect(field, 3, colours.field, edge, StrokeKind::Inside);
    }

    /// Paints a text in the size of the picture, shortened to a width.
    fn text(
        &self,
        (at, align): (Pos2, Align2),
        text: &str,
        (role, colour): (TextRole, Color32),
        width: f32,
    ) {
        let rich = role.scaled(self.ui, text, UNIT).color(colour);
        let wrap = Some(TextWrapMode::Truncate);
        let galley = WidgetText::from(rich).into_galley(self.ui, wrap, width, TextStyle::Body);
        let area = align.anchor_size(at, galley.size());
        self.painter().galley(area.min, galley, colour);
    }
}
