//! Building an authenticator for an app.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::customization::Customization;
use crate::domain::settings::Settings;
use crate::service::Service;
use crate::service::dependencies::Dependencies;
use crate::service::ports::CredentialStore;
use crate::ui::Shortcuts;
#[cfg(feature = "component")]
use crate::wiring::Paths;

use crate::authenticator::component::Authenticator;
use crate::authenticator::start_error::StartError;

/// Configures an [`Authenticator`] before it starts: its users, rules, shortcuts and style. The methods
/// `Authenticator::with_…` change what surrounds the forms.
///
/// ```no_run
/// use egui_authenticator::{Authenticator, Customization, StartError};
///
/// fn start(ctx: &egui::Context) -> Result<Authenticator, StartError> {
///     let rules = Customization::default().with_roles(&["reader", "lead"]);
///     Authenticator::builder("org.lab", "bench")
///         .rules(rules)
///         .shortcuts(None)
///         .build(ctx)
/// }
/// ```
#[must_use = "nothing starts before `build`"]
pub struct Builder {
    /// Without folders for the app, the error that `build` returns.
    dependencies: Result<Dependencies, StartError>,
    title: Option<String>,
    /// The shortcuts, if the app chose them.
    shortcuts: Option<Shortcuts>,
    keeps_app_style: bool,
}

impl Authenticator {
    /// Builds an authenticator for the app of this name, such as `bench`, of this organization, such as `org.lab`. Users,
    /// settings and state are files in the folders that the platform has for the app ([`Paths::for_app`]), the keyring has an entry of
    /// its own, and the title is the name of the app. The first start asks for the administrator.
    ///
    /// ```no_run
    /// use egui_authenticator::{Authenticator, StartError};
    ///
    /// fn start(ctx: &egui::Context) -> Result<Authenticator, StartError> {
    ///     Authenticator::builder("org.lab", "bench").build(ctx)
    /// }
    /// ```
    #[cfg(feature = "component")]
    pub fn builder(organization: &str, app: &str) -> Builder {
        let paths = Paths::for_app(organization, app);
        Builder {
            dependencies: paths.map(|paths| paths.dependencies()).map_err(Into::into),
            title: Some(title(app)),
            shortcuts: None,
            keeps_app_style: false,
        }
    }
}

/// Builds an authenticator over other files, or over what [`Dependencies::new`] joins:
///
/// ```no_run
/// use egui_authenticator::Builder;
/// use egui_authenticator::wiring::Paths;
/// use egui_authenticator::{Authenticator, StartError};
///
/// fn start(ctx: &egui::Context) -> Result<Authenticator, StartError> {
///     let mut files = Paths::for_app("org.shop", "till")?;
///     files.config = "/srv/shop/users.yaml".into();
///     Builder::from(files.dependencies()).build(ctx)
/// }
/// ```
impl From<Dependencies> for Builder {
    fn from(dependencies: Dependencies) -> Self {
        Self {
            dependencies: Ok(dependencies),
            title: None,
            shortcuts: None,
            keeps_app_style: false,
        }
    }
}

impl Builder {
    /// Sets the fields, the checks and the roles of the app.
    ///
    /// ```
    /// use egui_authenticator::Builder;
    /// use egui_authenticator::{CustomField, Customization};
    ///
    /// fn with_badge(builder: Builder) -> Builder {
    ///     builder.rules(Customization::default().with_field(CustomField::new("badge", "Badge number")))
    /// }
    /// ```
    pub fn rules(self, rules: Customization) -> Self {
        self.change(|dependencies| dependencies.customization = Arc::new(rules))
    }

    /// Keeps users and settings in a store of the app, such as its database, in place of a file. Lockouts, sessions, the audit log, the
    /// keyring and the hashes stay as they are: they belong to the name of the app, so an app with two databases needs two names.
    ///
    /// ```
    /// use egui_authenticator::Builder;
    /// use egui_authenticator::ports::CredentialStore;
    ///
    /// fn over(builder: Builder, users: impl CredentialStore + 'static) -> Builder {
    ///     builder.store(users)
    /// }
    /// ```
    pub fn store(self, store: impl CredentialStore + 'static) -> Self {
        self.change(|dependencies| dependencies.credentials = Arc::new(store))
    }

    /// Sets the values of settings where the store gives none: what is written into the file, also in the settings of the
    /// window, comes before the defaults of the app. Numbers out of range become the nearest ones that the file accepts. Roles, pages
    /// and the mail server are those of the store only.
    ///
    /// ```
    /// use egui_authenticator::Settings;
    /// use egui_authenticator::authenticator::Builder;
    ///
    /// fn for_shifts(builder: Builder) -> Builder {
    ///     builder.defaults(Settings::default().lock_minutes(10).max_session_hours(12))
    /// }
    /// ```
    pub fn defaults(self, settings: Settings) -> Self {
        self.change(|dependencies| dependencies.defaults = Arc::new(settings))
    }

    /// Sets how often to look for changes of a store that cannot notify of them, from 250 milliseconds to 30 seconds, in place of
    /// what the store says ([`CredentialStore::poll_every`]). A user who is disabled loses the session after that time at the
    /// latest.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use egui_authenticator::Builder;
    ///
    /// fn rarely(builder: Builder) -> Builder {
    ///     builder.recheck_every(Duration::from_secs(10))
    /// }
    /// ```
    pub fn recheck_every(self, interval: Duration) -> Self {
        self.change(|dependencies| dependencies.recheck_every = Some(interval))
    }

    /// Sets for how many minutes after the last contact sessions stay open while the store cannot be reached
    /// ([`StoreError::Unavailable`]): 15 by default, at most 1440. With 0 they are closed at the first failure. A user who is
    /// disabled meanwhile loses the session after that time at the latest.
    ///
    /// [`StoreError::Unavailable`]: crate::ports::StoreError::Unavailable
    ///
    /// ```
    /// use egui_authenticator::Builder;
    ///
    /// fn briefly(builder: Builder) -> Builder {
    ///     builder.offline_minutes(5)
    /// }
    /// ```
    pub fn offline_minutes(self, minutes: u32) -> Self {
        self.change(|dependencies| dependencies.offline_minutes = minutes)
    }

    /// Sets the keyboard shortcuts; see [`Authenticator::with_shortcuts`].
    ///
    /// ```
    /// use egui_authenticator::Shortcuts;
    /// use egui_authenticator::Builder;
    ///
    /// fn with_keys(builder: Builder) -> Builder {
    ///     builder.shortcuts(Shortcuts::all())
    /// }
    /// ```
    pub fn shortcuts(mut self, shortcuts: impl Into<Option<Shortcuts>>) -> Self {
        self.shortcuts = Some(shortcuts.into().unwrap_or_else(Shortcuts::none));
        self
    }

    /// Draws the screens in the style of the app; see [`Authenticator::keep_app_style`].
    ///
    /// ```
    /// use egui_authenticator::authenticator::Builder;
    ///
    /// fn in_the_style_of_the_app(builder: Builder) -> Builder {
    ///     builder.keep_app_style()
    /// }
    /// ```
    pub fn keep_app_style(mut self) -> Self {
        self.keeps_app_style = true;
        self
    }

    /// Starts the authenticator; it wakes the windows of `ctx`.
    ///
    /// ```no_run
    /// use egui_authenticator::{Authenticator, StartError};
    ///
    /// fn start(ctx: &egui::Context) -> Result<Authenticator, StartError> {
    ///     Authenticator::builder("org.lab", "bench").build(ctx)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`StartError::Paths`] if a name cannot be that of a folder or there is no home folder.
    /// - [`StartError::Thread`] if a thread could not be started.
    pub fn build(self, ctx: &egui::Context) -> Result<Authenticator, StartError> {
        let service = Service::from(self.dependencies?);
        let mut authenticator = Authenticator::new(&service, ctx)?;
        if let Some(title) = self.title {
            authenticator = authenticator.with_title(title);
        }
        if self.keeps_app_style {
            authenticator = authenticator.keep_app_style();
        }
        if let Some(shortcuts) = self.shortcuts {
            authenticator = authenticator.with_shortcuts(shortcuts);
        }
        Ok(authenticator)
    }

    fn change(mut self, change: impl FnOnce(&mut Dependencies)) -> Self {
        if let Ok(dependencies) = &mut self.dependencies {
            change(dependencies);
        }
        self
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("title", &self.title)
            .field("shortcuts", &self.shortcuts)
            .field("keeps_app_style", &self.keeps_app_style)
            .finish_non_exhaustive()
    }
}

/// Returns the name of an app as a title: `lab-bench` is "Lab bench".
#[cfg(feature = "component")]
fn title(app: &str) -> String {
    let words = app.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(all(test, feature = "component"))]
mod tests {
    use super::*;
    use crate::wiring::PathsError;

    #[test]
    fn the_title_is_the_name_of_the_app_in_words() {
        for (app, expected) in [
            ("bench", "Bench"),
            ("lab-bench", "Lab bench"),
            ("Till_2", "Till 2"),
            ("", ""),
        ] {
            assert_eq!(title(app), expected);
        }
    }

    #[test]
    fn a_name_that_is_no_folder_is_an_error_of_build() {
        let ctx = egui::Context::default();
        for (organization, app) in [("org.lab", "../bench"), ("", "bench"), ("org.lab", "a b")] {
            let built = Authenticator::builder(organization, app)
                .rules(Customization::default())
                .build(&ctx);
            assert!(
                matches!(built, Err(StartError::Paths(PathsError::Name(_)))),
                "{organization} {app}"
            );
        }
    }
}
