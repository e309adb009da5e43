//! Sessions: open ones as rows on the server, the remembered one on this computer.

use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::Selector;
use crate::domain::settings::Sessions;
use crate::service::ports::{
    ChangeSealed, RememberedSignIn, SessionLimitError, SessionSlot, SessionStore, StateError,
};
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::PostgresState;
use crate::store::postgres::state::heartbeat::SlotId;
use crate::store::postgres::state::rows::{account, one};

/// How long a session counts after it was seen, in seconds.
const SEEN_SECONDS: i64 = 90;

const COUNT: &str =
    "SELECT coalesce(bool_or(account = $1), false) AS is_in, count(DISTINCT account) AS users
     FROM auth_inner.session_slot
     WHERE abs(extract(epoch FROM clock_timestamp())::bigint - seen) <= $2";

/// Also deletes the rows of programs that were killed.
const CLAIM: &str = "WITH killed AS (
         DELETE FROM auth_inner.session_slot
         WHERE abs(extract(epoch FROM clock_timestamp())::bigint - seen) > $3)
     INSERT INTO auth_inner.session_slot (id, account, seen)
     VALUES ($1, $2, extract(epoch FROM clock_timestamp())::bigint)";

impl SessionStore for PostgresState {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        self.local.remembered()
    }

    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        self.local.remember(sign_in)
    }

    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        self.local.rotate(selector, change)
    }

    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        self.local.forget(account)
    }

    fn quick_unlock_gate(&self) -> Result<SessionSlot, StateError> {
        self.local.quick_unlock_gate()
    }

    fn quick_unlock(&self, change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
        self.local.quick_unlock(change)
    }

    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        self.heartbeat.settle();
        let wanted: Vec<_> = accounts.iter().map(|id| id.as_bytes().as_slice()).collect();
        let found = self.client.query(
            "SELECT DISTINCT account FROM auth_inner.session_slot WHERE account = ANY($1)
             AND abs(extract(epoch FROM clock_timestamp())::bigint - seen) <= $2",
            &[&wanted, &SEEN_SECONDS],
        )?;
        let found = found.iter().map(|row| account(row, "account"));
        Ok(found.collect::<Result<_, PgError>>()?)
    }

    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        self.heartbeat.settle();
        let mut id = SlotId::default();
        let filled = getrandom::fill(&mut id);
        filled.map_err(|error| StateError::Unavailable(error.to_string()))?;
        // After an error, also if only the answer was lost, the row is deleted.
        let held = self.heartbeat.hold(id)?;
        let user = account.as_bytes().as_slice();
        let row: [&(dyn ToSql + Sync); 3] = [&id.as_slice(), &user, &SEEN_SECONDS];
        if limits.is_limited() {
            self.atomically::<Result<(), SessionLimitError>>(|work| {
                // No other computer can come between counting and claiming.
                work.execute(
                    "LOCK TABLE auth_inner.session_slot IN SHARE ROW EXCLUSIVE MODE",
                    &[],
                )?;
                let counted = work.query(COUNT, &[&user, &SEEN_SECONDS])?;
                let counted = one(&counted)?;
                let users: i64 = column(counted, "users")?;
                let users = usize::try_from(users).map_err(PgError::damaged)?;
                let may = SessionLimitError::check(limits, column(counted, "is_in")?, users);
                if may.is_ok() {
                    work.execute(CLAIM, &row)?;
                }
                Ok(may)
            })??;
        } else {
            self.client.query(CLAIM, &row).map_err(StateError::from)?;
        }
        Ok(SessionSlot::new(held.touched(account)))
    }
}
