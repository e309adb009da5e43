//! TLS with a verified certificate: rustls, and the certificates of a file or of the system.

use std::future::Future;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
#[cfg(feature = "app")]
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::Socket;
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use tokio_rustls::TlsConnector;

#[cfg(feature = "app")]
use crate::domain::timestamp::Timestamp;
use crate::store::postgres::address::PostgresOptions;
#[cfg(feature = "app")]
use crate::store::postgres::certificate::expiry;
use crate::store::postgres::error::PgError;

/// Makes encrypted connections to hosts whose certificates are right.
#[derive(Clone)]
pub(super) struct Tls {
    config: Arc<ClientConfig>,
    /// What was last seen of a connection.
    #[cfg(feature = "app")]
    seen: Arc<Mutex<Option<Seen>>>,
}

/// What is seen of an encrypted connection.
#[cfg(feature = "app")]
#[derive(Clone)]
pub(super) struct Seen {
    /// The version of TLS.
    pub(super) version: String,
    /// When the certificate of the server expires, if it was understood.
    pub(super) expires_at: Option<Timestamp>,
}

impl Tls {
    /// Trusts the certificates of the file or those of the system; none if no connection is encrypted.
    pub(super) fn new(options: &PostgresOptions) -> Result<Self, PgError> {
        let roots = match &options.root_certificates {
            _ if !options.is_encrypted() => RootCertStore::empty(),
            Some(file) => of_file(file)?,
            None => of_system()?,
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| PgError::Address(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            config: Arc::new(config),
            #[cfg(feature = "app")]
            seen: Arc::default(),
        })
    }

    /// Returns what was last seen of a connection; `None` if none was encrypted.
    #[cfg(feature = "app")]
    pub(super) fn seen(&self) -> Option<Seen> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }
}

fn of_file(file: &Path) -> Result<RootCertStore, PgError> {
    let failed = |reason: &dyn ToString| {
        PgError::Address(format!("{}: {}", file.display(), reason.to_string()))
    };
    let certificates = CertificateDer::pem_file_iter(file).map_err(|error| failed(&error))?;
    let mut roots = RootCertStore::empty();
    for certificate in certificates {
        let certificate = certificate.map_err(|error| failed(&error))?;
        roots.add(certificate).map_err(|error| failed(&error))?;
    }
    if roots.is_empty() {
        return Err(failed(&"there is no certificate in it"));
    }
    Ok(roots)
}

fn of_system() -> Result<RootCertStore, PgError> {
    let mut roots = RootCertStore::empty();
    // Systems have some that cannot be read; the others are enough.
    let loaded = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(loaded.certs);
    if roots.is_empty() {
        let mut reason = "the system has no certificates: name a file with sslrootcert".to_owned();
        if let Some(error) = loaded.errors.first() {
            reason += &format!(" ({error})");
        }
        return Err(PgError::Address(reason));
    }
    Ok(roots)
}

impl MakeTlsConnect<Socket> for Tls {
    type Stream = Encrypted;
    type TlsConnect = Handshake;
    type Error = io::Error;

    fn make_tls_connect(&mut self, host: &str) -> io::Result<Handshake> {
        Ok(Handshake {
            tls: self.clone(),
            host: host.to_owned(),
        })
    }
}

/// A handshake with a host.
pub(super) struct Handshake {
    tls: Tls,
    host: String,
}

impl TlsConnect<Socket> for Handshake {
    type Stream = Encrypted;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Encrypted>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let host = ServerName::try_from(self.host).map_err(io::Error::other)?;
            let connector = TlsConnector::from(self.tls.config);
            let stream = connector.connect(host, socket).await?;
            #[cfg(feature = "app")]
            {
                let connection = stream.get_ref().1;
                let certificates = connection.peer_certificates();
                let version = connection.protocol_version();
                // `TLSv1_3`, which PostgreSQL calls `TLSv1.3`.
                let version = version.and_then(|version| version.as_str());
                let now_seen = Seen {
                    version: version.unwrap_or_default().replace('_', "."),
                    expires_at: certificates.and_then(|all| expiry(all.first()?)),
                };
                let seen = self.tls.seen.lock();
                *seen.unwrap_or_else(PoisonError::into_inner) = Some(now_seen);
            }
            Ok(Encrypted(Box::new(stream)))
        })
    }
}

/// An encrypted connection.
pub(super) struct Encrypted(Box<tokio_rustls::client::TlsStream<Socket>>);

impl TlsStream for Encrypted {
    /// Not needed: the certificate is verified.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
