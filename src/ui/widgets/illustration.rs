//! The program's logo, and the illustrations of empty areas. They are painted in the colours of the theme, sharp at every
//! size. Screen readers skip them, because the text beside them means the same.

use egui::{Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::ui::theme::{Palette, palette};

/// The side of the logo, in points.
const MARK: f32 = 48.0;
/// Its side in the navigation, in points.
pub(crate) const SMALL_MARK: f32 = 28.0;
/// The size of an illustration, in points.
const SCENE: [f32; 2] = [168.0, 112.0];

/// An illustration of an empty area.
#[derive(Clone, Copy)]
pub(crate) enum Scene {
    /// No page to open: a closed door.
    NoPages,
    /// A page without content: a sheet.
    BlankPage,
    /// No user matches: users under a magnifier.
    NoMatch,
    /// No activity: a ledger and a clock.
    NoActivity,
}

/// Draws the program's logo: a door that is slightly open.
pub(crate) fn mark_ui(ui: &mut Ui) {
    mark_of(ui, MARK);
}

/// Draws the logo beside the title of the program.
pub(crate) fn small_mark_ui(ui: &mut Ui) {
    mark_of(ui, SMALL_MARK);
}

fn mark_of(ui: &mut Ui, side: f32) {
    let palette = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::empty());
    paint_mark(ui.painter(), rect, &palette);
}

/// Paints the logo into a square.
pub(crate) fn paint_mark(painter: &Painter, rect: Rect, palette: &Palette) {
    let unit = rect.width() / MARK;
    painter.rect_filled(rect, 12.0 * unit, palette.accent);
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * unit;
    // What is seen through the door, and the leaf before it.
    let behind = Rect::from_min_max(at(18.0, 10.0), at(33.0, 37.0));
    let light = palette.accent.lerp_to_gamma(palette.on_accent, 0.6);
    painter.rect_filled(behind, 3.0 * unit, light);
    let leaf = [(15.0, 10.0), (27.0, 14.0), (27.0, 42.0), (15.0, 37.0)];
    let leaf = leaf.map(|(x, y)| at(x, y)).to_vec();
    let edge = Stroke::new(1.5 * unit, palette.accent);
    painter.add(Shape::convex_polygon(leaf, palette.on_accent, edge));
    painter.circle_filled(at(23.5, 27.5), 1.7 * unit, palette.accent);
}

/// Draws an illustration.
pub(crate) fn scene_ui(ui: &mut Ui, scene: Scene) {
    let palette = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(SCENE.into(), Sense::empty());
    let brush = Brush {
        painter: ui.painter(),
        middle: rect.center(),
        palette,
    };
    brush.backdrop();
    match scene {
        Scene::NoPages => brush.door(),
        Scene::BlankPage => brush.sheet(),
        Scene::NoMatch => brush.users(),
        Scene::NoActivity => brush.ledger(),
    }
}

struct Brush<'a> {
    painter: &'a Painter,
    middle: Pos2,
    palette: Palette,
}

impl Brush<'_> {
    /// Returns a point, counted from the middle.
    fn at(&self, x: f32, y: f32) -> Pos2 {
        pos2(self.middle.x + x, self.middle.y + y)
    }

    fn block(&self, (x, y): (f32, f32), (width, height): (f32, f32), radius: u8, fill: Color32) {
        let rect = Rect::from_min_size(self.at(x, y), vec2(width, height));
        self.painter.rect_filled(rect, radius, fill);
    }

    /// Draws a sheet of paper or a card, with an edge.
    fn paper(&self, (x, y): (f32, f32), (width, height): (f32, f32)) {
        let rect = Rect::from_min_size(self.at(x, y), vec2(width, height));
        let edge = Stroke::new(1.5, self.palette.border);
        let painter = self.painter;
        painter.rect(rect, 6, self.palette.raised, edge, StrokeKind::Inside);
    }

    /// Draws the ground and a coloured disc behind it.
    fn backdrop(&self) {
        let chosen = self.palette.chosen;
        self.painter.circle_filled(self.at(0.0, 0.0), 54.0, chosen);
        self.block((-78.0, 46.0), (156.0, 3.0), 2, self.palette.border);
    }

    fn door(&self) {
        let Palette {
            accent,
            on_accent,
            border,
            raised: card,
            ..
        } = self.palette;
        self.block((-28.0, -40.0), (56.0, 86.0), 4, border);
        self.block((-24.0, -36.0), (48.0, 82.0), 2, accent);
        let panel = accent.lerp_to_gamma(on_accent, 0.22);
        for (y, height) in [(-28.0, 30.0), (8.0, 30.0)] {
            self.block((-16.0, y), (13.0, height), 2, panel);
            self.block((3.0, y), (13.0, height), 2, panel);
        }
        self.painter
            .circle_filled(self.at(18.5, 5.0), 2.5, on_accent);
        // A mat, and a pot with a plant beside the door.
        self.block((-34.0, 42.0), (68.0, 4.0), 2, self.palette.weak);
        self.paper((44.0, 28.0), (18.0, 18.0));
        for (dx, dy) in [(-7.0, -14.0), (0.0, -22.0), (7.0, -14.0)] {
            let stem = [self.at(53.0, 28.0), self.at(53.0 + dx, 28.0 + dy)];
            self.painter.line_segment(stem, Stroke::new(2.0, accent));
            self.painter.circle_filled(stem[1], 4.0, accent);
        }
        self.block((47.0, 33.0), (12.0, 2.0), 1, card);
    }

    fn sheet(&self) {
        let Palette {
            accent,
            border,
            raised: card,
            line,
            ..
        } = self.palette;
        let corners = [
            (-30.0, -40.0),
            (14.0, -40.0),
            (30.0, -24.0),
            (30.0, 46.0),
            (-30.0, 46.0),
        ];
        let points = corners.map(|(x, y)| self.at(x, y)).to_vec();
        let edge = Stroke::new(1.5, border);
        self.painter.add(Shape::convex_polygon(points, card, edge));
        let fold = [(14.0, -40.0), (14.0, -24.0), (30.0, -24.0)];
        let fold = fold.map(|(x, y)| self.at(x, y)).to_vec();
        self.painter.add(Shape::convex_polygon(fold, line, edge));
        for x in [-12.0, 0.0, 12.0] {
            self.painter.circle_filled(self.at(x, 6.0), 3.5, accent);
        }
    }

    fn users(&self) {
        for x in [-66.0, -21.0, 24.0] {
            self.paper((x, -16.0), (42.0, 62.0));
            let (head, body) = (self.at(x + 21.0, 4.0), (x + 9.0, 16.0));
            let colour = self.palette.line;
            self.painter.circle_filled(head, 8.0, colour);
            self.block(body, (24.0, 18.0), 9, colour);
        }
        let Palette {
            accent,
            raised: card,
            ..
        } = self.palette;
        let (lens, radius) = (self.at(8.0, -8.0), 22.0);
        let handle = [self.at(24.0, 8.0), self.at(44.0, 28.0)];
        self.painter.line_segment(handle, Stroke::new(8.0, accent));
        self.painter.circle_filled(lens, radius, card);
        self.painter
            .circle_stroke(lens, radius, Stroke::new(5.0, accent));
        let shine = [self.at(-4.0, -14.0), self.at(2.0, -20.0)];
        self.painter
            .line_segment(shine, Stroke::new(3.0, self.palette.chosen));
    }

    fn ledger(&self) {
        let Palette { accent, line, .. } = self.palette;
        self.paper((-38.0, -40.0), (60.0, 86.0));
        for (row, width) in [42.0_f32, 30.0, 42.0, 24.0, 36.0].into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a few rows")]
            let y = -26.0 + 13.0 * row as f32;
            self.block((-29.0, y), (width, 4.0), 2, line);
        }
        let (clock, radius) = (self.at(24.0, 22.0), 21.0);
        self.painter
            .circle_filled(clock, radius, self.palette.raised);
        self.painter
            .circle_stroke(clock, radius, Stroke::new(4.0, accent));
        for end in [vec2(0.0, -12.0), vec2(8.0, 5.0)] {
            let hand = [clock, clock + end];
            self.painter.line_segment(hand, Stroke::new(3.0, accent));
        }
        self.painter.circle_filled(clock, 2.5, accent);
    }
}
