//! Asking the server whether an administrator leaves the kiosk.

use crate::domain::fold;
use crate::domain::secret::Secret;
use crate::service::ports::{AuthorityError, Cancellation, KioskServer, Verdict};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::Attempt;
use crate::store::postgres::restricted::authority::{LOGIN_BYTES_MAX, sent};
use crate::store::postgres::restricted::functions::LEAVE_KIOSK;
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::with_right;

impl KioskServer for RestrictedServer {
    fn leave_kiosk(
        &self,
        login: &str,
        (password, code): (&Secret, Option<&Secret>),
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError> {
        let login = sent(&fold(login.trim()), LOGIN_BYTES_MAX);
        let tickets = [Token::random()?, Token::random()?];
        let [first, second] = tickets
            .each_ref()
            .map(|ticket| Attempt { ticket, cancelled });
        let hash = self.hash_for(&login, password)?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let ticket = first.ticket.as_bytes();
        let values = [&ticket as _, &login as _, &hash.as_str() as _];
        let verdict = self.verdict(&first, (LEAVE_KIOSK, &values))?;
        let verdict = match (verdict, code) {
            (Verdict::Code(awaited), Some(code)) => self.checked_code(&second, &awaited, code)?,
            (verdict, _) => verdict,
        };
        with_right(verdict, |_| Ok(()))
    }
}
