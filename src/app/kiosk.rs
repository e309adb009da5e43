//! Kiosk mode: the window fills the screen, opens nothing else, and closes only for an administrator.

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use egui::{Context, FullOutput, OutputCommand, Plugin, RawInput, ViewportBuilder};
use egui::{ViewportCommand, ViewportEvent, ViewportId, WindowLevel};

use crate::authenticator::Authenticator;
use crate::domain::user::User;
use crate::messages::{Message, Messages};
use crate::service::Service;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{CredentialStore, StoreError};

/// How long a kiosk waits for its server before it opens.
const SERVER_LIMIT: Duration = Duration::from_secs(1);

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

/// Leaves out the menu of macOS, whose Cmd+Q ends the program without a question.
#[cfg(target_os = "macos")]
pub(super) fn without_menu(options: eframe::NativeOptions) -> eframe::NativeOptions {
    use winit::platform::macos::EventLoopBuilderExtMacOS as _;

    let leave_out: eframe::EventLoopBuilderHook = Box::new(|event_loop| {
        event_loop.with_default_menu(false);
    });
    eframe::NativeOptions {
        event_loop_builder: Some(leave_out),
        ..options
    }
}

/// Refuses a kiosk without a file, or over a server without users. One that no user can leave is opened with a warning. A server is
/// asked on another thread, so that the window opens soon also if it is away; then it is not known who can leave, and the window
/// itself says what is missing. It never offers to create an administrator.
///
/// # Errors
/// A [`Message`] if there is no file, and never was, or the server has no users.
pub(super) fn check(
    service: &Service,
    users: &Arc<dyn CredentialStore>,
    config: &Path,
    messages: &Messages,
) -> Result<(), Message> {
    let found = if users.is_on_server() {
        let (service, users) = (service.clone(), Arc::clone(users));
        within(SERVER_LIMIT, move || found(&service, &*users))
    } else {
        Some(found(service, &**users))
    };
    let place = || users.location().into();
    match found {
        Some(Found::NoUsers) if config.exists() => {
            tracing::error!("a kiosk needs users");
            return Err(messages.message("kiosk-no-users", &[("server", place())]));
        }
        Some(Found::NoUsers) => {
            tracing::error!("a kiosk needs a configuration file");
            return Err(messages.message("kiosk-no-file", &[("file", place())]));
        }
        Some(Found::Away) | None => {
            tracing::warn!("the server of a kiosk has not answered");
            let warning = messages.message("kiosk-away", &[("server", place())]);
            eprintln!("{}", warning.line());
            return Ok(());
        }
        Some(Found::Users { .. }) => {}
    }
    let can_be_left = matches!(found, Some(Found::Users { can_be_left: true }));
    if !can_be_left {
        tracing::warn!("no administrator can leave the kiosk");
        let warning = messages.message("kiosk-no-administrator", &[("file", place())]);
        eprintln!("{}", warning.line());
    }
    Ok(())
}

/// What a kiosk finds before it opens.
#[derive(Clone, Copy)]
enum Found {
    /// Users, or a file with errors, and whether one of the users can leave the kiosk.
    Users { can_be_left: bool },
    /// No users and no file.
    NoUsers,
    /// No answer.
    Away,
}

fn found(service: &Service, users: &dyn CredentialStore) -> Found {
    match service.set_up().open().map_err(|problem| problem.error) {
        // A restricted computer waits for the first administrator of a trusted one.
        Err(StoreError::NoUsers | StoreError::Restricted) => return Found::NoUsers,
        Err(StoreError::Unavailable(_)) => return Found::Away,
        _ => {}
    }
    let is_admin = |user: &User| user.is_admin_at_times();
    let has_admin = || users.read().is_ok_and(|now| now.users.iter().any(is_admin));
    // Only the server knows who can leave it at a restricted computer.
    let can_be_left = service.context.is_restricted() || has_admin();
    Found::Users { can_be_left }
}

/// Returns what `look` finds in time.
fn within<T: Send + 'static>(
    limit: Duration,
    look: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::Builder::new().name("kiosk".to_owned());
    let started = thread.spawn(move || {
        // No one waits for an answer that comes too late.
        sender.send(look()).unwrap_or_default();
    });
    started.or_log("ask the server of a kiosk")?;
    receiver.recv_timeout(limit).ok()
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
