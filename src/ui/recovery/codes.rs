//! Draws the recovery codes and the buttons that copy, save and print them.

use std::path::Path;

use egui::{Align, Layout, Ui, vec2};

use crate::domain::secret::Secret;
use crate::messages::{Message, Messages};
use crate::screen::flow::copied::CopyResult;
use crate::screen::recovery::codes::{CodesScreen, Event, Notice};

use crate::ui::app::language::head_ui;
use crate::ui::draw::Draw;
use crate::ui::theme::{CONTROL_HEIGHT, GAP, NARROW_WIDTH};
use crate::ui::widgets::button::primary;
use crate::ui::widgets::card::{CardHead, CardLayout, card, foot};
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::code_groups::code_list;
use crate::ui::widgets::copy_button::{copy_result_ui, joined};
use crate::ui::widgets::done_button::{Done, button_width, done_button};
use crate::ui::widgets::icon::icon_box;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::steps::Step;

/// The width of the card, in points: two columns of codes are wider than forms.
const WIDTH: f32 = 780.0;

pub(crate) fn codes_ui(
    ui: &mut Ui,
    screen: &mut CodesScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let layout = CardLayout {
        head: screen
            .is_set_up()
            .then_some(CardHead::Steps(Step::Codes, messages)),
        has_foot: true,
        ..WIDTH.into()
    };
    card(ui, layout, |ui| {
        let texts = ["codes-heading", "codes-intro"].map(|name| messages.get(name));
        let head = (texts[0].as_ref(), Some(texts[1].as_ref()));
        head_ui(ui, head, draw, |ui, _| icon_box(ui, "key"));
        ui.add_space(GAP);
        code_list(ui, &screen.codes);
        ui.add_space(GAP - ui.spacing().item_spacing.y);
        let event = buttons_ui(ui, screen, draw);
        copy_result_ui(ui, draw);
        optional(ui, |ui| {
            if let Some(message) = failure(messages, screen.notice.as_ref()) {
                notice(ui, messages, Kind::Error, &message);
            }
        });
        foot(ui, |ui| foot_ui(ui, screen, messages)).or(event)
    })
}

/// Draws the buttons, each of which says so once it is done.
fn buttons_ui(ui: &mut Ui, screen: &CodesScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let is_copied = matches!(draw.copy_result, Some(CopyResult::Done { .. }));
    let done = |name: &str| Done::new(messages.get(name).into_owned());
    let copied = is_copied.then(|| done("codes-copied"));
    let (saved, printed) = match &screen.notice {
        Some(Notice::Saved(path)) => (Some(saved(messages, path)), None),
        Some(Notice::Printed) => (None, Some(done("codes-printed"))),
        _ => (None, None),
    };
    let row = ui.horizontal_wrapped(|ui| {
        let mut button = |icon: &str, name: &str, done: Option<Done>| {
            done_button(ui, (icon, &messages.get(name)), done.as_ref(), true).clicked()
        };
        [
            button("content_copy", "codes-copy", copied),
            button("save", "codes-save", saved),
            button("print", "codes-print", printed),
        ]
    });
    match row.inner {
        [true, _, _] => {
            draw.copied_secret = Some(text(draw, screen));
            None
        }
        [_, true, _] => Some(Event::Save(text(draw, screen))),
        [_, _, true] => Some(Event::Print(text(draw, screen))),
        _ => None,
    }
}

/// Draws the checkbox, and the button that continues once it is ticked.
fn foot_ui(ui: &mut Ui, screen: &mut CodesScreen, messages: &Messages) -> Option<Event> {
    let label = messages.get("button-continue");
    let confirm = messages.get("codes-confirm");
    let is_narrow = ui.available_width() < NARROW_WIDTH / 2.0;
    let go_on = if is_narrow {
        checkbox(ui, &mut screen.is_saved, &confirm, true);
        primary(ui, &label, screen.is_saved)
    } else {
        let row = ui.horizontal(|ui| {
            checkbox(ui, &mut screen.is_saved, &confirm, true);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let size = vec2(button_width(ui, &label), CONTROL_HEIGHT);
                let layout = Layout::top_down(Align::Min);
                let add = |ui: &mut Ui| primary(ui, &label, screen.is_saved);
                ui.allocate_ui_with_layout(size, layout, add).inner
            })
            .inner
        });
        row.inner
    };
    go_on.clicked().then_some(Event::GoOn)
}

/// Returns the codes with a heading, as they are copied, saved and printed.
fn text(draw: &Draw<'_>, screen: &CodesScreen) -> Secret {
    let (messages, app) = (draw.messages, draw.app());
    let values = [
        ("username", screen.username.as_str().into()),
        ("app", app.into()),
    ];
    let message = messages.message("codes-text", &values);
    let codes = screen.codes.iter().flat_map(|code| [code.expose(), "\n"]);
    let before = [
        message.summary.as_str(),
        "\n",
        message.help.as_str(),
        "\n\n",
    ];
    joined(before.into_iter().chain(codes))
}

/// Returns where the codes were saved: the window has room for the name of the file.
fn saved(messages: &Messages, path: &str) -> Done {
    let name = Path::new(path).file_name();
    let name = name.map_or(path.into(), |name| name.to_string_lossy());
    let text = |path: &str| messages.with("codes-saved", &[("path", path.into())]);
    Done {
        shown: text(&name),
        whole: text(path),
    }
}

/// Returns why the codes were not saved or printed.
fn failure(messages: &Messages, notice: Option<&Notice>) -> Option<Message> {
    let (name, error) = match notice? {
        Notice::Printed | Notice::Saved(_) => return None,
        Notice::NotSaved(error) => ("codes-not-saved", error),
        Notice::NotPrinted(error) => ("codes-not-printed", error),
    };
    let reason = ("reason", messages.platform_reason(&error.0).into());
    Some(messages.message(name, &[reason]))
}
