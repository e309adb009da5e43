//! Why the certificate of a server was refused.

use std::error::Error as _;
use std::io;

use rustls::CertificateError;

use crate::service::ports::store_error::reason;

/// Returns the reason why the certificate of a server was refused; `None` for any other error.
pub(super) fn certificate_refusal(error: &tokio_postgres::Error) -> Option<String> {
    let error: &io::Error = error.source()?.downcast_ref()?;
    let error: &rustls::Error = error.get_ref()?.downcast_ref()?;
    let rustls::Error::InvalidCertificate(refusal) = error else {
        return None;
    };
    tracing::warn!(%refusal, "the certificate of the server");
    Some(match refusal {
        // The latter is that of another authority of the same name.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            reason::CERTIFICATE_ISSUER.to_owned()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            reason::CERTIFICATE_NAME.to_owned()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            reason::CERTIFICATE_EXPIRED.to_owned()
        }
        other => format!("{}{other}", reason::CERTIFICATE),
    })
}
