//! The side panel: the user who is open beside the list.

use egui::{CornerRadius, EventFilter, Id, Key, Rect, Response, ScrollArea, Stroke, Ui, UiBuilder};
use egui::{Frame, Margin, pos2, vec2};

use egui::emath::easing::cubic_out;

use crate::domain::appearance::Motion;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::users::{Event, Part, UsersScreen};
use crate::service::users::list::UserRow;

use crate::ui::theme::{BOX_RADIUS, DENSE_HEIGHT, Elevation, motion, palette};
use crate::ui::users::details::{about_ui, ends_ui};
use crate::ui::widgets::dense::{DenseKind, ICON, PADDING, labelled_button};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::submit::is_escape;
use crate::ui::widgets::text::{group, small};

/// The space at the left and the right of what is in the panel, and above it, in points.
const MARGIN: [f32; 2] = [20.0, 13.0];
/// The space below the place in the list, in points.
const BELOW: f32 = 4.0;
/// How long it takes the panel to appear, in seconds.
const FADE: f64 = 0.15;
/// How far it moves meanwhile, in points.
const OFFSET: f32 = 8.0;
/// The height of the buttons at the bottom, in points.
const FOOTER: f32 = 52.0;

/// Draws the panel into an area, with what `notices` draws above the user.
pub(crate) fn panel_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    (area, busy, is_menu_open): (Rect, Busy, bool),
    messages: &Messages,
    notices: impl FnOnce(&mut Ui) -> Option<Event>,
) -> Option<Event> {
    let row = screen.find(screen.open_user()?)?;
    let opacity = ui.opacity();
    let (shown, offset) = appeared(ui);
    ui.set_opacity(opacity * shown);
    background_ui(
        ui,
        area.translate(vec2(offset, 0.0)).with_max_x(area.right()),
    );
    let child = UiBuilder::new().id_salt("panel");
    let child = child.max_rect(area.shrink2(MARGIN.into()).translate(vec2(offset, 0.0)));
    let scope = ui.scope_builder(child, |ui| {
        ui.shrink_clip_rect(area.shrink(1.0));
        ui.spacing_mut().interact_size.y = DENSE_HEIGHT;
        ui.spacing_mut().item_spacing.y = 0.0;
        group(ui, &row.name);
        let is_covered = is_menu_open || ui.memory(|memory| memory.top_modal_layer().is_some());
        let has_keys = !is_covered && matches!(screen.part, Part::Details(_));
        let key = has_keys.then(|| keys(ui, screen, row, area)).flatten();
        let header = header_ui(ui, screen, (row, area), messages);
        let body = body_ui(ui, screen, (row, area, busy), messages, notices);
        key.or(header).or(body).filter(|_| !busy.is_busy())
    });
    ui.set_opacity(opacity);
    scope.inner
}

/// Returns how much of the panel has appeared, from 0 to 1, and how far to the right of its place it is.
fn appeared(ui: &Ui) -> (f32, f32) {
    let key = Id::unique("when the panel was opened");
    let (pass, now) = (ui.ctx().cumulative_pass_nr(), ui.input(|input| input.time));
    let opened_at = ui.data_mut(|data| {
        let last: Option<(f64, u64)> = data.get_temp(key);
        let last = last.filter(|(_, drawn)| drawn + 1 >= pass);
        let opened_at = last.map_or(now, |(opened_at, _)| opened_at);
        data.insert_temp(key, (opened_at, pass));
        opened_at
    });
    let share = (now - opened_at) / FADE;
    if motion(ui) == Motion::Reduced || share >= 1.0 {
        return (1.0, 0.0);
    }
    ui.ctx().request_repaint();
    #[expect(clippy::cast_possible_truncation, reason = "from 0 to 1")]
    let shown = cubic_out(share as f32);
    (shown, OFFSET * (1.0 - shown))
}

fn background_ui(ui: &Ui, area: Rect) {
    let palette = palette(ui.visuals());
    let area = area.shrink2(vec2(0.0, 1.0)).with_max_x(area.right() - 1.0);
    let radius = CornerRadius {
        ne: BOX_RADIUS - 1,
        se: BOX_RADIUS - 1,
        ..CornerRadius::ZERO
    };
    let [_, shadow] = Elevation::Card.shadows(ui.visuals().dark_mode);
    // The shadow falls on the list only.
    let list = area.with_max_x(area.left()).with_min_x(area.left() - 60.0);
    let painter = ui.painter().with_clip_rect(list);
    painter.add(shadow.as_shape(area, radius));
    ui.painter().rect_filled(area, radius, palette.raised);
    let line = Stroke::new(1.0, palette.line);
    ui.painter().vline(area.left(), area.y_range(), line);
}

/// Draws the place in the list, the arrows to the users before and after, and the button that closes the panel.
fn header_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    (row, area): (&UserRow, Rect),
    messages: &Messages,
) -> Option<Event> {
    let line = ui.horizontal(|ui| {
        ui.set_min_height(DENSE_HEIGHT);
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.push_id("place", |ui| place_ui(ui, screen, row, messages));
        let buttons = 3.0 * (2.0 * PADDING + ICON) + 2.0 * ui.spacing().item_spacing.x;
        ui.add_space((ui.available_width() - buttons + PADDING).max(0.0));
        ui.push_id("buttons", |ui| {
            let mut event = None;
            let arrows = [
                ("keyboard_arrow_up", "users-previous", -1),
                ("keyboard_arrow_down", "users-next", 1),
            ];
            for (icon, name, step) in arrows {
                let to = neighbour(screen, row, step);
                let button = |ui: &mut Ui| button_ui(ui, icon, name, messages);
                let button = ui.add_enabled_ui(to.is_some(), button);
                event = event.or(to.filter(|_| button.inner.clicked()));
            }
            let close = button_ui(ui, "close", "button-close", messages);
            keep_focus(ui, row, area, &close);
            event.or(close.clicked().then_some(Event::Back))
        })
        .inner
    });
    line.inner
}

fn button_ui(ui: &mut Ui, icon: &str, name: &str, messages: &Messages) -> Response {
    labelled_button(ui, DenseKind::Quiet, (Some(icon), ""), &messages.get(name))
}

/// Draws the place in the list. Screen readers announce it with the name when another user is opened.
fn place_ui(ui: &mut Ui, screen: &UsersScreen, row: &UserRow, messages: &Messages) {
    let Some(at) = screen.place(&row.username) else {
        return;
    };
    let values = [("place", (at + 1).into()), ("count", screen.shown().into())];
    let place = messages.with("users-place", &values);
    let response = small(ui, &place);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
        node.set_value(format!("{}, {place}", row.name));
    });
}

/// What is known of the panel from the last pass.
#[derive(Clone)]
struct Last {
    username: String,
    pass: u64,
    /// Whether the focus was in the panel, or in a question about it.
    had_focus: bool,
}

/// Moves the focus into the panel when a user is opened, unless it is there already, and when what had the focus there
/// is gone, such as the button that unlocks a user.
fn keep_focus(ui: &Ui, row: &UserRow, area: Rect, close: &Response) {
    let key = Id::unique("the user who was open in the last pass");
    let pass = ui.ctx().cumulative_pass_nr();
    let last: Option<Last> = ui.data(|data| data.get_temp(key));
    let is_same = |last: &Last| last.username == row.username && last.pass + 1 >= pass;
    let last = last.filter(is_same);
    let is_inside = focused_in(ui, area).is_some();
    let is_nowhere = ui.memory(egui::Memory::focused).is_none();
    let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some());
    let is_pointed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let had_focus = last.as_ref().is_some_and(|last| last.had_focus);
    let is_lost = had_focus && is_nowhere && !is_covered && !is_pointed;
    if (last.is_none() && !is_inside) || is_lost {
        close.request_focus();
    }
    let has_focus = is_inside || last.is_none() || is_lost || (had_focus && is_covered);
    ui.data_mut(|data| {
        let last = Last {
            username: row.username.clone(),
            pass,
            had_focus: has_focus,
        };
        data.insert_temp(key, last);
    });
}

/// Returns the widget in an area that has the focus.
fn focused_in(ui: &Ui, area: Rect) -> Option<Id> {
    let focused = ui.memory(egui::Memory::focused)?;
    let response = ui.ctx().read_response(focused)?;
    area.contains(response.rect.center()).then_some(focused)
}

/// Draws the user, and at the bottom the actions that end the access of the user.
fn body_ui(
    ui: &mut Ui,
    screen: &UsersScreen,
    (row, area, busy): (&UserRow, Rect, Busy),
    messages: &Messages,
    notices: impl FnOnce(&mut Ui) -> Option<Event>,
) -> Option<Event> {
    ui.add_space(BELOW);
    let line = area.bottom() - FOOTER;
    let inside = ui.max_rect();
    let body = Rect::from_x_y_ranges(area.x_range(), ui.cursor().top()..=line);
    let child = UiBuilder::new().id_salt("body").max_rect(body);
    let about = ui.scope_builder(child, |ui| {
        scroll(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
            let margin = Frame::new().inner_margin(Margin::symmetric(20, 0));
            let about = margin.show(ui, |ui| {
                let event = optional(ui, notices);
                about_ui(ui, screen, row, busy, messages).or(event)
            });
            about.inner
        })
    });
    let edge = Stroke::new(1.0, palette(ui.visuals()).line);
    ui.painter().hline(area.x_range(), line, edge);
    let margin = vec2(PADDING, (FOOTER - DENSE_HEIGHT) / 2.0);
    let footer = Rect::from_min_max(
        pos2(inside.left() - margin.x, line + margin.y),
        pos2(inside.right(), area.bottom()),
    );
    let child = UiBuilder::new().id_salt("ends").max_rect(footer);
    let ends = ui.scope_builder(child, |ui| ends_ui(ui, row, messages));
    about.inner.or(ends.inner)
}

/// Returns the event that opens the user before or after another one in the list.
fn neighbour(screen: &UsersScreen, row: &UserRow, step: isize) -> Option<Event> {
    let at = screen.place(&row.username)?.checked_add_signed(step)?;
    let to = screen.row(at)?;
    Some(Event::Show(to.username.clone()))
}

/// Handles the keys of the panel: Esc closes it, and the arrows move through the list while the focus is in it.
fn keys(ui: &Ui, screen: &UsersScreen, row: &UserRow, area: Rect) -> Option<Event> {
    if is_escape(ui) {
        return Some(Event::Back);
    }
    let focused = focused_in(ui, area)?;
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, filter));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let step = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
        (true, false) => 1,
        (false, true) => -1,
        _ => return None,
    };
    neighbour(screen, row, step)
}
