//! What an app puts around and into the forms of those who are not signed in.

use egui::{Frame, Margin, Panel, Ui};

use crate::ui::theme::palette;

/// Draws something of an app's own.
pub type Slot = Box<dyn FnMut(&mut Ui)>;

/// The places that an app can fill. Nothing in here is drawn for somebody who is signed in.
#[derive(Default)]
pub struct Slots {
    /// Above every form, over the whole width.
    pub header: Option<Slot>,
    /// Below every form, over the whole width.
    pub footer: Option<Slot>,
    /// In place of the program's mark on the forms to sign in and to set up.
    pub logo: Option<Slot>,
    /// Under the heading of the sign-in form, beside what the file says there.
    pub banner: Option<Slot>,
}

impl Slots {
    /// Draws what stands above and below a form.
    pub(crate) fn around(&mut self, ui: &mut Ui) {
        let frame = || {
            let card = palette(ui.visuals()).card;
            Frame::new()
                .fill(card)
                .inner_margin(Margin::symmetric(16, 8))
        };
        let (above, below) = (frame(), frame());
        if let Some(header) = &mut self.header {
            Panel::top("header of the app")
                .frame(above)
                .show(ui, header);
        }
        if let Some(footer) = &mut self.footer {
            Panel::bottom("footer of the app")
                .frame(below)
                .show(ui, footer);
        }
    }
}

/// Draws what an app puts in a place; false when it puts nothing there.
pub(crate) fn slot(ui: &mut Ui, slot: &mut Option<Slot>) -> bool {
    if let Some(draw) = slot {
        draw(ui);
    }
    slot.is_some()
}
