//! The users who wait for approval, and the e-mail addresses that may register.

use egui::{Align, Button, Layout, Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::messages::Messages;
use crate::screen::users::{Event, UsersScreen};
use crate::service::admin_action::AdminAction;
use crate::service::users::list::UserRow;

use crate::ui::theme::{DENSE_HEIGHT, GAP, NARROW_WIDTH, SMALL_GAP, TextRole, WIDE_WIDTH, palette};
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::card::{column, empty};
use crate::ui::widgets::dense::{
    DenseKind, dense_button, dense_style, dense_width, labelled_button,
};
use crate::ui::widgets::focus_ring::ring_inside;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::menu::menu_under;
use crate::ui::widgets::panel::panel;
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::row_menu::{MenuItem, menu_item};
use crate::ui::widgets::text::weak;
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The most users and addresses that are listed at once.
const SHOWN: usize = 20;
/// The height of a row, in points.
const ROW: f32 = 40.0;
/// The diameter of a picture, in points.
const FACE: f32 = 36.0;
/// The space between controls, in points.
const SPACE: f32 = 8.0;
/// The width of the menu with roles, in points.
const MENU: f32 = 200.0;

/// Draws the users who wait for approval, each with buttons that approve and refuse.
pub(crate) fn waiting_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages) -> Option<Event> {
    let list = screen.users.as_ref()?;
    if list.waiting.is_empty() {
        let message = messages.message("users-waiting-none", &[]);
        empty(ui, Scene::NoMatch, &message);
        return None;
    }
    intro_ui(ui, &messages.get("users-waiting-intro"));
    let rows = list.waiting.iter().filter_map(|at| list.rows.get(*at));
    let rows: Vec<_> = rows.take(SHOWN).collect();
    let event = column(ui, WIDE_WIDTH + 84.0, |ui| {
        panel(ui, |ui| {
            let mut event = None;
            for (at, row) in rows.iter().enumerate() {
                if at > 0 {
                    ui.add_space(SMALL_GAP);
                    ui.separator();
                    ui.add_space(SMALL_GAP);
                }
                event = event.or(waiting_row_ui(ui, row, &list.grantable, messages));
            }
            event
        })
    });
    more_ui(ui, list.waiting_count(), messages);
    event
}

fn waiting_row_ui(
    ui: &mut Ui,
    row: &UserRow,
    grantable: &[String],
    messages: &Messages,
) -> Option<Event> {
    let names = [
        "users-refuse-button",
        "users-approve-button",
        "users-approve-as",
    ];
    let texts = names.map(|name| messages.get(name));
    let icons = [None, Some("check"), None];
    let widths = [0, 1, 2].map(|at| dense_width(ui, icons[at], &texts[at]) + SPACE);
    let buttons = widths.iter().sum::<f32>();
    let name = [("name", row.name.as_str().into())];
    let is_narrow = ui.available_width() < NARROW_WIDTH - 120.0;
    let draw_buttons = |ui: &mut Ui| {
        let act = |action: fn(String) -> AdminAction| Event::Do(action(row.username.clone()));
        let refuse = messages.with("users-refuse", &name);
        let refuse = labelled_button(ui, DenseKind::Quiet, (None, &texts[0]), &refuse);
        let approve = messages.with("users-approve", &name);
        let approve = labelled_button(ui, DenseKind::Secondary, (icons[1], &texts[1]), &approve);
        // A menu does not wrap by itself.
        if ui.available_size_before_wrap().x < widths[2] {
            ui.end_row();
        }
        let with_role = roles_ui(ui, row, (&texts[2], grantable), messages);
        let refused = refuse.clicked().then(|| act(AdminAction::Remove));
        let approved = approve.clicked().then(|| act(AdminAction::Approve));
        refused.or(approved).or(with_role)
    };
    if is_narrow {
        let width = ui.available_width();
        let shown = who_ui(ui, row, width, messages);
        ui.add_space(SMALL_GAP);
        let chosen = ui.horizontal_wrapped(draw_buttons).inner;
        return chosen.or(shown);
    }
    let line = ui.horizontal(|ui| {
        let width = ui.available_width() - buttons;
        let shown = who_ui(ui, row, width, messages);
        draw_buttons(ui).or(shown)
    });
    line.inner
}

/// Draws the button that approves with one of the roles that the administrator may give, and its menu.
fn roles_ui(
    ui: &mut Ui,
    row: &UserRow,
    (text, grantable): (&str, &[String]),
    messages: &Messages,
) -> Option<Event> {
    if grantable.is_empty() {
        return None;
    }
    let name = ("name", row.name.as_str().into());
    let label = messages.with("users-approve-with-role", &[name]);
    let scope = ui.scope(|ui| {
        dense_style(ui);
        let button = Button::new(TextRole::Label.text(ui, text));
        let button = button.min_size(vec2(dense_width(ui, None, text), DENSE_HEIGHT));
        menu_under(ui, button, &label, MENU, |ui| {
            clicked(grantable, |role| {
                let item = MenuItem {
                    icon: "badge",
                    text: role,
                    key: None,
                    is_danger: false,
                };
                menu_item(ui, item)
            })
        })
        .1
    });
    let role = scope.inner?.clone();
    let username = row.username.clone();
    Some(Event::Do(AdminAction::ApproveAs { username, role }))
}

/// Draws the picture, the name and the address of a user, which open the user when they are clicked.
fn who_ui(ui: &mut Ui, row: &UserRow, width: f32, messages: &Messages) -> Option<Event> {
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    let area = rect.shrink2(vec2(4.0, 0.0));
    let centre = area.left_center() + vec2(FACE / 2.0, 0.0);
    let face = Rect::from_center_size(centre, Vec2::splat(FACE));
    face_ui(ui, face, (&row.username, &row.name), None);
    let text = area.with_min_x(face.right() + 14.0);
    let (above, below) = text.split_top_bottom_at_fraction(0.5);
    let style = if response.hovered() {
        CellStyle::Coloured(palette(ui.visuals()).accent_text)
    } else {
        CellStyle::Strong
    };
    cell(ui, &row.name, above, style);
    let about = if row.email.is_empty() {
        messages.get("users-waiting-without-email")
    } else {
        row.email.as_str().into()
    };
    cell(ui, &about, below, CellStyle::Weak);
    let name = [("name", row.name.as_str().into())];
    let label = messages.with("users-show", &name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    ring_inside(ui, &response);
    let is_clicked = response.clicked();
    is_clicked.then(|| Event::Show(row.username.clone()))
}

/// Draws the e-mail addresses that may register.
pub(crate) fn allowed_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages) -> Option<Event> {
    let list = screen.users.as_ref()?;
    intro_ui(ui, &messages.get("users-invite-intro"));
    let invite = messages.get("users-invite");
    let is_clicked = dense_button(ui, DenseKind::Secondary, Some("mail"), &invite).clicked();
    let mut event = is_clicked.then_some(Event::Invite);
    ui.add_space(GAP);
    if list.invited.is_empty() {
        weak(ui, &messages.get("users-allowed-none"));
        return event;
    }
    column(ui, WIDE_WIDTH, |ui| {
        panel(ui, |ui| {
            let text = messages.get("users-remove-address");
            let button = dense_width(ui, None, &text) + SPACE;
            for email in list.invited.iter().take(SHOWN) {
                ui.horizontal(|ui| {
                    let room = vec2(ui.available_width() - button, 0.0);
                    let left = Layout::left_to_right(Align::Center);
                    ui.allocate_ui_with_layout(room, left, |ui| {
                        ui.set_min_width(room.x);
                        ui.add(egui::Label::new(TextRole::Table.text(ui, email)).truncate());
                    });
                    let name = [("email", email.as_str().into())];
                    let label = messages.with("users-uninvite", &name);
                    let remove = labelled_button(ui, DenseKind::Quiet, (None, &text), &label);
                    if remove.clicked() {
                        event = Some(Event::Do(AdminAction::Uninvite(email.clone())));
                    }
                });
            }
        });
    });
    more_ui(ui, list.invited_count(), messages);
    event
}

/// Draws an icon and what the list is about.
fn intro_ui(ui: &mut Ui, text: &str) {
    ui.horizontal_top(|ui| {
        let colour = palette(ui.visuals()).weak;
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::empty());
        paint(
            ui,
            rect.center(),
            ("info", IconStyle::Outlined),
            20.0,
            colour,
        );
        ui.add(egui::Label::new(TextRole::Table.text(ui, text).color(colour)).wrap());
    });
    ui.add_space(GAP);
}

/// Draws how many more there are than are listed.
fn more_ui(ui: &mut Ui, count: usize, messages: &Messages) {
    if count > SHOWN {
        let more = [("count", (count - SHOWN).into())];
        weak(ui, &messages.with("broken-more", &more));
    }
}
