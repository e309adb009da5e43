//! The dialog in which the user signs content of the host app: what it is on the left or above, the password beside it.

use std::borrow::Cow;

use egui::Ui;

use crate::domain::remember_me::hex;
use crate::domain::signature::statement::Meaning;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::signing::{Event, Notice, SigningField, SigningForm};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::decision::{FocusTurn, decision_dialog, detail_ui, ending_ui, remark_ui};
use crate::ui::widgets::form::Form;
use crate::ui::widgets::notice::{Kind, form_notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::reauthentication::code_field;
use crate::ui::widgets::text::{dialog_heading, small};

/// The digits of the SHA-256 that are shown.
const DIGITS: usize = 16;

pub(crate) fn signing_ui(ui: &Ui, form: &mut SigningForm, draw: &mut Draw<'_>) -> Option<Event> {
    let label = draw.messages.get("signing-heading");
    let what = |ui: &mut Ui, (form, draw): &mut (&mut SigningForm, &mut Draw<'_>)| {
        what_ui(ui, form, draw.messages);
    };
    let who = |ui: &mut Ui, (form, draw): &mut (&mut SigningForm, &mut Draw<'_>), turn| {
        who_ui(ui, form, turn, draw)
    };
    let key = (form.statement.content(), form.statement.text().to_owned());
    decision_dialog(
        ui,
        (&label, key),
        &mut (form, draw),
        what,
        who,
        Event::Cancel,
    )
}

/// Draws what is signed, in the words of the app.
fn what_ui(ui: &mut Ui, form: &SigningForm, messages: &Messages) {
    small(ui, &messages.get("signing-heading"));
    let meaning = meaning(form.statement.meaning(), messages);
    let mut digits = hex(&form.statement.content());
    digits.truncate(DIGITS);
    detail_ui(ui, &messages.get("signing-meaning"), &meaning);
    let name = form.session.user().display_name();
    detail_ui(ui, &messages.get("signing-signer"), &name);
    detail_ui(ui, "SHA-256", &format!("{digits}…"));
    ui.add_space(SMALL_GAP);
    // Last, because a long one scrolls.
    dialog_heading(ui, form.statement.text());
    ui.add_space(SMALL_GAP);
    remark_ui(ui, "verified", &messages.get("signing-recorded"));
}

/// Returns what a signature means.
pub(crate) fn meaning<'m>(meaning: &'m Meaning, messages: &'m Messages) -> Cow<'m, str> {
    match meaning {
        Meaning::Reviewed => messages.get("signing-reviewed"),
        Meaning::Approved => messages.get("signing-approved"),
        Meaning::Responsible => messages.get("signing-responsible"),
        Meaning::Other(words) => words.into(),
    }
}

/// Draws the fields of the signer, and the buttons.
fn who_ui(
    ui: &mut Ui,
    form: &mut SigningForm,
    turn: FocusTurn,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let busy = form.busy(draw.now);
    let is_entered = fields_ui(ui, form, (busy < Busy::Shown, turn), draw);
    optional(ui, |ui| match &form.notice {
        None => {}
        Some(Notice::Form(notice)) => form_notice(ui, draw, Some(notice)),
        Some(Notice::MayNotSign) => {
            let message = draw.messages.message("signing-not-allowed", &[]);
            notice_above(ui, draw.messages, Kind::Error, &message);
        }
    });
    let label = draw.messages.get("signing-button");
    let events = [Event::Cancel, Event::Submit];
    let event = ending_ui(ui, busy, &label, events, draw.messages);
    is_entered.then_some(Event::Submit).or(event)
}

/// Draws the fields. Returns `true` if Enter was pressed in one.
fn fields_ui(
    ui: &mut Ui,
    form: &mut SigningForm,
    (is_enabled, turn): (bool, FocusTurn),
    draw: &mut Draw<'_>,
) -> bool {
    let focus = turn.of(&mut form.focus);
    let mut fields = Form {
        errors: &mut form.errors,
        focus,
        is_enabled,
    };
    let mut is_entered = false;
    if let Some(username) = &mut form.username {
        let field = (SigningField::Username, "signing-name");
        is_entered |= fields.text(ui, field, username, draw).entered;
    }
    let field = (SigningField::Password, "field-password");
    let password = fields.password(ui, field, &mut form.password, draw);
    is_entered |= password.entered;
    if form.code.is_asked {
        let wants_focus = focus == Some(SigningField::Code);
        // A signature cannot be removed: the last digit of the code alone makes none.
        let state = (is_enabled, wants_focus, false);
        is_entered |= code_field(ui, &mut form.code, state, draw);
    }
    ui.add_space(GAP);
    is_entered
}
