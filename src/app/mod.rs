//! The window of the ready-made app.

pub mod demo;
mod kiosk;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use eframe::{CreationContext, NativeOptions, Renderer};
use egui::{IconData, UserAttentionType, ViewportBuilder, ViewportCommand, ViewportId};

use crate::app::kiosk::Kiosk;
use crate::authenticator::{Authenticator, theme};
use crate::messages::{Message, Messages};
use crate::service::Service;
use crate::store::graphics;
use crate::store::instance::{Instance, Start};
use crate::store::kiosk::KioskPlatform;
use crate::ui::DemoUser;
use crate::wiring::{APP, Paths, system_messages};

/// Initial size of the window, in points.
const SIZE: [f32; 2] = [960.0, 680.0];
/// What frame and panels of a desktop take of the screen beside a window, in points.
const FRAME: egui::Vec2 = egui::vec2(16.0, 96.0);
/// Minimum size of the window, in points.
const SIZE_MIN: [f32; 2] = [320.0, 480.0];

/// How long the process outlives its window, for what must still be written.
const UNFINISHED_LIMIT: Duration = Duration::from_secs(5);

/// The window of the ready-made app.
pub struct App {
    authenticator: Authenticator,
    title: Option<String>,
    kiosk: Option<Kiosk>,
    /// Whether the window was made to fit the screen.
    is_fitted: bool,
}

impl App {
    /// Creates the window on these use cases, with the users of a demo beside the sign-in form.
    ///
    /// # Errors
    /// [`std::io::Error`] if no thread can be started.
    pub fn new(
        creation: &CreationContext<'_>,
        service: &Service,
        users: Vec<DemoUser>,
    ) -> std::io::Result<Self> {
        theme::install_fonts(&creation.egui_ctx);
        let authenticator = Authenticator::new(service, &creation.egui_ctx)?.with_demo(users);
        Ok(Self::with(authenticator))
    }

    /// Creates the window around an authenticator.
    #[must_use]
    pub fn with(authenticator: Authenticator) -> Self {
        Self {
            authenticator: authenticator.own_window(),
            title: None,
            kiosk: None,
            is_fitted: false,
        }
    }

    /// Keeps the window open until an administrator leaves the kiosk.
    #[must_use]
    #[doc(hidden)]
    pub fn in_kiosk(mut self, ctx: &egui::Context) -> Self {
        self.kiosk = Some(Kiosk::new(ctx));
        self
    }

    /// Maximizes a window that would not fit the screen with its frame, such as on one that the desktop enlarges.
    fn fit(&mut self, ctx: &egui::Context) {
        let screen = ctx.input(|input| input.viewport().monitor_size);
        let Some(screen) = screen.filter(|_| !self.is_fitted) else {
            return;
        };
        self.is_fitted = true;
        let room = screen - FRAME;
        if self.kiosk.is_none() && (room.x < SIZE[0] || room.y < SIZE[1]) {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
    }

    /// Returns the authenticator for changing.
    #[must_use]
    pub fn authenticator_mut(&mut self) -> &mut Authenticator {
        &mut self.authenticator
    }

    /// Returns the authenticator.
    #[must_use]
    pub fn authenticator(&self) -> &Authenticator {
        &self.authenticator
    }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        if self.kiosk.is_some() {
            Kiosk::keep_open(input, &mut self.authenticator, ctx);
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
        self.fit(ctx);
        if let Some(kiosk) = &mut self.kiosk {
            kiosk.follow(&mut self.authenticator, ctx);
        }
        let title = self.authenticator.title();
        if title.is_some() && title != self.title.as_deref() {
            self.title = title.map(ToOwned::to_owned);
            if let Some(title) = &self.title {
                ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            }
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        // Screen readers name the window by its node, not by the title on its frame.
        let title = self.authenticator.shown_title();
        let root = egui::accesskit_root_id();
        ui.ctx()
            .accesskit_node_builder(root, |node| node.set_label(&*title));
        self.authenticator.show_pages(ui);
    }

    /// egui's memory contains the cursor position in a password field, and so its length (R53).
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Opens the window on a configuration file, by default the platform's, and returns when it is closed. If there is a window of
/// this file already, brings that to the front and returns.
///
/// # Errors
/// A [`Message`] for the user if there is no folder for settings, no window could be opened, or the window that is open does not
/// answer.
pub fn run(config: Option<PathBuf>) -> Result<(), Message> {
    run_with(config, None)
}

/// Does the same in kiosk mode: the window fills the screen, starts only these programs, and closes only for an administrator.
///
/// # Errors
/// A [`Message`] for the user, as for [`run`].
#[doc(hidden)]
pub fn run_kiosk(config: Option<PathBuf>, allowed: Vec<String>) -> Result<(), Message> {
    run_with(config, Some(allowed))
}

fn run_with(config: Option<PathBuf>, kiosk: Option<Vec<String>>) -> Result<(), Message> {
    let messages = system_messages();
    let paths = match &config {
        Some(config) => Paths::for_config(config.clone()),
        None => Paths::of_platform().ok_or_else(|| messages.message("cli-no-folder", &[]))?,
    };
    let mut dependencies = paths.app_dependencies();
    let users = Arc::clone(&dependencies.credentials);
    let starts_programs = kiosk.as_ref().map(|allowed| !allowed.is_empty());
    if let Some(allowed) = kiosk {
        let platform = KioskPlatform::new(dependencies.platform, allowed);
        dependencies.platform = Arc::new(platform);
        dependencies.may_set_up = false;
    }
    let service = Service::from(dependencies);
    if starts_programs.is_some() {
        kiosk::check(&service, &users, &paths.config, &messages)?;
    }
    // Two windows are better than none.
    let instance = match Instance::start(&paths.config, &paths.state) {
        Ok(Start::First(instance)) => Some(instance),
        Ok(_) if starts_programs.is_some() => {
            return Err(messages.message("kiosk-window-open", &[]));
        }
        Ok(Start::Shown) => {
            eprintln!("{}", messages.message("window-shown", &[]).line());
            return Ok(());
        }
        Ok(Start::Unanswered) => return Err(messages.message("window-unanswered", &[])),
        Err(error) => {
            tracing::warn!(%error, "cannot tell whether the window is open already");
            None
        }
    };
    let opening = Opening {
        service,
        config,
        users: Vec::new(),
        kiosk: starts_programs,
    };
    open(&messages, opening, instance)
}

/// Brings the window to the front. Where the desktop refuses that, as with Wayland, it marks the window.
fn show(ctx: &egui::Context) {
    for command in [
        ViewportCommand::Minimized(false),
        ViewportCommand::Focus,
        ViewportCommand::RequestUserAttention(UserAttentionType::Informational),
    ] {
        ctx.send_viewport_cmd_to(ViewportId::ROOT, command);
    }
}

/// Opens the window on the example in a temporary folder.
///
/// # Errors
/// A [`Message`] for the user if the folder could not be created or no window could be opened.
pub fn run_demo() -> Result<(), Message> {
    let messages = system_messages();
    let demo = demo::Demo::new().map_err(|error| {
        let reason = ("reason", error.to_string().into());
        messages.message("cli-demo-failed", &[reason])
    })?;
    let opening = Opening {
        service: demo.service(),
        config: None,
        users: demo.users(),
        kiosk: None,
    };
    open(&messages, opening, None)
}

/// What a window is opened on.
struct Opening {
    service: Service,
    config: Option<PathBuf>,
    /// The users of a demo.
    users: Vec<DemoUser>,
    /// Whether the window is that of a kiosk, and whether that starts programs.
    kiosk: Option<bool>,
}

fn open(
    messages: &Messages,
    opening: Opening,
    mut instance: Option<Instance>,
) -> Result<(), Message> {
    let mut viewport = ViewportBuilder::default()
        .with_app_id(APP)
        .with_title(messages.get("app-title"))
        .with_inner_size(SIZE)
        .with_min_inner_size(SIZE_MIN);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        let icon: IconData = icon;
        viewport = viewport.with_icon(Arc::new(icon));
    }
    if let Some(starts_programs) = opening.kiosk {
        viewport = kiosk::fill_screen(viewport, starts_programs);
    }
    let options = NativeOptions {
        viewport,
        renderer: Renderer::Glow,
        ..NativeOptions::default()
    };
    #[cfg(target_os = "macos")]
    let options = match opening.kiosk {
        Some(_) => kiosk::without_menu(options),
        None => options,
    };
    explain_missing_libraries();
    if graphics::is_software() {
        tracing::warn!(
            "windows are drawn in software, because there is no graphics card that can be used"
        );
    }
    let (sender, unfinished) = mpsc::channel();
    let held = instance.as_mut();
    let create = move |creation: &CreationContext<'_>| {
        let mut app = App::new(creation, &opening.service, opening.users)?;
        app.authenticator.name_config(opening.config);
        if opening.kiosk.is_some() {
            app = app.in_kiosk(&creation.egui_ctx);
        }
        if let Some(held) = held {
            let ctx = creation.egui_ctx.clone();
            held.on_request(move || show(&ctx));
        }
        let unfinished = app.authenticator.take_unfinished();
        sender.send(unfinished).map_err(|error| error.to_string())?;
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    let result = eframe::run_native(APP, options, Box::new(create));
    drop(instance);
    // The window is gone: what a sign-out still has to clear keeps only the process.
    if let Ok(Some(unfinished)) = unfinished.try_recv() {
        unfinished.wait(UNFINISHED_LIMIT);
    }
    result.map_err(|error| window_error(messages, &error))
}

/// Reports a missing keyboard library, which makes winit panic, with a message. Other panics are reported as
/// usual.
#[expect(clippy::incompatible_msrv, reason = "windows need Rust 1.95")]
fn explain_missing_libraries() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let text = panic.payload_as_str().unwrap_or_default();
        if text.contains("could not be loaded") {
            let reason = ("reason", text.trim_end_matches('.').into());
            let message = system_messages().message("window-no-library", &[reason]);
            eprintln!("{}", message.line());
            #[expect(clippy::exit, reason = "the panic would be reported twice")]
            std::process::exit(1);
        }
        usual(panic);
    }));
}

/// Returns the message for a window that could not be opened.
fn window_error(messages: &Messages, error: &eframe::Error) -> Message {
    let reason = error.to_string();
    // winit gives the cause as text only.
    let missing_library = reason.contains("shared libraries");
    let reason = reason.rsplit(": ").next().unwrap_or_default().to_owned();
    match error {
        eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) if missing_library => {
            messages.message("window-no-library", &[("reason", reason.into())])
        }
        eframe::Error::WinitEventLoop(_) => messages.message("window-no-display", &[]),
        eframe::Error::Glutin(_)
        | eframe::Error::NoGlutinConfigs(..)
        | eframe::Error::OpenGL(_) => messages.message("window-no-graphics", &[]),
        _ => messages.message("window-failed", &[("reason", reason.into())]),
    }
}
