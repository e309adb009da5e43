//! The bar of a narrow window: the pages, the title, and the user's menu.

use egui::{Align, Button, Label, Layout, Ui, vec2};

use crate::screen::app::{AppScreen, Event};

use crate::ui::app::account_menu::account_button_ui;
use crate::ui::app::navigation::{has_navigation, pages_ui};
use crate::ui::draw::Draw;
use crate::ui::theme::{CONTROL_HEIGHT, NAVIGATION_WIDTH, TextRole};
use crate::ui::widgets::button::quiet;
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::menu::menu;

pub(crate) fn bar_ui(
    ui: &mut Ui,
    screen: &AppScreen,
    title: &str,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let row = ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.set_height(CONTROL_HEIGHT);
        quiet(ui);
        ui.spacing_mut().item_spacing.x = 4.0;
        let mut event = None;
        if has_navigation(screen) {
            let button = Button::new(icon("menu", 20.0));
            let label = draw.messages.get("app-pages");
            event = menu(ui, button, &label, NAVIGATION_WIDTH, |ui| {
                pages_ui(ui, screen, draw.messages)
            });
        }
        let room = ui.available_width() - CONTROL_HEIGHT - ui.spacing().item_spacing.x;
        let room = vec2(room.max(0.0), CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(room.x);
            ui.add(Label::new(TextRole::Section.text(ui, title)).truncate());
        });
        account_button_ui(ui, screen, draw).or(event)
    });
    row.inner
}
