//! Draws the form in which people change their own password.

use egui::{Key, Ui};

use crate::screen::own_password::{Event, Field, FieldError, Notice, OwnPasswordScreen};
use crate::screen::{BUSY_AFTER, Busy};
use crate::words::Words;

use super::Draw;
use super::button::{link, primary};
use super::card::{busy, card, heading, weak};
use super::field::{FieldLook, password_field};
use super::notice::{Kind, locked_notice, notice};
use super::theme::{CARD_WIDTH, GAP, SMALL_GAP};

pub(super) fn own_password_ui(
    ui: &mut Ui,
    screen: &mut OwnPasswordScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let words = draw.words;
    let waiting = screen.busy(draw.now);
    let is_enabled = waiting < Busy::Shown;
    card(ui, CARD_WIDTH, |ui| {
        heading(ui, &words.get("password-heading"));
        weak(ui, &words.get("password-intro"));
        ui.add_space(GAP);
        notice_ui(ui, screen, draw);
        let mut event = fields_ui(ui, screen, draw, is_enabled).then_some(Event::Submit);
        ui.add_space(SMALL_GAP);
        if is_enabled {
            if primary(ui, &words.get("password-button"), true).clicked() {
                event = Some(Event::Submit);
            }
        } else {
            busy(ui, &words.get("password-busy"));
        }
        if waiting.is_busy() {
            ui.ctx().request_repaint_after(BUSY_AFTER);
        }
        let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
        if link(ui, &words.get("password-back"), is_enabled).clicked()
            || (is_escape && !waiting.is_busy())
        {
            event = Some(Event::Back);
        }
        event
    })
}

fn notice_ui(ui: &mut Ui, screen: &OwnPasswordScreen, draw: &Draw<'_>) {
    let words = draw.words;
    let said = match &screen.notice {
        None => return,
        Some(Notice::Locked(until)) => return locked_notice(ui, words, *until, draw.now),
        Some(Notice::NotHashed) => words.say("error-not-hashed", &[]),
        Some(Notice::State(error)) => words.state_error(error),
        Some(Notice::Store(error)) => words.store_error(error),
    };
    notice(ui, words, Kind::Error, &said);
    ui.add_space(GAP);
}

/// Both fields; says whether Enter was pressed in one of them.
fn fields_ui(
    ui: &mut Ui,
    screen: &mut OwnPasswordScreen,
    draw: &mut Draw<'_>,
    is_enabled: bool,
) -> bool {
    let words = draw.words;
    let focus = screen.focus.take();
    let error = |field| {
        let error = screen.errors.of(field);
        error.map(|error| field_error(words, error))
    };
    let [current_error, new_error] = [Field::Current, Field::New].map(error);
    let look = FieldLook {
        label: &words.get("field-current-password"),
        error: current_error,
        help: None,
        is_enabled,
        wants_focus: focus == Some(Field::Current),
    };
    let current = password_field(ui, &mut screen.current, &look, words, draw.fields);
    let rule = [("min", screen.entrance.settings.password.min_length.into())];
    let look = FieldLook {
        label: &words.get("field-new-password"),
        error: new_error,
        help: Some(&words.with("password-rule", &rule)),
        is_enabled,
        wants_focus: focus == Some(Field::New),
    };
    let new = password_field(ui, &mut screen.new, &look, words, draw.fields);
    current.entered || new.entered
}

fn field_error(words: &Words, error: FieldError) -> String {
    match error {
        FieldError::Missing => words.get("login-missing-password").into_owned(),
        FieldError::Wrong => words.get("password-wrong").into_owned(),
        FieldError::Same => words.get("password-same").into_owned(),
        FieldError::Password(error) => words.password_error(error),
    }
}
