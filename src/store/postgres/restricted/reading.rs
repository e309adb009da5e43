//! Settings as the open sessions may see them, and the accounts of these sessions.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User};
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{
    Applied, ApprovalTicket, Changed, CredentialStore, Edit, Revision, Snapshot, StoreError, Watch,
};
use crate::store::postgres::client::column;
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::{APPROVALS, LOOK, SETTINGS};
use crate::store::postgres::restricted::known::{Known, Part, State};
use crate::store::postgres::restricted::merging::merged;
use crate::store::postgres::restricted::registry::OpenSession;
use crate::store::postgres::state::rows::account;
use crate::store::postgres::users::rows::user_with;

/// How often to look for changes if the server cannot notify of them.
const POLL_EVERY: Duration = Duration::from_secs(1);

/// How often to read again because a session has ended meanwhile.
const TRIES: usize = 4;

/// What the server calls a session that is open.
const OPEN: &str = "open";

/// What is asked in one round trip: the settings of one session of each account, and all sessions.
struct Asked {
    number: u64,
    sessions: Vec<Arc<OpenSession>>,
    parts: Vec<AskedPart>,
}

/// The session whose settings are asked for, none for the settings for everyone, and what is known of them.
type AskedPart = (Option<Arc<OpenSession>>, Option<Arc<Part>>);

impl Asked {
    fn new(sessions: Vec<Arc<OpenSession>>, known: &mut Known) -> Self {
        let number = known.next();
        let mut first = BTreeMap::new();
        for session in &sessions {
            first.entry(session.account).or_insert(session);
        }
        let with_known = |session: Option<&Arc<OpenSession>>| {
            let number = session.map(|session| session.number);
            (session.cloned(), known.parts.get(&number).cloned())
        };
        let mut parts: Vec<_> = first
            .into_values()
            .map(|session| with_known(Some(session)))
            .collect();
        if parts.is_empty() {
            parts.push(with_known(None));
        }
        Self {
            number,
            sessions,
            parts,
        }
    }
}

/// What was answered, unless a session has ended, so that it has to be asked again.
type Found = Option<(Vec<Arc<Part>>, Vec<(AccountId, String)>)>;

impl RestrictedServer {
    /// Reads what the open sessions may see.
    pub(super) fn fetch(&self) -> Result<Arc<State>, StoreError> {
        for _ in 0..TRIES {
            let asked = Asked::new(self.0.sessions.open(), &mut self.known());
            if let Some((parts, records)) = self.ask(&asked)? {
                return self.take_in(&asked, &parts, &records);
            }
        }
        Err(StoreError::Busy)
    }

    fn ask(&self, asked: &Asked) -> Result<Found, StoreError> {
        let tokens = asked
            .sessions
            .iter()
            .map(|session| session.token.as_bytes());
        let tokens: Vec<&[u8]> = tokens.collect();
        let arguments = asked.parts.iter().map(|(session, known)| {
            let token = session.as_ref().map(|session| session.token.as_bytes());
            let known = known.as_ref().map(|known| known.revision.as_slice());
            (token, known)
        });
        let arguments: Vec<_> = arguments.collect();
        let values: Vec<[&(dyn ToSql + Sync); 2]> = arguments
            .iter()
            .map(|(token, known)| [token as _, known as _])
            .collect();
        let look: [&(dyn ToSql + Sync); 1] = [&tokens];
        let mut calls: Vec<Call<'_>> = values.iter().map(|of| (SETTINGS, &of[..])).collect();
        if !tokens.is_empty() {
            calls.push((LOOK, &look));
        }
        let live = self.live_approvals(&asked.sessions);
        let tickets: Vec<Vec<&[u8]>> = live
            .iter()
            .map(|(_, tickets)| tickets.iter().map(ApprovalTicket::as_bytes).collect())
            .collect();
        let tokens = live.iter().map(|(session, _)| session.token.as_bytes());
        let tokens: Vec<&[u8]> = tokens.collect();
        let approvals = tokens.iter().zip(&tickets);
        let approvals: Vec<[&(dyn ToSql + Sync); 2]> = approvals
            .map(|(token, tickets)| [token as _, tickets as _])
            .collect();
        calls.extend(approvals.iter().map(|values| (APPROVALS, &values[..])));
        let mut answers = self.0.client.pipeline(&calls)?.into_iter();
        let mut parts = Vec::new();
        let mut has_ended = false;
        for ((session, known), answer) in asked.parts.iter().zip(answers.by_ref()) {
            match (answer, session) {
                (Err(PgError::Function(FunctionRefusal::Ended)), Some(session)) => {
                    self.0.sessions.forget(session.number);
                    has_ended = true;
                }
                (answer, _) => parts.push(part_of(&answer?, known.as_ref())?),
            }
        }
        let rows = if asked.sessions.is_empty() {
            Vec::new()
        } else {
            answers.next().transpose()?.unwrap_or_default()
        };
        for ((_, tickets), answer) in live.iter().zip(answers) {
            self.note_approvals(tickets, answer)?;
        }
        let records = self.records(&asked.sessions, &rows)?;
        // Without a session of an account, the settings are others.
        has_ended |= records.len() < asked.parts.iter().flat_map(|(session, _)| session).count();
        Ok((!has_ended).then_some((parts, records)))
    }

    /// Returns the accounts with an open session and their records, and forgets the sessions that have ended.
    fn records(
        &self,
        sessions: &[Arc<OpenSession>],
        rows: &[Row],
    ) -> Result<Vec<(AccountId, String)>, PgError> {
        let mut all = BTreeMap::new();
        let mut open = vec![false; sessions.len()];
        for row in rows {
            let index: i32 = column(row, "token_index")?;
            let index = usize::try_from(index).map_err(PgError::damaged)?;
            let of = account(row, "account")?;
            let is_open = column::<&str>(row, "session_state")? == OPEN;
            let session = sessions.get(index);
            if let Some(session) = session
                && session.account == Some(of)
                && is_open
            {
                open[index] = true;
                all.insert(of, column::<String>(row, "record")?);
            }
        }
        for (session, _) in sessions.iter().zip(&open).filter(|(_, is_open)| !**is_open) {
            self.0.sessions.forget(session.number);
        }
        Ok(all.into_iter().collect())
    }

    fn take_in(
        &self,
        asked: &Asked,
        parts: &[Arc<Part>],
        records: &[(AccountId, String)],
    ) -> Result<Arc<State>, StoreError> {
        let mut known = self.known();
        let mut users = Vec::new();
        let mut stand_ins = HashMap::new();
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(part.digest);
        }
        for (id, record) in records {
            let mut user = user_with(*id, record).ok_or_else(damaged)?;
            digest.update(id.as_bytes());
            digest.update(Sha256::digest(record));
            if let Some(hash) = user.hash.take() {
                let chosen = known.chosen.get_mut(id);
                user.hash = Some(chosen.map_or_else(|| hash.clone(), |chosen| chosen.shown(&hash)));
                stand_ins.insert(*id, hash);
            }
            digest.update(user.hash.as_ref().map_or("", StoredHash::as_str));
            users.push(user);
        }
        let revision = Revision(digest.finalize().into());
        let each = asked.parts.iter().zip(parts);
        let revisions = each.clone().filter_map(|((session, _), part)| {
            let account = session.as_ref()?.account?;
            Some((account, part.revision.clone()))
        });
        let state = State {
            snapshot: Arc::new(snapshot(merged(parts), users, revision)),
            revisions: revisions.collect(),
            stand_ins,
        };
        let numbered = each.map(|((session, _), part)| {
            let number = session.as_ref().map(|session| session.number);
            (number, Arc::clone(part))
        });
        known.parts = numbered.collect();
        let is_open = |account| self.0.sessions.of(account).is_some();
        Ok(known.put((asked.number, state), is_open))
    }
}

fn snapshot(settings: Settings, users: Vec<User>, revision: Revision) -> Snapshot {
    UserDirectory::new(settings, users, Vec::new()).into_snapshot(revision)
}

fn damaged() -> StoreError {
    StoreError::Unreadable("a user in the database cannot be read".to_owned())
}

/// Returns the settings of an answer, or those that are known if they are the same.
fn part_of(rows: &[Row], known: Option<&Arc<Part>>) -> Result<Arc<Part>, StoreError> {
    let missing = || PgError::damaged("the settings are missing");
    let mut revision = None;
    let mut settings = BTreeMap::new();
    for row in rows {
        let path: Option<&str> = column(row, "path")?;
        if let Some(path) = path {
            settings.insert(path.to_owned(), column::<String>(row, "value")?);
        }
        revision = Some(column::<&[u8]>(row, "revision")?.to_vec());
    }
    let revision = revision.ok_or_else(missing)?;
    if let Some(known) = known.filter(|known| known.revision == revision) {
        return Ok(Arc::clone(known));
    }
    let mut digest = Sha256::new();
    for text in settings.iter().flat_map(|(path, value)| [path, value]) {
        digest.update(Sha256::digest(text));
    }
    let settings = Settings::of_rows(settings);
    Ok(Arc::new(Part {
        revision,
        digest: digest.finalize().into(),
        settings: settings.map_err(|error| StoreError::Unreadable(error.to_string()))?,
    }))
}

impl CredentialStore for RestrictedServer {
    fn location(&self) -> String {
        self.0.client.location()
    }

    fn is_on_server(&self) -> bool {
        true
    }

    /// Returns the settings, the pages that the open sessions may see, and the accounts of these sessions.
    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        Ok(Arc::clone(&self.fetch()?.snapshot))
    }

    /// Makes a change of the own account of an open session. Any other one is refused without asking the server.
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.change_own(change, expected)
    }

    fn create(&self, _: &NewUser, _: &StoredHash) -> Result<Revision, StoreError> {
        Err(StoreError::Restricted)
    }

    fn poll_every(&self) -> Duration {
        POLL_EVERY
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        self.0.client.listen(changed)
    }
}
