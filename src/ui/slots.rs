//! What the host app draws around and into the forms before sign-in.

use egui::{Frame, Margin, Panel, Ui};

use crate::ui::theme::palette;

/// Draws content of the host app.
pub(crate) type Slot = Box<dyn FnMut(&mut Ui)>;

/// The slots that the host app can fill. While a user is signed in and the window is not locked, none of them is drawn.
#[derive(Default)]
pub(crate) struct Slots {
    /// Drawn above every form, over the whole width.
    pub(crate) header: Option<Slot>,
    /// Drawn below every form, over the whole width.
    pub(crate) footer: Option<Slot>,
    /// Drawn in place of the program's logo on the sign-in and set-up forms and on the lock.
    pub(crate) logo: Option<Slot>,
    /// Drawn under the heading of the sign-in form, below the banner of the file.
    pub(crate) banner: Option<Slot>,
}

impl Slots {
    /// Draws header and footer.
    pub(crate) fn around(&mut self, ui: &mut Ui) {
        let card = palette(ui.visuals()).raised;
        let frame = Frame::new()
            .fill(card)
            .inner_margin(Margin::symmetric(16, 8));
        let panels = [
            (Panel::top("header of the app"), &mut self.header),
            (Panel::bottom("footer of the app"), &mut self.footer),
        ];
        for (panel, content) in panels {
            if let Some(content) = content {
                panel.frame(frame).show(ui, content);
            }
        }
    }
}

/// Draws a slot. Returns `false` if it is empty.
pub(crate) fn slot(ui: &mut Ui, slot: &mut Option<Slot>) -> bool {
    if let Some(draw) = slot {
        draw(ui);
    }
    slot.is_some()
}
