//! Every component with its states, and the colours and roles of text, side by side. For the gallery: a review of them
//! needs no screen that happens to use them.

use egui::{Color32, Rangef, Rect, Sense, Stroke, StrokeKind, Ui, vec2};

use crate::messages::{Message, Messages};
use crate::screen::form::password_input::PasswordInput;

use crate::ui::theme::{
    CONTROL_HEIGHT, DENSE_HEIGHT, GAP, Palette, RADIUS, SMALL_GAP, TextRole, palette,
};
use crate::ui::widgets::badge_tabs::{BadgeTab, badge_tabs};
use crate::ui::widgets::button::{
    danger, icon_button, link, primary_inline, quiet_button, secondary, small_link,
};
use crate::ui::widgets::checkbox::{checkbox, radio_button};
use crate::ui::widgets::chip::{chips, icon_cell};
use crate::ui::widgets::choice_card::choice_card;
use crate::ui::widgets::combo_box::combo_box;
use crate::ui::widgets::dense::{DenseKind, dense_button};
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::icon::IconStyle;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::password_field::password_field;
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::search_field::search_field;
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::text::{page_heading, subheading};
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The width of a colour and its name, in points.
const COLOUR_WIDTH: f32 = 208.0;

/// What is typed and chosen in the components.
pub struct Components {
    texts: [String; 3],
    password: PasswordInput,
    search: String,
    ticks: [bool; 2],
    choice: usize,
    fields: Vec<egui::Id>,
}

impl Default for Components {
    fn default() -> Self {
        Self {
            texts: ["Maya Okafor", "", "maya@"].map(str::to_owned),
            password: PasswordInput::default(),
            search: String::new(),
            ticks: [false, true],
            choice: 0,
            fields: Vec::new(),
        }
    }
}

impl Components {
    /// Draws them. Point at one, or reach it with Tab, to see those states too.
    pub fn show(&mut self, ui: &mut Ui, messages: &Messages) {
        page_heading(ui, "Components");
        section(ui, "Roles of text", text_roles_ui);
        section(ui, "Buttons and links", buttons_ui);
        section(ui, "Fields", |ui| self.fields_ui(ui, messages));
        section(ui, "Choices", |ui| self.choices_ui(ui));
        section(ui, "Roles and status", status_ui);
        section(ui, "Pictures", faces_ui);
        section(ui, "Notices", |ui| notices_ui(ui, messages));
        section(ui, "Colours", colours_ui);
    }

    fn fields_ui(&mut self, ui: &mut Ui, messages: &Messages) {
        let labels = ["At rest", "Empty", "Wrong"];
        for (text, label) in self.texts.iter_mut().zip(labels) {
            let mut options = FieldOptions::new(label.into());
            options.error =
                (label == "Wrong").then(|| "Enter an address like name@example.org".into());
            options.help = (label == "Empty").then(|| "At least 15 characters".into());
            text_field(ui, text, &options, &mut self.fields);
        }
        let mut disabled = "Cannot be changed".to_owned();
        let options = FieldOptions {
            is_enabled: false,
            ..FieldOptions::new("Disabled".into())
        };
        text_field(ui, &mut disabled, &options, &mut self.fields);
        let options = FieldOptions::new("Password".into());
        password_field(ui, &mut self.password, &options, messages, &mut self.fields);
        let size = vec2(ui.available_width(), DENSE_HEIGHT);
        search_field(
            ui,
            &mut self.search,
            ("Search names and e-mails", messages),
            size,
            &mut self.fields,
        );
    }

    fn choices_ui(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            for (tick, label) in self.ticks.iter_mut().zip(["Off", "On"]) {
                checkbox(ui, tick, label, true);
            }
            checkbox(ui, &mut true, "Disabled", false);
            radio_button(ui, &mut self.choice, 0, "First");
            radio_button(ui, &mut self.choice, 1, "Second");
        });
        let values = ["7 days", "30 days", "All"].map(str::to_owned);
        let values: Vec<_> = values.into_iter().enumerate().collect();
        if let Some(chosen) = segmented(ui, ("Period", DENSE_HEIGHT), self.choice, &values) {
            self.choice = chosen;
        }
        let tab = |tab, text, count, is_urgent| BadgeTab {
            tab,
            text,
            count,
            is_urgent,
        };
        let all = [
            tab(0, "Everyone", 23, false),
            tab(1, "Waiting", 2, true),
            tab(2, "Allowed addresses", 0, false),
        ];
        let line = Rangef::new(ui.max_rect().left(), ui.max_rect().right());
        if let Some(chosen) = badge_tabs(ui, self.choice, &all, line) {
            self.choice = chosen;
        }
        combo_box(ui, "Combo box", &mut self.choice, &values);
        for (at, title) in ["Only administrators", "Anyone, after approval"]
            .into_iter()
            .enumerate()
        {
            choice_card(
                ui,
                (&mut self.choice, at),
                "group",
                (title, "What that means for the shop."),
            );
        }
    }
}

fn section(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    ui.add_space(GAP);
    subheading(ui, title);
    ui.add_space(SMALL_GAP);
    add(ui);
}

fn text_roles_ui(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        for role in TextRole::ALL {
            ui.label(role.text(ui, format!("{role:?} 0123")));
        }
    });
}

fn buttons_ui(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        primary_inline(ui, "Primary");
        secondary(ui, "Secondary", true);
        secondary(ui, "Disabled", false);

        icon_button(ui, "edit", "Edit");
        quiet_button(ui, "more_horiz", "More");
    });
    danger(ui, "Delete", true);
    danger(ui, "Cannot be deleted", false);
    ui.horizontal_wrapped(|ui| {
        for kind in [
            DenseKind::Primary,
            DenseKind::Secondary,
            DenseKind::Quiet,
            DenseKind::Danger,
        ] {
            dense_button(ui, kind, Some("person_add"), &format!("{kind:?}"));
        }
        link(ui, "Link", true);
        small_link(ui, "Small link", true);
        small_link(ui, "Disabled link", false);
    });
}

fn status_ui(ui: &mut Ui) {
    let roles = ["admin", "till", "stock"].map(str::to_owned);
    let (area, _) = ui.allocate_exact_size(row(ui), Sense::empty());
    chips(ui, &roles, area);
    let palette = palette(ui.visuals());
    let all = [
        ("check_circle", "Active", palette.success.text, palette.weak),
        ("lock", "Locked", palette.error.text, palette.error.text),
        (
            "key",
            "Must change password",
            palette.warning.text,
            palette.warning.text,
        ),
        ("block", "Disabled", palette.weak, palette.weak),
    ];
    for (icon, text, icon_colour, colour) in all {
        let (area, _) = ui.allocate_exact_size(row(ui), Sense::empty());
        icon_cell(
            ui,
            ((icon, IconStyle::Filled), icon_colour),
            text,
            colour,
            area,
        );
    }
}

fn row(ui: &Ui) -> egui::Vec2 {
    vec2(ui.available_width(), DENSE_HEIGHT)
}

fn faces_ui(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        for username in [
            "ada", "bob", "carmen", "dmitri", "eve", "fatima", "hao", "ines", "jo", "kim",
        ] {
            let (area, _) =
                ui.allocate_exact_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT), Sense::empty());
            face_ui(ui, area, (username, username), None);
        }
    });
}

fn notices_ui(ui: &mut Ui, messages: &Messages) {
    for kind in [Kind::Error, Kind::Warning, Kind::Success, Kind::Info] {
        let message = Message {
            summary: format!("{kind:?}: what happened."),
            help: "What to do about it.".to_owned(),
        };
        notice(ui, messages, kind, &message);
        ui.add_space(SMALL_GAP);
    }
}

fn colours_ui(ui: &mut Ui) {
    let palette = palette(ui.visuals());
    let swatch = vec2(CONTROL_HEIGHT, DENSE_HEIGHT);
    ui.horizontal_wrapped(|ui| {
        for (name, colour) in colours(&palette) {
            let (area, _) =
                ui.allocate_exact_size(vec2(COLOUR_WIDTH, DENSE_HEIGHT), Sense::empty());
            let filled = Rect::from_min_size(area.min, swatch);
            let edge = Stroke::new(1.0, palette.border);
            ui.painter()
                .rect(filled, RADIUS, colour, edge, StrokeKind::Inside);
            let [red, green, blue, _] = colour.to_array();
            let text = format!("{name} #{red:02X}{green:02X}{blue:02X}");
            let area = area.with_min_x(filled.right() + SMALL_GAP);
            cell(ui, &text, area, CellStyle::Plain);
        }
    });
}

fn colours(palette: &Palette) -> [(&'static str, Color32); 29] {
    [
        ("canvas", palette.canvas),
        ("sheet", palette.sheet),
        ("raised", palette.raised),
        ("field", palette.field),
        ("soft", palette.soft),
        ("hovered", palette.hovered),
        ("pressed", palette.pressed),
        ("line", palette.line),
        ("strong line", palette.strong_line),
        ("border", palette.border),
        ("text", palette.text),
        ("weak", palette.weak),
        ("accent", palette.accent),
        ("accent, hovered", palette.accent_hovered),
        ("on the accent", palette.on_accent),
        ("accent text", palette.accent_text),
        ("tint", palette.tint),
        ("chosen", palette.chosen),
        ("bar", palette.bar),
        ("danger", palette.danger),
        ("error", palette.error.text),
        ("error tint", palette.error.tint),
        ("error line", palette.error.line),
        ("warning", palette.warning.text),
        ("warning tint", palette.warning.tint),
        ("warning line", palette.warning.line),
        ("success", palette.success.text),
        ("success tint", palette.success.tint),
        ("success line", palette.success.line),
    ]
}
