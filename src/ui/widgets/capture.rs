//! Keeping secrets out of screenshots and screen recordings, where the system can (Windows, and macOS up to version 14).

use egui::{Context, Id, ViewportCommand};

/// What is known about the secrets in a window.
#[derive(Clone, Copy, Default)]
struct Shown {
    /// Whether one was drawn since the end of the last frame.
    is_drawn: bool,
    /// Whether the system was told to leave the window out of captures.
    is_protected: bool,
}

fn id() -> Id {
    Id::unique("secrets shown")
}

/// Notes that a secret is drawn in this frame.
pub(crate) fn note_secret(ctx: &Context) {
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Shown>(id()).is_drawn = true);
}

/// Ends a frame: has the window left out of captures from the first frame with a secret to the first one without.
pub(crate) fn protect(ctx: &Context) {
    let change = ctx.data_mut(|data| {
        let shown = data.get_temp_mut_or_default::<Shown>(id());
        let wanted = std::mem::take(&mut shown.is_drawn);
        let has_changed = std::mem::replace(&mut shown.is_protected, wanted) != wanted;
        has_changed.then_some(wanted)
    });
    if let Some(is_protected) = change {
        ctx.send_viewport_cmd(ViewportCommand::ContentProtected(is_protected));
    }
}
