//! The component: joins the screens, the worker and the drawing.
//!
//! An app holds one [`Authenticator`] and calls one of its `show…`, [`Authenticator::gate`] or
//! `…_ui` from its own `ui`. What the app shows of its own is a closure that runs only for somebody who is
//! signed in and whose window is not locked, and that gets the [`Session`] that proves it.
//!
//! What is drawn only for somebody takes that proof, and so cannot be drawn without it:
//!
//! ```compile_fail,E0061
//! # use egui_authenticator::service::Session;
//! fn wages_ui(ui: &mut egui::Ui, session: &Session) {}
//!
//! fn ui(ui: &mut egui::Ui) {
//!     wages_ui(ui);
//! }
//! ```
//!
//! but where somebody is signed in:
//!
//! ```
//! # use egui_authenticator::authenticator::Authenticator;
//! # use egui_authenticator::service::Session;
//! fn wages_ui(ui: &mut egui::Ui, session: &Session) {}
//!
//! fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
//!     authenticator.show(ui, wages_ui);
//! }
//! ```
//!
//! Nor does the session outlive the look at it: what the closure borrows cannot leave it.
//!
//! ```compile_fail
//! # use egui_authenticator::authenticator::Authenticator;
//! # use egui_authenticator::service::Session;
//! fn kept<'a>(authenticator: &'a mut Authenticator, ui: &mut egui::Ui) -> Option<&'a Session> {
//!     authenticator.show(ui, |_, session| session)
//! }
//! ```

pub(crate) mod appearance;
pub(crate) mod embedding;
pub(crate) mod exit_guard;
mod pages;

use std::sync::Arc;

use crate::domain::appearance::{Accent, ThemeChoice, Zoom};
use crate::messages::Messages;
use crate::screen::app::{self, HostPage};
use crate::screen::effects::Now;
use crate::screen::flow::auto_lock::LOCK_WARNING;
use crate::screen::flow::{Event, Flow, Screen};
use crate::service::command::{Finished, Job};
use crate::service::{Service, Session};
use crate::ui::{FrameInput, HostContent, Ui};
use crate::worker::{Wake, Worker};

pub use crate::authenticator::embedding::EmbeddedScreen;
pub use crate::authenticator::exit_guard::{ExitDecision, ExitReason};
pub use crate::authenticator::pages::AppPage;

use crate::authenticator::appearance::ActiveLanguage;
use crate::authenticator::embedding::Embedding;
use crate::authenticator::exit_guard::ExitGuard;

/// What runs jobs.
enum Executor {
    /// Threads.
    Worker(Worker),
    /// The caller, at once: for tests, where nothing should happen in the background.
    Inline(Vec<Finished>),
}

/// Sign-in as a component.
pub struct Authenticator {
    flow: Flow,
    service: Service,
    executor: Executor,
    ui: Ui,
    theme: Option<ThemeChoice>,
    spoken: ActiveLanguage,
    accent: Option<Accent>,
    /// How large everything is, where that is kept.
    zoom: Option<Zoom>,
    keeps_zoom: bool,
    /// egui has been told how large everything is, and does it in the next frame.
    zooms_next: bool,
    exit_guard: Option<ExitGuard>,
    place: Option<Embedding>,
    /// The folder of whoever is signed in for a test.
    #[cfg(feature = "testing")]
    folder: Option<tempfile::TempDir>,
}

/// Why an app did not get its sign-in.
#[cfg(feature = "component")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// There is nowhere to keep anything.
    #[error(transparent)]
    Paths(#[from] crate::wiring::PathsError),
    /// The system gave no thread.
    #[error("no thread: {0}")]
    Thread(#[from] std::io::Error),
}

impl Authenticator {
    /// Starts for the app with this id, such as `lab-bench`: the credential file and the state database are
    /// in the platform's folders of that name, and the keyring has an entry of that name. The first
    /// start asks for the administrator. An app that wants something otherwise starts from
    /// [`crate::wiring::Paths::for_app`] and [`Service::with_customization`], and comes to [`Self::new`].
    ///
    /// # Errors
    /// When the id is no name of a folder, the system names no folders, or gives no thread.
    #[cfg(feature = "component")]
    pub fn for_app(id: &str, ctx: &egui::Context) -> Result<Self, StartError> {
        let service = crate::wiring::Paths::for_app(id)?.service();
        Ok(Self::new(&service, ctx)?)
    }

    /// Starts with the given use cases; jobs run on threads.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(service: &Service, ctx: &egui::Context) -> std::io::Result<Self> {
        let wake_ctx = ctx.clone();
        let wake: Wake = Arc::new(move || wake_ctx.request_repaint());
        let worker = Worker::start(service, &wake)?;
        Ok(Self::with_executor(
            service.clone(),
            Executor::Worker(worker),
            ctx,
        ))
    }

    /// Starts with the given use cases; jobs run on the caller's thread, which blocks it. For tests.
    #[must_use]
    pub fn inline(service: Service, ctx: &egui::Context) -> Self {
        Self::with_executor(service, Executor::Inline(Vec::new()), ctx)
    }

    fn with_executor(service: Service, executor: Executor, ctx: &egui::Context) -> Self {
        let (flow, jobs) = Flow::new(now(ctx));
        let mut authenticator = Self {
            flow: flow.with_customization(Arc::clone(&service.rules)),
            service,
            executor,
            ui: Ui::new(ctx, Arc::new(Messages::english())),
            theme: None,
            spoken: ActiveLanguage::default(),
            accent: None,
            zoom: None,
            keeps_zoom: false,
            zooms_next: false,
            exit_guard: None,
            place: None,
            #[cfg(feature = "testing")]
            folder: None,
        };
        authenticator.speak();
        authenticator.send(jobs);
        authenticator
    }

    /// The use cases, to be called without the window: they block, so never on its thread.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// The people of a demonstration, to be shown beside the sign-in form.
    #[must_use]
    pub fn with_demo(mut self, people: Vec<crate::ui::DemoUser>) -> Self {
        self.ui.demo = people;
        self
    }

    #[cfg(feature = "testing")]
    pub(crate) fn keeping(mut self, folder: tempfile::TempDir) -> Self {
        self.folder = Some(folder);
        self
    }

    /// Takes in what was carried out since the last call, and lets time pass. Whatever draws does so as well;
    /// an app calls it from its own `logic`, which runs while the window is hidden, too.
    pub fn logic(&mut self, ctx: &egui::Context) {
        let now = now(ctx);
        let (finished, has_changed, should_lock) = match &mut self.executor {
            Executor::Inline(finished) => (std::mem::take(finished), false, false),
            Executor::Worker(worker) => (
                worker.finished().collect(),
                worker.take_changed(),
                worker.take_lock(),
            ),
        };
        if should_lock {
            self.on(Event::Lock, ctx);
        }
        if has_changed {
            self.on_file_changed(ctx);
        }
        for finished in finished {
            let jobs = self.flow.on_finished(finished, now);
            self.send(jobs);
            ctx.request_repaint();
        }
        self.ask_before_lock(now);
        let jobs = self.flow.on_time(now);
        if !jobs.is_empty() {
            self.send(jobs);
            ctx.request_repaint();
        }
        if self.spoken.wanted() != Some(self.flow.language()) {
            self.speak();
        }
        if self.accent != self.flow.accent() {
            self.accent = self.flow.accent();
            crate::ui::theme::set_accent(ctx, self.accent);
        }
        if self.keeps_zoom {
            self.follow_zoom(ctx);
        }
        if self.theme != self.flow.theme() {
            self.theme = self.flow.theme();
            match self.theme {
                Some(ThemeChoice::Light) => ctx.set_theme(egui::Theme::Light),
                Some(ThemeChoice::Dark) => ctx.set_theme(egui::Theme::Dark),
                None => {}
            }
        }
    }

    /// Takes in that the credential file has changed. Needed only where no worker watches it.
    pub fn on_file_changed(&mut self, ctx: &egui::Context) {
        let jobs = self.flow.on_file_changed(now(ctx));
        self.send(jobs);
        ctx.request_repaint();
    }

    /// Draws the sign-in, and `content` once somebody is signed in, with the bar and the navigation around
    /// it: account, lock, switching users, signing out, and administration for whoever may. `content` is
    /// not called while nobody is signed in, the window is locked, or another page is open; what it
    /// gave comes back when it was.
    ///
    /// What egui keeps of the widgets in it is kept for each person. What the app keeps is the app's: where it
    /// belongs to one person, keep it by their username, and let go of it when they have signed out.
    pub fn show<R>(
        &mut self,
        ui: &mut egui::Ui,
        content: impl FnOnce(&mut egui::Ui, &Session) -> R,
    ) -> Option<R> {
        self.show_home(ui, content, false)
    }

    /// Draws the sign-in, and nothing but `content` once somebody is signed in. The app offers what it
    /// wants of [`Self::open_account`], [`Self::lock`], [`Self::switch_user`] and [`Self::sign_out`].
    pub fn gate<R>(
        &mut self,
        ui: &mut egui::Ui,
        content: impl FnOnce(&mut egui::Ui, &Session) -> R,
    ) -> Option<R> {
        self.show_home(ui, content, true)
    }

    /// Draws the sign-in, and the pages of the credential file once somebody is signed in: the
    /// ready-made app.
    pub fn show_pages(&mut self, ui: &mut egui::Ui) {
        self.logic(ui.ctx());
        self.draw(ui, None, false);
    }

    fn show_home<R>(
        &mut self,
        ui: &mut egui::Ui,
        content: impl FnOnce(&mut egui::Ui, &Session) -> R,
        is_bare: bool,
    ) -> Option<R> {
        let home = HostPage {
            id: 0,
            title: self.ui.messages.get("app-home").into_owned(),
            icon: Some("home"),
        };
        let content = move |ui: &mut egui::Ui, session: &Session, _| content(ui, session);
        self.show_own(ui, vec![home], content, is_bare)
    }

    /// Draws the sign-in, and one of the app's own pages once somebody is signed in.
    fn show_own<R>(
        &mut self,
        ui: &mut egui::Ui,
        own: Vec<HostPage>,
        content: impl FnOnce(&mut egui::Ui, &Session, usize) -> R,
        is_bare: bool,
    ) -> Option<R> {
        self.logic(ui.ctx());
        self.leave_place(ui.ctx());
        let jobs = self.flow.set_own(own, now(ui.ctx()));
        self.send(jobs);
        let (mut content, mut result) = (Some(content), None);
        let mut draw = |ui: &mut egui::Ui, session: &Session, id: usize| {
            if let Some(content) = content.take() {
                // What egui keeps of a widget (scrolling, undo) is not the next person's.
                let person = ("person", session.user().username.key());
                let inner = ui.push_id(person, |ui| content(ui, session, id));
                result = Some(inner.inner);
            }
        };
        let content = HostContent {
            draw: &mut draw,
            is_bare,
        };
        self.draw(ui, Some(content), false);
        result
    }

    fn draw(&mut self, ui: &mut egui::Ui, content: Option<HostContent<'_>>, is_bare_area: bool) {
        let now = now(ui.ctx());
        if ui.input(|input| !input.raw.events.is_empty()) {
            self.flow.on_activity(now);
        }
        let locking_in = self.flow.until_lock(now);
        if let Some(left) = locking_in {
            // One look when it is time to warn; the warning looks by itself.
            let next = left.checked_sub(LOCK_WARNING).unwrap_or(left);
            ui.ctx().request_repaint_after(next);
        }
        let input = FrameInput {
            content,
            is_bare_area,
            locking_in: locking_in.filter(|left| *left <= LOCK_WARNING),
            now,
        };
        let screen = self.flow.screen_mut();
        if let Some(event) = self.ui.show(ui, screen, input) {
            self.on(event, ui.ctx());
        }
    }

    fn on(&mut self, event: Event, ctx: &egui::Context) {
        if self.asks_to_stay(&event) {
            ctx.request_repaint();
            return;
        }
        let jobs = self.flow.on(event, now(ctx));
        self.send(jobs);
        ctx.request_repaint();
    }

    /// Opens the account of whoever is signed in; does nothing when nobody is.
    pub fn open_account(&mut self, ctx: &egui::Context) {
        self.on(Event::App(app::Event::Account), ctx);
    }

    /// Locks the window of whoever is signed in; does nothing when nobody is.
    pub fn lock(&mut self, ctx: &egui::Context) {
        self.on(Event::Lock, ctx);
    }

    /// Lets somebody else sign in, and keeps what is open; does nothing when nobody is signed in.
    pub fn switch_user(&mut self, ctx: &egui::Context) {
        self.on(Event::App(app::Event::Switch), ctx);
    }

    /// Signs out whoever is signed in, unless the app asks them to stay ([`Self::with_exit_guard`]); does nothing
    /// when nobody is.
    pub fn sign_out(&mut self, ctx: &egui::Context) {
        self.on(Event::App(app::Event::SignOut), ctx);
    }

    /// Who is signed in, while the window is not locked.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        let session_view = self.flow.screen().session_view();
        session_view.map(|session_view| &session_view.session)
    }

    /// The title that the credential file gives the program, once it is known.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let settings = match self.flow.screen() {
            Screen::Login(screen) => &screen.opened.settings,
            Screen::NextStep(screen) => &screen.pending.settings,
            Screen::Lock(screen) => &screen.session_view.settings,
            screen => &screen.session_view()?.settings,
        };
        settings.title.as_deref()
    }

    fn send(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            match &mut self.executor {
                Executor::Worker(worker) => worker.send(job),
                Executor::Inline(finished) => finished.push(job.run(&self.service)),
            }
        }
    }
}

/// Time since the program started, by the window's clock.
fn now(ctx: &egui::Context) -> Now {
    Now::try_from_secs_f64(ctx.input(|input| input.time)).unwrap_or_default()
}
