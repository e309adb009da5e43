//! The ready-made tool's window: `logic` takes results in, `ui` draws.

pub mod demo;

use std::path::PathBuf;
use std::sync::Arc;

use eframe::{CreationContext, NativeOptions, Renderer};
use egui::{IconData, ViewportBuilder, ViewportCommand};

use crate::authenticator::Authenticator;
use crate::messages::{Message, Messages};
use crate::service::Service;
use crate::ui::DemoUser;
use crate::wiring::{APP, Paths, system_words};

/// The size of a new window, in points.
const SIZE: [f32; 2] = [960.0, 680.0];
/// The smallest window, in points.
const SIZE_MIN: [f32; 2] = [320.0, 480.0];

/// The window.
pub struct App {
    authenticator: Authenticator,
    title: Option<String>,
}

impl App {
    /// The window over the given use cases.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(
        creation: &CreationContext<'_>,
        service: &Service,
        people: Vec<DemoUser>,
    ) -> std::io::Result<Self> {
        let authenticator = Authenticator::new(service, &creation.egui_ctx)?.with_demo(people);
        Ok(Self::with(authenticator))
    }

    /// The window around a component.
    #[must_use]
    pub fn with(authenticator: Authenticator) -> Self {
        Self {
            authenticator: authenticator.with_zoom_kept(),
            title: None,
        }
    }

    /// The component.
    #[must_use]
    pub fn authenticator_mut(&mut self) -> &mut Authenticator {
        &mut self.authenticator
    }

    /// The component, to be looked at.
    #[must_use]
    pub fn authenticator(&self) -> &Authenticator {
        &self.authenticator
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
        let title = self.authenticator.title();
        if title.is_some() && title != self.title.as_deref() {
            self.title = title.map(ToOwned::to_owned);
            if let Some(title) = &self.title {
                ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            }
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.authenticator.show_pages(ui);
    }

    /// egui's memory holds where the cursor stands in a field: the length of a password (R53).
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Opens the window over a credential file and runs until it is closed.
///
/// # Errors
/// Why there is no window, and what to do about it.
pub fn run(config: Option<PathBuf>) -> Result<(), Message> {
    let words = system_words();
    let paths = match config {
        Some(config) => Paths::for_config(config),
        None => Paths::of_platform().ok_or_else(|| words.message("cli-no-folder", &[]))?,
    };
    open(&words, paths.service(), Vec::new())
}

/// Opens the window over the example in a throwaway folder.
///
/// # Errors
/// Why there is no window or no folder, and what to do about it.
pub fn run_demo() -> Result<(), Message> {
    let words = system_words();
    let demo = demo::Demo::new().map_err(|error| {
        let reason = ("reason", error.to_string().into());
        words.message("cli-demo-failed", &[reason])
    })?;
    open(&words, demo.service(), demo.people())
}

fn open(words: &Messages, service: Service, people: Vec<DemoUser>) -> Result<(), Message> {
    let mut viewport = ViewportBuilder::default()
        .with_app_id(APP)
        .with_title(words.get("app-title"))
        .with_inner_size(SIZE)
        .with_min_inner_size(SIZE_MIN);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        let icon: IconData = icon;
        viewport = viewport.with_icon(Arc::new(icon));
    }
    let options = NativeOptions {
        viewport,
        renderer: Renderer::Glow,
        ..NativeOptions::default()
    };
    explain_missing_libraries();
    let create = move |creation: &CreationContext<'_>| {
        let app = App::new(creation, &service, people)?;
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native(APP, options, Box::new(create)).map_err(|error| say(words, &error))
}

/// A library that is missing only when the keyboard is set up makes winit panic. That gets its
/// sentence too; other panics are reported as usual.
fn explain_missing_libraries() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let text = panic.payload_as_str().unwrap_or_default();
        if text.contains("could not be loaded") {
            let reason = ("reason", text.trim_end_matches('.').into());
            let said = system_words().message("window-no-library", &[reason]);
            eprintln!("{}", said.line());
            std::process::exit(1);
        }
        usual(panic);
    }));
}

/// One sentence for each way in which a window can fail to open.
fn say(words: &Messages, error: &eframe::Error) -> Message {
    let reason = error.to_string();
    // winit keeps the cause to itself, but for its text.
    let missing_library = reason.contains("shared libraries");
    let reason = reason.rsplit(": ").next().unwrap_or_default().to_owned();
    match error {
        eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) if missing_library => {
            words.message("window-no-library", &[("reason", reason.into())])
        }
        eframe::Error::WinitEventLoop(_) => words.message("window-no-display", &[]),
        eframe::Error::Glutin(_)
        | eframe::Error::NoGlutinConfigs(..)
        | eframe::Error::OpenGL(_) => words.message("window-no-graphics", &[]),
        _ => words.message("window-failed", &[("reason", reason.into())]),
    }
}
