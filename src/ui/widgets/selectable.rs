//! The accessible role and state of a tab or an option of a list.

use egui::accesskit::Role;
use egui::{Response, WidgetInfo};

/// Names a tab or an option, and says whether it is the selected one.
///
/// egui knows only "pressed", which is right for a button. Tabs and options are *selected*: on each system, a screen
/// reader looks for that, and follows the selection only then.
pub(crate) fn selectable(response: &Response, role: Role, label: &str, is_selected: bool) {
    response.widget_info(|| WidgetInfo::labeled(role, true, label));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_selected(is_selected);
    });
}
