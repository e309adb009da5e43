//! Reading a manifest from its server, with rustls and the system's certificates.

use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::ring;
use rustls_native_certs::CertificateResult;
use ureq::config::Config;
use ureq::http::StatusCode;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Error};

use crate::domain::update::UpdateFailure;
use crate::domain::update_source::ManifestAddress;
use crate::service::ports::ManifestServer;

/// How long the whole answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// All that a server learns of the program.
const USER_AGENT: &str = "egui-authenticator";

/// A server that is asked by HTTP.
#[derive(Debug, Default)]
pub struct HttpManifestServer;

impl ManifestServer for HttpManifestServer {
    fn fetch(&self, address: &ManifestAddress, max: usize) -> Result<Vec<u8>, UpdateFailure> {
        fetch(address, max).map_err(|error| {
            tracing::warn!(%error, "the update manifest was not read");
            match error {
                Error::BodyExceedsLimit(_) => UpdateFailure::TooLong,
                Error::StatusCode(_) => UpdateFailure::Refused,
                _ => UpdateFailure::Unreachable,
            }
        })
    }
}

fn fetch(address: &ManifestAddress, max: usize) -> Result<Vec<u8>, Error> {
    let agent = Agent::new_with_config(config(address.as_str().starts_with("https:")));
    let mut response = agent.get(address.as_str()).call()?;
    if response.status() != StatusCode::OK {
        // Also another address, which the signature would make harmless, but which the owner of the file has not named.
        return Err(Error::StatusCode(response.status().as_u16()));
    }
    let max = u64::try_from(max).unwrap_or(u64::MAX);
    response.body_mut().with_config().limit(max).read_to_vec()
}

/// Returns how a server is asked. The certificates of the system are hundreds of files, which only encryption needs.
fn config(is_encrypted: bool) -> Config {
    let found = if is_encrypted {
        rustls_native_certs::load_native_certs()
    } else {
        CertificateResult::default()
    };
    for error in &found.errors {
        tracing::warn!(%error, "a certificate of the system was not read");
    }
    let certificates = found.certs.iter();
    let certificates = certificates.map(|found| Certificate::from_der(found).to_owned());
    let roots = RootCerts::Specific(Arc::new(certificates.collect()));
    let tls = TlsConfig::builder()
        .root_certs(roots)
        .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
        .build();
    Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .proxy(None)
        .user_agent(USER_AGENT)
        .build()
}
