//! The component itself: its parts, how it starts, and what an app can ask of it.

use std::sync::Arc;

use crate::domain::appearance::Zoom;
use crate::messages::Messages;
use crate::screen::app;
use crate::screen::effects::Now;
use crate::screen::flow::{Event, Flow};
use crate::service::command::{Finished, Job};
use crate::service::{Service, Session};
use crate::ui::{DemoUser, Shortcuts, Ui};
use crate::worker::{Unfinished, Wake, Worker};

use crate::authenticator::active_language::ActiveLanguage;
use crate::authenticator::applied::Applied;
use crate::authenticator::embedded_screen::Embedding;
use crate::authenticator::exit_decision::ExitGuard;
use crate::authenticator::typing_order::order_typing;
use crate::authenticator::woken_window::WokenWindow;

/// Where jobs run.
pub(super) enum Executor {
    /// On threads, which wake a window.
    Worker(Worker, WokenWindow),
    /// On the caller's thread, at once: for tests without background work.
    Inline(Vec<Finished>),
}

/// Sign-in for an egui app. The app holds one, and draws it in every frame:
///
/// ```
/// use egui_authenticator::Authenticator;
///
/// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
///     authenticator.show(ui, |ui, session, _| {
///         ui.label(format!("Only for {}", session.user().display_name()));
///     });
/// }
/// ```
pub struct Authenticator {
    pub(super) flow: Flow,
    pub(super) service: Service,
    pub(super) executor: Executor,
    pub(super) ui: Ui,
    pub(super) active_language: ActiveLanguage,
    /// What was set for which whole window.
    pub(super) applied: Option<(egui::Context, Applied)>,
    /// The zoom, if it is saved.
    pub(super) zoom: Option<Zoom>,
    /// Whether egui was told the zoom and applies it in the next frame.
    pub(super) zooms_next: bool,
    /// The shortcuts, if the app chose them.
    pub(super) shortcuts: Option<Shortcuts>,
    pub(super) exit_guard: Option<ExitGuard>,
    /// What would be lost if the user signed out.
    pub(super) unsaved: Option<String>,
    pub(super) embedded: Option<Embedding>,
    /// Tells this component from others in the same window that have badges.
    pub(super) reads_badges: Arc<()>,
}
opaque_debug!(Authenticator);

impl Authenticator {
    /// Starts with these use cases, which other code uses as well; jobs run on threads. See `Authenticator::builder` for the
    /// usual way.
    ///
    /// ```
    /// use egui_authenticator::app::demo::Demo;
    /// use egui_authenticator::Authenticator;
    ///
    /// let demo = Demo::new()?;
    /// let authenticator = Authenticator::new(&demo.service(), &egui::Context::default())?;
    /// assert!(authenticator.session().is_none());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`std::io::Error`] if a thread could not be started.
    pub fn new(service: &Service, ctx: &egui::Context) -> std::io::Result<Self> {
        let window = WokenWindow::new(ctx);
        let woken = window.clone();
        let wake: Wake = Arc::new(move || woken.wake());
        let worker = Worker::start(service, &wake)?;
        Ok(Self::with_executor(
            service.clone(),
            Executor::Worker(worker, window),
            ctx,
        ))
    }

    /// Starts with these use cases; jobs run on the caller's thread and block it. For tests.
    ///
    /// ```
    /// use egui_authenticator::app::demo::Demo;
    /// use egui_authenticator::Authenticator;
    ///
    /// let demo = Demo::new()?;
    /// let ctx = egui::Context::default();
    /// let mut authenticator = Authenticator::inline(demo.service(), &ctx);
    /// while authenticator.title().is_none() {
    ///     authenticator.logic(&ctx);
    /// }
    /// assert_eq!(authenticator.title(), Some("Corner shop"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    #[doc(hidden)]
    pub fn inline(service: Service, ctx: &egui::Context) -> Self {
        Self::with_executor(service, Executor::Inline(Vec::new()), ctx)
    }

    fn with_executor(service: Service, executor: Executor, ctx: &egui::Context) -> Self {
        let (flow, jobs) = Flow::new(now(ctx));
        let is_on_server = service.context.credentials.is_on_server();
        let mut authenticator = Self {
            flow: flow.with_customization(Arc::clone(&service.context.customization)),
            service,
            executor,
            ui: Ui::new(ctx, Arc::new(Messages::english())),
            active_language: ActiveLanguage::new(is_on_server),
            applied: None,
            zoom: None,
            zooms_next: false,
            shortcuts: None,
            exit_guard: None,
            unsaved: None,
            embedded: None,
            reads_badges: Arc::default(),
        };
        authenticator.speak();
        authenticator.send(jobs);
        authenticator
    }

    /// Returns the use cases, to be called without the window. They block, so never call them on the UI thread.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// use std::thread;
    ///
    /// use egui_authenticator::{Caller, Operator};
    ///
    /// fn export_in_background(authenticator: &Authenticator) {
    ///     let service = authenticator.service().clone();
    ///     thread::spawn(move || service.users().export(Caller::LocalOwner(Operator::assume())));
    /// }
    /// ```
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// Shows the users of a demo beside the sign-in form.
    ///
    /// ```
    /// use egui_authenticator::app::demo::Demo;
    /// use egui_authenticator::Authenticator;
    ///
    /// let demo = Demo::new()?;
    /// let authenticator = Authenticator::inline(demo.service(), &egui::Context::default());
    /// let authenticator = authenticator.with_demo(demo.users());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    #[doc(hidden)]
    pub fn with_demo(mut self, users: Vec<DemoUser>) -> Self {
        self.ui.demo = users;
        self
    }

    /// Returns what is still done after this component was dropped, such as clearing the keyring after a
    /// sign-out; `None` if it was taken before, or for [`Self::inline`]. Dropping never blocks: a program that ends
    /// with its window takes this before, and waits with it afterwards.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn end(mut authenticator: Authenticator) {
    ///     let unfinished = authenticator.take_unfinished();
    ///     drop(authenticator);
    ///     if let Some(unfinished) = unfinished {
    ///         unfinished.wait(std::time::Duration::from_secs(5));
    ///     }
    /// }
    /// ```
    #[must_use]
    #[doc(hidden)]
    pub fn take_unfinished(&mut self) -> Option<Unfinished> {
        match &mut self.executor {
            Executor::Worker(worker, _) => worker.take_unfinished(),
            Executor::Inline(_) => None,
        }
    }

    /// Processes finished jobs and the passing of time. Everything that draws calls it too; an app calls it from its own
    /// `logic`, which also runs while the window is hidden.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn logic(authenticator: &mut Authenticator, ctx: &egui::Context) {
    ///     authenticator.logic(ctx);
    /// }
    /// ```
    pub fn logic(&mut self, ctx: &egui::Context) {
        let now = now(ctx);
        let (finished, has_changed, should_lock) = match &mut self.executor {
            Executor::Inline(finished) => (std::mem::take(finished), false, false),
            Executor::Worker(worker, window) => {
                window.follow(ctx);
                (
                    worker.finished().collect(),
                    worker.take_changed(),
                    worker.take_lock(),
                )
            }
        };
        self.follow_activity(ctx);
        let was_open = self.flow.screen().lockable().is_some();
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
        self.ignore_typing(was_open, ctx);
        self.read_badges(ctx);
        order_typing(ctx);
        self.follow_appearance(ctx);
    }

    /// Reads the changed configuration file. Needed only with [`Self::inline`], which has no thread that looks
    /// for changes.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn on_click(authenticator: &mut Authenticator, ctx: &egui::Context) {
    ///     authenticator.on_file_changed(ctx);
    /// }
    /// ```
    pub fn on_file_changed(&mut self, ctx: &egui::Context) {
        let jobs = self.flow.on_file_changed(now(ctx));
        self.send(jobs);
        ctx.request_repaint();
    }

    pub(super) fn on(&mut self, event: Event, ctx: &egui::Context) {
        if self.asks_to_stay(&event) {
            ctx.request_repaint();
            return;
        }
        let jobs = self.flow.on(event, now(ctx));
        self.send(jobs);
        ctx.request_repaint();
    }

    /// Opens the account of the signed-in user; does nothing without a session.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn on_click(authenticator: &mut Authenticator, ctx: &egui::Context) {
    ///     authenticator.open_account(ctx);
    /// }
    /// ```
    pub fn open_account(&mut self, ctx: &egui::Context) {
        self.on(Event::App(app::Event::Account), ctx);
    }

    /// Locks the window. Without a session, clears what was typed. A sign-in or an unlock that is under way is
    /// cancelled, and a remembered session continues behind the lock.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn on_click(authenticator: &mut Authenticator, ctx: &egui::Context) {
    ///     authenticator.lock(ctx);
    /// }
    /// ```
    pub fn lock(&mut self, ctx: &egui::Context) {
        self.on(Event::Lock, ctx);
    }

    /// Lets another user sign in and parks the session. Without a session, or while the window is locked, it opens none: a
    /// sign-in or an unlock that is under way is cancelled.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn on_click(authenticator: &mut Authenticator, ctx: &egui::Context) {
    ///     authenticator.switch_user(ctx);
    /// }
    /// ```
    pub fn switch_user(&mut self, ctx: &egui::Context) {
        self.on(Event::App(app::Event::Switch), ctx);
    }

    /// Signs the user out, unless the app asks them to stay ([`Self::with_exit_guard`]). Without a session, or while the
    /// window is locked, it opens none: a sign-in or an unlock that is under way is cancelled. While recovery codes are
    /// shown, it locks the window instead, so that the codes are not lost.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn on_click(authenticator: &mut Authenticator, ctx: &egui::Context) {
    ///     authenticator.sign_out(ctx);
    /// }
    /// ```
    #[doc(alias = "logout")]
    #[doc(alias = "log out")]
    pub fn sign_out(&mut self, ctx: &egui::Context) {
        self.on(Event::App(app::Event::SignOut), ctx);
    }

    /// Returns the session, while the window is not locked.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn may_calibrate(authenticator: &Authenticator) -> bool {
    ///     authenticator.session().is_some_and(|session| session.has_role("lead"))
    /// }
    /// ```
    #[doc(alias = "current user")]
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        let session_view = self.flow.screen().session_view();
        session_view.map(|session_view| &session_view.session)
    }

    /// Returns the title of the configuration file once it was read.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn title(authenticator: &Authenticator) -> &str {
    ///     authenticator.title().unwrap_or("Lab bench")
    /// }
    /// ```
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let settings = self.flow.screen().settings()?;
        settings.title.as_deref()
    }

    /// Returns the title that the window shows: that of the file, of the host app, or of the program.
    #[cfg(feature = "app")]
    pub(crate) fn shown_title(&self) -> std::borrow::Cow<'_, str> {
        let title = self.title().or(self.ui.title.as_deref());
        title.map_or_else(|| self.ui.messages.get("app-title"), Into::into)
    }

    pub(super) fn send(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            match &mut self.executor {
                Executor::Worker(worker, _) => worker.send(job),
                Executor::Inline(finished) => finished.push(self.service.run(job)),
            }
        }
    }
}

impl Drop for Authenticator {
    /// Clears the clipboard of what the user copied. Does not block.
    fn drop(&mut self) {
        let jobs = self.flow.on_exit();
        self.send(jobs);
    }
}

/// Returns the time since the program started, by the window's clock.
pub(super) fn now(ctx: &egui::Context) -> Now {
    Now::try_from_secs_f64(ctx.input(|input| input.time)).unwrap_or_default()
}
