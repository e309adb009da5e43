//! Draws the bar at the bottom of the settings page, which says how many changes are not saved yet.

use egui::{
    Align, Frame, Label, Layout, Margin, Stroke, TextStyle, TextWrapMode, Ui, WidgetText, vec2,
};

use crate::messages::Messages;
use crate::screen::Now;
use crate::screen::settings::{Event, SettingsScreen};

use crate::ui::theme::{
    BOX_RADIUS, CONTROL_HEIGHT, Elevation, NARROW_WIDTH, SMALL_GAP, TextRole, palette,
};
use crate::ui::widgets::button::{danger, primary, primary_inline};
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::dialog::{answers, cancel_button, dialog};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{announce, dialog_heading, small};

/// The names of the labels of the buttons.
const DISCARD: &str = "settings-reset";
const REVIEW: &str = "settings-preview";
/// What the buttons are wider than their texts and paddings, in points.
const SLACK: f32 = 4.0;
/// The least height of the line with the number of changes in a narrow window, in points.
const LINE: f32 = 24.0;
/// The greatest width of the number of changes, in points.
const COUNT: f32 = 320.0;
/// The space above the bar, in points.
const ABOVE: f32 = 8.0;
/// The space inside the bar, above and below, in points.
const PADDING: i8 = 7;
/// The space inside the bar, at the left and the right, in points.
const SIDE: f32 = 16.0;
/// The side of the icon, in points.
const ICON: f32 = 20.0;

/// How the bar is laid out.
#[derive(Clone, Copy, PartialEq)]
enum Lines {
    /// The number of changes and the buttons beside each other.
    One,
    /// The buttons below the number of changes, which has this height.
    Two(f32),
    /// Each button below the other, because they do not fit beside each other.
    Three(f32),
}

impl Lines {
    /// Chooses the layout in a window with so much room for the bar.
    fn of(ui: &Ui, screen: &SettingsScreen, messages: &Messages) -> Self {
        let room = ui.available_width();
        if room >= NARROW_WIDTH {
            return Self::One;
        }
        let inside = room - 2.0 * SIDE - 2.0;
        let text = WidgetText::from(TextRole::Strong.text(ui, count_text(screen, messages)));
        let around = ICON + ui.spacing().item_spacing.x;
        let wrap = Some(TextWrapMode::Wrap);
        let galley = text.into_galley(ui, wrap, inside - around, TextStyle::Body);
        let height = galley.size().y.max(LINE).ceil();
        if buttons_width(ui, messages) <= inside {
            Self::Two(height)
        } else {
            Self::Three(height)
        }
    }

    /// Returns the height.
    fn height(self, ui: &Ui) -> f32 {
        let gap = ui.spacing().item_spacing.y;
        match self {
            Self::One => CONTROL_HEIGHT,
            Self::Two(text) => text + gap + CONTROL_HEIGHT,
            Self::Three(text) => text + 2.0 * (gap + CONTROL_HEIGHT),
        }
    }
}

/// Returns the height that the bar takes, which is nothing if nothing is changed.
pub(crate) fn bar_height(ui: &Ui, screen: &SettingsScreen, messages: &Messages) -> f32 {
    if screen.change_count() == 0 {
        return 0.0;
    }
    let lines = Lines::of(ui, screen, messages).height(ui);
    ABOVE + lines + 2.0 * f32::from(PADDING) + 2.0
}

/// Draws the bar.
pub(crate) fn unsaved_ui(
    ui: &mut Ui,
    screen: &SettingsScreen,
    now: Now,
    messages: &Messages,
) -> Option<Event> {
    let colours = palette(ui.visuals());
    let [shadow, _] = Elevation::Card.shadows(ui.visuals().dark_mode);
    let lines = Lines::of(ui, screen, messages);
    let frame = Frame::new()
        .fill(colours.raised)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(BOX_RADIUS)
        .shadow(shadow)
        .inner_margin(Margin::symmetric(16, PADDING));
    ui.add_space(ABOVE);
    let bar = |ui: &mut Ui| {
        ui.set_width(ui.available_width());
        let is_stacked = matches!(lines, Lines::Three(_));
        let buttons = |ui: &mut Ui| buttons_ui(ui, screen, now, is_stacked, messages);
        match lines {
            Lines::One => {}
            Lines::Two(height) | Lines::Three(height) => {
                count_ui(ui, screen, height, messages);
                return if is_stacked {
                    buttons(ui)
                } else {
                    ui.horizontal(buttons).inner
                };
            }
        }
        let row = ui.horizontal(|ui| {
            count_ui(ui, screen, CONTROL_HEIGHT, messages);
            if !screen.busy(now).is_busy() {
                let width = buttons_width(ui, messages);
                ui.add_space((ui.available_width() - width).max(0.0));
            }
            buttons(ui)
        });
        row.inner
    };
    frame.show(ui, bar).inner
}

fn count_text(screen: &SettingsScreen, messages: &Messages) -> String {
    let count = ("count", screen.change_count().into());
    messages.with("settings-unsaved", &[count])
}

fn count_ui(ui: &mut Ui, screen: &SettingsScreen, height: f32, messages: &Messages) {
    let size = vec2(ui.available_width().min(COUNT), height);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        decoration(ui, "edit", ICON, palette(ui.visuals()).warning.text);
        let text = TextRole::Strong.text(ui, count_text(screen, messages));
        let response = ui.add(Label::new(text).wrap());
        announce(ui, &response);
    });
}

/// Returns the width of the buttons with the space between them.
fn buttons_width(ui: &Ui, messages: &Messages) -> f32 {
    let spacing = ui.spacing();
    let around = 4.0 * spacing.button_padding.x + spacing.item_spacing.x + SLACK;
    let widths =
        [DISCARD, REVIEW].map(|name| role_width(ui, TextRole::Button, &messages.get(name)));
    widths.iter().sum::<f32>() + around
}

/// Draws the two buttons beside each other, or below each other with the main one first.
fn buttons_ui(
    ui: &mut Ui,
    screen: &SettingsScreen,
    now: Now,
    is_stacked: bool,
    messages: &Messages,
) -> Option<Event> {
    if screen.busy(now).is_busy() {
        busy_indicator(ui, &messages.get("account-busy"));
        return None;
    }
    let [to_discard, to_review] = [DISCARD, REVIEW].map(|name| messages.get(name));
    let (discard, review) = if is_stacked {
        let review = primary(ui, &to_review, true);
        (cancel_button(ui, &to_discard), review)
    } else {
        let discard = cancel_button(ui, &to_discard);
        (discard, primary_inline(ui, &to_review))
    };
    let discarded = discard.clicked().then_some(Event::Reset);
    review.clicked().then_some(Event::Preview).or(discarded)
}

/// Draws the question whether what was typed is to be discarded.
pub(crate) fn discard_ui(ui: &Ui, count: usize, messages: &Messages) -> Option<Event> {
    let title = messages.with("settings-discard", &[("count", count.into())]);
    let content = |ui: &mut Ui| {
        dialog_heading(ui, &title);
        small(ui, &messages.get("settings-discard-text"));
        ui.add_space(SMALL_GAP);
        let texts =
            ["settings-keep-editing", "settings-discard-button"].map(|name| messages.get(name));
        let texts = [&*texts[0], &*texts[1]];
        answers(ui, texts, (danger, true), [Event::Back, Event::Discard])
    };
    let id = "changes are to be discarded";
    let (event, is_closed) = dialog(ui.ctx(), id, &title, content);
    event.or(is_closed.then_some(Event::Back))
}
