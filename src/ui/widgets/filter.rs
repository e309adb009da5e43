//! Filters in a toolbar: buttons that name what they filter, and open the list of values.

use egui::{ComboBox, Rect, TextWrapMode, Ui};

use crate::ui::theme::scope::popup_style;
use crate::ui::theme::{TextRole, palette};
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::dense::{ICON, ICON_GAP, PADDING, dense_style, role_width};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::menu::restore_focus;
use crate::ui::widgets::scroll::{show_focus, turn_pages_of_list};
use crate::ui::widgets::text::shortened;

/// The greatest width of the value of a filter, in points.
const VALUE: f32 = 160.0;

/// A filter of a list.
pub(crate) struct Filter<'a> {
    /// What is filtered.
    pub(crate) label: &'a str,
    /// The value that is chosen, if any.
    pub(crate) chosen: Option<String>,
    /// The text that stands for all values.
    pub(crate) any: &'a str,
}

impl Filter<'_> {
    fn text(&self, ui: &Ui) -> String {
        match &self.chosen {
            None => self.label.to_owned(),
            Some(value) => format!("{}: {}", self.label, shortened(ui, value, VALUE)),
        }
    }

    /// Returns the width of the button.
    pub(crate) fn width(&self, ui: &Ui) -> f32 {
        let text = role_width(ui, TextRole::Label, &self.text(ui));
        (2.0 * PADDING + text + ICON_GAP + ICON).ceil()
    }

    /// Draws the button, and the list of values if it is open. Returns `true` if another value was chosen.
    pub(crate) fn show<T: Clone + PartialEq>(
        &self,
        ui: &mut Ui,
        value: &mut Option<T>,
        all: impl FnOnce() -> Vec<(T, String)>,
    ) -> bool {
        let text = self.text(ui);
        let width = self.width(ui);
        let list = ui
            .scope(|ui| {
                dense_style(ui);
                ui.spacing_mut().icon_width = ICON;
                let list = ComboBox::from_id_salt(("filter", self.label))
                    .width(width)
                    .wrap_mode(TextWrapMode::Extend)
                    .popup_style(popup_style(ui))
                    .selected_text(TextRole::Label.text(ui, &text))
                    .icon(|ui, rect, _, _| arrow(ui, rect));
                list.show_ui(ui, |ui| values_ui(ui, value, self.any, all()))
            })
            .inner;
        ui.ctx().accesskit_node_builder(list.response.id, |node| {
            node.set_label(self.label);
            node.set_value(self.chosen.as_deref().unwrap_or(self.any));
        });
        ring(ui, &list.response);
        restore_focus(ui, &list.response, list.inner.is_some());
        list.inner.unwrap_or(false)
    }
}

/// Draws the arrow of a button that opens a list.
pub(crate) fn arrow(ui: &Ui, rect: Rect) {
    let colour = palette(ui.visuals()).weak;
    let arrow = ("keyboard_arrow_down", IconStyle::Outlined);
    paint(ui, rect.center(), arrow, ICON, colour);
}

fn values_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    value: &mut Option<T>,
    any: &str,
    all: Vec<(T, String)>,
) -> bool {
    let all = all.into_iter().map(|(each, text)| (Some(each), text));
    let all = std::iter::once((None, any.to_owned())).chain(all);
    let chosen = clicked(all, |(each, text)| ui.selectable_label(each == value, text));
    show_focus(ui);
    turn_pages_of_list(ui);
    let Some((chosen, _)) = chosen else {
        return false;
    };
    // egui closes the list for a pointer only.
    ui.close();
    std::mem::replace(value, chosen) != *value
}
