//! The dialog before an action that cannot be undone: the username is typed to confirm it.

use egui::{ScrollArea, Sense, Ui, Vec2};

use crate::domain::fold;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::users::{Confirmed, Event, Part, UsersScreen};
use crate::service::users::list::Status;

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, NOTE_RADIUS, SMALL_GAP, TextRole, palette};
use crate::ui::users::actions::disabling;
use crate::ui::widgets::button::{danger, small_link};
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::dialog::{answers, wide_dialog};
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::icon::{IconStyle, decoration, paint};
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{dialog_heading, weak};

/// The diameter of the circle around the icon, in points.
const CIRCLE: f32 = 44.0;

/// The width of the dialog, in points.
const WIDTH: f32 = 440.0;
/// The width below which there is no icon, in points.
const WITH_ICON: f32 = 320.0;
/// The height of what is around the content in the window, in points.
const AROUND: f32 = 144.0;
/// The least height of the content, in points.
const LOWEST: f32 = 160.0;

/// What the dialog says, by the action.
struct Texts {
    icon: &'static str,
    title: &'static str,
    intro: &'static str,
    button: &'static str,
}

impl Texts {
    fn of(action: Confirmed) -> Self {
        match action {
            Confirmed::Remove | Confirmed::Erase => Self {
                icon: "delete",
                title: "users-remove-heading",
                intro: "users-remove-intro",
                button: "users-remove-confirm",
            },
            Confirmed::EndParked => Self {
                icon: "switch_account",
                title: "users-parked-heading",
                intro: "users-parked-intro",
                button: "users-parked-confirm",
            },
            Confirmed::EndCredentials => Self {
                icon: "gpp_bad",
                title: "users-end-heading",
                intro: "users-end-intro",
                button: "users-end-confirm",
            },
        }
    }
}

pub(crate) fn confirm_ui(
    ui: &Ui,
    screen: &mut UsersScreen,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let Part::Confirm {
        action, username, ..
    } = &screen.part
    else {
        return None;
    };
    let row = screen.find(username);
    let name = row.map_or_else(|| username.clone(), |row| row.name.clone());
    let can_disable = row.is_some_and(|row| row.status != Status::Disabled);
    // Names are erased at a trusted computer.
    let can_erase = !screen.is_part();
    let title = [("name", name.as_str().into())];
    let label = draw.messages.with(Texts::of(*action).title, &title);
    let id = "an action is confirmed";
    let height = (ui.ctx().content_rect().height() - AROUND).max(LOWEST);
    let (event, is_closed) = wide_dialog(ui.ctx(), id, (&label, WIDTH), |ui| {
        let area = ScrollArea::vertical().max_height(height);
        scroll(ui, area.min_scrolled_height(height), |ui| {
            content_ui(ui, screen, (&name, can_disable, can_erase), busy, draw)
        })
    });
    event.or((is_closed && !busy.is_busy()).then_some(Event::Back))
}

fn content_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    (full_name, can_disable, can_erase): (&str, bool, bool),
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let Part::Confirm {
        action,
        username,
        typed,
        wants_focus,
    } = &mut screen.part
    else {
        return None;
    };
    let texts = Texts::of(*action);
    let name = [("name", username.as_str().into())];
    let full_name = [("name", full_name.into())];
    ui.horizontal_top(|ui| {
        if ui.available_width() > WITH_ICON {
            icon_ui(ui, texts.icon);
            ui.add_space(SMALL_GAP);
        }
        ui.vertical(|ui| {
            dialog_heading(ui, &messages.with(texts.title, &full_name));
            weak(ui, &messages.with(texts.intro, &name));
        });
    });
    ui.add_space(GAP);
    let can_delete = matches!(action, Confirmed::Remove | Confirmed::Erase);
    let can_erase = can_delete && can_erase;
    let is_disabled = can_delete && can_disable && disable_ui(ui, messages);
    let mut event = is_disabled.then(|| Event::Do(disabling(username, true)));
    let options = FieldOptions {
        is_enabled: busy < Busy::Shown,
        wants_focus: std::mem::take(wants_focus),
        ..FieldOptions::new(messages.get("field-username"))
    };
    let field = text_field(ui, typed, &options, &mut draw.cache.fields);
    event = event.or(field.entered.then_some(Event::Submit));
    if can_erase {
        let mut erases = *action == Confirmed::Erase;
        let label = messages.get("users-erase");
        checkbox(ui, &mut erases, &label, busy < Busy::Shown);
        ui.add_space(SMALL_GAP);
        *action = if erases {
            Confirmed::Erase
        } else {
            Confirmed::Remove
        };
    }
    ui.add_space(SMALL_GAP);
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("account-busy"));
        return event;
    }
    let is_confirmed = fold(typed.trim()) == fold(username);
    let button = messages.with(texts.button, &full_name);
    let texts = [&*messages.get("button-cancel"), &*button];
    answers(
        ui,
        texts,
        (danger, is_confirmed),
        [Event::Back, Event::Submit],
    )
    .or(event)
}

/// Draws an icon in a circle.
fn icon_ui(ui: &mut Ui, icon: &str) {
    let error = palette(ui.visuals()).error;
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(CIRCLE), Sense::empty());
    ui.painter()
        .circle_filled(rect.center(), CIRCLE / 2.0, error.tint);
    let icon = (icon, IconStyle::Filled);
    paint(ui, rect.center(), icon, 24.0, error.text);
}

/// Draws the hint that disabling a user is enough. Returns `true` if that was chosen.
fn disable_ui(ui: &mut Ui, messages: &Messages) -> bool {
    let palette = palette(ui.visuals());
    let frame = egui::Frame::new()
        .fill(palette.soft)
        .stroke(egui::Stroke::new(1.0, palette.line))
        .corner_radius(NOTE_RADIUS)
        .inner_margin(egui::Margin::symmetric(12, 6));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            decoration(ui, "lightbulb", 18.0, palette.weak);
            ui.label(TextRole::Small.text(ui, messages.get("users-remove-hint").as_ref()));
            small_link(ui, &messages.get("users-disable-instead"), true).clicked()
        })
        .inner
    });
    ui.add_space(GAP);
    inner.inner
}
