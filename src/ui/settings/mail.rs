//! Draws the form of the mail server.

use egui::Ui;

use crate::domain::settings::Encryption;
use crate::screen::Busy;
use crate::screen::settings::{Event, Field, MailField, SettingsScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{DENSE_HEIGHT, SMALL_GAP, palette};
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::form::Form;
use crate::ui::widgets::icon::icon_text;
use crate::ui::widgets::password_field::password_field;
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{label, small};

/// The kinds of encryption with the names of their texts.
const ENCRYPTIONS: [(Encryption, &str); 3] = [
    (Encryption::StartTls, "settings-mail-starttls"),
    (Encryption::Tls, "settings-mail-tls"),
    (Encryption::None, "settings-mail-no-encryption"),
];

/// Draws the form, which only administrators can fill in.
pub(crate) fn mail_ui(
    ui: &mut Ui,
    screen: &mut SettingsScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    if !screen.permissions.is_admin() {
        let text = messages.get("settings-mail-administrators");
        icon_text(ui, ("lock", 18.0), &text, palette(ui.visuals()).weak);
        return None;
    }
    let focus = screen
        .focus
        .take_if(|focus| matches!(focus, Field::Mail(_)));
    let mut fields = Form {
        errors: &mut screen.errors,
        focus,
        is_enabled: true,
    };
    let mail = &mut screen.form.mail;
    let server = (
        MailField::Server,
        "settings-mail-server",
        Some("settings-mail-server-help"),
    );
    text_ui(ui, &mut fields, server, &mut mail.server, draw);
    let name = messages.get("settings-mail-encryption");
    label(ui, &name);
    let kinds = ENCRYPTIONS.map(|(of, name)| (of, messages.get(name).into_owned()));
    if let Some(kind) = segmented(ui, (&name, DENSE_HEIGHT), mail.encryption, &kinds) {
        mail.encryption = kind;
        fields.errors.clear(Field::Mail(MailField::Server));
    }
    ui.add_space(SMALL_GAP);
    let port = (
        MailField::Port,
        "settings-mail-port",
        Some("settings-mail-port-help"),
    );
    text_ui(ui, &mut fields, port, &mut mail.port, draw);
    let help = Some("settings-mail-username-help");
    let username = (MailField::Username, "settings-mail-username", help);
    text_ui(ui, &mut fields, username, &mut mail.username, draw);
    let field = Field::Mail(MailField::Password);
    let options = FieldOptions {
        help: Some(messages.get("settings-mail-password-help")),
        ..fields.options(field, messages.get("settings-mail-password"), messages)
    };
    let cache = &mut draw.cache.fields;
    password_field(ui, &mut screen.mail_password, &options, messages, cache);
    let from = (MailField::From, "settings-mail-from", None);
    text_ui(ui, &mut fields, from, &mut mail.from, draw);
    test_ui(ui, screen, draw)
}

/// Draws the button that sends a test, or how the wait for the server looks.
fn test_ui(ui: &mut Ui, screen: &SettingsScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    if screen.sending(draw.now) >= Busy::Shown {
        busy_indicator(ui, &messages.get("settings-mail-sending"));
        return None;
    }
    let is_enabled = screen.can_send_test() && !screen.sending(draw.now).is_busy();
    let test = secondary(ui, &messages.get("settings-mail-test"), is_enabled);
    small(ui, &messages.get("settings-mail-test-help"));
    test.clicked().then_some(Event::SendTest)
}

fn text_ui(
    ui: &mut Ui,
    fields: &mut Form<'_, Field>,
    (field, label, help): (MailField, &str, Option<&str>),
    text: &mut String,
    draw: &mut Draw<'_>,
) {
    let messages = draw.messages;
    let field = Field::Mail(field);
    let options = FieldOptions {
        help: help.map(|help| messages.get(help)),
        ..fields.options(field, messages.get(label), messages)
    };
    let response = text_field(ui, text, &options, &mut draw.cache.fields);
    fields.note(field, response.changed);
}
