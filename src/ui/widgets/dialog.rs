//! Modal dialogs. The widget that had the focus before gets it back.

use egui::{Context, Frame, Id, Margin, Modal, Stroke, Ui};

use crate::ui::theme::{CARD_WIDTH, DIALOG_RADIUS, GAP, palette};

/// The focused widgets before and inside an open dialog, and the pass in which it was drawn last.
#[derive(Clone, Copy, Default)]
struct Opened {
    before: Option<Id>,
    inside: Option<Id>,
    drawn: u64,
}

fn key() -> Id {
    Id::unique("what had the focus before a dialog")
}

/// Draws a dialog. Returns the result of `add`, and whether the dialog should close.
pub(crate) fn dialog<R>(
    ctx: &Context,
    id: &'static str,
    label: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    let opened: Option<Opened> = ctx.data(|data| data.get_temp(key()));
    let focused = || ctx.memory(egui::Memory::focused);
    let before = opened.map_or_else(focused, |opened| opened.before);
    let style = ctx.global_style();
    let palette = palette(&style.visuals);
    let frame = Frame::new()
        .fill(palette.raised)
        .shadow(style.visuals.popup_shadow)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(DIALOG_RADIUS)
        .inner_margin(Margin::same(16));
    let width = (ctx.content_rect().width() - 4.0 * GAP).min(CARD_WIDTH - 2.0 * GAP);
    let modal = Modal::new(Id::unique(id)).frame(frame);
    let modal = modal.show(ctx, |ui| {
        ui.set_width(width);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::accesskit::Role::Dialog);
            node.set_label(label);
            node.set_modal();
        });
        add(ui)
    });
    let opened = Opened {
        before,
        inside: focused(),
        drawn: ctx.cumulative_pass_nr(),
    };
    ctx.data_mut(|data| data.insert_temp(key(), opened));
    let is_closed = modal.should_close();
    (modal.inner, is_closed)
}

/// Gives the focus back after a dialog was closed, unless another widget has it.
pub(crate) fn restore_focus(ctx: &Context) {
    let Some(opened) = ctx.data(|data| data.get_temp::<Opened>(key())) else {
        return;
    };
    if opened.drawn == ctx.cumulative_pass_nr() {
        return;
    }
    ctx.data_mut(|data| data.remove_temp::<Opened>(key()));
    let focused = ctx.memory(egui::Memory::focused);
    if let Some(before) = opened.before
        && (focused.is_none() || focused == opened.inside)
    {
        ctx.memory_mut(|memory| memory.request_focus(before));
    }
}
