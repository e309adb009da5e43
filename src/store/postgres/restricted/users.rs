//! Users and records for administrators, a page at a time.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::{AuditRecord, ChainCheck};
use crate::domain::day::Day;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AllowedList, ApprovalTicket, AuditFilter, AuditUser, BulkAnswer, BulkEdit, FoundActivity,
    FoundUser, KnownRole, StoreError, UserBatch, UserEdit, UserPage, UserServer, WaitingUsers,
};
use crate::service::users::UserError;
use crate::service::users::list::Status;
use crate::service::users::query::{Span, UserQuery};
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::{
    EVENT_COUNTS, EVENTS, EVENTS_OF, ROLES, USER, USERS,
};
use crate::store::postgres::restricted::registry::OpenSession;
use crate::store::postgres::restricted::shown::{damaged, found, refused};
use crate::store::postgres::state::audit_log::read;

/// The most records that the server returns.
const RECORDS_MAX: u32 = 10_000;

#[derive(Deserialize)]
struct ShownRole {
    name: String,
    gives: bool,
    grant: bool,
}

#[derive(Deserialize)]
struct Counts {
    total: u64,
    days: Vec<(String, u32, u32)>,
    users: Vec<(String, u32, u32)>,
    broken: Option<i64>,
    last: Option<i64>,
}

impl RestrictedServer {
    pub(super) fn session(&self, caller: AccountId) -> Result<Arc<OpenSession>, UserError> {
        self.0.sessions.of(caller).ok_or(UserError::Ended)
    }

    /// Calls a function that returns a document, and returns what it found.
    pub(super) fn found(
        &self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Map<String, Value>, UserError> {
        let rows = self.0.client.query(sql, values).map_err(refused)?;
        found(&rows)
    }
}

fn taken(found: &mut Map<String, Value>, key: &str) -> Value {
    found.remove(key).unwrap_or_default()
}

fn filter_text(query: &UserQuery) -> String {
    let mut filter = Map::new();
    let mut put = |key: &str, value: Value| {
        filter.insert(key.to_owned(), value);
    };
    if let Some(role) = &query.role {
        put("role", json!(role));
    }
    if let Some(status) = query.status {
        put("status", json!(place_of(status).to_string()));
    }
    if let Some(two_step) = query.two_step {
        put("two_step", json!(two_step));
    }
    if query.is_descending {
        put("descending", json!(true));
    }
    Value::Object(filter).to_string()
}

/// Returns the place of a status in its order.
fn place_of(status: Status) -> usize {
    let mut all = Status::WORDS.map(|(_, status)| status);
    all.sort_unstable();
    all.iter()
        .position(|other| *other == status)
        .unwrap_or_default()
}

impl UserServer for RestrictedServer {
    fn users(
        &self,
        caller: AccountId,
        query: &UserQuery,
        span: Span,
    ) -> Result<UserPage, UserError> {
        let session = self.session(caller)?;
        let values: [&(dyn ToSql + Sync); 6] = [
            &session.token.as_bytes(),
            &fold(&query.text),
            &filter_text(query),
            &query.column.word(),
            &i64::try_from(span.from).unwrap_or(i64::MAX),
            &i32::try_from(span.count).unwrap_or(i32::MAX),
        ];
        let mut found = self.found(USERS, &values)?;
        let Value::Array(rows) = taken(&mut found, "rows") else {
            return Err(damaged());
        };
        let number = |key: &str| found.get(key).and_then(Value::as_u64).ok_or_else(damaged);
        let (total, all) = (number("total")?, number("all")?);
        let users = rows.into_iter().map(|shown| self.user_of(shown));
        Ok(UserPage {
            users: users.collect::<Result<_, _>>()?,
            total,
            all,
        })
    }

    fn user(&self, caller: AccountId, login: &str) -> Result<Option<FoundUser>, UserError> {
        let session = self.session(caller)?;
        let login = fold(login.trim());
        let mut found = self.found(USER, &[&session.token.as_bytes(), &login])?;
        match taken(&mut found, "row") {
            Value::Null => Ok(None),
            shown => self.user_of(shown).map(Some),
        }
    }

    fn users_after(
        &self,
        caller: AccountId,
        position: u64,
        only: Option<&[AccountId]>,
    ) -> Result<UserBatch, UserError> {
        self.batch_after(caller, position, only)
    }

    fn roles(&self, caller: AccountId) -> Result<Vec<KnownRole>, UserError> {
        let session = self.session(caller)?;
        let mut found = self.found(ROLES, &[&session.token.as_bytes()])?;
        let roles: Vec<ShownRole> =
            serde_json::from_value(taken(&mut found, "roles")).map_err(|_| damaged())?;
        let roles = roles.into_iter().map(|role| KnownRole {
            name: role.name,
            gives_permissions: role.gives,
            can_grant: role.grant,
        });
        Ok(roles.collect())
    }

    fn change(
        &self,
        caller: AccountId,
        edit: &UserEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<(), UserError> {
        self.edit(caller, edit, approvals)
    }

    fn change_many(
        &self,
        caller: AccountId,
        edit: &BulkEdit<'_>,
        approvals: &[ApprovalTicket],
    ) -> Result<BulkAnswer, UserError> {
        self.edit_many(caller, edit, approvals)
    }

    fn waiting(&self, caller: AccountId, limit: u32) -> Result<WaitingUsers, UserError> {
        self.waiting_users(caller, limit)
    }

    fn allowed_emails(&self, caller: AccountId, limit: u32) -> Result<AllowedList, UserError> {
        self.listed_emails(caller, limit)
    }

    fn allow_emails(&self, caller: AccountId, emails: &[Email]) -> Result<usize, UserError> {
        self.allow(caller, emails)
    }

    fn disallow_email(&self, caller: AccountId, email: &Email) -> Result<(), UserError> {
        self.disallow(caller, email)
    }

    fn activity(
        &self,
        caller: AccountId,
        filter: &AuditFilter,
    ) -> Result<FoundActivity, UserError> {
        let session = self.session(caller)?;
        let token = session.token.as_bytes();
        let since = filter.since.map(Timestamp::as_seconds);
        let user = match &filter.user {
            Some(AuditUser::Named(name)) => Some(name.as_str()),
            Some(AuditUser::Account(_)) => return Err(StoreError::Restricted.into()),
            None => None,
        };
        let kind = filter.kind.map(AuditKind::word);
        let limit = i32::try_from(filter.limit.min(RECORDS_MAX)).unwrap_or(i32::MAX);
        let counts: [&(dyn ToSql + Sync); 4] = [&token, &since, &user, &kind];
        let all: [&(dyn ToSql + Sync); 6] = [&token, &since, &user, &kind, &false, &limit];
        let refusals: [&(dyn ToSql + Sync); 6] = [&token, &since, &user, &kind, &true, &limit];
        let calls: [Call<'_>; 3] = [(EVENT_COUNTS, &counts), (EVENTS, &all), (EVENTS, &refusals)];
        let answers = self.0.client.pipeline(&calls).map_err(refused)?;
        let answers: Result<Vec<_>, _> = answers.into_iter().collect();
        let answers = answers.map_err(refused)?;
        let [counts, records, refusals] = answers.as_slice() else {
            return Err(damaged());
        };
        let counts: Counts =
            serde_json::from_value(Value::Object(found(counts)?)).map_err(|_| damaged())?;
        let count = |(name, done, refused)| (name, [done, refused]);
        let days = counts.days.into_iter().map(count);
        let days = days.map(|(day, count)| Some((Day::parse(&day)?, count)));
        Ok(FoundActivity {
            records: records_of(records)?,
            refused: records_of(refusals)?,
            days: days.collect::<Option<_>>().ok_or_else(damaged)?,
            users: counts.users.into_iter().map(count).collect(),
            total: counts.total,
            verified: match counts.broken {
                Some(number) => ChainCheck::Broken(number),
                None => ChainCheck::Whole(counts.last.map(Timestamp::from_seconds)),
            },
        })
    }

    fn activity_of(
        &self,
        caller: AccountId,
        account: AccountId,
        limit: u32,
    ) -> Result<Vec<AuditRecord>, UserError> {
        let session = self.session(caller)?;
        let limit = i32::try_from(limit).unwrap_or(i32::MAX);
        let values: [&(dyn ToSql + Sync); 3] = [
            &session.token.as_bytes(),
            &account.as_bytes().as_slice(),
            &limit,
        ];
        let rows = self.0.client.query(EVENTS_OF, &values).map_err(refused)?;
        records_of(&rows)
    }
}

fn records_of(rows: &[Row]) -> Result<Vec<AuditRecord>, UserError> {
    let records: Result<Vec<_>, PgError> = rows.iter().map(read).collect();
    records.map_err(refused)
}
