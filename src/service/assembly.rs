//! Creating a service from its dependencies, and running commands on it.

use std::sync::Arc;

use crate::domain::customization::Customization;

use crate::service::Service;
use crate::service::command::{Finished, Job};
use crate::service::context::Context;
use crate::service::dependencies::Dependencies;
use crate::service::ports::{CredentialStore, Environment, StateStore, TokenVault};

impl Service {
    /// Creates the use cases on these stores, on this computer.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use egui_authenticator::Service;
    /// use egui_authenticator::store::memory::{MemoryState, MemoryVault};
    /// use egui_authenticator::store::yaml::YamlStore;
    /// use egui_authenticator::wiring::environment;
    ///
    /// let file = Arc::new(YamlStore::new("/no/such/folder/config.yaml"));
    /// let (state, vault) = (Arc::new(MemoryState::default()), Arc::new(MemoryVault::default()));
    /// let service = Service::new(file, state, vault, environment());
    /// assert!(service.set_up().open().is_err());
    /// ```
    #[must_use]
    pub fn new(
        credentials: Arc<dyn CredentialStore>,
        state: Arc<dyn StateStore>,
        vault: Arc<dyn TokenVault>,
        environment: Environment,
    ) -> Self {
        Dependencies::new(credentials, state, vault, environment).into()
    }

    /// Returns the use cases with a host app's changes, as a service of its own: sessions and listeners of `self` do
    /// not belong to it.
    ///
    /// ```
    /// use egui_authenticator::Customization;
    /// use egui_authenticator::Service;
    ///
    /// fn customized(service: Service) -> Service {
    ///     service.with_customization(Customization::default())
    /// }
    /// ```
    #[must_use]
    pub fn with_customization(self, customization: Customization) -> Self {
        let mut dependencies = self.context.dependencies();
        dependencies.customization = Arc::new(customization);
        dependencies.into()
    }

    /// Runs a command on the caller's thread.
    #[must_use]
    #[doc(hidden)]
    pub fn run(&self, job: Job) -> Finished {
        job.run(&self.context)
    }
}

impl From<Dependencies> for Service {
    fn from(dependencies: Dependencies) -> Self {
        Self {
            context: Context::new(dependencies),
        }
    }
}

impl From<&Context> for Service {
    fn from(context: &Context) -> Self {
        Self {
            context: context.clone(),
        }
    }
}
