//! Draws the fields of a section of the settings.

use std::borrow::Cow;

use egui::{Align, Layout, Theme, Ui, WidgetInfo, pos2, vec2};

use crate::domain::appearance::Accent;
use crate::domain::fold;
use crate::domain::setting::{SettingGroup, SettingInfo, SettingKind};
use crate::domain::setting_origin::SettingOrigin;
use crate::messages::Messages;
use crate::screen::form::field::FieldErrors;
use crate::screen::settings::{Event, Field, Section, SettingField, SettingsScreen};

use crate::ui::draw::Draw;
use crate::ui::settings::backups::backups_ui;
use crate::ui::settings::computers::computers_ui;
use crate::ui::settings::mail::mail_ui;
use crate::ui::settings::pages::pages_ui;
use crate::ui::settings::role_ticks::{role_names, role_ticks};
use crate::ui::settings::roles::roles_ui;
use crate::ui::settings::sections::texts;
use crate::ui::settings::swatches::swatches_ui;
use crate::ui::theme::{
    CONTROL_HEIGHT, SMALL_GAP, TARGET, TextRole, accent_colour, palette, weak_theme,
};
use crate::ui::widgets::button::{secondary, small_link};
use crate::ui::widgets::card::empty;
use crate::ui::widgets::checkbox::{checkbox, radio_button};
use crate::ui::widgets::combo_box::combo_box;
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::field::{FieldOptions, Style, edit, finish, text_field};
use crate::ui::widgets::form::Form;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::text::{self, painted, small, subheading};

/// Draws the title of the chosen section, its explanation and its fields, or what is searched for.
pub(crate) fn section_ui(
    ui: &mut Ui,
    screen: &mut SettingsScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let search = fold(screen.search.trim());
    if !search.is_empty() {
        return found_ui(ui, &search, screen, draw);
    }
    if screen.section == Section::Pages && screen.page.is_some() {
        return pages_ui(ui, screen, draw);
    }
    if screen.section == Section::Roles && screen.role.is_some() {
        return roles_ui(ui, screen, draw);
    }
    let ([title, intro], _) = texts(screen.section);
    subheading(ui, &draw.messages.get(title));
    small(ui, &draw.messages.get(intro));
    ui.add_space(SMALL_GAP);
    match screen.section {
        Section::Group(group) => group_ui(ui, group, "", screen, draw),
        Section::Mail => mail_ui(ui, screen, draw),
        Section::Roles => roles_ui(ui, screen, draw),
        Section::Pages => pages_ui(ui, screen, draw),
        Section::Backups => backups_ui(ui, screen, draw),
        Section::Computers => {
            computers_ui(ui, screen.computers.as_ref()?, draw);
            None
        }
    }
}

/// Draws the settings whose labels have what is searched for, below the titles of their sections. A section whose title
/// has it is drawn as a whole.
fn found_ui(
    ui: &mut Ui,
    search: &str,
    screen: &mut SettingsScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let has = |text: &str| fold(text).contains(search);
    let (mut is_found, mut event) = (false, None);
    for section in screen.sections() {
        let title = messages.get(texts(section).0[0]);
        let is_whole = has(&title);
        let found = match section {
            Section::Group(group) => {
                let mut settings = screen.form.settings.iter();
                settings.any(|field| {
                    field.info.group == Some(group) && has(&messages.get(field.info.label))
                })
            }
            Section::Mail | Section::Backups | Section::Computers => false,
            Section::Roles => {
                let mut roles = screen.saved.roles.iter().chain(&screen.form.roles);
                roles.any(|role| has(&role.name))
            }
            Section::Pages => {
                // A title that is being changed is still found by the saved one.
                let mut pages = screen.saved.pages.iter().chain(&screen.form.pages);
                pages.any(|page| has(&page.title))
            }
        };
        if !found && !is_whole {
            continue;
        }
        is_found = true;
        subheading(ui, &title);
        ui.add_space(SMALL_GAP);
        match section {
            Section::Group(group) => {
                let search = if is_whole { "" } else { search };
                event = group_ui(ui, group, search, screen, draw).or(event);
            }
            Section::Mail => event = mail_ui(ui, screen, draw).or(event),
            Section::Backups | Section::Computers => {
                let name = if section == Section::Backups {
                    "settings-backups-show"
                } else {
                    "settings-computers-show"
                };
                let show = secondary(ui, &messages.get(name), true);
                let section = Event::Section(section);
                event = show.clicked().then_some(section).or(event);
            }
            Section::Roles => {
                screen.role = None;
                event = roles_ui(ui, screen, draw).or(event);
            }
            Section::Pages => {
                screen.page = None;
                event = pages_ui(ui, screen, draw).or(event);
            }
        }
    }
    if !is_found {
        let message = messages.message("settings-no-match", &[]);
        empty(ui, Scene::NoMatch, &message);
    }
    event
}

/// Returns what the fields with errors have in common.
fn fields(errors: &mut FieldErrors<Field>, focus: Option<Field>) -> Form<'_, Field> {
    Form {
        errors,
        focus,
        is_enabled: true,
    }
}

/// Draws the settings of a section whose labels have what is searched for, folded; all if it is empty.
fn group_ui(
    ui: &mut Ui,
    group: SettingGroup,
    search: &str,
    screen: &mut SettingsScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let mut event = None;
    let is_shown = |info: &SettingInfo| {
        info.group == Some(group) && fold(&messages.get(info.label)).contains(search)
    };
    let roles = role_names(&screen.saved.roles);
    let is_admin = screen.permissions.is_admin();
    let mut fields = fields(&mut screen.errors, screen.focus);
    let of_group = screen.form.settings.iter_mut().zip(&screen.saved.settings);
    for (field, saved) in of_group.filter(|(field, _)| is_shown(field.info)) {
        let (at, info) = (ui.cursor().min, field.info);
        fields.is_enabled = is_admin || !info.is_of_administrators();
        let mut field_ui = |ui: &mut Ui, text: &mut String| {
            if let SettingKind::Roles { with_all } = info.kind {
                role_ticks(ui, info, text, (&roles, with_all), messages);
            } else {
                event = setting_ui(ui, info, text, &mut fields, draw).or(event.take());
            }
        };
        let is_of_computer = field.is_of_computer();
        if is_of_computer {
            ui.add_enabled_ui(false, |ui| field_ui(ui, &mut field.text));
        } else {
            field_ui(ui, &mut field.text);
        }
        if field.is_changed(saved) {
            changed_ui(ui, at, info, draw.messages);
        }
        if screen.shows_origins || is_of_computer {
            origin_ui(ui, (field, saved), fields.is_enabled, messages);
        }
        if screen.focus == Some(Field::Setting(info)) {
            screen.focus = None;
        }
    }
    event
}

/// Draws where the value of a setting comes from, close below it, and a link that goes back to the default.
fn origin_ui(
    ui: &mut Ui,
    (field, saved): (&mut SettingField, &SettingField),
    is_enabled: bool,
    messages: &Messages,
) {
    let origin = field.origin(saved);
    let name = match origin {
        SettingOrigin::Store => "settings-origin-store",
        SettingOrigin::App => "settings-origin-app",
        SettingOrigin::Computer => "settings-origin-computer",
        _ => "settings-origin-program",
    };
    let is_flag = matches!(field.info.kind, SettingKind::Flag);
    let between = ui.spacing().item_spacing.y;
    // Below a checkbox, at its label.
    let (closer, indent) = if is_flag {
        (SMALL_GAP + between, label_indent(ui))
    } else {
        (SMALL_GAP, 0.0)
    };
    ui.add_space(-closer);
    let size = vec2(ui.available_width(), TARGET);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(indent);
        small(ui, &messages.get(name));
        if origin == SettingOrigin::Store && is_enabled {
            let back = small_link(ui, &messages.get("settings-origin-back"), true);
            let setting = ("setting", messages.get(field.info.label).into());
            let label = messages.with("settings-origin-back-of", &[setting]);
            back.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
            if back.clicked() {
                field.reset();
            }
        }
    });
    ui.add_space(between);
}

/// Returns how far the label of a checkbox is to the right of it.
fn label_indent(ui: &Ui) -> f32 {
    ui.spacing().icon_width + ui.spacing().icon_spacing
}

/// Marks a setting as changed, beside its label. What is painted shifts nothing.
fn changed_ui(ui: &Ui, at: egui::Pos2, info: &SettingInfo, messages: &Messages) {
    let is_flag = matches!(info.kind, SettingKind::Flag);
    let (before, height) = if is_flag {
        (label_indent(ui), CONTROL_HEIGHT)
    } else {
        (0.0, TextRole::Label.line_height())
    };
    let role = if is_flag {
        TextRole::Body
    } else {
        TextRole::Label
    };
    let width = role_width(ui, role, &messages.get(info.label));
    let (left, middle) = (at.x + before + width + 12.0, at.y + height / 2.0);
    let colour = palette(ui.visuals()).warning.text;
    let word = messages.get("settings-changed");
    if left + 12.0 + role_width(ui, TextRole::SmallLabel, &word) > ui.max_rect().right() {
        return;
    }
    ui.painter().circle_filled(pos2(left, middle), 4.0, colour);
    let place = (pos2(left + 9.0, middle), egui::Align2::LEFT_CENTER);
    painted(ui, place, &word, (TextRole::SmallLabel, colour));
}

/// Draws a setting in the way that its kind is typed or chosen.
fn setting_ui(
    ui: &mut Ui,
    info: &'static SettingInfo,
    text: &mut String,
    fields: &mut Form<'_, Field>,
    draw: &mut Draw<'_>,
) -> Option<Event> {
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
            combo_box(ui, &label, text, &all);
        }
        SettingKind::Word(words) => {
            ui.vertical(|ui| {
                text::group(ui, &label);
                text::label(ui, &label);
                optional(ui, |ui| {
                    if text.is_empty() {
                        small(ui, &messages.get("settings-registration-undecided"));
                    }
                });
                for word in words {
                    let label = messages.setting_word(info, word);
                    radio_button(ui, text, (*word).to_owned(), &label.unwrap_or_default());
                }
            });
            ui.add_space(SMALL_GAP);
        }
        SettingKind::Color => colour_ui(ui, info, text, fields, draw),
        _ => {
            let help = if fields.is_enabled {
                info.help
            } else {
                Some("settings-only-administrators")
            };
            let options = FieldOptions {
                help: help.map(|help| messages.get(help)),
                ..fields.options(Field::Setting(info), label, messages)
            };
            let response = text_field(ui, text, &options, &mut draw.cache.fields);
            fields.note(Field::Setting(info), response.changed);
            if info.kind == SettingKind::File {
                let choose = secondary(ui, &messages.get("import-choose"), fields.is_enabled);
                ui.add_space(SMALL_GAP);
                return choose.clicked().then_some(Event::ChooseLogo);
            }
        }
    }
    None
}

/// Draws the accents to choose from, and a field for any other.
fn colour_ui(
    ui: &mut Ui,
    info: &'static SettingInfo,
    text: &mut String,
    fields: &mut Form<'_, Field>,
    draw: &mut Draw<'_>,
) {
    let messages = draw.messages;
    let field = Field::Setting(info);
    let mut options = fields.options(field, messages.get(info.label), messages);
    let name = text::label(ui, &options.label);
    let chosen = swatches_ui(ui, &options.label, text, messages);
    let is_chosen = chosen.is_some();
    if let Some(chosen) = chosen {
        *text = chosen;
    }
    let response = edit(ui, text, &options, Style::default(), name.id);
    // Of what is typed now, and not of what was typed before.
    let weak = Accent::parse(text).and_then(|accent| weak_text(accent, messages));
    options.help = weak.or_else(|| info.help.map(|help| messages.get(help)));
    finish(ui, &options, &response, &mut draw.cache.fields);
    fields.note(field, is_chosen || response.changed());
}

/// Returns in which theme an accent is hard to see, if there is one.
fn weak_text(accent: Accent, messages: &Messages) -> Option<Cow<'_, str>> {
    let (theme, ratio) = weak_theme(accent_colour(accent))?;
    let name = match theme {
        Theme::Light => "settings-accent-weak-light",
        Theme::Dark => "settings-accent-weak-dark",
    };
    let ratio = ("ratio", ((ratio * 10.0).round() / 10.0).into());
    Some(messages.with(name, &[ratio]).into())
}
