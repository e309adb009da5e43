//! The scene behind the forms: a wall, a floor, and a door that shows the state. Decoration: screen readers skip
//! it.

use egui::epaint::{Direction, Mesh, Vertex};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::ui::theme::{BOX_RADIUS, NARROW_WIDTH, Palette, SceneColours, palette};

/// How far the door is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// Before a user is signed in.
    Ajar,
    /// A locked session.
    Shut,
    /// A user who is set up.
    Open,
}

/// The floor begins at this share of the height.
const FLOOR: f32 = 0.8;
/// The height of the door as a share of the height.
const DOOR_HEIGHT: f32 = 0.57;
/// The left edge of the door as a share of the width.
const DOOR_LEFT: f32 = 0.1;
/// The width of the door, in points.
const DOOR_WIDTH: f32 = 156.0;
/// The width of the frame of the door, in points.
const FRAME: f32 = 8.0;
/// The width of the leaf when it is ajar, and when it is open, in points.
const LEAF: [f32; 2] = [96.0, 64.0];
/// How far the leaf is shifted by perspective, in points.
const SLANT: f32 = 26.0;
/// The light ends at this share of the width.
const LIGHT_END: f32 = 0.85;
/// The width over which the slanted edges of the light fade, in points.
const FADE: f32 = 14.0;

/// Draws the scene over the whole area of `ui`. A narrow window has the light only.
pub(crate) fn backdrop_ui(ui: &Ui, door: Door) {
    let colours = (&palette(ui.visuals()), ui.visuals().dark_mode);
    paint_scene(ui.painter(), (ui.max_rect(), 1.0), door, colours);
}

/// Draws the scene with the door ajar in a picture in which a point has the size `unit`.
pub(crate) fn small_backdrop(painter: &Painter, area: Rect, unit: f32, colours: (&Palette, bool)) {
    paint_scene(painter, (area, unit), Door::Ajar, colours);
}

fn paint_scene(
    painter: &Painter,
    (area, unit): (Rect, f32),
    door: Door,
    (palette, is_dark): (&Palette, bool),
) {
    let paint = SceneColours::new(palette, is_dark);
    let floor = area.top() + (area.height() * FLOOR).round();
    let (wall, ground) = area.split_top_bottom_at_y(floor);
    for (rect, colours) in [(wall, paint.wall), (ground, paint.floor)] {
        painter.add(Shape::gradient_rect(rect, Direction::LeftToRight, colours));
    }
    let left = (area.left() + area.width() * DOOR_LEFT).round();
    let top = floor - (area.height() * DOOR_HEIGHT).round();
    let opening = Rect::from_min_max(pos2(left, top), pos2(left + DOOR_WIDTH * unit, floor));
    let scene = Scene {
        painter,
        area,
        opening,
        paint,
        unit,
    };
    if area.width() < NARROW_WIDTH * unit {
        scene.light(left);
        return;
    }
    let frame = opening.expand2(vec2(FRAME, FRAME) * unit);
    let frame = frame.with_max_y(floor);
    if door != Door::Shut {
        scene.light(match door {
            Door::Ajar => left + LEAF[0] * unit,
            Door::Open | Door::Shut => left,
        });
    }
    painter.rect_filled(frame, 0, scene.paint.frame);
    match door {
        Door::Ajar => {
            scene.doorway();
            scene.leaf(left + LEAF[0] * unit, 12.0);
        }
        Door::Open => {
            scene.doorway();
            scene.leaf(left - LEAF[1] * unit, -10.0);
        }
        Door::Shut => scene.shut(),
    }
}

struct Scene<'a> {
    painter: &'a Painter,
    area: Rect,
    opening: Rect,
    paint: SceneColours,
    /// The size of a point.
    unit: f32,
}

impl Scene<'_> {
    /// Draws the light that falls through the door, on the wall and on the floor, from `left`.
    fn light(&self, left: f32) {
        let (area, opening) = (self.area, self.opening);
        let end = area.left() + area.width() * LIGHT_END;
        let [wall, floor] = self.paint.glow;
        let edge = opening.right() + FRAME * self.unit;
        let fall = (end - edge) * 0.22;
        let quad = [
            pos2(edge, opening.top()),
            pos2(end, opening.top() - fall),
            pos2(end, opening.bottom() - fall * 0.4),
            pos2(edge, opening.bottom()),
        ];
        let fade = FADE * self.unit;
        self.painter.extend(faded(quad, wall, fade));
        let depth = area.bottom() - opening.bottom();
        let quad = [
            pos2(edge, opening.bottom()),
            pos2(end, area.bottom()),
            pos2(left + depth * 0.4, area.bottom()),
            pos2(left, opening.bottom()),
        ];
        let mesh = quad_mesh(
            quad,
            [
                floor,
                Color32::TRANSPARENT,
                floor.gamma_multiply(0.8),
                floor,
            ],
        );
        self.painter.add(mesh);
    }

    fn doorway(&self) {
        let shape = Shape::gradient_rect(self.opening, Direction::TopDown, self.paint.light);
        self.painter.add(shape);
    }

    /// Draws the leaf of an open door, from its hinges to `end`.
    fn leaf(&self, end: f32, knob: f32) {
        let (opening, unit) = (self.opening, self.unit);
        let slant = SLANT * unit;
        let hinge = opening.left();
        let quad = [
            pos2(hinge, opening.top()),
            pos2(end, opening.top() + slant),
            pos2(end, opening.bottom() + slant),
            pos2(hinge, opening.bottom()),
        ];
        let [near, far] = self.paint.leaf;
        self.painter.add(quad_mesh(quad, [near, far, far, near]));
        let centre = pos2(end - knob * unit, opening.center().y + 15.0 * unit);
        self.painter
            .circle_filled(centre, 5.0 * unit, self.paint.knob);
    }

    fn shut(&self) {
        let (painter, opening) = (self.painter, self.opening);
        let shape = Shape::gradient_rect(opening, Direction::LeftToRight, self.paint.leaf);
        painter.add(shape);
        let inner = opening.shrink2(vec2(22.0, 26.0));
        let (above, below) = inner.split_top_bottom_at_fraction(0.44);
        let line = Stroke::new(1.5, self.paint.frame);
        for panel in [
            above.with_max_y(above.bottom() - 12.0),
            below.with_min_y(below.top() + 12.0),
        ] {
            painter.rect_stroke(panel, 4, line, StrokeKind::Inside);
        }
        let knob = pos2(opening.right() - 13.0, opening.center().y);
        painter.circle_filled(knob, 5.0, self.paint.knob);
        // The light under the door.
        let y = opening.bottom();
        let quad = [
            pos2(opening.left(), y - 3.0),
            pos2(opening.right(), y - 3.0),
            pos2(opening.right() + 36.0, y + 56.0),
            pos2(opening.left() - 18.0, y + 56.0),
        ];
        let [_, floor] = self.paint.glow;
        let none = Color32::TRANSPARENT;
        painter.add(quad_mesh(quad, [floor, floor, none, none]));
    }
}

/// Returns a quadrilateral that fades from its first edge to the opposite one, with a soft edge of this height above.
fn faded([a, b, c, d]: [Pos2; 4], colour: Color32, fade: f32) -> [Shape; 2] {
    let none = Color32::TRANSPARENT;
    let fade = vec2(0.0, fade);
    [
        quad_mesh([a, b, c, d], [colour, none, none, colour]),
        quad_mesh([a - fade, b - fade, b, a], [none, none, none, colour]),
    ]
}

/// The height of the floor of the hall, in points.
const HALL_FLOOR: f32 = 18.0;
/// The size of the door of the hall, and its distance from the right edge, in points.
const HALL_DOOR: [f32; 3] = [50.0, 96.0, 92.0];
/// How far the light falls on the wall of the hall, and how much it rises on the way, in points.
const HALL_LIGHT: [f32; 2] = [300.0, 28.0];

/// Returns the scene at the top of the Welcome page: a hall with an open door, or only its light. The upper corners are
/// those of the sheet around it.
pub(crate) fn hall(area: Rect, has_door: bool, (palette, is_dark): (&Palette, bool)) -> Shape {
    let paint = SceneColours::new(palette, is_dark);
    let [far, near] = paint.wall;
    let (wall, floor) = area.split_top_bottom_at_y(area.bottom() - HALL_FLOOR);
    let mut shapes = Vec::new();
    // A gradient cannot have round corners, and a rectangle none that are wider than half of it.
    let side = 2.0 * f32::from(BOX_RADIUS);
    let (left, rest) = wall.split_left_right_at_x(wall.left() + side);
    let (middle, right) = rest.split_left_right_at_x(wall.right() - side);
    let corner = if has_door { BOX_RADIUS - 1 } else { 0 };
    let nw = CornerRadius {
        nw: corner,
        ..CornerRadius::ZERO
    };
    let ne = CornerRadius {
        ne: corner,
        ..CornerRadius::ZERO
    };
    shapes.push(Shape::rect_filled(left, nw, near));
    shapes.push(Shape::rect_filled(right, ne, far));
    shapes.push(Shape::gradient_rect(
        middle,
        Direction::LeftToRight,
        [near, far],
    ));
    let [one, other] = paint.floor;
    shapes.push(Shape::gradient_rect(
        floor,
        Direction::LeftToRight,
        [other, one],
    ));
    if has_door {
        door_of_hall(&mut shapes, floor, &paint);
    }
    let line = Stroke::new(1.0, palette.line);
    shapes.push(Shape::hline(area.x_range(), area.bottom(), line));
    Shape::Vec(shapes)
}

fn door_of_hall(shapes: &mut Vec<Shape>, floor: Rect, paint: &SceneColours) {
    let [width, height, right] = HALL_DOOR;
    let right = (floor.right() - right).round();
    let top = floor.top() - height;
    let opening = Rect::from_min_max(pos2(right - width, top), pos2(right, floor.top()));
    let frame = opening.expand(4.0).with_max_y(floor.top());
    let [on_wall, glow] = paint.glow;
    let [reach, rise] = HALL_LIGHT;
    let (near, far) = (frame.left(), frame.left() - reach);
    let light = [
        frame.left_top(),
        pos2(far, frame.top() - rise),
        pos2(far, floor.top()),
        pos2(near, floor.top()),
    ];
    shapes.extend(faded(light, on_wall, FADE));
    shapes.push(Shape::rect_filled(frame, 0, paint.frame));
    shapes.push(Shape::gradient_rect(
        opening,
        Direction::TopDown,
        paint.light,
    ));
    let light = [
        opening.left_bottom(),
        opening.right_bottom(),
        pos2(right - width + 10.0, floor.bottom()),
        pos2(right - width - 120.0, floor.bottom()),
    ];
    shapes.push(quad_mesh(light, [glow, glow, glow, Color32::TRANSPARENT]));
    let end = right + 26.0;
    let leaf = [
        opening.right_top(),
        pos2(end, top + 8.0),
        pos2(end, floor.top() + 8.0),
        opening.right_bottom(),
    ];
    let [near, far] = paint.leaf;
    shapes.push(quad_mesh(leaf, [near, far, far, near]));
    let knob = pos2(end - 5.0, opening.center().y + 6.0);
    shapes.push(Shape::circle_filled(knob, 2.5, paint.knob));
}

/// Returns a quadrilateral with a colour at each corner.
fn quad_mesh(corners: [Pos2; 4], colours: [Color32; 4]) -> Shape {
    let mut mesh = Mesh::default();
    for (pos, color) in corners.into_iter().zip(colours) {
        mesh.vertices.push(Vertex {
            pos,
            uv: egui::epaint::WHITE_UV,
            color,
        });
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    Shape::mesh(mesh)
}
