//! Draws the settings page: the form, and the preview of the change to the file.

use egui::{CollapsingHeader, Ui};

use crate::domain::registration::RegistrationPolicy;
use crate::domain::setting::{SettingGroup, SettingInfo, SettingKind};
use crate::messages::{Message, Messages};
use crate::screen::Busy;
use crate::screen::form::field::FieldErrors;
use crate::screen::settings::{Event, Field, Notice, PageForm, SettingsScreen};
use crate::service::settings::{Preview, PreviewLine};

use crate::ui::draw::Draw;
use crate::ui::theme::{CONTROL_HEIGHT, GAP, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::{link, primary, secondary};
use crate::ui::widgets::card::column;
use crate::ui::widgets::checkbox::{checkbox, radio_button};
use crate::ui::widgets::combo_box::combo_box;
use crate::ui::widgets::field::{FieldOptions, lines_field, text_field};
use crate::ui::widgets::form::Form;
use crate::ui::widgets::notice::{Kind, dismissible};
use crate::ui::widgets::panel::{optional, panel};
use crate::ui::widgets::submit::{busy_indicator, form_buttons};
use crate::ui::widgets::text::{self, group, page_heading, shortened, subheading, weak};

/// The width of the form, in points.
const WIDTH: f32 = 520.0;

pub(crate) fn settings_ui(
    ui: &mut Ui,
    screen: &mut SettingsScreen,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    page_heading(ui, &messages.get("settings-heading"));
    ui.add_space(SMALL_GAP);
    let event = optional(ui, |ui| {
        let message = notice_message(messages, screen.notice.as_ref()?);
        let event = dismissible(ui, messages, message, Event::Dismiss);
        ui.add_space(GAP);
        event
    });
    let done = column(ui, WIDTH, |ui| match screen.preview.clone() {
        Some(preview) => preview_ui(ui, &preview, busy, messages),
        None => form_ui(ui, screen, draw),
    });
    done.or(event)
}

fn notice_message(messages: &Messages, notice: &Notice) -> (Kind, Message) {
    match notice {
        Notice::Saved => (Kind::Success, messages.message("settings-saved", &[])),
        Notice::Reloaded => (Kind::Warning, messages.message("settings-reloaded", &[])),
        Notice::Failed(error) => (Kind::Error, messages.action_error(error)),
    }
}

/// Draws the lines of the file that are removed and added.
fn preview_ui(ui: &mut Ui, preview: &Preview, busy: Busy, messages: &Messages) -> Option<Event> {
    weak(ui, &messages.get("settings-preview-intro"));
    ui.add_space(SMALL_GAP);
    for line in &preview.lines {
        line_ui(ui, line, messages);
    }
    ui.add_space(SMALL_GAP);
    let events = [Event::Save, Event::Back];
    form_buttons(ui, busy, messages, (primary, "details-button"), events)
}

fn line_ui(ui: &mut Ui, line: &PreviewLine, messages: &Messages) {
    let palette = palette(ui.visuals());
    let (mark, colour, name) = if line.is_new {
        ("+", palette.success.text, "settings-line-new")
    } else {
        ("-", palette.error.text, "settings-line-removed")
    };
    let text = format!("{mark} {}", line.text);
    let rich = TextRole::Mono.text(ui, text).color(colour);
    let response = ui.add(egui::Label::new(rich).wrap());
    let values = [
        ("line", line.number.to_string().into()),
        ("text", line.text.as_str().into()),
    ];
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(messages.with(name, &values));
    });
}

/// The parts of the form with their titles.
const GROUPS: [(&str, SettingGroup); 3] = [
    ("settings-sign-in", SettingGroup::SignIn),
    ("settings-registration", SettingGroup::Registration),
    ("settings-passwords", SettingGroup::Passwords),
];

fn form_ui(ui: &mut Ui, screen: &mut SettingsScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let mut part = |title, add: &mut dyn FnMut(&mut Ui, &mut SettingsScreen)| {
        panel(ui, |ui| {
            subheading(ui, &messages.get(title));
            ui.add_space(SMALL_GAP);
            add(ui, screen);
        });
    };
    for (title, group) in GROUPS {
        part(title, &mut |ui, screen| group_ui(ui, group, screen, draw));
    }
    part("app-pages", &mut |ui, screen| pages_ui(ui, screen, draw));
    ui.add_space(SMALL_GAP);
    let mut event = None;
    if busy.is_busy() {
        busy_indicator(ui, &messages.get("account-busy"));
    } else if primary(ui, &messages.get("settings-preview"), true).clicked() {
        event = Some(Event::Preview);
    }
    if link(ui, &messages.get("settings-reset"), true).clicked() {
        event = Some(Event::Reset);
    }
    event
}

/// Draws a field that has no errors.
fn field(ui: &mut Ui, label: &str, text: &mut String, help: Option<&str>, draw: &mut Draw<'_>) {
    let options = FieldOptions {
        help: help.map(|help| draw.messages.get(help)),
        ..FieldOptions::new(draw.messages.get(label))
    };
    text_field(ui, text, &options, &mut draw.cache.fields);
}

/// Returns what the fields with errors have in common.
fn fields(errors: &FieldErrors<Field>, focus: Option<Field>) -> Form<'_, Field> {
    Form {
        errors,
        focus,
        is_enabled: true,
    }
}

fn group_ui(ui: &mut Ui, group: SettingGroup, screen: &mut SettingsScreen, draw: &mut Draw<'_>) {
    let fields = fields(&screen.errors, screen.focus);
    let of_group = screen.form.settings.iter_mut();
    for (info, text) in of_group.filter(|(info, _)| info.group == Some(group)) {
        setting_ui(ui, info, text, &fields, draw);
        if screen.focus == Some(Field::Setting(info)) {
            screen.focus = None;
        }
    }
}

/// Draws a setting in the way that its kind is typed or chosen.
fn setting_ui(
    ui: &mut Ui,
    info: &'static SettingInfo,
    text: &mut String,
    fields: &Form<'_, Field>,
    draw: &mut Draw<'_>,
) {
    let messages = draw.messages;
    let label = messages.get(info.label);
    match info.kind {
        SettingKind::Flag => {
            let mut is_on = text == "true";
            checkbox(ui, &mut is_on, &label, true);
            *text = is_on.to_string();
            ui.add_space(SMALL_GAP);
        }
        SettingKind::Word(_) if info.path == "app.language" => {
            let system = (
                String::new(),
                messages.get("settings-language-system").into_owned(),
            );
            let languages = draw.languages.iter();
            let languages = languages.map(|of| (of.tag().to_owned(), of.name().to_owned()));
            let all: Vec<_> = std::iter::once(system).chain(languages).collect();
            if draw.languages.len() > 1 {
                combo_box(ui, &label, text, &all);
            }
        }
        SettingKind::Word(_) => {
            text::label(ui, &label);
            for (word, policy) in RegistrationPolicy::WORDS {
                let label = messages.registration_policy(policy);
                radio_button(ui, text, word.to_owned(), &label);
            }
            ui.add_space(SMALL_GAP);
        }
        _ => {
            let options = FieldOptions {
                help: info.help.map(|help| messages.get(help)),
                ..fields.options(Field::Setting(info), label, messages)
            };
            text_field(ui, text, &options, &mut draw.cache.fields);
        }
    }
}

fn pages_ui(ui: &mut Ui, screen: &mut SettingsScreen, draw: &mut Draw<'_>) {
    let messages = draw.messages;
    let fields = fields(&screen.errors, screen.focus.take());
    for (at, page) in screen.form.pages.iter_mut().enumerate() {
        page_ui(ui, page, &fields, Field::PageTitle(at), draw);
    }
    let is_wrong = screen.errors.of(Field::NewText).is_some();
    let new = &mut screen.form.new_page;
    let title = messages.get("settings-page-new");
    let header = CollapsingHeader::new(title.as_ref()).id_salt("new page");
    let header = header.open(is_wrong.then_some(true));
    header.show(ui, |ui| {
        group(ui, &title);
        field(ui, "settings-page-title", &mut new.title, None, draw);
        let help = Some("settings-roles-help");
        field(ui, "cli-user-roles", &mut new.roles, help, draw);
        let label = messages.get("settings-page-text");
        let options = fields.options(Field::NewText, label, messages);
        lines_field(ui, &mut new.text, 6, &options, &mut draw.cache.fields);
    });
}

/// Draws a page, whose fields are collapsed at first.
fn page_ui(
    ui: &mut Ui,
    page: &mut PageForm,
    fields: &Form<'_, Field>,
    title_field: Field,
    draw: &mut Draw<'_>,
) {
    let messages = draw.messages;
    let title = if page.is_removed {
        let title = [("title", page.title.as_str().into())];
        messages.with("settings-page-removed", &title)
    } else {
        page.title.clone()
    };
    let wants_focus = fields.focus == Some(title_field);
    // The triangle that opens the page is before its title.
    let title = shortened(ui, &title, ui.available_width() - 2.0 * CONTROL_HEIGHT);
    let header = CollapsingHeader::new(title).id_salt(("page", &page.id.0));
    let header = header.open(wants_focus.then_some(true));
    header.show(ui, |ui| {
        group(ui, &page.title);
        let label = messages.get("settings-page-title");
        let options = FieldOptions {
            is_enabled: !page.is_removed,
            ..fields.options(title_field, label, messages)
        };
        text_field(ui, &mut page.title, &options, &mut draw.cache.fields);
        let help = Some("settings-roles-help");
        field(ui, "cli-user-roles", &mut page.roles, help, draw);
        let everyone = messages.get("settings-page-everyone");
        checkbox(ui, &mut page.everyone, &everyone, true);
        let name = if page.is_removed {
            "settings-page-keep"
        } else {
            "settings-page-remove"
        };
        if secondary(ui, &messages.get(name), true).clicked() {
            page.is_removed = !page.is_removed;
        }
    });
}
