//! The dialog in which a second person approves an action: what it is on the left or above, who approves it beside.

use egui::{CornerRadius, Id, Label, Rect, ScrollArea, Shape, Stroke, Ui, UiBuilder, vec2};

use crate::messages::{Message, Messages};
use crate::screen::approval::{ApprovalField, ApprovalForm, Event, Notice};
use crate::screen::{BUSY_AFTER, Busy};
use crate::service::approvals::ApprovalRequest;

use crate::domain::two_factor::is_whole;
use crate::ui::draw::Draw;
use crate::ui::theme::{DIALOG_RADIUS, GAP, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::{primary, secondary};
use crate::ui::widgets::cells_field::cells_field;
use crate::ui::widgets::dialog::{answers, wide_dialog};
use crate::ui::widgets::field::FieldOptions;
use crate::ui::widgets::form::{Form, field_error};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::notice::{Kind, form_notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{dialog_heading, small};

/// The width of the dialog, in points.
const WIDTH: f32 = 640.0;
/// The least width of the content with two columns, in points.
const TWO_COLUMNS: f32 = 520.0;
/// The least height of a window with two columns, which do not scroll, in points.
const HIGH: f32 = 640.0;
/// The space around the columns, in points.
const MARGIN: f32 = 24.0;
/// The width of the names of the details, in points.
const NAMES: f32 = 88.0;
/// The height of what is around the content in a window, in points.
const AROUND: f32 = 96.0;
/// The least height of the content, in points.
const LOWEST: f32 = 160.0;

pub(crate) fn approval_ui(ui: &Ui, form: &mut ApprovalForm, draw: &mut Draw<'_>) -> Option<Event> {
    if is_drawn(ui) {
        return None;
    }
    let label = draw.messages.get("approval-heading");
    let id = "a second person is asked";
    let window = ui.ctx().content_rect().height();
    let height = (window - AROUND).max(LOWEST);
    let (event, is_closed) = wide_dialog(ui.ctx(), id, (&label, WIDTH), |ui| {
        if ui.available_width() >= TWO_COLUMNS && window >= HIGH {
            return columns_ui(ui, form, draw);
        }
        let area = ScrollArea::vertical().max_height(height);
        scroll(ui, area.min_scrolled_height(height), |ui| {
            what_ui(ui, &form.request, draw.messages);
            ui.add_space(GAP);
            who_ui(ui, form, draw)
        })
    });
    event.or(is_closed.then_some(Event::Cancel))
}

/// Returns `true` if the dialog is drawn in this pass already: an app that draws several of our screens must not have two of it,
/// which would both take what is typed.
fn is_drawn(ui: &Ui) -> bool {
    let key = Id::unique("a second person is asked in this pass");
    let (pass, viewport) = (ui.ctx().cumulative_pass_nr(), ui.ctx().viewport_id());
    let last = ui.data(|data| data.get_temp(key));
    ui.data_mut(|data| data.insert_temp(key, (pass, viewport)));
    last == Some((pass, viewport))
}

/// Draws what is approved on a ground of its own, and the fields beside it.
fn columns_ui(ui: &mut Ui, form: &mut ApprovalForm, draw: &mut Draw<'_>) -> Option<Event> {
    let colours = palette(ui.visuals());
    let ground = ui.painter().add(Shape::Noop);
    let line = ui.painter().add(Shape::Noop);
    let whole = ui.available_rect_before_wrap();
    let middle = whole.center().x;
    let column = |left: f32, right: f32| {
        let max = Rect::from_x_y_ranges(left..=right, whole.y_range());
        UiBuilder::new().max_rect(max)
    };
    let left = column(whole.left(), middle - MARGIN);
    let what = ui.scope_builder(left, |ui| what_ui(ui, &form.request, draw.messages));
    let right = column(middle + MARGIN, whole.right());
    let who = ui.scope_builder(right, |ui| who_ui(ui, form, draw));
    let bottom = what.response.rect.bottom().max(who.response.rect.bottom());
    let area = Rect::from_min_max(whole.min, egui::pos2(middle, bottom));
    let area = Rect::from_min_max(
        area.min - egui::Vec2::splat(MARGIN),
        area.max + vec2(0.0, MARGIN),
    );
    let radius = CornerRadius {
        nw: DIALOG_RADIUS,
        sw: DIALOG_RADIUS,
        ..CornerRadius::ZERO
    };
    let inside = area.shrink2(vec2(1.0, 1.0));
    ui.painter()
        .set(ground, Shape::rect_filled(inside, radius, colours.soft));
    let edge = [area.right_top(), area.right_bottom()];
    let stroke = Stroke::new(1.0, colours.line);
    ui.painter().set(line, Shape::line_segment(edge, stroke));
    who.inner
}

/// Draws what is approved, in the words of the app.
fn what_ui(ui: &mut Ui, request: &ApprovalRequest, messages: &Messages) {
    small(ui, &messages.get("approval-heading"));
    let summary = request.summary();
    dialog_heading(ui, &summary.title);
    ui.add_space(SMALL_GAP);
    let name = request.user().display_name();
    let asked_by = messages.get("approval-asked-by");
    // Users choose their display name themselves.
    let who = format!("{name} ({})", request.user().username.as_str());
    detail_ui(ui, &asked_by, &who);
    for (name, value) in &summary.details {
        detail_ui(ui, name, value);
    }
    ui.add_space(SMALL_GAP);
    let names = [("name", name.as_str().into())];
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        decoration(ui, "visibility", 16.0, palette(ui.visuals()).weak);
        // Below each other, so that it wraps.
        ui.vertical(|ui| small(ui, &messages.with("approval-recorded", &names)));
    });
}

/// Draws a name and a value beside it.
fn detail_ui(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        let colour = palette(ui.visuals()).weak;
        ui.vertical(|ui| {
            ui.set_width(NAMES);
            ui.add(Label::new(TextRole::Table.text(ui, name).color(colour)).wrap());
        });
        ui.vertical(|ui| ui.add(Label::new(TextRole::Table.text(ui, value)).wrap()));
    });
}

/// Draws the fields of the approver, and the buttons.
fn who_ui(ui: &mut Ui, form: &mut ApprovalForm, draw: &mut Draw<'_>) -> Option<Event> {
    let busy = form.busy(draw.now);
    let is_entered = fields_ui(ui, form, busy < Busy::Shown, draw);
    optional(ui, |ui| match &form.notice {
        None => {}
        Some(Notice::Form(notice)) => form_notice(ui, draw, Some(notice)),
        Some(notice) => {
            let message = message(draw.messages, notice);
            notice_above(ui, draw.messages, Kind::Error, &message);
        }
    });
    let messages = draw.messages;
    let event = is_entered.then_some(Event::Submit);
    if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("code-busy"));
        ui.add_space(SMALL_GAP);
        let cancel = secondary(ui, &messages.get("button-cancel"), true);
        return event.or(cancel.clicked().then_some(Event::Cancel));
    }
    let texts = ["button-cancel", "approval-button"].map(|name| messages.get(name));
    let texts = [&*texts[0], &*texts[1]];
    answers(ui, texts, (primary, true), [Event::Cancel, Event::Submit]).or(event)
}

/// Draws the fields. Returns `true` if Enter was pressed in one, or the last digit of the code was typed.
fn fields_ui(ui: &mut Ui, form: &mut ApprovalForm, is_enabled: bool, draw: &mut Draw<'_>) -> bool {
    let focus = form.focus.take();
    let mut fields = Form {
        errors: &mut form.errors,
        focus,
        is_enabled,
    };
    let mut is_entered = false;
    if let Some(reason) = &mut form.reason {
        let field = (ApprovalField::Reason, "approval-reason");
        is_entered |= fields.text(ui, field, reason, draw).entered;
    }
    let field = (ApprovalField::Login, "approval-approver");
    let login = fields.text(ui, field, &mut form.login, draw);
    is_entered |= login.entered;
    let field = (ApprovalField::Password, "approval-password");
    let password = fields.password(ui, field, &mut form.password, draw);
    is_entered |= password.entered;
    if form.code.is_asked {
        let error = form.code.error;
        let options = FieldOptions {
            error: error.map(|error| field_error(draw.messages, error)),
            is_enabled,
            wants_focus: focus == Some(ApprovalField::Code),
            ..FieldOptions::new(draw.messages.get("code-field"))
        };
        let code = cells_field(ui, &mut form.code.text, &options, &mut draw.cache.fields);
        let is_last = code.changed && is_whole(&form.code.text) && !form.password.text.is_empty();
        is_entered |= code.entered || is_last;
    }
    if login.changed {
        form.login_edited();
    }
    ui.add_space(GAP);
    is_entered
}

fn message(messages: &Messages, notice: &Notice) -> Message {
    match notice {
        Notice::SignIn(error) => messages.sign_in_error(error),
        Notice::SamePerson => messages.message("approval-same-person", &[]),
        Notice::NotReady => messages.message("approval-not-ready", &[]),
        Notice::NotAllowed | Notice::Form(_) => messages.message("approval-not-allowed", &[]),
    }
}
