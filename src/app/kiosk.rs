//! Kiosk mode: the window fills the screen, opens nothing else, and closes only for an administrator.

use egui::{Context, FullOutput, OutputCommand, Plugin, RawInput, ViewportBuilder};
use egui::{ViewportCommand, ViewportEvent, ViewportId, WindowLevel};

use crate::authenticator::Authenticator;
use crate::messages::{Message, Messages};
use crate::service::ports::{CredentialStore, StoreError};

/// The window of a kiosk.
#[derive(Default)]
pub(super) struct Kiosk {
    is_closing: bool,
}

/// Drops the links that would be opened.
#[derive(Default)]
struct NoLinks {
    has_dropped: bool,
}

/// Fills the screen with a window. It stays above all others unless it can start programs, which would open behind it.
pub(super) fn fill_screen(window: ViewportBuilder, starts_programs: bool) -> ViewportBuilder {
    let mut window = window.with_fullscreen(true).with_decorations(false);
    window.window_level = (!starts_programs).then_some(WindowLevel::AlwaysOnTop);
    window
}

/// Refuses a kiosk that only a new administrator could leave. One whose file has errors is opened, and stays closed.
///
/// # Errors
/// A [`Message`] if there is no file, or no administrator in it.
pub(super) fn check(users: &dyn CredentialStore, messages: &Messages) -> Result<(), Message> {
    let is_left_by_a_user = match users.read() {
        Ok(snapshot) => {
            let is_admin = |user| snapshot.settings.permissions(user).is_admin();
            snapshot.users.iter().any(is_admin)
        }
        Err(StoreError::Absent | StoreError::Vanished) => false,
        Err(_) => true,
    };
    let message = || messages.message("kiosk-no-administrator", &[]);
    is_left_by_a_user.then_some(()).ok_or_else(message)
}

impl Kiosk {
    pub(super) fn new(ctx: &Context) -> Self {
        ctx.add_plugin(NoLinks::default());
        Self::default()
    }

    /// Takes the request to close out of the input, and asks for an administrator instead.
    pub(super) fn keep_open(input: &mut RawInput, app: &mut Authenticator, ctx: &Context) {
        if app.has_left_kiosk() {
            return;
        }
        let Some(window) = input.viewports.get_mut(&ViewportId::ROOT) else {
            return;
        };
        let count = window.events.len();
        window
            .events
            .retain(|event| !matches!(event, ViewportEvent::Close));
        if window.events.len() < count {
            app.ask_to_leave_kiosk(ctx);
        }
    }

    /// Closes the window once an administrator has left the kiosk. Until then tells users that links do not open.
    pub(super) fn follow(&mut self, app: &mut Authenticator, ctx: &Context) {
        if app.has_left_kiosk() {
            if !std::mem::replace(&mut self.is_closing, true) {
                ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Close);
            }
            return;
        }
        let links = ctx.plugin_or_default::<NoLinks>();
        if std::mem::take(&mut links.lock().has_dropped) {
            app.refuse_link(ctx);
        }
    }
}

impl Plugin for NoLinks {
    fn debug_name(&self) -> &'static str {
        "links of a kiosk"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let commands = &mut output.platform_output.commands;
        let count = commands.len();
        commands.retain(|command| !matches!(command, OutputCommand::OpenUrl(_)));
        if commands.len() < count {
            self.has_dropped = true;
            ctx.request_repaint_of(ViewportId::ROOT);
        }
    }
}
